"""The cut plan as a problem (bài toán chọn phương án): candidates, what they save, what must be respected.

A unit is a piece of what can be saved: it is saved where every one of its clauses holds a chosen
measure. Overlapping cuts share a clause, a row of two papers has two clauses, so nothing counts twice.
Not here: solving (plan.py, plan_model.py), the problem of real measures (planning.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

ACT, AGENCY, ITEM = "act:", "agency:", "measure:"
SECONDS = 10.0


class PlanMetric(StrEnum):
    """What a plan is to reach; never added to each other."""

    ROWS = "rows"
    """dòng thành phần hồ sơ"""
    PROCEDURES = "procedures"
    """thủ tục được bãi bỏ hoặc đơn giản hóa"""
    COST = "cost"
    """chi phí tuân thủ, đồng"""


class Effort(StrEnum):
    """What a plan costs to put into effect."""

    ACTS = "acts"
    """số văn bản phải sửa"""
    AGENCIES = "agencies"
    """số cơ quan phải thuyết phục"""
    GIVEN = "given"
    """chi phí thực hiện đã nhập cho từng phương án"""
    MEASURES = "measures"
    """số phương án"""


@dataclass(frozen=True)
class Candidate:
    """One measure as the optimiser sees it."""

    key: str
    acts: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    effort: int | None = None
    """đồng of putting it into effect; None: not known."""

    def prices(self, effort: Effort) -> frozenset[str]:
        """What has to be paid once for it, in a plan of this effort."""
        if effort is Effort.ACTS:
            return frozenset(ACT + act for act in self.acts)
        if effort is Effort.AGENCIES:
            return frozenset(AGENCY + agency for agency in self.agencies)
        return frozenset({ITEM + self.key})


@dataclass(frozen=True)
class Unit:
    """A piece of saving: it counts where every clause holds a chosen measure (keys)."""

    value: int
    """Below zero: a burden that comes with any measure of its one clause."""
    clauses: tuple[frozenset[str], ...]

    def saved(self, chosen: frozenset[str]) -> bool:
        """Does a plan of these measures save it?"""
        return all(clause & chosen for clause in self.clauses)


@dataclass(frozen=True)
class Problem:
    """Candidates, and what they save in each metric."""

    candidates: tuple[Candidate, ...]
    units: Mapping[PlanMetric, tuple[Unit, ...]]
    totals: Mapping[PlanMetric, int]
    """What there is before: the base of every percent."""

    @cached_property
    def by_key(self) -> Mapping[str, Candidate]:
        """Candidates by key."""
        return {candidate.key: candidate for candidate in self.candidates}

    def burdened(self, metrics: Iterable[PlanMetric]) -> frozenset[str]:
        """Measures that bring a burden in one of the metrics."""
        units = (unit for metric in metrics for unit in self.units.get(metric, ()))
        return frozenset(key for unit in units if unit.value < 0 for clause in unit.clauses for key in clause)

    def at_most(self, metric: PlanMetric, chosen: Iterable[str]) -> int:
        """What no choice among these measures exceeds: their savings without any burden."""
        keys = frozenset(chosen)
        return sum(u.value for u in self.units.get(metric, ()) if u.value > 0 and u.saved(keys))

    def reached(self, metric: PlanMetric, chosen: Iterable[str]) -> int:
        """What a plan saves, counted exactly."""
        keys = frozenset(chosen)
        return sum(unit.value for unit in self.units.get(metric, ()) if unit.saved(keys))


@dataclass(frozen=True)
class Limits:
    """What a plan must respect."""

    keep: Mapping[str, str] = field(default_factory=dict)
    """Measures that may not be taken, by key, with the reason."""
    include: frozenset[str] = frozenset()
    """Measures that must be taken."""
    most_acts: int | None = None

    def allowed(self, problem: Problem) -> list[str]:
        """Keys of the candidates that may be taken."""
        return [c.key for c in problem.candidates if c.key not in self.keep]


@dataclass(frozen=True)
class Plan:
    """A plan, what it reaches, and how far from the best it can be."""

    measures: tuple[str, ...]
    """Keys of the measures taken, sorted; all that need no further effort are in."""
    paid: tuple[str, ...]
    """Acts, agencies or measures paid for, sorted."""
    effort: int
    bound: int
    """No plan can do with less effort (reach), or save more (save)."""
    gap: float
    """0: proven best."""
    reached: Mapping[PlanMetric, int]
    seconds: float


@dataclass(frozen=True)
class Infeasible:
    """Why no plan reaches the targets."""

    most: Mapping[PlanMetric, int]
    """The most that the limits allow."""
    wanted: Mapping[PlanMetric, int]
    binding: tuple[tuple[str, Mapping[PlanMetric, int]], ...]
    """Limits that, taken away alone, allow more; with how much."""
