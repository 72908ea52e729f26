"""Figures, measures, plans and baselines on the command line, over the project's own files."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from analysis.cost import cost_of_snapshot
from catalogue.errors import CatalogueError
from catalogue.store.store import Store
from dongian import language
from dongian.analyses import study
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
    first = told(run("parameters", "import", path, *SIGNED, "--json"))
    assert (first["read"], first["stored"], first["unchanged"]) == (1, 1, 0)
    assert told(run("parameters", "import", path, *SIGNED, "--json"))["unchanged"] == 1
    shown = told(run("cost", "show", code, *DAY, "--json"))
    assert shown["year"] == pytest.approx(shown["c1"] * 100, abs=100)
    path.write_text(f"{head}9.999999;2026;100;hồ sơ/năm;administrative;Một cửa\n", "utf-8")
    assert "ô A2" in refused(run("parameters", "import", path, *SIGNED)).message


def test_every_figure_is_listed(run: Run) -> None:
    names = {row["parameter"] for row in told(run("parameters", "list", *DAY, "--json"))}
    assert {"hourly_income", "volume.cases", "money.exchange"} <= names


def suggested(run: Run) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = told(run("cuts", "suggest", *DAY, "--json"))
    assert rows
    return rows


def test_suggestions_are_exported_corrected_and_imported(run: Run, tmp_path: Path) -> None:
    lines = run("cuts", "suggest", "--jsonl", *DAY).stdout.splitlines()
    assert len(lines) == len(suggested(run))
    path = tmp_path / "phuong-an.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    first = told(run("measures", "import", path, *SIGNED, "--json"))
    assert first == {"read": len(lines), "stored": len(lines), "unknown_procedures": []}
    assert told(run("measures", "import", path, *SIGNED, "--json"))["stored"] == 0
    assert set(lines) <= set(run("measures", "export").stdout.splitlines())
    path.write_text('{"option": "BAI_BO"}\n', "utf-8")
    assert "dòng 1" in refused(run("measures", "import", path, *SIGNED)).message


def test_a_measure_goes_through_its_states(run: Run) -> None:
    code = costed(run)
    key = run("measures", "add", "BO_GIAY_TO", code, "--component", "1", *SIGNED, *DAY).stdout.strip()
    rows = {row["measure"]: row for row in told(run("measures", "list", *DAY, "--json"))}
    assert (rows[key]["state"], rows[key]["procedures"]) == ("proposed", [code])
    assert (
        "số hiệu" in refused(run("measures", "state", key, "in_force", "--on", "2026-07-01", *SIGNED)).message
    )
    assert (
        "hiệu lực" in refused(run("measures", "state", key, "applied", "--on", "2026-07-01", *SIGNED)).message
    )
    moved = run("measures", "state", key, "in_force", "--on", "2026-07-01", "--until", "2027-02-28",
                "--instrument", "66.18/2026/NQ-CP", *SIGNED)  # fmt: skip
    assert moved.exit_code == 0, moved.output
    shown = told(run("measures", "show", key, "--as-of", "2027-03-01", "--json"))
    assert shown["state"] == "reverted"
    assert len(shown["entries"]) == 2
    assert refused(run("measures", "show", "PA-khong-co")).message
    assert refused(run("measures", "add", "BO_GIAY_TO", code, "--component", "99", *SIGNED, *DAY)).message


def test_a_scenario_shows_records_and_money(run: Run) -> None:
    shown = told(run("cuts", "show", *DAY, "--json"))
    assert 0 < shown["rows_cut"] <= shown["rows"]
    assert shown["c1_after"] < shown["c1_before"]
    assert run("cuts", "show", shown["procedures"][0]["procedure"], *DAY).exit_code == 0
    held = told(run("measures", "list", *DAY, "--json"))
    assert told(run("cuts", "show", "--stored", *DAY, "--json"))["measures"] == len(held)


def test_a_plan_names_its_acts_and_its_gap(run: Run) -> None:
    found = told(run("cuts", "plan", "--reach", "rows=5", "--essential", *DAY, "--json"))
    assert found["feasible"]
    assert found["gap"] == 0
    assert 0 <= found["last_two_points"] <= found["effort"]
    assert found["effort"] == len({row["act"] for row in found["acts"]}) == found["bound"]
    assert found["scenario"]["rows_cut"] == found["reached"]["rows"]
    more = told(run("cuts", "plan", "--budget", "1", "--metric", "rows", *DAY, "--json"))
    assert more["effort"] <= 1
    curve = told(run("cuts", "plan", "--curve", *DAY, "--json"))
    assert [row["effort"] for row in curve] == sorted(row["effort"] for row in curve)
    assert run("cuts", "plan", "--reach", "rows=5", *DAY).exit_code == 0


def test_an_unreachable_target_is_explained(run: Run) -> None:
    found = told(run("cuts", "plan", "--reach", "rows=100", *DAY, "--json"))
    assert not found["feasible"]
    assert found["most"]["rows"] < found["wanted"]["rows"]
    assert found["nearest"]["reached"]["rows"] == found["most"]["rows"]
    assert found["nearest"]["acts"]
    limited = told(run("cuts", "plan", "--reach", "rows=5", "--most-acts", "0", *DAY, "--json"))
    assert [one["limit"] for one in limited["binding"]] == ["at most 0 acts"]
    assert "Không đạt được" in run("cuts", "plan", "--reach", "rows=100", *DAY).stdout


@pytest.mark.parametrize(
    "arguments",
    [["--reach", "rows"], ["--reach", "giay=20"], [], ["--reach", "rows=1", "--include", "PA-x"],
     ["--reach", "rows=1", "--agency", "Bộ Không Có"]],
)  # fmt: skip
def test_a_goal_that_is_none_is_told(run: Run, arguments: list[str]) -> None:
    assert refused(run("cuts", "plan", *arguments, *DAY)).message


def test_drivers_and_sides_are_told(run: Run, tmp_path: Path) -> None:
    code = costed(run)
    rows = told(run("cost", "drivers", code, *DAY, "--json"))
    assert 0 < len(rows) <= 5
    assert [row["narrows"] for row in rows] == sorted((row["narrows"] for row in rows), reverse=True)
    assert run("cost", "drivers", *DAY).exit_code == 0
    assert "Không có thủ tục" in refused(run("cost", "drivers", "9.999999", *DAY)).message
    assert told(run("cost", "sides", *DAY, "--json"))["known"] == 0
    path = tmp_path / "so-ho-so.csv"
    head = "Mã thủ tục;Năm;Số hồ sơ;Đơn vị;Mức tin cậy;Nguồn\n"
    path.write_text(f"{head}{code};2026;100;hồ sơ/năm;administrative;Một cửa\n", "utf-8")
    assert run("parameters", "import", path, *SIGNED).exit_code == 0
    found = told(run("cost", "sides", *DAY, "--json"))
    assert found["known"] == 1
    assert len(found["year"]) == 1
    assert run("cost", "sides", *DAY).exit_code == 0


def test_a_base_is_frozen_once_and_progress_is_told(run: Run) -> None:
    frozen = told(run("targets", "freeze", "moc", "--programme", "66/NQ-CP", *SIGNED, *DAY, "--json"))
    assert frozen["units"] > 0
    assert frozen["intact"]
    assert "đã chốt" in refused(run("targets", "freeze", "moc", *SIGNED, "--as-of", "2026-07-16")).message
    assert refused(run("targets", "show", "khac", *DAY)).message
    code = costed(run)
    key = run("measures", "add", "BO_GIAY_TO", code, "--component", "1", *SIGNED, *DAY).stdout.strip()
    before = told(run("targets", "show", "moc", "--as-of", "2026-08-01", "--json"))
    run(
        "measures",
        "state",
        key,
        "in_force",
        "--on",
        "2026-07-20",
        "--instrument",
        "66.18/2026/NQ-CP",
        *SIGNED,
    )
    after = told(run("targets", "show", "moc", "--as-of", "2026-08-01", "--json"))
    assert after["total"]["simplified"] == before["total"]["simplified"] + 1
    assert after["total"]["units"] == frozen["units"] == sum(row["units"] for row in after["by"]["agency"])
    change = after["change"]
    assert sum(row["change"] for row in change["by_cause"]) == pytest.approx(
        change["after"] - change["before"], abs=5
    )
    assert run("targets", "show", "moc", "--as-of", "2026-08-01").exit_code == 0
    assert "trước mốc" in refused(run("targets", "show", "moc", "--as-of", "2026-01-01")).message


def test_published_results_stand_beside_ours(run: Run) -> None:
    found = told(run("targets", "list", "--json"))
    moved = next(row for row in found["published"] if row["numerator"] == 2371)
    assert moved["published"] != moved["computed"]
    assert run("targets", "list").exit_code == 0


def test_old_results_are_computed_again_as_they_were(run: Run, tmp_path: Path) -> None:
    code = costed(run)
    enter = [
        "parameters",
        "set",
        "hourly_income",
        "99999",
        "VND/hour",
        "--from",
        "2026-01-01",
        "--grade",
        "measured",
    ]
    assert run(*enter, "--source", "x", *SIGNED).exit_code == 0
    with Store.open(f"sqlite:///{tmp_path / 'catalogue.db'}") as store:
        (entry,) = store.ledger.parameters()
        then = study(store, date(2026, 7, 15), entry.recorded - timedelta(microseconds=1))
        since = study(store, date(2026, 7, 15), entry.recorded)
    costs = [cost_of_snapshot(s.snapshot, s.readings, s.parameters)[code].c1.central for s in (then, since)]
    assert costs[0] < costs[1]
    shown = run("cost", "show", code, *DAY, "--known-at", "2999-01-01", "--json")
    assert told(shown)["c1"] == round(costs[1])
