"""Every export of a whole catalogue: seconds, bytes, memory; and what comes back when it is read.

The catalogue is made of `../shared/data` (lists, records, decisions) where it is there, else of the
fixtures. Each format runs in a process of its own, so that its memory is its own.

python -m benchmarks.exports [--only FORMAT] [--database FILE]
"""

import argparse
import json
import multiprocessing
import resource
import shutil
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from catalogue.diff import diff
from catalogue.issues import IssueLog
from catalogue.records import Procedure, content_hash
from catalogue.snapshot import Snapshot
from catalogue.store.changes import Feed, replay
from catalogue.store.store import Store
from catalogue.template import kinds
from importers.base import SourceFile, procedures_of
from importers.registry import importer_for
from importers.run import Silent, import_paths, read_file
from publishing.exports.atom import write_atom
from publishing.exports.cpsv import missing_parts, write_cpsv
from publishing.exports.exchange import write_exchange
from publishing.exports.fields import explains, kept, plain_path
from publishing.exports.jsonl import write_jsonl
from publishing.exports.parquet import read_parquet, write_parquet
from publishing.exports.portal_list import write_list
from publishing.exports.stamp import Stamp
from publishing.exports.tables import write_tables
from publishing.forms.decision_docx import write_decision
from publishing.site.build import Given, write_site
from publishing.templates import write_template

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
FOLDERS = (
    "portal-api",
    "portal-crawl",
    "portal-list",
    "decisions-kit",
    "decisions",
    "ngsp",
    "provincial-html",
)
DAY, NOW = date(2026, 11, 1), datetime(2026, 11, 1, tzinfo=UTC)
Writer = Callable[[Path, Sequence[Procedure], Stamp], Any]


def write_workbook(target: Path, told: Sequence[Procedure], stamp: Stamp) -> int:
    """The workbook of all parts."""
    return write_template(target, kinds()["procedures"], told, about=stamp.sentence())


WRITERS: dict[str, tuple[str, Writer]] = {
    "list": ("a.xlsx", write_list),
    "xlsx": ("b.xlsx", write_workbook),
    "jsonl": ("c.jsonl", write_jsonl),
    "csv": ("d.zip", write_tables),
    "parquet": ("e.parquet", write_parquet),
    "exchange": ("f.json", write_exchange),
    "docx": ("g.docx", write_decision),
    "cpsv": ("rdf", write_cpsv),
}


def fill(path: Path) -> None:
    """Import everything that there is."""
    sources = [SHARED / name for name in FOLDERS if (SHARED / name).is_dir()] or [ROOT / "fixtures"]
    with Store.create(f"sqlite:///{path}") as store:
        import_paths(store, sources, progress=Silent(), now=NOW)


def opened(path: Path) -> tuple[Snapshot, Stamp]:
    """The snapshot of the day and its stamp."""
    with Store.open(f"sqlite:///{path}") as store:
        snapshot = store.snapshot(DAY)
    return snapshot, Stamp.of(snapshot, known=NOW, version="0")


def weight(target: Path) -> int:
    """Bytes of a file or folder."""
    files = [target] if target.is_file() else [path for path in target.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files)


def memory() -> int:
    """Most megabytes of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def export(name: str, database: Path, folder: Path) -> dict[str, Any]:
    """Write one format."""
    snapshot, stamp = opened(database)
    base = memory()
    file, write = WRITERS[name]
    began = time.perf_counter()
    write(folder / file, snapshot.procedures, stamp)
    seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 2), "bytes": weight(folder / file), "mb": memory(), "mb_before": base}


def export_site(database: Path, folder: Path) -> dict[str, Any]:
    """Write the site and the feed."""
    with Store.open(f"sqlite:///{database}") as store:
        snapshot = store.snapshot(DAY)
        entries, decisions = list(Feed(store.engine).since()), store.decisions()
    given = Given(snapshot.procedures, entries, decisions, Stamp.of(snapshot, known=NOW, version="0"))
    began = time.perf_counter()
    built = write_site(folder / "web", given)
    told = {"seconds": round(time.perf_counter() - began, 2), "bytes": weight(folder / "web"), "mb": memory(),
            "pages": built.pages}  # fmt: skip
    began = time.perf_counter()
    count = write_atom(folder / "feed.xml", entries, given.stamp)
    return told | {"atom": {"seconds": round(time.perf_counter() - began, 2), "entries": count}}


def changes(database: Path) -> dict[str, Any]:
    """Follow the whole feed and replay it."""
    with Store.open(f"sqlite:///{database}") as store:
        began = time.perf_counter()
        entries = list(Feed(store.engine).since(whole=True))
        seconds = time.perf_counter() - began
        same = replay(entries, DAY).id == store.snapshot(DAY).id
    return {"entries": len(entries), "seconds": round(seconds, 2), "replayed_is_the_snapshot": same}


def back(name: str, database: Path, folder: Path) -> dict[str, Any]:
    """Read one format back, record by record, and into both an empty and the same catalogue."""
    warnings.simplefilter("ignore", DeprecationWarning)
    snapshot, _ = opened(database)
    target = folder / WRITERS[name][0]
    files = [target] if target.is_file() else sorted(target.glob("*.ttl"))
    if name == "parquet":
        return compared(name, snapshot.procedures, read_parquet(target))
    told: list[Procedure] = []
    began = time.perf_counter()
    for path in files:
        file = SourceFile.open(path)
        told += procedures_of(importer_for(file).extract(file, IssueLog()))
    seconds = time.perf_counter() - began
    result = compared(name, snapshot.procedures, told) | {"read_seconds": round(seconds, 2)}
    if name in ("jsonl", "csv", "xlsx", "list"):
        result |= imported(target, database, folder, snapshot)
    if name == "cpsv":
        result["missing"] = dict(Counter(m for one in snapshot.procedures for m in missing_parts(one)))
    return result


def compared(name: str, before: Sequence[Procedure], after: Iterable[Procedure]) -> dict[str, Any]:
    """How many came back, and whether anything differs that the table of the format does not list."""
    found = {one.key: one for one in after}
    same = carried = missing = 0
    unlisted: Counter[str] = Counter()
    for one in before:
        other = found.get(one.key)
        if other is None:
            missing += 1
            continue
        same += content_hash(one) == content_hash(other)
        paths = {plain_path(change.path) for change in diff(one, other) if not explains(name, change.path)}
        if kept(name, one) != kept(name, other):
            paths.add("(rows)")
        unlisted.update(paths)
        carried += not paths
    without_code = sum(1 for one in before if one.code is None)
    return {"of": len(before), "identical": same, "as_the_table_says": carried, "missing": missing,
            "without_code": without_code, "unlisted": dict(unlisted)}  # fmt: skip


def imported(target: Path, database: Path, folder: Path, snapshot: Snapshot) -> dict[str, Any]:
    """Into the same catalogue and into an empty one: what was stored; is the snapshot the same?"""
    same, empty = folder / "same.db", folder / "empty.db"
    for path in (same, empty):
        path.unlink(missing_ok=True)
    shutil.copy(database, same)
    Store.create(f"sqlite:///{empty}").close()
    file = SourceFile.open(target)
    reading = read_file(file, importer_for(file))
    told: dict[str, Any] = {}
    for path in (same, empty):
        with Store.open(f"sqlite:///{path}") as store:
            stored = store.put_file(reading, run=store.begin_run(now=NOW), now=NOW)
            told[path.stem] = {
                "inserted": stored.inserted, "revised": stored.revised, "unchanged": stored.unchanged,
                "same_snapshot": store.snapshot(DAY).id == snapshot.id,
            }  # fmt: skip
    return told


def apart(work: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
    """A job in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=[*WRITERS, "site", "changes"])
    parser.add_argument("--database", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = given.database or folder / "catalogue.db"
        if not database.exists():
            fill(database)
        told: dict[str, Any] = {"procedures": len(opened(database)[0].procedures)}
        for kind in WRITERS:
            if given.only in (None, kind):
                told[kind] = apart(export, kind, database, folder) | apart(back, kind, database, folder)
        if given.only in (None, "site"):
            told["site"] = apart(export_site, database, folder)
        if given.only in (None, "changes"):
            told["changes"] = apart(changes, database)
    print(json.dumps(told, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
