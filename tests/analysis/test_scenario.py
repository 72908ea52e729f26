"""Every option on records: what is left, what is saved; order and overlap change nothing."""

import random
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cost import cost_of_procedure
from analysis.documents.reading import Form, Maker, Reading
from analysis.scenario import Readings, Scenario, apply
from analysis.scm import Range
from analysis.volumes import Volume
from catalogue.measures import Measure, MeasureState, Target, Terms
from catalogue.options import Option
from catalogue.records import ChannelKind, Component, Fee, FeeKind, Level, Procedure, TimeLimit, TimeUnit
from catalogue.snapshot import Snapshot
from tests.analysis.cost_cases import DAY, case, channel, fee, flat, mention, procedure, reading

FIGURES = flat(
    hourly_income=60,
    time__obtain_paper=60,
    time__fill_form=120,
    time__trip=60,
    time__check=10,
    time__transmit=5,
    time__certify=30,
    money__trip=40,
    money__copy_page=2,
    count__pages=1,
    money__certify_first_pages=3,
    money__certify_first_count=2,
    money__certify_most=100,
    share__lookup_fails="1/5",
)
FORM = mention("Tờ khai", head="tờ khai", maker=Maker.APPLICANT)
PAPER = mention("Giấy khai sinh")
COPY = mention("Bằng", form=Form.CERTIFIED_COPY)
ROWS = (reading(FORM), reading(PAPER), reading(COPY))
CODE = "1.000001"


def record(code: str = CODE, **told: Any) -> Procedure:
    components = (
        Component(text="Tờ khai", originals=1, copies=0),
        Component(text="Giấy khai sinh", originals=1, copies=0),
        Component(text="Bản sao chứng thực bằng", originals=0, copies=1),
    )
    rest: dict[str, Any] = {
        "channels": (channel(ChannelKind.IN_PERSON, fee("50")),),
        "dossier_sets": 2,
        "conditions": "Đủ 18 tuổi. Có trụ sở.",
        "levels": (Level.PROVINCE,),
    }
    return procedure(case().model_copy(update={"components": components}), code=code, **(rest | told))


def measure(option: str, after: Terms | None = None, before: Terms | None = None, **target: Any) -> Measure:
    named = {"procedure": CODE} | target
    return Measure(option=Option(option), targets=(Target(**named),), after=after, before=before)


def scenario(*measures: Measure, records: list[Procedure] | None = None, **told: Any) -> Scenario:
    known = records or [record()]
    readings: Readings = {p.key: ROWS for p in known}
    return apply(Snapshot.of(DAY, known), readings, measures, told.pop("figures", FIGURES), **told)


# work 60 đồng an hour. form 120, paper 60, copy 60 + 2 sets × (2 + 3) = 70, trip to certify 30,
# hand in 60 + 40, collect 60 + 40, fee 50
BEFORE = 120 + 60 + 70 + 30 + 100 + 100 + 50
VND = FeeKind.CHARGE
AFTER = [
    (measure("GIU_NGUYEN"), BEFORE),
    (measure("BAI_BO"), 0),
    (measure("BO_GIAY_TO", component=1), BEFORE - 60),
    (measure("BO_GIAY_TO", component=2), BEFORE - 100),
    (measure("BO_GIAY_TO", document_type="bằng"), BEFORE - 100),
    (measure("THAY_DU_LIEU", component=1), BEFORE - 48),
    (measure("THAY_DU_LIEU", Terms(kept=Fraction(1, 2)), component=1), BEFORE - 30),
    (measure("GIAM_BAN_SAO", component=2), BEFORE - 10 - 30),
    (measure("GIAM_SO_BO", Terms(sets=1)), BEFORE - 5),
    (measure("SUA_MAU_DON", Terms(kept=Fraction(1, 4))), BEFORE - 90),
    (measure("SUA_MAU_DON"), BEFORE),
    (measure("BO_XAC_NHAN", Terms(kept=Fraction(1, 2)), component=0), BEFORE - 60),
    (measure("GIAM_THOI_HAN", Terms(time_limit=TimeLimit(value=2, unit=TimeUnit.DAY))), BEFORE),
    (
        measure("KEO_DAI_HIEU_LUC", Terms(validity_years=Fraction(10)), Terms(validity_years=Fraction(5))),
        BEFORE,
    ),
    (measure("GIAM_TAN_SUAT", Terms(times_a_year=Fraction(4)), Terms(times_a_year=Fraction(12))), BEFORE),
    (measure("GIAM_PHI", Terms(fees=(Fee(kind=VND, amount="20", currency="VND"),))), BEFORE - 30),
    (measure("GIAM_PHI", Terms(fees=())), BEFORE - 50),
    (measure("GIAM_PHI", Terms(fees=(Fee(kind=VND, amount="90", currency="VND"),))), BEFORE),
    (measure("CHUYEN_THONG_BAO"), 120 + 100),
    (measure("BO_DIEU_KIEN", condition="Có trụ sở."), BEFORE),
    (measure("PHAN_CAP", Terms(level=Level.COMMUNE)), BEFORE),
    (measure("HAU_KIEM", Terms(share=Fraction(1, 10), minutes=Fraction(50)), component=1), BEFORE - 60 + 5),
    (measure("TRUC_TUYEN", Terms(share=Fraction(1))), BEFORE - 200 + 15 + 5),
    (measure("TRUC_TUYEN", Terms(share=Fraction(1, 2))), BEFORE - 90),
    (measure("TRUC_TUYEN"), BEFORE),
    (measure("CHU_DONG_1"), BEFORE),
    (measure("CHU_DONG_2"), BEFORE - 280 + 10),
    (measure("CHU_DONG_3"), BEFORE - 280 + 10),
    (measure("CHU_DONG_4"), 10),
    (measure("DON_DEP_TU_NGU", Terms(name="Bản sao bằng"), component=2), BEFORE),
]


def test_every_option_is_in_the_table() -> None:
    assert {m.option for m, _ in AFTER} | {Option.GOP, Option.LIEN_THONG} == set(Option)


@pytest.mark.parametrize(("one", "after"), AFTER, ids=[f"{m.option}-{n}" for n, (m, _) in enumerate(AFTER)])
def test_what_an_option_leaves(one: Measure, after: int) -> None:
    found = scenario(one)
    assert found.cost_before.central == BEFORE
    assert found.cost_after.central == after
    assert found.benefit == BEFORE - after


def after(*measures: Measure) -> Procedure:
    (left,) = scenario(*measures).after.procedures
    return left


def test_the_record_after_is_whole_and_differs_where_it_was_changed() -> None:
    left = after(measure("BO_GIAY_TO", component=1), measure("GIAM_SO_BO", Terms(sets=1)))
    assert [c.text for c in left.components] == ["Tờ khai", "Bản sao chứng thực bằng"]
    assert left.dossier_sets == 1
    changed = scenario(measure("GIAM_SO_BO", Terms(sets=1))).by_key[CODE].changes
    assert [c.path for c in changed] == ["dossier_sets"]
    looked = after(measure("THAY_DU_LIEU", component=1)).components[1]
    assert "khai thác dữ liệu" in (looked.notes or "")
    assert after(measure("BO_DIEU_KIEN", condition="Có trụ sở.")).conditions == "Đủ 18 tuổi."
    assert after(measure("PHAN_CAP", Terms(level=Level.COMMUNE))).levels == (Level.COMMUNE,)
    assert after(measure("GIAM_PHI", Terms(fees=()))).channels[0].fees[0].amount == "0"
    assert after(measure("DON_DEP_TU_NGU", Terms(name="Bằng"), component=2)).components[2].text == "Bằng"
    online = after(measure("TRUC_TUYEN", Terms(share=Fraction(1))))
    assert [c.channel for c in online.channels] == [ChannelKind.IN_PERSON, ChannelKind.ONLINE]
    assert scenario(measure("BAI_BO")).after.procedures == ()


UNKNOWN = [
    "SUA_MAU_DON",
    "TRUC_TUYEN",
    "HAU_KIEM",
    "BO_GIAY_TO",
    "KEO_DAI_HIEU_LUC",
    "GIAM_TAN_SUAT",
    "GIAM_PHI",
]


@pytest.mark.parametrize("option", UNKNOWN)
def test_what_is_not_known_claims_no_saving_and_says_why(option: str) -> None:
    found = scenario(measure(option)).by_key[CODE]
    assert found.benefit.central == 0
    assert found.unclaimed


def test_fewer_times_and_longer_validity_halve_the_year_not_the_case() -> None:
    longer = measure(
        "KEO_DAI_HIEU_LUC", Terms(validity_years=Fraction(10)), Terms(validity_years=Fraction(5))
    )
    found = scenario(longer, volumes={CODE: Volume(Range.of(100), (), {}, {})})
    assert found.year is not None
    assert [side.central for side in found.year] == [BEFORE * 100, BEFORE * 50]
    assert scenario(longer).year is None


def test_two_overlapping_cuts_count_once() -> None:
    both = scenario(measure("BO_GIAY_TO", component=2), measure("GIAM_BAN_SAO", component=2))
    assert both.benefit == scenario(measure("BO_GIAY_TO", component=2)).benefit


def join(option: str, share: Fraction | None = None, *codes: str) -> Measure:
    return Measure(
        option=Option(option),
        targets=tuple(Target(procedure=code) for code in codes),
        after=Terms(share=share, name="Thủ tục gộp"),
    )


def test_merged_procedures_file_once_and_share_their_papers() -> None:
    two = [record(), record("1.000002")]
    found = scenario(join("GOP", None, CODE, "1.000002"), records=two)
    assert [p.key for p in found.after.procedures] == [CODE]
    assert found.after.procedures[0].name == "Thủ tục gộp"
    assert found.cost_after.central == BEFORE + 50
    assert found.by_key["1.000002"].merged_into == CODE


def test_interconnection_saves_for_those_who_need_all_steps() -> None:
    two = [record(), record("1.000002")]
    found = scenario(join("LIEN_THONG", Fraction(1, 2), CODE, "1.000002"), records=two)
    assert len(found.after.procedures) == 2
    assert found.benefit == (BEFORE - 50) / Fraction(2)
    assert scenario(join("LIEN_THONG", None, CODE, "1.000002"), records=two).benefit == 0


def test_joining_in_a_circle_leaves_one_filing() -> None:
    two = [record(), record("1.000002")]
    circle = [join("GOP", None, CODE, "1.000002"), join("GOP", None, "1.000002", CODE)]
    assert scenario(*circle, records=two).cost_after.central == BEFORE + 50


def test_a_reverted_measure_does_nothing_and_states_may_be_chosen() -> None:
    over = measure("BAI_BO").model_copy(update={"since": date(2026, 1, 1), "until": date(2026, 6, 30)})
    assert scenario(over).benefit == 0
    proposed = measure("BO_GIAY_TO", component=1)
    assert scenario(proposed, which=lambda state: state.counts).benefit == 0
    assert scenario(proposed, which=lambda state: state is MeasureState.PROPOSED).benefit == 60


KINDS = [m for m, _ in AFTER]


def for_code(one: Measure, code: str) -> Measure:
    return one.model_copy(
        update={"targets": tuple(t.model_copy(update={"procedure": code}) for t in one.targets)}
    )


CODES = [CODE, "1.000002", "1.000003"]
chosen = st.lists(
    st.one_of(
        st.builds(for_code, st.sampled_from(KINDS), st.sampled_from(CODES)),
        st.builds(
            lambda codes, share, option: join(option, share, *codes),
            st.lists(st.sampled_from(CODES), min_size=2, max_size=3, unique=True),
            st.sampled_from([Fraction(1, 3), Fraction(1)]),
            st.sampled_from(["GOP", "LIEN_THONG"]),
        ),
    ),
    max_size=8,
)
THREE = [record(code) for code in CODES]


@settings(max_examples=150, deadline=None)
@given(chosen, st.integers(0, 10**6))
def test_order_and_repetition_change_nothing(measures: list[Measure], seed: int) -> None:
    shuffled = measures * 2
    random.Random(seed).shuffle(shuffled)
    one, other = scenario(*measures, records=THREE), scenario(*shuffled, records=THREE)
    assert one.results == other.results
    assert one.after == other.after


@settings(max_examples=150, deadline=None)
@given(chosen)
def test_a_saving_never_exceeds_what_there_was(measures: list[Measure]) -> None:
    found = scenario(*measures, records=THREE)
    for result in found.results:
        assert 0 <= result.c1_after.low <= result.c1_after.central <= result.c1_after.high
        assert result.before is not None
        assert result.benefit.central <= result.before.c1.central
        assert 0 <= result.rows_cut <= result.rows
    assert found.benefit == sum(r.benefit.central for r in found.results)
    if found.cost_before.central:
        assert found.rate == found.benefit / found.cost_before.central


@settings(max_examples=100, deadline=None)
@given(chosen)
def test_disjoint_procedures_add_up(measures: list[Measure]) -> None:
    alone = [m for m in measures if m.option not in (Option.GOP, Option.LIEN_THONG)]
    whole = scenario(*alone, records=THREE)
    parts = [scenario(*alone, records=[one]) for one in THREE]
    assert whole.cost_after.central == sum(p.cost_after.central for p in parts)


SCRATCH = {Option.BO_GIAY_TO, Option.GIAM_SO_BO, Option.PHAN_CAP, Option.GIAM_PHI, Option.BO_DIEU_KIEN}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([m for m in KINDS if m.option in SCRATCH]), max_size=6))
def test_the_record_after_costs_what_the_scenario_says(measures: list[Measure]) -> None:
    found = scenario(*measures)
    (left,) = found.after.procedures
    texts = [c.text for c in left.components]
    kept: tuple[Reading, ...] = tuple(
        row for row, c in zip(ROWS, record().components, strict=True) if c.text in texts
    )
    again = cost_of_procedure(left, kept, FIGURES, day=DAY)
    assert again is not None
    assert again.c1.central == found.cost_after.central


@settings(max_examples=60, deadline=None)
@given(chosen, st.integers(0, 50))
def test_a_year_is_linear_in_its_volume(measures: list[Measure], cases: int) -> None:
    volumes = {code: Volume(Range.of(cases), (), {}, {}) for code in CODES}
    found = scenario(*measures, records=THREE, volumes=volumes)
    assert found.year is not None
    assert found.year[0].central == cases * found.cost_before.central
    times = {r.key: r.times_kept for r in found.results}
    assert found.year[1].central == sum(r.c1_after.central * cases * times[r.key] for r in found.results)
