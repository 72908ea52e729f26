"""How often a procedure is done in a year (số hồ sơ một năm), out of entered figures.

Here: the total of one procedure and its parts by agency and applicant. Not here: a guess; a
procedure without an entered number has no volume.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analysis.parameters import Parameters
from analysis.scm import Range, total
from catalogue.parameters import DatedValue, Dimension, Used

CASES, TIMES, SUBJECTS = "volume.cases", "volume.times", "volume.subjects"


@dataclass(frozen=True)
class Volume:
    """Cases a year of one procedure, and the figures behind them."""

    cases: Range
    used: tuple[Used, ...]
    by_agency: Mapping[str, Range]
    """Only agencies that entered a number."""
    by_applicant: Mapping[str, Range]
    partial: bool = False
    """A sum over the agencies that entered a number; others may have cases too."""


def volumes_on(parameters: Parameters, day: date) -> dict[str, Volume]:
    """Volumes in force on a day, by key of the procedure.

    A number for the whole procedure stands before the sum of agencies, that before the sum of
    groups of applicants, and that before times × subjects (which needs both).
    """
    told = _by_procedure(parameters, CASES, day)
    found = {key: _volume(values) for key, values in told.items()}
    times, subjects = _by_procedure(parameters, TIMES, day), _by_procedure(parameters, SUBJECTS, day)
    for key in (times.keys() & subjects.keys()) - found.keys():
        factors = [one for one in (_whole(times[key]), _whole(subjects[key])) if one is not None]
        if len(factors) == 2:
            found[key] = Volume(_range(factors[0]) * _range(factors[1]), tuple(factors), {}, {})
    return found


def _by_procedure(parameters: Parameters, name: str, day: date) -> dict[str, list[Used]]:
    parameter = parameters.by_name.get(name)
    found: dict[str, list[Used]] = defaultdict(list)
    if parameter is None:
        return found
    for value in parameter.values:
        key = value.scope.get(Dimension.PROCEDURE)
        if key is not None and value.on(day):
            because = "phạm vi: " + ", ".join(f"{d}={v}" for d, v in value.scope.items())
            found[key].append(Used(name, parameter.vi, parameter.unit, value, because))
    return found


def _volume(values: list[Used]) -> Volume:
    whole = _whole(values)
    agencies = _parts(values, Dimension.AGENCY)
    groups = _parts(values, Dimension.APPLICANT)
    parts = {name: _range(used) for name, used in agencies.items()}
    shares = {name: _range(used) for name, used in groups.items()}
    if whole is not None:
        return Volume(_range(whole), (whole,), parts, shares)
    chosen = agencies or groups
    cases = total(map(_range, chosen.values()))
    return Volume(cases, tuple(chosen.values()), parts, shares, partial=bool(agencies))


def _whole(values: list[Used]) -> Used | None:
    return next((used for used in values if set(used.value.scope) == {Dimension.PROCEDURE}), None)


def _parts(values: list[Used], dimension: Dimension) -> dict[str, Used]:
    wanted = {Dimension.PROCEDURE, dimension}
    return {u.value.scope[dimension]: u for u in values if set(u.value.scope) == wanted}


def _range(used: Used) -> Range:
    value: DatedValue = used.value
    return Range(value.low, value.central, value.high)
