"""Usual capitals for names that documents type in ALL CAPITALS.

"ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK" is "Ủy ban nhân dân tỉnh Đắk Lắk". A document shows itself how it writes
its words elsewhere (Casing); what it does not show comes from lookups/proper_names.toml, names and
abbreviations. A word that is no Vietnamese syllable is an abbreviation and keeps its capitals. Text that
already has small letters is left as it is.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise, product

from catalogue.syllables import is_syllable
from catalogue.text import fold, nfc

WORD = re.compile(r"[^\W_]+(?:-\d+)?")
ENOUGH, MANY = 2, 4
"""Letters of a text that is in capitals: of a name that stands alone, of a line of a document."""
CODED = re.compile(r"\S*\d\S*/\S+|(?<!\w)[A-ZĐ]+(?:[-/][A-ZĐ]+)+(?!\w)")
"""Numbers of documents and codes: QĐ-UBND, 12/2025/TT-BTC."""
ROMAN = re.compile(r"[IVX]+")
NUMBERED = re.compile(r"(?:PHẦN|MỤC|CHƯƠNG|PHỤ LỤC|QUÝ|KHÓA|KHOÁ|NHÓM|LOẠI|HẠNG|BIỂU|MẪU|SỐ)\s+$")


@dataclass(frozen=True)
class _Names:
    phrases: dict[tuple[str, ...], str]
    longest: int
    certain: frozenset[tuple[str, ...]]
    """Phrases with one spelling, whatever a document shows."""
    heads: tuple[tuple[str, ...], ...]
    organs: tuple[tuple[str, ...], ...]
    not_places: frozenset[str]
    abbreviations: dict[str, str]
    units: frozenset[str]
    not_heads: frozenset[tuple[str, ...]]


def _words(name: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(name)))


@cache
def _names() -> _Names:
    raw = tomllib.loads(files("catalogue").joinpath("lookups/proper_names.toml").read_text("utf-8"))
    fields = [f"{head} {field}" for head in raw["field_heads"] for field in raw["fields"]]
    phrases = {_words(name): name for name in (*raw["organs"], *raw["names"], *raw["provinces"], *fields)}
    return _Names(
        phrases,
        max(map(len, phrases)),
        frozenset(map(_words, raw["names"])),
        tuple(map(_words, raw["place_heads"])),
        tuple(map(_words, raw["place_organs"])),
        frozenset(map(fold, raw["not_places"])),
        {fold(word): word for word in raw["abbreviations"]},
        frozenset(map(fold, raw["unit_heads"])),
        frozenset(map(_words, raw["not_heads"])),
    )


def in_capitals(text: str, letters: int = MANY) -> bool:
    """Whether nearly every letter is a capital ("BỘ CÔNG AN"), and there are enough of them to tell."""
    told = [c for c in text if c.isalpha()]
    return len(told) >= letters and sum(map(str.islower, told)) <= len(told) / 10


@dataclass
class Casing:
    """How a document writes its words where it does not use capitals only."""

    _seen: defaultdict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """Each way a word was seen after the word before it."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Casing":
        """What the lines of a document show, each line once."""
        casing = cls()
        for text in dict.fromkeys(texts):
            casing.learn(text)
        return casing

    def learn(self, text: str) -> None:
        """Count the words of a line after the word before them; lines in capitals teach nothing."""
        if not text or text.isupper():
            return
        told = WORD.findall(text)
        folded = [word.casefold() for word in told]
        for before, word, plain in zip(folded, told[1:], folded[1:], strict=False):
            if len(word) == 1 or not word.isupper():
                self._seen[before, plain].append(word)

    def shown(self, before: str, word: str) -> str | None:
        """The way the document writes a word most often behind another; None: it does not show it."""
        seen = self._seen.get((before.casefold(), word.casefold()))
        return Counter(seen).most_common(1)[0][0] if seen else None

    def usual(self, text: str) -> str:
        """The text in usual capitals; one that is not in capitals stays as it is."""
        return usual_capitals(text, casing=self) if in_capitals(text) else text


def usual_capitals(text: str, *, casing: Casing | None = None) -> str:
    """The text in usual capitals, if it was typed in capitals; otherwise as it is.

    >>> usual_capitals("ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK")
    'Ủy ban nhân dân tỉnh Đắk Lắk'
    >>> usual_capitals("Ủy ban nhân dân Tỉnh")
    'Ủy ban nhân dân Tỉnh'
    """
    shown = nfc(text)
    if not in_capitals(shown, ENOUGH):
        return shown
    words = [*WORD.finditer(shown)]
    if len(words) == 1 and not is_syllable(shown.strip()):
        return shown  # one abbreviation alone: UBND
    coded = [match.span() for match in CODED.finditer(shown)]
    written = [_word(match, coded) for match in words]
    folded = [fold(match[0]) for match in words]
    gaps = [shown[a.end() : b.start()] for a, b in pairwise(words)]
    certain = _set_phrases(written, folded)
    _set_places(written, folded, gaps, anywhere=casing is not None)
    if casing is not None:
        _set_units(written, folded)
        _set_shown(written, [match[0] for match in words], casing, certain)
    first = next((n for n, word in enumerate(written) if word.islower()), None)
    if first is not None and all(ROMAN.fullmatch(word) for word in written[:first]):
        written[first] = written[first][:1].upper() + written[first][1:]
    out, at = [], 0
    for match, word in zip(words, written, strict=True):
        out += [shown[at : match.start()], word]
        at = match.end()
    return "".join([*out, shown[at:]])


def _word(match: re.Match[str], coded: list[tuple[int, int]]) -> str:
    """Small letters, unless it is an abbreviation, a Roman number or part of a number."""
    word = match[0]
    if any(start <= match.start() < end for start, end in coded):
        return word
    if (known := _names().abbreviations.get(fold(word))) is not None:
        return known
    if ROMAN.fullmatch(word) and _is_roman(match):
        return word
    return word.lower() if is_syllable(word) else word


def _is_roman(match: re.Match[str]) -> bool:
    """ "VI" in "PHẦN VI" or "VI. …", not in "PHẠM VI"."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(re.match(r"\s?[.)/:]", after) or NUMBERED.search(before))


def _set_phrases(written: list[str], folded: list[str]) -> set[int]:
    """Known names, the longest first; where those stand that have one spelling only."""
    names, at, certain = _names(), 0, set[int]()
    while at < len(folded):
        size = next(
            (n for n in range(names.longest, 0, -1) if tuple(folded[at : at + n]) in names.phrases), 0
        )
        if size:
            phrase = tuple(folded[at : at + size])
            written[at : at + size] = WORD.findall(names.phrases[phrase])
            certain.update(range(at, at + size) if phrase in names.certain else ())
        at += size or 1
    return certain


def _set_places(written: list[str], folded: list[str], gaps: list[str], *, anywhere: bool) -> None:
    """Up to four words behind "Ủy ban nhân dân xã …", to the end of the text or a sign, are a name.

    `anywhere`: also behind "xã …" alone.
    """
    names = _names()
    for organ, head in product(((),) if anywhere else names.organs, names.heads):
        lead = (*organ, *head)
        for at in range(len(folded) - len(lead)):
            first = last = at + len(lead)
            if tuple(folded[at:first]) != lead or gaps[first - 1].strip() or not _is_head(folded, first - 1):
                continue
            while last < len(gaps) and not gaps[last].strip(" -–"):
                last += 1
            place = range(first, last + 1)
            if len(place) <= 4 and not names.not_places.intersection(folded[first : last + 1]):
                for one in place:
                    written[one] = written[one][:1].upper() + written[one][1:]


def _set_units(written: list[str], folded: list[str]) -> None:
    """The word behind "bộ", "sở", "cục" begins a name."""
    for at, word in enumerate(folded[:-1]):
        if word in _names().units and _is_head(folded, at):
            written[at + 1] = written[at + 1][:1].upper() + written[at + 1][1:]


def _is_head(folded: list[str], at: int) -> bool:
    """Whether "sở", "xã" stands alone: not in "cơ sở …", "xã hội"."""
    around = {tuple(folded[at : at + 2]), tuple(folded[max(at - 1, 0) : at + 1])}
    return not around & _names().not_heads


def _set_shown(written: list[str], told: list[str], casing: Casing, certain: set[int]) -> None:
    """The words that the document shows elsewhere behind the same word."""
    for at, (before, word) in enumerate(pairwise(told), start=1):
        shown = None if at in certain else casing.shown(before, word)
        written[at] = shown or written[at]
