"""Outcomes (kết quả xử lý) out of glued cells: a name, "Mã: " and a code, the next name."""

import re
from dataclasses import dataclass

from importers.crawl.headings import lookup, stated
from importers.crawl.syllables import is_syllable

LONGEST = 200
"""How far a code of unknown form may reach."""


@dataclass(frozen=True)
class OutcomeRow:
    """One outcome; the code as written."""

    name: str
    code: str | None
    sure: bool = True


def read_outcomes(section: str) -> list[OutcomeRow]:
    """Rows in order; a last name may have no code."""
    body = stated(section)
    mark = str(lookup()["outcomes"]["mark"])
    rows: list[OutcomeRow] = []
    at = 0
    for match in re.finditer(re.escape(mark), body):
        if match.start() < at:
            continue
        name = body[at : match.start()].strip()
        code, at, sure = _code(body, match.end())
        if name or code:
            rows.append(OutcomeRow(name, code or None, sure))
    if body[at:].strip():
        rows.append(OutcomeRow(body[at:].strip(), None))
    return rows


def _code(body: str, start: int) -> tuple[str, int, bool]:
    """The code at `start`, where it ends, and whether its form is known."""
    for form in lookup()["outcomes"]["codes"]:
        match = re.compile(form).match(body, start)
        if match:
            return match.group().strip(), match.end(), True
    mark = str(lookup()["outcomes"]["mark"])
    if body.find(mark, start) < 0:
        return body[start:].strip(), len(body), False
    end = _before_name(body, start)
    return body[start:end].strip(), end, False


def _before_name(body: str, start: int) -> int:
    """Where a code of unknown form stops: at the capitalised word, glued to it, that begins the next name."""
    for match in re.finditer(r"(?<=\S)[^\W\d_]+", body[start : start + LONGEST]):
        for at in range(match.start(), match.end() - 1):
            word = body[start + at : start + match.end()]
            if at and word[0].isupper() and word[1].islower() and is_syllable(word):
                return start + at
    plain = re.compile(r"[A-Za-z0-9._/-]*").match(body, start)
    return plain.end() if plain else start
