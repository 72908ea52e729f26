"""Lists read from spans say what the slow rule says, whatever was put in which order."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from catalogue.records import Kind, Level, Procedure
from catalogue.snapshot import Snapshot
from catalogue.store import listing, rows
from catalogue.store.listing import Wanted
from catalogue.store.store import Store
from catalogue.store.versions import view_of
from tests.build import NOW, day, listed, procedure, reading

CODES = ("1.000001", "1.000002", "2.000003")
DAYS = tuple(day(f"2026-{month:02d}-01") for month in range(1, 6))
PROBES = (date.min, *DAYS, *(one - timedelta(days=1) for one in DAYS), date.max)


@st.composite
def records(draw: st.DrawFn, code: str) -> Procedure:
    """One statement: by a decision, or by a list without a date."""
    name = draw(st.sampled_from(["Cấp giấy phép", "Cấp lại giấy phép", "Gia hạn"]))
    sector = draw(st.sampled_from(["Hộ tịch", "Xây dựng", None]))
    kept: dict[str, Any] = {
        "levels": draw(st.sampled_from([(), (Level.COMMUNE,), (Level.PROVINCE, Level.COMMUNE)])),
        "kind": draw(st.sampled_from([None, Kind.SPECIFIC, Kind.INTERNAL])),
    }
    if draw(st.booleans()):
        return listed(code, name=name, sector=sector, **kept)
    signed = draw(st.sampled_from(DAYS))
    said: dict[str, Any] = {"effective": str(signed + timedelta(days=draw(st.integers(0, 40))))}
    if draw(st.booleans()):
        said["change"] = draw(st.sampled_from(["new", "amended", "repealed", "suspended"]))
    number = f"{draw(st.integers(1, 4))}/QĐ-BTP"
    return procedure(code, name=name, sector=sector, number=number, signed=str(signed), **kept, **said)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, int, tuple[Procedure, ...], int]:
    """Name, rank and records of a file, and the minute it is read."""
    codes = draw(st.sets(st.sampled_from(CODES), min_size=1))
    told = tuple(draw(records(code)) for code in sorted(codes))
    name = draw(st.sampled_from(["a.json", "b.xlsx", "c.docx", "d.docx"]))
    return name, draw(st.sampled_from([30, 40, 50])), told, draw(st.integers(0, 5))


def put(store: Store, told: tuple[str, int, tuple[Procedure, ...], int]) -> None:
    name, rank, said, minute = told
    now = NOW + timedelta(minutes=minute)
    run = store.begin_run(now=now)
    importer = {"a": "portal-record", "b": "portal-list"}.get(name[0], "decision")
    store.put_file(reading(*said, name=name, rank=rank, importer=importer), run=run, now=now)


FILTERS = (
    Wanted(level=Level.COMMUNE),
    Wanted(kind=Kind.SPECIFIC),
    Wanted(sector="ho tich"),
    Wanted(agency="tư pháp"),
    Wanted(code_prefix="1."),
    Wanted(any_day=True),
    Wanted(any_day=True, sector="ho tich"),
    Wanted(any_day=True, level=Level.COMMUNE, code_prefix="1."),
)


def counts_agree(store: Store, one: date, known: datetime | None) -> None:
    """A count is the number of rows of the whole list."""
    for wanted in FILTERS:
        shown = store.page(one, known=known, wanted=wanted)
        assert len(shown.headings) == shown.total, wanted


def slow_and_fast_agree(store: Store) -> None:
    with store._reading() as connection:
        said = rows.all_sightings(connection)
        whole = rows.sightings_of(connection, list(said))
    for known in (None, *(NOW + timedelta(minutes=minute) for minute in range(-1, 6))):
        for one in PROBES:
            expected = listing.headings(said, one, known)
            assert store.listing(one, known=known) == expected
            assert store.page(one, known=known, limit=1) == (expected[:1], len(expected))
            wanted = tuple(heading for heading in expected if heading.sector == "Hộ tịch")
            assert store.listing(one, known=known, sector="ho tich") == wanted
        for one in (DAYS[1], DAYS[3]):
            counts_agree(store, one, known)
    views = [view_of(key, sightings, DAYS[2]) for key, sightings in whole.items()]
    composed = Snapshot.of(DAYS[2], [view.record for view in views if view is not None])
    assert store.snapshot(DAYS[2]) == composed


@given(st.lists(files(), min_size=1, max_size=6))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_spans_answer_as_the_rule_does(
    tmp_path: Path, empty_catalogue: Path, told: list[tuple[str, int, tuple[Procedure, ...], int]]
) -> None:
    path = tmp_path / "catalogue.db"
    shutil.copy(empty_catalogue, path)
    with Store.open(f"sqlite:///{path}") as store:
        for one in told:
            put(store, one)
        slow_and_fast_agree(store)
        with store.engine.begin() as connection:
            kept = _spans(connection)
            connection.execute(text("UPDATE index_state SET version = 0"))
            assert _counted(connection) == _counts(connection), "sums follow their spans"
    with Store.open(f"sqlite:///{path}") as again, again.engine.begin() as connection:
        assert _spans(connection) == kept, "built anew, spans are what they were"
        assert _counted(connection) == _counts(connection)


COUNTED = "day_from, day_to, known_from, known_to, levels, kind"


def _counted(connection: Any) -> set[tuple[Any, ...]]:
    sql = f"SELECT {COUNTED}, sum(number) FROM span_count GROUP BY {COUNTED} HAVING sum(number) <> 0"  # noqa: S608
    return {tuple(row) for row in connection.execute(text(sql))}


def _counts(connection: Any) -> set[tuple[Any, ...]]:
    sql = f"SELECT {COUNTED}, count(*) FROM span GROUP BY {COUNTED}"  # noqa: S608
    return {tuple(row) for row in connection.execute(text(sql))}


def _spans(connection: Any) -> set[tuple[Any, ...]]:
    """What spans say. One that was closed and opened again at the same moment is one."""
    query = """
        SELECT known_from, known_to, s.procedure_id, day_from, day_to, holding, sightings, a.told, b.told,
               levels, kind
        FROM span s LEFT JOIN facet a ON a.id = s.sector LEFT JOIN facet b ON b.id = s.agencies
        ORDER BY known_from
    """
    begun: dict[tuple[Any, ...], int] = {}
    for known_from, known_to, *same in connection.execute(text(query)):
        begun[(known_to, *same)] = begun.pop((known_from, *same), known_from)
    return {(known_from, *span) for span, known_from in begun.items()}


def test_spans_on_both_databases(store: Store) -> None:
    put(store, ("a.json", 40, (procedure("1.000001", sector="Hộ tịch"),), 3))
    put(store, ("b.xlsx", 30, (listed("1.000001", name="Khai sinh"), listed("2.000003", name="Khai tử")), 1))
    repealed = procedure("2.000003", change="repealed", signed="2026-03-01", effective="2026-04-01")
    put(store, ("c.docx", 50, (repealed,), 3))
    put(store, ("c.docx", 50, (repealed.model_copy(update={"sector": "Hộ tịch"}),), 5))
    slow_and_fast_agree(store)
