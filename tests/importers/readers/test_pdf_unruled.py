"""Tables without ruled lines, letterheads whose date is broken, lines drawn with letters: PDFs of our own."""

import pytest

from importers.base import SourceFile
from importers.readers.blocks import Table
from importers.readers.pdf import read_pdf
from tests.fuzz.pdfs import Page, Stroke, Word, pdf

TOP, STEP, SIZE = 780.0, 14.0, 10.0
EM = SIZE / 2
"""Width of a letter of the font that the writer names."""
Rows = list[list[str | None]]


def words(rows: Rows, columns: list[float], *, top: float = TOP, after: float = 0.0) -> list[Word]:
    """Cells set left, one line a row; `after` adds room below the first."""
    return [
        Word(columns[at], top - STEP * number - (after if number else 0), SIZE, text)
        for number, row in enumerate(rows)
        for at, text in enumerate(row)
        if text is not None
    ]


def read(*pages: list[Word | Stroke] | list[Word]) -> list[str | list[list[str]]]:
    """Lines, and tables as rows of texts, each cell once."""
    blocks = read_pdf(SourceFile("x.pdf", pdf([Page(page) for page in pages])))
    return [
        [[cell.text for cell in row.distinct()] for row in block.rows]
        if isinstance(block, Table)
        else block.line
        for block in blocks.body
    ]


WIDE = [50.0, 100.0, 200.0, 400.0]
LIST: Rows = [
    ["STT", "Mã TTHC", "Tên thủ tục", "Cơ quan"],
    ["1", "1.000656", "Đăng ký khai tử tại Ủy ban", "Cấp xã"],
    [None, None, "nhân dân cấp xã", None],
    ["2", "1.001193", "Đăng ký khai sinh", "Cấp xã"],
]


def test_columns_that_white_space_keeps_apart_are_a_table() -> None:
    told = read(
        words([["Danh mục thủ tục hành chính được sửa đổi, bổ sung của tỉnh"]], WIDE, top=TOP + 40)
        + words(LIST, WIDE)
    )
    assert told == [
        "Danh mục thủ tục hành chính được sửa đổi, bổ sung của tỉnh",
        [
            ["STT", "Mã TTHC", "Tên thủ tục", "Cơ quan"],
            ["1", "1.000656", "Đăng ký khai tử tại Ủy ban\nnhân dân cấp xã", "Cấp xã"],
            ["2", "1.001193", "Đăng ký khai sinh", "Cấp xã"],
        ],
    ]


def test_columns_one_letter_apart_are_told_by_the_other_lines() -> None:
    narrow = [50.0, 80.0, 80.0 + 22 * EM + 0.9 * SIZE, 330.0]
    rows: Rows = [
        ["TT", "Tên", "Cấp", "Căn cứ"],
        ["1", "Cấp giấy phép bán rượu", "Cấp tỉnh", "Luật"],
        ["2", "Cấp lại", "Cấp xã", "Luật"],
    ]
    (table,) = read(words(rows, narrow))
    assert table == rows


def test_a_table_goes_on_over_the_page_and_ends_before_a_heading() -> None:
    second = words([[None, None, "và cấp tỉnh", None], ["3", "2.000635", "Trích lục", "Cấp xã"]], WIDE)
    heading = words(
        [["PHẦN II"], ["Nội dung cụ thể của từng thủ tục hành chính trong danh mục trên đây"]],
        WIDE,
        top=TOP - 40,
    )
    told = read(words(LIST, WIDE, top=80.0), second + heading)
    assert isinstance(told[0], list)
    assert told[0][-2:] == [
        ["2", "1.001193", "Đăng ký khai sinh\nvà cấp tỉnh", "Cấp xã"],
        ["3", "2.000635", "Trích lục", "Cấp xã"],
    ]
    assert told[1] == "PHẦN II"


def test_a_heading_right_below_the_last_row_is_no_part_of_it() -> None:
    told = read(
        words(
            [*LIST, ["B. Danh"], ["STT", "Mã TTHC", "Tên thủ tục", "Cơ quan"], ["1", "1.1", "Tên", "Sở"]],
            WIDE,
        )
    )
    assert [len(one) if isinstance(one, list) else one for one in told] == [3, "B. Danh", 2]


@pytest.mark.parametrize(
    "rows",
    [
        [["Nơi nhận:", None, "CHỦ TỊCH"], ["- Như trên;", None, "(Đã ký)"]],
        [["Một dòng", "có ba", "phần"], ["rồi chữ thường chạy hết dòng này sang dòng khác không có cột nào"]],
    ],
)
def test_two_columns_or_one_line_of_three_are_no_table(rows: Rows) -> None:
    told = read(words(rows, [50.0, 200.0, 350.0]))
    assert all(isinstance(one, str) or len(one[0]) == 2 for one in told)


def test_a_date_broken_beside_the_letterhead_is_one_line() -> None:
    rows: Rows = [
        ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["TỈNH TUYÊN QUANG", "Độc lập - Tự do - Hạnh phúc"],
        ["Số: 566/QĐ-UBND", "Tuyên Quang, ngày 11 tháng 8 năm"],
        [None, "2025"],
    ]
    told = read(words([*rows, [None, None], ["QUYẾT ĐỊNH"]], [50.0, 300.0]))
    assert isinstance(told[0], list)
    assert told[0][0][1].split("\n")[-1] == "Tuyên Quang, ngày 11 tháng 8 năm 2025"
    assert told[1] == "QUYẾT ĐỊNH"


def test_a_line_drawn_with_letters_joins_no_paragraph() -> None:
    rows: Rows = [["Về việc công bố thủ tục hành chính thuộc phạm vi quản lý của"], ["Sở Tư pháp"], ["―――――"]]
    assert read(words(rows, [50.0]))[-1] == "―――――"
