"""Figures that people entered (tham số), in the ledger."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from catalogue.entered import ParameterEntry, refuse_overlaps
from catalogue.store import ledger
from catalogue.store.ledger import Entered, Entry


def put(
    connection: Connection, entries: Iterable[ParameterEntry], *, who: str, why: str, now: datetime
) -> int:
    """Append figures; number appended. All, or none where two figures would hold on one day.

    Raises:
        DatesOverlap: an entry and another one speak of the same day.
        Unsigned: nobody, or no reason, is named.
    """
    new = list(entries)
    held = {entry.key: entry.record for entry in read(connection)}
    refuse_overlaps((held | {entry.key: entry for entry in new}).values())
    return ledger.append(connection, Entered.PARAMETER, [(e.key, e) for e in new], who=who, why=why, now=now)


def read(connection: Connection, known: datetime | None = None) -> tuple[Entry[ParameterEntry], ...]:
    """The figures that hold, as known at a moment."""
    return ledger.last(connection, Entered.PARAMETER, ParameterEntry, known=known)
