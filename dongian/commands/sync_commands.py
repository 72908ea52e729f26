"""sync plan, apply, verify, drift, status, log: a portal compared with the catalogue and brought in line."""

import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.syncing import (
    bar,
    compared,
    name_of,
    new_run,
    opened_portal,
    portal_option,
    side_of,
    who_option,
)
from dongian.wiring import HERE, as_of_option, now, opened, today

if TYPE_CHECKING:
    from catalogue.store.store import Store
    from catalogue.store.sync import SyncLine
    from publishing.sync.applying import Applied
    from publishing.sync.plan import Plan
    from publishing.sync.verifying import Verified

TOP, NAME = 30, 110


@click.group(help=say("Đối chiếu và đồng bộ danh mục lên các cổng.", "Compare portals with the catalogue and bring them in line."))  # fmt: skip
def sync() -> None:
    """A plan is data, read before it is applied; everything stands in an append-only log."""


def item_columns() -> list[Column]:
    """The columns of a plan."""
    return [
        Column("grade", say("Mức", "Grade")),
        Column("key", say("Mã số", "Code")),
        Column("name", say("Tên thủ tục", "Procedure"), width=36),
        Column("kind", say("Tình trạng", "State")),
        Column("action", say("Việc", "Action")),
        Column("harm", say("Sai về", "About"), width=22),
        Column("differs", say("Cổng đang hiện → đúng là", "Portal shows → right is"), width=70),
        Column("why", say("Căn cứ", "Reason"), width=30),
    ]


def show_plan(plan: "Plan", *, limit: int) -> None:
    """The head of a plan and its most harmful items."""
    from publishing.sync.summary import counted, item_row, shown

    if settings().json:
        emit(plan.model_dump(mode="json", exclude={"catalogue", "state"}) | {"counts": plan.counts})
        return
    for name, value in counted(plan, say):
        line(f"{name}: {value}")
    rows = [item_row(item, say) | {"name": shown(item.name, most=NAME)} for item in plan.items[:limit]]
    more = len(plan.items) - len(rows)
    note = say(f"Còn {more} thủ tục; xem hết bằng --summary tóm-tắt.xlsx.",
               f"{more} more; see them all with --summary summary.xlsx.") if more > 0 else None  # fmt: skip
    table(
        say("Sai lệch, gây hại nhất trước", "What is not right, the most harmful first"),
        item_columns(),
        rows,
        note=note,
    )
    if plan.left_out:
        told = Counter(one.why for one in plan.left_out)
        line(
            say("Không đưa lên cổng được: ", "Left out: ")
            + ", ".join(_left(why, n) for why, n in told.items())
        )


def _left(why: str, count: int) -> str:
    from publishing.sync.summary import word

    return f"{count} ({word('left_out', why, say)})"


limit_option = click.option("--limit", type=click.IntRange(0), default=TOP, show_default=True,
                            help=say("Số dòng in ra", "Rows to print"))  # fmt: skip
summary_option = click.option("--summary", type=click.Path(dir_okay=False, path_type=Path),
                              help=say("Ghi bản tóm tắt .xlsx hoặc .html", "Write a summary, .xlsx or .html"))  # fmt: skip


def _keep(store: "Store", plan: "Plan", shown: dict[str, str], *, who: str) -> None:
    """The plan and what the portal showed, for the log: what was overwritten can be looked up."""
    from catalogue.store.sync import SyncEntry, SyncEvent

    told = ", ".join(f"{kind} {count}" for kind, count in plan.counts.items() if count)
    entry = SyncEntry(event=SyncEvent.PLANNED, plan=plan.id, detail=f"{plan.equal}/{plan.wanted}; {told}")
    store.sync.append([entry], portal=plan.portal, who=who, run=new_run(), now=now(), contents=shown)


@sync.command("plan", help=say("So cổng với danh mục, lập kế hoạch.", "Compare a portal with the catalogue; make a plan."))  # fmt: skip
@portal_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help=say("Ghi kế hoạch để thực hiện sau", "Write the plan, to be applied"))  # fmt: skip
@summary_option
@limit_option
@who_option
def plan_(config: Path, out: Path | None, summary: Path | None, limit: int, who: str | None) -> None:
    """Reads everything the portal shows; sends nothing."""
    from publishing.sync.summary import write_summary

    signed = name_of(who)
    with opened() as store, opened_portal(config) as desk:
        plan, shown = compared(store, desk, today(), who=signed)
        if out is not None:
            _keep(store, plan, shown, who=signed)
            out.write_text(plan.model_dump_json(indent=1), "utf-8")
    if summary is not None:
        write_summary(plan, summary, say)
    show_plan(plan, limit=limit)
    if out is None and plan.items and not settings().json:
        line(
            say(
                "Thêm --out ke-hoach.json để ghi kế hoạch rồi thực hiện.",
                "Add --out plan.json to write the plan and apply it.",
            )
        )
    if out is not None and not settings().json:
        line(say(f"Đã ghi {out}. Xem lại rồi thực hiện: dongian sync apply {out} --portal {config}",
                 f"Written: {out}. Read it, then: dongian sync apply {out} --portal {config}"))  # fmt: skip


@sync.command("apply", help=say("Thực hiện một kế hoạch.", "Carry a plan out."))
@click.argument("path", metavar="PLAN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@portal_option
@click.option("--yes", is_flag=True, help=say("Gỡ cả khi vượt giới hạn gỡ", "Take away more than the limit"))
@who_option
def apply_(path: Path, config: Path, who: str | None, *, yes: bool) -> None:
    """Resumes where it was stopped; nothing is sent twice. Exit 1 where anything is left undone."""
    from catalogue.store.alone import alone
    from publishing.sync.applying import Applier, Signature
    from publishing.sync.plan import read_plan

    plan = read_plan(path)
    with opened() as store, opened_portal(config) as desk, alone(store.engine, f"sync {plan.portal}"):
        same = plan.day == today() and plan.stamp == store.sync.stamp()
        by = Signature(name_of(who), new_run(), now)
        applier = Applier(plan, desk.portal, store, desk.reader, desk.patience, by)
        with bar(say("Gửi lên cổng", "Sending"), len(applier.items)) as step:
            side = side_of(store, desk, today())
            applied = applier.apply(side, same=same, yes=yes, progress=step)
    show_applied(applied)
    if not applied.complete:
        sys.exit(1)


def show_applied(applied: "Applied") -> None:
    """What became of the changes, and each that did not come to a good end."""
    rows = [
        {
            "key": o.item.key,
            "name": o.item.name,
            "event": str(o.event),
            "attempts": o.attempts,
            "detail": o.detail,
        }
        for o in applied.undone
    ]
    counts = {str(event): count for event, count in sorted(applied.counts.items())}
    if settings().json:
        emit({"plan": applied.plan, "counts": counts, "sent": applied.sent, "stopped": applied.stopped,
              "complete": applied.complete, "undone": rows})  # fmt: skip
        return
    told = ", ".join(f"{event_name(event)} {count}" for event, count in counts.items())
    line(
        say(
            f"Kế hoạch {applied.plan}: {told or 'không có việc'}.",
            f"Plan {applied.plan}: {told or 'nothing to do'}.",
        )
    )
    if rows:
        columns = [Column("key", say("Mã số", "Code")), Column("name", say("Tên thủ tục", "Procedure"), width=50),
                   Column("event", say("Kết quả", "Result")), Column("attempts", say("Lần thử", "Attempts"), number=True),
                   Column("detail", say("Vì sao", "Why"), width=70)]  # fmt: skip
        table(
            say("Chưa xong", "Not done"),
            columns,
            [row | {"event": event_name(str(row["event"]))} for row in rows[:TOP]],
        )
    if applied.stopped:
        line(say(f"Dừng giữa chừng: {applied.stopped} Chạy lại cùng lệnh để tiếp tục.",
                 f"Stopped: {applied.stopped} Run the same command to go on."))  # fmt: skip


def event_name(event: str) -> str:
    """An event as the screen shows it."""
    return {
        "planned": say("lập kế hoạch", "planned"),
        "begun": say("bắt đầu", "begun"),
        "intent": say("chưa rõ kết quả", "open"),
        "done": say("xong", "done"),
        "failed": say("chưa gửi được", "failed"),
        "conflict": say("cổng bị người khác sửa", "conflict"),
        "ended": say("kết thúc", "ended"),
        "verified": say("đối chiếu", "verified"),
        "drift": say("so bản xuất", "drift"),
    }[event]


@sync.command(
    "verify", help=say("Đọc lại toàn bộ cổng, nêu N trên N.", "Read the whole portal back; state N of N.")
)
@portal_option
@summary_option
@limit_option
@who_option
def verify(config: Path, summary: Path | None, limit: int, who: str | None) -> None:
    """Exit 1 unless every procedure is shown rightly and nothing that has ended is shown."""
    from publishing.sync.summary import write_summary
    from publishing.sync.verifying import Verified

    signed = name_of(who)
    with opened() as store, opened_portal(config) as desk:
        plan, _ = compared(store, desk, today(), who=signed)
        verified = Verified(plan)
        _log_verified(store, verified, "verified", who=signed)
    if summary is not None:
        write_summary(plan, summary, say)
    show_verified(verified, limit=limit)


def _log_verified(store: "Store", verified: "Verified", event: str, *, who: str, detail: str = "") -> None:
    from catalogue.store.sync import SyncEntry, SyncEvent

    told = (
        f"{verified.right}/{verified.wanted}; thừa {verified.over}; lạ {verified.unknown}. {detail}".strip()
    )
    entry = SyncEntry(event=SyncEvent(event), plan=verified.plan.id, detail=told)
    store.sync.append([entry], portal=verified.plan.portal, who=who, run=new_run(), now=now())


def show_verified(verified: "Verified", *, limit: int) -> None:
    """N of N, and what is not right; ends with exit 1 where anything is not."""
    plan = verified.plan
    if settings().json:
        emit({"portal": plan.portal, "right": verified.right, "wanted": verified.wanted, "over": verified.over,
              "unknown": verified.unknown, "ok": verified.ok, "counts": plan.counts,
              "items": [item.model_dump(mode="json") for item in plan.items]})  # fmt: skip
    else:
        if plan.items:
            show_plan(plan, limit=limit)
        line(say(f"Cổng “{plan.portal}”: {verified.right} trên {verified.wanted} thủ tục đúng; "
                 f"{verified.over} thừa, {verified.unknown} lạ.",
                 f"Portal “{plan.portal}”: {verified.right} of {verified.wanted} procedures right; "
                 f"{verified.over} surplus, {verified.unknown} unknown."))  # fmt: skip
    if not verified.ok:
        sys.exit(1)


@sync.command("drift", help=say("So một bản xuất của cổng với danh mục.", "Compare an export of a portal with the catalogue."))  # fmt: skip
@click.argument(
    "paths", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--name", default=None, help=say("Tên cổng, ghi vào nhật ký", "Name of the portal, for the log")
)
@click.option("--portal", "config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help=say("Tệp TOML mô tả cổng: lấy phạm vi ở đó", "TOML file of the portal: its scope is used"))  # fmt: skip
@click.option("--whole/--part", "whole", default=None,
              help=say("Bản xuất là toàn bộ cổng, hay một phần (mặc định: danh sách là toàn bộ)",
                       "The export is all of the portal, or a part (default: a list is all)"))  # fmt: skip
@summary_option
@limit_option
@who_option
@as_of_option
def drift(paths: tuple[Path, ...], name: str | None, config: Path | None, whole: bool | None, summary: Path | None,
          limit: int, who: str | None, day: date) -> None:  # fmt: skip
    """The same comparison; nothing is asked of the network. Exit 1 where anything differs."""
    from dongian.drifting import drifted
    from publishing.sync.summary import write_summary

    signed = name_of(who)
    with opened() as store:
        verified, notes = drifted(store, paths, day, who=signed, name=name, config=config, whole=whole)
        _log_verified(store, verified, "drift", who=signed, detail=", ".join(path.name for path in paths[:5]))
    if summary is not None:
        write_summary(verified.plan, summary, say)
    for note in notes if not settings().json else ():
        line(note)
    show_verified(verified, limit=limit)


def local(moment: datetime) -> str:
    """A moment as the clock on the wall shows it; with --json in full."""
    there = moment.astimezone(HERE)
    return there.isoformat() if settings().json else f"{there:%d/%m/%Y %H:%M:%S}"


def _log_rows(lines: "tuple[SyncLine, ...]") -> list[dict[str, Any]]:
    return [
        {"id": one.id, "recorded": local(one.recorded), "who": one.who, "portal": one.portal, "event": str(one.event),
         "key": one.key, "action": one.action, "before": one.before, "after": one.after, "attempts": one.attempts,
         "plan": one.plan, "detail": one.detail}
        for one in lines
    ]  # fmt: skip


@sync.command("status", help=say("Các kế hoạch và lần đối chiếu gần đây.", "Recent plans and comparisons."))
@click.option("--name", default=None, help=say("Chỉ cổng này", "Only this portal"))
@limit_option
def status(name: str | None, limit: int) -> None:
    """One row per plan: who made it, how far it is, when it was last verified."""
    from publishing.sync.status import plans_of

    with opened() as store:
        rows = plans_of(store.sync.lines(portal=name))[-limit:]
    rows = [row | {"planned": local(row["planned"])} for row in rows]
    columns = [
        Column("planned", say("Lúc", "When")), Column("who", say("Người", "Who")), Column("portal", say("Cổng", "Portal")),
        Column("plan", say("Kế hoạch", "Plan")), Column("done", say("Xong", "Done"), number=True),
        Column("failed", say("Chưa gửi được", "Failed"), number=True),
        Column("conflict", say("Bị người khác sửa", "Conflict"), number=True),
        Column("open", say("Chưa rõ", "Open"), number=True), Column("told", say("Đối chiếu", "Compared")),
    ]  # fmt: skip
    table(say("Đồng bộ", "Sync"), columns, rows)


@sync.command("log", help=say("Nhật ký: ai, lúc nào, trước và sau.", "The log: who, when, before and after."))
@click.option("--key", default=None, help=say("Chỉ thủ tục này, kèm nội dung trước và sau", "Only this procedure, with contents"))  # fmt: skip
@click.option("--name", default=None, help=say("Chỉ cổng này", "Only this portal"))
@click.option(
    "--check", is_flag=True, help=say("Kiểm tra nhật ký còn nguyên vẹn", "Check that the log is whole")
)
@limit_option
def log(key: str | None, name: str | None, limit: int, *, check: bool) -> None:
    """With --key and --json the contents before and after stand beside each entry."""
    with opened() as store:
        if check:
            _check_log(store)
            return
        lines = store.sync.lines(key=key, portal=name, limit=limit)
        rows = _log_rows(lines)
        if key is not None:
            for row in rows:
                row |= {f"{side}_content": _content(store, row[side]) for side in ("before", "after")}
    columns = [
        Column("recorded", say("Lúc", "When")), Column("who", say("Người", "Who")), Column("portal", say("Cổng", "Portal")),
        Column("event", say("Việc", "Event")), Column("key", say("Mã số", "Code")), Column("action", say("Thao tác", "Action")),
        Column("before", say("Trước", "Before"), width=12), Column("after", say("Sau", "After"), width=12),
        Column("attempts", say("Lần thử", "Attempts"), number=True), Column("detail", say("Chi tiết", "Detail"), width=60),
    ]  # fmt: skip
    if not settings().json:
        rows = [row | {"event": event_name(row["event"])} for row in rows]
    table(say("Nhật ký đồng bộ", "Sync log"), columns, rows)


def _content(store: "Store", mark: str | None) -> Any:
    import json

    told = None if mark is None else store.sync.content(mark)
    return None if told is None else json.loads(told)


def _check_log(store: "Store") -> None:
    broken = store.sync.first_broken()
    if settings().json:
        emit({"whole": broken is None, "first_broken": broken})
    elif broken is None:
        line(say("Nhật ký còn nguyên vẹn.", "The log is whole."))
    else:
        line(
            say(
                f"Nhật ký bị sửa hoặc mất dòng từ dòng số {broken}.",
                f"The log was changed from entry {broken} on.",
            )
        )
    if broken is not None:
        sys.exit(1)
