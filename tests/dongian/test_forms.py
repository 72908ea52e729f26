"""cost workbook, check-workbook, annex: from fixtures to official forms and back."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from dongian.cli import cli
from tests.publishing.forms.scm_cases import grids, rewritten

CODE = "1.000828"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def run(fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    database = f"sqlite:///{tmp_path_factory.mktemp('forms') / 'catalogue.db'}"

    def call(*arguments: str | Path) -> Result:
        return CliRunner().invoke(cli, ["--database", database, *map(str, arguments)])

    assert call("init").exit_code == 0
    assert call("import", fixtures / "portal-record").exit_code in (0, 1)
    return call


def test_a_workbook_is_written_read_back_and_agrees_with_cost_show(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "scm.xlsx"
    assert run("cost", "workbook", target, CODE).exit_code == 0
    (row,) = json.loads(run("cost", "check-workbook", target, "--json").stdout)
    shown = json.loads(run("cost", "show", CODE, "--json").stdout)
    assert (row["procedure"], row["c1"], row["shown"]) == (CODE, shown["c1"], shown["c1"])
    assert (row["c1_after"], row["benefit"]) == (shown["c1_after"], shown["benefit"])
    assert row["year"] is None


def test_text_in_a_number_cell_is_told_with_sheet_and_cell(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "scm.xlsx"
    assert run("cost", "workbook", target, CODE).exit_code == 0
    data = target.read_bytes()
    at = next(at for at, row in enumerate(grids(data)[CODE]) if row[0] == "1.1")
    target.write_bytes(rewritten(data, {(CODE, at, 3): "hai giờ"}))
    told = run("cost", "check-workbook", target)
    assert told.exit_code != 0
    assert f"{CODE}, ô D{at + 1}: “hai giờ” không phải số" in f"{told.output}{told.exception}"


def test_all_procedures_stand_in_the_index(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "scm.xlsx"
    assert run("cost", "workbook", target).exit_code == 0
    sheets = grids(target.read_bytes())
    costed = json.loads(run("cost", "show", "--json").stdout)["procedures"]
    assert {row["procedure"] for row in costed} < sheets.keys()
    assert "Tiến độ" in sheets


def test_an_annex_has_a_row_for_each_procedure_with_a_cut(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "annex.docx"
    assert run("cost", "annex", target, CODE).exit_code == 0
    (table,) = Document(BytesIO(target.read_bytes())).tables
    assert CODE in table.rows[-1].cells[1].text
    assert "Phiếu lý lịch tư pháp" in table.rows[-1].cells[2].text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["cost", "workbook", "a.xlsx", "9.999999"], "9.999999"),
        (["cost", "workbook", "a.txt"], ".xlsx"),
        (["cost", "annex", "a.xlsx"], ".docx"),
    ],
)
def test_a_wrong_code_or_name_is_told_and_nothing_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run(*arguments)
    assert told.exit_code != 0
    assert words in f"{told.output}{told.exception}"
    assert not list(tmp_path.iterdir())
