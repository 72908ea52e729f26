"""PDF with a text layer to blocks: paragraphs joined over lines and pages, ruled tables as filled grids.

Running headers, footers and page numbers are left out and counted. Letterheads in two columns become a
table of one row. Image-only files are refused (`check_text_layer`). Not here: what the words mean.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import count, pairwise

from catalogue.text import join_split_accents, nfc
from importers.base import SourceFile
from importers.readers.blocks import Block, Blocks, Cell, Paragraph, Row, Spot, Table
from importers.readers.pdf_flow import Frame, blanks_at_ends, margins, paragraphs_of, running_lines
from importers.readers.pdf_glyphs import check_text_layer as check_text_layer
from importers.readers.pdf_glyphs import first_page, read_sheets
from importers.readers.pdf_glyphs import is_pdf as is_pdf
from importers.readers.pdf_lines import Line
from importers.readers.pdf_parts import parts_of, stitched
from importers.readers.pdf_shapes import Part, PdfCell, PdfTable
from importers.readers.pdf_unruled import unruled

OCR = "OCR"
"""In the place of every block whose letters a program recognised in an image."""


def first_page_text(file: SourceFile) -> str:
    """The words of the first page, in the order of the file; for recognising.

    Raises:
        UnreadableFile: broken, empty or with a password.
    """
    return first_page(file.data, file.name)


def read_pdf(file: SourceFile) -> Blocks:
    """All blocks of a PDF in order.

    Raises:
        NoTextLayer: images of pages only.
        UnreadableFile: broken, empty or with a password.
        FileTooLarge: over the limits on pages or letters.
    """
    pages = []
    for sheet in read_sheets(file):
        parts = parts_of(sheet)
        sheet.glyphs, sheet.horizontal, sheet.vertical = [], [], []  # a page takes about a megabyte
        pages.append((sheet, parts))
    loose = [(sheet, [part for part in parts if isinstance(part, Line)]) for sheet, parts in pages]
    running = running_lines([(sheet.height, lines) for sheet, lines in loose])
    left_out: Counter[str] = Counter()
    for _, lines in loose:
        for line in lines:
            if id(line) in running:
                left_out[running[id(line)]] += len(line.words)
    kept = [(sheet, [part for part in parts if id(part) not in running]) for sheet, parts in pages]
    blanks = blanks_at_ends(_all_lines(kept_part for _, parts in kept for kept_part in parts))
    edges = margins(
        ((sheet.width, sheet.height), [part for part in parts if isinstance(part, Line)])
        for sheet, parts in kept
    )
    frames = {
        sheet.number: Frame(*edges.get((round(sheet.width), round(sheet.height)), (0.0, sheet.width)), blanks)
        for sheet, _ in kept
    }
    path = None if file.scanned is None else OCR
    body = list(_Writer(frames, blanks, path).blocks(stitched(unruled(kept), blanks)))
    return Blocks(body, left_out=dict(left_out))


def _all_lines(parts: Iterator[Part]) -> Iterator[Line]:
    for part in parts:
        if isinstance(part, Line):
            yield part
        else:
            yield from (line for row in part.rows for cell in row.cells for line in cell.lines[:-1])


class _Writer:
    """Turns parts into blocks and numbers them."""

    def __init__(self, frames: dict[int, Frame], blanks: bool, path: str | None) -> None:
        self.frames = frames
        self.blanks = blanks
        self.path = path
        self.tables = count(1)
        self.paragraphs = count(1)

    def blocks(self, parts: Iterator[Part]) -> Iterator[Block]:
        """Blocks of all parts in order; lines between two tables are joined together."""
        lines: list[Line] = []
        for part in parts:
            if isinstance(part, Line):
                lines.append(part)
                continue
            yield from self._text(lines)
            lines = []
            yield self._table(part)
        yield from self._text(lines)

    def _text(self, lines: list[Line]) -> Iterator[Block]:
        """Running text; lines side by side become a table of one row, a single pair of them one line."""
        at = 0
        while at < len(lines):
            end, pairs = _columns_end(lines, at)
            if pairs > 1:
                yield self._side_by_side(lines[at:end])
                at = end
                continue
            start = at
            at += 1
            while (
                at < len(lines)
                and _columns_end(lines, at)[1] < 2
                and self._same_page_kind(lines[at - 1], lines[at])
            ):
                at += 1
            yield from self._paragraphs(_levelled(lines[start:at]), self.frames[lines[start].page])

    def _same_page_kind(self, last: Line, line: Line) -> bool:
        """Whether two lines run between the same margins."""
        return last.page == line.page or self.frames[last.page] == self.frames[line.page]

    def _paragraphs(self, lines: list[Line], frame: Frame) -> Iterator[Paragraph]:
        for text, first in paragraphs_of(lines, frame):
            yield Paragraph(
                nfc(text), spot=Spot(page=first.page, paragraph=next(self.paragraphs), path=self.path)
            )

    def _side_by_side(self, lines: list[Line]) -> Table:
        spot = Spot(page=lines[0].page, table=next(self.tables), row=1, path=self.path)
        gutter = next(b.x0 for a, b in pairwise(lines) if _beside(a, b))
        cells: list[Cell | None] = []
        for column in (0, 1):
            own = [line for line in lines if (line.x1 > gutter) == bool(column)]
            place = spot._replace(cell=column + 1)
            texts: list[str] = []
            for line in own:  # letterheads are set line by line
                if texts and (line.words[:1].islower() or line.words[:1].isdigit()):
                    texts[-1] = f"{texts[-1]} {line.words}"
                else:
                    texts.append(line.words)
            blocks: list[Block] = [Paragraph(nfc(join_split_accents(text)), spot=place) for text in texts]
            cells.append(Cell(blocks, 0, column, spot=place))
        return Table([Row(cells, 1, spot=spot)], 2, spot._replace(row=None))

    def _table(self, table: PdfTable) -> Table:
        """A filled grid: a merged cell stands at every place it covers."""
        width, number = len(table.xs) - 1, next(self.tables)
        spot = Spot(page=table.page, table=number, path=self.path)
        grid: list[list[Cell | None]] = [[None] * width for _ in table.rows]
        rows = []
        for at, row in enumerate(table.rows):
            place = Spot(page=row.page, table=number, row=at + 1, path=self.path)
            for position, cell in enumerate(row.cells, start=1):
                made = self._cell(cell, at, place._replace(cell=position))
                for below in range(at, min(at + cell.rows, len(grid))):
                    for column in range(cell.column, min(cell.column + cell.columns, width)):
                        grid[below][column] = made
            rows.append(Row(grid[at], at + 1, spot=place))
        return Table(rows, width, spot)

    def _cell(self, cell: PdfCell, row: int, spot: Spot) -> Cell:
        pad = min((line.x0 - cell.x0 for line in cell.lines), default=0.0)
        pad = min(max(pad, 1.0), 12.0)
        frame = Frame(cell.x0 + pad, cell.x1 - pad, self.blanks)
        blocks: list[Block] = [
            Paragraph(nfc(text), spot=spot) for text, _ in paragraphs_of(cell.lines, frame)
        ]
        return Cell(blocks, row, cell.column, cell.rows, cell.columns, spot)


NEXT, WIDER = 1.6, 3.0
"""Letter sizes to the next line of a column, and by which a line may begin left of those above it."""
LABEL = 5.0
"""A left column that is not wider, in letter sizes, holds numbers of paragraphs."""


def _beside(a: Line, b: Line) -> bool:
    """Whether two lines stand on one height, the second to the right."""
    return a.page == b.page and abs(a.base - b.base) < 0.3 * a.size and b.x0 > a.x1


def _columns_end(lines: list[Line], start: int) -> tuple[int, int]:
    """Where lines in two columns end that begin at `start`, and how many of them stand in pairs."""
    if start + 1 >= len(lines) or not _beside(lines[start], lines[start + 1]):
        return start, 0
    left, right = lines[start].x1, lines[start + 1].x0
    pairs, at, end, widest = 0, start, start, 0.0
    while at < len(lines) and lines[at].page == lines[start].page:
        one = lines[at]
        if at > start and one.base - lines[at - 1].base > 3 * one.size:
            break
        if at + 1 < len(lines) and _beside(one, lines[at + 1]):
            if at + 2 < len(lines) and _beside(lines[at + 1], lines[at + 2]):
                break
            left, right = max(left, one.x1), min(right, lines[at + 1].x0)
            if left >= right:
                break
            pairs, at, widest = pairs + 1, at + 2, max(widest, (one.x1 - one.x0) / one.size)
            end = at
        elif one.x1 <= right or one.x0 >= left:
            below = at > start and one.base - lines[at - 1].base < NEXT * one.size
            if one.x0 >= left and one.x0 >= right - WIDER * one.size and pairs > 1 and below:
                end = at + 1  # the rest of a line of the right column, such as the year of a date
            left = max(left, one.x1) if one.x1 <= right else left
            right = min(right, one.x0) if one.x0 >= left else right
            at += 1
        else:
            break
    return (end, pairs) if widest > LABEL else (end, min(pairs, 1))


def _levelled(lines: list[Line]) -> list[Line]:
    """Parts of one height as one line, with a tab between them."""
    found: list[Line] = []
    for line in lines:
        if found and _beside(found[-1], line):
            last = found.pop()
            found.append(
                Line(
                    f"{last.words}\t{line.text}",
                    last.x0,
                    line.x1,
                    last.base,
                    last.size,
                    line.open_end,
                    last.first_word,
                    last.page,
                )
            )
        else:
            found.append(line)
    return found
