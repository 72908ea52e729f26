"""Rows of the annex of a simplification plan: what is cut, why, by which text, and what it saves.

Here: cuts of a report to sentences. Not here: the document (measures_annex.py), choosing measures.
What nobody knows is said: the article to amend, the cases a year.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from analysis.acts import acts_to_amend
from analysis.cost import ProcedureCost
from analysis.cuts import CutReport, CutResult
from analysis.documents.types import Register, registry
from analysis.found_cuts import Cut
from analysis.handing import Gap
from analysis.scm import Range, rate
from catalogue.findings import Verdict
from catalogue.measures import MeasureState
from catalogue.options import Option
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot
from publishing.money import number, percent
from publishing.names import capital

LONGEST = 240
"""Letters of a paper's name in a sentence."""
_DATES = re.compile(r"\s*\(hiệu lực từ [^)]*\)")
_BULLET = re.compile(r"^[\s\-+*•–]+|[\s;.,:]+$")


@dataclass(frozen=True)
class AnnexRow:
    """One procedure of the annex; the lists hold one sentence for each cut."""

    key: str
    name: str
    sector: str | None
    content: tuple[str, ...]
    reasons: tuple[str, ...]
    acts: tuple[str, ...]
    benefit: tuple[str, ...]
    measures: int
    before: Fraction | None
    """C1 before, đồng; None: the catalogue has no components, so no cost."""
    after: Fraction | None
    publishable: bool
    """No figure behind the amounts is a placeholder."""


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The words of the annex by group."""
    path = Path(__file__).parent.parent / "lookups" / "annex.toml"
    told: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return told


def rows_of(report: CutReport, snapshot: Snapshot, *, keys: Iterable[str] | None = None) -> list[AnnexRow]:
    """A row for each procedure with cuts, by sector and name; only `keys` where given."""
    wanted = None if keys is None else set(keys)
    found = [
        _row(result, snapshot.by_key[result.before.key], snapshot.day)
        for result in report.results
        if result.cuts and (wanted is None or result.before.key in wanted)
    ]
    return sorted(found, key=lambda row: (row.sector is None, row.sector or "", row.name, row.key))


def _row(result: CutResult, procedure: Procedure, day: date) -> AnnexRow:
    cuts = result.cuts
    return AnnexRow(
        key=procedure.key,
        name=capital(procedure.name),
        sector=procedure.sector,
        content=tuple(dict.fromkeys(_content(cut, procedure) for cut in cuts)),
        reasons=tuple(_reasons(cuts)),
        acts=tuple(_acts(cuts, procedure, day)),
        benefit=(
            *benefit_of(result.before.c1, result.after.c1, result.benefit, _years(result)),
            *gaps_of(result.before),
        ),
        measures=len(cuts),
        before=result.before.c1.central,
        after=result.after.c1.central,
        publishable=result.before.grade.publishable,
    )


def _content(cut: Cut, procedure: Procedure) -> str:
    told = words()["content"]
    at = cut.paper[0]
    written = procedure.components[at].text if at < len(procedure.components) else cut.paper[1]
    register = _register(cut)
    fails = "_FAILS" if cut.verdict is Verdict.ASK_IF_LOOKUP_FAILS else ""
    return told[f"{cut.option}{fails if cut.option is Option.THAY_DU_LIEU else ''}"].format(
        paper=short(written), register=told["outcome"] if register is None else register.name
    )


def short(text: str) -> str:
    """The words of a paper without bullets, cut where they would fill the page."""
    told = _BULLET.sub("", _BULLET.sub("", text))
    return told if len(told) <= LONGEST else told[: LONGEST - 1].rstrip() + "…"


def _register(cut: Cut) -> Register | None:
    return None if cut.register is None else registry().registers.get(cut.register)


def _reasons(cuts: Iterable[Cut]) -> Iterable[str]:
    """Each reason once, with all the texts it rests on."""
    told, bases = words()["reason"], dict[str, list[str]]()
    for cut in cuts:
        why = bases.setdefault(_reason(cut), [])
        if cut.legal_base is not None and cut.legal_base not in why:
            why.append(cut.legal_base)
    for reason, texts in bases.items():
        yield f"{reason} {told['base'].format(base='; '.join(texts))}" if texts else reason


def _reason(cut: Cut) -> str:
    told, register = words()["reason"], _register(cut)
    if cut.option is Option.BO_GIAY_TO:
        return told["twice"]
    if cut.option is Option.GIAM_BAN_SAO:
        return told["copies"]
    if register is None:
        return told["outcome"]
    return told["register"].format(register=register.name, body=register.body)


def _acts(cuts: Iterable[Cut], procedure: Procedure, day: date) -> Iterable[str]:
    """What to amend, once for each act: what a text in force allows already, then what is proposed."""
    bases: dict[tuple[MeasureState, date | None, str], list[str]] = {}
    for cut in cuts:
        state = cut.state(day)
        dated = cut.since if state is MeasureState.APPROVED else cut.until
        found = bases.setdefault((state, dated, _amended(procedure, cut.option)), [])
        if cut.legal_base is not None and cut.legal_base not in found:
            found.append(cut.legal_base)
    for (state, dated, act), texts in bases.items():
        yield _recommended(state, dated, act, "; ".join(map(_undated, texts)))


def _recommended(state: MeasureState, dated: date | None, act: str, base: str) -> str:
    told = words()["act"]
    shown = "" if dated is None else f"{dated:%d/%m/%Y}"
    if state is MeasureState.IN_FORCE:
        until = told["until"].format(day=shown) if shown else ""
        return told["in_force"].format(base=base, until=until, act=act)
    if state is MeasureState.APPROVED:
        return told["not_yet"].format(base=base, day=shown, act=act)
    return told["proposed"].format(act=act)


def _undated(base: str) -> str:
    """The article without its dates, which the sentence says once."""
    return _DATES.sub("", base)


def _amended(procedure: Procedure, option: Option) -> str:
    """The acts to amend, with their articles where the record names them."""
    told = []
    for act in acts_to_amend(procedure, option):
        if act.number is None:
            told.append(words()["act"]["unknown"])
            continue
        name = f"{act.number} ({act.name})" if act.name and act.name != act.number else act.number
        articles = ", ".join(act.articles)
        told.append(words()["act"]["articles"].format(articles=articles, number=name) if articles else name)
    return "; ".join(told)


def _years(result: CutResult) -> tuple[Range | None, Range | None]:
    return result.before.year, result.after.year


def benefit_of(
    before: Range, after: Range, benefit: Range, years: tuple[Range | None, Range | None]
) -> Iterable[str]:
    """The amounts of a procedure in sentences; a year only where its cases are known."""
    told = words()["benefit"]
    yield told["c1"].format(
        before=number(before.central),
        after=number(after.central),
        benefit=number(benefit.central),
        rate=percent(rate(before.central, after.central)),
    )
    yield told["range"].format(low=number(benefit.low), high=number(benefit.high))
    if years[0] is None or years[1] is None:
        yield told["no_year"]
    else:
        yield told["year"].format(before=number(years[0].central), after=number(years[1].central))


def gaps_of(cost: ProcedureCost) -> Iterable[str]:
    """What is missing in a cost, in a sentence; nothing where nothing is."""
    if cost.lower_bound:
        missing = [gap.vi for gap in cost.gaps if gap is not Gap.FEE_OF_CHANNEL]
        yield words()["benefit"]["lower_bound"].format(gaps="; ".join(missing))
