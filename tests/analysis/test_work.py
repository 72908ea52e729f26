"""What a case is, whom a procedure concerns, which work a paper costs."""

import pytest

from analysis.documents.reading import Maker
from analysis.work import OBTAIN, Handing, Work, group_of, groups_of, heading_of, scenarios, work_of
from tests.analysis.cost_cases import case, mention, procedure


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (None, None),
        ("", None),
        ("* Giấy tờ phải nộp:", Handing.SUBMIT),
        ("Giấy tờ phải nộp (Hồ sơ của người nhận con nuôi)", Handing.SUBMIT),
        ("- Các giấy tờ phải nộp (bản chính), mỗi loại 01 bản, gồm:", Handing.SUBMIT),
        (" * GIẤY TỜ PHẢI XUẤT TRÌNH", Handing.PRESENT),
        ("a) Thành phần hồ sơ:", Handing.SUBMIT),
        ("1.1. Thành phần hồ sơ bao gồm", Handing.SUBMIT),
        ("* Lưu ý :", Handing.NOTE),
        ("Lưu ý đối với trường hợp ủy quyền", Handing.NOTE),
        ("c) Thành phần hồ sơ đối với trường hợp giao đất, cho thuê đất", None),
        ("a) Thành phần hồ sơ giao đất, cho thuê đất không thông qua hình thức đấu giá", None),
        ("Các giấy tờ phải nộp đối với phương tiện thủy nội địa", None),
        ("Trường hợp cấp lại", None),
        ("a.1) Về cấp chứng chỉ hạng II", None),
        ("Đối với tổ chức", None),
    ],
)
def test_a_heading_is_no_case(name: str | None, kind: Handing | None) -> None:
    assert heading_of(name) is kind


def test_every_component_belongs_to_a_scenario() -> None:
    p = procedure(
        case("a"), case("b", "c", name="Trường hợp 1"), case("d", name="Giấy tờ phải xuất trình"),
        case("e", name="Trường hợp 2"),
    )  # fmt: skip
    found = scenarios(p)
    assert [(s.name, [row[0] for row in s.rows]) for s in found] == [
        ("Trường hợp 1", [0, 1, 2, 3]),
        ("Trường hợp 2", [0, 3, 4]),
    ]
    assert found[0].rows[3][2] is Handing.PRESENT


@pytest.mark.parametrize(
    ("applicants", "groups"),
    [
        (("Công dân Việt Nam",), {"citizen"}),
        (("Doanh nghiệp Việt Nam", "Hợp tác xã"), {"business"}),
        (("Tổ chức (không bao gồm doanh nghiệp, HTX)",), {"organisation"}),
        (("Cán bộ, công chức, viên chức",), {"state"}),
        (("Người nước ngoài", "Doanh nghiệp"), {"citizen", "business"}),
        ((), set()),
    ],
)
def test_applicants_fall_into_groups(applicants: tuple[str, ...], groups: set[str]) -> None:
    assert groups_of(applicants) == groups
    one = group_of(procedure(applicants=applicants))
    assert one == (next(iter(groups)) if len(groups) == 1 else None)


@pytest.mark.parametrize(
    ("name", "maker", "work"),
    [
        ("Đơn đề nghị cấp giấy phép", Maker.APPLICANT, Work("time.fill_form")),
        ("Tờ khai đăng ký kết hôn", Maker.APPLICANT, Work("time.fill_form")),
        ("Báo cáo kết quả hoạt động", Maker.APPLICANT, Work("time.prepare_report")),
        ("Báo cáo đánh giá tác động môi trường", Maker.APPLICANT, Work("time.prepare_report", "high")),
        ("Giấy khai sinh", Maker.STATE, Work(OBTAIN)),
        ("Báo cáo thẩm định", Maker.STATE, Work(OBTAIN)),  # the State writes it, one only finds it
        ("Đơnx", Maker.APPLICANT, Work(OBTAIN)),
    ],
)
def test_the_head_noun_and_the_maker_tell_the_work(name: str, maker: Maker, work: Work) -> None:
    assert work_of(mention(name, maker=maker)) == work
