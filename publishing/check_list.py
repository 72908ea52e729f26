"""Lists to hand out (XLSX): findings of checks, overdue announcements, the list behind an indicator.

Here: one sheet, a header that stays, filters, wide columns wrapped. Texts are hostile and written as strings.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from catalogue.findings import Finding
from publishing.cells import sheet_name, text

HEADERS = (
    ("Mức", 10), ("Quy tắc", 22), ("Thủ tục", 12), ("Tên thủ tục", 32), ("Cơ quan", 22), ("Bộ phận", 14),
    ("Trích dẫn", 45), ("Thấy gì", 40), ("Lời văn đề nghị", 45), ("Căn cứ", 24), ("Nguồn", 24), ("Mã", 14),
)  # fmt: skip
LINE, MOST, A3 = 15, 24, 8
"""Points of a line, lines of a row at the most, the number of the paper."""
SEVERITY = {"error": "lỗi", "warning": "cảnh báo", "note": "ghi chú", None: ""}


def write_findings(target: Path, found: Iterable[Finding], *, day: date) -> int:
    """One row for each finding, in their order; number of rows."""
    rows = [
        (
            SEVERITY[one.severity],
            one.rule or "",
            one.procedures[0],
            first.procedure_name,
            "; ".join(one.agencies[:3]),
            one.field or "",
            first.quote,
            one.because[0],
            one.suggestion or "",
            one.legal_base or "",
            f"{first.file or ''} {first.place}".strip(),
            one.id,
        )
        for one in found
        for first in one.evidence[:1]
    ]
    return write_list(target, f"Kiểm tra {day:%d-%m-%Y}", HEADERS, rows)


def write_rows(
    target: Path, title: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
) -> int:
    """Rows by key under headings; number of rows."""
    told = [tuple("" if row.get(key) is None else str(row[key]) for key in columns) for row in rows]
    return write_list(target, title, [(heading, 24) for heading in columns.values()], told)


def write_list(
    target: Path, title: str, headers: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]
) -> int:
    """One sheet of strings; number of rows."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet = book.add_worksheet(sheet_name(title, set()))
        for column, (heading, width) in enumerate(headers):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        count = 0
        for count, row in enumerate(rows, start=1):
            lines = max(-(-len(value) // width) for value, (_, width) in zip(row, headers, strict=True))
            sheet.set_row(count, LINE * min(max(lines, 1), MOST))
            for column, value in enumerate(row):
                sheet.write_string(count, column, text(value), cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(count, 1), len(headers) - 1)
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return count
