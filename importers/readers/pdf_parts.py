"""The parts of a PDF in order: lines of running text, ruled tables, side-by-side columns; before paragraphs.

Here: which letters belong to which cell, tables and rows that go on over a page. Not here: paragraphs.
"""

from collections.abc import Iterator

from importers.readers.pdf_glyphs import Glyph, Sheet
from importers.readers.pdf_join import append, goes_on
from importers.readers.pdf_lines import lines_of
from importers.readers.pdf_shapes import Part, PdfCell, PdfRow, PdfTable
from importers.readers.pdf_tables import Box, grids_of


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
                and goes_on(waiting, part, sheet.height)
            ):
                append(waiting, part, blanks)
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
