"""A resolution through a whole import: its measures are in the ledger; importing again changes nothing."""

from datetime import UTC, date, datetime
from pathlib import Path

from catalogue.measures import MeasureState
from catalogue.store.store import Store
from importers.run import Silent, import_paths

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_measures_of_a_resolution_are_in_force_in_the_catalogue(store: Store, fixtures: Path) -> None:
    folder = fixtures / "resolution" / "thay-the-va-cat-giam"
    (report,) = import_paths(store, [folder / "source.docx"], progress=Silent(), now=NOW).files
    assert (report.importer, report.records, report.measures) == ("resolution", 0, 4)
    entries = store.ledger.measures()
    assert {entry.record.state(date(2026, 6, 1)) for entry in entries} == {MeasureState.IN_FORCE}
    assert {entry.record.procedures for entry in entries} >= {("2.002093",), ("1.012543",)}
    import_paths(store, [folder / "source.docx"], progress=Silent(), now=NOW)
    assert all(len(store.ledger.measure_history(entry.key)) == 1 for entry in entries)


def test_new_content_of_a_resolution_is_a_procedure_with_a_provisional_id(
    store: Store, fixtures: Path
) -> None:
    folder = fixtures / "resolution" / "noi-dung-theo-cau"
    (report,) = import_paths(store, [folder / "source.docx"], progress=Silent(), now=NOW).files
    assert (report.records, report.measures) == (1, 5)
    (row,) = store.snapshot(date(2026, 6, 1)).procedures
    assert row.name == "Đăng ký mẫu con dấu mới"
    assert row.key.startswith("TAM-")
