"""One change to a portal, until it is known what became of it.

A request that may have been taken is never sent again blindly: first it is read what the portal shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from catalogue.store.sync import SyncEvent
from publishing.portals.base import (
    Portal,
    PortalBusy,
    PortalChanged,
    PortalError,
    PortalRefused,
    PortalUnreachable,
    Shown,
)
from publishing.portals.shapes import Reader
from publishing.sync.patience import Patience
from publishing.sync.plan import Action, Plan, PlanItem
from publishing.sync.sides import Wanted, changes_in, seen_of


@dataclass(frozen=True)
class Outcome:
    """What became of one change."""

    item: PlanItem
    event: SyncEvent
    attempts: int
    token: str | None = None
    detail: str = ""
    unreachable: bool = False
    """Nobody answered; the next one will not either."""


def once_of(plan: Plan, item: PlanItem) -> str:
    """The idempotency key: equal for every attempt of this change, in this process or the next."""
    told = "\n".join([plan.portal_id, item.key, item.action, item.after or "", plan.id])
    return sha256(told.encode()).hexdigest()[:40]


class Sender:
    """Carries single changes out; used by several threads, one item each."""

    def __init__(self, portal: Portal, patience: Patience, reader: Reader) -> None:
        self.portal = portal
        self.patience = patience
        self.reader = reader

    def send(self, item: PlanItem, wanted: Wanted | None, once: str, *, uncertain: bool) -> Outcome:
        """One change; `uncertain`: an earlier attempt may have been taken."""
        attempt = 0
        error: PortalError | None = None
        while attempt < self.patience.pace.attempts:
            attempt += 1
            if uncertain:
                settled = self._look(item, wanted, attempt)
                if settled is not None:
                    return settled
            self.patience.turn()
            try:
                return Outcome(item, SyncEvent.DONE, attempt, self._call(item, wanted, once))
            except PortalChanged as caught:
                # our own earlier attempt changes the mark too: what it shows decides
                return self._look(item, wanted, attempt) or _conflict(item, attempt, caught.message)
            except PortalRefused as caught:
                return Outcome(item, SyncEvent.FAILED, attempt, detail=caught.message)
            except (PortalUnreachable, PortalBusy) as caught:
                error, uncertain = caught, uncertain or isinstance(caught, PortalUnreachable)
            if attempt < self.patience.pace.attempts:
                try:
                    self.patience.rest(attempt, error)
                except PortalBusy:
                    break
        if uncertain:
            settled = self._look(item, wanted, attempt)
            if settled is not None:
                return settled
        return _failed(item, attempt, error)

    def _call(self, item: PlanItem, wanted: Wanted | None, once: str) -> str | None:
        if item.action is Action.DELETE:
            self.portal.delete(item.key, once=once, expected=item.token)
            return None
        if wanted is None:
            raise PortalRefused(
                f"{item.key}: không còn trong danh mục."
            )  # checked before: the plan would be outdated
        return self.portal.put(item.key, wanted.data, once=once, expected=item.token)

    def _look(self, item: PlanItem, wanted: Wanted | None, attempt: int) -> Outcome | None:
        """What the portal shows now: done, changed by somebody else, or None: as before, to be sent."""
        try:
            shown = self.patience.steady(lambda: self.portal.read(item.key))
        except PortalError as error:
            return _failed(item, attempt, error)
        if self._right(item, wanted, shown):
            token = shown.token if shown else None
            return Outcome(item, SyncEvent.DONE, attempt, token, "đọc lại: cổng đã có")
        if (shown.token if shown else None) == item.token:
            return None
        return _conflict(item, attempt, "cổng hiện nội dung khác với lúc lập kế hoạch")

    def _right(self, item: PlanItem, wanted: Wanted | None, shown: Shown | None) -> bool:
        if item.action is Action.DELETE or wanted is None:
            return shown is None
        if shown is None:
            return False
        seen = seen_of(shown, self.portal.config.told_shape, self.reader)
        return seen.record is not None and not changes_in(seen.record, wanted.record, wanted.fields)


def _failed(item: PlanItem, attempt: int, error: PortalError | None) -> Outcome:
    told = error.message if error is not None else ""
    down = isinstance(error, PortalUnreachable | PortalBusy)
    return Outcome(item, SyncEvent.FAILED, attempt, detail=told, unreachable=down)


def _conflict(item: PlanItem, attempt: int, why: str) -> Outcome:
    return Outcome(item, SyncEvent.CONFLICT, attempt, detail=why)


Progress = Callable[[int], None]
"""Told how many more changes are settled."""
