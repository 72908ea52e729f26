"""Small tables that officials keep (CSV, XLSX) to records: feedback, legal texts, publications, calendars.

Here: headers by their usual names, days, one row to one record; every fault names its cell. A table is taken
whole or not at all. Not here: storing (catalogue/store/notebook.py).
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePath
from typing import Any, TypeVar

from pydantic import ValidationError

from analysis.paper_keys import lookup
from catalogue.errors import CatalogueError
from catalogue.template import bare_cell
from catalogue.text import fold, squash

Told = TypeVar("Told")
FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets."""
SHOWN = 10
FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


class BadEntries(CatalogueError):
    """A table that cannot be trusted; nothing of it is stored."""


@dataclass(frozen=True)
class Row:
    """One row: values by our names, and where it stands."""

    values: Mapping[str, Any]
    at: str


def read_rows(name: str, data: bytes, kind: str) -> tuple[Row, ...]:
    """The rows of a table of a kind (lookups/entry_columns.toml).

    Raises:
        BadEntries: no table, or a required column is missing; says which headers are understood.
    """
    columns = lookup("entry_columns")[kind]
    for sheet, cells in _sheets(name, data):
        for number, header in enumerate(cells[:SHOWN]):
            found = _columns(header, columns)
            if all(one["name"] in found.values() for one in columns if one.get("required")):
                return tuple(_rows(sheet, cells, number, found))
    wanted = "; ".join(" | ".join(one["headers"]) for one in columns if one.get("required"))
    raise BadEntries(
        f"{name}: không có bảng với các cột bắt buộc.",
        hint=f"Cột bắt buộc (tên nào cũng được): {wanted}",
        at=name,
    )


def records_of(rows: tuple[Row, ...], make: Callable[[Mapping[str, Any]], Told]) -> tuple[Told, ...]:
    """One record a row.

    Raises:
        BadEntries: some rows cannot be; all of the first are named, nothing is taken.
    """
    told, faults = [], []
    for row in rows:
        try:
            told.append(make(row.values))
        except ValidationError as error:
            faults += [f"{row.at}: {_said(one)}" for one in error.errors()]
        except (ValueError, KeyError) as error:
            faults.append(f"{row.at}: {error}")
    if faults:
        raise BadEntries(
            f"{len(faults)} lỗi, chưa ghi gì: " + "; ".join(faults[:SHOWN]),
            hint="Sửa trong tệp rồi nhập lại.",
        )
    return tuple(told)


def _said(error: Any) -> str:
    where = ".".join(map(str, error["loc"]))
    return f"{where}: {str(error['msg']).removeprefix('Value error, ')}" if where else str(error["msg"])


def as_day(value: Any) -> date | None:
    """A day as a spreadsheet or a person writes it; None: empty.

    Raises:
        ValueError: no day.
    """
    if value in (None, ""):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float | int):
        return FIRST_DAY + timedelta(days=int(value))
    for form in FORMATS:
        try:
            return datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(f"“{value}” không phải một ngày (viết 2026-07-01 hoặc 01/07/2026)")


def as_word(value: Any, kind: str) -> str:
    """One of the words of a column of choices.

    Raises:
        ValueError: another word.
    """
    words: Mapping[str, list[str]] = lookup("entry_columns")["words"][kind]
    told = fold(str(value or ""))
    for name, several in words.items():
        if told == name or told in several:
            return name
    known = ", ".join(several[0] for several in words.values())
    raise ValueError(f"“{value}” không phải một trong: {known}")


def _columns(header: list[Any], columns: list[dict[str, Any]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, cell in enumerate(header):
        told = fold(str(cell or ""))
        for one in columns:
            if told == one["name"] or told in one["headers"]:
                found.setdefault(place, one["name"])
    return found


def _rows(sheet: str, cells: list[list[Any]], header: int, found: dict[int, str]) -> Iterator[Row]:
    for number, line in enumerate(cells[header + 1 :], start=header + 2):
        values = {
            name: bare_cell(squash(cell)) if isinstance(cell := line[place], str) else cell
            for place, name in found.items()
            if place < len(line)
        }
        if any(value not in (None, "") for value in values.values()):
            filled = {name: value for name, value in values.items() if value not in (None, "")}
            yield Row(filled, f"{sheet}, dòng {number}")


def _sheets(name: str, data: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    if PurePath(name).suffix.lower() in {".xlsx", ".ods", ".xls"}:
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            for sheet in book.sheet_names:
                yield f"trang “{sheet}”", book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except CalamineError as error:
            raise BadEntries(f"{name}: không mở được bảng tính: {error}", at=name) from error
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadEntries(f"{name}: không phải UTF-8.", hint="Lưu lại dạng CSV UTF-8.", at=name) from error
    first = text.partition("\n")[0]
    mark = max(";,\t", key=first.count)
    yield name, [list(row) for row in csv.reader(io.StringIO(text), delimiter=mark)]
