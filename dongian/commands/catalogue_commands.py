"""init, decisions: the catalogue itself."""

from datetime import datetime

import click

from dongian.language import say
from dongian.output import Column, line, settings, table
from dongian.wiring import known_at_option, opened


@click.command(
    help=say("Tạo danh mục, hoặc nâng cấp danh mục đã có.", "Create the catalogue, or bring it up to date.")
)
def init() -> None:
    """Tables and migrations; what a catalogue holds stays."""
    from catalogue.store.store import Store

    url = settings().database
    with Store.create(url) as store:
        count = len(store.keys())
    line(
        say(
            f"Danh mục đã sẵn sàng: {_shown(url)} ({count} thủ tục). Tiếp theo: dongian import THƯ_MỤC",
            f"The catalogue is ready: {_shown(url)} ({count} procedures). Next: dongian import FOLDER",
        )
    )


def _shown(url: str) -> str:
    """The URL without a password."""
    from sqlalchemy.engine import make_url

    return make_url(url).render_as_string(hide_password=True)


@click.group(help=say("Quyết định công bố.", "Decisions that publish procedures."))
def decisions() -> None:
    """Decisions named by the imported files."""


@decisions.command(
    "list", help=say("Liệt kê quyết định công bố, mới nhất trước.", "List decisions, the latest first.")
)
@click.option("--limit", type=click.IntRange(1), help=say("Số dòng tối đa", "Rows at the most"))
@click.option(
    "--as-of",
    "day",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help=say(
        "Chỉ quyết định đã có hiệu lực đến ngày này (mặc định: tất cả)",
        "Only decisions that have begun by this day (default: all)",
    ),
)
@known_at_option
def list_(limit: int | None, day: datetime | None, known: datetime | None) -> None:
    """One row per decision, those to come included unless a day is given."""
    with opened() as store:
        found = store.decisions(day=None if day is None else day.date(), known=known)
    table(
        say(f"Quyết định công bố: {len(found)}", f"Decisions: {len(found)}"),
        [
            Column("number", say("Số", "Number")),
            Column("signed", say("Ngày ký", "Signed")),
            Column("effective", say("Hiệu lực", "Effective")),
            Column("agency", say("Cơ quan", "Agency"), width=40),
            Column("procedures", say("Thủ tục", "Procedures"), number=True),
            Column("changes_text", say("Thay đổi", "Changes")),
            Column("replaces", say("Thay thế", "Replaces")),
        ],
        [
            decision.model_dump(mode="json")
            | {
                "changes_text": ", ".join(
                    f"{kind or '–'} {count}" for kind, count in decision.changes.items()
                )
            }
            for decision in found[:limit]
        ],
    )
