"""Channels of a portal record (cách thức thực hiện) with their time limits and fees.

A fee of 0 or null is free only where the words say so. 0 without any word is what the
portal prints as "Miễn phí": it is taken as 0 and told as an issue. A time limit with the
unit OTHER has no meaning beside the words.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from catalogue.records import Channel, ChannelKind, Fee, FeeKind, TimeLimit, TimeUnit
from catalogue.text import fold, nfc
from importers.phrases.fees import parse_fees
from importers.phrases.time_limits import parse_time_limit
from importers.portal import SHORT, Doubts, says_nothing, words
from importers.readers.feed import Node

CLOCK = re.compile(r"(?:sau|trước)\s+(\d{1,2})\s?(?:giờ|h)\b(?! làm việc)")
# The same words come back in every channel of a record and in most records of a province.
_fees = lru_cache(maxsize=4096)(parse_fees)
_limit = lru_cache(maxsize=4096)(parse_time_limit)


def channels_of(record: Node, doubts: Doubts) -> tuple[Channel, ...]:
    """All channels in the order of the record; without a kind where only online services state a limit."""
    clock = clock_hours(record)
    methods = record.many("executionMethods")
    found = [channel for node in methods for channel in _channels(node, doubts, clock)]
    services = _service_limits(record, doubts, clock)
    stated = {
        (limit.value, limit.unit)
        for limit in (c.time_limit for c in found)
        if limit and limit.value is not None
    }
    if services and not stated:
        alone = services[0] if len({(limit.value, limit.unit) for limit in services}) == 1 else None
        text = "; ".join(dict.fromkeys(limit.text for limit in services))
        found.append(Channel(time_limit=alone or TimeLimit(text=text), place=record.place("cases")))
    elif any((limit.value, limit.unit) not in stated for limit in services):
        told = ", ".join(dict.fromkeys(limit.text for limit in services))
        doubts.tell(
            "time-limits-differ",
            f"Dịch vụ trực tuyến ghi {told}; cách thức thực hiện ghi "
            f"{', '.join(dict.fromkeys(c.time_limit.text for c in found if c.time_limit))[:200]}.",
            place=record.place("cases"),
            field="channels",
        )
    general = tuple(fee for node in record.many("fees") for fee in [fee_of(node, doubts)] if fee is not None)
    if general:
        found.append(Channel(fees=general, place=record.place("fees")))
    return tuple(found)


def clock_hours(record: Node) -> frozenset[float]:
    """Hours of the clock that the steps or descriptions name ("nhận hồ sơ sau 15 giờ"): no durations.

    Some records of the portal carry them as a limit of 15 hours.
    """
    limits = str([record.value.get("executionMethods"), record.value.get("cases")])
    if "'HOUR'" not in limits:
        return frozenset()
    told = [record.value.get("executionSteps"), limits]
    return frozenset(float(found[1]) for found in CLOCK.finditer(nfc(str(told)).casefold()))


def _channels(node: Node, doubts: Doubts, clock: frozenset[float]) -> tuple[Channel, ...]:
    written = node.text("submissionMethod")
    told = words()["channels"].get(written or "")
    if told is None:
        doubts.tell(
            "channel-not-understood",
            f"Không hiểu hình thức nộp {written!r}.",
            place=node.place("submissionMethod"),
            field="channels",
            quote=written,
        )
    text = node.text("description") or ""
    limit = time_limit_of(node, text, doubts, clock)
    fees = tuple(fee for item in node.many("fees") for fee in [fee_of(item, doubts)] if fee is not None)
    doubts.finish(node, "method")
    kinds = [ChannelKind(kind) for kind in told] if told else [None]
    return tuple(
        Channel(channel=kind, time_limit=limit, fees=fees, text=text, place=node.place()) for kind in kinds
    )


def time_limit_of(node: Node, description: str, doubts: Doubts, clock: frozenset[float]) -> TimeLimit | None:
    """Thời hạn from a number and a unit, else from the words of the field, else of the description."""
    quantity, unit = node.take("processingTime"), node.text("processingTimeUnit")
    if isinstance(quantity, int | float) and not isinstance(quantity, bool):
        limit = _measured(quantity, unit, clock)
        if limit is not None:
            return limit
    text = str(quantity).strip() if isinstance(quantity, str | int | float) else ""
    if not text and not description:
        return None
    for phrase in (text if isinstance(quantity, str) else "", description):
        if phrase and not _sends_elsewhere(phrase):
            limit = _limit(phrase)
            if limit.value is not None:
                return limit
    if text:
        doubts.tell(
            "time-limit-not-understood",
            f"Thời hạn {text[:200]!r}, đơn vị {unit or 'không nêu'}: không rõ một thời hạn duy nhất.",
            place=node.place("processingTime"),
            field="channels.time_limit",
            quote=text,
        )
    told = description if not text or _sends_elsewhere(text) else text
    return TimeLimit(text=told) if told else None


def _sends_elsewhere(text: str) -> bool:
    return len(text) <= SHORT and fold(text).strip(" .") in words()["see_elsewhere"]["time"]


def _measured(quantity: float, unit: str | None, clock: frozenset[float]) -> TimeLimit | None:
    """A positive quantity in a unit with a meaning, else None."""
    told: dict[str, Any] | None = words()["units"].get(unit or "")
    if told is None or quantity <= 0 or (unit == "HOUR" and quantity in clock):
        return None
    shown = f"{quantity:g}".replace(".", ",")
    return TimeLimit(
        value=quantity / told["per"], unit=TimeUnit(told["unit"]), text=f"{shown} {told['words']}"
    )


def _service_limits(record: Node, doubts: Doubts, clock: frozenset[float]) -> tuple[TimeLimit, ...]:
    """Limits of the online services of a procedure (`cases`), where they are measured."""
    found = []
    for service in record.many("cases"):
        day = service.one("processingDay")
        if day is not None:
            quantity, unit = day.take("qty"), day.text("type")
            limit = _measured(quantity, unit, clock) if isinstance(quantity, int | float) else None
            found += [limit] if limit is not None else []
            doubts.finish(day, "service")
        doubts.finish(service, "service")
    return tuple(found)


def fee_of(node: Node, doubts: Doubts) -> Fee | None:
    """One fee line; None where it says nothing at all."""
    value, written = node.take("value"), node.text("description") or ""
    text = "" if says_nothing(written) else written
    files = _files(node, doubts)
    kind = _kind(node, text, doubts)
    currency = words()["currencies"].get(fold(node.text("currencyName") or ""))
    doubts.finish(node, "fee")
    if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
        amount: str | None = format(Decimal(str(value)), "f")
        per: str | None = None
        currency = currency or _currency_of(text)
        if currency is None:
            doubts.tell(
                "fee-not-understood",
                f"Mức {amount} không nêu đơn vị tiền tệ.",
                place=node.place("value"),
                field="channels.fees",
                quote=text or amount,
            )
    else:
        amount, per, currency = _unpriced(node, value, text, currency, doubts)
    shown = "\n".join(part for part in (text, f"[Tệp kèm theo: {files}]" if files else "") if part)
    return Fee(kind=kind, amount=amount, currency=currency, per=per, text=shown)


def _unpriced(
    node: Node, value: Any, text: str, currency: str | None, doubts: Doubts
) -> tuple[str | None, str | None, str | None]:
    """Amount, per and currency of a line with 0 or nothing as its value: the words decide."""
    if text:
        told = _fees(text)
        if len(told) == 1 and told[0].amount is not None:
            return told[0].amount, told[0].per, told[0].currency or currency
        doubts.tell(
            "fee-zero-elsewhere",
            f"Mức thu {'để trống' if value is None else f'ghi {value}'}, "
            f"lời văn không nêu một mức duy nhất: “{text[:120]}”.",
            place=node.place("value"),
            field="channels.fees",
            quote=text,
        )
        return None, None, currency
    if value is None:
        return None, None, currency
    if isinstance(value, int | float) and not isinstance(value, bool):
        doubts.tell(
            "fee-zero-unexplained",
            "Mức thu ghi 0, không có lời văn; cổng in là “Miễn phí”.",
            place=node.place("value"),
            field="channels.fees",
        )
        return "0", None, currency or "VND"
    doubts.tell(
        "fee-not-understood",
        f"Mức thu {value!r} không phải số.",
        place=node.place("value"),
        field="channels.fees",
        quote=str(value),
    )
    return None, None, currency


def _kind(node: Node, text: str, doubts: Doubts) -> FeeKind | None:
    """Kind of a line: its first words, else the portal's type, which is not reliable."""
    written = node.text("type")
    told = words()["fees"].get(written or "")
    start = fold(text[:SHORT]).lstrip(" -+*•(")
    spoken = next((kind for word, kind in words()["fee_words"].items() if start.startswith(f"{word} ")), None)
    if spoken is not None and told is not None and spoken != told:
        doubts.tell(
            "fee-kind-differs",
            f"Cổng ghi loại {written}, lời văn là “{text[:60]}”.",
            place=node.place("type"),
            field="channels.fees",
            quote=text,
        )
    kind = spoken or told
    return FeeKind(kind) if kind else None


def _currency_of(text: str) -> str | None:
    told = {fee.currency for fee in _fees(text)} if text else set()
    return told.pop() if len(told) == 1 else None


def _files(node: Node, doubts: Doubts) -> str:
    attachment = node.one("attachment")
    if attachment is None:
        return ""
    name = attachment.text("fileName") or ""
    doubts.finish(attachment, "attachment")
    return name
