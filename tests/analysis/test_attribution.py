"""Groups by agency: as written, or under the one that stands in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution import Attribution, attribute, attributing, belongs, groups
from catalogue.agencies_register import shipped

BEFORE, AFTER = date(2025, 2, 1), date(2026, 10, 1)
WRITTEN, HEIRS = Attribution.AS_WRITTEN, Attribution.SUCCESSORS


def name(text: str, day: date, how: Attribution) -> str:
    (one,) = attribute(text, day, register=shipped(), how=how)
    return one.name


@pytest.mark.parametrize(
    ("text", "day", "how", "group"),
    [
        ("Bộ GTVT", AFTER, HEIRS, "Bộ Xây dựng"),
        ("Bộ GTVT", AFTER, WRITTEN, "Bộ Giao thông vận tải"),
        ("Bộ GTVT", BEFORE, HEIRS, "Bộ Giao thông vận tải"),
        ("Bộ xây dựng (Giao thông vận tải cũ)", AFTER, HEIRS, "Bộ Xây dựng"),
        ("UBND tỉnh Hà Giang", AFTER, HEIRS, "Ủy ban nhân dân tỉnh Tuyên Quang"),
        ("Sở TN&MT Bắc Giang", AFTER, HEIRS, "Sở Nông nghiệp và Môi trường tỉnh Bắc Ninh"),
        ("Bộ LĐTBXH", AFTER, HEIRS, "Bộ Nội vụ"),  # the larger part, by the register
        ("Bộ TT&TT", AFTER, HEIRS, "Bộ Thông tin và Truyền thông"),  # split: nobody stands in as a whole
        ("UBND huyện Đông Anh", AFTER, HEIRS, "Ủy ban nhân dân huyện Đông Anh"),  # field by field
        ("Sở vũ trụ", AFTER, HEIRS, "Sở vũ trụ"),
    ],
)
def test_the_group_of_a_name(text: str, day: date, how: Attribution, group: str) -> None:
    assert name(text, day, how) == group


def test_a_step_comes_with_its_source() -> None:
    (one,) = attribute("Bộ GTVT", AFTER, register=shipped(), how=HEIRS)
    assert [step.by.source for step in one.steps] == ["176/2025/QH15"]


def test_who_stands_in_for_a_split_body_is_left_open_and_told() -> None:
    (one,) = attribute("Bộ TT&TT", AFTER, register=shipped(), how=HEIRS)
    assert "Bộ Khoa học và Công nghệ" in one.undecided
    assert not one.steps


def test_two_districts_are_two_groups() -> None:
    told = groups(["UBND huyện Đông Anh", "UBND huyện Gia Lâm"], BEFORE, attributing(shipped(), WRITTEN))
    assert len(told) == 2


def test_a_cell_of_several_belongs_to_each() -> None:
    told = attribute("Bộ Tư pháp; Bộ Công an; BTP", AFTER, register=shipped(), how=HEIRS)
    assert [one.name for one in told] == ["Bộ Tư pháp", "Bộ Công an"]


@pytest.mark.parametrize(
    ("written", "wanted", "how", "meant"),
    [
        ("Bộ Giao thông vận tải", "Bộ Xây dựng", HEIRS, True),
        ("Bộ Giao thông vận tải", "Bộ Xây dựng", WRITTEN, False),
        ("Bộ GTVT", "Bộ Giao thông vận tải", WRITTEN, True),
        ("UBND tỉnh Hà Giang", "UBND tỉnh Tuyên Quang", HEIRS, True),
        ("UBND tỉnh Hà Giang", "hà giang", WRITTEN, True),
        ("Sở vũ trụ", "Sở vũ hội", HEIRS, False),
    ],
)
def test_whose_procedures_are_meant(written: str, wanted: str, how: Attribution, *, meant: bool) -> None:
    assert belongs(written, wanted, AFTER, attributing(shipped(), how)) is meant


names = st.sampled_from([agency.name for agency in shipped().agencies.values()])


@given(names, st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_a_group_by_successors_is_there_on_the_day_or_open(written: str, day: date) -> None:
    for one in attribute(written, day, register=shipped(), how=HEIRS):
        body = shipped().body(one.key.partition("/")[0])
        there = body is not None and body.ended(day) is None
        assert one.unknown or there or one.undecided or not one.steps


def test_an_heir_whose_fields_were_parted_leaves_open_who_stands_in() -> None:
    (one,) = attribute("Bộ Bưu chính, Viễn thông", AFTER, register=shipped(), how=HEIRS)
    assert one.name == "Bộ Thông tin và Truyền thông"
    assert "Bộ Khoa học và Công nghệ" in one.undecided
    assert len(one.undecided) > 1


@given(names, st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_attributing_twice_changes_nothing(written: str, day: date) -> None:
    for one in attribute(written, day, register=shipped(), how=HEIRS):
        if not one.unknown and "/" not in one.key:
            (again,) = attribute(one.name, day, register=shipped(), how=HEIRS)
            assert again.key == one.key
