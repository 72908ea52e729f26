"""Official list exports of procedures (Danh sách TTHC, .xlsx), of the portal and of the national database.

A banner above the header row is passed over; columns are found by their words
(lookups/list_columns.toml). Several agencies stand in one cell, one a line.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.errors import WrongColumns
from catalogue.issues import IssueLog
from catalogue.records import Coverage, Decision, Procedure
from catalogue.text import squash
from importers.base import Importer, Rank, SourceFile, accept
from importers.identity import Identity, identify, settle
from importers.phrases.dates import parse_date
from importers.phrases.enums import parse_kind, parse_levels, split_applicants
from importers.portal import Doubts, decision_number
from importers.readers.xlsx import Cell, Row, Sheet, headers_of, is_filled, read_sheets, rows_under
from importers.workbooks import format_of, kind_of

NAME = "portal-list"
SEARCHED_ROWS = 20
"""The header stands below a banner of few rows."""


@cache
def lookup() -> dict[str, Any]:
    """Headers by field, and columns ignored by name."""
    return tomllib.loads(files("importers").joinpath("lookups/list_columns.toml").read_text("utf-8"))


def recognise(file: SourceFile) -> bool:
    """A workbook (.xlsx) of no other kind; whether its columns are those of a list, `extract` says."""
    return format_of(file) == "xlsx" and kind_of(file) is None


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """One record per row of every sheet with the columns of a list.

    Raises:
        WrongColumns: no sheet has them; says which are missing and which were found.
    """
    rows = [(row, columns) for sheet in _lists(file, issues) for row, columns in _rows(*sheet)]
    named = [
        (row, columns, name) for row, columns in rows if (name := _name(row, columns, issues)) is not None
    ]
    identities = [_identity(row, columns, name, issues) for row, columns, name in named]
    for (row, columns, name), identity in zip(named, settle(identities, issues), strict=True):
        procedure = _procedure(file, row, columns, name, identity, issues)
        if procedure is not None:
            yield procedure


def _columns(row: tuple[Cell, ...]) -> dict[str, str]:
    """Field to folded header, for the fields whose header stands in the row."""
    headers = headers_of(row)
    told: dict[str, list[str]] = lookup()["columns"]
    return {
        name: found
        for name, spellings in told.items()
        if (found := next((h for h in spellings if h in headers), None))
    }


def _lists(file: SourceFile, issues: IssueLog) -> list[tuple[Sheet, int, dict[str, str]]]:
    found: list[tuple[Sheet, int, dict[str, str]]] = []
    others: list[Sheet] = []
    for sheet in read_sheets(file):
        at = next((n for n, row in enumerate(sheet.rows[:SEARCHED_ROWS], 1) if _is_header(row)), None)
        if at is None:
            others.append(sheet)
        else:
            found.append((sheet, at, _columns(sheet.rows[at - 1])))
    if not found:
        raise _wrong(file, others)
    for sheet in others:
        issues.add(
            "unread-cells",
            f"Trang “{sheet.name}” không phải danh sách thủ tục; {len(sheet.rows)} dòng không đọc.",
        )
    return found


def _is_header(row: tuple[Cell, ...]) -> bool:
    return set(lookup()["required"]) <= set(_columns(row))


def _wrong(file: SourceFile, sheets: list[Sheet]) -> WrongColumns:
    """Which columns a list must have, which were missing, and which were found instead."""
    searched = [row for sheet in sheets for row in sheet.rows[:SEARCHED_ROWS]]
    best = max(searched, key=lambda row: (len(_columns(row)), len(headers_of(row))), default=())
    has = _columns(best)
    missing = ", ".join(
        f"“{lookup()['columns'][name][0]}”" for name in lookup()["required"] if name not in has
    )
    found = ", ".join(f"“{squash(str(cell))[:40]}”" for cell in best if is_filled(cell)) or "không có cột nào"
    return WrongColumns(
        f"Bảng tính {file.name} thiếu cột {missing}; các cột tìm thấy: {found}.",
        hint="Dùng tệp xuất “Danh sách TTHC”: Mã số, Tên, Cơ quan ban hành, Cơ quan thực hiện, Lĩnh vực.",
    )


def _rows(sheet: Sheet, at: int, columns: dict[str, str]) -> Iterator[tuple[Row, dict[str, str]]]:
    """Rows of a list; a header repeated on a later page is no row."""
    for row in rows_under(sheet, at):
        if not _is_header(sheet.rows[row.number - 1]):
            yield row, columns


def _name(row: Row, columns: dict[str, str], issues: IssueLog) -> str | None:
    name = squash(row.text(columns["name"]) or "")
    if not name:
        told = "; ".join(str(cell) for _, cell in row.cells.values())
        issues.add("name-missing", f"Dòng không có tên thủ tục: {told[:120]}", place=row.place(), quote=told)
        return None
    return name


def _identity(row: Row, columns: dict[str, str], name: str, issues: IssueLog) -> Identity:
    header = columns["code"]
    cell = row.take(header)
    return identify(
        None if cell is None else str(cell),
        name=name,
        agency=row.text(columns.get("issuing_agency")),
        level=row.text(columns.get("sector")),
        place=row.place(header),
        issues=issues,
    )


def _procedure(
    file: SourceFile, row: Row, columns: dict[str, str], name: str, identity: Identity, issues: IssueLog
) -> Procedure | None:
    doubts = Doubts(issues, identity.key)
    said: dict[str, Any] = identity.said | {
        "name": name,
        "coverage": Coverage.LISTED,
        "sector": _line(row, columns.get("sector")),
        "levels": parse_levels(row.text(columns.get("levels")) or ""),
        "kind": parse_kind(row.text(columns.get("kind")) or ""),
        "issuing_agency": _line(row, columns.get("issuing_agency")),
        "handling_agencies": row.lines(columns.get("handling_agencies")),
        "applicants": split_applicants(row.text(columns.get("applicants")) or ""),
        "address": row.text(columns.get("address")),
        "keywords": row.text(columns.get("keywords")),
        "decision": _decision(row, columns, doubts),
        "source": file.source(NAME, row.place()),
    }
    row.finish(issues, procedure=identity.key, ignore=lookup()["ignore"])
    return accept(said | {"issues": issues.codes_of(identity.key)}, issues, place=row.place())


def _line(row: Row, header: str | None) -> str | None:
    return "; ".join(row.lines(header)) or None


def _decision(row: Row, columns: dict[str, str], doubts: Doubts) -> Decision | None:
    """The decision named in its column, with its date where the row has one."""
    header = columns.get("decision")
    written, cell = row.text(header), row.take(columns.get("decision_date"))
    if written is None and cell is None:
        return None
    number = decision_number(written, doubts, place=row.place(header))
    return Decision(number=number, date=_day(cell) or parse_date(written or ""))


def _day(cell: Cell | None) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else parse_date(str(cell or ""))


IMPORTER = Importer(
    NAME,
    "Danh sách thủ tục hành chính xuất từ cổng hoặc cơ sở dữ liệu quốc gia (bảng tính)",
    Rank.NATIONAL_LIST,
    recognise,
    extract,
    formats=(".xlsx",),
)
