"""The log of the sync with portals (nhật ký đồng bộ): the only writer of its rows, appended only.

Here: entries, contents by their hash, the chain that shows a changed row.
Not here: what is sent to a portal, or what an entry means for a plan (publishing/sync/).
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from catalogue.models import VERSION
from catalogue.models_decisions import UNDOING
from catalogue.models_sync import SYNC_CONTENT, SYNC_LOG
from catalogue.records import Record
from catalogue.store.ledger import Unsigned
from catalogue.store.rows import batches

Transaction = Callable[[], AbstractContextManager[Connection]]


class SyncEvent(StrEnum):
    """What happened."""

    PLANNED = "planned"
    """lập kế hoạch"""
    BEGUN = "begun"
    """bắt đầu một lần thực hiện"""
    INTENT = "intent"
    """sắp gửi: written before a request leaves, so that a kill is seen"""
    DONE = "done"
    """đã xong: the portal answered, or shows, what was wanted"""
    FAILED = "failed"
    """chưa gửi được; the portal shows what it showed before, or nobody knows"""
    CONFLICT = "conflict"
    """cổng đã bị người khác sửa; nothing was sent"""
    ENDED = "ended"
    """kết thúc một lần thực hiện"""
    VERIFIED = "verified"
    """đã đọc lại và đối chiếu"""
    DRIFT = "drift"
    """đã đối chiếu với một bản xuất của cổng"""


class SyncEntry(Record):
    """One entry to append."""

    event: SyncEvent
    plan: str | None = None
    key: str | None = None
    action: str | None = None
    idempotency: str | None = None
    before: str | None = None
    after: str | None = None
    token: str | None = None
    attempts: int | None = None
    detail: str = ""


class SyncLine(SyncEntry):
    """One entry of the log, and who made it when."""

    id: int
    recorded: datetime
    who: str
    portal: str
    run: str


PAGE = 2000
TOLD = tuple(SyncEntry.model_fields)


@dataclass(frozen=True)
class SyncLog:
    """The log through the store: each call is one transaction."""

    reading: Transaction
    writing: Transaction

    def append(
        self,
        entries: Sequence[SyncEntry],
        *,
        portal: str,
        who: str,
        run: str,
        now: datetime,
        contents: Mapping[str, str] | None = None,
    ) -> None:
        """Append entries, and the contents their hashes name; all or none.

        Raises:
            Unsigned: nobody is named.
        """
        if not who.strip():
            raise Unsigned("Thiếu người thực hiện; chưa ghi gì.", hint="Thêm --who TÊN vào lệnh.")
        with self.writing() as connection:
            _put_contents(connection, contents or {})
            chain = connection.scalar(select(SYNC_LOG.c.chain).order_by(SYNC_LOG.c.id.desc()).limit(1)) or ""
            rows = []
            for entry in entries:
                row = entry.model_dump(mode="json") | {"portal": portal, "who": who, "run": run}
                row["recorded"] = now
                chain = row["chain"] = _chained(chain, row)
                rows.append(row)
            if rows:
                connection.execute(insert(SYNC_LOG), rows)

    def lines(
        self,
        *,
        plan: str | None = None,
        portal: str | None = None,
        key: str | None = None,
        run: str | None = None,
        events: Iterable[SyncEvent] = (),
        limit: int | None = None,
    ) -> tuple[SyncLine, ...]:
        """Entries in the order they were made; with `limit` the last ones."""
        query = select(SYNC_LOG).order_by(SYNC_LOG.c.id.desc()).limit(limit)
        for name, value in (("plan", plan), ("portal", portal), ("key", key), ("run", run)):
            if value is not None:
                query = query.where(SYNC_LOG.c[name] == value)
        wanted = [event.value for event in events]
        if wanted:
            query = query.where(SYNC_LOG.c.event.in_(wanted))
        with self.reading() as connection:
            return tuple(_line(row) for row in reversed(connection.execute(query).all()))

    def stamp(self) -> str:
        """What changes whenever anything is imported, undone or redone; cheap to ask."""
        last = select(VERSION.c.id, VERSION.c.content_hash, VERSION.c.recorded)
        with self.reading() as connection:
            version = connection.execute(last.order_by(VERSION.c.id.desc()).limit(1)).first()
            undone = connection.scalar(select(func.max(UNDOING.c.id)))
        told = (*(version or ()), undone)
        return sha256("|".join(map(str, told)).encode()).hexdigest()[:20]

    def content(self, mark: str) -> str | None:
        """The JSON behind a hash; None where it is unknown."""
        query = select(SYNC_CONTENT.c.content).where(SYNC_CONTENT.c.hash == mark)
        with self.reading() as connection:
            packed: bytes | None = connection.scalar(query)
        return None if packed is None else zlib.decompress(packed).decode()

    def first_broken(self) -> int | None:
        """Id of the first entry that does not follow from the one before; None: the log is whole."""
        chain = ""
        with self.reading() as connection:
            for row in _all_rows(connection):
                told = {name: getattr(row, name) for name in (*TOLD, "portal", "who", "run", "recorded")}
                chain = _chained(chain, told)
                if chain != row.chain:
                    found: int = row.id
                    return found
        return None


def _all_rows(connection: Connection) -> Iterator[Row[Any]]:
    last = 0
    while page := connection.execute(
        select(SYNC_LOG).where(SYNC_LOG.c.id > last).order_by(SYNC_LOG.c.id).limit(PAGE)
    ).all():
        yield from page
        last = page[-1].id


def _chained(before: str, row: Mapping[str, Any]) -> str:
    told = {**row, "recorded": row["recorded"].timestamp(), "before_chain": before}
    told.pop("chain", None)
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _line(row: Row[Any]) -> SyncLine:
    return SyncLine.model_validate({name: getattr(row, name) for name in SyncLine.model_fields})


def _put_contents(connection: Connection, contents: Mapping[str, str]) -> None:
    for marks in batches(list(contents)):
        query = select(SYNC_CONTENT.c.hash).where(SYNC_CONTENT.c.hash.in_(marks))
        known = set(connection.scalars(query))
        rows = [
            {"hash": mark, "content": zlib.compress(contents[mark].encode(), 6)}
            for mark in marks
            if mark not in known
        ]
        if rows:
            connection.execute(insert(SYNC_CONTENT), rows)
