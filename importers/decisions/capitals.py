"""Usual capitals for text that a decision prints in capitals only.

The decision itself shows how its words are written: "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG" stands
elsewhere as "Ủy ban nhân dân tỉnh Hà Giang". What stands nowhere else is put in lower case
after its first letter, names of places after "tỉnh", "thành phố" and the like excepted.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from importers.decisions.words import lookup, words

WORD = re.compile(r"[^\W\d_]+")


def in_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals ("BỘ CÔNG AN"); a short abbreviation is not enough."""
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return len(letters) > 3 and upper >= 0.9 * len(letters)


@dataclass
class Casing:
    """How a document writes its words where it does not use capitals only."""

    _seen: defaultdict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """Each way a word was seen after the word before it."""

    def learn(self, text: str) -> None:
        """Count the words of a line after the word before them; lines in capitals teach nothing."""
        if not text or text.isupper():
            return
        told = WORD.findall(text)
        folded = [word.casefold() for word in told]
        for before, word, plain in zip(folded, told[1:], folded[1:], strict=False):
            if len(word) == 1 or not word.isupper():
                self._seen[before, plain].append(word)

    def usual(self, text: str) -> str:
        """The text in usual capitals; one that is not in capitals stays as it is."""
        if not in_capitals(text):
            return text
        told, before, place, at = [], "", False, 0
        for found in WORD.finditer(text):
            told.append(text[at : found.start()])
            word = self._word(found[0], before)
            unknown = (before, found[0].casefold()) not in self._seen
            if unknown and (place or before in words("capitals", "after")):
                word = word[:1].upper() + word[1:]
            place = self._place(found[0].casefold(), text[found.end() : found.end() + 1], place)
            told.append(word)
            before, at = found[0].casefold(), found.end()
        plain = "".join(told) + text[at:]
        for proper in lookup("decision_words")["capitals"]["proper"]:
            plain = re.sub(rf"(?i)\b{re.escape(proper)}\b", proper, plain)
        return plain[:1].upper() + plain[1:]

    def _word(self, word: str, before: str) -> str:
        seen = self._seen.get((before, word.casefold()))
        if seen:
            return Counter(seen).most_common(1)[0][0]
        return word.lower()

    @staticmethod
    def _place(word: str, following: str, inside: bool) -> bool:
        """Whether the next word belongs to the name of a place; such a name ends with the line."""
        if word in words("letterhead", "places"):
            return True
        return inside and following == " "
