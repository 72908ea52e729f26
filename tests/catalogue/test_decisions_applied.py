"""Decisions as properties: any order, undone and redone in between, of the country and of provinces.

The same on both databases; a process killed while it undoes leaves the catalogue as before.
"""

import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from catalogue.records import Change, Coverage, Procedure
from catalogue.store.reading import FileReading
from catalogue.store.store import Store
from tests.build import NOW, decision, procedure, reading

ROOT = Path(__file__).resolve().parents[2]
START = date(2026, 1, 1)
DAYS = [START + timedelta(days=number) for number in (0, 2, 4, 6, 9, 400)]
"""Days before, between and after what the decisions below begin on; the last lies in the future."""
KEYS = ("1.000001", "1.000002", "1.000003")
ISSUERS = ("Bộ Tư pháp", "Ủy ban nhân dân tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Đắk Lắk")
PLACES = (None, "H38", "H15")
WHO = {"who": "Lan", "why": "thử"}
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FEW = settings(SLOW, max_examples=8)
"""On PostgreSQL, where every example empties the tables."""


@st.composite
def lines(draw: st.DrawFn, key: str, number: str) -> Procedure:
    signed = START + timedelta(days=draw(st.integers(0, 6)))
    effective = draw(st.sampled_from([None, signed, signed + timedelta(days=2), START + timedelta(days=300)]))
    change = draw(st.sampled_from(Change))
    others = [other for other in KEYS if other != key]
    replaces = draw(st.sampled_from(others)) if change is Change.REPLACED else None
    told = decision(
        number, str(signed), None if effective is None else str(effective), draw(st.sampled_from(ISSUERS))
    )
    return procedure(
        key,
        name=draw(st.sampled_from(["Cấp thẻ", "Cấp thẻ hội viên"])),
        coverage=draw(st.sampled_from(Coverage)),
        change=change,
        replaces=() if replaces is None else (replaces,),
        conditions=draw(st.sampled_from([None, "Có tạm trú"])),
        decision=told,
    )


@st.composite
def decisions(draw: st.DrawFn) -> list[FileReading]:
    """Different decisions, each a file of its own; some amend, replace or repeal the same procedures."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        keys = draw(st.sets(st.sampled_from(KEYS), min_size=1, max_size=2))
        told = [draw(lines(key, f"{number + 1}/QĐ-X")) for key in sorted(keys)]
        found.append(reading(*told, name=f"{number}.docx", importer="decision", rank=50))
    return found


@dataclass(frozen=True)
class Event:
    """A file is imported, undone or redone."""

    act: str
    file: FileReading


LATER = [(), (), ("undo",), ("undo", "redo"), ("undo", "put"), ("undo", "redo", "undo")]
"""What may become of a file after it was imported."""


@st.composite
def events(draw: st.DrawFn, files: Sequence[FileReading]) -> list[Event]:
    """Every file is imported once; some are undone, redone or imported again later on."""
    told = []
    for file in files:
        acts = draw(st.sampled_from(LATER))
        told.append([Event(act, file) for act in ("put", *acts)])
    merged: list[Event] = []
    while any(told):
        queue = draw(st.sampled_from([queue for queue in told if queue]))
        merged.append(queue.pop(0))
    return merged


def moment(number: int) -> datetime:
    return NOW + timedelta(hours=number)


State = dict[tuple[str | None, date], str]


def state(store: Store, known: datetime | None = None) -> State:
    """Ids of the snapshots of all days, of the country and of two provinces."""
    return {(place, day): store.snapshot(day, known, place=place).id for place in PLACES for day in DAYS}


class Play:
    """Events one after the other, each at a moment of its own."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.run = store.begin_run(now=NOW)
        self.ids: dict[str, int] = {}
        self.hour = 0

    def __call__(self, event: Event) -> None:
        self.hour += 1
        book, now = self.store.decision_book, moment(self.hour)
        if event.act == "put":
            self.ids[event.file.name] = self.store.put_file(event.file, run=self.run, now=now).file
        elif event.act == "undo":
            book.undo([self.ids[event.file.name]], now=now, **WHO)
        else:
            book.redo([self.ids[event.file.name]], now=now, **WHO)


def counting(told: Sequence[Event]) -> list[FileReading]:
    """The files that count after all events, by name."""
    last = {event.file.name: event for event in told}
    return [event.file for _, event in sorted(last.items()) if event.act != "undo"]


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory, empty_catalogue: Path) -> "Emptied":
    """Opens an empty catalogue as often as one asks: a fresh file of SQLite."""
    return Emptied(tmp_path_factory.mktemp("empty"), empty_catalogue)


class Emptied:
    def __init__(self, folder: Path, empty: Path) -> None:
        self.folder, self.empty, self.number = folder, empty, 0

    def __call__(self) -> Store:
        self.number += 1
        path = self.folder / f"{self.number}.db"
        shutil.copy(self.empty, path)
        return Store.open(f"sqlite:///{path}")


def played(store: Store, told: Sequence[Event]) -> State:
    play = Play(store)
    for event in told:
        play(event)
    return state(store)


@SLOW
@given(files=decisions(), data=st.data())
def test_what_counts_at_the_end_is_all_that_matters(
    emptied: Emptied, files: list[FileReading], data: st.DataObject
) -> None:
    told = data.draw(events(files))
    with emptied() as store:
        after = played(store, told)
    plain = [Event("put", file) for file in counting(told)]
    with emptied() as store:
        assert played(store, data.draw(st.permutations(plain))) == after


@SLOW
@given(files=decisions(), data=st.data())
def test_what_was_known_at_every_moment_is_still_answered(
    emptied: Emptied, files: list[FileReading], data: st.DataObject
) -> None:
    told = data.draw(events(files))
    with emptied() as store:
        play, seen = Play(store), []
        for event in told:
            play(event)
            seen.append((moment(play.hour), state(store)))
        for at, before in seen:
            assert state(store, at) == before


@SLOW
@given(files=decisions(), late=lines(KEYS[0], "9/QĐ-X"))
def test_a_decision_changes_nothing_before_its_day(
    emptied: Emptied, files: list[FileReading], late: Procedure
) -> None:
    said = late.decision
    assert said is not None
    begins = said.effective or said.date
    assert begins is not None
    with emptied() as store:
        before = played(store, [Event("put", file) for file in files])
        store.put_file(
            reading(late, name="muon.docx", importer="decision", rank=50),
            run=store.begin_run(now=moment(99)),
            now=moment(99),
        )
        after = state(store)
    for (place, day), told in before.items():
        if day < begins:
            assert after[place, day] == told


@SLOW
@given(files=decisions(), data=st.data())
def test_a_preview_tells_what_an_import_then_does(
    emptied: Emptied, files: list[FileReading], data: st.DataObject
) -> None:
    last = data.draw(st.sampled_from(files))
    with emptied() as store:
        played(store, [Event("put", file) for file in files if file is not last])
        before = state(store)
        shown = store.decision_book.preview(last, now=moment(50))
        assert state(store) == before
        stored = store.put_file(last, run=store.begin_run(now=moment(50)), now=moment(50))
        counted = {name: getattr(stored, name) for name in ("inserted", "revised", "unchanged", "corrected")}
        assert counted == dict.fromkeys(counted, 0) | shown.counts
        told = [issue.code for issue in stored.issues if issue.code in {c.code for c in shown.conflicts}]
        assert sorted(told) == sorted(conflict.code for conflict in shown.conflicts)


@FEW
@given(files=decisions(), data=st.data())
@pytest.mark.postgres
def test_postgres_answers_as_sqlite_does(
    emptied: Emptied, postgres_url: str, files: list[FileReading], data: st.DataObject
) -> None:
    told = data.draw(events(files))
    with emptied() as store:
        expected = played(store, told)
    with Store.create(postgres_url) as store:
        _empty(store)
        assert played(store, told) == expected
        assert state(store, moment(1)) is not None


def _empty(store: Store) -> None:
    with store.engine.begin() as connection:
        names = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        ).all()
        wanted = ", ".join(name for name in names if name not in ("alembic_version", "index_state"))
        connection.execute(text(f"TRUNCATE {wanted} RESTART IDENTITY CASCADE"))


# killed in the middle

UNDOER = """
import sys
from catalogue.store import undoings
from catalogue.store.store import Store
from tests.catalogue.test_decisions_applied import WHO, moment

store = Store.open(sys.argv[1])

def wait(*_arguments, **_named):  # the row is written, nothing committed
    print("inside", flush=True)
    sys.stdin.read()

undoings.reindex = wait
store.decision_book.undo([int(sys.argv[2])], now=moment(5), **WHO)
"""


def test_a_process_killed_while_it_undoes_leaves_the_catalogue_as_before(store_url: str) -> None:
    told = reading(procedure(change=Change.NEW, signed="2026-01-01"), name="1.docx", rank=50)
    with Store.open(store_url) as store:
        file = store.put_file(told, run=store.begin_run(now=NOW), now=NOW).file
        before = state(store)
    undoer = subprocess.Popen(
        [sys.executable, "-c", UNDOER, store_url, str(file)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with undoer:
        assert undoer.stdout is not None
        assert undoer.stdout.readline() == "inside\n"
        undoer.send_signal(signal.SIGKILL)
        undoer.wait(timeout=30)
    with Store.open(store_url) as store:
        assert state(store) == before
        assert store.decision_book.undoings() == ()
        store.decision_book.undo([file], now=moment(6), **WHO)
        assert state(store) != before
