"""The sync service: read, and written only by a named service."""

import json
from typing import Any

import pytest

from publishing.portals.base import (
    Portal,
    PortalRefused,
    ReadOnly,
)
from publishing.portals.opening import opened
from publishing.portals.shapes import shapes
from tests.publishing.sync.portal import config
from tests.publishing.sync.serving import READER, serving, steady
from tests.publishing.sync.trial import made


def service(url: str, **said: Any) -> Portal:
    told = config(
        kind="service", shape="exchange", path=None, url=url, code_suffix="000.00.00.H49",
        service={"unit": "H49", "ticket": "PHIEN"} | said,
    )  # fmt: skip
    return opened(told, reader=READER, environment={"PHIEN": "ve-1"}, moment=lambda: 0.0)


class Exchange:
    """The answers of a provider; some put the JSON into a string."""

    def __init__(self) -> None:
        shape = shapes()["exchange"]
        self.items = {
            f"{one.key}.000.00.00.H49": json.loads(shape.write(one, "000.00.00.H49"))["result"][0]
            for one in (made(1), made(2))
        }
        self.asked: list[dict[str, Any]] = []

    def __call__(self, _method: str, _path: str, _headers: dict[str, str], body: bytes) -> Any:
        told = json.loads(body)
        self.asked.append(told)
        if told["session"] != "ve-1":
            return 200, {}, b'{"error_code": "401", "message": "het phien"}'
        if told["service"] == "LayDanhSachTTHC":
            rows = [{"MATTHC": code, "TENTTHC": item["TENTTHC"]} for code, item in self.items.items()]
            return 200, {}, json.dumps({"error_code": "0", "message": json.dumps(rows)}).encode()
        if told["service"] == "GhiThuTuc":
            self.items[told["data"]["MATTHC"]] = told["data"]
            return 200, {}, b'{"error_code": "0", "result": [{}]}'
        found = self.items.get(told["maTTHC"])
        return 200, {}, json.dumps({"error_code": "0", "result": [found] if found else []}).encode()


def test_the_sync_service_is_read_and_written_only_by_a_named_service() -> None:
    exchange = Exchange()
    with serving(exchange) as url:
        portal = service(url)
        assert portal.marks(steady) == {"1.000001": None, "1.000002": None}
        shown = portal.read("1.000001")
        assert shown is not None
        assert READER("exchange", "x.json", shown.data)[0].name == made(1).name
        assert portal.read("1.000009") is None
        with pytest.raises(ReadOnly, match="chỉ đọc và đối chiếu"):
            portal.ready(puts=True, deletes=False)
        with pytest.raises(ReadOnly, match="chỉ đọc và đối chiếu"):
            portal.put("1.000003", b"{}", once="k", expected=None)
        portal.close()
        named = service(url, put_service="GhiThuTuc")
        data = shapes()["exchange"].write(made(3), "000.00.00.H49")
        named.put("1.000003", data, once="k3", expected=None)
        named.close()
    assert exchange.asked[-2]["makhoa"] == "k3"
    assert "1.000003.000.00.00.H49" in exchange.items


def test_an_error_of_the_service_is_told() -> None:
    with serving(lambda *_: (200, {}, b'{"error_code": "99", "message": "sai phien"}')) as url:
        portal = service(url)
        with pytest.raises(PortalRefused, match="báo lỗi 99: sai phien"):
            portal.marks(steady)
        portal.close()
