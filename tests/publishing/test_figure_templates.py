"""Templates of figures: exported, edited, taken back by the command for parameters; nothing lost."""

import csv
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from analysis.figure_tables import BadFigures, FigureChange, read_figures
from analysis.parameters import Parameters, defaults
from catalogue.entered import ParameterEntry
from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog
from catalogue.parameters import DatedValue, Dimension, Grade, Mark
from importers.base import SourceFile
from importers.registry import importer_for
from publishing.figure_templates import parameter_lines, volume_lines, write_figures
from tests.build import procedure

CODE = "1.000190"
VOLUME = ParameterEntry(
    name="volume.cases",
    value=DatedValue(
        low=Fraction(1000),
        central=Fraction(2401, 2),
        high=Fraction(1300),
        scope={Dimension.PROCEDURE: CODE, Dimension.AGENCY: "=Sở Tư pháp"},
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
        grade=Grade.ADMINISTRATIVE,
        mark=Mark.DATA,
        source="- hệ thống một cửa",
    ),
)
HELD: Parameters = defaults().with_entries([VOLUME])
PROCEDURES = [procedure(code=CODE, name="Kết hôn"), procedure(code="1.000002", name="Khai sinh")]
CODES = frozenset({CODE, "1.000002"})


def taken(path: Path, changes: list[FigureChange] | None = None) -> tuple[ParameterEntry, ...]:
    return read_figures(path.name, path.read_bytes(), defaults(), codes=CODES, held=HELD, changes=changes)


def edit(path: Path, change: Callable[[list[list[str]]], None]) -> Path:
    with path.open(encoding="utf-8-sig", newline="") as given:
        rows = list(csv.reader(given))
    change(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_figures_exported_and_not_edited_are_no_entries(suffix: str, tmp_path: Path) -> None:
    assert write_figures(tmp_path / f"p{suffix}", parameter_lines(HELD)) > 40
    assert write_figures(tmp_path / f"v{suffix}", volume_lines(HELD, PROCEDURES)) == 2
    assert taken(tmp_path / f"p{suffix}") == ()
    assert taken(tmp_path / f"v{suffix}") == ()


def test_changed_cells_are_told_and_a_row_to_fill_in_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    write_figures(path, volume_lines(HELD, PROCEDURES))

    def change(rows: list[list[str]]) -> None:
        at = {header: number for number, header in enumerate(rows[0])}
        rows[1][at["Giá trị"]] = "1.250"
        rows[2][at["Giá trị"]] = "300"
        for header, told in (
            ("Đơn vị", "hồ sơ/năm"),
            ("Mức tin cậy", "số liệu hệ thống"),
            ("Nguồn", "Một cửa"),
        ):
            rows[2][at[header]] = told
        rows[2][at["Từ ngày"]] = "01/01/2026"

    changes: list[FigureChange] = []
    first, second = taken(edit(path, change), changes)
    assert (first.value.central, second.value.central) == (1250, 300)
    assert first.value.scope == VOLUME.value.scope
    assert [(one.at, one.field, one.before, one.after) for one in changes] == [
        ("trang tính v.csv, ô F2", "value", "2401/2", "1250"),
        ("trang tính v.csv, ô F3", "value", None, "300"),
    ]


BAD = [  # header, what a person typed, words of the message
    ("Giá trị", "nhiều", "ô F2: “nhiều” không phải số"),
    ("Giá trị", "", "ô F2: bỏ trống “Giá trị”"),
    ("Mã thủ tục", "1.00019", "ô C2: “1.00019” mất số 0 cuối"),
    ("Đơn vị", "đồng", "tính bằng case/year"),
]


@pytest.mark.parametrize(("header", "typed", "words"), BAD)
def test_a_bad_cell_is_named_and_nothing_is_taken(
    header: str, typed: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "v.csv"
    write_figures(path, volume_lines(HELD, PROCEDURES))
    edit(path, lambda rows: rows[1].__setitem__(rows[0].index(header), typed))
    with pytest.raises(BadFigures) as refused:
        taken(path)
    assert words in refused.value.message


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_an_import_without_who_and_why_says_which_command_takes_figures(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"p{suffix}"
    write_figures(path, parameter_lines(HELD))
    file = SourceFile.open(path)
    with pytest.raises(UnreadableFile, match="ai nhập") as refused:
        list(importer_for(file).extract(file, IssueLog()))
    assert "dongian parameters import" in (refused.value.hint or "")
