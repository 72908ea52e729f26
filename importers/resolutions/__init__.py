"""The grammar of resolutions that cut procedures (nghị quyết cắt giảm), on blocks of any format."""
