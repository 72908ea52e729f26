"""Undoing and redoing what a file did: as of now it was never read, as known before it still holds."""

from datetime import datetime, timedelta

import pytest

from catalogue.errors import NotFound
from catalogue.measures import Measure, Target
from catalogue.options import Option
from catalogue.records import Change, Procedure
from catalogue.store.files import FileMark
from catalogue.store.ledger import Unsigned
from catalogue.store.reading import FileReading, FileStatus, Stored
from catalogue.store.store import Store
from catalogue.store.undoings import NotUndoable
from tests.build import CODE, NOW, case, day, decision, listed, procedure, reading

TODAY = day("2026-01-15")
WHO = {"who": "Lan", "why": "nhập nhầm"}


def at(days: float) -> datetime:
    return NOW + timedelta(days=days)


def put(store: Store, told: FileReading, *, later: float = 0) -> Stored:
    run = store.begin_run(now=at(later))
    return store.put_file(told, run=run, now=at(later))


def amended(code: str = CODE, **said: object) -> Procedure:
    values = {"change": Change.AMENDED, "signed": "2026-01-01", "number": "9/QĐ-BTP"}
    return procedure(code, **(values | said))


def announced(*records: Procedure, name: str = "quyet-dinh.docx") -> FileReading:
    return reading(*records, name=name, importer="decision", rank=50)


PORTAL = reading(procedure(), procedure("1.000002"), name="cong.json")
DECISION = announced(
    amended(name="Đăng ký khai sinh lưu động", cases=(case("Giấy chứng sinh"),)),
    amended("1.000002", change=Change.REPEALED),
    amended("1.000003", change=Change.NEW, name="Cấp bản sao trích lục"),
)


def everything(store: Store, known: datetime | None = None) -> str:
    return store.snapshot(TODAY, known).id


def test_an_undone_decision_leaves_the_catalogue_as_before_and_redone_as_after(store: Store) -> None:
    put(store, PORTAL)
    before = everything(store)
    put(store, DECISION, later=1)
    after = everything(store)
    assert before != after
    book = store.decision_book
    (undoing,) = book.undo_decision("9/QĐ-BTP", now=at(2), **WHO)
    assert (undoing.act, undoing.who, undoing.why) == ("undone", "Lan", "nhập nhầm")
    assert everything(store) == before
    book.redo_decision("9/QĐ-BTP", now=at(3), **WHO)
    assert everything(store) == after
    assert [one.act for one in book.undoings()] == ["undone", "redone"]


def test_both_clocks_are_kept(store: Store) -> None:
    put(store, PORTAL)
    before = everything(store)
    put(store, DECISION, later=1)
    after = everything(store)
    store.decision_book.undo_decision("9/QĐ-BTP", now=at(2), **WHO)
    assert everything(store, at(0.5)) == before
    assert everything(store, at(1.5)) == after
    assert everything(store, at(2)) == before
    store.decision_book.redo_decision("9/QĐ-BTP", now=at(3), **WHO)
    assert [everything(store, at(d)) for d in (0.5, 1.5, 2.5, 3.5)] == [before, after, before, after]


def test_importing_again_is_redoing(store: Store) -> None:
    put(store, PORTAL)
    put(store, DECISION, later=1)
    after = everything(store)
    mark = FileMark(DECISION.name, DECISION.sha256, DECISION.size, "decision", 1)
    assert store.seen_many([mark])
    store.decision_book.undo_decision("9/QĐ-BTP", now=at(2), **WHO)
    assert not store.seen_many([mark])
    again = put(store, DECISION, later=3)
    assert (again.inserted, again.revised, again.status) == (1, 2, FileStatus.DONE)
    assert everything(store) == after
    assert store.seen_many([mark])


def test_lists_search_and_issues_forget_what_is_undone(store: Store) -> None:
    put(store, PORTAL)
    put(store, DECISION, later=1)
    assert [h.key for h in store.listing(TODAY, text="trích lục")] == ["1.000003"]
    assert store.issues(code="amends-unknown") == ()
    put(store, announced(amended("1.000004", number="10/QĐ-BTP"), name="10.docx"), later=2)
    assert [issue.procedure for issue in store.issues(code="amends-unknown")] == ["1.000004"]
    for number in ("9/QĐ-BTP", "10/QĐ-BTP"):
        store.decision_book.undo_decision(number, now=at(3), **WHO)
    assert [h.key for h in store.listing(TODAY)] == ["1.000001", "1.000002"]
    assert store.listing(TODAY, text="trích lục") == ()
    assert store.listing(TODAY, text="lưu động") == ()
    assert store.issues(code="amends-unknown") == ()
    assert {h.key for h in store.listing(TODAY, known=at(2.5))} == {"1.000001", "1.000003", "1.000004"}


def test_the_history_shows_the_undone_sighting_as_undone(store: Store) -> None:
    put(store, PORTAL)
    put(store, DECISION, later=1)
    store.decision_book.undo_decision("9/QĐ-BTP", now=at(2), **WHO)
    first, second = store.history(CODE)
    assert first.counts()
    assert not second.counts()
    assert second.undone == ((at(2), None),)


def test_any_file_can_be_undone_by_the_number_of_its_reading(store: Store) -> None:
    stored = put(store, reading(listed(), name="danh-muc.xlsx", rank=30))
    store.decision_book.undo([stored.file], now=at(1), **WHO)
    assert store.snapshot(TODAY).procedures == ()
    store.decision_book.redo([stored.file], now=at(2), **WHO)
    assert len(store.snapshot(TODAY).procedures) == 1


def test_only_the_last_reading_of_a_publication_is_undone_alone(store: Store) -> None:
    first = put(store, reading(procedure(), procedure("1.000002"), name="a.json"))
    second = put(store, reading(procedure(), procedure("1.000002", name="Tên mới"), name="a.json"), later=1)
    after = everything(store)
    with pytest.raises(NotUndoable, match="đọc lại") as caught:
        store.decision_book.undo([first.file], now=at(2), **WHO)
    assert str(second.file) in (caught.value.hint or "")
    assert everything(store) == after
    store.decision_book.undo([first.file, second.file], now=at(2), **WHO)
    assert store.snapshot(TODAY).procedures == ()
    with pytest.raises(NotUndoable, match="không còn như lúc"):
        store.decision_book.redo([second.file], now=at(3), **WHO)
    store.decision_book.redo([first.file, second.file], now=at(3), **WHO)
    assert everything(store) == after


def test_a_reading_is_redone_only_on_what_it_was_read_upon(store: Store) -> None:
    first = put(store, reading(procedure(), procedure("1.000002"), name="a.json"))
    store.decision_book.undo([first.file], now=at(1), **WHO)
    put(store, reading(procedure(), procedure("1.000003"), name="a.json"), later=2)
    with pytest.raises(NotUndoable):
        store.decision_book.redo([first.file], now=at(3), **WHO)
    assert [p.key for p in store.snapshot(TODAY).procedures] == ["1.000001", "1.000003"]


def test_two_provinces_with_one_number_are_told_apart(store: Store) -> None:
    for place in ("Hà Giang", "Lai Châu"):
        told = decision("12/QĐ-UBND", "2026-01-01", agency=f"Ủy ban nhân dân tỉnh {place}")
        record = procedure(change=Change.NEW, decision=told, name=f"Cấp thẻ ở {place}")
        put(store, announced(record, name=f"{place}/qd.docx"))
    with pytest.raises(NotUndoable, match="2 quyết định cùng số"):
        store.decision_book.undo_decision("12/QĐ-UBND", now=at(1), **WHO)
    (one,) = store.decision_book.undo_decision("12/QĐ-UBND", agency="Hà Giang", now=at(1), **WHO)
    assert one.file == "Hà Giang/qd.docx"


def test_what_cannot_be_undone_is_told_with_what_to_do(store: Store) -> None:
    stored = put(store, DECISION)
    book = store.decision_book
    with pytest.raises(NotFound, match="999"):
        book.undo([999], now=NOW, **WHO)
    with pytest.raises(NotFound, match="77/QĐ-BTP"):
        book.undo_decision("77/QĐ-BTP", now=NOW, **WHO)
    with pytest.raises(Unsigned):
        book.undo([stored.file], now=NOW, who=" ", why="nhầm")
    with pytest.raises(NotUndoable, match="không cần làm lại"):
        book.redo([stored.file], now=NOW, **WHO)
    book.undo([stored.file], now=at(1), **WHO)
    with pytest.raises(NotUndoable, match="đã được hoàn tác"):
        book.undo([stored.file], now=at(1), **WHO)
    with pytest.raises(NotUndoable, match="đã được hoàn tác"):
        book.undo_decision("9/QĐ-BTP", now=at(1), **WHO)


CUT = Measure(
    option=Option.THAY_DU_LIEU,
    targets=(Target(procedure=CODE, component_text="Giấy khai sinh"),),
    instrument="66.7/2025/NQ-CP",
    since=day("2026-01-01"),
)


def test_the_measures_of_an_undone_file_are_no_longer_in_force(store: Store) -> None:
    told = FileReading("nq.docx", "a" * 64, 10, "resolution", 1, 50, (), (), (CUT,))
    stored = put(store, told)
    store.decision_book.undo([stored.file], now=at(1), **WHO)
    assert store.ledger.measures() == ()
    assert len(store.ledger.measures(at(0.5))) == 1
    store.decision_book.redo([stored.file], now=at(2), **WHO)
    assert len(store.ledger.measures()) == 1
    store.decision_book.undo([stored.file], now=at(3), **WHO)
    put(store, told, later=4)
    assert len(store.ledger.measures()) == 1
