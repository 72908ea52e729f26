"""The rules (quy tắc kiểm tra) and what a check sees: hits, and findings out of hits.

Here: rule texts of lookups/rules.toml, the shape of a hit, ranking. Not here: the checks themselves.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from analysis.asked import Readings, asking_agencies
from analysis.paper_keys import compiled
from analysis.parameters import Parameters
from analysis.working_days import Calendar
from catalogue import text as words
from catalogue.feedback import Feedback
from catalogue.findings import Evidence, Finding, FindingKind
from catalogue.issues import Severity
from catalogue.legal_acts import Acts
from catalogue.records import Coverage, Place, Procedure, Record

SHOWN = 300
"""Letters of a quote."""


class Rule(Record):
    """One rule (quy tắc): its words, severity, harm and legal source."""

    id: str
    family: str
    severity: Severity
    harm: int
    vi: str
    en: str
    legal: str
    issue: str | None = None
    """Issue code of the catalogue that it takes over."""
    fields: tuple[str, ...] = ()
    skip: str | None = None
    """Pattern of messages of the issue that are no fault."""
    suggestion: str | None = None


@dataclass(frozen=True)
class SourceIssue:
    """One doubt that the catalogue noted when sources were read, as checks need it."""

    code: str
    field: str | None
    message: str
    quote: str | None
    file: str
    place: Place


@dataclass(frozen=True)
class Context:
    """What checks are given besides the procedures."""

    day: date
    acts: Acts
    calendar: Calendar
    feedback: Mapping[str, tuple[Feedback, ...]] = field(default_factory=dict)
    issues: Mapping[str, tuple[SourceIssue, ...]] = field(default_factory=dict)
    readings: Readings = field(default_factory=dict)
    """Component rows, read (analysis/documents)."""
    figures: Parameters | None = None
    """Deadlines; None: as shipped."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The file that tells the content of a procedure, where the catalogue knows it; else its first source."""


@dataclass(frozen=True)
class Hit:
    """One fault that a rule saw in one procedure."""

    rule: str
    field: str
    """Bộ phận tạo thành, as the record names it."""
    quote: str
    why: str
    suggestion: str
    place: Place | None = None
    component: int | None = None
    mark: str = ""
    """What tells two hits of one rule and field apart."""
    legal: str | None = None
    severity: Severity | None = None
    file: str | None = None
    quotes: tuple[tuple[str, Place], ...] = ()
    """Further places."""


@cache
def lookup() -> Mapping[str, Any]:
    """lookups/rules.toml."""
    return tomllib.loads(files("analysis").joinpath("lookups/rules.toml").read_text("utf-8"))


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by id, the most harmful first."""
    told = [Rule(id=id_, **said) for id_, said in lookup()["rule"].items()]
    return {rule.id: rule for rule in sorted(told, key=lambda r: (-r.harm, r.id))}


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """A pattern of the lookup; several are alternatives. It runs over folded text."""
    told = lookup()[section][name]
    return compiled([told if isinstance(told, str) else "|".join(f"(?:{one})" for one in told)])[0]


def is_full(procedure: Procedure) -> bool:
    """Does a source tell the content? A row of a list has no parts by nature and is not accused."""
    return procedure.coverage is Coverage.FULL


def finding_of(hit: Hit, procedure: Procedure, context: Context, *, inputs: str) -> Finding:
    """The finding: stable id, evidence with place, suggested words."""
    rule = rules()[hit.rule]
    agencies = tuple(one.name for one in asking_agencies(procedure, context.day))
    file = hit.file or context.files.get(procedure.key) or procedure.source.file

    def evidence(quote: str, place: Place) -> Evidence:
        return Evidence(
            procedure=procedure.key,
            procedure_name=procedure.name,
            agency=agencies[0] if agencies else None,
            component=hit.component,
            quote=shortened(quote),
            file=file,
            place=place,
            role=hit.field,
        )

    first = evidence(hit.quote, hit.place or procedure.source.place)
    return Finding(
        kind=FindingKind.CHECK,
        subject="|".join((procedure.key, hit.rule, hit.field, words.fold(hit.mark))),
        title=f"{rule.vi}: {procedure.name}",
        legal_base=hit.legal or rule.legal,
        procedures=(procedure.key,),
        agencies=agencies,
        because=(hit.why,),
        evidence=(first, *(evidence(quote, place) for quote, place in hit.quotes)),
        weight=float(rule.harm),
        inputs=inputs,
        rule=hit.rule,
        severity=hit.severity or rule.severity,
        field=hit.field,
        suggestion=hit.suggestion,
    )


def ranked(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """By severity and harm, then by procedure: the order in which they should be mended."""
    order = {severity: rank for rank, severity in enumerate(Severity)}
    return tuple(
        sorted(found, key=lambda f: (order[f.severity or Severity.NOTE], -f.weight, f.procedures, f.subject))
    )


def shortened(text: str) -> str:
    """One line of at most SHOWN letters."""
    told = words.squash(text)
    return told if len(told) <= SHOWN else f"{told[: SHOWN - 1]}…"
