"""Columns of tables by the words of their headers, over one or several header rows.

Here: finding the header of a table, and cutting its rows by it even where grids do not align.
Not here: what a row then says (lists.py, components.py, channels.py).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from catalogue.text import fold
from importers.decisions.words import lookup, spelled
from importers.readers.blocks import Cell, Row, Table

NUMBERING = re.compile(r"^\(?\s*(?:\d{1,2}|[a-zđ]|[ivx]+)\s*\)?$")
NOISE = re.compile(r"\((?:\d{1,2}|nếu có|đvt[^)]*|đồng)\)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a header: its kind, its words, and the grid positions it covers."""

    kind: str | None
    header: str
    first: int
    last: int


@dataclass(frozen=True)
class Header:
    """Where the data of a table begin, and its columns from left to right."""

    first: int
    """Index of the first header row; rows above it are a banner."""
    data: int
    """Index of the first row of data."""
    columns: tuple[Column, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of all columns."""
        return frozenset(column.kind for column in self.columns if column.kind)

    def of(self, kind: str) -> tuple[Column, ...]:
        """Columns of a kind."""
        return tuple(column for column in self.columns if column.kind == kind)

    def cells(self, row: Row) -> list[tuple[Column, Cell]]:
        """Each cell of a row with the column that it covers most of; in order where both have as many."""
        cells = row.distinct()
        if len(cells) == len(self.columns):
            return list(zip(self.columns, cells, strict=True))
        return [(self._nearest(cell), cell) for cell in cells]

    def cells_column(self, cell: Cell) -> Column | None:
        """The column that a cell covers most of."""
        return self._nearest(cell) if self.columns else None

    def _nearest(self, cell: Cell) -> Column:
        last = cell.column + cell.columns - 1
        return max(
            self.columns,
            key=lambda c: (min(last, c.last) - max(cell.column, c.first), -abs(cell.column - c.first)),
        )


def kind_of(header: str, table: str) -> str | None:
    """Kind of a column by its header; `table` is a section of decision_columns.toml."""
    return _kind(NOISE.sub(" ", spelled(header)).strip(" .:*"), table)


@cache
def _kind(header: str, table: str) -> str | None:
    header = " ".join(header.split())
    if not header:
        return None
    return next((str(entry["kind"]) for entry in _entries(table) if _fits(header, entry)), None)


@cache
def _entries(table: str) -> tuple[dict[str, Any], ...]:
    return tuple(
        {key: value if key == "kind" else [spelled(word) for word in value] for key, value in entry.items()}
        for entry in lookup("decision_columns")[table]
    )


def _fits(header: str, entry: dict[str, Any]) -> bool:
    def has(word: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", header) is not None

    if "exact" in entry and header in entry["exact"]:
        return True
    if "exact" in entry and not any(key in entry for key in ("words", "any", "start")):
        return False
    return (
        all(has(word) for word in entry.get("words", ()))
        and ("any" not in entry or any(has(word) for word in entry["any"]))
        and (
            "start" not in entry
            or any(re.match(rf"{re.escape(word)}(?!\w)", header) for word in entry["start"])
        )
        and not any(has(word) for word in entry.get("none", ()))
    )


def find_header(table: Table, name: str, *, needs: str, least: int = 2, within: int = 6) -> Header | None:
    """The header of a table: the first row of which a cell is of the kind `needs` and `least` are known."""
    for at, row in enumerate(table.rows[:within]):
        kinds = [kind_of(cell.text, name) for cell in row.filled() if len(cell.text) <= 200]
        if needs in kinds and sum(kind is not None for kind in kinds) >= least:
            return _header(table, _top(table, at), at, name)
    return None


def _top(table: Table, at: int) -> int:
    """The first header row: rows above that also have several cells belong to the header."""
    while at > 0 and _may_head(table.rows[at - 1]):
        at -= 1
    return at


def _may_head(row: Row) -> bool:
    """A row of several titles, at least one over several columns or rows; no number, no code."""
    cells = row.filled()
    return (
        len(cells) > 1
        and any(cell.columns > 1 or cell.rows > 1 for cell in cells)
        and not any(cell.text.strip()[:1].isdigit() for cell in cells)
    )


def _under_wide(row: Row, above: Row) -> bool:
    """A row of titles under cells that cover several columns, and nothing beside them."""
    cells = row.own()
    if len(cells) < 2 or any(cell.text.strip()[:1].isdigit() for cell in cells):
        return False
    return all(
        (over := above.cells[cell.column]) is not None and over.columns > cell.columns and over is not cell
        for cell in cells
    )


def _header(table: Table, top: int, at: int, name: str) -> Header:
    data = at + 1
    for row in table.rows[top : at + 1]:
        for cell in row.distinct():
            if cell.row == row.number - 1 and cell.columns < table.width:
                data = max(data, cell.row + cell.rows)
    while data < len(table.rows) and data == at + 1 and _under_wide(table.rows[data], table.rows[at]):
        data += 1
    while data < len(table.rows) and _is_numbering(table.rows[data]):
        data += 1
    data = min(data, len(table.rows))
    return Header(top, data, tuple(_columns(table, top, data, name)))


def _is_numbering(row: Row) -> bool:
    """A row "(1) (2) (3)" under the header."""
    cells = row.filled()
    numbers = [fold(cell.text).strip("() .") for cell in cells]
    if len(cells) < 3 or not all(NUMBERING.match(fold(cell.text)) for cell in cells):
        return False
    return numbers == sorted(numbers, key=lambda n: (len(n), n)) and len(set(numbers)) == len(numbers)


def _columns(table: Table, first: int, data: int, name: str) -> list[Column]:
    """Grid positions with the same stack of header cells are one column."""
    stacks: list[tuple[tuple[int, ...], list[Cell]]] = []
    columns: list[Column] = []
    for position in range(table.width):
        cells = [row.cells[position] for row in table.rows[first:data]]
        stack = [cell for cell in dict.fromkeys(cells) if cell is not None and not _only_number(cell)]
        key = tuple(id(cell) for cell in stack)
        if stacks and stacks[-1][0] == key:
            columns[-1] = Column(columns[-1].kind, columns[-1].header, columns[-1].first, position)
            continue
        stacks.append((key, stack))
        columns.append(_column(stack, position, name))
    return columns


def _column(stack: list[Cell], position: int, name: str) -> Column:
    texts = [" ".join(cell.text.split()) for cell in stack if cell.text]
    whole = " / ".join(texts)
    kinds = [kind_of(text, name) for text in texts]
    together = kind_of(whole, name)
    if together is not None and together.startswith("old_"):
        return Column(together, whole, position, position)
    lowest = next((kind for kind in reversed(kinds) if kind is not None), None)
    return Column(lowest or together, whole, position, position)


def _only_number(cell: Cell) -> bool:
    return bool(re.match(r"^\(\d{1,2}\)$", cell.text.strip()))


def is_header_again(row: Row, header: Header, table: Table) -> bool:
    """A header row typed again on the next page."""
    said = row.filled()
    for at in range(header.first, header.data):
        told = table.rows[at].filled()
        if len(told) == len(said) and all(_same(a, b) for a, b in zip(said, told, strict=True)):
            return bool(said)
    return False


def _same(a: Cell, b: Cell) -> bool:
    return a is not b and len(a.text) < 200 and fold(a.text) == fold(b.text)
