"""The log of the sync: appended only, whole or shown to be broken."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from catalogue.store.ledger import Unsigned
from catalogue.store.store import Store
from catalogue.store.sync import SyncEntry, SyncEvent
from tests.build import NOW


def entry(event: str = "intent", **said: object) -> SyncEntry:
    return SyncEntry.model_validate({"event": event, "plan": "p", "key": "1.000001"} | said)


def append(store: Store, *entries: SyncEntry, minutes: int = 0, **said: object) -> None:
    told = {"portal": "Cổng tỉnh", "who": "Lan", "run": "r1"} | said
    store.sync.append(entries, now=NOW + timedelta(minutes=minutes), **told)  # type: ignore[arg-type]


def test_entries_come_back_in_order_with_who_and_when(store: Store) -> None:
    append(store, entry(before="b", after="a"), entry("done", attempts=2), contents={"a": '{"ă": 1}'})
    append(store, entry("verified", key=None), minutes=1, who="Hà", run="r2")
    told = store.sync.lines(plan="p")
    assert [(line.event, line.who, line.run) for line in told] == [
        (SyncEvent.INTENT, "Lan", "r1"),
        (SyncEvent.DONE, "Lan", "r1"),
        (SyncEvent.VERIFIED, "Hà", "r2"),
    ]
    assert told[0].recorded == NOW
    assert (told[0].before, told[0].after, told[1].attempts) == ("b", "a", 2)
    assert [line.id for line in store.sync.lines(limit=1)] == [told[-1].id]
    assert [line.event for line in store.sync.lines(key="1.000001", events=[SyncEvent.DONE])] == ["done"]


def test_a_content_is_kept_once_under_its_hash(store: Store) -> None:
    append(store, entry(), contents={"a": "giấy tờ"})
    append(store, entry(), contents={"a": "khác", "b": "hai"})
    assert (store.sync.content("a"), store.sync.content("b"), store.sync.content("c")) == (
        "giấy tờ",
        "hai",
        None,
    )


@pytest.mark.parametrize("table", ["sync_log", "sync_content"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = 'x'", "DELETE FROM {} WHERE {} <> 'x'"])
def test_the_database_refuses_to_change_or_delete(store: Store, table: str, act: str) -> None:
    append(store, entry(), contents={"a": "một"})
    column = "who" if table == "sync_log" else "hash"
    with pytest.raises(DatabaseError, match="append only"), store.engine.begin() as connection:
        connection.execute(text(act.format(table, column)))


def test_a_row_changed_behind_our_back_shows(store: Store) -> None:
    append(store, entry(), entry("done"), entry("done", key="1.000002"))
    assert store.sync.first_broken() is None
    with store.engine.begin() as connection:
        if store.engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER sync_log_no_update"))
        else:
            connection.execute(text("ALTER TABLE sync_log DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE sync_log SET who = 'Kẻ khác' WHERE id = 2"))
    assert store.sync.first_broken() == 2


def test_nobody_named_nothing_stored(store: Store) -> None:
    with pytest.raises(Unsigned):
        append(store, entry(), who=" ")
    assert store.sync.lines() == ()
