"""The plan of a sync (kế hoạch đồng bộ): data, read by a person before it is applied.

Here: its shape, its id, its file. Not here: making it (planning.py), carrying it out (applying.py).
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from catalogue.diff import ChangeKind
from catalogue.errors import CatalogueError
from catalogue.records import Record
from publishing.sync.harm import harms

PLAN_VERSION = "1"


class BadPlan(CatalogueError):
    """A plan that was changed by hand, or is of another version."""


class ItemKind(StrEnum):
    """How the portal stands to the catalogue in one procedure."""

    MISSING = "missing"
    """thiếu: in force, and not shown"""
    STALE = "stale"
    """cũ: the portal shows what an earlier version said"""
    DIFFERING = "differing"
    """sai khác: it shows what no version said"""
    SURPLUS = "surplus"
    """thừa: shown, and no longer in force"""
    SUSPENDED = "suspended"
    """tạm dừng: shown, and for a time not carried out; it comes back, so nothing is deleted"""
    EARLY = "early"
    """sớm: shown, and not in force yet"""
    UNKNOWN = "unknown"
    """lạ: shown, and the catalogue does not have it"""
    UNREADABLE = "unreadable"
    """không đọc được"""


class Action(StrEnum):
    """What the plan does about it."""

    PUT = "put"
    """ghi"""
    DELETE = "delete"
    """gỡ"""
    NONE = "none"
    """để người xem quyết định"""


class PlannedChange(Record):
    """One value of the portal that is wrong: before as the portal shows it, after as the catalogue says."""

    path: str
    kind: ChangeKind
    before: Any = None
    after: Any = None
    harm: str
    """Code of lookups/harm.toml."""


class PlanItem(Record):
    """One procedure that the portal does not show rightly."""

    key: str
    name: str
    kind: ItemKind
    action: Action
    harm: str
    """The gravest of its harms."""
    changes: tuple[PlannedChange, ...] = ()
    """The gravest first."""
    lost: tuple[str, ...] = ()
    """Fields of the record that the portal has no place for."""
    before: str | None = None
    """Hash of what the portal shows."""
    after: str | None = None
    """Hash of what it is to show."""
    token: str | None = None
    """The portal's mark of what it shows."""
    stale_until: date | None = None
    """The day before the version that holds began."""
    why: str = ""

    @property
    def rank(self) -> int:
        """How much it harms."""
        return harms()[self.harm].rank


class LeftOut(Record):
    """A procedure of the catalogue that the plan cannot put on the portal, and why."""

    key: str
    name: str
    why: str
    """uncoded, listed, unwritable"""


class Plan(Record):
    """What would bring a portal in line with the catalogue on one day."""

    version: str = PLAN_VERSION
    id: str = ""
    """Hash over all the rest."""
    portal: str
    portal_id: str
    """Hash of the description of the portal."""
    made: datetime
    who: str
    day: date
    stamp: str
    """Of the catalogue: while it and the day are the same, nothing need be compared again."""
    wanted: int
    """Procedures that the portal is to show."""
    equal: int
    """Of these, shown rightly already."""
    shown: int
    """Procedures that the portal shows."""
    outside: int
    """Of these, in force and outside the scope of this portal; left alone."""
    items: tuple[PlanItem, ...]
    """The most harmful first."""
    left_out: tuple[LeftOut, ...] = ()
    lost: Mapping[str, int] = {}
    """Fields that the portal cannot carry: number of procedures that have them."""
    catalogue: Mapping[str, str]
    """Hash of what is to be shown, by key: what the catalogue was when the plan was made."""
    state: Mapping[str, str]
    """The portal's mark, by key: what the portal was."""

    @property
    def puts(self) -> tuple[PlanItem, ...]:
        """What is to be written, the most harmful first."""
        return tuple(item for item in self.items if item.action is Action.PUT)

    @property
    def deletes(self) -> tuple[PlanItem, ...]:
        """What is to be taken away."""
        return tuple(item for item in self.items if item.action is Action.DELETE)

    @property
    def counts(self) -> dict[str, int]:
        """Items by kind."""
        told = [item.kind.value for item in self.items]
        return {kind.value: told.count(kind.value) for kind in ItemKind}

    def signed(self) -> "Plan":
        """The plan with its id."""
        return self.model_copy(update={"id": self.own_id()})

    def own_id(self) -> str:
        """The id that its contents have."""
        return sha256(self.model_copy(update={"id": ""}).model_dump_json().encode()).hexdigest()[:20]


def read_plan(path: Path) -> Plan:
    """A plan out of its file.

    Raises:
        BadPlan: it is no plan, of another version, or was changed since it was made.
    """
    again = "Lập lại: dongian sync plan --portal CỔNG.toml --out KẾ_HOẠCH.json"
    try:
        plan = Plan.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BadPlan(f"Không mở được {path}: {error.strerror}.", hint=again) from error
    except ValidationError as error:
        raise BadPlan(f"{path.name} không phải kế hoạch đồng bộ.", hint=again) from error
    if plan.version != PLAN_VERSION:
        raise BadPlan(
            f"{path.name}: kế hoạch phiên bản {plan.version}, chương trình cần {PLAN_VERSION}.", hint=again
        )
    if plan.id != plan.own_id():
        raise BadPlan(f"{path.name} đã bị sửa sau khi lập; không thực hiện.", hint=again)
    return plan
