"""Lists (Phần I) in layouts that the kit does not hold, each as departments really print them."""

from collections.abc import Sequence

from catalogue.issues import IssueLog
from catalogue.records import Change, ChannelKind, Coverage, FeeKind, Level
from importers.decisions.front import Reading
from tests.importers.build_docx import (
    Cell,
    Content,
    cell,
    opening,
    table,
)
from tests.importers.decisions.layouts import EFFECT, NEW, codes, ministry, only, read_blocks

DUTIES = "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành Quyết định này./."


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
