"""Patience with a portal: how fast, how often, how long between two attempts."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from time import monotonic, sleep
from typing import TypeVar

from publishing.portals.base import PortalBusy, PortalUnreachable
from publishing.portals.config import Pace

T = TypeVar("T")
K = TypeVar("K")


@dataclass
class Clock:
    """Waiting, so that tests need not wait."""

    sleep: Callable[[float], None] = sleep
    monotonic: Callable[[], float] = monotonic
    chance: Random = field(default_factory=Random)


class Patience:
    """One pace for all workers of one portal."""

    def __init__(self, pace: Pace, clock: Clock) -> None:
        self.pace = pace
        self.clock = clock
        self._lock = threading.Lock()
        self._next = 0.0

    def turn(self) -> None:
        """Wait until the pace allows one more request."""
        with self._lock:
            now = self.clock.monotonic()
            at = max(now, self._next)
            self._next = at + 1 / self.pace.per_second
        if at > now:
            self.clock.sleep(at - now)

    def rest(self, attempt: int, error: Exception) -> None:
        """Wait before the next attempt: what the portal asks for, else twice as long each time.

        Raises:
            PortalBusy: it asks for more than we wait; the work is resumed later.
        """
        asked = error.after if isinstance(error, PortalBusy) else None
        if asked is not None and asked > self.pace.longest_wait and isinstance(error, PortalBusy):
            raise error
        # no two workers come back at the same moment
        grown = min(self.pace.first_wait * 2 ** (attempt - 1), self.pace.longest_wait)
        wait = max(asked or 0.0, grown * (0.5 + self.clock.chance.random() / 2))
        if wait > 0:
            self.clock.sleep(wait)

    def steady(self, call: Callable[[], T]) -> T:
        """A call that may be repeated at will (reading), until it answers or the attempts are used up.

        Raises:
            PortalError: of the last attempt, or one that no repetition mends.
        """
        for attempt in range(1, self.pace.attempts + 1):
            self.turn()
            try:
                return call()
            except (PortalUnreachable, PortalBusy) as error:
                if attempt == self.pace.attempts:
                    raise
                self.rest(attempt, error)
        raise AssertionError("attempts is at least 1")


def each(keys: Iterable[K], call: Callable[[K], T], *, workers: int) -> Iterator[tuple[K, T]]:
    """Call for every key, several at a time, in the order of the keys; the first exception ends it."""
    told = list(keys)
    if workers == 1:
        yield from ((key, call(key)) for key in told)
        return
    with ThreadPoolExecutor(max_workers=workers) as pool:
        try:
            yield from zip(told, pool.map(call, told), strict=True)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
