"""What an outcome row issues, and what it does not."""

# ruff: noqa: E501 (one case a line)

import pytest

from analysis.outcomes import excluded, read_outcomes, resolve
from analysis.paper_keys import key, parts, trim
from tests.analysis.build import Catalogue

NO_PAPER = [  # row, why
    ("Phiếu từ chối tiếp nhận, giải quyết hồ sơ (lĩnh vực cư trú)", "refusal"),
    ("Văn bản không chấp thuận tổ chức kinh tế nhận chuyển nhượng đất", "refusal"),
    ("Văn bản trả lời đối với trường hợp không đủ điều kiện", "refusal"),
    ("Cập nhật thông tin trong Cơ sở dữ liệu về cư trú", "update"),
    ("- Lập, cập nhật, chỉnh lý hồ sơ địa chính, cơ sở dữ liệu đất đai.", "update"),
    ("Thông báo kết quả giải quyết thủ tục về cư trú", "notice"),
    ("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "notice"),
    ("Giải ngân kinh phí hỗ trợ", "act"),
    ("Không có thông tin", "act"),
]
A_PAPER = [
    "Giấy khai sinh",
    "Văn bản từ chối nhận di sản được chứng thực",
    "Văn bản chấp thuận thiết kế nút giao",
    "Thông báo xác nhận kết quả đăng ký đất đai",
    "Quyết định công nhận hòa giải thành",
]
TRIMMED = [
    ("Giấy xác nhận thông tin về cư trú (Mẫu CT07)", "Giấy xác nhận thông tin về cư trú"),
    ("- Giấy phép xây dựng được cấp lại theo quy định.", "Giấy phép xây dựng"),
    ("Giấy phép nhập khẩu thức ăn theo Mẫu số 02 Phụ lục I", "Giấy phép nhập khẩu thức ăn"),
    (
        "Giấy phép thăm dò khoáng sản (gia hạn) thuộc thẩm quyền cấp của Bộ trưởng",
        "Giấy phép thăm dò khoáng sản",
    ),
    ("Mẫu số 06. Quyết định chuyển hình thức giao đất", "Quyết định chuyển hình thức giao đất"),
    ("QUYẾT ĐỊNH của UBND cấp tỉnh phê duyệt chương trình", "QUYẾT ĐỊNH phê duyệt chương trình"),
]
RESOLVED = [  # result, procedure, sector, paper
    ("Giấy phép.", "Gia hạn Giấy phép hoạt động bến thủy (cấp tỉnh)", None, "Giấy phép hoạt động bến thủy"),
    ("Giấy chứng nhận", "Tách thửa, hợp thửa", "Đất đai", "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất"),
    ("Giấy chứng nhận", "Cấp lại Giấy chứng nhận nuôi trồng", "Thủy sản", "Giấy chứng nhận nuôi trồng"),
    ("Văn bản chấp thuận", "Chấp thuận thiết kế cầu tạm", None, "Văn bản chấp thuận thiết kế cầu tạm"),
    ("Quyết định", "Thủ tục công nhận tổ trưởng tổ hòa giải (cấp xã)", None, "Quyết định công nhận tổ trưởng tổ hòa giải"),
    ("Kết quả của thủ tục Gia hạn, điều chỉnh giấy phép thăm dò nước", "Thăm dò nước", None, "giấy phép thăm dò nước"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "why"), NO_PAPER)
def test_refusals_notices_updates_and_acts_issue_no_paper(row, why):
    told = excluded(row)
    assert told is not None
    assert told[0] == why
    assert told[1]


@pytest.mark.parametrize("row", A_PAPER)
def test_papers_are_not_excluded(row):
    assert excluded(row) is None


@pytest.mark.parametrize(("row", "name"), TRIMMED)
def test_form_numbers_cases_and_authorities_are_trimmed(row, name):
    assert trim(row) == name


@pytest.mark.parametrize(("result", "procedure", "sector", "paper"), RESOLVED)
def test_a_generic_result_takes_its_matter_from_the_procedure(result, procedure, sector, paper):
    assert resolve(result, procedure=procedure, sector=sector) == paper


def test_half_a_row_may_be_a_refusal():
    catalogue = Catalogue()
    code = catalogue.add(
        "Chấp thuận thiết kế", issues=["Quyết định chấp thuận thiết kế cầu hoặc thông báo từ chối"]
    )
    (outcome,) = read_outcomes(catalogue.snapshot())[code]
    assert outcome.names == ("Quyết định chấp thuận thiết kế cầu",)
    assert outcome.excluded is None


def test_an_excluded_row_keeps_its_words_and_its_reason():
    catalogue = Catalogue()
    code = catalogue.add("Đăng ký tạm trú", issues=["Phiếu từ chối tiếp nhận hồ sơ"])
    (outcome,) = read_outcomes(catalogue.snapshot())[code]
    assert (outcome.text, outcome.names, outcome.papers) == ("Phiếu từ chối tiếp nhận hồ sơ", (), ())
    assert "từ chối" in (outcome.reason or "")


SAME = [
    ("Bản sao có chứng thực Giấy phép xây dựng", "Giấy phép xây dựng được gia hạn"),
    ("Giấy đăng ký hoạt động của Trung tâm", "Giấy chứng nhận đăng ký hoạt động Trung tâm"),
    ("Quyết định cấp lại Chứng chỉ hành nghề đấu giá", "chứng chỉ hành nghề đấu giá đã được cấp"),
    ("Quyết định về việc giao khu vực biển", "Quyết định giao khu vực biển"),
]
DIFFERENT = [
    ("Giấy phép nhập khẩu phân bón", "Giấy phép xuất khẩu phân bón"),
    ("Quyết định bổ nhiệm Thừa phát lại", "Quyết định miễn nhiệm Thừa phát lại"),
    ("Giấy phép liên vận Việt Nam - Lào", "Giấy phép liên vận Việt Nam - Campuchia"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_versions_of_one_licence_share_a_key(left, right):
    assert key(left) == key(right) is not None


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_another_object_or_act_has_another_key(left, right):
    assert key(left) != key(right)


def test_what_a_decision_withdraws_is_no_part_of_its_name():
    name = "Quyết định thu hồi Giấy chứng nhận kiểu loại phụ tùng, Giấy chứng nhận chất lượng phụ tùng"
    assert key("Giấy chứng nhận chất lượng phụ tùng") not in parts(name)
