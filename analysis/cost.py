"""Compliance cost of a procedure (chi phí tuân thủ): C1, the cost of one case for one subject.

Here: the lines of form 03/SCM from a record and its readings, C1 with its range, grades, gaps
and the figures used. Not here: the arithmetic (scm.py), papers (preparing.py), channels and fees
(handing.py), cuts (cuts.py).

A procedure with several cases (trường hợp) or channels: the cheapest is the low bound, the dearest
the high bound, the mean the central value; a channel whose fee alone is not known is left out.
Waiting and opportunity cost are never in đồng.
Source: Thông tư 02/2017/TT-VPCP, Điều 27.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from analysis.documents.reading import Reading
from analysis.handing import Gap, Handed, hand_in
from analysis.parameters import Parameters
from analysis.preparing import (
    Effects,
    Prepared,
    Setting,
    hours_of,
    join_alternatives,
    most,
    prepare,
    range_of,
)
from analysis.scm import Activity, Range, Row, spread, total
from analysis.volumes import Volume, volumes_on
from analysis.work import Scenario, group_of, scenarios
from catalogue.parameters import Dimension, Grade, Scope, Used
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot

NO_EFFECTS: Effects = {}


@dataclass(frozen=True)
class CaseCost:
    """Preparing the dossier of one case."""

    name: str | None
    activities: tuple[Activity, ...]
    rows: tuple[tuple[int, ...], ...]
    """Component rows behind each activity; empty for the trip to certify."""
    cost: Range


@dataclass(frozen=True)
class ProcedureCost:
    """C1 of a procedure and everything it rests on."""

    key: str
    name: str
    day: date
    cases: tuple[CaseCost, ...]
    channels: tuple[Handed, ...]
    c1: Range
    """đồng for one case: cheapest, mean and dearest of cases and channels."""
    gaps: tuple[Gap, ...]
    used: tuple[Used, ...]
    volume: Volume | None = None
    """Cases a year, where they are known."""

    @property
    def lower_bound(self) -> bool:
        """Something that costs money is not known, and is missing in C1."""
        return any(gap is not Gap.FEE_OF_CHANNEL for gap in self.gaps)

    @cached_property
    def ways(self) -> tuple[Handed, ...]:
        """The channels that C1 is made of."""
        return tuple(way for way in self.channels if way.counted)

    @cached_property
    def dossier(self) -> Range:
        """Preparing the dossier: cheapest, mean and dearest of the cases."""
        return spread([case.cost for case in self.cases])

    @cached_property
    def handing(self) -> Range:
        """Handing in, fees and collecting: cheapest, weighted mean and dearest of the channels.

        With `dossier` it adds up to `c1`, bound by bound.
        """
        return spread([way.cost for way in self.ways], [way.weight for way in self.ways])

    @cached_property
    def grades(self) -> Mapping[Grade, int]:
        """How many figures of each grade it rests on, best first."""
        counted = Counter(used.value.grade for used in self.used)
        return {grade: counted[grade] for grade in Grade if counted[grade]}

    @property
    def grade(self) -> Grade:
        """The worst grade among its figures."""
        return max(self.grades, key=lambda grade: grade.rank)

    @property
    def year(self) -> Range | None:
        """C a year, đồng; None where the number of cases is not known, never a guess."""
        return None if self.volume is None else self.c1 * self.volume.cases

    @cached_property
    def by_row(self) -> Mapping[Row, Fraction]:
        """Central C1 by row of form 03/SCM; the rows add up to `c1.central`."""
        of_cases = sum((case.cost.central for case in self.cases), Fraction(0)) / len(self.cases)
        told = {Row.CHUAN_BI: of_cases}
        whole = sum((way.weight for way in self.ways), Fraction(0))
        for way in self.ways:
            for activity in way.activities:
                share = activity.cost.central * way.weight / whole
                told[activity.row] = told.get(activity.row, Fraction(0)) + share
        return told

    @property
    def activities(self) -> tuple[Activity, ...]:
        """All lines of all cases and channels."""
        of_cases = [activity for case in self.cases for activity in case.activities]
        return (*of_cases, *(activity for way in self.channels for activity in way.activities))


def cost_of_procedure(
    procedure: Procedure,
    readings: tuple[Reading, ...],
    parameters: Parameters,
    *,
    day: date,
    effects: Effects = NO_EFFECTS,
    volume: Volume | None = None,
) -> ProcedureCost | None:
    """C1 of a procedure on a day, with `effects` of cuts; None where it states no component.

    `readings` is one per component row, in the order of `Procedure.components`.

    Raises:
        ParameterNotFound: a figure has no value on the day.
        ValueError: the readings are not those of this record.

    Source: Thông tư 02/2017/TT-VPCP, Điều 27 khoản 1, 3.
    """
    if not procedure.components:
        return None
    if len(readings) != len(procedure.components):
        told = f"{len(readings)} readings for {len(procedure.components)} components"
        raise ValueError(f"{procedure.key}: {told}; read the same record that is costed")
    setting, gaps = setting_of(procedure, parameters, day), set[Gap]()
    dossiers = dossiers_of(procedure, readings, setting)
    if not procedure.dossier_sets and any(line.copied for _, lines in dossiers for line in lines):
        gaps.add(Gap.SETS)
    cases = tuple(case_of(case.name, lines, effects, setting) for case, lines in dossiers)
    ways = hand_in(procedure, setting)
    used = [setting.income, *(u for _, lines in dossiers for line in lines for u in line.used)]
    if any(not rows for case in cases for rows in case.rows):
        used.append(setting.on("time.certify"))
    counted = [way for way in ways if way.counted]
    return ProcedureCost(
        key=procedure.key,
        name=procedure.name,
        day=day,
        cases=cases,
        channels=ways,
        c1=spread([c.cost for c in cases]) + spread([w.cost for w in counted], [w.weight for w in counted]),
        gaps=tuple(sorted(gaps | {gap for way in ways for gap in way.gaps})),
        used=_once([*used, *(u for way in ways for u in way.used)]),
        volume=volume,
    )


def cost_of_snapshot(
    snapshot: Snapshot, readings: Mapping[str, tuple[Reading, ...]], parameters: Parameters
) -> dict[str, ProcedureCost]:
    """C1 of every procedure that states components, by key, at the figures of the snapshot's day."""
    found = {}
    volumes = volumes_on(parameters, snapshot.day)
    for procedure in snapshot.procedures:
        key = procedure.key
        cost = cost_of_procedure(
            procedure, readings.get(key, ()), parameters, day=snapshot.day, volume=volumes.get(key)
        )
        if cost is not None:
            found[procedure.key] = cost
    return found


def sum_of(costs: Iterable[ProcedureCost]) -> Range:
    """Σ C1: one case of each procedure, not weighted by how many cases there are a year."""
    return total(cost.c1 for cost in costs)


def setting_of(procedure: Procedure, parameters: Parameters, day: date) -> Setting:
    """What every line of a procedure shares: figures, day and scope."""
    told: dict[Dimension, str | None] = {
        Dimension.PROCEDURE: procedure.code,
        Dimension.AGENCY: procedure.issuing_agency,
        Dimension.SECTOR: procedure.sector,
        Dimension.LEVEL: str(procedure.levels[0]) if len(procedure.levels) == 1 else None,
        Dimension.APPLICANT: group_of(procedure),
    }
    scope: Scope = {dimension: value for dimension, value in told.items() if value is not None}
    income = parameters.on("hourly_income", day, scope)
    return Setting(parameters, day, scope, income, procedure.dossier_sets or 1)


def dossiers_of(
    procedure: Procedure, readings: tuple[Reading, ...], setting: Setting
) -> list[tuple[Scenario, list[Prepared]]]:
    """The cases with their lines; a case that asks for no paper is a remark among those that do."""
    found = [(case, _lines(case, readings, setting)) for case in scenarios(procedure)]
    return [(case, lines) for case, lines in found if lines] or found[:1]


def _lines(case: Scenario, readings: tuple[Reading, ...], setting: Setting) -> list[Prepared]:
    lines = (prepare(at, component, readings[at], handing, setting) for at, component, handing in case.rows)
    return join_alternatives([line for line in lines if line is not None])


def case_of(name: str | None, lines: list[Prepared], effects: Effects, setting: Setting) -> CaseCost:
    """What preparing one dossier costs with the effects of cuts."""
    income = range_of(setting.income)
    activities = [line.activity(income, effects) for line in lines]
    rows = [line.rows for line in lines]
    certified = most([line.certified(effects) for line in lines])
    if certified.high > 0:
        hours = hours_of(setting.on("time.certify"))
        trip = Activity(Row.CHUAN_BI, "Đi chứng thực bản sao", hours, income, share=certified)
        activities, rows = [*activities, trip], [*rows, ()]
    return CaseCost(name, tuple(activities), tuple(rows), total(a.cost for a in activities))


def _once(used: Iterable[Used]) -> tuple[Used, ...]:
    seen: dict[tuple[str, int], Used] = {}
    for one in used:
        seen.setdefault((one.name, id(one.value)), one)
    return tuple(sorted(seen.values(), key=lambda u: (u.name, u.value.nearness)))
