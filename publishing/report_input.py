"""What a report is given, and its words in one language.

Here: the shapes. Not here: filling them (the command line), tables, drawing, the page (report.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from analysis.baseline import Standing
from analysis.cuts import CutReport
from analysis.targets import TargetReport
from catalogue.findings import Finding


@dataclass(frozen=True)
class FileLine:
    """One imported file: what the run did with it."""

    name: str
    source: str
    """Title of the kind of publication; "" where it was not recognised."""
    status: str
    """done, partial, refused, unchanged"""
    records: int
    issues: int
    note: str = ""
    """Why it was refused."""


@dataclass(frozen=True)
class IssueLine:
    """One issue code with how often it was found."""

    severity: str
    """error, warning, note"""
    code: str
    vi: str
    do: str
    """What to do, in Vietnamese."""
    count: int
    example: str = ""


@dataclass(frozen=True)
class BaseLine:
    """Progress of one frozen base (mốc đã chốt) on the day of the report."""

    name: str
    programme: str | None
    day: date
    hash: str
    standing: Standing


@dataclass(frozen=True)
class CurvePoint:
    """One plan of the trade-off curve: least effort for what it reaches."""

    effort: int
    """Number of acts to amend."""
    reached: int
    """Component rows."""
    share: Fraction
    """Of all component rows that ask for a paper."""
    proven: bool
    """No plan of less effort reaches it."""


@dataclass(frozen=True)
class ReportInput:
    """Everything the report shows; a part that was not computed is None or empty, and says so."""

    day: date
    snapshot: str
    """Id of the snapshot."""
    procedures: int
    rows: int
    """Component rows of all kinds."""
    made: datetime | None = None
    files: tuple[FileLine, ...] = ()
    issues: tuple[IssueLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    cuts: CutReport | None = None
    targets: TargetReport | None = None
    bases: tuple[BaseLine, ...] = ()
    curve: tuple[CurvePoint, ...] = ()
    limits: tuple[str, ...] = ()
    """What the reader must know that the figures do not show."""
    lang: str = "vi"


class Words:
    """The words of the report in one language; an unknown key is an error, not an empty cell."""

    def __init__(self, told: Mapping[str, Any], lang: str) -> None:
        self._told, self._lang = told, lang

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key; `a.b` is an entry of a group."""
        found: Any = self._told
        for part in key.split("."):
            found = found[part]
        return str(found[self._lang]).format(**values)

    def known(self, group: str, entry: str) -> str:
        """The words of an entry of an open group (units, values of a scope); else the entry itself."""
        found = self._told[group].get(entry)
        return entry if found is None else str(found[self._lang])

    def all(self, group: str) -> list[str]:
        """The words of every entry of a group, in their order."""
        return [str(entry[self._lang]) for entry in self._told[group].values()]
