"""Permanent links (liên kết cố định): one text address for what was in force on a day, as known at a moment.

    dongian:procedures/1.004194?as-of=2026-07-01&known-at=2026-08-15T01:30:00.000000Z
    dongian:decisions/1872%2FQ%C4%90-BKHCN?as-of=…&known-at=…
    dongian:findings/0f3a…?known-at=…
    dongian:versions/1.004194/9f2c4b…

Behind `dongian:` stands a relative URL, which pages and exports may put behind an address of
their own. What carries a moment answers the same for ever: nothing that is recorded later
changes what was known at it. A version is named by the hash of its content.
Not here: looking it up (catalogue/store/opening.py).
"""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from urllib.parse import parse_qs, quote, unquote, urlsplit

from catalogue.errors import CatalogueError
from catalogue.records import Record

SCHEME = "dongian"
HASH = re.compile(r"[0-9a-f]{8,64}")
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


class LinkNotUnderstood(CatalogueError):
    """The text is no link of ours."""


class Linked(StrEnum):
    """What a link leads to; the first part of its path."""

    PROCEDURE = "procedures"
    DECISION = "decisions"
    FINDING = "findings"
    VERSION = "versions"


class Link(Record):
    """One address."""

    kind: Linked
    key: str
    """Code, decision number, or id of a finding."""
    version: str | None = None
    """Of a version: how the hash of its content begins."""
    day: date | None = None
    """None: whatever day it is when the link is opened."""
    known: datetime | None = None
    """None: what is known when the link is opened; then it is not permanent."""

    @property
    def permanent(self) -> bool:
        """Nothing that is recorded later changes what it leads to."""
        return self.kind is Linked.VERSION or (
            self.known is not None and (self.day is not None or self.kind is Linked.FINDING)
        )

    @property
    def path(self) -> str:
        """As a relative URL, for pages and exports."""
        parts = [self.kind.value, quote(self.key, safe="")]
        if self.version is not None:
            parts.append(self.version)
        told = []
        if self.day is not None:
            told.append(f"as-of={self.day.isoformat()}")
        if self.known is not None:
            told.append(f"known-at={_moment(self.known)}")
        return "/".join(parts) + (f"?{'&'.join(told)}" if told else "")

    def __str__(self) -> str:
        return f"{SCHEME}:{self.path}"

    @classmethod
    def parse(cls, told: str) -> "Link":
        """The link in a text: with `dongian:`, as a relative URL, or behind the address of a site.

        Raises:
            LinkNotUnderstood: says what is wrong with it.
        """
        parts = urlsplit(told.strip())
        path = [unquote(part) for part in parts.path.split("/") if part]
        kinds = [number for number, part in enumerate(path) if part in set(Linked)]
        if parts.scheme not in {"", SCHEME, "http", "https"} or not kinds:
            raise _wrong(told, "không có phần procedures, decisions, findings hoặc versions")
        kind, rest = Linked(path[kinds[0]]), path[kinds[0] + 1 :]
        if len(rest) != (2 if kind is Linked.VERSION else 1):
            raise _wrong(told, "thiếu hoặc thừa phần sau tên loại")
        if kind is Linked.VERSION and not HASH.fullmatch(rest[1]):
            raise _wrong(told, "mã băm của phiên bản phải có từ 8 chữ số hệ 16")
        asked = parse_qs(parts.query)
        return cls(
            kind=kind,
            key=rest[0],
            version=rest[1] if kind is Linked.VERSION else None,
            day=_day(told, asked.get("as-of")),
            known=_known(told, asked.get("known-at")),
        )

    @staticmethod
    def looks_like(told: str) -> bool:
        """Whether a text was meant as a link, not as a code."""
        return told.strip().startswith(
            (f"{SCHEME}:", "http://", "https://", *(f"{kind}/" for kind in Linked), "/")
        )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(MOMENT)


def _day(told: str, asked: list[str] | None) -> date | None:
    if not asked:
        return None
    try:
        return date.fromisoformat(asked[-1])
    except ValueError as error:
        raise _wrong(told, f"ngày “{asked[-1]}” không đúng dạng 2026-07-01") from error


def _known(told: str, asked: list[str] | None) -> datetime | None:
    if not asked:
        return None
    try:
        found = datetime.fromisoformat(asked[-1].replace("Z", "+00:00"))
    except ValueError as error:
        raise _wrong(told, f"thời điểm “{asked[-1]}” không đúng dạng 2026-08-15T01:30:00Z") from error
    if found.tzinfo is None:
        raise _wrong(told, f"thời điểm “{asked[-1]}” không nêu múi giờ")
    return found.astimezone(UTC)


def _wrong(told: str, why: str) -> LinkNotUnderstood:
    return LinkNotUnderstood(
        f"“{told[:200]}” không phải liên kết của danh mục: {why}.",
        hint="Liên kết có dạng dongian:procedures/1.004194?as-of=2026-07-01&known-at=2026-08-15T01:30:00Z; "
        "lấy liên kết: dongian procedures show MÃ --link",
    )
