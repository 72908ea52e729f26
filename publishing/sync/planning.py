"""From the two sides to a plan: missing, stale, differing, surplus, the most harmful first.

Nothing is decided here that a person cannot read in the plan; what is doubtful gets no action.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from catalogue.errors import NotFound
from catalogue.records import Change, Procedure
from catalogue.snapshot import Snapshot
from catalogue.store.versions import Sighting
from publishing.portals.config import PortalConfig
from publishing.portals.shapes import Reader
from publishing.sync.harm import harm_of, harms
from publishing.sync.plan import Action, ItemKind, LeftOut, Plan, PlanItem, PlannedChange
from publishing.sync.sides import Seen, Wanted, Wants, canonical, changes_in, mark_of, wanted_of

if TYPE_CHECKING:
    from catalogue.store.store import Store

EARLIER = 20
"""Earlier versions of one procedure that a stale portal is compared with."""


@dataclass(frozen=True)
class Sides:
    """What a plan is made of."""

    config: PortalConfig
    snapshot: Snapshot
    wants: Wants
    seen: Mapping[str, Seen]
    reader: Reader
    whole: bool = True
    """The portal's side is all it shows; else nothing can be missing."""
    acts: bool = True
    """Whether anything can be done about it: an export cannot be written."""
    fields: frozenset[str] | None = None
    """Fields that the portal's side carries at all, where they are fewer than its shape has."""


def make_plan(sides: Sides, store: "Store", *, who: str, made: datetime) -> tuple[Plan, dict[str, str]]:
    """The plan, and what the portal shows of its items as JSON by hash, to be kept."""
    maker = _Maker(sides, store)
    items = [item for key in sorted(set(sides.wants.wanted) | set(sides.seen)) if (item := maker.item(key))]
    items.sort(key=lambda item: (-item.rank, -len(item.changes), item.key))
    wanted = sides.wants.wanted
    lost = Counter(field for one in wanted.values() for field in one.lost)
    plan = Plan(
        portal=sides.config.name,
        portal_id=sides.config.id,
        made=made,
        who=who,
        day=sides.snapshot.day,
        stamp=store.sync.stamp(),
        wanted=len(wanted),
        equal=maker.equal,
        shown=len(sides.seen),
        outside=maker.outside,
        items=tuple(items),
        left_out=(*sides.wants.left_out, *maker.left_out),
        lost=dict(sorted(lost.items(), key=lambda one: (-one[1], one[0]))),
        catalogue={key: one.mark for key, one in sorted(wanted.items())},
        state={key: one.token for key, one in sorted(sides.seen.items())},
    )
    return plan.signed(), maker.shown


class _Maker:
    def __init__(self, sides: Sides, store: "Store") -> None:
        self.sides = sides
        self.store = store
        self.equal = 0
        self.outside = 0
        self.left_out: list[LeftOut] = []
        self.shown: dict[str, str] = {}

    def item(self, key: str) -> PlanItem | None:
        wanted, seen = self.sides.wants.wanted.get(key), self.sides.seen.get(key)
        if wanted is None:
            return self._surplus(key, seen) if seen is not None else None
        if seen is None:
            return self._missing(wanted)
        if seen.record is None:
            action = Action.NONE if wanted.listed else Action.PUT
            return self._of(wanted, ItemKind.UNREADABLE, action, harm="unreadable", seen=seen, why=seen.fault)
        return self._compared(wanted, seen, seen.record)

    def _missing(self, wanted: Wanted) -> PlanItem | None:
        if not self.sides.whole:
            return None
        if wanted.listed:
            self.left_out.append(LeftOut(key=wanted.key, name=wanted.name, why="listed"))
            return None
        return self._of(wanted, ItemKind.MISSING, Action.PUT, harm="missing")

    def _compared(self, wanted: Wanted, seen: Seen, record: Procedure) -> PlanItem | None:
        fields = wanted.fields if self.sides.fields is None else wanted.fields & self.sides.fields
        found = changes_in(record, wanted.record, fields)
        if not found:
            self.equal += 1
            return None
        changes = sorted(
            (
                PlannedChange(path=c.path, kind=c.kind, before=c.before, after=c.after, harm=harm_of(c).code)
                for c in found
            ),
            key=lambda change: -harms()[change.harm].rank,
        )
        since = self._stale(wanted, record, fields)
        before = mark_of(record, wanted.fields)
        self.shown[before] = canonical(record, wanted.fields)
        return self._of(
            wanted,
            ItemKind.DIFFERING if since is None else ItemKind.STALE,
            Action.NONE if wanted.listed else Action.PUT,
            harm=changes[0].harm,
            seen=seen,
            changes=tuple(changes),
            before=before,
            stale_until=None if since is None else since.day,
            why="listed" if wanted.listed else "" if since is None else since.why,
        )

    def _of(
        self,
        wanted: Wanted,
        kind: ItemKind,
        action: Action,
        *,
        harm: str,
        seen: Seen | None = None,
        **said: object,
    ) -> PlanItem:
        action = action if self.sides.acts else Action.NONE
        told = {"lost": wanted.lost, "after": wanted.mark, "token": seen.token if seen else None} | said
        return PlanItem.model_validate(
            {"key": wanted.key, "name": wanted.name, "kind": kind, "action": action, "harm": harm} | told
        )

    def _stale(self, wanted: Wanted, record: Procedure, fields: frozenset[str]) -> "_Since | None":
        """The earlier version that the portal still shows."""
        try:
            history = self.store.history(wanted.key)
        except NotFound:
            return None
        shape, suffix = self.sides.config.told_shape, self.sides.config.code_suffix
        for sighting in list(reversed(history))[:EARLIER]:
            if sighting.record is None:
                continue
            then = wanted_of(sighting.record, shape, self.sides.reader, suffix)
            if then is None or not changes_in(then.record, wanted.record, fields):
                continue
            if not changes_in(record, then.record, fields):
                return _Since(_last_day(history), _told(sighting))
        return None

    def _surplus(self, key: str, seen: Seen) -> PlanItem | None:
        if key in self.sides.snapshot.by_key:
            self.outside += 1
            return None
        kind, why = self._standing(key)
        policy = self.sides.config.surplus
        drop = policy == "all" or (policy == "repealed" and kind is ItemKind.SURPLUS)
        name = seen.record.name if seen.record is not None else key
        before = None
        if seen.record is not None:
            fields = self.sides.config.told_shape.fields
            before = mark_of(seen.record, fields)
            self.shown[before] = canonical(seen.record, fields)
        return PlanItem(
            key=key,
            name=name,
            kind=kind,
            action=Action.DELETE if drop else Action.NONE,
            harm=kind.value,
            before=before,
            token=seen.token,
            why=why,
        )

    def _standing(self, key: str) -> tuple[ItemKind, str]:
        """Why the catalogue has nothing in force under a key of the portal."""
        try:
            history = self.store.history(key)
        except NotFound:
            return ItemKind.UNKNOWN, ""
        day = self.sides.snapshot.day
        ends = [s for s in history if s.ends and (s.valid_from is None or s.valid_from <= day)]
        over = [s for s in history if s.valid_to is not None and s.valid_to < day]
        if ends:
            last = max(ends, key=lambda s: (s.valid_from or date.min, s.rank, s.recorded))
            # không thực hiện is for a time: what is deleted would have to be published anew
            kind = ItemKind.SUSPENDED if last.change is Change.SUSPENDED else ItemKind.SURPLUS
            return kind, _told(last)
        if over:
            return ItemKind.SURPLUS, _told(over[-1])
        if any(s.valid_from is not None and s.valid_from > day for s in history):
            return ItemKind.EARLY, _told(history[-1])
        return ItemKind.UNKNOWN, _told(history[-1])


@dataclass(frozen=True)
class _Since:
    day: date | None
    why: str


def _last_day(history: tuple[Sighting, ...]) -> date | None:
    """The day before the latest version began."""
    begun = [s.valid_from for s in history if s.valid_from is not None]
    return max(begun) - timedelta(days=1) if begun else None


def _told(sighting: Sighting) -> str:
    """The decision and its first day, else the file."""
    number = sighting.decision_number or sighting.file
    return f"{number}, {sighting.valid_from:%d/%m/%Y}" if sighting.valid_from else number
