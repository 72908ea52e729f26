"""Releases (bản phát hành): one archive from which every published number can be recomputed, offline."""
