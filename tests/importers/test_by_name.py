"""Finding a procedure by its name: the act and figures count more than letters, and doubt stays doubt."""

import json
from pathlib import Path

import pytest

from catalogue.records import Level
from importers.by_name import Known, act_of, candidates, sure

KNOWN = [
    Known("1.001193", "Thủ tục đăng ký khai sinh", (Level.COMMUNE,), "Hộ tịch"),
    Known("1.000656", "Thủ tục đăng ký khai tử", (Level.COMMUNE,), "Hộ tịch"),
    Known("1.004884", "Thủ tục đăng ký lại khai sinh", (Level.COMMUNE,), "Hộ tịch"),
    Known("1.012062", "Cấp thẻ giám định viên"),
    Known("1.012063", "Cấp lại thẻ giám định viên"),
    Known("3.000226", "Cấp tài khoản mức độ 02 cho người nước ngoài (cấp tỉnh)", (Level.PROVINCE,)),
    Known("1.115231", "Đăng ký mẫu con dấu mới"),
    Known("2.001403", "Đăng ký mẫu con dấu mới (thực hiện tại cấp trung ương)"),
    Known("1.014980", "Đề nghị huấn luyện kỹ thuật an toàn trong sản xuất, bảo quản pháo hoa"),
    Known("1.014982", "Đề nghị tự huấn luyện kỹ thuật an toàn trong sản xuất, bảo quản pháo hoa"),
]
WANTED = [  # name in the text | first candidate | sure
    ("Đăng ký khai sinh", "1.001193", True),
    ("đăng kí khai tử", "1.000656", True),
    ("Cấp lại thẻ giám định viên", "1.012063", True),
    ("Thủ tục cấp thẻ giám định viên.", "1.012062", True),
    ("Cấp tài khoản mức độ 01 cho người nước ngoài", "3.000226", False),
    ("Cấp tài khoản mức độ 02 cho người nước ngoài", "3.000226", False),  # the catalogue says of which level
    ("Cấp tài khoản mức độ 02 cho người nước ngoài (cấp tỉnh)", "3.000226", True),
    ("Cấp tài khoản mức độ 02 cho người nước ngoài (cấp xã)", "3.000226", False),
    ("Cấp tài khoản mức độ 02 người nước ngoài (Cấp Tỉnh)", "3.000226", True),  # "cho" tells nothing apart
    ("Cấp tài khoản mức độ 02 cho người cao tuổi nước ngoài (cấp tỉnh)", "3.000226", False),
    ("Đăng ký mẫu con dấu mới", "1.115231", False),  # the same with other brackets stands beside it
    ("Đề nghị tự huấn luyện kỹ thuật an toàn trong sản xuất, bảo quản pháo hoa", "1.014982", True),
]


@pytest.mark.parametrize(("name", "first", "certain"), WANTED)
def test_the_first_candidate_and_whether_it_is_sure(name: str, first: str, certain: bool) -> None:
    found = candidates(name, KNOWN)
    assert found[0].key == first
    assert (sure(found) is not None) == certain


def test_a_candidate_says_why() -> None:
    found = candidates("Cấp lại thẻ giám định viên", KNOWN)
    other = next(one for one in found if one.key == "1.012062")
    assert "khác việc: cấp lại, cấp" in other.because
    assert other.score < found[0].score


def test_another_level_takes_away() -> None:
    same = candidates("Đăng ký khai sinh", KNOWN, levels=[Level.COMMUNE])[0]
    other = candidates("Đăng ký khai sinh", KNOWN, levels=[Level.CENTRAL])[0]
    assert same.score > other.score
    assert "khác cấp" in other.because


TWINS = [
    # the text | the only procedure that is known
    ("Thu thập thông tin sinh trắc học về giọng nói", "Thu thập thông tin sinh trắc học về ADN"),
    ("Đề nghị tự huấn luyện kỹ thuật an toàn pháo hoa", "Đề nghị huấn luyện kỹ thuật an toàn pháo hoa"),
    ("Cấp lại thẻ giám định viên", "Cấp thẻ giám định viên"),
    ("Đăng ký khai tử (cấp xã)", "Đăng ký khai tử (cấp tỉnh)"),
    ("Cấp giấy phép (lần đầu)", "Cấp giấy phép (gia hạn)"),
    ("Cấp giấy phép hạng 2", "Cấp giấy phép hạng 3"),
]


@pytest.mark.parametrize(("name", "other"), TWINS)
def test_a_twin_is_not_taken_for_a_procedure_that_the_catalogue_does_not_have(name: str, other: str) -> None:
    assert sure(candidates(name, [Known("1.000001", other)])) is None


def test_a_procedure_of_another_province_is_not_meant() -> None:
    known = [Known("1.000001", "Hỗ trợ mua bảo hiểm y tế cho học sinh", agency="UBND Thành phố Huế")]
    name = known[0].name
    assert sure(candidates(name, known, agencies=["UBND thành phố Cần Thơ"])) is None
    assert sure(candidates(name, known, agencies=["Ủy ban nhân dân thành phố Huế"])) is not None


def test_a_short_name_of_another_field_is_not_meant() -> None:
    known = [Known("1.000001", "Hủy đăng ký dự án", sector="Lâm nghiệp")]
    assert sure(candidates("Hủy đăng ký dự án", known, sector="Biến đổi khí hậu")) is None
    assert sure(candidates("Hủy đăng ký dự án", known)) is not None


def test_a_procedure_with_two_names_is_one_candidate() -> None:
    known = [Known("1.000001", "Đăng ký khai tử"), Known("1.000001", "Thủ tục đăng ký khai tử lưu động")]
    assert [one.key for one in candidates("Đăng ký khai tử", known)] == ["1.000001"]


def test_nothing_known_gives_no_candidate() -> None:
    assert candidates("Đăng ký khai sinh", []) == ()
    assert sure(()) is None


def test_the_longest_act_wins() -> None:
    assert act_of("Thủ tục cấp lại thẻ") == "cấp lại"
    assert act_of("Khai thác nước") is None


SHEETS = {
    "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con": "1.000689",
    "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh": "2.000635",
    (
        "Thủ tục chứng thực hợp đồng, giao dịch liên quan đến tài sản là động sản, quyền sử dụng đất và nhà ở"
    ): "2.001035",
    "Đăng ký việc nuôi con nuôi trong nước": "2.001263",
}


@pytest.mark.shared
def test_names_of_published_sheets_are_found_in_the_national_list(shared: Path) -> None:
    lines = (shared / "data/portal-api/national_catalogue.jsonl").read_text("utf-8").splitlines()
    known = [Known(row["code"], row["name"]) for row in map(json.loads, lines) if row.get("name")]
    found = {name: candidates(name, known) for name in SHEETS}
    assert {name: told[0].key for name, told in found.items()} == SHEETS
    doubtful = [name for name, told in found.items() if sure(told) is None]
    assert [name[:20] for name in doubtful] == ["Thủ tục chứng thực h"]  # the list no longer says "hợp đồng"
