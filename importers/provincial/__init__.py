"""Provincial guide pages of procedures: headings, cards and lists without tables."""
