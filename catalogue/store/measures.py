"""Measures (phương án), in the ledger: every change of state is an entry of its own."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, and_, literal, select

from catalogue.measures import Measure
from catalogue.models import FILE, LEDGER
from catalogue.store import ledger
from catalogue.store.ledger import Entered, Entry
from catalogue.store.undone import times as undone_times
from catalogue.store.versions import counts


def put(connection: Connection, measures: Iterable[Measure], *, who: str, why: str, now: datetime) -> int:
    """Append measures; number appended, those that are stored as they are left out.

    Raises:
        Unsigned: nobody, or no reason, is named.
    """
    told = [(measure.key, measure.model_copy(update={"id": measure.key})) for measure in measures]
    undone = _undone(connection, None)
    return ledger.append(connection, Entered.MEASURE, told, who=who, why=why, now=now, without=undone)


def read(connection: Connection, known: datetime | None = None) -> tuple[Entry[Measure], ...]:
    """The last entry of every measure, as known at a moment."""
    undone = _undone(connection, known)
    return ledger.last(connection, Entered.MEASURE, Measure, known=known, without=undone)


def history(connection: Connection, key: str, known: datetime | None = None) -> tuple[Entry[Measure], ...]:
    """Every entry of one measure, until a moment."""
    return ledger.history(connection, Entered.MEASURE, Measure, key=key, known=known)


READ = "nguồn "
"""How the name of an importer begins where it stands for who made an entry."""
READ_FROM = "đọc từ tệp "
"""How the reason of such an entry begins; the name of the file follows."""


def _undone(connection: Connection, known: datetime | None) -> frozenset[int]:
    """Entries that were read from files that are undone at a moment; None: now."""
    times = undone_times(connection)
    if not times:
        return frozenset()
    of_a_file = and_(FILE.c.recorded == LEDGER.c.recorded, LEDGER.c.why == literal(READ_FROM) + FILE.c.name)
    query = select(LEDGER.c.id, FILE.c.id.label("file")).join(FILE, of_a_file)
    query = query.where(LEDGER.c.kind == Entered.MEASURE.value, FILE.c.id.in_(times))
    found = {row.id: times[row.file] for row in connection.execute(query)}
    return frozenset(id_ for id_, told in found.items() if not counts(told, known))


def put_read(
    connection: Connection, found: Iterable[Measure], *, importer: str, file: str, now: datetime
) -> int:
    """Append measures that a file states; number appended. What a person entered since then stays."""
    by_hand = {entry.key for entry in read(connection) if not entry.who.startswith(READ)}
    told = [measure for measure in found if measure.key not in by_hand]
    return put(connection, told, who=f"{READ}{importer}", why=f"{READ_FROM}{file}", now=now)
