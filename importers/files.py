"""Which files a path means, by which names they are known, and the checks before any reader sees one.

Not here: what a file may not exceed (importers/limits.py), what is done with it (importers/run.py).
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue.errors import HostileFile, UnreadableFile
from importers.base import SourceFile
from importers.limits import LIMITS, Limits, Shape, check_bytes, check_path
from importers.readers.ocr import with_letters
from importers.readers.package import check_package
from importers.readers.pdf_glyphs import has_letters


@dataclass(frozen=True)
class Found:
    """One file to import, or the reason why it is not followed."""

    path: Path
    name: str
    refusal: UnreadableFile | None = None


def open_file(
    path: Path, *, name: str | None = None, limits: Limits = LIMITS, ocr: bool = False
) -> SourceFile:
    """A file whose size, first bytes and package passed all limits; `ocr`: a PDF of images gets letters.

    Raises:
        UnreadableFile: or one of its leaves, with what to do.
        ConverterMissing: letters are asked for, and the program is not installed.
    """
    check_path(path, limits)
    try:
        file = SourceFile.open(path, name=name)
    except OSError as error:
        raise UnreadableFile(
            f"Không đọc được tệp {path.name}: {error.strerror}.", hint="Kiểm tra quyền đọc của tệp."
        ) from error
    shape = check_bytes(file, limits)
    if shape is Shape.ZIP:
        check_package(file, limits)
    if ocr and shape is Shape.PDF and not has_letters(file):
        return with_letters(file)
    return file


def find_files(paths: Iterable[Path]) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Files under the paths in the order of their names, each once; and the hidden ones, by name."""
    found: dict[Path, Found] = {}
    hidden: list[str] = []
    for path in paths:
        listed = (
            _walk(path, path.resolve(), hidden) if path.is_dir() else [Found(path, _name(path, path.parent))]
        )
        for one in listed:
            found.setdefault(one.path.absolute(), one)
    return tuple(found.values()), tuple(hidden)


def _walk(root: Path, real: Path, hidden: list[str]) -> Iterator[Found]:
    for folder, folders, names in os.walk(root, followlinks=False):
        here = Path(folder)
        hidden += [_name(here / name, root) for name in sorted((*folders, *names)) if name.startswith(".")]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (here / name).is_symlink():
                yield Found(here / name, _name(here / name, root), _linked(here / name, "thư mục"))
        for name in sorted(names):
            path = here / name
            if name.startswith("."):
                continue
            leaves = path.is_symlink() and not path.resolve().is_relative_to(real)
            yield Found(path, _name(path, root), _linked(path, "tệp") if leaves else None)


def _name(path: Path, root: Path) -> str:
    """Relative to the given folder, with /; bytes that are no text are shown as such."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")


def _linked(path: Path, kind: str) -> HostileFile:
    return HostileFile(
        f"{path.name} là liên kết tới {kind} khác và không được đi theo.",
        hint="Chép nội dung vào thư mục, hoặc nhập trực tiếp đường dẫn đích.",
    )
