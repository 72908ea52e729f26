"""Targets: each in its own counter, in law apart from proposed, nothing where nothing can be counted."""

from fractions import Fraction

import pytest

from analysis.counters import Metric, count
from analysis.cuts import effect_of_cuts
from analysis.documents.reading import RowKind
from analysis.targets import TargetReport, TargetScope, in_scope, report_targets, targets, what_counts
from catalogue.findings import Verdict
from catalogue.records import Kind
from catalogue.snapshot import Snapshot
from tests.analysis.cost_cases import DAY, case, flat, mention, procedure, reading
from tests.analysis.test_cuts import finding

PAPER = reading(mention("Giấy A"))
BOTH = reading(mention("Giấy A"), mention("Giấy B"))
NOTE = reading(kind=RowKind.NOTE)
LAW = procedure(case("Giấy A", "Giấy B"), code="1.000001", applicants=("Doanh nghiệp",), sector="Đất đai")
PLAN = procedure(
    case("Giấy A", "Lưu ý"), code="1.000002", applicants=("Công dân Việt Nam",), sector="Hộ tịch"
)
KEPT = procedure(case("Giấy A và B"), code="1.000003", applicants=("Hợp tác xã",), sector="Đất đai")
LISTED = procedure(code="1.000004", issuing_agency="Bộ Tư pháp")
INSIDE = procedure(case("Giấy A"), code="5.000001", kind=Kind.INTERNAL)
READINGS = {
    LAW.key: (PAPER, reading(mention("Giấy B"))),
    PLAN.key: (PAPER, NOTE),
    KEPT.key: (BOTH,),
    LISTED.key: (),
    INSIDE.key: (PAPER,),
}
SNAPSHOT = Snapshot.of(DAY, [LAW, PLAN, KEPT, LISTED, INSIDE])
FOUND = [finding(LAW), finding(PLAN, verdict=Verdict.ASK_IF_LOOKUP_FAILS), finding(KEPT)]


@pytest.fixture(scope="module")
def report() -> TargetReport:
    figures = flat(time__obtain_paper=10, share__lookup_fails="1/5")
    return report_targets(SNAPSHOT, READINGS, effect_of_cuts(SNAPSHOT, READINGS, FOUND, figures))


def test_counters_stand_side_by_side_in_their_own_units(report: TargetReport) -> None:
    counts = report.counts
    assert [c.metric for c in counts.all] == [
        Metric.PROCEDURE_COUNT,
        Metric.COMPONENT_ROWS,
        Metric.COST_PER_CASE,
    ]
    told = [(c.before, c.in_law, c.proposed) for c in counts.all]
    # 4 procedures, 3 simplified; 4 rows that ask, one keeps a paper and is not cut; C1 in đồng
    assert told == [(4, 2, 1), (4, 1, 1), (50, 16, 8)]
    assert counts.touched_rows == 3
    assert counts.costed == 3
    assert counts.cost.after == 26


def test_internal_procedures_are_counted_apart(report: TargetReport) -> None:
    assert report.internal.procedures.before == 1
    assert report.internal.cost.before == 10


def test_parts_add_up_to_the_whole(report: TargetReport) -> None:
    for parts in (report.by_agency, report.by_sector):
        for at, whole in enumerate(report.counts.all):
            assert sum(part.all[at].before for part in parts) == whole.before
            assert sum(part.all[at].in_law for part in parts) == whole.in_law
            assert sum(part.all[at].proposed for part in parts) == whole.proposed
    assert {part.name for part in report.by_sector} == {"Đất đai", "Hộ tịch", "không nêu"}


def test_a_target_is_measured_in_its_own_counter_only(report: TargetReport) -> None:
    by_metric = {p.target.metric: p for p in report.progress}
    rules = by_metric[Metric.RULE_COUNT]
    assert rules.counter is not None
    assert (rules.counter.before, rules.counter.in_law) == (2, 2)  # LAW and KEPT concern businesses
    assert rules.counter.share_in_law == 1
    assert "thủ tục hành chính" in rules.note
    for metric in (Metric.COST_VND_YEAR, Metric.CONDITION_COUNT, Metric.PROCESSING_TIME):
        assert by_metric[metric].counter is None
        assert by_metric[metric].note


def test_what_is_only_proposed_reaches_nothing_yet() -> None:
    figures = flat(time__obtain_paper=10)
    cuts = effect_of_cuts(SNAPSHOT, READINGS, [finding(LAW, base=None)], figures)
    told = report_targets(SNAPSHOT, READINGS, cuts)
    rules = next(p for p in told.progress if p.target.metric is Metric.RULE_COUNT)
    assert rules.counter is not None
    assert rules.counter.share_in_law == 0
    assert rules.counter.share is not None
    assert rules.counter.share >= rules.target.percent


def test_nothing_to_count_is_unknown_and_not_reached(report: TargetReport) -> None:
    empty = Snapshot.of(DAY, [])
    told = report_targets(empty, {}, effect_of_cuts(empty, {}, [], flat()))
    assert all(p.counter is None or p.counter.share is None for p in told.progress)
    assert told.counts.cost.share is None


def test_every_metric_says_what_it_counts() -> None:
    assert {str(metric) for metric in Metric} == what_counts().keys()
    assert "chưa đếm" in what_counts()["rule_count"]


def test_the_twenty_percent_target_is_several_targets() -> None:
    twenty = {(t.metric, t.scope) for t in targets() if t.percent == Fraction(1, 5)}
    assert (Metric.RULE_COUNT, TargetScope.BUSINESS) in twenty
    assert (Metric.COST_VND_YEAR, TargetScope.BUSINESS) in twenty
    assert all(t.source for t in targets())


@pytest.mark.parametrize(
    ("applicants", "business"),
    [
        (("Doanh nghiệp có vốn đầu tư nước ngoài",), True),
        (("Công dân Việt Nam", "Hợp tác xã"), True),
        (("Công dân Việt Nam",), False),
        (("Tổ chức (không bao gồm doanh nghiệp, HTX)",), False),
        ((), False),
    ],
)
def test_a_business_target_speaks_of_procedures_for_businesses(
    applicants: tuple[str, ...], business: bool
) -> None:
    p = procedure(applicants=applicants)
    assert in_scope(p, TargetScope.BUSINESS) is business
    assert in_scope(p, TargetScope.ALL)


def test_counting_a_part_leaves_the_rest_out() -> None:
    cuts = effect_of_cuts(SNAPSHOT, READINGS, FOUND, flat(time__obtain_paper=10))
    part = count(SNAPSHOT, READINGS, cuts, name="Đất đai", where=lambda p: p.sector == "Đất đai")
    assert part.procedures.before == 2
    assert part.rows.before == 3
