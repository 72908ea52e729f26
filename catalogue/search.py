"""Text search over the catalogue, with or without diacritics, on both databases.

Here: the words of a procedure, the index (FTS5 on SQLite, tsvector on PostgreSQL), finding.
Not here: which procedures are in force (catalogue/store/).

Each word is indexed twice, as it is written and bare, so that a typed word finds what
was typed: "cấp" finds cấp alone, "cap" finds cấp, cập and cáp.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, text

from catalogue import text as words
from catalogue.records import Procedure

WORD = re.compile(r"[^\W_]+")
KEY = re.compile(r"(\d\.[\d.]*|TAM-[0-9a-f]*)", re.IGNORECASE)
"""A code, a provisional id, or how one begins."""
FIELDS = ("key", "name", "sector", "agencies", "body")
SQLITE_WEIGHTS = "10.0, 8.0, 3.0, 2.0, 1.0"


@dataclass(frozen=True)
class Hit:
    """One procedure that a search found; the higher score is the better one."""

    key: str
    score: float


@lru_cache(maxsize=4096)
def spellings(value: str) -> tuple[str, ...]:
    """Words of a text for the index, each once: folded, then bare where that differs.

    >>> spellings("Cấp lại, cấp đổi")
    ('cấp', 'lại', 'đổi', 'cap', 'lai', 'doi')
    """
    folded = words.fold(value)
    told = dict.fromkeys(WORD.findall(folded))
    return tuple(told | dict.fromkeys(WORD.findall(bare_folded(folded))))


def bare_folded(folded: str) -> str:
    """`bare` of a text that is folded already."""
    return folded.translate(_BARE)


@lru_cache(maxsize=16_384)
def bare_of(value: str) -> str:
    """`bare`, kept for values that come again, such as names of agencies."""
    return words.bare(value)


def _bare_table() -> dict[int, str]:
    marked = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    return {ord(letter): words.bare(letter) for letter in marked}


_BARE = _bare_table()


@dataclass(frozen=True)
class Entry:
    """What the index is to hold of one procedure."""

    id: int
    key: str
    names: Sequence[str]
    """As any source names it."""
    records: Sequence[Procedure]
    """What holds last, strongest first."""


def values_of(entry: Entry) -> dict[str, Any]:
    """Columns of the index for one procedure."""
    records = entry.records
    sectors = " ".join(dict.fromkeys(record.sector for record in records if record.sector))
    return {
        "id": entry.id,
        "key": " ".join(WORD.findall(entry.key.casefold())),
        "name": " ".join(spellings(" ".join(entry.names))),
        "sector": " ".join(spellings(sectors)),
        "agencies": " ".join(spellings(" ".join(dict.fromkeys(_agencies(records))))),
        "body": " ".join(spellings(" ".join(dict.fromkeys(_body(records))))),
    }


def _agencies(records: Iterable[Procedure]) -> Iterable[str]:
    for record in records:
        told = (record.issuing_agency, record.deciding_agency, *record.handling_agencies)
        yield from (agency for agency in told if agency)


def _body(records: Iterable[Procedure]) -> Iterable[str]:
    for record in records:
        yield from (component.text for component in record.components)
        yield from (outcome.name for outcome in record.outcomes)
        yield from record.forms


def index(connection: Connection, entries: Sequence[Entry], *, new: frozenset[str] = frozenset()) -> None:
    """Put procedures into the index in place of what it holds of them.

    `new`: keys that the index cannot hold yet.
    """
    if not entries:
        return
    values = [values_of(entry) for entry in entries]
    old = [{"id": entry.id} for entry in entries if entry.key not in new]
    sqlite = connection.dialect.name == "sqlite"
    if old:
        connection.execute(text(f"DELETE FROM search WHERE {'rowid' if sqlite else 'id'} = :id"), old)  # noqa: S608
    connection.execute(text(INSERT_SQLITE if sqlite else INSERT_POSTGRES), values)


INSERT_SQLITE = """
INSERT INTO search (rowid, key, name, sector, agencies, body)
VALUES (:id, :key, :name, :sector, :agencies, :body)
"""
INSERT_POSTGRES = """
INSERT INTO search (id, words) VALUES (:id,
    setweight(to_tsvector('simple', :key || ' ' || :name), 'A')
    || setweight(to_tsvector('simple', :sector), 'B')
    || setweight(to_tsvector('simple', :agencies), 'C')
    || setweight(to_tsvector('simple', :body), 'D'))
"""


def find(connection: Connection, query: str, *, limit: int | None = 50) -> tuple[Hit, ...]:
    """Procedures that a query finds, best first: by code or the beginning of one, else by words.

    All words must occur, the last one may be cut off; where nothing has them all,
    any word will do.
    """
    query = words.squash(query)
    if KEY.fullmatch(query):
        return _find_key(connection, query, limit)
    told = list(dict.fromkeys(WORD.findall(words.fold(query))))
    if not told:
        return ()
    return _find_words(connection, told, "all", limit) or _find_words(connection, told, "any", limit)


def _find_key(connection: Connection, query: str, limit: int | None) -> tuple[Hit, ...]:
    start = query.upper()[:4] + query.lower()[4:] if query[0] in "tT" else query
    sql = "SELECT key FROM procedure WHERE key >= :start AND key < :stop ORDER BY key LIMIT :limit"
    found = connection.execute(
        text(sql), {"start": start, "stop": start + "\uffff", "limit": 1_000_000 if limit is None else limit}
    )
    return tuple(Hit(row.key, 1.0 if row.key == start else 0.5) for row in found)


def _find_words(connection: Connection, told: Sequence[str], need: str, limit: int | None) -> tuple[Hit, ...]:
    values: dict[str, Any] = {"limit": 1_000_000 if limit is None else limit}
    if connection.dialect.name == "sqlite":
        terms = [f'"{word}"' for word in told]
        terms[-1] += "*"
        values["query"] = (" " if need == "all" else " OR ").join(terms)
        found = connection.execute(text(FIND_SQLITE), values)
    else:
        terms = [*told[:-1], told[-1] + ":*"]
        values["query"] = (" & " if need == "all" else " | ").join(terms)
        found = connection.execute(text(FIND_POSTGRES), values)
    return tuple(Hit(row.key, float(row.score)) for row in found)


FIND_SQLITE = f"""
SELECT procedure.key, found.score FROM (
    SELECT rowid AS id, -bm25(search, {SQLITE_WEIGHTS}) AS score FROM search
    WHERE search MATCH :query ORDER BY score DESC LIMIT :limit
) AS found JOIN procedure ON procedure.id = found.id ORDER BY found.score DESC, procedure.key
"""  # noqa: S608
FIND_POSTGRES = """
SELECT procedure.key, ts_rank(search.words, told.query) AS score
FROM search, to_tsquery('simple', :query) AS told(query), procedure
WHERE search.words @@ told.query AND procedure.id = search.id
ORDER BY score DESC, procedure.key LIMIT :limit
"""
