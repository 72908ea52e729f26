"""Templates for people to edit: records to the tables of catalogue/lookups/template.toml, as XLSX or CSV.

Texts are written as strings, never as formulas; in CSV an apostrophe disarms them (catalogue/template.py).
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from catalogue.errors import CatalogueError
from catalogue.records import Procedure, Record
from catalogue.template import (
    Column,
    Table,
    TemplateKind,
    armoured,
    guide,
    labels,
    list_to_cell,
    spare,
    to_cell,
)
from publishing.cells import LONGEST
from publishing.exports.files import replacing

Cell = str | int | float | date | None
Line = dict[str, Any]


class CellTooLong(CatalogueError):
    """A text longer than a cell of XLSX; nothing is written."""


CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 the format has no zone
"""The time that every workbook states, so that equal contents are equal bytes."""


def write_template(
    path: Path, kind: TemplateKind, records: Sequence[Procedure], *, about: str | None = None
) -> int:
    """Write a template; rows written. The suffix says which format; `about` where a workbook comes from.

    Raises:
        CellTooLong: a text does not fit into a cell of XLSX.
        CannotWrite: the target cannot be written.
        CatalogueError: another suffix.
    """
    if path.suffix.lower() == ".csv":
        with replacing(path) as beside:
            return _csv(beside, kind.csv, records)
    if path.suffix.lower() == ".xlsx":
        with replacing(path) as beside:
            return _xlsx(beside, kind.tables, records, about)
    raise CatalogueError(
        f"{path.name}: chỉ ghi được .xlsx hoặc .csv.", hint="Đặt tên tệp mẫu.xlsx hoặc mẫu.csv."
    )


def lines_of(table: Table, record: Procedure) -> Iterator[Line]:
    """The rows of one record in one table, by field."""
    if table.part is None:
        yield {column.field: _at(record, column.field) for column in table.columns}
    elif table.part == "channels":
        for number, way in enumerate(record.channels, start=1):
            limit = way.time_limit
            yield {
                "number": number,
                "channel": way.channel,
                "time_limit.value": limit.value if limit else None,
                "time_limit.unit": limit.unit if limit else None,
                "time_limit.text": limit.text if limit else None,
                "text": way.text,
            }
    elif table.part == "fees":
        for number, way in enumerate(record.channels, start=1):
            for fee in way.fees:
                yield {"number": number} | {
                    column.field: getattr(fee, column.field) for column in table.columns[1:]
                }
    elif table.part == "cases":
        for number, case in enumerate(record.cases, start=1):
            head = {"procedure": record.name, "number": number, "case": case.name}
            if not case.components:
                yield head
            for component in case.components:
                fields = ("code", "text", "originals", "copies", "forms", "notes")
                yield head | {name: getattr(component, name) for name in fields}
    else:
        for row in getattr(record, table.part):
            yield {column.field: _at(row, column.field) for column in table.columns}


def _at(record: Record, field: str) -> Any:
    name, _, inner = field.partition(".")
    value = getattr(record, name)
    return value if not inner or value is None else getattr(value, inner)


def cell_of(column: Column, value: Any) -> Cell:
    """A value as its cell shows it."""
    if column.kind in ("list", "enums"):
        items = [labels(column.enum)[str(item)] for item in value or ()] if column.enum else value or ()
        return list_to_cell(items)
    if value is None:
        return None
    if column.kind == "enum":
        return labels(column.enum or "")[str(value)]
    if column.kind in ("whole", "number", "date"):
        told: Cell = value
        return told
    return to_cell(value, empty=column.empty)


def _rows(table: Table, records: Iterable[Procedure]) -> Iterator[list[Cell]]:
    for record in records:
        for line in lines_of(table, record):
            yield [record.key, *(cell_of(column, line.get(column.field)) for column in table.columns)]


def _csv(path: Path, table: Table, records: Sequence[Procedure]) -> int:
    rows = [[_shown(cell) for cell in row] for row in _rows(table, records)]
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([table.headers, *rows])
    return len(rows)


def _shown(cell: Cell) -> str:
    if isinstance(cell, str):
        return armoured(cell)
    return (
        ""
        if cell is None
        else cell.isoformat()
        if isinstance(cell, date)
        else f"{cell:g}"
        if cell
        else str(cell)
    )


def _xlsx(path: Path, tables: Sequence[Table], records: Sequence[Procedure], about: str | None) -> int:
    filled = {table.name: list(_rows(table, records)) for table in tables}
    for table in tables:
        _check(table, filled[table.name])
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": CREATED, "comments": about or ""})
        formats = {
            "head": book.add_format(
                {"bold": True, "text_wrap": True, "bg_color": "#D9E1F2", "valign": "top"}
            ),
            "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "whole": book.add_format({"num_format": "0", "valign": "top"}),
            "number": book.add_format({"num_format": "General", "valign": "top"}),
        }
        for table in tables:
            _sheet(book, table, filled[table.name], formats)
        name, lines = guide()
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 0, 120, formats["text"])
        for number, line in enumerate([*lines, *([about] if about else [])]):
            sheet.write_string(number, 0, line, formats["text"])
    return sum(map(len, filled.values()))


def _check(table: Table, rows: list[list[Cell]]) -> None:
    for number, row in enumerate(rows, start=2):
        for header, cell in zip(table.headers, row, strict=True):
            if isinstance(cell, str) and len(cell.encode("utf-16-le")) // 2 >= LONGEST:
                raise CellTooLong(
                    f"Trang “{table.sheet}”, dòng {number}, cột “{header}” ({row[0]}): "
                    f"văn bản dài {len(cell)} ký tự, vượt {LONGEST} ký tự của một ô; không ghi tệp.",
                    hint="Xuất bằng .csv, hoặc dongian procedures export.",
                )


def _sheet(book: Any, table: Table, rows: list[list[Cell]], formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(table.sheet)
    kinds = ["text", *(column.kind if column.kind in formats else "text" for column in table.columns)]
    for number, (kind, width) in enumerate(zip(kinds, [18, *(c.width for c in table.columns)], strict=True)):
        sheet.set_column(number, number, width, formats[kind])
        sheet.write_string(0, number, table.headers[number], formats["head"])
    for down, row in enumerate(rows, start=1):
        for across, cell in enumerate(row):
            form = formats[kinds[across]]
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(down, across, spare(cell), form)
            elif isinstance(cell, date):
                sheet.write_datetime(down, across, cell, form)
            elif cell is not None:
                sheet.write_number(down, across, cell, form)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns))
