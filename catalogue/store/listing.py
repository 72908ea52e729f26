"""Lists of procedures and decisions, without reading whole records.

Here: headings of a day, filters, pages. Not here: the record of a day (versions.py).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from catalogue import search
from catalogue import text as words
from catalogue.models import DECISION, FILE, PROCEDURE, VERSION
from catalogue.records import Change, Coverage, Kind, Level, Record
from catalogue.store import rows
from catalogue.store.reading import DecisionSummary, number_key
from catalogue.store.versions import Sighting, current, in_force, needed, stated


class Heading(Record):
    """One procedure in a list (dòng của danh mục)."""

    key: str
    name: str
    sector: str | None = None
    levels: tuple[Level, ...] = ()
    kind: Kind | None = None
    issuing_agency: str | None = None
    handling_agencies: tuple[str, ...] = ()
    coverage: Coverage
    change: Change | None = None
    decision: str | None = None
    valid_from: date | None = None
    components: int = 0
    """Component rows."""
    sightings: int = 1
    """Publications that hold on the day."""


def headings(
    sightings: Mapping[str, Sequence[Sighting]], day: date, known: datetime | None
) -> tuple[Heading, ...]:
    """What is in force on a day, by key."""
    found = []
    for key in sorted(sightings):
        holding = in_force(sightings[key], day, known)
        if holding:
            found.append(_heading(key, holding))
    return tuple(found)


def _heading(key: str, holding: Sequence[Sighting]) -> Heading:
    """As `compose`, for the few fields of a list."""
    values: dict[str, Any] = {}
    announced: Sighting | None = None
    for sighting in needed(holding):
        for name, value in json.loads(sighting.head).items():
            values.setdefault(name, value)
        if announced is None and (stated(sighting.change) or stated(sighting.decision_number)):
            announced = sighting
    return Heading(
        key=key,
        coverage=needed(holding)[-1].coverage,
        change=announced and announced.change,
        decision=announced and announced.decision_number,
        valid_from=holding[0].valid_from,
        sightings=len(holding),
        **values,
    )


def matching(
    found: Iterable[Heading],
    *,
    sector: str | None = None,
    agency: str | None = None,
    level: Level | None = None,
    kind: Kind | None = None,
    code_prefix: str | None = None,
    keys: frozenset[str] | None = None,
) -> list[Heading]:
    """The headings that pass every filter that is given; words are compared bare, and in part."""
    wanted_sector = None if sector is None else words.bare(sector)
    wanted_agency = None if agency is None else words.bare(agency)

    def passes(heading: Heading) -> bool:
        agencies = [heading.issuing_agency or "", *heading.handling_agencies]
        return (
            (keys is None or heading.key in keys)
            and (code_prefix is None or heading.key.startswith(code_prefix))
            and (level is None or level in heading.levels)
            and (kind is None or heading.kind is kind)
            and (wanted_sector is None or wanted_sector in search.bare_of(heading.sector or ""))
            and (wanted_agency is None or any(wanted_agency in search.bare_of(told) for told in agencies))
        )

    return [heading for heading in found if passes(heading)]


def decisions(connection: Connection, *, number: str | None = None) -> tuple[DecisionSummary, ...]:
    """Decisions that any file names, the latest first; each as the highest source states it."""
    told: dict[str, list[Any]] = {}
    query = select(DECISION, FILE.c.name.label("file"), FILE.c.rank).join(
        FILE, DECISION.c.file_id == FILE.c.id
    )
    if number is not None:
        query = query.where(DECISION.c.key == number_key(number))
    for row in connection.execute(query.order_by(FILE.c.rank.desc(), FILE.c.id.desc())):
        told.setdefault(row.key, []).append(row)
    changes = _changes(connection)
    found = [_decision(said, changes.get(key, {})) for key, said in told.items()]
    return tuple(sorted(found, key=lambda d: (d.signed or date.min, d.number), reverse=True))


def _changes(connection: Connection) -> dict[str, dict[str, str]]:
    """Decision -> procedure -> change, as the highest source states it; sightings that hold only."""
    by_procedure: dict[str, dict[str, Sighting]] = {}
    for key, said in rows.all_sightings(connection).items():
        for sighting in sorted(current(said), key=lambda s: (s.rank, s.recorded)):
            if sighting.decision_key is not None:
                by_procedure.setdefault(sighting.decision_key, {})[key] = sighting
    return {
        decision: {
            key: s.change.value if s.change else s.role.value if s.ends else "" for key, s in said.items()
        }
        for decision, said in by_procedure.items()
    }


def _decision(said: Sequence[Any], changes: Mapping[str, str]) -> DecisionSummary:
    def first(name: str) -> Any:
        return next((getattr(row, name) for row in said if getattr(row, name) is not None), None)

    counted: dict[str, int] = {}
    for change in changes.values():
        counted[change] = counted.get(change, 0) + 1
    replaces = dict.fromkeys(number for row in said for number in json.loads(row.replaces))
    return DecisionSummary(
        number=said[0].number,
        signed=first("signed"),
        effective=first("effective"),
        agency=first("agency"),
        title=first("title"),
        replaces=tuple(replaces),
        files=tuple(dict.fromkeys(row.file for row in said)),
        procedures=len(changes),
        changes=counted,
    )


def stamp(connection: Connection) -> int:
    """A number that grows with every sighting; equal numbers, equal catalogue."""
    last = connection.scalar(select(VERSION.c.id).order_by(VERSION.c.id.desc()).limit(1))
    return int(last or 0)


def keys(connection: Connection) -> tuple[str, ...]:
    """Keys of all procedures ever stated, sorted."""
    return tuple(sorted(connection.scalars(select(PROCEDURE.c.key))))
