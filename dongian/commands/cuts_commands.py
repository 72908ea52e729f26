"""cuts suggest, show, plan: which measures there are, what they save, which to take."""

import sys
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from dongian.commands.measures_commands import measure_columns, measure_row
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, attribute_option, attributing, now, opened

if TYPE_CHECKING:
    from analysis.scenario import Scenario
    from analysis.suggesting import Assumed
    from catalogue.measures import Measure
    from catalogue.store.store import Store
    from dongian.analyses import Studied

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
BASES = click.Choice(["finding", "record", "state-made", "handed-before", "in-form", "reissue", "assumed"])


@click.group(help=say("Cắt giảm: gợi ý, hiệu quả, kế hoạch.", "Cuts: suggestions, effect, plans."))
def cuts() -> None:
    """What is suggested is a proposal; nothing is in force because a command says so."""


def _share(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Fraction | None:
    if value is None:
        return None
    try:
        share = Fraction(value.replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise click.BadParameter(say("một số từ 0 đến 1", "a number from 0 to 1")) from error
    if not 0 <= share <= 1:
        raise click.BadParameter(say("một số từ 0 đến 1", "a number from 0 to 1"))
    return share


def _postcheck(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[Fraction, Fraction] | None:
    if value is None:
        return None
    share, _, minutes = value.partition(":")
    inspected = _share(ctx, param, share)
    try:
        busy = Fraction(minutes.replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise click.BadParameter(
            say("tỷ lệ:số phút, ví dụ 0.1:120", "share:minutes, such as 0.1:120")
        ) from error
    if inspected is None or busy < 0:
        raise click.BadParameter(say("số phút không âm", "minutes of zero or more"))
    return inspected, busy


def _suggestions(command: Any) -> Any:
    for option in (
        click.option("--basis", "bases", type=BASES, multiple=True,
                     help=say("Chỉ gợi ý dựa trên loại này (mặc định: mọi loại)", "Only suggestions on this ground")),
        click.option("--assume-fees", "fees", callback=_share,
                     help=say("Giả định phần phí còn lại, ví dụ 0.5", "Assume this share of fees is left, such as 0.5")),
        click.option("--assume-online", "online", callback=_share,
                     help=say("Giả định tỷ lệ nộp trực tuyến", "Assume this online share")),
        click.option("--assume-postcheck", "postcheck", callback=_postcheck, metavar="0.1:120",
                     help=say("Giả định hậu kiểm giấy tờ của bên thứ ba: tỷ lệ bị kiểm tra : số phút",
                              "Assume papers of third parties are inspected afterwards: share : minutes")),
    ):  # fmt: skip
        command = option(command)
    return command


def _assumed(
    fees: Fraction | None, online: Fraction | None, postcheck: tuple[Fraction, Fraction] | None
) -> "Assumed":
    from analysis.suggesting import Assumed

    share, minutes = postcheck or (None, None)
    return Assumed(fees, online, inspected=share, inspection_minutes=minutes)


def _suggested(
    store: "Store", studied: "Studied", bases: Iterable[str], assumed: "Assumed"
) -> "tuple[Measure, ...]":
    from analysis.suggesting import Basis, suggest
    from dongian import analyses

    found = (*analyses.once_only(store, studied), *analyses.duplicates(store, studied))
    wanted: frozenset[Basis] = frozenset(map(Basis, bases)) or frozenset(Basis)
    return suggest(studied.snapshot, studied.readings, found, bases=wanted, assumed=assumed)


@cuts.command(help=say("Gợi ý phương án từ phát hiện và bản ghi, kèm văn bản cần sửa.",
                       "Suggest measures from findings and records, with the acts to amend."))  # fmt: skip
@_suggestions
@click.option(
    "--jsonl", is_flag=True, help=say("In JSONL để sửa rồi nhập lại", "Print JSONL, to correct and import")
)
@click.option(
    "--store",
    "keep",
    is_flag=True,
    help=say("Ghi vào danh mục (cần --who, --why)", "Store them (needs --who, --why)"),
)
@click.option("--who", default="", help=say("Người ghi", "Who enters it"))
@click.option("--why", default="", help=say("Lý do", "Why"))
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help=say("Số dòng tối đa", "Rows at the most"),
)
@as_of_option
def suggest(bases: tuple[str, ...], fees: Fraction | None, online: Fraction | None,
            postcheck: tuple[Fraction, Fraction] | None, *, jsonl: bool, keep: bool,
            who: str, why: str, limit: int, day: date) -> None:  # fmt: skip
    """Proposals; what a text in force carries has its dates and its number."""
    from catalogue.measures import to_lines
    from dongian import analyses

    with opened() as store:
        studied = analyses.study(store, day)
        found = _suggested(store, studied, bases, _assumed(fees, online, postcheck))
        if keep:
            store.ledger.put_measures(found, who=who, why=why, now=now())
    if jsonl:
        sys.stdout.writelines(told + "\n" for told in to_lines(found))
        return
    rows = [measure_row(m, day) for m in found]
    shown = rows if settings().json else rows[:limit]
    note = say(f"{len(rows)} gợi ý. Văn bản cần sửa suy từ căn cứ pháp lý, người rà soát xác nhận.",
               f"{len(rows)} suggestions. Acts are inferred from legal bases; a person confirms them.")  # fmt: skip
    table(say("Gợi ý phương án", "Suggested measures"), measure_columns(), shown, note=note)


@cuts.command(
    "show",
    help=say(
        "Kịch bản: trước, sau, khác gì, giảm bao nhiêu.", "Scenario: before, after, difference, saving."
    ),
)
@click.argument("code", required=False)
@_suggestions
@click.option(
    "--stored", is_flag=True, help=say("Chỉ phương án đã ghi trong danh mục", "Only measures that are stored")
)
@as_of_option
def show(code: str | None, bases: tuple[str, ...], fees: Fraction | None, online: Fraction | None,
         postcheck: tuple[Fraction, Fraction] | None, *, stored: bool,
         day: date) -> None:  # fmt: skip
    """All measures act on one model of each procedure, so overlapping cuts count once."""
    from analysis.resolving import resolve
    from analysis.scenario import apply
    from dongian import analyses

    with opened() as store:
        studied = analyses.study(store, day)
        held = resolve((entry.record for entry in store.ledger.measures()), studied.snapshot)
        found = (
            held if stored else (*held, *_suggested(store, studied, bases, _assumed(fees, online, postcheck)))
        )
    scenario = apply(studied.snapshot, studied.readings, found, studied.parameters)
    _show(scenario, code)


def _show(scenario: "Scenario", code: str | None) -> None:
    from dongian.cost_lines import whole
    from publishing.money import percent

    rows = [
        {
            "procedure": r.key,
            "name": r.procedure.name,
            "measures": [m.key for m in r.measures],
            "rows": r.rows,
            "rows_cut": r.rows_cut,
            "c1_before": None if r.before is None else whole(r.before.c1.central),
            "c1_after": None if r.before is None else whole(r.c1_after.central),
            "changes": [f"{c.path}: {c.before} → {c.after}" for c in r.changes] if code else len(r.changes),
            "gone": r.after_record is None,
            "unclaimed": list(r.unclaimed),
        }
        for r in scenario.changed
        if code in (None, r.key)
    ]
    year = scenario.year
    told = {
        "measures": len(scenario.measures),
        "rows": scenario.rows,
        "rows_cut": scenario.rows_cut,
        "c1_before": whole(scenario.cost_before.central),
        "c1_after": whole(scenario.cost_after.central),
        "rate": percent(scenario.rate),
        "year_before": None if year is None else whole(year[0].central),
        "year_after": None if year is None else whole(year[1].central),
    }
    if settings().json:
        emit(told | {"procedures": rows})
        return
    for name, value in told.items():
        line(f"{name}: {value}")
    columns = [Column("procedure", say("Mã số", "Code")), Column("name", say("Tên", "Name"), width=50),
               Column("rows", say("Dòng hồ sơ", "Rows"), number=True), Column("rows_cut", say("Bỏ", "Cut"), number=True),
               Column("c1_before", "C1", number=True), Column("c1_after", say("C1 sau", "C1 after"), number=True),
               Column("changes", say("Khác", "Changes"), width=60), Column("unclaimed", say("Chưa tính", "Not claimed"), width=40)]  # fmt: skip
    table(say("Thủ tục có phương án", "Procedures with measures"), columns, rows)


@cuts.command(help=say("Kế hoạch ít công sức nhất để đạt chỉ tiêu, hoặc giảm nhiều nhất trong mức công sức.",
                       "The plan of least effort for a target, or of most saving for an effort."))  # fmt: skip
@click.option(
    "--reach",
    "targets",
    multiple=True,
    metavar="THƯỚC_ĐO=PHẦN_TRĂM",
    help=say(
        "rows=20, procedures=20, cost=20; nhiều lần được", "rows=20, procedures=20, cost=20; repeatable"
    ),
)
@click.option(
    "--budget",
    type=click.IntRange(0),
    help=say("Mức công sức; giảm nhiều nhất trong mức đó", "Effort allowed; save most within it"),
)
@click.option(
    "--metric",
    type=click.Choice(["rows", "procedures", "cost"]),
    default="rows",
    show_default=True,
    help=say("Thước đo của --budget và --curve", "Metric of --budget and --curve"),
)
@click.option(
    "--effort",
    type=click.Choice(["acts", "agencies", "given", "measures"]),
    default="acts",
    show_default=True,
    help=say(
        "Công sức: số văn bản, số cơ quan, chi phí đã nhập, số phương án",
        "Effort: acts, agencies, given cost, measures",
    ),
)
@click.option("--agency", help=say("Chỉ thủ tục của cơ quan này", "Only procedures of this agency"))
@click.option(
    "--keep",
    multiple=True,
    help=say("Thủ tục hoặc phương án phải giữ nguyên", "Procedures or measures to leave alone"),
)
@click.option("--include", multiple=True, help=say("Phương án phải có", "Measures that must be in"))
@click.option(
    "--authority",
    multiple=True,
    help=say("Chỉ sửa loại văn bản này: TT, NĐ-CP, QH …", "Only acts of this kind: TT, NĐ-CP, QH …"),
)
@click.option(
    "--by",
    "by",
    type=DAY,
    help=say("Bỏ phương án có hạn sau ngày này", "Leave out measures due after this day"),
)
@click.option(
    "--most-acts", type=click.IntRange(0), help=say("Tối đa số văn bản sửa", "At most this many acts")
)
@click.option(
    "--year",
    "by_year",
    is_flag=True,
    help=say("Chi phí theo đồng/năm (thủ tục có số hồ sơ)", "Cost in VND a year"),
)
@click.option("--curve", "curved", is_flag=True, help=say("In đường đánh đổi", "Print the trade-off curve"))
@click.option(
    "--essential",
    "needed",
    is_flag=True,
    help=say("Văn bản nào có trong mọi kế hoạch tốt nhất", "What every best plan pays for"),
)
@_suggestions
@click.option(
    "--stored", is_flag=True, help=say("Chỉ phương án đã ghi trong danh mục", "Only measures that are stored")
)
@attribute_option
@as_of_option
def plan(**told: Any) -> None:
    """Solved exactly; the gap to the best possible plan is printed, and an unreachable target is explained."""
    from analysis.resolving import resolve
    from dongian.commands import planning

    with opened() as store:
        from dongian import analyses

        studied = analyses.study(store, told["day"])
        held = resolve((entry.record for entry in store.ledger.measures()), studied.snapshot)
        attributed = attributing(store, told["how"])
        found = held
        if not told["stored"]:
            found += _suggested(
                store, studied, told["bases"], _assumed(told["fees"], told["online"], told["postcheck"])
            )
    planning.run(studied, found, told, attributed)
