"""The words of the national workbook: which sheet holds which part."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.text import fold


@cache
def lookup() -> dict[str, Any]:
    """Sheets and columns of the national workbook."""
    return tomllib.loads(files("importers").joinpath("lookups/national_workbook.toml").read_text("utf-8"))


def part_of(sheet: str) -> str | None:
    """The part of a record that a sheet of the national workbook holds, by its name.

    >>> part_of("TTHC2-CAPXA"), part_of("CCPL"), part_of("Sheet1")
    ('main', 'ccpl', None)
    """
    told = fold(sheet)
    for part, starts in lookup()["sheets"].items():
        if any(told.startswith(fold(start)) for start in starts):
            return str(part)
    return None
