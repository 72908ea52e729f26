"""The project's own templates, read back: tables first, then records."""
