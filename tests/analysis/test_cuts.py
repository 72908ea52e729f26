"""Effect of the found cuts: once per paper, never more than the cost, the same in any order."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cost import cost_of_procedure, cost_of_snapshot, sum_of
from analysis.cuts import cut_procedure, effect_of_cuts
from analysis.documents.reading import Form, Maker, Reading, RowKind
from analysis.found_cuts import Cut, cuts_of
from analysis.parameters import Parameters, defaults
from analysis.scm import ZERO
from catalogue.findings import Evidence, Finding, FindingKind, Verdict
from catalogue.measures import MeasureState
from catalogue.options import Option
from catalogue.parameters import Parameter
from catalogue.records import Case as CaseRecord
from catalogue.records import ChannelKind, Procedure
from catalogue.snapshot import Snapshot
from tests.analysis.cost_cases import DAY, case, channel, fee, flat, mention, procedure, reading

LAW = "66.7/2025/NQ-CP, Điều 4 khoản 1"


def finding(
    p: Procedure,
    *rows: int,
    kind: FindingKind = FindingKind.ONCE_ONLY,
    verdict: Verdict | None = Verdict.LOOK_UP,
    base: str | None = LAW,
    type_: str = "giấy a",
) -> Finding:
    asking = [
        Evidence(procedure=p.key, procedure_name=p.name, component=r, quote="Giấy A") for r in rows or (0,)
    ]
    issuing = Evidence(procedure="1.999999", procedure_name="Cấp", quote="Giấy A", role="issues")
    return Finding(
        kind=kind,
        subject=f"{p.key}#{(rows or (0,))[0]}",
        title="Giấy A",
        document_type=type_,
        verdict=verdict,
        legal_base=base,
        evidence=(*asking, issuing),
    )


PAPER = reading(mention("Giấy A"))
ONE = procedure(case("Giấy A"))
FIGURES = flat(time__obtain_paper=10, share__lookup_fails="1/5", share__conditional="1/2")


@pytest.mark.parametrize(
    ("verdict", "base", "option", "state"),
    [
        (Verdict.LOOK_UP, LAW, Option.THAY_DU_LIEU, MeasureState.IN_FORCE),
        (Verdict.UNLAWFUL_TO_ASK, LAW, Option.THAY_DU_LIEU, MeasureState.IN_FORCE),
        (Verdict.UNLAWFUL_TO_ASK, "Luật khác", Option.THAY_DU_LIEU, MeasureState.IN_FORCE),
        (Verdict.LOOK_UP, None, Option.THAY_DU_LIEU, MeasureState.PROPOSED),
        (Verdict.ASK_IF_LOOKUP_FAILS, LAW, Option.THAY_DU_LIEU, MeasureState.PROPOSED),
    ],
)
def test_a_held_paper_becomes_a_lookup(
    verdict: Verdict, base: str | None, option: Option, state: MeasureState
) -> None:
    (measure,) = cuts_of([finding(ONE, verdict=verdict, base=base)])
    assert (measure.option, measure.state(DAY)) == (option, state)


@pytest.mark.parametrize("verdict", [Verdict.ASK, Verdict.ALREADY_PROMISED, None])
def test_other_verdicts_cut_nothing(verdict: Verdict | None) -> None:
    assert cuts_of([finding(ONE, verdict=verdict)]) == ()


def test_a_paper_that_several_procedures_ask_for_is_no_cut_by_itself() -> None:
    assert cuts_of([finding(ONE, kind=FindingKind.DUPLICATE, verdict=None)]) == ()


def test_a_paper_asked_twice_in_one_case_stays_once() -> None:
    measures = cuts_of([finding(ONE, 4, 1, 3, kind=FindingKind.REPEATED, verdict=None)])
    assert [(m.option, m.paper[0]) for m in measures] == [(Option.BO_GIAY_TO, 3), (Option.BO_GIAY_TO, 4)]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2025, 12, 31), MeasureState.APPROVED),
        (date(2026, 1, 1), MeasureState.IN_FORCE),
        (date(2027, 2, 28), MeasureState.IN_FORCE),
        (date(2027, 3, 1), MeasureState.REVERTED),
    ],
)
def test_a_temporary_text_gives_and_takes_back(day: date, state: MeasureState) -> None:
    (measure,) = cuts_of([finding(ONE)])
    assert measure.state(day) is state
    result = cut_procedure(ONE, (PAPER,), [measure], FIGURES, day=day)
    assert result is not None
    assert result.benefit.central == (0 if state is MeasureState.REVERTED else 8)
    assert result.in_law.central == (8 if state is MeasureState.IN_FORCE else 0)


def test_a_failed_lookup_still_costs() -> None:
    result = cut_procedure(ONE, (PAPER,), cuts_of([finding(ONE)]), FIGURES, day=DAY)
    assert result is not None
    assert (result.before.c1.central, result.after.c1.central, result.rate) == (10, 2, Fraction(4, 5))
    assert "share.lookup_fails" in {used.name for used in result.used}


def test_a_lookup_that_the_row_promises_is_not_saved_again() -> None:
    promised = reading(mention("Giấy A"), promised=True)
    result = cut_procedure(ONE, (promised,), cuts_of([finding(ONE)]), FIGURES, day=DAY)
    assert result is not None
    assert (result.before.c1.central, result.benefit) == (2, ZERO)


def test_one_alternative_saves_only_for_those_who_would_have_chosen_it() -> None:
    either = reading(mention("Giấy A"), mention("Giấy B"), alternatives=True)
    result = cut_procedure(ONE, (either,), cuts_of([finding(ONE)]), FIGURES, day=DAY)
    assert result is not None
    assert result.benefit.central == 4


def test_only_the_named_paper_of_a_row_is_cut() -> None:
    both = reading(mention("Giấy A"), mention("Giấy B"))
    result = cut_procedure(ONE, (both,), cuts_of([finding(ONE)]), FIGURES, day=DAY)
    assert result is not None
    assert (result.before.c1.central, result.after.c1.central) == (20, 12)


def test_the_trip_to_certify_goes_with_the_last_certified_copy() -> None:
    figures = flat(time__certify=60, share__lookup_fails=0)
    p = procedure(case("Giấy A", "Giấy B", originals=0, copies=1))
    copies = tuple(reading(mention(f"Giấy {x}", form=Form.CERTIFIED_COPY)) for x in "AB")
    first = finding(p, 0)
    second = finding(p, 1, type_="giấy b")
    one = cut_procedure(p, copies, cuts_of([first]), figures, day=DAY)
    two = cut_procedure(p, copies, cuts_of([first, second]), figures, day=DAY)
    assert one is not None
    assert two is not None
    assert (one.benefit.central, two.benefit.central) == (0, 60)


def test_totals_are_sums_and_the_rate_is_no_mean_of_rates() -> None:
    dear = procedure(case("Giấy A", *"bcdefghij"), code="1.000002")
    listed = procedure(code="1.000003")
    snapshot = Snapshot.of(DAY, [ONE, dear, listed])
    readings = {ONE.key: (PAPER,), dear.key: (PAPER, *[reading()] * 9), listed.key: ()}
    found = [finding(ONE), finding(dear)]
    report = effect_of_cuts(snapshot, readings, found, FIGURES)
    assert report.skipped == (listed.key,)
    assert (report.before.central, report.benefit.central, report.after.central) == (110, 16, 94)
    assert report.rate == Fraction(16, 110)
    assert report.rate_in_law == report.rate
    assert report.before == sum_of(cost_of_snapshot(snapshot, readings, FIGURES).values())


makers = st.sampled_from(Maker)
forms = st.sampled_from(Form)
mentions = st.builds(
    lambda letter, form, maker: mention(f"Giấy {letter}", form=form, maker=maker),
    st.sampled_from("ABC"),
    forms,
    makers,
)
readings_ = st.builds(
    lambda papers, **told: reading(*papers, **told),
    st.lists(mentions, max_size=3),
    kind=st.sampled_from(RowKind),
    alternatives=st.booleans(),
    conditional=st.booleans(),
    promised=st.booleans(),
)
quantities = st.none() | st.integers(0, 2)


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[Procedure, tuple[Reading, ...], list[Finding]]:
    """A procedure of a few cases with its readings, and findings about its papers."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    names = [None, "Trường hợp 1", "* Giấy tờ phải xuất trình", "Lưu ý"]
    cases: list[CaseRecord] = [
        case(
            *["Giấy"] * size,
            name=draw(st.sampled_from(names)),
            originals=draw(quantities),
            copies=draw(quantities),
        )
        for size in sizes
    ]
    kinds = draw(st.lists(st.sampled_from(ChannelKind), max_size=3, unique=True))
    p = procedure(*cases, channels=tuple(channel(kind, fee("1000")) for kind in kinds))
    read = tuple(draw(st.lists(readings_, min_size=sum(sizes), max_size=sum(sizes))))
    found = draw(
        st.lists(
            st.builds(
                lambda rows, letter, verdict, kind, base: finding(
                    p, *rows, verdict=verdict, kind=kind, base=base, type_=f"giấy {letter}"
                ),
                st.lists(st.integers(0, sum(sizes) - 1), min_size=1, max_size=3, unique=True),
                st.sampled_from("abc"),
                st.sampled_from(Verdict),
                st.sampled_from(FindingKind),
                st.sampled_from([LAW, None]),
            ),
            max_size=6,
        )
    )
    return p, read, found


@settings(max_examples=150, deadline=None)
@given(dossiers())
def test_a_cut_saves_no_more_than_there_is_and_order_does_not_matter(
    told: tuple[Procedure, tuple[Reading, ...], list[Finding]],
) -> None:
    p, read, found = told
    result = cut_procedure(p, read, cuts_of(found), defaults(), day=DAY)
    assert result is not None
    before, after = result.before.c1, result.after.c1
    assert before.low <= before.central <= before.high
    assert 0 <= after.central <= before.central
    assert sum(result.before.by_row.values()) == before.central
    assert sum(result.after.by_row.values()) == after.central
    assert 0 <= result.in_law.central <= result.benefit.central == before.central - after.central
    assert 0 <= result.benefit.low <= result.benefit.central <= result.benefit.high <= before.high
    assert cut_procedure(p, read, cuts_of(found[::-1]), defaults(), day=DAY) == result
    assert cut_procedure(p, read, cuts_of(found)[::-1], defaults(), day=DAY) == result


def raised(name: str, by: Fraction) -> Parameters:
    """The shipped figures with one of them larger in every scope."""
    old = defaults().by_name[name]
    values = tuple(
        v.model_copy(update={"low": v.low + by, "central": v.central + by, "high": v.high + by})
        for v in old.values
    )
    new = Parameter(name=name, vi=old.vi, en=old.en, unit=old.unit, values=values)
    return Parameters({**defaults().by_name, name: new})


PRICES = sorted(
    name
    for name, figure in defaults().by_name.items()
    if figure.values and not name.startswith(("weight.", "money.certify_first_c"))
)


@settings(max_examples=100, deadline=None)
@given(dossiers(), st.sampled_from(PRICES), st.integers(1, 50))
def test_cost_never_falls_when_a_figure_rises(
    told: tuple[Procedure, tuple[Reading, ...], list[Finding]], name: str, by: int
) -> None:
    p, read, _ = told
    before = cost_of_procedure(p, read, defaults(), day=DAY)
    after = cost_of_procedure(p, read, raised(name, Fraction(by)), day=DAY)
    assert before is not None
    assert after is not None
    for bound in ("low", "central", "high"):
        assert getattr(after.c1, bound) >= getattr(before.c1, bound)


@settings(max_examples=50, deadline=None)
@given(dossiers(), dossiers())
def test_the_cost_of_two_procedures_is_the_sum_of_both(
    one: tuple[Procedure, tuple[Reading, ...], list[Finding]],
    two: tuple[Procedure, tuple[Reading, ...], list[Finding]],
) -> None:
    other = two[0].model_copy(update={"code": "1.000002"})
    readings = {one[0].key: one[1], other.key: two[1]}
    both = cost_of_snapshot(Snapshot.of(DAY, [one[0], other]), readings, defaults())
    apart = [cost_of_snapshot(Snapshot.of(DAY, [p]), readings, defaults()) for p in (one[0], other)]
    assert sum_of(both.values()) == sum_of(c for costs in apart for c in costs.values())


def test_a_measure_of_another_procedure_does_nothing() -> None:
    other = Cut(Option.BO_GIAY_TO, "1.000009", (0, "giấy a"))
    result = cut_procedure(ONE, (PAPER,), [other], FIGURES, day=DAY)
    assert result is not None
    assert result.benefit == ZERO
