"""graph export, graph show: procedures, papers, agencies, outcomes and legal bases."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.errors import NotFound
from dongian.language import say
from dongian.output import Column, line, table
from dongian.wiring import as_of_option, opened

if TYPE_CHECKING:
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
@as_of_option
def show(document_type: str, day: date) -> None:
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
    touched = blast_radius(built, document_type)
    line(f"{document_type}  {built.nodes[type_node(document_type)]['name']}")
    for label, values in (
        (say("Thủ tục", "Procedures"), touched.procedures),
        (say("Cơ quan", "Agencies"), touched.agencies),
        (say("Cấp", "Levels"), touched.levels),
        (say("Đối tượng", "Applicants"), touched.applicants),
        (say("Văn bản phải xem xét", "Legal bases"), touched.legal_bases),
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
