"""How much a difference harms the person who relies on the portal: a wrong fee before a wrong comma.

Ranks and their reasons stand in lookups/harm.toml.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.diff import ChangeKind, FieldChange
from catalogue.records import Record
from catalogue.text import fold, squash

BETWEEN_FIGURES = re.compile(r"(?<=\d)[.,](?=\d)")
PUNCTUATION = re.compile(r"[^\w\s\ue000\ue001]|_")
KEPT = {".": "\ue000", ",": "\ue001"}
"""A point between figures is no punctuation: 1.5 and 15 differ, 4.500 and 4,500 may."""


class Harm(Record):
    """One kind of harm."""

    code: str
    rank: int
    vi: str
    en: str
    why: str


@cache
def _lookup() -> dict[str, Any]:
    return tomllib.loads(files("publishing").joinpath("lookups/harm.toml").read_text("utf-8"))


@cache
def harms() -> dict[str, Harm]:
    """Every kind of harm by its code."""
    told = _lookup()
    rows = [{"code": f["code"], **{k: v for k, v in f.items() if k != "path"}} for f in told["fields"]]
    rows += [{"code": code, **row} for group in ("kinds", "forms") for code, row in told[group].items()]
    return {row["code"]: Harm.model_validate(row) for row in rows}


def words(group: str) -> dict[str, tuple[str, str]]:
    """Names of one group with their words in Vietnamese and English."""
    told: dict[str, tuple[str, str]] = _lookup()[group]
    return told


@cache
def _paths() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(field["path"]), field["code"]) for field in _lookup()["fields"])


def grade(rank: int) -> str:
    """The grade of a rank: grave, high, middle, low."""
    grades: dict[str, tuple[int, str, str]] = _lookup()["grades"]
    return next(name for name, (least, _, _) in grades.items() if rank >= least)


def grade_words(rank: int) -> tuple[str, str]:
    """The grade in Vietnamese and in English."""
    _, vi, en = _lookup()["grades"][grade(rank)]
    return vi, en


def harm_of(change: FieldChange) -> Harm:
    """The harm of one value that differs; what is only written otherwise harms little."""
    if change.kind is ChangeKind.CHANGED and isinstance(change.before, str) and isinstance(change.after, str):
        if squash(change.before) == squash(change.after):
            return harms()["whitespace"]
        if _plain(change.before) == _plain(change.after):
            return harms()["wording"]
    path = re.sub(r"\[[^\]]*\]", "[]", change.path)
    return harms()[next(code for pattern, code in _paths() if pattern.search(path))]


def _plain(text: str) -> str:
    """Words and figures alone."""
    kept = BETWEEN_FIGURES.sub(lambda found: KEPT[found[0]], fold(text))
    return " ".join(PUNCTUATION.sub(" ", kept).split())
