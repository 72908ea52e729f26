"""Bodies that write papers: who they are, and when "của" only tells the owner."""

import pytest

from analysis.documents.bodies import bodies_in
from analysis.documents.lexicon import lookup, words_of
from analysis.documents.read import read_row
from analysis.documents.reading import Holder, Maker
from catalogue.text import fold


def test_no_body_is_told_twice_in_two_ways():
    seen: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(lookup("bodies")["body"]):
        for name in row["names"]:
            assert seen.setdefault(words_of(name), at) == at, name


@pytest.mark.parametrize(
    ("told", "maker"),
    [
        ("giấy xác nhận của Sở Công Thương", Maker.STATE),
        ("giấy xác nhận của các Sở, ban, ngành", Maker.STATE),
        ("biên bản do Đoàn kiểm tra của Cục Thú y lập", Maker.STATE),
        ("văn bản của lãnh đạo Ban Chỉ huy quân sự cấp xã", Maker.STATE),
        ("xác nhận của Giám đốc bệnh viện", Maker.THIRD_PARTY),
        ("xác nhận của Giám đốc Sở Y tế", Maker.STATE),
        ("phiếu kết quả do phòng thử nghiệm cấp", Maker.THIRD_PARTY),
        ("giấy xác nhận do Phòng Tư pháp cấp", Maker.STATE),
        ("giấy xác nhận do Phòng công chứng số 1 cấp", Maker.THIRD_PARTY),
        ("văn bản của Viện kiểm sát nhân dân", Maker.STATE),
        ("giấy chứng nhận của Viện nghiên cứu lúa", Maker.THIRD_PARTY),
        ("giấy phép do cơ quan có thẩm quyền của nước xuất khẩu cấp", Maker.THIRD_PARTY),
        ("giấy xác nhận do Đại sứ quán Việt Nam ở nước ngoài cấp", Maker.STATE),
        ("công hàm của cơ quan đại diện ngoại giao tại Việt Nam", Maker.THIRD_PARTY),
        ("văn bản xác nhận của Cơ quan quản lý CITES Việt Nam", Maker.STATE),
    ],
)
def test_who_a_body_is(told, maker):
    assert next(bodies_in(fold(told))).maker is maker


@pytest.mark.parametrize(
    "told",
    [
        "giấy xác nhận của cơ quan",
        "bản khai có xác nhận của Ủy ban nhân dân cấp xã",
        "báo cáo giải trình, tiếp thu ý kiến của các Bộ",
        "giấy chứng nhận hợp quy của hàng hóa do doanh nghiệp sản xuất",
    ],
)
def test_what_names_no_writer(told):
    assert next(bodies_in(fold(told)), None) is None


@pytest.mark.parametrize(
    ("row", "maker", "holder"),
    [
        ("Giấy phép hoạt động của công ty", Maker.STATE, Holder.OTHER_LICENCE),
        ("Giấy chứng nhận của công ty quản lý quỹ về phần vốn góp", Maker.THIRD_PARTY, Holder.NONE),
        ("Giấy chứng nhận giám định của tổ chức giám định", Maker.THIRD_PARTY, Holder.NONE),
        ("Giấy đăng ký hoạt động của tổ chức giám định", Maker.STATE, Holder.OTHER_LICENCE),
        ("Báo cáo kết quả kinh doanh của doanh nghiệp", Maker.APPLICANT, Holder.NONE),
        ("Thông báo của Ủy ban nhân dân cấp xã", Maker.STATE, Holder.OTHER_LICENCE),
        ("Quyết định bổ nhiệm của các công chứng viên hợp danh", Maker.STATE, Holder.OTHER_LICENCE),
        ("Giấy xác nhận do Văn phòng đăng ký đất đai cấp", Maker.STATE, Holder.LAND),
        ("Giấy xác nhận của cơ quan bảo hiểm", Maker.STATE, Holder.SOCIAL_INSURANCE),
        ("Văn bản chấp thuận của chủ rừng", Maker.THIRD_PARTY, Holder.NONE),
        ("Văn bản có xác nhận của cơ quan có thẩm quyền", Maker.STATE, Holder.OTHER_LICENCE),
        ("Bản khai có xác nhận của Ủy ban nhân dân cấp xã", Maker.APPLICANT, Holder.NONE),
    ],
)
def test_who_made_a_paper(row, maker, holder):
    mention = read_row(row).mentions[0]
    assert (mention.maker, mention.holder) == (maker, holder)
