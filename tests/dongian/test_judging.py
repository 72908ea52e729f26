"""Pairs are judged, listed, undone, exported and imported from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.store.store import Store
from dongian.cli import cli
from tests.build import NOW, case, procedure, reading

Run = Callable[..., Result]
ROWS = ["Giấy chứng nhận đăng ký tàu biển", "Giấy chứng nhận xóa đăng ký tàu biển"]


def filled(path: Path) -> str:
    url = f"sqlite:///{path}"
    with Store.create(url) as store:
        run = store.begin_run(now=NOW)
        records = [
            procedure(f"1.00000{number}", name=f"Thủ tục {number}", cases=(case(row),))
            for number, row in enumerate(ROWS, 1)
        ]
        store.put_file(reading(*records), run=run, now=NOW)
        store.end_run(run, now=NOW)
    return url


@pytest.fixture
def run(tmp_path: Path) -> Run:
    url = filled(tmp_path / "a.db")

    def call(*arguments: str, text: str | None = None, at: str = url) -> Result:
        found = CliRunner().invoke(cli, ["--database", at, *arguments, "--lang", "vi"], input=text)
        assert found.exit_code == 0, found.output
        return found

    return call


def test_a_pair_is_asked_once_and_an_undone_answer_is_asked_again(run: Run, tmp_path: Path) -> None:
    (pair,) = json.loads(run("documents", "judge", "--who", "An", "--show", "--json").stdout)
    assert {pair["left_name"], pair["right_name"]} == set(ROWS)
    assert pair["because"]
    shown = run("documents", "judge", "--who", "An", "--why", "hai giấy", text="d\n").stdout
    assert "khác loại" in shown
    assert "Thủ tục 1" in shown
    assert json.loads(run("documents", "judge", "--who", "An", "--show", "--json").stdout) == []
    (told,) = json.loads(run("judgements", "list", "--json").stdout)
    assert (told["answer"], told["state"], told["why"]) == ("different", "standing", "hai giấy")

    file = tmp_path / "j.jsonl"
    run("judgements", "export", str(file))
    run("judgements", "undo", told["id"], "--who", "Bình")
    assert len(json.loads(run("documents", "judge", "--who", "An", "--show", "--json").stdout)) == 1

    elsewhere = filled(tmp_path / "b.db")
    assert "Thêm 1 mục" in run("judgements", "import", str(file), at=elsewhere).stdout
    assert json.loads(run("documents", "judge", "--who", "An", "--show", "--json", at=elsewhere).stdout) == []


def test_two_papers_judged_the_same_become_one_duplicate(run: Run) -> None:
    assert json.loads(run("duplicates", "--json").stdout) == []
    run("documents", "judge", "--who", "An", "--answer", "same")
    (found,) = json.loads(run("duplicates", "--json").stdout)
    assert found["procedure_count"] == 2
    opened = run("duplicates", "--why", str(found["id"])).stdout
    assert "Phán quyết" in opened
    assert "An" in opened


def test_processes_find_what_one_finds(run: Run) -> None:
    one = json.loads(run("once-only", "--json").stdout)
    assert json.loads(run("once-only", "--processes", "2", "--json").stdout) == one
