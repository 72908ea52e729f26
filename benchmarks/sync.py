"""Sync 6,000 procedures with a portal that misbehaves, the client killed at 50 points; prints JSON.

Every procedure must end right, none be changed twice, and N of N be verified. Records are those of a folder
of detail records under new codes (default: the real ones beside the repository, else made ones). Never fails
on time.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from catalogue.records import Procedure
from publishing.portals.shapes import shapes
from tests.publishing.sync.trial import ROOT, Trial, fill, made, report_of

REAL = ROOT.parent / "shared" / "data" / "portal-api" / "details"
ENDED = 40


def records_of(folder: Path, count: int) -> Iterator[Procedure]:
    """So many procedures: those of a folder again and again under new codes, else made ones."""
    found = list(_read(folder)) if folder.is_dir() else []
    for number in range(count):
        record = made(number)
        if found:
            told = found[number % len(found)]
            record = told.model_copy(
                update={"code": record.code, "name": f"{told.name} ({number})", "code_as_written": None}
            )
        yield record


def _read(folder: Path) -> Iterator[Procedure]:
    from importers.base import SourceFile
    from importers.run import read_file
    from importers.sources.portal_record import IMPORTER

    for path in sorted(folder.glob("*.json")):
        yield from read_file(SourceFile.open(path), IMPORTER).records


def show(trial: Trial, records: list[Procedure], *, wrong: bool) -> None:
    """Let the portal show procedures before we come; wrong ones have another time limit or name."""
    shape = shapes()[trial.shape]
    rows = []
    for number, record in enumerate(records):
        shown = record.model_copy(update={"name": f"{record.name} cũ", "channels": ()}) if wrong else record
        rows.append((record.code, shape.write(shown), f"{int(wrong)}{number:023d}"))
    with trial.shown as database:
        database.executemany("INSERT INTO shown VALUES (?,?,?)", rows)
    database.close()


def timed(trial: Trial, *words: str) -> tuple[dict[str, Any], float]:
    """The JSON of a command and its seconds."""
    began = time.perf_counter()
    told = trial.told(*words)
    return told, time.perf_counter() - began


def measure(
    folder: Path, *, count: int, kills: int, restarts: int, seed: int, records: Path, trouble: float
) -> dict[str, Any]:
    """One trial: plan, apply with kills and restarts, apply again, verify."""
    trial = Trial(folder, seed=seed, timeout=0.5)
    told = list(records_of(records, count + ENDED))
    own, ended = told[:count], told[count:]
    began = time.perf_counter()
    fill(trial.url, own, ended)
    filled = time.perf_counter() - began
    with trial.serving(trouble=0.0):
        half, few = count // 2, count // 60
        show(trial, own[:few], wrong=False)
        show(trial, own[few:half], wrong=True)
        show(trial, ended, wrong=False)
        planned, planning = timed(trial, "plan", "--out", "plan.json")
        todo = count - few + ENDED
        trial.kill_server()
        trial.start_server(trouble)
        points = sorted(random.Random(seed).sample(range(1, todo - 100), kills)) if kills else []
        stops = (
            {points[round((n + 1) * kills / (restarts + 1)) - 1] for n in range(restarts)} if kills else set()
        )
        began, killed = time.perf_counter(), 0
        for point in points:
            killed += trial.apply_until(point, seconds=600)
            if point in stops:
                trial.kill_server()
                trial.start_server(trouble)
        runs = 1
        while trial.run("apply", "plan.json").returncode != 0 and runs < 20:
            runs += 1
        applying = time.perf_counter() - began
        again, _ = timed(trial, "apply", "plan.json")
        verified, verifying = timed(trial, "verify")
        portal = report_of(trial)
    return {
        "procedures": count,
        "changes": todo,
        "plan_counts": planned["counts"],
        "client_killed": killed,
        "server_restarted": len(stops),
        "complete": again["complete"],
        "sent_again": again["sent"],
        "changed_twice": len(portal["twice"]),
        "effects": portal["effects"],
        "deliveries": portal["deliveries"],
        "faults": portal["faults"],
        "verified": f"{verified['right']} of {verified['wanted']}",
        "ok": verified["ok"],
        "seconds": {"fill": round(filled, 1), "plan": round(planning, 1), "apply": round(applying, 1),
                    "verify": round(verifying, 1)},
        "changes_per_second": round(todo / applying, 1),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--procedures", type=int, default=6000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--restarts", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trouble", type=float, default=1.0, help="times the usual share of faults; 0: none")
    parser.add_argument("--records", type=Path, default=REAL)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dongian-sync-") as folder:
        found = measure(
            Path(folder), count=told.procedures, kills=told.kills, restarts=told.restarts, seed=told.seed,
            records=told.records, trouble=told.trouble,
        )  # fmt: skip
    print(json.dumps({"job": "sync"} | found, ensure_ascii=False))


if __name__ == "__main__":
    main()
