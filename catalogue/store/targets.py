"""Baselines (mốc so sánh) of targets, in the ledger: a name is frozen once."""

from datetime import datetime

from sqlalchemy import Connection

from catalogue.baselines import Baseline
from catalogue.errors import CatalogueError, NotFound
from catalogue.store import ledger
from catalogue.store.ledger import Entered, Entry


class AlreadyFrozen(CatalogueError):
    """A baseline of this name is frozen with other contents; it never changes."""


def put(connection: Connection, baseline: Baseline, *, who: str, why: str, now: datetime) -> int:
    """Freeze a baseline; 0 where it is frozen already as it is.

    Raises:
        AlreadyFrozen: the name is taken by other contents.
        Unsigned: nobody, or no reason, is named.
    """
    held = {entry.key: entry.record for entry in read(connection)}.get(baseline.name)
    if held is not None and held.hash != baseline.hash:
        raise AlreadyFrozen(
            f"Mốc {baseline.name} đã chốt ({held.hash[:12]}) với nội dung khác; mốc đã chốt không đổi.",
            hint="Chốt một mốc mới với tên khác.",
        )
    return ledger.append(connection, Entered.BASELINE, [(baseline.name, baseline)], who=who, why=why, now=now)


def read(connection: Connection, known: datetime | None = None) -> tuple[Entry[Baseline], ...]:
    """All baselines, by name, as known at a moment."""
    return ledger.last(connection, Entered.BASELINE, Baseline, known=known)


def find(connection: Connection, name: str, known: datetime | None = None) -> Entry[Baseline]:
    """The baseline of a name.

    Raises:
        NotFound: there is none; says which there are.
    """
    found = {entry.key: entry for entry in read(connection, known)}
    if name not in found:
        raise NotFound(
            f"Chưa có mốc {name}. Các mốc đã chốt: {', '.join(found) or 'chưa có'}.",
            hint="Chốt một mốc: dongian targets freeze TÊN --as-of NGÀY --who AI --why LÝ_DO",
        )
    return found[name]
