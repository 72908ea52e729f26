"""The effect of the cuts that were found, on the cost of each procedure and of all together.

Here: cuts to what is left of each paper, before and after, one by one and in total.
Not here: findings to cuts (found_cuts.py), cost itself (cost.py), choosing a plan of cuts.

All cuts of a procedure act on one model of it, paper by paper, so a paper that two of them
cut is cut once, in whatever order they come.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from analysis.cost import ProcedureCost, cost_of_procedure
from analysis.documents.reading import Reading
from analysis.found_cuts import Cut, cuts_of, order_of
from analysis.parameters import Parameters
from analysis.preparing import Effect, Effects, Paper, range_of
from analysis.scm import ZERO, Range, rate, spread, total
from analysis.volumes import Volume, volumes_on
from catalogue.findings import Finding
from catalogue.measures import MeasureState
from catalogue.options import Option
from catalogue.parameters import Dimension, Used
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot

Readings = Mapping[str, tuple[Reading, ...]]


@dataclass(frozen=True)
class CutResult:
    """Before and after for one procedure; `in_law` is what a text in force already gives."""

    before: ProcedureCost
    after: ProcedureCost
    benefit: Range
    in_law: Range
    """The part of the benefit that needs no new text."""
    cuts: tuple[Cut, ...]
    used: tuple[Used, ...]

    @property
    def rate(self) -> Fraction | None:
        """Central benefit / central before; None over nothing."""
        return rate(self.before.c1.central, self.after.c1.central)


@dataclass(frozen=True)
class CutReport:
    """The effect of all cuts together, unweighted by cases a year, which are not known."""

    results: tuple[CutResult, ...]
    """Every costed procedure, by key, cut or not."""
    skipped: tuple[str, ...]
    """Keys of procedures without components: no cost, so no effect."""

    @property
    def before(self) -> Range:
        """Σ C1 before."""
        return total(result.before.c1 for result in self.results)

    @property
    def benefit(self) -> Range:
        """Σ benefit."""
        return total(result.benefit for result in self.results)

    @property
    def in_law(self) -> Range:
        """Σ benefit of what is in force."""
        return total(result.in_law for result in self.results)

    @property
    def after(self) -> Range:
        """Σ C1 after."""
        return total(result.after.c1 for result in self.results)

    @property
    def rate(self) -> Fraction | None:
        """Σ benefit / Σ before; never the mean of rates."""
        return rate(self.before.central, self.before.central - self.benefit.central)

    @property
    def rate_in_law(self) -> Fraction | None:
        """The same for what is in force."""
        return rate(self.before.central, self.before.central - self.in_law.central)


def effects_of(
    cuts: Iterable[Cut],
    parameters: Parameters,
    day: date,
    *,
    scope: Mapping[Dimension, str] | None = None,
) -> tuple[dict[Paper, Effect], tuple[Used, ...]]:
    """What the cuts of one procedure leave of each paper, and the figures used."""
    left: dict[Paper, Effect] = {}
    used: dict[int, Used] = {}
    for cut in cuts:
        if cut.option is Option.THAY_DU_LIEU:
            share = parameters.on("share.lookup_fails", day, _scope(cut, scope or {}))
            used[id(share.value)] = share
            effect = Effect(kept=range_of(share))
        else:
            effect = _LEFT[cut.option]
        left[cut.paper] = _less(left.get(cut.paper), effect)
    return left, tuple(sorted(used.values(), key=lambda u: (u.name, u.value.nearness, u.because)))


_LEFT = {Option.BO_GIAY_TO: Effect(kept=ZERO), Option.GIAM_BAN_SAO: Effect(copies_kept=ZERO)}


def _scope(cut: Cut, scope: Mapping[Dimension, str]) -> dict[Dimension, str]:
    told = {
        Dimension.PROCEDURE: cut.procedure,
        Dimension.DOCUMENT_TYPE: cut.paper[1],
        Dimension.REGISTER: cut.register,
        Dimension.VERDICT: cut.verdict,
    }
    return {**scope, **{dimension: str(value) for dimension, value in told.items() if value}}


def _less(one: Effect | None, other: Effect) -> Effect:
    """Two cuts of one paper leave the lesser of both; they are not added."""
    if one is None:
        return other
    return Effect(_least(one.kept, other.kept), _least(one.copies_kept, other.copies_kept))


def _least(one: Range, other: Range) -> Range:
    return Range(min(one.low, other.low), min(one.central, other.central), min(one.high, other.high))


def _flipped(effects: Effects) -> Effects:
    """For the range of a benefit: least is saved where most is left."""
    return {paper: Effect(e.kept.flipped, e.copies_kept.flipped) for paper, e in effects.items()}


def cut_procedure(
    procedure: Procedure,
    readings: tuple[Reading, ...],
    cuts: Iterable[Cut],
    parameters: Parameters,
    *,
    day: date,
    volume: Volume | None = None,
) -> CutResult | None:
    """Before and after of one procedure with all its cuts; None where it has no cost.

    A cut that is reverted on the day does nothing. A look-up that the text itself promises
    is in the cost before, so a cut that repeats it saves nothing.
    """
    before = cost_of_procedure(procedure, readings, parameters, day=day, volume=volume)
    if before is None:
        return None
    own = [cut for cut in cuts if cut.procedure == procedure.key and _acts(cut, readings, day)]
    if not own:
        return CutResult(before, before, ZERO, ZERO, (), ())
    scope = {Dimension.AGENCY: procedure.issuing_agency, Dimension.SECTOR: procedure.sector}
    known = {dimension: value for dimension, value in scope.items() if value is not None}

    def with_(chosen: list[Cut]) -> tuple[ProcedureCost, Range, tuple[Used, ...]]:
        effects, used = effects_of(chosen, parameters, day, scope=known)
        after = replace(_cost(procedure, readings, parameters, day, effects), volume=volume)
        least = _cost(procedure, readings, parameters, day, _flipped(effects))
        return after, _saved(before, least), used

    after, saved, used = with_(own)
    in_force = [cut for cut in own if cut.state(day) is MeasureState.IN_FORCE]
    lawful = ZERO if not in_force else saved if len(in_force) == len(own) else with_(in_force)[1]
    return CutResult(before, after, saved, lawful, tuple(sorted(own, key=order_of)), used)


def _cost(
    procedure: Procedure, readings: tuple[Reading, ...], parameters: Parameters, day: date, effects: Effects
) -> ProcedureCost:
    cost = cost_of_procedure(procedure, readings, parameters, day=day, effects=effects)
    if cost is None:
        raise ValueError(f"{procedure.key} has no component; ask cost_of_procedure first")
    return cost


def _acts(cut: Cut, readings: tuple[Reading, ...], day: date) -> bool:
    at = cut.paper[0]
    if cut.state(day) is MeasureState.REVERTED or at >= len(readings):
        return False
    return not (cut.option is Option.THAY_DU_LIEU and readings[at].promised)


def _saved(before: ProcedureCost, after: ProcedureCost) -> Range:
    """What cuts of papers save: case by case, from the least to the most."""
    found = spread([b.cost - a.cost for b, a in zip(before.cases, after.cases, strict=True)])
    return Range(min(found.low, found.central), found.central, max(found.high, found.central))


def effect_of_cuts(
    snapshot: Snapshot, readings: Readings, findings: Iterable[Finding], parameters: Parameters
) -> CutReport:
    """Before, after and benefit of the found cuts for every procedure of a snapshot.

    Source: Thông tư 02/2017/TT-VPCP, Điều 27 khoản 1: three results by one method.
    """
    by_procedure: dict[str, list[Cut]] = {}
    for cut in cuts_of(findings):
        by_procedure.setdefault(cut.procedure, []).append(cut)
    results, skipped = [], []
    volumes = volumes_on(parameters, snapshot.day)
    for procedure in snapshot.procedures:
        key = procedure.key
        own = by_procedure.get(key, [])
        result = cut_procedure(
            procedure, readings.get(key, ()), own, parameters, day=snapshot.day, volume=volumes.get(key)
        )
        if result is None:
            skipped.append(key)
        else:
            results.append(result)
    return CutReport(tuple(results), tuple(skipped))
