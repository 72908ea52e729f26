"""Spreadsheets of LibreOffice (.ods) to the same sheets of cells as .xlsx.

Read from content.xml itself: a cell or row that says it is repeated a million times must not make
room for all of them. Empty repeats are passed over, filled ones count against the limits.
"""

from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from catalogue.errors import FileTooLarge, UnreadableFile
from importers.base import SourceFile
from importers.limits import LIMITS, Limits
from importers.readers.package import open_package
from importers.readers.xlsx import Cell, Sheet, is_filled

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
MEMBER = "content.xml"
BLANKS = 100
"""Blanks in a row that are kept; a few letters may ask for thousands, thousands of times."""
NUMBERS = frozenset({"float", "percentage", "currency"})


def read_ods(file: SourceFile, limits: Limits = LIMITS) -> Iterator[Sheet]:
    """All sheets with any cell, in the order of the document.

    Raises:
        UnreadableFile: no .ods, or broken.
        HostileFile: refused by the guards of the package.
        FileTooLarge: a sheet over `limits.rows` or `limits.cells`.
    """
    package = open_package(file.data, limits)
    package.verify()
    if package.kind != "opendocument":
        raise UnreadableFile(
            f"Tệp {file.name} là gói {package.kind}, không phải bảng tính .ods.",
            hint="Mở bằng LibreOffice, lưu thành .ods hoặc .xlsx rồi nhập lại.",
        )
    for table in package.xml(MEMBER).iter(f"{TABLE}table"):
        name = table.get(f"{TABLE}name") or ""
        rows = _rows(table, name, limits)
        if rows:
            yield Sheet(name, rows)


def _rows(table: "etree._Element", name: str, limits: Limits) -> tuple[tuple[Cell, ...], ...]:
    found: list[tuple[Cell, ...]] = []
    skipped = room = 0
    for row in table.iter(f"{TABLE}table-row"):
        times = _times(row, "rows")
        cells = _cells(row, limits, name)
        if not cells:
            skipped += times
            continue
        room += len(cells) * times + skipped
        if len(found) + skipped + times > limits.rows or room > limits.cells:
            raise FileTooLarge(
                f"Trang “{name}” có hơn {limits.rows} dòng hoặc {limits.cells} ô.",
                hint="Xóa các ô xa bảng (định dạng thừa), hoặc tách trang, rồi nhập lại.",
                at=name,
            )
        found += [()] * skipped + [cells] * times
        skipped = 0
    width = max((len(row) for row in found), default=0)
    if width * len(found) > limits.cells:
        raise FileTooLarge(f"Trang “{name}” trải quá {limits.cells} ô.", hint="Tách trang rồi nhập lại.")
    return tuple(row + ("",) * (width - len(row)) for row in found)


def _cells(row: "etree._Element", limits: Limits, name: str) -> tuple[Cell, ...]:
    """Cells up to the last filled one."""
    found: list[Cell] = []
    skipped = 0
    for cell in row.iterchildren(*CELLS):
        times, value = _times(cell, "columns"), _value(cell)
        if not is_filled(value):
            skipped += times
            continue
        if len(found) + skipped + times > limits.cells // 100:
            raise FileTooLarge(
                f"Trang “{name}” có một dòng hơn {limits.cells // 100} ô.",
                hint="Xóa các ô xa bảng (định dạng thừa), lưu lại rồi nhập lại.",
                at=name,
            )
        found += [""] * skipped + [value] * times
        skipped = 0
    return tuple(found)


def _times(element: "etree._Element", what: str) -> int:
    told = element.get(f"{TABLE}number-{what}-repeated") or "1"
    return max(1, int(told)) if told.isascii() and told.isdigit() and len(told) < 12 else 1


def _value(cell: "etree._Element") -> Cell:
    """What a cell holds: a number, truth, day or moment where it says so, else its words."""
    kind = cell.get(f"{OFFICE}value-type")
    told = cell.get(f"{OFFICE}value") or cell.get(f"{OFFICE}date-value") or ""
    try:
        if kind in NUMBERS:
            return float(told)
        if kind == "boolean":
            return cell.get(f"{OFFICE}boolean-value") == "true"
        if kind == "date":
            return datetime.fromisoformat(told) if "T" in told else date.fromisoformat(told)
    except ValueError:
        pass
    return "\n".join(_words(line) for line in cell.iterchildren(f"{TEXT}p", f"{TEXT}h"))


def _words(paragraph: "etree._Element") -> str:
    """Text of a paragraph with its blanks, tabs and line breaks; comments are no text of the cell."""
    told = paragraph.text or ""
    for part in paragraph:
        tag = part.tag if isinstance(part.tag, str) else ""
        if tag == f"{TEXT}s":
            count = part.get(f"{TEXT}c") or "1"
            told += " " * (
                min(int(count), BLANKS) if count.isascii() and count.isdigit() and len(count) < 6 else 1
            )
        elif tag == f"{TEXT}tab":
            told += "\t"
        elif tag == f"{TEXT}line-break":
            told += "\n"
        elif tag.startswith(TEXT):
            told += _words(part)
        told += part.tail or ""
    return told
