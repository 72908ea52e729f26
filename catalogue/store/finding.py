"""Finding procedures by words: which, in which order, and why.

Here: codes, then names side by side, names, dossiers and numbers of legal documents, then
misspelt words, then some of the words. Not here: the index (catalogue/search.py), the score
of one procedure (matching.py).

Every candidate of the index is held against what holds on the day, as known at the moment:
what is imported later changes no answer about an earlier moment.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select

from catalogue.models import PROCEDURE, VERSION
from catalogue.records import Record
from catalogue.search import Law, Part, Term, texts_of, vocabulary
from catalogue.search_codes import codes_of
from catalogue.search_typos import others, sounds_alike
from catalogue.search_words import Query, Word, query_of
from catalogue.store import listing, matching, rows, terms
from catalogue.store.candidates import of_facet, told_by_index
from catalogue.store.listing import Heading, Sieve, Wanted
from catalogue.store.matching import Strictness
from catalogue.store.versions import current

CANDIDATES, READ, OTHER_NAMES = 400, 100, 60
"""Most candidates of one question to the index, records read for one, and procedures whose other
names are looked at; all of them
where a moment is given, so that the answer cannot depend on what came later."""
TRIES = 40
"""Most ways of leaving words out."""
CODE, NAME, NAME_MISSPELT, ANYWHERE, ANYWHERE_MISSPELT, SOME = 2000.0, 1000.0, 700.0, 400.0, 300.0, 250.0


class Because(Record):
    """Why a procedure was found: a field, and its words with those of the query between « and »."""

    field: str
    text: str


class Found(Record):
    """One procedure that a search found (kết quả tìm kiếm)."""

    heading: Heading
    score: float
    because: tuple[Because, ...] = ()


class Answer(Record):
    """What a search found, the best first."""

    hits: tuple[Found, ...] = ()
    suggestion: str | None = None
    """Có phải bạn tìm: the query as it was probably meant."""


@dataclass
class Candidate:
    """One procedure that may answer."""

    key: str
    ids: list[int]
    """Versions that hold, strongest first."""
    number: int
    score: float = 0.0
    query: Query | None = None
    heading: Heading | None = None
    other_name: str | None = None
    texts: list[tuple[str, str]] = field(default_factory=list)
    laws: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Search:
    """One search on one day, as known at one moment."""

    connection: Connection
    day: date
    known: datetime | None
    sieve: Sieve
    limit: int | None
    found: dict[str, Candidate] = field(default_factory=dict)
    suggestion: str | None = None

    @property
    def all(self) -> bool:
        """No candidate may be left out."""
        return self.known is not None or self.limit is None

    @cached_property
    def among(self) -> tuple[int, ...] | None:
        """Procedures of the sector or the agency that is wanted; None: of all, or of too many."""
        return of_facet(self.connection, self.sieve)

    @property
    def enough(self) -> bool:
        """As many as are shown."""
        return self.limit is not None and len(self.found) >= self.limit

    # candidates

    def candidates(self, parts: Sequence[Part], most: int) -> list[Candidate]:
        """What the index has that is in force and not found yet; shorter names first."""
        told = told_by_index(
            self.connection, parts, self.sieve, most=None if self.all else most, among=self.among
        )
        return [
            Candidate(one.key, [int(id_) for id_ in one.holding.split()], one.sightings)
            for one in told
            if one.key not in self.found
        ]

    def by_name(self, query: Query, parts: Sequence[Part], how: Strictness, base: float) -> None:
        """Take those of the candidates whose name answers."""
        told = self.candidates([*parts, *map(Law, query.laws)], CANDIDATES)
        self.with_headings(told)
        missed = []
        for one in told:
            assert one.heading is not None  # noqa: S101  for the type checker: just set
            score = matching.name_score(query, one.heading.name, how)
            if score is None:
                missed.append(one)
            else:
                self.take(one, query, base + score)
        if missed:
            self.by_other_names(missed if self.all else missed[:OTHER_NAMES], query, how, base)

    def by_other_names(self, missed: Sequence[Candidate], query: Query, how: Strictness, base: float) -> None:
        """Names that other publications give, or gave before they spoke of a later day."""
        said = rows.sightings_of(self.connection, [one.key for one in missed], whole=False)
        for one in missed:
            names = {s.name for s in current(said[one.key], self.known) if s.head != "{}"}
            scored = [(matching.name_score(query, name, how), name) for name in sorted(names)]
            good = [(score, name) for score, name in scored if score is not None]
            if good:
                score, one.other_name = max(good)
                self.take(one, query, base + score - 50.0)

    def by_record(self, query: Query, parts: Sequence[Part], how: Strictness, base: float) -> None:
        """Take those of the candidates whose dossier, agencies or legal bases answer."""
        told = self.candidates([*parts, *map(Law, query.laws)], READ)
        for part in rows.batches(told, 2_000):
            self.with_headings(part)
            records = self.records([id_ for one in part for id_ in one.ids])
            for one in part:
                own = [records[id_] for id_ in one.ids]
                texts, laws = texts_of(own), matching.laws_in(query, own)
                score = matching.record_score(query, texts, how)
                if score is not None and laws is not None:
                    one.texts, one.laws = texts, laws
                    self.take(one, query, base + score)

    def records(self, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Records as they are stored, by id of their version."""
        found: dict[int, dict[str, Any]] = {}
        for part in rows.batches(ids):
            query = select(VERSION.c.id, VERSION.c.record).where(VERSION.c.id.in_(part))
            found.update((row.id, json.loads(row.record)) for row in self.connection.execute(query))
        return found

    def with_headings(self, told: Sequence[Candidate]) -> None:
        """Read the headings of candidates."""
        shown = listing.headings_of(self.connection, [(one.key, one.ids, one.number) for one in told])
        for one, heading in zip(told, shown, strict=True):
            one.heading = heading

    def take(self, one: Candidate, query: Query | None, score: float) -> None:
        """Keep a procedure that answers, unless it answered better before."""
        one.query, one.score = query, score
        self.found.setdefault(one.key, one)

    # stages

    def run(self, queries: Sequence[Query]) -> None:
        """From the strictest question to the loosest, until enough is found."""
        strict, loose = Strictness(), Strictness(marks=False)
        if not any(query.words for query in queries):
            self.each(queries, self.by_record, lambda _: [], strict, NAME)
            return
        in_a_row = replace(strict, side_by_side=True)
        marked = any(word.marked for query in queries for word in query.words)
        self.each(queries, self.by_name, terms.side_by_side, in_a_row, NAME)
        if not self.found and marked:
            self.each(queries, self.by_name, terms.side_by_side, replace(in_a_row, marks=False), NAME - 50)
        if not self.enough:
            self.each(queries, self.by_name, terms.named, strict, NAME - 100)
        if not self.found and marked:
            self.each(queries, self.by_name, terms.named, loose, NAME - 150)
        if not self.found and self.known is None:
            self.misspelt(queries, self.by_name, NAME_MISSPELT, named=True)
        if not self.enough:
            self.each(queries, self.by_record, terms.anywhere, strict, ANYWHERE)
        if not self.found:
            cut_off = Strictness(cut_off=True)
            self.each(queries, self.by_name, terms.cut_off_name, cut_off, NAME - 200)
            self.each(queries, self.by_record, terms.cut_off, cut_off, ANYWHERE - 20)
        if not self.found and marked:
            self.each(queries, self.by_record, terms.anywhere, loose, ANYWHERE - 50)
        if not self.found and self.known is None:
            self.misspelt(queries, self.by_record, ANYWHERE_MISSPELT, named=False)
        if not self.found:
            self.some_of(queries[-1])

    def each(self, queries: Sequence[Query], take: Any, parts: Any, how: Strictness, base: float) -> None:
        """One stage for all variants of the query."""
        for query in queries:
            if self.enough:
                return
            if query.words or query.laws:
                take(query, parts(query, how) if query.words else [], how, base)

    def misspelt(self, queries: Sequence[Query], take: Any, base: float, *, named: bool) -> None:
        """The same with other spellings; of words that are known only where regions confuse sounds."""
        known = vocabulary(self.connection, named=named)
        everything = known if not named else vocabulary(self.connection, named=False)
        corrected = []
        for query in queries:
            told = tuple(replace(word, others=_others(word, known, everything)) for word in query.words)
            if any(word.others for word in told):
                corrected.append(replace(query, words=told))
        how = Strictness(marks=False, misspelt=True)
        self.each(corrected, take, terms.named if named else terms.anywhere, how, base)
        best = max(self.found.values(), key=lambda one: one.score, default=None)
        if best is not None and best.query is not None and best.heading is not None:
            self.suggestion = _suggestion(best.query, best.heading.name)

    def some_of(self, query: Query) -> None:
        """Procedures whose names have most of the words."""
        needed = query.needed
        tries = 0
        for left_out in range(1, len(needed) // 2 + 1):
            # what a name must have is told by the step alone: other names in the index change nothing
            how = Strictness(least=1 - left_out / len(needed))
            for kept in combinations(needed, len(needed) - left_out):
                if tries >= TRIES or self.enough:
                    return
                tries += 1
                self.by_name(query, [Term(word.told, named=True) for word in kept], how, SOME)
            if self.found:
                return


def _others(word: Word, known: frozenset[str], everything: frozenset[str]) -> tuple[str, ...]:
    if word.bare in everything:
        return sounds_alike(word.bare, known)
    return others(word.bare, known)


def _suggestion(query: Query, name: str) -> str | None:
    """The query with the words that its best answer has in the place of misspelt ones."""
    shown: dict[str, str] = {}
    for told in matching.tokens_of(name):
        for marked, bare in zip(told.folded, told.bare, strict=True):
            shown.setdefault(bare, marked)
    out = []
    for word in query.words:
        known = word.bare in shown
        meant = [o for o in word.others if all(part in shown for part in o.split())]
        out.append(
            shown[word.bare]
            if known
            else " ".join(shown[p] for p in meant[0].split())
            if meant
            else word.told
        )
    meant_all = " ".join(out)
    return meant_all if meant_all != " ".join(word.told for word in query.words) else None


def find(
    connection: Connection,
    asked: str,
    day: date,
    known: datetime | None = None,
    *,
    wanted: Wanted = listing.EVERYTHING,
    limit: int | None = 50,
    offset: int = 0,
) -> Answer:
    """Procedures in force on a day that answer a query: by code or the beginning of one, else by words."""
    told = listing.sieve(connection, day, known, wanted)
    if told is None:
        return Answer()
    last = None if limit is None else offset + limit
    search = Search(connection, day, known, told, last)
    by_code = _by_code(search, asked, wanted)
    if not by_code:
        search.run(query_of(asked))
    ordered = sorted(search.found.values(), key=lambda one: (-round(one.score, 6), one.key))
    hits = tuple(_found(one) for one in ordered[offset:last])
    return Answer(hits=hits, suggestion=search.suggestion)


def _found(one: Candidate) -> Found:
    assert one.heading is not None  # noqa: S101  for the type checker: every stage reads it
    because: list[Because] = []
    query = one.query
    if query is None:
        because.append(Because(field="code", text=f"«{one.key}»"))
    elif one.texts:
        because += _because_texts(one, query)
    elif one.other_name is not None:
        because.append(Because(field="other_name", text=matching.marked(query, one.other_name)))
    else:
        because.append(Because(field="name", text=matching.marked(query, one.heading.name)))
    because += [Because(field=name, text=f"«{number}»") for name, number in one.laws]
    return Found(heading=one.heading, score=round(one.score, 3), because=tuple(because))


def _because_texts(one: Candidate, query: Query) -> Iterator[Because]:
    """The rows that have the words: first the one with most of them, then what it lacks."""
    missing = {word.bare for word in query.needed}
    scored = []
    for number, (name, told) in enumerate(one.texts):
        shown = matching.marked(query, told)
        if "«" in shown:
            has = {
                word.bare
                for word in query.needed
                if matching.occurs(word, matching.tokens_of(told)[0], LOOSEST, last=True)
            }
            scored.append((-len(has), number, name, shown, has))
    for _, _, name, shown, has in sorted(scored):
        if has & missing:
            missing -= has
            yield Because(field=name, text=_short(shown))


LOOSEST = Strictness(marks=False, cut_off=True, misspelt=True)
SHOWN = 160


def _short(shown: str) -> str:
    """Not much more than the marked words and what stands around them."""
    start = max(0, shown.index("«") - SHOWN // 3)
    end = start + SHOWN
    return f"{'…' if start else ''}{shown[start:end]}{'…' if end < len(shown) else ''}"


def _by_code(search: Search, asked: str, wanted: Wanted) -> bool:
    """Take what a code, or the beginning of one, names; False where the query is none."""
    keys, start = codes_of(asked)
    if not keys and start is None:
        return False
    for key in keys:
        _take_keys(search, PROCEDURE.c.key == key, CODE)
    if start is not None and not search.found:
        if wanted.code_prefix is not None and not start.startswith(wanted.code_prefix):
            return True
        _take_keys(search, PROCEDURE.c.key.startswith(start, autoescape=True), CODE / 2)
    return True


def _take_keys(search: Search, condition: Any, score: float) -> None:
    query = select(PROCEDURE.c.key).where(condition)
    keys = sorted(search.connection.scalars(query))
    for part in rows.batches(keys):
        for heading in listing.passing(search.connection, search.sieve, part):
            one = Candidate(heading.key, [], heading.sightings, heading=heading)
            search.take(one, None, score)
        if search.enough:
            return
