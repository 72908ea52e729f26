"""publish: the catalogue of a day as files for others; one command per format.

Here: lists and tables. Documents, pages, linked data and feeds: publish_documents.py.
"""

from functools import partial
from pathlib import Path

import click

from dongian.commands import publish_documents
from dongian.commands.publish_scope import Scope, done, export, published, scoped, target_argument
from dongian.language import say
from dongian.output import Column, table
from dongian.wiring import opened


@click.group(help=say("Xuất danh mục ra tệp cho người khác.", "Write the catalogue as files for others."))
def publish() -> None:
    """Every export says its day, moment, snapshot and program."""


@publish.command(
    "list", help=say("Danh sách TTHC theo mẫu chính thức (.xlsx).", "The official list (.xlsx).")
)
@target_argument((".xlsx",))
@scoped
def list_(target: Path, scope: Scope) -> None:
    """Banner, header in row 2, five columns."""
    from publishing.exports.portal_list import write_list

    told, _ = export(target, scope, write_list)
    done(told, target)


@publish.command(help=say("Bảng tính đủ các phần, sửa và nhập lại được (.xlsx).",
                          "A workbook of all parts, to edit and import back (.xlsx)."))  # fmt: skip
@target_argument((".xlsx",))
@scoped
def xlsx(target: Path, scope: Scope) -> None:
    """The template of procedures, with its stamp."""
    from catalogue.template import kinds
    from publishing.templates import write_template

    with opened() as store:
        told = published(store, scope)
    rows = write_template(target, kinds()["procedures"], told.records, about=told.stamp.sentence())
    done(told, target, rows=rows)


@publish.command(help=say("Bản ghi chuẩn, mỗi dòng một JSON.", "Canonical records, one JSON a line."))
@target_argument((".jsonl",))
@scoped
def jsonl(target: Path, scope: Scope) -> None:
    """The first line says where the records come from."""
    from publishing.exports.jsonl import write_jsonl

    told, _ = export(target, scope, write_jsonl)
    done(told, target)


@publish.command(
    help=say("Các bảng CSV với datapackage.json: thư mục, hoặc một tệp .zip nhập lại được.",
             "CSV tables with datapackage.json: a folder, or a .zip that can be imported.")
)  # fmt: skip
@target_argument((".zip",), folder=True)
@scoped
def csv(target: Path, scope: Scope) -> None:
    """Frictionless Data Package."""
    from publishing.exports.tables import write_tables

    told, written = export(target, scope, write_tables)
    done(told, target, rows=written.rows, long_cells=written.long_cells)
    if written.long_cells:
        click.echo(
            say(f"{written.long_cells} ô dài hơn 32.767 ký tự: tệp giữ đủ, nhưng Excel sẽ cắt khi mở.",
                f"{written.long_cells} cells are longer than 32,767 letters: Excel will cut them."),
            err=True,
        )  # fmt: skip


@publish.command(help=say("Một tệp Parquet, cấu trúc lồng nhau.", "One Parquet file with nested parts."))
@target_argument((".parquet",))
@scoped
def parquet(target: Path, scope: Scope) -> None:
    """Needs the extra dongian[parquet]."""
    from publishing.exports.parquet import write_parquet

    told, _ = export(target, scope, write_parquet)
    done(told, target)


@publish.command(
    help=say("Trả lời LayThuTuc của dịch vụ đồng bộ quốc gia (.json).",
             "An answer LayThuTuc of the national sync service (.json).")
)  # fmt: skip
@target_argument((".json",))
@click.option("--publisher", metavar="H49", help=say("Mã cơ quan công bố", "Code of the publishing agency"))
@scoped
def exchange(target: Path, publisher: str | None, scope: Scope) -> None:
    """Everything is a string; what has no place there: publish fields exchange."""
    from publishing.exports.exchange import write_exchange

    told, _ = export(target, scope, partial(write_exchange, publisher=publisher))
    done(told, target)


@publish.command(
    help=say(
        "Trường nào còn, trường nào mất trong một định dạng.", "What a format carries, and what it does not."
    )
)
@click.argument("name", metavar="[FORMAT]", required=False)
@click.option("--lost", is_flag=True, help=say("Chỉ những gì không còn nguyên", "Only what does not survive"))
def fields(name: str | None, lost: bool) -> None:
    """One row per field of the canonical record; read from the table that the tests hold the formats to."""
    from publishing.exports.fields import FORMATS, carried

    if name is not None and name not in FORMATS:
        raise click.BadParameter(
            say(f"các định dạng: {', '.join(FORMATS)}", f"formats: {', '.join(FORMATS)}")
        )
    rows = [
        {"format": one, "field": field.path, "at": field.at, "whole": field.whole, "limit": field.limit}
        for one in ([name] if name else FORMATS)
        for field in carried(one)
        if not (lost and field.whole)
    ]
    table(
        say("Các trường của bản ghi chuẩn", "Fields of the canonical record"),
        [
            Column("format", say("Định dạng", "Format")),
            Column("field", say("Trường", "Field")),
            Column("whole", say("Giữ nguyên", "Whole")),
            Column("at", say("Nằm ở", "Stands in"), width=50),
            Column("limit", say("Giới hạn", "Limit"), width=60),
        ],
        rows,
    )


for _command in publish_documents.COMMANDS:
    publish.add_command(_command)
