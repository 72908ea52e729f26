"""Numbers of the headings in one content: which label comes next, and which words are close to a heading's.

Here: "2.8." after "2.7.", "đ)" after "d)", lists that count inside a part, words that nearly are a heading's.
Not here: headings by their words (words.py), what opens a part (entries.py).
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from importers.decisions.labels import Mark
from importers.decisions.lines import Line
from importers.decisions.words import Heading, heading_key, lookup

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""As decisions count; f, j, w, z are left out, and some leave out đ."""
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
LONGEST = 140
"""Letters of the longest heading."""
ALIKE = 0.88
"""How alike the letters of a misprinted heading are."""
SHARED = 0.6
"""Share of common words of a heading that is written with more or fewer of them."""
Number = tuple[str, int]
"""What stands before the last figure of a label, and that figure."""


@dataclass
class Counter:
    """Where the count of the main headings of a content stands, and that of a list inside a part."""

    headings: dict[str, int] = field(default_factory=dict)
    """The last number of the headings by what stands before it: "1.3.2." does not hide that "1.4." is due."""
    inner: Number | None = None

    def opened(self, line: Line) -> None:
        """A main heading was read."""
        self.inner = None
        told = number_of(line)
        if told is not None:
            self.headings[told[0]] = told[1]

    def follows(self, line: Line) -> bool:
        """Whether a line that is no known heading stands where the next heading is due.

        A list inside the part that has counted up to the line goes on with it.
        """
        told = number_of(line)
        if told is None or told[0] not in self.headings:
            return False
        counted, self.inner = self.inner, told if told[1] == 1 or _next(self.inner, told) else self.inner
        head = line.text.partition(":")[0]
        due = _next((told[0], self.headings[told[0]]), told)
        return due and not _next(counted, told) and len(head) <= LONGEST


def number_of(line: Line) -> Number | None:
    """The label of a line as a number after a prefix; None where it has no label that counts.

    A decimal of one figure says what closes it too: "2)" does not follow "1.".
    """
    label = line.label
    if line.mark is Mark.DECIMAL:
        before, _, last = label.rpartition(".")
        closes = re.sub(r"[\w.]*\w", "", line.printed) if not before else ""
        return (f"{before}.{closes}", int(last)) if last.isdigit() else None
    if line.mark is Mark.LETTER and label in LETTERS:
        return "a", LETTERS.index(label) + 1
    if line.mark is Mark.ROMAN and label in ROMANS:
        return "I", ROMANS.index(label) + 1
    return None


def _next(last: Number | None, told: Number) -> bool:
    """The next number; also "e" after "d" where đ is left out."""
    if last is None or last[0] != told[0]:
        return False
    return told[1] == last[1] + 1 or (told[0] == "a" and (last[1], told[1]) == (4, 6))


def close_heading(text: str) -> Heading | None:
    """The heading whose words are nearly those before the colon, where one part only comes near.

    >>> close_heading("Mẫu đơn, tờ khai để làm hồ sơ: Đơn đề nghị")
    Heading(part='forms', rest='Đơn đề nghị')
    """
    first, _, after = text.strip().partition("\n")
    head, _, rest = first.partition(":")
    part = _close_part(heading_key(head)) if len(head) <= LONGEST else None
    return None if part is None else Heading(part, "\n".join(x for x in (rest.strip(), after) if x))


@cache
def _close_part(key: str) -> str | None:
    words = frozenset(re.findall(r"\w+", key))
    best: dict[str, float] = {}
    for part, variant, known in _variants():
        share = len(words & known) / len(words | known) if words else 0.0
        nested = min(len(known), len(words)) > 2 and (known <= words or words <= known)
        score = share if nested and share >= SHARED else 0.0
        if abs(len(variant) - len(key)) <= 4:
            letters = SequenceMatcher(None, variant, key, autojunk=False).ratio()
            score = max(score, letters if letters >= ALIKE else 0.0)
        if score > best.get(part, 0.0):
            best[part] = score
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


@cache
def _variants() -> tuple[tuple[str, str, frozenset[str]], ...]:
    found = {}
    for part, entry in lookup("headings").items():
        for variant in entry["variants"] if entry["main"] else ():
            key = heading_key(variant)
            found[part, key] = frozenset(re.findall(r"\w+", key))
    return tuple((part, key, known) for (part, key), known in found.items() if known)
