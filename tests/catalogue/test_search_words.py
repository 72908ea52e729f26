"""Abbreviations, everyday words, numbers of documents and misspelt words of a query."""

import pytest

from catalogue.search_codes import codes_of
from catalogue.search_typos import others
from catalogue.search_words import law_words, query_of
from catalogue.store.store import Store
from tests.build import NOW, case, day, procedure, reading

TODAY = day("2026-02-01")
KNOWN = {
    "khai",
    "sinh",
    "dang",
    "ki",
    "dat",
    "dai",
    "tru",
    "thuong",
    "ket",
    "hon",
    "giay",
    "phep",
    "quoc",
    "tich",
}
TYPOS = [
    ("shinh", "sinh"),
    ("sinhh", "sinh"),
    ("ddaats", "dat"),
    ("d9at61", "dat"),
    ("chu", "tru"),
    ("hong", "hon"),
    ("gaiy", "giay"),
    ("dangki", "dang ki"),
    ("thuongtru", "thuong tru"),
    ("phesp", "phep"),
]
CODES = [
    ("1.001193", (["1.001193"], None)),
    ("1,001193", (["1.001193"], None)),
    (" 1.001193.000.00.00.H49 ", (["1.001193"], None)),
    ("mã số 1.001193", (["1.001193"], None)),
    ("1001193", (["1.001193"], None)),
    ("1.00", ([], "1.00")),
    ("tam-0A", ([], "TAM-0a")),
    ("it:p_TN_1519", (["IT:p_TN_1519"], None)),
    ("đăng ký 2 con", ([], None)),
    ("15 ngày", ([], None)),
]
LAWS = [
    ("146/2025/NĐ-CP", ("s146n2025nđcp",), ""),
    ("nghị định 146/2025", ("s146n2025nđ",), ""),
    ("Nghị định số 146/2025 đất đai", ("s146n2025nđ",), "đất đai"),
    ("nghi dinh 146/2025", ("s146n2025nđ",), ""),
    ("146/2025", ("s146n2025",), ""),
    ("thông tư 01/2022/TT-BYT", ("s1n2022ttbyt",), ""),
    ("quyết định 1872/QĐ-BKHCN", ("s1872qđbkhcn",), ""),
]


@pytest.mark.parametrize(("typed", "meant"), TYPOS)
def test_a_misspelt_word_is_understood(typed: str, meant: str) -> None:
    assert meant in others(typed, KNOWN)
    assert typed not in others(typed, KNOWN)


@pytest.mark.parametrize(("typed", "found"), CODES)
def test_a_code_is_told_from_words(typed: str, found: tuple[list[str], str | None]) -> None:
    assert codes_of(typed) == found


@pytest.mark.parametrize(("typed", "laws", "rest"), LAWS)
def test_a_number_of_a_document_is_found_in_any_form(typed: str, laws: tuple[str, ...], rest: str) -> None:
    query = query_of(typed)[0]
    assert query.laws == laws
    assert " ".join(word.told for word in query.words) == rest


@pytest.mark.parametrize(
    ("typed", "full"), [("146/2025", "146/2025/NĐ-CP"), ("nghị định 146/2025", "0146/2025/NĐ-CP")]
)
def test_the_index_has_what_a_query_asks_for(typed: str, full: str) -> None:
    (asked,) = query_of(typed)[0].laws
    assert any(word.startswith(asked) for word in law_words(full))


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("GCN QSDĐ", "giấy chứng nhận quyền sử dụng đất"),
        ("gcn qsdd", "giấy chứng nhận quyền sử dụng đất"),
        ("đk kết hôn", "đăng ký kết hôn"),
        ("sổ đỏ", "giấy chứng nhận quyền sử dụng đất"),
        ("cấp lại bang lai xe", "cap lai giấy phép lái xe"),
    ],
)
def test_official_words_are_searched_too(typed: str, official: str) -> None:
    from catalogue.text import bare

    found = [bare(" ".join(word.told for word in query.words)) for query in query_of(typed)]
    assert bare(official) in found


@pytest.fixture
def filled(store: Store) -> Store:
    told = (
        procedure("1.000001", name="Thủ tục đăng ký khai sinh", cases=(case("Giấy chứng sinh"),)),
        procedure("1.000002", name="Thủ tục đăng ký khai sinh có yếu tố nước ngoài"),
        procedure("1.000003", name="Đăng ký thường trú", cases=(case("Tờ khai thay đổi thông tin cư trú"),)),
        procedure("1.000004", name="Cấp GCN quyền sử dụng đất lần đầu", number="77/QĐ-BTNMT"),
        procedure("1.000005", name="Thăm dò khoáng sản theo Nghị định số 158/2016/NĐ-CP"),
    )
    run = store.begin_run(now=NOW)
    store.put_file(reading(*told), run=run, now=NOW)
    return store


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("khai sinh", "1.000001"),
        ("khai shinh", "1.000001"),
        ("đang ký khai sinh", "1.000001"),
        ("dang ki khai sinhh nuoc ngoai", "1.000002"),
        ("làm hộ khẩu", "1.000003"),
        ("thuờng chú", "1.000003"),
        ("giấy chứng nhận quyền sử dụng đất", "1.000004"),
        ("sổ đỏ", "1.000004"),
        ("77/QĐ-BTNMT", "1.000004"),
        ("nghị định 158/2016", "1.000005"),
        ("giấy chứng si", "1.000001"),
        ("thông tin cư trú", "1.000003"),
    ],
)
def test_the_first_answer_is_the_one_that_was_meant(filled: Store, typed: str, first: str) -> None:
    assert [hit.heading.key for hit in filled.find(typed, TODAY).hits][:1] == [first]


def test_an_answer_says_why(filled: Store) -> None:
    (because,) = filled.find("giay chung sinh", TODAY).hits[0].because
    assert (because.field, because.text) == ("component", "«Giấy chứng sinh»")
    (because,) = filled.find("158/2016", TODAY).hits[0].because
    assert because.field == "name"
    answer = filled.find("khai shinh", TODAY)
    assert answer.suggestion == "khai sinh"
    assert answer.hits[0].because[0].text == "Thủ tục đăng ký «khai sinh»"
    assert filled.find("khai sinh", TODAY).suggestion is None


def test_words_of_another_version_are_not_found(filled: Store) -> None:
    again = reading(procedure("1.000003", name="Đăng ký tạm trú"))
    run = filled.begin_run(now=NOW)
    filled.put_file(again, run=run, now=NOW)
    for hit in filled.find("thường trú", TODAY).hits:  # some of the words, then
        assert "thường" not in hit.because[0].text
    assert filled.find("tạm trú", TODAY).hits[0].heading.key == "1.000003"
