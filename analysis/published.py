"""Published figures (số liệu đã công bố) as printed, with our own arithmetic beside them.

Here: results of programmes, splits of cut and simplified, costs per case of surveys. Not here: our
costs and targets; a published figure never enters a computed total.
"""

import tomllib
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from analysis.scm import ratio
from catalogue.parameters import Exact, Mark
from catalogue.records import Filled, Record, Text


class Result(Record):
    """One reported result of one programme, in one counter."""

    programme: Text | None = None
    metric: Filled
    as_of: date | None = None
    numerator: int
    denominator: int | None = None
    percent: Exact | None = None
    """As printed; None: not published."""
    percent_mark: Mark | None = None
    note: Text | None = None
    source: Filled
    mark: Mark

    @property
    def computed(self) -> Fraction | None:
        """numerator / denominator as a share of 1; None where the base is not published."""
        return None if self.denominator is None else ratio(self.numerator, self.denominator)


class Split(Record):
    """Bãi bỏ and đơn giản hóa, which every report tells apart."""

    document: Filled
    date: date
    cut: int
    simplified: int
    source: Filled
    mark: Mark


class PerCase(Record):
    """Cost of one case that a survey published, đồng; what it is made of is not printed."""

    survey: Filled
    group: Filled
    vi: Filled
    cost: Exact
    hours: Exact | None = None
    note: Text | None = None
    source: Filled
    mark: Mark

    def direct(self, hourly_income: Fraction) -> Fraction | None:
        """What is left for direct costs at an hourly income; None where hours are not printed."""
        return None if self.hours is None else self.cost - self.hours * hourly_income


class Published(Record):
    """Everything that was published."""

    result: tuple[Result, ...]
    split: tuple[Split, ...]
    per_case: tuple[PerCase, ...]


@cache
def published() -> Published:
    """The published figures that ship, with source and mark."""
    path = Path(__file__).parent / "defaults" / "published.toml"
    return Published.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
