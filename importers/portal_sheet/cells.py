"""Cells of the sheet's tables as values: quantity, fees, time.

The cells are those of the flattened crawls, here with their borders; what a fee or time cell means
is shared with them (importers/crawl/fees.py).
"""

import re
from functools import cache

from catalogue.records import TimeUnit
from catalogue.text import fold, nfc, squash
from importers.crawl.channels import FeeCell
from importers.crawl.headings import lookup as headings
from importers.crawl.headings import stated
from importers.portal_sheet.sheet import lookup

QUANTITY = re.compile(r"(?:(?P<originals>\d{1,4}) bản chính)?\s*,?\s*(?:(?P<copies>\d{1,4}) bản sao)?")
GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


def read_quantity(text: str) -> tuple[int, int] | None:
    """Originals and copies; a kind that the cell does not name is 0. None: not understood, or empty.

    >>> read_quantity("1 bản chính"), read_quantity("Không có"), read_quantity("01")
    ((1, 0), (0, 0), None)
    """
    told = fold(text)
    if told in {fold(word) for word in lookup()["words"]["no_quantity"]}:
        return 0, 0
    match = QUANTITY.fullmatch(told)
    if match is None or not match.group():
        return None
    return int(match["originals"] or 0), int(match["copies"] or 0)


def number_of(written: str) -> str:
    """Digits of an amount whose thousands are grouped by points or commas.

    >>> number_of("4,500,000"), number_of("20.000"), number_of("12.5")
    ('4500000', '20000', '12.5')
    """
    if GROUPED.fullmatch(written):
        return re.sub(r"[.,]", "", written)
    return written.replace(",", ".")


AMOUNT = r"\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?"
"""Groups of three, or a plain number; anything else ("4500..000") is words, not money."""


@cache
def _fee() -> re.Pattern[str]:
    told = headings()["channels"]
    currencies = "|".join(re.escape(word) for word in sorted(told["currencies"], key=len, reverse=True))
    return re.compile(
        rf"(?P<free>{re.escape(told['free'])})|(?P<amount>{AMOUNT}) ?(?P<currency>{currencies})",
        re.IGNORECASE,
    )


def read_fees(text: str) -> tuple[tuple[FeeCell, ...], str]:
    """The fees of a cell, each with the words in brackets below it, and the words of no fee."""
    fees: list[FeeCell] = []
    loose: list[str] = []
    words: list[str] = []
    head: re.Match[str] | None = None
    for line in nfc(stated(text)).split("\n"):
        match = _fee().match(line.strip()) if _depth(words) <= 0 else None
        if match is None:
            (words if head is not None else loose).append(line.strip())
            continue
        fees.extend(_closed(head, words))
        head, words = match, [line.strip()[match.end() :].strip()]
    fees.extend(_closed(head, words))
    return tuple(fees), "\n".join(line for line in loose if line)


def _depth(words: list[str]) -> int:
    """How many brackets of the words before are open; list marks ("a)") close none."""
    told = re.sub(r"(?:^|(?<=[\s(.;,]))[^\W_]{1,2}\)", "", "\n".join(words), flags=re.MULTILINE)
    return told.count("(") - told.count(")")


def _closed(head: re.Match[str] | None, words: list[str]) -> tuple[FeeCell, ...]:
    if head is None:
        return ()
    told = "\n".join(word for word in words if word).strip()
    inner = told[1:-1].strip() if told.startswith("(") and told.endswith(")") else told.removeprefix("(")
    shown = squash(head.group()) + (f" ({inner})" if inner else "")
    if head["free"]:
        return (FeeCell(None, None, inner, shown),)
    currencies = {fold(word): code for word, code in headings()["channels"]["currencies"].items()}
    return (FeeCell(number_of(head["amount"]), currencies[fold(head["currency"])], inner, shown),)


TIME = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\D*)")


def read_time(text: str) -> tuple[float | None, TimeUnit | None]:
    """Value and unit of a time cell; a number without unit has no meaning ("1" for the unit "other").

    >>> read_time("7 Ngày làm việc")[0], read_time("1"), read_time("Không xác định")
    (7.0, (None, None), (None, None))
    """
    match = TIME.fullmatch(squash(text))
    units = {fold(word): unit for word, unit in headings()["channels"]["units"].items()}
    unit = units.get(fold(match[2])) if match is not None else None
    if match is None or unit is None:
        return None, None
    value = float(match[1].replace(",", "."))
    return (value, TimeUnit(unit)) if value > 0 else (None, None)
