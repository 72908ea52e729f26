"""Tables of a PDF over several pages, piece by piece."""

import pytest

from importers.readers.pdf_flow import Frame
from importers.readers.pdf_flow import goes_on as continues
from importers.readers.pdf_join import append, goes_on
from importers.readers.pdf_lines import Line
from importers.readers.pdf_shapes import PdfCell, PdfRow, PdfTable

XS = (0.0, 20.0, 100.0, 200.0)


def line(text: str) -> Line:
    """A line of a cell; where it stands does not matter here."""
    return Line(text, 0, 10, 0, 10, False, 10)


def cell(column: int, text: str, *, columns: int = 1, rows: int = 1) -> PdfCell:
    """A cell of one line; "" has none."""
    return PdfCell(column, columns, 0, 10, rows, [line(text)] if text else [])


def piece(page: int, *rows: list[PdfCell], xs: tuple[float, ...] = XS, top: float = 50) -> PdfTable:
    """The part of a table on one page."""
    return PdfTable(xs, page, top, top + 100, [PdfRow(page, list(row)) for row in rows], page)


def texts(table: PdfTable) -> list[list[tuple[int, int, str]]]:
    """Column, rows and words of each cell."""
    return [
        [(one.column, one.rows, " ".join(part.words for part in one.lines)) for one in row.cells]
        for row in table.rows
    ]


def test_a_row_cut_by_the_page_is_one_row() -> None:
    table = piece(1, [cell(0, "1"), cell(1, "Không quá 15 ngày. Đối với xã"), cell(2, "Luật;")])
    append(table, piece(2, [cell(0, ""), cell(1, "Miền núi: 20 ngày"), cell(2, "")]), blanks=False)
    assert texts(table) == [
        [(0, 1, "1"), (1, 1, "Không quá 15 ngày. Đối với xã Miền núi: 20 ngày"), (2, 1, "Luật;")]
    ]


def test_a_row_with_a_number_of_its_own_is_a_new_row() -> None:
    table = piece(1, [cell(0, "1"), cell(1, "Đơn"), cell(2, "01")])
    append(table, piece(2, [cell(0, "2"), cell(1, "Giấy phép"), cell(2, "")]), blanks=False)
    assert len(table.rows) == 2


def test_a_merged_cell_goes_on_over_the_page() -> None:
    table = piece(
        1, [cell(0, "1"), cell(1, "Tên một"), cell(2, "Không", rows=2)], [cell(0, "2"), cell(1, "Tên hai")]
    )
    append(
        table,
        piece(2, [cell(0, "3"), cell(1, "Tên ba"), cell(2, "", rows=2)], [cell(0, "4"), cell(1, "Tên bốn")]),
        blanks=False,
    )
    assert texts(table)[0][2] == (2, 4, "Không")
    assert [len(row) for row in texts(table)] == [3, 2, 2, 2]


def test_a_merged_cell_goes_on_beside_a_cut_row() -> None:
    table = piece(
        1, [cell(0, "1"), cell(1, "Một"), cell(2, "Không", rows=2)], [cell(0, "2"), cell(1, "Tên hai,")]
    )
    append(
        table,
        piece(2, [cell(0, ""), cell(1, "phần sau"), cell(2, "", rows=2)], [cell(0, "3"), cell(1, "Ba")]),
        blanks=False,
    )
    assert texts(table) == [
        [(0, 1, "1"), (1, 1, "Một"), (2, 3, "Không")],
        [(0, 1, "2"), (1, 1, "Tên hai, phần sau")],
        [(0, 1, "3"), (1, 1, "Ba")],
    ]


def test_a_piece_with_fewer_columns_goes_on() -> None:
    table = piece(1, [cell(0, "Số lượng"), cell(1, "01 bộ"), cell(2, "x")])
    more = piece(2, [cell(0, "Căn cứ"), cell(1, "Luật")], xs=(0.5, 20.0, 199.0))
    assert goes_on(table, more, 800)
    append(table, more, blanks=False)
    assert texts(table)[1] == [(0, 1, "Căn cứ"), (1, 1, "Luật")]
    assert [one.columns for one in table.rows[1].cells] == [1, 2]


def test_other_edges_and_other_heights_are_other_tables() -> None:
    table = piece(1, [cell(0, "x")])
    assert not goes_on(table, piece(2, [cell(0, "y")], xs=(0.0, 20.0, 150.0)), 800)
    assert not goes_on(table, piece(2, [cell(0, "y")], xs=(0.0, 60.0, 200.0)), 800)
    assert not goes_on(table, piece(2, [cell(0, "y")], top=400), 800)
    assert not goes_on(table, piece(3, [cell(0, "y")]), 800)


@pytest.mark.parametrize(
    ("last", "line_", "on"),
    [
        ("Giấy chứng nhận (02 bản chính)", "h) Lệ phí: Miễn", False),
        ("Theo quy định tại điểm", "a) Khoản 2 Điều 5", True),
        ("Nộp hồ sơ theo quy định", "2.9. Mẫu đơn, tờ khai", False),
    ],
)
def test_a_label_with_a_capital_begins_a_paragraph(last: str, line_: str, *, on: bool) -> None:
    before, after = (Line(text, 0, 95, base, 10, False, 30) for text, base in ((last, 20), (line_, 34)))
    assert continues(before, after, Frame(0, 100, False), 14) is on


def test_rows_below_a_cut_row_belong_to_it_where_their_first_cells_are_one_empty_cell() -> None:
    table = piece(1, [cell(0, "1"), cell(1, "Cấp Giấy chứng nhận,"), cell(2, "Trường hợp một")])
    append(
        table,
        piece(
            2,
            [cell(0, ""), cell(1, "phần sau của tên"), cell(2, "")],
            [cell(0, "", columns=2, rows=2), cell(2, "Trường hợp hai")],
            [cell(2, "Trường hợp ba")],
            [cell(0, "2"), cell(1, "Tên hai"), cell(2, "Không")],
        ),
        blanks=False,
    )
    assert texts(table) == [
        [(0, 3, "1"), (1, 3, "Cấp Giấy chứng nhận, phần sau của tên"), (2, 1, "Trường hợp một")],
        [(2, 1, "Trường hợp hai")],
        [(2, 1, "Trường hợp ba")],
        [(0, 1, "2"), (1, 1, "Tên hai"), (2, 1, "Không")],
    ]
