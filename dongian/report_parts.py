"""What the report shows of frozen bases and of the trade-off curve.

Here: asking the catalogue and the planner. Not here: drawing (publishing/), the commands.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalogue.findings import Finding
    from catalogue.store.store import Store
    from dongian.analyses import Studied
    from publishing.report_input import BaseLine, CurvePoint


def bases_of(store: "Store", studied: "Studied", day: date) -> "tuple[BaseLine, ...]":
    """Every intact base that was frozen up to the day, with its progress."""
    from analysis.baseline import standing
    from analysis.resolving import resolve
    from publishing.report_input import BaseLine

    found = [entry.record for entry in store.ledger.baselines()]
    held = [base for base in found if base.intact and base.day <= day]
    if not held:
        return ()
    measures = resolve((entry.record for entry in store.ledger.measures()), studied.snapshot)
    return tuple(
        BaseLine(base.name, base.programme, base.day, base.hash, standing(base, studied.snapshot, measures))
        for base in sorted(held, key=lambda base: (base.day, base.name))
    )


def curve_of(store: "Store", studied: "Studied", findings: "Iterable[Finding]") -> "tuple[CurvePoint, ...]":
    """Least acts to amend for equal steps of component rows, as `cuts plan --curve` makes them."""
    from analysis.cost import cost_of_snapshot
    from analysis.plan import curve
    from analysis.plan_problem import PlanMetric
    from analysis.planning import Ground, problem_of
    from analysis.resolving import resolve
    from analysis.suggesting import suggest
    from analysis.volumes import volumes_on
    from catalogue.measures import MeasureState
    from publishing.report_input import CurvePoint

    snapshot = studied.snapshot
    costs = cost_of_snapshot(snapshot, studied.readings, studied.parameters)
    volumes = volumes_on(studied.parameters, snapshot.day)
    ground = Ground(snapshot, studied.readings, studied.parameters, costs, volumes)
    stored = resolve((entry.record for entry in store.ledger.measures()), snapshot)
    measures = (*stored, *suggest(snapshot, studied.readings, findings))
    holding = [m for m in measures if m.state(snapshot.day) is not MeasureState.REVERTED]
    problem = problem_of(ground, holding)
    whole = problem.totals[PlanMetric.ROWS]
    if not whole or not problem.candidates:
        return ()
    points = (
        CurvePoint(
            plan.effort,
            plan.reached[PlanMetric.ROWS],
            Fraction(plan.reached[PlanMetric.ROWS], whole),
            proven=plan.gap == 0,
        )
        for plan in curve(problem, PlanMetric.ROWS)
    )
    return tuple(dict.fromkeys(points))
