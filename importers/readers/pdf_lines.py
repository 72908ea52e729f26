"""Letters of a PDF page to lines of text.

Here: which letters stand on one line, where blanks are, which lines go on. Not here: tables, pages.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from catalogue.text import nfc
from importers.readers.pdf_glyphs import Glyph

BLANK = 0.12
"""A gap between two letters, in letter sizes, that is a blank although none is written."""
WIDE = 1.4
"""A gap, in letter sizes, that separates two columns."""
NARROW = 0.75
"""A gap that may separate two columns of a table: the padding of two cells."""
SAME = 0.45
"""How far the letters of one line may stand off it, in letter sizes; footnote marks are raised by 0.35."""


@dataclass
class Line:
    """One line of text of one column."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    open_end: bool
    """No blank was written after its last letter: where others have one, a word goes on."""
    first_word: float
    """Width of its first word."""
    page: int = 0
    pieces: tuple["Line", ...] = ()
    """The same in parts, where gaps stand in it that may part narrow columns."""

    @property
    def words(self) -> str:
        """Without blanks at the ends."""
        return self.text.strip()


def lines_of(glyphs: Iterable[Glyph], *, page: int, columns: bool = False) -> list[Line]:
    """Lines from top to bottom; with `columns`, a line is cut at wide gaps."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.base):
        if rows and glyph.base - rows[-1][0].base <= SAME * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    found: list[Line] = []
    for row in rows:
        height = row[0].base
        row.sort(key=lambda one: (one.x0, one.x1))
        parts = _columns(row) if columns else [row]
        for part in parts:
            line = _line(part, page)
            if line is not None:
                line.base = height if len(parts) > 1 else line.base  # they stand on one height
                line.pieces = _pieces(part, line) if columns else ()
                found.append(line)
    return found


def _pieces(row: list[Glyph], line: Line) -> tuple[Line, ...]:
    parts = _columns(row, NARROW)
    found = [piece for part in parts if (piece := _line(part, line.page)) is not None]
    for piece in found:
        piece.base = line.base
    return tuple(found) if len(found) > 1 else ()


def _columns(row: list[Glyph], least: float = WIDE) -> list[list[Glyph]]:
    parts: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in row:
        if glyph.text == " ":
            if parts:
                parts[-1].append(glyph)
            continue
        if last is None or glyph.x0 - last.x1 > least * max(glyph.size, last.size):
            parts.append([])
        parts[-1].append(glyph)
        last = glyph
    return parts


def _line(row: list[Glyph], page: int) -> Line | None:
    letters = [glyph for glyph in row if glyph.text != " "]
    if not letters:
        return None
    parts: list[str] = []
    last: Glyph | None = None
    for number, glyph in enumerate(row):
        after = row[number + 1] if number + 1 < len(row) else None
        if glyph.text == " " and last is not None and after is not None and _has_no_width(last, glyph, after):
            continue
        if last is not None and glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.1 * glyph.size:
            continue  # printed twice to look bold
        gap = last is not None and glyph.x0 - last.x1 > BLANK * glyph.size
        if gap and glyph.text != " " and last is not None and last.text != " ":
            parts.append(" ")
        parts.append(glyph.text)
        last = glyph
    text = re.sub(r" {2,}", " ", nfc("".join(parts)))
    return Line(
        text,
        letters[0].x0,
        max(glyph.x1 for glyph in letters),
        median(glyph.base for glyph in letters),
        median(glyph.size for glyph in letters),
        not text.endswith(" "),
        _first_word(row),
        page,
    )


def _has_no_width(last: Glyph, blank: Glyph, after: Glyph) -> bool:
    """A blank without room: a sign such as a direction mark, printed as one."""
    return after.x0 - blank.x0 < 0.03 * blank.size and after.x0 - last.x1 < BLANK * blank.size


def _first_word(row: list[Glyph]) -> float:
    """Width of the letters before the first blank."""
    start: float | None = None
    end = 0.0
    for glyph in row:
        if glyph.text == " ":
            if start is not None:
                break
            continue
        if start is not None and glyph.x0 - end > BLANK * glyph.size:
            break
        start = glyph.x0 if start is None else start
        end = glyph.x1
    return 0.0 if start is None else end - start
