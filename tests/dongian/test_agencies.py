"""The register of agencies from the command line, and names of agencies at import."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.agencies import RegisterEntry
from catalogue.agencies_register import shipped
from catalogue.agencies_rows import rows_of
from catalogue.issues import IssueLog
from catalogue.store.store import Store
from dongian.agency_names import unresolved_names
from dongian.cli import cli
from importers.agency_names import note_unknown
from importers.base import SourceFile
from importers.run import Silent, import_paths
from importers.sources.agency_list import extract, recognise
from publishing.agency_list import FORMATS, write_agencies
from tests.build import NOW, day, procedure, reading

Run = Callable[..., Result]
DAY = day("2026-10-01")
SIGNED = ("--who", "An", "--why", "quyết định 12")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    records = (
        procedure("1.000001", issuing_agency="UBND tỉnh Hà Giang", handling_agencies=("Sở vũ trụ", "UBND")),
        procedure("1.000002", issuing_agency="Bộ GTVT", handling_agencies=("Sở vũ trụ; Sở Y tế",)),
    )
    with Store.create(url) as store:
        opened = store.begin_run(now=NOW)
        store.put_file(reading(*records), run=opened, now=NOW)
        store.end_run(opened, now=NOW)

    def call(*arguments: str, code: int = 0) -> Result:
        found = CliRunner().invoke(cli, ["--database", url, *arguments, "--lang", "vi"])
        assert found.exit_code == code, found.output
        return found

    return call


def told(run: Run, *arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("agencies", *arguments, "--json").stdout)
    return found


def test_a_name_is_resolved_with_its_reasons_on_a_day(run: Run) -> None:
    (one,) = told(run, "resolve", "Sở NN&PTNT tỉnh Hà Giang", "--as-of", "2026-10-01")
    assert one["key"] == "so-nong-nghiep-va-phat-trien-nong-thon@tinh-ha-giang"
    assert one["stands_in"] == ["Sở Nông nghiệp và Môi trường tỉnh Tuyên Quang"]
    assert one["ended"] == "2025-03-01"
    shown = run("agencies", "resolve", "UBND").stdout
    assert "có thể là" in shown


def test_the_list_of_a_day(run: Run) -> None:
    old, new = (
        {row["id"] for row in told(run, "list", "--kind", "place", "--as-of", on)}
        for on in ("2024-12-31", "2026-10-01")
    )
    assert (len(old), len(new)) == (63, 34)
    assert told(run, "list", "--text", "giao thong van tai", "--as-of", "2026-10-01") == []
    assert told(run, "list", "--text", "giao thong van tai", "--all")


def test_one_agency_and_its_chain(run: Run) -> None:
    shown = json.loads(run("agencies", "show", "Bộ GTVT", "--json").stdout)
    assert shown["id"] == "bo-giao-thong-van-tai"
    assert {step["new"] for step in shown["successions"]} == {"bo-xay-dung", "bo-cong-an"}
    chain = told(run, "succession", "cuc-thue-cap-tinh")
    assert [step["new"] for step in chain] == ["chi-cuc-thue-khu-vuc", "thue-tinh-thanh-pho"]
    place = json.loads(run("agencies", "show", "Hà Giang", "--as-of", "2026-10-01", "--json").stdout)
    assert (place["id"], place["successions"][0]["new"]) == ("tinh-ha-giang", "tinh-tuyen-quang")
    assert len(told(run, "succession")) == len(shipped().successions)


def test_names_that_nobody_knows_come_with_where_they_stand(run: Run) -> None:
    rows = told(run, "unresolved", "--as-of", "2026-10-01")
    assert [(row["written"], row["uses"]) for row in rows] == [("Sở vũ trụ", 2), ("UBND", 1)]
    assert rows[0]["procedures"] == ["1.000001", "1.000002"]
    assert set(rows[1]["may_be"]) == {"Ủy ban nhân dân cấp tỉnh", "Ủy ban nhân dân cấp xã"}  # type: ignore[call-overload]


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_exported_is_read_back_as_it_was(tmp_path: Path, format_: str) -> None:
    target = tmp_path / f"agencies.{format_}"
    assert write_agencies(target, shipped()) > len(shipped().agencies)
    file = SourceFile.open(target)
    assert recognise(file)
    issues = IssueLog()
    entries = tuple(extract(file, issues))
    assert not len(issues), [issue.message for issue in issues]
    back = {entry.agency.id: entry.agency for entry in entries if entry.agency is not None}
    assert back == dict(shipped().agencies)
    steps = {e.succession.key: e.succession for e in entries if e.succession is not None}
    of_agencies = {s.key: s for s in shipped().successions if s.old in shipped().agencies}
    without_notes = {key: s.model_copy(update={"note": None}) for key, s in of_agencies.items()}
    assert {key: s.model_copy(update={"note": None}) for key, s in steps.items()} == without_notes


def edited(path: Path) -> None:
    """The register as CSV, with one more name for one agency."""
    rows = list(rows_of(shipped(), only=frozenset({"so-y-te"})))
    rows[0]["Tên gọi khác"] += " | Sở Y tế và Dân số"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerow(rows[0])


def test_an_update_is_checked_imported_once_and_exported_again(run: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "danh-ba.csv", tmp_path / "ra.json"
    edited(file)
    assert "chưa ghi gì" in run("agencies", "import", str(file), "--dry-run", *SIGNED).stdout
    assert "Đã ghi 1 dòng mới" in run("agencies", "import", str(file), *SIGNED).stdout
    assert "Đã ghi 0 dòng mới, 1 dòng không đổi" in run("agencies", "import", str(file), *SIGNED).stdout
    (one,) = told(run, "resolve", "Sở Y tế và Dân số tỉnh Lai Châu")
    assert one["key"] == "so-y-te@tinh-lai-chau"
    run("agencies", "export", "--to", str(out), "--entered")
    (entry,) = json.loads(out.read_text("utf-8"))["entries"]
    assert "Sở Y tế và Dân số" in entry["agency"]["aliases"]
    shown = json.loads(run("agencies", "show", "so-y-te", "--json").stdout)
    assert [(e["who"], e["why"]) for e in shown["entries"]] == [("An", "quyết định 12")]


def test_an_import_of_files_takes_lists_of_agencies_too(tmp_path: Path) -> None:
    edited(tmp_path / "danh-ba.csv")
    with Store.create(f"sqlite:///{tmp_path / 'b.db'}") as store:
        report = import_paths(store, [tmp_path / "danh-ba.csv"], progress=Silent(), now=NOW)
        (entry,) = store.ledger.agencies()
        again = import_paths(store, [tmp_path / "danh-ba.csv"], progress=Silent(), now=NOW)
    assert [str(one.status) for one in (*report.files, *again.files)] == ["done", "unchanged"]
    assert entry.who == "nguồn agency-list"


def test_a_row_that_a_person_entered_outranks_a_file(tmp_path: Path) -> None:
    by_hand = shipped().agencies["so-y-te"].model_copy(update={"note": "do người ghi"})
    edited(tmp_path / "danh-ba.csv")
    with Store.create(f"sqlite:///{tmp_path / 'c.db'}") as store:
        store.ledger.put_agencies([RegisterEntry(agency=by_hand)], who="An", why="12", now=NOW)
        import_paths(store, [tmp_path / "danh-ba.csv"], progress=Silent(), now=NOW)
        assert store.ledger.register().agencies["so-y-te"].note == "do người ghi"


def test_an_unknown_name_is_one_note_of_its_file() -> None:
    issues = IssueLog()
    records = [procedure(f"1.00000{n}", handling_agencies=("Sở vũ trụ", "Sở Y tế")) for n in range(1, 4)]
    note_unknown(records, issues, register=shipped())
    (issue,) = issues
    assert (issue.code, str(issue.severity), issue.quote) == ("agency-unknown", "note", "Sở vũ trụ")
    assert "3 thủ tục" in issue.message


@pytest.mark.shared
def test_nearly_every_name_of_the_real_lists_is_known(shared: Path, tmp_path: Path) -> None:
    with Store.create(f"sqlite:///{tmp_path / 'd.db'}") as store:
        import_paths(
            store, sorted((shared / "data" / "portal-list").glob("*.xlsx")), progress=Silent(), now=NOW
        )
        found = unresolved_names(store.snapshot(DAY), store.ledger.register())
    assert found.known_uses >= 0.97 * found.uses
    assert found.known >= 0.95 * found.names
