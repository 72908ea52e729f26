"""Expired papers and agencies that are no more are found as of a day; titles of texts do not count."""

from datetime import date

import pytest

from analysis.zombies import dead_agencies, find_zombies
from catalogue.findings import FindingKind
from catalogue.records import Step
from tests.analysis.build import Catalogue

AFTER, BEFORE = date(2026, 6, 1), date(2024, 6, 1)
NAMED = [
    ("Nộp hồ sơ tại UBND cấp huyện nơi cư trú.", ["Ủy ban nhân dân cấp huyện"]),
    ("Bộ Giao thông vận tải có văn bản trả lời", ["Bộ Giao thông vận tải"]),
    ("Đại diện Sở Kế hoạch và Đầu tư, Sở Tài chính", ["Sở Kế hoạch và Đầu tư"]),
    ("Theo Thông tư số 12/2020/TT-BGTVT của Bộ trưởng Bộ Giao thông vận tải quy định về bến", []),
    ("Bộ Xây dựng (Bộ Giao thông vận tải cũ)", []),
    ("Giấy tờ do UBND cấp huyện cấp trước ngày 01 tháng 7 năm 2025", []),
    ("Ủy ban nhân dân cấp xã, Bộ Xây dựng, thị trấn", []),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_dead_agencies_are_found_in_words_but_not_in_titles_nor_in_the_past(text, names):
    assert [dead.name for dead, _, _ in dead_agencies(text, AFTER)] == names
    assert dead_agencies(text, BEFORE) == ()


def found_on(day: date):
    catalogue = Catalogue()
    step = Step(order=1, text="Nộp tại Ủy ban nhân dân cấp huyện.")
    catalogue.add("Thủ tục A", "Giấy chứng minh nhân dân", steps=(step,))
    catalogue.add("Thủ tục B", "Thẻ căn cước", handling_agencies=("UBND huyện",))
    return find_zombies(catalogue.snapshot(day), catalogue.readings)


def test_one_finding_for_each_dead_thing_with_every_place():
    agency, paper = found_on(AFTER)
    assert (agency.kind, len(agency.procedures)) == (FindingKind.ZOMBIE_AGENCY, 2)
    assert {one.role for one in agency.evidence} == {"steps", "handling_agencies"}
    assert (paper.kind, paper.document_type, paper.procedures) == (
        FindingKind.ZOMBIE_PAPER,
        "id_card_old",
        ("1.000001",),
    )
    assert any("31/12/2024" in why for why in paper.because)


def test_before_their_day_nothing_is_dead():
    assert found_on(BEFORE) == ()
