"""Which written names are one agency on a day, for graph and findings."""

import doctest
from datetime import date

import pytest

from analysis import agencies_of
from analysis.agencies_of import agency_on, each_agency

NOW = date(2026, 1, 1)

AGENCIES = [  # written, day, key
    ("Bộ Giao thông vận tải", NOW, "bo-xay-dung"),
    ("Bộ Giao thông vận tải", date(2024, 1, 1), "bo-giao-thong-van-tai"),
    ("Bộ xây dựng (Giao thông vận tải cũ)", NOW, "bo-xay-dung"),
    ("Ủy ban Nhân dân\u00a0xã,\u00a0phường,\u00a0thị trấn.", NOW, "uy-ban-nhan-dan-cap-xa"),
    ("Chủ tịch UBND cấp xã", NOW, "uy-ban-nhan-dan-cap-xa"),
    ("Sở TN&MT", NOW, "so-nong-nghiep-va-moi-truong"),
    ("Sở Nông nghiệp và Môi trường - Tỉnh Đắk Lắk", NOW, "so-nong-nghiep-va-moi-truong@tinh-dak-lak"),
    ("Cục Lâm nghiệp và Kiểm lâm - Bộ NN và MT", NOW, "cuc-lam-nghiep-va-kiem-lam"),
    ("Văn phòng ĐKĐĐ tỉnh", NOW, "van-phong-dang-ky-dat-dai"),
    ("Bộ phận Một cửa Sở Xây dựng", NOW, "bo-phan-mot-cua<so-xay-dung"),
    ("Bộ phận Một cửa Sở Giao thông vận tải", NOW, "bo-phan-mot-cua<so-xay-dung"),
    ("Hợp tác xã Hòa Bình", NOW, "=hợp tác xã hòa bình"),
]
APART = [
    ("Cơ quan có thẩm quyền", "Cơ quan có thẩm quyền quản lý nhà ở"),
    ("Cơ sở giáo dục", "Trường Trung học phổ thông"),
    ("Ban Quản lý Khu công nghệ cao", "Ban Quản lý các Khu công nghiệp"),
    ("Bộ phận Một cửa Sở Xây dựng", "Bộ phận Một cửa Sở Công Thương"),
    ("Bộ Tham mưu/Tổng cục Công nghiệp quốc phòng", "Bộ Tham mưu/Quân chủng Phòng không không quân"),
    ("Sở Xây dựng tỉnh Lai Châu", "Sở Xây dựng thành phố Đà Nẵng"),
    (
        "Chi nhánh Văn phòng đăng ký đất đai Tuy Phước - tỉnh Gia Lai",
        "Chi nhánh Văn phòng đăng ký đất đai Phù Mỹ - tỉnh Gia Lai",
    ),
]


@pytest.mark.parametrize(("written", "day", "key"), AGENCIES)
def test_an_agency_has_one_key_on_a_day(written, day, key):
    assert agency_on(written, day).key == key


@pytest.mark.parametrize(("left", "right"), APART)
def test_what_stands_under_one_entry_of_the_register_need_not_be_one_agency(left, right):
    assert agency_on(left, NOW).key != agency_on(right, NOW).key


def test_names_of_one_agency_are_shown_as_the_register_calls_it():
    assert agency_on("sở tư pháp Thành phố Hà Nội", NOW).name == "Sở Tư pháp thành phố Hà Nội"
    assert (
        agency_on("Cơ quan có thẩm quyền quản lý nhà ở.", NOW).name == "Cơ quan có thẩm quyền quản lý nhà ở"
    )
    assert agency_on("Bộ phận Một cửa Sở Xây dựng", NOW).name == "Bộ phận Một cửa Sở Xây dựng"


def test_a_succession_keeps_its_source_and_mark():
    (step,) = agency_on("Bộ Kế hoạch và Đầu tư", NOW).successions
    assert (step.new.name, step.by.since, step.by.mark) == ("Bộ Tài chính", date(2025, 3, 1), "press")
    assert step.by.source


def test_cells_of_several_agencies_are_split_by_semicolons_only():
    cell = "Văn phòng Đăng ký đất đai; Ủy ban nhân dân xã, phường, thị trấn"
    assert each_agency(cell) == ("Văn phòng Đăng ký đất đai", "Ủy ban nhân dân xã, phường, thị trấn")


def test_examples_are_true():
    assert doctest.testmod(agencies_of).failed == 0
