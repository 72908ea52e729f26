"""Contents (Phần II) in layouts that the kit does not hold, each as departments really print them."""

from catalogue.records import ChannelKind, Coverage, FeeKind
from tests.importers.build_docx import (
    Block,
    numbering,
    p,
    run,
)
from tests.importers.decisions.layouts import codes, content_of


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
