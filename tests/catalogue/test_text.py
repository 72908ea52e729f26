"""Normal forms of Vietnamese text: tables of spellings, and properties."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import text as words
from catalogue.syllables import is_syllable
from catalogue.text import (
    bare,
    fold,
    join_split_accents,
    latin_letters,
    looks_like_legacy_font,
    nfc,
    sort_key,
    split_mark,
    split_step,
    squash,
    strip_marks,
)

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊ-.,\n\t àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩị"
LETTERS += "òóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
vietnamese = st.text(LETTERS, max_size=40)
any_text = st.text(max_size=40)

SAME = [  # new tone style | old tone style, or i | y
    ("hoà bình", "hòa bình"),
    ("HOÁ CHẤT", "HÓA CHẤT"),
    ("thuỷ sản", "thủy sản"),
    ("Uỷ ban", "Ủy ban"),
    ("khoẻ mạnh", "khỏe mạnh"),
    ("tuỳ ý", "tùy ý"),
    ("chứng chỉ kí số", "chứng chỉ ký số"),
    ("kì hạn", "kỳ hạn"),
    ("mĩ thuật", "mỹ thuật"),
    ("quản l\u200eý", "quản lý"),
    ("thủ\u00a0tục", "thủ tục"),
]
APART = [
    ("cấp", "cập"),
    ("quý", "qúy "),
    ("già", "gìa"),
    ("thi", "thị"),
    ("đất", "dất"),
    ("ý kiến", "í kiếm"),
    ("hoàn", "hòan x"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_word_are_equal_when_folded(left, right):
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), APART)
def test_different_words_stay_different(left, right):
    assert fold(left) != fold(right)


def test_text_typed_in_pieces_is_one_word_again():
    assert nfc(unicodedata.normalize("NFD", "Giấy chứng nhận")) == "Giấy chứng nhận"
    assert squash(" Thủ\u00a0 tục\u200b\n hành chính ") == "Thủ tục hành chính"


@given(any_text)
def test_normal_forms_are_idempotent(text):
    assert nfc(nfc(text)) == nfc(text)
    assert squash(squash(text)) == squash(text)


@given(vietnamese)
def test_folding_is_idempotent_and_ignores_composition(text):
    assert fold(fold(text)) == fold(text)
    assert bare(bare(text)) == bare(text)
    assert fold(nfc(text)) == fold(text) == fold(unicodedata.normalize("NFD", text))


@given(any_text)
def test_folding_never_depends_on_composition(text):
    assert fold(nfc(text)) == fold(text)


@given(vietnamese)
def test_bare_text_has_no_marks_and_no_capitals(text):
    told = bare(text)
    assert not any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", told))
    assert "đ" not in told
    assert told == told.lower()


@given(vietnamese, vietnamese)
def test_the_fast_fold_equals_the_plain_one(left, right):
    plain = words.tone_style(squash(left).casefold())
    assert fold(left) == plain
    assert (
        (sort_key(left) == sort_key(right))
        or (sort_key(left) < sort_key(right))
        or (sort_key(right) < sort_key(left))
    )


def test_names_sort_as_in_a_dictionary():
    names = ["đá", "dạ", "ăn", "da", "an", "ân", "dà", "Đông", "dông", "bà", "bá", "bả"]
    assert sorted(names, key=sort_key) == [
        "an",
        "ăn",
        "ân",
        "bà",
        "bả",
        "bá",
        "da",
        "dà",
        "dạ",
        "dông",
        "đá",
        "Đông",
    ]


@given(any_text)
def test_look_alikes_keep_the_length(text):
    assert len(latin_letters(text)) == len(text)
    assert latin_letters(latin_letters(text)) == latin_letters(text)


def test_cyrillic_letters_of_a_number_are_latin():
    assert latin_letters("40/2026/NĐ-\u0421\u0420") == "40/2026/NĐ-CP"
    assert latin_letters("QÐ-UBND") == "QĐ-UBND"


MARKS = [  # text | mark | words
    ("- Đơn đề nghị", "-", "Đơn đề nghị"),
    ("+ Bản sao", "+", "Bản sao"),
    ("* Lưu ý:", "*", "Lưu ý:"),
    ("• Giấy phép", "•", "Giấy phép"),
    ("– Tờ khai", "–", "Tờ khai"),
    ("1. Đơn", "1.", "Đơn"),
    ("1) Đơn", "1)", "Đơn"),
    ("a) Đơn", "a)", "Đơn"),
    ("đ) Giấy", "đ)", "Giấy"),
    ("(i) Bản chính", "(i)", "Bản chính"),
    ("(1) Bản chính", "(1)", "Bản chính"),
    ("a.1) Tờ khai", "a.1)", "Tờ khai"),
    ("1.2. Tên thủ tục", "1.2.", "Tên thủ tục"),
    ("- a) Tờ khai", "- a)", "Tờ khai"),
    ("II. Lĩnh vực", "II.", "Lĩnh vực"),
    ("A. Thủ tục", "A.", "Thủ tục"),
    ("1.000 đồng", "", "1.000 đồng"),
    ("1.001193", "", "1.001193"),
    ("02 ảnh 4x6", "", "02 ảnh 4x6"),
    ("(01) bộ hồ sơ", "", "(01) bộ hồ sơ"),
    ("15/11/2025", "", "15/11/2025"),
    ("1/2 diện tích", "", "1/2 diện tích"),
    ("Đơn đề nghị", "", "Đơn đề nghị"),
    ("-", "", "-"),
    ("7,5 ngày", "", "7,5 ngày"),
    ("e-mail của tổ chức", "", "e-mail của tổ chức"),
]


@pytest.mark.parametrize(("text", "mark", "rest"), MARKS)
def test_marks_of_lists_are_told_from_words(text, mark, rest):
    assert split_mark(text) == (mark, rest)
    assert strip_marks(text) == rest


@given(vietnamese)
def test_marks_are_cut_only_at_the_start(text):
    assert text.strip().endswith(strip_marks(text))


STEPS = [
    ("Bước 1: Nộp hồ sơ", 1, "Nộp hồ sơ"),
    ("- Bước 2. Kiểm tra", 2, "Kiểm tra"),
    ("BƯỚC 10 - Trả kết quả", 10, "Trả kết quả"),
    ("* Bước 3:", 3, ""),
    ("Nộp hồ sơ ở bước 1: xong", None, "Nộp hồ sơ ở bước 1: xong"),
    ("Bước đầu tiên", None, "Bước đầu tiên"),
]


@pytest.mark.parametrize(("text", "order", "rest"), STEPS)
def test_the_number_of_a_step_is_read(text, order, rest):
    assert split_step(text) == (order, rest)


TORN = [
    ("hoă \u0323c", "hoặc"),
    ("Qu ả ng Ngãi", "Quảng Ngãi"),
    ("X ã hội", "Xã hội"),
    ("quố c gia", "quốc gia"),
    ("t ỉ nh", "tỉnh"),
    ("nhóm B ở đây", "nhóm B ở đây"),
    ("cấp lại thẻ", "cấp lại thẻ"),
    ("UBND xã", "UBND xã"),
]


@pytest.mark.parametrize(("torn", "whole"), TORN)
def test_words_torn_by_a_pdf_are_joined_only_to_syllables(torn, whole):
    assert join_split_accents(torn) == whole


WHOLE = st.sampled_from(squash("thủ tục hành chính cấp giấy phép xây dựng nhà ở riêng lẻ đã ý kiến").split())


@given(st.lists(WHOLE, max_size=8))
def test_whole_words_are_never_joined(told):
    assert join_split_accents(" ".join(told)) == " ".join(told)


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "Quảng",
        "khuỷu",
        "giếng",
        "ý",
        "gì",
        "quý",
        "uỷ",
        "thuở",
        "ngoằn",
        "yết",
        "đặc",
        "hoặc",
        "xoong",
    ],
)
def test_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["UBND", "Qu", "ng", "quố", "cảt", "zip", "xc", "", "hoăc."])
def test_other_letters_are_no_syllables(word):
    assert is_syllable(word) is (word == "quố")


LEGACY = [
    ("C«ng hoµ x· héi chñ nghÜa ViÖt Nam", "TCVN3"),
    ("§éc lËp - Tù do - H¹nh phóc", "TCVN3"),
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI"),
    ("Cộng hòa xã hội chủ nghĩa Việt Nam", None),
    ("Cong hoa xa hoi", None),
    ("théâtre, café, crème brûlée", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "kind"), LEGACY)
def test_text_of_old_fonts_is_noticed(text, kind):
    assert looks_like_legacy_font(text) == kind
