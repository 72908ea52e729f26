"""Scenario (kịch bản): a snapshot after measures, with records, difference, rows and cost.

Here: every measure of a procedure acts on one model of it, so their order does not matter and
overlapping cuts count once. Not here: what one option leaves (leaving.py, joining.py).

Source: Thông tư 02/2017/TT-VPCP, Điều 27 khoản 1: before, after and benefit by one method.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from analysis.cost import ProcedureCost, cost_of_procedure
from analysis.documents.reading import Reading, RowKind
from analysis.handing import Handed, hand_in, move
from analysis.joining import JOINS, join
from analysis.leaving import Left, least, left_of
from analysis.parameters import Parameters
from analysis.preparing import Setting, hours_of, most, range_of
from analysis.rewriting import costed_record, record_after
from analysis.scm import ZERO, Activity, Range, Row, rate, spread, total
from analysis.subject import Subject
from analysis.volumes import Volume, volumes_on
from catalogue.diff import FieldChange, diff
from catalogue.measures import Measure, MeasureState
from catalogue.parameters import Used
from catalogue.records import ChannelKind, Procedure
from catalogue.snapshot import Snapshot

Readings = Mapping[str, tuple[Reading, ...]]
MINUTE = Range.of(Fraction(1, 60))


@dataclass(frozen=True)
class Changed:
    """One procedure before and after; `before` None: it states no component, so it has no cost."""

    procedure: Procedure
    after_record: Procedure | None
    """None: abolished, or merged into another."""
    merged_into: str | None
    before: ProcedureCost | None
    c1_after: Range
    times_kept: Fraction
    """Share of the cases a year that is left."""
    rows: int
    """Component rows that ask for a paper."""
    rows_cut: int
    """Rows of which no paper need be handed in any more, or only where a look-up fails."""
    measures: tuple[Measure, ...]
    unclaimed: tuple[str, ...]
    used: tuple[Used, ...]
    abolished: bool = False

    @property
    def key(self) -> str:
        """Key of the procedure."""
        return self.procedure.key

    @cached_property
    def changes(self) -> tuple[FieldChange, ...]:
        """What the record says differently; empty where it is gone."""
        return () if self.after_record is None else diff(self.procedure, self.after_record)

    @cached_property
    def benefit(self) -> Range:
        """đồng a case; negative where there is a new burden."""
        return ZERO if self.before is None else saved(self.before.c1, self.c1_after)

    @property
    def year_before(self) -> Range | None:
        """đồng a year; None where the volume is not known."""
        return None if self.before is None else self.before.year

    @property
    def year_after(self) -> Range | None:
        """đồng a year after the measures."""
        if self.before is None or self.before.volume is None:
            return None
        return self.c1_after * self.before.volume.cases * Range.of(self.times_kept)


def saved(before: Range, after: Range) -> Range:
    """Benefit, bound by bound, in order."""
    found = (before.low - after.low, before.central - after.central, before.high - after.high)
    return Range(min(found), found[1], max(found))


@dataclass(frozen=True)
class Scenario:
    """A snapshot before and after measures."""

    before: Snapshot
    results: tuple[Changed, ...]
    """Every procedure, by key, changed or not."""
    measures: tuple[Measure, ...]

    @cached_property
    def after(self) -> Snapshot:
        """The records that are left."""
        return Snapshot.of(
            self.before.day, [r.after_record for r in self.results if r.after_record is not None]
        )

    @cached_property
    def by_key(self) -> Mapping[str, Changed]:
        """Results by key."""
        return {result.key: result for result in self.results}

    @cached_property
    def cost_before(self) -> Range:
        """Σ C1 before."""
        return total(r.before.c1 for r in self.results if r.before is not None)

    @cached_property
    def cost_after(self) -> Range:
        """Σ C1 after."""
        return total(r.c1_after for r in self.results if r.before is not None)

    @property
    def benefit(self) -> Fraction:
        """Σ benefit, central, đồng a case of each procedure."""
        return self.cost_before.central - self.cost_after.central

    @property
    def rate(self) -> Fraction | None:
        """Σ benefit / Σ before; never the mean of rates."""
        return rate(self.cost_before.central, self.cost_after.central)

    @property
    def year(self) -> tuple[Range, Range] | None:
        """Σ C a year before and after, over procedures whose volume is known; None: none is."""
        known = [(r.year_before, r.year_after) for r in self.results]
        pairs = [(b, a) for b, a in known if b is not None and a is not None]
        return (total(b for b, _ in pairs), total(a for _, a in pairs)) if pairs else None

    @property
    def rows(self) -> int:
        """Component rows before."""
        return sum(r.rows for r in self.results)

    @property
    def rows_cut(self) -> int:
        """Component rows cut."""
        return sum(r.rows_cut for r in self.results)

    @property
    def changed(self) -> tuple[Changed, ...]:
        """Procedures that a measure acts on."""
        return tuple(r for r in self.results if r.measures)


def apply(
    snapshot: Snapshot,
    readings: Readings,
    measures: Iterable[Measure],
    parameters: Parameters,
    *,
    which: Callable[[MeasureState], bool] = lambda state: state is not MeasureState.REVERTED,
    volumes: Mapping[str, Volume] | None = None,
    costs: Mapping[str, ProcedureCost | None] | None = None,
) -> Scenario:
    """The scenario of the measures whose state on the snapshot's day passes `which`.

    `costs` are costs before that are known already, by key.
    """
    chosen = {m.key: m for m in measures if which(m.state(snapshot.day))}
    acting = [chosen[key] for key in sorted(chosen)]
    by_key: dict[str, list[Measure]] = defaultdict(list)
    for measure in acting:
        for key in measure.procedures:
            by_key[key].append(measure)
    subjects = {
        key: Subject(snapshot.by_key[key], readings.get(key, ()), parameters, snapshot.day)
        for key in by_key
        if key in snapshot.by_key
    }
    lefts = {key: left_of(subject, by_key[key]) for key, subject in subjects.items()}
    join([m for m in acting if m.option in JOINS], subjects, lefts)
    known = volumes_on(parameters, snapshot.day) if volumes is None else volumes
    results = []
    for procedure in snapshot.procedures:
        key = procedure.key
        subject = subjects.get(key) or Subject(procedure, readings.get(key, ()), parameters, snapshot.day)
        before = (costs or {}).get(key)
        if before is None:
            before = cost_of_procedure(
                procedure, subject.readings, parameters, day=snapshot.day, volume=known.get(key)
            )
        results.append(_changed(subject, lefts.get(key), by_key.get(key, []), before))
    return Scenario(snapshot, tuple(results), tuple(acting))


def _changed(
    subject: Subject, left: Left | None, measures: list[Measure], before: ProcedureCost | None
) -> Changed:
    rows = sum(read.kind is RowKind.DOCUMENT for read in subject.readings)
    procedure = subject.procedure
    if left is None:
        c1 = ZERO if before is None else before.c1
        return Changed(procedure, procedure, None, before, c1, Fraction(1), rows, 0, (), (), ())
    after = ZERO if before is None else cost_left(subject, left, before)
    return Changed(
        procedure=procedure,
        after_record=record_after(subject, left),
        merged_into=left.merged_into,
        before=before,
        c1_after=after,
        times_kept=left.times,
        rows=rows,
        rows_cut=rows if left.abolished else _rows_cut(subject, left),
        measures=tuple(measures),
        unclaimed=tuple(sorted(left.unclaimed)),
        used=tuple(sorted(left.used.values(), key=lambda u: (u.name, u.because))),
        abolished=left.abolished,
    )


def _rows_cut(subject: Subject, left: Left) -> int:
    asked = [at for at, read in enumerate(subject.readings) if read.kind is RowKind.DOCUMENT]
    return sum(set(subject.papers_of(at)) <= left.gone for at in asked)


def cost_left(subject: Subject, left: Left, before: ProcedureCost) -> Range:
    """C1 of what is left of a procedure, đồng.

    A fee, a trip or a dossier is never dearer after a cut than before it; an inspection that takes
    the place of an earlier check is added.
    """
    if left.abolished:
        return ZERO
    record = costed_record(subject.procedure, left)
    other = subject if record is subject.procedure else replace(subject, procedure=record)
    setting = other.setting
    moved = before.ways if other is subject else _moved(other, before)
    cases = [
        least(case.cost, _prepared(other, at, left))
        if other is not subject or _touched(other, at, left)
        else case.cost
        for at, case in enumerate(before.cases)
    ]
    if _only_papers(left):
        return spread(cases) + (before.c1 - spread([case.cost for case in before.cases]))
    confirm = hours_of(setting.on("time.check")) * range_of(setting.income)
    if left.confirm is not None:
        cases = [least(case, confirm) for case in cases]
    if left.confirm == "all":
        return least(spread(cases), confirm)
    return spread(cases) + _ways(before.ways, moved, left, setting) + _inspection(left, setting)


def _only_papers(left: Left) -> bool:
    """Handing in, fees and collecting stay as they were."""
    papers = Left(effects=left.effects, gone=left.gone, dropped=left.dropped, used=left.used)
    others = ("unclaimed", "times", "time_limit", "conditions", "renamed", "name", "merged_into", "agency")
    return replace(left, **{name: getattr(papers, name) for name in others}) == papers


def _touched(subject: Subject, at: int, left: Left) -> bool:
    return any(not papers.isdisjoint(left.effects) for _, papers, _, _ in subject.lines[at])


def _prepared(subject: Subject, at: int, left: Left) -> Range:
    """Preparing the dossier of one case; lines without a cut cost what they did."""
    income = range_of(subject.setting.income)
    cost, trips = ZERO, []
    for line, papers, uncut, certified in subject.lines[at]:
        cut = not papers.isdisjoint(left.effects)
        cost = cost + (line.activity(income, left.effects).cost if cut else uncut)
        trips.append(line.certified(left.effects) if cut else certified)
    share = most(trips)
    if share.high == 0:
        return cost
    return cost + hours_of(subject.setting.on("time.certify")) * income * share


def _moved(subject: Subject, before: ProcedureCost) -> tuple[Handed, ...]:
    """The same channels at another level: only trips differ."""
    kinds = {way.channel: way for way in hand_in(subject.procedure, subject.setting)}
    return tuple(kinds[way.channel] for way in before.ways)


def _ways(before: tuple[Handed, ...], after: tuple[Handed, ...], left: Left, setting: Setting) -> Range:
    costs = [_way(b, a, left) for b, a in zip(before, after, strict=True)]
    weights = [way.weight for way in before]
    kinds = [way.channel for way in before]
    if left.online is None or left.online == 0:
        return spread(costs, weights)
    if ChannelKind.ONLINE not in kinds:
        fee = spread([_fee(way, left) for way in before], weights)
        costs.append(_online(left, setting) + fee)
        weights.append(Fraction(0))
        kinds.append(ChannelKind.ONLINE)
    rest = sum(
        (w for w, kind in zip(weights, kinds, strict=True) if kind is not ChannelKind.ONLINE), Fraction(0)
    )
    if rest == 0:
        return spread(costs, weights)
    share = max(left.online, 1 - rest / sum(weights))
    shares = [
        share if kind is ChannelKind.ONLINE else (1 - share) * weight / rest
        for weight, kind in zip(weights, kinds, strict=True)
    ]
    used = [(cost, weight) for cost, weight in zip(costs, shares, strict=True) if weight > 0]
    return spread([cost for cost, _ in used], [weight for _, weight in used])


def _online(left: Left, setting: Setting) -> Range:
    submit, _ = move(Row.NOP, ChannelKind.ONLINE, setting)
    collect, _ = move(Row.NHAN_KQ, ChannelKind.ONLINE, setting)
    return submit.cost * Range.of(left.submit) + collect.cost * Range.of(left.collect)


def _way(before: Handed, after: Handed, left: Left) -> Range:
    moved = ZERO
    for was, now in zip(before.activities, after.activities, strict=True):
        if was.row is not Row.PHI:
            kept = left.submit if was.row is Row.NOP else left.collect
            moved = moved + least(was.cost, now.cost) * Range.of(kept)
    return moved + _fee(before, left)


def _fee(way: Handed, left: Left) -> Range:
    paid = total(activity.cost for activity in way.activities if activity.row is Row.PHI)
    paid = paid * Range.of(left.fees_kept)
    for limit in (left.fees, left.fees_of.get(way.channel)):
        if limit is not None:
            paid = least(paid, Range.of(limit))
    return paid


def _inspection(left: Left, setting: Setting) -> Range:
    if left.inspection is None:
        return ZERO
    share, minutes = left.inspection
    hours = Range.of(minutes) * MINUTE
    name = "Phục vụ hậu kiểm"
    return Activity(Row.KIEM_TRA, name, hours, range_of(setting.income), share=Range.of(share)).cost
