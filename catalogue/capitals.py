"""Usual capitals for names that documents type in ALL CAPITALS.

"ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK" is "Ủy ban nhân dân tỉnh Đắk Lắk". Names and abbreviations
come from lookups/proper_names.toml; a word that is no Vietnamese syllable is an abbreviation
and keeps its capitals. Text that already has small letters is left as it is.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise, product

from catalogue.syllables import is_syllable
from catalogue.text import fold, nfc

WORD = re.compile(r"[^\W_]+(?:-\d+)?")
CODED = re.compile(r"\S*\d\S*/\S+|(?<!\w)[A-ZĐ]+(?:[-/][A-ZĐ]+)+(?!\w)")
"""Numbers of documents and codes: QĐ-UBND, 12/2025/TT-BTC."""
ROMAN = re.compile(r"[IVX]+")
NUMBERED = re.compile(r"(?:PHẦN|MỤC|CHƯƠNG|PHỤ LỤC|QUÝ|KHÓA|KHOÁ|NHÓM|LOẠI|HẠNG|BIỂU|MẪU|SỐ)\s+$")


@dataclass(frozen=True)
class _Names:
    phrases: dict[tuple[str, ...], str]
    longest: int
    heads: tuple[tuple[str, ...], ...]
    organs: tuple[tuple[str, ...], ...]
    not_places: frozenset[str]
    abbreviations: dict[str, str]


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
        tuple(map(_words, raw["place_heads"])),
        tuple(map(_words, raw["place_organs"])),
        frozenset(map(fold, raw["not_places"])),
        {fold(word): word for word in raw["abbreviations"]},
    )


def is_all_capitals(text: str) -> bool:
    """Whether nearly every letter is a capital, and there are enough of them to tell."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(map(str.islower, letters)) <= len(letters) / 10


def usual_capitals(text: str) -> str:
    """The text in usual capitals, if it was typed in capitals; otherwise as it is.

    >>> usual_capitals("ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK")
    'Ủy ban nhân dân tỉnh Đắk Lắk'
    >>> usual_capitals("Ủy ban nhân dân Tỉnh")
    'Ủy ban nhân dân Tỉnh'
    """
    shown = nfc(text)
    if not is_all_capitals(shown):
        return shown
    words = [*WORD.finditer(shown)]
    if len(words) == 1 and not is_syllable(shown.strip()):
        return shown  # one abbreviation alone: UBND
    coded = [match.span() for match in CODED.finditer(shown)]
    written = [_word(match, coded) for match in words]
    folded = [fold(match[0]) for match in words]
    _set_phrases(written, folded)
    _set_places(written, folded, [shown[a.end() : b.start()] for a, b in pairwise(words)])
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


def _set_phrases(written: list[str], folded: list[str]) -> None:
    """Known names, the longest first."""
    names, at = _names(), 0
    while at < len(folded):
        size = next(
            (n for n in range(names.longest, 0, -1) if tuple(folded[at : at + n]) in names.phrases), 0
        )
        if size:
            written[at : at + size] = WORD.findall(names.phrases[tuple(folded[at : at + size])])
        at += size or 1


def _set_places(written: list[str], folded: list[str], gaps: list[str]) -> None:
    """Up to four words behind "Ủy ban nhân dân xã …", to the end of the text or a sign, are a name."""
    names = _names()
    for organ, head in product(names.organs, names.heads):
        lead = (*organ, *head)
        for at in range(len(folded) - len(lead)):
            if tuple(folded[at : at + len(lead)]) != lead:
                continue
            first = at + len(lead)
            last = first
            while last < len(gaps) and not gaps[last].strip(" -–"):
                last += 1
            place = range(first, last + 1)
            if len(place) <= 4 and not names.not_places.intersection(folded[first : last + 1]):
                for one in place:
                    written[one] = written[one][:1].upper() + written[one][1:]
