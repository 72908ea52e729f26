"""Measures (phương án cắt giảm): cuts of papers, the text they rest on, their state on a day.

Here: findings to measures. Not here: what a measure saves (cuts.py), choosing among measures.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from analysis.preparing import Paper
from catalogue.findings import Finding, FindingKind, Verdict


class Option(StrEnum):
    """Options for simplification (phương án đơn giản hóa) that change what a paper costs."""

    BO_GIAY_TO = "BO_GIAY_TO"
    """cắt giảm thành phần hồ sơ"""
    THAY_DU_LIEU = "THAY_DU_LIEU"
    """thay giấy tờ bằng khai thác cơ sở dữ liệu"""
    GIAM_BAN_SAO = "GIAM_BAN_SAO"
    """bỏ chứng thực, giảm bản sao"""


class State(StrEnum):
    """State of a measure on a day. Only what is in force counts as achieved."""

    PROPOSED = "proposed"
    """đề xuất: no text in force says so yet"""
    NOT_YET = "not_yet"
    """chưa có hiệu lực"""
    IN_FORCE = "in_force"
    """có hiệu lực"""
    REVERTED = "reverted"
    """hết hiệu lực: a temporary rule ended, the saving is taken back"""


@dataclass(frozen=True)
class Measure:
    """One cut of one paper of one procedure, and the text it rests on."""

    option: Option
    procedure: str
    paper: Paper
    legal_base: str | None = None
    """None: no text says so, it is proposed."""
    since: date | None = None
    until: date | None = None
    finding: str | None = None
    """Id of the finding behind it."""
    register: str | None = None
    verdict: Verdict | None = None

    def state(self, day: date) -> State:
        """State on a day."""
        if self.legal_base is None:
            return State.PROPOSED
        if self.since is not None and day < self.since:
            return State.NOT_YET
        return State.REVERTED if self.until is not None and day > self.until else State.IN_FORCE


@cache
def instruments() -> Mapping[str, Mapping[str, Any]]:
    """Texts that allow a look-up instead of a paper, with their first and last day."""
    return tomllib.loads(
        (Path(__file__).parent / "defaults" / "instruments.toml").read_text(encoding="utf-8")
    )


BY_LAW = frozenset({Verdict.LOOK_UP, Verdict.UNLAWFUL_TO_ASK})
"""Verdicts that rest on a text alone; ask_if_lookup_fails waits for the holder to publish its data."""
BY_LOOKUP = BY_LAW | {Verdict.ASK_IF_LOOKUP_FAILS}


def measures_of(findings: Iterable[Finding]) -> tuple[Measure, ...]:
    """The measures that findings call for, sorted.

    A paper that several procedures ask for is no measure by itself: each may need it.
    """
    found = {measure for finding in findings for measure in _measures(finding)}
    return tuple(sorted(found, key=order_of))


def _measures(finding: Finding) -> Iterable[Measure]:
    asking = [e for e in finding.evidence if e.role == "asks" and e.component is not None]
    if finding.kind is FindingKind.ONCE_ONLY and finding.verdict in BY_LOOKUP:
        base = finding.legal_base if finding.verdict in BY_LAW else None
        option, cut = Option.THAY_DU_LIEU, asking
    elif finding.kind is FindingKind.REPEATED:
        base, option = None, Option.BO_GIAY_TO
        cut = sorted(asking, key=lambda e: e.component or 0)[1:]
    else:
        return
    since, until = _dates(base)
    for evidence in cut:
        yield Measure(
            option=option,
            procedure=evidence.procedure,
            paper=(evidence.component or 0, finding.document_type or ""),
            legal_base=base,
            since=since,
            until=until,
            finding=finding.id,
            register=finding.register,
            verdict=finding.verdict,
        )


def _dates(base: str | None) -> tuple[date | None, date | None]:
    told = [dates for number, dates in instruments().items() if base is not None and number in base]
    first = min((t["since"] for t in told), default=None)
    last = None if any("until" not in t for t in told) else max((t["until"] for t in told), default=None)
    return first, last


def order_of(measure: Measure) -> tuple[str, Paper, Option, str, str, str]:
    """Sort key: procedure, row, option, and what tells two measures of one paper apart."""
    why = (measure.finding or "", measure.verdict or "", measure.legal_base or "")
    return measure.procedure, measure.paper, measure.option, *why
