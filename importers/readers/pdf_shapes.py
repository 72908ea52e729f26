"""The shapes of a table of a PDF before it becomes blocks: cells with their lines, rows, tables over pages.

Here: what they hold. Not here: how they are found (pdf_parts.py, pdf_unruled.py), joined over pages
(pdf_join.py), turned into blocks (pdf.py).
"""

from dataclasses import dataclass, field

from catalogue.text import fold
from importers.readers.pdf_lines import Line


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
