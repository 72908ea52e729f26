"""The arithmetic of compliance cost (chi phí tuân thủ): exact, without figures, without records.

Here: ranges, one activity of form 03/SCM, C1, C a year, benefit, rate, totals, the low average.
Not here: which activities a procedure has (analysis/cost.py), figures (analysis/defaults).

Money is an exact fraction of đồng; it is rounded half up where it is shown.
Source: Thông tư 02/2017/TT-VPCP, Điều 27 khoản 1–3; the columns are those of form 03/SCM-KSTT.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from catalogue.records import TimeLimit

UNDETERMINED = "không xác định"
"""What is shown for a rate over nothing."""
OTHER_UNIT = "khác đơn vị"
"""What is shown for working days against calendar days."""

Number = Fraction | int


class Row(StrEnum):
    """Rows of form 03/SCM-KSTT (các công việc khi thực hiện TTHC)."""

    CHUAN_BI = "CHUAN_BI"
    """Chuẩn bị hồ sơ"""
    NOP = "NOP"
    """Nộp hồ sơ"""
    PHI = "PHI"
    """Nộp phí, lệ phí, chi phí khác"""
    KIEM_TRA = "KIEM_TRA"
    """Chuẩn bị, phục vụ kiểm tra, đánh giá thực tế"""
    KHAC = "KHAC"
    """Công việc khác"""
    NHAN_KQ = "NHAN_KQ"
    """Nhận kết quả"""


@dataclass(frozen=True)
class Range:
    """Low, central and high reading of one number; the bounds are extremes, not a confidence interval."""

    low: Fraction
    central: Fraction
    high: Fraction

    @classmethod
    def of(cls, value: Number) -> "Range":
        """A number without range."""
        exact = Fraction(value)
        return cls(exact, exact, exact)

    def __add__(self, other: "Range") -> "Range":
        if other is ZERO or self is ZERO:
            return self if other is ZERO else other
        return Range(self.low + other.low, self.central + other.central, self.high + other.high)

    def __sub__(self, other: "Range") -> "Range":
        """Bound by bound; what is subtracted must be a part of this one."""
        return Range(self.low - other.low, self.central - other.central, self.high - other.high)

    def __mul__(self, other: "Range | Number") -> "Range":
        if other is ONE or self is ZERO:
            return self
        if other is ZERO or self is ONE:
            return other if isinstance(other, Range) else Range.of(other)
        by = other if isinstance(other, Range) else Range.of(other)
        return Range(self.low * by.low, self.central * by.central, self.high * by.high)

    @property
    def flipped(self) -> "Range":
        """High for low: what stays where most is cut."""
        return Range(self.high, self.central, self.low)


ZERO = Range.of(0)
ONE = Range.of(1)


def total(ranges: Iterable[Range]) -> Range:
    """The sum, bound by bound."""
    whole = ZERO
    for one in ranges:
        whole = whole + one
    return whole


def spread(ranges: Sequence[Range], weights: Sequence[Fraction] | None = None) -> Range:
    """One of several, not known which: the cheapest low, the (weighted) mean, the dearest high."""
    if len(ranges) == 1:
        return ranges[0]
    shares = weights or [Fraction(1)] * len(ranges)
    mean = sum((w * r.central for w, r in zip(shares, ranges, strict=True)), Fraction(0)) / sum(shares)
    return Range(min(r.low for r in ranges), mean, max(r.high for r in ranges))


@dataclass(frozen=True)
class Activity:
    """One line of form 03/SCM (công việc): hours, đồng an hour, đồng; `share` of the cases that do it."""

    row: Row
    name: str
    hours: Range = ZERO
    hourly_income: Range = ZERO
    service: Range = ZERO
    """Chi phí tư vấn, dịch vụ: copying, certification, fares."""
    fee: Range | None = ZERO
    """Phí, lệ phí; None: not known, the cost of the line is then a lower bound."""
    share: Range = ONE

    @cached_property
    def cost(self) -> Range:
        """share × (hours × hourly income + service + fee), in đồng."""
        return self.share * (
            self.hours * self.hourly_income + self.service + (ZERO if self.fee is None else self.fee)
        )


def c1(activities: Iterable[Activity]) -> Range:
    """Cost of one case for one subject: C1 = Σ share × (hours × income + service + fee)."""
    return total(activity.cost for activity in activities)


def year_cost(once: Fraction, *, times: Number | None, population: Number | None) -> Fraction | None:
    """C a year = C1 × times a year × subjects; None where a volume is not known, never a guess."""
    return None if times is None or population is None else once * times * population


def times_of_validity(years: Number) -> Fraction:
    """Times a year of a procedure whose result is valid for some years (thời hạn hiệu lực)."""
    return Fraction(1) / Fraction(years)


def benefit(before: Fraction, after: Fraction) -> Fraction:
    """What is saved; negative where there is a new burden."""
    return before - after


def rate(before: Fraction, after: Fraction) -> Fraction | None:
    """benefit / before as a share of 1; None over nothing: shown as "không xác định", not 0 % or 100 %."""
    return None if before == 0 else (before - after) / before


def ratio(numerator: Number, denominator: Number) -> Fraction | None:
    """A part of a whole; None over nothing."""
    return None if denominator == 0 else Fraction(numerator) / Fraction(denominator)


def aggregate_rate(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Σ benefit / Σ before of (before, after); never the mean of rates."""
    known = list(pairs)
    before = sum((b for b, _ in known), Fraction(0))
    return rate(before, sum((a for _, a in known), Fraction(0)))


def low_average(values: Iterable[Number]) -> Fraction:
    """Trung bình thấp: the lower median, so that the number chosen was really reported.

    Source: Thông tư 02/2017/TT-VPCP, Điều 27 khoản 2 điểm a names the principle and gives no formula.
    """
    ordered = sorted(Fraction(value) for value in values)
    return ordered[(len(ordered) - 1) // 2]


def hourly_income(income_a_year: Number, *, months: Number, days: Number, hours: Number) -> Fraction:
    """đồng an hour = income a year / (months × days a month × hours a day)."""
    return Fraction(income_a_year) / (Fraction(months) * days * hours)


def calendar_days(start: date, end: date) -> int:
    """Calendar days from one day to the other."""
    return (end - start).days


def time_rate(before: TimeLimit, after: TimeLimit) -> Fraction | None:
    """Share of a time limit that is cut; None over nothing and between different units.

    Days and working days are different units; waiting has no value in đồng.
    """
    if before.value is None or after.value is None or before.unit is not after.unit:
        return None
    return rate(Fraction(str(before.value)), Fraction(str(after.value)))
