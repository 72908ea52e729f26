"""Rows of the channel table (cách thức thực hiện) out of its glued cells.

Here: channel, time cell, fee cells with their words, the words after them. Not here: what a fee
cell means (fees.py), time limits and fees in sentences (importers/phrases).

A row is "Trực tuyến" + "15 Ngày làm việc" + "4,500,000 Việt Nam Đồng(…)Miễn phí(…)" + words.
A time of the unit "other" is a bare number: "1" + "Miễn phí" is "1Miễn phí", and its unit is unknown.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from catalogue.records import ChannelKind, TimeUnit
from importers.crawl.headings import header, lookup, stated

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
WORDS = 1500
"""The longest time limit in words that a cell may hold."""
BRACKET = re.compile(r"\(|(?<![\s(.;,][^\W_])(?<!\n[^\W_])\)")
AMOUNT = r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*"


@dataclass(frozen=True)
class FeeCell:
    """One fee of a channel as printed; `amount` None for "Miễn phí"."""

    amount: str | None
    currency: str | None
    words: str
    """The words in brackets behind it."""
    text: str
    """All of it."""


@dataclass(frozen=True)
class ChannelRow:
    """One row of the table."""

    channel: ChannelKind
    value: float | None
    unit: TimeUnit | None
    time_text: str
    fees: tuple[FeeCell, ...]
    text: str
    doubts: tuple[str, ...] = ()


def _any(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


@cache
def _row() -> re.Pattern[str]:
    told = lookup()["channels"]
    units, names = _any([*told["units"], *told["other_units"]]), _any(told["names"])
    empty, currencies, free = _any(lookup()["empty"]), _any(told["currencies"]), re.escape(told["free"])
    fee = rf"{free}|{empty}|(?:{AMOUNT}) ?(?:{currencies})"
    no_row = rf"(?!(?:{names})(?:\d|{empty}))"
    return re.compile(
        rf"(?P<name>{names})"
        rf"(?:(?P<time>(?:{NUMBER}) ?(?:{units})|{empty})(?={fee})"
        rf"|(?P<bare>\d+(?:[.,]\d+)*)(?P<glue> ?(?:{currencies}|{free}|{empty}))"
        rf"|(?P<words>(?=[-+*]?[ \t]?[^\W\d_])(?! )(?:{no_row}.){{1,{WORDS}}}?)(?={fee}))",
        re.DOTALL,
    )


@cache
def _fee() -> re.Pattern[str]:
    told = lookup()["channels"]
    return re.compile(
        rf"(?P<free>{re.escape(told['free'])})|(?P<empty>{_any(lookup()['empty'])})"
        rf"|(?P<amount>{AMOUNT}) ?(?P<currency>{_any(told['currencies'])})"
    )


def read_channels(section: str) -> tuple[list[ChannelRow], str]:
    """Rows in order, and the words that belong to no row."""
    body = section.strip()
    head = header("channels")
    if not stated(body):
        return [], ""
    body = body.removeprefix(head)
    found = [match for match in _row().finditer(body) if _glued(body, match)]
    if not found:
        return [], body
    ends = [match.start() for match in found[1:]] + [len(body)]
    usual = Counter(match["bare"] for match in found if match["bare"] and match["glue"].strip() == _free())
    rows = [_read(body, match, end, usual) for match, end in zip(found, ends, strict=True)]
    return rows, body[: found[0].start()]


def _glued(body: str, match: re.Match[str]) -> bool:
    """A name before a time in words must be glued: after a blank it stands in a sentence."""
    return match["words"] is None or match.start() == 0 or not body[match.start() - 1].isspace()


def _free() -> str:
    return str(lookup()["channels"]["free"])


def _read(body: str, match: re.Match[str], end: int, usual: Counter[str | None]) -> ChannelRow:
    """One row from its first words to the start of the next."""
    doubts: list[str] = []
    if match["bare"] is not None:
        bare = match["bare"]
        length, sure = _split_bare(bare, match["glue"], usual)
        if not sure:
            doubts.append(f"“{bare}{match['glue']}”")
        time, rest = bare[:length], body[match.start("bare") + length : end]
    elif match["time"] is not None:
        time, rest = match["time"], body[match.end("time") : end]
    else:
        time, rest = match["words"], body[match.end("words") : end]
    value, unit = _time(time)
    fees, text = _fees(rest)
    kind = ChannelKind(lookup()["channels"]["names"][match["name"]])
    return ChannelRow(kind, value, unit, stated(time), fees, text, tuple(doubts))


def _split_bare(bare: str, glue: str, usual: Counter[str | None]) -> tuple[int, bool]:
    """How many signs of "140,000" are the time and not the amount of the fee after it.

    The time that other channels of the page have wins; else the shortest time.
    """
    if glue.strip() == _free() or glue.strip() in lookup()["empty"]:
        return len(bare), True
    fits = [at for at in range(1, len(bare)) if bare[:at].isdigit() and re.fullmatch(AMOUNT, bare[at:])]
    if not fits:
        return 0, False
    agreed = [at for at in fits if usual[bare[:at]]]
    return (agreed or fits)[0], len(fits) == 1 or bool(agreed)


def _time(cell: str) -> tuple[float | None, TimeUnit | None]:
    """Value and unit of a time cell; a bare number has no unit, words have neither."""
    units: dict[str, str] = lookup()["channels"]["units"]
    match = re.fullmatch(rf"({NUMBER}) ?(\D*)", cell.strip())
    if match is None:
        return None, None
    number, word = match.group(1), match.group(2).strip()
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number)
    value = float(number.replace(",", "" if grouped else "."))
    if word and word not in units:
        return None, None
    return value, TimeUnit(units[word]) if word else None


def _fees(rest: str) -> tuple[tuple[FeeCell, ...], str]:
    """Fees at the start of the words after the time, and the words after them."""
    fees: list[FeeCell] = []
    at = 0
    while match := _fee().match(rest, at):
        if fees and match["empty"]:
            break
        end = match.end()
        words = ""
        if rest.startswith("(", end):
            end = _closing(rest, end)
            words = rest[match.end() + 1 : end - 1].strip()
        if not match["empty"]:
            fees.append(_fee_cell(match, words))
        at = end
        if match["empty"]:
            break
    return tuple(fees), stated(rest[at:])


def _closing(rest: str, start: int) -> int:
    """Offset after the bracket that closes the one at `start`.

    List marks ("a)", "1)") close nothing; where a description lacks a bracket of its own, the
    cell ends at a closing bracket to which the next cell is glued.
    """
    depth = 0
    for match in BRACKET.finditer(rest, start):
        depth += 1 if match.group() == "(" else -1
        if depth == 0:
            return match.end() + len(rest[match.end() :]) - len(rest[match.end() :].lstrip(")"))
    glued = [match.end() for match in re.finditer(r"\)(?=[^\s,.;:)]|$)", rest[start:])]
    return start + glued[0] if glued else len(rest)


def _fee_cell(match: re.Match[str], words: str) -> FeeCell:
    """One fee with its words; English thousands ("4,500,000")."""
    text = match.group() + (f" ({words})" if words else "")
    if match["free"]:
        return FeeCell(None, None, words, text)
    currency = lookup()["channels"]["currencies"][match["currency"]]
    return FeeCell(match["amount"].replace(",", ""), currency, words, text)
