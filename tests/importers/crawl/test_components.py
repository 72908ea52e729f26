"""Rows of the component table, cut out of glued cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.crawl.components import Table, read_tables

HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


def told(section: str) -> list[tuple[str, tuple[str, ...], int | None, int | None]]:
    """Text, files, originals and copies of every row of every case."""
    return [
        (row.cell.text, row.cell.files, row.originals, row.copies)
        for table in read_tables(section)
        for row in table.rows
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("ngày 01/01/20261 bản chính,1 bản sao", ("ngày 01/01/2026", (), 1, 1)),
        ("theo Mẫu số 181 bản chính", ("theo Mẫu số 18", (), 1, 0)),
        ("theo Mẫu số 011 bản chính", ("theo Mẫu số 01", (), 1, 0)),
        ("tỷ lệ tối thiểu 1:10.0001 bản chính", ("tỷ lệ tối thiểu 1:10.000", (), 1, 0)),
        ("Bản vẽ thiết kế10 bản chính", ("Bản vẽ thiết kế", (), 10, 0)),
        ("Giấy phép (01 bản chính hoặc 01 bản sao)0 bản chính,1 bản sao",
         ("Giấy phép (01 bản chính hoặc 01 bản sao)", (), 0, 1)),
        ("Hồ sơ gồm: 01 bản chính1 bản chính", ("Hồ sơ gồm: 01 bản chính", (), 1, 0)),
        ("Giấy chứng nhận đã cấp,1 bản sao", ("Giấy chứng nhận đã cấp", (), None, 1)),
        ("Tờ khai có 2 bản chính, nộp 1 bản3 bản chính", ("Tờ khai có 2 bản chính, nộp 1 bản", (), 3, 0)),
        ("Dự thảo quy trình\t1 bản chính", ("Dự thảo quy trình", (), 1, 0)),
        ("Đơn đề nghị.Mus132.docx1 bản chính", ("Đơn đề nghị.", ("Mus132.docx",), 1, 0)),
    ],
)  # fmt: skip
def test_one_row(cell: str, expected: tuple[str, tuple[str, ...], int | None, int | None]) -> None:
    assert told(f"--{HEAD}{cell}") == [expected]


def test_a_row_may_begin_with_what_looks_like_a_quantity_or_a_sign() -> None:
    rows = told(f"--{HEAD}Đơn1 bản chính01 bản chính văn bản đề nghị1 bản chính.Bản cam kết2 bản chính")
    assert [row[0] for row in rows] == ["Đơn", "01 bản chính văn bản đề nghị", ".Bản cam kết"]


def test_rows_begin_in_lower_case_and_with_digits() -> None:
    rows = told(f"--{HEAD}Đơn1 bản chínhcác văn bản khác0 bản chính2. Hồ sơ1 bản chính")
    assert [row[0] for row in rows] == ["Đơn", "các văn bản khác", "2. Hồ sơ"]


def test_cases_keep_their_names_and_rows() -> None:
    tables = read_tables(
        f"* Giấy tờ phải nộp:{HEAD}Đơn1 bản chính * Lưu ý:{HEAD}Người nộp không phải nộp bản sao0 bản chính"
    )
    assert [(table.name, len(table.rows)) for table in tables] == [
        ("* Giấy tờ phải nộp:", 1),
        ("* Lưu ý:", 1),
    ]


@pytest.mark.parametrize(
    ("section", "names"),
    [("--", [None]), ("----", [None, None]), ("KQ.G04.000398", ["KQ.G04.000398"]), ("", [])],
)
def test_a_case_without_rows(section: str, names: list[str | None]) -> None:
    assert read_tables(section) == [Table(name) for name in names]


def test_a_row_without_quantity_is_cut_off_behind_its_file_and_doubted() -> None:
    (table,) = read_tables(f"--{HEAD}Đơn đề nghịMẫu số 01.docxBản cam kết1 bản chính")
    assert [(row.cell.text, row.originals) for row in table.rows] == [
        ("Đơn đề nghị", None),
        ("Bản cam kết", 1),
    ]
    assert table.rows[0].doubts


def test_words_after_the_last_quantity_are_a_row_without_one() -> None:
    assert told(f"--{HEAD}Đơn1 bản chínhNộp trực tuyến thì kê khai")[1] == (
        "Nộp trực tuyến thì kê khai",
        (),
        None,
        None,
    )


WORDS = [
    "Đơn",
    "đề",
    "nghị",
    "cấp",
    "giấy",
    "phép",
    "theo",
    "Mẫu số 18",
    "(nếu có)",
    "năm 2026",
    "01 bản sao,",
    "Phụ lục II",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
ROWS = st.tuples(TEXTS, st.integers(0, 9), st.integers(0, 9))


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_glued_rows_are_read_back(rows: list[tuple[str, int, int]]) -> None:
    glued = "".join(
        f"{text}{originals} bản chính" + (f",{copies} bản sao" if copies else "")
        for text, originals, copies in rows
    )
    assert [(text, first, second) for text, _, first, second in told(f"--{HEAD}{glued}")] == rows
