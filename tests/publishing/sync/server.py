"""A portal that misbehaves: a real HTTP server in a process of its own, the same for the same seed.

It hangs before and after it takes a change, answers 500 and 429, cuts its answers, closes connections, takes
one delivery twice at once or once more much later. What it shows, what it took and what was delivered stand
in an SQLite file, so that it can be killed and started again. `python server.py DATABASE PORT SEED …`.
"""

import argparse
import json
import random
import socketserver
import sqlite3
import threading
import time
from contextlib import suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, unquote, urlsplit

TABLES = """
CREATE TABLE IF NOT EXISTS shown (code TEXT PRIMARY KEY, body BLOB, etag TEXT);
CREATE TABLE IF NOT EXISTS effect (seq INTEGER PRIMARY KEY, method TEXT, code TEXT, once TEXT);
CREATE TABLE IF NOT EXISTS delivery
    (seq INTEGER PRIMARY KEY, method TEXT, code TEXT, once TEXT, answer INTEGER);
CREATE TABLE IF NOT EXISTS fault (seq INTEGER PRIMARY KEY, kind TEXT);
"""
FAULTS = {"hang_before": 1, "hang_after": 1, "error_before": 4, "error_after": 3, "busy": 4, "cut": 3,
          "reset_before": 2, "reset_after": 2, "twice": 4, "later": 3}  # fmt: skip
"""How often, in a hundred changes; reading fails as often, in the ways that it can."""
PAGE = 500


class State:
    """What the portal shows and what it went through."""

    def __init__(self, path: str, *, forgetful: bool) -> None:
        self.lock = threading.Lock()
        self.forgetful = forgetful
        self.waiting: list[tuple[str, str, bytes, str, str | None]] = []
        self.database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.database.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; {TABLES}")

    def take(self, method: str, code: str, body: bytes, once: str, condition: str | None) -> tuple[int, str]:
        """One delivery: its effect, unless the same change was taken before."""
        with self.lock:
            known = self.database.execute("SELECT 1 FROM effect WHERE once = ?", (once,)).fetchone()
            row = self.database.execute("SELECT etag FROM shown WHERE code = ?", (code,)).fetchone()
            tag = row[0] if row else None
            if known and not self.forgetful:
                status = 200
            elif condition is not None and condition != (tag or "*"):
                status = 412
            else:
                status = 200 if row else 201 if method == "PUT" else 404
                if status != 404:
                    tag = self._do(method, code, body, once)
            told = (method, code, once, status)
            self.database.execute("INSERT INTO delivery (method, code, once, answer) VALUES (?,?,?,?)", told)
            return status, tag or ""

    def _do(self, method: str, code: str, body: bytes, once: str) -> str:
        tag = sha256(body).hexdigest()[:24]
        self.database.execute("BEGIN")
        if method == "PUT":
            self.database.execute("INSERT OR REPLACE INTO shown VALUES (?,?,?)", (code, body, tag))
        else:
            self.database.execute("DELETE FROM shown WHERE code = ?", (code,))
        self.database.execute("INSERT INTO effect (method, code, once) VALUES (?,?,?)", (method, code, once))
        self.database.execute("COMMIT")
        return tag

    def late(self, chance: float) -> None:
        """Deliver again what was delivered long ago."""
        if self.waiting and chance < 0.2:
            with suppress(IndexError):
                self.take(*self.waiting.pop(0))

    def note(self, kind: str) -> None:
        with self.lock:
            self.database.execute("INSERT INTO fault (kind) VALUES (?)", (kind,))


class Handler(BaseHTTPRequestHandler):
    """One request, and perhaps a fault."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    state: State
    options: argparse.Namespace
    chance: random.Random
    guard = threading.Lock()

    def log_message(self, *_: object) -> None:
        return

    def _fault(self) -> str:
        with self.guard:
            roll, late = self.chance.random() * 100, self.chance.random()
        self.state.late(late)
        for kind, share in FAULTS.items():
            roll -= share * self.options.trouble
            if roll < 0:
                self.state.note(kind)
                return kind
        return ""

    def _answer(self, status: int, body: bytes = b"", *, cut: bool = False, **headers: str) -> None:
        if self.options.hold:
            time.sleep(self.options.hold)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) + (100 if cut else 0)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        if cut:
            self.close_connection = True

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _spoilt(self, fault: str) -> bool:
        """Faults before anything is taken."""
        if fault == "hang_before":
            time.sleep(self.options.hang)
            self._reset()
        elif fault == "error_before":
            self._answer(500, "<html>lỗi máy chủ</html>".encode())
        elif fault == "busy":
            self._answer(429, Retry_After="0")
        elif fault == "reset_before":
            self._reset()
        else:
            return False
        return True

    def _allowed(self) -> bool:
        if self.options.token and self.headers.get("Authorization") != f"Bearer {self.options.token}":
            self._answer(401, b"{}")
            return False
        return True

    def do_GET(self) -> None:
        if not self._allowed() or self._spoilt(fault := self._fault()):
            return
        parts = urlsplit(self.path)
        cut = fault in ("cut", "error_after", "reset_after")
        if parts.path.rstrip("/") == "/tthc":
            self._answer(200, self._list(parse_qs(parts.query).get("cursor", [""])[0]), cut=cut)
            return
        code = unquote(parts.path.rpartition("/")[2])
        with self.state.lock:
            query = "SELECT body, etag FROM shown WHERE code = ?"
            row = self.state.database.execute(query, (code,)).fetchone()
        if row is None:
            self._answer(404, b"{}")
        else:
            headers = {} if self.options.no_tags else {"ETag": f'"{row[1]}"'}
            self._answer(200, row[0], cut=cut, **headers)

    def _list(self, cursor: str) -> bytes:
        with self.state.lock:
            query = "SELECT code, etag FROM shown WHERE code > ? ORDER BY code LIMIT ?"
            rows = self.state.database.execute(query, (cursor, PAGE)).fetchall()
        items = [{"code": code} | ({} if self.options.no_tags else {"etag": tag}) for code, tag in rows]
        return json.dumps({"items": items, "next": rows[-1][0] if len(rows) == PAGE else None}).encode()

    def _change(self, method: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True  # half a message is no message
            return
        if not self._allowed() or self._spoilt(fault := self._fault()):
            return
        match, none = self.headers.get("If-Match"), self.headers.get("If-None-Match")
        condition = none if match is None else match.strip('"')
        once = self.headers.get("Idempotency-Key") or ""
        delivery = (method, unquote(self.path.rpartition("/")[2]), body, once, condition)
        status, tag = self.state.take(*delivery)
        if fault == "twice":
            status, tag = self.state.take(*delivery)
        if fault == "later":
            self.state.waiting.append(delivery)
        if fault == "hang_after":
            time.sleep(self.options.hang)
            self._reset()
        elif fault == "error_after":
            self._answer(502, b"bad gateway")
        elif fault == "reset_after":
            self._reset()
        else:
            headers = {"ETag": f'"{tag}"'} if tag and not self.options.no_tags else {}
            self._answer(status, b"{}", cut=fault == "cut", **headers)

    def do_PUT(self) -> None:
        self._change("PUT")

    def do_DELETE(self) -> None:
        self._change("DELETE")

    def handle(self) -> None:
        with suppress(OSError, ValueError):
            super().handle()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("port", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--trouble", type=float, default=1.0, help="times the usual share of faults")
    parser.add_argument("--hang", type=float, default=0.6, help="seconds, longer than the client waits")
    parser.add_argument("--hold", type=float, default=0.0, help="seconds before every answer")
    parser.add_argument("--token", default="")
    parser.add_argument("--no-tags", action="store_true", help="neither ETag nor tags in the list")
    parser.add_argument("--forgetful", action="store_true", help="takes no notice of idempotency keys")
    options = parser.parse_args()
    Handler.options, Handler.chance = options, random.Random(options.seed)
    Handler.state = State(options.database, forgetful=options.forgetful)
    with Server(("127.0.0.1", options.port), Handler) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever(poll_interval=0.05)


if __name__ == "__main__":
    main()
