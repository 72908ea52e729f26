"""Tables of figures (CSV, XLSX) to parameter entries; every error names its sheet and cell.

Here: cells, columns, one row to one entry. A table is taken whole or not at all.
Not here: storing (catalogue/store), what a figure is used for (analysis/cost.py).
"""

import csv
import io
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from pydantic import ValidationError

from analysis.parameters import Parameters
from catalogue.entered import ParameterEntry
from catalogue.errors import CatalogueError, CodeNotUnderstood
from catalogue.identifiers import ProcedureCode
from catalogue.parameters import DatedValue, Dimension, Grade, Mark
from catalogue.records import Place, Source
from catalogue.text import fold

LOOKUP = Path(__file__).parent / "lookups" / "figure_columns.toml"
SHOWN = 20
_THOUSANDS = re.compile(r"^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$")
_PLAIN = re.compile(r"^-?\d+([.,]\d+)?$")
_FRACTION = re.compile(r"^\d+/\d+$")


class BadFigures(CatalogueError):
    """A table of figures that cannot be trusted; nothing of it is stored."""


@dataclass(frozen=True)
class Cell:
    """One filled cell, and where it stands: sheet and address."""

    value: Any
    sheet: str
    row: int
    column: int

    @property
    def at(self) -> str:
        """Sheet and address, as the spreadsheet shows them."""
        return f"trang tính {self.sheet}, ô {address(self.row, self.column)}"

    def fault(self, why: str) -> str:
        """The message for this cell."""
        return f"{self.at}: {why}"


def address(row: int, column: int) -> str:
    """A cell as a spreadsheet names it; rows and columns start at 1.

    >>> address(3, 28)
    'AB3'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


class _Fault(Exception):
    pass


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(LOOKUP.read_text(encoding="utf-8"))


@cache
def _names(part: str) -> dict[str, str]:
    told = {fold(word): name for name, words in _words()[part].items() for word in words}
    return told | {fold(name): name for name in _words()[part]}


def read_figures(
    name: str, data: bytes, parameters: Parameters, *, codes: Collection[str], open_end: bool = False
) -> tuple[ParameterEntry, ...]:
    """Entries of a table; one per row, in its order.

    `codes` are the procedures of the catalogue. `open_end`: a figure of a year holds until a later
    one ends it, instead of for that year only.

    Raises:
        BadFigures: any fault of any row, with sheet and cell; nothing is taken.
    """
    sheets = list(_csv(name, data) if name.casefold().endswith(".csv") else _xlsx(name, data))
    faults: list[str] = []
    found: dict[str, tuple[ParameterEntry, str]] = {}
    source = {"file": PurePath(name).name, "sha256": sha256(data).hexdigest(), "importer": "figures"}
    for sheet, rows in sheets:
        for columns in _rows(sheet, rows, faults):
            first = next(iter(columns.values()))
            at = Place(section=sheet, row=first.row)
            try:
                entry = _entry(columns, parameters, codes, Source(place=at, **source), open_end=open_end)
            except _Fault as fault:
                faults.append(str(fault))
                continue
            if entry.key in found:
                faults.append(first.fault(f"{entry.key} đã có ở {found[entry.key][1]}"))
            found[entry.key] = (entry, first.at)
    if not faults and not found:
        faults.append("không có dòng số liệu nào")
    if faults:
        told = "\n".join(f"  {fault}" for fault in faults[:SHOWN])
        more = f"\n  … và {len(faults) - SHOWN} lỗi khác" if len(faults) > SHOWN else ""
        raise BadFigures(
            f"{name}: {len(faults)} lỗi, chưa ghi gì.\n{told}{more}",
            hint="Sửa các ô trên rồi nhập lại.",
            at=name,
        )
    return tuple(entry for entry, _ in found.values())


def _csv(name: str, data: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFigures(f"{name}: không phải UTF-8.", hint="Lưu lại dạng CSV UTF-8.", at=name) from error
    head = text.partition("\n")[0]
    mark = max((",", ";", "\t"), key=head.count)
    yield PurePath(name).name, [list(row) for row in csv.reader(io.StringIO(text), delimiter=mark)]


def _xlsx(name: str, data: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheet_names:
            yield sheet, book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise BadFigures(f"{name}: không mở được bảng tính: {error}", at=name) from error


def _rows(sheet: str, rows: list[list[Any]], faults: list[str]) -> Iterator[dict[str, Cell]]:
    filled = [(n, row) for n, row in enumerate(rows, start=1) if any(_is(v) for v in row)]
    if not filled:
        return
    (head_at, head), *rest = filled
    columns: dict[int, str] = {}
    ignored = {fold(word) for word in _words()["ignored"]["columns"]}
    for n, title in enumerate(head, start=1):
        named = _names("columns").get(fold(str(title)))
        if named is not None and named not in columns.values():
            columns[n] = named
        elif _is(title) and fold(str(title)) not in ignored:
            faults.append(Cell(title, sheet, head_at, n).fault(f"không hiểu cột “{title}”"))
    for needed in ("value", "unit", "source", "grade"):
        if needed not in columns.values():
            told = _words()["columns"][needed][0]
            faults.append(f"trang tính {sheet}, dòng {head_at}: thiếu cột “{told}”")
    if faults:
        return
    for number, row in rest:
        told = {columns[n]: Cell(v, sheet, number, n) for n, v in enumerate(row, start=1) if n in columns}
        missing = [n for n, name in columns.items() if name in ("value", "unit", "source", "grade")]
        empty = next((n for n in missing if not _is(row[n - 1] if n <= len(row) else None)), None)
        if empty is not None:
            faults.append(Cell(None, sheet, number, empty).fault(f"bỏ trống “{head[empty - 1]}”"))
            continue
        yield {name: cell for name, cell in told.items() if _is(cell.value)}


def _is(value: Any) -> bool:
    return value is not None and str(value).strip() != ""


def _entry(
    row: Mapping[str, Cell],
    parameters: Parameters,
    codes: Collection[str],
    source: Source,
    *,
    open_end: bool,
) -> ParameterEntry:
    name = str(row["parameter"].value).strip() if "parameter" in row else _words()["default"]["parameter"]
    known = parameters.by_name.get(name)
    if known is None:
        raise _Fault(row["parameter"].fault(f"không có tham số {name}"))
    if name.startswith("volume.") and "procedure" not in row:
        raise _Fault(row["value"].fault(f"{name} phải có mã thủ tục"))
    unit = _named(row["unit"], "units", "đơn vị")
    if unit != known.unit:
        raise _Fault(row["unit"].fault(f"{name} tính bằng {known.unit}, không phải {row['unit'].value}"))
    central = _number(row["value"])
    low = _number(row["low"]) if "low" in row else central
    high = _number(row["high"]) if "high" in row else central
    since, until = _dates(row, open_end=open_end)
    try:
        value = DatedValue(
            low=low,
            central=central,
            high=high,
            scope=_scope(row, codes),
            since=since,
            until=until,
            grade=Grade(_named(row["grade"], "grades", "mức tin cậy")),
            mark=Mark.DATA,
            source=str(row["source"].value),
            legal=str(row["legal"].value) if "legal" in row else None,
            note=str(row["note"].value) if "note" in row else None,
        )
    except ValidationError as error:
        raise _Fault(row["value"].fault("; ".join(e["msg"] for e in error.errors()))) from error
    return ParameterEntry(name=name, value=value, place=source)


def _named(cell: Cell, part: str, what: str) -> str:
    found = _names(part).get(fold(str(cell.value)))
    if found is None:
        raise _Fault(cell.fault(f"không hiểu {what} “{cell.value}”; dùng: {', '.join(_words()[part])}"))
    return found


def _number(cell: Cell) -> Fraction:
    value = cell.value
    text = str(value).strip().replace("\u00a0", "").replace(" ", "")
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise _Fault(cell.fault(f"“{value}” không phải số"))
    if isinstance(value, str) and _THOUSANDS.match(text):
        text = text.replace(".", "")
    if not _PLAIN.match(text) and not _FRACTION.match(text):
        raise _Fault(cell.fault(f"“{value}” không phải số"))
    number = Fraction(text.replace(",", "."))
    if number < 0:
        raise _Fault(cell.fault(f"{value} là số âm"))
    return number


def _dates(row: Mapping[str, Cell], *, open_end: bool) -> tuple[date, date | None]:
    since = _date(row["since"]) if "since" in row else None
    until = _date(row["until"]) if "until" in row else None
    if "year" in row:
        year = _number(row["year"])
        if year.denominator != 1 or not 1990 <= year <= 2100:
            raise _Fault(row["year"].fault(f"“{row['year'].value}” không phải năm"))
        since = since or date(int(year), 1, 1)
        until = until or (None if open_end else date(int(year), 12, 31))
    if since is None:
        raise _Fault(row["value"].fault("thiếu năm hoặc từ ngày"))
    if until is not None and until < since:
        where = row.get("until") or row["value"]
        raise _Fault(where.fault(f"đến ngày {until} trước từ ngày {since}"))
    return since, until


def _date(cell: Cell) -> date:
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise _Fault(cell.fault(f"“{value}” không phải ngày (2026-07-01 hoặc 01/07/2026)"))


def _scope(row: Mapping[str, Cell], codes: Collection[str]) -> dict[Dimension, str]:
    scope = {Dimension(name): str(row[name].value).strip() for name in Dimension if name in row}
    if Dimension.PROCEDURE in scope:
        scope[Dimension.PROCEDURE] = _code(row["procedure"], codes)
    return scope


def _code(cell: Cell, codes: Collection[str]) -> str:
    written = str(cell.value).strip()
    if written in codes:
        return written
    try:
        code = ProcedureCode.parse(written)
    except CodeNotUnderstood as error:
        raise _Fault(cell.fault(f"“{written}” không phải mã thủ tục")) from error
    if "padded" in code.flags:
        raise _Fault(cell.fault(f"“{written}” mất số 0 cuối; định dạng cột mã là văn bản"))
    if code.core not in codes:
        raise _Fault(cell.fault(f"không có thủ tục {written} trong danh mục"))
    return code.core
