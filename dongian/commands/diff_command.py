"""diff: the whole catalogue on two days, or as known at two moments."""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from dongian.language import say
from dongian.output import Column, emit, settings, table
from dongian.sides import shown, side_of
from dongian.values import value_line
from dongian.wiring import opened

if TYPE_CHECKING:
    from catalogue.store.comparing import ProcedureChange, Side
    from publishing.sync.harm import Harm

ENDS = {"ended": 98, "new": 96}
"""Ranks of whole procedures beside those of values (publishing/lookups/harm.toml)."""
KNOWN = 50
"""The same where both sides are one day: then the catalogue learned of them, and they changed nothing."""
SHOWN = 3
"""Values told of one procedure in the list; all of them with --details."""


def _became(kind: str) -> str:
    return {
        "new": say("mới", "new"),
        "ended": say("hết hiệu lực", "ended"),
        "amended": say("sửa đổi", "amended"),
        "learned": say("biết thêm nội dung", "more is known"),
    }[kind]


def _why(why: str) -> str:
    return {
        "repealed": say("bãi bỏ", "repealed"),
        "suspended": say("tạm ngừng thực hiện", "suspended"),
        "replaced": say("được thay thế", "replaced"),
        "expired": say("hết thời hạn", "expired"),
        "withdrawn": say("nguồn không còn nêu", "no source states it any more"),
        "not-begun": say("chưa có hiệu lực", "not in force yet"),
    }[why]


@dataclass
class Summary:
    """What differs, counted; the gravest procedures in full."""

    same_day: bool = False
    became: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    gravest: list[tuple[int, int, "ProcedureChange"]] = field(default_factory=list)

    def add(self, change: "ProcedureChange", harms: "list[Harm]", limit: int) -> None:
        """Count one procedure; keep it while it is among the gravest."""
        self.became[change.became.value] += 1
        self.fields.update({harm.code for harm in harms})
        self.sectors[change.sector or ""] += 1
        self.agencies[change.agency or ""] += 1
        rank = _rank(change, harms, same_day=self.same_day)
        heapq.heappush(self.gravest, (rank, -self.became.total(), change))
        if len(self.gravest) > limit:
            heapq.heappop(self.gravest)


def _rank(change: "ProcedureChange", harms: "list[Harm]", *, same_day: bool) -> int:
    """How grave it is that somebody misses the change: what ended, then the gravest value."""
    if change.became.value in ENDS:
        return KNOWN if same_day else ENDS[change.became.value]
    return max((harm.rank for harm in harms), default=0)


@click.command(
    help=say(
        "So toàn danh mục giữa hai ngày, hoặc giữa hai thời điểm hiểu biết.",
        "Compare the whole catalogue on two days, or as known at two moments.",
    )
)
@click.option(
    "--from",
    "before",
    required=True,
    metavar="DAY[@MOMENT]",
    help=say(
        "Mốc trước: 2026-07-01, 2026-07-01@2026-08-15 hoặc @2026-08-15",
        "Earlier side: 2026-07-01, 2026-07-01@2026-08-15 or @2026-08-15",
    ),
)
@click.option(
    "--to",
    "after",
    required=True,
    metavar="DAY[@MOMENT]",
    help=say("Mốc sau, cùng cách viết", "Later side, written in the same way"),
)
@click.option(
    "--became",
    type=click.Choice(["new", "ended", "amended", "learned"]),
    help=say("Chỉ thủ tục mới, hết hiệu lực hoặc sửa đổi", "Only what is new, ended or amended"),
)
@click.option(
    "--field",
    "wanted",
    help=say(
        "Chỉ thay đổi của trường này, như fee, time_limit, papers",
        "Only changes of this field, such as fee, time_limit, papers",
    ),
)
@click.option("--sector", help=say("Lĩnh vực", "Sector"))
@click.option("--agency", help=say("Cơ quan công bố", "Issuing agency"))
@click.option(
    "--details", is_flag=True, help=say("Kèm từng trường trước và sau", "With each field before and after")
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help=say("Số thủ tục nêu tên, nặng nhất trước", "Procedures that are listed, the gravest first"),
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("Ghi mọi thay đổi ra tệp, mỗi dòng một JSON", "Write every change to a file, one JSON a line"),
)
def diff(
    before: str,
    after: str,
    became: str | None,
    wanted: str | None,
    sector: str | None,
    agency: str | None,
    details: bool,
    limit: int,
    out: Path | None,
) -> None:
    """Sums, then the gravest procedures."""  # fmt: skip
    sides = side_of(before), side_of(after)
    told = Summary(same_day=sides[0].day == sides[1].day)
    filters = {"became": became, "field": wanted, "sector": sector, "agency": agency}
    target = None if out is None else out.open("w", encoding="utf-8")
    try:
        counts = _read(sides, told, filters, limit, target)
    finally:
        if target is not None:
            target.close()
    gravest = [change for _, _, change in sorted(told.gravest, key=lambda one: (-one[0], one[2].key))]
    if settings().json:
        emit(_document(sides, counts, told, gravest))
        return
    _sums(sides, counts, told)
    _list(gravest, details=details)
    if out is not None:
        click.echo(
            say(
                f"Đã ghi {told.became.total()} thay đổi vào {out}",
                f"{told.became.total()} changes written to {out}",
            ),
            err=True,
        )


def _read(
    sides: "tuple[Side, Side]", told: Summary, filters: dict[str, str | None], limit: int, out: TextIO | None
) -> tuple[int, int]:
    """Go through every difference, with progress; number of procedures on either side."""
    from rich.console import Console
    from rich.progress import Progress

    from publishing.sync.harm import harm_of

    with opened() as store, Progress(console=Console(stderr=True), transient=True) as progress:
        counts = store.between.count(sides[0]), store.between.count(sides[1])
        task = progress.add_task(say("So danh mục", "Comparing"), total=None)
        for change in _filtered(store.between.changes(*sides), filters):
            harms = [harm_of(one) for one in change.changes]
            if filters["field"] is not None and filters["field"] not in {harm.code for harm in harms}:
                continue
            told.add(change, harms, limit)
            if out is not None:
                out.write(change.model_dump_json(exclude_none=True) + "\n")
            progress.update(task, advance=1, description=change.key)
    return counts


def _filtered(
    changes: "Iterator[ProcedureChange]", filters: dict[str, str | None]
) -> "Iterator[ProcedureChange]":
    from catalogue.text import bare

    sector, agency = (None if filters[n] is None else bare(filters[n] or "") for n in ("sector", "agency"))
    for change in changes:
        if (
            (filters["became"] in {None, change.became.value})
            and (sector is None or sector in bare(change.sector or ""))
            and (agency is None or agency in bare(change.agency or ""))
        ):
            yield change


def _document(
    sides: "tuple[Side, Side]", counts: tuple[int, int], told: Summary, gravest: "list[ProcedureChange]"
) -> dict[str, Any]:
    return {
        "from": sides[0].model_dump(mode="json"),
        "to": sides[1].model_dump(mode="json"),
        "procedures": {"from": counts[0], "to": counts[1]},
        "became": dict(told.became),
        "fields": dict(told.fields.most_common()),
        "sectors": dict(told.sectors.most_common()),
        "agencies": dict(told.agencies.most_common()),
        "changes": [change.model_dump(mode="json", exclude_none=True) for change in gravest],
    }


def _sums(sides: "tuple[Side, Side]", counts: tuple[int, int], told: Summary) -> None:
    from publishing.sync.harm import harms

    names = {code: say(harm.vi, harm.en) for code, harm in harms().items()}
    groups = [
        (
            say("thủ tục", "procedures"),
            [(_became(kind), told.became[kind]) for kind in ("new", "ended", "amended", "learned")],
        ),
        (say("trường sửa đổi", "amended field"), [(names[code], n) for code, n in told.fields.most_common()]),
        (say("lĩnh vực", "sector"), told.sectors.most_common(10)),
        (say("cơ quan công bố", "issuing agency"), told.agencies.most_common(10)),
    ]
    table(
        say(
            f"Từ {shown(sides[0])}: {counts[0]} thủ tục, đến {shown(sides[1])}: {counts[1]} thủ tục",
            f"From {shown(sides[0])}: {counts[0]} procedures, to {shown(sides[1])}: {counts[1]} procedures",
        ),
        [
            Column("group", say("Theo", "By")),
            Column("name", say("Tên", "Name"), width=60),
            Column("count", say("Số thủ tục", "Procedures"), number=True),
        ],
        [
            {"group": group, "name": name or say("(không nêu)", "(not stated)"), "count": count}
            for group, rows in groups
            for name, count in rows
        ],
    )


def _list(gravest: "list[ProcedureChange]", *, details: bool) -> None:
    table(
        say(f"Nặng nhất trước: {len(gravest)} thủ tục", f"The gravest first: {len(gravest)} procedures"),
        [
            Column("key", say("Mã số", "Code")),
            Column("name", say("Tên", "Name"), width=45),
            Column("became", say("Thay đổi", "Change")),
            Column("what", say("Nội dung", "What"), width=90),
            Column("decision", say("Quyết định", "Decision")),
        ],
        [
            {
                "key": change.key,
                "name": change.name,
                "became": _became(change.became.value),
                "what": list(_what(change, details=details)),
                "decision": change.decision,
            }
            for change in gravest
        ],
    )


def _what(change: "ProcedureChange", *, details: bool) -> "Iterator[str]":
    from publishing.sync.harm import harm_of
    from publishing.sync.summary import path_words

    if change.why is not None:
        by = f" ({change.replaced_by})" if change.replaced_by else ""
        yield _why(change.why) + by
    if change.became.value == "learned":
        yield ", ".join(path_words(name, say) for name in change.learned)
    ordered = sorted(change.changes, key=lambda one: -harm_of(one).rank)
    for one in ordered if details else ordered[:SHOWN]:
        yield value_line(one)
    if not details and len(ordered) > SHOWN:
        yield say(f"và {len(ordered) - SHOWN} giá trị khác", f"and {len(ordered) - SHOWN} more")
