"""Figures, measures, plans and baselines on the command line, over the project's own files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from catalogue.errors import CatalogueError
from dongian import language
from dongian.cli import cli
from dongian.commands.report_command import staged

Run = Callable[..., Result]
SIGNED = ["--who", "Nguyễn Văn A", "--why", "khảo sát tháng 6"]
DAY = ["--as-of", "2026-07-15"]


@pytest.fixture(scope="module")
def filled(fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("costing") / "catalogue.db"
    runner = CliRunner()
    assert runner.invoke(cli, ["--database", str(path), "init"]).exit_code == 0
    folder = staged(fixtures, tmp_path_factory.mktemp("files"))
    runner.invoke(cli, ["--database", str(path), "import", str(folder)])
    return path


@pytest.fixture
def run(filled: Path, tmp_path: Path) -> Run:
    database = tmp_path / "catalogue.db"
    database.write_bytes(filled.read_bytes())

    def call(*arguments: str | Path, lang: str = "vi") -> Result:
        before = language.language()
        try:
            told = ["--database", str(database), *map(str, arguments), "--lang", lang]
            return CliRunner().invoke(cli, told)
        finally:
            language.use(before)

    return call


def told(result: Result) -> Any:
    assert result.exit_code == 0, (result.output, result.exception)
    return json.loads(result.stdout)


def refused(result: Result) -> CatalogueError:
    assert isinstance(result.exception, CatalogueError), (result.output, result.exception)
    return result.exception


def costed(run: Run) -> str:
    """A procedure of the fixtures that has a cost."""
    rows = told(run("cost", "show", *DAY, "--json"))["procedures"]
    return str(rows[0]["procedure"])


def test_a_figure_is_entered_and_the_cost_follows(run: Run) -> None:
    code = costed(run)
    before = told(run("cost", "show", code, *DAY, "--json"))
    entered = run("parameters", "set", "hourly_income", "100000", "VND/hour", "--from", "2026-01-01",
                  "--grade", "measured", "--source", "Khảo sát", *SIGNED)  # fmt: skip
    assert entered.exit_code == 0, entered.output
    after = told(run("cost", "show", code, *DAY, "--json"))
    assert after["c1"] > before["c1"]
    shown = told(run("parameters", "show", "hourly_income", "--json"))
    assert [e["who"] for e in shown["entries"]] == ["Nguyễn Văn A"]
    assert [v["since"] for v in shown["values"]].count("2026-01-01") == 1


@pytest.mark.parametrize(
    ("name", "value", "unit", "what"),
    [
        ("hourly_income", "5", "VND", "VND/hour"),
        ("hourly_incom", "5", "VND/hour", "Không có tham số"),
        ("hourly_income", "5,5", "VND/hour", "is not a number"),
    ],
)
def test_a_bad_figure_is_refused(run: Run, name: str, value: str, unit: str, what: str) -> None:
    dated = ["--from", "2026-01-01", "--grade", "measured", "--source", "x", *SIGNED]
    assert what in refused(run("parameters", "set", name, value, unit, *dated)).message


def test_overlapping_figures_are_refused_unless_the_earlier_is_ended(run: Run) -> None:
    enter = [
        "parameters",
        "set",
        "hourly_income",
        "9",
        "VND/hour",
        "--grade",
        "measured",
        "--source",
        "x",
        *SIGNED,
    ]
    assert run(*enter, "--from", "2026-01-01").exit_code == 0
    assert "chồng lên nhau" in refused(run(*enter, "--from", "2026-06-01")).message
    assert run(*enter, "--from", "2026-06-01", "--end-previous").exit_code == 0


def test_volumes_of_a_table_give_a_cost_a_year(run: Run, tmp_path: Path) -> None:
    code = costed(run)
    path = tmp_path / "so-ho-so.csv"
    head = "Mã thủ tục;Năm;Số hồ sơ;Đơn vị;Mức tin cậy;Nguồn\n"
    path.write_text(f"{head}{code};2026;100;hồ sơ/năm;administrative;Một cửa\n", "utf-8")
    assert told(run("parameters", "import", path, *SIGNED, "--json")) == {
        "read": 1,
        "stored": 1,
        "unchanged": 0,
    }
    assert told(run("parameters", "import", path, *SIGNED, "--json"))["unchanged"] == 1
    shown = told(run("cost", "show", code, *DAY, "--json"))
    assert shown["year"] == pytest.approx(shown["c1"] * 100, abs=100)
    path.write_text(f"{head}9.999999;2026;100;hồ sơ/năm;administrative;Một cửa\n", "utf-8")
    assert "ô A2" in refused(run("parameters", "import", path, *SIGNED)).message


def test_every_figure_is_listed(run: Run) -> None:
    names = {row["parameter"] for row in told(run("parameters", "list", *DAY, "--json"))}
    assert {"hourly_income", "volume.cases", "money.exchange"} <= names
