"""A plan for people: rows of a table, a workbook, a page.

Here: the words and the order. Not here: ranks and their reasons (harm.py, lookups/harm.toml).
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import xlsxwriter

from catalogue.errors import CatalogueError
from publishing.cells import text
from publishing.portals.portal_list import height
from publishing.portals.portal_record import HANOI
from publishing.sync.harm import grade_words, harms, words
from publishing.sync.plan import Plan, PlanItem, PlannedChange

Say = Callable[[str, str], str]
"""Which of two wordings (Vietnamese, English) is wanted."""
LONG = 160
PIECES = re.compile(r"([^.\[\]]+)|\[([^\]]*)\]")
MOST = 50_000
"""Rows of one sheet."""


def word(group: str, name: str, say: Say) -> str:
    """The words of a name in one group of the lookup; the name itself where it has none."""
    found = words(group).get(name)
    return name if found is None else say(*found)


def path_words(path: str, say: Say) -> str:
    """`channels[online].fees[1].amount` as people say it: cách thức trực tuyến › mức thu 1 › số tiền."""
    told: list[str] = []
    for name, index in PIECES.findall(path):
        if index:
            told[-1] += f" {word('words', index, say)}"
        else:
            told.append(word("words", name, say))
    return " › ".join(told)


def shown(value: Any, *, most: int = LONG) -> str:
    """A value on one line, cut where it is long."""
    if value is None or value == "":
        return "∅"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    told = " ".join(str(told).split()) or "␠"
    return told if len(told) <= most else told[: most - 1] + "…"


def change_words(change: PlannedChange, say: Say, *, most: int = LONG) -> str:
    """One difference: where, what the portal shows, what is right."""
    before, after = apart(change.before, change.after, most)
    return f"{path_words(change.path, say)}: {before} → {after}"


def apart(before: Any, after: Any, most: int) -> tuple[str, str]:
    """Two values cut so that where they part is seen."""
    a, b = shown(before, most=10**6), shown(after, most=10**6)
    same = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    start = max(0, same - 30)
    if max(len(a), len(b)) <= most or start == 0:
        return shown(before, most=most), shown(after, most=most)
    return shown("…" + a[start:], most=most), shown("…" + b[start:], most=most)


def item_row(item: PlanItem, say: Say) -> dict[str, Any]:
    """One item on one line."""
    told = [change_words(change, say, most=60) for change in item.changes[:2]]
    more = len(item.changes) - len(told)
    return {
        "grade": say(*grade_words(item.rank)),
        "key": item.key,
        "name": item.name,
        "kind": word("item_kinds", item.kind, say),
        "action": word("actions", item.action, say),
        "harm": say(harms()[item.harm].vi, harms()[item.harm].en),
        "differs": [*told, *([say(f"và {more} chỗ khác", f"and {more} more")] if more > 0 else [])],
        "why": reason(item, say),
    }


def reason(item: PlanItem, say: Say) -> str:
    """Why the item is what it is."""
    if item.why == "listed":
        return word("left_out", "listed", say)
    if item.stale_until is not None:
        day = f"{item.stale_until:%d/%m/%Y}"
        return say(f"bản đến {day} ({item.why})", f"as until {day} ({item.why})")
    return item.why


def counted(plan: Plan, say: Say) -> list[tuple[str, str]]:
    """The head of a summary, line by line."""
    kinds = [f"{word('item_kinds', kind, say)} {count}" for kind, count in plan.counts.items() if count]
    lost = [f"{word('words', name, say)} ({count})" for name, count in plan.lost.items()]
    erased = sum(1 for item in plan.puts if any(c.kind == "removed" for c in item.changes))
    return [
        (say("Cổng", "Portal"), plan.portal),
        (say("Mã kế hoạch", "Plan"), plan.id),
        (say("Lập lúc", "Made"), f"{plan.made.astimezone(HANOI):%d/%m/%Y %H:%M}, {plan.who}"),
        (say("Ngày hiệu lực", "Day in force"), f"{plan.day:%d/%m/%Y}"),
        (say("Thủ tục phải hiện", "Procedures to show"), str(plan.wanted)),
        (say("Đang hiện đúng", "Shown rightly"), str(plan.equal)),
        (say("Cổng đang hiện", "The portal shows"), str(plan.shown)),
        (say("Ngoài phạm vi, để yên", "Outside the scope, left alone"), str(plan.outside)),
        (say("Sai lệch", "Not right"), ", ".join(kinds) or say("không có", "none")),
        (say("Sẽ ghi / gỡ", "To write / take away"), f"{len(plan.puts)} / {len(plan.deletes)}"),
        (say("Ghi mà mất nội dung trên cổng", "Writes that remove something"), str(erased)),
        (
            say("Cổng không chứa được", "The portal has no place for"),
            ", ".join(lost) or say("không có", "none"),
        ),
    ]


HEADS = {
    "grade": ("Mức", "Grade"),
    "key": ("Mã số", "Code"),
    "name": ("Tên thủ tục", "Procedure"),
    "kind": ("Tình trạng", "State"),
    "action": ("Việc", "Action"),
    "harm": ("Sai về", "About"),
    "where": ("Chỗ sai", "Where"),
    "before": ("Cổng đang hiện", "The portal shows"),
    "after": ("Đúng là", "Right is"),
    "why": ("Căn cứ, ghi chú", "Reason"),
}
WIDTHS = dict(zip(HEADS, (13, 12, 44, 12, 10, 22, 34, 46, 46, 34), strict=True))

SHARES = (7, 6, 17, 7, 5, 9, 12, 15, 15, 7)
"""The same columns on a page, in percent."""


def lines(plan: Plan, say: Say) -> Iterator[dict[str, str]]:
    """One row per difference, the most harmful first; a procedure that differs as a whole has one row."""
    for item in plan.items:
        head = {name: value for name, value in item_row(item, say).items() if name != "differs"}
        if not item.changes:
            yield {**head, "where": "", "before": "", "after": ""}
        for change in item.changes:
            harm = harms()[change.harm]
            yield {
                **head,
                "grade": say(*grade_words(harm.rank)),
                "harm": say(harm.vi, harm.en),
                "where": path_words(change.path, say),
                "before": shown(change.before, most=4000),
                "after": shown(change.after, most=4000),
            }


def write_summary(plan: Plan, path: Path, say: Say) -> None:
    """The summary as a workbook (.xlsx) or a page (.html).

    Raises:
        CatalogueError: another suffix.
    """
    if path.suffix.lower() == ".xlsx":
        _xlsx(plan, path, say)
    elif path.suffix.lower() in (".html", ".htm"):
        path.write_text(_html(plan, say), "utf-8")
    else:
        raise CatalogueError(f"{path.name}: chỉ ghi được .xlsx hoặc .html.", hint="Đặt tên tệp tóm-tắt.xlsx.")


def _left_out(plan: Plan, say: Say) -> list[tuple[str, str, str]]:
    return [(one.key, one.name, word("left_out", one.why, say)) for one in plan.left_out]


def _xlsx(plan: Plan, path: Path, say: Say) -> None:
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
        head = book.add_format(
            {"bold": True, "text_wrap": True, "bg_color": "#D9E1F2", "valign": "top", "border": 1}
        )
        heads = [say("Mã", "Key"), say("Tên", "Name"), say("Lý do", "Why")]
        differences = [[line[name] for name in HEADS] for line in lines(plan, say)]
        columns, widths = [say(*HEADS[name]) for name in HEADS], list(WIDTHS.values())
        sheets: list[tuple[str, list[str], list[int], list[list[str]]]] = [
            (
                say("Tổng hợp", "Summary"),
                [say("Mục", "Item"), ""],
                [34, 90],
                [[*row] for row in counted(plan, say)],
            ),
            (say("Sai lệch", "Differences"), columns, widths, differences),
            (
                say("Không đưa lên được", "Left out"),
                heads,
                [20, 80, 50],
                [[*row] for row in _left_out(plan, say)],
            ),
        ]
        for name, heads, widths, rows in sheets:
            sheet = book.add_worksheet(name)
            for across, (heading, width) in enumerate(zip(heads, widths, strict=True)):
                sheet.set_column(across, across, width)
                sheet.write_string(0, across, heading, head)
            for down, row in enumerate(rows[:MOST], start=1):
                sheet.set_row(down, height(row, widths))
                for across, value in enumerate(row):
                    sheet.write_string(down, across, text(value), plain)
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            if len(rows) > MOST:
                sheet.write_string(
                    MOST + 1, 0, say(f"… còn {len(rows) - MOST} dòng", f"… {len(rows) - MOST} more")
                )
            sheet.autofilter(0, 0, max(1, min(len(rows), MOST)), len(heads) - 1)


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    told = files("publishing").joinpath("templates/sync.html").read_text("utf-8")
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).from_string(told)


def _html(plan: Plan, say: Say) -> str:
    page: str = _template().render(
        lang=say("vi", "en"),
        title=say("Đối chiếu cổng với danh mục", "A portal set against the catalogue"),
        counted=counted(plan, say),
        heads=[say(*HEADS[name]) for name in HEADS],
        widths=SHARES,
        rows=[[line[name] for name in HEADS] for line in lines(plan, say)],
        left_out=_left_out(plan, say),
        left_title=say("Không đưa lên cổng được", "Left out"),
        none=say("Không có sai lệch.", "Nothing differs."),
        differences=say("Sai lệch, gây hại nhất trước", "Differences, the most harmful first"),
    )
    return page
