"""Abbreviations of the field (chữ viết tắt) and what they stand for: GCN is Giấy chứng nhận.

Here: the shared list. Not here: where they are written out (analysis/documents/line.py for rows,
catalogue/search_words.py for search).
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def abbreviations() -> Mapping[str, str]:
    """Abbreviation, in capitals, and the words it stands for."""
    told: dict[str, str] = tomllib.loads(
        files("catalogue").joinpath("lookups/abbreviations.toml").read_text("utf-8")
    )["words"]
    return told
