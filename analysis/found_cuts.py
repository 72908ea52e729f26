"""Cuts that findings call for: one paper of one procedure, the text it rests on, its state on a day.

Here: findings to cuts, light and many. Not here: the measure (phương án) that people keep, plan and report
(catalogue/measures.py; suggesting.py makes one of a cut), what a cut saves (cuts.py).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from analysis.preparing import Paper
from catalogue.findings import Finding, FindingKind, Verdict
from catalogue.measures import MeasureState
from catalogue.options import Option

PaperOption = Literal[Option.BO_GIAY_TO, Option.THAY_DU_LIEU, Option.GIAM_BAN_SAO]
"""Options that change what a paper costs: dropped, looked up in a database, handed in without copies."""


@dataclass(frozen=True)
class Cut:
    """One cut of one paper of one procedure, and the text it rests on."""

    option: PaperOption
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

    def state(self, day: date) -> MeasureState:
        """State on a day; a text that is decided and not yet in force has approved it."""
        if self.legal_base is None:
            return MeasureState.PROPOSED
        if self.since is not None and day < self.since:
            return MeasureState.APPROVED
        ended = self.until is not None and day > self.until
        return MeasureState.REVERTED if ended else MeasureState.IN_FORCE


@cache
def instruments() -> Mapping[str, Mapping[str, Any]]:
    """Texts that allow a look-up instead of a paper, with their first and last day."""
    return tomllib.loads(
        (Path(__file__).parent / "defaults" / "instruments.toml").read_text(encoding="utf-8")
    )


BY_LAW = frozenset({Verdict.LOOK_UP, Verdict.UNLAWFUL_TO_ASK})
"""Verdicts that rest on a text alone; ask_if_lookup_fails waits for the holder to publish its data."""
BY_LOOKUP = BY_LAW | {Verdict.ASK_IF_LOOKUP_FAILS}


def cuts_of(findings: Iterable[Finding]) -> tuple[Cut, ...]:
    """The cuts that findings call for, sorted.

    A paper that several procedures ask for is no cut by itself: each may need it.
    """
    found = {cut for finding in findings for cut in _cuts(finding)}
    return tuple(sorted(found, key=order_of))


def _cuts(finding: Finding) -> Iterable[Cut]:
    asking = [e for e in finding.evidence if e.role == "asks" and e.component is not None]
    option: PaperOption
    if finding.kind is FindingKind.ONCE_ONLY and finding.verdict in BY_LOOKUP:
        base = finding.legal_base if finding.verdict in BY_LAW else None
        option, rows = Option.THAY_DU_LIEU, asking
    elif finding.kind is FindingKind.REPEATED:
        base, option = None, Option.BO_GIAY_TO
        rows = sorted(asking, key=lambda e: e.component or 0)[1:]
    else:
        return
    since, until = _dates(base)
    for evidence in rows:
        yield Cut(
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


def order_of(cut: Cut) -> tuple[str, Paper, Option, str, str, str]:
    """Sort key: procedure, row, option, and what tells two cuts of one paper apart."""
    why = (cut.finding or "", cut.verdict or "", cut.legal_base or "")
    return cut.procedure, cut.paper, cut.option, *why
