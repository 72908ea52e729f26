"""A portal in memory, for what needs no network: it shows what it is told, and fails when it is told to."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from catalogue.records import Procedure
from publishing.portals.base import PortalChanged, PortalError, Shown, Steady
from publishing.portals.config import PortalConfig


def config(**said: Any) -> PortalConfig:
    """A description of a portal, as a folder by default."""
    told = {"name": "Cổng thử", "kind": "folder", "shape": "portal-record", "path": "."} | said
    return PortalConfig.model_validate(told)


class MemoryPortal:
    """Messages by key."""

    workers = 1

    def __init__(self, told: PortalConfig, records: Iterable[Procedure] = (), *, wave: int = 3) -> None:
        self.config = told
        self.wave = wave
        self.shown = {record.key: told.told_shape.write(record) for record in records}
        self.failures: dict[str, list[tuple[PortalError, bool]]] = {}
        """Errors to raise at the next changes of a key; True: after it was taken."""
        self.sent: list[tuple[str, str, str]] = []

    def _token(self, key: str) -> str | None:
        return sha256(self.shown[key]).hexdigest() if key in self.shown else None

    def marks(self, steady: Steady) -> dict[str, str | None]:
        return {key: self._token(key) for key in self.shown}

    def read(self, key: str) -> Shown | None:
        return Shown(key, self.shown[key], self._token(key) or "") if key in self.shown else None

    def _change(self, method: str, key: str, data: bytes | None, once: str, expected: str | None) -> None:
        self.sent.append((method, key, once))
        error, taken = (self.failures.get(key) or [(None, True)]).pop(0)
        if taken:
            if self._token(key) != expected:
                raise PortalChanged("412")
            if data is None:
                del self.shown[key]
            else:
                self.shown[key] = data
        if error is not None:
            raise error

    def ready(self, *, puts: bool, deletes: bool) -> None:
        return

    def put(self, key: str, data: bytes, *, once: str, expected: str | None) -> str:
        self._change("PUT", key, data, once, expected)
        return self._token(key) or ""

    def delete(self, key: str, *, once: str, expected: str | None) -> None:
        self._change("DELETE", key, None, once, expected)

    def flush(self) -> None:
        return

    def close(self) -> None:
        return
