"""Import 2,642 portal records into SQLite, then again; prints one JSON object. Never fails on time.

The records are those of a folder of detail records (default: the real ones beside the
repository, else the fixtures), repeated under new codes. Must: import ≤ 25 s and ≤ 500 MB,
again ≤ 5 s and nothing changed.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from catalogue.errors import CatalogueError
from catalogue.store.store import Store
from importers.run import RunReport, Silent, import_paths

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "data" / "portal-api" / "details"
FIXTURES = ROOT / "fixtures" / "portal-record" / "ho-tich-ket-hon"
FILES = 2_642
MOMENTS = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)


def main() -> None:
    """Make the files in a temporary folder, import them twice, print the figures."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--source", type=Path, default=REAL if REAL.is_dir() else FIXTURES)
    told.add_argument("--files", type=int, default=FILES)
    given = told.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "portal"
        size = make(given.source, folder, count=given.files)
        with Store.create(f"sqlite:///{made}/catalogue.db") as store:
            cpu = time.process_time()
            first, seconds = timed(store, folder, MOMENTS[0])
            cpu = time.process_time() - cpu
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # before the check below adds to it
            before = store.snapshot(date(2026, 11, 3)).id
            again, seconds_again = timed(store, folder, MOMENTS[1])
            same = store.snapshot(date(2026, 11, 3)).id == before
    figures = {
        "job": "import_portal",
        "files": len(first.files),
        "megabytes": round(size / 1e6, 1),
        "records": sum(file.records for file in first.files),
        "statuses": first.counts,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "seconds_again": round(seconds_again, 2),
        "statuses_again": again.counts,
        "unchanged": same,
        "peak_megabytes": round(peak / 1024),
        "must": {"seconds": 25, "seconds_again": 5, "peak_megabytes": 500},
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")


def make(source: Path, folder: Path, *, count: int) -> int:
    """Write `count` records under codes of their own; total bytes."""
    folder.mkdir()
    originals = [
        json.loads(path.read_text("utf-8"))
        for path in sorted(source.glob("*.json"))
        if "expected" not in path.name
    ]
    if not originals:
        raise CatalogueError(f"No records in {source}.", hint="Give a folder with --source.")
    size = 0
    for number in range(count):
        record = originals[number % len(originals)]
        code = f"1.{number:06d}"
        record["data"] |= {"code": code, "codeNotation": code}
        size += (folder / f"{code}.json").write_bytes(json.dumps(record, ensure_ascii=False).encode())
    return size


def timed(store: Store, folder: Path, now: datetime) -> tuple[RunReport, float]:
    """The report of one import and its seconds."""
    began = time.perf_counter()
    report = import_paths(store, [folder], progress=Silent(), now=now)
    return report, time.perf_counter() - began


if __name__ == "__main__":
    main()
