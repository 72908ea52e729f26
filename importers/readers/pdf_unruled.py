"""Tables of a PDF without ruled lines: columns that white space keeps apart over several lines.

Here: which lines stand in columns, rows by the first column, over page breaks. Not here: ruled tables
(pdf_tables.py), letterheads in two columns (pdf.py). Three columns at least: two are how letterheads,
signatures and addresses are set.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from importers.readers.pdf_glyphs import Sheet
from importers.readers.pdf_lines import NARROW, Line
from importers.readers.pdf_shapes import Part, PdfCell, PdfRow, PdfTable

COLUMNS = 3
SEEN = 6
"""Lines below a first line of columns among which a second one stands."""
APART = 0.6
"""Room between two columns, in letter sizes, in every line."""
EDGE = 1.2
"""How far the left edges of cells of one column may stand apart, in letter sizes, where they are set left."""
FAR = 2.6
"""Room between two lines, in letter sizes, that ends a table."""


@dataclass
class Column:
    """Where the words of one column stand."""

    x0: float
    x1: float


@dataclass
class Open:
    """A table that is being read."""

    table: PdfTable
    columns: list[Column]
    header: tuple[str, ...]
    base: float
    first: Line | None = None
    """The part of the last line that stands in the first column."""


Row = list[Line]


def unruled(pages: Sequence[tuple[Sheet, list[Part]]]) -> list[tuple[Sheet, list[Part]]]:
    """The same parts, lines in columns as tables; one that goes on over a page stands on the first page."""
    told: list[tuple[Sheet, list[Part]]] = []
    open_table: Open | None = None
    for number, (sheet, parts) in enumerate(pages):
        found: list[Part] = []
        at = 0
        while at < len(parts):
            part = parts[at]
            if isinstance(part, PdfTable):
                open_table = None
                found.append(part)
                at += 1
                continue
            end = next((n for n in range(at, len(parts)) if isinstance(parts[n], PdfTable)), len(parts))
            ahead = (
                _leading_lines(pages[number + 1][1]) if end == len(parts) and number + 1 < len(pages) else []
            )
            open_table = _region(_lines(parts[at:end]), sheet, found, open_table, ahead)
            at = end
        told.append((sheet, found))
    return told


def _lines(parts: Sequence[Part]) -> list[Line]:
    return [part for part in parts if isinstance(part, Line)]


def _leading_lines(parts: Sequence[Part]) -> list[Row]:
    """Lines at the top of a page, before its first ruled table."""
    end = next((n for n, part in enumerate(parts) if isinstance(part, PdfTable)), len(parts))
    return _rows(_lines(parts[:end]))[:SEEN]


def _region(
    lines: list[Line], sheet: Sheet, found: list[Part], going: Open | None, ahead: list[Row]
) -> Open | None:
    """Lines between ruled tables: tables among them are put in their place; the last one that may go on."""
    rows = _rows(lines)
    at = 0
    if going is not None:
        going.base = rows[0][0].base if rows else 0.0
        at = _take(rows, 0, going, sheet.number)
        if at < len(rows):
            going = None
    while at < len(rows):
        begun = _begun([*rows, *ahead], at, sheet.number)
        if begun is None:
            found.extend(rows[at])
            at += 1
            continue
        found.append(begun.table)
        at = _take(rows, at + 1, begun, sheet.number)
        going = begun if at == len(rows) else None
    return going


def _rows(lines: Sequence[Line]) -> list[Row]:
    """Lines of one height, from left to right."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda one: one.base):
        if rows and abs(line.base - rows[-1][0].base) < 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _begun(rows: list[Row], at: int, page: int) -> Open | None:
    """A table whose first line this is: another line below stands in the same columns."""
    first = _parted(rows[at])
    if len(first) < COLUMNS:
        return None
    columns = [Column(line.x0, line.x1) for line in first]
    below = rows[at + 1 : at + 1 + SEEN]
    if not any(_alike(row, first) or _alike(_parted(row), first) for row in below):
        return None
    for row in (_cut(row, columns) for row in below):  # what stands in the columns tells how wide they are
        for line in row if _fits(row, columns) else ():
            column = columns[_column(line, columns)]
            if _span(line, columns) == 1:
                column.x0, column.x1 = min(column.x0, line.x0), max(column.x1, line.x1)
    if any(b.x0 - a.x1 < APART * first[0].size for a, b in pairwise(columns)):
        columns = [Column(line.x0, line.x1) for line in first]
    table = PdfTable(_edges(columns), page, first[0].base - first[0].size, first[0].base, last_page=page)
    told = Open(table, columns, tuple(line.words for line in first), first[0].base, first[0])
    _add_row(told, page)
    _fill(told, first)
    return told


def _parted(row: Row) -> Row:
    """A line in all its parts."""
    return [piece for line in row for piece in line.pieces or (line,)]


def _cut(row: Row, columns: list[Column]) -> Row:
    """A line in parts where the parts stand in different columns; as it is where that does not help."""
    if not any(line.pieces for line in row) or _fits(row, columns):
        return row
    found: Row = []
    for piece in _parted(row):
        if found and _column(found[-1], columns) == _column(piece, columns):
            last = found[-1]
            found[-1] = replace(last, text=f"{last.words} {piece.text}", x1=piece.x1, open_end=piece.open_end)
        else:
            found.append(piece)
    return found if _fits(found, columns) else row


def _alike(row: Row, first: Row) -> bool:
    """Whether cells of two lines stand over each other: the left edges, or the middles of centred ones."""
    size = first[0].size
    same = sum(
        any(
            abs(line.x0 - head.x0) < EDGE * size
            or abs(line.x0 + line.x1 - head.x0 - head.x1) < 2 * EDGE * size
            for head in first
        )
        for line in row
    )
    return same >= COLUMNS and len(row) <= len(first)


def _take(rows: list[Row], at: int, told: Open, page: int) -> int:
    """Lines that belong to a table, from one on; where they end."""
    while at < len(rows):
        row = _cut(rows[at], told.columns)
        far = row[0].base - told.base > FAR * row[0].size + _leading(told)
        first = row[0] if _column(row[0], told.columns) == 0 else None
        if tuple(line.words for line in _parted(rows[at])) == told.header or (far and len(row) < 2):
            break
        if first is not None and len(row) == 1 and _fits(row, told.columns) and not _wraps(told, first):
            break
        if not _fits(row, told.columns):
            following = rows[at + 1] if at + 1 < len(rows) else []
            if len(row) != 1 or len(following) < 2 or not _goes_on(following, told):
                break
            _add_row(told, page)  # a title over all columns
            _fill(told, row)
        else:
            if (first is not None and len(row) > 1) or _titled(told):
                _add_row(told, page)
            _fill(told, row)
        told.base, told.first = row[0].base, first
        told.table.bottom, told.table.last_page = row[0].base, page
        at += 1
    return at


def _wraps(told: Open, line: Line) -> bool:
    """Whether words alone in the first column go on with those right above, which had no room for them."""
    last = told.first
    if last is None or last.page != line.page:
        return False
    return told.columns[1].x0 - last.x1 < line.first_word + (NARROW + 0.25) * line.size


def _leading(told: Open) -> float:
    return told.table.rows[-1].cells[0].lines[-1].size * 0.6 if told.table.rows[-1].cells[0].lines else 0.0


def _goes_on(row: Row, told: Open) -> bool:
    """Whether a line below a title is a row of the same table, and no header of another."""
    header = tuple(line.words for line in row)
    return header != told.header and _fits(row, told.columns) and row[0].words[:1].isdigit()


def _titled(told: Open) -> bool:
    """Whether the last row is a title over several columns."""
    return any(cell.columns > 1 and cell.lines for cell in told.table.rows[-1].cells) and not any(
        cell.lines for cell in told.table.rows[-1].cells if cell.columns == 1 and cell.column
    )


def _fits(row: Row, columns: list[Column]) -> bool:
    """Whether every part of a line stands in a column of its own; the last may reach over those behind."""
    size = row[0].size
    taken = [_column(line, columns) for line in row]
    if len(set(taken)) < len(taken) or row[0].x0 < columns[0].x0 - 2 * size:
        return False
    for number, (line, column) in enumerate(zip(row, taken, strict=True)):
        last = number == len(row) - 1
        reaches = line.x1 > _right(columns, column) and column < len(columns) - 1
        if reaches and (not last or column == 0 or len(row) == 1):
            return False
    return True


def _right(columns: list[Column], column: int) -> float:
    """Where the next column begins."""
    return columns[column + 1].x0 if column + 1 < len(columns) else float("inf")


def _column(line: Line, columns: list[Column]) -> int:
    """The column in which the words begin; those that are centred begin behind its left edge."""
    behind = [n for n, column in enumerate(columns) if line.x0 >= column.x0 - EDGE * line.size]
    return behind[-1] if behind else 0


def _span(line: Line, columns: list[Column]) -> int:
    """Columns over which the words reach."""
    first = _column(line, columns)
    return 1 + sum(column.x0 < line.x1 - line.size for column in columns[first + 1 :])


def _edges(columns: list[Column]) -> tuple[float, ...]:
    return (columns[0].x0 - 1, *((a.x1 + b.x0) / 2 for a, b in pairwise(columns)), columns[-1].x1 + 1)


def _add_row(told: Open, page: int) -> None:
    told.table.rows.append(PdfRow(page, [*_cells(told)]))


def _cells(told: Open) -> Iterator[PdfCell]:
    for number, column in enumerate(told.columns):
        yield PdfCell(
            number,
            1,
            column.x0 - 1,
            _right(told.columns, number) - 1 if number + 1 < len(told.columns) else column.x1 + 1,
        )


def _fill(told: Open, row: Row) -> None:
    """Words into the cells of the last row; a title takes the cells that it covers."""
    cells = told.table.rows[-1].cells
    for line in row:
        first, span = _column(line, told.columns), _span(line, told.columns)
        cell = next(one for one in cells if one.column <= first < one.column + one.columns)
        if span > 1 and cell.columns == 1 and not cell.lines:
            covered = [one for one in cells if first < one.column < first + span and not one.lines]
            cell.columns += len(covered)
            cell.x1 = covered[-1].x1 if covered else cell.x1
            cells[:] = [one for one in cells if one not in covered]
        cell.lines.append(line)
