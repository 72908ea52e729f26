"""Vague and long rows, alternatives, forms that are not attached."""

import pytest

from tests.analysis.checks.checking import checked, of, rows, seen


@pytest.mark.parametrize(
    ("row", "vague"),
    [
        ("Các giấy tờ khác có liên quan", True),
        ("Các tài liệu liên quan khác kèm theo (nếu có).", True),
        ("- Các tài liệu, giấy tờ cần thiết khác có liên quan (nếu có).", True),
        ("Tờ trình; Dự thảo Quyết định; Các tài liệu khác (nếu có)", True),
        ("Bản sao quyết định phê duyệt dự án và các tài liệu khác có liên quan", True),
        ("Các tài liệu liên quan khác: hồ sơ về nguồn gốc giống, sổ theo dõi kỹ thuật", False),
        ("Giấy tờ khác theo quy định tại khoản 2 Điều 5 Nghị định số 1/2025/NĐ-CP", False),
        ("Giấy tờ chứng minh nhân thân", False),
        ("Giấy tờ liên quan đến việc chuyển nhượng", False),
        ("Một trong các giấy tờ khác sau đây", False),
    ],
)
def test_vague_papers(row: str, *, vague: bool) -> None:
    assert ("vague-paper" in seen(rows(row))) is vague


def test_the_words_for_a_vague_row() -> None:
    (found,) = of(
        "vague-paper", checked(rows("Quyết định phê duyệt dự án và các tài liệu khác có liên quan"))
    )
    assert (found.suggestion or "").endswith("ghi: “Quyết định phê duyệt dự án.”")
    (found,) = of("vague-paper", checked(rows("Các giấy tờ khác có liên quan (nếu có)")))
    assert (found.suggestion or "").endswith("bỏ dòng này.")


def test_rows_that_are_too_long_once_for_the_procedure() -> None:
    long = "Giấy chứng nhận quyền sử dụng đất " + "theo quy định của pháp luật về đất đai " * 8
    (found,) = of("row-too-long", checked(rows(long, "Đơn đề nghị", long + ".")))
    assert "2 dòng" in found.because[0]
    assert len(found.evidence) == 2
    assert "row-too-long" not in seen(rows("Giấy chứng nhận quyền sử dụng đất"))


def test_alternatives_are_never_split_into_rows_that_are_all_asked_for() -> None:
    tail = " theo quy định của pháp luật về đất đai và các văn bản hướng dẫn thi hành có liên quan" * 4
    (found,) = of("row-too-long", checked(rows(f"Hộ chiếu hoặc giấy khai sinh{tail}")))
    assert "Một trong các giấy tờ: (1) Hộ chiếu; (2) Giấy khai sinh" in (found.suggestion or "")


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("Đơn đề nghị cấp phép theo Mẫu số 01 Phụ lục I Nghị định số 175/2024/NĐ-CP", True),
        ("- Tờ khai theo mẫu", True),
        ("Đơn đề nghị", False),
        ("Mẫu đất, mẫu nước theo mẫu vật", False),
        ("02 ảnh 4x6 theo mẫu", False),
    ],
)
def test_a_form_that_is_asked_for_and_not_attached(row: str, *, missing: bool) -> None:
    assert ("form-missing" in seen(rows(row))) is missing
    assert "form-missing" not in seen(rows(row, forms=("mau.docx",)))


def test_the_form_is_named_where_the_row_names_it() -> None:
    (found,) = of(
        "form-missing",
        checked(rows("Đơn đề nghị theo Mẫu số 01 Phụ lục I Nghị định số 175/2024/NĐ-CP; bản chính")),
    )
    assert "Mẫu số 01 Phụ lục I Nghị định số 175/2024/NĐ-CP" in (found.suggestion or "")
