"""How it goes out: exports and reports."""
