"""Zip packages (docx, xlsx, ods) opened safely: members by name, with guards before anything is unpacked.

Not here: what the members mean (docx.py, xlsx.py). Nested archives are never opened.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from lxml import etree

from catalogue.errors import FileTooLarge, HostileFile, UnreadableFile
from importers.base import SourceFile
from importers.limits import LIMITS, Limits, megabytes, parse_xml

AGAIN = "Tải lại tệp; nếu vẫn hỏng, mở và lưu lại bằng chương trình tạo ra nó."
ASK = "Không mở tệp; xin lại tệp từ cơ quan ban hành."
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True)
class Package:
    """A zip package whose table of contents passed the guards."""

    archive: zipfile.ZipFile
    limits: Limits

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Members in the order of the package, without folders."""
        return tuple(entry.filename for entry in self.archive.infolist() if not entry.is_dir())

    def __contains__(self, name: str) -> bool:
        return name in self.names

    @property
    def kind(self) -> str:
        """`docx`, `xlsx`, `opendocument` or `zip`."""
        if "word/document.xml" in self:
            return "docx"
        if "xl/workbook.xml" in self:
            return "xlsx"
        return "opendocument" if "mimetype" in self and "content.xml" in self else "zip"

    def read(self, name: str) -> bytes:
        """Bytes of a member.

        Raises:
            UnreadableFile: no such member, or it is broken or longer than it says.
        """
        try:
            entry = self.archive.getinfo(name)
            with self.archive.open(entry) as member:
                return member.read(entry.file_size + 1)
        except KeyError as error:
            raise UnreadableFile(f"Gói tệp thiếu phần {name}.", hint=AGAIN, at=name) from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,  # an offset before the file
        ) as error:
            raise UnreadableFile(f"Phần {name} của gói tệp bị hỏng: {error}.", hint=AGAIN, at=name) from error

    def xml(self, name: str) -> "etree._Element":
        """Root of an XML member; raises HostileFile and UnreadableFile as `parse_xml` does."""
        return parse_xml(self.read(name), name=name)

    def verify(self) -> None:
        """Unpack every XML member once, within the limits, and refuse entities before any reader.

        Raises:
            HostileFile: a member declares a DOCTYPE.
            UnreadableFile: a member is broken.
        """
        for name in self.names:
            if name.endswith((".xml", ".rels")) and any(mark in self.read(name) for mark in DOCTYPES):
                raise HostileFile(
                    f"{name}: XML khai báo DOCTYPE, có thể chứa thực thể bên ngoài; tệp không được đọc.",
                    hint=ASK,
                    at=name,
                )


def open_package(data: bytes, limits: Limits = LIMITS) -> Package:
    """A package by its bytes, after checks on count, size, ratio, names, passwords and nesting.

    Raises:
        UnreadableFile: no zip, cut short, or encrypted.
        FileTooLarge: too many members, or too much when unpacked.
        HostileFile: a bomb, a path that leaves its folder, a name twice, an archive inside.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnreadableFile(
            f"Gói tệp bị cắt hoặc hỏng, không đọc được mục lục ({len(data)} byte).", hint=AGAIN
        ) from error
    entries = archive.infolist()
    if len(entries) > limits.members:
        raise FileTooLarge(f"Gói tệp có {len(entries)} phần, vượt giới hạn {limits.members}.", hint=ASK)
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry, limits)
        if entry.filename in seen:
            raise HostileFile(f"Gói tệp có hai phần cùng tên {entry.filename}.", hint=ASK, at=entry.filename)
        seen.add(entry.filename)
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        raise FileTooLarge(
            f"Gói tệp bung ra {megabytes(total)} (nén còn {megabytes(len(data))}), "
            f"vượt giới hạn {megabytes(limits.unpacked_bytes)}; không bung tệp.",
            hint=ASK,
        )
    return Package(archive, limits)


def _check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    name, path = entry.filename, PurePosixPath(entry.filename)
    if not name:
        raise UnreadableFile("Gói tệp có phần không tên: mục lục bị hỏng.", hint=AGAIN)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name.split("/")[0]:
        raise HostileFile(f"Gói tệp có đường dẫn thoát ra ngoài: {name!r}.", hint=ASK, at=name)
    if entry.flag_bits & 1:
        raise UnreadableFile(
            f"Phần {name} của gói tệp được đặt mật khẩu.",
            hint="Bỏ mật khẩu của tệp, lưu lại rồi nhập lại.",
            at=name,
        )
    packed = max(entry.compress_size, 1)
    if entry.file_size > limits.ratio_from and entry.file_size > packed * limits.ratio:
        raise HostileFile(
            f"Phần {name} bung ra gấp {entry.file_size // packed} lần "
            f"({megabytes(entry.file_size)}), vượt giới hạn {limits.ratio} lần: tệp có thể là bom nén.",
            hint=ASK,
            at=name,
        )
    if path.suffix.lower() == ".zip" and "embeddings" not in path.parts:
        raise HostileFile(
            f"Gói tệp chứa gói nén khác: {name}; gói lồng nhau không được mở.", hint=ASK, at=name
        )


def check_package(file: SourceFile, limits: Limits = LIMITS) -> None:
    """Look through a package once, before any reader, and compare it with the file's name.

    Raises:
        UnreadableFile: broken, or a .docx or .xlsx that is another package renamed; or as `open_package`.
    """
    package = open_package(file.data, limits)
    package.verify()
    kind = package.kind
    if file.suffix in (".docx", ".xlsx") and kind != file.suffix[1:]:
        seen = "gói nén .zip thông thường đổi tên" if kind == "zip" else f"gói {kind} đổi tên"
        raise UnreadableFile(
            f"Tệp {file.name} mang đuôi {file.suffix} nhưng là {seen}.",
            hint="Nếu là gói nén, giải nén rồi nhập tệp bên trong; nếu không, xin lại bản gốc.",
        )
