"""Procedures that a file names without a code, in a run: matched by name, or left open and said so."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from catalogue.store.reading import FileStatus
from catalogue.store.store import Store
from importers.run import RunReport, Silent, import_paths
from tests.importers.files import lines, row, write

FIRST = datetime(2026, 11, 1, 8, tzinfo=UTC)
SECOND = datetime(2026, 11, 2, 8, tzinfo=UTC)
THIRD = datetime(2026, 11, 3, 8, tzinfo=UTC)
CODED = lines(
    row("1.000656", "Thủ tục đăng ký khai tử"),
    row("1.012062", "Cấp thẻ giám định viên"),
    row("3.000226", "Cấp tài khoản mức độ 02 (cấp tỉnh)"),
)
NAMED = lines(
    row("", "Đăng ký khai tử"),
    row("", "Cấp lại thẻ giám định viên"),
    row("", "Cấp tài khoản mức độ 02 (cấp xã)"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(f"sqlite:///{tmp_path / 'catalogue.db'}") as opened:
        yield opened


def run(store: Store, *paths: Path, now: datetime = FIRST) -> RunReport:
    return import_paths(store, paths, progress=Silent(), now=now)


def keys(store: Store) -> list[str]:
    """Keys that some source holds to be in force."""
    return [one.key for one in store.listing(THIRD.date())]


def told(store: Store, code: str) -> list[str]:
    return [issue.message for issue in store.issues(code=code)]


def test_a_sure_name_gives_the_code_and_says_so(store: Store, tmp_path: Path) -> None:
    report = run(store, write(tmp_path / "in", {"a-named.jsonl": NAMED, "b-coded.jsonl": CODED}))
    assert report.ok
    assert [one.split("-")[0] for one in keys(store)] == ["1.000656", "1.012062", "3.000226", "TAM", "TAM"]
    (matched,) = store.issues(code="matched-by-name")
    assert matched.procedure == "1.000656"
    assert "điểm 1.00" in matched.message
    sighting = next(one for one in store.history("1.000656") if one.file == "a-named.jsonl")
    assert sighting.record is not None
    assert sighting.record.name == "Đăng ký khai tử"
    assert sighting.record.provisional_id is None
    assert "matched-by-name" in sighting.record.issues


def test_a_near_name_stays_open_and_lists_what_may_be_meant(store: Store, tmp_path: Path) -> None:
    run(store, write(tmp_path / "in", {"a-named.jsonl": NAMED, "b-coded.jsonl": CODED}))
    again, level = sorted(told(store, "name-unsure"))
    assert "“Cấp lại thẻ giám định viên”" in again
    assert "1.012062 “Cấp thẻ giám định viên” 0.5" in again
    assert "khác việc: cấp lại, cấp" in again
    assert "3.000226" in level
    assert "khác cấp" in level


@pytest.mark.parametrize("names", [*permutations(["1.jsonl", "2.jsonl", "3.jsonl"])])
def test_the_order_of_files_in_a_run_does_not_matter(
    names: tuple[str, ...], store: Store, tmp_path: Path
) -> None:
    other = lines(row("", "Cấp thẻ giám định viên"), row("1.004884", "Đăng ký lại khai sinh"))
    files = dict(zip(names, (CODED, NAMED, other), strict=True))
    run(store, write(tmp_path / "in", files))
    assert [one for one in keys(store) if not one.startswith("TAM")] == [
        "1.000656",
        "1.004884",
        "1.012062",
        "3.000226",
    ]
    assert {issue.procedure for issue in store.issues(code="matched-by-name")} == {"1.000656", "1.012062"}


def test_a_file_read_before_its_codes_were_known_is_read_again(store: Store, tmp_path: Path) -> None:
    named = write(tmp_path / "named", {"named.jsonl": NAMED})
    run(store, named)
    assert all(one.startswith("TAM-") for one in keys(store))
    run(store, write(tmp_path / "coded", {"coded.jsonl": CODED}), now=SECOND)
    (report,) = run(store, named, now=THIRD).files
    assert (report.status, report.stored["withdrawn"]) == (FileStatus.DONE, 1)
    assert [one.split("-")[0] for one in keys(store)] == ["1.000656", "1.012062", "3.000226", "TAM", "TAM"]
    assert len(store.issues(code="matched-by-name")) == 1


def test_nothing_new_is_known_and_nothing_is_read_again(store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a-named.jsonl": NAMED, "b-coded.jsonl": CODED})
    run(store, folder)
    before = store.snapshot(THIRD.date()).id
    for now in (SECOND, THIRD):
        assert {one.status for one in run(store, folder, now=now).files} == {FileStatus.UNCHANGED}
    assert store.snapshot(THIRD.date()).id == before


def test_a_match_is_no_evidence_for_itself(store: Store, tmp_path: Path) -> None:
    named = write(tmp_path / "named", {"named.jsonl": lines(row("", "Đăng ký khai tử"))})
    run(store, write(tmp_path / "coded", {"coded.jsonl": CODED}), named)
    twin = lines(row("1.115656", "Đăng ký khai tử"), row("1.000656", "Đăng ký khai tử lưu động"))
    run(store, write(tmp_path / "coded", {"coded.jsonl": twin}), now=SECOND)
    run(store, named, now=THIRD)
    assert [issue.procedure for issue in store.issues(code="matched-by-name")] == ["1.115656"]


def test_two_rows_cannot_both_be_one_procedure(store: Store, tmp_path: Path) -> None:
    rows = lines(row("", "Đăng ký khai tử"), row("", "Thủ tục đăng ký khai tử", type="SPECIFIC"))
    report = run(store, write(tmp_path / "in", {"a.jsonl": rows, "b.jsonl": CODED}))
    assert report.ok
    assert told(store, "matched-by-name") == []
    assert all("một dòng khác trong tệp" in one for one in told(store, "name-unsure"))


PADDED = [
    # written | name beside it | key in the end | issue
    ("1.01206", "Cấp thẻ giám định", "1.012060", "code-padded"),  # nobody knows 1.012060
    ("1.00065", "Đăng ký khai tử", "1.000650", "code-padded"),
    ("3.00022", "Cấp hộ chiếu", "TAM", "padded-code-refused"),
    ("1.0048", "Thủ tục đăng ký lại khai sinh", "1.004800", "code-repaired"),
    ("1.0048", "Thủ tục đăng ký khai sinh", "TAM", "padded-code-refused"),
]
BESIDE = lines(
    row("3.000220", "Cấp tài khoản mức độ 02"),
    row("1.004800", "Đăng ký lại khai sinh"),
)


@pytest.mark.parametrize(("written", "name", "key", "issue"), PADDED)
def test_a_code_that_lost_its_zeros_needs_the_name(
    written: str, name: str, key: str, issue: str, store: Store, tmp_path: Path
) -> None:
    rows = lines(row(written, name))
    run(store, write(tmp_path / "in", {"a.jsonl": rows, "b.jsonl": BESIDE}))
    (found,) = [one for one in store.issues(file="a.jsonl") if one.field == "code"]
    assert found.code == issue
    assert found.procedure is not None
    assert found.procedure.startswith(key)
    assert found.procedure in keys(store)
