"""What every portal can do, and the ways in which it fails.

PortalError
├── PortalUnreachable   no answer, half an answer, 5xx: nobody knows whether it took what was sent
│   └── PortalGarbled   an answer that is no message
├── PortalBusy          429, 503: it took nothing, and says when to come back
├── PortalChanged       412, 409: it no longer shows what we believed
├── PortalRefused       any other 4xx, a redirect to another host, a body beyond the limit
└── ReadOnly            it cannot be written by us
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from catalogue.errors import CatalogueError, CodeNotUnderstood
from catalogue.identifiers import ProcedureCode
from publishing.portals.config import PortalConfig

Steady = Callable[[Callable[[], Any]], Any]


class PortalError(CatalogueError):
    """A portal that did not do what was asked."""


class PortalUnreachable(PortalError):
    """No answer, or half of one: what was sent may have been taken."""


class PortalGarbled(PortalUnreachable):
    """An answer that is no message of the portal; `data` is what came."""

    def __init__(self, message: str, *, data: bytes, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.data = data


class PortalBusy(PortalError):
    """It took nothing; `after` seconds it may."""

    def __init__(self, message: str, *, after: float | None) -> None:
        super().__init__(message, hint="Chạy lại sau; phần đã gửi không gửi lần nữa.")
        self.after = after


class PortalChanged(PortalError):
    """It shows another state than the one the plan was made for."""


class PortalRefused(PortalError):
    """It will not, however often it is asked."""


class ReadOnly(PortalRefused):
    """It can be read and not written by us."""


@dataclass(frozen=True)
class Shown:
    """What a portal shows of one procedure."""

    key: str
    data: bytes
    token: str
    """Changes whenever the content does."""


class Portal(Protocol):
    """One portal. Calls may come from several threads, each key from one."""

    config: PortalConfig
    workers: int
    """How many calls at a time."""
    wave: int
    """How many changes are put down before `flush`."""

    def marks(self, steady: Steady) -> dict[str, str | None]:
        """Token of everything it shows, by key; None: only `read` tells it. `steady` repeats what fails."""

    def read(self, key: str) -> Shown | None:
        """One procedure; None where it shows none."""

    def ready(self, *, puts: bool, deletes: bool) -> None:
        """Whether it takes such changes at all, before anything is logged or sent.

        Raises:
            ReadOnly: it does not, or not from us.
        """

    def put(self, key: str, data: bytes, *, once: str, expected: str | None) -> str:
        """Show this; the new token. `once`: the idempotency key. `expected`: the token before, None: nothing.

        Raises:
            PortalError: see there; PortalUnreachable leaves it open whether it was taken.
        """

    def delete(self, key: str, *, once: str, expected: str | None) -> None:
        """Show it no longer."""

    def flush(self) -> None:
        """Make durable what was put since the last time."""

    def close(self) -> None:
        """Give connections back."""


def key_of(written: str) -> str:
    """The key that a portal's own spelling of a code means; an odd spelling stays as it is.

    >>> key_of("1.001193.000.00.00.H49"), key_of("bậy")
    ('1.001193', 'bậy')
    """
    try:
        code = ProcedureCode.parse(written)
    except CodeNotUnderstood:
        return written
    return code.core if code.certain and code.service is None else written


def keyed(spellings: list[str]) -> dict[str, str]:
    """Key to the portal's spelling; a second spelling of one code stays a key of its own, to be looked at."""
    found: dict[str, str] = {}
    for written in sorted(spellings, key=lambda s: (key_of(s) != s, s)):
        key = key_of(written)
        found[written if key in found else key] = written
    return found
