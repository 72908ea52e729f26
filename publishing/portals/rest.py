"""A REST target: GET of a list, and GET, PUT, DELETE of one procedure under its code.

    GET    url?cursor=…   {"items": [{"code", "etag"}], "next": cursor or null}
    GET    url/CODE       the message, with ETag
    PUT    url/CODE       Idempotency-Key, and If-Match with the tag before, or If-None-Match: *
    DELETE url/CODE       Idempotency-Key, If-Match

Where the list has no tags, every procedure is read. Where a portal ignores the idempotency key
nothing is lost: after a failure that leaves it open, what it shows is read before anything is sent again.
"""

import json
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from publishing.portals.base import PortalChanged, PortalGarbled, PortalRefused, Shown, Steady, keyed
from publishing.portals.config import PortalConfig
from publishing.portals.http import Answer, Http

PAGES = 10_000
"""More pages than any list has: a cursor that runs in circles."""


class RestPortal:
    """A portal with one address per procedure."""

    wave = 64

    def __init__(self, config: PortalConfig, http: Http) -> None:
        self.config = config
        self.http = http
        self.workers = config.pace.workers
        self.url = (config.url or "").rstrip("/")
        self._spelled: dict[str, str] = {}
        self._tagged = False
        """Whether it ever gave a tag; without, a change cannot be made conditional on one."""

    def marks(self, steady: Steady) -> dict[str, str | None]:
        """The list, page by page, with the tags that it has."""
        tags: dict[str, str | None] = {}
        cursor = ""
        for _ in range(PAGES):
            page = steady(partial(self._page, cursor))
            for item in page["items"]:
                tags[str(item["code"])] = self._noted(item.get("etag"))
            cursor = str(page.get("next") or "")
            if not cursor:
                break
        else:
            raise PortalRefused(f"Danh sách của cổng không có trang cuối: {self.url}.")
        self._spelled = keyed(list(tags))
        return {key: tags[written] for key, written in self._spelled.items()}

    def _page(self, cursor: str) -> dict[str, Any]:
        answer = self.http.call("GET", self.url + (f"?cursor={quote(cursor)}" if cursor else ""))
        told = _json(answer)
        items = told.get("items") if isinstance(told, dict) else None
        if answer.status == 404 or not isinstance(items, list):
            raise PortalRefused(
                f"{self.url} không phải danh sách thủ tục của một cổng.", hint="Kiểm tra url trong cấu hình."
            )
        if not all(isinstance(item, dict) and "code" in item for item in items):
            raise PortalGarbled(f"{self.url}: danh sách có dòng không có mã.", data=answer.body[:200])
        page: dict[str, Any] = told
        return page

    def _address(self, key: str) -> str:
        suffix = self.config.code_suffix
        written = self._spelled.get(key) or (f"{key}.{suffix}" if suffix else key)
        return f"{self.url}/{quote(written, safe='')}"

    def read(self, key: str) -> Shown | None:
        """The message of one procedure."""
        answer = self.http.call("GET", self._address(key))
        if answer.status == 404:
            return None
        _json(answer)
        tag = self._noted(answer.headers.get("etag"))
        return Shown(key, answer.body, tag or sha256(answer.body).hexdigest())

    def _noted(self, tag: str | None) -> str | None:
        self._tagged = self._tagged or tag is not None
        return None if tag is None else str(tag).removeprefix("W/").strip('"')

    def _condition(self, key: str, expected: str | None) -> dict[str, str]:
        """The state before as a condition; where the portal has no tags, what it shows is read instead."""
        if expected is None:
            return {"If-None-Match": "*"}
        if self._tagged:
            return {"If-Match": f'"{expected}"'}
        shown = self.read(key)
        if not self._tagged and (shown.token if shown else None) != expected:
            raise PortalChanged(
                f"{key}: cổng hiện nội dung khác với lúc lập kế hoạch.", hint="Lập kế hoạch mới."
            )
        return {"If-Match": f'"{expected}"'} if self._tagged else {}

    def ready(self, *, puts: bool, deletes: bool) -> None:
        """It takes both."""

    def put(self, key: str, data: bytes, *, once: str, expected: str | None) -> str:
        """PUT; the tag it answers, else that of what it then shows."""
        headers = {"Idempotency-Key": once, **self._condition(key, expected)}
        answer = self.http.call("PUT", self._address(key), body=data, headers=headers)
        if answer.status == 404:
            raise PortalRefused(
                f"Cổng không có địa chỉ {self._address(key)}.", hint="Kiểm tra url trong cấu hình."
            )
        tag = self._noted(answer.headers.get("etag"))
        if tag is None:
            shown = self.read(key)
            tag = shown.token if shown else ""
        return tag

    def delete(self, key: str, *, once: str, expected: str | None) -> None:
        """DELETE; a procedure that is gone already is gone."""
        self.http.call(
            "DELETE", self._address(key), headers={"Idempotency-Key": once, **self._condition(key, expected)}
        )

    def flush(self) -> None:
        """Every answer was durable."""

    def close(self) -> None:
        """Close all connections."""
        self.http.close()


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body) if answer.status != 404 else {}
    except (ValueError, RecursionError) as error:
        raise PortalGarbled("Cổng trả lời không phải JSON.", data=answer.body[:200]) from error
