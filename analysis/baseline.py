"""Freezing a base (chốt mốc), and progress against it: cut and simplified, by state, gross and net.

Here: units of a baseline, what measures have done to them, what was born since. Not here: the record
and its hash (catalogue/baselines.py), why a sum changed (decomposing.py).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from analysis.agencies_of import agency_on
from analysis.cost import ProcedureCost
from analysis.documents.reading import Reading, RowKind
from analysis.targets import TargetScope, in_scope
from analysis.work import groups_of
from catalogue.baselines import Baseline, Unit
from catalogue.measures import Measure, MeasureState
from catalogue.options import Bucket, Option
from catalogue.records import Kind, Procedure, TimeUnit
from catalogue.snapshot import Snapshot
from catalogue.text import fold

Readings = Mapping[str, tuple[Reading, ...]]
ORDER = (MeasureState.APPLIED, MeasureState.IN_FORCE, MeasureState.APPROVED, MeasureState.PROPOSED)
"""The furthest state of a unit is the one it counts under."""


def freeze(
    name: str,
    snapshot: Snapshot,
    readings: Readings,
    costs: Mapping[str, ProcedureCost],
    *,
    known: datetime,
    programme: str | None = None,
    scope: TargetScope = TargetScope.ALL,
    agency: str | None = None,
) -> Baseline:
    """The baseline of the procedures of a scope, of one agency where it is named, with its hash."""
    units = tuple(
        _unit(p, readings.get(p.key, ()), costs.get(p.key), snapshot)
        for p in snapshot.procedures
        if _meant(p, scope, agency)
    )
    told = Baseline(
        name=name,
        programme=programme,
        scope=str(scope),
        agency=agency,
        day=snapshot.day,
        known=known,
        snapshot=snapshot.id,
        units=units,
    )
    return told.frozen()


def _meant(procedure: Procedure, scope: TargetScope, agency: str | None) -> bool:
    named = agency is None or fold(agency) in fold(procedure.issuing_agency or "")
    return named and in_scope(procedure, scope)


def same_scope(baseline: Baseline, now: Snapshot) -> Snapshot:
    """The units of a base and what is in its scope now, of a later snapshot."""
    keys = {unit.key for unit in baseline.units}
    scope = TargetScope(baseline.scope)
    kept = [p for p in now.procedures if p.key in keys or _meant(p, scope, baseline.agency)]
    return Snapshot.of(now.day, kept)


def longest(procedure: Procedure) -> tuple[Fraction | None, TimeUnit | None]:
    """The longest time limit of the channels and its unit; None, None where units differ or none is told."""
    limits = [c.time_limit for c in procedure.channels if c.time_limit is not None and c.time_limit.unit]
    units = {limit.unit for limit in limits}
    values = [Fraction(str(limit.value)) for limit in limits if limit.value is not None]
    return (max(values), units.pop()) if len(units) == 1 and values else (None, None)


def _unit(
    procedure: Procedure, readings: tuple[Reading, ...], cost: ProcedureCost | None, snapshot: Snapshot
) -> Unit:
    agency = procedure.issuing_agency or procedure.deciding_agency
    volume = None if cost is None or cost.volume is None else cost.volume.cases.central
    time, single = longest(procedure)
    return Unit(
        key=procedure.key,
        name=procedure.name,
        agency=None if agency is None else agency_on(agency, snapshot.day).name,
        sector=procedure.sector,
        levels=tuple(str(level) for level in procedure.levels),
        internal=procedure.kind is Kind.INTERNAL,
        business="business" in groups_of(procedure.applicants),
        rows=sum(read.kind is RowKind.DOCUMENT for read in readings),
        conditions=None if procedure.conditions is None else True,
        c1=None if cost is None else cost.c1.central,
        cases=volume,
        time=time,
        time_unit=single,
    )


@dataclass(frozen=True)
class Standing:
    """Progress of one set of units of a base."""

    name: str
    units: int
    cut: Mapping[MeasureState, int]
    """Bãi bỏ, by furthest state."""
    simplified: Mapping[MeasureState, int]
    """Đơn giản hóa, by furthest state."""
    gone: int
    """No longer in the catalogue, and no measure says why."""
    born: int
    """In the catalogue and not in the base: a new burden."""

    def counted(self, bucket: Mapping[MeasureState, int]) -> int:
        """What is in force or applied."""
        return sum(number for state, number in bucket.items() if state.counts)

    @property
    def gross(self) -> Fraction | None:
        """(cut + simplified, in force or applied) / units; None over nothing."""
        if not self.units:
            return None
        return Fraction(self.counted(self.cut) + self.counted(self.simplified), self.units)

    @property
    def net(self) -> Fraction | None:
        """The same less what was born since."""
        if not self.units:
            return None
        done = self.counted(self.cut) + self.counted(self.simplified)
        return Fraction(done - self.born, self.units)


def standing(
    baseline: Baseline, now: Snapshot, measures: Iterable[Measure], *, name: str = "Tất cả"
) -> Standing:
    """How far the units of a base have come on the day of a snapshot."""
    return _standing(name, baseline.units, _of_units(baseline, measures, now), _born(baseline, now), now)


def standing_by(
    baseline: Baseline, now: Snapshot, measures: Iterable[Measure], key: Callable[[Unit], str | None]
) -> tuple[Standing, ...]:
    """The same by agency, sector, level; the largest first."""
    furthest = _of_units(baseline, measures, now)
    parts: dict[str, list[Unit]] = defaultdict(list)
    for unit in baseline.units:
        parts[key(unit) or "không nêu"].append(unit)
    births: dict[str, list[Unit]] = defaultdict(list)
    for unit in _born(baseline, now):
        births[key(unit) or "không nêu"].append(unit)
    found = [
        _standing(name, parts.get(name, ()), furthest, births.get(name, []), now)
        for name in parts.keys() | births
    ]
    return tuple(sorted(found, key=lambda s: (-s.units, s.name)))


Furthest = Mapping[str, tuple[MeasureState, bool]]


def _of_units(baseline: Baseline, measures: Iterable[Measure], now: Snapshot) -> Furthest:
    """The furthest state of each unit, and whether it is abolished in that state."""
    found: dict[str, tuple[MeasureState, bool]] = {}
    keys = {unit.key for unit in baseline.units}
    for measure in measures:
        state = measure.state(now.day)
        if state is MeasureState.REVERTED or measure.option.facts.bucket is Bucket.NONE:
            continue
        for place, key in enumerate(measure.procedures):
            if key not in keys:
                continue
            ends = measure.option is Option.BAI_BO or (measure.option is Option.GOP and place > 0)
            held = found.get(key)
            if held is None or ORDER.index(state) < ORDER.index(held[0]):
                found[key] = (state, ends)
            elif held[0] is state and ends:
                found[key] = (state, True)
    return found


def _born(baseline: Baseline, now: Snapshot) -> list[Unit]:
    keys = {unit.key for unit in baseline.units}
    return [_unit(p, (), None, now) for p in same_scope(baseline, now).procedures if p.key not in keys]


def _standing(
    name: str, units: Iterable[Unit], furthest: Furthest, born: list[Unit], now: Snapshot
) -> Standing:
    cut: Counter[MeasureState] = Counter()
    simplified: Counter[MeasureState] = Counter()
    told = list(units)
    gone = 0
    for unit in told:
        if unit.key in furthest:
            state, ends = furthest[unit.key]
            (cut if ends else simplified)[state] += 1
        elif unit.key not in now.by_key:
            gone += 1
    return Standing(name, len(told), dict(cut), dict(simplified), gone, len(born))
