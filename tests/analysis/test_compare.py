"""Comparing rows: pairs as reviewers of the field would label them, and what a comparison owes its reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare import FEATURES, compare, compare_line
from analysis.documents.read import read_row

PAIRS = [  # left, its procedure, right, its procedure, label
    ("Bản sao GCN ĐKKD", None, "Giấy chứng nhận đăng ký doanh nghiệp", None, "S"),
    (
        "Giấy thông báo miễn kiểm tra hoặc giấy thông báo kết quả kiểm tra của cơ quan kiểm tra chuyên ngành",
        "Thủ tục hải quan đối với hàng hóa tạm nhập",
        "Giấy thông báo miễn kiểm tra hoặc giấy thông báo kết quả kiểm tra của cơ quan kiểm tra chuyên ngành",
        "Thủ tục hải quan đối với hàng hóa gửi kho ngoại quan",
        "S",
    ),
    ("Tờ khai hải quan hàng hóa xuất khẩu", None, "Tờ khai hàng hóa xuất khẩu", None, "S"),
    ("Chứng minh nhân dân", None, "Bản sao thẻ căn cước", None, "S"),
    ("Giấy tờ pháp lý của cá nhân", None, "CCCD hoặc hộ chiếu còn hiệu lực", None, "S"),
    ("Hộ chiếu", None, "Hộ chiếu hoặc thẻ căn cước công dân", None, "O"),
    ("Hộ chiếu", None, "Thẻ căn cước công dân", None, "D"),
    ("Văn bản ủy quyền (được chứng thực)", None, "Giấy ủy quyền trong trường hợp ủy quyền", None, "S"),
    ("Báo cáo tài chính năm trước được kiểm toán", None, "Báo cáo tài chính 2 năm gần nhất", None, "S"),
    ("Phiếu lý lịch tư pháp", None, "Sơ yếu lý lịch", None, "D"),
    ("Giấy báo tử", None, "Giấy chứng tử", None, "D"),
    ("Giấy chứng sinh", None, "Giấy khai sinh", None, "D"),
    ("Giấy phép kinh doanh", None, "Giấy chứng nhận đăng ký doanh nghiệp", None, "D"),
    ("Giấy chứng nhận kết hôn", None, "Giấy xác nhận tình trạng hôn nhân", None, "D"),
    ("Sổ đỏ", None, "GCN QSDĐ", None, "S"),
    ("02 ảnh 4x6", None, "Ảnh chân dung cỡ 2cm x 3cm chụp không quá 06 tháng", None, "S"),
    ("Đơn đề nghị cấp giấy phép bưu chính", None, "Đơn đề nghị cấp lại giấy phép bưu chính", None, "D"),
    ("Đơn đề nghị cấp giấy phép bưu chính", None, "Đơn đề nghị cấp giấy phép viễn thông", None, "D"),
    (
        "Đơn đề nghị cấp giấy phép bưu chính theo Mẫu 01",
        None,
        "Giấy đề nghị cấp giấy phép bưu chính (Mẫu số 05)",
        None,
        "S",
    ),
    ("Đơn đề nghị cấp giấy phép bưu chính", None, "Giấy phép bưu chính", None, "D"),
    # two registrations of the law on land (Điều 132, Điều 133 Luật Đất đai 2024)
    ("Đơn đăng ký đất đai, tài sản", None, "Đơn đăng ký biến động đất đai, tài sản", None, "D"),
    # one act does not give one application two forms
    (
        "Đơn theo Mẫu số 18 ban hành kèm theo Nghị định số 41/2026/NĐ-CP",
        "Cấp thẻ luật sư",
        "Đơn theo Mẫu số 03 ban hành kèm theo Nghị định số 41/2026/NĐ-CP",
        "Cấp thẻ luật sư",
        "D",
    ),
    (
        "Đơn theo Mẫu số 3.NT ban hành kèm theo Nghị định số 41/2026/NĐ-CP",
        "Cấp thẻ luật sư",
        "Đơn theo mẫu 03 Phụ lục I Nghị định số 41/2026/NĐ-CP",
        "Cấp thẻ luật sư",
        "S",
    ),
    # a form told in a bracket, with letters in its number
    (
        "Tờ khai thuế bổ sung (Mẫu số 01/TNDN-IIR) ban hành kèm theo Nghị định số 236/2025/NĐ-CP",
        "Khai thuế",
        "Tờ khai thuế bổ sung (Mẫu số 01/TNDN-QDMTT) ban hành kèm theo Nghị định số 236/2025/NĐ-CP",
        "Khai thuế",
        "D",
    ),
    (
        "Phiếu đề nghị (Mẫu DC01 Thông tư số 17/2024/TT-BCA)",
        "Cấp thẻ luật sư",
        "Phiếu đề nghị (Mẫu DC02 Thông tư số 17/2024/TT-BCA)",
        "Cấp thẻ luật sư",
        "D",
    ),
    # whose register entry it is, the owner tells
    (
        "Giấy đăng ký kinh doanh của hộ kinh doanh",
        None,
        "Giấy chứng nhận đăng ký hộ kinh doanh",
        None,
        "S",
    ),
    ("Bản khai chung", "Tàu biển xuất cảnh", "Bản khai chung", "Tàu biển quá cảnh", "S"),
    # decisions of two provinces may have one number
    (
        "Đơn theo Mẫu số 18 ban hành kèm theo Quyết định số 47/2026/QĐ-UBND",
        "Cấp thẻ luật sư",
        "Đơn theo Mẫu số 03 ban hành kèm theo Quyết định số 47/2026/QĐ-UBND",
        "Cấp thẻ luật sư",
        "S",
    ),
    (
        "Đơn theo Mẫu số 18 ban hành kèm theo Nghị định số 41/2026/NĐ-CP",
        "Cấp thẻ luật sư",
        "Đơn theo Mẫu số 03 ban hành kèm theo Nghị định số 33/2020/NĐ-CP",
        "Cấp thẻ luật sư",
        "S",
    ),
    ("Tờ khai theo mẫu", "Cấp thẻ luật sư", "Đơn đề nghị cấp thẻ luật sư", None, "S"),
    ("Tờ khai theo mẫu", "Cấp thẻ luật sư", "Tờ khai theo mẫu", "Cấp lại thẻ luật sư", "D"),
    ("Tờ khai theo mẫu", "Cấp thẻ luật sư", "Tờ khai theo mẫu", "Cấp thẻ công chứng viên", "D"),
    (
        "Bản sao bằng tốt nghiệp đại học hoặc sau đại học",
        None,
        "Bằng tốt nghiệp đại học hoặc bằng sau đại học",
        None,
        "S",
    ),
    ("Giấy xác nhận thời gian công tác", None, "Giấy tờ chứng minh thời gian công tác", None, "S"),
    ("Giấy xác nhận thời gian công tác", None, "Giấy tờ chứng minh thời gian cư trú", None, "D"),
    ("Hợp đồng mua bán; hóa đơn", None, "Hợp đồng mua bán", None, "O"),
    ("Lưu ý: nộp bản sao", None, "Bản sao hộ chiếu", None, "D"),
    ("Giấy chứng nhận đăng ký tàu biển", None, "Giấy chứng nhận đăng ký tàu cá", None, "D"),
    ("Văn bản phê duyệt dự án đầu tư", None, "Quyết định phê duyệt dự án đầu tư", None, "S"),
    ("Bản vẽ mặt bằng nhà xưởng", None, "Báo cáo mặt bằng nhà xưởng", None, "D"),
    (
        "Giấy chứng nhận đăng ký doanh nghiệp",
        None,
        "Quyết định thành lập hoặc giấy chứng nhận đăng ký kinh doanh",
        None,
        "O",
    ),
    ("Giấy đề nghị thanh toán", "Thanh toán chi phí giám định", "Giấy đề nghị thanh toán", "Cấp phép X", "D"),
    (
        "Giấy đề nghị thanh toán",
        "Thanh toán chi phí giám định",
        "Giấy đề nghị thanh toán",
        "Tạm ứng, thanh toán chi phí định giá tài sản",
        "D",
    ),
    (
        "Giấy đề nghị đăng ký doanh nghiệp",
        "Đăng ký thành lập công ty cổ phần",
        "Giấy đề nghị đăng ký doanh nghiệp",
        "Đăng ký thành lập công ty hợp danh",
        "D",
    ),
    (
        "Giấy chứng nhận đăng ký đầu tư gián tiếp ra nước ngoài",
        None,
        "Giấy chứng nhận đăng ký đầu tư ra nước ngoài",
        None,
        "D",
    ),
    (
        "Thông báo đề nghị bổ sung, cập nhật thông tin",
        "Cập nhật, bổ sung thông tin trong hồ sơ đăng ký doanh nghiệp",
        "Thông báo đề nghị bổ sung, cập nhật thông tin",
        "Cập nhật, bổ sung thông tin trong hồ sơ đăng ký hợp tác xã",
        "D",
    ),
    (
        "Văn bản khác chứng minh việc đáp ứng điều kiện thành lập chi nhánh",
        None,
        "Văn bản khác chứng minh việc đáp ứng điều kiện lập phòng giao dịch",
        None,
        "D",
    ),
    (
        "Văn bản đề nghị cấp thẻ tạm trú",
        "Cấp thẻ tạm trú tại Công an cấp tỉnh",
        "Đơn đề nghị",
        "Cấp thẻ tạm trú tại Cục Quản lý xuất nhập cảnh, Bộ Công an",
        "S",
    ),
    ("Giấy giới thiệu của tổ chức cho cá nhân làm thủ tục", None, "Giấy giới thiệu", None, "S"),
    ("Đơn tường trình về thời gian tạm trú", None, "Đơn giải trình về thời gian tạm trú", None, "S"),
    ("Hợp đồng ủy quyền", None, "Giấy ủy quyền", None, "D"),
    (
        "Tài liệu kèm theo là bản chính các hóa đơn chi phí",
        None,
        "Bản chính các hóa đơn chi phí",
        None,
        "S",
    ),
    (
        "Đơn xin cấp Giấy chứng nhận",
        "Cấp giấy phép vận chuyển thuốc nổ",
        "Đơn xin cấp giấy chứng nhận số hầm",
        "Cấp giấy chứng nhận số hầm",
        "D",
    ),
    (
        "Bản vẽ thiết kế kho",
        "Cấp giấy phép xây dựng kho",
        "Hồ sơ bản vẽ thiết kế kho",
        "Cấp giấy phép xây dựng kho",
        "S",
    ),
    (
        "Báo cáo tình hình thực hiện dự án",
        "Điều chỉnh dự án trồng rừng thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân cấp tỉnh",
        "Báo cáo tình hình thực hiện dự án",
        "Điều chỉnh dự án trồng rừng thuộc thẩm quyền của Ban quản lý khu kinh tế",
        "S",
    ),
]


def rows(case):
    return read_row(case[0], procedure=case[1]), read_row(case[2], procedure=case[3])


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: f"{case[0][:30]}~{case[2][:30]}")
def test_label_is_what_a_reviewer_says(case):
    assert compare(*rows(case)).label == case[4]


RANKINGS = [  # target, better, worse
    (
        "Đơn đề nghị cấp thẻ hướng dẫn viên du lịch",
        "Đơn đề nghị cấp thẻ hướng dẫn viên",
        "Đơn đề nghị cấp lại thẻ hướng dẫn viên du lịch",
    ),
    (
        "Giấy phép khai thác khoáng sản",
        "Giấy phép khai thác khoáng sản (bản sao)",
        "Giấy phép thăm dò khoáng sản",
    ),
    ("Hộ chiếu hoặc căn cước", "Hộ chiếu", "Sơ yếu lý lịch"),
    ("Bản vẽ thiết kế công trình; thuyết minh", "Bản vẽ thiết kế công trình", "Bản đồ công trình"),
]


@pytest.mark.parametrize(("target", "better", "worse"), RANKINGS)
def test_the_nearer_paper_scores_higher(target, better, worse):
    one = read_row(target)
    assert compare(one, read_row(better)).value > compare(one, read_row(worse)).value


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: f"{case[0][:30]}~{case[2][:30]}")
def test_order_of_the_pair_does_not_matter(case):
    left, right = rows(case)
    there, back = compare(left, right), compare(right, left)
    assert (there.label, there.value) == (back.label, back.value)


TEXTS = st.sampled_from([case[at] for case in PAIRS for at in (0, 2)])


@given(TEXTS, TEXTS)
def test_any_two_rows_compare_alike_both_ways(left, right):
    a, b = read_row(left), read_row(right)
    assert (compare(a, b).label, compare(a, b).value) == (compare(b, a).label, compare(b, a).value)


@given(TEXTS)
def test_a_row_that_asks_for_papers_is_the_same_as_itself(text):
    row = read_row(text)
    assert compare(row, row).label == ("S" if row.mentions else "D")


@pytest.mark.parametrize("feature", FEATURES.values(), ids=FEATURES)
def test_every_feature_explains_itself(feature):
    assert feature.__doc__


def test_a_score_carries_its_reasons():
    told = compare_line({"id": 1, "a": "Đơn đề nghị cấp thẻ", "b": "Đơn đề nghị cấp lại thẻ"})
    assert told["label"] == "D"
    assert told["because"][0]["name"] == "other_act"
    assert (told["because"][0]["a"], told["because"][0]["b"]) == ("cấp", "cấp lại")
    assert "cấp lại" in told["because"][0]["help"]
