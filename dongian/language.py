"""The language of the screen: Vietnamese by default, English on request.

Both wordings stand side by side where they are used, so none can be missing
(docs/decisions/0004-two-languages-side-by-side.md).
"""

import os
import sys
from typing import Literal, get_args

Language = Literal["vi", "en"]


def from_surroundings(arguments: list[str] | None = None) -> Language:
    """The language before options are parsed, so that help texts are in it too."""
    given = sys.argv[1:] if arguments is None else arguments
    for number, word in enumerate(given):
        value = word.partition("=")[2] if word.startswith("--lang=") else None
        if word == "--lang" and number + 1 < len(given):
            value = given[number + 1]
        if value in get_args(Language):
            return "en" if value == "en" else "vi"
    return "en" if os.environ.get("DONGIAN_LANG") == "en" else "vi"


_current: list[Language] = [from_surroundings()]


def language() -> Language:
    """The language in use."""
    return _current[0]


def use(chosen: Language) -> None:
    """Set the language; the command line does it once."""
    _current[0] = chosen


def say(vi: str, en: str) -> str:
    """The wording in the language in use."""
    return en if _current[0] == "en" else vi
