"""Formats to blocks; nothing here knows a word of the domain."""
