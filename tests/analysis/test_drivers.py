"""The figures that matter most, and who bears a cost."""

from fractions import Fraction
from typing import Any

from analysis.cost import cost_of_snapshot
from analysis.drivers import drivers
from analysis.parameters import Parameters, defaults
from analysis.parties import SEVERAL, parties_of
from analysis.scm import Range
from catalogue.entered import ParameterEntry
from catalogue.parameters import Dimension
from catalogue.records import ChannelKind, Procedure, TimeLimit, TimeUnit
from catalogue.snapshot import Snapshot
from tests.analysis.cost_cases import DAY, case, channel, fee, flat, mention, procedure, reading, value

READINGS = {"1.000001": (reading(mention("Giấy")),), "1.000002": (reading(mention("Giấy")),)}


def ranged(name: str, low: int, central: int, high: int, **scope: str) -> ParameterEntry:
    one = value(Fraction(central)).model_copy(
        update={
            "low": Fraction(low),
            "high": Fraction(high),
            "scope": {Dimension(d): v for d, v in scope.items()},
        }
    )
    return ParameterEntry(name=name, value=one)


def figures(*entries: ParameterEntry) -> Parameters:
    waiting = {n: p for n, p in defaults().by_name.items() if p.awaits is not None}
    base = flat(hourly_income=60, time__obtain_paper=60)
    return (base | Parameters({n: p for n, p in waiting.items() if n not in base.by_name})).with_entries(
        entries
    )


def test_the_figure_that_narrows_most_comes_first() -> None:
    told = figures(ranged("time.obtain_paper", 10, 60, 120), ranged("time.trip", 0, 30, 60),
                   ranged("money.trip", 1, 2, 3))  # fmt: skip
    found = drivers([procedure(case("Giấy"))], READINGS, told, day=DAY)
    # trips: there and back to hand in and to collect, 60 đồng an hour
    assert [(d.used.name, d.narrows) for d in found] == [
        ("time.trip", 120),
        ("time.obtain_paper", 110),
        ("money.trip", 4),
    ]
    assert sum(d.share or 0 for d in found) == 1
    assert drivers([procedure(case("Giấy"))], READINGS, told, day=DAY, most=1) == found[:1]


def test_of_a_year_the_volume_is_a_figure_too() -> None:
    told = figures(
        ranged("volume.cases", 10, 20, 100, procedure="1.000001"), ranged("time.obtain_paper", 59, 60, 61)
    )
    (first, second) = drivers([procedure(case("Giấy"))], READINGS, told, day=DAY, by_year=True)
    assert (first.used.name, second.used.name) == ("volume.cases", "time.obtain_paper")
    assert first.narrows == (61 * 100 - 59 * 10) - (61 - 59) * 20


def known(code: str, **told: Any) -> Procedure:
    limit = TimeLimit(value=5, unit=TimeUnit.WORKING_DAY)
    ways = (channel(ChannelKind.IN_PERSON, fee("0")).model_copy(update={"time_limit": limit}),)
    return procedure(case("Giấy"), code=code, channels=ways, **told)


def test_sides_are_kept_apart() -> None:
    records = [
        known("1.000001", applicants=("Công dân Việt Nam",)),
        known("1.000002", applicants=("Công dân Việt Nam", "Doanh nghiệp")),
    ]
    snapshot = Snapshot.of(DAY, records)
    told = figures(
        ranged("volume.cases", 10, 10, 10, procedure="1.000001"),
        ranged("volume.cases", 5, 5, 5, procedure="1.000002"),
        ranged("state.minutes", 30, 30, 30, procedure="1.000001"),
        ranged("state.hourly_cost", 100, 100, 100),
        ranged("cost.one_off", 7, 7, 7, procedure="1.000002"),
    )
    found = parties_of(snapshot, cost_of_snapshot(snapshot, READINGS, told), told)
    assert found.year_by_group == {"citizen": Range.of(600), SEVERAL: Range.of(300)}
    assert found.state_year == Range.of(500)
    assert found.one_off == Range.of(7)
    assert found.beyond_usual == Range.of(900)
    assert (found.known, found.without_volume, found.without_state) == (2, 0, 1)
    assert found.waiting == {TimeUnit.WORKING_DAY: 10}


def test_cases_that_are_split_are_borne_by_group() -> None:
    snapshot = Snapshot.of(DAY, [known("1.000001", applicants=("Công dân Việt Nam", "Doanh nghiệp"))])
    told = figures(
        ranged("volume.cases", 4, 4, 4, procedure="1.000001", applicant="citizen"),
        ranged("volume.cases", 6, 6, 6, procedure="1.000001", applicant="business"),
        ranged("share.bau", 0, 0, 1),
    )
    found = parties_of(snapshot, cost_of_snapshot(snapshot, READINGS, told), told)
    assert found.year_by_group == {"business": Range.of(360), "citizen": Range.of(240)}
    assert found.beyond_usual == Range(Fraction(0), Fraction(600), Fraction(600))
