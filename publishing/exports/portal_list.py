"""The official list of procedures (Danh sách TTHC) as a workbook, in the layout of the national portal.

A banner over five columns, the header in row 2, data from row 3; several agencies stand in one cell, one
a line. Not here: reading it (importers/sources/portal_list.py), tables with all fields (templates.py).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from catalogue.records import Procedure
from publishing.cells import LONGEST, units
from publishing.exports.exchange import code_of
from publishing.exports.files import Advance, replacing, silent
from publishing.exports.stamp import Stamp
from publishing.templates import CellTooLong

SHEET = "Danh sách TTHC"
HEADERS = ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")
WIDTHS = (15, 45, 35, 35, 32)
BANNER = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n------------------------------\n\n"
    "DANH SÁCH THỦ TỤC HÀNH CHÍNH\n{stamp}"
)
BANNER_HEIGHT = 110
LINE_HEIGHT = 15
HIGHEST = 409
"""Points of the highest row that a spreadsheet has."""
AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "constant_memory": True,
}


def list_cells(record: Procedure) -> tuple[str, str, str, str, str]:
    """The five cells of a procedure."""
    return (
        code_of(record),
        record.name,
        record.issuing_agency or "",
        "\n".join(" ".join(name.split()) for name in record.handling_agencies),
        record.sector or "",
    )


def write_list(target: Path, records: Sequence[Procedure], stamp: Stamp, *, advance: Advance = silent) -> int:
    """Write the list; rows written.

    Raises:
        CellTooLong: a name or agency is longer than a cell; nothing is written.
        CannotWrite: the target cannot be written.
    """
    _check(records)
    with replacing(target) as beside, xlsxwriter.Workbook(beside, AS_TEXT) as book:
        describe(book, stamp)
        _sheet(book, records, stamp, advance)
    return len(records)


def describe(book: Any, stamp: Stamp) -> None:
    """What the workbook says of itself; a fixed time, so that equal lists are equal bytes."""
    book.set_properties(
        {
            "title": "Danh sách thủ tục hành chính",
            "comments": stamp.sentence(),
            "created": datetime.combine(stamp.day, datetime.min.time()),
        }
    )


def height_of(cells: Sequence[str]) -> int:
    """Points of a row that shows all lines of its cells: not every program finds it by itself.

    >>> height_of(("1.000894", "Thủ tục đăng ký kết hôn", "", "a\\nb", ""))
    30
    """
    lines = (
        sum(1 + len(line) // width for line in cell.split("\n"))
        for cell, width in zip(cells, WIDTHS, strict=True)
    )
    return min(HIGHEST, LINE_HEIGHT * max(1, *lines))


def _check(records: Iterable[Procedure]) -> None:
    for number, record in enumerate(records, start=3):
        for header, cell in zip(HEADERS, list_cells(record), strict=True):
            if units(cell) > LONGEST:
                raise CellTooLong(
                    f"Dòng {number}, cột “{header}” ({record.key}): văn bản dài {len(cell)} ký tự, "
                    f"vượt {LONGEST} ký tự của một ô; không ghi tệp.",
                    hint="Sửa nội dung của thủ tục này, hoặc xuất bằng dongian publish jsonl.",
                )


def _sheet(book: Any, records: Sequence[Procedure], stamp: Stamp, advance: Advance) -> None:
    sheet = book.add_worksheet(SHEET)
    head = book.add_format(
        {"bold": True, "bg_color": "#D9E1F2", "border": 1, "align": "center", "valign": "vcenter"}
    )
    banner = book.add_format({"align": "center", "valign": "vcenter", "text_wrap": True})
    body = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    sheet.set_row(0, BANNER_HEIGHT)
    sheet.merge_range(0, 0, 0, len(HEADERS) - 1, "", banner)
    sheet.write_string(0, 0, BANNER.format(stamp=stamp.sentence()), banner)
    for number, header in enumerate(HEADERS):
        sheet.write_string(1, number, header, head)
    for down, record in enumerate(records, start=2):
        cells = list_cells(record)
        sheet.set_row(down, height_of(cells))
        for across, cell in enumerate(cells):
            if cell:
                sheet.write_string(down, across, cell, body)
            else:
                sheet.write_blank(down, across, None, body)
        advance(1)
    sheet.freeze_panes(2, 0)
    sheet.autofilter(1, 0, max(len(records) + 1, 2), len(HEADERS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.set_footer("&C&P/&N")
