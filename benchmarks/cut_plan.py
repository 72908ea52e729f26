"""How long a cut plan takes: 6,000 procedures, 15,000 candidate measures, at most 10 s and a gap of 0.1 %.

Run: python benchmarks/cut_plan.py [--procedures N] [--measures N]. Prints one JSON object per job,
in processor seconds.
"""

import argparse
import json
import random
import time
from datetime import date
from typing import Any

from analysis.cost import cost_of_snapshot
from analysis.documents.reading import Form, Holder, Maker, Mention, Reading, RowKind
from analysis.parameters import defaults
from analysis.plan import reach
from analysis.plan_problem import Effort, Plan, PlanMetric
from analysis.planning import Ground, problem_of
from catalogue.measures import Act, Measure, Target
from catalogue.options import Option
from catalogue.records import Case, Channel, ChannelKind, Component, Coverage, Fee, FeeKind, Procedure, Source
from catalogue.snapshot import Snapshot

DAY = date(2026, 7, 1)
SOURCE = Source(file="made.json", sha256="0" * 64, importer="benchmark")
PAPERS = [f"giấy tờ {n}" for n in range(400)]


def made(procedures: int, measures: int, seed: int = 1) -> tuple[Ground, list[Measure]]:
    """A catalogue and candidates: a few acts hold many procedures, most hold few, as real ones do."""
    told = random.Random(seed)
    acts = [f"{n}/2025/NĐ-CP" for n in range(procedures // 8)]
    records, readings, found = [], {}, []
    for n in range(procedures):
        code = f"1.{n:06}"
        kinds = told.sample(PAPERS, told.randint(2, 9))
        rows = tuple(
            Component(text=kind, originals=told.randint(0, 1), copies=told.randint(0, 1)) for kind in kinds
        )
        fee = Fee(kind=FeeKind.CHARGE, amount=str(told.choice([0, 50_000, 200_000])), currency="VND")
        ways = (
            Channel(channel=ChannelKind.IN_PERSON, fees=(fee,)),
            Channel(channel=ChannelKind.ONLINE, fees=(fee,)),
        )
        case = Case(components=rows)
        records.append(
            Procedure(
                code=code,
                name=f"Thủ tục {n}",
                coverage=Coverage.FULL,
                cases=(case,),
                channels=ways,
                dossier_sets=1,
                source=SOURCE,
            )
        )
        readings[code] = tuple(_reading(kind, told) for kind in kinds)
    for n in range(measures):
        procedure = records[told.randrange(procedures)]
        at = told.randrange(len(procedure.components))
        option = told.choice(
            [Option.BO_GIAY_TO, Option.THAY_DU_LIEU, Option.THAY_DU_LIEU, Option.GIAM_BAN_SAO]
        )
        numbers = {acts[int(len(acts) * told.random() ** 2)] for _ in range(told.choice([1, 1, 1, 2]))}
        target = Target(procedure=procedure.key, component=at)
        owner = f"Bộ {int(procedure.key[2:]) % 14}"
        found.append(Measure(id=f"M{n:05}", option=option, targets=(target,), owner=owner,
                             acts=tuple(Act(number=number) for number in sorted(numbers))))  # fmt: skip
    snapshot = Snapshot.of(DAY, records)
    return Ground(snapshot, readings, defaults(), cost_of_snapshot(snapshot, readings, defaults()), {}), found


def _reading(kind: str, told: random.Random) -> Reading:
    form = told.choice([Form.UNSTATED, Form.UNSTATED, Form.COPY, Form.CERTIFIED_COPY])
    paper = Mention(name=kind, head="giấy", act=None, object=None, form=form, maker=Maker.STATE,
                    holder=Holder.NONE, type=kind, known=False)  # fmt: skip
    return Reading(kind, RowKind.DOCUMENT, (paper,))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--procedures", type=int, default=6000)
    parser.add_argument("--measures", type=int, default=15_000)
    given = parser.parse_args()
    ground, measures = made(given.procedures, given.measures)
    begun = time.process_time()
    problem = problem_of(ground, measures)
    building = time.process_time() - begun
    for metric, share, effort in (
        (PlanMetric.ROWS, 20, Effort.ACTS),
        (PlanMetric.COST, 5, Effort.ACTS),
        (PlanMetric.ROWS, 20, Effort.MEASURES),
    ):
        begun = time.process_time()
        found = reach(problem, {metric: problem.totals[metric] * share // 100}, effort=effort)
        told: dict[str, Any] = {
            "job": "cut-plan",
            "procedures": given.procedures,
            "measures": len(problem.candidates),
            "metric": metric,
            "percent": share,
            "effort_in": effort,
            "cpu_seconds_building": round(building, 2),
            "cpu_seconds_solving": round(time.process_time() - begun, 2),
        }
        if isinstance(found, Plan):
            told |= {"effort": found.effort, "bound": found.bound, "gap": round(found.gap, 6)}
        else:
            told |= {"most": dict(found.most), "wanted": dict(found.wanted)}
        print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
