"""The cut plan as a mixed-integer programme for HiGHS: deterministic, with a proven bound.

What is paid for (an act, an agency, a measure) is 0 or 1; all else follows from it. Measures of the
same acts share a column, pieces of saving that hang on the same choices share a row.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import highspy

from analysis.plan_problem import (
    ACT,
    AGENCY,
    ITEM,
    Candidate,
    Effort,
    Limits,
    Plan,
    PlanMetric,
    Problem,
    Unit,
)

GAP = 1e-4
HALF = 0.5


class Model:
    """The problem as a mixed-integer programme: what is paid is 0 or 1, all else follows."""

    def __init__(
        self, problem: Problem, effort: Effort, limits: Limits, *, targets: Mapping[PlanMetric, int]
    ) -> None:
        self.problem, self.effort, self.limits = problem, effort, limits
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in {
            "output_flag": False,
            "threads": 1,
            "random_seed": 0,
            "mip_rel_gap": GAP,
            "mip_feasibility_tolerance": 1e-9,
            "primal_feasibility_tolerance": 1e-9,
        }.items():
            self.solver.setOptionValue(name, value)
        self.paid: dict[str, int] = {}
        self.items: dict[frozenset[str], int | None] = {}
        self.burdened = problem.burdened(targets)
        allowed = frozenset(limits.allowed(problem))
        self.keys = {c.key: self._bundle(c) for c in problem.candidates if c.key in allowed}
        for bundle in sorted(set(self.keys.values()), key=sorted):
            self._item(bundle)
        for key in sorted(limits.include & allowed):
            for price in self.keys[key]:
                self.solver.changeColBounds(self.paid[price], 1, 1)
        self.gains = {metric: self._gains(metric) for metric in sorted(targets)}
        if limits.most_acts is not None:
            acts = [column for name, column in self.paid.items() if name.startswith(ACT)]
            self._row(-highspy.kHighsInf, limits.most_acts, dict.fromkeys(acts, 1.0))

    def _bundle(self, candidate: Candidate) -> frozenset[str]:
        acts = candidate.prices(Effort.ACTS) if self.limits.most_acts is not None else frozenset()
        # what brings a burden may be left out although its act is open anyway
        own = frozenset({ITEM + candidate.key}) if candidate.key in self.burdened else frozenset()
        return candidate.prices(self.effort) | acts | own

    def _column(self, *, whole: bool) -> int:
        column: int = self.solver.getNumCol()
        self.solver.addVar(0, 1)
        if whole:
            self.solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return column

    def _row(self, low: float, high: float, terms: Mapping[int, float]) -> None:
        columns = sorted(terms)
        self.solver.addRow(low, high, len(columns), columns, [terms[c] for c in columns])

    def _item(self, bundle: frozenset[str]) -> None:
        """A column that is 1 only where the whole bundle is paid for; None: it costs nothing."""
        for name in sorted(bundle):
            if name not in self.paid:
                self.paid[name] = self._column(whole=True)
        if len(bundle) <= 1:
            self.items[bundle] = self.paid[next(iter(bundle))] if bundle else None
            return
        column = self._column(whole=False)
        self.items[bundle] = column
        for name in sorted(bundle):
            self._row(-highspy.kHighsInf, 0, {column: 1.0, self.paid[name]: -1.0})

    def _gains(self, metric: PlanMetric) -> tuple[int, dict[int, int]]:
        """What is saved for nothing, and by column."""
        joined: dict[frozenset[frozenset[int]], int] = defaultdict(int)
        free, by_column = 0, dict[int, int]()
        for unit in self.problem.units.get(metric, ()):
            if unit.value < 0:
                free += self._burden(unit, by_column)
                continue
            clauses = [self._clause(clause) for clause in unit.clauses]
            if any(clause is not None and not clause for clause in clauses):
                continue  # nobody may cut one of its papers
            joined[frozenset(clause for clause in clauses if clause is not None)] += unit.value
        for needed, value in sorted(joined.items(), key=lambda entry: sorted(map(sorted, entry[0]))):
            if not needed:
                free += value
                continue
            column = self._saved(needed)
            by_column[column] = by_column.get(column, 0) + value
        return free, by_column

    def _burden(self, unit: Unit, by_column: dict[int, int]) -> int:
        """A column that is 1 where any of its measures is taken; the value, where one comes for nothing."""
        bundles = {self.keys[key] for clause in unit.clauses for key in clause if key in self.keys}
        if frozenset() in bundles:
            return unit.value
        if bundles:
            column = self._column(whole=False)
            for bundle in sorted(bundles, key=sorted):
                paid = dict.fromkeys((self.paid[name] for name in bundle), -1.0)
                self._row(1.0 - len(bundle), highspy.kHighsInf, {column: 1.0} | paid)
            by_column[column] = unit.value
        return 0

    def _saved(self, needed: frozenset[frozenset[int]]) -> int:
        """A column that is 1 only where every clause is met."""
        if len(needed) == 1:
            (only,) = needed
            if len(only) == 1:
                return next(iter(only))
        column = self._column(whole=False)
        for clause in sorted(needed, key=sorted):
            self._row(-highspy.kHighsInf, 0, {column: 1.0} | dict.fromkeys(clause, -1.0))
        return column

    def _clause(self, clause: frozenset[str]) -> frozenset[int] | None:
        """Columns of which one must be 1; None: holds for nothing."""
        columns = [self.items[self.keys[key]] for key in clause if key in self.keys]
        return None if None in columns else frozenset(c for c in columns if c is not None)

    def price(self, name: str) -> int:
        """Effort of one thing that is paid for."""
        if self.effort is Effort.GIVEN and name.startswith(ITEM):
            return self.problem.by_key[name.removeprefix(ITEM)].effort or 0
        prefix = {Effort.ACTS: ACT, Effort.AGENCIES: AGENCY}.get(self.effort, ITEM)
        return 1 if name.startswith(prefix) else 0

    def least(self, targets: Mapping[PlanMetric, int], seconds: float) -> tuple[float, float] | None:
        """Minimise effort; objective and bound, None where no plan respects the limits."""
        for metric, wanted in sorted(targets.items()):
            free, gains = self.gains[metric]
            if wanted > free:
                scale = float(wanted - free)
                self._row(1.0, highspy.kHighsInf, {c: value / scale for c, value in gains.items()})
        for name, column in self.paid.items():
            self.solver.changeColCost(column, float(self.price(name)))
        return self._solve(seconds)

    def most(self, metric: PlanMetric, budget: int | None, seconds: float) -> tuple[float, float]:
        """Maximise one metric within a budget."""
        free, gains = self.gains[metric]
        scale = float(max(gains.values(), default=1)) or 1.0
        for column, value in gains.items():
            self.solver.changeColCost(column, -value / scale)
        if budget is not None:
            prices = {column: float(self.price(name)) for name, column in self.paid.items()}
            self._row(-highspy.kHighsInf, budget, {c: p for c, p in prices.items() if p})
        solved = self._solve(seconds)
        if solved is None:
            return 0.0, 0.0
        objective, bound = solved
        return -objective * scale + free, -bound * scale + free

    def _solve(self, seconds: float) -> tuple[float, float] | None:
        self.solver.setOptionValue("time_limit", seconds)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        info = self.solver.getInfo()
        return info.objective_function_value, info.mip_dual_bound

    def plan(self, solved: tuple[float, float], targets: Mapping[PlanMetric, int]) -> Plan:
        """The plan behind the solution: counted exactly, without what it does not need."""
        values = list(self.solver.getSolution().col_value)
        held = self.limits.include
        paid = {name for name, column in self.paid.items() if values[column] > HALF}
        objective, bound = solved
        if targets and sum(map(self.price, paid)) > math.ceil(bound - 1e-6):
            paid = self._trimmed(paid, lambda keys: self._enough(keys, targets) and held <= keys)
        chosen = self._taken(paid)
        effort = sum(map(self.price, paid))
        if targets:
            best = min(effort, math.ceil(bound - 1e-6))
            gap = (effort - best) / effort if effort else 0.0
        else:
            best, gap = round(bound), abs(bound - objective) / max(1.0, abs(objective))
        reached = {metric: self.problem.reached(metric, chosen) for metric in PlanMetric}
        used = {name for key in chosen for name in self.keys[key]}
        bought = tuple(
            sorted(name for name in paid & used if self.price(name) or self.effort is Effort.GIVEN)
        )
        return Plan(tuple(sorted(chosen)), bought, effort, best, gap, reached, self.solver.getRunTime())

    def _taken(self, paid: set[str]) -> frozenset[str]:
        return frozenset(key for key, bundle in self.keys.items() if bundle <= paid)

    def _enough(self, keys: frozenset[str], targets: Mapping[PlanMetric, int]) -> bool:
        return all(self.problem.reached(metric, keys) >= wanted for metric, wanted in targets.items())

    def _trimmed(self, paid: set[str], enough: Callable[[frozenset[str]], bool]) -> set[str]:
        """Without what a solution within the gap pays for in vain."""
        for name in sorted(paid, key=lambda n: (-self.price(n), n)):
            rest = paid - {name}
            if enough(self._taken(rest)):
                paid = rest
        return paid
