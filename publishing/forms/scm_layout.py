"""Form 03/SCM-KSTT: its words, its columns, and how a workbook of it is dressed.

Here: what every sheet of the form shares. Not here: what stands in the cells (scm_sheet.py).
Source: 02/2017/TT-VPCP, form 03/SCM-KSTT; the layout is remembered (lookups/scm.toml).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from publishing.cells import exact, text

Sheet = Any
"""A worksheet of XlsxWriter, which ships no types."""


class Column(StrEnum):
    """The columns in their order; the last two are ours."""

    STT = "stt"
    WORK = "work"
    WAY = "way"
    HOURS = "hours"
    INCOME = "hourly_income"
    SERVICE = "service"
    FEE = "fee"
    TIMES = "times"
    POPULATION = "population"
    COST = "cost"
    YEAR_COST = "year_cost"
    NOTE = "note"
    SHARE = "share"
    PART = "part"

    @property
    def at(self) -> int:
        """Its place, from 0."""
        return _AT[self]

    @property
    def letter(self) -> str:
        """Its letter on the sheet."""
        return "ABCDEFGHIJKLMN"[self.at]


_AT = {column: at for at, column in enumerate(Column)}

WIDTHS = {Column.STT: 5, Column.WORK: 26, Column.WAY: 42, Column.NOTE: 24}
WIDTH = 12.5
"""Letters in a column; of those not named above."""
LINE = 15
"""Height of one line of text, in points."""
INPUTS = (Column.HOURS, Column.INCOME, Column.SERVICE, Column.FEE, Column.SHARE, Column.PART)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The words of the form by group."""
    path = Path(__file__).parent.parent / "lookups" / "scm.toml"
    told: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return told


def heading(column: Column) -> str:
    """The heading of a column."""
    return words()["column"][column]


@dataclass(frozen=True)
class Dress:
    """The formats of a workbook."""

    title: Any
    plain: Any
    bold: Any
    head: Any
    section: Any
    text: Any
    group: Any
    money: Any
    money_bold: Any
    number: Any
    entry: Any
    share: Any
    rate: Any
    rate_bold: Any
    total: Any
    warn: Any
    day: Any


def dress(book: Any) -> Dress:
    """Formats in a workbook, one of each."""
    font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    cell = font | {"border": 1, "border_color": "#9AA5B1"}
    bold = {"bold": True, "bg_color": "#EEF2F6"}
    money, number, rate = {"num_format": "#,##0"}, {"num_format": "#,##0.####"}, {"num_format": "0.00%"}
    told = {
        "title": font | {"bold": True, "font_size": 14},
        "plain": font,
        "bold": font | {"bold": True},
        "head": cell | bold | {"text_wrap": True, "align": "center", "valign": "vcenter"},
        "section": font | {"bold": True, "font_size": 12, "font_color": "#123F6D"},
        "text": cell | {"text_wrap": True},
        "group": cell | {"italic": True, "text_wrap": True},
        "money": cell | money,
        "money_bold": cell | bold | money,
        "number": cell | number,
        "entry": cell | number | {"bg_color": "#FFFBE6"},
        "share": cell | number,
        "rate": cell | rate,
        "rate_bold": cell | bold | rate,
        "total": cell | bold | {"text_wrap": True},
        "warn": font | {"bold": True, "font_color": "#8A3B00"},
        "day": cell | {"num_format": "dd/mm/yyyy", "align": "left"},
    }
    return Dress(**{name: book.add_format(form) for name, form in told.items()})


def put_text(sheet: Sheet, row: int, column: int, value: str, form: Any = None) -> None:
    """Text that stays text, whatever it begins with; no text is a blank cell."""
    if value:
        sheet.write_string(row, column, text(value), form)
    else:
        sheet.write_blank(row, column, None, form)


def fit(sheet: Sheet, row: int, *texts: tuple[str, float]) -> None:
    """A row as high as its longest text needs; of each text the width of its column is given."""
    lines = max((-(-len(told) // max(1, int(width * 1.15))) for told, width in texts), default=1)
    sheet.set_row(row, LINE * max(1, min(lines, 12)))


def put_number(sheet: Sheet, row: int, column: int, value: Fraction | int, form: Any = None) -> None:
    """A number, exact; as a fraction of whole numbers where it has no short decimal form."""
    told = exact(Fraction(value))
    if isinstance(told, str):
        sheet.write_formula(row, column, told, form, float(value))
    else:
        sheet.write_number(row, column, told, form)


def put_formula(
    sheet: Sheet, row: int, column: int, formula: str, form: Any, value: Fraction | str | None
) -> None:
    """A formula with its value, so that readers that do not compute see it too."""
    told = "" if value is None else value if isinstance(value, str) else float(value)
    sheet.write_formula(row, column, formula, form, told)
