"""Blanks of forms: labels, whose data, what a register answers, what is asked twice."""

import pytest

from analysis.forms import APPLICANT, Again, Line, blanks_of, find_again, split_forms

DOTS = "……………………"


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def labels(*texts: str) -> list[tuple[str, str | None, str]]:
    return [(b.label, b.item, b.party) for b in blanks_of("mẫu", lines(*texts))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"1. Họ, chữ đệm và tên: {DOTS}", [("Họ, chữ đệm và tên", "person_name")]),
        (f"Ngày sinh: {DOTS} Giới tính: ....... Dân tộc: _____",
         [("Ngày sinh", "birth_date"), ("Giới tính", "sex"), ("Dân tộc", "ethnicity")]),
        (f"- Mã số doanh nghiệp(2): {DOTS}", [("Mã số doanh nghiệp", "enterprise_code")]),
        ("Số điện thoại:", [("Số điện thoại", "phone")]),
        (f"Lý do đề nghị {DOTS}", [("Lý do đề nghị", None)]),
        (f"Kính gửi: {DOTS}", []),
        (f"{DOTS}, ngày … tháng … năm 20…", []),
        ("Tôi xin cam đoan những điều khai trên là đúng sự thật.", []),
        ("Nội dung gồm có:", []),
    ],
)  # fmt: skip
def test_a_label_stands_before_its_leaders(text, told):
    assert [(label, item) for label, item, _ in labels(text)] == told


def test_whose_data_is_said_by_the_label_or_by_the_line_above():
    told = labels(
        f"Họ, chữ đệm, tên người yêu cầu: {DOTS}",
        f"Nơi cư trú: {DOTS}",
        "Đề nghị đăng ký khai sinh cho người con dưới đây:",
        f"Họ, chữ đệm, tên: {DOTS}",
        f"Họ, chữ đệm, tên người mẹ: {DOTS}",
        f"Năm sinh: {DOTS}",
    )
    assert [party for _, _, party in told] == [APPLICANT, APPLICANT, "child", "mother", "mother"]


def again(**forms: list[Line]) -> list[tuple[str, str, str | None]]:
    return [(one.again, one.blank.label, one.register) for one in find_again(forms)]


def test_what_a_register_holds_needs_its_key():
    asked = lines(
        f"Họ và tên: {DOTS}", f"Số định danh cá nhân: {DOTS}", f"Ngày sinh: {DOTS}", f"Quê quán: {DOTS}"
    )
    assert again(to_khai=asked) == [(Again.HELD, "Ngày sinh", "DAN_CU"), (Again.HELD, "Quê quán", "DAN_CU")]
    assert again(to_khai=lines(f"Họ và tên: {DOTS}", f"Ngày sinh: {DOTS}")) == []


def test_the_key_of_one_person_answers_nothing_of_another():
    told = again(
        to_khai=lines(
            f"Họ và tên người mẹ: {DOTS}",
            f"Số định danh cá nhân: {DOTS}",
            f"Họ và tên người cha: {DOTS}",
            f"Năm sinh: {DOTS}",
        )
    )
    assert told == []


def test_the_same_twice_and_again_in_another_form():
    one = lines(f"Tên doanh nghiệp: {DOTS}", f"Điện thoại: {DOTS}", f"Số điện thoại: {DOTS}")
    other = lines(f"Tên công ty: {DOTS}", f"Lý do: {DOTS}")
    assert again(don=one, to_khai=other) == [
        (Again.TWICE, "Số điện thoại", None),
        (Again.ACROSS, "Tên công ty", None),
    ]


def test_every_finding_says_why_and_where_else():
    (found,) = find_again({"don": lines(f"Mã số thuế: {DOTS}", f"Địa chỉ trụ sở chính: {DOTS}")})
    assert found.register_name == "Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp"
    assert found.others[0].item == "enterprise_code"
    assert "Mã số thuế" in found.because
    assert "66.7/2025" in (found.legal_base or "")


def test_forms_of_one_file_are_told_apart():
    told = split_forms(
        "phu-luc.docx",
        lines(
            "PHỤ LỤC",
            "Mẫu số 01",
            f"Họ và tên: {DOTS}",
            "Mẫu số 02a/TK",
            f"Họ và tên: {DOTS}",
            "Mẫu số 03",
            "Chữ",
        ),
    )
    assert list(told) == ["Mẫu số 01", "Mẫu số 02a/TK"]
