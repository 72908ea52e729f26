"""What was recorded, in the order it was recorded: a feed that others can follow from where they stopped.

A cursor is opaque, grows with every entry and stays good for ever, because nothing recorded is changed.
Following the feed from the empty cursor gives every sighting, hence every snapshot (`replay`).
Not here: which sighting holds (versions.py).
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine, func, select

from catalogue.errors import CatalogueError
from catalogue.models import PROCEDURE, VERSION
from catalogue.records import Change, Coverage, Procedure, Record
from catalogue.snapshot import Snapshot
from catalogue.store import rows
from catalogue.store.versions import Role, Sighting, compose, in_force, needed

PAGE = 1_000
"""Entries read at a time."""


class WrongCursor(CatalogueError):
    """A cursor that this catalogue did not give."""


class Entry(Record):
    """One thing recorded of one procedure (một thay đổi trong danh mục)."""

    cursor: str
    """Where to go on from after this entry."""
    id: int
    key: str
    kind: Role
    """stated, ended (another procedure replaces it), withdrawn (its source no longer states it)"""
    change: Change | None = None
    content_hash: str
    valid_from: date | None = None
    valid_to: date | None = None
    recorded: datetime
    decision: str | None = None
    replaced_by: str | None = None
    coverage: Coverage | None = None
    effective: date | None = None
    decision_key: str | None = None
    decision_date: date | None = None
    series: str
    rank: int
    file: str
    file_id: int
    sha256: str
    importer: str
    name: str | None = None
    """Tên thủ tục as this sighting states it."""
    record: Procedure | None = None
    """The canonical record; only where it was asked for, and the source states one."""


@dataclass(frozen=True)
class Feed:
    """The feed of one catalogue."""

    engine: Engine

    def since(self, cursor: str = "", *, limit: int | None = None, whole: bool = False) -> Iterator[Entry]:
        """Entries after a cursor, oldest first; "" is the beginning. `whole`: with the records.

        Raises:
            WrongCursor: not a cursor of this catalogue.
        """
        with self.engine.connect() as connection, connection.begin():
            last = _place(connection, cursor)
            left = limit
            while left is None or left > 0:
                page = _page(connection, last, PAGE if left is None else min(PAGE, left), whole=whole)
                yield from page
                if not page:
                    return
                last = page[-1].id
                left = None if left is None else left - len(page)

    def end(self) -> str:
        """The cursor after the last entry; "" for an empty catalogue."""
        with self.engine.connect() as connection, connection.begin():
            query = select(VERSION.c.id, VERSION.c.content_hash).order_by(VERSION.c.id.desc()).limit(1)
            row = connection.execute(query).first()
        return "" if row is None else cursor_of(row.id, row.content_hash)

    def last_recorded(self) -> datetime | None:
        """The moment of the last entry; None for an empty catalogue."""
        with self.engine.connect() as connection, connection.begin():
            found: datetime | None = connection.scalar(select(func.max(VERSION.c.recorded)))
            return found


def cursor_of(id_: int, content_hash: str) -> str:
    """An opaque word that names an entry, and by its hash the catalogue."""
    told = json.dumps([id_, content_hash[:8]], separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _place(connection: Connection, cursor: str) -> int:
    if not cursor:
        return 0
    wrong = WrongCursor(
        f"Con trỏ “{cursor[:60]}” không phải của danh mục này.",
        hint="Dùng con trỏ mà dongian changes since đã in, hoặc bắt đầu lại với con trỏ rỗng: "
        'dongian changes since ""',
    )
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        number, mark = int(told[0]), str(told[1])
    except (binascii.Error, ValueError, TypeError, LookupError) as error:
        raise wrong from error
    hashed = connection.scalar(select(VERSION.c.content_hash).where(VERSION.c.id == number))
    if hashed is None or hashed[:8] != mark:
        raise wrong
    return number


def _page(connection: Connection, after: int, size: int, *, whole: bool) -> list[Entry]:
    query = (
        select(VERSION.c.id, PROCEDURE.c.key)
        .join(PROCEDURE, VERSION.c.procedure_id == PROCEDURE.c.id)
        .where(VERSION.c.id > after)
        .order_by(VERSION.c.id)
        .limit(size)
    )
    keys = {row.id: row.key for row in connection.execute(query)}
    said = rows.sightings_of(connection, keys.values(), whole=False)
    found = [sighting for key in sorted(said) for sighting in said[key] if sighting.id in keys]
    if whole:
        found = list(rows.with_records(connection, found).values())
    return [entry_of(sighting) for sighting in sorted(found, key=lambda one: one.id)]


def entry_of(sighting: Sighting) -> Entry:
    """A sighting as an entry; with its record where it was read whole."""
    named = {
        name: getattr(sighting, name)
        for name in Entry.model_fields
        if name not in {"cursor", "kind", "decision", "name", "record"}
    }
    return Entry(
        cursor=cursor_of(sighting.id, sighting.content_hash),
        kind=sighting.role,
        decision=sighting.decision_number,
        name=sighting.name if sighting.role is Role.STATED else None,
        record=sighting.record,
        **named,
    )


def sighting_of(entry: Entry) -> Sighting:
    """The sighting behind an entry."""
    told = entry.model_dump(exclude={"cursor", "kind", "decision", "name", "record"})
    sighting = Sighting(
        role=entry.kind, decision_number=entry.decision, head=json.dumps({"name": entry.name}), **told
    )
    vars(sighting)["record"] = entry.record  # what the cached property would parse
    return sighting


def replay(entries: Iterable[Entry], day: date, known: datetime | None = None) -> Snapshot:
    """Everything in force on a day, out of a feed that was followed from its beginning with records."""
    said: dict[str, list[Sighting]] = {}
    for entry in entries:
        said.setdefault(entry.key, []).append(sighting_of(entry))
    holding = (in_force(sightings, day, known) for sightings in said.values())
    return Snapshot.of(day, [compose(needed(found))[0] for found in holding if found])
