"""The runner: which files, in which order, under which name, with which status."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from catalogue.issues import Severity
from catalogue.store.reading import FileStatus, RunStatus
from catalogue.store.store import Store
from importers.files import find_files
from importers.run import FileReport, RunReport, Silent, import_paths
from tests.importers.files import lines, record, row, write

DAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)
LATER = datetime(2026, 11, 2, 8, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(f"sqlite:///{tmp_path / 'catalogue.db'}") as opened:
        yield opened


class Seen:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.total = 0
        self.names: list[str] = []

    def start(self, total: int) -> None:
        self.total = total

    def advance(self, report: FileReport) -> None:
        self.names.append(report.name)


def _import(store: Store, *paths: Path, now: datetime = NOW, **options: bool) -> RunReport:
    return import_paths(store, paths, progress=Silent(), now=now, **options)


def test_files_are_found_in_the_order_of_their_names_and_named_inside_the_folder(tmp_path: Path) -> None:
    write(
        tmp_path, {"b/2.json": b"x", "a.json": b"x", "b/1.json": b"x", ".git/config": b"x", "b/.hidden": b"x"}
    )
    found, hidden = find_files([tmp_path])
    assert [one.name for one in found] == ["a.json", "b/1.json", "b/2.json"]
    assert hidden == (".git", "b/.hidden")


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": b"x"})
    found, _ = find_files([tmp_path, tmp_path / "a.json"])
    assert len(found) == 1


def test_links_that_leave_the_folder_are_refused(store: Store, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"secret.json": record("1.000666")})
    folder = write(tmp_path / "given", {"a.json": record("1.000100")})
    (folder / "link.json").symlink_to(outside / "secret.json")
    (folder / "folder").symlink_to(outside, target_is_directory=True)
    (folder / "inside.json").symlink_to(folder / "a.json")
    report = _import(store, folder)
    told = {one.name: one.code for one in report.files}
    assert told["link.json"] == told["folder"] == "file-hostile"
    assert told["inside.json"] is None
    assert store.keys() == ("1.000100",)


def test_importing_again_changes_nothing_and_says_so(store: Store, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "given", {"a.json": record(), "b.jsonl": lines(row("1.000001"), row("1.000002"))}
    )
    first = _import(store, folder)
    before = store.snapshot(DAY).id, len(store.history("1.000894"))
    second = _import(store, folder, now=LATER)
    assert first.counts[FileStatus.DONE] == 2
    assert second.counts == {status: 2 * (status is FileStatus.UNCHANGED) for status in FileStatus}
    assert (store.snapshot(DAY).id, len(store.history("1.000894"))) == before
    assert second.ok


def test_a_row_that_is_not_taken_makes_the_file_partial(store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "given", {"b.jsonl": lines(row("1.000001"), row("1.000002", ""))})
    report = _import(store, folder)
    (told,) = report.files
    assert told.status is FileStatus.PARTIAL
    assert (told.records, told.issues[Severity.ERROR]) == (1, 1)
    assert not report.ok
    assert store.runs()[0].status is RunStatus.PARTIAL


def test_a_dry_run_reads_everything_and_stores_nothing(store: Store, tmp_path: Path) -> None:
    twice = lines(row("1.000001", "Cấp"), row("1.000001", "Cấp lại"))
    folder = write(tmp_path / "given", {"a.json": record(), "bad.json": b"{", "twice.jsonl": twice})
    report = _import(store, folder, dry_run=True)
    assert [one.status for one in report.files] == [FileStatus.DONE, FileStatus.REFUSED, FileStatus.REFUSED]
    assert report.run is None
    assert not store.keys()
    assert not store.runs()


def test_progress_hears_of_every_file(store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "given", {"a.json": record(), "b.txt": b"x"})
    seen = Seen()
    import_paths(store, [folder], progress=seen, now=NOW)
    assert (seen.total, sorted(seen.names)) == (2, ["a.json", "b.txt"])


def test_the_same_name_in_two_given_folders_is_two_files(store: Store, tmp_path: Path) -> None:
    one = write(tmp_path / "one", {"a.json": record("1.000100")})
    two = write(tmp_path / "two", {"a.json": record("1.000200")})
    report = _import(store, one, two)
    assert [file.status for file in report.files] == [FileStatus.DONE, FileStatus.DONE]
    assert {"1.000100", "1.000200"} == set(store.keys())


def test_a_path_that_does_not_exist_is_refused(store: Store, tmp_path: Path) -> None:
    (told,) = _import(store, tmp_path / "nowhere.json").files
    assert (told.status, told.code) == (FileStatus.REFUSED, "file-unreadable")


def test_a_named_source_overrides_recognition(store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "given", {"a.json": record()})
    report = import_paths(store, [folder], progress=Silent(), now=NOW, as_source="portal-list")
    assert report.files[0].importer == "portal-list"
    assert report.files[0].status is FileStatus.REFUSED


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import event
from catalogue.models import VERSION
from catalogue.store.store import Store
from importers.run import Silent, import_paths

seen = []

def dies(connection, cursor, statement, *rest):
    if statement.startswith("INSERT INTO " + VERSION.name):
        seen.append(1)
    if len(seen) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

with Store.open(sys.argv[1]) as store:
    event.listen(store.engine, "after_cursor_execute", dies)
    import_paths(store, [Path(sys.argv[2])], progress=Silent(), now=datetime(2026, 11, 1, tzinfo=UTC))
"""


def test_a_kill_inside_a_file_leaves_the_files_before_it_and_the_next_run_finishes(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "given",
        {
            "1.json": record("1.000100"),
            "2.jsonl": lines(row("1.000200"), row("1.000201")),
            "3.json": record("1.000300"),
        },
    )
    url = f"sqlite:///{tmp_path / 'catalogue.db'}"
    Store.create(url).close()
    root = Path(__file__).resolve().parents[2]
    killed = subprocess.run([sys.executable, "-c", KILLED, url, str(folder)], cwd=root, check=False)
    assert killed.returncode == -signal.SIGKILL
    with Store.open(url) as store:
        assert store.keys() == ("1.000100",)
        report = _import(store, folder, now=LATER)
        told = [file.status for file in report.files]
        assert told == [FileStatus.UNCHANGED, FileStatus.DONE, FileStatus.DONE]
        assert store.keys() == ("1.000100", "1.000200", "1.000201", "1.000300")


@pytest.mark.shared
def test_everything_that_lies_in_the_shared_folder_is_imported_or_refused_with_a_reason(
    store: Store, shared: Path
) -> None:
    report = _import(store, shared / "data" / "portal-api", shared / "data" / "portal-list")
    refused = {one.name for one in report.files if one.status is FileStatus.REFUSED}
    assert refused == {"provinces.json"}
    assert all(one.message and one.hint for one in report.files if one.status is FileStatus.REFUSED)
    lists = [one for one in report.files if one.name == "national_catalogue.jsonl"]
    assert lists[0].records == 5670
    assert len([one for one in report.files if one.name.startswith("details/")]) == 288
    assert report.counts[FileStatus.PARTIAL] == 0
