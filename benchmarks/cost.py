"""Cost, cuts and targets of 1,600 procedures; prints one JSON object. Never fails on time.

The records are detail records of the national portal (default: the real ones beside the
repository, else the fixtures), repeated under new codes. Must: C1 of all of them in 3 s.
"""

import argparse
import json
import sys
import time
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from analysis.cost import cost_of_snapshot
from analysis.cuts import effect_of_cuts
from analysis.documents.read import read_snapshot
from analysis.duplicates import find_duplicates
from analysis.once_only import find_once_only
from analysis.parameters import defaults
from analysis.targets import report_targets
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot
from importers.base import SourceFile
from importers.sources.portal_record import IMPORTER

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "data" / "portal-api" / "details"
FIXTURES = ROOT / "fixtures" / "portal-record"
PROCEDURES = 1_600
DAY = date(2026, 7, 20)


def main() -> None:
    """Read the records, then time each step on its own."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--source", type=Path, default=REAL if REAL.is_dir() else FIXTURES)
    told.add_argument("--procedures", type=int, default=PROCEDURES)
    given = told.parse_args()
    snapshot = make(given.source, count=given.procedures)
    readings = read_snapshot(snapshot)
    begun = time.perf_counter()
    costs = cost_of_snapshot(snapshot, readings, defaults())
    costed = time.perf_counter()
    findings = (*find_duplicates(snapshot, readings), *find_once_only(snapshot, readings))
    found = time.perf_counter()
    cuts = effect_of_cuts(snapshot, readings, findings, defaults())
    cut = time.perf_counter()
    report_targets(snapshot, readings, cuts)
    central = sorted(cost.c1.central for cost in costs.values())
    figures = {
        "job": "cost",
        "procedures": len(snapshot.procedures),
        "rows": sum(map(len, readings.values())),
        "costed": len(costs),
        "lower_bounds": sum(cost.lower_bound for cost in costs.values()),
        "median_c1_dong": round(central[len(central) // 2]) if central else None,
        "findings": len(findings),
        "procedures_cut": sum(bool(result.cuts) for result in cuts.results),
        "seconds": round(costed - begun, 2),
        "seconds_cuts": round(cut - found, 2),
        "seconds_targets": round(time.perf_counter() - cut, 2),
        "must": {"seconds": 3},
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")


def make(source: Path, *, count: int) -> Snapshot:
    """A snapshot of `count` procedures: the records of a folder, again and again under codes of their own."""
    known = [record for path in sorted(source.rglob("*.json")) for record in records(path)]
    several = islice(cycle(known), count)
    return Snapshot.of(DAY, [p.model_copy(update={"code": f"9.{n:06}"}) for n, p in enumerate(several)])


def records(path: Path) -> list[Procedure]:
    """The records of one file; none of a file that is no portal record."""
    file = SourceFile.open(path)
    return list(IMPORTER.extract(file, IssueLog())) if IMPORTER.recognise(file) else []


if __name__ == "__main__":
    main()
