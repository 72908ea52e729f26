"""Parameter (tham số): a figure with its unit, dates, scope, range, source and grade.

Here: the model of one dated figure and the choice of the value for a day and a scope.
Not here: reading the shipped files (analysis/parameters.py), what a figure is used for.

Figures are exact fractions; they are rounded where they are shown, and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from catalogue.errors import ParameterNotFound
from catalogue.records import Filled, Record, Text


def _exact(value: Any) -> Any:
    """An exact number from 12, "12.5" or "114000000/2112"; a float is refused as inexact."""
    if isinstance(value, bool) or not isinstance(value, int | str | Fraction):
        told = f'{value!r} is not exact: write a whole number, or "12.5" or "7/2" in quotes'
        raise ValueError(told)  # noqa: TRY004 - pydantic turns only ValueError into its report
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{value!r} is not a number") from None


Exact = Annotated[Fraction, BeforeValidator(_exact), PlainSerializer(str, return_type=str)]
"""An exact number; in files and JSON a string or a whole number."""


class Grade(StrEnum):
    """Evidence grade of a figure (mức độ tin cậy của số liệu), best first."""

    STATUTORY = "statutory"
    """Theo quy định: printed in a legal text"""
    ADMINISTRATIVE = "administrative"
    """Số liệu hệ thống: counted by a system"""
    MEASURED = "measured"
    """Đo, khảo sát: survey with a stated sample"""
    CONSULTED = "consulted"
    """Tham vấn: recorded consultation"""
    DERIVED = "derived"
    """Suy ra: computed from published figures"""
    FOREIGN_DEFAULT = "foreign_default"
    """Mặc định nước ngoài: another country's table"""
    EXPERT = "expert"
    """Ước lượng chuyên gia: one named estimate"""
    PLACEHOLDER = "placeholder"
    """Giữ chỗ: remembered or invented; blocks publication"""

    @property
    def rank(self) -> int:
        """0 is the best grade."""
        return list(Grade).index(self)

    @property
    def publishable(self) -> bool:
        """May a figure that rests on it be published?"""
        return self is not Grade.PLACEHOLDER


class Mark(StrEnum):
    """How strong the source of a statement is."""

    TEXT = "text"
    EXCERPT = "excerpt"
    PRESS = "press"
    DATA = "data"
    RECALLED = "recalled"
    COMPUTED = "computed"


class Dimension(StrEnum):
    """What a value may be limited to; the further up, the nearer to one case."""

    PROCEDURE = "procedure"
    DOCUMENT_TYPE = "document_type"
    REGISTER = "register"
    VERDICT = "verdict"
    AGENCY = "agency"
    SECTOR = "sector"
    LEVEL = "level"
    CHANNEL = "channel"
    COMPLEXITY = "complexity"
    APPLICANT = "applicant"
    CURRENCY = "currency"


Scope = Mapping[Dimension, str]
"""What is asked about: {Dimension.APPLICANT: "citizen"}; empty is the whole nation, everybody."""
_WEIGHT = {dimension: 1 << place for place, dimension in enumerate(reversed(Dimension))}


class DatedValue(Record):
    """One figure of a parameter: valid in a scope, between two days."""

    low: Exact = Field(ge=0)
    central: Exact = Field(ge=0)
    high: Exact = Field(ge=0)
    scope: dict[Dimension, str] = {}
    since: date | None = None
    """First day. None only where `undated` gives the reason."""
    until: date | None = None
    """Last day. None: still in force."""
    undated: Text | None = None
    """Why the figure holds on any day; else `since` is required."""
    grade: Grade
    mark: Mark
    source: Filled
    legal: Text | None = None
    """Căn cứ pháp lý, where a text prints the figure."""
    note: Text | None = None

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _single(cls, data: Any) -> Any:
        """`value = 5` is short for low, central and high of 5."""
        if isinstance(data, dict) and "value" in data:
            rest = {key: item for key, item in data.items() if key != "value"}
            if {"low", "central", "high"} & rest.keys():
                raise ValueError("give either value, or low, central and high")
            return rest | dict.fromkeys(("low", "central", "high"), data["value"])
        return data

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if not self.low <= self.central <= self.high:
            raise ValueError(f"low {self.low}, central {self.central}, high {self.high} are not in order")
        if (self.since is None) == (self.undated is None):
            raise ValueError("give the first day (since), or the reason why there is none (undated)")
        if self.since is not None and self.until is not None and self.until < self.since:
            raise ValueError(f"until {self.until} lies before since {self.since}")
        return self

    def on(self, day: date) -> bool:
        """Is it in force on the day?"""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def covers(self, scope: Scope) -> bool:
        """Does it speak of what is asked about?"""
        return all(scope.get(dimension) == wanted for dimension, wanted in self.scope.items())

    @property
    def nearness(self) -> int:
        """How near its scope is to one case; 0 is everything."""
        return sum(_WEIGHT[dimension] for dimension in self.scope)

    def clashes(self, other: "DatedValue") -> bool:
        """Do both speak of the same scope on the same day?"""
        if self.scope != other.scope:
            return False
        starts = max(self.since or date.min, other.since or date.min)
        return starts <= min(self.until or date.max, other.until or date.max)


@dataclass(frozen=True, eq=False)
class Used:
    """A value that a result rests on, and why it was this one; two lookups are equal where they are one."""

    name: str
    vi: str
    unit: str
    value: DatedValue
    because: str
    """In Vietnamese: which scope decided."""


class Parameter(Record):
    """A figure with all its values (tham số)."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_.]*$")
    vi: Filled
    en: Filled
    unit: Filled
    """VND/hour, minute, VND, hour, share …"""
    values: tuple[DatedValue, ...] = ()
    awaits: Text | None = None
    """Why none ships: each catalogue enters its own (số hồ sơ một năm, tỷ giá)."""

    @model_validator(mode="after")
    def _one_value_a_day(self) -> Self:
        if not self.values and self.awaits is None:
            raise ValueError(f"{self.name} needs at least 1 item of value")
        for values in self._by_scope.values():
            ordered = sorted(values, key=lambda v: v.since or date.min)
            for value, other in pairwise(ordered):
                if value.clashes(other):
                    raise ValueError(
                        f"{self.name}: two values for {_words(value.scope)} hold on one day; "
                        f"end the earlier with until, or remove one"
                    )
        return self

    @cached_property
    def _by_scope(self) -> dict[frozenset[tuple[Dimension, str]], list[DatedValue]]:
        found: dict[frozenset[tuple[Dimension, str]], list[DatedValue]] = {}
        for value in self.values:
            found.setdefault(frozenset(value.scope.items()), []).append(value)
        return found

    @cached_property
    def _shapes(self) -> frozenset[frozenset[Dimension]]:
        return frozenset(frozenset(value.scope) for value in self.values)

    def _meant(self, asked: Scope) -> list[DatedValue]:
        """The values that speak of what is asked about; a lookup by shape, for thousands of scopes."""
        keys = [frozenset((d, asked[d]) for d in shape) for shape in self._shapes if shape <= asked.keys()]
        return [value for key in keys for value in self._by_scope.get(key, ())]

    @cached_property
    def dimensions(self) -> frozenset[Dimension]:
        """The dimensions its values are limited by."""
        return frozenset(dimension for value in self.values for dimension in value.scope)

    def on(self, day: date, scope: Scope | None = None) -> Used:
        """The value in force on a day for a scope: the nearest scope that speaks of it.

        Raises:
            ParameterNotFound: none is in force; a figure is never carried over its last day.
        """
        asked = scope or {}
        meant = self._meant(asked)
        found = max((v for v in meant if v.on(day)), key=lambda v: v.nearness, default=None)
        if found is None:
            raise self._missing(day, asked, meant)
        return Used(self.name, self.vi, self.unit, found, self._because(found))

    @property
    def _table(self) -> str:
        return f'"{self.name}"' if "." in self.name else self.name

    def _because(self, found: DatedValue) -> str:
        if not found.scope:
            limited = ", ".join(sorted(self.dimensions))
            return f"giá trị chung; chưa có giá trị riêng theo {limited}" if limited else "giá trị chung"
        return f"phạm vi gần nhất: {_words(found.scope)}"

    def _missing(self, day: date, asked: Scope, meant: list[DatedValue]) -> ParameterNotFound:
        dates = "; ".join(f"{v.since or '…'} – {v.until or '…'}" for v in meant) or "không có"
        return ParameterNotFound(
            f"{self.name} ({self.vi}) không có giá trị ngày {day} cho {_words(asked)}; "
            f"các khoảng đã có: {dates}.",
            hint=f"Thêm một giá trị: [[{self._table}.value]] value = …, since = {day}, grade, mark, source",
            at=self.name,
        )


def _words(scope: Scope) -> str:
    return ", ".join(f"{dimension}={value}" for dimension, value in scope.items()) or "phạm vi chung"
