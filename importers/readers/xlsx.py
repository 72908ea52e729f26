"""Spreadsheets (.xlsx) to sheets of cells, through python-calamine; a table under its header row.

Not here: which headers mean what (importers/lookups/list_columns.toml).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from catalogue.errors import FileTooLarge, UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Place
from catalogue.text import fold, nfc, squash
from importers.base import SourceFile
from importers.limits import LIMITS, Limits, megabytes
from importers.readers.package import AGAIN, Package, open_package

WHOLE = re.compile(
    rb"""<(?:\w+:)?(?:dimension|mergeCell)\b[^>]*\bref\s*=\s*["'](?:[0-9]+:[0-9]+|[A-Za-z]+:[A-Za-z]+)["'][^>]*/>"""
)
"""An extent of whole rows or columns (ref="1:1"): calamine takes it for a fault; it says nothing of cells."""
TOLD = 30
"""Unread cells of a row that are told one by one; what is beyond stands in one issue together."""
CORNER = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,9})([0-9]{1,12})[\"']")
"""Where a cell says it stands: r="B12"."""
SHARED = "xl/sharedStrings.xml"
INDEX = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^>]*>\s*<v>\s*([0-9]{1,9})\s*</v>")
"""A cell that holds a text of the shared ones, by its number."""
Cell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and rows; row and column numbers start at 1 at the sheet's corner."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def read_sheets(file: SourceFile, limits: Limits = LIMITS) -> Iterator[Sheet]:
    """All sheets with any cell, in the order of the workbook.

    Raises:
        UnreadableFile: no workbook, or broken.
        HostileFile: refused by the guards of the package.
        FileTooLarge: a sheet over `limits.rows` or `limits.cells`.
    """
    package = open_package(file.data, limits)
    package.verify()
    if package.kind != "xlsx":
        raise UnreadableFile(
            f"Tệp {file.name} là gói {package.kind}, không phải bảng tính .xlsx.",
            hint="Mở bằng Excel hoặc LibreOffice, lưu thành .xlsx rồi nhập lại.",
        )
    for member in package.names:
        if member.endswith(".xml"):
            _check_corner(member, package.read(member), limits)
    _check_shared(package, limits)
    try:
        workbook = load_workbook(BytesIO(_without_whole(package, file.data)))
        for name in workbook.sheet_names:
            rows = _rows(workbook, name, limits)
            if rows:
                yield Sheet(name, rows)
    except CalamineError as error:
        raise UnreadableFile(f"Bảng tính {file.name} bị hỏng: {error}.", hint=AGAIN) from error


def _without_whole(package: Package, data: bytes) -> bytes:
    """The workbook without extents of whole rows or columns; the same bytes where it has none."""
    sheets = {name: package.read(name) for name in package.names if name.startswith("xl/worksheets/")}
    if not any(WHOLE.search(sheet) for sheet in sheets.values()):
        return data
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in package.names:
            archive.writestr(name, WHOLE.sub(b"", sheets[name]) if name in sheets else package.read(name))
    return stream.getvalue()


def _check_corner(member: str, data: bytes, limits: Limits) -> None:
    """Refuse a sheet whose farthest cell makes it larger than the limit, before room is made for it."""
    rows = columns = 0
    for letters, digits in set(CORNER.findall(data)):
        rows = max(rows, int(digits))
        number = 0
        for letter in letters.upper():
            number = number * 26 + letter - 64
        columns = max(columns, number)
    if rows * columns > limits.cells:
        raise FileTooLarge(
            f"Trang {member} trải tới dòng {rows}, cột {columns}: vượt giới hạn {limits.cells} ô.",
            hint="Xóa các ô xa bảng (định dạng thừa), lưu lại rồi nhập lại.",
        )


def _check_shared(package: Package, limits: Limits) -> None:
    """Refuse a workbook whose cells repeat long texts until they fill the memory."""
    if SHARED not in package:
        return
    lengths = [len(text) for text in package.read(SHARED).split(b"</si>")]
    sheets = [package.read(name) for name in package.names if name.startswith("xl/worksheets/")]
    if max(lengths) * sum(sheet.count(b"<v>") for sheet in sheets) <= limits.unpacked_bytes:
        return
    asked = Counter(int(found) for sheet in sheets for found in INDEX.findall(sheet))
    total = sum(lengths[at] * times for at, times in asked.items() if at < len(lengths))
    if total > limits.unpacked_bytes:
        raise FileTooLarge(
            f"Các ô lặp lại những đoạn dài, bung ra {megabytes(total)}, "
            f"vượt giới hạn {megabytes(limits.unpacked_bytes)}.",
            hint="Rút ngắn nội dung bị lặp lại, lưu lại rồi nhập lại.",
        )


def _rows(workbook: CalamineWorkbook, name: str, limits: Limits) -> tuple[tuple[Cell, ...], ...]:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except CalamineError as error:
        raise UnreadableFile(
            f"Không đọc được trang “{name}” của bảng tính: {error}.",
            hint="Bỏ ô gộp và bộ lọc phủ cả dòng hoặc cả cột của trang này, lưu lại rồi nhập lại.",
            at=name,
        ) from error
    if sheet.total_height > limits.rows:
        raise FileTooLarge(
            f"Trang {name} có {sheet.total_height} dòng, vượt giới hạn {limits.rows}.",
            hint="Tách trang rồi nhập lại.",
        )
    return tuple(tuple(row) for row in sheet.to_python(skip_empty_area=False))


@dataclass
class Row:
    """One row under a header; each column is taken by its name, and what is left is told by `finish`."""

    sheet: str
    number: int
    cells: Mapping[str, tuple[int, Cell]]
    """Folded header to column number and cell; filled cells only."""
    taken: set[str] = field(default_factory=set)

    def place(self, header: str | None = None) -> Place:
        """Where the row, or the cell under a header, stands."""
        found = self.cells.get(header or "")
        return Place(section=self.sheet, row=self.number, cell=found[0] if found else None)

    def take(self, header: str | None) -> Cell | None:
        """The cell under a header, None where it is empty or there is no such column."""
        if header is None or header not in self.cells:
            return None
        self.taken.add(header)
        return self.cells[header][1]

    def text(self, header: str | None) -> str | None:
        """The words of a cell, without blanks at the ends; line breaks stay."""
        cell = self.take(header)
        return None if cell is None else nfc(shown(cell)).strip() or None

    def lines(self, header: str | None) -> tuple[str, ...]:
        """The filled lines of a cell, each once."""
        text = self.text(header)
        lines = (squash(line) for line in (text or "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def finish(self, issues: IssueLog, *, procedure: str | None, ignore: Iterable[str]) -> None:
        """Tell every filled cell that was neither taken nor ignored by name."""
        known = self.taken.union(ignore)
        unread = [(header, cell) for header, (_, cell) in self.cells.items() if header not in known]
        for header, cell in unread[:TOLD]:
            issues.add(
                "unread-cells",
                f"Cột “{header}” có nội dung nhưng không được đọc: {shown(cell)[:120]}",
                place=self.place(header),
                procedure=procedure,
                field=header,
                quote=shown(cell),
            )
        if len(unread) > TOLD:
            issues.add(
                "unread-cells",
                f"Còn {len(unread) - TOLD} ô khác của dòng có nội dung nhưng không được đọc, "
                f"từ “{unread[TOLD][0]}” đến “{unread[-1][0]}”.",
                place=self.place(),
                procedure=procedure,
                quote=" | ".join(shown(cell) for _, cell in unread[TOLD:]),
            )


def shown(cell: Cell) -> str:
    """A cell as a person reads it: whole numbers without a fraction, days as ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def is_filled(cell: Cell) -> bool:
    """Whether a cell says anything."""
    return not (isinstance(cell, str) and not squash(cell))


def headers_of(row: Iterable[Cell]) -> dict[str, int]:
    """Folded header to column number, for a row of words; the first of two equal headers holds."""
    found: dict[str, int] = {}
    for number, cell in enumerate(row, start=1):
        if isinstance(cell, str) and is_filled(cell):
            found.setdefault(fold(cell).strip(" .:*"), number)
    return found


def rows_under(sheet: Sheet, header_row: int) -> Iterator[Row]:
    """Filled rows below a header row; a filled cell without a header is filed under its column number."""
    columns = {number: header for header, number in headers_of(sheet.rows[header_row - 1]).items()}
    for number, cells in enumerate(sheet.rows[header_row:], start=header_row + 1):
        filled = {
            columns.get(column, f"cột {column}"): (column, cell)
            for column, cell in enumerate(cells, start=1)
            if is_filled(cell)
        }
        if filled:
            yield Row(sheet.name, number, filled)
