"""Declarations that an application form could hold (bản kê, bản cam kết đưa vào đơn).

Here: which rows ask the applicant to write apart what is a part of his application. Not here: the measure
(suggesting.py). The writing stays: only a paper goes, so no saving in money is claimed.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from analysis.documents.reading import Maker, Mention, Reading, RowKind
from analysis.links import asks_for
from catalogue.records import Procedure
from catalogue.text import fold


@cache
def _told() -> dict[str, Any]:
    path = Path(__file__).parent / "lookups" / "in_form.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _heads() -> tuple[str, ...]:
    return tuple(fold(word) for word in _told()["heads"])


@cache
def _kept_apart() -> tuple[str, ...]:
    return tuple(fold(word) for word in _told()["kept_apart"])


def in_form_text() -> str:
    """Why, and what stays, in Vietnamese."""
    told: str = _told()["text"]
    return told


def fits_in_form(procedure: Procedure, readings: Sequence[Reading]) -> tuple[int, ...]:
    """Numbers of the rows, from 0, that only declare something and stand in one case with an application."""
    found: list[int] = []
    at = 0
    for case in procedure.cases:
        rows = list(enumerate(readings[at : at + len(case.components)], start=at))
        at += len(case.components)
        if any(asks_for(m) for _, read in rows if read.kind is RowKind.DOCUMENT for m in read.mentions):
            found += [number for number, read in rows if _declares(read)]
    return tuple(found)


def _declares(read: Reading) -> bool:
    if read.kind is not RowKind.DOCUMENT or not read.mentions or read.alternatives:
        return False
    apart = any(word in fold(read.text) for word in _kept_apart())
    return not apart and all(_is_declaration(m) for m in read.mentions)


def _is_declaration(mention: Mention) -> bool:
    return (
        mention.maker is Maker.APPLICANT
        and not asks_for(mention)
        and any(fold(mention.name).startswith(f"{head} ") or fold(mention.name) == head for head in _heads())
    )
