"""Which figures make a cost uncertain (số liệu nào quyết định): what measuring one of them would narrow.

Here: for every figure with a range, how much narrower the sum is when the figure is known.
Not here: the cost itself (cost.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from analysis.cost import ProcedureCost, cost_of_procedure
from analysis.documents.reading import Reading
from analysis.parameters import Parameters
from analysis.scm import ratio
from analysis.volumes import CASES, SUBJECTS, TIMES, volumes_on
from catalogue.parameters import DatedValue, Parameter, Used
from catalogue.records import Procedure

MOST = 5


@dataclass(frozen=True)
class Driver:
    """One figure, and how much narrower the range of the sum is once it is measured."""

    used: Used
    narrows: Fraction
    """đồng less between low and high."""
    share: Fraction | None
    """Of the width of the sum."""
    procedures: int
    """How many procedures rest on it."""


def drivers(
    procedures: Iterable[Procedure],
    readings: Mapping[str, tuple[Reading, ...]],
    parameters: Parameters,
    *,
    day: date,
    by_year: bool = False,
    most: int = MOST,
) -> tuple[Driver, ...]:
    """The figures that narrow Σ C1 (or Σ C a year) most, the first the most; ties by name."""
    volumes = volumes_on(parameters, day)
    narrowed: dict[int, Fraction] = {}
    seen: dict[int, Used] = {}
    counted: dict[int, int] = {}
    fixed: dict[int, Parameters] = {}
    width = Fraction(0)
    for procedure in procedures:
        read = readings.get(procedure.key, ())
        volume = volumes.get(procedure.key)
        if by_year and volume is None:
            continue
        before = cost_of_procedure(procedure, read, parameters, day=day, volume=volume)
        if before is None:
            continue
        wide = _width(before, by_year=by_year)
        width += wide
        for used in (*before.used, *(volume.used if by_year and volume is not None else ())):
            value = used.value
            if value.low == value.high:
                continue
            at = id(value)
            if at not in fixed:
                fixed[at] = _measured(parameters, used)
            known = (
                replace(before, volume=volumes_on(fixed[at], day).get(procedure.key))
                if _is_volume(used)
                else None
            )
            after = known or cost_of_procedure(procedure, read, fixed[at], day=day, volume=volume)
            if after is not None:
                narrowed[at] = narrowed.get(at, Fraction(0)) + wide - _width(after, by_year=by_year)
                seen[at], counted[at] = used, counted.get(at, 0) + 1
    found = [Driver(seen[at], by, ratio(by, width), counted[at]) for at, by in narrowed.items() if by > 0]
    return tuple(sorted(found, key=lambda d: (-d.narrows, d.used.name, d.used.because)))[:most]


def _is_volume(used: Used) -> bool:
    return used.name in (CASES, TIMES, SUBJECTS)


def _width(cost: ProcedureCost, *, by_year: bool) -> Fraction:
    whole = cost.year if by_year else cost.c1
    return Fraction(0) if whole is None else whole.high - whole.low


def _measured(parameters: Parameters, used: Used) -> Parameters:
    """The same figures with one of them known exactly, at its central value."""
    old = parameters.by_name[used.name]
    values = tuple(_exact(v) if v is used.value else v for v in old.values)
    new = Parameter.model_construct(**{**dict(old), "values": values})
    return parameters | Parameters({used.name: new})


def _exact(value: DatedValue) -> DatedValue:
    return value.model_copy(update={"low": value.central, "high": value.central})
