"""Partitions give the same findings here, in a pool, and on a cluster whose worker is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import partitions
from analysis.documents.read import read_snapshot
from analysis.duplicates import find_duplicates, left_out
from analysis.executors import Cluster, Here, Pool, WorkersLost, on_this_machine
from analysis.merging import NOTHING, merge_types, settled
from analysis.once_only import find_once_only
from analysis.partitions import cut, find, read_rows
from analysis.placing import FORGETFUL, Memory
from benchmarks.make_data import snapshot_of
from catalogue.judgements import Answer, Judgement, Judgements
from catalogue.store.store import Store
from dongian.cli import cli
from tests.build import NOW, reading

ROWS = 600
SNAPSHOT = snapshot_of(ROWS)
EACH = 60


def wholly(judgements=NOTHING, memory=FORGETFUL):
    """Findings computed without partitions."""
    readings = read_snapshot(SNAPSHOT)
    rows = [row for several in readings.values() for row in several]
    readings = settled(readings, merge_types(rows, judgements, memory))
    found = find_duplicates(SNAPSHOT, readings), find_once_only(SNAPSHOT, readings)
    return *found, left_out(SNAPSHOT, readings)


@pytest.fixture(scope="module")
def whole():
    return wholly()


@pytest.fixture(scope="module")
def given():
    """Judgements and a memory that change what is found: two duplicates are one, and one is named anew."""
    derived = [one.subject for one in find(SNAPSHOT).duplicates if ":" in one.subject]
    first, second, third = derived[:3]
    same = Judgement(left=first, right=second, answer=Answer.SAME, who="An", judged=NOW)
    (mention,) = {
        mention.type: mention
        for rows in read_snapshot(SNAPSHOT).values()
        for row in rows
        for mention in row.mentions
        if mention.type == third
    }.values()
    memory = Memory({third: "x:nhớ"}, {third: "x:nhớ"}, {}, {third: mention})
    return Judgements([same]), memory


def told(found):
    return found.duplicates, tuple(found.once_only), found.left_out


def test_partitions_hold_every_procedure_once():
    parts = cut(SNAPSHOT, rows_each=EACH)
    assert len(parts) > 5
    assert [p for part in parts for p in part.procedures] == list(SNAPSHOT.procedures)


@pytest.mark.parametrize("rows_each", [1, EACH, ROWS])
def test_any_number_of_partitions_finds_what_the_whole_finds(whole, rows_each):
    assert told(find(SNAPSHOT, rows_each=rows_each, executor=Here())) == whole


def test_judgements_and_memory_reach_every_partition(whole, given):
    expected = wholly(*given)
    assert expected[0] != whole[0]
    assert "x:nhớ" in {one.document_type for one in expected[0]}
    for executor in (Here(), Pool(2)):
        found = find(SNAPSHOT, *given, rows_each=EACH, executor=executor)
        assert told(found) == expected
    assert (
        found.placing.canonical[given[0].standing[0].left]
        == found.placing.canonical[given[0].standing[0].right]
    )


def test_a_pool_of_processes_finds_the_same(whole):
    assert told(find(SNAPSHOT, rows_each=EACH, executor=Pool(2))) == whole


def test_every_worker_of_a_pool_gets_a_share_of_a_small_catalogue(monkeypatch):
    monkeypatch.setattr(partitions, "FEWEST", 10)
    cuts = []
    monkeypatch.setattr(partitions, "cut", lambda *a, **k: cuts.append(cut(*a, **k)) or cuts[-1])
    alone, shared = find(SNAPSHOT), find(SNAPSHOT, executor=Pool(3))
    assert [len(parts) for parts in cuts] == [1, 3]
    assert told(alone) == told(shared)


def test_rows_read_side_by_side_are_those_read_one_after_the_other(monkeypatch):
    monkeypatch.setattr(partitions, "FEWEST", 10)
    shared = read_rows(SNAPSHOT, Pool(2))
    assert list(shared.items()) == list(read_snapshot(SNAPSHOT).items())
    assert on_this_machine().workers >= 1


def test_no_share_is_too_small_to_be_worth_a_process():
    rows = partitions.FEWEST
    assert len(cut(SNAPSHOT, rows_each=rows)) == 1
    assert find(SNAPSHOT, executor=Pool(2)).packed == find(SNAPSHOT, rows_each=rows).packed


def _die_once(number: int, marker: str) -> int:
    if number == 3 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def test_calls_of_a_killed_process_are_done_again(tmp_path):
    arguments = [(number, str(tmp_path / "died")) for number in range(8)]
    with Pool(2) as pool:
        assert list(pool.each(_die_once, arguments)) == [number**2 for number in range(8)]
    assert (tmp_path / "died").exists()


def _die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_call_that_kills_every_process_is_an_error_with_a_way_out():
    with Pool(1) as pool, pytest.raises(WorkersLost, match="dừng"):
        list(pool.each(_die, [(1,)]))


# a real cluster: a scheduler and two worker processes


def _started(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture
def cluster(tmp_path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    scheduler = _started("distributed.cli.dask_scheduler", *common, "--host", "127.0.0.1", "--port", "0")
    local = ["--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path)]
    workers = [_started("distributed.cli.dask_worker", *common, *local) for _ in range(2)]
    try:
        yield str(file), workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def _address(file: str) -> str:
    for _ in range(300):
        if Path(file).exists() and Path(file).read_text():
            return json.loads(Path(file).read_text())["address"]
        time.sleep(0.1)
    raise TimeoutError(file)


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_finds_the_same_although_a_worker_is_killed_in_the_middle(given, cluster, tmp_path):
    from distributed import Client

    file, workers = cluster
    address = _address(file)
    with Client(address, timeout="30s") as client:
        client.wait_for_workers(2, timeout=60)
    marker = str(tmp_path / "died")

    class Killing(Cluster):
        def each(self, work, arguments, *, shared=None):
            def killed_once(partition, *rest):  # the third call of step 2 takes its worker with it
                from pathlib import Path

                if work is not partitions.read_part and partition.number == 3 and not Path(marker).exists():
                    Path(marker).touch()
                    os.kill(os.getpid(), signal.SIGKILL)
                return work(partition, *rest)

            return super().each(killed_once, arguments, shared=shared)

    # duplicates and once-only are one run of the partitions, under judgements and a memory
    assert told(find(SNAPSHOT, *given, rows_each=EACH, executor=Killing(address))) == wholly(*given)
    ended = [worker.wait(timeout=20) for worker in workers if Path(marker).exists() and _ended(worker)]
    assert ended == [-signal.SIGKILL]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("command", ["duplicates", "once-only"])
def test_commands_answer_the_same_on_a_cluster(command, cluster, tmp_path):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with Store.create(url) as store:
        run = store.begin_run(now=NOW)
        store.put_file(reading(*snapshot_of(120).procedures), run=run, now=NOW)
        store.end_run(run, now=NOW)

    def called(*more: str) -> object:
        found = CliRunner().invoke(cli, ["--database", url, command, "--json", *more])
        assert found.exit_code == 0, found.output
        return json.loads(found.stdout)

    one = called()
    assert one
    assert called("--processes", "2") == one
    assert called("--cluster", _address(cluster[0])) == one
    (first, *_) = one
    assert called("--cluster", _address(cluster[0]), "--why", first["id"])["id"] == first["id"]


def _ended(worker: "subprocess.Popen[bytes]") -> bool:
    for _ in range(20):
        if worker.poll() is not None:
            return True
        time.sleep(0.1)
    return False


def test_a_cluster_that_does_not_answer_is_named():
    with pytest.raises(WorkersLost, match=r"127\.0\.0\.1"), Cluster("tcp://127.0.0.1:9", timeout=1):
        pass
