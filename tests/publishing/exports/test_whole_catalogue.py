"""Round trips of a real catalogue: the national list, the portal's records, the decisions of the kit."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from catalogue.records import Procedure
from catalogue.snapshot import Snapshot
from catalogue.store.changes import Feed, replay
from catalogue.store.store import Store
from importers.run import Silent, import_paths
from publishing.exports.exchange import write_exchange
from publishing.exports.jsonl import write_jsonl
from publishing.exports.portal_list import write_list
from publishing.exports.stamp import Stamp
from publishing.exports.tables import write_tables
from publishing.forms.decision_docx import write_decision
from tests.build import NOW, day
from tests.publishing.exports.round_trip import read_back, unexplained

pytestmark = pytest.mark.shared
DAY = day("2026-11-01")


@pytest.fixture(scope="module")
def store(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("whole") / "catalogue.db"
    with Store.create(f"sqlite:///{path}") as opened:
        sources = [shared / "data" / name for name in ("portal-api", "decisions-kit")]
        import_paths(opened, sources, progress=Silent(), now=NOW)
        yield opened


@pytest.fixture(scope="module")
def snapshot(store: Store) -> Snapshot:
    found = store.snapshot(DAY)
    assert len(found.procedures) > 5_000
    return found


def stamp(snapshot: Snapshot) -> Stamp:
    return Stamp.of(snapshot, known=NOW, version="0.1.0")


@pytest.mark.parametrize(("name", "importer"), [("x.jsonl", "canonical"), ("x.zip", "table-package")])
def test_everything_comes_back(snapshot: Snapshot, tmp_path: Path, name: str, importer: str) -> None:
    target = tmp_path / name
    write = write_jsonl if name.endswith("l") else write_tables
    write(target, snapshot.procedures, stamp(snapshot))
    found = read_back(name, target.read_bytes(), importer=importer)
    assert Snapshot.of(DAY, found).id == snapshot.id


def coded(snapshot: Snapshot) -> list[Procedure]:
    return [one for one in snapshot.procedures if one.code is not None]


def test_the_list_comes_back_as_the_table_says(snapshot: Snapshot, tmp_path: Path) -> None:
    check("list", "x.xlsx", "portal-list", write_list, coded(snapshot), snapshot, tmp_path)


def test_answers_of_the_sync_service_come_back_as_the_table_says(snapshot: Snapshot, tmp_path: Path) -> None:
    check("exchange", "x.json", "exchange", write_exchange, coded(snapshot), snapshot, tmp_path)


def test_a_decision_of_full_procedures_comes_back_as_the_table_says(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    full = [one for one in coded(snapshot) if one.coverage == "full" and one.change is None][:40]
    assert len(full) == 40
    check("docx", "x.docx", "decision", write_decision, full, snapshot, tmp_path)


def check(
    kind: str,
    name: str,
    importer: str,
    write: Callable[..., object],
    records: Sequence[Procedure],
    whole: Snapshot,
    folder: Path,
) -> None:
    """Out and in again, held to the table of the format."""
    write(folder / name, records, stamp(whole))
    found = read_back(name, (folder / name).read_bytes(), importer=importer)
    assert list(unexplained(kind, records, found)) == []


def test_following_the_feed_gives_the_snapshot(store: Store, snapshot: Snapshot) -> None:
    assert replay(Feed(store.engine).since(whole=True), DAY).id == snapshot.id
