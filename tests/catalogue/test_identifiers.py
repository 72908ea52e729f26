"""Procedure codes, numbers of documents, citations: tables of what is written, and properties."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.document_numbers import CANDIDATE
from catalogue.errors import CodeNotUnderstood, NumberNotUnderstood
from catalogue.identifiers import (
    DocumentNumber,
    ProcedureCode,
    find_articles,
    find_citations,
    find_codes,
    find_numbers,
    find_old_codes,
)

CODES = [  # written | core | agency | service | flags
    ("1.001193", "1.001193", None, None, ()),
    ("1.001193.000.00.00.H49", "1.001193", "H49", None, ("suffixed",)),
    ("1.012756.H19", "1.012756", "H19", None, ("suffixed",)),
    ("1.001193.02", "1.001193", None, "02", ("suffixed",)),
    (" 1.014325", "1.014325", None, None, ("trimmed",)),
    ("\u00a01.014325", "1.014325", None, None, ("trimmed",)),
    ("1,010826", "1.010826", None, None, ("comma",)),
    ("1.01385", "1.013850", None, None, ("padded",)),
    ("2.0024", "2.002400", None, None, ("padded",)),
    ("1.014955-Xoa", "1.014955", None, None, ("deletion_marker",)),
    ("1.001193.000.00.00.Н49", "1.001193", "H49", None, ("homoglyph", "suffixed")),
    ("1. 001193", "1.001193", None, None, ("space",)),
]


@pytest.mark.parametrize(("written", "core", "agency", "service", "flags"), CODES)
def test_codes_are_read_with_what_was_repaired(written, core, agency, service, flags):
    code = ProcedureCode.parse(written)
    assert (code.core, code.agency, code.service, code.flags) == (core, agency, service, flags)
    assert code.written == written
    assert code.certain is not bool({"padded", "deletion_marker"}.intersection(flags))
    assert ProcedureCode.parse(str(code)) == code


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "no_code"),
        ("Không có mã số", "no_code"),
        ("1.0133611", "invalid_length"),
        ("2.009182739", "invalid_length"),
        ("T-HNO-123456-TT", "old_code"),
        ("0.001193", "not_a_code"),
        ("Cấp giấy phép", "not_a_code"),
        ("1.001193 2.000815", "invalid_length"),
    ],
)
def test_what_is_no_code_says_why(written, reason):
    with pytest.raises(CodeNotUnderstood) as refused:
        ProcedureCode.parse(written)
    assert refused.value.hint == reason


def test_repairs_that_need_a_second_fact_are_not_certain():
    assert not ProcedureCode.parse("1.01385").certain
    assert ProcedureCode.parse("1,010826").certain


def test_a_suffix_does_not_make_another_procedure():
    assert ProcedureCode.parse("1.001193.000.00.00.H49") == ProcedureCode.parse("1.001193")
    assert len({ProcedureCode.parse("1.001193.H49"), ProcedureCode.parse("1.001193")}) == 1


def test_codes_are_found_in_running_text_and_money_is_not():
    told = "Mã 1.001193, 2.000815.000.00.00.H49; 1,010826 và 1.500.000 đồng, 024.384511, 10.001193, "
    told += "1.0011931.001194"
    assert [str(code) for code in find_codes(told)] == [
        "1.001193",
        "2.000815.000.00.00.H49",
        "1.010826",
        "1.001193",
        "1.001194",
    ]
    assert all(told[code.start : code.end] == code.written for code in find_codes(told))


def test_numbers_of_before_2018_are_aliases():
    assert find_old_codes("số hồ sơ T-HNO-123456-TT và B-BTP-000001-TT") == (
        "T-HNO-123456-TT",
        "B-BTP-000001-TT",
    )


@given(st.from_regex(r"[1-9]\.[0-9]{6}(\.(000\.00\.00\.)?[GH][0-9]{2}|\.[0-9]{2})?", fullmatch=True))
def test_a_code_prints_as_it_is_read(written):
    code = ProcedureCode.parse(written)
    assert str(code) == written
    assert ProcedureCode.parse(str(code)) == code
    assert [str(one) for one in find_codes(f"mã {written}, tên")] == [written]


NUMBERS = [  # written | normalised | flags
    ("15/2026/TT-BNNMT", "15/2026/TT-BNNMT", ()),
    ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP", ()),
    ("08a/2010/TT-BTP", "08a/2010/TT-BTP", ()),
    ("20/2013/TTLT-BYT-BCT-BNNPTNT", "20/2013/TTLT-BYT-BCT-BNNPTNT", ()),
    ("59/2020/QH14", "59/2020/QH14", ()),
    ("111/2025/UBTVQH15", "111/2025/UBTVQH15", ()),
    ("1523/QĐ-BCA-C06", "1523/QĐ-BCA-C06", ()),
    ("57-NQ/TW", "57-NQ/TW", ()),
    ("7416/VPCP-TCCV", "7416/VPCP-TCCV", ()),
    ("2/VBHN-VPCP", "2/VBHN-VPCP", ()),
    ("ND-CP 15/2020/ND-CP", "15/2020/NĐ-CP", ("d_for_đ", "words_before")),
    ("12/QD-UBND", "12/QĐ-UBND", ("d_for_đ",)),
    ("69/2010/NĐ-\nCP", "69/2010/NĐ-CP", ("line_break",)),
    ("40/2026/NĐ-\u0421\u0420", "40/2026/NĐ-CP", ("homoglyph",)),
    ("27/2023/QH1527/2023/QH15", "27/2023/QH15", ("glued_after",)),
    ("2025.09/2026/TT-BNNMT", "09/2026/TT-BNNMT", ("glued_before",)),
    ("năm 202072/2020/QH14", "72/2020/QH14", ("glued_before",)),
    ("12/2025/TT–BTC", "12/2025/TT-BTC", ("dash",)),
    ("Nghị định số 146/2025", "146/2025/NĐ-CP", ("from_words", "type_word_before")),
    ("1.351/QĐ-UBND", "1351/QĐ-UBND", ("dot",)),
]


@pytest.mark.parametrize(("written", "normalised", "flags"), NUMBERS)
def test_numbers_are_read_with_what_was_repaired(written, normalised, flags):
    number = DocumentNumber.parse(written)
    assert str(number) == normalised
    assert set(number.flags) == set(flags)
    assert number.certain is not bool(CANDIDATE.intersection(flags))


NO_NUMBERS = [
    "55/2026/QĐ",
    "543",
    "08/6/20210",
    "/QĐ-UBND",
    "04/2023/TT-BT",
    "36/2025/TT-BNTMT",
    "83/NĐ-CP",
    "07h30",
]
NO_NUMBERS += ["15/11/2025", "1/500", "024.3845.1234", "24/7", "01/BTPX", "khoản 1/2025", ""]


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_no_number_is_refused(written):
    with pytest.raises(NumberNotUnderstood):
        DocumentNumber.parse(written)


@pytest.mark.parametrize(
    ("written", "doubts"),
    [
        ("12/2025/TT-UBND", ("issuer",)),
        ("40/2029/QH14", ("year",)),
        ("63/2010/NĐ-CP", ()),
        ("1523/QĐ-BCA-C06", ()),
    ],
)
def test_what_cannot_be_right_is_told_and_left(written, doubts):
    number = DocumentNumber.parse(written)
    assert (str(number), number.flags, number.doubts) == (written, (), doubts)
    assert number.certain is not bool(doubts)


def test_two_numbers_are_not_one():
    with pytest.raises(NumberNotUnderstood, match="several"):
        DocumentNumber.parse("12/2025/NĐ-CP và 13/2025/NĐ-CP")


def test_numbers_are_equal_by_key():
    assert DocumentNumber.parse("01/2022/TT-BTP") == DocumentNumber.parse("1/2022/TT-BTP")
    assert DocumentNumber.parse("136/2025/NĐ-CP") != DocumentNumber.parse("136/2025/TT-BTC")
    assert len({DocumentNumber.parse("01/2022/TT-BTP"), DocumentNumber.parse("1/2022/TT-BTP")}) == 1


def test_numbers_sort_by_year_then_value():
    told = [
        DocumentNumber.parse(one)
        for one in ("66.16/2026/NQ-CP", "9/2025/NĐ-CP", "66.7/2026/NQ-CP", "10/2025/NĐ-CP")
    ]
    assert [str(one) for one in sorted(told)][:2] == ["9/2025/NĐ-CP", "10/2025/NĐ-CP"]


def test_numbers_are_found_in_prose_with_their_places():
    told = (
        "Căn cứ nghị định số 146/2025, Luật số 58/2020/QH14 ngày 15/11/2025; điện thoại 024.3845.1234, "
        "nộp 1/2, 25.000 đồng/lần (Mẫu số 01/BHXH) theo 80/2021/NĐ-\nCP, Quyết định số 12/QĐ-UBND-HC."
    )
    found = find_numbers(told)
    assert [str(one) for one in found] == ["146/2025/NĐ-CP", "58/2020/QH14", "80/2021/NĐ-CP", "12/QĐ-UBND-HC"]
    assert all(told[one.start : one.end] == one.written for one in found)


def test_the_kind_tells_normative_from_individual():
    kinds = {
        one: DocumentNumber.parse(one).kind
        for one in ("28/2026/QĐ-UBND", "1351/QĐ-UBND", "57-NQ/TW", "69/CĐ-TTg")
    }
    assert list(kinds.values()) == ["normative", "individual", "party", "administrative"]


numbers = st.builds(
    "{}/{}/{}".format,
    st.integers(1, 9999),
    st.integers(1996, 2031),
    st.sampled_from(["NĐ-CP", "TT-BTC", "TT-BNNMT", "NQ-HĐND", "QĐ-UBND", "QĐ-TTg", "TTLT-BYT-BCT", "NQ-CP"]),
) | st.builds(
    "{}/{}".format, st.integers(1, 99999), st.sampled_from(["QĐ-UBND", "TTr-STC", "CĐ-TTg", "QĐ-BCA-C06"])
)


@given(numbers)
def test_a_number_prints_as_it_is_read(written):
    number = DocumentNumber.parse(written)
    assert str(number) == written
    assert DocumentNumber.parse(str(number)) == number


@given(numbers, st.sampled_from(["", " ngày 01/02/2025", ";", " và", "Thông tư", "Mus132"]))
def test_words_behind_a_number_do_not_change_it(written, behind):
    assert [str(one) for one in find_numbers(f"theo {written}{behind}")] == [written]


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text):
    for number in find_numbers(text):
        assert DocumentNumber.parse(str(number)) == number


CITED = [
    ("điểm đ khoản 2 Điều 34", ("điểm đ khoản 2 Điều 34",)),
    ("khoản 1, khoản 2 Điều 5", ("khoản 1 Điều 5", "khoản 2 Điều 5")),
    ("Điều 31", ("Điều 31",)),
    ("Điều 34 khoản 2 điểm đ", ("điểm đ khoản 2 Điều 34",)),
    ("điểm a, b khoản 2 Điều 34", ("điểm a khoản 2 Điều 34", "điểm b khoản 2 Điều 34")),
    ("điểm a khoản 1 và điểm b khoản 2 Điều 7", ("điểm a khoản 1 Điều 7", "điểm b khoản 2 Điều 7")),
    ("Điều 3, 4 và Điều 5", ("Điều 3", "Điều 4", "Điều 5")),
    ("khoản 1 Điều 2 được sửa đổi bởi khoản 2 Điều 2", ("khoản 1 Điều 2", "khoản 2 Điều 2")),
    ("Điểm b, Khoản 1 Phần 8 Phụ lục V", ("điểm b khoản 1 Phần 8 Phụ lục V",)),
    ("Điều kiện và điều 12 người", ()),
    ("Điều 15a Luật", ("Điều 15a",)),
]


@pytest.mark.parametrize(("told", "cited"), CITED)
def test_articles_are_spelled_out(told, cited):
    assert find_articles(told) == cited


def test_an_article_belongs_to_the_document_behind_it():
    told = "khoản 2 Điều 9 Nghị định số 65/2026/NĐ-CP; Điều 3 Luật này; "
    told += "Điều 4, Điều 5 Thông tư số 12/2025/TT-BTC"
    found = [(str(one), str(one.document)) for one in find_citations(told)]
    assert found == [
        ("khoản 2 Điều 9", "65/2026/NĐ-CP"),
        ("Điều 3", "None"),
        ("Điều 4", "12/2025/TT-BTC"),
        ("Điều 5", "12/2025/TT-BTC"),
    ]


@pytest.mark.shared
def test_every_listed_example_gives_its_normal_form():
    listed = Path(__file__).parents[2] / ".." / "shared" / "reference" / "legal_number_examples.csv"
    if not listed.exists():
        pytest.skip("../shared is absent")
    with listed.open(encoding="utf-8") as lines:
        rows = [*csv.DictReader(lines)]
    wrong = []
    for row in rows:
        try:
            number = DocumentNumber.parse(row["raw"])
        except NumberNotUnderstood:
            if row["normalized"] != "none" and row["normalized"]:
                wrong.append(row["raw"])
            continue
        flagged = bool(number.flags) if row["is_dirty"] == "1" else True
        sure = number.certain or row["repair"] != "sure"
        if str(number) != row["normalized"] or not flagged or not sure:
            wrong.append((row["raw"], str(number)))
    assert len(rows) > 200
    assert not wrong


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", " ", "; ", ".\n", ".H19\n", ", mã\n"])
def test_codes_on_lines_of_their_own_are_all_found(between: str) -> None:
    told = between.join(["1.009972", "1.009973", "2.001111"])
    assert [code.core for code in find_codes(told)] == ["1.009972", "1.009973", "2.001111"]


@pytest.mark.parametrize("number", ["31.009972", "1.1.009972", "12/1.009972"])
def test_the_tail_of_a_longer_number_is_no_code(number: str) -> None:
    assert find_codes(number) == ()
