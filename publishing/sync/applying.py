"""A plan carried out: each change once, whatever happens to us, the network or the portal on the way.

Before a wave of requests leaves, an intent for each stands in the log; after it, what became of each. A
process that is killed leaves intents without an end: when the plan is applied again, what the portal shows
is read for each of them before anything is sent.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import floor
from typing import TYPE_CHECKING

from catalogue.errors import CatalogueError
from catalogue.store.sync import SyncEntry, SyncEvent, SyncLine
from publishing.portals.base import Portal, PortalError
from publishing.portals.shapes import Reader
from publishing.sync.patience import Patience, each
from publishing.sync.plan import Action, Plan, PlanItem
from publishing.sync.sending import Outcome, Progress, Sender, once_of
from publishing.sync.sides import Wanted, canonical, tokens

if TYPE_CHECKING:
    from catalogue.store.store import Store

SHOWN = 12
"""Differences that an error names one by one."""
SETTLED = frozenset({SyncEvent.DONE, SyncEvent.CONFLICT})


class PlanOutdated(CatalogueError):
    """The catalogue or the portal is not what it was when the plan was made; nothing was sent."""


class TooManyDeletions(CatalogueError):
    """The plan takes away more than may go without being asked; nothing was sent."""


@dataclass(frozen=True)
class Applied:
    """What became of a plan, over all the times it was applied."""

    plan: str
    counts: Mapping[SyncEvent, int]
    """Changes by what became of them."""
    undone: tuple[Outcome, ...]
    """Changes of this call that did not come to a good end."""
    sent: int
    """Changes settled by this call."""
    stopped: str = ""
    """Why it stopped before the end."""

    @property
    def complete(self) -> bool:
        """Every change is done."""
        return not self.stopped and not any(
            n for event, n in self.counts.items() if event is not SyncEvent.DONE
        )


@dataclass(frozen=True)
class Signature:
    """Who applies, in which call, and what time it is."""

    who: str
    run: str
    now: Callable[[], datetime]


class Applier:
    """Carries one plan out."""

    def __init__(
        self, plan: Plan, portal: Portal, store: "Store", reader: Reader, patience: Patience, by: Signature
    ) -> None:
        self.plan = plan
        self.portal = portal
        self.store = store
        self.patience = patience
        self.by = by
        self.sender = Sender(portal, patience, reader)
        self.items = {item.key: item for item in plan.items if item.action is not Action.NONE}

    def apply(
        self,
        wanted_for: Callable[[Collection[str] | None], Mapping[str, Wanted]],
        *,
        same: bool,
        yes: bool,
        progress: Progress = lambda _: None,
    ) -> Applied:
        """Carry out what is not done yet.

        `wanted_for` gives the catalogue's side of today, whole (None) or for some keys. `same`: the
        catalogue and the day are those of the plan, so that each wave need only look at its own.

        Raises:
            PlanOutdated: the catalogue or the portal changed since.
            TooManyDeletions: more than the limit, and nobody said yes.
            PortalError: the portal could not be read at all, or takes no changes from us.
        """
        if self.portal.config.id != self.plan.portal_id:
            raise PlanOutdated(
                f"Kế hoạch được lập cho cấu hình khác của cổng “{self.plan.portal}”.", hint=AGAIN
            )
        self.portal.ready(puts=bool(self.plan.puts), deletes=bool(self.plan.deletes))
        last = self._last()
        todo = [item for key, item in self.items.items() if key not in last or last[key].event not in SETTLED]
        todo.sort(key=lambda item: (item.action is Action.DELETE, -item.rank, item.key))
        whole = None if same else wanted_for(None)
        if whole is not None:
            check_catalogue(self.plan, whole)
        self._check_portal(last)
        self._check_deletions(yes=yes)
        progress(len(self.items) - len(todo))
        begun = SyncEntry(event=SyncEvent.BEGUN, plan=self.plan.id, detail=f"{len(todo)}/{len(self.items)}")
        self._log([begun])
        side = wanted_for if whole is None else (lambda _: whole)
        outcomes, stopped = self._waves(todo, side, last, progress)
        return self._ended(last, outcomes, stopped)

    def _waves(
        self,
        todo: Sequence[PlanItem],
        side: Callable[[Collection[str]], Mapping[str, Wanted]],
        last: Mapping[str, SyncLine],
        progress: Progress,
    ) -> tuple[list[Outcome], str]:
        outcomes: list[Outcome] = []
        ended: list[SyncEntry] = []
        size = self.portal.wave
        for start in range(0, len(todo), size):
            wave = todo[start : start + size]
            wanted = side({item.key for item in wave})
            try:
                self._check_marks(wave, wanted)
            except PlanOutdated:
                self._log(ended)
                raise
            # one transaction ends the wave before and begins this one
            self._log(
                [*ended, *(self._entry(item, SyncEvent.INTENT) for item in wave)], _contents(wave, wanted)
            )
            ended = []
            found = [
                outcome for _, outcome in each(wave, self._one(wanted, last), workers=self.portal.workers)
            ]
            try:
                self.portal.flush()
            except PortalError as error:
                return outcomes, error.message
            ended = [self._entry(o.item, o.event, o) for o in found]
            outcomes += found
            progress(len(found))
            if all(outcome.unreachable for outcome in found):
                self._log(ended)
                return outcomes, found[-1].detail
        self._log(ended)
        return outcomes, ""

    def _one(
        self, wanted: Mapping[str, Wanted], last: Mapping[str, SyncLine]
    ) -> Callable[[PlanItem], Outcome]:
        def send(item: PlanItem) -> Outcome:
            once = once_of(self.plan, item)
            return self.sender.send(item, wanted.get(item.key), once, uncertain=item.key in last)

        return send

    def _last(self) -> dict[str, SyncLine]:
        """The last entry of every change of this plan."""
        events = (SyncEvent.INTENT, SyncEvent.DONE, SyncEvent.FAILED, SyncEvent.CONFLICT)
        return {
            line.key: line for line in self.store.sync.lines(plan=self.plan.id, events=events) if line.key
        }

    def _check_marks(self, todo: Iterable[PlanItem], wanted: Mapping[str, Wanted]) -> None:
        """What would be sent is what the plan showed."""
        for item in todo:
            found = wanted.get(item.key)
            if item.action is Action.PUT and (found is None or found.mark != item.after):
                raise PlanOutdated(
                    f"{item.key}: nội dung sẽ gửi khác với kế hoạch (chương trình đã đổi cách đọc).",
                    hint=AGAIN,
                )

    def _check_portal(self, last: Mapping[str, SyncLine]) -> None:
        """What nobody of us touched shows what it showed; what we did shows what we left."""
        now = tokens(self.portal, self.patience)
        ours = {key for key, line in last.items() if line.event is not SyncEvent.DONE}
        then: dict[str, str | None] = dict(self.plan.state)
        for key, line in last.items():
            if line.event is SyncEvent.DONE:
                then[key] = line.token
        keys = sorted((set(now) | set(then)) - ours)
        changed = [key for key in keys if now.get(key) != then.get(key)]
        if changed:
            told = ", ".join(f"{key} ({_how(then.get(key), now.get(key))})" for key in changed[:SHOWN])
            raise PlanOutdated(
                f"Cổng “{self.plan.portal}” đã thay đổi ở {len(changed)} thủ tục sau khi lập kế hoạch: {told}"
                f"{' …' if len(changed) > SHOWN else '.'}",
                hint=AGAIN,
            )

    def _check_deletions(self, *, yes: bool) -> None:
        bounds = self.portal.config.bounds
        most = max(bounds.delete_least, floor(self.plan.shown * bounds.delete_percent / 100))
        count = len(self.plan.deletes)
        if count > most and not yes:
            raise TooManyDeletions(
                f"Kế hoạch gỡ {count} trong {self.plan.shown} thủ tục khỏi cổng, "
                f"quá mức {most} được gỡ không cần hỏi.",
                hint="Xem lại danh sách gỡ; nếu đúng, chạy lại với --yes.",
            )

    def _entry(self, item: PlanItem, event: SyncEvent, outcome: Outcome | None = None) -> SyncEntry:
        return SyncEntry(
            event=event,
            plan=self.plan.id,
            key=item.key,
            action=item.action,
            idempotency=once_of(self.plan, item),
            before=item.before,
            after=item.after,
            token=outcome.token if outcome else item.token,
            attempts=outcome.attempts if outcome else None,
            detail=outcome.detail if outcome else "",
        )

    def _log(self, entries: Sequence[SyncEntry], contents: Mapping[str, str] | None = None) -> None:
        by = self.by
        if entries:
            self.store.sync.append(
                entries, portal=self.plan.portal, who=by.who, run=by.run, now=by.now(), contents=contents
            )

    def _ended(self, last: Mapping[str, SyncLine], outcomes: Sequence[Outcome], stopped: str) -> Applied:
        events = {key: line.event for key, line in last.items()} | {o.item.key: o.event for o in outcomes}
        counts = Counter(events.get(key, SyncEvent.INTENT) for key in self.items)
        told = ", ".join(f"{event} {count}" for event, count in sorted(counts.items()))
        self._log([SyncEntry(event=SyncEvent.ENDED, plan=self.plan.id, detail=f"{told}. {stopped}".strip())])
        undone = tuple(o for o in outcomes if o.event is not SyncEvent.DONE)
        return Applied(self.plan.id, dict(counts), undone, len(outcomes), stopped)


AGAIN = "Lập kế hoạch mới, xem lại rồi thực hiện: dongian sync plan"


def check_catalogue(plan: Plan, wanted: Mapping[str, Wanted]) -> None:
    """Whether the catalogue still says what the plan was made of.

    Raises:
        PlanOutdated: it does not; says which procedures.
    """
    now = {key: one.mark for key, one in wanted.items()}
    changed = sorted(key for key in set(now) | set(plan.catalogue) if now.get(key) != plan.catalogue.get(key))
    if changed:
        told = ", ".join(f"{key} ({_how(plan.catalogue.get(key), now.get(key))})" for key in changed[:SHOWN])
        raise PlanOutdated(
            f"Danh mục đã thay đổi ở {len(changed)} thủ tục sau khi lập kế hoạch: {told}"
            f"{' …' if len(changed) > SHOWN else '.'}",
            hint=AGAIN,
        )


def _how(then: str | None, now: str | None) -> str:
    if then is None:
        return "mới có"
    return "không còn" if now is None else "đã sửa"


def _contents(items: Iterable[PlanItem], wanted: Mapping[str, Wanted]) -> dict[str, str]:
    """What is to be shown, by its hash, kept beside the intents."""
    found = (wanted[item.key] for item in items if item.action is Action.PUT)
    return {one.mark: canonical(one.record, one.fields) for one in found}
