"""Values that contradict their own words: fees and time limits beside the text of the same channel.

Here: what can be seen within one record. Not here: sources that differ (sources.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from analysis.checks.rules import Context, Hit, is_full, pattern
from catalogue import text as words
from catalogue.records import Channel, Fee, Procedure, TimeUnit

UNITS = {
    "ngày làm việc": TimeUnit.WORKING_DAY,
    "ngày": TimeUnit.DAY,
    "giờ": TimeUnit.HOUR,
    "tháng": TimeUnit.MONTH,
}
NAMES = {unit: name for name, unit in UNITS.items()}
THOUSAND = 1000
AROUND = 220
"""Letters before a last day that may say what ends on it."""


@dataclass(frozen=True)
class Amount:
    """One amount of money in words."""

    value: Decimal
    written: str
    start: int
    end: int


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts in đồng that a text names, in order.

    >>> [str(one.value) for one in amounts("Lệ phí: 135.000 đồng/hồ sơ (2.000 VNĐ/trang)")]
    ['135000', '2000']
    """
    folded = words.fold(words.nfc(text))
    return tuple(
        Amount(Decimal(re.sub(r"[.,]", "", found[1])), words.squash(found[0]), found.start(), found.end())
        for found in pattern("money", "amount").finditer(folded)
    )


def dong(value: Decimal) -> str:
    """135.000 đồng."""
    return f"{int(value):,} đồng".replace(",", ".")


def check(procedure: Procedure, context: Context) -> Iterator[Hit]:
    """Fees and limits of every channel against their words; one hit for equal words in several channels."""
    if not is_full(procedure):
        return
    seen: set[tuple[str, str, str]] = set()
    for number, channel in enumerate(procedure.channels):
        hits = [hit for fee in channel.fees for hit in _of_fee(fee, channel)]
        for hit in (*hits, *_of_limit(channel)):
            told = (hit.rule, words.fold(hit.quote), hit.suggestion)
            if told not in seen:
                seen.add(told)
                yield replace(hit, field=f"channels[{number}].{hit.field}", mark=f"{number} {hit.suggestion}")
    yield from _in_prose(procedure)
    yield from _ended(procedure, context.day)


def _of_fee(fee: Fee, channel: Channel) -> Iterator[Hit]:
    if fee.amount is None or fee.currency not in (None, "VND"):
        return
    said, value = amounts(fee.text), Decimal(fee.amount)
    if value in {one.value for one in said}:
        return
    for text in (fee.text, channel.text):
        if value and value * THOUSAND in {one.value for one in amounts(text)}:
            right = value * THOUSAND
            why = f"Ô mức phí ghi {dong(value)}, lời văn ghi {dong(right)}: thiếu ba chữ số 0."
            yield _fee_hit("fee-unit-slip", fee, text, channel, why, right)
            return
    if not said:
        return
    folded = words.fold(fee.text)
    distinct = {one.value for one in said if one.value}
    if len(distinct) != 1 or pattern("money", "condition").search(folded):
        return
    (only,) = distinct
    if pattern("money", "free").search(folded):
        return
    why = f"Ô mức phí ghi {dong(value)}, lời văn chỉ nêu một mức {dong(only)}."
    yield _fee_hit("fee-differs" if value else "fee-zero-priced", fee, fee.text, channel, why, only)


def _fee_hit(rule: str, fee: Fee, text: str, channel: Channel, why: str, right: Decimal) -> Hit:
    return Hit(
        rule=rule,
        field="fees",
        quote=f"{fee.amount} {fee.currency or ''} · {text}".strip(),
        why=why,
        suggestion=f"Mức phí: {dong(right)}" + (f"/{fee.per}" if fee.per else ""),
        place=channel.place,
    )


def _ended(procedure: Procedure, day: date) -> Iterator[Hit]:
    """Temporary fees whose last day is over, one hit for each last day."""
    found: dict[date, list[tuple[int, Fee, str]]] = {}
    for number, channel in enumerate(procedure.channels):
        for fee in channel.fees:
            for end, clause in _periods(fee.text):
                if end < day:
                    found.setdefault(end, []).append((number, fee, clause))
    for end, several in found.items():
        number, fee, clause = several[0]
        kept = Decimal(fee.amount or 0)
        free = pattern("money", "exempt").search(clause) is not None
        keep = f"; giữ mức {dong(kept)}" if kept and free else ""
        yield Hit(
            rule="fee-period-ended",
            field=f"channels[{number}].fees",
            quote=fee.text,
            why=f"Mức nêu trong lời văn chỉ áp dụng đến hết ngày {end:%d/%m/%Y}, đã qua.",
            suggestion=f"Bỏ đoạn về mức áp dụng đến hết ngày {end:%d/%m/%Y}{keep} "
            + ("nếu không có văn bản gia hạn." if keep else "và ghi mức thu hiện hành."),
            place=procedure.channels[number].place,
            mark=f"{end}",
            quotes=tuple((other.text, procedure.channels[n].place) for n, other, _ in several[1:]),
        )


def _periods(text: str) -> Iterator[tuple[date, str]]:
    """Last days of temporary fees that a text names, each with the words before it."""
    folded = words.fold(text)
    for found in pattern("money", "ended").finditer(folded):
        clause = folded[max(0, found.start() - AROUND) : found.start()]
        try:
            end = date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            continue
        if pattern("money", "temporary").search(clause):
            yield end, clause


def _of_limit(channel: Channel) -> Iterator[Hit]:
    """The limit against the text of its channel, where that text tells one limit of the whole and no case."""
    limit, folded = channel.time_limit, words.fold(channel.text)
    if limit is None or limit.value is None or limit.unit is None or not folded:
        return
    if pattern("time", "condition").search(folded):
        return
    said = [(int(n), UNITS[u]) for n, u in pattern("time", "stated").findall(folded)]
    if len(said) != 1:  # two stages of five days are ten days
        return
    ((value, unit),) = said
    if (float(value), unit) == (limit.value, limit.unit) or _same(value, unit, limit.value, limit.unit):
        return
    yield Hit(
        rule="time-limit-text-differs",
        field="time_limit",
        quote=f"{limit.text or f'{limit.value:g}'} · {channel.text}",
        why=f"Ô thời hạn ghi {limit.value:g} {NAMES.get(limit.unit, limit.unit)}, "
        f"lời văn ghi {value} {NAMES[unit]}.",
        suggestion=f"Thống nhất một thời hạn; theo lời văn: “{value} {NAMES[unit]}”.",
        place=channel.place,
    )


def _in_prose(procedure: Procedure) -> Iterator[Hit]:
    """The one limit that steps or conditions tell of the whole, against the limits of all channels."""
    limits = [c.time_limit for c in procedure.channels if c.time_limit and c.time_limit.value is not None]
    texts = [(step.text, step.place) for step in procedure.steps]
    texts.append((procedure.conditions or "", procedure.source.place))
    said = [
        (int(found[1]), UNITS[found[2]], text, place)
        for text, place in texts
        for found in pattern("time", "of_all").finditer(words.fold(text))
    ]
    if len({one[:2] for one in said}) != 1 or not limits or any(limit.unit is None for limit in limits):
        return
    value, unit, text, place = said[0]
    for limit in limits:
        same = (limit.value, limit.unit) == (float(value), unit)
        if same or (limit.unit and _same(value, unit, limit.value or 0, limit.unit)):
            return
    told = ", ".join(
        dict.fromkeys(f"{limit.value:g} {NAMES.get(limit.unit, '')}" for limit in limits if limit.unit)
    )
    yield Hit(
        rule="time-limit-text-differs",
        field="steps",
        quote=text,
        why=f"Cách thức thực hiện ghi {told}; lời văn ghi thời hạn giải quyết {value} {NAMES[unit]}.",
        suggestion=f"Thống nhất một thời hạn; theo lời văn: “{value} {NAMES[unit]}”.",
        place=place,
    )


HOURS = ({TimeUnit.HOUR: 1, TimeUnit.WORKING_DAY: 8, TimeUnit.DAY: 24}, {TimeUnit.HOUR: 1, TimeUnit.DAY: 8})


def _same(value: int, unit: TimeUnit, other: float, other_unit: TimeUnit) -> bool:
    """8 working hours are a working day; 24 hours, or 8, a day; days and working days are never the same."""
    if TimeUnit.HOUR not in (unit, other_unit):
        return False
    return any(
        unit in hours and other_unit in hours and value * hours[unit] == other * hours[other_unit]
        for hours in HOURS
    )
