"""decisions show, chain, undo, redo; list stands in catalogue_commands."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dongian.commands.catalogue_commands import decisions as decisions
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import now, opened

if TYPE_CHECKING:
    from catalogue.store.undoings import Undoing

AGENCY = click.option(
    "--agency",
    help=say("Cơ quan ban hành, khi nhiều cơ quan có cùng số", "The issuer, where several use the number"),
)
WHO = click.option("--who", required=True, help=say("Người thực hiện", "Who does it"))
WHY = click.option("--why", required=True, help=say("Lý do", "Why"))
FILE = click.option(
    "--file",
    "reading",
    type=click.IntRange(1),
    help=say("Số của lần đọc tệp, cho nguồn bất kỳ", "Number of a reading of a file, of any source"),
)


@decisions.command(
    help=say(
        "Xem một quyết định: tệp, thủ tục, văn bản liên quan, hoàn tác.",
        "Show a decision: files, procedures, links, undoings.",
    )
)
@click.argument("number")
@AGENCY
def show(number: str, agency: str | None) -> None:
    """The decision with its files, links and what it does to each procedure."""
    from dongian.chain_drawing import told
    from dongian.effects_view import link_name

    with opened() as store:
        book = store.decision_book
        chain = book.chain(number, agency=agency)
        node = chain.node(chain.root)
        readings = [one for one in book.announcing(node.number) if one.place == node.province]
        undoings = [one for one in book.undoings() if one.file_id in {r.file for r in readings}]
        announced = book.announced(node.number, place=node.province)
    links = [edge for edge in chain.edges if edge.source == node.id]
    if settings().json:
        emit(
            {
                "decision": node.model_dump(mode="json"),
                "readings": [one.model_dump(mode="json") for one in readings],
                "links": [edge.model_dump(mode="json") for edge in links],
                "procedures": [one.model_dump(mode="json") for one in announced],
                "undoings": [one.model_dump(mode="json") for one in undoings],
            }
        )
        return
    line(told(node))
    if node.title:
        line(f"  {node.title}")
    for edge in links:
        line(f"  {link_name(edge.kind)}: {told(chain.node(edge.target))}")
    for one in readings:
        state = say("đang áp dụng", "counts") if one.counts else say("đã hoàn tác", "undone")
        line(
            say(
                f"  tệp {one.name}, lần đọc số {one.file}: {state}",
                f"  {one.name}, reading {one.file}: {state}",
            )
        )
    _undoings(undoings)
    table(
        say(f"Thủ tục: {len(announced)}", f"Procedures: {len(announced)}"),
        [
            Column("key", say("Mã số", "Code")),
            Column("name", say("Tên", "Name"), width=70),
            Column("effect", say("Thay đổi", "Change")),
            Column("valid_from", say("Từ ngày", "From")),
            Column("file", say("Tệp", "File"), width=40),
        ],
        [one.model_dump(mode="json") | {"effect": _change(one.change, one.replaced_by)} for one in announced],
    )


def _change(change: str | None, replaced_by: str | None) -> str:
    from dongian.effects_view import kind_name

    if replaced_by is not None:
        return f"{kind_name('ended')} → {replaced_by}"
    return "" if change is None else kind_name(change)


@decisions.command(
    help=say(
        "Chuỗi quyết định: căn cứ, công bố theo, thay thế, bãi bỏ.",
        "The chain of a decision: what it follows, replaces, abolishes, and who names it.",
    )
)
@click.argument("number")
@AGENCY
@click.option(
    "--as",
    "form",
    type=click.Choice(["tree", "json", "dot", "svg"]),
    default="tree",
    show_default=True,
    help=say("Dạng kết quả", "Form of the result"),
)
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("Tệp ghi ra (mặc định: màn hình)", "File (default: standard output)"),
)
def chain(number: str, agency: str | None, form: str, target: Path | None) -> None:
    """A tree of lines, or a graph for other programs; circles and gaps are told."""
    from dongian import chain_drawing

    with opened() as store:
        found = store.decision_book.chain(number, agency=agency)
    if form == "json" or settings().json:
        shown = found.model_dump_json(indent=2) + "\n"
    elif form == "tree":
        shown = "\n".join(chain_drawing.tree(found)) + "\n"
    else:
        shown = chain_drawing.dot(found) if form == "dot" else chain_drawing.svg(found)
    if target is None:
        sys.stdout.write(shown)
        return
    target.write_text(shown, "utf-8")
    click.echo(say(f"Đã ghi {target}", f"Written: {target}"), err=True)


@decisions.command(
    help=say(
        "Hoàn tác một quyết định hoặc một tệp: không xóa gì, xem lại được.",
        "Undo a decision or a file: nothing is deleted, and it can be redone.",
    )
)
@click.argument("number", required=False)
@FILE
@AGENCY
@WHO
@WHY
def undo(number: str | None, reading: int | None, agency: str | None, who: str, why: str) -> None:
    """As of now the file was never read; as known before, it still was."""
    with opened() as store:
        book = store.decision_book
        if _one_of(number, reading):
            done = book.undo_decision(number or "", agency=agency, who=who, why=why, now=now())
        else:
            done = book.undo([reading or 0], who=who, why=why, now=now())
    _undoings(done)


@decisions.command(
    help=say("Làm lại điều đã hoàn tác.", "Redo what was undone."),
)
@click.argument("number", required=False)
@FILE
@AGENCY
@WHO
@WHY
def redo(number: str | None, reading: int | None, agency: str | None, who: str, why: str) -> None:
    """The same state as after the import."""
    with opened() as store:
        book = store.decision_book
        if _one_of(number, reading):
            done = book.redo_decision(number or "", agency=agency, who=who, why=why, now=now())
        else:
            done = book.redo([reading or 0], who=who, why=why, now=now())
    _undoings(done)


def _one_of(number: str | None, reading: int | None) -> bool:
    """Whether a number is given, not a reading; exactly one of both must be."""
    if (number is None) == (reading is None):
        raise click.UsageError(
            say("cần số quyết định, hoặc --file SỐ_LẦN_ĐỌC", "a number of a decision, or --file READING")
        )
    return number is not None


def _undoings(done: "tuple[Undoing, ...] | list[Undoing]") -> None:
    if settings().json:
        emit([one.model_dump(mode="json") for one in done])
        return
    acts = {"undone": say("hoàn tác", "undone"), "redone": say("làm lại", "redone")}
    for one in done:
        line(
            f"  {acts[one.act]} {one.file} ({say('lần đọc số', 'reading')} {one.file_id}), "
            f"{one.recorded.astimezone():%d/%m/%Y %H:%M}, {one.who}: {one.why}"
        )
