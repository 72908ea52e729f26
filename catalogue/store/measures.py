"""Measures (phương án), in the ledger: every change of state is an entry of its own."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from catalogue.measures import Measure
from catalogue.store import ledger
from catalogue.store.ledger import Entered, Entry


def put(connection: Connection, measures: Iterable[Measure], *, who: str, why: str, now: datetime) -> int:
    """Append measures; number appended, those that are stored as they are left out.

    Raises:
        Unsigned: nobody, or no reason, is named.
    """
    told = [(measure.key, measure.model_copy(update={"id": measure.key})) for measure in measures]
    return ledger.append(connection, Entered.MEASURE, told, who=who, why=why, now=now)


def read(connection: Connection, known: datetime | None = None) -> tuple[Entry[Measure], ...]:
    """The last entry of every measure, as known at a moment."""
    return ledger.last(connection, Entered.MEASURE, Measure, known=known)


def history(connection: Connection, key: str) -> tuple[Entry[Measure], ...]:
    """Every entry of one measure."""
    return ledger.history(connection, Entered.MEASURE, Measure, key=key)


READ = "nguồn "
"""How the name of an importer begins where it stands for who made an entry."""


def put_read(
    connection: Connection, found: Iterable[Measure], *, importer: str, file: str, now: datetime
) -> int:
    """Append measures that a file states; number appended. What a person entered since then stays."""
    by_hand = {entry.key for entry in read(connection) if not entry.who.startswith(READ)}
    told = [measure for measure in found if measure.key not in by_hand]
    return put(connection, told, who=f"{READ}{importer}", why=f"đọc từ tệp {file}", now=now)
