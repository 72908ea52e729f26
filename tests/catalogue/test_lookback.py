"""What was known at a moment stays what it was, whatever is imported or entered later."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from catalogue.records import Procedure
from catalogue.store.listing import Wanted
from catalogue.store.lookback import NoLookBack, at
from catalogue.store.store import Store
from tests.build import NOW, day, listed, procedure, reading
from tests.catalogue.test_spans import DAYS, files, put

QUERIES = ("cấp giấy phép", "giay phep", "gia han", "xây dựng", "cấp lại phép", "1.0", "tờ khai mẫu", "hộ")


def answers(store: Store, minute: int) -> list[Any]:
    """All that the store says of a moment."""
    then = at(store, NOW + timedelta(minutes=minute))
    told: list[Any] = [then.keys(), then.decisions(), then.issues(), then.issue_counts()]
    told += [[(s.id, s.content_hash) for s in then.history(key)] for key in then.keys()]  # noqa: SIM118
    for one in DAYS:
        told += [then.page(one), then.snapshot(one).id, then.page(one, wanted=Wanted(sector="xay dung"))]
        told += [then.find(query, one) for query in QUERIES]
    return told


@given(st.lists(files(), min_size=2, max_size=6), st.integers(0, 4))
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a smaller case is not worth five minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_later_imports_change_no_earlier_answer(
    tmp_path: Path,
    empty_catalogue: Path,
    told: list[tuple[str, int, tuple[Procedure, ...], int]],
    minute: int,
) -> None:
    path = tmp_path / "catalogue.db"
    shutil.copy(empty_catalogue, path)
    earlier = [one for one in told if one[3] <= minute]
    later = [one for one in told if one[3] > minute]
    with Store.open(f"sqlite:///{path}") as store:
        for one in sorted(earlier, key=lambda file: file[3]):
            put(store, one)
        before = answers(store, minute)
        for one in sorted(later, key=lambda file: file[3]):
            put(store, one)
        assert answers(store, minute) == before


def test_later_imports_change_no_earlier_answer_on_both_databases(store: Store) -> None:
    put(store, ("a.json", 40, (procedure("1.000001", name="Cấp giấy phép", sector="Xây dựng"),), 1))
    put(store, ("b.xlsx", 30, (listed("1.000002", name="Gia hạn"),), 2))
    before = answers(store, 2)
    put(store, ("a.json", 40, (procedure("1.000001", name="Thu hồi giấy phép"),), 3))
    put(store, ("c.docx", 50, (procedure("1.000002", change="repealed", signed="2026-01-01"),), 4))
    assert answers(store, 2) == before
    assert answers(store, 4) != before


def test_a_look_back_writes_nothing(store: Store) -> None:
    then = at(store, NOW)
    assert then.put_findings([], analysis="zombies", inputs="x", now=NOW) == 0
    with pytest.raises(NoLookBack):
        then.begin_run(now=NOW)
    with pytest.raises(NoLookBack):
        then.ledger.put_measures([], who="An", why="thử", now=NOW)


def test_books_are_asked_at_the_moment_too(store: Store) -> None:
    assert at(store, NOW).ledger.parameters() == ()
    assert at(store, NOW).judgements.entries() == ()
    assert at(store, None) is store
    run = store.begin_run(now=NOW)
    store.put_file(reading(procedure()), run=run, now=NOW)
    assert at(store, NOW - timedelta(seconds=1)).page(day("2026-02-01")) == ((), 0)
