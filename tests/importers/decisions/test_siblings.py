"""Headings that their number tells, whatever their words."""

import pytest

from importers.decisions.siblings import close_heading
from tests.importers.build_docx import Block, opening, table
from tests.importers.decisions.layouts import codes, only, read_blocks

LIST: list[Block] = [
    *opening("Về việc công bố thủ tục hành chính mới ban hành", "Điều 1. Công bố 01 thủ tục hành chính."),
    "PHẦN I. DANH MỤC THỦ TỤC HÀNH CHÍNH",
    table(["TT", "Mã số TTHC", "Tên thủ tục hành chính"], ["1", "1.000894", "Đăng ký kết hôn"]),
    "PHẦN II. NỘI DUNG CỤ THỂ",
]
START = [
    ("Trình tự thực hiện:", "Bước 1: Nộp hồ sơ."),
    ("Cách thức thực hiện: Trực tiếp.", ""),
    ("Thành phần hồ sơ:", "- Tờ khai (01 bản chính)."),
    ("Phí, lệ phí: 50.000 đồng/giấy", ""),
]
LABELS = {
    "2.": ["2.1.", "2.2.", "2.3.", "2.4.", "2.5.", "2.6."],
    "1)": ["1)", "2)", "3)", "4)", "5)", "6)"],
    "a)": ["a)", "b)", "c)", "d)", "đ)", "e)"],
    "I.": ["I.", "II.", "III.", "IV.", "V.", "VI."],
}


def body(labels: list[str], fifth: str, *more: str) -> list[Block]:
    """Four known headings, a fifth one, and the conditions after it."""
    told: list[Block] = [*LIST, "Đăng ký kết hôn"]
    for label, (heading, text) in zip(labels, START, strict=False):
        told += [f"{label} {heading}", *([text] if text else [])]
    return [*told, f"{labels[4]} {fifth}", *more, f"{labels[5]} Yêu cầu, điều kiện: Không"]


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_an_unknown_heading_in_sequence_ends_the_part_before_it(labels: list[str]) -> None:
    reading, issues = read_blocks(body(labels, "Chế độ hậu kiểm:", "Kiểm tra sau 06 tháng."))
    told = only(reading)
    assert [fee.text for way in told.channels for fee in way.fees] == ["50.000 đồng/giấy"]
    assert [row.text for row in told.components] == ["Tờ khai"]
    assert told.not_applicable == ("conditions",)
    unread = [issue.quote for issue in issues if issue.code == "unread-text"]
    assert unread == [f"{labels[4]} Chế độ hậu kiểm:", "Kiểm tra sau 06 tháng."]


@pytest.mark.parametrize(
    "heading",
    [
        "Mẫu đơn, tờ khai hành chính: Đơn đề nghị",
        "Mẫu đơn, tờ khai: Đơn đề nghị",
        "Tên mẫu đơn, mẫu tờ khai hành chính: Đơn đề nghị",
        "Tên mẫu đơn, tờ khai (đính kèm): Đơn đề nghị",
        "Tên của mẫu đơn, mẫu tờ khai phải dùng: Đơn đề nghị",
        "Mẫu đơn, mẫu tơ khai: Đơn đề nghị",
    ],
)
@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_words_close_to_a_heading_open_its_part(labels: list[str], heading: str) -> None:
    reading, issues = read_blocks(body(labels, heading))
    assert only(reading).forms == ("Đơn đề nghị",)
    assert "unread-text" not in codes(issues)


def test_headings_one_level_down_do_not_hide_the_next_one() -> None:
    blocks: list[Block] = [
        *LIST,
        "1. Đăng ký kết hôn",
        "1.1. Trình tự thực hiện: Nộp hồ sơ.",
        "1.2. Thành phần, số lượng hồ sơ:",
        "1.2.1. Thành phần hồ sơ:",
        "- Tờ khai.",
        "1.2.2. Số lượng hồ sơ: 01 bộ",
        "1.3. Chế độ hậu kiểm: sau 06 tháng",
        "1.4. Thời hạn giải quyết: 05 ngày",
    ]
    reading, issues = read_blocks(blocks)
    assert [row.text for row in only(reading).components] == ["Tờ khai"]
    assert only(reading).dossier_sets == 1
    unread = [issue.quote for issue in issues if issue.code == "unread-text"]
    assert unread == ["1.3. Chế độ hậu kiểm: sau 06 tháng"]


@pytest.mark.parametrize(("label", "items"), [("a)", "abcdđe"), ("1)", "123456"), ("I.", "")])
def test_items_that_count_on_are_no_headings(label: str, items: str) -> None:
    labels = LABELS[label]
    papers = [f"{item}) Giấy tờ thứ {item}" for item in items]
    blocks: list[Block] = [
        *LIST,
        "Đăng ký kết hôn",
        f"{labels[0]} Trình tự thực hiện: Nộp hồ sơ.",
        f"{labels[1]} Cách thức thực hiện: Trực tiếp.",
        f"{labels[2]} Thành phần hồ sơ:",
        *papers,
        f"{labels[3]} Thời hạn giải quyết: 05 ngày",
    ]
    reading, _ = read_blocks(blocks)
    told = only(reading)
    assert [row.text for row in told.components] == [f"Giấy tờ thứ {item}" for item in items]
    assert [way.time_limit.value for way in told.channels if way.time_limit] == [5]


def test_a_label_of_a_table_that_is_not_known_ends_the_part_above_it() -> None:
    content = table(
        ["Trình tự thực hiện", "Bước 1: Nộp hồ sơ."],
        ["Thành phần hồ sơ", "- Tờ khai."],
        ["Phí, lệ phí", "50.000 đồng"],
        ["Chế độ hậu kiểm", "Sau 06 tháng"],
        ["Các mẫu đơn, mẫu tờ khai phải dùng", "Tờ khai"],
        ["Căn cứ pháp lý", "Luật số 60/2014/QH13"],
    )
    reading, issues = read_blocks([*LIST, "Đăng ký kết hôn", content])
    told = only(reading)
    assert [fee.text for way in told.channels for fee in way.fees] == ["50.000 đồng"]
    assert told.forms == ("Tờ khai",)
    assert [issue.quote for issue in issues if issue.code == "unread-text"] == [
        "Chế độ hậu kiểm",
        "Sau 06 tháng",
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Yêu cầu, điêu kiện thực hiện:", "conditions"),
        ("Căn cứ pháp lý áp dụng:", "legal_bases"),
        ("Chế độ hậu kiểm:", None),
        ("Đơn vị thu:", None),
        ("Hồ sơ lưu:", None),
    ],
)
def test_closeness_needs_most_of_the_words(text: str, part: str | None) -> None:
    found = close_heading(text)
    assert (found and found.part) == part
