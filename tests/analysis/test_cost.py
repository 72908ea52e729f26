"""C1 of a procedure: lines, cases, channels, fees, gaps, grades."""

from fractions import Fraction

import pytest

from analysis.cost import ProcedureCost, cost_of_procedure, cost_of_snapshot, sum_of
from analysis.documents.reading import Form, Maker, Reading, RowKind
from analysis.handing import Gap, fees_of
from analysis.parameters import Parameters, defaults
from analysis.scm import Range, Row
from analysis.volumes import Volume
from catalogue.errors import ParameterNotFound
from catalogue.parameters import Grade
from catalogue.records import Case as CaseRecord
from catalogue.records import ChannelKind, Component, Fee, FeeKind, Procedure
from catalogue.snapshot import Snapshot
from tests.analysis.cost_cases import DAY, case, channel, fee, flat, mention, procedure, reading


def cost(p: Procedure, *readings: Reading, figures: Parameters | None = None) -> ProcedureCost:
    found = cost_of_procedure(p, readings, figures or flat(time__obtain_paper=10), day=DAY)
    assert found is not None
    return found


def test_c1_is_hours_times_income_plus_money() -> None:
    figures = flat(
        hourly_income=50_000, time__fill_form=30, time__trip=60, money__trip=7_000, money__copy_page=500,
        count__pages=2,
    )  # fmt: skip
    p = procedure(
        CaseRecord(
            components=(Component(text="Đơn", copies=0), Component(text="Giấy A", originals=0, copies=3))
        ),
        channels=(channel(ChannelKind.IN_PERSON, fee("30000")),),
    )
    form = mention("Đơn đề nghị", maker=Maker.APPLICANT)
    got = cost(p, reading(form), reading(mention("Giấy A", form=Form.COPY)), figures=figures)
    # form 25.000; 3 copies × 2 pages × 500; two trips of 50.000 + 7.000; fee 30.000
    assert got.c1 == Range.of(25_000 + 3_000 + 2 * 57_000 + 30_000)
    assert [a.row for a in got.activities] == [Row.CHUAN_BI, Row.CHUAN_BI, Row.NOP, Row.PHI, Row.NHAN_KQ]
    assert not got.lower_bound


@pytest.mark.parametrize(
    ("row", "central"),
    [
        (reading(mention()), 10),
        (reading(), 10),  # a paper that nobody could name is still one paper
        (reading(kind=RowKind.NOTE), 0),
        (reading(kind=RowKind.HEADING), 0),
        (reading(mention("Giấy A"), mention("Giấy B")), 20),
        (reading(mention("Giấy A"), mention("Giấy B"), alternatives=True), 10),
        (reading(mention(), conditional=True), 5),
        (reading(mention(), promised=True), 2),
    ],
    ids=["paper", "unread", "note", "heading", "two", "alternatives", "conditional", "promised"],
)
def test_a_row_costs_what_it_asks_for(row: Reading, central: int) -> None:
    figures = flat(time__obtain_paper=10, share__conditional="1/2", share__lookup_fails="1/5")
    assert cost(procedure(case("Giấy tờ")), row, figures=figures).c1.central == central


def test_a_row_that_begins_with_or_is_an_alternative_to_the_row_before() -> None:
    p = procedure(case("- Hộ chiếu", "- hoặc Thẻ căn cước"))
    assert cost(p, reading(mention("Hộ chiếu")), reading(mention("Thẻ căn cước"))).c1.central == 10


def test_cases_are_scenarios_and_not_added() -> None:
    p = procedure(case("a", name="Trường hợp 1"), case("b", "c", "d", name="Trường hợp 2"))
    got = cost(p, *[reading(mention())] * 4)
    assert got.c1 == Range(Fraction(10), Fraction(20), Fraction(30))


def test_a_case_that_is_only_a_heading_is_part_of_the_same_dossier() -> None:
    p = procedure(
        case("a", name="* Giấy tờ phải nộp:"),
        case("b", name="* Giấy tờ phải xuất trình:", copies=2),
        case("c", name="* Lưu ý :"),
    )
    figures = flat(time__obtain_paper=10, money__copy_page=1000, count__pages=1)
    got = cost(p, *[reading(mention())] * 3, figures=figures)
    assert got.c1.central == 20  # papers that are shown are not copied; a note asks for none
    assert len(got.cases) == 1


def test_a_case_without_papers_is_a_remark() -> None:
    p = procedure(case("a", name="Trường hợp 1"), case("b", name="Trường hợp gửi qua bưu chính"))
    got = cost(p, reading(mention()), reading(kind=RowKind.NOTE))
    assert got.c1 == Range.of(10)


@pytest.mark.parametrize(("copies", "gaps"), [(0, ()), (1, (Gap.SETS,))])
def test_an_unknown_number_of_sets_matters_where_copies_are_asked(copies: int, gaps: tuple[Gap, ...]) -> None:
    p = procedure(case("a", copies=copies), dossier_sets=None)
    figures = flat(money__copy_page=100, count__pages=1)
    assert cost(p, reading(mention()), figures=figures).gaps == gaps


def test_common_papers_belong_to_every_real_case() -> None:
    p = procedure(case("a"), case("b", name="Trường hợp 1"), case("c", "d", name="Trường hợp 2"))
    got = cost(p, *[reading(mention())] * 4)
    assert [c.cost.central for c in got.cases] == [20, 30]


def test_one_trip_certifies_all_copies_of_a_dossier() -> None:
    figures = flat(
        time__certify=60, count__pages=5, money__certify_first_pages=2000, money__certify_first_count=2,
        money__certify_later_pages=1000, money__certify_most=200_000,
    )  # fmt: skip
    certified = reading(mention(form=Form.CERTIFIED_COPY))
    got = cost(procedure(case("a", "b", originals=0, copies=1)), certified, certified, figures=figures)
    assert got.c1.central == 60 + 2 * (2 * 2000 + 3 * 1000)


def test_a_certified_copy_never_costs_more_than_the_most() -> None:
    figures = flat(
        count__pages=900, money__certify_first_pages=2000, money__certify_later_pages=1000,
        money__certify_most=200_000,
    )  # fmt: skip
    certified = reading(mention(form=Form.CERTIFIED_COPY))
    assert cost(procedure(case("a")), certified, figures=figures).c1.central == 0  # an original is asked for
    p = procedure(case("a", originals=0, copies=1))
    assert cost(p, certified, figures=figures).c1.central == 200_000


def test_copies_count_for_every_set() -> None:
    figures = flat(money__copy_page=100, count__pages=1)
    p = procedure(case("a", originals=0, copies=2), dossier_sets=3)
    assert cost(p, reading(mention(form=Form.COPY)), figures=figures).c1.central == 600


def test_an_original_or_a_copy_may_need_no_copy() -> None:
    figures = flat(money__copy_page=100, count__pages=1)
    p = procedure(case("a", originals=1, copies=1))
    assert cost(p, reading(mention()), figures=figures).c1 == Range(Fraction(0), Fraction(100), Fraction(100))


@pytest.mark.parametrize(
    ("fees", "expected", "gap"),
    [
        ([fee("0")], (0, 0, 0), None),
        ([], None, Gap.FEE_NOT_STATED),
        ([fee(None)], None, Gap.FEE_AMOUNT),
        ([fee("5", currency="USD")], None, Gap.FEE_CURRENCY),
        ([fee("5", currency=None)], None, Gap.FEE_CURRENCY),
        ([fee("100"), fee("30", FeeKind.FEE)], (130, 130, 130), None),
        ([fee("100"), fee("300"), fee("200"), fee("900")], (100, 200, 900), None),
        ([fee("100"), fee(None)], (100, 100, 100), Gap.FEE_AMOUNT),
        ([Fee(kind=FeeKind.FEE, amount="2000", currency="VND", per="trang")], (2000,) * 3, Gap.FEE_QUANTITY),
        ([Fee(kind=FeeKind.FEE, amount="2000", currency="VND", per="hồ sơ")], (2000,) * 3, None),
    ],
)
def test_unknown_fees_are_gaps_and_free_is_nothing(
    fees: list[Fee], expected: tuple[int, int, int] | None, gap: Gap | None
) -> None:
    amount, gaps = fees_of(fees, nothing_due=False)
    assert (None if amount is None else (amount.low, amount.central, amount.high)) == expected
    assert gaps == (frozenset() if gap is None else {gap})


def test_no_fee_is_free_only_where_the_source_says_so() -> None:
    assert fees_of([], nothing_due=True)[1] == frozenset()
    p = procedure(case("a"), channels=(channel(),))
    assert cost(p, reading()).lower_bound
    assert not cost(p.model_copy(update={"not_applicable": ("fees",)}), reading()).lower_bound


def test_a_channel_that_states_no_fee_beside_one_that_does_is_not_free() -> None:
    ways = (channel(ChannelKind.IN_PERSON, fee("900000")), channel(ChannelKind.POST))
    figures = flat(time__obtain_paper=10, time__trip=60, time__post=30)
    got = cost(procedure(case("a"), channels=ways), reading(mention()), figures=figures)
    assert got.c1 == Range.of(10 + 2 * 60 + 900_000)  # nothing lies below the stated fee
    assert got.gaps == (Gap.FEE_OF_CHANNEL,)
    assert not got.lower_bound
    assert [(way.channel, way.counted) for way in got.channels] == [
        (ChannelKind.IN_PERSON, True),
        (ChannelKind.POST, False),
    ]
    (paying,) = [activity for activity in got.channels[1].activities if activity.row is Row.PHI]
    assert paying.fee is None
    assert got.dossier + got.handing == got.c1
    assert sum(got.by_row.values()) == got.c1.central


def test_where_no_channel_states_a_fee_all_stay_and_c1_is_a_lower_bound() -> None:
    ways = (channel(ChannelKind.IN_PERSON), channel(ChannelKind.POST, fee(None)))
    got = cost(procedure(case("a"), channels=ways), reading(mention()), figures=flat(time__trip=60))
    assert got.lower_bound
    assert all(way.counted for way in got.channels)
    assert set(got.gaps) == {Gap.FEE_NOT_STATED, Gap.FEE_AMOUNT}


def test_free_is_a_known_fee() -> None:
    ways = (channel(ChannelKind.IN_PERSON, fee("0")), channel(ChannelKind.POST))
    got = cost(procedure(case("a"), channels=ways), reading(mention()), figures=flat(time__post=60))
    assert got.c1.high == 0


def test_channels_are_scenarios_weighted_by_parameter() -> None:
    both = (channel(ChannelKind.IN_PERSON, fee("0")), channel(ChannelKind.ONLINE, fee("0")))
    figures = flat(time__trip=100, time__transmit=10)
    got = cost(procedure(case("a"), channels=both), reading(), figures=figures)
    assert got.c1 == Range(Fraction(20), Fraction(110), Fraction(200))


def test_a_procedure_without_channels_is_costed_over_all_and_says_so() -> None:
    got = cost(procedure(case("a"), channels=()), reading())
    assert Gap.CHANNEL in got.gaps
    assert {way.channel for way in got.channels} == set(ChannelKind)


def test_fees_of_no_channel_hold_for_every_channel() -> None:
    ways = (channel(None, fee("500")), channel(ChannelKind.IN_PERSON), channel(ChannelKind.ONLINE))
    got = cost(procedure(case("a"), channels=ways), reading(), figures=flat())
    assert got.c1 == Range.of(500)
    assert len(got.channels) == 2


def test_no_component_no_cost() -> None:
    assert cost_of_procedure(procedure(), (), flat(), day=DAY) is None


def test_readings_of_another_record_are_refused() -> None:
    with pytest.raises(ValueError, match="1 readings for 2 components"):
        cost(procedure(case("a", "b")), reading())


def test_a_year_needs_a_volume() -> None:
    p = procedure(case("a"))
    assert cost(p, reading()).year is None
    known = cost_of_procedure(
        p, (reading(),), flat(time__obtain_paper=10), day=DAY, volume=Volume(Range.of(7), (), {}, {})
    )
    assert known is not None
    assert known.year == Range.of(70)


def test_a_day_without_income_is_an_error() -> None:
    with pytest.raises(ParameterNotFound, match="hourly_income"):
        cost_of_procedure(procedure(case("a")), (reading(),), defaults(), day=DAY.replace(year=1999))


def test_the_shipped_figures_give_a_range_with_its_worst_grade() -> None:
    got = cost(procedure(case("a")), reading(mention()), figures=defaults())
    assert got.c1.low < got.c1.central < got.c1.high
    assert got.grade is Grade.PLACEHOLDER
    assert {u.name for u in got.used} >= {"hourly_income", "time.obtain_paper", "time.trip"}
    assert len({u.name for u in got.used}) == len(got.used)


def test_a_sum_is_over_the_procedures_that_state_components() -> None:
    costed, listed = procedure(case("a")), procedure(code="1.000002")
    snapshot = Snapshot.of(DAY, [listed, costed])
    readings = {costed.key: (reading(),), listed.key: ()}
    costs = cost_of_snapshot(snapshot, readings, flat(time__obtain_paper=10))
    assert list(costs) == [costed.key]
    assert sum_of(costs.values()).central == 10
