"""The project's own templates: which tables and columns they have, and how a text stands in a cell.

Here: the description (lookups/template.toml) and the two-way spelling of texts. Not here: writing
(publishing/templates.py), reading (importers/template/), what an edit does (store/edits.py).
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.text import fold


@dataclass(frozen=True)
class Column:
    """One column: our field, its header, and what its cells hold."""

    field: str
    header: str
    kind: str
    enum: str | None = None
    width: int = 16
    required: bool = False
    empty: str | None = None
    """What an empty cell means: None (not stated), or an empty text."""


@dataclass(frozen=True)
class Table:
    """One sheet, or one CSV file; the first column is the key of the procedure."""

    name: str
    sheet: str
    columns: tuple[Column, ...]
    part: str | None = None
    """Field of the record whose rows stand here; None: the record itself."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The whole header row."""
        return (key_header(), *(column.header for column in self.columns))

    def letter(self, field: str) -> str | None:
        """The column of a field as a spreadsheet names it; None: it has no such field."""
        for number, column in enumerate(self.columns, start=2):
            if column.field == field:
                return letters(number)
        return None

    def header_of(self, field: str) -> str | None:
        """The header of a field."""
        return next((column.header for column in self.columns if column.field == field), None)


@dataclass(frozen=True)
class TemplateKind:
    """One kind of template (mẫu): its tables; in CSV only one of them."""

    name: str
    vi: str
    en: str
    tables: tuple[Table, ...]
    csv: Table


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(files("catalogue").joinpath("lookups/template.toml").read_text("utf-8"))


@cache
def tables() -> dict[str, Table]:
    """All tables by name."""
    return {
        name: Table(name, told["sheet"], tuple(Column(**one) for one in told["columns"]), told.get("part"))
        for name, told in _raw()["tables"].items()
    }


@cache
def kinds() -> dict[str, TemplateKind]:
    """All kinds of templates by name."""
    return {
        name: TemplateKind(
            name,
            told["vi"],
            told["en"],
            tuple(tables()[one] for one in told["tables"]),
            tables()[told["csv"]],
        )
        for name, told in _raw()["kinds"].items()
    }


def key_header() -> str:
    """Header of the first column of every table: how a template is recognised."""
    return str(_raw()["key"])


def guide() -> tuple[str, tuple[str, ...]]:
    """Name and lines of the sheet that says how to edit."""
    return str(_raw()["guide_sheet"]), tuple(_raw()["guide"])


def labels(enum: str) -> dict[str, str]:
    """Value to Vietnamese word of an enumeration."""
    told: dict[str, str] = _raw()["enums"][enum]
    return told


@cache
def values(enum: str) -> dict[str, str]:
    """Folded word, Vietnamese or our own, to value."""
    return {fold(word): value for value, label in labels(enum).items() for word in (label, value)}


def letters(number: int) -> str:
    """The column of a number, from 1.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    told = ""
    while number:
        number, rest = divmod(number - 1, 26)
        told = chr(65 + rest) + told
    return told


def fields_of(table: Table) -> frozenset[str]:
    """Fields of the record that a table carries: what an edit of it may change."""
    if table.part is not None:
        return frozenset({"channels" if table.part == "fees" else table.part})
    return frozenset(column.field.partition(".")[0] for column in table.columns)


NOTHING = '""'
"""An empty text, where an empty cell means that nothing is stated."""
ODD = re.compile(r"\\|[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""Signs that a cell of XLSX cannot hold, or that LibreOffice takes out (tabs)."""
WRITTEN = re.compile(r"\\(?:\\|n|r|t|u[0-9a-f]{4})")
ARMED = re.compile(r"'*(?:\s*[=+\-@\t\r|%]|[\d.,/: ]+\Z)")
"""What a spreadsheet could take for a formula, or for a number or day, behind any number of apostrophes."""


def to_cell(text: str | None, *, empty: str | None = None) -> str:
    """A text as it stands in a cell: signs that spreadsheets lose are spelled out.

    >>> to_cell("a\\rb"), to_cell(""), to_cell(None)
    ('a\\\\rb', '""', '')
    """
    if text is None:
        return ""
    if text == "":
        return "" if empty == "" else NOTHING
    told = ODD.sub(_spelled, text)
    return f"\\u{ord(told[0]):04x}{told[1:]}" if told == NOTHING or not told.strip() else told


def _spelled(match: re.Match[str]) -> str:
    sign = match[0]
    return {"\\": "\\\\", "\r": "\\r", "\t": "\\t"}.get(sign, f"\\u{ord(sign):04x}")


def from_cell(cell: str, *, empty: str | None = None) -> str | None:
    """The text behind a cell; the inverse of `to_cell`."""
    if cell == "":
        return empty
    return "" if cell == NOTHING else WRITTEN.sub(_meant, cell)


def _meant(match: re.Match[str]) -> str:
    sign = match[0]
    plain = {"\\\\": "\\", "\\n": "\n", "\\r": "\r", "\\t": "\t"}
    return plain[sign] if sign in plain else chr(int(sign[2:], 16))


def list_to_cell(items: Sequence[str]) -> str:
    """Items one a line; a line break inside an item is spelled out."""
    return "\n".join(to_cell(item).replace("\n", "\\n") for item in items)


def list_from_cell(cell: str) -> tuple[str, ...]:
    """The items behind a cell; the inverse of `list_to_cell`. Blank lines are no items."""
    return tuple(from_cell(line) or "" for line in cell.split("\n") if line.strip())


def armoured(cell: str) -> str:
    """For CSV: an apostrophe before what could be a formula or lose its zeros; see `bare_cell`."""
    return f"'{cell}" if ARMED.match(cell) else cell


def spare(cell: str) -> str:
    """For XLSX, where strings are no formulas: only what begins with an apostrophe gets one more."""
    return f"'{cell}" if cell.startswith("'") and ARMED.match(cell) else cell


def bare_cell(cell: str) -> str:
    """The cell without the apostrophe of `armoured` or `spare`."""
    return cell[1:] if cell.startswith("'") and ARMED.match(cell) else cell
