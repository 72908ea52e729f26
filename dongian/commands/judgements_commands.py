"""judgements list, export, import, undo; documents judge: what people say of pairs of document types."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.judgements import Answer, Judgement, Judgements, Undoing
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, now, opened

if TYPE_CHECKING:
    from analysis.asking import Question
    from catalogue.store.store import Store

KEYS = {"s": Answer.SAME, "d": Answer.DIFFERENT, "u": Answer.UNSURE}


def answer_name(answer: Answer | None) -> str:
    """The answer as the screen shows it."""
    return {
        None: "",
        Answer.SAME: say("cùng một loại", "same"),
        Answer.DIFFERENT: say("khác loại", "different"),
        Answer.UNSURE: say("chưa chắc", "unsure"),
    }[answer]


@click.group(
    help=say(
        "Phán quyết của người về các cặp loại giấy tờ.", "Judgements of people about pairs of document types."
    )
)
def judgements() -> None:
    """Appended with who, when and why; undone by a further entry."""


@judgements.command("list", help=say("Liệt kê phán quyết.", "List the judgements."))
def list_() -> None:
    """In the order they were made; undone and contradicting ones are marked."""
    with opened() as store:
        entries, found = store.judgements.entries(), store.judgements.standing()
    undone = {entry.undoes: entry for entry in entries if isinstance(entry, Undoing)}
    aside = {one.id for one in found.set_aside}
    table(
        say("Phán quyết", "Judgements"),
        [
            Column("id", say("Mã", "Id")),
            Column("left_name", say("Giấy tờ", "Paper"), width=45),
            Column("right_name", say("và", "and"), width=45),
            Column("answer_name", say("Trả lời", "Answer")),
            Column("state_name", say("Tình trạng", "State")),
            Column("who", say("Người", "Who")),
            Column("judged", say("Lúc", "When")),
            Column("why", say("Lý do", "Why"), width=30),
        ],
        [
            one.model_dump(mode="json")
            | {
                "id": one.id,
                "answer_name": answer_name(one.answer),
                "state": "undone" if one.id in undone else "set_aside" if one.id in aside else "standing",
                "state_name": say("đã thu hồi", "undone")
                if one.id in undone
                else say("mâu thuẫn, để riêng", "contradicts, set aside")
                if one.id in aside
                else say("có hiệu lực", "standing"),
            }
            for one in sorted(
                (e for e in entries if isinstance(e, Judgement)), key=lambda e: (e.judged, e.id)
            )
        ],
    )


@judgements.command(help=say("Xuất phán quyết ra tệp JSONL.", "Export the judgements as JSONL."))
@click.argument("target", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
def export(target: Path) -> None:
    """Undone ones and their undoing included."""
    with opened() as store:
        text = store.judgements.export()
    if str(target) == "-":
        click.echo(text, nl=False)
        return
    target.write_text(text, "utf-8")
    line(
        say(
            f"Đã ghi {target}: {len(text.splitlines())} dòng",
            f"Written {target}: {len(text.splitlines())} lines",
        )
    )


@judgements.command(
    "import", help=say("Nhập tệp phán quyết xuất từ nơi khác.", "Import exported judgements.")
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """What is known already adds nothing; contradictions are set aside and shown by `list`."""
    with opened() as store:
        added = store.judgements.bring_in(file.read_text("utf-8-sig"), origin=file.name, now=now())
        aside = len(store.judgements.standing().set_aside)
    line(
        say(
            f"Thêm {added} mục; {aside} phán quyết mâu thuẫn được để riêng.",
            f"{added} entries added; {aside} contradicting judgements set aside.",
        )
    )


@judgements.command(help=say("Thu hồi một phán quyết.", "Undo a judgement."))
@click.argument("judgement", metavar="ID")
@click.option("--who", required=True, help=say("Người thu hồi", "Who undoes it"))
@click.option("--why", default="", help=say("Lý do", "Why"))
def undo(judgement: str, who: str, why: str) -> None:
    """The judgement stays in the books."""
    with opened() as store:
        store.judgements.undo(judgement, who=who, why=why, now=now())
    line(say(f"Đã thu hồi {judgement}.", f"Undone: {judgement}"))


@click.command(
    help=say(
        "Hỏi người: hai loại giấy tờ có là một? Cặp đáng giá nhất trước.",
        "Ask a person whether two document types are one, the most valuable pair first.",
    )
)
@click.option("--who", required=True, help=say("Người phán quyết", "Who judges"))
@click.option("--why", default="", help=say("Lý do", "Why"))
@click.option(
    "--answer",
    type=click.Choice([answer.value for answer in Answer]),
    help=say("Trả lời ngay cho cặp --pair, hoặc cặp đầu tiên", "Answer --pair, or the first pair, at once"),
)
@click.option("--pair", nargs=2, metavar="TYPE TYPE", help=say("Cặp loại giấy tờ này", "This pair of types"))
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help=say("Số cặp nhiều nhất", "Pairs at the most"),
)
@click.option(
    "--show", "only", is_flag=True, help=say("Chỉ liệt kê, không hỏi", "List the pairs, ask nothing")
)
@as_of_option
def judge(
    who: str, why: str, answer: str | None, pair: tuple[str, str] | None, limit: int, only: bool, day: date
) -> None:
    """s same, d different, u unsure, n next, q quit; what follows from earlier answers is never asked."""
    with opened() as store:
        if pair is not None and answer is not None:
            one = Judgement(
                left=pair[0], right=pair[1], answer=Answer(answer), who=who, why=why, judged=now()
            )
            _said(store.judgements.judge(one, now=now()), one)
            return
        found = _questions(store, day)
        if only or settings().json:
            _list(found[:limit], len(found))
        elif answer is not None:
            for question in found[:1]:
                _record(store, question, Answer(answer), who, why)
        else:
            _walk(store, found[:limit], who, why)


def _questions(store: "Store", day: date) -> "list[Question]":
    from analysis.asking import questions
    from dongian import analyses

    studied = analyses.study(store, day)
    return list(questions(studied.snapshot, studied.readings, store.judgements.standing()))


def _walk(store: "Store", found: "list[Question]", who: str, why: str) -> None:
    known: Judgements = store.judgements.standing()
    for number, question in enumerate(found, start=1):
        if known.known(question.left, question.right) is not None:
            continue
        line(f"[{number}/{len(found)}] {say('điểm', 'score')} {question.score} · {question.rule}")
        for name, row in (
            (question.left_name, question.left_row),
            (question.right_name, question.right_row),
        ):
            line(f"  {name}")
            line(f"      “{row.component.text.strip()}” ← {row.procedure.key} {row.procedure.name}")
        for feature in question.because:
            line(f"  – {feature.help} ({feature.left} | {feature.right}: {feature.weight})")
        key = click.prompt(
            say(
                "Cùng một loại? s cùng, d khác, u chưa chắc, n bỏ qua, q thôi",
                "Same? s, d, u, n next, q quit",
            ),
            type=click.Choice([*KEYS, "n", "q"]),
            show_choices=False,
        )
        if key == "q":
            return
        if key in KEYS:
            _record(store, question, KEYS[key], who, why)
            known = store.judgements.standing()


def _record(store: "Store", question: "Question", answer: Answer, who: str, why: str) -> None:
    one = Judgement(
        left=question.left,
        right=question.right,
        left_name=question.left_name,
        right_name=question.right_name,
        answer=answer,
        who=who,
        why=why,
        judged=now(),
    )
    _said(store.judgements.judge(one, now=now()), one)


def _said(new: bool, one: Judgement) -> None:
    if new:
        line(
            f"{one.id}  {one.left_name or one.left} | {one.right_name or one.right}: {answer_name(one.answer)}"
        )
    else:
        line(say("Điều này đã suy ra được từ các phán quyết trước.", "This follows from earlier judgements."))


def _list(found: "list[Question]", total: int) -> None:
    rows = [
        {
            "left": one.left,
            "right": one.right,
            "left_name": one.left_name,
            "right_name": one.right_name,
            "score": one.score,
            "rule": one.rule,
            "value": one.value,
            "because": [{"name": f.name, "weight": f.weight, "a": f.left, "b": f.right} for f in one.because],
        }
        for one in found
    ]
    if settings().json:
        emit(rows)
        return
    table(
        say(f"Cặp chưa phán quyết: {total}", f"Undecided pairs: {total}"),
        [
            Column("left_name", say("Giấy tờ", "Paper"), width=55),
            Column("right_name", say("và", "and"), width=55),
            Column("score", say("Điểm", "Score"), number=True),
            Column("value", say("Thủ tục", "Procedures"), number=True),
            Column("rule", say("Vì", "Rule")),
        ],
        rows,
    )
