"""Measures of a catalogue as a plan problem: what each saves, alone and where they overlap.

Here: units of rows, procedures and cost out of the scenario model. Not here: solving (plan.py).
A plan is always counted again by its scenario, which is what is reported.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from analysis.cost import ProcedureCost
from analysis.documents.reading import Reading, RowKind
from analysis.joining import JOINS
from analysis.leaving import left_of
from analysis.parameters import Parameters
from analysis.plan_problem import Candidate, PlanMetric, Problem, Unit
from analysis.preparing import Paper
from analysis.scenario import cost_left
from analysis.subject import Subject
from analysis.volumes import Volume
from catalogue.measures import Measure
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot

Readings = Mapping[str, tuple[Reading, ...]]
Saving = Callable[[Sequence[Measure]], int]
NAMELESS = "không rõ văn bản"


@dataclass(frozen=True)
class Ground:
    """What a plan is made on: a snapshot with its rows, figures and costs before."""

    snapshot: Snapshot
    readings: Readings
    parameters: Parameters
    costs: Mapping[str, ProcedureCost]
    volumes: Mapping[str, Volume]
    by_year: bool = False
    """Cost is đồng a year, of procedures with a volume; otherwise đồng for one case of each."""

    def worth(self, procedure: Procedure, c1: Fraction) -> int:
        """Whole đồng that an amount a case counts for, never more than it is."""
        if not self.by_year:
            return int(c1)
        volume = self.volumes.get(procedure.key)
        return 0 if volume is None else int(c1 * volume.cases.central)


def problem_of(
    ground: Ground, measures: Iterable[Measure], *, within: frozenset[str] | None = None
) -> Problem:
    """The plan problem of measures on the procedures `within` (all where None).

    Measures that join procedures stand alone: their units are those of each procedure they act on.
    """
    chosen = sorted({m.key: m for m in measures if m.option not in JOINS}.values(), key=lambda m: m.key)
    by_procedure: dict[str, list[Measure]] = defaultdict(list)
    for measure in chosen:
        for key in measure.procedures:
            if key in ground.snapshot.by_key and (within is None or key in within):
                by_procedure[key].append(measure)
    rows: list[Unit] = []
    cost: list[Unit] = []
    procedures: list[Unit] = []
    for key, own in sorted(by_procedure.items()):
        subject = Subject(
            ground.snapshot.by_key[key], ground.readings.get(key, ()), ground.parameters, ground.snapshot.day
        )
        rows += _row_units(subject, own)
        cost += _cost_units(ground, subject, own)
        procedures.append(Unit(1, (frozenset(m.key for m in own),)))
    keys = {m.key for own in by_procedure.values() for m in own}
    return Problem(
        candidates=tuple(_candidate(m) for m in chosen if m.key in keys),
        units={
            PlanMetric.ROWS: tuple(rows),
            PlanMetric.COST: tuple(cost),
            PlanMetric.PROCEDURES: tuple(procedures),
        },
        totals=_totals(ground, within),
    )


def _candidate(measure: Measure) -> Candidate:
    return Candidate(
        key=measure.key,
        acts=frozenset(act.key for act in measure.acts) or frozenset({f"{NAMELESS} ({measure.key})"}),
        agencies=frozenset({measure.owner or NAMELESS}),
        effort=None if measure.effort is None else int(measure.effort),
    )


def _totals(ground: Ground, within: frozenset[str] | None) -> dict[PlanMetric, int]:
    asked = [p for p in ground.snapshot.procedures if within is None or p.key in within]
    rows = sum(r.kind is RowKind.DOCUMENT for p in asked for r in ground.readings.get(p.key, ()))
    cost = sum(ground.worth(p, ground.costs[p.key].c1.central) for p in asked if p.key in ground.costs)
    return {PlanMetric.ROWS: rows, PlanMetric.PROCEDURES: len(asked), PlanMetric.COST: cost}


def _row_units(subject: Subject, measures: Sequence[Measure]) -> list[Unit]:
    cutting: dict[Paper, set[str]] = defaultdict(set)
    ending: set[str] = set()
    for measure in measures:
        left = left_of(subject, [measure])
        if left.abolished:
            ending.add(measure.key)
        for paper in left.gone:
            cutting[paper].add(measure.key)
    units = []
    for at, read in enumerate(subject.readings):
        if read.kind is RowKind.DOCUMENT:
            clauses = tuple(frozenset(cutting[paper] | ending) for paper in subject.papers_of(at))
            if all(clauses):
                units.append(Unit(1, tuple(dict.fromkeys(clauses))))
    return units


def _cost_units(ground: Ground, subject: Subject, measures: Sequence[Measure]) -> list[Unit]:
    before = ground.costs.get(subject.procedure.key)
    if before is None:
        return []

    def saving(chosen: Sequence[Measure]) -> int:
        left = replace(left_of(subject, chosen), inspection=None)
        after = cost_left(subject, left, before).central
        if ground.by_year:
            after *= left.times
        return ground.worth(subject.procedure, max(Fraction(0), before.c1.central - after))

    units: list[Unit] = []
    counted = 0
    for group in _groups(measures):
        found, worth = _group_units(group, saving)
        units += found
        counted += worth
    if len(measures) > 1:
        extra = saving(measures) - counted
        if extra < 0:
            return _layers(measures, saving)[0] + _burdens(ground, subject, measures, before)
        if extra > 0:
            units.append(Unit(extra, tuple(frozenset({m.key}) for m in measures)))
    return [unit for unit in units if unit.value > 0] + _burdens(ground, subject, measures, before)


def _burdens(
    ground: Ground, subject: Subject, measures: Sequence[Measure], before: ProcedureCost
) -> list[Unit]:
    """Inspections that measures bring, as units below zero: of several only the dearest is held."""
    costs: dict[str, int] = {}
    for measure in measures:
        left = left_of(subject, [measure])
        if left.inspection is not None:
            without = cost_left(subject, replace(left, inspection=None), before).central
            costs[measure.key] = ground.worth(
                subject.procedure, cost_left(subject, left, before).central - without
            )
    units, below = [], 0
    for cost in sorted(set(costs.values())):
        units.append(Unit(below - cost, (frozenset(key for key, one in costs.items() if one >= cost),)))
        below = cost
    return [unit for unit in units if unit.value < 0]


def _groups(measures: Sequence[Measure]) -> list[list[Measure]]:
    """Measures of one row overlap; one that names no row overlaps with all."""
    rows: dict[int, list[Measure]] = defaultdict(list)
    for measure in measures:
        at = {t.component for t in measure.targets}
        if len(at) != 1 or None in at:
            return [list(measures)]
        rows[next(a for a in at if a is not None)].append(measure)
    return [rows[at] for at in sorted(rows)]


def _group_units(group: Sequence[Measure], saving: Saving) -> tuple[list[Unit], int]:
    if len(group) == 1:
        worth = saving(group)
        return [Unit(worth, (frozenset({group[0].key}),))], worth
    alone = [saving([measure]) for measure in group]
    whole = saving(group)
    if whole >= sum(alone):
        units = [Unit(worth, (frozenset({m.key}),)) for m, worth in zip(group, alone, strict=True)]
        if whole > sum(alone):
            units.append(Unit(whole - sum(alone), tuple(frozenset({m.key}) for m in group)))
        return units, whole
    return _layers(group, saving)


def _layers(group: Sequence[Measure], saving: Saving) -> tuple[list[Unit], int]:
    """Of overlapping measures the best one counts; what all save beyond that counts with all of them."""
    ordered = sorted(((saving([m]), m.key) for m in group), reverse=True)
    units = []
    for place, (worth, _) in enumerate(ordered):
        below = ordered[place + 1][0] if place + 1 < len(ordered) else 0
        units.append(Unit(worth - below, (frozenset(key for _, key in ordered[: place + 1]),)))
    whole = saving(group)
    if whole > ordered[0][0]:
        units.append(Unit(whole - ordered[0][0], tuple(frozenset({key}) for _, key in ordered)))
    return [unit for unit in units if unit.value > 0], max(whole, ordered[0][0])
