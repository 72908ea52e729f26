"""changes since: what was recorded after a cursor, so that others can follow the catalogue."""

import sys
from typing import TYPE_CHECKING, Any

import click

from dongian.language import say
from dongian.output import Column, settings, table
from dongian.wiring import opened

if TYPE_CHECKING:
    from catalogue.store.changes import Entry

SHOWN = ("key", "kind", "change", "content_hash", "valid_from", "valid_to", "recorded", "decision",
         "replaced_by", "name", "file", "importer", "cursor")  # fmt: skip


@click.group(help=say("Những gì danh mục ghi nhận thêm.", "What the catalogue recorded."))
def changes() -> None:
    """A feed that only grows."""


@changes.command(
    help=say("Mọi ghi nhận sau một con trỏ, cũ trước; con trỏ rỗng là từ đầu.",
             "Everything recorded after a cursor, oldest first; the empty cursor is the beginning.")
)  # fmt: skip
@click.argument("cursor", default="")
@click.option("--limit", type=click.IntRange(1), help=say("Số dòng tối đa", "Rows at the most"))
@click.option(
    "--records", is_flag=True, help=say("Kèm bản ghi chuẩn (với --json)", "With the records (with --json)")
)
def since(cursor: str, limit: int | None, records: bool) -> None:
    """With --json one object a line, each with the cursor to go on from."""
    from catalogue.store.changes import Feed

    with opened() as store:
        found = Feed(store.engine).since(cursor, limit=limit, whole=records)
        if settings().json:
            for entry in found:
                sys.stdout.write(_line(entry, records=records))
            return
        rows = [_told(entry) for entry in found]
    table(
        say(f"Ghi nhận mới: {len(rows)}", f"Recorded: {len(rows)}"),
        [
            Column("recorded", say("Ghi nhận", "Recorded")),
            Column("key", say("Mã số", "Code")),
            Column("kind_name", say("Việc", "What")),
            Column("name", say("Tên", "Name"), width=60),
            Column("decision", say("Quyết định", "Decision")),
            Column("valid_from", say("Hiệu lực từ", "Valid from")),
        ],
        rows,
        note=say(f"Xem tiếp từ đây: dongian changes since {rows[-1]['cursor']}",
                 f"Go on from here: dongian changes since {rows[-1]['cursor']}") if rows else None,
    )  # fmt: skip


def _line(entry: "Entry", *, records: bool) -> str:
    told = entry.model_dump_json(include={*SHOWN, *(["record"] if records else [])})
    return told + "\n"


def _told(entry: "Entry") -> dict[str, Any]:
    names = {
        "stated": say("công bố", "stated"),
        "ended": say("bị thay thế", "ended"),
        "withdrawn": say("nguồn không còn nêu", "withdrawn"),
        "undone": say("hoàn tác", "undone"),
        "redone": say("làm lại", "redone"),
    }
    return entry.model_dump(mode="json", include=set(SHOWN)) | {"kind_name": names[entry.kind.value]}
