"""The words of a query and of a text, as search compares them.

Here: words folded and bare, abbreviations and everyday words written out, numbers of legal
documents, other spellings of a word. Not here: the index (search.py), finding (store/finding.py).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from catalogue import text as words
from catalogue.abbreviations import abbreviations

WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(
    r"(?<![\d.,/])(\d{1,5}[a-zđ]?(?:\.\d{1,2})?)/((?:19|20)\d\d)(?:/([a-zđ]+(?:-[a-zđ]+)*\d*))?(?![\d/])"
)
"""146/2025/nđ-cp, 146/2025; folded."""
UNDATED = re.compile(r"(?<![\d.,/])(\d{1,5})/([a-zđ]{2,}(?:-[a-zđ]+)+\d*)(?![\d/])")
"""1872/qđ-bkhcn; folded."""
LEGAL_TYPES = {
    "nghị định": "nđ", "nghi dinh": "nđ", "thông tư": "tt", "thong tu": "tt", "quyết định": "qđ",
    "quyet dinh": "qđ",
    "nghị quyết": "nq", "nghi quyet": "nq", "thông tư liên tịch": "ttlt", "luật": "qh", "luat": "qh",
    "pháp lệnh": "ubtvqh", "phap lenh": "ubtvqh", "văn bản hợp nhất": "vbhn",
}  # fmt: skip
_TYPE = "|".join(sorted(LEGAL_TYPES, key=len, reverse=True))
TYPED = re.compile(rf"(?:({_TYPE})\s+)?(?:số\s+|so\s+)?$")


@cache
def lookup() -> Mapping[str, Any]:
    """lookups/search.toml."""
    return tomllib.loads(files("catalogue").joinpath("lookups/search.toml").read_text("utf-8"))


def folded(text: str) -> list[str]:
    """Words in order, folded.

    >>> folded("Thuỷ nội địa, cấp II")
    ['thủy', 'nội', 'địa', 'cấp', 'ii']
    """
    return WORD.findall(words.fold(text))


def bare_of(word: str) -> str:
    """A folded word without diacritics."""
    return _bare(word)


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    return words.bare(word)


@cache
def _written_out() -> tuple[Mapping[str, tuple[str, ...]], re.Pattern[str]]:
    long = {words.fold(short): tuple(folded(told)) for short, told in abbreviations().items()}
    return long, re.compile(
        rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, abbreviations()), key=len, reverse=True))})(?!\w)"
    )


def expanded(text: str) -> list[str] | None:
    """The words of a text with its abbreviations written out; None where it has none. Capitals only.

    >>> expanded("Cấp GCN ATTP")
    ['cấp', 'giấy', 'chứng', 'nhận', 'an', 'toàn', 'thực', 'phẩm']
    """
    long, pattern = _written_out()
    if not pattern.search(text):
        return None
    return folded(pattern.sub(lambda found: f" {' '.join(long[words.fold(found[0])])} ", text))


def law_words(text: str) -> Iterator[str]:
    """Numbers of legal documents in a text, each as words of the index.

    >>> list(law_words("Nghị định số 063/2010/NĐ-CP, QĐ 12/QĐ-BTP"))
    ['s63n2010', 's63n2010nđcp', 's12qđbtp']
    """
    told = words.fold(text)
    for number, year, rest in NUMBER.findall(told):
        short = f"s{_plain(number)}n{year}"
        yield short
        if rest:
            yield short + _plain(rest)
    for number, rest in UNDATED.findall(told):
        yield f"s{_plain(number)}{_plain(rest)}"


def _plain(told: str) -> str:
    return "".join(WORD.findall(told)).lstrip("0")


@dataclass(frozen=True)
class Word:
    """One word of a query."""

    told: str
    """Folded, as typed."""
    bare: str
    others: tuple[str, ...] = ()
    """Bare words that it may be a misspelling of, the likeliest first."""

    @property
    def marked(self) -> bool:
        """Typed with diacritics, so that they are meant."""
        return self.told != self.bare


@dataclass(frozen=True)
class Query:
    """A query as it is searched: its words, and the words that may stand for them."""

    text: str
    words: tuple[Word, ...]
    """Each once."""
    sequence: tuple[str, ...] = ()
    """All words bare, in order."""
    laws: tuple[str, ...] = ()
    """Beginnings of words of the index for numbers of legal documents; all must occur."""
    filler: frozenset[str] = field(default=frozenset())
    """Bare words that need not occur."""

    @property
    def needed(self) -> tuple[Word, ...]:
        """The words that must occur: all where there is nothing but filler."""
        kept = tuple(word for word in self.words if word.bare not in self.filler)
        return kept or self.words


def query_of(text: str) -> tuple[Query, ...]:
    """A query, then the same in official words where it uses others."""
    text = words.squash(text)
    told, laws = _without_laws(words.fold(text))
    found = [_query(text, folded(told), laws)]
    for variant in _variants(folded(told)):
        one = _query(text, variant, laws)
        if one.words and one not in found:
            found.append(one)
    return tuple(found)


def _query(text: str, told: Sequence[str], laws: tuple[str, ...]) -> Query:
    distinct = dict.fromkeys(told)
    bare = " ".join(_bare(word) for word in told)
    filler = {word for part in _fillers() if part in f" {bare} " for word in part.split()}
    parts = tuple(Word(word, _bare(word)) for word in distinct)
    return Query(text, parts, tuple(map(_bare, told)), laws, frozenset(filler))


@cache
def _fillers() -> tuple[str, ...]:
    return tuple(f" {words.bare(part)} " for part in lookup()["filler"])


def _without_laws(told: str) -> tuple[str, tuple[str, ...]]:
    """The query without numbers of documents, and those numbers."""
    laws: list[str] = []
    for pattern in (NUMBER, UNDATED):
        while (match := pattern.search(told)) is not None:
            before = told[: match.start()]
            kind = TYPED.search(before)
            named = LEGAL_TYPES[kind[1]] if kind is not None and kind[1] else ""
            *_, word = law_words(match[0])
            laws.append(word + (named if re.search(r"n\d{4}$", word) else ""))
            told = before[: kind.start() if kind is not None else None] + " " + told[match.end() :]
    return told, tuple(laws)


def _variants(told: Sequence[str]) -> Iterator[list[str]]:
    """The same query with abbreviations, then everyday words, in official words."""
    out: list[str] = []
    for word in told:
        out += _short().get(word) or _short().get(_bare(word)) or [word]
    if out != list(told):
        yield out
    said, bare = f" {' '.join(out)} ", f" {' '.join(map(_bare, out))} "
    for part, marked, official in _everyday():
        target = said if marked in said else bare if part in bare else None
        if target is not None:
            yield f" {target.replace(marked if target is said else part, f' {official} ', 1)} ".split()


@cache
def _short() -> Mapping[str, list[str]]:
    table: dict[str, list[str]] = {}
    for source in (lookup()["numerals"], lookup()["short"], abbreviations()):
        for short, long in source.items():
            table[words.fold(short)] = folded(long)
            table.setdefault(words.bare(short), folded(long))
    return table


@cache
def _everyday() -> tuple[tuple[str, str, str], ...]:
    """Bare, folded and official words, the longest first."""
    told = [
        (f" {words.bare(k)} ", f" {words.fold(k)} ", words.fold(v)) for k, v in lookup()["everyday"].items()
    ]
    return tuple(sorted(told, key=lambda one: -len(one[0])))


def spellings(texts: Iterable[str]) -> list[str]:
    """Words of texts for the index, each once: folded, expanded, and bare where that differs.

    >>> spellings(["Cấp lại, cấp đổi"])
    ['cấp', 'lại', 'đổi', 'cap', 'lai', 'doi']
    """
    told: dict[str, None] = {}
    for text in texts:
        told |= dict.fromkeys(folded(text))
        told |= dict.fromkeys(expanded(text) or ())
    return list(told | dict.fromkeys(map(_bare, told)))
