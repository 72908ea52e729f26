"""targets freeze, list, and progress against a frozen base: cut, simplified, gross, net, and why it changed."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import CatalogueError
from catalogue.measures import MeasureState
from dongian.commands.parameters_commands import signed
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.present import level_name
from dongian.wiring import as_of_option, now, opened

if TYPE_CHECKING:
    from analysis.baseline import Standing
    from analysis.decomposing import Decomposition, Side
    from analysis.progress import Progress
    from catalogue.baselines import Baseline
    from catalogue.store.store import Store


PRINTED = 15
"""Groups of a table on screen; --json has all."""
SUMS = ("name", "units", "before", "applied", "in_force", "approved", "proposed", "born", "born_unknown", "gross", "net", "planned",
        "goal")  # fmt: skip


class BrokenBase(CatalogueError):
    """A baseline that is not what was frozen, or a day before it."""


@click.command("freeze", help=say("Chốt mốc: danh sách thủ tục và giá trị trước, có mã băm.",
                                  "Freeze a base: its units and their values, with a hash."))  # fmt: skip
@click.argument("name")
@click.option("--programme", help=say("Chương trình, ví dụ 66/NQ-CP", "Programme, such as 66/NQ-CP"))
@click.option("--scope", type=click.Choice(["all", "business", "internal"]), default="all", show_default=True,
              help=say("Phạm vi", "Scope"))  # fmt: skip
@click.option("--agency", help=say("Chỉ thủ tục của cơ quan này", "Only procedures of this agency"))
@signed
@as_of_option
def freeze(
    name: str, programme: str | None, scope: str, agency: str | None, who: str, why: str, day: date
) -> None:
    """A name is frozen once; what is frozen never changes, whatever is imported later."""
    from analysis.baseline import freeze as frozen
    from analysis.cost import cost_of_snapshot
    from analysis.targets import TargetScope
    from dongian import analyses

    moment = now()
    with opened() as store:
        studied = analyses.study(store, day, moment)
        costs = cost_of_snapshot(studied.snapshot, studied.readings, studied.parameters)
        base = frozen(
            name,
            studied.snapshot,
            studied.readings,
            costs,
            known=moment,
            programme=programme,
            scope=TargetScope(scope),
            agency=agency,
        )
        if not base.units:
            raise BrokenBase(say("Không có thủ tục nào trong phạm vi này.", "No procedure is in this scope."))
        store.ledger.freeze(base, who=who, why=why, now=moment)
    told = _base_row(base)
    if settings().json:
        emit(told)
    else:
        line(say(f"Đã chốt {name}: {len(base.units)} thủ tục, mã {base.hash[:12]}.",
                 f"Frozen {name}: {len(base.units)} procedures, hash {base.hash[:12]}."))  # fmt: skip


def _base_row(base: "Baseline") -> dict[str, Any]:
    return {
        "baseline": base.name,
        "programme": base.programme,
        "scope": base.scope if base.agency is None else f"{base.scope}, {base.agency}",
        "day": base.day,
        "units": len(base.units),
        "rows": sum(unit.rows for unit in base.units),
        "with_volume": sum(unit.year is not None for unit in base.units),
        "hash": base.hash,
        "intact": base.intact,
    }


@click.command("list", help=say("Các mốc đã chốt, chỉ tiêu và kết quả đã công bố.",
                                "Frozen bases, targets, and published results."))  # fmt: skip
def list_() -> None:
    """Published figures as printed, our arithmetic beside them; neither corrects the other."""
    from analysis.published import published
    from analysis.targets import targets
    from publishing.money import percent

    with opened() as store:
        bases = [_base_row(entry.record) for entry in store.ledger.baselines()]
    goals = [
        {"programme": t.programme, "metric": t.metric, "scope": t.scope, "base": t.base,
         "percent": percent(t.percent), "due": t.due, "mark": t.mark}
        for t in targets()
    ]  # fmt: skip
    results = [
        {"programme": r.programme, "metric": r.metric, "as_of": r.as_of, "numerator": r.numerator,
         "denominator": r.denominator, "published": None if r.percent is None else percent(r.percent / 100),
         "computed": None if r.computed is None else percent(r.computed), "source": r.source, "note": r.note}
        for r in published().result
    ]  # fmt: skip
    splits = [s.model_dump(mode="json") for s in published().split]
    if settings().json:
        emit({"baselines": bases, "targets": goals, "published": results, "splits": splits})
        return
    table(
        say("Mốc đã chốt", "Frozen bases"),
        _columns(bases, ("baseline", "programme", "scope", "day", "units", "rows", "hash", "intact")),
        bases,
    )
    table(
        say("Chỉ tiêu", "Targets"),
        _columns(goals, ("programme", "metric", "scope", "base", "percent", "due")),
        goals,
    )
    shown = ("programme", "metric", "numerator", "denominator", "published", "computed", "source")
    table(say("Đã công bố và tính lại", "Published and computed"), _columns(results, shown), results)


def _columns(_rows: object, names: tuple[str, ...]) -> list[Column]:
    headings = {
        "baseline": say("Mốc", "Base"), "programme": say("Chương trình", "Programme"), "day": say("Ngày", "Day"),
        "units": say("Thủ tục", "Procedures"), "rows": say("Dòng hồ sơ", "Rows"), "hash": say("Mã băm", "Hash"),
        "intact": say("Nguyên vẹn", "Intact"), "metric": say("Thước đo", "Counter"), "scope": say("Phạm vi", "Scope"),
        "base": say("Ngày mốc", "Base day"), "percent": say("Chỉ tiêu", "Target"), "due": say("Hạn", "Due"),
        "numerator": say("Tử số", "Numerator"), "denominator": say("Mẫu số", "Denominator"),
        "published": say("Công bố", "Published"), "computed": say("Tính lại", "Computed"), "source": say("Nguồn", "Source"),
        "name": say("Nhóm", "Group"), "cut": say("Bãi bỏ", "Cut"), "simplified": say("Đơn giản hóa", "Simplified"),
        "cut_planned": say("Bãi bỏ (đề xuất)", "Cut (planned)"),
        "simplified_planned": say("Đơn giản hóa (đề xuất)", "Simplified (planned)"),
        "gone": say("Mất, chưa rõ", "Gone"), "born": say("Mới", "New"), "born_unknown": say("Mới, chưa rõ", "New, unknown"),
        "gross": say("Gộp", "Gross"), "net": say("Thuần", "Net"),
        "before": say("Mốc", "Base"), "applied": say("Đã áp dụng", "Applied"), "in_force": say("Có hiệu lực", "In force"),
        "approved": say("Đã phê duyệt", "Approved"), "proposed": say("Đề xuất", "Proposed"),
        "planned": say("Nếu làm hết", "If all is done"), "goal": say("Chỉ tiêu", "Goal"),
        "cause": say("Nguyên nhân", "Cause"), "change": say("Thay đổi (đồng)", "Change (VND)"),
    }  # fmt: skip
    numbers = {"units", "rows", "numerator", "denominator", "cut", "simplified", "cut_planned", "simplified_planned",
               "before", "applied", "in_force", "approved", "proposed", "planned", "goal", "gone", "born", "born_unknown", "gross", "net", "change", "percent", "published", "computed"}  # fmt: skip
    return [Column(name, headings[name], number=name in numbers) for name in names]


def show_base(name: str, day: date) -> None:
    """Progress of a frozen base on a day."""
    from analysis.baseline import same_scope, standing, standing_by
    from analysis.decomposing import Side, decompose
    from analysis.progress import progress
    from analysis.resolving import resolve
    from dongian import analyses

    with opened() as store:
        base = store.ledger.baseline(name).record
        if not base.intact or day < base.day:
            raise BrokenBase(say(f"Mốc {name} không nguyên vẹn, hoặc ngày {day} trước mốc {base.day}.",
                                 f"The base {name} is not intact, or {day} lies before {base.day}."))  # fmt: skip
        studied = analyses.study(store, day)
        then = _then(store, base)
        held = store.ledger.measures()
    measures = resolve((entry.record for entry in held), studied.snapshot)
    whole = standing(base, studied.snapshot, measures)
    here_now = Side(studied.snapshot, studied.readings, studied.parameters)
    named = resolve((entry.record for entry in held), then.snapshot)
    sums = [_sum_row(found) for found in progress(base, then, here_now, named)]
    parts = {
        "agency": standing_by(base, studied.snapshot, measures, lambda unit: unit.agency),
        "sector": standing_by(base, studied.snapshot, measures, lambda unit: unit.sector),
        "level": standing_by(
            base, studied.snapshot, measures, lambda unit: ", ".join(map(level_name, unit.levels))
        ),
    }
    here = Side(same_scope(base, studied.snapshot), studied.readings, studied.parameters)
    by_year = any(unit.year is not None for unit in base.units)
    change = decompose(then, here, by_year=by_year)
    if settings().json:
        emit({"baseline": _base_row(base), "day": day, "total": _standing_row(whole), "sums": sums,
              "by": {key: [_standing_row(s) for s in found] for key, found in parts.items()},
              "change": _change(change)})  # fmt: skip
        return
    line(say(f"Mốc {name} ({base.day:%d/%m/%Y}, {base.hash[:12]}), tính đến {day:%d/%m/%Y}. "
             "“Quy định” ở đây chỉ đếm thủ tục; chỉ phương án có hiệu lực hoặc đã áp dụng mới tính là đạt.",
             f"Base {name} ({base.day}, {base.hash[:12]}) as of {day}. Only procedures are counted as rules; "
             "only measures in force or applied count."))  # fmt: skip
    shown = (
        "name",
        "units",
        "cut",
        "simplified",
        "cut_planned",
        "simplified_planned",
        "gone",
        "born",
        "gross",
        "net",
    )
    table(
        say("Tiến độ theo số thủ tục", "Progress by procedures"),
        _columns(None, shown),
        [_standing_row(whole)],
    )
    table(say("Tiến độ theo từng thước đo (không cộng các thước đo với nhau)",
              "Progress by measure (never added to one another)"), _columns(None, SUMS), sums)  # fmt: skip
    titles = {"agency": say("Theo cơ quan", "By agency"), "sector": say("Theo lĩnh vực", "By sector"),
              "level": say("Theo cấp thực hiện", "By level")}  # fmt: skip
    for key, found in parts.items():
        if len(found) > PRINTED:
            more = say(f" ({PRINTED} nhóm lớn nhất trong {len(found)}; đủ: --json)",
                       f" (the {PRINTED} largest of {len(found)}; all: --json)")  # fmt: skip
        else:
            more = ""
        table(titles[key] + more, _columns(None, shown), [_standing_row(s) for s in found[:PRINTED]])
    told = _change(change)
    unit = say("đồng/năm", "VND a year") if by_year else say("đồng, C1", "VND, C1")
    title = say(f"Vì sao chi phí thay đổi ({unit})", f"Why the cost changed ({unit})")
    causes = {"law": say("văn bản thay đổi (chỉ đây là cải cách)", "law (only this is reform)"),
              "channel": say("cách thức, công nghệ", "channel, technology"), "remeasured": say("đo lại", "re-measured"),
              "wage": say("thu nhập bình quân", "hourly income"), "volume": say("số hồ sơ", "volume")}  # fmt: skip
    rows = [{"cause": causes[one["cause"]], "change": one["change"]} for one in told["by_cause"]]
    table(title, _columns(None, ("cause", "change")), rows)


def _sum_row(found: "Progress") -> dict[str, Any]:
    from dongian.cost_lines import whole
    from publishing.money import percent

    names = {
        "component_rows": say("dòng thành phần hồ sơ", "component rows"),
        "cost_per_case": say("đồng, một lần mỗi thủ tục (C1)", "VND, one case each (C1)"),
        "cost_vnd_year": say("đồng một năm", "VND a year"),
        "working_days": say("ngày làm việc (thời hạn)", "working days (limits)"),
        "days": say("ngày (thời hạn)", "days (limits)"),
    }
    states = {state: whole(cut) for state, cut in found.cut.items()}
    return {
        "sum": found.sum,
        "name": names[found.sum],
        "units": found.counted,
        "before": whole(found.before),
        "applied": states.get(MeasureState.APPLIED, 0),
        "in_force": states.get(MeasureState.IN_FORCE, 0),
        "approved": states.get(MeasureState.APPROVED, 0),
        "proposed": states.get(MeasureState.PROPOSED, 0),
        "born": whole(found.born),
        "born_unknown": found.born_unknown,
        "gross": percent(found.gross),
        "net": percent(found.net),
        "planned": percent(found.planned),
        "goal": None if found.goal is None else percent(found.goal),
    }


def _then(store: "Store", base: "Baseline") -> "Side":
    """The day of the base, as it was known when it was frozen."""
    from analysis.decomposing import Side
    from catalogue.snapshot import Snapshot
    from dongian import analyses

    studied = analyses.study(store, base.day, base.known)
    keys = {unit.key for unit in base.units}
    kept = Snapshot.of(base.day, [p for p in studied.snapshot.procedures if p.key in keys])
    return Side(kept, studied.readings, studied.parameters)


def _standing_row(found: "Standing") -> dict[str, Any]:
    from publishing.money import percent

    cut, simplified = found.counted(found.cut), found.counted(found.simplified)
    return {
        "name": found.name,
        "units": found.units,
        "cut": cut,
        "simplified": simplified,
        "cut_planned": sum(found.cut.values()) - cut,
        "simplified_planned": sum(found.simplified.values()) - simplified,
        "by_state": {"cut": dict(found.cut), "simplified": dict(found.simplified)},
        "gone": found.gone,
        "born": found.born,
        "gross": percent(found.gross),
        "net": percent(found.net),
    }


def _change(found: "Decomposition") -> dict[str, Any]:
    from dongian.cost_lines import whole

    return {
        "before": whole(found.before),
        "after": whole(found.after),
        "by_year": found.by_year,
        "left_out": found.left_out,
        "by_cause": [{"cause": cause, "change": whole(change)} for cause, change in found.by_cause.items()],
    }
