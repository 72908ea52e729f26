"""Counters (bộ đếm) of a set of procedures, before and after the found cuts, never mixed.

Here: procedures, component rows and C1, gross: what is in law already, what is proposed.
Not here: targets and their percents (targets.py), the cuts themselves (cuts.py).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from analysis.cuts import CutReport, CutResult
from analysis.documents.reading import Reading, RowKind
from analysis.found_cuts import Cut
from analysis.scm import ZERO, Range, ratio, total
from catalogue.measures import MeasureState
from catalogue.options import Option
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot

NOT_STATED = "không nêu"
Readings = Mapping[str, tuple[Reading, ...]]


class Metric(StrEnum):
    """What is counted; results of one counter never prove a target in another."""

    RULE_COUNT = "rule_count"
    PROCEDURE_COUNT = "procedure_count"
    INTERNAL_PROCEDURE_COUNT = "internal_procedure_count"
    CONDITION_COUNT = "condition_count"
    COMPONENT_ROWS = "component_rows"
    COST_PER_CASE = "cost_per_case"
    """Σ C1, unweighted by volume: ours, of no programme."""
    COST_VND_YEAR = "cost_vnd_year"
    PROCESSING_TIME = "processing_time"


@dataclass(frozen=True)
class Counter:
    """One counter: how much there is, how much the cuts take, by standing. Units are those of the metric."""

    metric: Metric
    before: Fraction
    in_law: Fraction
    """Cut or simplified by texts in force."""
    proposed: Fraction
    """Cut or simplified by the found cuts beyond that."""
    spread: Range | None = None
    """Range of the cut, for money."""

    @property
    def after(self) -> Fraction:
        """What is left when every found cut holds."""
        return self.before - self.in_law - self.proposed

    @property
    def share_in_law(self) -> Fraction | None:
        """in_law / before; None over nothing."""
        return ratio(self.in_law, self.before)

    @property
    def share(self) -> Fraction | None:
        """All found cuts / before; None over nothing."""
        return ratio(self.in_law + self.proposed, self.before)


@dataclass(frozen=True)
class Counts:
    """All counters of one set of procedures, side by side (của một cơ quan, một lĩnh vực, tất cả)."""

    name: str
    procedures: Counter
    """Procedures with at least one simplified paper; none is abolished by the found cuts."""
    rows: Counter
    """Component rows whose papers are all cut."""
    cost: Counter
    """Σ C1 of those that state components."""
    costed: int
    """How many procedures have a cost."""
    touched_rows: int
    """Component rows with at least one cut paper."""

    @property
    def all(self) -> tuple[Counter, ...]:
        """The counters in their order on screen."""
        return self.procedures, self.rows, self.cost


@dataclass
class _Tally:
    procedures: int = 0
    by_law: int = 0
    simplified: int = 0
    rows: int = 0
    rows_by_law: int = 0
    rows_cut: int = 0
    touched: int = 0
    results: list[CutResult] = field(default_factory=list)


def count(
    snapshot: Snapshot,
    readings: Readings,
    report: CutReport,
    *,
    name: str = "Tất cả",
    where: Callable[[Procedure], bool] = lambda _: True,
) -> Counts:
    """Counters over the procedures of a snapshot that `where` lets through."""
    return _counts(name, _tally(filter(where, snapshot.procedures), readings, _by_key(report), snapshot))


def count_by(
    snapshot: Snapshot,
    readings: Readings,
    report: CutReport,
    key: Callable[[Procedure], str | None],
    *,
    where: Callable[[Procedure], bool] = lambda _: True,
) -> tuple[Counts, ...]:
    """Counters by agency, sector, …; largest first. What does not say comes last."""
    parts: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in filter(where, snapshot.procedures):
        parts[key(procedure) or NOT_STATED].append(procedure)
    results = _by_key(report)
    found = [_counts(name, _tally(part, readings, results, snapshot)) for name, part in parts.items()]
    return tuple(sorted(found, key=lambda c: (c.name == NOT_STATED, -c.procedures.before, c.name)))


def _by_key(report: CutReport) -> dict[str, CutResult]:
    return {result.before.key: result for result in report.results}


def _tally(
    procedures: Iterable[Procedure],
    readings: Readings,
    results: Mapping[str, CutResult],
    snapshot: Snapshot,
) -> _Tally:
    told = _Tally()
    for procedure in procedures:
        told.procedures += 1
        read = readings.get(procedure.key, ())
        told.rows += sum(row.kind is RowKind.DOCUMENT for row in read)
        result = results.get(procedure.key)
        if result is None:
            continue
        told.results.append(result)
        in_force = [cut for cut in result.cuts if cut.state(snapshot.day) is MeasureState.IN_FORCE]
        told.simplified += bool(result.cuts)
        told.by_law += bool(in_force)
        told.rows_cut += _rows_cut(read, result.cuts)
        told.rows_by_law += _rows_cut(read, in_force)
        told.touched += len({cut.paper[0] for cut in result.cuts})
    return told


def _rows_cut(readings: tuple[Reading, ...], cuts: Iterable[Cut]) -> int:
    """Rows that people need no longer hand in: every paper of the row is cut, copies alone do not count."""
    gone: dict[int, set[str]] = defaultdict(set)
    for cut in cuts:
        if cut.option is not Option.GIAM_BAN_SAO:
            gone[cut.paper[0]].add(cut.paper[1])
    return sum(bool(readings[at].types) and readings[at].types <= types for at, types in gone.items())


def _counts(name: str, told: _Tally) -> Counts:
    before = total(r.before.c1 for r in told.results)
    saved = total(r.benefit for r in told.results)
    in_law = total(r.in_law for r in told.results)
    return Counts(
        name=name,
        procedures=_counter(Metric.PROCEDURE_COUNT, told.procedures, told.by_law, told.simplified),
        rows=_counter(Metric.COMPONENT_ROWS, told.rows, told.rows_by_law, told.rows_cut),
        cost=_counter(
            Metric.COST_PER_CASE,
            before.central,
            in_law.central,
            saved.central,
            saved if told.results else ZERO,
        ),
        costed=len(told.results),
        touched_rows=told.touched,
    )


def _counter(
    metric: Metric,
    before: Fraction | int,
    in_law: Fraction | int,
    cut: Fraction | int,
    spread: Range | None = None,
) -> Counter:
    return Counter(metric, Fraction(before), Fraction(in_law), Fraction(cut) - Fraction(in_law), spread)
