"""How a publication decision (quyết định công bố) is understood, on blocks of any format."""
