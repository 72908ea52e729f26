"""Documents, duplicates and once-only over more and more rows, by partitions; prints one JSON object.

    .venv/bin/python benchmarks/scale.py [ROWS …] [--processes N] [--fresh] [--cluster tcp://…]

Without ROWS: 15,000, 100,000, 400,000 and 1,000,000, each in a process of its own, and the growth exponent
of the time from the smallest to the largest (1.0: in proportion). `--fresh`: every procedure is invented;
without it what is beyond the size of the national list are the provinces' own publications of its procedures.
The aim for 1,000,000 rows on two cores: at most 180 seconds and 8 GB. Never fails on time.
"""

import json
import math
import os
import resource
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.executors import executor_of
from analysis.partitions import find
from benchmarks.make_data import snapshot_of

SIZES = (15_000, 100_000, 400_000, 1_000_000)


class Memory(threading.Thread):
    """Most memory of this process and its children, pages that they share counted once, in MB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.5):
            self.most = max(self.most, self.now())

    def now(self) -> float:
        """Proportional set size of the family, by /proc; 0 where there is none."""
        total = 0
        children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
        try:
            family = [str(os.getpid()), *children.read_text().split()]
        except OSError:
            return 0.0
        for process in family:
            try:
                told = Path(f"/proc/{process}/smaps_rollup").read_text()
            except OSError:
                continue
            total += sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
        return total / 1024


def measure(rows: int, *, processes: int, fresh: bool, cluster: str | None) -> dict[str, Any]:
    """Seconds, processor seconds, memory, and the hash of what was found, for one size."""
    snapshot = snapshot_of(rows, fresh=fresh)
    memory = Memory()
    memory.start()
    start, worked = time.perf_counter(), os.times()
    found = find(snapshot, executor=executor_of(processes, cluster))
    seconds, ended = time.perf_counter() - start, os.times()
    memory.over.set()
    memory.join()
    told = sha256()
    for duplicate in found.duplicates:
        told.update(duplicate.model_dump_json().encode())
    for packed in found.packed:
        told.update(packed.encode())
    return {
        "rows": rows,
        "procedures": len(snapshot.procedures),
        "wordings": len({row.text for p in snapshot.procedures for row in p.components}),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(sum(ended[:4]) - sum(worked[:4]), 1),
        "peak_mb": round(max(memory.most, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)),
        "duplicates": dict(sorted(Counter(one.kind for one in found.duplicates).items())),
        "once_only": len(found.packed),
        "found": told.hexdigest()[:16],
    }


def main() -> None:
    """One size here; several each in a process of its own, so that memory is that of one size."""
    parser = ArgumentParser()
    parser.add_argument("rows", nargs="*", type=int, default=SIZES)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--cluster")
    said = parser.parse_args()
    options: dict[str, Any] = {"processes": said.processes, "fresh": said.fresh, "cluster": said.cluster}
    if len(said.rows) == 1:
        print(json.dumps(measure(said.rows[0], **options)))
        return
    runs = []
    for rows in said.rows:
        command = [sys.executable, __file__, str(rows), "--processes", str(said.processes)]
        command += ["--fresh"] if said.fresh else []
        command += ["--cluster", said.cluster] if said.cluster else []
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout))
        print(json.dumps(runs[-1]), file=sys.stderr)
    first, last = runs[0], runs[-1]
    growth = {
        name: round(math.log(last[name] / first[name]) / math.log(last["rows"] / first["rows"]), 3)
        for name in ("seconds", "cpu_seconds")
    }
    print(json.dumps({"job": "scale", **options, "runs": runs, "growth_exponent": growth}))


if __name__ == "__main__":
    main()
