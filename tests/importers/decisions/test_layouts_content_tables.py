"""Contents (Phần II) in tables, in layouts that the kit does not hold, as departments really print them."""

from catalogue.records import ChannelKind, Kind, Level, TimeUnit
from tests.importers.build_docx import (
    Cell,
    cell,
    opening,
    table,
)
from tests.importers.decisions.layouts import codes, content_of, only, read_blocks


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
