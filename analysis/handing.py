"""Rows NOP, PHI and NHAN_KQ of form 03/SCM, for each channel (cách thức) a procedure offers.

Here: the trip or the online hand-in, the fees as the procedure states them, collecting the result.
Not here: preparing the dossier (analysis/preparing.py), which amount of a tariff (tariffs.py).

A channel that states no fee beside channels that state one: its fee is not known, it is not free.
Its cost would lie below what the procedure itself says, so it stays out of C1, and a gap says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from analysis.preparing import Setting, hours_of, range_of
from analysis.scm import ZERO, Activity, Range, Row, total
from analysis.tariffs import Stated, of_tariff
from catalogue.errors import ParameterNotFound
from catalogue.parameters import Used
from catalogue.records import Channel, ChannelKind, Fee, FeeKind, Procedure

DONG = "VND"
NO_RATES: Mapping[str, Used] = {}
A_CASE = ("hồ sơ", "bộ hồ sơ", "lần", "trường hợp", "vụ việc")
"""An amount "per" these is paid once a case."""


class Gap(StrEnum):
    """An input that is not known (số liệu còn thiếu); C1 is then a lower bound, but see `FEE_OF_CHANNEL`."""

    FEE_NOT_STATED = "fee-not-stated"
    FEE_AMOUNT = "fee-amount-unknown"
    FEE_CURRENCY = "fee-currency"
    FEE_QUANTITY = "fee-quantity"
    FEE_OF_CHANNEL = "fee-of-channel-not-stated"
    """C1 is of the other channels, and no lower bound for that."""
    CHANNEL = "channel-not-stated"
    SETS = "sets-not-stated"

    @property
    def vi(self) -> str:
        """In Vietnamese, for the screen."""
        return _GAPS[self]


_GAPS = {
    Gap.FEE_NOT_STATED: "không nêu phí, lệ phí (chưa biết, không phải miễn phí)",
    Gap.FEE_AMOUNT: "có nêu phí, lệ phí nhưng không có một mức duy nhất",
    Gap.FEE_CURRENCY: "phí bằng ngoại tệ, chưa có tỷ giá",
    Gap.FEE_QUANTITY: "phí tính theo đơn vị (trang, bản, m² …), mới tính một đơn vị",
    Gap.FEE_OF_CHANNEL: "có cách thức không nêu phí mà cách thức khác có nêu; C1 chỉ gồm cách thức có nêu",
    Gap.CHANNEL: "không nêu cách thức nộp; tính cả ba cách",
    Gap.SETS: "không nêu số bộ hồ sơ; mới tính một bộ",
}


@dataclass(frozen=True)
class Handed:
    """One channel with its lines; `weight` is its share among the channels, before they are summed to 1."""

    channel: ChannelKind
    activities: tuple[Activity, ...]
    cost: Range
    weight: Fraction
    used: tuple[Used, ...]
    gaps: frozenset[Gap]
    counted: bool = True
    """False: its fee is not known while another channel states one, so it is no part of C1."""

    @property
    def fee_known(self) -> bool:
        """Some amount, or "free", is stated."""
        return all(activity.fee is not None for activity in self.activities)


def hand_in(procedure: Procedure, setting: Setting) -> tuple[Handed, ...]:
    """Every way of handing in; all three where the procedure states none."""
    common = [fee for channel in procedure.channels if channel.channel is None for fee in channel.fees]
    ways = [(c.channel, c) for c in procedure.channels if c.channel is not None]
    gaps: frozenset[Gap] = frozenset()
    if not ways:
        ways, gaps = [(kind, Channel()) for kind in ChannelKind], frozenset({Gap.CHANNEL})
    free = "fees" in procedure.not_applicable
    return _set_aside(
        [_handed(kind, (*channel.fees, *common), gaps, free, setting) for kind, channel in ways]
    )


def _set_aside(ways: Sequence[Handed]) -> tuple[Handed, ...]:
    """Channels whose fee is not known leave C1 to those whose fee is; where none is, all stay."""
    if all(way.fee_known for way in ways) or not any(way.fee_known for way in ways):
        return tuple(ways)
    aside = frozenset({Gap.FEE_OF_CHANNEL})
    return tuple(way if way.fee_known else replace(way, gaps=aside, counted=False) for way in ways)


def _handed(
    kind: ChannelKind, fees: Sequence[Fee], gaps: frozenset[Gap], free: bool, setting: Setting
) -> Handed:
    submit, submit_used = move(Row.NOP, kind, setting)
    collect, collect_used = move(Row.NHAN_KQ, kind, setting)
    rates = _rates(fees, setting)
    amount, unknown = fees_of(fees, nothing_due=free, channel=kind, rates=rates)
    activities = (submit, Activity(Row.PHI, "Nộp phí, lệ phí, chi phí khác", fee=amount), collect)
    weight = setting.on("weight.channel", channel=str(kind))
    used = (*submit_used, *collect_used, weight, *rates.values())
    cost = total(activity.cost for activity in activities)
    return Handed(kind, activities, cost, weight.value.central, used, gaps | unknown)


_NAMES = {
    (Row.NOP, ChannelKind.IN_PERSON): "Nộp hồ sơ trực tiếp",
    (Row.NOP, ChannelKind.POST): "Nộp hồ sơ qua bưu chính",
    (Row.NOP, ChannelKind.ONLINE): "Nộp hồ sơ trực tuyến",
    (Row.NHAN_KQ, ChannelKind.IN_PERSON): "Nhận kết quả trực tiếp",
    (Row.NHAN_KQ, ChannelKind.POST): "Nhận kết quả qua bưu chính",
    (Row.NHAN_KQ, ChannelKind.ONLINE): "Nhận kết quả điện tử",
}
_TIMES = {
    (Row.NOP, ChannelKind.IN_PERSON): ("time.trip",),
    (Row.NOP, ChannelKind.POST): ("time.post",),
    (Row.NOP, ChannelKind.ONLINE): ("time.transmit", "time.check"),
    (Row.NHAN_KQ, ChannelKind.IN_PERSON): ("time.trip",),
    (Row.NHAN_KQ, ChannelKind.POST): ("time.post",),
    (Row.NHAN_KQ, ChannelKind.ONLINE): ("time.transmit",),
}
_MONEY = {ChannelKind.IN_PERSON: "money.trip", ChannelKind.POST: "money.post"}


def figures_of_move(row: Row, channel: ChannelKind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the figures in minutes, and in đồng, that add up to a trip; none for paying."""
    times = _TIMES.get((row, channel), ())
    return times, (_MONEY[channel],) if times and channel in _MONEY else ()


def move(row: Row, kind: ChannelKind, setting: Setting) -> tuple[Activity, tuple[Used, ...]]:
    """Handing in, or collecting, through one channel: the line and the figures behind it."""
    times = tuple(setting.on(name) for name in _TIMES[row, kind])
    fares = (setting.on(_MONEY[kind]),) if kind in _MONEY else ()
    return _moved(row, kind, times, fares, setting.income), (*times, *fares)


@lru_cache(maxsize=1024)
def _moved(
    row: Row, kind: ChannelKind, times: tuple[Used, ...], fares: tuple[Used, ...], income: Used
) -> Activity:
    hours, money = total(map(hours_of, times)), total(map(range_of, fares))
    return Activity(row, _NAMES[row, kind], hours, range_of(income), money)


def _rates(fees: Sequence[Fee], setting: Setting) -> dict[str, Used]:
    """Exchange rates of the day, of the currencies that somebody entered one for."""
    found: dict[str, Used] = {}
    for currency in {fee.currency for fee in fees} - {None, DONG}:
        try:
            found[str(currency)] = setting.on("money.exchange", currency=str(currency))
        except ParameterNotFound:
            continue  # no rate: the fee is a gap, named in the result
    return found


def fees_of(
    fees: Iterable[Fee],
    *,
    nothing_due: bool,
    channel: ChannelKind | None = None,
    rates: Mapping[str, Used] = NO_RATES,
) -> tuple[Range | None, frozenset[Gap]]:
    """What is paid in đồng, and what is not known of it; None: no amount at all is known.

    Kinds (phí, lệ phí, mức giá) add up. Several amounts of one kind are a tariff of which
    a case pays one: the least, the general rate and the most. 0 is free; no amount is not.
    """
    stated = list(fees)
    if not stated:
        return (ZERO, frozenset()) if nothing_due else (None, frozenset({Gap.FEE_NOT_STATED}))
    tariffs: dict[FeeKind | None, list[Stated]] = {}
    gaps: set[Gap] = set()
    for fee in stated:
        amount = _amount(fee, gaps, rates)
        if amount is not None:
            tariffs.setdefault(fee.kind, []).append(Stated(amount, fee))
    known = total(of_tariff(amounts, channel) for amounts in tariffs.values()) if tariffs else None
    return known, frozenset(gaps)


def _amount(fee: Fee, gaps: set[Gap], rates: Mapping[str, Used]) -> Fraction | None:
    if fee.amount is None:
        gaps.add(Gap.FEE_AMOUNT)
        return None
    amount = Fraction(fee.amount)
    if amount != 0 and fee.currency != DONG:
        rate = None if fee.currency is None else rates.get(fee.currency)
        if rate is None:
            gaps.add(Gap.FEE_CURRENCY)
            return None
        amount *= rate.value.central
    if amount != 0 and fee.per is not None and fee.per.casefold() not in A_CASE:
        gaps.add(Gap.FEE_QUANTITY)
    return amount
