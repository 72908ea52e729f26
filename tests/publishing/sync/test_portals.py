"""Portals over HTTP, the sync service, a folder, a list; descriptions that are refused."""

import copy
import hmac
import json
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from catalogue.diff import diff
from catalogue.records import Component, Kind
from dongian.wiring import portal_reader
from publishing.portals.base import (
    Portal,
    PortalBusy,
    PortalChanged,
    PortalGarbled,
    PortalRefused,
    PortalUnreachable,
    ReadOnly,
    Shown,
    key_of,
    keyed,
)
from publishing.portals.config import BadPortal, load
from publishing.portals.folder import FolderPortal
from publishing.portals.list_file import ListPortal
from publishing.portals.opening import opened
from publishing.portals.shapes import shapes
from publishing.sync.sides import seen_of, told_of
from tests.build import case, component, procedure
from tests.publishing.sync.portal import config
from tests.publishing.sync.trial import made

READER = portal_reader()
Answer = tuple[int, dict[str, str], bytes]


def steady(call: Callable[[], Any]) -> Any:
    return call()


@contextmanager
def serving(answer: Callable[[str, str, dict[str, str], bytes], Answer]) -> Iterator[str]:
    """A real server that answers what a function says; its address."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return

        def _reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told = {name.lower(): value for name, value in self.headers.items()}
            status, headers, data = answer(self.command, self.path, told, body)
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(data))} | dict(headers)).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_PUT = do_DELETE = do_POST = _reply  # noqa: N815 - names that http.server wants

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/tthc"
        server.shutdown()
        thread.join()


def at(url: str, environment: dict[str, str] | None = None, **said: Any) -> Portal:
    told = config(kind="rest", path=None, url=url, **said)
    return opened(told, reader=READER, environment=environment or {}, moment=lambda: 1_700_000_000.0)


# shapes


@pytest.mark.parametrize("shape", ["canonical", "portal-record", "exchange"])
def test_a_record_comes_back_as_it_went(shape: str) -> None:
    record = made(7).model_copy(update={"kind": Kind.ASSIGNED, "decision": None, "issuing_agency": None})
    told = shapes()[shape]
    (back,) = told.read(told.write(record, "000.00.00.H49" if shape == "exchange" else ""), READER)
    assert [change for change in diff(record, back) if change.path in told.fields] == []
    assert (back.key, back.name, back.channels[0].fees) == (record.key, record.name, record.channels[0].fees)
    assert told.write(record) == told.write(record.model_copy())


@pytest.mark.parametrize("shape", ["portal-list", "portal-catalogue"])
def test_a_row_comes_back_as_it_went(shape: str) -> None:
    record, told = made(7), shapes()[shape]
    (back,) = told.read(told.write(record), READER, name=f"x{told.suffix}")
    assert told_of(back, told.fields) == told_of(record, told.fields)


def test_no_amount_is_never_written_as_free() -> None:
    """Unknown, free and 0 stay three facts on the portal too."""
    shape = shapes()["portal-record"]
    told = {}
    for amount in (None, "0", "50000"):
        record = made(1)
        fees = (record.channels[0].fees[0].model_copy(update={"amount": amount, "text": ""}),)
        way = record.channels[0].model_copy(update={"fees": fees})
        data = shape.write(record.model_copy(update={"channels": (way,)}))
        told[amount] = json.loads(data)["data"]["executionMethods"][0]["fees"][0]["value"]
        (back,) = shape.read(data, READER)
        assert back.channels[0].fees[0].amount == amount
    assert told == {None: None, "0": 0, "50000": 50000}


@pytest.mark.shared
@pytest.mark.parametrize(("shape", "least"), [("portal-record", 288), ("canonical", 288), ("exchange", 250)])
def test_real_records_come_back_as_they_went(shared: Path, shape: str, least: int) -> None:
    told, same = shapes()[shape], 0
    for path in sorted((shared / "data" / "portal-api" / "details").glob("*.json")):
        (record,) = READER("portal-record", path.name, path.read_bytes())
        (back,) = told.read(told.write(record), READER)
        fields = told.fields - {"kind"} if shape == "exchange" else told.fields
        same += not [c for c in diff(record, back) if c.path.partition("[")[0].partition(".")[0] in fields]
    assert same >= least


# descriptions

REFUSED = [
    ({"kind": "rest", "url": "https://x.vn/a", "path": "b"}, "no path"),
    ({"kind": "rest"}, "have a url"),
    ({"kind": "rest", "url": "http://x.vn/a", "path": None}, "allow_http"),
    ({"kind": "rest", "url": "https://lan:mk@x.vn/a", "path": None}, "no user or password"),
    ({"kind": "rest", "url": "ftp://x.vn/a", "path": None}, "https://host"),
    ({"shape": "pdf"}, "portal-record"),
    ({"kind": "list"}, "go together"),
    ({"auth": {"scheme": "bearer"}}, "bearer needs token"),
    ({"auth": {"scheme": "bearer", "token": "eyJhbGciOi"}}, "pattern"),
    ({"paces": 3}, "Extra inputs"),
]


@pytest.mark.parametrize(("said", "why"), REFUSED)
def test_descriptions_that_are_refused(said: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        config(**said)


def test_a_secret_pasted_into_the_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "cong.toml"
    path.write_text(
        'name="A"\nkind="folder"\npath="."\n[auth]\nscheme="bearer"\ntoken="abc-bí-mật-123"\n', "utf-8"
    )
    with pytest.raises(BadPortal) as caught:
        load(path)
    assert "bí-mật" not in f"{caught.value.message}{caught.value.hint}"
    assert "biến môi trường" in (caught.value.hint or "")


def test_the_path_is_relative_to_the_description(tmp_path: Path) -> None:
    (tmp_path / "cong.toml").write_text('name="A"\nkind="folder"\npath="ra"\n', "utf-8")
    assert load(tmp_path / "cong.toml").path == str(tmp_path / "ra")


def test_spellings_of_codes() -> None:
    assert keyed(["1.001193.000.00.00.H49", "1.001193", "x"]) == {
        "1.001193": "1.001193",
        "1.001193.000.00.00.H49": "1.001193.000.00.00.H49",
        "x": "x",
    }
    assert key_of("1.001193.01") == "1.001193.01"  # an online service is another thing than its procedure


# http


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


# the sync service


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


# files


def test_a_folder(tmp_path: Path) -> None:
    portal = FolderPortal(config(path=str(tmp_path)))
    data = shapes()["portal-record"].write(made(1))
    token = portal.put("1.000001", data, once="k" * 40, expected=None)
    assert portal.marks(steady) == {"1.000001": token}
    with pytest.raises(PortalChanged):
        portal.put("1.000001", data, once="k" * 40, expected=None)
    for bad in ("../x", ".x", "a/b"):
        with pytest.raises(PortalRefused):
            portal.put(bad, data, once="k" * 40, expected=None)
    portal.delete("1.000001", once="k" * 40, expected=token)
    portal.flush()
    assert list(tmp_path.iterdir()) == []


def test_a_list_is_written_whole_and_the_one_before_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.xlsx"
    portal = ListPortal(config(kind="list", shape="portal-list", path=str(path)), READER)
    shape = portal.shape
    evil = made(2).model_copy(update={"name": '=HYPERLINK("http://x")'})
    for record in (made(1), evil):
        portal.put(record.key, shape.write(record), once="k", expected=None)
    assert not path.exists()
    portal.flush()
    first = path.read_bytes()
    marks = portal.marks(steady)
    assert set(marks) == {"1.000001", "1.000002"}
    assert portal.rows["1.000002"].name == evil.name
    portal.delete("1.000001", once="k", expected=marks["1.000001"])
    portal.flush()
    assert set(portal.marks(steady)) == {"1.000002"}
    (kept,) = tmp_path.glob("*.cũ.xlsx")
    assert kept.read_bytes() == first


def test_a_list_with_more_columns_is_only_read(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "danh-sach.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for across, (head, cell) in enumerate(
            {"Mã TTHC": "1.000001", "Tên": "Một", "Đối tượng": "Công dân"}.items()
        ):
            sheet.write_string(0, across, head)
            sheet.write_string(1, across, cell)
    portal = ListPortal(config(kind="list", shape="portal-list", path=str(path)), READER)
    before = path.read_bytes()
    with pytest.raises(ReadOnly, match="applicants"):
        portal.ready(puts=True, deletes=False)
    portal.flush()
    assert path.read_bytes() == before


def test_a_note_of_a_result_keeps_its_mark() -> None:
    shape = shapes()["portal-record"]
    note = "Sao từ sổ gốc\nCổng đánh dấu: là kết quả giải quyết của thủ tục khác."
    row: Component = component("Giấy khai sinh", notes=note)
    (back,) = shape.read(shape.write(procedure("1.000001", cases=(case(row),))), READER)
    assert back.components[0].notes == note


JUNK: list[Any] = [None, True, -1, 1e308, "", [], {}, "x" * 5000, [None], [[]], {"name": None}, 0, 10**30]


@pytest.mark.parametrize("shape", ["portal-record", "exchange", "canonical"])
def test_whatever_a_portal_says_is_read_or_told(shape: str) -> None:
    """A message with values of any kind in any place ends as a record or as a fault, never as a crash."""
    told, chance = shapes()[shape], random.Random(5)
    good = told.write(made(3))
    for _ in range(150):
        value = json.loads(good)
        for _ in range(chance.randint(1, 4)):
            _spoil(value, chance)
        seen = seen_of(Shown("1.000003", json.dumps(value).encode(), "t"), told, READER)
        assert (seen.record is None) == bool(seen.fault)


def _spoil(value: Any, chance: random.Random) -> None:
    """Put something odd in a random place below."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = chance.choice(keys)
        if not isinstance(value[key], dict | list) or not value[key] or chance.random() < 0.3:
            value[key] = copy.deepcopy(chance.choice(JUNK))
            return
        value = value[key]
