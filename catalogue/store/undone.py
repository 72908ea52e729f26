"""Which readings of files are undone, and when (lần đọc đã hoàn tác).

Here: reading it. Not here: undoing and redoing (undoings.py).
"""

from datetime import datetime

from sqlalchemy import Connection, select

from catalogue.models_decisions import UNDOING
from catalogue.store.versions import Undone

UNDONE, REDONE = "undone", "redone"


def times(connection: Connection) -> dict[int, tuple[Undone, ...]]:
    """Reading -> times in which it does not count; readings that were never undone are left out."""
    found: dict[int, list[Undone]] = {}
    query = select(UNDOING.c.file_id, UNDOING.c.act, UNDOING.c.recorded).order_by(UNDOING.c.id)
    for file, act, moment in connection.execute(query):
        told = found.setdefault(file, [])
        if act == UNDONE:
            told.append((moment, None))
        elif told:
            told[-1] = told[-1][0], moment
    return {file: tuple(told) for file, told in found.items()}


def undone_now(connection: Connection, known: datetime | None = None) -> frozenset[int]:
    """Readings that do not count now, or that did not at a moment."""
    if known is None:
        return frozenset(file for file, told in times(connection).items() if told[-1][1] is None)
    return frozenset(
        file
        for file, told in times(connection).items()
        if any(start <= known and (end is None or known < end) for start, end in told)
    )


def stamp(connection: Connection) -> int:
    """A number that grows with every undoing and redoing."""
    last = connection.scalar(select(UNDOING.c.id).order_by(UNDOING.c.id.desc()).limit(1))
    return int(last or 0)
