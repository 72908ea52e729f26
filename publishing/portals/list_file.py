"""The official list as a portal: one workbook, written whole.

What the workbook has beside the official columns would be lost, so such a file is only read.
"""

import shutil
from hashlib import sha256
from pathlib import Path

from catalogue.records import Procedure, content
from publishing.portals.base import PortalChanged, ReadOnly, Shown, Steady
from publishing.portals.config import PortalConfig
from publishing.portals.folder import replace_file
from publishing.portals.portal_list import write_list
from publishing.portals.shapes import Reader

OWN = frozenset({"code", "code_as_written", "provisional_id", "coverage"})


class ListPortal:
    """Rows of one workbook; changes are kept until `flush` replaces the file."""

    wave = 1_000_000
    workers = 1

    def __init__(self, config: PortalConfig, reader: Reader) -> None:
        self.config = config
        self.path = Path(config.path or "")
        self.shape = config.told_shape
        self.reader = reader
        self._rows: dict[str, Procedure] | None = None
        self._changed = False

    @property
    def rows(self) -> dict[str, Procedure]:
        """The rows by key; an absent file has none."""
        if self._rows is None:
            read = (
                self.shape.read(self.path.read_bytes(), self.reader, name=self.path.name)
                if self.path.exists()
                else ()
            )
            self._rows = {record.key: record for record in read}
        return self._rows

    def marks(self, steady: Steady) -> dict[str, str | None]:  # noqa: ARG002 - a file does not fail by chance
        """Hash of every row of the file as it is now."""
        self._rows = None
        return {key: self._token(record) for key, record in self.rows.items()}

    def _token(self, record: Procedure) -> str:
        return sha256(repr(sorted(content(record).items())).encode()).hexdigest()

    def read(self, key: str) -> Shown | None:
        """One row, as a list of one."""
        record = self.rows.get(key)
        return None if record is None else Shown(key, self.shape.write(record), self._token(record))

    def _check(self, key: str, expected: str | None) -> None:
        record = self.rows.get(key)
        if (None if record is None else self._token(record)) != expected:
            raise PortalChanged(
                f"Dòng {key} của {self.path.name} đã bị sửa.", hint="Lập kế hoạch mới: dongian sync plan"
            )

    def ready(self, *, puts: bool, deletes: bool) -> None:
        """The workbook must have no more than the official columns."""
        stated = {name for row in self.rows.values() for name, value in content(row).items() if value}
        beyond = sorted(stated - self.shape.fields - OWN)
        if beyond and (puts or deletes):
            raise ReadOnly(
                f"{self.path.name} có cột ngoài danh sách chính thức ({', '.join(beyond)}); "
                "ghi lại sẽ mất các cột đó.",
                hint="Đặt path tới một tệp mới; danh sách đầy đủ sẽ được ghi vào đó.",
            )

    def put(self, key: str, data: bytes, *, once: str, expected: str | None) -> str:  # noqa: ARG002 - the file is written once
        """Take a row."""
        self._check(key, expected)
        (record,) = self.shape.read(data, self.reader, name=self.path.name)
        self.rows[key], self._changed = record, True
        return self._token(record)

    def delete(self, key: str, *, once: str, expected: str | None) -> None:  # noqa: ARG002 - the file is written once
        """Drop a row."""
        self._check(key, expected)
        del self.rows[key]
        self._changed = True

    def flush(self) -> None:
        """Write the workbook whole; the one before is kept beside it."""
        if not self._changed:
            return
        data = write_list(self.rows.values(), self.config.code_suffix)
        if self.path.exists():
            before = self.path.read_bytes()
            shutil.copyfile(
                self.path,
                self.path.with_name(
                    f"{self.path.stem}.{sha256(before).hexdigest()[:8]}.cũ{self.path.suffix}"
                ),
            )
        replace_file(self.path, data, mark=sha256(data).hexdigest())
        self._changed = False

    def close(self) -> None:
        """Nothing is open."""
