"""Channels of an answer with their times and fees, read by the rules of the portal's JSON.

Everything is a string: "15", "50.000", "2'". 15 with the unit Giờ is an hour of the clock where the
words say "sau 15 giờ". Not here: those rules themselves (importers/portal_channels.py).
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from catalogue.records import Channel, ChannelKind, Fee, Place
from catalogue.text import fold, nfc
from importers import portal
from importers.crawl.fees import clock_hours
from importers.exchange.answer import Doubts, lookup
from importers.portal_channels import fee_of, time_limit_of
from importers.readers.feed import Node

TIME_KEYS = {"processingTime": "THOIGIANGIAIQUYET", "processingTimeUnit": "DONVITINH", "description": "MOTA"}
FEE_KEYS = {"value": "SOTIEN", "currencyName": "DONVI", "type": "MAPHILEPHI", "description": "MOTA"}
NUMBER = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*|\d+")
DECIMAL = re.compile(r"\d+[.,]\d{1,2}")


class _Told(Node):
    """A node in the portal's words that points to the keys of the service."""

    def __init__(self, value: Mapping[str, Any], origin: Node, keys: Mapping[str, str]) -> None:
        super().__init__(value, at=origin.at, row=origin.row)
        self.keys = keys

    def place(self, key: str | None = None) -> Place:
        """Where the value stands in the answer."""
        return super().place(None if key is None else self.keys.get(key, key))


def channels_of(record: Node, doubts: Doubts) -> Iterator[Channel]:
    """One channel for each time of each way (KENH, THOIGIAN)."""
    told = [record.value.get(key) for key in ("TRINHTUTHUCHIEN", "CACHTHUCTHUCHIEN")]
    clock = clock_hours(nfc(json.dumps(told, ensure_ascii=False)))
    for way in record.many("CACHTHUCTHUCHIEN"):
        kinds = _kinds(way, doubts)
        times = way.many("THOIGIAN")
        doubts.finish(way, "channel")
        for time in times:
            channel = _timed(time, doubts, clock)
            for kind in kinds:
                yield channel.model_copy(update={"channel": kind})
        if not times:
            yield from (Channel(channel=kind, place=way.place()) for kind in kinds)


def _kinds(way: Node, doubts: Doubts) -> list[ChannelKind | None]:
    written = way.text("KENH")
    told = portal.words()["channels"].get(lookup()["channels"].get(written or "", ""))
    if told is None:
        doubts.tell(
            "channel-not-understood",
            f"Không hiểu kênh {written!r}.",
            place=way.place("KENH"),
            field="channels",
            quote=written,
        )
        return [None]
    return [ChannelKind(kind) for kind in told]


def _timed(time: Node, doubts: Doubts, clock: frozenset[float]) -> Channel:
    written, unit, text = time.text("THOIGIANGIAIQUYET"), time.text("DONVITINH"), time.text("MOTA") or ""
    number = number_in(written)
    measure = lookup()["units"].get(fold(unit or ""), unit)
    if measure == "HOUR" and number in clock:
        doubts.tell(
            "time-limit-not-understood",
            f"“{written} {unit}”: lời văn nêu giờ trong ngày, không phải thời hạn.",
            place=time.place("THOIGIANGIAIQUYET"),
            field="channels.time_limit",
            quote=text,
        )
        written = number = None
    told = {"processingTime": written if number is None else number, "processingTimeUnit": measure}
    limit = time_limit_of(_Told(told, time, TIME_KEYS), text, doubts, clock)
    fees = tuple(fee for item in time.many("PHILEPHI") if (fee := _fee(item, doubts)) is not None)
    doubts.finish(time, "time")
    return Channel(time_limit=limit, fees=fees, text=text, place=time.place())


def _fee(item: Node, doubts: Doubts) -> Fee | None:
    written, code = item.text("SOTIEN"), (item.text("MAPHILEPHI") or "").strip("'\"` ")
    currency, text = item.text("DONVI"), item.text("MOTA")
    if code and code not in lookup()["fees"]:
        doubts.tell(
            "fee-not-understood",
            f"Không hiểu mã loại phí {code!r}.",
            place=item.place("MAPHILEPHI"),
            field="channels.fees",
            quote=code,
        )
    doubts.finish(item, "fee")
    if not (written or text):
        return None
    number = number_in(written)
    told = {
        "value": written if number is None else number,
        "currencyName": currency,
        "type": lookup()["fees"].get(code),
        "description": text,
    }
    return fee_of(_Told(told, item, FEE_KEYS), portal.Doubts(doubts.issues, doubts.procedure))


def number_in(written: str | None) -> int | float | None:
    """A number out of a string; thousands may be grouped by points or commas.

    >>> number_in("50.000"), number_in("15"), number_in("17,5"), number_in("theo quy định")
    (50000, 15, 17.5, None)
    """
    told = (written or "").strip()
    if NUMBER.fullmatch(told):
        return int(re.sub(r"[.,]", "", told))
    return float(told.replace(",", ".")) if DECIMAL.fullmatch(told) else None
