"""Templates of figures: what holds, as a table that `dongian parameters import` reads back.

Columns are those of analysis/lookups/figure_columns.toml. Unchanged rows are no entries there.
"""

import csv
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import xlsxwriter

from analysis.parameters import Parameters
from catalogue.errors import CatalogueError
from catalogue.parameters import DatedValue, Dimension
from catalogue.records import Procedure
from catalogue.template import armoured
from publishing.cells import text

SHEET = "Số liệu"
VOLUME = "volume.cases"
HEADERS = {
    "parameter": "Tham số",
    "name": "Tên thủ tục",
    "procedure": "Mã thủ tục",
    "agency": "Cơ quan",
    "sector": "Lĩnh vực",
    "level": "Cấp",
    "applicant": "Đối tượng",
    "channel": "Cách thức",
    "register": "Cơ sở dữ liệu",
    "document_type": "Loại giấy tờ",
    "complexity": "Độ phức tạp",
    "currency": "Đồng tiền",
    "low": "Thấp",
    "value": "Giá trị",
    "high": "Cao",
    "unit": "Đơn vị",
    "since": "Từ ngày",
    "until": "Đến ngày",
    "grade": "Mức tin cậy",
    "source": "Nguồn",
    "legal": "Căn cứ pháp lý",
    "note": "Ghi chú",
}
NUMBERS = frozenset({"low", "value", "high"})
Line = dict[str, str]


def parameter_lines(parameters: Parameters) -> list[Line]:
    """Every value of every figure but the yearly volumes, by name."""
    return [
        _line(name, parameter.unit, value)
        for name, parameter in sorted(parameters.by_name.items())
        if not name.startswith("volume.")
        for value in parameter.values
    ]


def volume_lines(parameters: Parameters, procedures: Iterable[Procedure]) -> list[Line]:
    """Yearly cases of every procedure; one that has none yet has a row to fill in."""
    known = parameters.by_name[VOLUME]
    told: list[Line] = []
    for procedure in procedures:
        values = [value for value in known.values if value.scope.get(Dimension.PROCEDURE) == procedure.key]
        told += [_line(VOLUME, known.unit, value) | {"name": procedure.name} for value in values]
        if not values:
            told.append({"parameter": VOLUME, "procedure": procedure.key, "name": procedure.name})
    return told


def _line(name: str, unit: str, value: DatedValue) -> Line:
    numbers = {"low": value.low, "value": value.central, "high": value.high}
    days = {"since": value.since, "until": value.until}
    words = {"source": value.source, "legal": value.legal, "note": value.note}
    return (
        {"parameter": name, "unit": unit, "grade": value.grade.value}
        | {dimension.value: told for dimension, told in value.scope.items()}
        | {field: str(number) for field, number in numbers.items()}
        | {field: day.isoformat() for field, day in days.items() if day is not None}
        | {field: told for field, told in words.items() if told is not None}
    )


def write_figures(path: Path, lines: Sequence[Line]) -> int:
    """Write a table of figures; rows written.

    Raises:
        CatalogueError: another suffix than .xlsx and .csv.
    """
    used = [field for field in HEADERS if field in FIXED or any(field in line for line in lines)]
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow([HEADERS[field] for field in used])
            writer.writerows([[_safe(field, line.get(field, "")) for field in used] for line in lines])
    elif path.suffix.lower() == ".xlsx":
        _xlsx(path, used, lines)
    else:
        raise CatalogueError(
            f"{path.name}: chỉ ghi được .xlsx hoặc .csv.", hint="Đặt tên tệp .xlsx hoặc .csv."
        )
    return len(lines)


FIXED = frozenset({"parameter", "value", "low", "high", "unit", "since", "until", "grade", "source"})


def _safe(field: str, told: str) -> str:
    """Words that a spreadsheet could take for a formula or shorten are disarmed; numbers and days stay."""
    return told if field in NUMBERS or field in {"since", "until"} else armoured(told)


def _xlsx(path: Path, used: Sequence[str], lines: Sequence[Line]) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(SHEET)
        words = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bg_color": "#D9E1F2"})
        for across, field in enumerate(used):
            sheet.set_column(across, across, 40 if field in ("name", "source", "legal", "note") else 16)
            sheet.write_string(0, across, HEADERS[field], head)
            for down, line in enumerate(lines, start=1):
                told = line.get(field)
                if told is None:
                    sheet.write_blank(down, across, None, None if field in NUMBERS else words)
                elif field in NUMBERS and _short(told):
                    sheet.write_number(down, across, float(told))
                else:
                    sheet.write_string(down, across, text(told), words)
        sheet.freeze_panes(1, 1)


def _short(told: str) -> bool:
    """Whether a number cell holds it exactly; 114000000/2112 stays words."""
    return "/" not in told and Fraction(repr(float(told))) == Fraction(told)
