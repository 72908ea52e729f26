"""Dirty names of agencies, and the body each means on a day. Written before the rules that read them."""

from datetime import date

import pytest

from catalogue.agencies_register import shipped
from catalogue.agencies_resolve import resolve

OLD, SPRING, NOW = date(2024, 6, 1), date(2025, 4, 1), date(2026, 10, 1)
FEB, MARCH, JUNE, JULY = date(2025, 2, 28), date(2025, 3, 1), date(2025, 6, 30), date(2025, 7, 1)

LIVING: list[tuple[str, date, str]] = [  # text, day, key of the body
    ("UBND cấp xã", NOW, "uy-ban-nhan-dan-cap-xa"),
    ("Uỷ ban Nhân dân xã, phường, thị trấn.", NOW, "uy-ban-nhan-dan-cap-xa"),
    ("UBND huyện Hoài Đức, TP Hà Nội", OLD, "uy-ban-nhan-dan-cap-huyen@thanh-pho-ha-noi"),
    ("UBND Q.1, TP.HCM", OLD, "uy-ban-nhan-dan-cap-huyen@thanh-pho-ho-chi-minh"),
    ("UBND TX. Từ Sơn", OLD, "uy-ban-nhan-dan-cap-huyen"),
    ("UBND TP. Thủ Đức", OLD, "uy-ban-nhan-dan-cap-huyen"),
    ("UBND thành phố Huế", OLD, "uy-ban-nhan-dan-cap-huyen"),
    ("UBND thành phố Huế", date(2025, 2, 1), "uy-ban-nhan-dan-cap-tinh@thanh-pho-hue"),
    ("UBND tỉnh Thừa Thiên - Huế", OLD, "uy-ban-nhan-dan-cap-tinh@tinh-thua-thien-hue"),
    ("UBND thành phố Bắc Ninh, tỉnh Bắc Ninh", OLD, "uy-ban-nhan-dan-cap-huyen@tinh-bac-ninh"),
    ("ubnd tinh dak lak", NOW, "uy-ban-nhan-dan-cap-tinh@tinh-dak-lak"),
    ("ỦY BAN NHÂN DÂN TỈNH BÀ RỊA – VŨNG TÀU", OLD, "uy-ban-nhan-dan-cap-tinh@tinh-ba-ria-vung-tau"),
    ("UBND đặc khu Phú Quốc, tỉnh An Giang", NOW, "uy-ban-nhan-dan-cap-xa@tinh-an-giang"),
    ("UBND P. Kinh Bắc", NOW, "uy-ban-nhan-dan-cap-xa"),
    ("Chủ tịch UBND cấp tỉnh", NOW, "uy-ban-nhan-dan-cap-tinh"),
    ("Sở NN&PTNT tỉnh Hà Giang", OLD, "so-nong-nghiep-va-phat-trien-nong-thon@tinh-ha-giang"),
    ("Sở Tài nguyên – Môi trường", OLD, "so-tai-nguyen-va-moi-truong"),
    ("Sở Nông nghiệp và Môi trường - Tỉnh Hà Tĩnh", NOW, "so-nong-nghiep-va-moi-truong@tinh-ha-tinh"),
    ("Sở GD&ĐT TP. Hồ Chí Minh", NOW, "so-giao-duc-va-dao-tao@thanh-pho-ho-chi-minh"),
    ("Sở Giao thông công chánh - TP.HCM", NOW, "so-giao-thong-cong-chanh@thanh-pho-ho-chi-minh"),
    ("Sở Văn hoá Thể thao & Du lịch Phú Yên", OLD, "so-van-hoa-the-thao-va-du-lich@tinh-phu-yen"),
    ("Giám đốc Sở Tư pháp", NOW, "so-tu-phap"),
    ("Phòng TN-MT huyện Vĩnh Thạnh", OLD, "phong-tai-nguyen-va-moi-truong-cap-huyen"),
    ("Phòng LĐ-TB và XH quận Cầu Giấy", OLD, "phong-lao-dong-thuong-binh-va-xa-hoi-cap-huyen"),
    ("P. Tư pháp huyện Củ Chi", OLD, "phong-tu-phap-cap-huyen"),
    ("Phòng Kinh tế", OLD, "phong-kinh-te-cap-huyen"),
    ("Phòng Kinh tế", NOW, "phong-kinh-te-cap-xa"),
    ("Phòng Văn hóa – Xã hội phường Từ Sơn", NOW, "phong-van-hoa-xa-hoi-cap-xa"),
    ("Bộ GTVT", FEB, "bo-giao-thong-van-tai"),
    ("Bộ xây dựng (Giao thông vận tải cũ)", NOW, "bo-xay-dung"),
    ("Bộ NN và MT", NOW, "bo-nong-nghiep-va-moi-truong"),
    ("CỤC CHĂN NUÔI VÀ THÚ Y – BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", NOW, "cuc-chan-nuoi-va-thu-y"),
    ("Công an huyện Từ Liêm", OLD, "cong-an-cap-huyen"),
    ("Công an xã Ia Dơk, tỉnh Gia Lai", NOW, "cong-an-cap-xa@tinh-gia-lai"),
    ("CA phường Bến Nghé", NOW, "cong-an-cap-xa"),
    ("Phòng Cảnh sát QLHC về TTXH - Công an tỉnh Nghệ An", NOW,
     "phong-canh-sat-quan-ly-hanh-chinh-ve-trat-tu-xa-hoi@tinh-nghe-an"),
    ("Phòng QL xuất nhập cảnh", NOW, "phong-quan-ly-xuat-nhap-canh"),
    ("Cục Thuế tỉnh Bình Dương", OLD, "cuc-thue-cap-tinh@tinh-binh-duong"),
    ("Cục Thuế", NOW, "cuc-thue"),
    ("Chi cục Thuế quận 1", OLD, "chi-cuc-thue-cap-huyen"),
    ("Chi cục Thuế khu vực XV", SPRING, "chi-cuc-thue-khu-vuc"),
    ("Thuế cơ sở 3 tỉnh Gia Lai", NOW, "thue-co-so@tinh-gia-lai"),
    ("BHXH tỉnh Sóc Trăng", OLD, "bao-hiem-xa-hoi-tinh@tinh-soc-trang"),
    ("Kho bạc Nhà nước khu vực VII", NOW, "kho-bac-nha-nuoc-khu-vuc"),
    ("NHNN chi nhánh tỉnh Bến Tre", OLD, "ngan-hang-nha-nuoc-chi-nhanh-tinh-thanh-pho@tinh-ben-tre"),
    ("TAND huyện Củ Chi", JUNE, "toa-an-nhan-dan-cap-huyen"),
    ("VPĐKĐĐ tỉnh Bắc Ninh", NOW, "van-phong-dang-ky-dat-dai@tinh-bac-ninh"),
    ("CN VPĐKĐĐ Đức Cơ", NOW, "chi-nhanh-van-phong-dang-ky-dat-dai"),
    ("TTPVHCC phường Kinh Bắc", NOW, "trung-tam-phuc-vu-hanh-chinh-cong-cap-xa"),
    ("Trung tâm Phục vụ HCC tỉnh Thanh Hoá", NOW,
     "trung-tam-phuc-vu-hanh-chinh-cong-cap-tinh@tinh-thanh-hoa"),
    ("Bộ phận Một cửa Sở Xây dựng", NOW, "bo-phan-mot-cua"),
    ("Hạt Kiểm lâm huyện Bố Trạch", OLD, "hat-kiem-lam"),
    ("000.00.00.G15", NOW, "bo-tu-phap"),
    ("H49", NOW, "uy-ban-nhan-dan-cap-tinh@tinh-quang-ninh"),
    ("Cục Hải quan TP Hải Phòng", OLD, "cuc-hai-quan-cap-tinh@thanh-pho-hai-phong"),
    ("Cảng vụ Hàng hải Nghệ An", NOW, "cang-vu-hang-hai@tinh-nghe-an"),
    # read wrongly once
    ("Kho bạc Nhà nước Hà Nội", OLD, "kho-bac-nha-nuoc-cap-tinh@thanh-pho-ha-noi"),
    ("Thanh tra CP", NOW, "thanh-tra-chinh-phu"),
    ("Sở Nông Nghiệp & PTNT", OLD, "so-nong-nghiep-va-phat-trien-nong-thon"),
    ("UBND cấp huyện nơi có đất", OLD, "uy-ban-nhan-dan-cap-huyen"),
    ("Phòng PC06 Công an TP Hà Nội", NOW,
     "phong-canh-sat-quan-ly-hanh-chinh-ve-trat-tu-xa-hoi@thanh-pho-ha-noi"),
]  # fmt: skip

ENDED: list[tuple[str, date, str, date, set[str]]] = [  # text, day, key, first day without it, who stands in
    ("UBND huyện Hoài Đức, TP Hà Nội", NOW, "uy-ban-nhan-dan-cap-huyen@thanh-pho-ha-noi", JULY,
     {"uy-ban-nhan-dan-cap-xa@thanh-pho-ha-noi", "uy-ban-nhan-dan-cap-tinh@thanh-pho-ha-noi"}),
    ("Sở NN&PTNT tỉnh Hà Giang", SPRING, "so-nong-nghiep-va-phat-trien-nong-thon@tinh-ha-giang", MARCH,
     {"so-nong-nghiep-va-moi-truong@tinh-ha-giang"}),
    ("Sở NN&PTNT tỉnh Hà Giang", NOW, "so-nong-nghiep-va-phat-trien-nong-thon@tinh-ha-giang", MARCH,
     {"so-nong-nghiep-va-moi-truong@tinh-tuyen-quang"}),
    ("Bộ GTVT", MARCH, "bo-giao-thong-van-tai", MARCH, {"bo-xay-dung", "bo-cong-an"}),
    ("Bộ Giao thông vận tải (cũ)", NOW, "bo-giao-thong-van-tai", MARCH, {"bo-xay-dung", "bo-cong-an"}),
    ("BNN&PTNT", NOW, "bo-nong-nghiep-va-phat-trien-nong-thon", MARCH, {"bo-nong-nghiep-va-moi-truong"}),
    ("Bộ TT&TT", NOW, "bo-thong-tin-va-truyen-thong", MARCH,
     {"bo-khoa-hoc-va-cong-nghe", "bo-van-hoa-the-thao-va-du-lich", "bo-cong-an"}),
    ("Công an huyện Từ Liêm", NOW, "cong-an-cap-huyen", MARCH, {"cong-an-cap-xa", "cong-an-cap-tinh"}),
    ("Tổng cục Thuế", NOW, "tong-cuc-thue", MARCH, {"cuc-thue"}),
    ("Cục Thuế tỉnh Bình Dương", NOW, "cuc-thue-cap-tinh@tinh-binh-duong", MARCH,
     {"thue-tinh-thanh-pho@thanh-pho-ho-chi-minh"}),
    ("UBND tỉnh Bắc Giang", NOW, "uy-ban-nhan-dan-cap-tinh@tinh-bac-giang", JULY,
     {"uy-ban-nhan-dan-cap-tinh@tinh-bac-ninh"}),
    ("UBND tỉnh Bình Phước", date(2025, 8, 1), "uy-ban-nhan-dan-cap-tinh@tinh-binh-phuoc", JULY,
     {"uy-ban-nhan-dan-cap-tinh@tinh-dong-nai"}),
    ("UBND tỉnh Bình Phước", NOW, "uy-ban-nhan-dan-cap-tinh@tinh-binh-phuoc", JULY,
     {"uy-ban-nhan-dan-cap-tinh@thanh-pho-dong-nai"}),
    ("UBND tỉnh Đồng Nai", date(2026, 4, 30), "uy-ban-nhan-dan-cap-tinh@tinh-dong-nai", date(2026, 4, 30),
     {"uy-ban-nhan-dan-cap-tinh@thanh-pho-dong-nai"}),
    ("Ban QL các KCN tỉnh Vĩnh Phúc", NOW, "ban-quan-ly-khu-cong-nghiep-khu-kinh-te@tinh-vinh-phuc", JULY,
     {"ban-quan-ly-khu-cong-nghiep-khu-kinh-te@tinh-phu-tho"}),
    ("TAND huyện Củ Chi", JULY, "toa-an-nhan-dan-cap-huyen", JULY, {"toa-an-nhan-dan-khu-vuc"}),
    ("Cục Thú y - Bộ NN&PTNT", NOW, "cuc-thu-y", MARCH, {"cuc-chan-nuoi-va-thu-y"}),
    ("NHNN chi nhánh tỉnh Bến Tre", SPRING, "ngan-hang-nha-nuoc-chi-nhanh-tinh-thanh-pho@tinh-ben-tre", MARCH,
     {"ngan-hang-nha-nuoc-khu-vuc"}),
]  # fmt: skip

NAMES = [  # text, day, what the body is properly called
    ("UBND Phường Kinh Bắc, tỉnh Bắc Ninh", NOW, "Ủy ban nhân dân Phường Kinh Bắc, tỉnh Bắc Ninh"),
    ("UBND cấp xã - tỉnh Quảng Trị", NOW, "Ủy ban nhân dân cấp xã, tỉnh Quảng Trị"),
    ("UBND TP.HCM", NOW, "Ủy ban nhân dân thành phố Hồ Chí Minh"),
    ("Sở Y Tế Lai Châu", NOW, "Sở Y tế tỉnh Lai Châu"),
    ("Phòng TN-MT huyện Vĩnh Thạnh", OLD, "Phòng Tài nguyên và Môi trường huyện Vĩnh Thạnh"),
    ("Chi nhánh VPĐKĐĐ Phù Mỹ - tỉnh Gia Lai", NOW,
     "Chi nhánh Văn phòng đăng ký đất đai Phù Mỹ, tỉnh Gia Lai"),
]  # fmt: skip

NOBODY = ["Sở Ban ngành vũ trụ", "Food Safety Agency", "Cơ quan X", "1.001193", "Phòng", "huyện Hoài Đức"]

SEVERAL: list[tuple[str, list[str]]] = [
    ("Sở Tư Pháp\nSở Xây dựng", ["so-tu-phap", "so-xay-dung"]),
    ("Sở Tài chính tỉnh Long An; Bộ Công an", ["so-tai-chinh@tinh-long-an", "bo-cong-an"]),
    ("UBND cấp xã, VPĐKĐĐ tỉnh", ["uy-ban-nhan-dan-cap-xa", "van-phong-dang-ky-dat-dai"]),
    ("Tòa án nhân dân tối cao, Viện kiểm sát nhân dân tối cao",
     ["toa-an-nhan-dan-toi-cao", "vien-kiem-sat-nhan-dan-toi-cao"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "key"), LIVING)
def test_a_name_means_one_body_on_the_day(text: str, day: date, key: str) -> None:
    found = resolve(text, day, register=shipped())
    assert found.key == key, found.explanation
    assert found.ended is None, found.explanation


@pytest.mark.parametrize(("text", "day", "key", "ended", "after"), ENDED)
def test_a_body_that_is_no_more_is_told_with_who_stands_in(
    text: str, day: date, key: str, ended: date, after: set[str]
) -> None:
    found = resolve(text, day, register=shipped())
    assert (found.key, found.ended) == (key, ended)
    assert {one.key for one in found.successors} == after


@pytest.mark.parametrize(("text", "day", "name"), NAMES)
def test_a_body_is_called_by_its_proper_name(text: str, day: date, name: str) -> None:
    assert resolve(text, day, register=shipped()).name == name


def test_a_body_of_later_is_told_with_its_first_day() -> None:
    found = resolve("Cục Chăn nuôi và Thú y", OLD, register=shipped())
    assert (found.key, found.begins, found.ended) == ("cuc-chan-nuoi-va-thu-y", MARCH, None)


def test_a_kind_of_place_that_is_no_more_is_told() -> None:
    before, after = (resolve("UBND thị trấn Sa Pa", day, register=shipped()) for day in (JUNE, JULY))
    assert before.ended is None
    assert after.ended == JULY
    assert "không còn từ 01/07/2025" in after.explanation[-1]


@pytest.mark.parametrize("text", NOBODY)
def test_what_nobody_knows_is_nobody(text: str) -> None:
    found = resolve(text, NOW, register=shipped())
    assert found.agency is None
    assert not found.parts


@pytest.mark.parametrize(("text", "keys"), SEVERAL)
def test_several_bodies_in_one_cell(text: str, keys: list[str]) -> None:
    found = resolve(text, NOW, register=shipped())
    assert [part.key for part in found.parts] == keys


def test_several_levels_in_one_name_are_told_and_none_is_chosen() -> None:
    found = resolve("Ủy ban nhân dân cấp huyện, cấp xã", OLD, register=shipped())
    told = {one.id for one in found.alternatives}
    assert told == {"uy-ban-nhan-dan-cap-huyen", "uy-ban-nhan-dan-cap-xa"}


def test_what_may_be_several_bodies_is_told_and_not_guessed() -> None:
    found = resolve("UBND", OLD, register=shipped())
    assert found.agency is None
    assert {one.id for one in found.alternatives} == {
        "uy-ban-nhan-dan-cap-tinh", "uy-ban-nhan-dan-cap-huyen", "uy-ban-nhan-dan-cap-xa",
    }  # fmt: skip
