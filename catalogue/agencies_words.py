"""How names of agencies are written: keys to compare by, abbreviations, heads, tails.

Here: lookups/agencies_words.toml in two alphabets, with tone marks and without. Not here: which
agencies there are (agencies_register.py), what a name means (agencies_resolve.py).
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue import text as words
from catalogue.records import Level

_NO_LETTER = re.compile(r"[^\w]+|_")


@cache
def lookup(name: str) -> dict[str, Any]:
    """One of the TOML files of the register."""
    return tomllib.loads((files("catalogue") / "lookups" / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Expanded:
    """A key, and the abbreviations that were written out."""

    key: str
    written_out: tuple[tuple[str, str], ...] = ()


class Spelling:
    """The words of agencies in one alphabet: `fold` keeps tone marks, `bare` drops them."""

    def __init__(self, letters: Callable[[str], str]) -> None:
        self.letters = letters
        told = lookup("agencies_words")
        self._and = self.letters("và")
        short = {self._plain(k): self._plain(v) for k, v in told["abbreviations"].items()}
        self._short = {k.replace(" ", ""): v for k, v in short.items()}
        self._shown = {self._plain(k).replace(" ", ""): v for k, v in told["abbreviations"].items()}
        self._abbreviation = _any_of(short, blank=" ?")
        self._first = {self._plain(k): self._plain(v) for k, v in told["first"].items()}
        self._place_first = {self._plain(k): self._plain(v) for k, v in told["place_first"].items()}
        self._behind = re.compile(
            rf"(?<= )({'|'.join(sorted(map(re.escape, self._place_first), key=len, reverse=True))})"
            r"(?= \w)"
        )
        self.offices = _starts(self._all(told["offices"]["words"]))
        self.front = _starts(self._all(told["trims"]["front"]))
        self.back = re.compile(rf" (?:{'|'.join(self._all(told['trims']['back']))})$")
        self.cut = re.compile(rf" (?:{'|'.join(self._all(told['trims']['cut']))})(?: .*)?$")
        self.links = re.compile(rf" (?:{'|'.join(self._all(told['trims']['links']))})$")
        former = "|".join(self._all(told["trims"]["former"]))
        self.former = re.compile(rf" (?:{former})$")
        self.patterns = tuple(
            (re.compile(self.letters_of_pattern(row["is"])), row["agency"]) for row in told["pattern"]
        )
        self.branch_kinds = frozenset(told["branches"]["kinds"])
        self.branch_words: int = told["branches"]["longest"]
        self._places(told)

    def _places(self, told: dict[str, Any]) -> None:
        self.types: dict[str, Level | None] = {}
        for level, names in told["places"].items():
            if level not in ("not_a_place", "city"):
                self.types |= {name: Level(level) for name in self._all(names)}
        self.city = self._plain(told["places"]["city"][0])
        self.types[self.city] = None  # a city is a province or below one: its name decides
        # "xã" alone stands inside "thị xã" and "hợp tác xã"; the longest spelling wins
        skip = sorted(self._all(told["places"]["not_a_place"]), key=len, reverse=True)
        kinds = sorted(self.types, key=len, reverse=True)
        self.type_pattern = re.compile(rf"(?<!\w)(?:(?:{'|'.join(skip)})|({'|'.join(kinds)}))(?!\w)")
        self.kinds_ended = tuple(f"{kind} " for kind in self._all(told["places_ended"]["kinds"]))
        self.kinds_ended_since: date = told["places_ended"]["since"]
        nameless = told["places_without_name"]
        self.nameless = frozenset(self._all(nameless["words"]))
        self.level_front = re.compile(rf" (?:{'|'.join(self._all(nameless['front']))})$")

    def letters_of_pattern(self, pattern: str) -> str:
        """A regular expression in this alphabet: only its letters change."""
        return re.sub(r"(?<!\\)[^\W\d_]+", lambda m: self.letters(m[0]) or m[0], words.nfc(pattern))

    def _all(self, told: Iterable[str]) -> list[str]:
        return [self._plain(one) for one in told]

    def _plain(self, text: str) -> str:
        told = _NO_LETTER.sub(" ", self.letters(text)).split()
        return " ".join([word for word in told if word != self._and])

    def key(self, text: str) -> Expanded:
        """The words alone: lower case, without punctuation and "và", abbreviations written out.

        >>> folded().key("Sở NN&PTNT").key == folded().key("sở Nông nghiệp, Phát triển nông thôn").key
        True
        """
        told = self._plain(text)
        found: list[tuple[str, str]] = []

        def written_out(match: re.Match[str]) -> str:
            short = match[0].replace(" ", "")
            found.append((match[0], self._shown[short]))
            return self._short[short]

        head, _, rest = told.partition(" ")
        if rest and head in self._first and not told.startswith(tuple(self._short)):
            found.append((head, self._first[head]))
            told = f"{self._first[head]} {rest}"
        told = self._abbreviation.sub(written_out, told)
        return Expanded(told, tuple(found))

    def places_written_out(self, key: str) -> str:
        """ "ủy ban nhân dân q 1" with the kind of place in full."""
        return self._behind.sub(lambda match: self._place_first[match[1]], key)


def _any_of(told: Iterable[str], *, blank: str) -> re.Pattern[str]:
    ordered = sorted(told, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(one.replace(' ', blank) for one in ordered)})(?!\w)")


def _starts(told: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(sorted(told, key=len, reverse=True))}) (?=\w)")


@cache
def folded() -> Spelling:
    """Names with their tone marks."""
    return Spelling(words.fold)


@cache
def unmarked() -> Spelling:
    """Names typed without tone marks."""
    return Spelling(words.bare)
