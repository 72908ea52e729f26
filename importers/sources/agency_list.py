"""Lists of agencies (danh bạ cơ quan) that update the register: spreadsheet, CSV or JSON.

Takes rows in the columns of catalogue/agencies_rows.py. A row that cannot be taken is an issue; the
others are taken, unless they do not fit together: then the store refuses the file.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from pydantic import ValidationError

from catalogue.agencies import RegisterEntry
from catalogue.agencies_rows import HEADINGS, REQUIRED, RowNotUnderstood, entries_of
from catalogue.errors import FileTooLarge, UnreadableFile, WrongColumns
from catalogue.issues import IssueLog
from catalogue.records import Place
from catalogue.text import fold, squash
from importers.base import Importer, Rank, SourceFile
from importers.limits import LIMITS
from importers.readers.feed import read_json, read_text
from importers.readers.xlsx import shown
from importers.workbooks import format_of, kind_of, read_workbook

NAME = "agency-list"
JSON_KEY = '"agency_register"'
Read = Callable[[Place, IssueLog], tuple[RegisterEntry, ...]]
"""One row, not yet understood."""


def recognise(file: SourceFile) -> bool:
    """A workbook or CSV with the columns of the register, or its JSON."""
    if format_of(file) is not None:
        return kind_of(file) == NAME
    head = file.head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").lstrip()
    if head.startswith("{"):
        return JSON_KEY in head[:200]
    first = fold(head.splitlines()[0]) if head else ""
    return all(fold(heading) in first for heading in REQUIRED)


def extract(file: SourceFile, issues: IssueLog) -> Iterator[RegisterEntry]:
    """Entries in the order of the rows.

    Raises:
        UnreadableFile: a broken CSV or JSON.
        WrongColumns: a column that every list must have is missing.
    """
    rows = _json_rows(file) if format_of(file) is None and _is_json(file) else _rows(file)
    for place, read in rows:
        try:
            yield from read(place, issues)
        except RowNotUnderstood as error:
            issues.add("record-rejected", f"Không nhập được dòng danh bạ: {error}.", place=place)


def _is_json(file: SourceFile) -> bool:
    return file.head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _json_rows(file: SourceFile) -> Iterator[tuple[Place, Read]]:
    told = read_json(file)
    listed = told.get("entries") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise UnreadableFile(
            f"Tệp {file.name} không có danh sách “entries”.",
            hint="Dùng tệp do dongian agencies export --format json ghi ra.",
        )
    for number, row in enumerate(listed):
        yield Place(path=f"/entries/{number}"), partial(_entry, row)


def _entry(row: Any, _place: Place, _issues: IssueLog) -> tuple[RegisterEntry, ...]:
    try:
        return (RegisterEntry.model_validate_json(json.dumps(row)),)
    except ValidationError as error:
        fault = error.errors()[0]
        raise RowNotUnderstood(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error


def _rows(file: SourceFile) -> Iterator[tuple[Place, Read]]:
    for name, sheet in _sheets(file):
        header = _header(file, sheet)
        if header is None:
            continue
        at, headings = header
        for number, cells in enumerate(sheet[at + 1 :], start=at + 2):
            row = {h: cell for h, cell in zip(headings, cells, strict=False) if h and cell.strip()}
            if row:
                yield Place(section=name, row=number), partial(_entries, row)


def _entries(row: Mapping[str, str], place: Place, issues: IssueLog) -> tuple[RegisterEntry, ...]:
    for heading in sorted(set(row) - set(HEADINGS)):
        message = f"Cột “{heading}” có nội dung nhưng không có trong mẫu danh bạ: {row[heading][:120]}"
        issues.add("unread-cells", message, place=place, field=heading, quote=row[heading])
    return entries_of(row)


def _sheets(file: SourceFile) -> Iterator[tuple[str | None, list[list[str]]]]:
    if format_of(file) is not None:
        for sheet in read_workbook(file):
            yield sheet.name, [[shown(cell) for cell in row] for row in sheet.rows]
        return
    text = read_text(file)
    separator = max(",;\t", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except (csv.Error, ValueError) as error:
        raise UnreadableFile(
            f"Tệp {file.name}: CSV hỏng: {error}.", hint="Lưu lại dạng CSV UTF-8 từ Excel hoặc LibreOffice."
        ) from error
    if len(rows) > LIMITS.rows:
        raise FileTooLarge(f"Tệp {file.name} có {len(rows)} dòng.", hint="Tách tệp rồi nhập lại.")
    yield None, rows


def _header(file: SourceFile, rows: list[list[str]]) -> tuple[int, list[str]] | None:
    """The row of headings and the headings as the register writes them; None: a sheet of other words."""
    known = {fold(heading): heading for heading in HEADINGS}
    for number, cells in enumerate(rows[:20]):
        folded = [fold(squash(cell)) for cell in cells]
        if fold(REQUIRED[0]) not in folded:
            continue
        missing = [heading for heading in REQUIRED if fold(heading) not in folded]
        if missing:
            raise WrongColumns(
                f"Tệp {file.name} thiếu cột “{'”, “'.join(missing)}”; không nhập gì.",
                hint="Xuất mẫu bằng dongian agencies export rồi điền lại.",
            )
        told = zip(folded, cells, strict=True)
        return number, [known.get(word, squash(cell)) for word, cell in told]
    return None


IMPORTER = Importer(
    NAME,
    "Danh bạ cơ quan: cập nhật tên, mã, kế thừa (bảng tính, CSV, JSON)",
    Rank.CORRECTION,
    recognise,
    extract,
    formats=(".xlsx", ".ods", ".csv", ".json"),
)
