"""graph export, graph show: procedures, papers, agencies, outcomes and legal bases."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.errors import NotFound
from dongian.language import say
from dongian.output import Column, line, number, table
from dongian.wiring import as_of_option, opened

if TYPE_CHECKING:
    from analysis.dossiers import Dossier
    from analysis.graph import Graph


@click.group(
    help=say("Đồ thị thủ tục, giấy tờ, cơ quan, kết quả, căn cứ.", "Graph of procedures, papers, agencies.")
)
def graph() -> None:
    """Built anew from the snapshot of a day."""


def _built(day: date) -> "Graph":
    from analysis.graph import build_graph
    from dongian import analyses

    with opened() as store:
        studied = analyses.study(store, day)
    return build_graph(studied.snapshot, studied.readings)


@graph.command(
    help=say(
        "Ghi đồ thị ra tệp (theo đuôi tệp: .graphml, .gexf, .csv).",
        "Write the graph (.graphml, .gexf, .csv).",
    )
)
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@as_of_option
def export(target: Path, day: date) -> None:
    """CSV makes two files: nodes and edges."""
    from analysis.graph_export import FORMATS
    from analysis.graph_export import export as write

    format_ = target.suffix.lstrip(".").lower()
    if format_ not in (*FORMATS, "csv"):
        raise click.BadParameter(
            say("đuôi tệp phải là .graphml, .gexf hoặc .csv", "the name must end in .graphml, .gexf or .csv")
        )
    built = _built(day)
    for path in write(built, target, format_=format_):
        line(say(f"Đã ghi {path}", f"Written: {path}"))
    counted = Counter(kind for _, kind in built.nodes(data="kind"))
    table(
        say(f"Đồ thị ngày {day:%d/%m/%Y}", f"Graph of {day}"),
        [Column("kind", say("Loại", "Kind")), Column("count", say("Số lượng", "Count"), number=True)],
        [{"kind": kind, "count": count} for kind, count in sorted(counted.items())]
        + [{"kind": say("cạnh", "edges"), "count": built.number_of_edges()}],
    )


@graph.command(
    help=say(
        "Một loại giấy tờ: ai yêu cầu, ai cấp, cắt thì chạm đến đâu.",
        "One document type: who asks, who issues.",
    )
)
@click.argument("document_type")
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("Vẽ ra tệp .svg hoặc .html", "Draw into a file .svg or .html"),
)
@as_of_option
def show(document_type: str, target: Path | None, day: date) -> None:
    """Blast radius of one document type."""
    from analysis.graph import blast_radius, type_node, who_asks, who_issues

    built = _built(day)
    if type_node(document_type) not in built:
        raise NotFound(
            say(
                f"Không có loại giấy tờ {document_type} trong danh mục.",
                f"No document type {document_type} in the catalogue.",
            ),
            hint="dongian documents types; dongian duplicates --json",
        )
    if target is not None:
        _draw(built, document_type, target)
        return
    touched = blast_radius(built, document_type)
    line(f"{document_type}  {built.nodes[type_node(document_type)]['name']}")
    for label, values in (
        (say("Thủ tục", "Procedures"), touched.procedures),
        (say("Cơ quan", "Agencies"), touched.agencies),
        (say("Cấp", "Levels"), touched.levels),
        (say("Đối tượng", "Applicants"), touched.applicants),
        (
            say("Văn bản, điều khoản phải xem xét", "Legal bases and articles to amend"),
            tuple(f"{base}: {'; '.join(cited)}" if cited else base for base, cited in touched.articles),
        ),
    ):
        line(f"  {label}: {len(values)}")
        for value in values[:20]:
            line(f"    {value}")
    line(
        say(
            f"  Dòng hồ sơ yêu cầu: {len(who_asks(built, document_type))}",
            f"  Rows that ask: {len(who_asks(built, document_type))}",
        )
    )
    line(
        say(
            f"  Kết quả là giấy tờ này: {len(who_issues(built, document_type))}",
            f"  Outcomes: {len(who_issues(built, document_type))}",
        )
    )


def _draw(built: "Graph", document_type: str, target: Path) -> None:
    from analysis.graph_draw import to_html, to_svg

    drawers = {".svg": to_svg, ".html": to_html}
    if target.suffix.lower() not in drawers:
        raise click.BadParameter(
            say("đuôi tệp phải là .svg hoặc .html", "the name must end in .svg or .html"), param_hint="--to"
        )
    target.write_text(drawers[target.suffix.lower()](built, document_type), "utf-8")
    line(say(f"Đã ghi {target}", f"Written: {target}"))


@graph.command(
    help=say(
        "Giấy tờ của một thủ tục là kết quả của thủ tục nào khác.", "Which papers come from which procedures."
    )
)
@click.argument("procedure")
@as_of_option
def chain(procedure: str, day: date) -> None:
    """One row for each paper that another procedure issues."""
    from analysis.dossiers import needs
    from dongian import analyses

    with opened() as store:
        studied = analyses.study(store, day)
    names = studied.snapshot.by_key
    table(
        say(f"Thủ tục {procedure} cần kết quả của thủ tục khác", f"What {procedure} needs from others"),
        [
            Column("name", say("Giấy tờ", "Paper"), width=60),
            Column("row_number", say("Dòng", "Row"), number=True),
            Column("issued_names", say("Thủ tục cấp", "Issued by"), width=90),
        ],
        [
            {
                "type": paper.type,
                "name": paper.name,
                "row_number": paper.row + 1,
                "issued_by": list(paper.issued_by),
                "issued_names": [f"{key} {names[key].name}" for key in paper.issued_by[:5]]
                + (["…"] if len(paper.issued_by) > 5 else []),
            }
            for paper in needs(studied.snapshot, studied.readings, procedure)
        ],
    )


@graph.command(
    help=say(
        "Các thủ tục làm lần lượt: giấy tờ, lượt đi lại, ngày, tiền; giấy tờ nào đã có từ bước trước.",
        "Procedures one after the other: papers, visits, days, money; what an earlier step already gave.",
    )
)
@click.argument("procedures", nargs=-1, required=True)
@as_of_option
def dossier(procedures: tuple[str, ...], day: date) -> None:
    """One row for each paper of each step, then the sums."""
    from analysis.dossiers import dossier as chained
    from dongian import analyses

    with opened() as store:
        studied = analyses.study(store, day)
    told = chained(studied.snapshot, studied.readings, procedures)
    table(
        say(f"Chuỗi {len(told.steps)} thủ tục", f"A chain of {len(told.steps)} procedures"),
        [
            Column("procedure", say("Thủ tục", "Procedure")),
            Column("name", say("Giấy tờ", "Paper"), width=60),
            Column("already", say("Đã có từ bước trước", "Already there"), width=40),
        ],
        [
            {
                "procedure": step.procedure,
                "type": paper.type,
                "name": paper.name,
                "produced_at": paper.produced_at,
                "handed_in_at": paper.handed_in_at,
                "already": say(f"kết quả của {paper.produced_at}", f"issued by {paper.produced_at}")
                if paper.produced_at
                else say(f"đã nộp ở {paper.handed_in_at}", f"handed in at {paper.handed_in_at}")
                if paper.handed_in_at
                else None,
            }
            for step in told.steps
            for paper in step.papers
        ],
        note=_sums(told),
    )


def _sums(told: "Dossier") -> str:
    units = {
        "hour": say("giờ", "hours"),
        "day": say("ngày", "days"),
        "working_day": say("ngày làm việc", "working days"),
        "month": say("tháng", "months"),
        "year": say("năm", "years"),
    }
    days = " + ".join(f"{number(value)} {units[unit]}" for unit, value in told.days.items()) or "0"
    low, high = (number(float(fee)) for fee in told.fees)
    money = low if low == high else f"{low}–{high}"
    missing = ", ".join(told.not_stated)
    return say(
        f"{told.papers} giấy tờ, {told.again} đã có từ bước trước; ít nhất {told.visits} lượt đi lại; "
        f"thời hạn {days}; phí, lệ phí {money} đồng" + (f". Chưa đủ số liệu ở: {missing}" if missing else ""),
        f"{told.papers} papers, {told.again} already there; {told.visits} visits at least; {days}; {money} VND"
        + (f". Not all is stated by: {missing}" if missing else ""),
    )
