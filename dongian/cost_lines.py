"""cost show CODE: the lines of one procedure by case and by channel, and how C1 is made of them.

Here: the tables of the terminal and their JSON. Not here: the commands (commands/cost_commands.py).
Cases and channels are alternatives: their lines are never added across, so each has its own sum.
"""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dongian.language import say
from dongian.output import Column, emit, line, settings, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.cost import ProcedureCost
    from analysis.scm import Activity, Range

Row = dict[str, Any]


def whole(value: Fraction) -> int:
    """Whole đồng, half up."""
    from publishing.money import rounded

    return int(rounded(value))


def bounds(value: "Range") -> dict[str, int]:
    """Low, central and high in whole đồng."""
    return {"low": whole(value.low), "central": whole(value.central), "high": whole(value.high)}


def show_one(found: "ProcedureCost", told: Row) -> None:
    """Everything behind the C1 of one procedure."""
    cases, channels, parts = cases_of(found), channels_of(found), parts_of(found)
    used = _figures(found)
    if settings().json:
        emit(told | {"cases": cases, "channels": channels, "c1_parts": parts, "parameters": used})
        return
    _heading(found, told)
    for group in cases:
        _lines(say(f"Chuẩn bị hồ sơ – {group['name']}", f"The dossier - {group['name']}"), group)
    for group in channels:
        _lines(say(f"Nộp, nhận – {group['name']}", f"Handing in - {group['name']}"), group)
    _parts(parts)
    _used(used)


def cases_of(found: "ProcedureCost") -> list[Row]:
    """Each case with its lines and their sum."""
    only = say("một trường hợp", "one case")
    return [
        {"name": case.name or only, "lines": _activities(case.activities), **bounds(case.cost)}
        for case in found.cases
    ]


def channels_of(found: "ProcedureCost") -> list[Row]:
    """Each channel with its lines, their sum, and its share of the mean."""
    weights = sum((way.weight for way in found.ways), Fraction(0))
    return [
        {
            "channel": way.channel,
            "name": channel_name(way.channel),
            "counted": way.counted,
            "share": float(way.weight / weights) if way.counted else None,
            "lines": _activities(way.activities),
            **bounds(way.cost),
        }
        for way in found.channels
    ]


def channel_name(channel: str) -> str:
    """The channel (cách thức) as the screen shows it."""
    return {
        "in_person": say("trực tiếp", "in person"),
        "post": say("bưu chính", "by post"),
        "online": say("trực tuyến", "online"),
    }[channel]


def parts_of(found: "ProcedureCost") -> list[Row]:
    """How C1 is made: the spread of the cases and the spread of the channels, added bound by bound."""
    cases, ways = len(found.cases), len(found.ways)
    equal = len({way.weight for way in found.ways}) == 1
    mean = "bình quân" if equal else "bình quân theo trọng số"
    return [
        {
            "part": say("Chuẩn bị hồ sơ", "The dossier"),
            "of": say("một trường hợp", "one case")
            if cases == 1
            else say(f"rẻ nhất, bình quân, đắt nhất của {cases} trường hợp", f"spread of {cases} cases"),
            **bounds(found.dossier),
        },
        {
            "part": say("Nộp, phí, nhận kết quả", "Handing in, fees, collecting"),
            "of": say("một cách thức", "one channel")
            if ways == 1
            else say(f"rẻ nhất, {mean}, đắt nhất của {ways} cách thức", f"spread of {ways} channels"),
            **bounds(found.handing),
        },
        {"part": "C1", "of": say("cộng theo từng mức", "added bound by bound"), **bounds(found.c1)},
    ]  # fmt: skip


def _activities(activities: "Iterable[Activity]") -> list[Row]:
    return [
        {
            "row": activity.row,
            "name": activity.name,
            "hours": float(round(activity.hours.central, 4)),
            "hourly_income": whole(activity.hourly_income.central),
            "service": whole(activity.service.central),
            "fee": None if activity.fee is None else whole(activity.fee.central),
            "share": float(activity.share.central),
            "cost": None if activity.fee is None else whole(activity.cost.central),
            "cost_low": None if activity.fee is None else whole(activity.cost.low),
            "cost_high": None if activity.fee is None else whole(activity.cost.high),
        }
        for activity in activities
    ]


def _figures(found: "ProcedureCost") -> list[Row]:
    return [
        {
            "parameter": used.name,
            "name": used.vi,
            "value": str(used.value.central),
            "unit": used.unit,
            "grade": used.value.grade,
            "source": used.value.source,
            "because": used.because,
        }
        for used in found.used
    ]


def _heading(found: "ProcedureCost", told: Row) -> None:
    from publishing.money import number

    c1 = found.c1
    line(f"{found.key}  {found.name}")
    line(f"  C1: {number(c1.central)} ({number(c1.low)} – {number(c1.high)}) đồng")
    if told["benefit"]:
        after = number(told["c1_after"])
        line(say(f"  Sau các cắt giảm tìm thấy: {after} đồng", f"  After the found cuts: {after} VND"))
    for gap in found.gaps:
        lower = gap.value != "fee-of-channel-not-stated"
        word = say("Là cận dưới", "Lower bound") if lower else say("Chưa biết", "Not known")
        line(f"  {word}: {gap.vi}")


def _lines(title: str, group: Row) -> None:
    unknown = say("chưa biết", "not known")
    rows = [
        {key: unknown if value is None else value for key, value in activity.items()}
        for activity in group["lines"]
    ]
    known = all(activity["cost"] is not None for activity in group["lines"])
    total = dict.fromkeys(rows[0], "") if rows else {}
    rows.append(total | {"row": say("Cộng", "Sum"), "cost": group["central"], "cost_low": group["low"],
                         "cost_high": group["high"]})  # fmt: skip
    notes = []
    if not known:
        notes.append(say("Chưa gồm phần chưa biết.", "What is not known is not in it."))
    if not group.get("counted", True):
        aside = "Không nằm trong C1: phí của cách thức này chưa biết."
        notes.append(say(aside, "No part of C1: its fee is not known."))
    table(
        title,
        [
            Column("row", say("Công việc", "Row")),
            Column("name", say("Hoạt động", "Activity"), width=60),
            Column("hours", say("Giờ", "Hours"), number=True),
            Column("hourly_income", say("Đồng/giờ", "VND/hour"), number=True),
            Column("service", say("Dịch vụ", "Services"), number=True),
            Column("fee", say("Phí, lệ phí", "Fees"), number=True),
            Column("share", say("Tỷ lệ", "Share"), number=True),
            Column("cost_low", say("Thấp", "Low"), number=True),
            Column("cost", say("Chi phí", "Cost"), number=True),
            Column("cost_high", say("Cao", "High"), number=True),
        ],
        rows,
        note=" ".join(notes) or None,
    )


def _parts(parts: list[Row]) -> None:
    table(
        say("C1 gồm những gì (đồng)", "What C1 is made of (VND)"),
        [
            Column("part", say("Phần", "Part")),
            Column("of", say("Cách tính", "How")),
            Column("low", say("Thấp", "Low"), number=True),
            Column("central", say("Giữa", "Central"), number=True),
            Column("high", say("Cao", "High"), number=True),
        ],
        parts,
        note=say(
            "Các trường hợp, các cách thức loại trừ nhau nên không cộng với nhau. "
            "Tỷ lệ: phần số lượt phải làm việc đó.",
            "Cases exclude each other, and so do channels. Share: of the cases that do the work.",
        ),
    )


def _used(used: list[Row]) -> None:
    table(
        say("Số liệu đã dùng", "Figures used"),
        [
            Column("name", say("Tham số", "Parameter"), width=44),
            Column("value", say("Giá trị", "Value"), number=True),
            Column("unit", say("Đơn vị", "Unit")),
            Column("grade", say("Độ tin cậy", "Grade")),
            Column("because", say("Vì sao", "Why"), width=40),
            Column("source", say("Nguồn", "Source"), width=60),
        ],
        used,
    )
