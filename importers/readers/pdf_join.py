"""One table out of the pieces that stand on several pages.

Here: whether a table at the top of a page goes on, one grid for pieces that draw different columns, cells
merged over the break, rows cut by it. Not here: what a piece is (pdf_shapes.py), the blocks (pdf.py).
"""

from importers.readers.pdf_flow import STOPS
from importers.readers.pdf_lines import Line
from importers.readers.pdf_shapes import PdfCell, PdfRow, PdfTable

SAME_EDGE = 4.0
"""How far the columns of one table may stand apart on two pages."""
TOP = 0.2
"""Share of the height of a page within which a table that goes on begins."""


def goes_on(before: PdfTable, after: PdfTable, height: float) -> bool:
    """Whether a table at the top of a page goes on with the last one of the page before.

    Its outer edges are the same; inside, one piece may draw fewer columns than the other.
    """
    if after.page != before.last_page + 1 or after.top >= TOP * height:
        return False
    if any(abs(before.xs[at] - after.xs[at]) > SAME_EDGE for at in (0, -1)):
        return False
    few, many = sorted((before.xs, after.xs), key=len)
    return all(any(abs(x - other) <= SAME_EDGE for other in many) for x in few)


def append(table: PdfTable, more: PdfTable, blanks: bool) -> None:
    """Put the rows of the piece on the next page below those of the table."""
    _one_grid(table, more)
    rows = list(more.rows)
    heads = 0
    while heads < min(len(rows) - 1, len(table.rows), 3) and _equal(rows[heads], table.rows[heads]):
        heads += 1
    rows = rows[heads:]
    while len(table.rows) > 1 and not any(cell.lines for cell in table.rows[-1].cells):
        _pop(table)  # begun at the end of the page, told on the next
    if rows and table.rows:
        covering = _covering(table)
        if _row_goes_on(covering, rows[0], blanks):
            _merge(covering, rows.pop(0))
            covering = _covering(table)
        if rows:
            _carry_merged(table, covering, rows[0])
    table.rows.extend(rows)
    table.last_page = more.last_page


def _one_grid(table: PdfTable, more: PdfTable) -> None:
    """Columns of both pieces on the edges of the one that draws more."""
    many = max((table.xs, more.xs), key=len)
    for piece in (table, more):
        if len(piece.xs) == len(many):
            continue
        at = [min(range(len(many)), key=lambda n: abs(many[n] - x)) for x in piece.xs]
        for row in piece.rows:
            for cell in row.cells:
                first, last = at[cell.column], at[min(cell.column + cell.columns, len(at) - 1)]
                cell.column, cell.columns = first, last - first
        piece.xs = many


def _equal(a: PdfRow, b: PdfRow) -> bool:
    """A header row that is printed again."""
    return (
        bool(a.cells)
        and [c.text for c in a.cells] == [c.text for c in b.cells]
        and any(c.text for c in a.cells)
    )


def _pop(table: PdfTable) -> None:
    """Take the last row away; cells merged into it end above it."""
    last = len(table.rows) - 1
    for at, row in enumerate(table.rows[:-1]):
        for cell in row.cells:
            cell.rows = min(cell.rows, last - at)
    table.rows.pop()


def _covering(table: PdfTable) -> dict[int, tuple[PdfCell, int]]:
    """Cells that stand in the last row, by their column, and where they begin."""
    found: dict[int, tuple[PdfCell, int]] = {}
    for at, row in enumerate(table.rows):
        for cell in row.cells:
            if at + cell.rows >= len(table.rows):
                found[cell.column] = cell, at
    return found


def _row_goes_on(covering: dict[int, tuple[PdfCell, int]], row: PdfRow, blanks: bool) -> bool:
    """Whether a row at the top of a page is the rest of the last row of the page before.

    It is where it fills fewer columns than that row, all of them filled there, but not the first, which
    numbers or names the row; or where its words go on inside a word or a sentence.
    """
    after = {cell.column: cell for cell in row.cells if cell.lines}
    before = {column: cell for column, (cell, _) in covering.items() if cell.lines}
    same = {column: cell.columns for column, (cell, _) in covering.items()} == {
        cell.column: cell.columns for cell in row.cells
    }
    if not after or not set(after) <= set(before) or not same:
        return False
    if len(after) < len(before) and min(before) not in after:
        return True
    return all(_runs_on(before[column].lines[-1], cell.lines[0], blanks) for column, cell in after.items())


def _runs_on(last: Line, line: Line, blanks: bool) -> bool:
    if blanks and last.open_end and not last.words.endswith(STOPS) and line.words[:1].islower():
        return True
    return line.words[:1].islower() and not last.words.endswith((".", ";"))


def _merge(covering: dict[int, tuple[PdfCell, int]], row: PdfRow) -> None:
    """Words of a cut row behind those of the row; a cell that reaches further down does so from above."""
    for cell in row.cells:
        above, _ = covering[cell.column]
        above.lines.extend(cell.lines)
        above.rows += cell.rows - 1


def _carry_merged(table: PdfTable, covering: dict[int, tuple[PdfCell, int]], row: PdfRow) -> None:
    """Cells without words that go on with one merged over rows before or after the break."""
    kept = []
    for cell in row.cells:
        inside = [
            one for column, one in covering.items() if cell.column <= column < cell.column + cell.columns
        ]
        if cell.column == 0 and cell.columns > 1 and cell.rows > 1 and not cell.lines and len(inside) > 1:
            for one, at in inside:  # drawn as one empty cell beside the rest of the row that it belongs to
                one.rows = len(table.rows) - at + cell.rows
            continue
        above, at = covering.get(cell.column, (None, 0))
        several = above is not None and (above.rows > 1 or cell.rows > 1) and above.columns == cell.columns
        if above is not None and several and not cell.lines and above.lines:
            above.rows = len(table.rows) - at + cell.rows
        else:
            kept.append(cell)
    row.cells = kept
