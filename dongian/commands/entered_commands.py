"""What people enter for the checks: feedback and legal texts; and lists of what is held."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dongian.commands.parameters_commands import signed
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, now, opened

if TYPE_CHECKING:
    from catalogue.feedback import Feedback
    from catalogue.legal_acts import LegalAct

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(help=say("Nhập phản ánh, kiến nghị (CSV, XLSX).", "Enter feedback (CSV, XLSX)."))
@click.argument("file", type=FILE)
@signed
def feedback(file: Path, who: str, why: str) -> None:
    """All rows or none; a row of the same number is a later note about it."""
    from analysis.entries import read_feedback

    found = read_feedback(file.name, file.read_bytes())
    with opened() as store:
        stored = store.notebook.put_feedback(found, who=who, why=why, now=now())
    _stored(len(found), stored)


@click.command(
    help=say(
        "Phản ánh, kiến nghị chưa xong, kèm hạn; cả khi không gắn với thủ tục nào.",
        "Feedback that waits, with its deadlines; of procedures or of none.",
    )
)
@as_of_option
def waiting(day: date) -> None:
    """The most overdue first."""
    from analysis.deadlines import feedback_due
    from dongian import checking
    from dongian.analyses import figures

    with opened() as store:
        calendar = checking.calendar_of(store)
        entries, told = store.notebook.feedback(), figures(store)
    rows = [
        _waiting(entry.record, step, due, day)
        | {"late": max(0, calendar.between(due, day)), "who": entry.who, "recorded": entry.recorded}
        for entry in entries
        for step, due in feedback_due(entry.record, calendar, figures=told)
    ]
    rows.sort(key=lambda row: (row["due"], row["number"]))
    table(
        say(f"Phản ánh, kiến nghị chờ xử lý, ngày {day:%d/%m/%Y}", f"Feedback that waits, on {day}"),
        [
            Column("number", say("Mã", "Number")),
            Column("procedure", say("Thủ tục", "Procedure")),
            Column("text", say("Nội dung", "Text"), width=50),
            Column("received", say("Tiếp nhận", "Received")),
            Column("step_name", say("Việc phải làm", "To do")),
            Column("due", say("Ngày cuối", "Last day")),
            Column("late", say("Quá hạn (ngày làm việc)", "Late (working days)"), number=True),
        ],
        rows,
    )


def _waiting(one: "Feedback", step: str, due: date, day: date) -> dict[str, Any]:
    names = {
        "forward": say("chuyển cơ quan có thẩm quyền", "forward"),
        "answer": say("trả lời", "answer"),
        "publish": say("công khai kết quả", "publish the answer"),
    }
    return one.model_dump(mode="json") | {
        "step": step, "step_name": names[step], "due": due, "overdue": due < day,
    }  # fmt: skip


@click.command(
    help=say(
        "Nhập văn bản có hiệu lực, hết hiệu lực (CSV, XLSX): số hiệu, ngày, văn bản thay thế.",
        "Enter legal texts with their dates (CSV, XLSX): number, days, what repeals them.",
    )
)
@click.argument("file", type=FILE)
@signed
def acts(file: Path, who: str, why: str) -> None:
    """All rows or none; they stand before what ships."""
    from analysis.entries import read_acts

    found = read_acts(file.name, file.read_bytes())
    with opened() as store:
        stored = store.notebook.put_acts(found, who=who, why=why, now=now())
    _stored(len(found), stored)


@click.command(help=say("Văn bản đã biết ngày hiệu lực, hết hiệu lực.", "Legal texts whose dates are known."))
@as_of_option
def texts(day: date) -> None:
    """What ships, what the catalogue tells, what people entered; with source and mark."""
    from analysis.checks.bases import acts_of, shipped_acts

    with opened() as store:
        told = acts_of(store.snapshot(day))
        entered = store.notebook.acts()
    rows = [_text(one, say("phát hành kèm", "shipped")) for one in shipped_acts()]
    rows += [_text(one, say("danh mục", "the catalogue")) for one in told]
    rows += [_text(entry.record, entry.who) for entry in entered]
    table(
        say("Văn bản đã biết ngày", "Legal texts with dates"),
        [
            Column("number", say("Số hiệu", "Number")),
            Column("signed", say("Ban hành", "Signed")),
            Column("effective", say("Hiệu lực từ", "In force from")),
            Column("repealed_from", say("Hết hiệu lực từ", "Not from")),
            Column("repealed_by", say("Bị thay thế bởi", "Repealed by")),
            Column("source", say("Nguồn", "Source"), width=60),
            Column("mark", say("Dấu", "Mark")),
            Column("origin", say("Từ", "From")),
        ],
        sorted(rows, key=lambda row: str(row["number"])),
    )


def _text(one: "LegalAct", origin: str) -> dict[str, Any]:
    return one.model_dump(mode="json") | {"origin": origin}


def _stored(read: int, stored: int) -> None:
    told = {"read": read, "stored": stored, "unchanged": read - stored}
    if settings().json:
        emit(told)
        return
    line(
        say(
            f"{read} dòng: ghi {stored}, đã có {read - stored}.",
            f"{read} rows: {stored} stored, {read - stored} held already.",
        )
    )
