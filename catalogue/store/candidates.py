"""What the index of words has that is in force on a day: the procedures that a search looks at.

Here: the question as SQL for each database. Not here: its words (terms.py, catalogue/search.py),
which of the candidates answer (finding.py).

Entries are numbered by the length of their shortest name: the first are the best, and both
databases give the same ones. SQLite reads an index of words in that order and stops when it
has enough. PostgreSQL's index knows no order; the two steps that make up for it are told below.
"""

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
HOLDS = "s.procedure_id = ({id} & 4294967295) AND p.id = s.procedure_id AND {sieve}"
"""What holds of the procedure of an entry."""


class Told(NamedTuple):
    """One procedure that is in force and has all the words."""

    key: str
    holding: str
    """Ids of the versions that hold, strongest first."""
    sightings: int


def told_by_index(
    connection: Connection, parts: Sequence[Part], sieve: Sieve, *, most: int | None
) -> list[Told]:
    """Procedures that have all parts, in the order of the entries; `most` None: all of them."""
    question = asked(connection, parts)
    values: dict[str, Any] = {
        **sieve.values,
        "query": question.query,
        "most": EVERY if most is None else most,
    }
    if connection.dialect.name == "sqlite":
        return _rows(connection, _sqlite(question, sieve), values)
    if most is not None and not question.names:
        first = f"(SELECT id, words FROM {question.table} ORDER BY id LIMIT {NEAR})"  # noqa: S608
        found = _rows(connection, _postgres(first, sieve), values)
        if len(found) == most:
            return found
    return _rows(connection, _postgres(question.table, sieve), values)


def _rows(connection: Connection, sql: str, values: dict[str, Any]) -> list[Told]:
    return [Told(*row) for row in connection.execute(text(sql), values)]


def _sqlite(question: Asked, sieve: Sieve) -> str:
    holds = HOLDS.format(id="f.rowid", sieve=sieve.by_procedure)
    return (
        f"SELECT {COLUMNS} FROM {question.table} f CROSS JOIN span s CROSS JOIN procedure p "  # noqa: S608
        f"WHERE {question.table} MATCH :query AND {holds} ORDER BY f.rowid LIMIT :most"
    )


def _postgres(table: str, sieve: Sieve) -> str:
    """First the numbers of all entries, sorted; then what holds, one by one, until there is enough.

    OFFSET 0 keeps the two apart. The planner takes words that stand together for independent,
    expects few entries, and would look up what holds for all of them before it sorts.
    """
    holds = HOLDS.format(id="f.id", sieve=sieve.by_procedure)
    entries = f"SELECT id FROM {table} e WHERE words @@ CAST(:query AS tsquery) ORDER BY id OFFSET 0"  # noqa: S608
    held = f"SELECT {COLUMNS} FROM span s, procedure p WHERE {holds} OFFSET 0"  # noqa: S608
    return (
        f"SELECT h.key, h.holding, h.sightings FROM ({entries}) f CROSS JOIN LATERAL ({held}) h "  # noqa: S608
        "ORDER BY f.id LIMIT :most"
    )
