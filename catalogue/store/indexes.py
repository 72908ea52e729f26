"""Building anew what can be built anew: spans and the index of words.

Here: whether they are up to date, and making them so. Not here: what they hold (spans.py,
catalogue/search.py), keeping them up to date file by file (write.py).
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, select, text

from catalogue import database, search
from catalogue.models import PROCEDURE, VERSION
from catalogue.store import rows, spans
from catalogue.store.versions import Role

BUILD = 500
"""Procedures that are read at a time."""
BUILT = (
    "procedure", "version", "span", "span_count", "facet", "search", "search_name", "search_entry",
    "search_word",
)  # fmt: skip
"""Tables that lists and searches read on PostgreSQL."""


def ensure(engine: Engine) -> None:
    """Build anew what is not up to date: after a migration, or after rows came in another way."""
    with engine.connect() as connection, connection.begin():
        stale = [name for name in BUILDERS if not spans.fresh(connection, name)]
    if not stale:
        return
    with database.writing(engine.connect()) as connection, connection.begin():
        database.hold_writer_lock(connection)
        for name in stale:
            BUILDERS[name](connection)
    if engine.dialect.name == "postgresql":
        _look_at_new_rows(engine)


def _look_at_new_rows(engine: Engine) -> None:
    """Let PostgreSQL see what was built: until it has looked at new rows, its plans are poor and it counts
    by reading them; it would look by itself a minute later."""
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(
            text(f"VACUUM (ANALYZE) {', '.join(BUILT)}")
        )


def rebuild_search(connection: Connection) -> None:
    """Build the index of words anew from the versions."""
    search.clear(connection)
    procedures = connection.execute(select(PROCEDURE.c.id, PROCEDURE.c.key).order_by(PROCEDURE.c.id)).all()
    for part in rows.batches(procedures, BUILD):
        said: dict[int, list[Mapping[str, Any]]] = {}
        query = select(VERSION.c.procedure_id, VERSION.c.record).where(
            VERSION.c.procedure_id.in_([row.id for row in part]), VERSION.c.role == Role.STATED.value
        )
        for procedure, record in connection.execute(query):
            said.setdefault(procedure, []).append(json.loads(record))
        entries = [search.Entry(row.id, row.key, said[row.id]) for row in part if row.id in said]
        search.index(connection, entries, new=frozenset(entry.key for entry in entries))
    spans.mark(connection, "search")


BUILDERS = {"spans": spans.rebuild, "search": rebuild_search}
