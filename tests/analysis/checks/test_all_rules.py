"""Structure, notes of sources, feedback; and what holds for every rule."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.checks.rules import SourceIssue, rules
from catalogue.feedback import Feedback
from catalogue.records import Place
from tests.analysis.checks.checking import TODAY, checked, of, paid, seen, whole


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


def test_every_rule_has_words_in_both_languages_a_source_and_a_test() -> None:
    told = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for rule in rules().values():
        assert all((rule.vi, rule.en, rule.legal)), rule.id
        assert f'"{rule.id}"' in told, rule.id


def test_findings_are_ranked_and_stable() -> None:
    two = (paid("135", "135.000 đồng").model_copy(update={"code": "1.000002"}), whole(outcomes=()))
    found = checked(*two)
    assert [one.rule for one in found] == ["fee-unit-slip", "outcome-missing"]
    assert [one.id for one in checked(*reversed(two))] == [one.id for one in found]
    assert len({one.id for one in found}) == len(found)
