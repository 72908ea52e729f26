"""Usual capitals: of names in a list, and of what a document shows elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.capitals import Casing, in_capitals, usual_capitals
from catalogue.text import fold

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊ-.,\n\t àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩị"
LETTERS += "òóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
vietnamese = st.text(LETTERS, max_size=40)

CAPITALS = [
    ("ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "Ủy ban nhân dân tỉnh Đắk Lắk"),
    ("UỶ BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
    ("ỦY BAN NHÂN DÂN XÃ TÂN PHÚ", "Ủy ban nhân dân xã Tân Phú"),
    ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường"),
    ("SỞ TƯ PHÁP", "Sở Tư pháp"),
    ("PHẠM VI QUẢN LÝ", "Phạm vi quản lý"),
    ("I. LĨNH VỰC ĐẤT ĐAI", "I. Lĩnh vực đất đai"),
    ("CẤP GCN QSDĐ THEO QĐ-UBND", "Cấp GCN QSDĐ theo QĐ-UBND"),
    ("UBND", "UBND"),
    ("Thủ tục cấp Giấy phép", "Thủ tục cấp Giấy phép"),
    ("ỦY BAN NHÂN DÂN XÃ, PHƯỜNG", "Ủy ban nhân dân xã, phường"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "usual"), CAPITALS)
def test_names_in_capitals_get_their_usual_ones(typed, usual):
    assert usual_capitals(typed) == usual


@given(vietnamese)
def test_usual_capitals_change_only_letter_case(text):
    assert fold(usual_capitals(text)) == fold(text)


SHOWN = [
    "Căn cứ đề nghị của Chủ tịch Ủy ban nhân dân tỉnh Hà Giang;",
    "thủ tục thuộc lĩnh vực Đất đai của quốc hội",
    "QUYẾT ĐỊNH VỀ LĨNH VỰC ĐẤT ĐAI",
]
OF_A_DOCUMENT = [
    ("ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", "Ủy ban nhân dân tỉnh Hà Giang"),
    ("LĨNH VỰC ĐẤT ĐAI", "Lĩnh vực Đất đai"),  # as the document writes it
    ("CỦA QUỐC HỘI", "Của Quốc hội"),  # one spelling only, whatever the document shows
    ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường"),
    ("CỤC ĐƯỜNG SẮT", "Cục Đường sắt"),
    ("CƠ SỞ KHÁM BỆNH", "Cơ sở khám bệnh"),
    ("THẨM QUYỀN CỦA XÃ PHONG HẢI", "Thẩm quyền của xã Phong Hải"),
    ("THÀNH PHỐ CẦN THƠ", "Thành phố Cần Thơ"),
    ("BẢO TRỢ XÃ HỘI VÀ TRẺ EM", "Bảo trợ xã hội và trẻ em"),
    ("CÔNG AN XÃ, PHƯỜNG, THỊ TRẤN", "Công an xã, phường, thị trấn"),
    ("TTHC THUỘC THẨM QUYỀN CỦA UBND CẤP XÃ", "TTHC thuộc thẩm quyền của UBND cấp xã"),
    ("HTX", "HTX"),
    ("Sở Tư pháp", "Sở Tư pháp"),
]


@pytest.mark.parametrize(("printed", "usual"), OF_A_DOCUMENT)
def test_a_document_shows_its_own_capitals_and_the_list_knows_the_others(printed, usual):
    assert Casing.of(SHOWN).usual(printed) == usual


@given(vietnamese, vietnamese)
def test_what_a_document_shows_changes_only_letter_case(line, text):
    assert fold(Casing.of([line]).usual(text)) == fold(text)


@pytest.mark.parametrize(("text", "letters", "told"), [("HTX", 4, False), ("HTX", 2, True), ("Sở", 2, False)])
def test_capitals_are_told_where_there_are_enough_letters(text, letters, told):
    assert in_capitals(text, letters) == told
