"""Baseline (mốc so sánh): the units of a programme with their values on its base day, frozen.

Here: the record and its hash. Not here: computing the values (analysis/baseline.py), comparing.
"""

import json
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from pydantic import Field, model_validator

from catalogue.parameters import Exact
from catalogue.records import Filled, Record, Text, TimeUnit


class Unit(Record):
    """One unit of a baseline: a procedure with its values before (giá trị trước)."""

    key: Filled
    name: Text
    agency: Text | None = None
    sector: Text | None = None
    levels: tuple[str, ...] = ()
    internal: bool = False
    business: bool = False
    rows: int = Field(ge=0)
    """Component rows that ask for a paper."""
    conditions: bool | None = None
    c1: Exact | None = None
    """đồng a case; None: it states no component."""
    cases: Exact | None = None
    """Cases a year; None: not known."""
    time: Exact | None = None
    time_unit: TimeUnit | None = None

    @property
    def year(self) -> Any:
        """C a year, đồng; None where the volume or C1 is not known."""
        return None if self.c1 is None or self.cases is None else self.c1 * self.cases


class Baseline(Record):
    """A frozen base: its units cannot change without changing its hash."""

    name: Filled
    programme: Text | None = None
    scope: Text = "all"
    """all, business, internal: which procedures are units."""
    agency: Text | None = None
    """Only procedures whose issuing agency carries this name."""
    day: date
    """Ngày mốc: the law as in force on this day."""
    known: datetime
    """As the catalogue knew it at this moment; figures likewise."""
    snapshot: Filled
    """Id of the snapshot."""
    units: tuple[Unit, ...]
    hash: str = ""

    @model_validator(mode="before")
    @classmethod
    def _sorted(cls, data: Any) -> Any:
        if isinstance(data, dict) and "units" in data:
            units = [u if isinstance(u, Unit) else Unit.model_validate(u) for u in data["units"]]
            return data | {"units": tuple(sorted(units, key=lambda u: u.key))}
        return data

    def computed_hash(self) -> str:
        """SHA-256 over everything but the name and the hash itself."""
        told = self.model_dump(mode="json", exclude={"hash", "name"})
        canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()

    def frozen(self) -> "Baseline":
        """The same with its hash."""
        return self.model_copy(update={"hash": self.computed_hash()})

    @property
    def intact(self) -> bool:
        """Is it what was frozen?"""
        return self.hash == self.computed_hash()
