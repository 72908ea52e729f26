"""Words of the field, loaded once: heads, acts, abbreviations, phrases around a name.

Here: loading `analysis/lookups/*.toml` and turning them into tries and patterns over folded text.
Not here: what is done with them (line.py, split.py, names.py, makers.py, kinds.py).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from analysis.documents.reading import Holder, Maker
from catalogue.abbreviations import abbreviations as shared_abbreviations
from catalogue.text import fold, tone_style

Value = TypeVar("Value")

WORD = re.compile(r"\w+")


@cache
def lookup(name: str) -> dict[str, Any]:
    """One lookup file of this room, as plain values."""
    return tomllib.loads((files("analysis") / "lookups" / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Folded words without punctuation, in order."""
    return tuple(WORD.findall(fold(text)))


def pattern(source: str) -> re.Pattern[str]:
    """A pattern over folded text; written in either tone style."""
    return re.compile(tone_style(source))


def named_pattern(name: str) -> re.Pattern[str]:
    """A pattern of lookups/phrases.toml, [patterns]."""
    return pattern(lookup("phrases")["patterns"][name])


@dataclass(frozen=True)
class Either:
    """A long list of patterns, searched one by one: several times faster than as one group of them all.

    An anchored pattern fails at once, and one that begins with letters is looked for by them; inside a
    group the engine tries every member at every letter.
    """

    members: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, sources: Iterable[str]) -> "Either":
        """Of patterns as lookups write them."""
        return cls(tuple(pattern(any_of([source])) for source in sources))

    def search(self, text: str, begin: int = 0) -> re.Match[str] | None:
        """The first place where a member is found; of several there, the first of the list."""
        first = None
        for member in self.members:
            found = member.search(text, begin)
            if found is not None and (first is None or found.start() < first.start()):
                first = found
        return first


@cache
def classes(name: str) -> frozenset[str]:
    """Head classes that behave alike (lookups/phrases.toml, [classes])."""
    return frozenset(lookup("phrases")["classes"][name])


def any_of(sources: Iterable[str]) -> str:
    """One group out of several patterns; `_` stands for a blank where one begins a pattern."""
    return (
        "(?:"
        + "|".join(source.replace("_", " ", 1) if source[0] == "_" else source for source in sources)
        + ")"
    )


class Trie(Generic[Value]):
    """Phrases by their words; finds the longest one that begins at a word."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, phrase: str, value: Value) -> None:
        """File a phrase, folded."""
        node = self._root
        for word in words_of(phrase):
            node = node.setdefault(word, {})
        node[""] = value

    def begins(self, word: str) -> bool:
        """Some phrase begins with the word."""
        return word in self._root

    def longest(self, words: Sequence[str], start: int = 0) -> tuple[int, Value] | None:
        """Number of words and value of the longest phrase at `start`, or None."""
        node, found = self._root, None
        for at in range(start, len(words)):
            child = node.get(words[at])
            if child is None:
                break
            node = child
            if "" in node:
                found = (at + 1 - start, node[""])
        return found


@dataclass(frozen=True)
class Head:
    """A head noun (danh từ trung tâm): its class, who makes such papers, and how it may stand."""

    word: str
    kind: str
    maker: Maker
    weak: bool = False
    """Inside another paper's name it opens no new paper."""
    generic: bool = False
    """giấy tờ, văn bản: says nothing alone."""
    face: bool = False
    """A face of a drawing (mặt bằng, mặt cắt): behind a drawing it opens no new paper."""
    short: bool = False
    """giấy, bản, phiếu: words of form go before it."""
    sense: str = ""
    """What papers must share to be one: the class, or the head noun itself where heads of a class differ."""


_COVER = re.compile(r"^(?:(?:bản|bảng|bộ|tập|văn bản|giấy|tờ|các|phiếu) )+(?=\w)")


def _plain(phrase: str) -> str:
    """A head noun without its cover: bản kế hoạch is kế hoạch."""
    return _COVER.sub("", phrase)


def _sense(row: dict[str, Any], phrase: str) -> str:
    if row.get("distinct"):
        return f"{row['id']}/{_plain(phrase)}"
    return str(row.get("stands_for", row["id"]))


@cache
def heads() -> Trie[Head | None]:
    """All head nouns; None for words that only begin like one."""
    trie: Trie[Head | None] = Trie()
    for phrase in lookup("heads")["none"]:
        trie.add(phrase, None)
    for row in lookup("heads")["class"]:
        for word in row["words"]:
            phrase = " ".join(words_of(word))
            told = Head(
                word=phrase,
                kind=row["id"],
                maker=Maker(row["maker"]),
                weak=row.get("weak", False),
                generic=row.get("generic", False),
                face=row.get("face", False),
                short=row.get("short", False),
                sense=f"{row['id']}/{_plain(phrase)}"
                if row.get("distinct")
                else row.get("stands_for", row["id"]),
            )
            trie.add(word, told)
    return trie


@cache
def acts() -> Trie[str | None]:
    """Acts, each with the plain act it is filed under; None for words that only begin like one."""
    trie: Trie[str | None] = Trie()
    table = lookup("acts")
    for phrase in table["none"]:
        trie.add(phrase, None)
    for act in table["acts"]:
        trie.add(act, fold(act))
    for wording, plain in table["to"].items():
        trie.add(wording, fold(plain))
    return trie


@cache
def abbreviations() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Pattern of all abbreviations, longest first, and what they stand for."""
    table = shared_abbreviations()
    longest = sorted(table, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?<!\d/)(?:" + "|".join(longest) + r")(?!\w|-[A-ZĐ]|/\d)"), table


@cache
def stop_words() -> tuple[frozenset[str], re.Pattern[str]]:
    """Words, and phrases, that never tell two papers apart."""
    table = lookup("phrases")["object"]
    phrases = "|".join(fold(phrase) for phrase in table["stop_phrases"])
    return frozenset(fold(word) for word in table["stop"]), re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")


@lru_cache(maxsize=65536)
def content_words(told: str) -> tuple[str, ...]:
    """Words of folded text that may tell two papers apart, in order."""
    words, phrases = stop_words()
    return tuple(word for word in WORD.findall(phrases.sub(" ", told)) if word not in words)


@cache
def _wrappers() -> re.Pattern[str]:
    words = sorted(map(fold, lookup("phrases")["object"]["wrappers"]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


@lru_cache(maxsize=65536)
def core_words(told: str) -> tuple[str, ...]:
    """Content words less the nouns that only wrap a matter (giấy phép, quyết định, quyền …)."""
    return content_words(_wrappers().sub(" ", told))


@cache
def _listed_words(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(fold, lookup('phrases')['object'][name]))})(?!\w)")


def owners_in(told: str) -> frozenset[str]:
    """Kinds of owners that the folded matter of a procedure names: công ty, hợp tác xã."""
    return frozenset(_listed_words("owners").findall(told))


def telling(told: str) -> frozenset[str]:
    """Words of a folded object by which alone two papers differ: gián tiếp."""
    return frozenset(_listed_words("telling").findall(told))


@cache
def holder_patterns() -> tuple[tuple[Either, Holder], ...]:
    """Patterns of what a paper is about, in order, with the register kind that holds it."""
    return tuple((Either.of(row["patterns"]), Holder(row["holder"])) for row in lookup("holders")["holder"])


@cache
def maker_patterns(table: str) -> tuple[tuple[Either, Maker], ...]:
    """Patterns that tell who makes a paper, in order: those of its own name, or of all the words around."""
    return tuple((Either.of(row["patterns"]), Maker(row["maker"])) for row in lookup("holders")[table])
