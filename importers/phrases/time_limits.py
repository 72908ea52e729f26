"""Time limits in prose (thời hạn giải quyết): "Không quá 15 ngày làm việc kể từ ngày nhận đủ hồ sơ".

"Ngày" alone is a calendar day; a time of the clock, a date and a year of a document are no
limits. A single value is given only where one single limit is stated; sums ("02 tháng và 15
ngày làm việc"), ranges, several cases and "trong ngày" (no figure is stated) keep their words.
Not here: counting working days (analysis); which of several limits is the procedure's.
"""

import re
from functools import cache

from catalogue.records import TimeLimit, TimeUnit
from catalogue.text import nfc
from importers.phrases.lexicon import any_of, lookup, plain_words
from importers.phrases.numbers import NUMBER, number_in

DATE = re.compile(
    r"ngày\s?\d{1,2}\s?(?:tháng|[/.-])\s?\d{1,2}\s?(?:năm|[/.-])\s?\d{4}"
    r"|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4,5}|ngày\s?\d{1,2}\s?/\s?\d{1,2}(?!\d)"
    r"|tháng\s?\d{1,2}\s?(?:năm|/)\s?\d{4}|ngày\s?\d{1,2}\s?tháng\s?\d{1,2}|năm\s?(?:19|20)\d\d"
)
NUMBERS = re.compile(r"\d[\w.]*/(?:\d{4}/)?[a-zđ]+(?:[-/][\wđ]+)*")
SAME_DAY = re.compile(
    r"(?<!\w)trong (?:cùng )?(?:một )?(?:ngày|buổi)(?! thứ| đầu|\s?\d)"
    r"|(?:giải quyết|trả kết quả|trả) ngay(?!\w)|lấy ngay"
)


@cache
def _clock() -> re.Pattern[str]:
    words = lookup("phrases")["time"]
    before, not_behind, parts = (any_of(words[name]) for name in ("clock", "clock_not", "day_parts"))
    return re.compile(
        r"\d{1,2}\s?(?:giờ|h|g)\s?\d{2}(?:\s?phút)?(?!\d)|\d{1,2}h(?!\w)"
        rf"|(?:{before})\s(?:[01]?\d|2[0-3]|mười(?: \w+)?)\s?giờ(?!\s?(?:{not_behind}))(?:\s?(?:{parts}))?"
        rf"|\d{{1,2}}\s?giờ\s?(?:{parts})|giờ hành chính"
    )


@cache
def _pattern() -> re.Pattern[str]:
    units = any_of(lookup("units")["time"])
    return re.compile(
        rf"(?<![\w.,/])(?:(?P<first>{NUMBER})\s?(?:-|–|đến|hoặc|tới|và)\s?)?"
        rf"(?P<number>{NUMBER})\s?(?:\((?=ngày))?(?P<unit>{units})(?!\w|\s?thứ|\s(?:mươi|mười|trăm|nghìn|triệu))"
        r"|(?<!\w)(?P<number_half>nửa)\s(?P<unit_half>ngày làm việc|ngày|tháng|giờ)(?!\w)"
    )


def _readable(text: str) -> str:
    """Lower case, without dates, numbers of documents and times of the clock."""
    told = plain_words(nfc(text)).replace("ngàylàm", "ngày làm").replace("làmviệc", "làm việc")
    for noise in (DATE, NUMBERS, _clock()):
        told = noise.sub(" § ", told)
    return told


def all_limits(text: str) -> tuple[TimeLimit, ...]:
    """Every duration in the text, in order, each with the words that state it.

    Repeated limits are repeated; a range gives both ends. Weeks, minutes and half months
    are turned into days and hours.

    Source: Bộ luật Dân sự 91/2015/QH13, Điều 146 khoản 1 (lookups/units.toml).
    """
    found = []
    for match in _pattern().finditer(_readable(text)):
        unit = lookup("units")["time"][match["unit"] or match["unit_half"]]
        for name in ("first", "number", "number_half"):
            value = _value(match[name], match["unit_half"], first=name == "first")
            if value is not None:
                limit = round(value * unit.get("times", 1), 4)
                found.append(TimeLimit(value=limit, unit=_unit(match, unit["unit"]), text=match[0].strip()))
    return tuple(found)


def _value(told: str | None, half_of: str | None, *, first: bool) -> float | None:
    if told is None or (told == "năm" and half_of is None and first):
        return None  # "mỗi năm hoặc 02 ngày": a year, not five
    if half_of is not None:
        return float(lookup("units")["half_month"]["days"]) if half_of == "tháng" else 0.5
    number = number_in(told)
    return None if number is None else number.value


def _unit(match: re.Match[str], unit: str) -> TimeUnit:
    return TimeUnit.DAY if match["unit_half"] == "tháng" else TimeUnit(unit)


def is_same_day(text: str) -> bool:
    """Whether the text promises the answer on the day itself ("trong ngày", "giải quyết ngay")."""
    return SAME_DAY.search(_readable(text)) is not None


def parse_time_limit(text: str) -> TimeLimit:
    """The time limit of a phrase; `value` and `unit` only where one single limit is stated.

    The words are always kept. A bare "1", "trong ngày", "Không quy định" have no value; the
    same limit said twice is one limit.

    >>> parse_time_limit("Không quá 15 ngày kể từ ngày nhận đủ hồ sơ").unit
    <TimeUnit.DAY: 'day'>
    >>> parse_time_limit("02 tháng và 15 ngày làm việc").value is None
    True
    """
    words = nfc(text).strip()
    stated = {(limit.value, limit.unit) for limit in all_limits(text)}
    if len(stated) != 1 or is_same_day(text):
        return TimeLimit(text=words)
    value, unit = stated.pop()
    return TimeLimit(value=value, unit=unit, text=words)
