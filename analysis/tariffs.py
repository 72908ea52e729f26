"""Of a tariff (biểu phí) one amount is paid: which one stands for a case, and between which it lies.

Here: the general rate among several amounts of one kind, by their words. Not here: reading amounts
out of prose (importers), which kinds add up and what is not known (handing.py).

The low average (trung bình thấp) is a rule for sources that differ. Amounts of one tariff do not
differ in that sense: each holds for somebody. So amounts that the words give to a few (exemption,
reduced rate, a further page, another channel), and "free" beside an amount, are not the general
rate; they only widen the range. Among several general rates the low average is taken.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path

from analysis.scm import Range, low_average
from catalogue.records import ChannelKind, Fee
from catalogue.text import fold

_CLAUSE = re.compile(r"[;\n]|\.(?=\s)")
_FIGURE = re.compile(r"\d+(?:[.,\s]\d{3})*")


@dataclass(frozen=True)
class Stated:
    """One amount in đồng with the fee that states it."""

    amount: Fraction
    fee: Fee


def of_tariff(stated: Sequence[Stated], channel: ChannelKind | None = None) -> Range:
    """Least, general rate and most of the amounts of one kind; at least one is given.

    Where every amount is somebody's special rate, the low average of all stands for a case.
    """
    amounts = [one.amount for one in stated]
    general = [one.amount for one in stated if _general(one, channel)]
    charged = [amount for amount in general if amount > 0]
    return Range(min(amounts), low_average(charged or general or amounts), max(amounts))


def _general(one: Stated, channel: ChannelKind | None) -> bool:
    return not is_special(_clause(one.fee.text, one.amount), channel)


@lru_cache(maxsize=16384)
def is_special(words: str, channel: ChannelKind | None = None) -> bool:
    """Do the words beside an amount give it to a few, or to another channel than this one?

    >>> is_special("100.000 đồng đối với sinh viên, người có công"), is_special("200.000 đồng/lần")
    (True, False)
    """
    told, lexicon = fold(words), _lexicon()
    if lexicon.few.search(told):
        return True
    named = {kind for kind, pattern in lexicon.channels.items() if pattern.search(told)}
    return channel is not None and bool(named) and channel not in named


def _clause(text: str, amount: Fraction) -> str:
    """The part of the words that states the amount; all of them where none does.

    "15.000 đồng; miễn phí đối với hộ nghèo": the exemption is not about the 15.000.
    """
    for part in _CLAUSE.split(text):
        if any(int(re.sub(r"\D", "", figure)) == amount for figure in _FIGURE.findall(part)):
            return part
    return text


@dataclass(frozen=True)
class _Lexicon:
    few: re.Pattern[str]
    channels: dict[ChannelKind, re.Pattern[str]]


@cache
def _lexicon() -> _Lexicon:
    told = tomllib.loads((Path(__file__).parent / "defaults" / "fees.toml").read_text(encoding="utf-8"))
    others = told["other_channel"].items()
    return _Lexicon(
        _any_of([*told["reduced"]["words"], *told["further"]["words"]]),
        {ChannelKind(kind): _any_of(words) for kind, words in others},
    )


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in words)})(?!\w)")
