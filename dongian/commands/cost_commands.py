"""cost show, targets show: compliance cost of one case, the effect of the found cuts, the targets."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from catalogue.errors import NotFound
from dongian.commands.drivers_commands import drivers, sides
from dongian.commands.targets_commands import freeze, list_, show_base
from dongian.commands.workbook_commands import annex, check_workbook, workbook
from dongian.cost_lines import bounds, show_one, whole
from dongian.language import language, say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, attribute_option, attributing, known_at_option, opened

if TYPE_CHECKING:
    from analysis.counters import Counter, Counts
    from analysis.cuts import CutReport, CutResult
    from analysis.targets import TargetReport
    from publishing.report_input import BaseLine


@click.group(help=say("Chi phí tuân thủ một lần thực hiện (C1).", "Compliance cost of one case (C1)."))
def cost() -> None:
    """Computed from the record, with dated parameters; never a published fee."""


cost.add_command(workbook)
cost.add_command(check_workbook)
cost.add_command(annex)


def _row(result: "CutResult") -> dict[str, Any]:
    from publishing.money import percent

    before = result.before
    return {
        "procedure": before.key,
        "name": before.name,
        "c1_low": whole(before.c1.low),
        "c1": whole(before.c1.central),
        "c1_high": whole(before.c1.high),
        "year": None if before.year is None else whole(before.year.central),
        "year_after": None if result.after.year is None else whole(result.after.year.central),
        "lower_bound": before.lower_bound,
        "missing": [gap.vi for gap in before.gaps],
        "grade": before.grade,
        "c1_after": whole(result.after.c1.central),
        "benefit": whole(result.benefit.central),
        "in_law": whole(result.in_law.central),
        "rate": None if result.rate is None else float(result.rate),
        "rate_text": percent(result.rate),
    }


@cost.command(
    help=say("Chi phí của một thủ tục, hoặc của cả danh mục.", "Cost of one procedure, or of the catalogue.")
)
@click.argument("code", required=False)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help=say("Số dòng tối đa", "Rows at the most"),
)
@as_of_option
@known_at_option
def show(code: str | None, limit: int, day: date, known: datetime | None) -> None:
    """Every line of form 03/SCM with the figures behind it, or one row per procedure."""
    from dongian import analyses

    with opened() as store:
        studied = analyses.study(store, day, known)
        cuts = analyses.cuts(store, studied)
    if code is None:
        _all(cuts, day, limit)
        return
    found = next((result for result in cuts.results if result.before.key == code), None)
    if found is None:
        held = code in studied.snapshot.by_key
        raise NotFound(
            say(f"Không tính được chi phí của {code}: ", f"No cost of {code}: ")
            + (
                say(
                    "danh mục chưa có thành phần hồ sơ của thủ tục này.",
                    "the catalogue has no components of it.",
                )
                if held
                else say("không có thủ tục này.", "there is no such procedure.")
            ),
            hint=f"dongian procedures history {code}" if held else f"dongian search {code}",
        )
    show_one(found.before, _row(found))


def _all(cuts: "CutReport", day: date, limit: int) -> None:
    ordered = sorted(cuts.results, key=lambda r: (-r.benefit.central, r.before.key))
    rows = [_row(result) for result in ordered]
    if settings().json:
        emit({"day": day, "skipped": list(cuts.skipped), "before": bounds(cuts.before), "after": bounds(cuts.after),
              "benefit": bounds(cuts.benefit), "in_law": bounds(cuts.in_law),
              "rate": None if cuts.rate is None else float(cuts.rate), "procedures": rows})  # fmt: skip
        return
    table(
        say(
            f"Chi phí một lần thực hiện (C1), ngày {day:%d/%m/%Y}, giảm nhiều nhất trước",
            f"C1 on {day}, largest saving first",
        ),
        [
            Column("procedure", say("Mã số", "Code")),
            Column("name", say("Tên", "Name"), width=60),
            Column("c1", say("C1 (đồng)", "C1 (VND)"), number=True),
            Column("c1_low", say("thấp", "low"), number=True),
            Column("c1_high", say("cao", "high"), number=True),
            Column("c1_after", say("sau cắt giảm", "after cuts"), number=True),
            Column("rate_text", say("giảm", "saved"), number=True),
            Column("year", say("đồng/năm", "VND a year"), number=True),
            Column("lower_bound", say("là cận dưới", "lower bound")),
            Column("grade", say("Độ tin cậy", "Grade")),
        ],
        rows[:limit],
    )
    from publishing.money import number, percent

    line(
        say(
            f"{len(rows)} thủ tục, mỗi thủ tục một lần thực hiện: {number(cuts.before.central)} → {number(cuts.after.central)} đồng, "
            f"giảm {percent(cuts.rate)} (đã có trong luật: {percent(cuts.rate_in_law)}). Chưa nhân số lượt một năm vì chưa có số liệu. "
            f"{len(cuts.skipped)} thủ tục chưa có thành phần hồ sơ nên không tính.",
            f"{len(rows)} procedures, one case each: {number(cuts.before.central)} -> {number(cuts.after.central)} VND, "
            f"saved {percent(cuts.rate)} (in law already: {percent(cuts.rate_in_law)}). Not weighted by cases a year: unknown. "
            f"{len(cuts.skipped)} procedures state no components and are not costed.",
        )
    )


cost.add_command(drivers)
cost.add_command(sides)


@click.group(
    help=say("Chỉ tiêu cắt giảm, mỗi chỉ tiêu một thước đo.", "Reform targets, each in its own counter.")
)
def targets() -> None:
    """Rules, procedures, đồng and days are never added."""


@targets.command("show", help=say("Tiến độ so với các chỉ tiêu, hoặc so với một mốc đã chốt.",
                                  "Progress against the targets, or against a frozen base."))  # fmt: skip
@click.argument("name", required=False)
@attribute_option
@as_of_option
def show_targets(name: str | None, how: str, day: date) -> None:
    """Counters before and after the found cuts, then each target of the programmes."""
    from analysis.targets import report_targets
    from dongian import analyses
    from dongian.report_parts import bases_of

    if name is not None:
        show_base(name, day)
        return
    with opened() as store:
        studied = analyses.study(store, day)
        cuts = analyses.cuts(store, studied)
        bases = bases_of(store, studied, day)
        attributed = attributing(store, how)
    told = report_targets(studied.snapshot, studied.readings, cuts, attributed=attributed)
    _show_targets(told, bases)


targets.add_command(freeze)
targets.add_command(list_)


def metric_name(metric: str) -> str:
    """The counter as the screen shows it."""
    return {
        "rule_count": say("số quy định", "rules"),
        "procedure_count": say(
            "thủ tục có ít nhất một giấy tờ cắt được", "procedures with a paper that can be cut"
        ),
        "internal_procedure_count": say("số thủ tục nội bộ", "internal procedures"),
        "condition_count": say("số yêu cầu, điều kiện", "conditions"),
        "component_rows": say("số dòng thành phần hồ sơ", "component rows"),
        "cost_per_case": say("Σ C1, đồng (một lần mỗi thủ tục)", "Σ C1, VND (one case each)"),
        "cost_vnd_year": say("chi phí tuân thủ, đồng/năm", "compliance cost, VND a year"),
        "processing_time": say("thời gian giải quyết", "processing time"),
    }[metric]


def _counter_row(counter: "Counter") -> dict[str, Any]:
    from publishing.money import number, percent

    return {
        "metric": counter.metric,
        "metric_name": metric_name(counter.metric),
        "before": number(counter.before),
        "in_law": number(counter.in_law),
        "proposed": number(counter.proposed),
        "after": number(counter.after),
        "share_in_law": percent(counter.share_in_law),
        "share": percent(counter.share),
    }


def _part_row(part: "Counts") -> dict[str, Any]:
    """Counters of an agency or a sector; None where none of its procedures states components."""
    counted = [_counter_row(counter) for counter in part.all] if part.costed else None
    return {"name": part.name, "procedures": int(part.procedures.before), "costed": part.costed, "counters": counted}  # fmt: skip


def _show_targets(report: "TargetReport", bases: "tuple[BaseLine, ...]") -> None:
    from publishing.money import percent
    from publishing.report import words
    from publishing.target_words import standing

    counters = [_counter_row(counter) for counter in report.counts.all]
    told = words(language())
    standings = [(one, standing(one, told, bases)) for one in report.progress]
    progress = [
        {
            "programme": one.target.programme,
            "title": one.target.title,
            "metric": one.target.metric,
            "metric_name": metric_name(one.target.metric),
            "target": percent(one.target.percent),
            "due": one.target.due,
            "counted": stands.counted,
            "verdict": ": ".join(filter(None, (stands.verdict, stands.why))),
            "note": one.note,
        }
        for one, stands in standings
    ]
    if settings().json:
        emit(
            {
                "snapshot": report.snapshot,
                "day": report.day,
                "counters": counters,
                "targets": progress,
                "counting": dict(report.counting),
                "by_agency": [_part_row(part) for part in report.by_agency],
                "by_sector": [_part_row(part) for part in report.by_sector],
            }
        )
        return
    table(
        say(
            f"Các thước đo, ngày {report.day:%d/%m/%Y} (không cộng với nhau)",
            f"Counters on {report.day} (never added)",
        ),
        [
            Column("metric_name", say("Thước đo", "Counter")),
            Column("before", say("Trước", "Before"), number=True),
            Column("in_law", say("Đã có trong luật", "In law"), number=True),
            Column("proposed", say("Đề xuất", "Proposed"), number=True),
            Column("after", say("Sau", "After"), number=True),
            Column("share_in_law", say("% trong luật", "% in law"), number=True),
            Column("share", say("% cả đề xuất", "% with proposed"), number=True),
        ],
        counters,
    )
    table(
        say("Chỉ tiêu", "Targets"),
        [
            Column("programme", say("Chương trình", "Programme")),
            Column("title", say("Nội dung", "Title"), width=36),
            Column("metric_name", say("Thước đo", "Counter"), width=24),
            Column("target", say("Chỉ tiêu", "Target"), number=True),
            Column("due", say("Hạn", "Due")),
            Column("counted", say("Đếm được ở đây", "Counted here"), width=40),
            Column("verdict", say("Kết luận", "Verdict"), width=34),
            Column("note", say("Cách đếm", "What is counted"), width=60),
        ],
        progress,
        note=say(
            "Chỉ kết luận trên mốc đã chốt của chương trình (dongian targets freeze); "
            f"tỷ lệ đếm được ở đây tính trên danh mục ngày {report.day:%d/%m/%Y} ({report.snapshot}).",
            "Decided only on a frozen base of the programme (dongian targets freeze); "
            f"what is counted here is of the snapshot of {report.day} ({report.snapshot}).",
        ),
    )
