"""`cuts plan` from options to tables: limits out of options, the plan counted again by its scenario.

Here: passing things on and printing. Not here: the problem (analysis/planning.py), solving it.
"""

import math
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from analysis.acts import rank_of
from analysis.attribution import Attribute, belongs
from analysis.cost import cost_of_snapshot
from analysis.plan import curve, essential, reach, save
from analysis.plan_problem import Effort, Infeasible, Limits, Plan, PlanMetric, Problem
from analysis.planning import Ground, problem_of
from analysis.scenario import apply
from analysis.suggesting import basis_of
from analysis.volumes import volumes_on
from catalogue.errors import CatalogueError
from catalogue.measures import Measure, MeasureState
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from publishing.money import percent

if TYPE_CHECKING:
    from dongian.analyses import Studied


LAST = Fraction(2, 100)
"""The last points of a target, of which a plan says what they cost."""


class BadTarget(CatalogueError):
    """A target that is not METRIC=PERCENT, or a plan without a goal."""


def metric_name(metric: PlanMetric) -> str:
    """A metric on screen."""
    return {
        PlanMetric.ROWS: say("dòng thành phần hồ sơ", "component rows"),
        PlanMetric.PROCEDURES: say("thủ tục", "procedures"),
        PlanMetric.COST: say("chi phí (đồng)", "cost (VND)"),
    }[metric]


def run(
    studied: "Studied", measures: tuple[Measure, ...], told: Mapping[str, Any], attributed: Attribute
) -> None:
    """Make the plan that the options ask for, and print it."""
    snapshot = studied.snapshot
    costs = cost_of_snapshot(snapshot, studied.readings, studied.parameters)
    volumes = volumes_on(studied.parameters, snapshot.day)
    ground = Ground(snapshot, studied.readings, studied.parameters, costs, volumes, by_year=told["by_year"])
    holding = [m for m in measures if m.state(snapshot.day) is not MeasureState.REVERTED]
    problem = problem_of(ground, holding, within=_within(studied, told["agency"], attributed))
    limits = _limits(holding, told)
    effort = Effort(told["effort"])
    if effort is Effort.GIVEN:
        limits = _with_effort_only(problem, limits)
    metric = PlanMetric(told["metric"])
    if told["curved"]:
        _show_curve(curve(problem, metric, effort=effort, limits=limits), problem, metric)
        return
    if told["budget"] is not None:
        found: Plan | Infeasible = save(problem, metric, told["budget"], effort=effort, limits=limits)
        wanted: dict[PlanMetric, int] = {}
    else:
        wanted = _targets(told["targets"], problem)
        found = reach(problem, wanted, effort=effort, limits=limits)
    if isinstance(found, Infeasible):
        best = reach(problem, found.most, effort=effort, limits=limits)
        nearest = (
            _told(best, problem, studied, ground, holding, None, None) if isinstance(best, Plan) else None
        )
        _explain(found, problem, nearest)
        return
    needed = (
        essential(problem, wanted, found, effort=effort, limits=limits) if told["needed"] and wanted else None
    )
    last = _last_points(found, problem, wanted, effort, limits)
    told_plan = _told(found, problem, studied, ground, holding, needed, last)
    if settings().json:
        emit(told_plan)
    else:
        _print(told_plan)


def _last_points(
    found: Plan, problem: Problem, wanted: Mapping[PlanMetric, int], effort: Effort, limits: Limits
) -> int | None:
    """Effort that the last two points of a single target cost; None: several targets, or none."""
    if len(wanted) != 1:
        return None
    ((metric, amount),) = wanted.items()
    less = max(0, amount - math.ceil(problem.totals[metric] * LAST))
    before = reach(problem, {metric: less}, effort=effort, limits=limits)
    return found.effort - before.effort if isinstance(before, Plan) else None


def _within(studied: "Studied", agency: str | None, attributed: Attribute) -> frozenset[str] | None:
    """Procedures that an agency announces, or one for which it stands in."""
    if agency is None:
        return None
    snapshot = studied.snapshot
    keys = [
        p.key
        for p in snapshot.procedures
        if p.issuing_agency and belongs(p.issuing_agency, agency, snapshot.day, attributed)
    ]
    if not keys:
        raise BadTarget(
            say(f"Không có thủ tục nào của {agency}.", f"No procedures of {agency}."),
            hint="dongian procedures list",
        )
    return frozenset(keys)


def _targets(told: tuple[str, ...], problem: Problem) -> dict[PlanMetric, int]:
    found: dict[PlanMetric, int] = {}
    for one in told:
        name, _, share = one.partition("=")
        try:
            metric, part = PlanMetric(name), Fraction(share.rstrip("%").replace(",", ".")) / 100
        except (ValueError, ZeroDivisionError) as error:
            raise BadTarget(
                say(f"Không hiểu chỉ tiêu {one}.", f"Not a target: {one}."), hint="--reach rows=20"
            ) from error
        found[metric] = math.ceil(problem.totals[metric] * part)
    if not found:
        raise BadTarget(
            say("Chưa nêu chỉ tiêu.", "No goal is given."), hint="--reach rows=20, --budget 10, --curve"
        )
    return found


def _limits(measures: list[Measure], told: Mapping[str, Any]) -> Limits:
    keep: dict[str, str] = {}
    for measure in measures:
        if set(told["keep"]) & {measure.key, *measure.procedures}:
            keep[measure.key] = say("phải giữ (--keep)", "must keep (--keep)")
        kinds = {rank_of(act.number)[0] for act in measure.acts if act.number}
        if told["authority"] and not kinds <= set(told["authority"]):
            keep[measure.key] = say("ngoài thẩm quyền (--authority)", "outside one's authority (--authority)")
        if told["by"] is not None and measure.deadline is not None and measure.deadline > told["by"].date():
            keep[measure.key] = say("chưa làm kịp (--by)", "not before (--by)")
    known = {measure.key for measure in measures}
    missing = sorted(set(told["include"]) - known)
    if missing:
        raise BadTarget(
            say(f"Không có phương án {missing[0]}.", f"No measure {missing[0]}."),
            hint="dongian measures list",
        )
    return Limits(keep, frozenset(told["include"]), told["most_acts"])


def _with_effort_only(problem: Problem, limits: Limits) -> Limits:
    unknown = {
        c.key: say("chưa nhập chi phí thực hiện", "no cost of implementation entered")
        for c in problem.candidates
        if c.effort is None
    }
    return Limits({**unknown, **limits.keep}, limits.include, limits.most_acts)


def _share(amount: int, problem: Problem, metric: PlanMetric) -> str:
    whole = problem.totals[metric]
    return percent(None if whole == 0 else Fraction(amount, whole))


def _explain(found: Infeasible, problem: Problem, nearest: dict[str, Any] | None) -> None:
    told: dict[str, Any] = {
        "nearest": nearest,
        "feasible": False,
        "wanted": dict(found.wanted),
        "most": dict(found.most),
        "most_share": {metric: _share(amount, problem, metric) for metric, amount in found.most.items()},
        "binding": [{"limit": reason, "most_without": dict(most)} for reason, most in found.binding],
    }
    if settings().json:
        emit(told)
        return
    for metric, wanted in found.wanted.items():
        most = found.most[metric]
        line(
            say(
                f"Không đạt được: cần {wanted} {metric_name(metric)}, nhiều nhất {most} ({_share(most, problem, metric)}).",
                f"Out of reach: {wanted} {metric_name(metric)} wanted, {most} at the most ({_share(most, problem, metric)}).",
            )
        )
    for reason, lifted in found.binding:
        most_then = ", ".join(f"{metric_name(m)}: {amount}" for m, amount in lifted.items())
        line(
            say(f"  Nếu bỏ giới hạn “{reason}”: {most_then}", f"  Without the limit “{reason}”: {most_then}")
        )
    if not found.binding:
        line(say("  Không có giới hạn nào cản; các phương án hiện có không đủ. Thêm phương án: dongian measures add",
                 "  No limit binds; the measures there are do not suffice. Add some: dongian measures add"))  # fmt: skip
    if nearest is not None:
        line(say("Kế hoạch đạt nhiều nhất:", "The plan that reaches most:"))
        _print(nearest)


def _told(
    found: Plan,
    problem: Problem,
    studied: "Studied",
    ground: Ground,
    measures: list[Measure],
    needed: tuple[str, ...] | None,
    last: int | None,
) -> dict[str, Any]:
    """A plan, counted again by its scenario, with the acts to amend."""
    taken = [m for m in measures if m.key in set(found.measures)]
    scenario = apply(studied.snapshot, studied.readings, taken, studied.parameters, costs=ground.costs)
    counted: Counter[str] = Counter(act.key for m in taken for act in m.acts)
    acts = {act.key: act for m in taken for act in m.acts}
    rows = [
        {
            "act": act.number or act.name,
            "name": act.name,
            "articles": list(act.articles),
            "measures": counted[key],
            "note": act.note,
            "in_every_plan": None if needed is None else f"act:{key}" in needed,
        }
        for key, act in sorted(acts.items(), key=lambda item: (-counted[item[0]], item[0]))
    ]
    told: dict[str, Any] = {
        "feasible": True,
        "effort": found.effort,
        "bound": found.bound,
        "gap": found.gap,
        "last_two_points": last,
        "seconds": round(found.seconds, 3),
        "reached": dict(found.reached),
        "share": {metric: _share(found.reached[metric], problem, metric) for metric in PlanMetric},
        "scenario": {"rows_cut": scenario.rows_cut, "benefit": int(scenario.benefit)},
        "by_basis": dict(sorted(Counter(str(basis_of(m) or "entered") for m in taken).items())),
        "measures": list(found.measures),
        "acts": rows,
    }
    return told


def _print(told: Mapping[str, Any]) -> None:
    effort, bound, gap = told["effort"], told["bound"], told["gap"]
    line(say(f"Công sức {effort}, cận chứng minh {bound}, khoảng cách {gap:.4%}.",
             f"Effort {effort}, proven bound {bound}, gap {gap:.4%}."))  # fmt: skip
    if told["last_two_points"] is not None:
        last = told["last_two_points"]
        line(say(f"  Hai điểm phần trăm cuối tốn {last}.", f"  The last two points cost {last}."))
    for metric in PlanMetric:
        line(f"  {metric_name(metric)}: {told['reached'][metric]} ({told['share'][metric]})")
    rows, money = told["scenario"]["rows_cut"], told["scenario"]["benefit"]
    line(say(f"  Tính lại bằng kịch bản: bỏ {rows} dòng, giảm {money} đồng (C1).",
             f"  Counted again by the scenario: {rows} rows, {money} VND (C1)."))  # fmt: skip
    grounds = ", ".join(f"{basis}: {number}" for basis, number in told["by_basis"].items())
    line(say(f"  Dựa trên: {grounds}.", f"  On the ground of: {grounds}."))
    columns = [Column("act", say("Văn bản", "Act")), Column("name", say("Tên", "Name"), width=70),
               Column("articles", say("Điều, khoản", "Articles")), Column("measures", say("Phương án", "Measures"), number=True),
               Column("in_every_plan", say("Mọi kế hoạch", "Every plan"))]  # fmt: skip
    taken, acts = len(told["measures"]), len(told["acts"])
    note = say(f"{taken} phương án, {acts} văn bản. Văn bản suy từ căn cứ pháp lý; người rà soát xác nhận.",
               f"{taken} measures, {acts} acts. Acts are inferred from legal bases; a person confirms them.")  # fmt: skip
    table(say("Văn bản cần sửa đổi", "Acts to amend"), columns, told["acts"], note=note)


def _show_curve(plans: tuple[Plan, ...], problem: Problem, metric: PlanMetric) -> None:
    rows = [
        {
            "share": _share(plan.reached[metric], problem, metric),
            "reached": plan.reached[metric],
            "effort": plan.effort,
            "more": plan.effort - (plans[place - 1].effort if place else 0),
            "gap": f"{plan.gap:.2%}",
        }
        for place, plan in enumerate(plans)
    ]
    columns = [Column("share", say("Đạt", "Reached"), number=True), Column("reached", metric_name(metric), number=True),
               Column("effort", say("Công sức", "Effort"), number=True), Column("more", say("thêm", "more"), number=True),
               Column("gap", say("Khoảng cách", "Gap"), number=True)]  # fmt: skip
    table(say("Đường đánh đổi", "Trade-off curve"), columns, rows)
