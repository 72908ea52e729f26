"""Who bears the cost (ai chịu chi phí): citizens, businesses and the State, kept apart.

Here: C a year by group, the State's own work, one-off costs, what people would do anyway, waiting
days beside money. Not here: C1 (cost.py). The State's side is never added to C1.

Source: Thông tư 02/2017/TT-VPCP, Điều 27: the cost of those who comply; waiting has no đồng.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.cost import ProcedureCost
from analysis.parameters import Parameters
from analysis.preparing import range_of
from analysis.scenario import MINUTE
from analysis.scm import ONE, ZERO, Range, total
from analysis.work import groups_of
from catalogue.errors import ParameterNotFound
from catalogue.parameters import Dimension, Used
from catalogue.records import Procedure, TimeUnit
from catalogue.snapshot import Snapshot

SEVERAL = "several"
"""Procedures for several groups whose cases nobody has split."""
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Parties:
    """Costs of a set of procedures by who bears them, đồng; what is not known is not in it."""

    year_by_group: Mapping[str, Range]
    """citizen, business, organisation, state as applicants, several, unknown."""
    beyond_usual: Range
    """C a year without what people would do anyway, where its share is entered; else all of it."""
    state_year: Range
    """The State's own work a year."""
    one_off: Range
    """Cost of starting to comply, outside the yearly formula."""
    waiting: Mapping[TimeUnit, float]
    """Longest time limits of one case of each procedure, by unit; units are never added to each other."""
    known: int
    """Procedures with a volume."""
    without_volume: int
    without_state: int
    """Procedures whose work for the State nobody has entered."""
    used: tuple[Used, ...]


def parties_of(snapshot: Snapshot, costs: Mapping[str, ProcedureCost], parameters: Parameters) -> Parties:
    """Every side of the procedures of a snapshot, apart."""
    by_group: dict[str, list[Range]] = defaultdict(list)
    beyond, state, one_off, used = ZERO, ZERO, ZERO, list[Used]()
    known = without_state = 0
    for procedure in snapshot.procedures:
        cost = costs.get(procedure.key)
        once = _figure(parameters, "cost.one_off", snapshot, procedure)
        if once is not None:
            one_off = one_off + range_of(once)
            used.append(once)
        if cost is None or cost.volume is None or cost.year is None:
            continue
        known += 1
        for group, part in _split(procedure, cost).items():
            by_group[group].append(part)
        usual = _figure(parameters, "share.bau", snapshot, procedure)
        used += [usual] if usual is not None else []
        beyond = beyond + (cost.year if usual is None else cost.year * _rest(range_of(usual)))
        minutes = _figure(parameters, "state.minutes", snapshot, procedure)
        hourly = _figure(parameters, "state.hourly_cost", snapshot, procedure)
        if minutes is None or hourly is None:
            without_state += 1
            continue
        used += [minutes, hourly]
        state = state + range_of(minutes) * MINUTE * range_of(hourly) * cost.volume.cases
    return Parties(
        year_by_group={group: total(parts) for group, parts in sorted(by_group.items())},
        beyond_usual=beyond,
        state_year=state,
        one_off=one_off,
        waiting=_waiting(snapshot),
        known=known,
        without_volume=len(snapshot.procedures) - known,
        without_state=without_state,
        used=tuple({id(u.value): u for u in used}.values()),
    )


def _figure(parameters: Parameters, name: str, snapshot: Snapshot, procedure: Procedure) -> Used | None:
    told = {
        Dimension.PROCEDURE: procedure.code,
        Dimension.AGENCY: procedure.issuing_agency,
        Dimension.SECTOR: procedure.sector,
    }
    try:
        return parameters.on(name, snapshot.day, {d: v for d, v in told.items() if v is not None})
    except ParameterNotFound:
        return None  # nobody entered it: counted as not known, never guessed


def _split(procedure: Procedure, cost: ProcedureCost) -> dict[str, Range]:
    """C a year by group of applicants: as counted, else whole to the one group there is."""
    volume = cost.volume
    if volume is not None and volume.by_applicant:
        return {group: cost.c1 * cases for group, cases in volume.by_applicant.items()}
    groups = groups_of(procedure.applicants)
    year = cost.year or ZERO
    if len(groups) == 1:
        return {next(iter(groups)): year}
    return {SEVERAL if groups else UNKNOWN: year}


def _rest(share: Range) -> Range:
    return Range(ONE.low - share.high, ONE.central - share.central, ONE.high - share.low)


def _waiting(snapshot: Snapshot) -> dict[TimeUnit, float]:
    found: dict[TimeUnit, float] = defaultdict(float)
    for procedure in snapshot.procedures:
        limits = [c.time_limit for c in procedure.channels if c.time_limit is not None]
        told = [(t.unit, t.value) for t in limits if t.unit is not None and t.value is not None]
        units = {unit for unit, _ in told}
        if len(units) == 1:
            found[units.pop()] += max(value for _, value in told)
    return dict(sorted(found.items()))
