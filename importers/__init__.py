"""Published files to records."""
