"""Tables inside tables that are drawn as one grid: a label over several rows, and a table beside it.

Printing to PDF, and merging cells by hand, both leave such grids. Here: giving the table beside the label
back as a nested one. Not here: what a label or a nested table means (entries.py, components.py, channels.py).
"""

from collections.abc import Iterator
from dataclasses import replace

from importers.decisions.entries import label_at
from importers.readers.blocks import Cell, Row, Table


def nested_rows(table: Table) -> Iterator[Row]:
    """Rows of a content table; those beside one label that form a table of their own are one row."""
    at = 0
    while at < len(table.rows):
        row = table.rows[at]
        label = _label(row)
        if label is None or not _is_grid(beside := table.rows[at : at + label.rows], label):
            yield row
            at += 1
            continue
        yield _one_row(row, label, beside)
        at += len(beside)


def _label(row: Row) -> Cell | None:
    """The label of a row that reaches further down."""
    cells = row.filled()
    at = label_at(cells)
    if at is None or cells[at].rows < 2 or cells[at].row != row.number - 1:
        return None
    return cells[at]


def _is_grid(rows: list[Row], label: Cell) -> bool:
    """Whether two cells with text stand side by side right of the label, in two rows at least."""
    several = [row for row in rows if sum(cell.column > label.column for cell in row.filled()) > 1]
    return len(several) > 1


def _one_row(row: Row, label: Cell, beside: list[Row]) -> Row:
    """The label, and one cell with the table beside it; margins that are drawn around it are no columns."""
    filled = [cell for one in beside for cell in one.filled() if cell.column > label.column]
    left = min(cell.column for cell in filled)
    right = max(cell.column + cell.columns for cell in filled)
    moved: dict[int, Cell] = {}
    rows = []
    for number, one in enumerate(beside, 1):
        cells = [
            None if cell is None else moved.setdefault(id(cell), _moved(cell, label.row, left))
            for cell in one.cells[left:right]
        ]
        rows.append(Row(cells, number, one.header, one.spot))
    start = label.column + label.columns
    width = len(row.cells) - start
    table = Table(rows, right - left, label.spot)
    holder = Cell([table], label.row, start, label.rows, width, row.spot)
    return Row([*row.cells[:start], *[holder] * width], row.number, row.header, row.spot)


def _moved(cell: Cell, top: int, left: int) -> Cell:
    return replace(cell, row=cell.row - top, column=cell.column - left)
