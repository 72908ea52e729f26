"""Tables of figures are taken whole or not at all; every fault names its sheet and cell."""

import io
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
import xlsxwriter

from analysis.cost import cost_of_procedure
from analysis.figure_cells import address
from analysis.figure_tables import BadFigures, read_figures
from analysis.parameters import Parameters, defaults
from analysis.scm import Range
from analysis.volumes import volumes_on
from catalogue.parameters import Dimension, Grade
from catalogue.records import Fee, FeeKind
from tests.analysis.cost_cases import DAY, case, channel, flat, procedure, reading

HEAD = ["Mã thủ tục", "Cơ quan", "Năm", "Số hồ sơ", "Đơn vị", "Mức tin cậy", "Nguồn"]
GOOD = ["1.000001", "Sở Tư pháp Hà Nội", 2026, 1200, "hồ sơ/năm", "số liệu hệ thống", "Một cửa"]
CODES = frozenset({"1.000001", "1.000020"})


def workbook(*rows: list[Any], head: list[str] = HEAD, sheet: str = "Số liệu") -> bytes:
    told = io.BytesIO()
    book = xlsxwriter.Workbook(told)
    page = book.add_worksheet(sheet)
    for n, row in enumerate([head, *rows]):
        page.write_row(n, 0, row)
    book.close()
    return told.getvalue()


def changed(place: int, value: Any) -> list[Any]:
    return [*GOOD[:place], value, *GOOD[place + 1 :]]


def taken(data: bytes, name: str = "so-lieu.xlsx", **told: Any) -> Any:
    return read_figures(name, data, defaults(), codes=CODES, **told)


def test_a_row_is_one_figure_with_its_place() -> None:
    (entry,) = taken(workbook(GOOD))
    assert entry.name == "volume.cases"
    assert entry.value.central == 1200
    assert entry.value.scope == {
        Dimension.PROCEDURE: "1.000001",
        Dimension.AGENCY: "Sở Tư pháp Hà Nội",
    }
    assert (entry.value.since, entry.value.until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert entry.value.grade is Grade.ADMINISTRATIVE
    assert str(entry.place.place) == "phần Số liệu, dòng 2, ô 4"


def test_a_csv_says_the_same() -> None:
    text = "\ufeff" + ";".join(HEAD) + "\n" + ";".join(map(str, changed(3, "1.200"))) + "\n"
    (entry,) = taken(text.encode(), "so-lieu.csv")
    assert entry.value.central == 1200


def test_a_year_may_hold_until_a_later_one() -> None:
    (entry,) = taken(workbook(GOOD), open_end=True)
    assert entry.value.until is None


@pytest.mark.parametrize(
    ("row", "cell", "told"),
    [
        (changed(3, -5), "D2", "số âm"),
        (changed(3, "nhiều"), "D2", "không phải số"),
        (changed(4, ""), "E2", "bỏ trống “Đơn vị”"),
        (changed(4, "phút"), "E2", "case/year"),
        (changed(0, "9.999999"), "A2", "không có thủ tục"),
        (changed(0, "1.00002"), "A2", "mất số 0"),
        (changed(0, "tên"), "A2", "không phải mã"),
        (changed(2, "năm nay"), "C2", "không phải số"),
        (changed(2, 20), "C2", "không phải năm"),
        (changed(5, "chắc chắn"), "F2", "mức tin cậy"),
        (changed(6, " "), "G2", "bỏ trống “Nguồn”"),
    ],
)
def test_a_fault_names_sheet_and_cell(row: list[Any], cell: str, told: str) -> None:
    with pytest.raises(BadFigures, match=f"(?s)trang tính Số liệu, ô {cell}: .*{told}") as caught:
        taken(workbook(row))
    assert "chưa ghi gì" in caught.value.message


def test_a_deleted_column_and_an_unknown_one_are_told() -> None:
    with pytest.raises(BadFigures, match="thiếu cột “đơn vị”"):
        taken(workbook(GOOD[:4] + GOOD[5:], head=HEAD[:4] + HEAD[5:]))
    with pytest.raises(BadFigures, match="ô H1: không hiểu cột “Màu”"):
        taken(workbook([*GOOD, "đỏ"], head=[*HEAD, "Màu"]))


def test_the_same_figure_twice_names_both_cells() -> None:
    with pytest.raises(BadFigures, match=r"ô A3: .*ô A2"):
        taken(workbook(GOOD, changed(3, 7)))


def test_days_that_overlap_name_both_cells() -> None:
    head = [*HEAD[:2], "Từ ngày", *HEAD[3:]]
    rows = [[*GOOD[:2], "01/01/2026", *GOOD[3:]], [*GOOD[:2], "01/06/2026", *GOOD[3:]]]
    with pytest.raises(BadFigures) as caught:
        taken(workbook(*rows, head=head))
    assert "ô C3" in caught.value.message
    assert "chồng lên trang tính Số liệu, ô C2" in caught.value.message


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(BadFigures, match="2 lỗi"):
        taken(workbook(changed(3, -1), changed(0, "8.888888")))


@pytest.mark.parametrize("data", [b"PK\x03\x04rubbish", b"", b"\xff\xfe"])
def test_a_broken_workbook_is_told(data: bytes) -> None:
    with pytest.raises(BadFigures):
        taken(data)


def test_numbers_of_both_languages() -> None:
    head = ["Tham số", "Giá trị", "Thấp", "Cao", "Đơn vị", "Từ ngày", "Mức tin cậy", "Nguồn"]
    row = ["share.lookup_fails", "0,25", "0.05", "1/2", "tỷ lệ", "01/07/2026", "measured", "Khảo sát"]
    (entry,) = taken(workbook(row, head=head))
    value = entry.value
    assert (value.low, value.central, value.high) == (Fraction(1, 20), Fraction(1, 4), Fraction(1, 2))
    assert value.since == date(2026, 7, 1)


def test_an_unknown_parameter_is_told() -> None:
    head = ["Tham số", "Giá trị", "Đơn vị", "Từ ngày", "Mức tin cậy", "Nguồn"]
    with pytest.raises(BadFigures, match=r"ô A2: không có tham số gia\.vang"):
        taken(workbook(["gia.vang", 1, "VND", "2026-01-01", "measured", "x"], head=head))


@pytest.mark.parametrize(("place", "told"), [((1, 1), "A1"), ((9, 26), "Z9"), ((3, 703), "AAA3")])
def test_addresses(place: tuple[int, int], told: str) -> None:
    assert address(*place) == told


def with_rows(*rows: list[Any]) -> Parameters:
    return defaults().with_entries(taken(workbook(*rows)))


def test_agencies_add_up_unless_the_whole_is_known() -> None:
    other = changed(1, "Sở Tư pháp Huế")
    volume = volumes_on(with_rows(GOOD, other), DAY)["1.000001"]
    assert volume.cases == Range.of(2400)
    assert volume.partial
    whole = volumes_on(with_rows(GOOD, [GOOD[0], "", 2026, 5000, *GOOD[4:]]), DAY)["1.000001"]
    assert whole.cases == Range.of(5000)
    assert not whole.partial


def test_a_volume_of_another_year_is_not_carried_over() -> None:
    assert volumes_on(with_rows(GOOD), date(2027, 1, 1)) == {}


def test_a_foreign_fee_needs_its_rate() -> None:
    usd = Fee(kind=FeeKind.FEE, amount="10", currency="USD")
    p = procedure(case("Giấy"), channels=(channel(None, usd), channel()))
    without = cost_of_procedure(p, (reading(),), flat(), day=DAY)
    assert without is not None
    assert "fee-currency" in without.gaps
    head = ["Tham số", "Đồng tiền", "Giá trị", "Đơn vị", "Từ ngày", "Mức tin cậy", "Nguồn"]
    row = ["money.exchange", "USD", 26000, "VND/unit", "2026-01-01", "administrative", "Ngân hàng"]
    rated = defaults().with_entries(taken(workbook(row, head=head)))
    figures = flat() | Parameters({"money.exchange": rated.by_name["money.exchange"]})
    paid = cost_of_procedure(p, (reading(),), figures, day=DAY)
    assert paid is not None
    assert "fee-currency" not in paid.gaps
    assert paid.c1 == Range.of(260_000)
