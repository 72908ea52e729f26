"""Export, import, nothing changed: into the same catalogue and into an empty one, in both databases."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exported import meant, spelt
from catalogue.flat import Field, bared, flat_rows, flat_tables, guarded, told_of
from catalogue.records import Procedure, content_hash
from catalogue.snapshot import Snapshot
from catalogue.store.reading import FileReading, Stored
from catalogue.store.store import Store
from catalogue.template import kinds
from importers.base import SourceFile
from importers.registry import importer_for
from importers.run import read_file
from publishing.exports.fields import carried, explains, lost
from publishing.exports.jsonl import write_jsonl
from publishing.exports.parquet import read_parquet, write_parquet
from publishing.exports.portal_list import write_list
from publishing.exports.stamp import Stamp
from publishing.exports.tables import write_tables
from publishing.templates import write_template
from tests.build import NOW, day, procedure
from tests.publishing.exports.round_trip import fixture_records

DAY = day("2026-07-01")
LATER = NOW + timedelta(days=200)


def stamp(records: Sequence[Procedure]) -> Stamp:
    return Stamp.of(Snapshot.of(DAY, records), known=NOW, version="0.1.0")


WHOLE: dict[str, Callable[[Path, Sequence[Procedure]], object]] = {
    "x.jsonl": lambda target, records: write_jsonl(target, records, stamp(records)),
    "x.zip": lambda target, records: write_tables(target, records, stamp(records)),
    "x.xlsx": lambda target, records: write_template(target, kinds()["procedures"], records),
}
"""Formats that carry everything."""


def read(path: Path) -> FileReading:
    file = SourceFile.open(path)
    return read_file(file, importer_for(file))


def put(store: Store, reading: FileReading) -> Stored:
    return store.put_file(reading, run=store.begin_run(now=LATER), now=LATER)


@pytest.fixture(scope="module")
def records(fixtures: Path) -> list[Procedure]:
    """Records of every kind of source; none that states a decision without saying anything of it."""
    found = fixture_records(fixtures)
    assert len(found) > 50
    return [one for one in found if one.decision is None or one.decision.model_dump(exclude_defaults=True)]


def filled(store: Store, records: Sequence[Procedure]) -> Snapshot:
    reading = FileReading("nguon.json", "0" * 64, 1, "portal-record", 1, 40, tuple(records))
    store.put_file(reading, run=store.begin_run(now=NOW), now=NOW)
    return store.snapshot(DAY)


@pytest.mark.parametrize("name", WHOLE)
def test_imported_into_the_same_catalogue_it_changes_nothing(
    store: Store, tmp_path: Path, records: list[Procedure], name: str
) -> None:
    before = filled(store, records)
    WHOLE[name](tmp_path / name, before.procedures)
    stored = put(store, read(tmp_path / name))
    assert (stored.inserted, stored.revised, stored.corrected, stored.withdrawn) == (0, 0, 0, 0)
    assert stored.unchanged == len(before.procedures)
    assert store.snapshot(DAY).id == before.id


@pytest.mark.parametrize("name", WHOLE)
def test_imported_into_an_empty_catalogue_it_gives_the_same_snapshot(
    store: Store, tmp_path: Path, records: list[Procedure], name: str
) -> None:
    shown = [one for one in records if one.change not in ("repealed", "suspended")]
    WHOLE[name](tmp_path / name, shown)
    stored = put(store, read(tmp_path / name))
    assert stored.inserted == len(shown)
    found = store.snapshot(day("2030-01-01"))
    held = {one.key: content_hash(one) for one in found.procedures}
    assert held == {one.key: content_hash(one) for one in shown if one.key in held}
    ended = {key for one in shown for key in one.replaces}
    expired = {one.key for one in shown if one.decision and one.decision.expires}
    assert {one.key for one in shown} - held.keys() <= ended | expired


def test_an_official_list_adds_a_source_and_changes_no_field(
    store: Store, tmp_path: Path, records: list[Procedure]
) -> None:
    before = filled(store, [one for one in records if one.code])
    write_list(tmp_path / "x.xlsx", before.procedures, stamp(before.procedures))
    stored = put(store, read(tmp_path / "x.xlsx"))
    assert stored.inserted == 0
    assert store.snapshot(DAY).id == before.id


def test_parquet_gives_the_records_again(tmp_path: Path, records: list[Procedure]) -> None:
    target = tmp_path / "x.parquet"
    assert write_parquet(target, records, stamp(records)) == len(records)
    assert list(read_parquet(target)) == records


@pytest.mark.parametrize("name", [*WHOLE, "x.parquet", "danh-sach.xlsx"])
def test_equal_input_gives_equal_bytes(tmp_path: Path, records: list[Procedure], name: str) -> None:
    writers = WHOLE | {
        "x.parquet": lambda target, told: write_parquet(target, told, stamp(told)),
        "danh-sach.xlsx": lambda target, told: write_list(target, told, stamp(told)),
    }
    first, second = tmp_path / "1" / name, tmp_path / "2" / name
    for target in (first, second):
        target.parent.mkdir()
        writers[name](target, records)
    assert first.read_bytes() == second.read_bytes()
    assert [path.name for path in first.parent.iterdir()] == [name]  # nothing is left beside it


def test_tables_and_columns_cover_the_record(records: list[Procedure]) -> None:
    for record in records:
        rows: dict[str, list[dict[str, object]]] = {}
        for table, row in flat_rows(record):
            rows.setdefault(table.name, []).append(row)
        assert content_hash(Procedure.model_validate(told_of(record.key, rows))) == content_hash(record)


cells = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20) | st.text(
    alphabet="'\"=+-@\\\t\r\n 1.ău{}", max_size=8
)


@given(st.none() | cells, st.booleans())
def test_a_text_survives_its_cell(text: str | None, nullable: bool) -> None:
    field = Field("a", ("a",), "text", nullable, None, "")
    told = text if nullable else text or ""
    cell = spelt(field, told)
    assert meant(field, cell) == told
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "|", "%"))


@given(cells)
def test_a_guarded_cell_is_no_formula_and_comes_back(cell: str) -> None:
    assert bared(guarded(cell)) == cell
    assert not guarded(cell).lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))


@given(st.lists(cells, max_size=4), st.booleans())
def test_a_list_survives_its_cell(items: list[str], nullable: bool) -> None:
    field = Field("a", ("a",), "list", nullable, None, "")
    assert meant(field, spelt(field, items)) == items


def test_numbers_and_days_survive_their_cells() -> None:
    for kind, value in (("whole", 0), ("number", 17.5), ("number", 1e-7), ("date", DAY), ("whole", None)):
        field = Field("a", ("a",), kind, True, None, "")
        assert meant(field, spelt(field, value)) == value


def test_every_table_has_its_key_and_its_owner() -> None:
    names = {table.name for table in flat_tables()}
    assert all(table.parent is None or table.parent in names for table in flat_tables())
    assert all(len(set(table.headers)) == len(table.headers) for table in flat_tables())


def test_a_format_that_carries_everything_loses_nothing() -> None:
    for name in ("jsonl", "csv", "parquet", "xlsx"):
        assert lost(name) == ()
    assert not explains("csv", "name")
    assert {one.path for one in carried("list") if one.whole} == {"code"}


def test_a_long_cell_is_told_and_not_cut(tmp_path: Path) -> None:
    record = procedure(conditions="ă" * 32_768)
    written = write_tables(tmp_path / "x.zip", [record], stamp([record]))
    assert written.long_cells == 1
    assert read(tmp_path / "x.zip").records[0].conditions == record.conditions
