"""What holds over days and moments, as rows that a list is read from.

Here: spans of one procedure out of its sightings, keeping them up to date, building them
anew. A span says nothing that versions.py does not: it remembers its answers.
Not here: the rules (versions.py), reading a page of them (listing.py).
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from catalogue import text as words
from catalogue.models import PROCEDURE, VERSION
from catalogue.models_spans import FACET, INDEX_STATE, SPAN, SPAN_COUNT
from catalogue.records import Level
from catalogue.store import rows
from catalogue.store.versions import Sighting, current, holding_of, needed

FIRST_DAY, NO_DAY = 1, 4_000_000
"""Day before everything, and the day that never comes; years end at 9999."""
NO_MOMENT = 1 << 62
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
LEVEL_BITS = {level.value: 1 << number for number, level in enumerate(Level)}
BUILD = 2_000
"""Procedures that are built anew at a time."""


class Span(NamedTuple):
    """What holds of one procedure from a day on up to another one."""

    day_from: int
    day_to: int
    holding: tuple[Sighting, ...]


@dataclass(frozen=True)
class _Filters:
    """What a list may be filtered by, of one span."""

    sector: str | None
    agencies: str | None
    levels: int
    kind: str | None


def micros(moment: datetime) -> int:
    """Microseconds since 1970, without the rounding of floating numbers."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def timeline(sightings: Sequence[Sighting], known: datetime | None = None) -> list[Span]:
    """What holds on every day, as known at a moment; days without anything are left out."""
    told = current(sightings, known)
    days = {FIRST_DAY}
    for sighting in told:
        days.update(d.toordinal() for d in (sighting.valid_from, sighting.effective) if d is not None)
        if sighting.valid_to is not None and sighting.valid_to < date.max:
            days.add(sighting.valid_to.toordinal() + 1)
    starts = sorted(days)
    spans: list[Span] = []
    for start, end in zip(starts, [*starts[1:], NO_DAY], strict=True):
        holding = holding_of(told, date.fromordinal(start))
        if spans and spans[-1].day_to == start and _ids(spans[-1].holding) == _ids(holding):
            spans[-1] = spans[-1]._replace(day_to=end)
        elif holding:
            spans.append(Span(start, end, holding))
    return spans


def moments(sightings: Sequence[Sighting]) -> list[datetime]:
    """Moments at which what is known of a procedure changes, in order."""
    told = {sighting.recorded for sighting in sightings}
    told.update(m for s in sightings for pair in s.undone for m in pair if m is not None)
    return sorted(told)


def _ids(holding: Sequence[Sighting]) -> tuple[int, ...]:
    return tuple(sighting.id for sighting in holding)


def _filters(holding: Sequence[Sighting]) -> _Filters:
    values: dict[str, Any] = {}
    for sighting in needed(holding):
        for name, value in json.loads(sighting.head).items():
            values.setdefault(name, value)
    agencies = [values.get("issuing_agency"), *values.get("handling_agencies", ())]
    return _Filters(
        sector=values.get("sector"),
        agencies="\n".join(agency for agency in agencies if agency) or None,
        levels=sum(LEVEL_BITS[level] for level in set(values.get("levels", ()))),
        kind=values.get("kind"),
    )


def _rows(procedure: int, spans: Iterable[Span], known_from: int, known_to: int) -> Iterator[dict[str, Any]]:
    for span in spans:
        told = _filters(span.holding)
        yield {
            **dict(zip(SAME, _same(procedure, span), strict=True)),
            "known_from": known_from,
            "known_to": known_to,
            "sector": told.sector,
            "agencies": told.agencies,
            "levels": told.levels,
            "kind": told.kind,
        }


SAME = ("procedure_id", "day_from", "day_to", "holding", "sightings")
"""What a span says; while it stays the same, later moments need no other row."""


def _same(procedure: int, span: Span) -> tuple[Any, ...]:
    holding = " ".join(str(sighting.id) for sighting in needed(span.holding))
    return procedure, span.day_from, span.day_to, holding, len(span.holding)


def whole_rows(procedure: int, sightings: Sequence[Sighting]) -> list[dict[str, Any]]:
    """All spans of one procedure on both clocks."""
    done: list[dict[str, Any]] = []
    open_rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for moment in moments(sightings):
        at = micros(moment)
        now = {_same(procedure, span): span for span in timeline(sightings, moment)}
        done += [open_rows.pop(key) | {"known_to": at} for key in open_rows.keys() - now.keys()]
        new = {key: span for key, span in now.items() if key not in open_rows}
        made = _rows(procedure, new.values(), at, NO_MOMENT)
        open_rows.update(zip(new, made, strict=True))
    return done + list(open_rows.values())


def refresh(
    connection: Connection,
    keys: Iterable[str],
    *,
    now: datetime,
    ids: Mapping[str, int] | None = None,
    new: Collection[str] = frozenset(),
) -> None:
    """Bring the spans of some procedures up to date with what was just recorded of them.

    What was known before `now` stays as it is; a procedure that knows something of later
    than `now` is built anew. `ids`: of the procedures, where they are known; `new`: those
    that have no spans yet.
    """
    said = rows.sightings_of(connection, keys, whole=False)
    if ids is None:
        ids = _procedure_ids(connection, sorted(said))
    latest: list[str] = []
    anew: list[str] = []
    for key in said:
        (anew if moments(said[key])[-1] > now else latest).append(key)
    if anew:
        _build(connection, {ids[key]: said[key] for key in anew}, replace=True)
    if latest:
        old = [ids[key] for key in latest if key not in new]
        _advance(connection, {ids[key]: said[key] for key in latest}, old, now)


def _advance(
    connection: Connection, said: Mapping[int, Sequence[Sighting]], old: Sequence[int], now: datetime
) -> None:
    at = micros(now)
    new = {
        tuple(row[name] for name in SAME): row
        for procedure, sightings in said.items()
        for row in _rows(procedure, timeline(sightings, now), at, NO_MOMENT)
    }
    ended: list[dict[str, Any]] = []
    dropped: list[dict[str, Any]] = []
    columns = {SPAN.c.id, *(SPAN.c[name] for name in (*SAME, *COUNTED))}
    for part in rows.batches(old):
        query = select(*columns).where(SPAN.c.procedure_id.in_(part), SPAN.c.known_to == NO_MOMENT)
        for row in connection.execute(query).mappings():
            if new.pop(tuple(row[name] for name in SAME), None) is None:
                (dropped if row["known_from"] >= at else ended).append(dict(row))
    if dropped:
        connection.execute(delete(SPAN).where(SPAN.c.id == bindparam("span")), _ids_of(dropped))
    if ended:
        closed = update(SPAN).where(SPAN.c.id == bindparam("span")).values(known_to=at)
        connection.execute(closed, _ids_of(ended))
    _count(connection, come=[row | {"known_to": at} for row in ended], gone=[*ended, *dropped])
    _insert(connection, list(new.values()))


def _ids_of(told: Iterable[Mapping[str, Any]]) -> list[dict[str, int]]:
    return [{"span": row["id"]} for row in told]


def rebuild(connection: Connection) -> None:
    """Build all spans anew from the versions."""
    for table in (SPAN, SPAN_COUNT, FACET):
        connection.execute(delete(table))
    ids = dict(connection.execute(select(PROCEDURE.c.key, PROCEDURE.c.id)).all())
    for part in rows.batches(sorted(ids), BUILD):
        said = rows.sightings_of(connection, part, whole=False)
        _build(connection, {ids[key]: sightings for key, sightings in said.items()}, replace=False)
    mark(connection, "spans")


def _build(connection: Connection, said: Mapping[int, Sequence[Sighting]], *, replace: bool) -> None:
    if replace:
        for part in rows.batches(list(said)):
            old = connection.execute(select(SPAN).where(SPAN.c.procedure_id.in_(part))).mappings()
            _count(connection, come=(), gone=map(dict, old))
            connection.execute(delete(SPAN).where(SPAN.c.procedure_id.in_(part)))
    made = [row for procedure, sightings in said.items() for row in whole_rows(procedure, sightings)]
    _insert(connection, made)


def _insert(connection: Connection, made: list[dict[str, Any]]) -> None:
    """Insert spans; sectors and agencies by the number of their facet."""
    if not made:
        return
    told = {row[name] for row in made for name in ("sector", "agencies")} - {None}
    facets = _facets(connection, sorted(told))
    for row in made:
        row["sector"] = None if row["sector"] is None else facets[row["sector"]]
        row["agencies"] = None if row["agencies"] is None else facets[row["agencies"]]
    connection.execute(insert(SPAN), made)
    _count(connection, come=made, gone=())


COUNTED = ("day_from", "day_to", "known_from", "known_to", "levels", "kind")
"""What a list is counted by without reading its spans; sectors and agencies have indexes of their own."""


def _count(
    connection: Connection, *, come: Iterable[Mapping[str, Any]], gone: Iterable[Mapping[str, Any]]
) -> None:
    """Add spans that came, and that went, to the sums that lists are counted from."""
    told = Counter(tuple(row[name] for name in COUNTED) for row in come)
    told.subtract(tuple(row[name] for name in COUNTED) for row in gone)
    changed = sorted(((*key[:-1], key[-1] or "", number) for key, number in told.items() if number))
    made = [
        dict(zip((*COUNTED, "number"), (*days, kind or None, number), strict=True))
        for *days, kind, number in changed
    ]
    if made:
        connection.execute(insert(SPAN_COUNT), made)


def _facets(connection: Connection, told: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in rows.batches(told):
        found.update(connection.execute(select(FACET.c.told, FACET.c.id).where(FACET.c.told.in_(part))).all())
    new = [{"told": value, "bare": _bare(value)} for value in told if value not in found]
    if new:
        found.update(connection.execute(insert(FACET).returning(FACET.c.told, FACET.c.id), new).all())
    return found


def _bare(value: str) -> str:
    return "\n".join(words.bare(line) for line in value.split("\n"))


def _procedure_ids(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in rows.batches(keys):
        query = select(PROCEDURE.c.key, PROCEDURE.c.id).where(PROCEDURE.c.key.in_(part))
        found.update(connection.execute(query).all())
    return found


def mark(connection: Connection, *names: str) -> None:
    """Note that indexes are up to date with all that is recorded."""
    last = stamp(connection)
    changed = connection.execute(
        update(INDEX_STATE).where(INDEX_STATE.c.name.in_(names)).values(version=last)
    )
    if changed.rowcount != len(names):
        connection.execute(delete(INDEX_STATE).where(INDEX_STATE.c.name.in_(names)))
        connection.execute(insert(INDEX_STATE), [{"name": name, "version": last} for name in names])


def fresh(connection: Connection, name: str) -> bool:
    """Whether an index is up to date; where it is not, it must be built anew."""
    built = connection.scalar(select(INDEX_STATE.c.version).where(INDEX_STATE.c.name == name))
    return (built or 0) == stamp(connection)


def stamp(connection: Connection) -> int:
    """A number that grows with every sighting; equal numbers, equal catalogue."""
    return int(connection.scalar(select(func.max(VERSION.c.id))) or 0)
