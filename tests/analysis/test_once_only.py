"""Papers that the State holds or issues: every verdict and what weakens it."""

from datetime import date

import pytest

from analysis.documents.read import read_row
from analysis.documents.reading import Form, Holder, Maker
from analysis.once_only import find_once_only
from analysis.papers_abroad import made_abroad
from analysis.returned import goes_back, is_old
from catalogue.findings import Verdict
from catalogue.records import Channel, ChannelKind
from tests.analysis.build import DAY, Catalogue, mention, reading


def one(catalogue: Catalogue, day: date = DAY, **options):
    (found,) = find_once_only(catalogue.snapshot(day), catalogue.readings, **options)
    return found


def ask(row, *, name: str = "Đăng ký kết hôn", **said) -> Catalogue:
    catalogue = Catalogue()
    catalogue.add(name, row, **said)
    return catalogue


def test_a_listed_paper_in_force_of_a_citizen_may_not_be_asked_for():
    found = one(ask("Giấy khai sinh"))
    assert found.verdict is Verdict.UNLAWFUL_TO_ASK
    assert found.register == "HO_TICH"
    assert found.holder == "Bộ Tư pháp"
    assert "Điều 4 khoản 2" in (found.legal_base or "")
    assert "01/01/2026" in (found.legal_base or "")
    assert found.subject == f"{found.procedures[0]}#0"
    assert any("Điều 2 khoản 2" in why for why in found.because)


WEAKER = [  # row, what the procedure says, verdict
    (
        "Giấy khai sinh",
        {"applicants": ("Công dân Việt Nam", "Người nước ngoài")},
        Verdict.ASK_IF_LOOKUP_FAILS,
    ),
    ("Giấy khai sinh", {"applicants": ("Người Việt Nam định cư ở nước ngoài",)}, Verdict.ASK_IF_LOOKUP_FAILS),
    ("Giấy khai sinh", {"name": "Nhận cha, mẹ, con có yếu tố nước ngoài"}, Verdict.ASK_IF_LOOKUP_FAILS),
    ("Giấy khai sinh", {"applicants": ()}, Verdict.ASK_IF_LOOKUP_FAILS),
    (
        "Giấy khai sinh",
        {"name": "Mở văn phòng đại diện của thương nhân nước ngoài"},
        Verdict.ASK_IF_LOOKUP_FAILS,
    ),
    ("Giấy khai sinh", {"name": "Đăng ký lại khai sinh"}, Verdict.ASK_IF_LOOKUP_FAILS),
    ("Giấy chứng nhận quyền sử dụng đất", {}, Verdict.ASK_IF_LOOKUP_FAILS),
    ("Giấy chứng nhận quyền sử dụng đất ở", {}, Verdict.UNLAWFUL_TO_ASK),
    ("Hộ chiếu", {}, Verdict.ASK_IF_LOOKUP_FAILS),
    (reading("Giấy khai sinh", promised=True), {}, Verdict.ALREADY_PROMISED),
    (reading("Giấy khai sinh", text="Một trong các giấy tờ: Giấy khai sinh …"), {}, Verdict.LOOK_UP),
    (read_row("Giấy khám sức khỏe"), {}, Verdict.UNLAWFUL_TO_ASK),
    (read_row("Giấy khám sức khỏe được cấp chưa quá 06 tháng"), {}, Verdict.LOOK_UP),
    (reading("Giấy khai sinh", "Giấy xác nhận của trường", alternatives=True), {}, Verdict.LOOK_UP),
    (reading("Giấy khai sinh", "Thẻ căn cước", alternatives=True), {}, Verdict.UNLAWFUL_TO_ASK),
]


def test_a_passport_of_who_may_be_a_foreigner_says_so():
    found = one(ask("Hộ chiếu", applicants=("Công dân Việt Nam", "Người nước ngoài")))
    assert any("Người nước ngoài" in why for why in found.because)


@pytest.mark.parametrize(("row", "said", "verdict"), WEAKER)
def test_each_condition_that_fails_makes_the_verdict_weaker(row, said, verdict):
    catalogue = ask(row, **({"name": "Đăng ký kết hôn"} | said))
    found = find_once_only(catalogue.snapshot(), catalogue.readings)
    assert {f.verdict for f in found} == {verdict}
    assert all(len(f.because) >= 2 for f in found)


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 3, 1)])
def test_outside_its_dates_the_rule_forbids_nothing(day):
    found = one(ask("Giấy khai sinh"), day)
    assert found.verdict is Verdict.ASK
    assert any("nằm ngoài thời hạn" in why for why in found.because)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2027, 2, 28)])
def test_both_ends_belong_to_the_rule(day):
    assert one(ask("Giấy khai sinh"), day).verdict is Verdict.UNLAWFUL_TO_ASK


def test_after_its_end_an_online_service_is_told_of_the_other_text():
    catalogue = ask("Giấy khai sinh", channels=(Channel(channel=ChannelKind.ONLINE),))
    assert any("224/2026/NĐ-CP" in why for why in one(catalogue, date(2027, 3, 1)).because)


def test_a_recorded_exception_of_a_sector_law_lets_the_paper_be_asked_for():
    catalogue = ask("Giấy khai sinh")
    code = catalogue.procedures[0].key
    assert one(catalogue, exceptions=[code]).verdict is Verdict.ASK


def test_a_paper_out_of_use_is_named_with_its_successor():
    found = one(ask("Giấy chứng minh nhân dân"))
    assert any("hết giá trị" in why for why in found.because)


def test_an_agency_that_issued_the_paper_can_look_it_up_and_stands_first():
    catalogue = Catalogue()
    own = {"handling_agencies": ("Bộ Tư pháp",)}
    issuing = catalogue.add("Cấp Chứng chỉ hành nghề đấu giá", issues=["Chứng chỉ hành nghề đấu giá"], **own)
    catalogue.add("Đăng ký kết hôn", "Giấy khai sinh")
    asking = catalogue.add("Đăng ký hoạt động đấu giá", "Chứng chỉ hành nghề đấu giá", **own)
    first, second = find_once_only(catalogue.snapshot(), catalogue.readings)
    assert first.procedures == (asking,)
    assert first.issued_by == (issuing,)
    assert first.verdict is Verdict.LOOK_UP
    assert first.weight > second.weight
    assert [e.role for e in first.evidence] == ["asks", "issues"]
    assert first.evidence[1].procedure == issuing


def test_a_department_is_one_of_many_so_the_paper_may_lie_in_another_province():
    catalogue = Catalogue()
    own = {"handling_agencies": ("Sở Tư pháp",)}
    catalogue.add("Cấp Chứng chỉ hành nghề đấu giá", issues=["Chứng chỉ hành nghề đấu giá"], **own)
    catalogue.add("Đăng ký hoạt động đấu giá", "Chứng chỉ hành nghề đấu giá", **own)
    found = one(catalogue)
    assert found.verdict is Verdict.ASK_IF_LOOKUP_FAILS
    assert any("ở nơi khác" in why for why in found.because)


def test_a_paper_of_another_agency_may_be_asked_for_when_the_lookup_fails():
    catalogue = Catalogue()
    catalogue.add(
        "Cấp Giấy phép thăm dò nước", issues=["Giấy phép thăm dò nước"], handling_agencies=("Cục A",)
    )
    catalogue.add("Khai thác nước", "Giấy phép thăm dò nước", handling_agencies=("Cục B",))
    assert one(catalogue).verdict is Verdict.ASK_IF_LOOKUP_FAILS


def test_a_paper_that_other_agencies_issue_too_may_not_be_among_ones_own():
    catalogue = Catalogue()
    for agency in ("Sở Xây dựng", "Ủy ban nhân dân cấp xã"):
        catalogue.add(
            f"Cấp giấy phép xây dựng ({agency})", issues=["Giấy phép xây dựng"], handling_agencies=(agency,)
        )
    own = {"handling_agencies": ("Ủy ban nhân dân cấp xã",)}
    catalogue.add("Đăng ký thu hồi khoáng sản", "Giấy phép xây dựng", **own)
    found = one(catalogue)
    assert found.verdict is Verdict.ASK_IF_LOOKUP_FAILS
    assert any("cũng cấp" in why for why in found.because)


def test_an_original_that_is_given_back_is_no_own_paper_to_look_up():
    catalogue = Catalogue()
    old = reading(mention("Giấy phép thăm dò nước", form=Form.ORIGINAL), text="Bản chính Giấy phép đã cấp")
    catalogue.add(
        "Gia hạn Giấy phép thăm dò nước",
        old,
        issues=["Giấy phép thăm dò nước"],
        handling_agencies=("Cục A",),
    )
    found = one(catalogue)
    assert found.verdict is Verdict.ASK
    assert any("thu hồi" in why for why in found.because)


def test_the_former_paper_goes_back_where_the_procedure_gives_a_new_one():
    row = "Giấy chứng nhận đăng ký tàu cá cũ kèm theo hồ sơ gốc"
    assert is_old(row, "Giấy chứng nhận đăng ký tàu cá")
    assert not is_old("Hồ sơ của tàu cũ, Giấy chứng nhận đăng ký tàu cá", "Giấy chứng nhận đăng ký tàu cá")


NOTHING = [
    mention("Đơn đề nghị cấp giấy phép", maker=Maker.APPLICANT),
    mention("Hợp đồng thuê nhà xưởng", maker=Maker.THIRD_PARTY),
    mention("Giấy phép của một nước nào đó"),  # nobody here issues it
    mention("Số định danh cá nhân"),  # the key to look up, no paper
]


@pytest.mark.parametrize("paper", NOTHING, ids=lambda m: m.name)
def test_papers_that_the_state_does_not_hold_are_no_finding(paper):
    catalogue = ask(paper)
    assert find_once_only(catalogue.snapshot(), catalogue.readings) == ()


def test_refusals_feed_no_other_procedure():
    catalogue = Catalogue()
    catalogue.add("Đăng ký", issues=["Phiếu từ chối tiếp nhận hồ sơ"])
    catalogue.add("Khiếu nại", "Phiếu từ chối tiếp nhận hồ sơ")
    assert find_once_only(catalogue.snapshot(), catalogue.readings) == ()


def test_one_finding_for_each_row_and_type_whatever_the_order():
    catalogue = Catalogue()
    for number in range(5):
        row = reading("Giấy khai sinh", "Thẻ căn cước")
        catalogue.add(f"Thủ tục {number}", row, cases=[[row], [row]])
    told = find_once_only(catalogue.snapshot(), catalogue.readings)
    assert len(told) == 5 * 2 * 2
    assert len({finding.id for finding in told}) == len(told)
    catalogue.procedures.reverse()
    assert find_once_only(catalogue.snapshot(), dict(reversed(catalogue.readings.items()))) == told


@pytest.mark.parametrize(
    ("procedure", "row", "returned"),
    [
        ("Cấp đổi Giấy chứng nhận", "Bản gốc Giấy chứng nhận đã cấp", True),
        ("Cấp lại Thẻ Thừa hành viên", "Bản chính Thẻ trong trường hợp Thẻ bị hỏng", True),
        ("Đăng ký biến động", "Giấy chứng nhận đã cấp (bản gốc)", True),
        ("Cấp thay thế giấy phép FLEGT", "Bản gốc giấy phép FLEGT đã được cấp trước đó", True),
        ("Cấp lại Giấy đăng ký hoạt động", "Giấy đăng ký hoạt động cũ.", True),
        ("Cấp lại chứng chỉ", "Chứng chỉ hành nghề bị hư hỏng không thể sử dụng được", True),
        ("Cấp lại sổ bảo hiểm xã hội", "Sổ bảo hiểm xã hội (trường hợp rách hỏng)", True),
        ("Gia hạn hộ chiếu công vụ", "Hộ chiếu công vụ còn hạn sử dụng dưới 06 tháng", True),
        ("Cấp giấy phép xây dựng", "Bản gốc Giấy chứng nhận đã cấp", False),
        ("Cấp đổi Giấy chứng nhận", "Bản sao Giấy chứng nhận đã cấp kèm bản gốc để đối chiếu", False),
        ("Cấp đổi Giấy chứng nhận", "Giấy chứng nhận đã cấp", True),
    ],
)
def test_what_the_row_wants_back_is_rightly_asked(procedure, row, returned):
    assert goes_back(procedure, row) is returned


@pytest.mark.parametrize(
    ("type_", "name", "row", "said", "abroad"),
    [
        ("passport", "Cấp thẻ thường trú cho người nước ngoài", "Bản sao hộ chiếu", (), True),
        ("passport", "Cấp thẻ tạm trú", "Hộ chiếu", ("Người nước ngoài cư trú tại Việt Nam",), True),
        ("passport", "Cấp thẻ tạm trú", "Hộ chiếu", ("Người nước ngoài", "Công dân Việt Nam"), False),
        ("marital_status_certificate", "Đăng ký kết hôn có yếu tố nước ngoài", "Giấy xác nhận", (), False),
        ("passport", "Tàu biển nhập cảnh", "Hộ chiếu của thuyền viên, hành khách", (), True),
        ("passport", "Đăng ký tàu biển", "Hộ chiếu đối với chủ tàu là cá nhân người nước ngoài", (), True),
        ("passport", "Đăng ký", "Hộ chiếu của người nước ngoài hoặc của người Việt Nam", (), False),
        ("land_certificate", "Mua nhà của người nước ngoài", "Giấy chứng nhận", (), False),
        (
            "passport",
            "Nhận con",
            "Công dân Việt Nam và người nước ngoài thì người nước ngoài phải nộp hộ chiếu",
            (),
            True,
        ),
        ("passport", "Công nhận văn bằng", "Hộ chiếu có đóng dấu ngày xuất, nhập cảnh", (), True),
        (
            "residence_information",
            "Đăng ký kết hôn giữa công dân Việt Nam tạm trú ở nước ngoài với nhau",
            "Giấy tờ chứng minh nơi cư trú",
            (),
            True,
        ),
        ("residence_information", "Đăng ký kết hôn", "Giấy tờ chứng minh nơi cư trú", (), False),
        ("birth_certificate", "Nhập quốc tịch Việt Nam ở nước ngoài", "Giấy khai sinh", (), True),
        ("birth_certificate", "Nhập quốc tịch Việt Nam", "Giấy khai sinh của con", (), False),
        ("ship", "Cấp giấy bảo hiểm", "Giấy đăng ký đối với tàu mang cờ quốc tịch nước ngoài", (), True),
        ("ship", "Nhập khẩu tàu", "Giấy an toàn do tổ chức đăng kiểm của nước có tàu cấp", (), True),
        ("passport", "Cấp Thẻ cho phóng viên nước ngoài", "Hộ chiếu của phóng viên thường trú", (), True),
        (
            "business_registration",
            "Cấp giấy phép đặt văn phòng đại diện",
            "Giấy chứng nhận đăng ký kinh doanh hoặc tài liệu tương đương của doanh nghiệp nước ngoài",
            (),
            True,
        ),
        (
            "business_registration",
            "Cấp giấy phép kinh doanh",
            "Giấy chứng nhận đăng ký doanh nghiệp của doanh nghiệp có vốn đầu tư nước ngoài",
            (),
            False,
        ),
        (
            "marriage_certificate",
            "Giải quyết việc nuôi con nuôi có yếu tố nước ngoài",
            "Giấy chứng nhận kết hôn",
            (),
            True,
        ),
    ],
)
def test_papers_of_any_state_are_held_by_no_register_here(type_, name, row, said, abroad):
    catalogue = Catalogue()
    catalogue.add(name, reading(mention("Hộ chiếu"), text=row), applicants=said)
    assert made_abroad(type_, catalogue.procedures[0], row, "Hộ chiếu") is abroad


CHANGED = [  # procedure, row, verdict, words of the reason
    ("Cấp lại tem AB", "Hộ chiếu", Verdict.ASK, "không thay việc thu hồi"),
    (
        "Hiệu đính thông tin đăng ký doanh nghiệp",
        "Giấy chứng nhận đăng ký doanh nghiệp",
        Verdict.ASK,
        "dữ liệu trong sổ",
    ),
    ("Cải chính hộ tịch", "Giấy khai sinh", Verdict.ASK, "dữ liệu trong sổ"),
    (
        "Cấp đổi giấy chứng nhận cho thửa đất",
        mention("Giấy chứng nhận quyền sử dụng đất", form=Form.ORIGINAL),
        Verdict.ASK,
        "không thay việc thu hồi",
    ),
    (
        "Gia hạn sử dụng đất",
        "Giấy chứng nhận quyền sử dụng đất ở",
        Verdict.ASK,
        "không thay việc thu hồi",
    ),
    (
        "Gia hạn sử dụng đất",
        mention("Giấy chứng nhận quyền sử dụng đất", form=Form.COPY),
        Verdict.ASK_IF_LOOKUP_FAILS,
        "đất ở",
    ),
    (
        "Điều chỉnh thông tin (điều chỉnh sổ BHXH - thẻ BHYT)",
        reading(
            mention("Thẻ bảo hiểm y tế", type="health_insurance_card", known=True),
            text="8.Thẻ BHYT cũ còn thời hạn sử dụng",
        ),
        Verdict.ASK,
        "không thay việc thu hồi",
    ),
    ("Đăng ký kết hôn", "Hộ chiếu", Verdict.ASK_IF_LOOKUP_FAILS, "Điều 6 khoản 1"),
    ("Thôi quốc tịch Việt Nam", "Hộ chiếu", Verdict.ASK, "không thay việc thu hồi"),
    (
        "Thôi quốc tịch Việt Nam",
        mention("Hộ chiếu", form=Form.COPY),
        Verdict.ASK_IF_LOOKUP_FAILS,
        "không thay việc thu hồi",
    ),
    (
        "Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất",
        mention("Giấy chứng nhận quyền sử dụng đất", form=Form.ORIGINAL),
        Verdict.ASK,
        "không thay việc thu hồi",
    ),
    (
        "Cấp giấy phép xây dựng",
        reading("Giấy chứng nhận quyền sử dụng đất ở", text="Giấy chứng nhận cấp qua các thời kỳ"),
        Verdict.ASK_IF_LOOKUP_FAILS,
        "các thời kỳ",
    ),
    (
        "Cấp Giấy xác nhận có quốc tịch Việt Nam",
        reading("Giấy chứng minh nhân dân", text="Chứng minh nhân dân cấp qua các thời kỳ"),
        Verdict.ASK,
        "chứng cứ về quá khứ",
    ),
    (
        "Đăng ký đất đai lần đầu đối với hộ gia đình",
        "Giấy chứng nhận quyền sử dụng đất",
        Verdict.ASK,
        "không thay việc thu hồi",
    ),
    (
        "Điều chỉnh thông tin trên thẻ",
        reading("Giấy chứng nhận đăng ký doanh nghiệp", text="Giấy chứng nhận đăng ký doanh nghiệp cũ"),
        Verdict.ASK,
        "không thay việc thu hồi",
    ),
    (
        "Cấp đổi Giấy chứng nhận đăng ký doanh nghiệp",
        "Giấy chứng nhận đăng ký doanh nghiệp",
        Verdict.ASK,
        "không thay việc thu hồi",
    ),
]


@pytest.mark.parametrize(("procedure", "row", "verdict", "why"), CHANGED)
def test_what_a_procedure_changes_corrects_or_stamps_is_needed_itself(procedure, row, verdict, why):
    found = one(ask(row, name=procedure))
    assert found.verdict is verdict
    assert any(why in reason for reason in found.because)


def test_every_condition_that_stands_against_a_register_is_told():
    catalogue = ask("Giấy chứng nhận quyền sử dụng đất", applicants=("Người nước ngoài",))
    why = one(catalogue).because
    assert any("Người nước ngoài" in reason for reason in why)
    assert any("đất ở" in reason for reason in why)


def test_an_electronic_identity_is_no_paper():
    catalogue = ask(mention("Căn cước điện tử", type="id_card", known=True))
    assert find_once_only(catalogue.snapshot(), catalogue.readings) == ()


def test_where_only_missions_abroad_decide_the_applicant_lives_abroad():
    residence = mention("Giấy tờ chứng minh nơi cư trú", type="residence_information", known=True)
    abroad = ask(residence, handling_agencies=("Cơ quan đại diện Việt Nam ở nước ngoài",))
    here = ask(residence, handling_agencies=("Ủy ban nhân dân cấp xã",))
    assert find_once_only(abroad.snapshot(), abroad.readings) == ()
    assert len(find_once_only(here.snapshot(), here.readings)) == 1


PAPER = "Chứng chỉ hành nghề đấu giá"


def own_paper(
    text: str | None = None, *, name: str = "Đăng ký hoạt động đấu giá", paper=PAPER, **said
) -> Verdict:
    """Verdict where the ministry that issued the certificate asks for it."""
    catalogue = Catalogue()
    own = {"handling_agencies": ("Bộ Tư pháp",)}
    catalogue.add(f"Cấp {PAPER}", issues=[PAPER], **own)
    asking = catalogue.add(name, reading(paper, text=text), **(own | said))
    found = find_once_only(catalogue.snapshot(), catalogue.readings)
    return next(one.verdict for one in found if one.procedures == (asking,))


def test_the_files_of_the_agency_answer_only_for_what_it_gave_and_whom_it_knows():
    assert own_paper() is Verdict.LOOK_UP
    other = f"{PAPER} trong trường hợp cơ quan cấp không phải là cơ quan tiếp nhận hồ sơ"
    assert own_paper(other) is Verdict.ASK_IF_LOOKUP_FAILS
    assert own_paper(applicants=("Người nước ngoài",)) is Verdict.ASK_IF_LOOKUP_FAILS


def test_a_row_that_is_nothing_but_the_paper_which_the_procedure_changes_takes_it_back():
    name = "Cấp lại giấy phép hoạt động của sàn (thay đổi thông tin)"
    catalogue = Catalogue()
    catalogue.add("Cấp giấy phép hoạt động của sàn", issues=["Giấy phép hoạt động"])
    key = catalogue.add(name, "Giấy phép hoạt động")
    found = find_once_only(catalogue.snapshot(), catalogue.readings)
    assert [one.verdict for one in found if one.procedures == (key,)] == [Verdict.ASK]
    copy = catalogue.add(name, "Giấy phép hoạt động", components={"originals": 0, "copies": 1})
    found = find_once_only(catalogue.snapshot(), catalogue.readings)
    assert [one.verdict for one in found if one.procedures == (copy,)] == [Verdict.ASK_IF_LOOKUP_FAILS]


def test_the_original_of_what_the_agency_gave_goes_back_where_it_is_changed():
    form = mention(PAPER, form=Form.ORIGINAL)
    assert own_paper(paper=form, name="Thay đổi nội dung đăng ký hoạt động đấu giá") is Verdict.ASK
    assert own_paper(paper=form) is Verdict.LOOK_UP


def test_who_merges_or_ends_hands_back_the_original():
    original = {"originals": 1, "copies": 0}
    assert own_paper(components=original) is Verdict.LOOK_UP
    merged = own_paper(components=original, name="Đăng ký hoạt động của tổ chức đấu giá hợp nhất")
    assert merged is Verdict.ASK


def test_a_paper_of_no_register_behind_or_is_a_choice():
    court = mention("Quyết định của Tòa án", holder=Holder.NONE, maker=Maker.THIRD_PARTY)
    death = mention("Giấy chứng tử", type="death_certificate", known=True)
    text = "Biên bản của công an; giấy chứng tử của cha hoặc quyết định của Tòa án; đơn"
    assert one(ask(reading(death, court, text=text))).verdict is Verdict.LOOK_UP
    apart = "Giấy chứng tử của cha; đơn hoặc quyết định của Tòa án"
    assert one(ask(reading(death, court, text=apart))).verdict is Verdict.UNLAWFUL_TO_ASK
