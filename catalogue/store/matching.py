"""How well a name, or a dossier, answers a query; the same whatever else the catalogue holds.

Here: scores of one procedure, and the words that matched. Not here: candidates (finding.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from catalogue import text as words
from catalogue.search import numbers_of
from catalogue.search_words import WORD, Query, Word, bare_of, expanded, folded, law_words

PREAMBLE = ["thu", "tuc"]
"""“Thủ tục …” before a name says nothing."""
EXACT, SIDE_BY_SIDE, COVERED, MARKED, BEGINS = 100.0, 30.0, 20.0, 10.0, 5.0


@dataclass(frozen=True)
class Strictness:
    """What counts as the same word."""

    marks: bool = True
    """Diacritics that were typed are meant."""
    cut_off: bool = False
    """The last word may go on."""
    misspelt: bool = False
    """Other spellings of a word will do."""
    side_by_side: bool = False
    """All words stand in a row."""
    least: float = 1.0
    """Share of the needed words that must occur."""


@dataclass(frozen=True)
class Tokens:
    """The words of a text in order, folded and bare."""

    folded: tuple[str, ...]
    bare: tuple[str, ...]
    joined: str

    @classmethod
    def of(cls, told: Sequence[str]) -> "Tokens":
        """Tokens of folded words."""
        bare = tuple(map(bare_of, told))
        return cls(tuple(told), bare, f" {' '.join(bare)} ")


@lru_cache(maxsize=16_384)
def tokens_of(text: str) -> tuple[Tokens, ...]:
    """A text as it is written, then with its abbreviations written out."""
    written_out = expanded(text)
    found = [Tokens.of(folded(text))]
    return (*found, Tokens.of(written_out)) if written_out is not None else tuple(found)


def occurs(word: Word, told: Tokens, how: Strictness, *, last: bool) -> bool:
    """Whether a word of a query stands in a text."""
    meant, here = (word.told, told.folded) if how.marks and word.marked else (word.bare, told.bare)
    if meant in here or (last and how.cut_off and any(one.startswith(meant) for one in here)):
        return True
    return how.misspelt and any(f" {other} " in told.joined for other in word.others)


def name_score(query: Query, name: str, how: Strictness) -> float | None:
    """How well a name answers a query; None where it lacks a word that must occur."""
    scores = (_name_score(query, told, how) for told in tokens_of(name))
    return max((score for score in scores if score is not None), default=None)


def _name_score(query: Query, told: Tokens, how: Strictness) -> float | None:
    needed = query.needed
    final = query.words[-1] if query.words else None
    found = [word for word in needed if occurs(word, told, how, last=word is final)]
    if not found or len(found) < how.least * len(needed):
        return None
    if how.side_by_side and f" {' '.join(query.sequence)} " not in told.joined:
        return None
    bare = list(told.bare[2:] if list(told.bare[:2]) == PREAMBLE else told.bare)
    asked = list(query.sequence[2:] if list(query.sequence[:2]) == PREAMBLE else query.sequence)
    exactly = sum(word.told in told.folded for word in query.words)
    covered = sum(word.bare in told.bare for word in query.words) + sum(
        w.bare not in told.bare for w in found
    )
    return (
        EXACT * (bare == asked)
        + SIDE_BY_SIDE * _side_by_side(asked, told)
        + COVERED * min(1.0, covered / max(1, len(bare)))
        + MARKED * exactly / len(query.words)
        + BEGINS * (bare[: len(asked)] == asked)
        + 200.0 * (len(found) / len(needed) - 1)
    )


def _side_by_side(asked: Sequence[str], told: Tokens) -> float:
    pairs = list(pairwise(asked))
    if not pairs:
        return 1.0
    return sum(f" {one} {other} " in told.joined for one, other in pairs) / len(pairs)


def laws_in(query: Query, records: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]] | None:
    """The numbers that a query asks for, with their fields; None where one of them is missing."""
    told = [(field, text, list(law_words(text))) for field, text in numbers_of(records)]
    found = []
    for law in query.laws:
        here = [(field, text) for field, text, own in told if any(one.startswith(law) for one in own)]
        if not here:
            return None
        found.append(here[0])
    return found


def record_score(query: Query, texts: Sequence[tuple[str, str]], how: Strictness) -> float | None:
    """How well all that a record says answers a query; more where one row has all the words."""
    needed, final = query.needed, query.words[-1] if query.words else None
    if not needed:
        return 0.0
    rows = [(field, told) for field, text in texts for told in tokens_of(text)]
    best, seen, named = 0, set(), 0
    for field, told in rows:
        here = {word.bare for word in needed if occurs(word, told, how, last=word is final)}
        best = max(best, len(here))
        seen |= here
        named = max(named, len(here)) if field in {"name", "other_name"} else named
    if len(seen) < how.least * len(needed):
        return None
    together = max((_side_by_side(query.sequence, told) for _, told in rows), default=0.0)
    return 60.0 * best / len(needed) + 30.0 * together + 40.0 * named / len(needed)


def marked(query: Query, text: str) -> str:
    """A text with the words of a query between « and »; neighbours share one pair."""
    shown = words.squash(text)
    asked = {word.bare for word in query.words} | {
        part for word in query.words for o in word.others for part in o.split()
    }
    told = [(match, words.fold(match[0])) for match in WORD.finditer(shown)]
    here = {word for _, word in told}
    # where a word stands as it was typed, its likes with other marks are not meant
    meant = {word.bare: word.told for word in query.words if word.marked and word.told in here}
    found = [(match, bare) for match, word in told if meant.get(bare := bare_of(word), word) == word]
    final = query.words[-1].bare if query.words else ""
    cut_off = final if len(final) > 1 and all(bare != final for _, bare in found) else None
    spans: list[tuple[int, int]] = []
    for match, bare in found:
        if bare in asked or (cut_off is not None and bare.startswith(cut_off)):
            if spans and shown[spans[-1][1] : match.start()].isspace():
                spans[-1] = (spans[-1][0], match.end())
            else:
                spans.append(match.span())
    for start, end in reversed(spans):
        shown = f"{shown[:start]}«{shown[start:end]}»{shown[end:]}"
    return shown
