"""One program at a time (khóa): a lock that a killed program leaves open by itself.

SQLite: a lock of the operating system on a file beside the database. PostgreSQL: an advisory lock of a
connection. Not here: the order of writers inside one transaction (catalogue/database.py).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, text

from catalogue.errors import CatalogueError


class Occupied(CatalogueError):
    """Another program does the same work on the same catalogue."""


@contextmanager
def alone(engine: Engine, what: str) -> Iterator[None]:
    """Hold the only place for a kind of work.

    Raises:
        Occupied: another program holds it.
    """
    number = int.from_bytes(sha256(what.encode()).digest()[:7], "big")
    taken = Occupied(
        f"Một lần chạy khác đang làm việc này ({what}) trên cùng danh mục.",
        hint="Đợi lần chạy kia xong; nếu không có, kiểm tra máy khác dùng chung cơ sở dữ liệu.",
    )
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            held = connection.scalar(text("SELECT pg_try_advisory_lock(:n)"), {"n": number})
            connection.commit()
            if not held:
                raise taken
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": number})
                connection.commit()
        return
    if engine.url.database in (None, "", ":memory:"):
        yield
        return
    path = Path(f"{engine.url.database}.{number:x}.lock")
    with path.open("a+b") as file:
        if not _locked(file.fileno()):
            raise taken
        yield


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
