"""Tables of figures (CSV, XLSX) to parameter entries; every error names its sheet and cell.

Here: cells, columns, one row to one entry. A table is taken whole or not at all.
Not here: storing (catalogue/store), what a figure is used for (analysis/cost.py).
"""

import csv
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from pydantic import ValidationError

from analysis.figure_cells import Cell
from analysis.parameters import Parameters
from catalogue.entered import ParameterEntry
from catalogue.errors import CatalogueError, CodeNotUnderstood
from catalogue.identifiers import ProcedureCode
from catalogue.parameters import DatedValue, Dimension, Grade, Mark
from catalogue.records import Place, Source
from catalogue.template import bare_cell
from catalogue.text import fold

LOOKUP = Path(__file__).parent / "lookups" / "figure_columns.toml"
SHOWN = 20
_THOUSANDS = re.compile(r"^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$")
_PLAIN = re.compile(r"^-?\d+([.,]\d+)?$")
_FRACTION = re.compile(r"^\d+/\d+$")


class BadFigures(CatalogueError):
    """A table of figures that cannot be trusted; nothing of it is stored."""


@dataclass(frozen=True)
class FigureChange:
    """One cell of a table that says otherwise than what holds."""

    at: str
    """Sheet and address."""
    parameter: str
    field: str
    before: str | None
    """None: nothing was held for this scope."""
    after: str


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
    name: str,
    data: bytes,
    parameters: Parameters,
    *,
    codes: Collection[str],
    open_end: bool = False,
    held: Parameters | None = None,
    changes: list[FigureChange] | None = None,
) -> tuple[ParameterEntry, ...]:
    """Entries of a table; one per row, in its order.

    With `held`, the figures that hold, a row that says what is held is no entry: a template that
    was exported and not edited gives none. What other rows change is added to `changes`, by cell.
    A row of which only the scope is filled says nothing.

    `codes` are the procedures of the catalogue. `open_end`: a figure of a year holds until a later
    one ends it, instead of for that year only.

    Raises:
        BadFigures: any fault of any row, with sheet and cell; nothing is taken.
    """
    sheets = list(_csv(name, data) if name.casefold().endswith(".csv") else _xlsx(name, data))
    faults: list[str] = []
    found: dict[str, tuple[ParameterEntry, str]] = {}
    series: dict[str, list[tuple[ParameterEntry, Cell]]] = defaultdict(list)
    same = 0
    source = {"file": PurePath(name).name, "sha256": sha256(data).hexdigest(), "importer": "figures"}
    for sheet, rows in sheets:
        for columns in _rows(sheet, rows, faults):
            first = next(iter(columns.values()))
            dated = columns.get("since") or columns.get("year") or columns["value"]
            at = Place(section=sheet, row=first.row, cell=columns["value"].column)
            try:
                if held is not None and _is_held(columns, held, codes):
                    same += 1
                    continue
                entry = _entry(columns, parameters, codes, Source(place=at, **source), open_end=open_end)
                if held is not None and changes is not None:
                    changes += _changes(columns, entry, held)
            except _Fault as fault:
                faults.append(str(fault))
                continue
            if entry.key in found:
                faults.append(first.fault(f"{entry.key} đã có ở {found[entry.key][1]}"))
            else:
                faults += [
                    dated.fault(
                        f"{entry.series}: khoảng ngày chồng lên {other.at}; sửa ngày bắt đầu, ngày kết thúc"
                    )
                    for earlier, other in series[entry.series]
                    if earlier.value.clashes(entry.value)
                ]
            found[entry.key] = (entry, first.at)
            series[entry.series].append((entry, dated))
    if not faults and not found and not same:
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
    yield (
        PurePath(name).name,
        [
            [bare_cell(cell) for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        ],
    )


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
        blank = [n for n in missing if not _is(row[n - 1] if n <= len(row) else None)]
        empty = blank[0] if blank else None
        if blank and len(blank) == len(missing):
            continue
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
    name = _parameter_of(row)
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


COMPARED = ("low", "value", "high", "since", "until", "grade", "source", "legal", "note")


def _said(row: Mapping[str, Cell]) -> dict[str, str]:
    """What a row says, comparable with `_shown_value`."""
    central = _number(row["value"])
    told = {"low": central, "value": central, "high": central}
    told |= {name: _number(row[name]) for name in ("low", "high") if name in row}
    days = {name: _date(row[name]).isoformat() for name in ("since", "until") if name in row}
    words = {name: str(row[name].value) for name in ("source", "legal", "note") if name in row}
    grade = {"grade": _named(row["grade"], "grades", "mức tin cậy")}
    return {name: str(number) for name, number in told.items()} | days | words | grade


def _shown_value(value: DatedValue) -> dict[str, str]:
    told = {
        "low": value.low,
        "value": value.central,
        "high": value.high,
        "since": value.since,
        "until": value.until,
        "grade": value.grade,
        "source": value.source,
        "legal": value.legal,
        "note": value.note,
    }
    return {name: str(one) for name, one in told.items() if one is not None}


def _parameter_of(row: Mapping[str, Cell]) -> str:
    default: str = _words()["default"]["parameter"]
    return str(row["parameter"].value).strip() if "parameter" in row else default


def _values_of(row: Mapping[str, Cell], held: Parameters, codes: Collection[str]) -> list[DatedValue]:
    """What is held for the parameter and scope of a row."""
    known = held.by_name.get(_parameter_of(row))
    scope = {} if known is None else _scope(row, codes)
    return [] if known is None else [value for value in known.values if value.scope == scope]


def _is_held(row: Mapping[str, Cell], held: Parameters, codes: Collection[str]) -> bool:
    """Whether a row says exactly what is held; a row by year is never compared, it is short for days."""
    values = [] if "year" in row else _values_of(row, held, codes)
    if not values or _named(row["unit"], "units", "đơn vị") != held.by_name[_parameter_of(row)].unit:
        return False
    said = _said(row)
    return any(_shown_value(value) == said for value in values)


def _changes(row: Mapping[str, Cell], entry: ParameterEntry, held: Parameters) -> list[FigureChange]:
    """The cells of a row that differ from the figure it changes, else its value as new."""
    known = held.by_name[entry.name].values
    alike = [value for value in known if value.scope == entry.value.scope]
    day = entry.value.since or date.min
    before = next((value for value in alike if value.since == entry.value.since), None) or next(
        (value for value in alike if value.on(day)), None
    )
    after = _shown_value(entry.value)
    if before is None:
        return [FigureChange(row["value"].at, entry.name, "value", None, after["value"])]
    old = _shown_value(before)
    return [
        FigureChange(row.get(name, row["value"]).at, entry.name, name, old.get(name), after.get(name, ""))
        for name in COMPARED
        if old.get(name) != after.get(name)
    ]


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
