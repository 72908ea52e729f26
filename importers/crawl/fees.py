"""Fee and time cells of a channel as records: what the page prints, and what its words add.

"Miễn phí" is free only where nothing is said beside it, or the words say so: with other words the
portal prints it for every amount it does not know. A time cell without unit has only the words.
"""

import re
from decimal import Decimal
from functools import cache, lru_cache

from catalogue import text as words
from catalogue.records import Fee, FeeKind, Place, TimeLimit, TimeUnit
from importers.crawl.channels import ChannelRow, FeeCell
from importers.crawl.doubts import Doubts
from importers.crawl.headings import lookup
from importers.phrases.fees import parse_fees
from importers.phrases.lexicon import any_of
from importers.phrases.lexicon import lookup as phrases
from importers.phrases.time_limits import parse_time_limit

PER = re.compile(
    r"\(?\s*(?:[\d.,]+ ?)?(?:đồng|đ|VNĐ|USD)?\s*/\s*(?P<per>[^()\n.,;:]{2,40}?)\s*(?=[().,;:\n]|$)",
    re.IGNORECASE,
)
"""What an amount is for, at the start of its words: "đồng/lần", "/hồ sơ (…"."""

_fees_in_words = lru_cache(maxsize=4096)(parse_fees)
_limit_in_words = lru_cache(maxsize=4096)(parse_time_limit)


@cache
def _clock() -> re.Pattern[str]:
    """A time of the clock ("nhận hồ sơ sau 15 giờ"), which the portal sometimes prints as 15 hours."""
    time = phrases("phrases")["time"]
    before, not_behind = any_of(time["clock"]), any_of(time["clock_not"])
    return re.compile(rf"(?<!\w)(?:{before})\s(?P<hour>\d{{1,2}})\s?giờ(?!\s?(?:{not_behind}))")


def clock_hours(told: str) -> frozenset[float]:
    """Hours of the clock that steps or descriptions name: no durations."""
    return frozenset(float(match["hour"]) for match in _clock().finditer(told.casefold()))


def time_limit(
    row: ChannelRow, place: Place, field: str, doubts: Doubts, *, clock: frozenset[float]
) -> TimeLimit | None:
    """Thời hạn of a row: its cell, else the one limit that the words of the row state."""
    if row.unit is TimeUnit.HOUR and row.value in clock:
        said = f"“{row.time_text}”: lời văn nêu giờ trong ngày, không phải thời hạn"
        doubts.note("time-limit-not-understood", said, place, f"{field}.time_limit", row.time_text)
        return TimeLimit(text=row.text or row.time_text)
    if row.value is not None and row.unit is not None:
        return TimeLimit(value=row.value, unit=row.unit, text=row.time_text)
    for told in (row.time_text, row.text):
        limit = _limit_in_words(told) if told else None
        if limit is not None and limit.value is not None:
            return limit
    if row.time_text and row.value is None:
        said = f"Không hiểu thời hạn “{row.time_text[:120]}”"
        doubts.note("time-limit-not-understood", said, place, f"{field}.time_limit", row.time_text)
    return TimeLimit(value=row.value, text=row.time_text) if row.time_text else None


def fee(cell: FeeCell, place: Place, field: str, doubts: Doubts) -> Fee:
    """One fee of a row."""
    kind = _kind(cell.words)
    if cell.amount is None:
        return _unpriced(cell, kind, place, field, doubts)
    per = PER.match(cell.words)
    if cell.currency == "VND" and Decimal(cell.amount) < lookup()["channels"]["least_vnd"]:
        said = f"Mức phí “{cell.text[:120]}” quá nhỏ, có thể thiếu ba số không"
        doubts.note("fee-not-understood", said, place, field, cell.text)
    return Fee(
        kind=kind,
        amount=cell.amount,
        currency=cell.currency,
        per=per["per"] if per else None,
        text=cell.words,
    )


def _unpriced(cell: FeeCell, kind: FeeKind | None, place: Place, field: str, doubts: Doubts) -> Fee:
    """ "Miễn phí": free where the words are silent or agree, else what the words say."""
    if not cell.words:
        said = "Trang in “Miễn phí”, không có lời văn nào khác"
        doubts.note_once("fee-zero-unexplained", said, place, field)
        return Fee(kind=kind, amount="0", currency="VND")
    if words.fold(cell.words).strip(" .;()") in lookup()["channels"]["confirms_free"]:
        return Fee(kind=kind, amount="0", currency="VND", text=cell.words)
    told = _fees_in_words(cell.words)
    if len(told) == 1 and told[0].amount is not None:
        one = told[0]
        return Fee(
            kind=kind or one.kind, amount=one.amount, currency=one.currency, per=one.per, text=cell.words
        )
    said = f"Trang in “Miễn phí” nhưng lời văn không nêu một mức duy nhất: “{cell.words[:120]}”"
    doubts.note_once("fee-zero-elsewhere", said, place, field, cell.words)
    return Fee(kind=kind, text=cell.words)


def _kind(told: str) -> FeeKind | None:
    """The legal kind, only where the words begin with its name."""
    start = told.casefold().lstrip(" -+*(")
    for word, kind in lookup()["channels"]["kinds"].items():
        if re.match(rf"{word}\b", start):
            return FeeKind(kind)
    return None
