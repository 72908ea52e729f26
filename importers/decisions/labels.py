"""Labels in front of a line: "Bước 1:", "II.", "1.2.", "đ)", "(1)", "-", "+".

Here: cutting a typed label off, and telling which kind of mark it is.
Not here: automatic numbers (importers/readers/numbering.py), which come with the paragraph.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """Kinds of labels, outermost first as decisions mostly use them."""

    UPPER = "upper"
    """A. B. C."""
    ROMAN = "roman"
    """I. II. III."""
    DECIMAL = "decimal"
    """1. 1.2. 3)"""
    LETTER = "letter"
    """a) b) đ. a1)"""
    PAREN = "paren"
    """(1) (i) (a)"""
    STEP = "step"
    """Bước 1:"""
    STAR = "*"
    DASH = "-"
    PLUS = "+"
    DOT = "•"
    NONE = ""


BULLETS = {Mark.STAR, Mark.DASH, Mark.PLUS, Mark.DOT}
NUMBERS = {Mark.UPPER, Mark.ROMAN, Mark.DECIMAL, Mark.LETTER, Mark.PAREN}
SIGNS = {
    "-": Mark.DASH,
    "–": Mark.DASH,
    "—": Mark.DASH,
    "−": Mark.DASH,
    "+": Mark.PLUS,
    "*": Mark.STAR,
    "•": Mark.DOT,
    "●": Mark.DOT,
    "○": Mark.DOT,
    "o": Mark.DOT,
    "▪": Mark.DOT,
    "■": Mark.DOT,
    "·": Mark.DOT,
    "►": Mark.DOT,
    "→": Mark.DOT,
    "✓": Mark.DOT,
    "\uf0b7": Mark.DOT,
    "\uf0a7": Mark.DOT,
    "\uf0d8": Mark.DOT,
    "\uf02d": Mark.DASH,
}
BARE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d])")
"""1.2 without a point: a label only before a capital, "1.5 triệu đồng" is none."""
PATTERNS = [
    (
        Mark.STEP,
        re.compile(
            r"(?:[Bb]ước|BƯỚC)\s+(?:thứ\s+)?(\d{1,2}(?:\.\d+)?|[IVX]+|một|hai|ba|bốn|năm|sáu|bảy)\s*[:.)/-]*\s*"
        ),
    ),
    (Mark.ROMAN, re.compile(r"([IVX]{1,6})(?:\.\d{1,2})?\s*(?:[.):]\s*|[-–/]\s+)(?=\S)")),
    (Mark.UPPER, re.compile(r"([A-ZĐ])\s*(?:[.):]\s*|[-–/]\s+)(?=\S)")),
    (
        Mark.DECIMAL,
        re.compile(r"(\d{1,3}(?:\.\d{1,2}){0,4})(?:\s*[.)](?![\d])\s*|\s*/\s+|\s*[-–:]\s+(?=\D))(?=\S)"),
    ),
    (Mark.DECIMAL, BARE),
    (Mark.LETTER, re.compile(r"([a-zđ]\d?(?:\.\d{1,2})?)\s*(?:[.)]|/(?=\s))\s*(?=\S)")),
    (Mark.PAREN, re.compile(r"\(((?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ]\d?))\)\s*[.:]?\s*(?=\S)")),
]
BULLET = re.compile(r"([-–—−+*•●○▪■·►→✓\uf0b7\uf0a7\uf0d8\uf02d])\s*(?=\S)|(o)\s{1,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line and the label that was cut off it."""

    mark: Mark
    label: str
    """Without punctuation: "1.2", "đ", "II"; the sign itself for bullets."""
    text: str


def split_label(line: str) -> Labelled:
    """The label in front of a line, if there is one.

    >>> split_label("đ) Đối tượng").label, split_label("1.2. Cách thức").label
    ('đ', '1.2')
    >>> split_label("1.014966").mark is Mark.NONE and split_label("02 ảnh").mark is Mark.NONE
    True
    """
    line = line.strip()
    found = BULLET.match(line)
    if found:
        sign = found[1] or found[2]
        return Labelled(SIGNS[sign], sign, line[found.end() :].strip())
    for mark, pattern in PATTERNS:
        found = pattern.match(line)
        if found and (pattern is not BARE or line[found.end()].isupper()):
            return Labelled(mark, found[1], line[found.end() :].strip())
    return Labelled(Mark.NONE, "", line)


def mark_of(label: str) -> tuple[Mark, str]:
    """Kind and value of an automatic label, which stands alone.

    >>> mark_of("Bước 2:"), mark_of("a)")
    ((<Mark.STEP: 'step'>, '2'), (<Mark.LETTER: 'letter'>, 'a'))
    """
    plain = label.strip()
    if plain in SIGNS:
        return SIGNS[plain], plain
    told = split_label(plain + " x") if plain[-1:] in ".):/" else split_label(plain + ". x")
    if told.mark is Mark.NONE:
        return Mark.DECIMAL if any(c.isdigit() for c in plain) else Mark.DOT, plain
    return told.mark, told.label


def same_kind(a: Mark, b: Mark) -> bool:
    """Both are numbers or letters, or both the same bullet."""
    return a is b or (a in NUMBERS and b in NUMBERS)
