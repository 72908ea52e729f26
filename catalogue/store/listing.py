"""Lists of procedures and decisions, without reading whole records.

Here: headings of a day, filters, pages. Not here: the record of a day (versions.py), the spans
that a page is read from (spans.py), finding by words (finding.py).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, text

from catalogue import text as words
from catalogue.models import DECISION, FILE, PROCEDURE
from catalogue.models_spans import FACET
from catalogue.records import Change, Coverage, Kind, Level, Procedure, Record
from catalogue.store import rows
from catalogue.store.reading import DecisionSummary, number_key
from catalogue.store.spans import LEVEL_BITS, NO_MOMENT, micros
from catalogue.store.versions import Sighting, compose, current, in_force, needed, places_of, stated


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
    places: tuple[str, ...] = ()
    """Provinces (catalogue/places.py) that state it, where no national source does; else empty."""


@dataclass(frozen=True)
class Wanted:
    """What a list is filtered by; words are compared bare, and in part."""

    sector: str | None = None
    agency: str | None = None
    level: Level | None = None
    kind: Kind | None = None
    code_prefix: str | None = None
    any_day: bool = False
    """Also what was in force on an earlier day only, or will be: each as it was last."""


EVERYTHING = Wanted()
FEW = 1_000
"""Procedures of a sector or an agency up to which they are read first and sorted then."""
RECORDS = 500
"""Procedures whose records are read at a time."""


def headings(
    sightings: Mapping[str, Sequence[Sighting]], day: date, known: datetime | None
) -> tuple[Heading, ...]:
    """What is in force on a day, by key; slow, and what `page` must agree with."""
    found = []
    for key in sorted(sightings):
        holding = in_force(sightings[key], day, known)
        if holding:
            found.append(heading_of(key, needed(holding), len(holding)))
    return tuple(found)


def heading_of(key: str, told: Sequence[Sighting], number: int) -> Heading:
    """As `compose`, for the few fields of a list; `told` is what `needed` left of `number` sightings."""
    values: dict[str, Any] = {}
    announced: Sighting | None = None
    for sighting in told:
        for name, value in json.loads(sighting.head).items():
            values.setdefault(name, value)
        if announced is None and (stated(sighting.change) or stated(sighting.decision_number)):
            announced = sighting
    return Heading(
        key=key,
        coverage=told[-1].coverage,
        change=announced and announced.change,
        decision=announced and announced.decision_number,
        valid_from=told[0].valid_from,
        sightings=number,
        places=places_of(told),
        **values,
    )


class Page(NamedTuple):
    """A part of a list, and the number of rows of the whole."""

    headings: tuple[Heading, ...]
    total: int


@dataclass(frozen=True)
class Sieve:
    """Conditions on spans, as SQL; None of them where nothing can pass."""

    sql: str
    values: Mapping[str, Any]
    by_facet: bool
    """A sector or an agency is wanted: the spans may be found by it."""

    @property
    def by_procedure(self) -> str:
        """The conditions where the spans are found by their procedures: no index of values is to be used."""
        return self.sql.replace("s.sector IN", "+s.sector IN").replace("s.agencies IN", "+s.agencies IN")


def sieve(connection: Connection, day: date, known: datetime | None, wanted: Wanted) -> Sieve | None:
    """The conditions for what is in force on a day and passes a filter; None: nothing passes."""
    values: dict[str, Any] = {}
    if wanted.any_day:
        # the last span of a procedure; those of the same knowledge do not overlap
        later = "SELECT 1 FROM span l WHERE l.procedure_id = s.procedure_id AND l.day_to > s.day_to"
        terms = [f"NOT EXISTS ({later} AND {_known(known, 'l')})"]
    else:
        terms = ["s.day_from <= :day AND s.day_to > :day"]
        values["day"] = day.toordinal()
    terms.append(_known(known, "s"))
    if known is not None:
        values["known"] = micros(known)
    for column, told in (("sector", wanted.sector), ("agencies", wanted.agency)):
        if told is not None:
            ids = _facet_ids(connection, words.bare(told))
            if not ids:
                return None
            terms.append(f"s.{column} IN ({', '.join(map(str, ids))})")
    if wanted.level is not None:
        terms.append(f"s.levels & {LEVEL_BITS[wanted.level]} != 0")
    if wanted.kind is not None:
        terms.append("s.kind = :kind")
        values["kind"] = wanted.kind.value
    if wanted.code_prefix is not None:
        terms.append("p.key >= :prefix AND p.key < :after")
        values |= {"prefix": wanted.code_prefix, "after": wanted.code_prefix + "\uffff"}
    return Sieve(" AND ".join(terms), values, wanted.sector is not None or wanted.agency is not None)


def _known(known: datetime | None, span: str) -> str:
    if known is None:
        return f"{span}.known_to = {NO_MOMENT}"
    return f"{span}.known_from <= :known AND {span}.known_to > :known"


def _facet_ids(connection: Connection, part: str) -> list[int]:
    query = select(FACET.c.id).where(FACET.c.bare.contains(part, autoescape=True)).order_by(FACET.c.id)
    return list(connection.scalars(query))


def page(
    connection: Connection,
    day: date,
    known: datetime | None,
    wanted: Wanted,
    *,
    limit: int | None,
    offset: int = 0,
    total: int | None = None,
) -> tuple[Heading, ...]:
    """What is in force on a day, by key, without reading what is not shown; `total` where it is counted."""
    told = sieve(connection, day, known, wanted)
    if told is None:
        return ()
    # SQLite keeps the order of a CROSS JOIN: by key, and no further than the page
    few = told.by_facet and (count(connection, day, known, wanted) if total is None else total) < FEW
    joined = "span s JOIN procedure p" if few else "procedure p CROSS JOIN span s"
    on = "ON" if few else "WHERE"
    conditions = f"WHERE {told.sql}" if few else f"AND {told.by_procedure}"
    sql = (
        f"SELECT p.key, s.holding, s.sightings FROM {joined} {on} s.procedure_id = p.id {conditions} "  # noqa: S608
        f"ORDER BY p.key LIMIT :limit OFFSET :offset"
    )
    values = {**told.values, "limit": 1 << 40 if limit is None else limit, "offset": offset}
    return with_headings(connection, connection.execute(text(sql), values).all())


def count(connection: Connection, day: date, known: datetime | None, wanted: Wanted) -> int:
    """Number of procedures that `page` goes through."""
    told = sieve(connection, day, known, wanted)
    if told is None:
        return 0
    if wanted == Wanted(any_day=True):
        ever = f"SELECT 1 FROM span s WHERE s.procedure_id = p.id AND {_known(known, 's')}"  # noqa: S608
        sql = f"SELECT count(*) FROM procedure p WHERE EXISTS ({ever})"  # noqa: S608
    elif wanted.code_prefix is not None:
        sql = f"SELECT count(*) FROM span s JOIN procedure p ON p.id = s.procedure_id WHERE {told.sql}"  # noqa: S608
    elif told.by_facet or wanted.any_day:
        sql = f"SELECT count(*) FROM span s WHERE {told.sql}"  # noqa: S608
    else:
        sql = f"SELECT sum(s.number) FROM span_count s WHERE {told.sql}"  # noqa: S608
    return int(connection.scalar(text(sql), told.values) or 0)


def passing(connection: Connection, told: Sieve, keys: Sequence[str]) -> tuple[Heading, ...]:
    """Those of some procedures that pass, in the order of the keys."""
    found: dict[str, tuple[str, str, int]] = {}
    for part in rows.batches(keys):
        named = {f"k{number}": key for number, key in enumerate(part)}
        sql = (
            "SELECT p.key, s.holding, s.sightings FROM procedure p CROSS JOIN span s "  # noqa: S608
            f"WHERE p.key IN ({', '.join(f':{name}' for name in named)}) "
            f"AND s.procedure_id = p.id AND {told.sql}"
        )
        answered = connection.execute(text(sql), {**told.values, **named})
        found.update((key, (key, holding, number)) for key, holding, number in answered)
    return with_headings(connection, [found[key] for key in keys if key in found])


def records(connection: Connection, day: date, known: datetime | None) -> Iterator[Procedure]:
    """Every record that is in force on a day, in no order."""
    told = sieve(connection, day, known, EVERYTHING)
    if told is None:
        return
    sql = f"SELECT s.holding FROM span s WHERE {told.sql}"  # noqa: S608
    holdings = [
        [int(id_) for id_ in holding.split()] for holding in connection.scalars(text(sql), told.values)
    ]
    for part in rows.batches(holdings, RECORDS):
        said = rows.sightings_by_id(connection, [id_ for ids in part for id_ in ids], whole=True)
        for ids in part:
            yield compose([said[id_] for id_ in ids])[0]


def with_headings(connection: Connection, found: Iterable[tuple[str, str, int]]) -> tuple[Heading, ...]:
    """Headings of procedures, in their order, by key, ids of what holds and number of sightings."""
    told = [(key, [int(id_) for id_ in holding.split()], number) for key, holding, number in found]
    return headings_of(connection, told)


def headings_of(
    connection: Connection, told: Sequence[tuple[str, Sequence[int], int]]
) -> tuple[Heading, ...]:
    """The same, the ids read already."""
    said = rows.sightings_by_id(connection, [id_ for _, ids, _ in told for id_ in ids])
    return tuple(heading_of(key, [said[id_] for id_ in ids], number) for key, ids, number in told)


def decisions(
    connection: Connection,
    *,
    number: str | None = None,
    day: date | None = None,
    known: datetime | None = None,
) -> tuple[DecisionSummary, ...]:
    """Decisions that any file names, the latest first; each as the highest source states it.

    `day`: those that have begun by then, or do not say when. `known`: of what was recorded by then.
    """
    told: dict[str, list[Any]] = {}
    query = select(DECISION, FILE.c.name.label("file"), FILE.c.rank).join(
        FILE, DECISION.c.file_id == FILE.c.id
    )
    if number is not None:
        query = query.where(DECISION.c.key == number_key(number))
    if known is not None:
        query = query.where(FILE.c.recorded <= known)
    for row in connection.execute(query.order_by(FILE.c.rank.desc(), FILE.c.id.desc())):
        told.setdefault(row.key, []).append(row)
    changes = _changes(connection, known)
    found = [_decision(said, changes.get(key, {})) for key, said in told.items()]
    found = [one for one in found if day is None or (one.effective or one.signed or date.min) <= day]
    return tuple(sorted(found, key=lambda d: (d.signed or date.min, d.number), reverse=True))


def _changes(connection: Connection, known: datetime | None) -> dict[str, dict[str, str]]:
    """Decision -> procedure -> change, as the highest source states it; sightings that hold only."""
    by_procedure: dict[str, dict[str, Sighting]] = {}
    for key, said in rows.all_sightings(connection).items():
        for sighting in sorted(current(said, known), key=lambda s: (s.rank, s.recorded)):
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


def keys(connection: Connection, known: datetime | None = None) -> tuple[str, ...]:
    """Keys of all procedures stated until a moment, sorted."""
    query = select(PROCEDURE.c.key)
    return tuple(
        sorted(connection.scalars(query if known is None else query.where(PROCEDURE.c.recorded <= known)))
    )
