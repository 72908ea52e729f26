"""Which content belongs to which row of the list: by code, by name, by likeness of names.

Not here: making the record of both (assemble.py).
"""

from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

from catalogue.records import Change
from importers.decisions.entries import Entry
from importers.decisions.lists import ListRow
from importers.decisions.names import name_key
from importers.decisions.words import words

LEAST = 90
"""Least likeness of names, 0 to 100, for content and list row to belong together."""


@dataclass
class Match:
    """A list row, its content, or both."""

    row: ListRow | None
    entry: Entry | None
    likeness: float = 100.0


def match(rows: list[ListRow], entries: list[Entry]) -> list[Match]:
    """Rows with their contents: by code, else by name, else by the most alike name; each content once."""
    told = [Match(row, None) for row in rows]
    free = list(entries)
    for rule in (_same_code, _same_name_and_level, _same_name):
        for at in told:
            if at.entry is None and at.row is not None and not _ends(at.row):
                found = next((entry for entry in free if rule(at.row, entry)), None)
                if found is not None:
                    at.entry = found
                    free.remove(found)
    _match_alike(told, free)
    return told + [Match(None, entry) for entry in free]


def _ends(row: ListRow) -> bool:
    """A repealed procedure has no content; its name may be that of its successor."""
    return row.own_change is Change.REPEALED or row.changes == (Change.REPEALED,)


def _same_code(row: ListRow, entry: Entry) -> bool:
    return bool({code.core for code in row.codes} & {code.core for code in entry.all_codes})


def _same_name(row: ListRow, entry: Entry) -> bool:
    if row.codes and entry.all_codes and not _same_code(row, entry):
        return False
    return name_key(row.name) == name_key(entry.title)


def _same_name_and_level(row: ListRow, entry: Entry) -> bool:
    return bool(row.levels) and row.levels == entry.context.levels and _same_name(row, entry)


def told_apart(a: str, b: str) -> bool:
    """Whether names differ in a word that makes another procedure: an act, a level, a figure.

    >>> told_apart("cấp lại giấy phép", "cấp giấy phép"), told_apart("cấp giấy phép", "cấp giấy phep")
    (True, False)
    """
    left, right = Counter(name_key(a).split()), Counter(name_key(b).split())
    apart = (left - right) + (right - left)
    return any(word in words("names", "apart") or any(c.isdigit() for c in word) for word in apart)


def _match_alike(told: list[Match], free: list[Entry]) -> None:
    pairs = [
        (fuzz.ratio(name_key(at.row.name), name_key(entry.title)), index, at, entry)
        for index, at in enumerate(told)
        if at.entry is None and at.row is not None and not _ends(at.row)
        for entry in free
        if not (at.row.codes and entry.all_codes) and not told_apart(at.row.name, entry.title)
    ]
    for likeness, _, at, entry in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if likeness >= LEAST and at.entry is None and entry in free:
            at.entry, at.likeness = entry, likeness
            free.remove(entry)
