"""The index of words: what it holds of a procedure, and how it is asked, on both databases.

Here: entries, terms, queries (FTS5 on SQLite, tsvector on PostgreSQL). Not here: the words
(search_words.py), what is found and in which order (store/finding.py).

An entry gathers the words of all that was ever said of a procedure, so that nothing that is
in force on any day, as known at any moment, is missed; what is found is held against the
record of the day afterwards.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select, table, text
from sqlalchemy import column as column_of

from catalogue.search_words import bare_of as bare_word
from catalogue.search_words import expanded, folded, law_words, spellings

COLUMNS = ("name", "bare", "about", "papers", "laws")
NAMES = ("name", "bare")
WEIGHTS = {"name": "A", "bare": "A", "about": "B", "papers": "C", "laws": "D"}
SHIFT = 32
"""The number of an entry: words of its shortest name above, the procedure below."""
BATCH = 500
_MET: WeakKeyDictionary[Engine, dict[str, bool]] = WeakKeyDictionary()
"""Words that a database was seen to know already, with whether names have them; they are never taken out."""
WORDS = table("search_word", column_of("word"), column_of("named"))


@dataclass(frozen=True)
class Entry:
    """What the index is to add of one procedure."""

    id: int
    key: str
    records: Sequence[Mapping[str, Any]]
    """As they are stored: canonical, without defaults."""


def texts_of(records: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Field and words of everything that search reads in some records, each once."""
    found: dict[tuple[str, str], None] = {}
    for record in records:
        found[("name", record["name"])] = None
        found |= dict.fromkeys((name, record[name]) for name in ABOUT if record.get(name))
        found |= dict.fromkeys(("handling_agency", told) for told in record.get("handling_agencies", ()))
        for case in record.get("cases", ()):
            found |= dict.fromkeys(("component", row["text"]) for row in case.get("components", ()))
        found |= dict.fromkeys(("form", told) for told in record.get("forms", ()))
        for name, rows in NAMED.items():
            found |= dict.fromkeys((name, row["name"]) for row in record.get(rows, ()) if row.get("name"))
    return list(found)


ABOUT = ("sector", "issuing_agency", "deciding_agency")
NAMED = {"outcome": "outcomes", "legal_basis": "legal_bases", "other_name": "other_names"}


def numbers_of(records: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Field and words in which numbers of legal documents stand, each once."""
    found: dict[tuple[str, str], None] = {}
    for record in records:
        found[("name", record["name"])] = None
        number = (record.get("decision") or {}).get("number")
        if number:
            found[("decision", number)] = None
        numbers = (row["number"] for row in record.get("legal_bases", ()) if row.get("number"))
        found |= dict.fromkeys(("legal_basis", told) for told in numbers)
    return list(found)


def values_of(entry: Entry) -> dict[str, str]:
    """Columns of the index for what is said of one procedure; names keep their order of words."""
    texts = texts_of(entry.records)
    names = [" ".join(told) for told in _sequences(text for name, text in texts if name == "name")]
    about = {*ABOUT, "handling_agency"}
    laws = (law for _, told in numbers_of(entry.records) for law in law_words(told))
    return {
        "name": " | ".join(dict.fromkeys(names)),
        "bare": " | ".join(dict.fromkeys(" ".join(map(bare_word, name.split())) for name in names)),
        "about": " ".join(spellings(text for name, text in texts if name in about)),
        "papers": " ".join(spellings(text for name, text in texts if name not in about and name != "name")),
        "laws": " ".join(dict.fromkeys(laws)),
    }


def _sequences(names: Iterable[str]) -> Iterator[list[str]]:
    for name in names:
        yield folded(name)
        written_out = expanded(name)
        if written_out is not None:
            yield written_out


def merged(old: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """What an entry holds and what is said now."""
    told = {}
    for column in COLUMNS:
        parted = " | " if column in {"name", "bare"} else " "
        parts = dict.fromkeys(
            part for value in (old[column], new[column]) for part in value.split(parted) if part
        )
        told[column] = parted.join(parts)
    return told


def index(connection: Connection, entries: Sequence[Entry], *, new: frozenset[str] = frozenset()) -> None:
    """Add what is said of procedures to the index.

    `new`: keys that the index cannot hold yet.
    """
    for first in range(0, len(entries), BATCH):
        _index(connection, entries[first : first + BATCH], new)


def _index(connection: Connection, entries: Sequence[Entry], new: frozenset[str]) -> None:
    held = _held(connection, [entry.id for entry in entries if entry.key not in new])
    made, gone = [], []
    for entry in entries:
        told = values_of(entry)
        old = held.get(entry.id)
        if old is not None:
            told = merged(old, told)
            if all(told[column] == old[column] for column in COLUMNS):
                continue
            gone.append(old)
        shortest = min(len(name.split()) for name in told["name"].split(" | "))
        made.append({"id": (shortest << SHIFT) + entry.id, "procedure_id": entry.id, **told})
    if gone:
        _remove(connection, gone)
    if made:
        _add(connection, made)
        _add_words(connection, made)


def _held(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    if not ids:
        return {}
    sql = f"SELECT * FROM search_entry WHERE procedure_id IN ({', '.join(map(str, ids))})"  # noqa: S608
    return {row["procedure_id"]: dict(row) for row in connection.execute(text(sql)).mappings()}


def _remove(connection: Connection, gone: Sequence[dict[str, Any]]) -> None:
    if connection.dialect.name == "sqlite":
        values = ", ".join(f":{column}" for column in COLUMNS)
        sql = f"INSERT INTO search (search, rowid, {', '.join(COLUMNS)}) VALUES ('delete', :id, {values})"  # noqa: S608
        connection.execute(text(sql), gone)
    else:
        for name in ("search", "search_name"):
            connection.execute(text(f"DELETE FROM {name} WHERE id = :id"), gone)  # noqa: S608
    connection.execute(text("DELETE FROM search_entry WHERE id = :id"), gone)


_COLUMNS, _VALUES = ", ".join(COLUMNS), ", ".join(f":{name}" for name in COLUMNS)
ADD_ENTRY = text(
    f"INSERT INTO search_entry (id, procedure_id, {_COLUMNS}) VALUES (:id, :procedure_id, {_VALUES})"  # noqa: S608
)
ADD_SQLITE = text(f"INSERT INTO search (rowid, {_COLUMNS}) VALUES (:id, {_VALUES})")  # noqa: S608
ADD_POSTGRES = text("INSERT INTO search (id, words) VALUES (:id, CAST(:words AS tsvector))")
ADD_NAMES = text("INSERT INTO search_name (id, words) VALUES (:id, CAST(:words AS tsvector))")


def _add(connection: Connection, made: Sequence[dict[str, Any]]) -> None:
    connection.execute(ADD_ENTRY, made)
    if connection.dialect.name == "sqlite":
        connection.execute(ADD_SQLITE, made)
    else:
        for added, columns in ((ADD_POSTGRES, COLUMNS), (ADD_NAMES, NAMES)):
            connection.execute(added, [{"id": row["id"], "words": _vector(row, columns)} for row in made])


def _vector(row: dict[str, Any], columns: Sequence[str]) -> str:
    """Columns as PostgreSQL takes words: with places, so that a phrase is found, and a weight."""
    places: dict[str, list[str]] = {}
    at = 0
    for column in columns:
        for word in row[column].split():
            at = min(at + 1, 16_000)
            if word != "|" and len(told := places.setdefault(word, [])) < 200:
                told.append(f"{at}{WEIGHTS[column]}")
        at += 1
    return " ".join(f"'{word}':{','.join(told)}" for word, told in places.items())


def _add_words(connection: Connection, made: Sequence[dict[str, Any]]) -> None:
    """Bare words that the index did not know, for the spelling of queries."""
    named = {word for row in made for word in row["bare"].split()} - {"|"}
    told = named | {word for row in made for column in ("about", "papers") for word in row[column].split()}
    wanted = sorted(word for word in told if word.isalpha() and bare_word(word) == word)
    met = _MET.setdefault(connection.engine, {})
    known = {word: met[word] for word in wanted if word in met and (met[word] or word not in named)}
    unknown = [word for word in wanted if word not in known]
    for first in range(0, len(unknown), BATCH):
        query = select(WORDS.c.word, WORDS.c.named).where(WORDS.c.word.in_(unknown[first : first + BATCH]))
        known.update((row.word, bool(row.named)) for row in connection.execute(query))
    met.update(known)
    fresh = [{"word": word, "named": word in named} for word in wanted if word not in known]
    if fresh:
        connection.execute(text("INSERT INTO search_word (word, named) VALUES (:word, :named)"), fresh)
    now_named = [{"word": word} for word in wanted if word in named and known.get(word) is False]
    if now_named:
        connection.execute(text("UPDATE search_word SET named = TRUE WHERE word = :word"), now_named)


def clear(connection: Connection) -> None:
    """Empty the index, before it is built anew."""
    _MET.pop(connection.engine, None)
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO search (search) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM search"))
        connection.execute(text("DELETE FROM search_name"))
    connection.execute(text("DELETE FROM search_entry"))
    connection.execute(text("DELETE FROM search_word"))


def vocabulary(connection: Connection, *, named: bool) -> frozenset[str]:
    """Bare words of the index; `named`: of names alone."""
    where = "WHERE named" if named else ""
    return frozenset(connection.scalars(text(f"SELECT word FROM search_word {where}")))  # noqa: S608


class Term(NamedTuple):
    """One word that must occur: in names alone, or anywhere."""

    word: str
    named: bool
    start: bool = False
    """The word may go on."""


class Phrase(NamedTuple):
    """Bare words side by side in a name."""

    words: tuple[str, ...]


class Law(NamedTuple):
    """How a number of a legal document begins."""

    start: str


class AnyOf(NamedTuple):
    """One of several."""

    parts: tuple["Term | Phrase", ...]


Part = Term | Phrase | Law | AnyOf


class Asked(NamedTuple):
    """A question to the index: which table, in its own syntax."""

    table: str
    query: str
    names: bool = False
    """The table holds the words of names alone."""


def asked(connection: Connection, parts: Sequence[Part]) -> Asked:
    """All parts as a question to the database; words come out of WORD and need no quoting but marks.

    On PostgreSQL names have a table of their own, a third as wide: what names alone can
    answer does not read the words of dossiers.
    """
    if connection.dialect.name == "sqlite":
        return Asked("search", " AND ".join(map(_sqlite, parts)))
    if all(map(_in_names, parts)):
        return Asked("search_name", " & ".join(_postgres(part, names=True) for part in parts), names=True)
    return Asked("search", " & ".join(_postgres(part, names=False) for part in parts))


def _in_names(part: Part) -> bool:
    """It stands in names alone."""
    if isinstance(part, AnyOf):
        return all(map(_in_names, part.parts))
    return isinstance(part, Phrase) or (isinstance(part, Term) and part.named)


def _sqlite(part: Part) -> str:
    if isinstance(part, AnyOf):
        return f"({' OR '.join(map(_sqlite, part.parts))})"
    if isinstance(part, Phrase):
        return f'bare : "{" ".join(part.words)}"'
    if isinstance(part, Law):
        return f'laws : "{part.start}" *'
    own = "bare" if bare_word(part.word) == part.word else "name"
    columns = own if part.named else f"{{{own} about papers}}"
    return f'{columns} : "{part.word}"{" *" if part.start else ""}'


LIKE_LAW = re.compile(r"s(\d|$)")
"""How the words of numbers begin (`law_words`)."""


def _postgres(part: Part, *, names: bool) -> str:
    """`names`: of the table that has no other words, so that none needs a weight.

    Without weights the index alone answers; with them the words of each entry are read.
    """
    if isinstance(part, AnyOf):
        return f"({' | '.join(_postgres(one, names=names) for one in part.parts)})"
    if isinstance(part, Phrase):
        return f"({' <-> '.join(_word(word, '' if names else 'A') for word in part.words)})"
    if isinstance(part, Law):
        return _word(part.start, "*")
    own = "" if names else "A" if part.named else "ABC" if LIKE_LAW.match(part.word) else ""
    return _word(part.word, f"{'*' if part.start else ''}{own}")


def _word(word: str, how: str) -> str:
    return f"'{word}':{how}" if how else f"'{word}'"
