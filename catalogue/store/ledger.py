"""The ledger (sổ ghi): what people enter, appended with who, when and why; nothing is changed.

Here: rows of any kind. Not here: what a figure, a measure or a baseline means
(parameters.py, measures.py, targets.py beside this file).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Row, func, insert, select

from catalogue.errors import CatalogueError
from catalogue.models import LEDGER
from catalogue.records import Record

Told = TypeVar("Told", bound=Record)


class Entered(StrEnum):
    """Kind of a row of the ledger."""

    PARAMETER = "parameter"
    MEASURE = "measure"
    BASELINE = "baseline"
    EXCEPTION = "exception"
    FEEDBACK = "feedback"
    CALENDAR = "calendar"
    LEGAL_ACT = "legal_act"
    PUBLICATION = "publication"
    AGENCY = "agency"
    DOCUMENT_TYPE = "document_type"
    """Placed by the program; what people say of types are judgements."""


class Unsigned(CatalogueError):
    """An entry without a name or a reason; nothing is stored."""


@dataclass(frozen=True)
class Entry(Generic[Told]):
    """One entry of the ledger, and who made it, when and why."""

    id: int
    key: str
    recorded: datetime
    who: str
    why: str
    record: Told


def append(
    connection: Connection,
    kind: Entered,
    records: Iterable[tuple[str, Record]],
    *,
    who: str,
    why: str,
    now: datetime,
    without: Collection[int] = (),
) -> int:
    """Append records by key; those that say what the last entry of their key says are left out.

    `without`: entries that do not count, because the file they were read from is undone.

    Raises:
        Unsigned: nobody, or no reason, is named.
    """
    if not who.strip() or not why.strip():
        raise Unsigned(
            "Thiếu người ghi hoặc lý do; chưa ghi gì.", hint="Thêm --who TÊN và --why LÝ_DO vào lệnh."
        )
    last = _last_told(connection, kind, without)
    rows = [
        {"kind": kind.value, "key": key, "recorded": now, "who": who, "why": why, "record": told}
        for key, record in records
        if last.get(key) != (told := record.model_dump_json(exclude_defaults=True))
    ]
    if rows:
        connection.execute(insert(LEDGER), rows)
    return len(rows)


def _last_told(connection: Connection, kind: Entered, without: Collection[int]) -> dict[str, str]:
    query = select(LEDGER.c.key, LEDGER.c.record).where(
        LEDGER.c.kind == kind.value, LEDGER.c.id.not_in(without)
    )
    query = query.order_by(LEDGER.c.id)
    return {row.key: row.record for row in connection.execute(query)}


def last(
    connection: Connection,
    kind: Entered,
    model: type[Told],
    *,
    known: datetime | None = None,
    without: Collection[int] = (),
) -> tuple[Entry[Told], ...]:
    """The last entry of every key, as known at a moment, by key; entries `without` do not count."""
    newest = select(func.max(LEDGER.c.id)).where(LEDGER.c.kind == kind.value, LEDGER.c.id.not_in(without))
    newest = newest.group_by(LEDGER.c.key)
    if known is not None:
        newest = newest.where(LEDGER.c.recorded <= known)
    query = select(LEDGER).where(LEDGER.c.id.in_(newest)).order_by(LEDGER.c.key)
    return tuple(_entry(row, model) for row in connection.execute(query))


def history(
    connection: Connection, kind: Entered, model: type[Told], *, key: str, known: datetime | None = None
) -> tuple[Entry[Told], ...]:
    """Every entry of one key until a moment, in the order it was made."""
    query = select(LEDGER).where(LEDGER.c.kind == kind.value, LEDGER.c.key == key).order_by(LEDGER.c.id)
    if known is not None:
        query = query.where(LEDGER.c.recorded <= known)
    return tuple(_entry(row, model) for row in connection.execute(query))


def _entry(row: Row[Any], model: type[Told]) -> Entry[Told]:
    return Entry(row.id, row.key, row.recorded, row.who, row.why, model.model_validate_json(row.record))
