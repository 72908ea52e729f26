"""A folder with one file per procedure: for portals that are filled by hand, and for handing over.

A file is written beside its place and then renamed, so that a kill leaves the old file or the new one.
"""

import os
from hashlib import sha256
from pathlib import Path

from publishing.portals.base import PortalChanged, PortalRefused, Shown, Steady, keyed
from publishing.portals.config import PortalConfig


class FolderPortal:
    """Files named by code, with the suffix of the shape."""

    wave = 64
    workers = 1

    def __init__(self, config: PortalConfig) -> None:
        self.config = config
        self.folder = Path(config.path or "")
        self.suffix = config.told_shape.suffix
        self._spelled: dict[str, str] = {}

    def marks(self, steady: Steady) -> dict[str, str | None]:  # noqa: ARG002 - a file does not fail by chance
        """Hash of every file."""
        try:
            names = sorted(path.name for path in self.folder.glob(f"*{self.suffix}") if path.is_file())
        except OSError as error:
            raise PortalRefused(f"Không đọc được thư mục {self.folder}: {error.strerror}.") from error
        if not self.folder.is_dir():
            raise PortalRefused(
                f"Không có thư mục {self.folder}.", hint="Tạo thư mục, hoặc sửa path trong cấu hình."
            )
        stems = keyed([name.removesuffix(self.suffix) for name in names if not name.startswith(".")])
        self._spelled = stems
        return {key: sha256(self._path(key).read_bytes()).hexdigest() for key in stems}

    def _path(self, key: str) -> Path:
        suffix = self.config.code_suffix
        name = self._spelled.get(key) or (f"{key}.{suffix}" if suffix else key)
        path = self.folder / f"{name}{self.suffix}"
        if path.parent != self.folder or name.startswith("."):
            raise PortalRefused(f"Mã {key!r} không đặt được làm tên tệp.")
        return path

    def read(self, key: str) -> Shown | None:
        """The bytes of one file."""
        path = self._path(key)
        if path.is_symlink() or not path.is_file():
            return None
        limit = int(self.config.bounds.body_mb * 1024 * 1024)
        if path.stat().st_size > limit:
            raise PortalRefused(f"Tệp {path.name} lớn hơn {self.config.bounds.body_mb:g} MB.")
        data = path.read_bytes()
        return Shown(key, data, sha256(data).hexdigest())

    def _check(self, key: str, expected: str | None) -> None:
        shown = self.read(key)
        if (shown.token if shown else None) != expected:
            raise PortalChanged(
                f"Tệp {self._path(key).name} đã bị sửa.", hint="Lập kế hoạch mới: dongian sync plan"
            )

    def ready(self, *, puts: bool, deletes: bool) -> None:
        """It takes both."""

    def put(self, key: str, data: bytes, *, once: str, expected: str | None) -> str:
        """Write the file; a kill leaves the old one or the new one."""
        self._check(key, expected)
        replace_file(self._path(key), data, mark=once)
        return sha256(data).hexdigest()

    def delete(self, key: str, *, once: str, expected: str | None) -> None:  # noqa: ARG002 - a file goes once
        """Remove the file."""
        self._check(key, expected)
        self._path(key).unlink()

    def flush(self) -> None:
        """Make the names durable."""
        if hasattr(os, "O_DIRECTORY"):
            handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def close(self) -> None:
        """Nothing is open."""


def replace_file(path: Path, data: bytes, *, mark: str) -> None:
    """Put bytes in the place of a file, whole or not at all."""
    beside = path.with_name(f".{path.name}.{mark[:12]}.tmp")
    try:
        with beside.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise PortalRefused(
            f"Không ghi được {path}: {error.strerror}.", hint="Kiểm tra quyền ghi và chỗ trống trên đĩa."
        ) from error
