"""Documents, duplicates and once-only over many component rows; prints one JSON object.

    .venv/bin/python benchmarks/duplicates.py [ROWS]

The aim for 15,000 rows on two cores: at most 10 seconds in all and 1 GB. Never fails on time.
"""

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.documents.read import read_snapshot
from analysis.duplicates import find_duplicates
from analysis.graph import build_graph
from analysis.once_only import find_once_only
from benchmarks.make_data import snapshot_of

ROWS = 15_000
Made = TypeVar("Made")


def measure(rows: int) -> dict[str, object]:
    """Seconds of each step, counts of what was found, peak memory of the process in MB."""
    snapshot = snapshot_of(rows)
    seconds: dict[str, float] = {}
    worked = time.process_time()

    def timed(name: str, step: Callable[[], Made]) -> Made:
        start = time.perf_counter()
        made = step()
        seconds[name] = round(time.perf_counter() - start, 2)
        return made

    readings = timed("documents", lambda: read_snapshot(snapshot))
    duplicates = timed("duplicates", lambda: find_duplicates(snapshot, readings))
    once_only = timed("once_only", lambda: find_once_only(snapshot, readings))
    in_all, worked = round(sum(seconds.values()), 2), time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    graph = timed("graph", lambda: build_graph(snapshot, readings))
    return {
        "job": "duplicates",
        "rows": rows,
        "procedures": len(snapshot.procedures),
        "seconds": seconds,
        "seconds_in_all": in_all,
        "cpu_seconds": round(worked, 2),
        "aim_seconds": 10 if rows == ROWS else None,
        "peak_mb": round(memory),
        "findings": dict(sorted(Counter(f.kind for f in (*duplicates, *once_only)).items())),
        "verdicts": dict(sorted(Counter(f.verdict or "" for f in once_only).items())),
        "edges": graph.number_of_edges(),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS), ensure_ascii=False))
