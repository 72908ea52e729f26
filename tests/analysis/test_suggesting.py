"""Suggested measures: on what they rest, which act they amend, what they save in a plan."""

from datetime import date
from fractions import Fraction

import pytest

from analysis.acts import acts_to_amend, titles_of
from analysis.cost import cost_of_snapshot
from analysis.documents.reading import Form, Maker, Reading
from analysis.plan import reach
from analysis.plan_problem import Plan, PlanMetric
from analysis.planning import Ground, problem_of
from analysis.scenario import apply
from analysis.suggesting import Assumed, Basis, basis_of, suggest
from catalogue.findings import Evidence, Finding, FindingKind, Verdict
from catalogue.measures import Measure
from catalogue.options import Option
from catalogue.records import LegalBasis, Procedure
from catalogue.snapshot import Snapshot
from tests.analysis.cost_cases import DAY, case, channel, fee, flat, mention, procedure, reading

FIGURES = flat(hourly_income=60, time__obtain_paper=60, share__lookup_fails="1/5", money__trip=20)


def bases(*told: tuple[str, str]) -> tuple[LegalBasis, ...]:
    return tuple(LegalBasis(number=number, name=name) for number, name in told)


LAW = ("52/2010/QH12", "Luật Nuôi con nuôi")
DECREE = ("19/2011/NĐ-CP", "quy định chi tiết thi hành một số điều của Luật Nuôi con nuôi")
AMENDING = ("06/2025/NĐ-CP", "sửa đổi, bổ sung một số nghị định về nuôi con nuôi")
POWERS = ("120/2025/NĐ-CP", "quy định về phân định thẩm quyền của chính quyền địa phương 02 cấp")
FEES = ("114/2016/NĐ-CP", "Quy định lệ phí đăng ký nuôi con nuôi")
CIRCULAR = ("10/2020/TT-BTP", "ban hành, hướng dẫn việc ghi chép, sử dụng mẫu giấy tờ")
TAX = ("267/2016/TT-BTC", "mức thu, chế độ thu phí, lệ phí")


@pytest.mark.parametrize(
    ("told", "option", "act"),
    [
        ((LAW, POWERS, AMENDING, DECREE, FEES, CIRCULAR), Option.BO_GIAY_TO, "19/2011/NĐ-CP"),
        ((LAW, AMENDING), Option.BO_GIAY_TO, "06/2025/NĐ-CP"),
        ((LAW,), Option.BO_GIAY_TO, "52/2010/QH12"),
        ((LAW, DECREE, FEES, TAX), Option.GIAM_PHI, "267/2016/TT-BTC"),
        ((), Option.BO_GIAY_TO, None),
    ],
)
def test_the_act_that_holds_the_words(
    told: tuple[tuple[str, str], ...], option: Option, act: str | None
) -> None:
    (found,) = acts_to_amend(procedure(case("a"), legal_bases=bases(*told)), option)
    assert found.number == act
    assert found.note


def test_a_title_that_another_procedure_gives_tells_what_an_act_is() -> None:
    bare = procedure(case("a"), legal_bases=bases(("120/2025/NĐ-CP", "Nghị định 120/2025/NĐ-CP"), DECREE))
    other = procedure(case("a"), code="1.000002", legal_bases=bases(POWERS))
    (alone,) = acts_to_amend(bare, Option.BO_GIAY_TO)
    (found,) = acts_to_amend(bare, Option.BO_GIAY_TO, titles_of([bare, other]))
    assert (alone.number, found.number) == ("120/2025/NĐ-CP", "19/2011/NĐ-CP")


def test_of_many_titles_the_usual_one_that_says_something_is_taken() -> None:
    names = ("58/2017/NĐ-CP", "BỘ LUẬT HÀNG HẢIBỘ LUẬT HÀNG HẢI Nghị định về quản lý hoạt động hàng hải")
    usual = "Nghị định về quản lý  hoạt động hàng hải"
    told = [(usual, 2), (names[1], 1), ("Nghị định số 58/2017/NĐ-CP ngày 10/5/2017 của Chính phủ", 5)]
    records = [
        procedure(case("a"), code=f"1.{n:06d}", legal_bases=bases((names[0], name)))
        for n, name in enumerate(name for name, times in told for _ in range(times))
    ]
    assert titles_of(records)[names[0]] == "Nghị định về quản lý hoạt động hàng hải"
    assert titles_of(records[3:])[names[0]] == "Nghị định số 58/2017/NĐ-CP ngày 10/5/2017 của Chính phủ"


def papers(code: str = "1.000001", name: str = "Đăng ký") -> Procedure:
    return procedure(case("Giấy khai sinh", "Bằng", "Quyết định"), code=code, name=name, dossier_sets=2,
                     legal_bases=bases(DECREE), channels=(channel(None, fee("100")), channel()))  # fmt: skip


ROWS = (
    reading(mention("Giấy khai sinh")),
    reading(mention("Bằng", form=Form.CERTIFIED_COPY, maker=Maker.THIRD_PARTY)),
    reading(mention("Quyết định")),
)
FINDING = Finding(
    kind=FindingKind.ONCE_ONLY,
    subject="1.000001#0",
    title="Giấy khai sinh",
    document_type="giấy khai sinh",
    verdict=Verdict.LOOK_UP,
    legal_base="66.7/2025/NQ-CP Phụ lục I",
    evidence=(Evidence(procedure="1.000001", procedure_name="x", component=0, quote="Giấy khai sinh"),),
)


def suggested(*records: Procedure, **told: object) -> tuple[Measure, ...]:
    known = records or (papers(),)
    return suggest(Snapshot.of(DAY, known), {p.key: ROWS for p in known}, [FINDING], **told)  # type: ignore[arg-type]


def test_every_suggestion_says_on_what_it_rests() -> None:
    found = suggested(
        papers(), papers("1.000002", "Cấp lại giấy phép"), assumed=Assumed(Fraction(1, 2), Fraction(1))
    )
    assert {basis_of(m) for m in found} == set(Basis) - {Basis.HANDED_BEFORE, Basis.IN_FORM}
    assert [m.key for m in found] == sorted(m.key for m in found)
    by_finding = [m for m in found if basis_of(m) is Basis.FINDING]
    assert [(m.option, m.instrument, m.until) for m in by_finding] == [
        (Option.THAY_DU_LIEU, "66.7/2025/NQ-CP", date(2027, 2, 28))
    ]
    assert all(act.number == "19/2011/NĐ-CP" for m in by_finding for act in m.acts)


def test_only_the_wanted_kinds_are_suggested() -> None:
    assert {basis_of(m) for m in suggested(bases=frozenset({Basis.RECORD}))} == {Basis.RECORD}


def test_a_plan_reaches_in_the_scenario_what_it_promises() -> None:
    snapshot = Snapshot.of(DAY, [papers(), papers("1.000002", "Cấp lại giấy phép")])
    readings = {p.key: ROWS for p in snapshot.procedures}
    measures = suggest(snapshot, readings, [FINDING], assumed=Assumed(fees_kept=Fraction(1, 2)))
    ground = Ground(snapshot, readings, FIGURES, cost_of_snapshot(snapshot, readings, FIGURES), {})
    problem = problem_of(ground, measures)
    assert problem.totals[PlanMetric.ROWS] == 6
    for metric, wanted in ((PlanMetric.ROWS, 3), (PlanMetric.COST, problem.totals[PlanMetric.COST] // 5)):
        plan = reach(problem, {metric: wanted})
        assert isinstance(plan, Plan)
        taken = [m for m in measures if m.key in plan.measures]
        found = apply(snapshot, readings, taken, FIGURES)
        assert found.rows_cut == plan.reached[PlanMetric.ROWS]
        assert found.benefit >= plan.reached[PlanMetric.COST]


APPLICANT = (
    reading(mention("Đơn đề nghị", maker=Maker.APPLICANT)),
    reading(mention("Danh sách nhân lực", maker=Maker.APPLICANT)),
    reading(mention("Bản đồ khu vực", maker=Maker.APPLICANT)),
    reading(mention("Bằng đại học", maker=Maker.THIRD_PARTY)),
)


def dossier(code: str, name: str) -> Procedure:
    rows = ("Đơn đề nghị", "Danh sách nhân lực", "Bản đồ khu vực", "Bằng đại học")
    return procedure(case(*rows), code=code, name=name, legal_bases=bases(DECREE), channels=(channel(),),
                     handling_agencies=("Sở Xây dựng",))  # fmt: skip


def drafted(**told: object) -> tuple[Snapshot, dict[str, tuple[Reading, ...]], tuple[Measure, ...]]:
    known = (
        dossier("1.000001", "Cấp Giấy phép khai thác"),
        dossier("1.000002", "Gia hạn Giấy phép khai thác"),
    )
    snapshot, readings = Snapshot.of(DAY, known), {p.key: APPLICANT for p in known}
    return snapshot, readings, suggest(snapshot, readings, (), **told)  # type: ignore[arg-type]


def test_what_the_first_dossier_held_is_dropped_from_the_renewal() -> None:
    snapshot, readings, found = drafted(bases=frozenset({Basis.HANDED_BEFORE}))
    assert {(m.option, m.targets[0].procedure, m.targets[0].component) for m in found} == {
        (Option.BO_GIAY_TO, "1.000002", at) for at in (2, 3)
    }
    assert all("1.000001" in (m.text or "") for m in found)
    assert apply(snapshot, readings, found, FIGURES).rows_cut == 2


def test_a_list_that_moves_into_the_application_saves_a_row_and_no_money() -> None:
    snapshot, readings, found = drafted(bases=frozenset({Basis.IN_FORM}))
    told = apply(snapshot, readings, found, FIGURES)
    assert (told.rows_cut, told.benefit) == (2, 0)


def test_inspections_afterwards_are_a_burden_that_a_plan_counts_too() -> None:
    assumed = Assumed(inspected=Fraction(1, 2), inspection_minutes=Fraction(600))
    snapshot, readings, found = drafted(bases=frozenset({Basis.ASSUMED}), assumed=assumed)
    assert [m.option for m in found] == [Option.HAU_KIEM] * 2
    ground = Ground(snapshot, readings, FIGURES, cost_of_snapshot(snapshot, readings, FIGURES), {})
    problem = problem_of(ground, found)
    told = apply(snapshot, readings, found, FIGURES)
    assert told.benefit < 0
    assert problem.reached(PlanMetric.COST, [m.key for m in found]) == told.benefit
