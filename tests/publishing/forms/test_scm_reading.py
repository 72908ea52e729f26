"""A workbook that people changed: what they corrected is taken, what they broke is told with its cell."""

from fractions import Fraction

import pytest

from analysis.scm import Row
from publishing.forms.scm_layout import Column, words
from publishing.forms.scm_reading import BadWorkbook, read_workbook, simple
from publishing.forms.scm_workbook import write_workbook
from tests.publishing.forms.scm_cases import find, grids, plain, result, rewritten, twofold

KEY = "1.000001"
DATA = write_workbook([result(twofold())])
GRID = grids(DATA)[KEY]
FIRST = find(GRID, 0, "1.1")


def faults_of(data: bytes) -> tuple[str, ...]:
    with pytest.raises(BadWorkbook) as told:
        read_workbook(data)
    assert told.value.hint
    return told.value.faults


def test_a_corrected_time_changes_c1_by_what_it_costs() -> None:
    (before,) = read_workbook(DATA)
    (after,) = read_workbook(rewritten(DATA, {(KEY, FIRST, Column.HOURS.at): 3}))
    line, was = after.before.lines[0], before.before.lines[0]
    change = (3 - was.hours) * was.hourly_income * was.share * was.part
    assert line.hours == 3
    assert after.before.c1 - before.before.c1 == change
    assert after.after.c1 == before.after.c1


def test_an_amount_typed_for_a_whole_row_counts() -> None:
    at = find(GRID, 1, words()["row"]["KIEM_TRA"])
    (told,) = read_workbook(rewritten(DATA, {(KEY, at, Column.COST.at): 50_000}))
    assert told.before.typed == {Row.KIEM_TRA: Fraction(50_000)}
    assert told.before.c1 == read_workbook(DATA)[0].before.c1 + 50_000


def test_volume_that_people_enter_gives_a_year() -> None:
    at = find(GRID, 1, words()["sheet"]["total"])
    edits: dict[tuple[str, int, int], object] = {
        (KEY, at, Column.TIMES.at): 2,
        (KEY, at, Column.POPULATION.at): 300,
    }
    (told,) = read_workbook(rewritten(DATA, edits))
    assert told.before.year == told.before.c1 * 600
    assert told.after.year is None


@pytest.mark.parametrize(
    ("column", "value", "words_"),
    [
        (Column.HOURS, "hai giờ", "“hai giờ” không phải số"),
        (Column.FEE, "chưa rõ", "“chưa rõ” không phải số"),
        (Column.INCOME, -5, "là số âm"),
        (Column.SERVICE, "", "để trống"),
        (Column.SHARE, 1.5, "không thể lớn hơn 1"),
        (Column.WAY, "", "thiếu tên hoạt động"),
    ],
)
def test_a_fault_is_told_with_sheet_and_cell(column: Column, value: object, words_: str) -> None:
    (fault,) = faults_of(rewritten(DATA, {(KEY, FIRST, column.at): value}))
    assert fault.startswith(f"{KEY}, ô {column.letter}{FIRST + 1}: ")
    assert words_ in fault


def test_all_faults_are_told_at_once() -> None:
    edits: dict[tuple[str, int, int], object] = {
        (KEY, FIRST, Column.HOURS.at): "x",
        (KEY, FIRST + 1, Column.FEE.at): "y",
    }
    assert len(faults_of(rewritten(DATA, edits))) == 2


@pytest.mark.parametrize("column", [column for column in Column if column is not Column.STT])
def test_a_deleted_column_is_told(column: Column) -> None:
    faults = faults_of(rewritten(DATA, {}, without=column.at))
    assert any("thiếu cột" in fault and words()["column"][column] in fault for fault in faults)
    assert all(fault.startswith(f"{KEY}, ô {column.letter}") for fault in faults)


def test_a_missing_total_or_section_is_told() -> None:
    total = find(GRID, 1, words()["sheet"]["total"])
    last = max(at for at, row in enumerate(GRID) if row[1] == words()["sheet"]["total"])
    edits: dict[tuple[str, int, int], object] = {(KEY, total, 1): "", (KEY, last, 1): ""}
    assert "thiếu dòng “Cộng (C1)”" in faults_of(rewritten(DATA, edits))[0]
    section = find(GRID, 0, words()["section"]["after"])
    (fault,) = faults_of(rewritten(DATA, {(KEY, section, 0): "II."}))
    assert "thiếu phần" in fault


def test_a_strange_sheet_and_a_code_told_twice_are_faults() -> None:
    assert "không phải “Biểu mẫu 03/SCM-KSTT”" in faults_of(rewritten(DATA, {(KEY, 0, 0): "x"}))[0]
    both = write_workbook([result(twofold()), plain()])
    code = find(grids(both)["1.000002"], 0, f"{words()['sheet']['code']} 1.000002")
    (fault,) = faults_of(rewritten(both, {("1.000002", code, 0): f"{words()['sheet']['code']} {KEY}"}))
    assert f"mã {KEY} đã có ở trang {KEY}" in fault


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"not a workbook"])
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    assert "Không mở được tệp" in faults_of(data)[0]


@pytest.mark.parametrize(
    "value", [Fraction(1, 12), Fraction(1, 3), Fraction(593750, 11), Fraction(123456789)]
)
def test_a_cell_means_the_simple_fraction(value: Fraction) -> None:
    assert simple(float(value)) == value
