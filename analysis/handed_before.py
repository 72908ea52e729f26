"""Papers that the agency received with the first dossier of the same matter (đã nộp khi cấp lần đầu).

Here: which rows of a renewal, reissue, change or return ask again for what the first grant asked for.
Not here: the measure it calls for (suggesting.py), papers made by the State (once_only.py).
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.asked import Asked, Readings, asking_agencies, papers, rows, settling_agencies
from analysis.documents.reading import Mention
from analysis.families import family_of
from analysis.links import asks_for, result_names, result_types
from analysis.outcomes import read_outcomes
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot
from catalogue.text import fold


@dataclass(frozen=True)
class HandedBefore:
    """One row that asks again for what an earlier dossier of the same matter held."""

    asked: Asked
    first: Asked
    """The row of the first grant that asked for it before; of the lowest code where several did."""


@cache
def _told() -> dict[str, Any]:
    path = Path(__file__).parent / "lookups" / "handed_before.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _begins(kind: str) -> re.Pattern[str]:
    acts = sorted(map(fold, _told()["acts"][kind]), key=len, reverse=True)
    before = "|".join(sorted(map(fold, _told()["acts"]["before"]), key=len, reverse=True))
    one = "|".join(map(re.escape, acts))
    return re.compile(
        rf"(?:(?:{before})\s+)*((?:{one})\b(?:(?:\s*[,;/]\s*|\s+(?:và|hoặc)\s+)(?:{one})\b)*)\s*"
    )


@cache
def _filler() -> re.Pattern[str]:
    words = "|".join(sorted(map(fold, _told()["acts"]["filler"]), key=len, reverse=True))
    return re.compile(rf"\([^)]*\)|\b(?:{words})\b")


def _matter(name: str, kind: str) -> str | None:
    """What a name is about, without its leading act; None: it does not begin with one of the kind.

    >>> _matter("Cấp lại Giấy phép bán lẻ rượu (cấp xã)", "later")
    'giấy phép bán lẻ rượu'
    """
    told = fold(name)
    found = _begins(kind).match(told)
    if found is None:
        return None
    return " ".join(_filler().sub(" ", told[found.end() :]).split()) or None


def is_later(procedure: Procedure) -> bool:
    """Does the procedure change, renew, return or reissue what was granted before, by its name?"""
    return _begins("later").match(fold(procedure.name)) is not None


def firsts_of(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Keys of the procedures that granted first, by key of the later procedure.

    One matter: the same result, or the same object after the act of the name, settled by one agency.
    """
    later = {p.key for p in snapshot.procedures if is_later(p)}
    first = {p.key for p in snapshot.procedures if _begins("first").match(fold(p.name))} - later
    found: dict[str, set[str]] = defaultdict(set)
    for keys in _matters(snapshot, later):
        if len(keys) <= _told()["near"]["most"]:
            for key in keys & later:
                found[key] |= keys & first
    settled = {key: _agencies(snapshot.by_key[key], snapshot) for key in later.union(*found.values())}
    told = {key: tuple(sorted(q for q in keys if settled[q] & settled[key])) for key, keys in found.items()}
    return {key: keys for key, keys in told.items() if keys}


def _matters(snapshot: Snapshot, later: set[str]) -> Iterator[set[str]]:
    by: dict[str, set[str]] = defaultdict(set)
    for procedure in snapshot.procedures:
        kind = "later" if procedure.key in later else "first"
        matter = _matter(procedure.name, kind)
        if matter is not None:
            by[f"name {matter}"].add(procedure.key)
    for key, outcomes in read_outcomes(snapshot).items():
        name = snapshot.by_key[key].name
        for outcome in outcomes:
            for told in (*result_types(outcome, name), *result_names(outcome, name).whole):
                by[f"outcome {told}"].add(key)
    for told in sorted(by):
        yield by[told]


def _agencies(procedure: Procedure, snapshot: Snapshot) -> frozenset[str]:
    settling = settling_agencies(procedure, snapshot.day)
    return frozenset(settling or {agency.key for agency in asking_agencies(procedure, snapshot.day)})


def find_handed_before(snapshot: Snapshot, readings: Readings) -> Iterator[HandedBefore]:
    """Rows of later procedures whose every paper the first dossier held, by key and row.

    Left out: applications, and papers that age (báo cáo, ảnh, giấy khám sức khỏe …).
    """
    for key, firsts in sorted(firsts_of(snapshot).items()):
        if key not in readings:
            continue
        had = _had(snapshot, readings, firsts)
        for asked in rows(snapshot.by_key[key], readings):
            told = papers(asked)
            if told and all(_stays(m, asked) and family_of(m.type) in had for m in told):
                yield HandedBefore(asked, had[family_of(told[0].type)])


def _had(snapshot: Snapshot, readings: Readings, firsts: Iterable[str]) -> dict[str, Asked]:
    had: dict[str, Asked] = {}
    for first in firsts:
        if first in readings:
            for asked in rows(snapshot.by_key[first], readings):
                for mention in papers(asked):
                    if _stays(mention, asked):
                        had.setdefault(family_of(mention.type), asked)
    return had


def _stays(mention: Mention, asked: Asked) -> bool:
    """Is it a paper that says the same later as it said then?"""
    if asks_for(mention) or not mention.type or not mention.name:
        return False
    name, row = fold(mention.name), fold(asked.component.text)
    return not any(fold(word) in name for word in _told()["ageing"]["papers"]) and not any(
        fold(word) in row for word in _told()["ageing"]["rows"]
    )
