"""The feed of changes: a cursor goes on where it stopped, and following the feed gives the catalogue."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.errors import CatalogueError
from catalogue.records import Procedure
from catalogue.store.changes import Entry, Feed, Happened, WrongCursor, replay
from catalogue.store.store import Store
from tests.build import NOW, day, listed, procedure, reading

DAY = day("2026-07-01")


def put(store: Store, *records: Procedure, name: str = "a.json", days: int = 0, **said: object) -> None:
    moment = NOW + timedelta(days=days)
    store.put_file(reading(*records, name=name, **said), run=store.begin_run(now=moment), now=moment)


def follow(feed: Feed, size: int) -> Iterator[Entry]:
    """The whole feed, `size` entries at a time, each time from the cursor of the last."""
    cursor = ""
    while page := list(feed.since(cursor, limit=size, whole=True)):
        yield from page
        cursor = page[-1].cursor


def test_an_empty_catalogue_has_an_empty_feed(store: Store) -> None:
    feed = Feed(store.engine)
    assert list(feed.since()) == []
    assert feed.end() == ""
    assert feed.last_recorded() is None


def test_a_cursor_goes_on_where_it_stopped(store: Store) -> None:
    put(store, procedure(), procedure("1.000002"))
    feed = Feed(store.engine)
    first, second = feed.since()
    assert (first.key, second.key) == ("1.000001", "1.000002")
    assert [one.key for one in feed.since(first.cursor)] == ["1.000002"]
    assert list(feed.since(second.cursor)) == []
    assert feed.end() == second.cursor
    put(store, listed("1.000003"), name="b.json", days=1)
    assert [one.key for one in feed.since(second.cursor)] == ["1.000003"]


def test_entries_say_what_happened(store: Store) -> None:
    put(store, procedure("1.000001", effective="2026-02-01"))
    put(store, procedure("1.000009", change="replaced", replaces=["1.000001"], effective="2026-03-01"),
        name="b.json", days=1)  # fmt: skip
    put(store, procedure("1.000009", change="replaced", effective="2026-03-01"), name="b.json", days=2)
    entries = list(Feed(store.engine).since())
    assert [(one.key, one.kind) for one in entries][:3] == [
        ("1.000001", Happened.STATED),
        ("1.000001", Happened.ENDED) if entries[1].key == "1.000001" else ("1.000009", Happened.STATED),
        ("1.000009", Happened.STATED) if entries[1].key == "1.000001" else ("1.000001", Happened.ENDED),
    ]
    ended = next(one for one in entries if one.kind is Happened.ENDED)
    assert (ended.key, ended.replaced_by, ended.valid_from) == ("1.000001", "1.000009", day("2026-03-01"))
    assert all(one.record is None for one in entries)


@pytest.mark.parametrize("cursor", ["x", "WzEsICJhIl0", "////", "eyJhIjoxfQ", "WzEsInp6enp6enp6Il0", "é"])
def test_a_cursor_of_another_catalogue_is_refused_with_what_to_do(store: Store, cursor: str) -> None:
    put(store, procedure())
    with pytest.raises(WrongCursor) as told:
        list(Feed(store.engine).since(cursor))
    assert "changes since" in str(told.value.hint)


CODES = st.sampled_from(["1.000001", "1.000002", "1.000003"])
DAYS = st.sampled_from([None, "2026-01-01", "2026-03-01", "2026-06-01", "2026-08-01"])
RECORDS = st.builds(
    lambda code, name, change, effective, number, full: (procedure if full else listed)(
        code, name=name, change=change, effective=effective, number=number
    ),
    CODES,
    st.sampled_from(["Cấp", "Cấp lại", "Đổi"]),
    st.sampled_from([None, "new", "amended", "repealed"]),
    DAYS,
    st.sampled_from(["1/QĐ-BTP", "2/QĐ-BTP"]),
    st.booleans(),
)
TOLD = st.lists(RECORDS, max_size=3, unique_by=lambda record: record.code)
FILES = st.lists(st.tuples(st.sampled_from(["a.json", "b.json", "c.json"]), TOLD), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES, size=st.integers(1, 5), today=st.sampled_from(["2026-02-01", "2026-07-01", "2027-01-01"]))
def test_replaying_from_the_empty_cursor_gives_the_snapshot(
    empty_catalogue: Path, files: list[tuple[str, list[Procedure]]], size: int, today: str
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.db"
        path.write_bytes(empty_catalogue.read_bytes())
        with Store.open(f"sqlite:///{path}") as store:
            for number, (name, records) in enumerate(files):
                put(store, *records, name=name, days=number)
            entries = list(follow(Feed(store.engine), size))
            assert [one.id for one in entries] == sorted({one.id for one in entries})
            assert replay(entries, day(today)).id == store.snapshot(day(today)).id
            known = NOW + timedelta(days=2)
            assert replay(entries, day(today), known).id == store.snapshot(day(today), known).id


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES, size=st.integers(1, 4), acts=st.lists(st.integers(0, 5), max_size=5))
def test_undoings_are_part_of_the_feed(
    empty_catalogue: Path, files: list[tuple[str, list[Procedure]]], size: int, acts: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.db"
        path.write_bytes(empty_catalogue.read_bytes())
        with Store.open(f"sqlite:///{path}") as store:
            for number, (name, records) in enumerate(files):
                put(store, *records, name=name, days=number)
            readings = [one.id for one in store.files()]
            seen = list(follow(Feed(store.engine), size))
            for number, act in enumerate(acts):
                undo_or_redo(store, readings, act, days=10 + number)
            end = seen[-1].cursor if seen else ""
            entries = [*seen, *follow_from(Feed(store.engine), end, size)]
            assert entries == list(follow(Feed(store.engine), 1000))
            assert Feed(store.engine).end() == (entries[-1].cursor if entries else "")
            for known in (None, NOW + timedelta(days=11), NOW + timedelta(days=3)):
                assert replay(entries, DAY, known).id == store.snapshot(DAY, known).id


def undo_or_redo(store: Store, readings: list[int], number: int, *, days: int) -> None:
    """Undo a reading, or redo it where it is undone; where neither may be, nothing."""
    if not readings:
        return
    file, moment = readings[number % len(readings)], NOW + timedelta(days=days)
    for act in (store.decision_book.undo, store.decision_book.redo):
        try:
            act([file], who="Lan", why="thử", now=moment)
        except CatalogueError:
            continue
        return


def follow_from(feed: Feed, cursor: str, size: int) -> Iterator[Entry]:
    """As `follow`, from a cursor on."""
    while page := list(feed.since(cursor, limit=size, whole=True)):
        yield from page
        cursor = page[-1].cursor


def test_what_was_followed_survives_its_json(store: Store) -> None:
    put(store, procedure(effective="2026-02-01"), procedure("1.000002"))
    entries = list(Feed(store.engine).since(whole=True))
    again = [Entry.model_validate_json(one.model_dump_json()) for one in entries]
    assert again == entries
    assert replay(again, DAY).id == store.snapshot(DAY).id


def test_an_undoing_is_told_of_every_procedure_of_the_reading(store: Store) -> None:
    put(store, procedure(), procedure("1.000002"))
    (file,) = store.files()
    store.decision_book.undo([file.id], who="Lan", why="nhầm tệp", now=NOW + timedelta(days=1))
    entries = list(Feed(store.engine).since(whole=True))
    assert [one.kind for one in entries] == [Happened.STATED] * 2 + [Happened.UNDONE] * 2
    assert replay(entries, DAY).procedures == ()
    store.decision_book.redo([file.id], who="Lan", why="đúng tệp", now=NOW + timedelta(days=2))
    more = list(Feed(store.engine).since(entries[-1].cursor, whole=True))
    assert [(one.key, one.kind) for one in more] == [
        ("1.000001", Happened.REDONE),
        ("1.000002", Happened.REDONE),
    ]
    assert replay([*entries, *more], DAY).id == store.snapshot(DAY).id
