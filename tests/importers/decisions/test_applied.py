"""The kit's decisions on top of real records: applied, undone, applied again, the same state each time."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from catalogue.conflicts import Policy
from catalogue.store.reading import FileStatus
from catalogue.store.store import Store
from importers.consent import Consent
from importers.run import FileReport, RunReport, Silent, import_paths

NOW = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
DAYS = [date(2022, 3, 17), date(2022, 3, 18), date(2026, 4, 3), date(2026, 7, 1), date(2026, 8, 1)]
PLACES = (None, "H60", "H15", "H17", "H22")
WHO = {"who": "Lan", "why": "thử"}
CONFLICTS = {  # folder -> codes with their number, against 288 records of the portal alone
    "cu-tru-bo-cong-an": {},
    "xay-dung-da-nang": {"ministry-decision-newer": 2},
}


def run(store: Store, *paths: Path, hours: int, consent: Consent | None = None) -> RunReport:
    now = NOW + timedelta(hours=hours)
    return import_paths(store, paths, progress=Silent(), now=now, consent=consent or Consent())


def state(store: Store) -> dict[tuple[str | None, date], str]:
    return {(place, day): store.snapshot(day, place=place).id for place in PLACES for day in DAYS}


def kit(shared: Path) -> list[Path]:
    return sorted((shared / "data" / "decisions-kit").glob("*/decision.docx"))


@pytest.mark.shared
def test_the_kit_is_applied_undone_and_applied_again(store: Store, shared: Path) -> None:
    run(store, shared / "data" / "portal-api" / "details", hours=0)
    before = state(store)
    first = run(store, *kit(shared), hours=1)
    assert [one.status for one in first.files] == [FileStatus.DONE] * 5
    after = state(store)
    assert before != after
    assert before[None, DAYS[0]] == after[None, DAYS[0]]  # nothing of 2026 before its day
    files = [one.id for one in store.files(run=first.run)]
    book = store.decision_book
    book.undo(files, now=NOW + timedelta(hours=2), **WHO)
    assert state(store) == before
    book.redo(files, now=NOW + timedelta(hours=3), **WHO)
    assert state(store) == after
    book.undo(files, now=NOW + timedelta(hours=4), **WHO)
    run(store, *reversed(kit(shared)), hours=5)
    assert state(store) == after


@pytest.mark.shared
@pytest.mark.parametrize("folder", CONFLICTS)
def test_conflicts_of_the_kit_are_those_a_reader_sees(store: Store, shared: Path, folder: str) -> None:
    run(store, shared / "data" / "portal-api" / "details", hours=0)
    (path,) = [one for one in kit(shared) if one.parent.name == folder]
    (report,) = run(store, path, hours=1, consent=Consent(preview=True)).files
    assert report.preview is not None
    known = {effect.key for effect in report.preview.effects if effect.known}
    counted: dict[str, int] = {}
    for conflict in report.preview.conflicts:
        if conflict.procedure is None or conflict.procedure in known:
            counted[conflict.code] = counted.get(conflict.code, 0) + 1
    assert counted == CONFLICTS[folder]


# consent, on the project's own fixture


@pytest.fixture
def decision(fixtures: Path) -> Path:
    return fixtures / "decision" / "tinh-danh-muc-va-noi-dung" / "source.docx"


def only(report: RunReport) -> FileReport:
    (one,) = report.files
    return one


def test_a_preview_stores_nothing_not_even_a_run(store: Store, decision: Path) -> None:
    told = only(run(store, decision, hours=0, consent=Consent(preview=True)))
    assert told.preview is not None
    assert {conflict.code for conflict in told.preview.conflicts} >= {"ministry-decision-missing"}
    assert store.runs() == ()
    assert store.keys() == ()


def test_a_file_that_is_stopped_is_refused_with_its_conflicts(store: Store, decision: Path) -> None:
    told = only(run(store, decision, hours=0, consent=Consent(Policy.STOP)))
    assert (told.status, told.code) == (FileStatus.REFUSED, "conflicts-found")
    assert "--on-conflict" in (told.hint or "")
    assert [issue.code for issue in store.issues()] == ["conflicts-found"]
    assert store.keys() == ()
    again = only(run(store, decision, hours=1))
    assert again.status is not FileStatus.REFUSED


def test_a_person_is_asked_about_decisions_only(store: Store, decision: Path, fixtures: Path) -> None:
    record = fixtures / "portal-record" / "ho-tich-ket-hon" / "source.json"
    asked = []
    consent = Consent(ask=lambda told: asked.append(told.file))  # type: ignore[func-returns-value]
    report = run(store, decision, record, hours=0, consent=consent)
    assert asked == ["source.docx"]
    assert {one.name: one.code for one in report.files} == {"source.docx": "not-wanted", "source.json": None}
    yes = run(store, decision, hours=1, consent=Consent(ask=lambda _told: Policy.APPLY))
    assert only(yes).records > 0
