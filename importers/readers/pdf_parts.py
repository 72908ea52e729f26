"""The parts of a PDF in order: lines of running text, ruled tables, side-by-side columns; before paragraphs.

Here: which letters belong to which cell, tables and rows that go on over a page. Not here: paragraphs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from catalogue.text import fold
from importers.readers.pdf_flow import STOPS
from importers.readers.pdf_glyphs import Glyph, Sheet
from importers.readers.pdf_lines import Line, lines_of
from importers.readers.pdf_tables import Box, grids_of

SAME_EDGE = 4.0
"""How far the columns of one table may stand apart on two pages."""
TOP = 0.2
"""Share of the height of a page within which a table that goes on begins."""


@dataclass
class PdfCell:
    """One cell: its lines, over all pages, and its grid place."""

    column: int
    columns: int
    x0: float
    x1: float
    rows: int = 1
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, roughly joined; for comparing."""
        return fold(" ".join(line.words for line in self.lines))


@dataclass
class PdfRow:
    """Cells that begin in one row."""

    page: int
    cells: list[PdfCell] = field(default_factory=list)


@dataclass
class PdfTable:
    """One table, over all pages."""

    xs: tuple[float, ...]
    page: int
    top: float
    bottom: float
    rows: list[PdfRow] = field(default_factory=list)
    last_page: int = 0


Part = Line | PdfTable


def parts_of(sheet: Sheet) -> list[Part]:
    """Lines and tables of one page, from top to bottom."""
    grids = grids_of(sheet)
    held: dict[tuple[int, int], list[Glyph]] = {}
    loose: list[Glyph] = []
    for glyph in sheet.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.3 * glyph.size
        grid = next((number for number, grid in enumerate(grids) if grid.holds(x, y)), None)
        if grid is None:
            loose.append(glyph)
            continue
        box = next((number for number, one in enumerate(grids[grid].boxes) if one.holds(x, y)), None)
        if box is None:
            loose.append(glyph)
        else:
            held.setdefault((grid, box), []).append(glyph)
    found: list[tuple[float, Part]] = [
        (line.base, line) for line in lines_of(loose, page=sheet.number, columns=True)
    ]
    for number, drawn in enumerate(grids):
        if not any((number, box) in held for box in range(len(drawn.boxes))):
            continue
        table = PdfTable(drawn.xs, sheet.number, drawn.ys[0], drawn.ys[-1], last_page=sheet.number)
        table.rows = [PdfRow(sheet.number) for _ in range(len(drawn.ys) - 1)]
        for index, ruled in enumerate(drawn.boxes):
            table.rows[ruled.row].cells.append(_cell(ruled, held.get((number, index), []), sheet.number))
        found.append((drawn.ys[0], table))
    return [part for _, part in sorted(found, key=lambda pair: pair[0])]


def _cell(box: Box, glyphs: list[Glyph], page: int) -> PdfCell:
    return PdfCell(box.column, box.columns, box.x0, box.x1, box.rows, lines_of(glyphs, page=page))


def stitched(pages: list[tuple[Sheet, list[Part]]], blanks: bool) -> Iterator[Part]:
    """All parts in order; a table that goes on at the top of a page is joined to the one before it."""
    waiting: PdfTable | None = None
    for sheet, parts in pages:
        for number, part in enumerate(parts):
            if (
                isinstance(part, PdfTable)
                and number == 0
                and waiting is not None
                and _same(waiting, part, sheet)
            ):
                _append(waiting, part, blanks)
                continue
            if waiting is not None:
                yield waiting
                waiting = None
            if isinstance(part, PdfTable):
                waiting = part
            else:
                yield part
    if waiting is not None:
        yield waiting


def _same(before: PdfTable, after: PdfTable, sheet: Sheet) -> bool:
    """Whether a table at the top of a page goes on with the last one of the page before."""
    return (
        after.page == before.last_page + 1
        and len(before.xs) == len(after.xs)
        and after.top < TOP * sheet.height
        and all(abs(a - b) <= SAME_EDGE for a, b in zip(before.xs, after.xs, strict=True))
    )


def _append(table: PdfTable, more: PdfTable, blanks: bool) -> None:
    rows = list(more.rows)
    heads = 0
    while heads < min(len(rows) - 1, len(table.rows), 3) and _equal(rows[heads], table.rows[heads]):
        heads += 1
    rows = rows[heads:]
    while len(table.rows) > 1 and not any(cell.lines for cell in table.rows[-1].cells):
        table.rows.pop()  # begun at the end of the page, told on the next
    if rows and table.rows and _goes_on(table.rows[-1], rows[0], blanks):
        _merge(table.rows[-1], rows.pop(0))
    table.rows.extend(rows)
    table.last_page = more.last_page


def _equal(a: PdfRow, b: PdfRow) -> bool:
    """A header row that is printed again."""
    return (
        bool(a.cells)
        and [c.text for c in a.cells] == [c.text for c in b.cells]
        and any(c.text for c in a.cells)
    )


def _goes_on(last: PdfRow, row: PdfRow, blanks: bool) -> bool:
    """Whether a row at the top of a page is the rest of the last row of the page before.

    It is where it fills fewer columns than that row, all of them filled there; or where its words
    go on inside a word or a sentence.
    """
    before = {cell.column: cell for cell in last.cells if cell.lines}
    after = {cell.column: cell for cell in row.cells if cell.lines}
    if (
        not after
        or not set(after) <= set(before)
        or [c.columns for c in last.cells] != [c.columns for c in row.cells]
    ):
        return False
    if len(after) < len(before):
        return True
    return all(_runs_on(before[column].lines[-1], cell.lines[0], blanks) for column, cell in after.items())


def _runs_on(last: Line, line: Line, blanks: bool) -> bool:
    if blanks and last.open_end and not last.words.endswith(STOPS) and line.words[:1].islower():
        return True
    return line.words[:1].islower() and not last.words.endswith((".", ";"))


def _merge(last: PdfRow, row: PdfRow) -> None:
    by_column = {cell.column: cell for cell in last.cells}
    for cell in row.cells:
        if cell.lines:
            by_column[cell.column].lines.extend(cell.lines)
