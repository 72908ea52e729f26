"""Blocks: what every reader of running text returns, with no word of the domain.

Here: paragraphs with their printed labels, tables as a filled grid, text boxes, and the
place of each; rows that know which of their cells were read.
Not here: how a format is read (docx.py), what the words mean (importers/decisions).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from catalogue.issues import IssueLog
from catalogue.records import Place


class Spot(NamedTuple):
    """Where a block stands; a `Place` is made of it only when someone asks. Numbers start at 1."""

    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    paragraph: int | None = None
    path: str | None = None

    @property
    def place(self) -> Place:
        """The same as a record of the catalogue."""
        return Place(
            page=self.page,
            table=self.table,
            row=self.row,
            cell=self.cell,
            paragraph=self.paragraph,
            path=self.path,
        )


NOWHERE = Spot()


@dataclass(slots=True, eq=False)
class Paragraph:
    """One paragraph as a reader sees it: NFC text, tabs and line breaks kept, label apart."""

    text: str
    label: str = ""
    """Automatic number as it is printed ("Bước 1:", "a)", "-"); "" where there is none."""
    outline: int | None = None
    """Level of a heading, from 0; None for body text."""
    style: str = ""
    """Name of the paragraph's style."""
    boxed: bool = False
    """Stands in a text box."""
    spot: Spot = NOWHERE

    @property
    def line(self) -> str:
        """Label and text, as printed."""
        return f"{self.label} {self.text}" if self.label else self.text

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.spot.place

    @property
    def empty(self) -> bool:
        """Nothing is printed but perhaps a number."""
        return not self.text.strip()


@dataclass(slots=True, eq=False)
class Cell:
    """One cell with all it covers; `row` and `column` are its first ones, from 0."""

    blocks: list["Block"]
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    spot: Spot = NOWHERE
    _text: str | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """Lines of all its paragraphs, labels included, nested tables too; joined by line breaks."""
        if self._text is None:
            blocks = self.blocks
            if len(blocks) == 1 and isinstance(blocks[0], Paragraph):  # nearly every cell
                self._text = blocks[0].line.strip()
            else:
                self._text = "\n".join(p.line.strip() for p in self.paragraphs() if not p.empty or p.label)
        return self._text

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.spot.place

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in it, those of nested tables included."""
        return paragraphs_of(self.blocks)

    def tables(self) -> Iterator["Table"]:
        """Tables directly in it."""
        return (block for block in self.blocks if isinstance(block, Table))


@dataclass(slots=True, eq=False)
class Row:
    """One row of a filled grid: a merged cell stands at every position it covers."""

    cells: list[Cell | None]
    """One entry a grid column; None where the row has no cell (indented rows)."""
    number: int
    """From 1."""
    header: bool = False
    """Marked as repeated at the top of each page."""
    spot: Spot = NOWHERE
    taken: set[int] = field(default_factory=set, repr=False)
    _distinct: list[Cell] | None = field(default=None, repr=False)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.spot.place

    def distinct(self) -> list[Cell]:
        """Each cell once, from left to right."""
        if self._distinct is None:
            self._distinct = [cell for cell in dict.fromkeys(self.cells) if cell is not None]
        return self._distinct

    def filled(self) -> list[Cell]:
        """Each cell with text once, from left to right."""
        return [cell for cell in self.distinct() if cell.text]

    def own(self) -> list[Cell]:
        """Cells with text that begin in this row."""
        return [cell for cell in self.filled() if cell.row == self.number - 1]

    def take(self, column: int) -> Cell | None:
        """The cell over a grid column, which counts as read from now on; None where there is none."""
        if column >= len(self.cells):
            return None
        cell = self.cells[column]
        if cell is not None:
            self.taken.update(range(cell.column, cell.column + cell.columns))
        return cell

    def unread(self) -> list[Cell]:
        """Cells with text that nobody took; a cell of an earlier row counts there, not here."""
        return [cell for cell in self.own() if cell.column not in self.taken]

    def finish(self, issues: IssueLog, *, procedure: str | None = None) -> None:
        """Note an issue `unread-cells` for cells with text that nobody took."""
        for cell in self.unread():
            issues.add(
                "unread-cells",
                f"Ô chưa được đọc: “{cell.text[:120]}”",
                place=cell.place,
                procedure=procedure,
                quote=cell.text,
            )


@dataclass(eq=False)
class Table:
    """A table as a filled grid."""

    rows: list[Row]
    width: int
    """Number of grid columns."""
    spot: Spot = NOWHERE

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.spot.place

    @cached_property
    def text(self) -> str:
        """All its text, a line for each paragraph."""
        return "\n".join(p.line for p in self.paragraphs() if not p.empty)

    def cells(self) -> Iterator[Cell]:
        """Each cell once, row by row."""
        for row in self.rows:
            for cell in row.distinct():
                if cell.row == row.number - 1:
                    yield cell

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of every cell once."""
        for cell in self.cells():
            yield from cell.paragraphs()


Block: TypeAlias = Paragraph | Table


def paragraphs_of(blocks: list[Block]) -> Iterator[Paragraph]:
    """Every paragraph of the blocks, those of tables included, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from block.paragraphs()


@dataclass(slots=True)
class Blocks:
    """A whole file: its body in order, and what stands apart from it."""

    body: list[Block]
    footnotes: dict[str, str] = field(default_factory=dict)
    """Text by number of the note; the marks are not in the body."""
    left_out: dict[str, int] = field(default_factory=dict)
    """Characters left out by name of the reason (tracked deletion, hidden text, table of contents)."""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in order."""
        return paragraphs_of(self.body)
