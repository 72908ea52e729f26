"""publish and changes: every format from the command line, and what it says of itself."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from frictionless import Package

from dongian.cli import cli

Run = Callable[..., Result]
DAY = "2030-01-01"


@pytest.fixture(scope="module")
def run(fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    database = f"sqlite:///{tmp_path_factory.mktemp('publish') / 'catalogue.db'}"

    def call(*arguments: str | Path) -> Result:
        return CliRunner().invoke(cli, ["--database", database, *map(str, arguments)])

    assert call("init").exit_code == 0
    for name in ("portal-record", "decision", "exchange"):
        assert call("import", fixtures / name, "--quiet").exit_code in (0, 1)
    return call


FILES = [
    ("list", "a.xlsx"), ("xlsx", "b.xlsx"), ("jsonl", "c.jsonl"), ("csv", "d.zip"), ("csv", "thu-muc"),
    ("parquet", "e.parquet"), ("exchange", "f.json"), ("docx", "g.docx"), ("cpsv", "h.ttl"),
    ("cpsv", "i.jsonld"),
    ("cpsv", "rdf"), ("site", "web"), ("atom", "j.xml"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), FILES, ids=[f"{kind}-{name}" for kind, name in FILES])
def test_every_format_says_day_moment_snapshot_and_program(
    run: Run, tmp_path: Path, kind: str, name: str
) -> None:
    target = tmp_path / name
    options = [] if kind == "atom" else ["--as-of", DAY, "--known-at", "2029-12-31"]
    done = run("publish", kind, target, *options, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["procedures"] > 20
    assert told["program"].startswith("dongian ")
    for path in [target] if target.is_file() else sorted(target.rglob("*.*")):
        text = content(path)
        if kind in ("csv", "site") and path.suffix in (".csv", ".css", ".js", ".json", ".html"):
            continue  # tables are described by datapackage.json, pages are looked at below
        for word in (told["snapshot"], told["known_at"], told["program"].split()[1]):
            assert word in text, (path, word)
    described = {"csv": "datapackage.json", "site": "xuat-xu.json"}.get(kind)
    if described and target.is_dir():
        assert told["snapshot"] in (target / described).read_text("utf-8")


def content(path: Path) -> str:
    """Text of a file, or of all members of a package."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return path.read_bytes().decode("utf-8", "replace")


def test_the_package_of_tables_is_valid(run: Run, tmp_path: Path) -> None:
    assert run("publish", "csv", tmp_path / "bang", "--as-of", DAY).exit_code == 0
    report = Package(str(tmp_path / "bang" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])
    assert len(report.tasks) == 9


def test_what_is_published_is_imported_back_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    for kind, name in (("jsonl", "a.jsonl"), ("csv", "b.zip"), ("xlsx", "c.xlsx")):
        before = json.loads(
            run("publish", "jsonl", tmp_path / "before.jsonl", "--as-of", DAY, "--json").stdout
        )
        assert run("publish", kind, tmp_path / name).exit_code == 0
        (told,) = json.loads(run("import", tmp_path / name, "--json").stdout)["files"]
        assert told["stored"]["inserted"] == told["stored"]["revised"] == 0, told
        after = json.loads(run("publish", "jsonl", tmp_path / "after.jsonl", "--as-of", DAY, "--json").stdout)
        assert after["snapshot"] == before["snapshot"]


def test_filters_stand_in_the_export(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    assert run("publish", "jsonl", target, "--level", "commune", "--sector", "hộ tịch").exit_code == 0
    header, *lines = target.read_text("utf-8").splitlines()
    assert json.loads(header)["filters"] == ["lĩnh vực: hộ tịch", "cấp: commune"]
    assert lines
    assert all("commune" in json.loads(line)["levels"] for line in lines)
    one = run("publish", "jsonl", target, "--key", "1.001193")
    assert one.exit_code == 0
    assert len(target.read_text("utf-8").splitlines()) == 2


def test_an_unknown_key_is_told(run: Run, tmp_path: Path) -> None:
    told = run("publish", "jsonl", tmp_path / "a.jsonl", "--key", "9.999999")
    assert told.exit_code != 0
    assert "9.999999" in f"{told.output}{told.exception}"
    assert not (tmp_path / "a.jsonl").exists()


@pytest.mark.parametrize(("kind", "name"), [("list", "a.csv"), ("jsonl", "a.json"), ("csv", "a.xlsx")])
def test_another_suffix_is_wrong_usage(run: Run, tmp_path: Path, kind: str, name: str) -> None:
    assert run("publish", kind, tmp_path / name).exit_code == 2


def test_a_folder_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    told = run("publish", "jsonl", tmp_path / "khong-co" / "a.jsonl")
    assert told.exit_code == 1
    assert "Không ghi được" in f"{told.output}{told.exception}"


def test_a_decision_is_drafted_by_its_number(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    done = run("publish", "docx", target, "--decision", "1207/QĐ-UBND", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["procedures"] == 3
    assert "1207/QĐ-UBND" in content(target)
    unknown = run("publish", "docx", target, "--decision", "9/QĐ-X")
    assert unknown.exit_code == 1


def test_fields_tell_what_a_format_does_not_carry(run: Run) -> None:
    rows = json.loads(run("publish", "fields", "exchange", "--lost", "--json").stdout)
    told = {row["field"]: row for row in rows}
    assert told["decision.number"]["at"] is None
    assert told["channels.fees.per"]["limit"]
    assert "sector" not in told
    assert {row["format"] for row in json.loads(run("publish", "fields", "--json").stdout)} >= {
        "docx",
        "cpsv",
    }
    assert run("publish", "fields", "pdf").exit_code == 2


def test_changes_go_on_from_a_cursor(run: Run) -> None:
    lines = [json.loads(line) for line in run("changes", "since", "--json").stdout.splitlines()]
    assert len(lines) > 20
    assert {"key", "kind", "content_hash", "valid_from", "cursor"} <= lines[0].keys()
    rest = run("changes", "since", lines[4]["cursor"], "--limit", "2", "--json").stdout.splitlines()
    assert [json.loads(line)["key"] for line in rest] == [line["key"] for line in lines[5:7]]
    whole = json.loads(run("changes", "since", "--limit", "1", "--records", "--json").stdout)
    assert whole["record"]["name"]
    assert lines[-1]["cursor"] in run("changes", "since", lines[-2]["cursor"]).output.replace("\n", "")
