"""Which sheet of an OpenCPS workbook is which, by its headers; rows with their fields by name.

Not here: what a row means for a record (record.py, texts.py).
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.issues import IssueLog
from catalogue.records import Place
from catalogue.text import fold
from importers.readers.xlsx import Cell, Row, Sheet, headers_of, is_filled, rows_under


@cache
def lookup() -> dict[str, Any]:
    """Sheets and their columns, folded as headers are."""
    raw = tomllib.loads(files("importers").joinpath("lookups/opencps.toml").read_text("utf-8"))
    for sheet in raw["sheets"].values():
        sheet["required"] = {fold(header) for header in sheet["required"]}
        sheet["columns"] = {name: _spellings(told) for name, told in sheet["columns"].items()}
        sheet["ignore"] = {fold(header): why for header, why in sheet["ignore"].items()}
    for sheet in raw["ignored"]:
        sheet["required"] = {fold(header) for header in sheet["required"]}
    return raw


def _spellings(told: str | list[str]) -> list[str]:
    return [fold(header) for header in ([told] if isinstance(told, str) else told)]


@dataclass
class Line:
    """One row of a known sheet; fields by our names."""

    row: Row
    kind: str

    def _header(self, name: str) -> str | None:
        spellings = lookup()["sheets"][self.kind]["columns"][name]
        return next((header for header in spellings if header in self.row.cells), None)

    def text(self, name: str) -> str | None:
        """The words of a field; None where the cell is empty."""
        return self.row.text(self._header(name))

    def cell(self, name: str) -> Cell | None:
        """The cell of a field as it is."""
        return self.row.take(self._header(name))

    def place(self, name: str | None = None) -> Place:
        """Where the row, or the cell of a field, stands."""
        return self.row.place(self._header(name) if name else None)

    def finish(self, issues: IssueLog, *, procedure: str | None) -> None:
        """Tell what was neither taken nor ignored by name."""
        self.row.finish(issues, procedure=procedure, ignore=lookup()["sheets"][self.kind]["ignore"])


@dataclass
class Book:
    """The rows of a workbook by kind of sheet, and names of the sheets that hold no procedures."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    workflow: list[str] = field(default_factory=list)
    found: set[str] = field(default_factory=set)
    """Kinds of sheets that were there, with rows or without."""

    def add(self, line: "Line") -> None:
        """One more row of a kind."""
        self.found.add(line.kind)
        self.lines.setdefault(line.kind, []).append(line)


def read_book(sheets: Iterator[Sheet] | tuple[Sheet, ...], issues: IssueLog) -> Book:
    """Sort the sheets; one that nobody knows is an issue."""
    book = Book()
    for sheet in sheets:
        at, kind, workflow = _kind(sheet)
        if kind is not None:
            book.found.add(kind)
            book.lines.setdefault(kind, []).extend(Line(row, kind) for row in rows_under(sheet, at))
        elif workflow:
            book.workflow.append(sheet.name)
        elif at == 0:
            rows = sum(any(is_filled(cell) for cell in row) for row in sheet.rows)
            issues.add(
                "unread-cells",
                f"Trang “{sheet.name}” không thuộc mẫu dữ liệu OpenCPS; {rows} dòng không đọc.",
                place=Place(section=sheet.name),
            )
    return book


def _kind(sheet: Sheet) -> tuple[int, str | None, bool]:
    """Number of the header row (0: none), kind of the sheet, whether it is of the internal workflow."""
    for number, cells in enumerate(sheet.rows[: lookup()["searched_rows"]], start=1):
        headers = headers_of(cells).keys()
        for name, told in lookup()["sheets"].items():
            if told["required"] <= headers:
                return number, name, False
        for told in lookup()["ignored"]:
            if told["required"] <= headers:
                return number, None, bool(told.get("workflow"))
    return 0, None, False
