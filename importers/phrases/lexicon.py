"""Spellings that phrases are read with: one loader for catalogue/lookups/*.toml.

Not here: any spelling.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lookup(name: str) -> dict[str, Any]:
    """The tables of catalogue/lookups/NAME.toml."""
    return tomllib.loads(files("catalogue").joinpath(f"lookups/{name}.toml").read_text("utf-8"))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def plain_words(text: str) -> str:
    """Composed, one blank between words, lower case; same words, for patterns."""
    return " ".join(text.split()).lower()
