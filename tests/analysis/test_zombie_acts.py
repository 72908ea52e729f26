"""Repealed texts are found where people are told what to do, never in titles of others; checks agree."""

from datetime import date

import pytest

from analysis.checks.bases import check, shipped_acts
from analysis.checks.rules import Context
from analysis.working_days import calendar
from analysis.zombie_acts import named_acts
from analysis.zombies import find_zombies
from catalogue.findings import FindingKind
from catalogue.legal_acts import Acts, LegalAct
from catalogue.parameters import Mark
from catalogue.records import LegalBasis, Step
from tests.analysis.build import Catalogue

AFTER, BEFORE = date(2026, 7, 1), date(2026, 6, 30)


def gone(number: str, by: str, since: date, mark: Mark = Mark.TEXT, *, partly: bool = False) -> LegalAct:
    return LegalAct(number=number, repealed_by=by, repealed_from=since, partly=partly, source=by, mark=mark)


ACTS = Acts.of(
    [
        gone("3/2015/TT-BTP", "5/2026/TT-BTP", AFTER),
        gone("61/2018/NĐ-CP", "118/2025/NĐ-CP", date(2025, 7, 1), Mark.RECALLED),
        gone("7/2020/TT-BTP", "8/2026/TT-BTP", date(2026, 1, 1), partly=True),
    ]
)
OLD, OLDER = "3/2015/TT-BTP", "61/2018/NĐ-CP"
NAMED = [
    ("Nộp theo Mẫu số 1 ban hành kèm theo Thông tư số 3/2015/TT-BTP.", [OLD]),
    ("quy định tại Nghị định số 61/2018/NĐ-CP và Thông tư số 3/2015/TT-BTP", [OLDER, OLD]),
    ("Thông tư số 5/2020/TT-BTP ngày 01/01/2020 sửa đổi một số điều của Thông tư số 3/2015/TT-BTP", []),
    ("Thông tư 5/2020/TT-BTP bãi bỏ Thông tư số 3/2015/TT-BTP; nộp theo Thông tư 3/2015/TT-BTP", [OLD]),
    ("Thông tư 3/2015/TT-BTP được sửa đổi, bổ sung bởi Thông tư số 5/2020/TT-BTP", [OLD]),
    ("Nghị định số 9/2019/NĐ-CP quy định chi tiết Luật Đầu tư số 61/2018/NĐ-CP", []),
    ("Giấy phép đã được cấp theo quy định của Thông tư 3/2015/TT-BTP", []),
    ("Kế hoạch được phê duyệt theo Mẫu số 06 kèm theo Thông tư số 3/2015/TT-BTP", [OLD]),
    ("Hồ sơ nộp theo Thông tư số 3/2015/TT-BTP trước ngày 01/7/2026", []),
    ("Điều 5 Thông tư số 4/2020/TT-BTP và trường hợp quy định tại Thông tư số 3/2015/TT-BTP", [OLD]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_number_in_the_title_of_another_text_or_in_the_past_is_not_named(text, expected):
    found = [str(one) for one in named_acts(text) if ACTS.repeal(str(one), AFTER)]
    assert found == expected


def filled() -> Catalogue:
    found = Catalogue()
    bases = (
        LegalBasis(number="3/2015/TT-BTP", name="Thông tư 3/2015/TT-BTP"),
        LegalBasis(number="5/2020/TT-BTP", name="Thông tư 5/2020/TT-BTP sửa đổi Nghị định 61/2018/NĐ-CP"),
        LegalBasis(number="7/2020/TT-BTP", name="Thông tư"),
    )
    step = Step(order=1, text="Nộp theo Nghị định số 61/2018/NĐ-CP.")
    found.add("Thủ tục A", "Đơn theo Thông tư số 3/2015/TT-BTP", legal_bases=bases)
    found.add("Thủ tục B", "Giấy khai sinh", steps=(step,), conditions="Theo Thông tư số 7/2020/TT-BTP")
    return found


def acts_found(day: date):
    catalogue = filled()
    found = find_zombies(catalogue.snapshot(day), catalogue.readings, ACTS)
    return {one.title.split(":")[0]: one for one in found if one.kind is FindingKind.ZOMBIE_ACT}


def test_one_finding_for_each_text_with_every_place_its_end_and_its_successor():
    found = acts_found(AFTER)
    assert found.keys() == {"3/2015/TT-BTP", "61/2018/NĐ-CP"}
    one, other = found["3/2015/TT-BTP"], found["61/2018/NĐ-CP"]
    assert [(told.role, told.procedure) for told in one.evidence] == [
        ("legal_bases", "1.000001"), ("components", "1.000001"),
    ]  # fmt: skip
    assert "01/07/2026" in one.because[0]
    assert "5/2026/TT-BTP" in one.because[1]
    assert (other.procedures, other.evidence[0].role) == (("1.000002",), "steps")
    assert "chưa được kiểm chứng" in other.because[0]
    assert "chưa được kiểm chứng" not in one.because[0]


def test_before_its_day_a_text_is_alive_and_without_a_register_none_is_dead():
    assert acts_found(BEFORE).keys() == {"61/2018/NĐ-CP"}
    catalogue = filled()
    assert find_zombies(catalogue.snapshot(AFTER), catalogue.readings) == ()


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_checks_and_zombies_agree_on_legal_bases(day):
    catalogue = filled()
    told = Context(day=day, acts=ACTS, calendar=calendar(), readings=catalogue.readings)
    hits = {
        (procedure.key, hit.mark)
        for procedure in catalogue.procedures
        for hit in check(procedure, told)
        if hit.rule == "repealed-basis"
    }
    found = find_zombies(catalogue.snapshot(day), catalogue.readings, ACTS)
    named = {
        (one.procedure, zombie.subject)
        for zombie in found
        for one in zombie.evidence
        if one.role == "legal_bases"
    }
    assert named == hits
    assert bool(hits) == (day == AFTER)


def test_the_register_that_ships_is_the_one_that_is_asked():
    catalogue = Catalogue()
    catalogue.add("Thủ tục", legal_bases=(LegalBasis(number="42/2022/NĐ-CP", name="Nghị định"),))
    (found,) = find_zombies(catalogue.snapshot(AFTER), catalogue.readings, Acts.of(shipped_acts()))
    assert found.because[1] == "Nay: 224/2026/NĐ-CP."
