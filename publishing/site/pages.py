"""What stands on the pages of the site: groups of procedures, and one procedure in the order of the law.

Here: the values a template shows. Not here: HTML (templates/), files (build.py).
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.records import Procedure
from catalogue.store.changes import UNDOINGS, Entry, Happened
from catalogue.text import sort_key
from publishing.forms.decision_content import basis_words, fee_words, limit_words
from publishing.site.addresses import (
    agency_address,
    decision_address,
    level_address,
    procedure_address,
    sector_address,
)

NO_LEVEL = "none"
LATEST = 30
"""Changes on the first page."""


@cache
def words() -> dict[str, Any]:
    """Words of the pages."""
    return tomllib.loads(files("publishing").joinpath("lookups/site.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Line:
    """A procedure in a list."""

    key: str
    name: str
    address: str
    sector: str | None
    agency: str | None
    change: str | None = None


@dataclass
class Group:
    """A page that lists procedures: a sector, an agency, a level."""

    title: str
    address: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Groups:
    """All lists of the site, each sorted as a Vietnamese dictionary is."""

    sectors: tuple[Group, ...]
    agencies: tuple[Group, ...]
    levels: tuple[Group, ...]


def line_of(record: Procedure) -> Line:
    """A procedure in a list."""
    return Line(record.key, record.name, procedure_address(record.key), record.sector, record.issuing_agency)


def groups_of(lines: Iterable[tuple[Line, Procedure]]) -> Groups:
    """Procedures by sector, issuing agency and level; one of two levels stands in both."""
    sectors: dict[str, Group] = {}
    agencies: dict[str, Group] = {}
    levels: dict[str, Group] = {}
    for line, record in lines:
        if record.sector:
            _put(sectors, record.sector, sector_address(record.sector), line)
        if record.issuing_agency:
            _put(agencies, record.issuing_agency, agency_address(record.issuing_agency), line)
        for level in record.levels or (NO_LEVEL,):
            title = words()["levels"][level]
            levels.setdefault(level, Group(title, level_address(level))).lines.append(line)
    order = list(words()["levels"])
    return Groups(
        _sorted(sectors),
        _sorted(agencies),
        tuple(levels[name] for name in order if name in levels),
    )


def _put(groups: dict[str, Group], title: str, address: str, line: Line) -> None:
    groups.setdefault(title, Group(title, address)).lines.append(line)


def _sorted(groups: dict[str, Group]) -> tuple[Group, ...]:
    return tuple(groups[title] for title in sorted(groups, key=sort_key))


@dataclass(frozen=True)
class Sighted:
    """One thing recorded of a procedure, as its page shows it."""

    entry: Entry
    what: str
    decision_address: str | None
    anchor: str


def history_of(entries: Sequence[Entry]) -> list[Sighted]:
    """What was recorded, the latest first."""
    return [
        Sighted(
            one,
            words()["changes"].get(what_of(one), words()["changes"]["none"]),
            decision_address(one.decision) if one.decision else None,
            f"ghi-nhan-{number}",
        )
        for number, one in reversed(list(enumerate(entries, 1)))
    ]


def what_of(entry: Entry) -> str:
    """What happened, by its name in the lookup: the change of a decision where one is told."""
    return str(entry.change if entry.kind is Happened.STATED and entry.change else entry.kind)


def counting(entries: Iterable[Entry]) -> list[Entry]:
    """What sources state and nobody has undone, oldest first."""
    stated: dict[int, Entry] = {}
    undone: set[int] = set()
    for one in entries:
        if one.kind not in UNDOINGS:
            stated[one.id] = one
        elif one.kind is Happened.UNDONE:
            undone.add(one.id)
        else:
            undone.discard(one.id)
    return [one for id_, one in stated.items() if id_ not in undone]


@dataclass
class DecisionPage:
    """A decision and what it does."""

    number: str
    address: str
    agency: str | None
    signed: object
    effective: object
    title: str | None
    replaces: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)


def decision_lines(entries: Iterable[Entry], known: dict[str, Line]) -> dict[str, list[Line]]:
    """Procedures by the key of the decision that a source names for them; each once, the latest change."""
    found: dict[str, dict[str, Line]] = {}
    for one in counting(entries):
        if one.decision_key is None or one.kind is not Happened.STATED:
            continue
        line = known.get(one.key)
        change = words()["changes"].get(str(one.change or ""))
        told = Line(
            one.key,
            one.name or one.key,
            line.address if line else "",
            line.sector if line else None,
            line.agency if line else None,
            change,
        )
        before = found.setdefault(one.decision_key, {}).get(one.key)
        if before is None or change is not None:
            found[one.decision_key][one.key] = told
    return {key: sorted(lines.values(), key=lambda line: line.key) for key, lines in found.items()}


def facts_of(record: Procedure) -> dict[str, Any]:
    """What the page of one procedure needs besides the record: words, addresses, states of parts."""
    return {
        "channels": [
            {
                "name": words()["channels"][way.channel or "none"],
                "limit": limit_words(way.time_limit),
                "fees": [fee_words(fee) for fee in way.fees],
                "text": way.text,
            }
            for way in record.channels
        ],
        "levels": [(words()["levels"][level], level_address(level)) for level in record.levels],
        "kind": words()["kinds"].get(record.kind or ""),
        "sector_address": sector_address(record.sector) if record.sector else None,
        "agency_address": agency_address(record.issuing_agency) if record.issuing_agency else None,
        "decision_address": decision_address(record.decision.number)
        if record.decision and record.decision.number
        else None,
        "bases": [basis_words(basis) for basis in record.legal_bases],
        "has_limits": any(limit_words(way.time_limit) for way in record.channels),
        "has_fees": any(way.fees for way in record.channels),
        "quantities": any(row.originals is not None or row.copies is not None for row in record.components),
        "forms": any(row.forms for row in record.components),
        "notes": any(row.notes for row in record.components),
        "codes": any(row.code for row in record.components),
    }


def state(record: Procedure, name: str) -> str:
    """What stands where a part has nothing."""
    told = words()["states"]
    return str(told["none_needed"] if name in record.not_applicable else told["unknown"])
