"""Remembered document types in the ledger: the only writer of their rows. Nothing is changed or deleted.

Here: reading and appending placings. Not here: who places a type (analysis/merging.py).
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select

from catalogue.models import LEDGER
from catalogue.remembered_types import PlacedType, RememberedType
from catalogue.store.ledger import Entered
from catalogue.store.reading import storable
from catalogue.store.rows import batches

WHO = "dongian"
SEEN, JUDGED = "gặp lần đầu trong danh mục", "theo phán quyết"


def read(connection: Connection, known: datetime | None = None) -> dict[str, RememberedType]:
    """The last placing of every type as known at a moment, in the order they were first seen."""
    query = select(LEDGER.c.key, LEDGER.c.recorded, LEDGER.c.record)
    query = query.where(LEDGER.c.kind == Entered.DOCUMENT_TYPE.value).order_by(LEDGER.c.id)
    if known is not None:
        query = query.where(LEDGER.c.recorded <= known)
    found: dict[str, RememberedType] = {}
    for key, recorded, record in connection.execute(query):
        placed, before = PlacedType.model_validate_json(record), found.get(key)
        since, day = (recorded, placed.day) if before is None else (before.since, before.since_day)
        found[key] = RememberedType(placed, recorded, since, day)
    return found


def history(connection: Connection, type_: str, known: datetime | None = None) -> tuple[RememberedType, ...]:
    """Every placing of one type until a moment, the first first."""
    query = select(LEDGER.c.recorded, LEDGER.c.record).order_by(LEDGER.c.id)
    query = query.where(LEDGER.c.kind == Entered.DOCUMENT_TYPE.value, LEDGER.c.key == type_)
    if known is not None:
        query = query.where(LEDGER.c.recorded <= known)
    rows = [(at, PlacedType.model_validate_json(record)) for at, record in connection.execute(query)]
    return tuple(RememberedType(placed, at, rows[0][0], rows[0][1].day) for at, placed in rows)


def remember(connection: Connection, placings: Iterable[PlacedType], *, now: datetime) -> int:
    """Append what is new, in this order; a seat that is remembered stands, whoever computed another one.

    Returns how many rows were appended.
    """
    standing = read(connection)
    rows = []
    for placed in placings:
        before, founder = standing.get(placed.type), standing.get(placed.seat)
        if before is None and founder is not None and founder.placed.seat != placed.seat:
            # another program seated the founder in the meantime: the same answer as it would get next time
            seat = founder.placed.seat
            anchor = seat if placed.anchor == placed.seat else placed.anchor
            placed = placed.model_copy(update={"seat": seat, "anchor": anchor})
        if before is not None and _says_no_more(placed, before.placed):
            continue
        rows.append(
            {
                "kind": Entered.DOCUMENT_TYPE.value,
                "key": storable(placed.type),
                "recorded": now,
                "who": WHO,
                "why": SEEN if before is None else JUDGED,
                "record": storable(placed.model_dump_json(exclude_defaults=True)),
            }
        )
    for part in batches(rows, 5_000):
        connection.execute(insert(LEDGER), part)
    return len(rows)


def _says_no_more(placed: PlacedType, before: PlacedType) -> bool:
    return placed.seat != before.seat or (placed.anchor, placed.judgements) == (
        before.anchor,
        before.judgements,
    )
