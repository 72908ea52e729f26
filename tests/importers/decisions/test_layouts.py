"""Decisions in layouts that the kit does not hold, each as departments really print them."""

from collections.abc import Sequence

import pytest

from catalogue.issues import IssueLog
from catalogue.records import Change, ChannelKind, Coverage, FeeKind, Kind, Level, Procedure, TimeUnit
from importers.base import SourceFile
from importers.decisions.read import Reading
from importers.sources.decision import read, recognise
from tests.importers.build_docx import (
    Block,
    Cell,
    Content,
    cell,
    docx,
    letterhead,
    numbering,
    opening,
    p,
    run,
    table,
)

EFFECT = "Điều 2. Quyết định này có hiệu lực kể từ ngày ký."
DUTIES = "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành Quyết định này./."


def read_blocks(body: list[Block], **parts: str) -> tuple[Reading, IssueLog]:
    """A decision from its blocks."""
    file = SourceFile("quyet-dinh.docx", docx(body, **parts))
    assert recognise(file)
    issues = IssueLog()
    return read(file, issues), issues


def codes(issues: IssueLog) -> set[str]:
    """Codes of the issues."""
    return {issue.code for issue in issues}


def only(reading: Reading) -> Procedure:
    """The one procedure of a decision."""
    assert len(reading.procedures) == 1
    return reading.procedures[0]


def test_a_provincial_list_of_seven_columns_without_codes() -> None:
    reading, issues = read_blocks(
        [
            *opening(
                (
                    "Về việc công bố danh mục thủ tục hành chính mới ban hành lĩnh vực đất đai thuộc phạm vi "
                    "chức năng quản lý của Sở Tài nguyên và Môi trường tỉnh Quảng Bình"
                ),
                "Điều 1. Công bố kèm theo Quyết định này danh mục 02 thủ tục hành chính mới ban hành.",
                EFFECT,
                DUTIES,
            ),
            "Phụ lục",
            "DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH",
            "(Ban hành kèm theo Quyết định số 3218/QĐ-UBND ngày 18/11/2024)",
            table(
                [
                    "Số TT",
                    "Tên TTHC",
                    "Thời hạn giải quyết",
                    "Địa điểm thực hiện",
                    "Phí, lệ phí (nếu có)",
                    "Căn cứ pháp lý",
                    "Cơ quan thực hiện",
                ],
                [
                    "1",
                    "Đăng ký biến động quyền sử dụng đất",
                    "10 ngày làm việc",
                    cell("Bộ phận Một cửa của Văn phòng Đăng ký đất đai", down="restart"),
                    "Không",
                    cell("- Luật Đất đai số 31/2024/QH15;\n- Nghị định số 101/2024/NĐ-CP", down="restart"),
                    "Văn phòng Đăng ký đất đai",
                ],
                [
                    "2",
                    "Cấp đổi Giấy chứng nhận đã cấp",
                    "05 ngày làm việc",
                    cell("", down="continue"),
                    "100.000 đồng/giấy",
                    cell("", down="continue"),
                    "Văn phòng Đăng ký đất đai",
                ],
            ),
        ]
    )
    first, second = reading.procedures
    assert (first.code, first.change, first.sector) == (None, Change.NEW, "Đất đai")
    assert first.provisional_id is not None
    assert second.address == "Bộ phận Một cửa của Văn phòng Đăng ký đất đai"
    assert {basis.number for basis in second.legal_bases} == {"31/2024/QH15", "101/2024/NĐ-CP"}
    assert second.channels[0].channel is None
    assert second.channels[0].fees[0].amount == "100000"
    assert second.handling_agencies == ("Văn phòng Đăng ký đất đai",)
    assert first.coverage is Coverage.LISTED
    assert codes(issues) == {"code-missing"}


def test_provincial_columns_of_2025_name_place_and_channels_together() -> None:
    reading, issues = read_blocks(
        [
            *opening(
                "Công bố danh mục thủ tục hành chính được sửa đổi, bổ sung lĩnh vực hỗ trợ đầu tư",
                "Điều 1. Công bố danh mục thủ tục hành chính được sửa đổi, bổ sung (01 TTHC).",
                EFFECT,
            ),
            "PHỤ LỤC I\nDANH MỤC THỦ TỤC HÀNH CHÍNH ĐƯỢC SỬA ĐỔI, BỔ SUNG",
            table(
                [
                    "STT",
                    "Tên TTHC",
                    "Thời hạn giải quyết",
                    "Địa điểm, thời gian, cách thức thực hiện TTHC",
                    "Phí, lệ phí",
                    "Căn cứ pháp lý",
                ],
                [cell("THỦ TỤC HÀNH CHÍNH CẤP TỈNH", span=6)],
                [cell("Lĩnh vực hỗ trợ đầu tư", span=6)],
                [
                    "1",
                    "2.002603\nHỗ trợ đầu tư xây dựng nhà ở",
                    "15 ngày kể từ ngày nhận đủ hồ sơ",
                    (
                        "Nộp trực tiếp tại Trung tâm Phục vụ hành chính công; qua dịch vụ bưu chính công ích "
                        "hoặc trực tuyến trên Cổng Dịch vụ công quốc gia"
                    ),
                    "Không",
                    "Nghị định số 239/2025/NĐ-CP ngày 03/9/2025 của Chính phủ",
                ],
            ),
            "Phụ lục II",
            "QUY TRÌNH NỘI BỘ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
            table(
                ["TT", "Tên thủ tục hành chính", "Trình tự các bước", "Trách nhiệm", "Thời gian"],
                ["1", "Hỗ trợ đầu tư xây dựng nhà ở", "Tiếp nhận hồ sơ", "Công chức", "0,5 ngày"],
            ),
        ]
    )
    found = only(reading)
    assert (found.code, found.name) == ("2.002603", "Hỗ trợ đầu tư xây dựng nhà ở")
    assert (found.levels, found.sector) == ((Level.PROVINCE,), "Hỗ trợ đầu tư")
    assert {channel.channel for channel in found.channels} == set(ChannelKind)
    assert all(channel.time_limit and channel.time_limit.value == 15 for channel in found.channels)
    assert found.address is not None
    assert found.address.startswith("Nộp trực tiếp")
    assert not codes(issues)


def test_codes_of_origin_as_in_2022_and_sections_in_separate_cells() -> None:
    reading, issues = read_blocks(
        [
            *opening(
                "Về việc công bố danh mục thủ tục hành chính sửa đổi, bổ sung ngành Công Thương",
                "Điều 1. Công bố danh mục thủ tục hành chính sửa đổi, bổ sung.",
                (
                    "Điều 2. Quyết định này có hiệu lực từ ngày 01/4/2022 và thay thế Quyết định số "
                    "2196/QĐ-UBND ngày 05/11/2021, Quyết định số 1741/QĐ-UBND ngày 06/9/2019."
                ),
            ),
            "Phần I.",
            "DANH MỤC THỦ TỤC HÀNH CHÍNH SỬA ĐỔI, BỔ SUNG",
            table(
                [
                    "STT",
                    "Mã TTHC gốc",
                    "Tên thủ tục hành chính",
                    "Tên VBQPPL quy định nội dung sửa đổi, bổ sung",
                ],
                ["A", "Thủ tục hành chính cấp huyện", "", ""],
                ["I", "Lĩnh vực: Kinh doanh khí", "", ""],
                ["1", "2,001270", "Cấp Giấy chứng nhận cửa hàng bán lẻ LPG chai", "Nghị định 17/2020/NĐ-CP"],
            ),
        ]
    )
    found = only(reading)
    assert (found.code, found.code_as_written) == ("2.001270", "2,001270")
    assert (found.levels, found.sector) == ((Level.DISTRICT,), "Kinh doanh khí")
    assert reading.decision.replaces == ("2196/QĐ-UBND", "1741/QĐ-UBND")
    assert str(reading.decision.effective) == "2022-04-01"
    assert codes(issues) == {"code-repaired"}


def ministry(*annex: Block, title: str = "") -> list[Block]:
    """A ministry's decision with annexes."""
    return [
        *opening(
            title or "Về việc công bố thủ tục hành chính thuộc phạm vi chức năng quản lý của Bộ Tư pháp",
            (
                "Điều 1. Công bố kèm theo Quyết định này các thủ tục hành chính thuộc phạm vi quản lý của Bộ "
                "Tư pháp."
            ),
            EFFECT,
            agency="BỘ TƯ PHÁP",
            number="1520/QĐ-BTP",
            date="Hà Nội, ngày 29 tháng 5 năm 2026",
            office="BỘ TRƯỞNG BỘ TƯ PHÁP",
        ),
        *annex,
    ]


def test_ministry_tables_of_new_amended_and_abolished() -> None:
    amended = "Tên VBQPPL quy định nội dung sửa đổi, bổ sung, thay thế"
    reading, issues = read_blocks(
        ministry(
            "PHẦN I. DANH MỤC THỦ TỤC HÀNH CHÍNH",
            "1. Danh mục thủ tục hành chính mới ban hành",
            table(
                ["STT", "Tên thủ tục hành chính", "Lĩnh vực", "Cơ quan thực hiện"],
                [cell("A. Thủ tục hành chính cấp trung ương", span=4)],
                ["1", "Cấp thẻ đấu giá viên", "Đấu giá tài sản", "Bộ Tư pháp"],
            ),
            "2. Danh mục thủ tục hành chính sửa đổi, bổ sung",
            table(
                ["STT", "Mã TTHC", "Tên thủ tục hành chính", amended, "Lĩnh vực", "Cơ quan thực hiện"],
                [cell("B. Thủ tục hành chính cấp tỉnh", span=6)],
                [
                    "1",
                    "2.001807",
                    "Đăng ký hoạt động",
                    "Luật số 37/2024/QH15",
                    "Đấu giá tài sản",
                    "Sở Tư pháp",
                ],
            ),
            "3. Danh mục thủ tục hành chính bị bãi bỏ",
            table(
                [
                    "STT",
                    "Mã TTHC",
                    "Tên TTHC",
                    "Tên VBQPPL quy định việc bãi bỏ",
                    "Lĩnh vực",
                    "Cơ quan thực hiện",
                ],
                ["1", "2.001815", "Thu hồi thẻ", "Luật số 37/2024/QH15", "Đấu giá tài sản", "Sở Tư pháp"],
            ),
        )
    )
    told = [(found.change, found.code, found.levels) for found in reading.procedures]
    assert told == [
        (Change.NEW, None, (Level.CENTRAL,)),
        (Change.AMENDED, "2.001807", (Level.PROVINCE,)),
        (Change.REPEALED, "2.001815", ()),
    ]
    assert [found.sector for found in reading.procedures] == ["Đấu giá tài sản"] * 3
    assert reading.decision.agency == "Bộ Tư pháp"
    assert codes(issues) == {"code-missing"}


LISTED = table(
    ["STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực"],
    ["1", "1.000894", "Đăng ký kết hôn", "Hộ tịch"],
)
NEW = "Về việc công bố thủ tục hành chính mới ban hành trong lĩnh vực hộ tịch"


def content_of(*content: Block, **parts: str) -> tuple[Procedure, IssueLog]:
    """The record of a procedure whose Phần II is given."""
    annex: list[Block] = ["PHẦN I. DANH MỤC", LISTED, "PHẦN II. NỘI DUNG CỤ THỂ", *content]
    reading, issues = read_blocks(ministry(*annex, title=NEW), **parts)
    return only(reading), issues


def bold(text: str) -> object:
    """A run in bold type."""
    return run(text, properties="<w:b/>")


def test_headings_run_into_the_text_in_bold() -> None:
    def both(head: str, text: str) -> Block:
        return p(run(head, properties="<w:b/>"), run(text))

    found, issues = content_of(
        p("1. Đăng ký kết hôn"),
        both("Trình tự thực hiện: ", "Hai bên nam, nữ nộp hồ sơ tại Ủy ban nhân dân cấp xã."),
        "Công chức kiểm tra hồ sơ.",
        both("Cách thức thực hiện: ", "Trực tiếp hoặc trực tuyến."),
        both("Thành phần hồ sơ: ", ""),
        "- Tờ khai đăng ký kết hôn theo mẫu (01 bản chính);",
        "- Giấy xác nhận tình trạng hôn nhân (01 bản chính, 01 bản sao).",
        both("Số lượng hồ sơ: ", "01 (một) bộ."),
        both("Thời hạn giải quyết: ", "Ngay trong ngày làm việc."),
        both("Đối tượng thực hiện TTHC: ", "Cá nhân."),
        both("Cơ quan có thẩm quyền quyết định: ", "Ủy ban nhân dân cấp xã."),
        both("Cơ quan phối hợp: ", "Không."),
        both("Kết quả thực hiện TTHC: ", "Giấy chứng nhận kết hôn."),
        both("Lệ phí: ", "Miễn lệ phí."),
        both("Yêu cầu, điều kiện thực hiện TTHC: ", "Nam từ đủ 20 tuổi trở lên."),
        both("Căn cứ pháp lý: ", "Luật Hộ tịch số 60/2014/QH13; Nghị định số 123/2015/NĐ-CP."),
    )
    assert found.coverage is Coverage.FULL
    assert [step.text for step in found.steps] == [
        "Hai bên nam, nữ nộp hồ sơ tại Ủy ban nhân dân cấp xã.",
        "Công chức kiểm tra hồ sơ.",
    ]
    assert [channel.channel for channel in found.channels] == [ChannelKind.IN_PERSON, ChannelKind.ONLINE]
    rows = [(row.text, row.originals, row.copies) for row in found.components]
    assert rows == [
        ("Tờ khai đăng ký kết hôn theo mẫu", 1, None),
        ("Giấy xác nhận tình trạng hôn nhân", 1, 1),
    ]
    assert (found.dossier_sets, found.deciding_agency) == (1, "Ủy ban nhân dân cấp xã")
    assert "coordinating_agencies" in found.not_applicable
    assert [basis.number for basis in found.legal_bases] == ["60/2014/QH13", "123/2015/NĐ-CP"]
    assert found.conditions == "Nam từ đủ 20 tuổi trở lên."
    assert not codes(issues)


def test_parts_numbered_one_to_ten_in_another_order_with_one_missing() -> None:
    found, issues = content_of(
        "I. ĐĂNG KÝ KẾT HÔN",
        "1. Trình tự thực hiện",
        "Bước 1: Nộp hồ sơ.",
        "- Nếu đủ thì tiếp nhận;",
        "- Nếu thiếu thì hướng dẫn bổ sung.",
        "Bước 2. Trả kết quả.",
        "2. Cách thức thực hiện",
        "a) Trực tiếp: 05 ngày làm việc;",
        "b) Trực tuyến: 03 ngày làm việc.",
        "3. Thời hạn giải quyết: Không quá 05 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
        "5. Hồ sơ",
        "5.1. Thành phần hồ sơ:",
        "a) Đối với cá nhân:",
        "- Đơn đề nghị (Mẫu số 01);",
        "- Bản sao Giấy khai sinh.",
        "b) Đối với tổ chức:",
        "- Văn bản đề nghị.",
        "5.2. Số lượng hồ sơ: 02 bộ",
        "6. Đối tượng thực hiện: Công dân Việt Nam; Doanh nghiệp",
        "7. Cơ quan thực hiện:",
        "a) Cơ quan có thẩm quyền quyết định: Chủ tịch Ủy ban nhân dân cấp tỉnh.",
        "b) Cơ quan trực tiếp thực hiện: Sở Tư pháp.",
        "c) Cơ quan phối hợp: Công an cấp tỉnh.",
        "8. Phí, lệ phí: 50.000 đồng/trường hợp",
        "9. Kết quả: Giấy chứng nhận",
        "10. Cơ sở pháp lý:",
        "- Luật số 60/2014/QH13;",
        (
            "- Điểm a khoản 2 Điều 18 Nghị định số 123/2015/NĐ-CP (được sửa đổi, bổ sung bởi Nghị định số "
            "07/2025/NĐ-CP)."
        ),
    )
    assert [(step.name, step.text) for step in found.steps] == [
        ("Bước 1", "Nộp hồ sơ.\nNếu đủ thì tiếp nhận;\nNếu thiếu thì hướng dẫn bổ sung."),
        ("Bước 2", "Trả kết quả."),
    ]
    limits = {c.channel: c.time_limit.value for c in found.channels if c.time_limit}
    assert limits[ChannelKind.IN_PERSON] == 5
    assert limits[ChannelKind.ONLINE] == 3
    assert [(case.name, [row.text for row in case.components]) for case in found.cases] == [
        ("Đối với cá nhân", ["Đơn đề nghị (Mẫu số 01)", "Bản sao Giấy khai sinh"]),
        ("Đối với tổ chức", ["Văn bản đề nghị"]),
    ]
    assert found.components[0].forms == ("Mẫu số 01",)
    assert found.dossier_sets == 2
    assert (found.deciding_agency, found.handling_agencies, found.coordinating_agencies) == (
        "Chủ tịch Ủy ban nhân dân cấp tỉnh",
        ("Sở Tư pháp",),
        ("Công an cấp tỉnh",),
    )
    assert [basis.number for basis in found.legal_bases] == [
        "60/2014/QH13",
        "123/2015/NĐ-CP",
        "07/2025/NĐ-CP",
    ]
    assert found.legal_bases[1].articles
    assert not codes(issues)


def test_a_content_table_of_three_columns() -> None:
    found, issues = content_of(
        "Thủ tục: Đăng ký kết hôn",
        table(
            ["STT", "Nội dung", "Chi tiết"],
            ["1", "Mã số TTHC", "1.000894"],
            ["2", "Trình tự thực hiện", "- Nộp hồ sơ.\n- Nhận kết quả."],
            ["3", "Cách thức thực hiện", "- Trực tiếp\n- Qua dịch vụ bưu chính công ích"],
            [
                "4",
                "Thành phần, số lượng hồ sơ",
                "a) Thành phần hồ sơ:\n- Tờ khai (bản chính)\nb) Số lượng hồ sơ: 01 bộ",
            ],
            ["5", "Thời hạn giải quyết", "03 ngày"],
            ["6", "Đối tượng thực hiện TTHC", "Cá nhân"],
            ["7", "Cơ quan thực hiện TTHC", "Ủy ban nhân dân cấp xã"],
            ["8", "Kết quả thực hiện TTHC", "Giấy chứng nhận kết hôn"],
            ["9", "Phí, lệ phí", "Không"],
            ["10", "Tên mẫu đơn, mẫu tờ khai", "Tờ khai đăng ký kết hôn"],
            ["11", "Yêu cầu, điều kiện", "Không có"],
            ["12", "Căn cứ pháp lý", "Luật số 60/2014/QH13"],
        ),
    )
    assert [step.text for step in found.steps] == ["Nộp hồ sơ.", "Nhận kết quả."]
    assert [channel.channel for channel in found.channels] == [ChannelKind.IN_PERSON, ChannelKind.POST]
    assert all(
        c.time_limit and (c.time_limit.value, c.time_limit.unit) == (3, TimeUnit.DAY) for c in found.channels
    )
    assert [row.text for row in found.components] == ["Tờ khai (bản chính)"]
    assert found.dossier_sets == 1
    assert found.forms == ("Tờ khai đăng ký kết hôn",)
    assert "conditions" in found.not_applicable
    assert not codes(issues)


def test_papers_in_a_table_with_one_column_of_quantities() -> None:
    found, issues = content_of(
        "1. Đăng ký kết hôn (1.000894)",
        "a) Trình tự thực hiện: Nộp hồ sơ.",
        "b) Cách thức thực hiện: Trực tiếp.",
        "c) Thành phần hồ sơ:",
        table(
            ["STT", "Tên hồ sơ", "Mẫu đơn, tờ khai", "Số lượng"],
            ["I", cell("Trường hợp đăng ký lần đầu", span=3)],
            ["1", "Tờ khai đăng ký kết hôn", "Mẫu số 02", "01 bản chính"],
            ["2", "Giấy tờ tùy thân", "", "01 bản sao"],
            ["II", cell("Trường hợp đăng ký lại", span=3)],
            ["1", "Tờ khai đăng ký lại kết hôn", "", "Bản chính: 1\nBản sao: 0"],
        ),
        "d) Số lượng hồ sơ: 01 bộ",
        "đ) Thời hạn giải quyết: 05 ngày làm việc",
    )
    told = [(case.name, [(r.text, r.originals, r.copies) for r in case.components]) for case in found.cases]
    assert told == [
        (
            "Trường hợp đăng ký lần đầu",
            [("Tờ khai đăng ký kết hôn", 1, None), ("Giấy tờ tùy thân", None, 1)],
        ),
        ("Trường hợp đăng ký lại", [("Tờ khai đăng ký lại kết hôn", 1, 0)]),
    ]
    assert found.components[0].forms == ("Mẫu số 02",)
    assert found.dossier_sets == 1
    assert not codes(issues)


def test_headings_in_capitals_without_labels() -> None:
    found, _ = content_of(
        "ĐĂNG KÝ KẾT HÔN",
        "TRÌNH TỰ THỰC HIỆN",
        "Nộp hồ sơ.",
        "CÁCH THỨC THỰC HIỆN",
        "Trực tiếp",
        "THÀNH PHẦN, SỐ LƯỢNG HỒ SƠ",
        "1) Tờ khai;",
        "2) Hộ chiếu.",
        "THỜI HẠN GIẢI QUYẾT",
        "02 tháng và 15 ngày làm việc",
        "PHÍ, LỆ PHÍ",
        "Theo quy định của Hội đồng nhân dân cấp tỉnh",
    )
    assert [row.text for row in found.components] == ["Tờ khai", "Hộ chiếu"]
    (channel,) = found.channels
    assert channel.time_limit is not None
    assert (channel.time_limit.value, channel.time_limit.text) == (None, "02 tháng và 15 ngày làm việc")
    assert channel.fees[0].amount is None


def test_name_and_code_in_one_cell_and_the_change_in_a_column() -> None:
    reading, issues = read_blocks(
        [
            *opening(
                (
                    "Công bố danh mục thủ tục hành chính mới ban hành; sửa đổi, bổ sung; bãi bỏ lĩnh vực "
                    "việc làm"
                ),
                "Điều 1. Công bố danh mục 03 thủ tục hành chính lĩnh vực việc làm.",
                EFFECT,
            ),
            "DANH MỤC THỦ TỤC HÀNH CHÍNH",
            table(
                ["TT", "Tên thủ tục hành chính (mã số)", "Cơ quan thực hiện", "Ghi chú"],
                [cell("I. Việc làm", span=4)],
                ["1", "Hỗ trợ học nghề (1.001978)", "Sở Nội vụ", "Mới ban hành"],
                ["2", "Mã TTHC: 1.001966\nTên: Chấm dứt hưởng trợ cấp", "Sở Nội vụ", "Sửa đổi, bổ sung"],
                ["3", "2.001953 - Tạm dừng hưởng trợ cấp", "Sở Nội vụ", "Bãi bỏ"],
            ),
        ]
    )
    told = [(found.code, found.name, found.change) for found in reading.procedures]
    assert told == [
        ("1.001978", "Hỗ trợ học nghề", Change.NEW),
        ("1.001966", "Chấm dứt hưởng trợ cấp", Change.AMENDED),
        ("2.001953", "Tạm dừng hưởng trợ cấp", Change.REPEALED),
    ]
    assert reading.procedures[0].sector == "Việc làm"
    assert not codes(issues)


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


def test_steps_by_automatic_numbers_and_names_split_over_lists() -> None:
    found, _ = content_of(
        p("Đăng ký kết hôn", num=(1, 0)),
        p("Trình tự thực hiện:", num=(1, 1)),
        p("Nộp hồ sơ.", num=(2, 0)),
        p("Nhận kết quả.", num=(2, 0)),
        p("Thành phần hồ sơ:", num=(1, 1)),
        p("Tờ khai;", num=(3, 0)),
        p("Hộ chiếu.", num=(3, 0)),
        numbering=numbering(
            [("decimal", "%1."), ("decimal", "%1.%2.")], [("decimal", "Bước %1:")], [("bullet", "-")]
        ),
    )
    assert [(step.name, step.text) for step in found.steps] == [
        ("Bước 1", "Nộp hồ sơ."),
        ("Bước 2", "Nhận kết quả."),
    ]
    assert [row.text for row in found.components] == ["Tờ khai", "Hộ chiếu"]


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


def listed(*rows: Sequence[Content | Cell], title: str = NEW, heading: str = "") -> tuple[Reading, IssueLog]:
    """A decision of one list table."""
    return read_blocks(ministry(heading or "DANH MỤC THỦ TỤC HÀNH CHÍNH", table(*rows), title=title))


def test_one_table_with_kinds_of_change_as_section_rows() -> None:
    reading, issues = listed(
        ["TT", "Mã số", "Tên thủ tục hành chính", "Lĩnh vực"],
        [cell("A. THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH", span=4)],
        [cell("I. Cấp tỉnh", span=4)],
        ["1", "1.000001", "Sửa đổi, bổ sung giấy phép", "Báo chí"],
        [cell("II. Cấp xã", span=4)],
        ["2", "1.000002", "Cấp giấy phép", "Báo chí"],
        [cell("B. THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ", span=4)],
        ["3", "1.000003", "Thu hồi giấy phép", "Báo chí"],
        title="Công bố thủ tục hành chính mới ban hành; bị bãi bỏ",
    )
    assert [(found.change, found.levels) for found in reading.procedures] == [
        (Change.NEW, (Level.PROVINCE,)),
        (Change.NEW, (Level.COMMUNE,)),
        (Change.REPEALED, ()),
    ]
    assert not codes(issues)


def test_fields_outside_and_levels_inside() -> None:
    reading, _ = listed(
        ["TT", "Mã số", "Tên thủ tục hành chính"],
        ["I", cell("LĨNH VỰC HỢP TÁC XÃ", span=2)],
        ["A", cell("Thủ tục hành chính cấp tỉnh", span=2)],
        ["1", "1.000001", "Đăng ký một"],
        ["B", cell("Thủ tục hành chính cấp xã", span=2)],
        ["1", "1.000002", "Đăng ký hai"],
        ["II", cell("LĨNH VỰC ĐẤU THẦU", span=2)],
        ["A", cell("Thủ tục hành chính cấp tỉnh", span=2)],
        ["1", "1.000003", "Đăng ký ba"],
    )
    assert [(found.sector, found.levels) for found in reading.procedures] == [
        ("Hợp tác xã", (Level.PROVINCE,)),
        ("Hợp tác xã", (Level.COMMUNE,)),
        ("Đấu thầu", (Level.PROVINCE,)),
    ]


def test_a_procedure_over_several_rows_is_one() -> None:
    reading, issues = listed(
        ["TT", "Mã số", "Tên thủ tục hành chính", "Thời hạn giải quyết", "Phí, lệ phí"],
        [
            cell("1", down="restart"),
            cell("1.000001", down="restart"),
            cell("Cấp phép", down="restart"),
            "Cấp mới: 10 ngày",
            "100.000 đồng",
        ],
        [
            cell("", down="continue"),
            cell("", down="continue"),
            cell("", down="continue"),
            "Cấp lại: 05 ngày",
            "",
        ],
        ["2", "1.000002", "Gia hạn", "03 ngày", "Không"],
    )
    first, second = reading.procedures
    assert first.channels[0].time_limit is not None
    assert first.channels[0].time_limit.text == "Cấp mới: 10 ngày\nCấp lại: 05 ngày"
    assert second.channels[0].fees[0].amount == "0"
    assert not codes(issues)


def test_two_columns_of_one_kind_keep_their_headers() -> None:
    reading, _ = listed(
        [
            "TT",
            "Mã số",
            "Tên thủ tục hành chính",
            cell("Thời hạn giải quyết", span=2),
            cell("Phí, lệ phí", span=2),
        ],
        ["", "", "", "Theo quy định", "Sau cắt giảm", "Phí", "Lệ phí"],
        ["1", "1.000001", "Cấp phép", "10 ngày", "07 ngày", "Không", "50.000 đồng"],
    )
    (channel,) = only(reading).channels
    assert channel.time_limit is not None
    assert channel.time_limit.text == "Theo quy định: 10 ngày\nSau cắt giảm: 07 ngày"
    assert [(fee.kind, fee.amount) for fee in channel.fees] == [(FeeKind.FEE, "0"), (FeeKind.CHARGE, "50000")]


def test_a_list_goes_on_over_pages_with_and_without_its_header() -> None:
    header = ["TT", "Mã số", "Tên thủ tục hành chính"]
    reading, issues = read_blocks(
        ministry(
            "DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH",
            table(header, [cell("I. Lĩnh vực Báo chí", span=3)], ["1", "1.000001", "Một"]),
            "",
            table(["2", "1.000002", "Hai"], header, ["3", "1.000003", "Ba"]),
            table(header, ["4", "1.000004", "Bốn"]),
        )
    )
    assert [(found.name, found.sector) for found in reading.procedures[:3]] == [
        ("Một", "Báo chí"),
        ("Hai", "Báo chí"),
        ("Ba", "Báo chí"),
    ]
    assert reading.procedures[3].name == "Bốn"
    assert not codes(issues)


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


def test_papers_after_the_heading_in_one_line() -> None:
    found, _ = content_of(
        "1. Đăng ký kết hôn",
        "a) Trình tự thực hiện: Nộp hồ sơ.",
        (
            "b) Thành phần hồ sơ bao gồm: Tờ khai theo Mẫu số 01; bản sao hộ chiếu (nếu có; còn hạn); 02 ảnh "
            "4x6."
        ),
        "c) Số lượng hồ sơ: hai (02) bộ.",
        "d) Lệ phí: 15.000 đồng/trường hợp.",
    )
    assert [row.text for row in found.components] == [
        "Tờ khai theo Mẫu số 01",
        "bản sao hộ chiếu (nếu có; còn hạn)",
        "02 ảnh 4x6",
    ]
    assert found.dossier_sets == 2
    assert [fee.kind for channel in found.channels for fee in channel.fees] == [FeeKind.CHARGE]


def test_sets_in_the_heading_and_alternatives_in_one_paper() -> None:
    found, _ = content_of(
        "1. Đăng ký kết hôn",
        "1.1 Trình tự thực hiện",
        "Nộp hồ sơ.",
        "1.2 Thành phần, số lượng hồ sơ (01 bộ):",
        "- Một trong các giấy tờ sau:",
        "+ Hộ chiếu;",
        "+ Thẻ căn cước.",
        "- Tờ khai.",
        "Lưu ý: tờ khai viết bằng tiếng Việt.",
    )
    assert found.dossier_sets == 1
    assert [row.text for row in found.components] == [
        "Một trong các giấy tờ sau\nHộ chiếu\nThẻ căn cước",
        "Tờ khai",
    ]
    assert found.components[1].notes == "Lưu ý: tờ khai viết bằng tiếng Việt."


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


def test_headings_with_dashes_and_items_with_plus_signs() -> None:
    found, issues = content_of(
        "A. Thủ tục hành chính cấp trung ương",
        "1. Thủ tục đăng ký kết hôn",
        "- Trình tự thực hiện:",
        "+ Bước 1: Nộp hồ sơ.",
        "+ Bước 2: Trả kết quả.",
        "- Cách thức thực hiện:",
        "Tổ chức, cá nhân nộp hồ sơ theo một trong các hình thức sau:",
        "+ Trực tiếp tại Bộ phận Một cửa;",
        "+ Qua dịch vụ bưu chính.",
        "- Thành phần, số lượng hồ sơ:",
        "+ Thành phần hồ sơ:",
        "(1) Đơn đề nghị;",
        "(2) Hộ chiếu.",
        "+ Số lượng hồ sơ: 01 bộ.",
        "- Thời hạn giải quyết: 20 ngày.",
        "- Cơ quan thực hiện thủ tục hành chính:",
        "+ Cơ quan có thẩm quyền quyết định: Bộ Tư pháp.",
        "+ Cơ quan trực tiếp thực hiện: Cục Hành chính tư pháp.",
        "- Phí, lệ phí (nếu có): Không.",
        "- Căn cứ pháp lý của TTHC:",
        "+ Luật số 60/2014/QH13;",
        "+ Nghị định số 123/2015/NĐ-CP.",
    )
    assert [(step.name, step.text) for step in found.steps] == [
        ("Bước 1", "Nộp hồ sơ."),
        ("Bước 2", "Trả kết quả."),
    ]
    assert [channel.channel for channel in found.channels] == [ChannelKind.IN_PERSON, ChannelKind.POST]
    assert [row.text for row in found.components] == ["Đơn đề nghị", "Hộ chiếu"]
    assert (found.dossier_sets, found.deciding_agency) == (1, "Bộ Tư pháp")
    assert found.handling_agencies == ("Cục Hành chính tư pháp",)
    assert [basis.number for basis in found.legal_bases] == ["60/2014/QH13", "123/2015/NĐ-CP"]
    assert not codes(issues)


def test_contents_as_the_national_database_prints_them() -> None:
    found, issues = content_of(
        "Mã thủ tục: 1.000894",
        "Số quyết định: 1520/QĐ-BTP",
        "Tên thủ tục: Đăng ký kết hôn",
        "Cấp thực hiện: Cấp Xã",
        "Loại thủ tục: TTHC được luật giao quy định chi tiết",
        "Lĩnh vực: Hộ tịch",
        "Trình tự thực hiện:",
        "Bước 1: Nộp hồ sơ",
        "Cách thức thực hiện:",
        table(
            ["Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả"],
            ["Trực tiếp", "1 Ngày làm việc", "", "Trả ngay trong ngày"],
            ["Trực tuyến", "1 Ngày làm việc", "Lệ phí: 0 Đồng", ""],
        ),
        "Thành phần hồ sơ:",
        "Giấy tờ phải nộp",
        table(
            ["Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"],
            ["Tờ khai đăng ký kết hôn", "TK.docx", "Bản chính: 1\nBản sao: 0"],
        ),
        "Giấy tờ phải xuất trình",
        table(["Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"], ["Hộ chiếu", "", "Bản chính: 1\nBản sao: 0"]),
        "Đối tượng thực hiện: Công dân Việt Nam",
        "Cơ quan thực hiện: Ủy ban nhân dân cấp xã",
        "Cơ quan phối hợp: Không có thông tin",
        "Kết quả thực hiện:",
        table(["Mã kết quả", "Tên kết quả"], ["KQ.G15.000031", "Giấy chứng nhận kết hôn"]),
        "Căn cứ pháp lý:",
        table(
            ["Số ký hiệu", "Trích yếu", "Ngày ban hành", "Cơ quan ban hành"],
            ["60/2014/QH13", "Luật Hộ tịch", "20-11-2014", "Quốc hội"],
            ["123/2015/NĐ-CP", "Quy định chi tiết Luật Hộ tịch", "15-11-2015", "Chính phủ"],
        ),
        "Yêu cầu, điều kiện thực hiện: Không có thông tin",
    )
    assert (found.name, found.levels, found.kind) == ("Đăng ký kết hôn", (Level.COMMUNE,), Kind.ASSIGNED)
    assert [(c.channel, c.time_limit and c.time_limit.value) for c in found.channels] == [
        (ChannelKind.IN_PERSON, 1),
        (ChannelKind.ONLINE, 1),
    ]
    told = [(case.name, [(r.text, r.originals, r.copies) for r in case.components]) for case in found.cases]
    assert told == [
        ("Giấy tờ phải nộp", [("Tờ khai đăng ký kết hôn", 1, 0)]),
        ("Giấy tờ phải xuất trình", [("Hộ chiếu", 1, 0)]),
    ]
    assert found.components[0].forms == ("TK.docx",)
    assert [(one.code, one.name) for one in found.outcomes] == [("KQ.G15.000031", "Giấy chứng nhận kết hôn")]
    assert [(basis.number, basis.name) for basis in found.legal_bases] == [
        ("60/2014/QH13", "60/2014/QH13 Luật Hộ tịch"),
        ("123/2015/NĐ-CP", "123/2015/NĐ-CP Quy định chi tiết Luật Hộ tịch"),
    ]
    assert found.coordinating_agencies == ()
    assert found.conditions is None
    assert not codes(issues)


def test_ticks_under_levels_post_and_online() -> None:
    reading, issues = listed(
        [
            "TT",
            "Mã số",
            "Tên thủ tục hành chính",
            cell("Cấp thực hiện", span=2),
            cell("Tiếp nhận qua dịch vụ BCCI", span=2),
            cell("Mức độ DVC", span=2),
        ],
        ["", "", "", "Tỉnh", "Xã", "Tiếp nhận hồ sơ", "Trả kết quả", "Toàn trình", "Một phần"],
        ["1", "1.000001", "Cấp phép", "x", "x", "x", "x", "", "x"],
        ["2", "1.000002", "Gia hạn", "", "x", "", "", "x", ""],
        ["", "", "Tổng cộng: 02 TTHC", "", "", "", "", "", ""],
    )
    assert [(found.levels, [c.channel for c in found.channels]) for found in reading.procedures] == [
        ((Level.PROVINCE, Level.COMMUNE), [ChannelKind.POST, ChannelKind.ONLINE]),
        ((Level.COMMUNE,), [ChannelKind.ONLINE]),
    ]
    assert not codes(issues)


def test_levels_outside_and_kinds_of_change_inside() -> None:
    header = ["TT", "Mã số", "Tên thủ tục hành chính"]
    reading, issues = read_blocks(
        ministry(
            "PHẦN I. DANH MỤC THỦ TỤC HÀNH CHÍNH",
            "A. THỦ TỤC HÀNH CHÍNH CẤP TỈNH",
            "I. Danh mục thủ tục hành chính mới ban hành",
            table(header, ["1", "1.000001", "Một"]),
            "II. Danh mục thủ tục hành chính bị bãi bỏ",
            table(header, ["1", "1.000002", "Hai"]),
            "B. THỦ TỤC HÀNH CHÍNH CẤP XÃ",
            "I. Danh mục thủ tục hành chính mới ban hành",
            table(header, ["1", "1.000003", "Ba"]),
        )
    )
    assert [(found.change, found.levels) for found in reading.procedures] == [
        (Change.NEW, (Level.PROVINCE,)),
        (Change.REPEALED, (Level.PROVINCE,)),
        (Change.NEW, (Level.COMMUNE,)),
    ]
    assert not codes(issues)


def test_facts_before_the_numbered_headings() -> None:
    found, issues = content_of(
        "Thủ tục số 01: Đăng ký kết hôn",
        "Mã số: 1.000894",
        "Lĩnh vực: Hộ tịch",
        "a) Trình tự thực hiện: Nộp hồ sơ.",
        "b) Phí: Không.",
        "c) Lệ phí: 15.000 đồng.",
        "d) Hồ sơ:",
        "- Tờ khai.",
    )
    assert [row.text for row in found.components] == ["Tờ khai"]
    assert [(fee.kind, fee.amount) for channel in found.channels for fee in channel.fees] == [
        (FeeKind.FEE, "0"),
        (FeeKind.CHARGE, "15000"),
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


def test_tables_beside_a_label_that_is_merged_downwards() -> None:
    def label(text: str, *, go_on: bool = False) -> Cell:
        return cell("" if go_on else text, down="continue" if go_on else "restart")

    content = table(
        ["Mã thủ tục", cell("1.000894", span=4)],
        ["Trình tự thực hiện", cell("Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.", span=4)],
        [label("Cách thức thực hiện"), "Hình thức nộp", cell("Thời hạn giải quyết", span=2), "Phí, lệ phí"],
        [label("", go_on=True), "Trực tiếp", cell("05 ngày làm việc", span=2), "20.000 đồng"],
        [label("", go_on=True), "Trực tuyến", cell("03 ngày làm việc", span=2), "Không"],
        [label("Thành phần hồ sơ"), "TT", "Tên giấy tờ", "Bản chính", "Bản sao"],
        [label("", go_on=True), cell("Đối với tổ chức", span=4)],
        [label("", go_on=True), "1", "Tờ khai", "01", "0"],
        [label("", go_on=True), "2", "Giấy phép", "0", "02"],
        ["Căn cứ pháp lý", cell("Luật số 60/2014/QH13", span=4)],
    )
    reading, issues = read_blocks(
        [
            *opening("Công bố thủ tục hành chính mới ban hành", "Điều 1. Công bố 01 thủ tục hành chính."),
            "PHẦN I. DANH MỤC",
            table(["TT", "Mã số", "Tên thủ tục hành chính"], ["1", "1.000894", "Đăng ký kết hôn"]),
            "PHẦN II. NỘI DUNG",
            "1. Đăng ký kết hôn",
            content,
        ]
    )
    told = only(reading)
    assert [
        (way.channel, way.time_limit and way.time_limit.value, way.fees[0].amount) for way in told.channels
    ] == [(ChannelKind.IN_PERSON, 5, "20000"), (ChannelKind.ONLINE, 3, "0")]
    assert [
        (case.name, [(r.text, r.originals, r.copies) for r in case.components]) for case in told.cases
    ] == [("Đối với tổ chức", [("Tờ khai", 1, 0), ("Giấy phép", 0, 2)])]
    assert "unread-text" not in codes(issues)
    assert "unread-cells" not in codes(issues)
