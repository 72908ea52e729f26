"""A trial of the sync: a catalogue, a portal that misbehaves, a client killed again and again.

Used by the tests with hundreds of procedures, and by benchmarks/sync.py with six thousand.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from catalogue.records import Channel, Coverage, LegalBasis, Outcome, Procedure, Step
from catalogue.store.store import Store
from tests.build import case, channel, component, decision, fee, procedure, reading

ROOT = Path(__file__).resolve().parents[3]
SERVER = Path(__file__).with_name("server.py")
TOKEN = "khóa-thử".encode().hex()
CONFIG = """
name = "Cổng thử"
kind = "rest"
shape = "{shape}"
url = "http://127.0.0.1:{port}/tthc"
surplus = "{surplus}"
[auth]
scheme = "bearer"
token = "PORTAL_TOKEN"
[pace]
per_second = 100000
workers = {workers}
attempts = 12
first_wait = 0.02
longest_wait = 0.5
[bounds]
timeout = {timeout}
deadline = 5
delete_least = {deletions}
"""


def made(number: int, *, changed: bool = False) -> Procedure:
    """A procedure with something of everything; a changed one differs in fee, limit or words."""
    chance = random.Random(number)
    amount = str(chance.randrange(1, 200) * 5000)
    days = chance.randrange(1, 60)
    text = f"Tờ khai số {number} theo mẫu"
    if changed:
        what = number % 3
        amount = str(int(amount) + 5000) if what == 0 else amount
        days = days + 1 if what == 1 else days
        text = f"{text}, bản sao" if what == 2 else text
    way = channel(
        "in_person", days, "working_day", fee(amount, f"Lệ phí: {amount} đồng/hồ sơ", kind="charge")
    )
    limit = way.time_limit
    assert limit is not None
    way = way.model_copy(update={"time_limit": limit.model_copy(update={"text": f"{days} ngày làm việc"})})
    return procedure(
        f"{1 + number // 900_000}.{number % 900_000:06d}",
        name=f"Cấp giấy phép loại {number}",
        sector="Hộ tịch",
        levels=("province", "commune")[: 1 + number % 2],
        kind="standard",
        issuing_agency="Bộ Tư pháp",
        handling_agencies=("Sở Tư pháp", f"Ủy ban nhân dân xã {number % 50}"),
        applicants=("Công dân Việt Nam",),
        steps=(Step(order=1, text="Nộp hồ sơ."), Step(order=2, text="Nhận kết quả.")),
        channels=(way, Channel(channel="online", time_limit=way.time_limit, fees=way.fees, text="")),
        cases=(case(component(text), component("Giấy khai sinh", 0, 1)),),
        outcomes=(Outcome(code=f"KQ.{number:06d}", name="Giấy phép"),),
        legal_bases=(LegalBasis(number="123/2015/NĐ-CP", name="Nghị định về hộ tịch"),),
        conditions="Có đủ năng lực.",
        decision=decision("12/QĐ-BTP", signed="2025-12-01", agency="Bộ Tư pháp"),
    )


def fill(url: str, records: Sequence[Procedure], ended: Sequence[Procedure] = ()) -> None:
    """A catalogue of procedures in force, and of some that were repealed."""
    now = datetime.now(UTC)
    with Store.create(url) as store:
        run = store.begin_run(now=now)
        if ended:
            repealed = [
                procedure(one.code, name=one.name, change="repealed", coverage=Coverage.LISTED,
                          number="9/QĐ-BTP", signed="2025-12-20", effective="2026-01-01")
                for one in ended
            ]  # fmt: skip
            store.put_file(reading(*repealed, name="b.docx", importer="decision", rank=50), run=run, now=now)
        store.put_file(reading(*records, name="a.json"), run=run, now=now)
        store.end_run(run, now=now)


@dataclass
class Trial:
    """One trial in a folder."""

    folder: Path
    seed: int = 1
    workers: int = 4
    timeout: float = 0.4
    shape: str = "portal-record"
    surplus: str = "repealed"
    deletions: int = 1000
    options: tuple[str, ...] = ()
    port: int = 0
    starts: int = 0
    server: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'dongian.db'}"

    @property
    def shown(self) -> sqlite3.Connection:
        """The portal's own database."""
        return sqlite3.connect(self.folder / "portal.db", timeout=30)

    def ask(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Rows of the portal's own database."""
        with self.shown as database:
            found = database.execute(query, values).fetchall()
        database.close()
        return found

    def start_server(self, trouble: float = 1.0) -> None:
        """Start it, or start it again on the same port."""
        self.starts += 1
        told = [str(self.folder / "portal.db"), str(self.port), str(self.seed + self.starts)]
        command = [
            sys.executable,
            str(SERVER),
            *told,
            "--token",
            TOKEN,
            "--trouble",
            str(trouble),
            *self.options,
        ]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.server.stdout is not None
        self.port = int(self.server.stdout.readline())
        config = CONFIG.format(
            port=self.port,
            workers=self.workers,
            timeout=self.timeout,
            shape=self.shape,
            surplus=self.surplus,
            deletions=self.deletions,
        )
        (self.folder / "cong.toml").write_text(config, "utf-8")

    def kill_server(self) -> None:
        """As a power cut would."""
        if self.server is not None:
            self.server.kill()
            self.server.wait()
            if self.server.stdout is not None:
                self.server.stdout.close()

    @contextmanager
    def serving(self, trouble: float = 1.0) -> Iterator["Trial"]:
        self.start_server(trouble)
        try:
            yield self
        finally:
            self.kill_server()

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "dongian", "sync", *words, "--portal", str(self.folder / "cong.toml")]

    @property
    def environment(self) -> dict[str, str]:
        root = str(ROOT)
        return os.environ | {"DONGIAN_DATABASE": self.url, "PORTAL_TOKEN": TOKEN, "PYTHONPATH": root}

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """One command to its end."""
        return subprocess.run(
            self.command(*words), env=self.environment, cwd=self.folder, capture_output=True, text=True
        )

    def told(self, *words: str) -> dict[str, Any]:
        """The JSON that a command prints."""
        done = self.run(*words, "--json")
        assert done.stdout, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def effects(self) -> int:
        return int(str(self.ask("SELECT count(*) FROM effect")[0][0]))

    def apply_until(self, effects: int, *, seconds: float = 300) -> bool:
        """Start the client, kill it as soon as so many changes were taken; True: it was killed."""
        client = subprocess.Popen(
            self.command("apply", "plan.json"), env=self.environment, cwd=self.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + seconds
        while client.poll() is None and time.monotonic() < until:
            if self.effects() >= effects:
                client.send_signal(signal.SIGKILL)
                client.wait()
                return True
            time.sleep(0.003)
        client.wait()
        return False


def report_of(trial: Trial) -> dict[str, Any]:
    """What the portal went through: deliveries, effects, faults, and whether any change took effect twice."""
    twice = trial.ask("SELECT code FROM effect GROUP BY code HAVING count(*) > 1")
    return {
        "deliveries": trial.ask("SELECT count(*) FROM delivery")[0][0],
        "effects": trial.effects(),
        "shown": trial.ask("SELECT count(*) FROM shown")[0][0],
        "twice": [row[0] for row in twice],
        "faults": {str(kind): n for kind, n in trial.ask("SELECT kind, count(*) FROM fault GROUP BY kind")},
    }
