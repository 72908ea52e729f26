"""Fixtures through the whole command line in a temporary folder: files in, findings, costs, report out."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dongian import language
from dongian.cli import cli, report
from dongian.commands.report_command import sample_files, staged

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('whole') / 'catalogue.db'}"


@pytest.fixture
def run(database: str) -> Run:
    def call(*arguments: str | Path, lang: str = "vi", text: str | None = None) -> Result:
        before = language.language()
        try:
            return CliRunner().invoke(
                cli, ["--database", database, *map(str, arguments), "--lang", lang], input=text
            )
        finally:
            language.use(before)

    return call


@pytest.fixture(scope="module", autouse=True)
def _filled(database: str, fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    runner = CliRunner()
    assert runner.invoke(cli, ["--database", database, "init"]).exit_code == 0
    folder = staged(fixtures, tmp_path_factory.mktemp("files"))
    imported = runner.invoke(cli, ["--database", database, "import", str(folder)])
    assert imported.exit_code in (0, 1), imported.output
    assert "đã nhập" in imported.output


def listed(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert isinstance(told, list)
    return told


def test_every_table_is_json_on_request(run: Run) -> None:
    for command in (
        ["procedures", "list"],
        ["decisions", "list"],
        ["issues"],
        ["sources"],
        ["duplicates"],
        ["once-only"],
        ["documents", "types"],
    ):
        assert listed(run(*command, "--json")), command


def test_a_second_import_changes_nothing_and_says_so(run: Run, database: str, fixtures: Path) -> None:
    before = run("procedures", "export").stdout
    good = [path for path in sample_files(fixtures) if "ho-tich-ket-hon" in str(path)]
    again = run("import", *good)
    assert again.exit_code == 0, again.output
    assert "không đổi" in again.output
    assert run("procedures", "export").stdout == before


def test_a_listed_procedure_can_be_shown_traced_and_searched(run: Run) -> None:
    found = [
        row for row in listed(run("procedures", "list", "--limit", "500", "--json")) if row["components"]
    ]
    key, name = str(found[0]["key"]), str(found[0]["name"])
    assert name in run("procedures", "show", key).output
    told = json.loads(run("procedures", "show", key, "--trace", "--json").stdout)
    assert told["record"]["source"]["sha256"]
    assert told["given_by"]["name"]["file"]
    assert key in run("search", *name.split()[:6], "--limit", "500").output
    assert key in run("procedures", "history", key).output


def test_findings_open_with_their_evidence(run: Run) -> None:
    for command in ("duplicates", "once-only"):
        first = listed(run(command, "--json"))[0]
        opened = run(command, "--why", str(first["id"]))
        assert opened.exit_code == 0
        assert all(str(one["quote"]).strip()[:30] in opened.output for one in first["evidence"][:1])  # type: ignore[index]


def test_findings_are_stored_with_their_inputs(run: Run, database: str) -> None:
    run("once-only")
    run("duplicates")
    with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
        (count,) = connection.execute("select count(*) from finding").fetchone()
    connection.close()
    assert count == len(listed(run("once-only", "--json"))) + len(listed(run("duplicates", "--json")))


def test_cost_and_targets_name_their_figures(run: Run) -> None:
    whole = json.loads(run("cost", "show", "--json").stdout)
    assert whole["before"]["low"] <= whole["before"]["central"] <= whole["before"]["high"]
    assert whole["benefit"]["central"] <= whole["before"]["central"]
    one = json.loads(run("cost", "show", whole["procedures"][0]["procedure"], "--json").stdout)
    assert one["parameters"]
    assert all(figure["source"] and figure["grade"] for figure in one["parameters"])
    targets = json.loads(run("targets", "show", "--json").stdout)
    assert {row["metric"] for row in targets["counters"]} == {
        "procedure_count",
        "component_rows",
        "cost_per_case",
    }
    assert targets["counting"]


def test_the_graph_is_written(run: Run, tmp_path: Path) -> None:
    for name in ("graph.graphml", "graph.gexf", "graph.csv"):
        assert run("graph", "export", tmp_path / name).exit_code == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {".graphml", ".gexf", ".csv"}


def test_documents_are_read_line_by_line(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": 7, "text": "- Bản sao Giấy khai sinh (nếu có)"}\n', "utf-8")
    told = json.loads(run("documents", "read", rows).stdout)
    assert (told["id"], told["kind"], told["conditional"]) == (7, "document", True)
    assert told["documents"][0]["holder"] == "civil_status"
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"id": 1, "a": "Giấy khai sinh", "b": "Bản sao giấy khai sinh"}\n', "utf-8")
    assert json.loads(run("documents", "compare", pairs).stdout)["label"] == "S"


def test_the_share_of_words_read_is_told(run: Run, fixtures: Path) -> None:
    file = next(
        path for path in sample_files(fixtures / "decision" / "..") if "decision/tinh" in path.as_posix()
    )
    told = json.loads(run("inspect", file, "--coverage", "--json").stdout)
    assert told["words"] == sum(part["words"] for part in told["parts"])
    assert told["share"] >= 0.995
    page = next(path for path in sample_files(fixtures) if "portal-record" in path.as_posix())
    assert run("inspect", page, "--coverage").exit_code == 1


def test_a_broken_line_says_which_and_what_to_do(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": 1, "text": "x"}\n{"id": 2\n', "utf-8")
    result = run("documents", "read", rows)
    assert result.exit_code == 1
    assert "dòng 2" in str(result.exception)


def test_an_unknown_code_says_what_to_do(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    result = run("procedures", "show", "9.999999")
    assert result.exit_code == 1
    assert isinstance(result.exception, Exception)
    report(result.exception)  # type: ignore[arg-type]
    told = capsys.readouterr().err
    assert "9.999999" in told
    assert "Cần làm" in told


def test_a_catalogue_that_was_never_made_says_init(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["--database", str(tmp_path / "none.db"), "procedures", "list"])
    assert result.exit_code == 1
    assert "init" in str(getattr(result.exception, "hint", ""))


def test_wrong_usage_is_exit_2(run: Run) -> None:
    assert run("procedures", "list", "--level", "planet").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_english_on_request(run: Run) -> None:
    assert "Procedures in force" in run("procedures", "list", lang="en").output
