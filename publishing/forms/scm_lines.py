"""The lines of form 03/SCM of one procedure: what stands in which row, with its share and its figures.

Here: a cost to lines whose products add up to C1. Not here: cells (scm_sheet.py), the cost itself.

C1 is the mean of the cases plus the weighted mean of the channels. On the form both become a share
of each line (tỷ trọng), so every line is share × part × (hours × income + service + fee) and C1 is
their sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.cost import CaseCost, ProcedureCost
from analysis.handing import Handed, figures_of_move
from analysis.scm import Activity, Row
from catalogue.parameters import Used

INCOME = "hourly_income"
WEIGHT = "weight.channel"
MINUTES = 60
"""In an hour."""


@dataclass(frozen=True)
class Line:
    """One line: central values, and the figures they come from where they are linked."""

    row: Row
    name: str
    group: str | None
    """The case or None for a channel."""
    hours: Fraction
    hourly_income: Fraction
    service: Fraction
    fee: Fraction | None
    share: Fraction
    part: Fraction
    counted: bool = True
    income_of: Used | None = None
    hours_from: tuple[Used, ...] = ()
    """Figures in minutes whose sum is the time; empty: the time is typed in."""
    service_from: tuple[Used, ...] = ()
    weight: Used | None = None
    weights: tuple[Used, ...] = ()
    """The weights of all channels that count, this one included."""

    @property
    def cost(self) -> Fraction:
        """share × part × (hours × income + service + fee), in đồng."""
        fee = Fraction(0) if self.fee is None else self.fee
        return self.share * self.part * (self.hours * self.hourly_income + self.service + fee)


def lines_of(cost: ProcedureCost) -> tuple[Line, ...]:
    """Every line of a cost in the order of the form; their costs add up to the central C1."""
    income = next(used for used in cost.used if used.name == INCOME)
    found = [line for case in cost.cases for line in _of_case(case, len(cost.cases), income)]
    for way in cost.channels:
        found += _of_channel(way, cost.ways, income)
    order = {row: at for at, row in enumerate(Row)}
    return tuple(sorted(found, key=lambda line: order[line.row]))


def _of_case(case: CaseCost, cases: int, income: Used) -> Iterable[Line]:
    for activity in case.activities:
        yield _line(activity, income, group=case.name, part=Fraction(1, cases))


def _of_channel(way: Handed, counted: Sequence[Handed], income: Used) -> Iterable[Line]:
    whole = sum((other.weight for other in counted), Fraction(0))
    by_name = {used.name: used for used in way.used}
    weights = tuple(_weight(other) for other in counted)
    for activity in way.activities:
        times, fares = figures_of_move(activity.row, way.channel)
        yield _line(
            activity,
            income,
            part=way.weight / whole if way.counted else Fraction(0),
            counted=way.counted,
            hours_from=_linked(times, by_name, activity.hours.central * MINUTES),
            service_from=_linked(fares, by_name, activity.service.central),
            weight=_weight(way) if way.counted else None,
            weights=weights,
        )


def _linked(names: Sequence[str], by_name: Mapping[str, Used], wanted: Fraction) -> tuple[Used, ...]:
    """The figures of these names where they add up to the value; else none: the value is typed in."""
    found = tuple(by_name[name] for name in names if name in by_name)
    return found if found and sum(used.value.central for used in found) == wanted else ()


def _weight(way: Handed) -> Used:
    return next(used for used in way.used if used.name == WEIGHT)


def _line(
    activity: Activity,
    income: Used,
    *,
    part: Fraction,
    group: str | None = None,
    counted: bool = True,
    hours_from: tuple[Used, ...] = (),
    service_from: tuple[Used, ...] = (),
    weight: Used | None = None,
    weights: tuple[Used, ...] = (),
) -> Line:
    paid = activity.hourly_income.central
    return Line(
        row=activity.row,
        name=activity.name,
        group=group,
        hours=activity.hours.central,
        hourly_income=paid,
        service=activity.service.central,
        fee=None if activity.fee is None else activity.fee.central,
        share=activity.share.central,
        part=part,
        counted=counted,
        income_of=income if paid == income.value.central else None,
        hours_from=hours_from,
        service_from=service_from,
        weight=weight,
        weights=weights,
    )
