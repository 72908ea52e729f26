"""A base is frozen; progress is told by state, gross and net; a change of a sum by cause."""

import random
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.baseline import freeze, same_scope, standing, standing_by
from analysis.cost import cost_of_snapshot
from analysis.decomposing import Cause, Side, decompose
from analysis.parameters import Parameters, defaults
from analysis.published import published
from analysis.targets import TargetScope
from catalogue.entered import ParameterEntry
from catalogue.measures import Measure, MeasureState, Target
from catalogue.options import Option
from catalogue.parameters import Dimension
from catalogue.records import ChannelKind, Kind, Procedure, TimeLimit, TimeUnit
from catalogue.snapshot import Snapshot
from tests.analysis.cost_cases import case, channel, fee, flat, mention, procedure, reading, value
from tests.build import NOW

BASE, NOW_DAY = date(2024, 12, 31), date(2026, 7, 1)
A, B, C, D = "1.000001", "1.000002", "1.000003", "1.000004"
PAPER = reading(mention("Giấy"))


def one(code: str, papers: int = 1, **told: Any) -> Procedure:
    rest: dict[str, Any] = {"sector": "Hộ tịch", "issuing_agency": "Bộ Tư pháp"}
    return procedure(case(*["Giấy"] * papers), code=code, **(rest | told))


def snapshot(day: date, *records: Procedure) -> Snapshot:
    return Snapshot.of(day, records)


def read(of: Snapshot) -> dict[str, Any]:
    return {p.key: (PAPER,) * len(p.components) for p in of.procedures}


def measure(option: str, code: str, **told: Any) -> Measure:
    return Measure(option=Option(option), targets=(Target(procedure=code),), **told)


THEN = snapshot(BASE, one(A), one(B), one(C, sector="Đất đai"))
FIGURES = flat(hourly_income=60, time__obtain_paper=60)


def frozen(then: Snapshot = THEN, figures: Parameters = FIGURES) -> Any:
    return freeze("moc", then, read(then), cost_of_snapshot(then, read(then), figures), known=NOW)


def test_a_base_holds_its_units_with_their_values() -> None:
    limit = TimeLimit(value=5, unit=TimeUnit.WORKING_DAY)
    ways = (channel(ChannelKind.IN_PERSON, fee("0")).model_copy(update={"time_limit": limit}),)
    told = frozen(snapshot(BASE, one(A, papers=2, channels=ways, kind=Kind.INTERNAL)))
    assert told.units == ()
    ours = snapshot(BASE, one(A, papers=2, channels=ways, kind=Kind.INTERNAL))
    costs = cost_of_snapshot(ours, read(ours), FIGURES)
    told = freeze("moc", ours, read(ours), costs, known=NOW, scope=TargetScope.INTERNAL)
    (unit,) = told.units
    assert (unit.rows, unit.c1, unit.cases, unit.year) == (2, 120, None, None)
    assert (unit.time, unit.time_unit, unit.internal, unit.agency) == (
        5,
        TimeUnit.WORKING_DAY,
        True,
        "Bộ Tư pháp",
    )
    assert told.intact


def test_a_base_does_not_move_with_the_catalogue() -> None:
    assert frozen().hash == frozen().hash
    assert frozen(snapshot(BASE, one(A), one(B))).hash != frozen().hash


def test_units_count_once_at_their_furthest_state() -> None:
    now = snapshot(NOW_DAY, one(A), one(B), one(D))
    in_force = {"since": date(2026, 1, 1), "instrument": "66.18/2026/NQ-CP"}
    told = standing(
        frozen(),
        now,
        [
            measure("BO_GIAY_TO", A),
            measure("GIAM_PHI", A, **in_force),
            measure("BAI_BO", B, approved=date(2026, 1, 1)),
            measure("BAI_BO", C, since=date(2025, 1, 1), until=date(2025, 12, 31)),
            measure("GIU_NGUYEN", C),
        ],
    )
    assert told.simplified == {MeasureState.IN_FORCE: 1}
    assert told.cut == {MeasureState.APPROVED: 1}
    assert (told.units, told.gone, told.born) == (3, 1, 1)
    assert told.gross == Fraction(1, 3)
    assert told.net == 0


def test_merged_procedures_are_one_less_not_two() -> None:
    joined = Measure(
        option=Option.GOP, targets=(Target(procedure=A), Target(procedure=B)), since=date(2026, 1, 1)
    )
    told = standing(frozen(), snapshot(NOW_DAY, one(A), one(C)), [joined])
    assert told.cut == {MeasureState.IN_FORCE: 1}
    assert told.simplified == {MeasureState.IN_FORCE: 1}


def test_parts_add_up_to_the_whole() -> None:
    now = snapshot(NOW_DAY, one(A), one(D, sector="Mới"))
    parts = standing_by(frozen(), now, [measure("BAI_BO", B)], lambda unit: unit.sector)
    assert [(p.name, p.units, p.born) for p in parts] == [("Hộ tịch", 2, 0), ("Đất đai", 1, 0), ("Mới", 0, 1)]
    assert parts[-1].gross is None


def test_only_what_is_in_scope_of_a_base_is_born_into_it() -> None:
    told = freeze("moc", THEN, read(THEN), {}, known=NOW, agency="bộ tư pháp")
    now = snapshot(NOW_DAY, one(A), one(D, issuing_agency="Bộ Y tế"), one("1.000005"))
    assert standing(told, now, []).born == 1
    assert [p.key for p in same_scope(told, now).procedures] == [A, "1.000005"]


def volume(code: str, cases: int, **told: Any) -> ParameterEntry:
    scoped = {"scope": {Dimension.PROCEDURE: code}} | told
    return ParameterEntry(name="volume.cases", value=value(Fraction(cases), **scoped))


def figures(*entries: ParameterEntry, **told: int) -> Parameters:
    base = flat(**({"hourly_income": 60, "time__obtain_paper": 60} | told))
    cases = {"volume.cases": defaults().by_name["volume.cases"]}
    return (base | Parameters(cases)).with_entries(entries)


def side(told: Snapshot, with_: Parameters) -> Side:
    return Side(told, read(told), with_)


CHANGES = [
    (Cause.LAW, snapshot(NOW_DAY, one(A, papers=2)), figures(volume(A, 10)), 600),
    (Cause.LAW, snapshot(NOW_DAY), figures(volume(A, 10)), -600),
    (Cause.LAW, snapshot(NOW_DAY, one(A, channels=(channel(ChannelKind.IN_PERSON, fee("5")),))),
     figures(volume(A, 10)), 50),
    (Cause.CHANNEL, snapshot(NOW_DAY, one(A, channels=(channel(ChannelKind.ONLINE, fee("0")),))),
     figures(volume(A, 10), time__check=60), 600),
    (Cause.REMEASURED, snapshot(NOW_DAY, one(A)), figures(volume(A, 10), time__obtain_paper=30), -300),
    (Cause.WAGE, snapshot(NOW_DAY, one(A)), figures(volume(A, 10), hourly_income=90), 300),
    (Cause.VOLUME, snapshot(NOW_DAY, one(A)), figures(volume(A, 13)), 180),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cause", "now", "with_", "change"), CHANGES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CHANGES)]
)
def test_each_cause_is_told_apart(cause: Cause, now: Snapshot, with_: Parameters, change: int) -> None:
    checking = 60 if cause is Cause.CHANNEL else 0
    base = side(snapshot(BASE, one(A)), figures(volume(A, 10), time__check=checking))
    found = decompose(base, side(now, with_), by_year=True)
    assert found.before == 600
    assert found.by_cause == {c: change if c is cause else 0 for c in Cause}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_the_causes_add_up_exactly(seed: int) -> None:
    told = random.Random(seed)

    def made(day: date) -> Side:
        kinds = [ChannelKind.IN_PERSON, ChannelKind.ONLINE, ChannelKind.POST]
        records = [
            one(code, papers=told.randint(1, 3), channels=tuple(
                channel(k, fee(str(told.randint(0, 9)))) for k in told.sample(kinds, told.randint(1, 3))))
            for code in (A, B, C) if told.random() < 0.8
        ]  # fmt: skip
        cases = [volume(code, told.randint(0, 50)) for code in (A, B) if told.random() < 0.8]
        return side(
            snapshot(day, *records),
            figures(*cases, hourly_income=told.randint(1, 99), time__trip=told.randint(0, 99)),
        )

    base, now = made(BASE), made(NOW_DAY)
    for by_year in (True, False):
        found = decompose(base, now, by_year=by_year)
        assert sum(found.by_cause.values()) == found.after - found.before


def test_published_figures_stand_beside_computed_ones() -> None:
    told = {(r.programme, r.numerator): r for r in published().result}
    moved = told["nq66_2025", 2371]
    assert moved.computed is not None
    assert (round(float(moved.computed) * 100, 2), moved.percent) == (34.0, Fraction("33.9"))
    assert told["de_an_30", 30_000_000_000_000].computed is None
    assert [(s.cut, s.simplified) for s in published().split] == [(488, 2675), (282, 953)]
