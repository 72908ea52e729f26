"""Is the result of one procedure the paper that another asks for?"""

# ruff: noqa: E501 (one case a line)

import json
from pathlib import Path

import pytest

from analysis.links import link_line

PAIRS = [  # component, asked by, result, issued by, label
    ("Bản sao Chứng chỉ hành nghề thú y", "Cấp phép buôn bán thuốc thú y", "Chứng chỉ hành nghề thú y", "Gia hạn Chứng chỉ hành nghề thú y", "Y"),
    ("Giấy chứng nhận đăng ký phương tiện", "Thủ tục điện tử đối với phương tiện thủy nội địa nhập cảnh", "Giấy chứng nhận đăng ký phương tiện", "Đăng ký lại phương tiện hoạt động vui chơi, giải trí dưới nước", "N"),
    ("Giấy đăng ký hoạt động", "Sáp nhập công ty luật", "Giấy đăng ký hoạt động", "Thành lập, đăng ký hoạt động Trung tâm trọng tài", "N"),
    ("Giấy đăng ký hoạt động", "Đăng ký hoạt động Chi nhánh Trung tâm trọng tài", "Giấy đăng ký hoạt động", "Thành lập, đăng ký hoạt động Trung tâm trọng tài", "Y"),
    ("Bản sao Giấy chứng nhận đăng ký doanh nghiệp của chủ sở hữu", "Đăng ký thành lập công ty TNHH một thành viên", "Giấy chứng nhận đăng ký doanh nghiệp", "Đăng ký thành lập công ty TNHH một thành viên", "Y"),
    ("Giấy xác nhận thông tin về cư trú", "Đăng ký khai sinh", "Giấy xác nhận thông tin về cư trú (Mẫu CT07)", "Xác nhận thông tin về cư trú", "Y"),
    ("- Bản chính giấy phép xây dựng đã được cấp.", "Gia hạn giấy phép xây dựng", "Giấy phép xây dựng được cấp lại theo quy định", "Cấp lại giấy phép xây dựng", "Y"),
    ("Giấy phép đã được cấp", "Gia hạn Giấy phép khai thác nước mặt", "Giấy phép", "Cấp Giấy phép khai thác nước mặt", "Y"),
    ("Quyết định giao khu vực biển/cho phép trả lại khu vực biển", "Sửa đổi quyết định", "Quyết định về việc cho phép trả lại khu vực biển", "Trả lại khu vực biển", "Y"),
    ("Giấy phép hoạt động đo đạc hoặc Giấy phép thăm dò nước dưới đất", "Báo cáo hằng năm", "Giấy phép thăm dò nước dưới đất", "Cấp giấy phép thăm dò nước dưới đất", "Y"),
    ("Đơn đề nghị cấp Giấy phép nhập khẩu thủy sản sống", "Cấp giấy phép nhập khẩu thủy sản sống", "Giấy phép nhập khẩu thủy sản sống", "Cấp giấy phép nhập khẩu thủy sản sống", "N"),
    ("Tờ trình phê duyệt kế hoạch bảo trì", "Phê duyệt kế hoạch bảo trì", "Quyết định phê duyệt kế hoạch bảo trì", "Phê duyệt kế hoạch bảo trì", "N"),
    ("Giấy phép liên vận (bản chính)", "Gia hạn lưu hành cho phương tiện của Campuchia", "Giấy phép liên vận", "Cấp Giấy phép liên vận", "N"),
    ("Giấy phép hành nghề do cơ quan có thẩm quyền của nước ngoài cấp", "Đăng ký hành nghề tại Việt Nam", "Giấy phép hành nghề kiến trúc", "Cấp Giấy phép hành nghề kiến trúc", "N"),
    ("Chứng nhận lưu hành tự do (nếu có)", "Kiểm tra thuốc thú y nhập khẩu", "Giấy chứng nhận lưu hành tự do", "Cấp lại chứng nhận cho hàng hóa xuất khẩu", "N"),
    ("Giấy phép vận tải đường bộ giữa Việt Nam và Lào", "Gia hạn", "Giấy phép vận tải đường bộ giữa Việt Nam và Campuchia", "Cấp giấy phép", "N"),
    ("Bản chính Quyết định bổ nhiệm giám định viên", "Đổi thẻ", "Phiếu từ chối tiếp nhận hồ sơ", "Bổ nhiệm giám định viên", "N"),
    ("Thực hiện theo quy định của pháp luật về chất lượng sản phẩm", "Giảm kiểm tra", "Thông báo kết quả kiểm tra chất lượng hàng hóa", "Kiểm tra chất lượng", "N"),
    ("Quyết định giao đất, cho thuê đất, chuyển mục đích sử dụng đất rừng", "Đổi quyết định", "Quyết định cho thuê đất, giao đất, chuyển mục đích sử dụng đất rừng", "Giao đất rừng", "Y"),
    ("Giấy phép thai thác tận thu khoáng sản", "Trả lại giấy phép", "Giấy phép khai thác tận thu khoáng sản", "Cấp giấy phép khai thác tận thu khoáng sản", "Y"),
    ("Bản gốc Giấy chứng nhận đã cấp", "Tách thửa, hợp thửa đất", "Giấy chứng nhận", "Đăng ký biến động quyền sử dụng đất", "Y"),
    ("Chứng chỉ hành nghề đo đạc và bản đồ", "Cấp lại chứng chỉ", "Chứng chỉ hành nghề đo đạc và bản đồ hạng II", "Cấp chứng chỉ", "Y"),
    ("Giấy xác nhận tình trạng hôn nhân", "Giải quyết việc người nước ngoài nhận con nuôi", "Giấy xác nhận tình trạng hôn nhân", "Cấp Giấy xác nhận tình trạng hôn nhân", "N"),
    ("Giấy xác nhận nguyên liệu thủy sản theo Mẫu số 01", "Cấp giấy xác nhận nguyên liệu thủy sản", "Giấy xác nhận nguyên liệu thủy sản", "Cấp giấy xác nhận nguyên liệu thủy sản", "N"),
    ("Giấy chứng nhận xuất xứ", "Kiểm tra muối nhập khẩu", "Giấy chứng nhận xuất xứ nhuyễn thể hai mảnh vỏ", "Cấp Giấy chứng nhận xuất xứ nhuyễn thể", "N"),
    ("Quyết định chủ trương đầu tư", "Thuê đất", "Quyết định chủ trương đầu tư", "Quyết định chủ trương đầu tư dự án xây dựng nhà ở công vụ", "N"),
]  # fmt: skip


def line(component: str, asked_by: str, result: str, issued_by: str) -> dict[str, object]:
    return {
        "id": 7,
        "component": component,
        "asked_by": asked_by,
        "asked_code": None,
        "result": result,
        "issued_by": issued_by,
        "issued_code": None,
    }


@pytest.mark.parametrize(("component", "asked_by", "result", "issued_by", "label"), PAIRS)
def test_label_is_what_a_person_of_the_field_says(component, asked_by, result, issued_by, label):
    told = link_line(line(component, asked_by, result, issued_by))
    assert told["label"] == label, told


def test_an_answer_has_its_reasons_and_a_score():
    told = link_line(line(*PAIRS[0][:4]))
    assert set(told) == {"id", "label", "score", "because"}
    assert told["id"] == 7
    assert told["score"] >= 0.7
    assert all(told["because"])


def test_a_score_below_the_mark_is_a_no():
    for *pair, label in PAIRS:
        told = link_line(line(*pair))
        assert (told["score"] >= 0.7) == (label == "Y")


@pytest.mark.shared
def test_real_pairs_are_told_apart(shared: Path):
    pairs = [json.loads(row) for row in (shared / "gold" / "links.jsonl").read_text("utf-8").splitlines()]
    yes = {pair["id"] for pair in pairs if pair["label"] == "Y"}
    told = {pair["id"] for pair in pairs if link_line(pair)["label"] == "Y"}
    assert len(yes & told) / len(told) >= 0.90
    assert len(yes & told) / len(yes) >= 0.80
