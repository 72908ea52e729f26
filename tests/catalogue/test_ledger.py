"""What people enter is appended, signed, and never overlaps; old moments stay as they were."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from catalogue.baselines import Baseline, Unit
from catalogue.entered import DatesOverlap, ParameterEntry, end_previous, overlay
from catalogue.errors import NotFound
from catalogue.measures import Measure, Target
from catalogue.options import Option
from catalogue.parameters import DatedValue, Dimension, Grade, Mark, Parameter
from catalogue.store.ledger import Unsigned
from catalogue.store.store import Store
from catalogue.store.targets import AlreadyFrozen
from tests.build import NOW, day

LATER = NOW + timedelta(days=1)
SIGNED: dict[str, Any] = {"who": "Nguyễn Văn A", "why": "khảo sát"}


def entry(central: int = 5, name: str = "hourly_income", **told: Any) -> ParameterEntry:
    rest: dict[str, Any] = {
        "since": date(2026, 1, 1),
        "grade": Grade.MEASURED,
        "mark": Mark.DATA,
        "source": "phiếu khảo sát",
    }
    return ParameterEntry(name=name, value=DatedValue.model_validate({"value": central} | rest | told))


def income(*values: DatedValue) -> Parameter:
    return Parameter(name="hourly_income", vi="Thu nhập", en="Income", unit="VND/hour", values=values)


SHIPPED = entry(1, since=None, undated="giữ chỗ", grade=Grade.PLACEHOLDER).value


def test_a_correction_is_appended_and_the_old_moment_stays(store: Store) -> None:
    assert store.ledger.put_parameters([entry(5)], **SIGNED, now=NOW) == 1
    assert store.ledger.put_parameters([entry(5)], **SIGNED, now=LATER) == 0
    assert store.ledger.put_parameters([entry(7)], **SIGNED, now=LATER) == 1
    assert [e.record.value.central for e in store.ledger.parameters()] == [7]
    (then,) = store.ledger.parameters(NOW)
    assert (then.record.value.central, then.who, then.why, then.recorded) == (
        5,
        "Nguyễn Văn A",
        "khảo sát",
        NOW,
    )


def test_overlapping_dates_are_refused_and_nothing_is_stored(store: Store) -> None:
    store.ledger.put_parameters([entry(5)], **SIGNED, now=NOW)
    good = entry(3, scope={Dimension.SECTOR: "Đất đai"})
    with pytest.raises(DatesOverlap, match="2026-01-01"):
        store.ledger.put_parameters([good, entry(6, since=date(2026, 6, 1))], **SIGNED, now=NOW)
    assert len(store.ledger.parameters()) == 1


def test_the_earlier_figure_may_be_ended(store: Store) -> None:
    store.ledger.put_parameters([entry(5)], **SIGNED, now=NOW)
    new = entry(6, since=date(2026, 6, 1))
    ended = end_previous(new, [e.record for e in store.ledger.parameters()])
    assert ended is not None
    store.ledger.put_parameters([ended, new], **SIGNED, now=LATER)
    told = [(e.record.value.since, e.record.value.until) for e in store.ledger.parameters()]
    assert told == [(day("2026-01-01"), day("2026-05-31")), (day("2026-06-01"), None)]


@pytest.mark.parametrize("missing", ["who", "why"])
def test_an_unsigned_entry_is_refused(store: Store, missing: str) -> None:
    with pytest.raises(Unsigned, match="người ghi"):
        store.ledger.put_parameters([entry()], **SIGNED | {missing: " "}, now=NOW)


def test_what_is_entered_stands_before_what_ships_on_its_days_only() -> None:
    whole = overlay(income(SHIPPED), [entry(9, until=date(2026, 12, 31)), entry(3, name="time.trip")])
    asked = {day(d): whole.on(day(d)).value.central for d in ("2025-12-31", "2026-05-01", "2027-01-01")}
    assert list(asked.values()) == [1, 9, 1]


def test_a_nearer_scope_leaves_the_general_figure() -> None:
    whole = overlay(income(SHIPPED), [entry(9, scope={Dimension.APPLICANT: "business"})])
    assert whole.on(day("2026-05-01")).value.central == 1
    assert whole.on(day("2026-05-01"), {Dimension.APPLICANT: "business"}).value.central == 9


def test_every_state_of_a_measure_is_kept(store: Store) -> None:
    proposed = Measure(
        option=Option.BAI_BO, targets=(Target(procedure="1.000001"),), proposed=date(2026, 1, 1)
    )
    store.ledger.put_measures([proposed], **SIGNED, now=NOW)
    in_force = proposed.model_copy(update={"since": date(2026, 7, 1)})
    store.ledger.put_measures([in_force], **SIGNED, now=LATER)
    (held,) = store.ledger.measures()
    assert held.record.since == date(2026, 7, 1)
    assert [e.record.since for e in store.ledger.measure_history(held.key)] == [None, date(2026, 7, 1)]
    assert store.ledger.measures(NOW)[0].record.since is None


def baseline(c1: int = 5) -> Baseline:
    units = [Unit(key=k, name=f"Thủ tục {k}", rows=2, c1=Fraction(c1, 3)) for k in ("1.000002", "1.000001")]
    return Baseline(name="moc", day=date(2024, 12, 31), known=NOW, snapshot="s", units=tuple(units)).frozen()


def test_a_frozen_base_never_changes(store: Store) -> None:
    assert store.ledger.freeze(baseline(), **SIGNED, now=NOW) == 1
    assert store.ledger.freeze(baseline(), **SIGNED, now=LATER) == 0
    with pytest.raises(AlreadyFrozen, match="moc"):
        store.ledger.freeze(baseline(6), **SIGNED, now=LATER)
    held = store.ledger.baseline("moc").record
    assert held == baseline()
    assert held.intact
    assert not held.model_copy(update={"day": date(2025, 1, 1)}).intact
    assert [u.key for u in held.units] == ["1.000001", "1.000002"]


def test_a_missing_base_names_the_others(store: Store) -> None:
    store.ledger.freeze(baseline(), **SIGNED, now=NOW)
    with pytest.raises(NotFound, match="moc"):
        store.ledger.baseline("khac")
