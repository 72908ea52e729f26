"""One year of public days off (ngày nghỉ lễ, Tết) and swapped working days, as a notice states it.

Here: the record. Not here: counting days (analysis/working_days.py), the shipped years
(analysis/defaults/holidays.toml).
"""

import datetime as dt
from typing import Self

from pydantic import Field, model_validator

from catalogue.parameters import Mark
from catalogue.records import Filled, Record, Text


class DayOff(Record):
    """Ngày nghỉ lễ, Tết, ngày nghỉ bù: nobody works."""

    day: dt.date
    name: Filled


class SwappedDay(Record):
    """Ngày làm việc hoán đổi: a working day that is off, made up for on a day of rest."""

    off: dt.date | None = None
    """Ngày được nghỉ; None: the source tells only the day made up."""
    work: dt.date
    """Ngày làm bù; it may lie in another year than the day off."""
    source: Text | None = None
    mark: Mark | None = None


class CalendarYear(Record):
    """Lịch nghỉ lễ, Tết của một năm."""

    year: int = Field(ge=2000, le=2200)
    days_off: tuple[DayOff, ...] = Field(min_length=1)
    swapped: tuple[SwappedDay, ...] = ()
    source: Filled
    """Thông báo, công văn; of what no notice states, where it was taken from."""
    mark: Mark
    estimated: bool = False
    """Tạm tính: no notice of the year is known; results that touch it say so."""

    @model_validator(mode="after")
    def _of_its_year(self) -> Self:
        strange = [one.day for one in self.days_off if one.day.year != self.year]
        strange += [day for one in self.swapped if (day := one.off or one.work).year != self.year]
        if strange:
            raise ValueError(f"ngày {strange[0]:%d/%m/%Y} không thuộc năm {self.year}")
        twice = {one.work for one in self.swapped} & {one.day for one in self.days_off}
        if twice:
            raise ValueError(f"ngày {min(twice):%d/%m/%Y} vừa nghỉ vừa làm bù")
        return self
