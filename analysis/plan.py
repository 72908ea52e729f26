"""Cut plan (kế hoạch cắt giảm): the measures that reach a target at least effort, exactly.

Here: least effort for targets, most saving for a budget, the trade-off curve, what every best plan
pays for, why a target cannot be reached. Not here: the programme (plan_model.py).
"""

import math
from collections.abc import Mapping
from dataclasses import replace

from analysis.plan_model import Model
from analysis.plan_problem import SECONDS, Effort, Infeasible, Limits, Plan, PlanMetric, Problem


def reach(
    problem: Problem,
    targets: Mapping[PlanMetric, int],
    *,
    effort: Effort = Effort.ACTS,
    limits: Limits | None = None,
    seconds: float = SECONDS,
) -> Plan | Infeasible:
    """The plan of least effort that saves at least the targets, or why there is none.

    `targets` are amounts in the unit of each metric.
    """
    held = limits or Limits()
    allowed = held.allowed(problem)
    most = {metric: problem.at_most(metric, allowed) for metric in targets}
    if any(most[metric] < wanted for metric, wanted in targets.items()):
        return Infeasible(most, dict(targets), _binding(problem, targets, most, held))
    model = Model(problem, effort, held, targets=targets)
    solved = model.least(targets, seconds)
    if solved is None:
        found = {
            metric: save(problem, metric, None, effort=effort, limits=held, seconds=seconds).reached[metric]
            for metric in targets
        }
        return Infeasible(found, dict(targets), _binding(problem, targets, found, held))
    return model.plan(solved, targets)


def save(
    problem: Problem,
    metric: PlanMetric,
    budget: int | None,
    *,
    effort: Effort = Effort.ACTS,
    limits: Limits | None = None,
    seconds: float = SECONDS,
) -> Plan:
    """The plan that saves most of one metric within a budget of effort; None: no budget."""
    held = limits or Limits()
    model = Model(problem, effort, held, targets={metric: 0})
    return model.plan(model.most(metric, budget, seconds), {})


def curve(
    problem: Problem,
    metric: PlanMetric,
    *,
    steps: int = 10,
    effort: Effort = Effort.ACTS,
    limits: Limits | None = None,
    seconds: float = SECONDS,
) -> tuple[Plan, ...]:
    """Least effort for equal steps up to the most that can be reached (đường đánh đổi)."""
    held = limits or Limits()
    most = save(problem, metric, None, effort=effort, limits=held, seconds=seconds).reached[metric]
    plans = [
        reach(problem, {metric: math.ceil(most * n / steps)}, effort=effort, limits=held, seconds=seconds)
        for n in range(1, steps + 1)
    ]
    return tuple(plan for plan in plans if isinstance(plan, Plan))


def essential(
    problem: Problem,
    targets: Mapping[PlanMetric, int],
    plan: Plan,
    *,
    effort: Effort = Effort.ACTS,
    limits: Limits | None = None,
    seconds: float = SECONDS,
) -> tuple[str, ...]:
    """What every plan of least effort pays for: without it, the targets cost more or are out of reach."""
    held = limits or Limits()
    found = []
    for paid in plan.paid:
        barred = {c.key: paid for c in problem.candidates if paid in c.prices(effort)}
        if any(key in held.include for key in barred):
            found.append(paid)
            continue
        without = replace(held, keep={**held.keep, **barred})
        other = reach(problem, targets, effort=effort, limits=without, seconds=seconds)
        if isinstance(other, Infeasible) or other.effort > plan.effort:
            found.append(paid)
    return tuple(found)


def _binding(
    problem: Problem, targets: Mapping[PlanMetric, int], most: Mapping[PlanMetric, int], limits: Limits
) -> tuple[tuple[str, Mapping[PlanMetric, int]], ...]:
    found: list[tuple[str, Mapping[PlanMetric, int]]] = []
    for reason in sorted(set(limits.keep.values())):
        rest = {key: why for key, why in limits.keep.items() if why != reason}
        keys = [c.key for c in problem.candidates if c.key not in rest]
        lifted = {metric: problem.at_most(metric, keys) for metric in targets}
        if any(lifted[metric] > most[metric] for metric in targets):
            found.append((reason, lifted))
    if limits.most_acts is not None:
        lifted = {metric: problem.at_most(metric, limits.allowed(problem)) for metric in targets}
        if any(lifted[metric] > most[metric] for metric in targets):
            found.append((f"at most {limits.most_acts} acts", lifted))
    return tuple(found)
