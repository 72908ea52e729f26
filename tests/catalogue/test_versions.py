"""The version rules as properties: order of import, importing twice, nothing before its day."""

import shutil
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.records import Change, Coverage, Procedure, content_hash
from catalogue.store.reading import FileReading
from catalogue.store.store import Store
from catalogue.store.versions import in_force
from tests.build import NOW, procedure, reading

START = date(2025, 1, 1)
KEYS = ("1.000001", "1.000002", "1.000003")
DAYS = [START + timedelta(days=number) for number in (0, 3, 5, 8, 12)]
SLOW = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def records(draw: st.DrawFn, key: str) -> Procedure:
    signed = draw(st.none() | st.integers(0, 10).map(lambda number: START + timedelta(days=number)))
    change = draw(st.sampled_from([None, *Change]))
    replaces = draw(st.sampled_from([(), *((other,) for other in KEYS if other != key)]))
    said = {
        "name": draw(st.sampled_from(["Cấp", "Cấp lại", "Gia hạn"])),
        "coverage": draw(st.sampled_from(Coverage)),
        "change": change,
        "replaces": replaces if change in {Change.NEW, Change.REPLACED} else (),
        "sector": draw(st.sampled_from([None, "Hộ tịch"])),
        "conditions": draw(st.sampled_from([None, "Có tạm trú"])),
    }
    if signed is not None:
        said |= {"signed": str(signed), "number": draw(st.sampled_from(["1/QĐ-BTP", "2/QĐ-BTP"]))}
        if draw(st.booleans()):
            said["effective"] = str(signed + timedelta(days=draw(st.integers(0, 4))))
    return procedure(key, **said)


@st.composite
def some_files(draw: st.DrawFn) -> list[FileReading]:
    """Different publications, each of one reading, all recorded at one moment."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        keys = draw(st.sets(st.sampled_from(KEYS), min_size=1))
        told = [draw(records(key)) for key in sorted(keys)]
        found.append(reading(*told, name=f"{number}.json", rank=draw(st.sampled_from([10, 30, 40, 50]))))
    return found


def answers(empty: Path, files: Sequence[FileReading]) -> dict[tuple[str, date], str | None]:
    """What the store says of every procedure on every day, after the files in this order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dongian.db"
        shutil.copy(empty, path)
        with Store.open(f"sqlite:///{path}") as store:
            run = store.begin_run(now=NOW)
            for told in files:
                store.put_file(told, run=run, now=NOW)
            found = {}
            for key in KEYS:
                for day in DAYS:
                    view = store.as_of(key, day)
                    found[key, day] = None if view is None else content_hash(view.record)
            for day in DAYS:
                snapshot = {p.key: content_hash(p) for p in store.snapshot(day).procedures}
                assert snapshot == {key: found[key, day] for key in KEYS if found[key, day] is not None}
            return found


@SLOW
@given(files=some_files(), data=st.data())
def test_files_may_be_imported_in_any_order(
    empty_catalogue: Path, files: list[FileReading], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(files))
    assert answers(empty_catalogue, files) == answers(empty_catalogue, other)


@SLOW
@given(files=some_files())
def test_importing_twice_changes_nothing(empty_catalogue: Path, files: list[FileReading]) -> None:
    assert answers(empty_catalogue, files) == answers(empty_catalogue, [*files, *files])


@SLOW
@given(files=some_files(), late=records(KEYS[0]))
def test_nothing_changes_before_its_day(
    empty_catalogue: Path, files: list[FileReading], late: Procedure
) -> None:
    said = late.decision
    begins = None if said is None else said.effective or said.date
    if said is None or begins is None:
        return
    fresh = late.model_copy(update={"decision": said.model_copy(update={"number": "3/QĐ-BTP"})})
    before = answers(empty_catalogue, files)
    after = answers(empty_catalogue, [*files, reading(fresh, name="late.docx", rank=50)])
    touched = {late.key, *late.replaces}
    for (key, day), told in before.items():
        if day < begins or key not in touched:
            assert after[key, day] == told


def slow_answer(files: Sequence[FileReading], key: str, day: date) -> str | None:
    """The rule as one would tell it: of all that has begun, the latest day, then the highest source.

    For files that state every record with a decision of its own number.
    """
    best: tuple[date, int, str] | None = None
    name: str | None = None
    for told in files:
        for record in told.records:
            begins = record.decision and (record.decision.effective or record.decision.date)
            if begins is not None and begins > day:
                continue
            stated = {other.key for other in told.records}
            replaced = key in record.replaces and key not in stated
            if record.key != key and not replaced:
                continue
            strength = (begins or date.min, told.rank, "" if replaced else content_hash(record))
            if best is None or strength > best:
                best = strength
                ends = replaced or record.change in {Change.REPEALED, Change.SUSPENDED}
                name = None if ends else record.name
    return name


@SLOW
@given(files=some_files())
def test_the_store_agrees_with_the_rule_told_slowly(empty_catalogue: Path, files: list[FileReading]) -> None:
    apart = []
    for number, told in enumerate(files):
        records = []
        for row, record in enumerate(told.records):
            said = record.decision
            if said is not None:
                said = said.model_copy(update={"number": f"{number}{row}/QĐ-BTP"})
            records.append(record.model_copy(update={"decision": said}))
        # ranks of their own, so that no tie is settled by a hash that replaced procedures do not have
        apart.append(reading(*records, name=told.name, rank=told.rank + number))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dongian.db"
        shutil.copy(empty_catalogue, path)
        with Store.open(f"sqlite:///{path}") as store:
            run = store.begin_run(now=NOW)
            for told in apart:
                store.put_file(told, run=run, now=NOW)
            for key in KEYS:
                for day in DAYS:
                    view = store.as_of(key, day)
                    assert (view and view.record.name) == slow_answer(apart, key, day)


def test_nothing_is_in_force_where_nothing_was_said() -> None:
    assert in_force([], START) == ()
