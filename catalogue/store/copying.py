"""A catalogue copied into a fresh SQLite file, table by table (bản sao để phát hành).

Here: which tables go out and which never do. Not here: the archive they stand in (publishing/release/).
"""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, insert, select
from sqlmodel import SQLModel

import catalogue.models_decisions
import catalogue.models_spans
import catalogue.models_sync  # noqa: F401  registers the tables
from catalogue import database
from catalogue.models import VERSION
from catalogue.store.indexes import ensure

PUBLISHED = (
    "run", "file", "procedure", "version", "decision", "issue", "analysis", "finding", "ledger", "judgement",
    "undoing", "link",
)  # fmt: skip
"""What the catalogue knows and what was entered, with who and why: figures rest on them."""
REBUILT = ("span", "span_count", "facet", "index_state")
"""Built anew from the others."""
WITHHELD = ("sync_log", "sync_content")
"""Dealings with portals: no figure rests on them. A table that is named nowhere here is withheld too."""
BATCH = 1000


def copy_to(engine: Engine, path: Path) -> None:
    """Write the published tables into a new SQLite file; equal rows and programs give equal bytes."""
    target = database.connect(f"sqlite:///{path}")
    try:
        database.migrate(target)
        with engine.connect() as source, source.begin():
            for name in PUBLISHED:
                with database.writing(target.connect()) as sink, sink.begin():
                    _copy(source, sink, SQLModel.metadata.tables[name])
        ensure(target)
        with target.connect() as last:
            raw = last.connection.driver_connection
            if raw is None:
                raise ValueError("no connection")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute("PRAGMA journal_mode=DELETE")
            raw.execute("VACUUM")
    finally:
        target.dispose()


def _copy(source: Connection, sink: Connection, table: Table) -> None:
    order = list(table.primary_key.columns)
    found = source.execution_options(yield_per=BATCH).execute(select(table).order_by(*order))
    for part in found.partitions(BATCH):
        sink.execute(insert(table), [dict(row._mapping) for row in part])


def last_recorded(engine: Engine) -> datetime | None:
    """The moment of the last thing that any file said; None: the catalogue is empty."""
    with engine.connect() as connection:
        found: datetime | None = connection.scalar(select(func.max(VERSION.c.recorded)))
        return found
