"""Working days (ngày làm việc) and periods between days.

Here: which day is a working day, counting forward and back, where a period ends.
Not here: which period applies to what (analysis/deadlines.py), reading a period out of a sentence
(importers/phrases/time_limits.py).

Counting starts the day after the event. A period that ends on a day off runs on to the next working day.
A year without a calendar is refused, never taken for one without holidays.

Source: Bộ luật Dân sự 2015, Điều 147, 148; Bộ luật Lao động 2019, Điều 111 khoản 3, Điều 112.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from catalogue.calendars import CalendarYear, DayOff, SwappedDay
from catalogue.errors import CatalogueError
from catalogue.parameters import Mark

DEFAULTS = Path(__file__).parent / "defaults" / "holidays.toml"
ONE = timedelta(days=1)
LONGEST = 4000
"""Steps before a count is given up as a mistake of ours."""


class NoCalendar(CatalogueError):
    """A year whose days off nobody entered: working days are not computed."""


class BadCalendar(CatalogueError):
    """A calendar that cannot be trusted; nothing of it is used."""


@dataclass(frozen=True)
class Calendar:
    """Years of days off and swapped days; weekly rest is Saturday and Sunday."""

    years: Mapping[int, CalendarYear]

    def __post_init__(self) -> None:
        off = {one.day for year in self.years.values() for one in year.days_off}
        swapped = [one for year in self.years.values() for one in year.swapped]
        object.__setattr__(self, "_off", frozenset(off | {one.off for one in swapped if one.off}))
        object.__setattr__(self, "_worked", frozenset(one.work for one in swapped))

    def is_working(self, day: date) -> bool:
        """Is it a working day?

        Raises:
            NoCalendar: the year is not known.
        """
        if day.year not in self.years:
            raise NoCalendar(
                f"Chưa có lịch nghỉ năm {day.year}: không tính được ngày làm việc quanh {day:%d/%m/%Y}.",
                hint=f"Nhập thông báo của năm: dongian calendar import {day.year} TỆP --who … --why …",
                at=str(day.year),
            )
        if day in self._worked:  # type: ignore[attr-defined]
            return True
        return day.weekday() < 5 and day not in self._off  # type: ignore[attr-defined]

    def estimated(self, *days: date) -> tuple[int, ...]:
        """The years from the first to the last of the days that no notice states (tạm tính)."""
        told = range(min(days).year, max(days).year + 1)
        return tuple(year for year in told if year in self.years and self.years[year].estimated)

    def after(self, day: date, number: int) -> date:
        """The day that lies so many working days after a day; of 0 the day itself."""
        return self._walk(day, number, ONE)

    def before(self, day: date, number: int) -> date:
        """The day that lies so many working days before a day; of 0 the day itself."""
        return self._walk(day, number, -ONE)

    def _walk(self, day: date, number: int, step: timedelta) -> date:
        if not 0 <= number <= LONGEST:
            raise ValueError(f"{number} working days")
        while number:
            day += step
            number -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after the first day up to and with the last; negative where last lies earlier."""
        if last < first:
            return -self.between(last, first)
        if (last - first).days > LONGEST:
            raise ValueError(f"{first} – {last} is longer than {LONGEST} days")
        return sum(self.is_working(first + ONE * n) for n in range(1, (last - first).days + 1))

    def running_on(self, day: date) -> date:
        """The end of a period that would end on a day: on a day off, the next working day."""
        while not self.is_working(day):
            day += ONE
        return day

    def with_years(self, years: Iterable[CalendarYear]) -> "Calendar":
        """The same with years that people entered, which stand before what ships."""
        return Calendar({**self.years, **{one.year: one for one in years}})


def read_years(text: str, *, name: str) -> tuple[CalendarYear, ...]:
    """The years of a notice file (TOML).

    Raises:
        BadCalendar: no TOML, or a day that cannot be.
    """
    try:
        told = tomllib.loads(text)
        return tuple(CalendarYear.model_validate(one) for one in told.get("year", ()))
    except (tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        raise BadCalendar(f"{name}: lịch không đọc được: {error}", at=name) from error


@cache
def calendar() -> Calendar:
    """The shipped years, and between the first and last estimated year those of the library, marked."""
    text = DEFAULTS.read_text(encoding="utf-8")
    told = tomllib.loads(text)
    known = {one.year: one for one in read_years(text, name=DEFAULTS.name)}
    for year in range(told["first_estimated"], told["last_estimated"] + 1):
        if year not in known:
            known[year] = estimate(year)
    return Calendar(known)


def estimate(year: int) -> CalendarYear:
    """A year as the library `holidays` computes it: lunar days by rule, swaps only as it knows them."""
    from holidays import country_holidays
    from holidays.version import __version__ as version

    found = country_holidays("VN", years=year, language="vi")
    off = tuple(DayOff(day=day, name=name) for day, name in sorted(found.items()) if day.year == year)
    worked = sorted(day for day in found.weekend_workdays if day.year == year)
    return CalendarYear(
        year=year,
        days_off=off,
        swapped=tuple(SwappedDay(work=day) for day in worked),
        source=f"tạm tính theo thư viện holidays {version}; chưa nhập thông báo của năm",
        mark=Mark.COMPUTED,
        estimated=True,
    )
