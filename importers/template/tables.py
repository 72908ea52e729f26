"""Tables of a template out of .xlsx, .ods or .csv; every cell is checked before any record is built.

Columns must stand as they were written: a moved or deleted column would put values under other names.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from catalogue.errors import FileTooLarge, UnreadableFile, WrongColumns
from catalogue.issues import IssueLog
from catalogue.records import Place
from catalogue.template import (
    Column,
    Table,
    TemplateKind,
    bare_cell,
    from_cell,
    guide,
    key_header,
    kinds,
    letters,
    list_from_cell,
    values,
)
from catalogue.text import fold, nfc, squash
from importers.base import SourceFile
from importers.limits import LIMITS, Shape, shape_of
from importers.phrases.dates import parse_date
from importers.readers.feed import read_text
from importers.readers.xlsx import Cell, Sheet, is_filled, shown
from importers.workbooks import format_of, read_workbook

WHOLE = re.compile(r"\d{1,9}(?:\.0+)?")
NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?")
FIGURES = frozenset(fold(word) for word in ("tham số", "giá trị", "đơn vị", "mức tin cậy", "nguồn"))
"""Headers of a table of figures, which the command for parameters takes, with who and why."""
FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets; SERIALS are the numbers of the days from 1945 to 2100."""
SERIALS = range(16_438, 73_416)
SHOWN = 5
"""Bad cells that a message names."""


@dataclass(frozen=True)
class Line:
    """One row: key of its procedure, values by field, and where it stands."""

    key: str
    said: dict[str, Any]
    place: Place


@dataclass(frozen=True)
class Tables:
    """All tables of one file."""

    kind: TemplateKind
    whole: bool
    """All tables of the kind are there; in CSV only one is."""
    lines: dict[str, list[Line]]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that the file carries."""
        return self.kind.tables if self.whole else (self.kind.csv,)


def is_template(file: SourceFile) -> bool:
    """Whether a CSV file begins with the key column of a template; never raises."""
    if shape_of(file.data) is not Shape.OTHER:
        return False
    head = file.head.decode("utf-8-sig", "ignore").lstrip()
    return head.strip('"').startswith(key_header()) or _first_words(file) >= FIGURES


def _first_words(file: SourceFile) -> set[str]:
    head = file.head.decode("utf-8-sig", "ignore").lstrip().partition("\n")[0]
    return {fold(word.strip(' "\r')) for word in re.split(r"[,;\t]", head)}


def _figures(file: SourceFile) -> UnreadableFile:
    return UnreadableFile(
        f"Tệp {file.name} là bảng số liệu (tham số, số hồ sơ một năm): "
        "mỗi lần nhập phải ghi ai nhập và vì sao.",
        hint=f"Chạy: dongian parameters import {file.name} --who … --why …",
    )


def carried(file: SourceFile) -> tuple[Table, ...]:
    """The tables that a file carries, told by its headers.

    Raises:
        UnreadableFile: it is a table of figures, or no table at all.
    """
    kind, _ = _opened(file)
    return kind.tables if format_of(file) is not None else (kind.csv,)


def _opened(file: SourceFile) -> tuple[TemplateKind, list[Sheet]]:
    """The kind of a template and its sheets, without the one that says how to edit."""
    if format_of(file) is None and _first_words(file) >= FIGURES:
        raise _figures(file)
    sheets = read_workbook(file) if format_of(file) is not None else (_csv(file),)
    if any({fold(header) for header in _headers(sheet)} >= FIGURES for sheet in sheets):
        raise _figures(file)
    given = [sheet for sheet in sheets if sheet.name != guide()[0]]
    return _kind(file, given), given


def read_tables(file: SourceFile, issues: IssueLog) -> Tables:
    """Every row of every table, typed.

    Raises:
        WrongColumns: a sheet or column was taken out, moved or renamed; says which and where.
        UnreadableFile: a cell that is no number, day or known word; says sheet and cell. Nothing is read.
    """
    kind, given = _opened(file)
    whole = format_of(file) is not None
    found = {table.name: _sheet_of(file, table, given) for table in (kind.tables if whole else (kind.csv,))}
    for sheet in given:
        if not any(sheet is known for known in found.values()):
            message = f"Trang “{sheet.name}” không thuộc mẫu, không đọc."
            issues.add("unread-cells", message, place=Place(section=sheet.name))
    bad: list[str] = []
    by_name = {table.name: table for table in kind.tables}
    lines = {name: _lines(by_name[name], sheet, bad, issues) for name, sheet in found.items()}
    if bad:
        more = f" và {len(bad) - SHOWN} ô khác" if len(bad) > SHOWN else ""
        raise UnreadableFile(
            f"Tệp {file.name}: " + "; ".join(bad[:SHOWN]) + more + ". Không nhập gì từ tệp.",
            hint="Sửa các ô này rồi nhập lại; ô không có số liệu thì để trống.",
            at=bad[0].partition(":")[0],
        )
    return Tables(kind, whole, lines)


def _sheet_of(file: SourceFile, table: Table, given: list[Sheet]) -> Sheet:
    """The sheet of a table, with its columns where they were written; in CSV the only one."""
    whole = format_of(file) is not None
    sheet = next((one for one in given if not whole or fold(one.name) == fold(table.sheet)), None)
    if sheet is None:
        raise WrongColumns(
            f"Tệp {file.name} thiếu trang “{table.sheet}”; không nhập gì.",
            hint="Xuất lại mẫu bằng dongian template export, rồi chép các sửa đổi sang.",
            at=table.sheet,
        )
    _check_headers(file, table, sheet)
    return sheet


def _csv(file: SourceFile) -> Sheet:
    """One table; the separator is the sign that follows the first header (comma, semicolon, tab)."""
    text = read_text(file)
    after = text.lstrip('"')[len(key_header()) :].lstrip('"')[:1]
    try:
        rows = [
            tuple(row)
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=after or ",", strict=True)
        ]
    except (csv.Error, TypeError, ValueError) as error:
        raise UnreadableFile(
            f"Tệp {file.name}: CSV hỏng: {error}.", hint="Lưu lại dạng CSV UTF-8 từ Excel hoặc LibreOffice."
        ) from error
    if len(rows) > LIMITS.rows:
        raise FileTooLarge(f"Tệp {file.name} có {len(rows)} dòng.", hint="Tách tệp rồi nhập lại.")
    return Sheet(file.name, tuple(rows))


def _headers(sheet: Sheet) -> list[str]:
    return [squash(str(cell)) for cell in (sheet.rows[0] if sheet.rows else ())]


def _kind(file: SourceFile, sheets: list[Sheet]) -> TemplateKind:
    """The kind whose headers the sheets have most of."""
    present = {header for sheet in sheets for header in _headers(sheet)}

    def share(kind: TemplateKind) -> float:
        wanted = {header for table in kind.tables for header in table.headers}
        if format_of(file) is None:
            wanted = set(kind.csv.headers)
        return len(wanted & present) / len(wanted)

    return max(kinds().values(), key=share)


def _check_headers(file: SourceFile, table: Table, sheet: Sheet) -> None:
    headers = _headers(sheet)
    for number, wanted in enumerate(table.headers, start=1):
        found = headers[number - 1] if number <= len(headers) else ""
        if fold(found) != fold(wanted):
            why = "bị xóa hoặc đổi chỗ" if wanted not in headers[number:] else "có cột khác chèn vào trước"
            raise WrongColumns(
                f"Tệp {file.name}, trang “{sheet.name}”, ô {letters(number)}1: phải là cột “{wanted}”, "
                f"đang là “{found or 'trống'}” (cột {why}); không nhập gì.",
                hint="Trả cột về chỗ cũ, hoặc xuất lại mẫu bằng dongian template export.",
                at=f"{sheet.name}!{letters(number)}1",
            )


def _lines(table: Table, sheet: Sheet, bad: list[str], issues: IssueLog) -> list[Line]:
    told: list[Line] = []
    for number, cells in enumerate(sheet.rows[1:], start=2):
        if not any(is_filled(cell) for cell in cells):
            continue
        place = Place(section=table.sheet, row=number)
        said: dict[str, Any] = {}
        for across, column in enumerate(table.columns, start=2):
            cell = cells[across - 1] if across <= len(cells) else ""
            at = f"trang “{sheet.name}”, ô {letters(across)}{number} ({column.header})"
            said[column.field] = _value(column, cell, at, bad)
        for across, cell in enumerate(cells[len(table.columns) + 1 :], start=len(table.columns) + 2):
            if is_filled(cell):
                issues.add(
                    "unread-cells",
                    f"Cột {letters(across)} không thuộc mẫu và có nội dung: {shown(cell)[:120]}",
                    place=Place(section=sheet.name, row=number, cell=across),
                    quote=shown(cell),
                )
        told.append(Line(squash(bare_cell(nfc(shown(cells[0])))) if cells else "", said, place))
    return told


def _value(column: Column, cell: Cell, at: str, bad: list[str]) -> Any:
    """The value of a cell; what does not fit is noted in `bad`."""
    if column.kind == "info":
        return None
    text = cell if isinstance(cell, str) else shown(cell)
    text = bare_cell(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        if column.required:
            bad.append(f"{at}: không được để trống")
        return (
            from_cell("", empty=column.empty)
            if column.kind == "text"
            else ()
            if column.kind in LISTS
            else None
        )
    if column.kind == "text":
        return from_cell(text, empty=column.empty)
    if column.kind in LISTS:
        items = list_from_cell(text)
        return items if column.enum is None else tuple(_word(column, item, at, bad) for item in items)
    if column.kind == "enum":
        return _word(column, text, at, bad)
    if column.kind == "date":
        return _day(cell, text, at, bad)
    return _figure(column, cell, text.strip(), at, bad)


LISTS = ("list", "enums")


def _word(column: Column, text: str, at: str, bad: list[str]) -> str | None:
    known = values(column.enum or "")
    value = known.get(fold(text).strip(" ."))
    if value is None:
        words = ", ".join(dict.fromkeys(f"“{word}”" for word in known if word not in known.values()))
        bad.append(f"{at}: “{text[:40]}” không phải một trong các từ {words}")
    return value


def _figure(column: Column, cell: Cell, text: str, at: str, bad: list[str]) -> float | int | None:
    pattern = WHOLE if column.kind == "whole" else NUMBER
    if isinstance(cell, bool) or not isinstance(cell, int | float | str) or not pattern.fullmatch(text):
        kind = "số nguyên" if column.kind == "whole" else "số"
        bad.append(f"{at}: “{text[:40]}” không phải {kind} không âm")
        return None
    value = float(text.replace(",", "."))
    return int(value) if column.kind == "whole" else value


def _day(cell: Cell, text: str, at: str, bad: list[str]) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and int(cell) in SERIALS and int(cell) == cell:
        return FIRST_DAY + timedelta(days=int(cell))
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        told = parse_date(text)
    if told is None:
        bad.append(f"{at}: “{text[:40]}” không phải một ngày (viết 2026-07-01 hoặc 01/07/2026)")
    return told


def by_key(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Lines of each procedure, in order."""
    told: dict[str, list[Line]] = {}
    for line in lines:
        told.setdefault(line.key, []).append(line)
    return told
