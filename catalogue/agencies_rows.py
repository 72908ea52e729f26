"""The register as rows of a table, out and back: what officials edit in a spreadsheet.

Here: columns, a row to an entry and an entry to rows. Not here: workbooks and CSV themselves
(importers/sources/agency_list.py, publishing/agency_list.py).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from catalogue import text as words
from catalogue.agencies import Agency, Mark, RegisterEntry, Relation, Succession
from catalogue.agencies_register import Register
from catalogue.records import Level

BETWEEN = " | "
"""Between several codes or names in one cell; a comma may be part of a name."""
YES, NO = "có", "không"


@dataclass(frozen=True)
class Column:
    """One column: its field, its heading, and how a cell becomes a value."""

    field: str
    heading: str
    of: Callable[[str], Any] = str


def _date(told: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(told[:10], form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise ValueError(f"“{told}” không phải ngày dạng 2026-07-01 hoặc 01/07/2026")


def _bool(told: str) -> bool:
    if words.fold(told) not in (YES, NO):
        raise ValueError(f"“{told}”: ghi {YES} hoặc {NO}")
    return words.fold(told) == YES


def _one_of(kind: Any) -> Callable[[str], Any]:
    def parse(told: str) -> Any:
        try:
            return kind(told.strip().lower())
        except ValueError as error:
            raise ValueError(f"“{told}”: ghi một trong {', '.join(kind)}") from error

    return parse


def _several(told: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in told.replace("\n", "|").split("|") if part.strip())


AGENCY = (
    Column("id", "Mã cơ quan"),
    Column("name", "Tên cơ quan"),
    Column("kind", "Loại"),
    Column("level", "Cấp", _one_of(Level)),
    Column("codes", "Mã định danh", _several),
    Column("aliases", "Tên gọi khác", _several),
    Column("parent", "Cơ quan cấp trên"),
    Column("generic", "Mỗi địa phương một cơ quan", _bool),
    Column("regional", "Theo khu vực", _bool),
    Column("collective", "Cách gọi chung", _bool),
    Column("named", "Tên tại địa phương"),
    Column("valid_from", "Có từ ngày", _date),
    Column("valid_to", "Đến hết ngày", _date),
    Column("source", "Nguồn"),
    Column("mark", "Độ chắc của nguồn", _one_of(Mark)),
    Column("note", "Ghi chú"),
    Column("withdrawn", "Rút khỏi danh bạ", _bool),
)
STEP = (
    Column("new", "Kế thừa bởi (mã)"),
    Column("since", "Kế thừa từ ngày", _date),
    Column("relation", "Quan hệ", _one_of(Relation)),
    Column("field", "Lĩnh vực chuyển"),
)
HEADINGS = tuple(column.heading for column in (*AGENCY, *STEP))
REQUIRED = tuple(column.heading for column in AGENCY if column.field in ("id", "name", "source", "mark"))
"""A table with these headings is a list of agencies."""


FAULTS = {
    "missing": "còn trống, phải điền",
    "string_pattern_mismatch": "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
}
"""Faults of a cell, in words."""


class RowNotUnderstood(ValueError):
    """A row that is no entry; the message says which column and why."""


def entries_of(row: Mapping[str, str]) -> tuple[RegisterEntry, ...]:
    """What one row says, by heading: an agency, a succession, or both.

    Without a name the row only says who stands in for the agency of the code.

    Raises:
        RowNotUnderstood: a cell that its column cannot hold.
    """
    agency = _taken(row, AGENCY)
    step = _taken(row, STEP)
    told = []
    if "name" in agency or not step:
        told.append(RegisterEntry(agency=_built(Agency, agency)))
    if step:
        shared = {name: agency[name] for name in ("source", "mark") if name in agency}
        told.append(RegisterEntry(succession=_built(Succession, step | shared | {"old": agency.get("id")})))
    return tuple(told)


def _taken(row: Mapping[str, str], columns: Iterable[Column]) -> dict[str, Any]:
    found = {}
    for column in columns:
        told = words.squash(row.get(column.heading) or "")
        if told:
            try:
                found[column.field] = column.of(told)
            except ValueError as error:
                raise RowNotUnderstood(f"cột “{column.heading}”: {error}") from error
    return found


def _built(kind: Any, said: Mapping[str, Any]) -> Any:
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        headings = {column.field: column.heading for column in (*AGENCY, *STEP)}
        told = {
            str(fault["loc"][0] if fault["loc"] else ""): FAULTS.get(fault["type"], fault["msg"])
            for fault in error.errors()
        }
        why = "; ".join(f"cột “{headings.get(field, field)}”: {message}" for field, message in told.items())
        raise RowNotUnderstood(why) from error


def rows_of(register: Register, *, only: frozenset[str] | None = None) -> Iterator[dict[str, str]]:
    """The register as rows, by id: an agency with its first successor, a further row for each further one."""
    for agency in sorted(register.agencies.values(), key=lambda agency: agency.id):
        if only is not None and agency.id not in only:
            continue
        steps = register.after(agency.id)
        yield _row(agency, AGENCY) | (_step_row(steps[0]) if steps and _shared(agency, steps[0]) else {})
        for step in steps[1:] if steps and _shared(agency, steps[0]) else steps:
            own = {"Mã cơ quan": agency.id, "Nguồn": step.source, "Độ chắc của nguồn": step.mark.value}
            yield own | _step_row(step)


def _shared(agency: Agency, step: Succession) -> bool:
    """One row has one source: agency and successor stand together only where they share it."""
    return (agency.source, agency.mark) == (step.source, step.mark)


def _step_row(step: Succession) -> dict[str, str]:
    return _row(step, STEP)


def _row(record: Any, columns: Iterable[Column]) -> dict[str, str]:
    told = {column.heading: _cell(getattr(record, column.field)) for column in columns}
    return {heading: cell for heading, cell in told.items() if cell}


def _cell(value: Any) -> str:
    if value is None or value == () or value is False:
        return ""
    if value is True:
        return YES
    if isinstance(value, tuple):
        return BETWEEN.join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
