"""Our own export as a package of CSV tables (dongian publish csv TỆP.zip), read back.

Tables and columns are those of catalogue/flat.py; every file is checked against the hash in
datapackage.json. One table alone, or the descriptor alone, is refused with what to do.
"""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import Any

from catalogue.errors import UnreadableFile, WrongColumns
from catalogue.exported import MARK, PACKAGE, meant
from catalogue.flat import KEY, FlatTable, Row, flat_tables, told_of
from catalogue.issues import IssueLog
from catalogue.records import Place, Procedure
from importers.base import Importer, Rank, SourceFile, accept
from importers.limits import LIMITS, Shape, shape_of
from importers.readers.feed import read_json, read_text
from importers.readers.package import Package, open_package
from importers.sources.canonical import edits, placed, tell_doubts

NAME = "table-package"
AGAIN = "Xuất lại thành một gói từ danh mục gốc: dongian publish csv TỆP.zip."
HEADER_LINES = {",".join(table.headers) for table in flat_tables()}
Keyed = dict[str, dict[str, list[tuple[Row, int]]]]
"""Rows with their lines by key and table."""


def recognise(file: SourceFile) -> bool:
    """A zip package with our descriptor; or the descriptor or a table alone, to say what to do with it."""
    if shape_of(file.data) is Shape.ZIP:
        with suppress(UnreadableFile):
            package = open_package(file.data)
            return PACKAGE in package and MARK.encode() in package.read(PACKAGE)[:400]
        return False
    head = file.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"{"):
        return f'"{MARK}"'.encode() in head and b'"tabular-data-package"' in head
    return head.partition(b"\n")[0].strip().decode("utf-8", "replace") in HEADER_LINES


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """One record per row of the table of procedures, in its order.

    Raises:
        UnreadableFile: one table alone; a table is missing, changed, or holds what its column cannot.
        WrongColumns: a column was taken out, moved or renamed.
    """
    if shape_of(file.data) is not Shape.ZIP:
        raise UnreadableFile(
            f"{file.name} là một phần của gói bảng CSV; một phần không đủ để nhập.", hint=AGAIN
        )
    package = open_package(file.data)
    _check(file, package)
    rows: Keyed = defaultdict(lambda: defaultdict(list))
    for table in flat_tables():
        for row, line in _read(file, package, table):
            rows[row[KEY]][table.name].append((row, line))
    doubts: Counter[str] = Counter()
    for key, told in rows.items():
        said, codes = _said(file, key, told)
        doubts.update(codes)
        record = accept(said, issues, place=said["source"].place)
        if record is not None:
            yield record
    tell_doubts(file, doubts, issues)


def _check(file: SourceFile, package: Package) -> None:
    """Every table as it was written: by its hash in the descriptor."""
    told = read_json(SourceFile(PACKAGE, package.read(PACKAGE)))
    hashes = {one.get("path"): one.get("hash") for one in told.get("resources", ()) if isinstance(one, dict)}
    for table in flat_tables():
        name = f"{table.name}.csv"
        if name not in package:
            raise UnreadableFile(f"Gói {file.name} thiếu bảng {name}; không nhập gì.", hint=AGAIN, at=name)
        if hashes.get(name) != f"sha256:{sha256(package.read(name)).hexdigest()}":
            raise UnreadableFile(
                f"Gói {file.name}: bảng {name} đã bị sửa sau khi xuất (không khớp {PACKAGE}); không nhập gì.",
                hint="Muốn sửa nội dung rồi nhập lại: dùng mẫu biểu, dongian template export. " + AGAIN,
                at=name,
            )


def _read(file: SourceFile, package: Package, table: FlatTable) -> Iterator[tuple[Row, int]]:
    name = f"{table.name}.csv"
    csv.field_size_limit(LIMITS.file_bytes)
    lines = csv.reader(io.StringIO(read_text(SourceFile(name, package.read(name))), newline=""), strict=True)
    try:
        header = tuple(next(lines, ()))
        if header != table.headers:
            raise WrongColumns(
                f"Gói {file.name}: bảng {name} có các cột {', '.join(header)[:200]}; cần "
                f"{', '.join(table.headers)}.",
                hint=AGAIN,
                at=name,
            )
        for cells in lines:
            yield _row(table, cells, name, lines.line_num), lines.line_num
    except csv.Error as error:
        raise UnreadableFile(
            f"Gói {file.name}: bảng {name}, dòng {lines.line_num} hỏng ({error}).", hint=AGAIN, at=name
        ) from error


def _row(table: FlatTable, cells: list[str], name: str, line: int) -> Row:
    try:
        key, *rest = cells
        numbers = [int(cell) for cell in rest[: len(table.numbers)]]
        values = [meant(field, cell) for field, cell in zip(table.fields, rest[len(numbers) :], strict=True)]
    except (ValueError, json.JSONDecodeError) as error:
        raise UnreadableFile(
            f"Bảng {name}, dòng {line}: ô không đúng kiểu của cột ({error}); không nhập gì.",
            hint=AGAIN,
            at=f"{name}, dòng {line}",
        ) from error
    return dict(zip(table.headers, [key, *numbers, *values], strict=True))


def _said(
    file: SourceFile, key: str, told: dict[str, list[tuple[Row, int]]]
) -> tuple[dict[str, Any], list[str]]:
    try:
        value = told_of(key, {name: [row for row, _ in rows] for name, rows in told.items()})
    except KeyError as error:
        name, ((_, line), *_) = next(iter(told.items()))
        raise UnreadableFile(
            f"Bảng {name}.csv, dòng {line}: thủ tục “{key}” không có dòng chủ ở bảng trên; không nhập gì.",
            hint=AGAIN,
            at=f"{name}.csv, dòng {line}",
        ) from error
    line = told["procedures"][0][1]
    return placed(file, NAME, value, Place(path="procedures.csv", row=line))


IMPORTER = Importer(
    NAME,
    "Gói bảng CSV của Đơn Giản (Frictionless Data Package)",
    Rank.NATIONAL_PORTAL,
    recognise,
    extract,
    formats=(".zip",),
    edits=edits,
)
