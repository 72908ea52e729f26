"""The official list of procedures (Danh sách TTHC, .xlsx): a banner, the header, one row a procedure.

Several agencies stand in one cell, one a line. Texts are written as strings, never as formulas.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil

import xlsxwriter

from catalogue.records import Procedure
from catalogue.text import sort_key
from publishing.cells import text
from publishing.portals.shapes import lookup

LINE, TALLEST, FITS = 15, 26, 1.05
"""Points of a line, lines of the tallest row (a spreadsheet takes 409 points), letters in a unit of width."""
FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook of equal rows has equal bytes, whenever it is written


def write(record: Procedure, code_suffix: str = "") -> bytes:
    """A list of one procedure."""
    return write_list([record], code_suffix)


def write_list(records: Iterable[Procedure], code_suffix: str = "") -> bytes:
    """The whole list, by code."""
    told = lookup()["portal-list"]["sheet"]
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": FIXED})
        sheet = book.add_worksheet(told["name"])
        cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
        head = book.add_format(
            {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}
        )
        sheet.merge_range(0, 0, 0, len(told["columns"]) - 1, told["banner"], head)
        for across, (_, heading, width) in enumerate(told["columns"]):
            sheet.set_column(across, across, width)
            sheet.write_string(1, across, heading, head)
        for down, record in enumerate(sorted(records, key=lambda r: (r.key, sort_key(r.name))), start=2):
            cells = [text(_shown(record, field, code_suffix)) for field, _, _ in told["columns"]]
            sheet.set_row(down, height(cells, [width for _, _, width in told["columns"]]))
            for across, value in enumerate(cells):
                sheet.write_string(down, across, value, cell)
        sheet.freeze_panes(2, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
    return out.getvalue()


def height(cells: Sequence[str], widths: Sequence[int]) -> int:
    """Points that a row needs for its longest cell; a program that does not measure would cut it."""
    lines = (
        sum(max(1, ceil(len(part) / (width * FITS))) for part in cell.split("\n"))
        for cell, width in zip(cells, widths, strict=True)
    )
    return LINE * min(max(lines), TALLEST)


def _shown(record: Procedure, field: str, suffix: str) -> str:
    if field == "code":
        return f"{record.key}.{suffix}" if suffix and record.code else record.code or ""
    value = getattr(record, field)
    return "\n".join(value) if isinstance(value, tuple) else value or ""
