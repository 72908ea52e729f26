"""Updates of the register of agencies (cập nhật danh bạ cơ quan), in the ledger: appended, never changed."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from catalogue.agencies import RegisterEntry
from catalogue.agencies_register import Register, shipped
from catalogue.store import ledger
from catalogue.store.ledger import Entered, Entry
from catalogue.store.measures import READ


def put(
    connection: Connection, entries: Iterable[RegisterEntry], *, who: str, why: str, now: datetime
) -> int:
    """Append rows; number appended, those that say what holds already are left out.

    Raises:
        RegisterBroken: a row points at an agency that nobody knows, or successions lead back.
        Unsigned: nobody, or no reason, is named.
    """
    new = list(entries)
    register(connection).with_entries(new, strict=True)
    return ledger.append(connection, Entered.AGENCY, [(e.key, e) for e in new], who=who, why=why, now=now)


def put_read(
    connection: Connection, found: Iterable[RegisterEntry], *, importer: str, file: str, now: datetime
) -> int:
    """Append rows that a file states; number appended. What a person entered since then stays."""
    by_hand = {entry.key for entry in read(connection) if not entry.who.startswith(READ)}
    told = [entry for entry in found if entry.key not in by_hand]
    return put(connection, told, who=f"{READ}{importer}", why=f"đọc từ tệp {file}", now=now)


def read(connection: Connection, known: datetime | None = None) -> tuple[Entry[RegisterEntry], ...]:
    """The rows that hold, as known at a moment."""
    return ledger.last(connection, Entered.AGENCY, RegisterEntry, known=known)


def register(connection: Connection, known: datetime | None = None) -> Register:
    """The register that ships with what was added to it, as known at a moment."""
    entries = [entry.record for entry in read(connection, known)]
    return shipped().with_entries(entries) if entries else shipped()
