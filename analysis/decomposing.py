"""Why a sum changed between two days: law, channel, re-measurement, wage, volume; only law is reform.

Here: one cause after the other, in a fixed order, so that the parts add up to the change exactly.
Not here: progress of measures (baseline.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from analysis.cost import cost_of_procedure
from analysis.documents.reading import Reading
from analysis.parameters import Parameters
from analysis.volumes import Volume, volumes_on
from catalogue.parameters import Parameter
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot

Readings = Mapping[str, tuple[Reading, ...]]
WAGE = "hourly_income"
WEIGHT = "weight.channel"
PINNED = "cố định để so sánh"


class Cause(StrEnum):
    """Nguyên nhân thay đổi, in the order in which they are told apart."""

    LAW = "law"
    """văn bản thay đổi: papers, fees, sets, levels, abolished and new procedures; the only reform"""
    CHANNEL = "channel"
    """công nghệ, cách thức: channels offered, and how many use them"""
    REMEASURED = "remeasured"
    """đo lại: other figures"""
    WAGE = "wage"
    """thu nhập bình quân"""
    VOLUME = "volume"
    """số hồ sơ"""


@dataclass(frozen=True)
class Side:
    """One of two days: what was in force, its rows read, its figures."""

    snapshot: Snapshot
    readings: Readings
    parameters: Parameters


@dataclass(frozen=True)
class Decomposition:
    """The change of a sum by cause; đồng, positive where it grew."""

    before: Fraction
    after: Fraction
    by_cause: Mapping[Cause, Fraction]
    by_year: bool
    """đồng a year; False: đồng for one case of each."""
    left_out: int
    """Procedures without a cost, or of a sum a year without a volume."""


def decompose(base: Side, now: Side, *, by_year: bool) -> Decomposition:
    """The change from one day to the other, by cause; the parts add up to after − before."""
    old, new = pinned(base.parameters, base.snapshot.day), pinned(now.parameters, now.snapshot.day)
    channel = old | _only(new, WEIGHT)
    measured = new | _only(old, WAGE)
    keys = sorted(base.snapshot.by_key.keys() | now.snapshot.by_key.keys())
    volumes = volumes_on(base.parameters, base.snapshot.day), volumes_on(now.parameters, now.snapshot.day)
    sums = [Fraction(0)] * (len(Cause) + 1)
    left_out = 0
    for key in keys:
        a, b = base.snapshot.by_key.get(key), now.snapshot.by_key.get(key)
        first, last = _counts(key, volumes, by_year=by_year)
        if first is None or last is None:
            left_out += 1
            continue
        law = b if a is None or b is None else _with_channels_of(a, b)
        read = base.readings.get(key, ()), now.readings.get(key, ())
        steps = [
            _cost(a, read[0], old, first),
            _cost(law, read[1], old, first),
            _cost(b, read[1], channel, first),
            _cost(b, read[1], measured, first),
            _cost(b, read[1], new, first),
            _cost(b, read[1], new, last),
        ]
        if all(step is None for step in steps):
            left_out += 1
        sums = [whole + (step or Fraction(0)) for whole, step in zip(sums, steps, strict=True)]
    causes = {cause: sums[place + 1] - sums[place] for place, cause in enumerate(Cause)}
    return Decomposition(sums[0], sums[-1], causes, by_year, left_out)


def pinned(parameters: Parameters, day: date) -> Parameters:
    """The figures of one day, for any day."""
    held = {}
    for name, parameter in parameters.by_name.items():
        values = tuple(
            v.model_copy(update={"since": None, "until": None, "undated": v.undated or PINNED})
            for v in parameter.values
            if v.on(day)
        )
        held[name] = Parameter.model_construct(**{**dict(parameter), "values": values})
    return Parameters(held)


def _only(parameters: Parameters, name: str) -> Parameters:
    return Parameters({n: p for n, p in parameters.by_name.items() if n == name})


def _counts(
    key: str, volumes: tuple[Mapping[str, Volume], Mapping[str, Volume]], *, by_year: bool
) -> tuple[Fraction | None, Fraction | None]:
    """Cases before and now; one that is known stands for both where a procedure is new or gone."""
    if not by_year:
        return Fraction(1), Fraction(1)
    first, last = volumes[0].get(key), volumes[1].get(key)
    known = first or last
    if known is None:
        return None, None
    return (first or known).cases.central, (last or known).cases.central


def _with_channels_of(old: Procedure, new: Procedure) -> Procedure:
    """The new record with the old ways of handing in; fees of a way that stays are the new ones."""
    ways = {channel.channel: channel for channel in new.channels}
    kept = tuple(ways.get(channel.channel, channel) for channel in old.channels)
    return new.model_copy(update={"channels": kept})


def _cost(
    record: Procedure | None, readings: tuple[Reading, ...], parameters: Parameters, cases: Fraction
) -> Fraction | None:
    if record is None:
        return None
    cost = cost_of_procedure(record, readings, parameters, day=date.min)
    return None if cost is None else cost.c1.central * cases
