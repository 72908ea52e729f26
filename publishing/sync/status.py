"""How far plans have come, out of the log."""

from collections.abc import Iterable
from typing import Any

from catalogue.store.sync import SyncEvent, SyncLine

OF_ITEMS = (SyncEvent.INTENT, SyncEvent.DONE, SyncEvent.FAILED, SyncEvent.CONFLICT)


def plans_of(lines: Iterable[SyncLine]) -> list[dict[str, Any]]:
    """One row per plan or comparison, in the order they began."""
    rows: dict[str, dict[str, Any]] = {}
    last: dict[str, dict[str, SyncEvent]] = {}
    for line in lines:
        plan = line.plan or ""
        row = rows.setdefault(
            plan, {"planned": line.recorded, "who": line.who, "portal": line.portal, "plan": plan, "told": ""}
        )
        if line.event in OF_ITEMS and line.key is not None:
            last.setdefault(plan, {})[line.key] = line.event
        elif line.event in (SyncEvent.VERIFIED, SyncEvent.DRIFT, SyncEvent.PLANNED):
            row["told"] = line.detail
    for plan, row in rows.items():
        events = list(last.get(plan, {}).values())
        row["open"] = events.count(SyncEvent.INTENT)
        row |= {event.value: events.count(event) for event in OF_ITEMS[1:]}
    return list(rows.values())
