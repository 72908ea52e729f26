"""Component rows to mentions of document types."""
