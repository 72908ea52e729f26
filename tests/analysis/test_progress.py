"""What measures cut of a frozen base, in rows, đồng and days: by state, gross, net, never twice."""

from datetime import date
from fractions import Fraction
from typing import Any

from analysis.baseline import freeze
from analysis.cost import cost_of_snapshot
from analysis.decomposing import Side
from analysis.progress import Progress, Sum, progress
from catalogue.measures import Measure, MeasureState, Target, Terms
from catalogue.options import Option
from catalogue.records import Channel, ChannelKind, Procedure, TimeLimit, TimeUnit
from catalogue.snapshot import Snapshot
from tests.analysis.cost_cases import case, flat, mention, procedure, reading
from tests.build import NOW

BASE, TODAY = date(2024, 12, 31), date(2026, 7, 1)
A, B, C = "1.000001", "1.000002", "1.000003"
FIGURES = flat(hourly_income=60, time__obtain_paper=60)
IN_FORCE = {"since": date(2026, 1, 1), "instrument": "66.18/2026/NQ-CP"}
APPLIED = {**IN_FORCE, "applied": date(2026, 2, 1)}
PAPER = reading(mention("Giấy"))


def one(code: str, papers: int = 2, days: int = 10) -> Procedure:
    limit = TimeLimit(value=days, unit=TimeUnit.WORKING_DAY, text=f"{days} ngày làm việc")
    ways = (Channel(channel=ChannelKind.IN_PERSON, time_limit=limit),)
    return procedure(case(*["Giấy"] * papers), code=code, channels=ways)


def side(day: date, *records: Procedure) -> Side:
    snapshot = Snapshot.of(day, records)
    return Side(snapshot, {p.key: (PAPER,) * len(p.components) for p in records}, FIGURES)


def drop(code: str, row: int, **told: Any) -> Measure:
    return Measure(option=Option.BO_GIAY_TO, targets=(Target(procedure=code, component=row),), **told)


def told(*measures: Measure, now: Side | None = None) -> dict[Sum, Progress]:
    then = side(BASE, one(A), one(B))
    costs = cost_of_snapshot(then.snapshot, then.readings, then.parameters)
    base = freeze("moc", then.snapshot, then.readings, costs, known=NOW)
    found = progress(base, then, now or side(TODAY, one(A), one(B)), measures)
    return {line.sum: line for line in found}


def test_each_state_has_what_the_firmer_ones_left() -> None:
    rows = told(drop(A, 0, **APPLIED), drop(A, 1, **IN_FORCE), drop(B, 0))[Sum.ROWS]
    assert rows.before == 4
    assert rows.cut == {MeasureState.APPLIED: 1, MeasureState.IN_FORCE: 1, MeasureState.PROPOSED: 1}
    assert (rows.gross, rows.planned) == (Fraction(2, 4), Fraction(3, 4))


def test_two_measures_on_one_row_cut_it_once_in_the_firmer_state() -> None:
    look_up = Measure(
        option=Option.THAY_DU_LIEU, targets=(Target(procedure=A, component=0),), after=Terms(kept=Fraction(0))
    )
    rows = told(drop(A, 0, **IN_FORCE), look_up)[Sum.ROWS]
    assert rows.cut == {MeasureState.IN_FORCE: 1}


def test_money_is_that_of_the_base_and_of_its_figures() -> None:
    c1 = told(drop(A, 0, **IN_FORCE))[Sum.C1]
    assert (c1.before, c1.done, c1.gross) == (240, 60, Fraction(1, 4))
    assert Sum.YEAR not in told()  # no volume is known: nothing a year is claimed


def test_a_shorter_limit_is_days_and_no_money() -> None:
    shorter = TimeLimit(value=4, unit=TimeUnit.WORKING_DAY, text="4 ngày làm việc")
    found = told(
        Measure(
            option=Option.GIAM_THOI_HAN,
            targets=(Target(procedure=A),),
            after=Terms(time_limit=shorter),
            **IN_FORCE,
        )
    )
    assert (found[Sum.WORKING_DAYS].before, found[Sum.WORKING_DAYS].done) == (20, 6)
    assert found[Sum.C1].done == 0
    assert Sum.DAYS not in found


def test_what_is_abolished_is_gone_whole_and_what_was_born_counts_against() -> None:
    gone = Measure(option=Option.BAI_BO, targets=(Target(procedure=A),), **IN_FORCE)
    found = told(gone, now=side(TODAY, one(B), one(C, papers=1, days=3)))
    rows, days = found[Sum.ROWS], found[Sum.WORKING_DAYS]
    assert (rows.done, rows.born, rows.net) == (2, 1, Fraction(1, 4))
    assert (days.done, days.born) == (10, 3)
    assert (rows.born_unknown, days.born_unknown) == (0, 0)


def test_what_is_not_known_of_a_new_procedure_is_counted_and_no_zero() -> None:
    bare = procedure(case(), code=C)
    found = told(now=side(TODAY, one(A), one(B), bare))
    assert {line.born_unknown for line in found.values()} == {1}
    assert {line.born for line in found.values()} == {0}


def test_what_ended_or_changes_nothing_is_not_counted() -> None:
    ended = drop(A, 0, since=date(2025, 1, 1), until=date(2025, 12, 31))
    kept = Measure(option=Option.GIU_NGUYEN, targets=(Target(procedure=A),), **IN_FORCE)
    foreign = drop(C, 0, **IN_FORCE)
    assert told(ended, kept, foreign)[Sum.ROWS].cut == {}
