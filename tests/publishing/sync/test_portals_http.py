"""Portals over HTTP: keys, signatures, redirects, refusals."""

import hmac
from hashlib import sha256
from typing import Any

import pytest

from publishing.portals.base import (
    Portal,
    PortalBusy,
    PortalChanged,
    PortalGarbled,
    PortalRefused,
    PortalUnreachable,
)
from publishing.portals.config import BadPortal
from publishing.portals.opening import opened
from tests.publishing.sync.portal import config
from tests.publishing.sync.serving import READER, Answer, serving, steady


def at(url: str, environment: dict[str, str] | None = None, **said: Any) -> Portal:
    told = config(kind="rest", path=None, url=url, **said)
    return opened(told, reader=READER, environment=environment or {}, moment=lambda: 1_700_000_000.0)


def test_bearer_and_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str, dict[str, str], bytes]] = []

    def answer(*told: Any) -> Answer:
        seen.append(told)
        return 200, {"ETag": '"a1"'}, b"{}"

    with serving(answer) as url:
        bearer = at(url, {"MA": "khoa"}, auth={"scheme": "bearer", "token": "MA"})
        bearer.put("1.000001", b"{}", once="k1", expected=None)
        signed = at(
            url, {"ID": "so1", "KHOA": "bi-mat"}, auth={"scheme": "hmac", "key_id": "ID", "secret": "KHOA"}
        )
        assert signed.put("1.000001", b'{"a":1}', once="k2", expected=None) == "a1"
        for portal in (bearer, signed):
            portal.close()
    headers = seen[0][2]
    assert (headers["authorization"], headers["idempotency-key"]) == ("Bearer khoa", "k1")
    assert headers["if-none-match"] == "*"
    method, path, headers, body = seen[1]
    told = "\n".join([method, path, "1700000000", sha256(body).hexdigest()])
    assert headers["x-signature"] == hmac.new(b"bi-mat", told.encode(), sha256).hexdigest()
    assert headers["x-key-id"] == "so1"


def test_a_secret_that_is_not_set_is_named_and_nothing_is_sent() -> None:
    with pytest.raises(BadPortal, match="KHOA_CONG"):
        at("https://x.invalid/a", auth={"scheme": "bearer", "token": "KHOA_CONG"})


ANSWERS: list[tuple[Any, type[Exception]]] = [
    ((500, {}, b""), PortalUnreachable),
    ((429, {"Retry-After": "7"}, b""), PortalBusy),
    ((503, {}, b""), PortalBusy),
    ((412, {}, b""), PortalChanged),
    ((401, {}, b""), PortalRefused),
    ((422, {}, "thiếu tên".encode()), PortalRefused),
    ((302, {"Location": "https://elsewhere.invalid/x"}, b""), PortalRefused),
    ((200, {"Content-Length": "900"}, b"{"), PortalUnreachable),
    ((200, {}, b"x" * 2_000_000), PortalRefused),
    ((200, {}, b"<html>"), PortalGarbled),
]


@pytest.mark.parametrize(
    ("told", "error"), ANSWERS, ids=lambda value: getattr(value, "__name__", str(value)[:12])
)
def test_what_each_answer_means(told: Any, error: type[Exception]) -> None:
    status, headers, body = told
    with serving(lambda *_: (status, headers, body)) as url:
        portal = at(
            url, {"MA": "khoa-bi-mat"}, bounds={"body_mb": 1}, auth={"scheme": "bearer", "token": "MA"}
        )
        with pytest.raises(error) as caught:
            portal.read("1.000001")
        portal.close()
    assert "khoa-bi-mat" not in str(caught.value)


def test_reading_follows_a_redirect_on_the_same_host_and_writing_none() -> None:
    def answer(method: str, path: str, *_: Any) -> Any:
        if path.endswith("/new"):
            return 200, {}, b'{"a": 1}'
        return 307, {"Location": "/new"}, b""

    with serving(answer) as url:
        portal = at(url)
        shown = portal.read("1.000001")
        assert shown is not None
        assert shown.data == b'{"a": 1}'
        with pytest.raises(PortalRefused, match="chuyển hướng"):
            portal.put("1.000001", b"{}", once="k", expected=None)
        portal.close()


def test_a_server_that_repeats_our_secret_does_not_get_it_into_a_message() -> None:
    with serving(lambda *_: (400, {}, b'{"seen": "Bearer khoa-bi-mat"}')) as url:
        portal = at(url, {"MA": "khoa-bi-mat"}, auth={"scheme": "bearer", "token": "MA"})
        with pytest.raises(PortalRefused, match="Bearer …"):
            portal.put("1.000001", b"{}", once="k", expected=None)
        portal.close()


def test_nobody_at_the_address() -> None:
    portal = at("http://127.0.0.1:9/tthc")
    with pytest.raises(PortalUnreachable, match="không kết nối được"):
        portal.marks(steady)
    portal.close()


def test_a_list_that_runs_in_circles_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publishing.portals.rest.PAGES", 5)
    with serving(lambda *_: (200, {}, b'{"items": [], "next": "a"}')) as url:
        portal = at(url)
        with pytest.raises(PortalRefused, match="trang cuối"):
            portal.marks(steady)
        portal.close()
