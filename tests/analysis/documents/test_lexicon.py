"""Long lists of patterns find what one pattern of them all would find."""

import re

import pytest

from analysis.documents.lexicon import Either, any_of, lookup, pattern

LISTS = {
    "note": lookup("phrases")["kind"]["note"],
    "remark": lookup("phrases")["cut"]["remark"],
    "condition": lookup("phrases")["cut"]["condition"],
}
ROWS = [
    "lưu ý: hồ sơ đề nghị phải đáp ứng quy định",
    "giấy phép xây dựng (nếu có) đối với trường hợp đã được cấp theo quy định tại khoản 2 điều này",
    "bản sao giấy chứng nhận đã được cấp trong trường hợp thay đổi, trừ khi không còn",
    "đơn đề nghị",
    "",
]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("begin", [0, 5])
@pytest.mark.parametrize("row", ROWS)
def test_a_list_finds_the_same_place_as_one_pattern(name, begin, row):
    one, each = pattern(any_of(LISTS[name])), Either.of(LISTS[name])
    whole, found = one.search(row, begin), each.search(row, begin)
    assert (whole and whole.span()) == (found and found.span())


def test_the_first_place_decides_not_the_first_of_the_list():
    found = Either((re.compile("sau"), re.compile("trước"))).search("trước và sau")
    assert found is not None
    assert found[0] == "trước"
