"""Plans, and what becomes of them, against a portal in memory."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from catalogue.records import Coverage, Procedure
from catalogue.store.store import Store
from catalogue.store.sync import SyncEvent
from dongian.wiring import portal_reader
from publishing.portals.base import PortalBusy, PortalRefused, PortalUnreachable
from publishing.portals.config import PortalConfig
from publishing.sync.applying import Applied, Applier, PlanOutdated, Signature, TooManyDeletions
from publishing.sync.patience import Clock, Patience
from publishing.sync.plan import BadPlan, Plan, read_plan
from publishing.sync.planning import Sides, make_plan
from publishing.sync.sides import Wanted, everything, wants
from publishing.sync.verifying import Verified
from tests.build import NOW, channel, fee, listed, procedure, reading
from tests.publishing.sync.portal import MemoryPortal, config
from tests.publishing.sync.trial import made

DAY = date(2026, 2, 1)
READER = portal_reader()


def put(store: Store, *records: Procedure, name: str = "a.json", now: datetime = NOW, **said: Any) -> None:
    """One file into the catalogue."""
    run = store.begin_run(now=now)
    store.put_file(reading(*records, name=name, **said), run=run, now=now)
    store.end_run(run, now=now)


def side(store: Store, told: PortalConfig, day: date = DAY) -> Mapping[str, Wanted]:
    return wants(store.snapshot(day).procedures, told, READER).wanted


def plan_of(store: Store, portal: MemoryPortal, day: date = DAY) -> Plan:
    """The plan of a day."""
    snapshot, told = store.snapshot(day), portal.config
    seen = everything(portal, Patience(told.pace, CLOCK), READER)
    sides = Sides(told, snapshot, wants(snapshot.procedures, told, READER), seen, READER)
    return make_plan(sides, store, who="Lan", made=NOW)[0]


CLOCK = Clock(sleep=lambda _: None, monotonic=lambda: 0.0)


def apply(
    store: Store, portal: MemoryPortal, plan: Plan, *, yes: bool = False, same: bool = False
) -> Applied:
    """Carry a plan out."""
    by = Signature("Lan", "r1", lambda: NOW)
    applier = Applier(plan, portal, store, READER, Patience(portal.config.pace, CLOCK), by)

    def wanted_for(keys: Collection[str] | None) -> Mapping[str, Wanted]:
        whole = side(store, portal.config)
        return whole if keys is None else {key: one for key, one in whole.items() if key in keys}

    return applier.apply(wanted_for, same=same, yes=yes)


def told(plan: Plan) -> dict[str, tuple[str, str, str]]:
    return {item.key: (item.kind, item.action, item.harm) for item in plan.items}


def test_missing_differing_stale_surplus_early_unknown(store: Store) -> None:
    old = procedure(
        "1.000002", number="1/QĐ-BTP", effective="2025-01-01", channels=(channel("online", 5, "day"),)
    )
    new = procedure(
        "1.000002", number="2/QĐ-BTP", effective="2026-01-15", channels=(channel("online", 3, "day"),)
    )
    gone = procedure("1.000003", number="1/QĐ-BTP", effective="2025-01-01")
    end = procedure("1.000003", number="2/QĐ-BTP", effective="2026-01-15", change="repealed")
    soon = procedure("1.000004", number="2/QĐ-BTP", effective="2026-03-01")
    right, wrong = made(5), made(6)
    put(store, old, gone, procedure("1.000001"), right, wrong, name="a.json")
    put(store, new, end, soon, name="b.docx", importer="decision", rank=50)
    portal = MemoryPortal(config(), [old, gone, soon, right, made(6, changed=True), procedure("9.999999")])
    plan = plan_of(store, portal)
    assert told(plan) == {
        "1.000001": ("missing", "put", "missing"),
        "1.000002": ("stale", "put", "time_limit"),
        "1.000003": ("surplus", "delete", "surplus"),
        "1.000004": ("early", "none", "early"),
        "1.000006": ("differing", "put", "fee"),
        "9.999999": ("unknown", "none", "unknown"),
    }
    assert [item.key for item in plan.items][:3] == ["1.000006", "1.000003", "1.000001"]
    stale = next(item for item in plan.items if item.key == "1.000002")
    assert stale.stale_until == date(2026, 1, 14)
    assert "1/QĐ-BTP" in stale.why
    assert "2/QĐ-BTP" in next(item for item in plan.items if item.key == "1.000003").why
    assert (plan.wanted, plan.equal, plan.shown) == (4, 1, 6)


def test_a_plan_carried_out_is_verified_n_of_n_and_logged(store: Store) -> None:
    put(store, *(made(number) for number in range(7)))
    portal = MemoryPortal(config(), [made(1), made(2, changed=True), made(3, changed=True)])
    plan = plan_of(store, portal)
    applied = apply(store, portal, plan)
    assert applied.complete
    assert applied.counts == {SyncEvent.DONE: 6}
    verified = Verified(plan_of(store, portal))
    assert (verified.right, verified.wanted, verified.ok) == (7, 7, True)
    lines = store.sync.lines(plan=plan.id, key="1.000002")
    assert [(line.event, line.action, line.who) for line in lines] == [
        (SyncEvent.INTENT, "put", "Lan"),
        (SyncEvent.DONE, "put", "Lan"),
    ]
    assert lines[0].after is not None
    assert '"name":"Cấp giấy phép loại 2"' in (store.sync.content(lines[0].after) or "")
    assert lines[0].before is not None
    again = apply(store, portal, plan)
    assert (again.complete, again.sent) == (True, 0)
    assert len(portal.sent) == 6


def test_the_scope_and_what_cannot_be_put(store: Store) -> None:
    put(
        store,
        procedure("1.000001", sector="Hộ tịch"),
        procedure("1.000002", sector="Đất đai"),
        procedure("1.000003", sector="Hộ tịch", kind="internal"),
        procedure(None, provisional_id="TAM-0123456789ab", name="Chưa có mã", sector="Hộ tịch"),
        listed("1.000004", sector="Hộ tịch"),
    )
    outside = [
        procedure("1.000002", sector="Đất đai"),
        procedure("1.000003", sector="Hộ tịch", kind="internal"),
    ]
    plan = plan_of(store, MemoryPortal(config(scope={"sectors": ["hộ tịch"]}), outside))
    assert told(plan) == {"1.000001": ("missing", "put", "missing")}
    assert {(one.key, one.why) for one in plan.left_out} == {
        ("TAM-0123456789ab", "uncoded"),
        ("1.000004", "listed"),
    }
    assert plan.outside == 2


def test_a_procedure_known_only_by_its_row_never_wipes_a_portal(store: Store) -> None:
    put(store, listed("1.000001", name="Tên mới", sector="Hộ tịch"))
    full = procedure(
        "1.000001", name="Tên cũ", sector="Hộ tịch", channels=(channel("online", 5, "day", fee("100")),)
    )
    plan = plan_of(store, MemoryPortal(config(), [full]))
    (item,) = plan.items
    assert (item.action, item.why, [change.path for change in item.changes]) == ("none", "listed", ["name"])


def test_what_the_portal_has_no_place_for_is_listed(store: Store) -> None:
    put(store, procedure("1.000001", dossier_sets=2, change="amended"))
    portal = MemoryPortal(config())
    plan = plan_of(store, portal)
    assert dict(plan.lost) == {"change": 1, "dossier_sets": 1}
    assert plan.items[0].lost == ("change", "dossier_sets")
    assert apply(store, portal, plan).complete
    assert plan_of(store, portal).items == ()


def test_a_plan_is_refused_when_the_catalogue_changed(store: Store) -> None:
    put(store, made(1), made(2))
    portal = MemoryPortal(config())
    plan = plan_of(store, portal)
    put(store, made(1, changed=True), made(3), name="c.json", now=NOW + timedelta(hours=1))
    with pytest.raises(PlanOutdated) as caught:
        apply(store, portal, plan)
    assert "1.000001 (đã sửa)" in caught.value.message
    assert "1.000003 (mới có)" in caught.value.message
    assert portal.sent == []


def test_a_plan_is_refused_when_the_portal_changed(store: Store) -> None:
    put(store, made(1), made(2))
    portal = MemoryPortal(config(), [made(2, changed=True)])
    plan = plan_of(store, portal)
    portal.shown["1.000002"] += b" "
    with pytest.raises(PlanOutdated, match=r"1\.000002 \(đã sửa\)"):
        apply(store, portal, plan)
    assert portal.sent == []


def test_a_plan_changed_by_hand_is_refused(store: Store, tmp_path: Path) -> None:
    put(store, made(1))
    path = tmp_path / "plan.json"
    text = plan_of(store, MemoryPortal(config())).model_dump_json()
    path.write_text(text, "utf-8")
    assert read_plan(path).wanted == 1
    for wrong in (text.replace('"action":"put"', '"action":"delete"'), "{}", "không"):
        path.write_text(wrong, "utf-8")
        with pytest.raises(BadPlan):
            read_plan(path)


def test_a_plan_is_of_one_description_of_a_portal(store: Store) -> None:
    put(store, made(1))
    plan = plan_of(store, MemoryPortal(config()))
    with pytest.raises(PlanOutdated, match="cấu hình khác"):
        apply(store, MemoryPortal(config(surplus="all")), plan)


def test_deletions_beyond_the_limit_need_a_yes(store: Store) -> None:
    ended = [made(number) for number in range(10, 17)]
    repealed = [procedure(one.code, effective="2026-01-01", change="repealed") for one in ended]
    put(store, *repealed, name="b.docx", importer="decision", rank=50)
    portal = MemoryPortal(config(), ended)
    plan = plan_of(store, portal)
    assert len(plan.deletes) == 7
    with pytest.raises(TooManyDeletions, match="gỡ 7 trong 7"):
        apply(store, portal, plan)
    assert portal.sent == []
    assert apply(store, portal, plan, yes=True).complete
    assert portal.shown == {}


def test_five_deletions_need_none(store: Store) -> None:
    ended = [made(number) for number in range(10, 15)]
    repealed = [procedure(one.code, effective="2026-01-01", change="repealed") for one in ended]
    put(store, *repealed, name="b.docx", importer="decision", rank=50)
    portal = MemoryPortal(config(), ended)
    assert apply(store, portal, plan_of(store, portal)).complete


DOWN = PortalUnreachable("mất mạng")
FAILURES = [  # what happens to the first attempts | sent so often | end
    ([(DOWN, True)], 1, SyncEvent.DONE),  # taken, the answer lost: read back, not sent again
    ([(DOWN, False)], 2, SyncEvent.DONE),
    ([(DOWN, False), (DOWN, False), (DOWN, True)], 3, SyncEvent.DONE),
    ([(PortalBusy("429", after=0), False)] * 3, 4, SyncEvent.DONE),
    ([(PortalBusy("429", after=9999), False)], 1, SyncEvent.FAILED),
    ([(PortalRefused("400"), False)], 1, SyncEvent.FAILED),
    ([(DOWN, False)] * 8, 8, SyncEvent.FAILED),
]


@pytest.mark.parametrize(("failures", "sent", "end"), FAILURES)
def test_what_is_sent_again_and_what_is_not(store: Store, failures: Any, sent: int, end: SyncEvent) -> None:
    put(store, made(1), made(2))
    portal = MemoryPortal(config())
    plan = plan_of(store, portal)
    portal.failures["1.000001"] = list(failures)
    applied = apply(store, portal, plan)
    keys = [once for _, key, once in portal.sent if key == "1.000001"]
    assert (len(keys), len(set(keys))) == (sent, 1)
    assert applied.counts.get(end, 0) >= 1
    assert ("1.000001" in portal.shown) == (end is SyncEvent.DONE)
    portal.failures.clear()
    assert apply(store, portal, plan).complete
    assert Verified(plan_of(store, portal)).ok


def test_a_portal_that_is_down_is_not_asked_six_thousand_times(store: Store) -> None:
    put(store, *(made(number) for number in range(30)))
    portal = MemoryPortal(config(pace={"attempts": 2}))
    plan = plan_of(store, portal)
    portal.failures = {item.key: [(DOWN, False)] * 9 for item in plan.items}
    applied = apply(store, portal, plan)
    assert applied.stopped
    assert len(portal.sent) == 2 * portal.wave
    assert applied.counts == {SyncEvent.FAILED: 3, SyncEvent.INTENT: 27}


def test_a_change_by_somebody_else_in_mid_apply_is_a_conflict(store: Store) -> None:
    put(store, made(1))
    portal = MemoryPortal(config(), [made(1, changed=True)])
    plan = plan_of(store, portal)

    class Meddled(MemoryPortal):
        def put(self, key: str, data: bytes, *, once: str, expected: str | None) -> str:
            self.shown[key] += b" "
            return super().put(key, data, once=once, expected=expected)

    meddled = Meddled(portal.config, [made(1, changed=True)])
    applied = apply(store, meddled, plan)
    assert applied.counts == {SyncEvent.CONFLICT: 1}
    assert "kế hoạch" in applied.undone[0].detail


def test_garbage_on_the_portal_is_told_and_overwritten(store: Store) -> None:
    put(store, made(1), made(2))
    portal = MemoryPortal(config(), [made(1), made(2)])
    portal.shown["1.000001"] = b"<html>"
    portal.shown["1.000002"] = portal.config.told_shape.write(made(1))
    plan = plan_of(store, portal)
    assert {kind for kind, _, _ in told(plan).values()} == {"unreadable"}
    assert "thủ tục 1.000001" in next(item.why for item in plan.items if item.key == "1.000002")
    assert apply(store, portal, plan).complete
    assert Verified(plan_of(store, portal)).right == 2


def test_nothing_known_of_a_code_is_deleted_only_where_the_portal_says_so(store: Store) -> None:
    put(store, made(1))
    for surplus, action in (("repealed", "none"), ("keep", "none"), ("all", "delete")):
        plan = plan_of(store, MemoryPortal(config(surplus=surplus), [made(1), procedure("9.999999")]))
        assert [item.action for item in plan.items] == [action]


def test_coverage_of_a_list(store: Store) -> None:
    put(store, listed("1.000001", name="Một"), procedure("1.000002", name="Hai", coverage=Coverage.FULL))
    told_config = config(kind="list", shape="portal-list", path="danh-sach.xlsx")
    plan = plan_of(store, MemoryPortal(told_config))
    assert told(plan) == {
        "1.000001": ("missing", "put", "missing"),
        "1.000002": ("missing", "put", "missing"),
    }


def test_what_is_suspended_for_a_time_is_not_deleted(store: Store) -> None:
    """Không thực hiện is no bãi bỏ: the procedure comes back when the resolution ends."""
    put(store, made(1))
    stop = procedure("1.000001", number="66.18/2026/NQ-CP", effective="2026-01-20", change="suspended")
    put(store, stop, name="b.docx", importer="decision", rank=50)
    plan = plan_of(store, MemoryPortal(config(), [made(1)]))
    assert told(plan) == {"1.000001": ("suspended", "none", "suspended")}
    assert "66.18/2026/NQ-CP" in plan.items[0].why
