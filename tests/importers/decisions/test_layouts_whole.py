"""Letterheads, articles, counts, and what belongs together, in layouts that the kit does not hold."""

import pytest

from catalogue.records import Change, Coverage, Level
from tests.importers.build_docx import (
    Block,
    cell,
    letterhead,
    opening,
    table,
)
from tests.importers.decisions.layouts import EFFECT, NEW, codes, ministry, only, read_blocks


def test_a_decision_that_standardises_whole_lists() -> None:
    reading, issues = read_blocks(
        [
            *opening(
                "Về việc công bố Danh mục thủ tục hành chính được chuẩn hóa thuộc thẩm quyền của Sở Y tế",
                "Điều 1. Công bố Danh mục 02 thủ tục hành chính được chuẩn hóa.",
                (
                    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký, thay thế các Quyết định số: "
                    "2196/QĐ-UBND ngày 05/11/2021; 1741/QĐ-UBND ngày 06/9/2019 của Chủ tịch Ủy ban nhân dân "
                    "tỉnh."
                ),
            ),
            "DANH MỤC THỦ TỤC HÀNH CHÍNH ĐƯỢC CHUẨN HÓA",
            table(
                ["STT", "Mã số TTHC", "Tên TTHC", "Mức độ DVC"],
                [cell("I. LĨNH VỰC KHÁM BỆNH, CHỮA BỆNH", span=4)],
                ["1.", "1.012278.000.00.00.H46", "CẤP MỚI GIẤY PHÉP HOẠT ĐỘNG", "Toàn trình"],
                [cell("II. LĨNH VỰC DƯỢC", span=4)],
                ["2.", "Không có mã số", "Cấp Chứng chỉ hành nghề dược", "Một phần"],
            ),
        ]
    )
    first, second = reading.procedures
    assert (first.code, first.name) == ("1.012278", "Cấp mới giấy phép hoạt động")
    assert (first.sector, second.sector) == ("Khám bệnh, chữa bệnh", "Dược")
    assert {first.change, second.change} == {Change.STANDARDISED}
    assert second.provisional_id is not None
    assert reading.decision.replaces == ("2196/QĐ-UBND", "1741/QĐ-UBND")
    assert "count-differs" not in codes(issues)


def test_a_draft_without_number_and_date_says_so() -> None:
    body = opening("Về việc công bố thủ tục hành chính mới ban hành", EFFECT)
    body[0] = letterhead("UBND TỈNH HƯNG YÊN", "      /QĐ-UBND", "Hưng Yên, ngày    tháng    năm 2026")
    reading, issues = read_blocks(
        [
            *body,
            "DANH MỤC THỦ TỤC HÀNH CHÍNH",
            table(["TT", "Mã số", "Tên TTHC"], ["1", "1.000894", "Kết hôn"]),
        ]
    )
    assert (reading.decision.number, reading.decision.date) == (None, None)
    assert reading.decision.effective is None
    assert "decision-unsigned" in codes(issues)


def test_one_code_at_two_levels_is_one_procedure() -> None:
    reading, issues = read_blocks(
        ministry(
            "DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH",
            table(
                ["TT", "Mã số", "Tên TTHC", "Căn cứ pháp lý"],
                [cell("A. CẤP TỈNH", span=4)],
                ["1", "1.000894", "Đăng ký kết hôn", "Luật số 60/2014/QH13"],
                [cell("B. CẤP XÃ", span=4)],
                ["1", "1.000894", "Đăng ký kết hôn", "Luật số 60/2014/QH13"],
            ),
        )
    )
    assert only(reading).levels == (Level.PROVINCE, Level.COMMUNE)
    assert codes(issues) == {"listed-twice"}


def test_a_count_that_does_not_agree_is_an_error() -> None:
    reading, issues = read_blocks(
        [
            *opening(
                NEW, "Điều 1. Công bố kèm theo Quyết định này 07 thủ tục hành chính mới ban hành.", EFFECT
            ),
            "DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH",
            table(["TT", "Mã số", "Tên TTHC"], ["1", "1.000894", "Đăng ký kết hôn"]),
        ]
    )
    assert only(reading).change is Change.NEW
    assert "count-differs" in codes(issues)


def test_text_that_belongs_nowhere_is_an_issue() -> None:
    reading, issues = read_blocks(
        ministry(
            "DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH",
            table(["TT", "Mã số", "Tên TTHC", "Cột lạ"], ["1", "1.000894", "Đăng ký kết hôn", "điều lạ"]),
            "Một câu không thuộc thủ tục nào.",
        )
    )
    assert codes(issues) == {"unread-cells", "unread-text"}
    assert reading.coverage is not None
    assert 0.9 < reading.coverage.share < 1


def test_procedures_named_in_articles_only() -> None:
    reading, issues = read_blocks(
        opening(
            "Về việc công bố thủ tục hành chính được sửa đổi, bổ sung và bị bãi bỏ",
            "Điều 1. Công bố 02 thủ tục hành chính được sửa đổi, bổ sung lĩnh vực báo chí, gồm:",
            "1. Thủ tục cấp giấy phép xuất bản bản tin (mã số 1.009374);",
            "2. Thủ tục thay đổi nội dung giấy phép (1.009386).",
            (
                "Điều 2. Bãi bỏ thủ tục hành chính “Cấp lại thẻ nhà báo” (mã số TTHC: 1.009999) thuộc lĩnh "
                "vực báo chí."
            ),
            "Điều 3. Quyết định này có hiệu lực từ ngày 01/3/2026 đến hết ngày 28/02/2027.",
        )
    )
    assert [(found.code, found.name, found.change) for found in reading.procedures] == [
        ("1.009374", "Cấp giấy phép xuất bản bản tin", Change.AMENDED),
        ("1.009386", "Thay đổi nội dung giấy phép", Change.AMENDED),
        ("1.009999", "Cấp lại thẻ nhà báo", Change.REPEALED),
    ]
    assert (str(reading.decision.effective), str(reading.decision.expires)) == ("2026-03-01", "2027-02-28")
    assert not codes(issues)


def test_a_list_right_after_the_signature_is_no_signature() -> None:
    reading, _ = read_blocks(
        [
            *opening("Về việc công bố thủ tục hành chính mới ban hành", EFFECT),
            table(
                ["TT", "Mã số", "Tên thủ tục hành chính", "Cơ quan thực hiện"],
                ["1", "1.000001", "Cấp phép", "Chủ tịch UBND cấp xã"],
            ),
        ]
    )
    assert only(reading).handling_agencies == ("Chủ tịch UBND cấp xã",)


def test_cấp_lại_is_not_cấp_however_alike_the_names() -> None:
    long = (
        "giấy chứng nhận đủ điều kiện kinh doanh dịch vụ vận tải hành khách bằng xe ô tô theo tuyến cố định"
    )
    annex: list[Block] = [
        "PHẦN I. DANH MỤC",
        table(["TT", "Tên thủ tục hành chính", "Lĩnh vực"], ["1", f"Cấp {long}", "Vận tải"]),
        "PHẦN II. NỘI DUNG CỤ THỂ",
        f"1. Cấp lại {long}",
        "a) Trình tự thực hiện: Nộp hồ sơ.",
        "b) Cách thức thực hiện: Trực tiếp.",
    ]
    reading, issues = read_blocks(ministry(*annex, title=NEW))
    assert [found.coverage for found in reading.procedures] == [Coverage.LISTED, Coverage.FULL]
    assert "content-unlisted" in codes(issues)


def test_a_name_with_a_misprint_is_matched_and_said_so() -> None:
    annex: list[Block] = [
        "PHẦN I. DANH MỤC",
        table(
            ["TT", "Tên thủ tục hành chính", "Lĩnh vực"],
            ["1", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "Xây dựng"],
        ),
        "PHẦN II. NỘI DUNG CỤ THỂ",
        "1. Cấp giấy phép xây dưng nhà ở riêng lẻ",
        "a) Trình tự thực hiện: Nộp hồ sơ.",
    ]
    reading, issues = read_blocks(ministry(*annex, title=NEW))
    assert only(reading).name == "Cấp giấy phép xây dựng nhà ở riêng lẻ"
    assert "name-matched-loosely" in codes(issues)


def test_forms_between_contents_end_with_the_next_procedure() -> None:
    annex: list[Block] = [
        "PHẦN I. DANH MỤC",
        table(
            ["TT", "Mã", "Tên thủ tục"], ["1", "1.000001", "Đăng ký một"], ["2", "1.000002", "Đăng ký hai"]
        ),
        "PHẦN II. NỘI DUNG CỤ THỂ",
        "1. Đăng ký một",
        "a) Trình tự thực hiện: Nộp hồ sơ.",
        "b) Căn cứ pháp lý: Luật số 60/2014/QH13.",
        "Mẫu số 01",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ĐƠN ĐĂNG KÝ",
        "1. Họ và tên:",
        table(["TT", "Tên giấy tờ"], ["1", "…"]),
        "2. Đăng ký hai",
        "a) Trình tự thực hiện: Nhận kết quả.",
    ]
    reading, issues = read_blocks(ministry(*annex, title=NEW))
    assert [[step.text for step in found.steps] for found in reading.procedures] == [
        ["Nộp hồ sơ."],
        ["Nhận kết quả."],
    ]
    assert not codes(issues)


LETTERHEADS = [  # agency, number, place and date; agency, number, date read
    ("UBND TỈNH LÀO CAI", "15 /QĐ-UBND", "Lào Cai, ngày 3 tháng 4 năm 2026", "15/QĐ-UBND", "2026-04-03"),
    ("BỘ Y TẾ\n-------", "1523/QĐ-BYT", "Hà Nội, ngày 03/4/2026", "1523/QĐ-BYT", "2026-04-03"),
    ("BẢO HIỂM XÃ HỘI VIỆT NAM", "……/QĐ-BHXH", "Hà Nội, ngày … tháng … năm 2026", None, None),
    ("UBND TỈNH LÀO CAI", "15/QĐ - UBND", "Lào Cai, ngày 3 tháng 4 năm 2026", "15/QĐ-UBND", "2026-04-03"),
]


@pytest.mark.parametrize(("agency", "written", "date", "number", "signed"), LETTERHEADS)
def test_letterheads(agency: str, written: str, date: str, number: str | None, signed: str | None) -> None:
    body = opening("Công bố thủ tục hành chính mới ban hành", EFFECT)
    body[0] = letterhead(agency, written, date)
    lists = table(["TT", "Mã số", "Tên TTHC"], ["1", "1.000894", "Kết hôn"])
    reading, _ = read_blocks([*body, "DANH MỤC THỦ TỤC HÀNH CHÍNH", lists])
    told = reading.decision
    assert (told.number, told.date and str(told.date)) == (number, signed)
    assert told.agency is not None
    assert told.agency.casefold() == agency.split("\n")[0].casefold()


def test_one_name_without_code_new_and_abolished_is_two_procedures() -> None:
    header = ["TT", "Tên thủ tục hành chính", "Cấp thực hiện"]
    reading, issues = read_blocks(
        ministry(
            "A. DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH",
            table(header, ["1", "Cấp thẻ đấu giá viên", "Cấp tỉnh"]),
            "B. DANH MỤC THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ",
            table(header, ["1", "Cấp thẻ đấu giá viên", "Cấp tỉnh"]),
        )
    )
    assert [found.change for found in reading.procedures] == [Change.NEW, Change.REPEALED]
    assert len({found.key for found in reading.procedures}) == 2
    assert codes(issues) == {"code-missing"}
