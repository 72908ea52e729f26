"""Which kind of publication a workbook is, told by the headers of its sheets, never by its name.

One lookup (lookups/workbooks.toml) for all workbooks, so that no two importers claim one. A workbook
without the headers of any kind belongs to the list importer, which says what is missing.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.errors import UnreadableFile
from catalogue.text import fold
from importers.base import SourceFile
from importers.limits import Shape, shape_of
from importers.readers.ods import read_ods
from importers.readers.package import open_package
from importers.readers.xlsx import Sheet, headers_of, read_sheets

SEARCHED_ROWS = 20
"""The header stands below a banner of few rows."""
FORMATS = {"xlsx": read_sheets, "opendocument": read_ods}


@cache
def _kinds() -> list[dict[str, Any]]:
    raw = tomllib.loads(files("importers").joinpath("lookups/workbooks.toml").read_text("utf-8"))
    kinds: list[dict[str, Any]] = raw["kind"]
    return kinds


def format_of(file: SourceFile) -> str | None:
    """`xlsx`, `opendocument`, or None for anything else; never raises."""
    if shape_of(file.data) is not Shape.ZIP:
        return None
    try:
        kind = open_package(file.data).kind
    except UnreadableFile:
        return None
    return kind if kind in FORMATS else None


def read_workbook(file: SourceFile) -> tuple[Sheet, ...]:
    """The sheets of a workbook in either format.

    Raises:
        UnreadableFile: as the readers of the two formats do; read as .xlsx where it is neither.
    """
    return tuple(FORMATS[format_of(file) or "xlsx"](file))


def kind_of(file: SourceFile) -> str | None:
    """Name of the importer whose headers a sheet has; None: no kind, or it cannot be read. Never raises."""
    if format_of(file) is None:
        return None
    if file.sha256 not in _told:
        if len(_told) >= KEPT:
            _told.clear()
        _told[file.sha256] = _kind_of(file)
    return _told[file.sha256]


KEPT = 64
_told: dict[str, str | None] = {}
"""Kinds of the last workbooks by the hash of their bytes: every importer asks, one look is enough."""


def _kind_of(file: SourceFile) -> str | None:
    try:
        sheets = read_workbook(file)
    except UnreadableFile:
        return None
    headers = [frozenset(headers_of(row)) for sheet in sheets for row in sheet.rows[:SEARCHED_ROWS]]
    for kind in _kinds():
        if any({fold(word) for word in wanted} <= found for wanted in kind["headers"] for found in headers):
            return str(kind["importer"])
    return None
