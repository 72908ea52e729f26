"""Foreign services live in the same store, under keys of their own."""

from datetime import UTC, date, datetime
from pathlib import Path

from catalogue.records import content, content_hash
from catalogue.store.store import Store
from importers.run import Silent, import_paths
from tests.build import procedure

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "cpsv-ap" / "trung-tam-nuoc-ngoai" / "source.ttl"
NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)


def test_fields_added_later_do_not_change_what_was_hashed() -> None:
    record = procedure()
    assert not {"foreign_code", "other_names"} & content(record).keys()
    abroad = record.model_copy(update={"code": None, "foreign_code": "FI:1"})
    assert content(abroad)["foreign_code"] == "FI:1"
    assert content_hash(abroad) != content_hash(record)


def test_a_foreign_catalogue_is_stored_searched_and_told_again(tmp_path: Path) -> None:
    with Store.create(f"sqlite:///{tmp_path / 'catalogue.db'}") as store:
        report = import_paths(store, [FIXTURE], progress=Silent(), now=NOW)
        assert report.ok
        assert store.keys() == ("FI:PS-12",)
        (hit,) = store.find("impediments to marriage", NOW.date()).hits
        assert hit.heading.key == "FI:PS-12"
        view = store.as_of("FI:PS-12", date(2026, 11, 1))
        assert view is not None
        assert view.record.other_names[0].language == "fi"
