"""One phrase of a publication to one value, or None."""
