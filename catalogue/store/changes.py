"""What was recorded, in the order it was recorded: a feed that others can follow from where they stopped.

A cursor is opaque, grows with every entry and stays good for ever, because nothing recorded is changed.
An undoing is an entry too, one for each procedure of the reading. Following the feed from the empty
cursor gives every sighting, hence every snapshot (`replay`). Not here: which sighting holds (versions.py).
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, Engine, and_, func, or_, select

from catalogue.errors import CatalogueError
from catalogue.models import VERSION
from catalogue.models_decisions import UNDOING
from catalogue.records import Change, Coverage, Procedure, Record
from catalogue.snapshot import Snapshot
from catalogue.store import rows
from catalogue.store.versions import Role, Sighting, compose, in_force, needed

PAGE = 1_000
"""Entries read at a time."""


class Happened(StrEnum):
    """What an entry tells."""

    STATED = "stated"
    """The source states the procedure."""
    ENDED = "ended"
    """Another procedure replaces it."""
    WITHDRAWN = "withdrawn"
    """Its source was read again and no longer states it."""
    UNDONE = "undone"
    """The reading was undone (hoàn tác): what it stated does not count."""
    REDONE = "redone"
    """It counts again."""


UNDOINGS = frozenset({Happened.UNDONE, Happened.REDONE})


class Mark(NamedTuple):
    """Where in the feed: the last version row, the last undoing, and the last version row inside it."""

    version: int = 0
    undoing: int = 0
    inside: int = 0


class WrongCursor(CatalogueError):
    """A cursor that this catalogue did not give."""


class Entry(Record):
    """One thing recorded of one procedure (một thay đổi trong danh mục)."""

    cursor: str
    """Where to go on from after this entry."""
    id: int
    """Of the sighting; an undoing has that of the sighting that it undoes."""
    key: str
    kind: Happened
    role: Role
    """Of the sighting."""
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
    place: str | None = None
    """The province whose authority speaks."""
    told_on: date | None = None
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
            mark = _mark_of(connection, cursor)
            left = limit
            while left is None or left > 0:
                page = _page(connection, mark, PAGE if left is None else min(PAGE, left), whole=whole)
                yield from (entry for _, entry in page)
                if not page:
                    return
                mark = page[-1][0]
                left = None if left is None else left - len(page)

    def end(self) -> str:
        """The cursor after the last entry; "" for an empty catalogue."""
        with self.engine.connect() as connection, connection.begin():
            version = connection.scalar(select(func.max(VERSION.c.id))) or 0
            # what undoes a reading of which nothing was stored has no entry
            undoing = connection.scalar(
                select(func.max(UNDOING.c.id)).join(VERSION, VERSION.c.file_id == UNDOING.c.file_id)
            )
            inside = connection.scalar(
                select(func.max(VERSION.c.id))
                .join(UNDOING, UNDOING.c.file_id == VERSION.c.file_id)
                .where(UNDOING.c.id == undoing)
            )
            return _cursor(connection, Mark(version, undoing or 0, inside or 0))

    def last_recorded(self) -> datetime | None:
        """The moment of the last entry; None for an empty catalogue."""
        with self.engine.connect() as connection, connection.begin():
            told = [connection.scalar(select(func.max(table.c.recorded))) for table in (VERSION, UNDOING)]
        return max((moment for moment in told if moment is not None), default=None)


def cursor_of(mark: Mark, content_hash: str) -> str:
    """An opaque word that names a place in the feed, and by a hash the catalogue."""
    told = json.dumps([*mark, content_hash[:8]], separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _cursor(connection: Connection, mark: Mark) -> str:
    hashed = connection.scalar(select(VERSION.c.content_hash).where(VERSION.c.id == mark.version))
    return "" if hashed is None else cursor_of(mark, hashed)


def _mark_of(connection: Connection, cursor: str) -> Mark:
    if not cursor:
        return Mark()
    wrong = WrongCursor(
        f"Con trỏ “{cursor[:60]}” không phải của danh mục này.",
        hint="Dùng con trỏ mà dongian changes since đã in, hoặc bắt đầu lại với con trỏ rỗng: "
        'dongian changes since ""',
    )
    try:
        *numbers, _ = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        mark = Mark(*(int(number) for number in numbers))
    except (binascii.Error, ValueError, TypeError, LookupError) as error:
        raise wrong from error
    if _cursor(connection, mark) != cursor:
        raise wrong
    return mark


Told = tuple[datetime, int, int, str | None]
"""Moment, number of the undoing or 0, id of the sighting, act of the undoing."""


def _page(connection: Connection, mark: Mark, size: int, *, whole: bool) -> list[tuple[Mark, Entry]]:
    """The next entries of both streams, each in its own order, merged by the moment."""
    new = select(VERSION.c.recorded, VERSION.c.id).where(VERSION.c.id > mark.version)
    stated: list[Told] = [
        (row.recorded, 0, row.id, None) for row in connection.execute(new.order_by(VERSION.c.id).limit(size))
    ]
    told = sorted([*stated, *_undoings(connection, mark, size)], key=lambda one: (one[0], one[1] > 0))[:size]
    found = rows.sightings_by_id(connection, sorted({id_ for _, _, id_, _ in told}), whole=whole)
    hashes: dict[int, str] = {}
    page: list[tuple[Mark, Entry]] = []
    for moment, undoing, id_, act in _in_order(told):
        sighting = found[id_]
        if act is None:
            mark, hashes[id_] = mark._replace(version=id_), sighting.content_hash
        else:
            mark = mark._replace(undoing=undoing, inside=id_)
        if mark.version not in hashes:
            hashes[mark.version] = rows.sightings_by_id(connection, [mark.version])[mark.version].content_hash
        kind = Happened(sighting.role.value if act is None else act)
        entry = entry_of(sighting, kind, cursor_of(mark, hashes[mark.version]))
        page.append((mark, entry.model_copy(update={"recorded": moment})))
    return page


def _undoings(connection: Connection, mark: Mark, size: int) -> list[Told]:
    query = (
        select(
            UNDOING.c.recorded,
            UNDOING.c.id,
            VERSION.c.id.label("version"),
            UNDOING.c.act,
            VERSION.c.recorded.label("stated"),
        )
        .join(VERSION, VERSION.c.file_id == UNDOING.c.file_id)
        .where(
            or_(UNDOING.c.id > mark.undoing, and_(UNDOING.c.id == mark.undoing, VERSION.c.id > mark.inside))
        )
        .order_by(UNDOING.c.id, VERSION.c.id)
        .limit(size)
    )
    # never before what is undone, also where a clock was set back
    return [
        (max(row.recorded, row.stated), row.id, row.version, row.act) for row in connection.execute(query)
    ]


def _in_order(told: Sequence[Told]) -> list[Told]:
    """Merged by the moment, but each stream in the order of its numbers, whatever the clock said."""
    stated = iter(sorted((one for one in told if not one[1]), key=lambda one: one[2]))
    undone = iter(sorted((one for one in told if one[1]), key=lambda one: one[1:3]))
    return [next(undone if one[1] else stated) for one in told]


def entry_of(sighting: Sighting, kind: Happened, cursor: str) -> Entry:
    """A sighting as an entry; with its record where it was read whole."""
    apart = {"cursor", "kind", "decision", "name", "record"}
    named = {name: getattr(sighting, name) for name in Entry.model_fields if name not in apart}
    return Entry(
        cursor=cursor,
        kind=kind,
        decision=sighting.decision_number,
        name=sighting.name if sighting.role is Role.STATED else None,
        record=sighting.record,
        **named,
    )


def sighting_of(entry: Entry) -> Sighting:
    """The sighting behind an entry."""
    told = entry.model_dump(exclude={"cursor", "kind", "decision", "name", "record"})
    sighting = Sighting(decision_number=entry.decision, head=json.dumps({"name": entry.name}), **told)
    vars(sighting)["record"] = entry.record  # what the cached property would parse
    return sighting


def replay(entries: Iterable[Entry], day: date, known: datetime | None = None) -> Snapshot:
    """Everything in force on a day, out of a feed that was followed from its beginning with records."""
    said: dict[str, dict[int, Sighting]] = {}
    for entry in entries:
        own = said.setdefault(entry.key, {})
        if entry.kind not in UNDOINGS:
            own[entry.id] = sighting_of(entry)
            continue
        sighting = own[entry.id]
        times = sighting.undone
        if entry.kind is Happened.UNDONE:
            times = (*times, (entry.recorded, None))
        elif times:
            times = (*times[:-1], (times[-1][0], entry.recorded))
        own[entry.id] = replace(sighting, undone=times)
        vars(own[entry.id])["record"] = sighting.record
    holding = (in_force(sightings.values(), day, known) for sightings in said.values())
    return Snapshot.of(day, [compose(needed(found))[0] for found in holding if found])
