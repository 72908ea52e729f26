"""Official forms: what goes in which cell."""
