"""Whether two names of one code are the names of two procedures.

Here: another act, or hardly a word in common; the words stand in lookups/conflicts.toml.
Not here: which known procedure a name without a code means (importers/by_name.py).
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz

from catalogue.text import fold


def other_procedure(name: str, other: str) -> bool:
    """Whether two names are those of two procedures: another act, or hardly a word in common.

    >>> other_procedure("Cấp lại thẻ hội viên", "Cấp thẻ hội viên")
    True
    >>> other_procedure("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh (cấp xã)")
    False
    """
    one, two = _plain(name), _plain(other)
    if one == two:
        return False
    if _act(one) != _act(two):
        return True
    return max(fuzz.token_sort_ratio(one, two), fuzz.token_set_ratio(one, two) - 15) < _rules().alike


@dataclass(frozen=True)
class _Rules:
    alike: float
    acts: tuple[str, ...]
    openings: tuple[str, ...]


@cache
def _rules() -> _Rules:
    raw = tomllib.loads(files("catalogue").joinpath("lookups/conflicts.toml").read_text("utf-8"))
    acts, openings = (tuple(map(fold, raw[name])) for name in ("acts", "openings"))
    return _Rules(raw["alike"], acts, openings)


def _plain(name: str) -> str:
    """Folded, without brackets, signs and the words in front of the act."""
    told = " ".join(re.sub(r"[^\w\s,]+", " ", re.sub(r"\([^()]*\)", " ", fold(name))).split())
    for word in _rules().openings:
        told = told.removeprefix(f"{word} ")
    return told.strip(" ,")


def _act(plain: str) -> str | None:
    begins = (act for act in _rules().acts if plain == act or plain.startswith((f"{act} ", f"{act},")))
    return next(begins, None)
