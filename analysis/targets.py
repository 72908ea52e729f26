"""Progress against reform targets (chỉ tiêu cắt giảm, đơn giản hóa): each in its own counter.

Here: the targets of the programmes and the row of a report for each. Not here: counting
(counters.py), cuts (cuts.py). A target whose counter cannot be computed says so and has no percent.

The base of a programme (mốc) is not in the catalogue yet: percents are of the snapshot, and say so.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from typing import Any

from analysis.agencies_of import agency_on
from analysis.attribution import Attribute
from analysis.counters import Counter, Counts, Metric, Readings, count, count_by
from analysis.cuts import CutReport
from analysis.work import groups_of
from catalogue.parameters import Mark
from catalogue.records import Kind, Procedure
from catalogue.snapshot import Snapshot


class TargetScope(StrEnum):
    """Which procedures a target speaks of."""

    ALL = "all"
    """Every procedure for people and businesses; internal ones are counted apart"""
    BUSINESS = "business"
    """At least one applicant is a business, a cooperative …"""
    INTERNAL = "internal"
    """thủ tục nội bộ"""


@dataclass(frozen=True)
class Target:
    """One target of one programme: of what, in which scope, against which day, until when."""

    programme: str
    title: str
    metric: Metric
    scope: TargetScope
    percent: Fraction
    """Share of 1."""
    base: date | None
    due: date
    source: str
    mark: Mark


@dataclass(frozen=True)
class Progress:
    """A target with its counter; `counter` None: it cannot be computed from the catalogue, see `note`.

    Whether it is reached is told on the frozen base of its programme only (analysis/baseline.py).
    """

    target: Target
    counter: Counter | None
    note: str
    """What the counter counts, or why there is none."""


@dataclass(frozen=True)
class TargetReport:
    """Counters side by side, targets each in its own counter, by agency and sector."""

    snapshot: str
    day: date
    counts: Counts
    """Procedures for people and businesses."""
    internal: Counts
    """Thủ tục nội bộ, never in the totals above."""
    progress: tuple[Progress, ...]
    by_agency: tuple[Counts, ...]
    by_sector: tuple[Counts, ...]
    unknown_applicants: int
    """Procedures that do not say whom they concern: in no business scope."""
    line: Fraction
    """Share of 1 that every counter is compared with on screen; a line, not a target of every counter."""
    counting: Mapping[str, str]
    """What each metric counts, in Vietnamese; stated on every report."""


@cache
def _told() -> dict[str, Any]:
    path = Path(__file__).parent / "defaults" / "targets.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def what_counts() -> Mapping[str, str]:
    """What each metric counts (cách đếm), in Vietnamese."""
    counts: dict[str, str] = _told()["counts"]
    return counts


def targets() -> tuple[Target, ...]:
    """The shipped targets of the programmes, with source and mark."""
    return tuple(
        Target(
            programme=row["programme"],
            title=row["title"],
            metric=Metric(row["metric"]),
            scope=TargetScope(row["scope"]),
            percent=Fraction(row["percent"], 100),
            base=row.get("base"),
            due=row["due"],
            source=row["source"],
            mark=Mark(row["mark"]),
        )
        for row in _told()["target"]
    )


def in_scope(procedure: Procedure, scope: TargetScope) -> bool:
    """Does a target of this scope speak of the procedure? Internal procedures only in their own scope."""
    if scope is TargetScope.INTERNAL:
        return procedure.kind is Kind.INTERNAL
    if procedure.kind is Kind.INTERNAL:
        return False
    return scope is TargetScope.ALL or "business" in groups_of(procedure.applicants)


def report_targets(
    snapshot: Snapshot, readings: Readings, report: CutReport, *, attributed: Attribute | None = None
) -> TargetReport:
    """Every counter and target of a snapshot, with the found cuts; nothing is added across counters.

    `attributed` says under which agency a written name is counted; None: the one that stands in.
    """
    public = partial(in_scope, scope=TargetScope.ALL)
    by_agency = partial(_agency, day=snapshot.day, attributed=attributed)
    scoped = {
        scope: count(snapshot, readings, report, name=scope, where=partial(in_scope, scope=scope))
        for scope in TargetScope
    }
    return TargetReport(
        snapshot=snapshot.id,
        day=snapshot.day,
        counts=scoped[TargetScope.ALL],
        internal=scoped[TargetScope.INTERNAL],
        progress=tuple(_progress(target, scoped[target.scope]) for target in targets()),
        by_agency=count_by(snapshot, readings, report, by_agency, where=public),
        by_sector=count_by(snapshot, readings, report, lambda p: p.sector, where=public),
        unknown_applicants=sum(not p.applicants for p in filter(public, snapshot.procedures)),
        line=Fraction(_told()["comparison"]["percent"], 100),
        counting=what_counts(),
    )


def _agency(procedure: Procedure, day: date, attributed: Attribute | None) -> str | None:
    """Who announces, else decides, else handles; as it is called on the day."""
    named = procedure.issuing_agency or procedure.deciding_agency
    named = named or next(iter(procedure.handling_agencies), None)
    if not named:
        return None
    return agency_on(named, day).name if attributed is None else attributed(named, day)[0].name


_COUNTED = {Metric.RULE_COUNT, Metric.PROCEDURE_COUNT, Metric.INTERNAL_PROCEDURE_COUNT}
"""Metrics for which the procedures of the scope are the units that can be counted."""


def _progress(target: Target, counts: Counts) -> Progress:
    note = what_counts()[target.metric]
    if target.metric not in _COUNTED:
        return Progress(target, None, note)
    base = (
        "" if target.base is None else f" Mốc {target.base:%d/%m/%Y} chưa có trong kho; tính trên ảnh chụp."
    )
    return Progress(target, counts.procedures, note + base)
