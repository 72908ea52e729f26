"""The difference of the whole catalogue is that of its snapshots, procedure by procedure."""

import shutil
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from catalogue.diff import diff
from catalogue.records import Procedure
from catalogue.store.comparing import Became, ProcedureChange, Side
from catalogue.store.store import Store
from tests.build import NOW, channel, day, fee, listed, procedure
from tests.catalogue.test_spans import DAYS, files, put

SIDES = st.builds(
    Side,
    day=st.sampled_from(DAYS),
    known=st.none() | st.integers(-1, 5).map(lambda minute: NOW + timedelta(minutes=minute)),
)


DIFFERS = Became.AMENDED


def told_of(change: ProcedureChange) -> Became:
    return DIFFERS if change.became is Became.LEARNED else change.became


def slowly(store: Store, before: Side, after: Side) -> dict[str, Became]:
    left = store.snapshot(before.day, before.known).by_key
    right = store.snapshot(after.day, after.known).by_key
    found = {}
    for key in sorted(left.keys() | right.keys()):
        if key not in left:
            found[key] = Became.NEW
        elif key not in right:
            found[key] = Became.ENDED
        elif any(change.path != "coverage" for change in diff(left[key], right[key])):
            found[key] = DIFFERS
    return found


@given(st.lists(files(), min_size=1, max_size=6), SIDES, SIDES)
@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_it_agrees_with_the_snapshots(
    tmp_path: Path,
    empty_catalogue: Path,
    told: list[tuple[str, int, tuple[Procedure, ...], int]],
    before: Side,
    after: Side,
) -> None:
    path = tmp_path / "catalogue.db"
    shutil.copy(empty_catalogue, path)
    with Store.open(f"sqlite:///{path}") as store:
        for one in told:
            put(store, one)
        found = list(store.between.changes(before, after))
        assert {change.key: told_of(change) for change in found} == slowly(store, before, after)
        assert [change.key for change in found] == sorted(change.key for change in found)
        for change in found:
            assert bool(change.changes) == (change.became is Became.AMENDED)
            assert change.learned or change.became is not Became.LEARNED
            assert (change.why is not None) == (change.became is Became.ENDED)
        assert list(store.between.changes(before, before)) == []


def test_it_tells_how_each_procedure_came_and_went(store: Store) -> None:
    old = (
        procedure("1.000001", channels=(channel("online", 5, "day", fee("10000")),)),
        procedure("1.000002", name="Gia hạn"),
        procedure("1.000003", name="Cấp đổi"),
    )
    put(store, ("a.json", 40, old, 0))
    amended = procedure(
        "1.000001",
        change="amended",
        signed="2026-03-01",
        channels=(channel("online", 5, "day", fee("20000")),),
    )
    repealed = procedure("1.000002", change="repealed", number="9/QĐ-BTP", signed="2026-03-01")
    replacing = procedure("1.000004", change="replaced", replaces=("1.000003",), signed="2026-03-01")
    put(store, ("b.docx", 50, (amended, repealed, replacing), 1))
    put(store, ("c.xlsx", 30, (listed("1.000001"),), 2))
    before, after = Side(day=day("2026-02-01")), Side(day=date(2026, 4, 1))
    told = {change.key: change for change in store.between.changes(before, after)}
    assert {key: change.became.value for key, change in told.items()} == {
        "1.000001": "amended",
        "1.000002": "ended",
        "1.000003": "ended",
        "1.000004": "new",
    }
    assert (told["1.000002"].why, told["1.000002"].decision) == ("repealed", "9/QĐ-BTP")
    assert (told["1.000003"].why, told["1.000003"].replaced_by) == ("replaced", "1.000004")
    paths = {change.path: (change.before, change.after) for change in told["1.000001"].changes}
    assert paths["channels[online].fees[1].amount"] == ("10000", "20000")
    unknown = Side(day=after.day, known=NOW)
    assert {c.key: c.became.value for c in store.between.changes(unknown, after)}["1.000004"] == "new"


def test_a_fee_that_a_list_left_open_is_no_change(store: Store) -> None:
    put(store, ("b.xlsx", 30, (listed("1.000001", name="Cấp thẻ", sector="Hộ tịch"),), 0))
    whole = procedure("1.000001", name="Cấp thẻ", channels=(channel("online", 5, "day", fee("10000")),))
    put(store, ("a.json", 40, (whole,), 1))
    sides = Side(day=day("2026-02-01"), known=NOW), Side(day=day("2026-02-01"))
    (change,) = store.between.changes(*sides)
    assert (change.became, change.changes) == (Became.LEARNED, ())
    assert "channels" in change.learned
    put(store, ("a.json", 40, (whole.model_copy(update={"name": "Cấp thẻ căn cước"}),), 2))
    (change,) = store.between.changes(*sides)
    assert [one.path for one in change.changes] == ["name"]
    assert change.became is Became.AMENDED
