"""A process that is killed in the middle of an import leaves the catalogue as before that file."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from catalogue.store.store import Store
from tests.build import NOW, day, procedure, reading

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from datetime import timedelta
from catalogue.store import write
from catalogue.store.store import Store
from tests.build import NOW
from tests.catalogue.test_killed import FIRST, SECOND

store = Store.open(sys.argv[1])
run = store.begin_run(now=NOW)
store.put_file(FIRST, run=run, now=NOW)

def wait(*_arguments, **_named):  # everything is written, nothing committed
    print("inside", flush=True)
    sys.stdin.read()

write.search.index = wait
store.put_file(SECOND, run=run, now=NOW + timedelta(minutes=1))
"""
FIRST = reading(procedure("1.000001"), procedure("1.000002"), name="a.json")
SECOND = reading(
    *(procedure(f"2.{number:06d}") for number in range(500)),
    procedure("1.000001", name="Tên khác"),
    name="b.json",
)


def test_a_killed_import_leaves_the_catalogue_as_before_that_file(store_url: str) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, store_url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "inside\n"
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=30)
    assert writer.returncode == -signal.SIGKILL
    with Store.open(store_url) as store:
        assert store.keys() == ("1.000001", "1.000002")
        assert [file.name for file in store.files()] == ["a.json"]
        assert store.issues() == ()
        assert not store.seen(SECOND.sha256, SECOND.importer, 1)

        later = NOW + timedelta(hours=1)
        run = store.begin_run(now=later)
        assert store.seen(FIRST.sha256, FIRST.importer, 1)
        stored = store.put_file(SECOND, run=run, now=later)
        store.end_run(run, now=later)
        assert (stored.inserted, stored.revised) == (500, 1)
        assert len(store.snapshot(day("2026-02-01")).procedures) == 502
        assert [hit.heading.key for hit in store.find("2.000499", NOW.date()).hits] == ["2.000499"]
