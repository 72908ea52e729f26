"""documents types: which kinds of paper the catalogue knows, under which names, since when, and why.

Here: options and tables. Not here: where a type belongs (analysis/placing.py).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from dongian.language import say
from dongian.output import Column, line, settings, table
from dongian.wiring import HERE, as_of_option, opened

if TYPE_CHECKING:
    from analysis.documents.types import DocumentType
    from analysis.type_story import TypeStory
    from dongian.analyses import Studied

SHOWN = 3
"""Aliases shown in the table; the JSON has all."""
MAKERS = {
    "applicant": ("người nộp", "applicant"),
    "state": ("cơ quan nhà nước", "the State"),
    "third_party": ("bên thứ ba", "third party"),
}


@click.command(
    help=say(
        "Loại giấy tờ: tên, tên khác, từ bao giờ, ở bao nhiêu dòng, vì sao là loại ấy.",
        "Document types: names, other names, since when, in how many rows, and why.",
    )
)
@click.option(
    "--listed",
    is_flag=True,
    help=say("Chỉ danh mục kê sẵn, không cần cơ sở dữ liệu", "What ships, no catalogue"),
)
@click.option(
    "--untyped",
    is_flag=True,
    help=say("Các dòng chưa có loại giấy tờ, và vì sao", "Rows without a document type, and why"),
)
@click.option("--find", "word", metavar="TỪ", help=say("Chỉ loại có từ này", "Only types with this word"))
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help=say("Số dòng tối đa", "Rows at the most"),
)
@as_of_option
def types(listed: bool, untyped: bool, word: str | None, limit: int, day: date) -> None:
    """The types that rows name, the most named first; `--listed`: the seeded register alone."""
    from analysis.documents.types import registry

    if listed:
        _table(
            say("Loại giấy tờ kê sẵn", "Listed document types"),
            [_listed_row(found) for found in registry().types.values()],
            word,
            len(registry().types),
        )
        return
    from analysis.type_story import stories
    from dongian import analyses

    with opened() as store:
        studied = analyses.study(store, day)
        told = stories(store.ledger.types())
    if untyped:
        _untyped(studied, limit)
        return
    rows = _rows(studied, told)
    _table(say(f"Loại giấy tờ ngày {day:%d/%m/%Y}", f"Document types on {day}"), rows, word, limit)
    if not settings().json:
        _figures(studied, rows)


def _listed_row(found: "DocumentType") -> dict[str, Any]:
    register = found.register
    return {
        "id": found.id,
        "name": found.name,
        "maker": found.maker,
        "maker_name": say(*MAKERS[found.maker]),
        "holder": found.holder,
        "register": None if register is None else register.name,
        "holding_body": None if register is None else register.body,
        "legal_base": found.legal_base,
        "effective_from": found.effective_from,
        "effective_to": found.effective_to,
        "successor": found.successor,
        "aliases": "; ".join(found.aliases),
        "aliases_shown": "; ".join(found.aliases),
        "mark": found.mark,
        "listed": True,
        "state_name": say("kê sẵn", "listed"),
    }


def _rows(studied: "Studied", told: "Mapping[str, TypeStory]") -> list[dict[str, Any]]:
    """One row for each canonical type that the day's rows name, the most named first."""
    from analysis.documents.types import registry
    from analysis.merging import each_type

    counted: Counter[str] = Counter()
    asking: dict[str, set[str]] = defaultdict(set)
    for key, several in studied.readings.items():
        for row in several:
            for type_ in row.types:
                counted[type_] += 1
                asking[type_].add(key)
    mentions = each_type(row for several in studied.readings.values() for row in several)
    found = []
    for type_, number in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
        listed, story, mention = registry().types.get(type_), told.get(type_), mentions[type_]
        joined = () if story is None else tuple(one.name for one in story.aliases)
        known = (
            _listed_row(listed)
            if listed is not None
            else {
                "id": type_,
                "name": mention.name if story is None else story.name,
                "maker": mention.maker,
                "maker_name": say(*MAKERS[mention.maker]),
                "holder": mention.holder,
                "register": None,
                "aliases": "",
                "listed": False,
                "state_name": say("suy từ tên", "from the name"),
            }
        )
        names = [str(one) for one in dict.fromkeys((known["aliases"], *joined)) if one]
        found.append(
            known
            | {
                "aliases": "; ".join(names),
                "aliases_shown": _few("; ".join(names)),
                "joined": [] if story is None else [one.type for one in story.aliases],
                "rows": number,
                "procedures": len(asking[type_]),
                "since": None if story is None or story.since is None else story.since.isoformat(),
                "since_day": None if story is None else story.since_day,
                "since_shown": ""
                if story is None or story.since is None
                else f"{story.since.astimezone(HERE):%d/%m/%Y}",
                "why": None if story is None else story.why,
            }
        )
    return found


def _few(aliases: str) -> str:
    told = aliases.split("; ")
    more = len(told) - SHOWN
    return "; ".join(told[:SHOWN]) + (say(f" … và {more} tên nữa", f" … and {more} more") if more > 0 else "")


def _table(title: str, rows: list[dict[str, Any]], word: str | None, limit: int) -> None:
    from catalogue.text import bare

    if word is not None:
        wanted = bare(word)
        rows = [row for row in rows if wanted in bare(f"{row['name']} {row['aliases']} {row['id']}")]
    shown = rows if settings().json else rows[:limit]
    columns = [
        Column("id", say("Mã loại", "Id"), width=34),
        Column("name", say("Tên", "Name"), width=44),
        Column("state_name", say("Nguồn", "Origin")),
        Column("maker_name", say("Ai lập", "Maker")),
        Column("register", say("Cơ sở dữ liệu", "Register"), width=30),
        Column("aliases_shown", say("Tên khác", "Aliases"), width=40),
    ]
    if rows and "rows" in rows[0]:
        columns[3:3] = [
            Column("rows", say("Dòng", "Rows"), number=True),
            Column("procedures", say("Thủ tục", "Procedures"), number=True),
            Column("since_shown", say("Ghi nhớ từ", "Since")),
        ]
    table(
        f"{title}: {len(rows)}",
        columns,
        shown,
        note=say(
            f"Đang xem {len(shown)}/{len(rows)}. Tìm: --find TỪ; thêm dòng: --limit",
            f"Showing {len(shown)} of {len(rows)}. Search: --find WORD; more rows: --limit",
        ),
    )


def _figures(studied: "Studied", rows: list[dict[str, Any]]) -> None:
    derived = sum(not row["listed"] for row in rows)
    largest = max(rows, key=lambda row: (len(row["joined"]), row["id"]), default=None)
    line(
        say(
            f"{derived} loại suy từ tên, chưa có trong danh mục kê sẵn; {len(rows) - derived} loại kê sẵn.",
            f"{derived} types read from names, in no list yet; {len(rows) - derived} listed.",
        )
    )
    if largest is not None and largest["joined"]:
        size = len(largest["joined"]) + 1
        line(
            say(
                f"Nhóm lớn nhất: “{largest['name']}”, {size} cách gọi gộp làm một.",
                f"Largest cluster: “{largest['name']}”, {size} types made one.",
            )
        )
    without = Counter(
        row.kind for several in studied.readings.values() for row in several if not row.mentions
    )
    total = sum(without.values())
    if total:
        line(
            say(
                f"{total} dòng không có loại giấy tờ: xem --untyped.",
                f"{total} rows have no document type: see --untyped.",
            )
        )


def _untyped(studied: "Studied", limit: int) -> None:
    from analysis.asked import all_rows
    from analysis.type_story import NO_PAPER

    rows = [
        {
            "procedure": asked.procedure.key,
            "row": asked.index + 1,
            "kind": asked.reading.kind,
            "why": NO_PAPER[asked.reading.kind],
            "text": asked.component.text.strip(),
            "file": asked.procedure.source.file,
            "place": str(asked.component.place),
        }
        for asked in all_rows(studied.snapshot, studied.readings)
        if not asked.reading.mentions
    ]
    rows.sort(key=lambda row: (row["kind"] != "document", row["kind"] != "note"))
    shown = rows if settings().json else rows[:limit]
    table(
        say(f"Dòng chưa có loại giấy tờ: {len(rows)}", f"Rows without a document type: {len(rows)}"),
        [
            Column("procedure", say("Thủ tục", "Procedure")),
            Column("row", say("Dòng", "Row"), number=True),
            Column("why", say("Vì sao", "Why"), width=40),
            Column("text", say("Nội dung", "Text"), width=80),
        ],
        shown,
        note=say(
            f"Đang xem {len(shown)}/{len(rows)}; thêm dòng: --limit", f"Showing {len(shown)} of {len(rows)}"
        ),
    )
