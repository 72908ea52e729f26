"""What the index of words has that is in force on a day: the procedures that a search looks at.

Here: the question as SQL for each database. Not here: its words (terms.py, catalogue/search.py),
which of the candidates answer (finding.py).

Entries are numbered by the length of their shortest name: the first are the best, and both
databases give the same ones. SQLite reads an index of words in that order and stops when it
has enough. PostgreSQL's index knows no order; the two steps that make up for it are told below.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from catalogue.search import Asked, Part, asked
from catalogue.store.listing import Sieve

EVERY = 1 << 40
NEAR = 2_000
"""Entries that are read one by one before PostgreSQL's index of all words is asked: a word that most
procedures have is met in them often enough, and sorting all that have it takes ten times as long."""
COLUMNS = "p.key, s.holding, s.sightings"
MANY = 20_000
"""Procedures of a sector or an agency up to which they are told to the index; of more of them enough pass."""
PROCEDURE_OF = "({id} & 4294967295)"
"""The procedure of an entry."""
HOLDS = "s.procedure_id = " + PROCEDURE_OF + " AND p.id = s.procedure_id AND {sieve}"
"""What holds of the procedure of an entry."""


class Told(NamedTuple):
    """One procedure that is in force and has all the words."""

    key: str
    holding: str
    """Ids of the versions that hold, strongest first."""
    sightings: int


def of_facet(connection: Connection, sieve: Sieve) -> tuple[int, ...] | None:
    """Ids of the procedures that pass where a sector or an agency is wanted; None: of all, or of too many.

    Asked once for a search: without it each stage looks up what holds of all that have its words.
    """
    if not sieve.by_facet:
        return None
    sql = (
        "SELECT s.procedure_id FROM span s JOIN procedure p ON p.id = s.procedure_id "  # noqa: S608
        f"WHERE {sieve.sql} LIMIT {MANY + 1}"
    )
    found = tuple(connection.scalars(text(sql), sieve.values))
    return None if len(found) > MANY else found


def told_by_index(
    connection: Connection,
    parts: Sequence[Part],
    sieve: Sieve,
    *,
    most: int | None,
    among: Sequence[int] | None = None,
) -> list[Told]:
    """Procedures that have all parts, in the order of the entries.

    `most` None: all of them. `among`: what `of_facet` told of the same sieve.
    """
    question = asked(connection, parts)
    values: dict[str, Any] = {
        **sieve.values,
        "query": question.query,
        "most": EVERY if most is None else most,
    }
    if connection.dialect.name == "sqlite":
        values |= {} if among is None else {"among": json.dumps(among)}
        return _rows(connection, _sqlite(question, sieve, among), values)
    values |= {} if among is None else {"among": list(among)}
    if most is not None and not question.names:
        first = f"(SELECT id, words FROM {question.table} ORDER BY id LIMIT {NEAR})"  # noqa: S608
        found = _rows(connection, _postgres(first, sieve, among), values)
        if len(found) == most:
            return found
    return _rows(connection, _postgres(question.table, sieve, among), values)


def _rows(connection: Connection, sql: str, values: dict[str, Any]) -> list[Told]:
    return [Told(*row) for row in connection.execute(text(sql), values)]


def _sqlite(question: Asked, sieve: Sieve, among: Sequence[int] | None) -> str:
    own = PROCEDURE_OF.format(id="f.rowid")
    told = "" if among is None else f"AND {own} IN (SELECT value FROM json_each(:among))"  # noqa: S608
    holds = HOLDS.format(id="f.rowid", sieve=sieve.by_procedure)
    return (
        f"SELECT {COLUMNS} FROM {question.table} f CROSS JOIN span s CROSS JOIN procedure p "  # noqa: S608
        f"WHERE {question.table} MATCH :query {told} AND {holds} ORDER BY f.rowid LIMIT :most"
    )


def _postgres(table: str, sieve: Sieve, among: Sequence[int] | None) -> str:
    """First the numbers of all entries, sorted; then what holds, one by one, until there is enough.

    OFFSET 0 keeps the two apart. The planner takes words that stand together for independent,
    expects few entries, and would look up what holds for all of them before it sorts.
    """
    holds = HOLDS.format(id="f.id", sieve=sieve.by_procedure)
    told = "" if among is None else f"AND {PROCEDURE_OF.format(id='id')} = ANY (CAST(:among AS bigint[]))"
    words = f"words @@ CAST(:query AS tsquery) {told}"
    entries = f"SELECT id FROM {table} e WHERE {words} ORDER BY id OFFSET 0"  # noqa: S608
    held = f"SELECT {COLUMNS} FROM span s, procedure p WHERE {holds} OFFSET 0"  # noqa: S608
    return (
        f"SELECT h.key, h.holding, h.sightings FROM ({entries}) f CROSS JOIN LATERAL ({held}) h "  # noqa: S608
        "ORDER BY f.id LIMIT :most"
    )
