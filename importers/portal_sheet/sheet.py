"""A detail sheet cut into its facts and sections, by the labels it prints.

Here: which block belongs to which label, what stands outside all of them.
Not here: how a file becomes blocks (importers/readers), what the parts mean (record.py).
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.records import Place
from catalogue.text import fold, nfc
from importers.crawl.headings import facts, labels, sections, stated
from importers.readers.blocks import Block, Blocks, Cell, Paragraph, Row, Table

HEADED = 3
"""Rows of a table among which its header row is looked for."""


@cache
def lookup() -> dict[str, Any]:
    """The words of page and print."""
    return tomllib.loads(files("importers").joinpath("lookups/portal_sheet.toml").read_text("utf-8"))


@dataclass
class Part:
    """What stands under one label, in order."""

    label: str
    blocks: list[Block] = field(default_factory=list)
    at: Place = field(default_factory=Place)

    @property
    def text(self) -> str:
        """All words, a line for each paragraph; "" for the portal's words for nothing."""
        lines = [block.line if isinstance(block, Paragraph) else block.text for block in self.blocks]
        return stated("\n".join(lines).strip())

    def place(self, block: Block | Cell | Row | None = None) -> Place:
        """Where a block of it, or the whole part, stands."""
        at = self.at if block is None else block.place
        return at.model_copy(update={"section": self.label})


@dataclass
class Sheet:
    """The parts of one sheet by field; a part whose label is missing is absent."""

    parts: dict[str, Part] = field(default_factory=dict)
    outside: list[Block] = field(default_factory=list)
    """Blocks before the first label that are no known title or control."""

    def part(self, name: str) -> Part:
        """The part of a field, an empty one where the sheet does not have it."""
        return self.parts.get(name) or Part(labels()[name])

    @property
    def missing(self) -> list[str]:
        """Labels of the layout that the sheet lacks."""
        return [told.label for told in (*facts(), *sections()) if told.field not in self.parts]


@cache
def _fields() -> dict[str, str]:
    return {fold(told.label): told.field for told in (*facts(), *sections())}


def labelled(text: str) -> str | None:
    """The field that a text is the label of."""
    return _fields().get(fold(text).rstrip(" :"))


def read_sheet(blocks: Blocks) -> Sheet:
    """The parts of a sheet; a label counts where it is first met."""
    sheet = Sheet()
    current: Part | None = None
    for block in blocks.body:
        if isinstance(block, Paragraph) and _is_one_of(block, "ends") and len(sheet.parts) > 1:
            break
        if isinstance(block, Table) and _is_facts(block, sheet):
            current = _take_facts(block, sheet)
            continue
        name = labelled(block.text) if isinstance(block, Paragraph) else None
        if name is not None and name not in sheet.parts:
            current = sheet.parts[name] = Part(labels()[name], at=block.place)
        elif current is not None:
            current.blocks.append(block)
        elif not (isinstance(block, Paragraph) and _is_one_of(block, "titles")):
            sheet.outside.append(block)
    return sheet


def _is_one_of(block: Paragraph, kind: str) -> bool:
    return fold(block.text) in {fold(word) for word in lookup()["passed"][kind]}


def _is_facts(table: Table, sheet: Sheet) -> bool:
    """A table of labels and values; it stands before the sections."""
    known = [name for row in table.rows if (name := labelled(_cell(row, 0))) and name not in sheet.parts]
    return table.width == 2 and len(known) * 2 > len(table.rows)


def _cell(row: Row, column: int) -> str:
    cell = row.cells[column] if column < len(row.cells) else None
    return cell.text if cell is not None else ""


def _take_facts(table: Table, sheet: Sheet) -> Part | None:
    current: Part | None = None
    for row in table.rows:
        name = labelled(_cell(row, 0))
        if name is not None and name not in sheet.parts:
            current = sheet.parts[name] = Part(labels()[name], at=row.place)
            blocks = row.cells[1].blocks if row.cells[1] is not None else []
            current.blocks.extend(blocks)
        else:
            sheet.outside.extend(block for cell in row.filled() for block in cell.blocks)
    return None


@cache
def _columns() -> dict[str, str]:
    """Folded header words to the name of the column."""
    return {fold(word): name for name, told in lookup()["columns"].items() for word in told}


def columns_of(row: Row) -> dict[str, int]:
    """Name of a column to its grid column, for a header row of a table of the sheet."""
    found: dict[str, int] = {}
    for cell in row.filled():
        name = _columns().get(fold(cell.text))
        if name is not None:
            found.setdefault(name, cell.column)
    return found


def header_of(table: Table) -> tuple[int, dict[str, int]]:
    """Where the header row of a table stands, and its columns; a print has a title row above it."""
    found = [(len(columns_of(row)), -at, at) for at, row in enumerate(table.rows[:HEADED])]
    at = max(found, default=(0, 0, 0))[2]
    return at, columns_of(table.rows[at]) if table.rows else {}


def lines_of(cell: Cell | None) -> list[str]:
    """The filled lines of a cell."""
    return [line for line in (nfc(cell.text) if cell else "").split("\n") if line.strip()]
