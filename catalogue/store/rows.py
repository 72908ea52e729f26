"""Between rows and sightings.

Here: reading sightings out of the tables, and the values of a new one.
Not here: which of them holds (versions.py), what is written when (put.py).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Select, literal, select

from catalogue.models import FILE, PROCEDURE, VERSION
from catalogue.places import place_of
from catalogue.records import Change, Coverage, Procedure, content_hash
from catalogue.store.reading import number_key, storable
from catalogue.store.undone import times as undone_times
from catalogue.store.versions import Role, Sighting

if TYPE_CHECKING:
    from catalogue.store.plan import Plan

T = TypeVar("T")
BATCH = 800
"""Values in one IN list; SQLite takes 999 in its oldest builds."""


def batches(values: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """The values in order, a part at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


ROLES = {role.value: role for role in Role}
CHANGES = {None: None} | {change.value: change for change in Change}
COVERAGES = {None: None} | {coverage.value: coverage for coverage in Coverage}


def _query(*, whole: bool) -> Select[Any]:
    """Columns in the order of the fields of a sighting."""
    told = VERSION.c
    return (
        select(
            told.id,
            PROCEDURE.c.key,
            told.role,
            told.series,
            FILE.c.name,
            told.file_id,
            FILE.c.sha256,
            FILE.c.importer,
            told.rank,
            told.recorded,
            told.content_hash,
            told.decision_number,
            told.decision_key,
            told.decision_date,
            told.effective,
            told.change,
            told.coverage,
            told.replaced_by,
            told.valid_from,
            told.valid_to,
            told.head,
            told.record if whole else literal(""),
            told.place,
            told.told_on,
        )
        .join_from(VERSION, PROCEDURE, told.procedure_id == PROCEDURE.c.id)
        .join(FILE, told.file_id == FILE.c.id)
    )


def _by_key(connection: Connection, query: Select[Any], found: dict[str, list[Sighting]]) -> None:
    """Read sightings into a mapping; a hundred thousand of them must not take seconds."""
    undone = undone_times(connection)
    for row in connection.execute(query):
        (id_, key, role, *middle, change, coverage, by, begins, ends, head, text, place, told_on) = row
        times = undone.get(middle[2], ()) if undone else ()
        rest = (CHANGES[change], COVERAGES[coverage], by, begins, ends, head, text, place, told_on, times)
        sighting = Sighting(*(id_, key, ROLES[role], *middle, *rest))
        found.setdefault(key, []).append(sighting)


def sightings_of(
    connection: Connection, keys: Iterable[str], *, whole: bool = True
) -> dict[str, list[Sighting]]:
    """All sightings of some procedures; only keys that are known. `whole`: records included."""
    found: dict[str, list[Sighting]] = {}
    for part in batches(sorted(set(keys))):
        _by_key(connection, _query(whole=whole).where(PROCEDURE.c.key.in_(part)), found)
    return found


def sightings_of_series(connection: Connection, series: str) -> dict[str, list[Sighting]]:
    """What one publication ever said, by key of the procedure, without records."""
    found: dict[str, list[Sighting]] = {}
    _by_key(connection, _query(whole=False).where(VERSION.c.series == series), found)
    return found


def all_sightings(connection: Connection) -> dict[str, list[Sighting]]:
    """All sightings of all procedures, by key, without records."""
    found: dict[str, list[Sighting]] = {}
    _by_key(connection, _query(whole=False), found)
    return found


def sightings_by_id(
    connection: Connection, ids: Sequence[int], *, whole: bool = False
) -> dict[int, Sighting]:
    """The sightings by id. `whole`: records included."""
    found: dict[str, list[Sighting]] = {}
    for part in batches(ids):
        _by_key(connection, _query(whole=whole).where(VERSION.c.id.in_(part)), found)
    return {sighting.id: sighting for said in found.values() for sighting in said}


def with_records(connection: Connection, sightings: Sequence[Sighting]) -> dict[int, Sighting]:
    """The sightings by id, records included."""
    texts: dict[int, str] = {}
    for part in batches([sighting.id for sighting in sightings]):
        query = select(VERSION.c.id, VERSION.c.record).where(VERSION.c.id.in_(part))
        texts.update((row.id, row.record) for row in connection.execute(query))
    return {sighting.id: replace(sighting, text=texts[sighting.id]) for sighting in sightings}


def sighting_of_row(key: str, row: dict[str, Any], plan: "Plan", now: datetime) -> Sighting:
    """The sighting that a row of a plan will be, whatever its role."""
    reading = plan.reading
    same = ("decision_number", "decision_key", "decision_date", "effective", "replaced_by", "content_hash")
    told = {name: row[name] for name in (*same, "valid_from", "valid_to", "head", "place", "told_on")}
    sighting = Sighting(
        id=0,
        key=key,
        role=Role(row["role"]),
        series=plan.series,
        file=reading.name,
        file_id=0,
        sha256=reading.sha256,
        importer=reading.importer,
        rank=int(reading.rank),
        recorded=now,
        change=CHANGES[row["change"]],
        coverage=COVERAGES[row["coverage"]],
        text=row["record"],
        **told,
    )
    if key in plan.records and sighting.role is Role.STATED:
        vars(sighting)["record"] = plan.records[key]  # what the cached property would parse
    return sighting


HEAD = ("name", "sector", "levels", "kind", "issuing_agency", "handling_agencies")
"""Fields of a listing."""


OWN_ROWS = {"decision": {"links"}}
"""Parts of a record that are rows of their own."""


def row_of(record: Procedure, told: str | None = None) -> dict[str, Any]:
    """Values of the version row that states a record; ids, series, rank and moment are the caller's."""
    decision = record.decision
    head: dict[str, Any] = {name: getattr(record, name) for name in HEAD}
    head["components"] = len(record.components)
    return {
        "role": Role.STATED.value,
        "replaced_by": None,
        "decision_number": storable(decision.number) if decision and decision.number else None,
        "decision_key": number_key(decision.number) if decision and decision.number else None,
        "decision_date": decision and decision.date,
        "effective": decision and decision.effective,
        "change": None if record.change is None else record.change.value,
        "coverage": record.coverage.value,
        "valid_from": decision and (decision.effective or decision.date),
        "valid_to": decision and decision.expires,
        "place": place_of(record),
        "told_on": decision and decision.published,
        "content_hash": told or content_hash(record),
        "head": json.dumps({k: v for k, v in head.items() if v not in (None, ())}, ensure_ascii=False),
        "record": record.model_dump_json(exclude_defaults=True, exclude=OWN_ROWS),
    }


def row_of_end(key: str, replacement: dict[str, Any], by: str) -> dict[str, Any]:
    """Values of the version row by which a procedure ends: another one replaces it."""
    return replacement | {
        "role": Role.ENDED.value,
        "replaced_by": by,
        "change": None,
        "coverage": None,
        "content_hash": f"ended:{key}:{by}",
        "head": "{}",
        "record": "",
    }


def row_of_withdrawal(sighting: Sighting) -> dict[str, Any]:
    """Values of the version row by which a publication no longer states a procedure."""
    return {
        "role": Role.WITHDRAWN.value,
        "replaced_by": None,
        "decision_number": None,
        "decision_key": None,
        "decision_date": None,
        "effective": None,
        "change": None,
        "coverage": None,
        "valid_from": None,
        "valid_to": None,
        "place": sighting.place,
        "told_on": None,
        "content_hash": f"withdrawn:{sighting.key}",
        "head": "{}",
        "record": "",
    }
