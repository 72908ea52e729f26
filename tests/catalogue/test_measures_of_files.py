"""Measures that a file states: stored with it, once, and a person's entry outranks a later reading."""

from datetime import UTC, date, datetime

from catalogue.measures import Measure, Target
from catalogue.options import Option
from catalogue.store.reading import FileReading
from catalogue.store.store import Store

NOW, LATER = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
CUT = Measure(
    option=Option.THAY_DU_LIEU,
    targets=(Target(procedure="2.002093", component_text="Giấy chứng nhận đăng ký doanh nghiệp"),),
    instrument="66.7/2025/NQ-CP",
    since=date(2026, 1, 1),
)


def reading(sha256: str, *measures: Measure) -> FileReading:
    """A file that states measures and no procedure."""
    return FileReading("nq.docx", sha256 * 64, 10, "resolution", 1, 50, (), (), measures)


def put(store: Store, told: FileReading, now: datetime) -> None:
    """One run of one file."""
    run = store.begin_run(now=now, arguments=[])
    store.put_file(told, run=run, now=now)
    store.end_run(run, now=now)


def test_measures_are_stored_with_their_file(store: Store) -> None:
    put(store, reading("a", CUT), NOW)
    (entry,) = store.ledger.measures()
    assert entry.record.model_copy(update={"id": None}) == CUT
    assert (entry.who, entry.why) == ("nguồn resolution", "đọc từ tệp nq.docx")


def test_a_later_reading_corrects_an_earlier_one_but_not_a_person(store: Store) -> None:
    put(store, reading("a", CUT), NOW)
    put(store, reading("b", CUT.model_copy(update={"until": date(2027, 2, 28)})), LATER)
    (entry,) = store.ledger.measures()
    assert entry.record.until == date(2027, 2, 28)
    applied = entry.record.model_copy(update={"applied": date(2026, 2, 1)})
    store.ledger.put_measures([applied], who="An", why="đã áp dụng", now=LATER)
    put(store, reading("c", CUT), LATER)
    (entry,) = store.ledger.measures()
    assert entry.record.applied == date(2026, 2, 1)
