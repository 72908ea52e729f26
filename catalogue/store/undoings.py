"""Undoing what one reading of a file did, and redoing it: rows that are appended, nothing is deleted.

Here: undo, redo, what is undone at which moment. Not here: what then holds (versions.py).

A reading stores only what is new against the earlier readings of its publication. So only the last
reading that counts can be undone, and one is redone on what it was read upon.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from catalogue.errors import CatalogueError, NotFound
from catalogue.models import DECISION, FILE, PROCEDURE, VERSION
from catalogue.models_decisions import UNDOING
from catalogue.places import place_named
from catalogue.records import Record
from catalogue.store import spans
from catalogue.store.ledger import Unsigned
from catalogue.store.reading import number_key
from catalogue.store.undone import REDONE, UNDONE, stamp, times
from catalogue.store.versions import Undone, counts
from catalogue.text import bare


class NotUndoable(CatalogueError):
    """A reading that cannot be undone or redone as things stand; nothing was changed."""


class Undoing(Record):
    """One undoing or redoing (hoàn tác, làm lại), and who did it, when and why."""

    id: int
    file: str
    file_id: int
    act: str
    """undone, redone"""
    who: str
    why: str
    recorded: datetime


def read(
    connection: Connection, file: int | None = None, known: datetime | None = None
) -> tuple[Undoing, ...]:
    """Undoings and redoings in the order they were made; of one reading, or all."""
    query = select(UNDOING, FILE.c.name.label("file")).join(FILE, UNDOING.c.file_id == FILE.c.id)
    if file is not None:
        query = query.where(UNDOING.c.file_id == file)
    if known is not None:
        query = query.where(UNDOING.c.recorded <= known)
    return tuple(
        Undoing(**{name: getattr(row, name) for name in Undoing.model_fields})
        for row in connection.execute(query.order_by(UNDOING.c.id))
    )


@dataclass(frozen=True)
class Reading:
    """One reading of a publication, as far as undoing must know it."""

    id: int
    name: str
    series: str
    recorded: datetime
    times: tuple[Undone, ...]

    def counts(self, moment: datetime | None = None) -> bool:
        """Whether it counts at a moment after it was recorded; None: now."""
        return counts(self.times, moment)


def undo(
    connection: Connection, files: Iterable[int], *, who: str, why: str, now: datetime
) -> tuple[Undoing, ...]:
    """Undo readings, all or none; the last reading of each publication first.

    Raises:
        NotFound: no such reading.
        NotUndoable: it stored nothing, is undone, or a later reading of its publication counts.
        Unsigned: nobody, or no reason, is named.
    """
    wanted = set(files)
    readings = _readings(connection, wanted)
    for number in sorted(wanted):
        one = readings[number]
        if not one.counts():
            raise NotUndoable(
                f"Lần đọc số {number} ({one.name}) đã được hoàn tác.",
                hint=f"Muốn áp dụng lại: dongian decisions redo --file {number}",
            )
        later = [r for r in readings.values() if r.series == one.series and r.id > number and r.counts()]
        left = [r.id for r in later if r.id not in wanted]
        if left:
            raise NotUndoable(
                f"Tệp {one.name} đã được đọc lại sau lần đọc số {number} (lần {_told(left)}); "
                "lần đọc sau chỉ ghi phần khác với lần đọc trước nên không thể hoàn tác riêng lần này.",
                hint=f"Hoàn tác lần đọc sau trước: dongian decisions undo --file {left[-1]}",
            )
    return _append(connection, sorted(wanted, reverse=True), UNDONE, who=who, why=why, now=now)


def redo(
    connection: Connection, files: Iterable[int], *, who: str, why: str, now: datetime
) -> tuple[Undoing, ...]:
    """Let undone readings count again, all or none, the earlier first.

    Raises:
        NotFound: no such reading.
        NotUndoable: it is not undone, or its publication says something else by now.
        Unsigned: nobody, or no reason, is named.
    """
    wanted = set(files)
    readings = _readings(connection, wanted)
    for number in sorted(wanted):
        one = readings[number]
        if one.counts():
            raise NotUndoable(f"Lần đọc số {number} ({one.name}) đang có hiệu lực, không cần làm lại.")
        same = [r for r in readings.values() if r.series == one.series and r.id != number]
        now_counts = {r.id for r in same if r.counts() or (r.id in wanted and r.id < number)}
        if now_counts != {r.id for r in same if r.id < number and r.counts(one.recorded)}:
            raise NotUndoable(
                f"Không làm lại được lần đọc số {number} ({one.name}): các lần đọc khác của cùng ấn phẩm "
                "nay không còn như lúc tệp được đọc.",
                hint="Nhập lại tệp: dongian import TỆP",
            )
    return _append(connection, sorted(wanted), REDONE, who=who, why=why, now=now)


def _told(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def _readings(connection: Connection, wanted: Collection[int]) -> dict[int, Reading]:
    """The readings that are meant, and all others of their publications."""
    told = select(FILE.c.id, FILE.c.series, FILE.c.same_as).where(FILE.c.id.in_(wanted))
    named = {row.id: row for row in connection.execute(told)}
    for number in sorted(wanted):
        if number not in named:
            raise NotFound(
                f"Không có lần đọc tệp số {number}.", hint="Xem số: dongian decisions list --files"
            )
        if named[number].series is None or named[number].same_as is not None:
            raise NotUndoable(
                f"Lần đọc số {number} không ghi gì vào danh mục nên không có gì để hoàn tác.",
                hint=None if named[number].same_as is None else f"Lần đọc đã ghi: {named[number].same_as}.",
            )
    series = {row.series for row in named.values()}
    undone = times(connection)
    query = select(FILE.c.id, FILE.c.name, FILE.c.series, FILE.c.recorded).where(
        FILE.c.series.in_(series), FILE.c.same_as.is_(None)
    )
    return {row.id: Reading(*row, undone.get(row.id, ())) for row in connection.execute(query)}


def _append(
    connection: Connection, files: Sequence[int], act: str, *, who: str, why: str, now: datetime
) -> tuple[Undoing, ...]:
    if not who.strip() or not why.strip():
        raise Unsigned(
            "Thiếu người thực hiện hoặc lý do; chưa thay đổi gì.", hint="Thêm --who TÊN --why LÝ_DO."
        )
    values: list[dict[str, Any]] = [
        {"file_id": file, "act": act, "who": who, "why": why, "recorded": now} for file in files
    ]
    if not values:
        return ()
    connection.execute(insert(UNDOING), values)
    reindex(connection, files, now=now)
    last = stamp(connection)
    return tuple(one for one in read(connection) if one.id > last - len(values))


def reindex(connection: Connection, files: Iterable[int], *, now: datetime) -> None:
    """Bring lists in line with what the procedures of some readings are now.

    The words stay in the index: what is found is held against what holds.
    """
    query = select(PROCEDURE.c.key).distinct()
    query = query.join(VERSION, VERSION.c.procedure_id == PROCEDURE.c.id).where(VERSION.c.file_id.in_(files))
    spans.refresh(connection, [row.key for row in connection.execute(query)], now=now)


class Announcing(Record):
    """One reading of a file that announces a decision (lần đọc tệp quyết định)."""

    file: int
    """Id of the reading."""
    name: str
    number: str
    agency: str | None
    place: str | None
    recorded: datetime
    counts: bool
    """It is not undone."""
    undone: datetime | None
    """Since when it is undone."""

    def is_of(self, agency: str) -> bool:
        """Whether an agency that a person typed is the issuer: part of its name, or its province."""
        told = bare(self.agency or "")
        return bare(agency) in told or (self.place is not None and self.place == place_named(agency))


OF_DECISION = ("number", "agency", "place")


def announcing(connection: Connection, number: str, known: datetime | None = None) -> tuple[Announcing, ...]:
    """Readings that announce a decision; files that only name it, as portals do, are left out."""
    key = number_key(number)
    announced = select(VERSION.c.series).where(VERSION.c.decision_key == key, VERSION.c.change.is_not(None))
    query = (
        select(
            FILE.c.id, FILE.c.name, FILE.c.recorded, DECISION.c.number, DECISION.c.agency, DECISION.c.place
        )
        .join(DECISION, DECISION.c.file_id == FILE.c.id)
        .where(DECISION.c.key == key, FILE.c.same_as.is_(None), FILE.c.series.in_(announced))
        .order_by(FILE.c.id)
    )
    if known is not None:
        query = query.where(FILE.c.recorded <= known)
    undone = times(connection)
    found = []
    for row in connection.execute(query):
        told = undone.get(row.id, ())
        if known is not None:
            told = tuple(span for span in told if span[0] <= known)
        since = None if counts(told, known) else told[-1][0]
        found.append(
            Announcing(
                file=row.id,
                name=row.name,
                number=row.number,
                agency=row.agency,
                place=row.place,
                recorded=row.recorded,
                counts=since is None,
                undone=since,
            )
        )
    return tuple(found)
