"""Papers handed in with the first dossier, and declarations that fit into an application."""

import pytest

from analysis.documents.reading import Maker
from analysis.handed_before import find_handed_before, firsts_of, is_later
from analysis.in_form import fits_in_form
from tests.analysis.build import Catalogue, Row, mention, reading

LICENCE = "Giấy phép thăm dò khoáng sản"
MAP = mention("Bản đồ khu vực thăm dò", maker=Maker.APPLICANT)
DEGREE = mention("Bằng đại học", maker=Maker.THIRD_PARTY)
FORM = mention("Đơn đề nghị", maker=Maker.APPLICANT)
AGENCY = {"handling_agencies": ("Cục Địa chất và Khoáng sản Việt Nam",)}


def again(later: str, *asked: Row, first: tuple[Row, ...] = (MAP, DEGREE), **said: object) -> list[str]:
    catalogue = Catalogue()
    catalogue.add(f"Cấp {LICENCE}", *first, issues=(LICENCE,), **AGENCY)
    catalogue.add(later, *asked, **(AGENCY | said))
    found = find_handed_before(catalogue.snapshot(), catalogue.readings)
    return [one.asked.component.text for one in found]


def test_a_renewal_asks_again_for_what_the_first_dossier_held():
    assert again(f"Gia hạn {LICENCE}", FORM, MAP, DEGREE) == ["Bản đồ khu vực thăm dò", "Bằng đại học"]


def test_the_same_result_is_the_same_matter_whatever_the_name():
    told = again("Trả lại một phần diện tích thăm dò", MAP, issues=(LICENCE,))
    assert told == ["Bản đồ khu vực thăm dò"]


@pytest.mark.parametrize(
    "row",
    [
        FORM,
        mention("Báo cáo kết quả thăm dò", maker=Maker.APPLICANT),
        mention("Ảnh 4x6", maker=Maker.APPLICANT),
        reading(MAP, text="Bản đồ khu vực thăm dò tại thời điểm đề nghị gia hạn"),
        reading(mention("Giấy phép"), text="Bản gốc giấy phép đã cấp"),
        reading(MAP, DEGREE, mention("Hợp đồng", maker=Maker.THIRD_PARTY)),
    ],
)
def test_what_is_made_anew_returned_or_was_not_handed_in_is_asked_rightly(row):
    first = (FORM, MAP, DEGREE, mention("Báo cáo kết quả thăm dò"), mention("Ảnh 4x6"), mention("Giấy phép"))
    assert again(f"Gia hạn {LICENCE}", row, first=first) == []


def test_another_agency_has_not_got_it():
    assert again(f"Gia hạn {LICENCE}", MAP, handling_agencies=("Sở Xây dựng",)) == []


def test_another_object_is_another_matter():
    assert again("Gia hạn Giấy phép xây dựng", MAP) == []


def test_two_grants_are_not_each_other_s_first():
    catalogue = Catalogue()
    catalogue.add(f"Cấp {LICENCE}", MAP, issues=(LICENCE,), **AGENCY)
    catalogue.add(f"Cấp {LICENCE} ở đảo", MAP, issues=(LICENCE,), **AGENCY)
    assert firsts_of(catalogue.snapshot()) == {}


@pytest.mark.parametrize(
    ("name", "later"),
    [
        ("Thủ tục cấp lại, cấp đổi chứng chỉ hành nghề", True),
        ("Đề nghị gia hạn giấy phép", True),
        ("Cấp giấy phép", False),
        ("Đăng ký kết hôn", False),
        ("Đăng ký lại kết hôn", True),
        ("Xóa đăng ký thế chấp", True),
    ],
)
def test_the_leading_act_says_whether_it_comes_later(name, later):
    catalogue = Catalogue()
    catalogue.add(name, MAP)
    assert is_later(catalogue.procedures[0]) is later


LIST = mention("Danh sách nhân lực", maker=Maker.APPLICANT)


def inside(*rows: Row, cases=()) -> tuple[int, ...]:
    catalogue = Catalogue()
    key = catalogue.add("Cấp giấy phép", *rows, cases=cases)
    return fits_in_form(catalogue.procedures[0], catalogue.readings[key])


def test_a_list_and_a_pledge_fit_into_the_application():
    pledge = mention("Bản cam kết bảo vệ môi trường", maker=Maker.APPLICANT)
    assert inside(FORM, LIST, DEGREE, pledge) == (1, 3)


def test_without_an_application_in_the_case_there_is_nothing_to_fit_into():
    assert inside(LIST, DEGREE) == ()
    assert inside(cases=[[FORM], [LIST]]) == ()


def test_what_another_signs_stays_a_paper():
    signed = reading(LIST, text="Danh sách nhân lực có xác nhận của cơ quan bảo hiểm xã hội")
    assert inside(FORM, signed) == ()
