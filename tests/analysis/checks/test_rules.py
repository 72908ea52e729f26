"""Every rule on what it must see and what it must leave alone; yesterday's mistake is today's row."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.checks.parts import State, parts_of
from analysis.checks.rules import Context, SourceIssue, rules
from analysis.checks.run import check_all
from analysis.documents.read import read_snapshot
from analysis.working_days import calendar
from catalogue.feedback import Feedback
from catalogue.findings import Finding
from catalogue.issues import Severity
from catalogue.legal_acts import Acts, LegalAct
from catalogue.parameters import Mark
from catalogue.records import Channel, ChannelKind, Fee, LegalBasis, Place, Procedure, TimeLimit
from catalogue.snapshot import Snapshot
from tests.build import case, channel, component, decision, listed, procedure

TODAY = date(2026, 11, 20)


def whole(code: str = "1.000001", **said: Any) -> Procedure:
    """A procedure nothing is wrong with."""
    values = {
        "steps": ({"order": 1, "text": "Nộp hồ sơ tại Trung tâm Phục vụ hành chính công."},),
        "channels": (channel("in_person", 5, "working_day"),),
        "cases": (case(component("Đơn đề nghị", forms=("mau-01.docx",))),),
        "dossier_sets": 1,
        "applicants": ("Công dân Việt Nam",),
        "handling_agencies": ("Sở Tư pháp",),
        "outcomes": ({"name": "Giấy chứng nhận"},),
    }
    return procedure(code, **(values | said))


def checked(
    *procedures: Procedure, day: date = TODAY, acts: tuple[LegalAct, ...] = (), **said: Any
) -> tuple[Finding, ...]:
    """Findings of all rules."""
    snapshot = Snapshot.of(day, procedures)
    context = Context(
        day=day, acts=Acts.of(acts), calendar=calendar(), readings=read_snapshot(snapshot), **said
    )
    return check_all(snapshot, context)


def seen(*procedures: Procedure, **said: Any) -> list[str]:
    """Ids of the rules that saw something."""
    return [one.rule or "" for one in checked(*procedures, **said)]


def of(rule: str, found: tuple[Finding, ...]) -> list[Finding]:
    """The findings of one rule."""
    return [one for one in found if one.rule == rule]


def paid(amount: str | None, text: str, *, prose: str = "") -> Procedure:
    """One channel with one fee."""
    limit = TimeLimit(value=5, unit="working_day", text="5 Ngày làm việc")
    cost = Fee(amount=amount, currency="VND", text=text)
    return whole(channels=(Channel(channel="in_person", time_limit=limit, fees=(cost,), text=prose),))


def limited(value: float, unit: str | None, prose: str) -> Procedure:
    """One channel with a limit beside its words."""
    limit = TimeLimit.model_validate({"value": value, "unit": unit, "text": f"{value:g}"})
    return whole(channels=(Channel(channel="in_person", time_limit=limit, text=prose),))


def rows(*texts: str, **said: Any) -> Procedure:
    """A dossier of these rows."""
    return whole(cases=(case(*(component(text, **said) for text in texts)),))


def test_nothing_is_wrong_with_a_whole_record_nor_with_a_row_of_a_list() -> None:
    assert seen(whole()) == []
    assert seen(listed()) == []


# parts


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("steps", {"steps": ()}),
        ("channels", {"channels": (channel(None, 5, "day"),)}),
        ("components", {"cases": ()}),
        ("time_limit", {"channels": (channel("online"),)}),
        ("applicants", {"applicants": ()}),
        ("agency", {"handling_agencies": ()}),
        ("agency", {"handling_agencies": ("Không có thông tin",)}),
        ("applicants", {"applicants": ("Đang cập nhật",)}),
    ],
)
def test_a_mandatory_part_is_missing(part: str, said: dict[str, Any]) -> None:
    found = of("part-missing", checked(whole(**said)))
    assert [one.field for one in found] == [part]
    assert found[0].severity is Severity.ERROR
    assert "63/2010/NĐ-CP Điều 8" in (found[0].legal_base or "")
    assert found[0].suggestion


def test_the_four_conditional_parts_are_never_missing() -> None:
    bare = whole(outcomes=(), cases=(case("Đơn đề nghị"),), not_applicable=("conditions", "outcomes"))
    assert seen(bare) == []
    told = parts_of(bare)
    assert (told["conditions"], told["outcomes"]) == (State.NOT_APPLICABLE, State.NOT_APPLICABLE)
    assert (told["forms"], told["fees"]) == (State.UNKNOWN, State.UNKNOWN)


def test_no_outcome_and_none_declared() -> None:
    assert seen(whole(outcomes=())) == ["outcome-missing"]


def test_no_paper_needed_is_an_answer() -> None:
    assert seen(whole(cases=(), not_applicable=("cases",))) == []


def test_internal_procedures_are_outside_the_decree() -> None:
    (found,) = of("part-missing", checked(whole("6.000001", kind="internal", applicants=())))
    assert found.severity is Severity.NOTE


@pytest.mark.parametrize("prose", ["Số lượng hồ sơ: 01 (một) bộ.", "nộp hai (02) bộ hồ sơ", "02 bộ"])
def test_the_number_of_sets_in_prose_counts(prose: str) -> None:
    steps = ({"order": 1, "text": prose},)
    assert seen(whole(dossier_sets=None, steps=steps)) == []
    assert seen(whole(dossier_sets=None)) == ["dossier-sets-unstated"]


def test_a_limit_in_words_is_there_and_its_empty_field_is_told_apart() -> None:
    words = Channel(channel="online", text="Trong 07 ngày làm việc kể từ ngày nhận đủ hồ sơ")
    assert seen(whole(channels=(words,))) == ["time-limit-in-words"]


def test_a_limit_without_unit() -> None:
    (found,) = checked(limited(5, None, ""))
    assert (found.rule, found.field) == ("time-unit-missing", "channels[0].time_limit")
    (found,) = checked(limited(48, None, "chậm nhất 48 giờ kể từ khi nhận hồ sơ"))
    assert "“48 giờ”" in (found.suggestion or "")


# contradictions


@pytest.mark.parametrize(
    ("amount", "text", "rule", "right"),
    [
        ("135", "135.000 đồng/hồ sơ", "fee-unit-slip", "135.000 đồng"),
        ("40", "Lệ phí cấp giấy chứng nhận: 40.000 đồng/01 Giấy chứng nhận.", "fee-unit-slip", "40.000 đồng"),
        ("4500", "4,500,000 Việt Nam Đồng", "fee-unit-slip", "4.500.000 đồng"),
        ("0", "Phí thẩm định: 500.000 đồng/hồ sơ", "fee-zero-priced", "500.000 đồng"),
        ("50000", "Lệ phí: 60.000 đồng", "fee-differs", "60.000 đồng"),
        ("135", "", None, ""),  # nothing to compare
        ("135000", "135.000 đồng", None, ""),
        ("0", "Miễn lệ phí 50.000 đồng cho người nghèo", None, ""),
        ("0", "Trường hợp cấp bản sao: 8.000 đồng/bản", None, ""),
        ("50000", "Đối với tổ chức 100.000 đồng", None, ""),
        ("2000", "2.000 đồng/trang; từ trang thứ ba 1.000 đồng/trang", None, ""),
        (None, "Theo nghị quyết của Hội đồng nhân dân", None, ""),
    ],
)
def test_a_fee_beside_its_own_words(amount: str | None, text: str, rule: str | None, right: str) -> None:
    found = checked(paid(amount, text))
    assert [one.rule for one in found] == ([rule] if rule else [])
    if rule:
        assert f"Mức phí: {right}" in (found[0].suggestion or "")
        assert text in found[0].evidence[0].quote


def test_a_fee_beside_the_words_of_its_channel() -> None:
    assert seen(paid("135", "", prose="Lệ phí: 135.000 đồng/hồ sơ")) == ["fee-unit-slip"]


def test_equal_words_in_several_channels_are_one_finding() -> None:
    one = paid("135", "135.000 đồng").channels[0]
    twice = whole(channels=(one, one.model_copy(update={"channel": ChannelKind.ONLINE})))
    assert len(checked(twice)) == 1


def test_a_temporary_fee_whose_last_day_is_over() -> None:
    text = "áp dụng mức phí 25.000 đồng kể từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo 64/2025/TT-BTC"
    assert seen(paid("50000", text)) == []
    (found,) = checked(paid("50000", text), day=date(2027, 1, 1))
    assert (found.rule, "31/12/2026" in found.because[0]) == ("fee-period-ended", True)
    free = "Miễn lệ phí từ ngày 07/4/2026 đến 30/6/2026 theo Thông tư 40/2026/TT-BTC"
    (found,) = checked(paid("1500000", free))
    assert "giữ mức 1.500.000 đồng" in (found.suggestion or "")


@pytest.mark.parametrize(
    ("value", "unit", "prose", "differs"),
    [
        (10, "day", "Trong thời hạn 10 ngày làm việc kể từ ngày nhận đủ hồ sơ", True),
        (30, "working_day", "20 ngày làm việc, kể từ ngày nhận đủ hồ sơ theo quy định", True),
        (20, "working_day", "20 ngày làm việc, kể từ ngày nhận đủ hồ sơ theo quy định", False),
        (20, "working_day", "hai mươi (20) ngày làm việc", False),
        (10, "working_day", "05 ngày làm việc thẩm định; 05 ngày làm việc ban hành", False),  # two stages
        (5, "working_day", "Trường hợp phải xác minh: 10 ngày làm việc", False),
        (1, "working_day", "08 giờ làm việc", False),
        (1, "day", "24 giờ", False),
        (3, "working_day", "Nộp hồ sơ trực tiếp hoặc qua bưu chính", False),
    ],
)
def test_a_limit_beside_the_words_of_its_channel(
    value: float, unit: str, prose: str, *, differs: bool
) -> None:
    assert seen(limited(value, unit, prose)) == (["time-limit-text-differs"] if differs else [])


@pytest.mark.parametrize(
    ("prose", "differs"),
    [
        ("Thời hạn giải quyết: 10 ngày làm việc kể từ ngày nhận đủ hồ sơ.", True),
        ("Thời hạn giải quyết thủ tục hành chính là 05 (năm) ngày làm việc.", False),
        (
            "Thời hạn giải quyết: 05 ngày làm việc; trường hợp khác thời hạn giải quyết: 10 ngày làm việc",
            False,
        ),
        ("Trong thời hạn 03 ngày làm việc, cơ quan kiểm tra hồ sơ.", False),  # one step of it
    ],
)
def test_a_limit_beside_the_words_of_the_steps(prose: str, *, differs: bool) -> None:
    found = checked(whole(steps=({"order": 1, "text": prose},)))
    assert [(one.rule, one.field) for one in found] == (
        [("time-limit-text-differs", "steps")] if differs else []
    )


# legal bases


def cited(*numbers: str, **said: Any) -> Procedure:
    """These legal bases."""
    return whole(legal_bases=tuple(LegalBasis(number=one) for one in numbers), **said)


REPEAL = LegalAct(number="42/2022/NĐ-CP", repealed_by="224/2026/NĐ-CP", repealed_from=date(2026, 7, 1),
                  source="224/2026/NĐ-CP Điều 89", mark=Mark.TEXT)  # fmt: skip


def test_a_repealed_basis_from_its_day_on() -> None:
    told = cited("42/2022/NĐ-CP", "63/2010/NĐ-CP")
    assert seen(told, acts=(REPEAL,), day=date(2026, 6, 30)) == []
    (found,) = checked(told, acts=(REPEAL,), day=date(2026, 7, 1))
    assert (found.rule, found.severity) == ("repealed-basis", Severity.ERROR)
    assert "Thay 42/2022/NĐ-CP bằng 224/2026/NĐ-CP" in (found.suggestion or "")
    (found,) = checked(cited("42/2022/NĐ-CP", "224/2026/NĐ-CP"), acts=(REPEAL,))
    assert "Bỏ 42/2022/NĐ-CP" in (found.suggestion or "")


def test_what_is_only_remembered_is_a_warning_that_says_so() -> None:
    (found,) = checked(cited("42/2022/NĐ-CP"), acts=(REPEAL.model_copy(update={"mark": Mark.RECALLED}),))
    assert found.severity is Severity.WARNING
    assert "chưa được kiểm chứng" in found.because[0]


@pytest.mark.parametrize("said", [{"repealed_from": None}, {"partly": True}])
def test_a_repeal_without_day_or_in_part_accuses_nobody(said: dict[str, Any]) -> None:
    assert seen(cited("42/2022/NĐ-CP"), acts=(REPEAL.model_copy(update=said),)) == []


def test_equal_numbers_of_other_types_are_other_texts() -> None:
    assert seen(cited("42/2022/TT-BTC"), acts=(REPEAL,)) == []


def test_a_rule_in_the_place_of_the_announcing_decision() -> None:
    assert seen(whole(decision=decision("44/2026/QĐ-UBND"))) == ["decision-normative"]
    assert seen(whole(decision=decision("1351/QĐ-UBND"))) == []


# dead papers and agencies


def test_a_dead_paper_and_the_words_to_write() -> None:
    (found,) = of(
        "zombie-paper",
        checked(rows("Bản sao Hộ chiếu, Giấy chứng minh nhân dân hoặc giấy tờ có giá trị thay thế")),
    )
    assert found.suggestion == "Viết lại: “Bản sao Hộ chiếu, Thẻ căn cước hoặc giấy tờ có giá trị thay thế”"
    (found,) = of("zombie-paper", checked(rows("Chứng minh nhân dân hoặc thẻ căn cước")))
    assert found.suggestion == "Viết lại: “thẻ căn cước”", "what is named already is not named twice"


def test_an_old_paper_as_proof_of_the_past_is_no_fault() -> None:
    past = "Giấy tờ về quốc tịch, sổ hộ khẩu do cơ quan có thẩm quyền cấp qua các thời kỳ"
    assert of("zombie-paper", checked(rows(past))) == []


def test_a_dead_agency() -> None:
    steps = ({"order": 1, "text": "Nộp hồ sơ đến Bộ Giao thông vận tải."},)
    (found,) = of("zombie-agency", checked(whole(steps=steps)))
    assert found.suggestion == "Viết lại: “Nộp hồ sơ đến Bộ Xây dựng.”"
    assert of("zombie-agency", checked(whole(steps=steps), day=date(2025, 2, 28))) == []


# wording and forms


@pytest.mark.parametrize(
    ("row", "vague"),
    [
        ("Các giấy tờ khác có liên quan", True),
        ("Các tài liệu liên quan khác kèm theo (nếu có).", True),
        ("- Các tài liệu, giấy tờ cần thiết khác có liên quan (nếu có).", True),
        ("Tờ trình; Dự thảo Quyết định; Các tài liệu khác (nếu có)", True),
        ("Bản sao quyết định phê duyệt dự án và các tài liệu khác có liên quan", True),
        ("Các tài liệu liên quan khác: hồ sơ về nguồn gốc giống, sổ theo dõi kỹ thuật", False),
        ("Giấy tờ khác theo quy định tại khoản 2 Điều 5 Nghị định số 1/2025/NĐ-CP", False),
        ("Giấy tờ chứng minh nhân thân", False),
        ("Giấy tờ liên quan đến việc chuyển nhượng", False),
        ("Một trong các giấy tờ khác sau đây", False),
    ],
)
def test_vague_papers(row: str, *, vague: bool) -> None:
    assert ("vague-paper" in seen(rows(row))) is vague


def test_the_words_for_a_vague_row() -> None:
    (found,) = of(
        "vague-paper", checked(rows("Quyết định phê duyệt dự án và các tài liệu khác có liên quan"))
    )
    assert (found.suggestion or "").endswith("ghi: “Quyết định phê duyệt dự án.”")
    (found,) = of("vague-paper", checked(rows("Các giấy tờ khác có liên quan (nếu có)")))
    assert (found.suggestion or "").endswith("bỏ dòng này.")


def test_rows_that_are_too_long_once_for_the_procedure() -> None:
    long = "Giấy chứng nhận quyền sử dụng đất " + "theo quy định của pháp luật về đất đai " * 8
    (found,) = of("row-too-long", checked(rows(long, "Đơn đề nghị", long + ".")))
    assert "2 dòng" in found.because[0]
    assert len(found.evidence) == 2
    assert "row-too-long" not in seen(rows("Giấy chứng nhận quyền sử dụng đất"))


def test_alternatives_are_never_split_into_rows_that_are_all_asked_for() -> None:
    tail = " theo quy định của pháp luật về đất đai và các văn bản hướng dẫn thi hành có liên quan" * 4
    (found,) = of("row-too-long", checked(rows(f"Hộ chiếu hoặc giấy khai sinh{tail}")))
    assert "Một trong các giấy tờ: (1) Hộ chiếu; (2) Giấy khai sinh" in (found.suggestion or "")


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("Đơn đề nghị cấp phép theo Mẫu số 01 Phụ lục I Nghị định số 175/2024/NĐ-CP", True),
        ("- Tờ khai theo mẫu", True),
        ("Đơn đề nghị", False),
        ("Mẫu đất, mẫu nước theo mẫu vật", False),
        ("02 ảnh 4x6 theo mẫu", False),
    ],
)
def test_a_form_that_is_asked_for_and_not_attached(row: str, *, missing: bool) -> None:
    assert ("form-missing" in seen(rows(row))) is missing
    assert "form-missing" not in seen(rows(row, forms=("mau.docx",)))


def test_the_form_is_named_where_the_row_names_it() -> None:
    (found,) = of(
        "form-missing",
        checked(rows("Đơn đề nghị theo Mẫu số 01 Phụ lục I Nghị định số 175/2024/NĐ-CP; bản chính")),
    )
    assert "Mẫu số 01 Phụ lục I Nghị định số 175/2024/NĐ-CP" in (found.suggestion or "")


# structure, sources, feedback


def test_internal_procedures_among_those_of_citizens() -> None:
    assert seen(whole("5.000001", kind="standard")) == ["internal-mismatch"]
    assert seen(whole("6.000001", kind="internal", applicants=("Doanh nghiệp",))) == ["internal-mismatch"]
    assert seen(whole("6.000001", kind="internal", applicants=("Cán bộ, công chức, viên chức",))) == []
    assert seen(whole(kind="standard")) == []


def test_a_bundle_without_members() -> None:
    name = "Liên thông các thủ tục hành chính về đăng ký khai sinh, cấp thẻ bảo hiểm y tế"
    assert seen(whole(name=name)) == ["interconnected-unlinked"]
    assert seen(whole(name=name, related=("1.001193", "1.002150"))) == []


def issue(code: str, message: str, field: str | None = None) -> SourceIssue:
    return SourceIssue(code, field, message, None, "a.json", Place())


def test_what_was_noted_when_sources_were_read() -> None:
    differ = issue("time-limits-differ", "Dịch vụ trực tuyến ghi 15 ngày; cách thức thực hiện ghi 11 ngày.")
    both = (
        "Dịch vụ trực tuyến ghi 10 ngày làm việc, 20 ngày làm việc; cách thức thực hiện ghi 10 ngày làm việc."
    )
    cases = issue("time-limits-differ", both)
    name = issue("sources-differ", "Tên thủ tục: “A” ≠ “B”", "name, sector")
    sector = issue("sources-differ", "Lĩnh vực: “A” ≠ “B”", "sector")
    assert seen(whole(), issues={"1.000001": (differ,)}) == ["time-limits-differ"]
    assert seen(whole(), issues={"1.000001": (cases,)}) == [], "one case has the limit of the channel"
    (found,) = checked(whole(), issues={"1.000001": (name, sector)})
    assert (found.rule, "“Thủ tục đăng ký khai sinh”" in (found.suggestion or "")) == ("names-differ", True)


FEEDBACK = Feedback(
    number="PA-01",
    procedure="1.000001",
    kind="report",
    received=date(2026, 2, 13),
    state="received",
    text="Đòi thêm giấy tờ",
)


@pytest.mark.parametrize(
    ("said", "day", "overdue"),
    [
        ({}, date(2026, 2, 27), False),  # forward within 5 working days over Tết: 23 24 25 26 27
        ({}, date(2026, 3, 2), True),
        ({"state": "forwarded", "forwarded": date(2026, 2, 24)}, date(2026, 3, 13), False),  # 15: … 13/3
        ({"state": "forwarded", "forwarded": date(2026, 2, 24)}, date(2026, 3, 16), True),
        ({"state": "answered", "answered": date(2026, 3, 2)}, date(2026, 3, 4), False),  # publish in 2: 3 4
        ({"state": "answered", "answered": date(2026, 3, 2)}, date(2026, 3, 5), True),
        ({"state": "published", "answered": date(2026, 3, 2), "published": date(2026, 3, 3)}, TODAY, False),
        ({"state": "refused"}, TODAY, False),
    ],
)
def test_feedback_past_its_deadline(said: dict[str, Any], day: date, *, overdue: bool) -> None:
    one = Feedback.model_validate(FEEDBACK.model_dump() | said)
    found = of("feedback-overdue", checked(whole(), feedback={"1.000001": (one,)}, day=day))
    assert bool(found) is overdue


# all rules


def test_every_rule_has_words_in_both_languages_a_source_and_a_test() -> None:
    told = Path(__file__).read_text("utf-8")
    for rule in rules().values():
        assert all((rule.vi, rule.en, rule.legal)), rule.id
        assert f'"{rule.id}"' in told, rule.id


def test_findings_are_ranked_and_stable() -> None:
    two = (paid("135", "135.000 đồng").model_copy(update={"code": "1.000002"}), whole(outcomes=()))
    found = checked(*two)
    assert [one.rule for one in found] == ["fee-unit-slip", "outcome-missing"]
    assert [one.id for one in checked(*reversed(two))] == [one.id for one in found]
    assert len({one.id for one in found}) == len(found)
