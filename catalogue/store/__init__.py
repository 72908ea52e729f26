"""The only places that build rows."""
