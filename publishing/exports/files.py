"""Files that are whole or not there: written beside the target, renamed when done.

Also zip packages with fixed times, so that equal contents are equal bytes.
"""

import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from catalogue.errors import CatalogueError

FIXED = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip package knows."""
Advance = Callable[[int], None]
"""Told how many more records are done."""


def silent(_done: int) -> None:
    """Progress that nobody looks at."""


def told(records: Iterable[object], advance: Advance) -> Iterator[object]:
    """The records, with progress."""
    for record in records:
        yield record
        advance(1)


class CannotWrite(CatalogueError):
    """The target of an export cannot be written; what stood there is untouched."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of a file when all is written.

    Raises:
        CannotWrite: no such folder, no right to write, or no room.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(target)
    except OSError as error:
        raise _cannot(target, error) from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def replacing_folder(target: Path, *, ours: str) -> Iterator[Path]:
    """A folder to write to, which takes the place of an earlier export when all is written.

    `ours`: a file that an earlier export has; another folder with files in it is never replaced.

    Raises:
        CannotWrite: as `replacing`, or the target holds other files.
    """
    if target.exists() and not (target / ours).is_file() and (not target.is_dir() or any(target.iterdir())):
        raise CannotWrite(
            f"{target} đã có và không phải bản xuất trước (không có {ours}); không ghi đè.",
            hint="Chọn một thư mục mới hoặc thư mục trống.",
        )
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    before = target.with_name(f".{target.name}.{os.getpid()}.old")
    try:
        beside.mkdir(parents=True)
        yield beside
        if target.exists():
            target.replace(before)
        beside.replace(target)
    except OSError as error:
        if before.exists() and not target.exists():
            before.replace(target)
        raise _cannot(target, error) from error
    finally:
        for left in (beside, before):
            if left.exists():
                shutil.rmtree(left)


def _cannot(target: Path, error: OSError) -> CannotWrite:
    return CannotWrite(
        f"Không ghi được {target}: {error.strerror or error}.",
        hint="Kiểm tra thư mục đích có tồn tại, còn chỗ trống và quyền ghi.",
    )


def pack(target: Path, members: Iterable[tuple[str, bytes]]) -> None:
    """A zip package with fixed times, in the order given."""
    with zipfile.ZipFile(target, "w") as package:
        for name, content in members:
            info = zipfile.ZipInfo(name, FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            package.writestr(info, content)


def repacked(target: Path) -> None:
    """A package again, with fixed times and members in their order."""
    with zipfile.ZipFile(target) as package:
        members = [(name, package.read(name)) for name in package.namelist()]
    pack(target, members)
