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

from publishing.portals.base import PortalGarbled, PortalRefused, Shown, Steady, keyed
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

    def marks(self, steady: Steady) -> dict[str, str | None]:
        """The list, page by page, with the tags that it has."""
        tags: dict[str, str | None] = {}
        cursor = ""
        for _ in range(PAGES):
            page = steady(partial(self._page, cursor))
            for item in page["items"]:
                tags[str(item["code"])] = None if item.get("etag") is None else _bare(str(item["etag"]))
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
        return Shown(key, answer.body, _tag(answer) or sha256(answer.body).hexdigest())

    def put(self, key: str, data: bytes, *, once: str, expected: str | None) -> str:
        """PUT; the tag it answers, else that of what it then shows."""
        headers = {"Idempotency-Key": once, **_condition(expected)}
        answer = self.http.call("PUT", self._address(key), body=data, headers=headers)
        if answer.status == 404:
            raise PortalRefused(
                f"Cổng không có địa chỉ {self._address(key)}.", hint="Kiểm tra url trong cấu hình."
            )
        tag = _tag(answer)
        if tag is None:
            shown = self.read(key)
            tag = shown.token if shown else ""
        return tag

    def delete(self, key: str, *, once: str, expected: str | None) -> None:
        """DELETE; a procedure that is gone already is gone."""
        self.http.call(
            "DELETE", self._address(key), headers={"Idempotency-Key": once, **_condition(expected)}
        )

    def flush(self) -> None:
        """Every answer was durable."""

    def close(self) -> None:
        """Close all connections."""
        self.http.close()


def _condition(expected: str | None) -> dict[str, str]:
    return {"If-None-Match": "*"} if expected is None else {"If-Match": f'"{expected}"'}


def _tag(answer: Answer) -> str | None:
    tag: str | None = answer.headers.get("etag")
    return None if tag is None else _bare(tag)


def _bare(tag: str) -> str:
    return tag.removeprefix("W/").strip('"')


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body) if answer.status != 404 else {}
    except (ValueError, RecursionError) as error:
        raise PortalGarbled("Cổng trả lời không phải JSON.", data=answer.body[:200]) from error
