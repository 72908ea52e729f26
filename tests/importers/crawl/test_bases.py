"""Rows of the legal basis table, cut out of glued cells."""

import pytest

from importers.crawl.bases import read_bases


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("Nghị định 27/2019/NĐ-CP27/2019/NĐ-CP", [("Nghị định 27/2019/NĐ-CP", "27/2019/NĐ-CP")]),
        ("106/2024/NĐ-CP106/2024/NĐ-CPLuật Đất đai31/2024/QH15",
         [("106/2024/NĐ-CP", "106/2024/NĐ-CP"), ("Luật Đất đai", "31/2024/QH15")]),
        ("Luật 20/2012/QH1320/2012/QH13Luật 65/2006/QH1165/2006/QH11",
         [("Luật 20/2012/QH13", "20/2012/QH13"), ("Luật 65/2006/QH11", "65/2006/QH11")]),
        ("Luật 33/2009/QH1233/2009/QH12Luật 33/2009/QH1233/2009/QH12",
         [("Luật 33/2009/QH12", "33/2009/QH12"), ("Luật 33/2009/QH12", "33/2009/QH12")]),
        ("của Chính phủ28/2026/QĐ-UBND.quy định chi tiết49/2026/NĐ-CP",
         [("của Chính phủ", "28/2026/QĐ-UBND."), ("quy định chi tiết", "49/2026/NĐ-CP")]),
        ("Luật Cư trú 202068/2020/QH14", [("Luật Cư trú 2020", "68/2020/QH14")]),
        ("Nghị định số 40/2026/NĐ-CP ngày 25/01/202640/2026/NĐ-CP",
         [("Nghị định số 40/2026/NĐ-CP ngày 25/01/2026", "40/2026/NĐ-CP")]),
        ("LuậtLuật 18/2017/QH14Luật sửa đổiLuật số 146/2025/QH15",
         [("Luật", "Luật 18/2017/QH14"), ("Luật sửa đổi", "Luật số 146/2025/QH15")]),
        ("Sửa đổi 08/2021/NĐ-CP06/2024/NĐ-CPquy định chi tiết105/2025/NĐ-CP",
         [("Sửa đổi 08/2021/NĐ-CP", "06/2024/NĐ-CP"), ("quy định chi tiết", "105/2025/NĐ-CP")]),
        ("Về cắt giảm66.18/2026/NQ-CP quy định khác144/2025/NĐ-CP",
         [("Về cắt giảm", "66.18/2026/NQ-CP"), ("quy định khác", "144/2025/NĐ-CP")]),
        ("Thông tư số 08/2026/TT-BNNMT ngày 26/01/202608/2026Luật08/2017/QH14",
         [("Thông tư số 08/2026/TT-BNNMT ngày 26/01/2026", "08/2026"), ("Luật", "08/2017/QH14")]),
    ],
)  # fmt: skip
def test_rows(cells: str, expected: list[tuple[str, str]]) -> None:
    assert [(row.name, row.cell) for row in read_bases("Tên văn bản pháp lýMã văn bản" + cells)] == expected


def test_a_row_without_number_is_doubted() -> None:
    (row,) = read_bases("Bộ luật Hàng hảiBộ luật Hàng hải")
    assert (row.number, row.sure) == (None, False)


def test_nothing_stated() -> None:
    assert read_bases("Không có thông tin") == []
    assert read_bases("") == []
