"""How much of a frozen base measures have cut: rows, đồng and days, by state, gross and net.

Here: sums over the units of a base, each metric for itself, states one after the other so that what
two measures cut is cut once. Not here: how many units are touched (baseline.py), why a sum changed
(decomposing.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from analysis.baseline import ORDER, longest, same_scope
from analysis.cost import cost_of_procedure
from analysis.counters import Metric
from analysis.decomposing import Side
from analysis.documents.reading import RowKind
from analysis.scenario import Changed, apply
from analysis.scm import ratio
from analysis.targets import TargetScope, targets
from analysis.volumes import volumes_on
from catalogue.baselines import Baseline, Unit
from catalogue.measures import Measure, MeasureState
from catalogue.options import Bucket
from catalogue.records import Procedure, TimeUnit
from catalogue.snapshot import Snapshot


class Sum(StrEnum):
    """What is summed; one never proves a target in another."""

    ROWS = "component_rows"
    """dòng thành phần hồ sơ phải nộp"""
    C1 = "cost_per_case"
    """đồng, một lần mỗi thủ tục"""
    YEAR = "cost_vnd_year"
    """đồng một năm, of the units with a volume"""
    WORKING_DAYS = "working_days"
    """thời hạn tính bằng ngày làm việc"""
    DAYS = "days"
    """thời hạn tính bằng ngày"""


UNITS = {Sum.WORKING_DAYS: TimeUnit.WORKING_DAY, Sum.DAYS: TimeUnit.DAY}
METRICS = {
    Sum.YEAR: Metric.COST_VND_YEAR,
    Sum.WORKING_DAYS: Metric.PROCESSING_TIME,
    Sum.DAYS: Metric.PROCESSING_TIME,
}
"""The counter of a programme that a sum answers; rows and Σ C1 are ours, of no programme."""


@dataclass(frozen=True)
class Progress:
    """One sum over the units of a base, and what measures take of it."""

    sum: Sum
    before: Fraction
    """On the base day, frozen."""
    counted: int
    """Units that have a value."""
    cut: Mapping[MeasureState, Fraction] = field(default_factory=dict)
    """Beyond what the firmer states have cut already; negative where a measure brings a burden."""
    born: Fraction = Fraction(0)
    """Of procedures that were born since: a new burden."""
    born_unknown: int = 0
    """Procedures born since of which this value is not known: the net share is at most what it says."""
    goal: Fraction | None = None
    """Share of 1 that the programme of the base wants; None: it names no goal for this sum."""

    @property
    def done(self) -> Fraction:
        """What measures in force or applied cut."""
        return sum((cut for state, cut in self.cut.items() if state.counts), Fraction(0))

    @property
    def gross(self) -> Fraction | None:
        """done / before; None over nothing (không xác định)."""
        return ratio(self.done, self.before)

    @property
    def net(self) -> Fraction | None:
        """(done − born) / before."""
        return ratio(self.done - self.born, self.before)

    @property
    def planned(self) -> Fraction | None:
        """(done + approved + proposed) / before."""
        return ratio(sum(self.cut.values(), Fraction(0)), self.before)


def progress(base: Baseline, then: Side, now: Side, measures: Iterable[Measure]) -> tuple[Progress, ...]:
    """The sums of a base and what measures take of them on the day of `now`; empty sums are left out.

    `then` is the day of the base as it was known when it was frozen; measures name its procedures and rows.
    """
    cut = _cut(base, then, now.snapshot, measures)
    born = _born(base, now)
    found = []
    for one in Sum:
        values = [value for unit in base.units if (value := _value(one, unit)) is not None]
        if values:
            total = sum(values, Fraction(0))
            new, unknown = born[one]
            found.append(Progress(one, total, len(values), cut[one], new, unknown, _goal(base, one)))
    return tuple(found)


def _value(one: Sum, unit: Unit) -> Fraction | None:
    if one is Sum.ROWS:
        return Fraction(unit.rows)
    if one is Sum.C1:
        return unit.c1
    if one is Sum.YEAR:
        year: Fraction | None = unit.year
        return year
    return unit.time if unit.time_unit is UNITS[one] else None


def _goal(base: Baseline, one: Sum) -> Fraction | None:
    for target in targets():
        same = base.programme is not None and base.programme in target.programme
        if same and target.metric == METRICS.get(one) and target.scope is TargetScope(base.scope):
            return target.percent
    return None


def _cut(
    base: Baseline, then: Side, now: Snapshot, measures: Iterable[Measure]
) -> dict[Sum, dict[MeasureState, Fraction]]:
    """What each state cuts beyond the firmer ones, by sum."""
    keys = {unit.key for unit in base.units}
    acting: dict[MeasureState, list[Measure]] = defaultdict(list)
    for measure in measures:
        state = measure.state(now.day)
        if (
            state in ORDER
            and measure.option.facts.bucket is not Bucket.NONE
            and keys & set(measure.procedures)
        ):
            acting[state].append(measure)
    touched = {key for told in acting.values() for measure in told for key in measure.procedures}
    part = Snapshot.of(then.snapshot.day, [p for p in then.snapshot.procedures if p.key in touched & keys])
    volumes = volumes_on(then.parameters, part.day)
    found: dict[Sum, dict[MeasureState, Fraction]] = {one: {} for one in Sum}
    chosen: list[Measure] = []
    before = dict.fromkeys(Sum, Fraction(0))
    for state in ORDER:
        if not acting[state]:
            continue
        chosen += acting[state]
        told = apply(part, then.readings, chosen, then.parameters, which=lambda _: True, volumes=volumes)
        for one in Sum:
            whole = sum((_saved(one, result) for result in told.results), Fraction(0))
            if whole != before[one]:
                found[one][state] = whole - before[one]
            before[one] = whole
    return found


def _saved(one: Sum, result: Changed) -> Fraction:
    if one is Sum.ROWS:
        return Fraction(result.rows_cut)
    if one is Sum.C1:
        return result.benefit.central
    if one is Sum.YEAR:
        year, after = result.year_before, result.year_after
        return Fraction(0) if year is None or after is None else year.central - after.central
    had, left = _days(result.procedure, UNITS[one]), Fraction(0)
    if had is None:
        return Fraction(0)
    if result.after_record is not None:
        said = _days(result.after_record, UNITS[one])
        left = had if said is None else said  # a limit in another unit cannot be compared
    return had - left


def _days(procedure: Procedure, unit: TimeUnit) -> Fraction | None:
    value, told = longest(procedure)
    return value if told is unit else None


def _born(base: Baseline, now: Side) -> dict[Sum, tuple[Fraction, int]]:
    """What was born since, and of how many procedures it is not known, by sum."""
    keys = {unit.key for unit in base.units}
    volumes = volumes_on(now.parameters, now.snapshot.day)
    told: dict[Sum, list[Fraction | None]] = {one: [] for one in Sum}
    for procedure in same_scope(base, now.snapshot).procedures:
        if procedure.key in keys:
            continue
        read, volume = now.readings.get(procedure.key, ()), volumes.get(procedure.key)
        cost = cost_of_procedure(procedure, read, now.parameters, day=now.snapshot.day, volume=volume)
        asked = sum(row.kind is RowKind.DOCUMENT for row in read)
        told[Sum.ROWS].append(Fraction(asked) if procedure.components else None)
        told[Sum.C1].append(None if cost is None else cost.c1.central)
        told[Sum.YEAR].append(None if cost is None or cost.year is None else cost.year.central)
        value, unit = longest(procedure)
        for one, counted in UNITS.items():
            # a limit in another unit is known, and is no part of this sum
            told[one].append(value if unit is counted else None if unit is None else Fraction(0))
    return {
        one: (sum((v for v in values if v is not None), Fraction(0)), values.count(None))
        for one, values in told.items()
    }
