"""What a hostile or broken file may not exceed, checked in one place before a reader sees its bytes.

Here: the figures, the checks on path, size and first bytes, and the only XML parser of the project.
Not here: the guards of zip packages (importers/readers/package.py), which use these figures.

Nesting of JSON is held by the parser itself: it stops at the interpreter's recursion limit, and
importers/readers/feed.py turns that into `HostileFile`.
"""

import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lxml import etree

from catalogue.errors import FileTooLarge, HostileFile, UnreadableFile
from importers.base import SourceFile

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Ceilings well above any published file we have seen, and well below what hurts a laptop."""

    file_bytes: int = 200 * MB
    """The largest real file seen has 4 MB; a decision with scanned pages may have 100."""
    members: int = 5_000
    """Files inside a zip package."""
    unpacked_bytes: int = 400 * MB
    """All members of a package together."""
    ratio: int = 250
    """Unpacked to packed, for members over `ratio_from`: XML of empty tables reaches about 100."""
    ratio_from: int = 5 * MB
    cells: int = 5_000_000
    """Rows times columns of a sheet, empty ones too: a reader makes room for all of them."""
    rows: int = 300_000
    """Rows of a sheet, or lines of a feed."""


LIMITS = Limits()
UTF8 = "Mở tệp bằng trình soạn thảo, chọn mã hóa UTF-8 khi lưu, rồi nhập lại."


class Shape(StrEnum):
    """What the first bytes say a file is, whatever its name."""

    EMPTY = "empty"
    ZIP = "zip"
    OLE = "ole"
    PDF = "pdf"
    IMAGE = "image"
    OTHER = "other"


MAGIC = (
    (b"PK\x03\x04", Shape.ZIP),
    (b"PK\x05\x06", Shape.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Shape.OLE),
    (b"%PDF", Shape.PDF),
    (b"GIF8", Shape.IMAGE),
    (b"\x89PNG", Shape.IMAGE),
    (b"\xff\xd8\xff", Shape.IMAGE),
)
FEEDS = {".json", ".jsonl", ".ndjson"}
WIDE = (b"\xff\xfe", b"\xfe\xff", b"{\0", b"\0{", b"[\0", b"\0[")
"""How JSON begins in UTF-16, with or without byte-order mark."""
BLANK = b"\xef\xbb\xbf \t\r\n"
PACKAGES = {".docx", ".xlsx", ".odt", ".ods"}
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Stream that Office writes when a document has a password."""


def shape_of(data: bytes) -> Shape:
    """The shape told by the first bytes."""
    if not data.strip():
        return Shape.EMPTY
    return next((shape for magic, shape in MAGIC if data.startswith(magic)), Shape.OTHER)


def megabytes(count: int) -> str:
    """Bytes as whole MB, for messages."""
    return f"{count / MB:,.0f} MB".replace(",", ".")


def check_path(path: Path, limits: Limits = LIMITS) -> None:
    """Refuse by name and size alone, before any byte is read.

    Raises:
        UnreadableFile: no ordinary file.
        FileTooLarge: over `limits.file_bytes`.
    """
    try:
        told = path.stat()
    except OSError as error:
        raise UnreadableFile(
            f"Không mở được tệp {path.name}: {error.strerror}.",
            hint="Kiểm tra tệp còn tồn tại và có quyền đọc.",
        ) from error
    if not stat.S_ISREG(told.st_mode):
        raise UnreadableFile(
            f"{path.name} không phải là tệp thông thường.", hint="Chỉ nhập tệp hoặc thư mục."
        )
    if told.st_size > limits.file_bytes:
        raise FileTooLarge(
            f"Tệp {path.name} có {megabytes(told.st_size)}, vượt giới hạn {megabytes(limits.file_bytes)}; "
            "tệp chưa được mở.",
            hint="Tách tệp thành nhiều phần hoặc bỏ hình ảnh nhúng rồi nhập lại.",
        )


def check_bytes(file: SourceFile, limits: Limits = LIMITS) -> Shape:
    """Refuse what is empty, too large, or not what its name says; return the shape.

    Raises:
        UnreadableFile: empty, JSON in UTF-16, or a renamed .doc or .pdf.
        FileTooLarge: over `limits.file_bytes`.
        HostileFile: XML that declares entities.
    """
    if len(file.data) > limits.file_bytes:
        raise FileTooLarge(
            f"Tệp {file.name} có {megabytes(len(file.data))}, vượt giới hạn {megabytes(limits.file_bytes)}.",
            hint="Tách tệp thành nhiều phần rồi nhập lại.",
        )
    shape = shape_of(file.data)
    if shape is Shape.EMPTY:
        raise UnreadableFile(
            f"Tệp {file.name} rỗng ({len(file.data)} byte): không có gì để nhập.",
            hint="Tải lại tệp từ nguồn; lần tải trước có thể bị ngắt.",
        )
    if file.suffix in PACKAGES and shape is not Shape.ZIP:
        raise _not_a_package(file, shape)
    if shape is Shape.OTHER and file.head.lstrip(BLANK).startswith(b"<") and b"<!ENTITY" in file.data:
        raise HostileFile(
            f"Tệp {file.name} khai báo thực thể XML (<!ENTITY>), có thể trỏ ra ngoài; tệp không được đọc.",
            hint="Văn bản công bố không cần thực thể. Không mở tệp; xin lại tệp từ cơ quan ban hành.",
        )
    if file.suffix in FEEDS and file.data.startswith(WIDE):
        raise UnreadableFile(
            f"Tệp {file.name} sai mã hóa (UTF-16): bắt đầu bằng byte {file.data[:4].hex(' ').upper()}.",
            hint=UTF8,
        )
    return shape


def _not_a_package(file: SourceFile, shape: Shape) -> UnreadableFile:
    """Why a .docx or .xlsx that is no zip cannot be read."""
    kind = "Word" if file.suffix == ".docx" else "bảng tính"
    if shape is Shape.OLE and ENCRYPTED in file.data:
        return UnreadableFile(
            f"Tệp {file.name} được đặt mật khẩu nên không đọc được.",
            hint="Mở tệp bằng mật khẩu, bỏ mật khẩu, lưu lại rồi nhập lại.",
        )
    if shape is Shape.OLE:
        return UnreadableFile(
            f"Tệp {file.name} mang đuôi {file.suffix} nhưng bên trong là định dạng {kind} cũ "
            f"({'.doc' if file.suffix == '.docx' else '.xls'} đổi tên).",
            hint=f"Mở tệp bằng Word, Excel hoặc LibreOffice, chọn Lưu thành {file.suffix}, rồi nhập tệp mới.",
        )
    seen = {Shape.PDF: "là tệp PDF đổi tên", Shape.IMAGE: "là tệp hình ảnh đổi tên"}.get(
        shape, "không phải gói tệp Office (không bắt đầu bằng PK)"
    )
    return UnreadableFile(
        f"Tệp {file.name} mang đuôi {file.suffix} nhưng {seen}.",
        hint=f"Xin lại bản {file.suffix} gốc, hoặc lưu lại tệp bằng chương trình tạo ra nó.",
    )


def parse_xml(data: bytes, *, name: str) -> "etree._Element":
    """The root of an XML document: no DTD, no entities, no network, no huge trees.

    Raises:
        HostileFile: a DOCTYPE is declared, so entities could be.
        UnreadableFile: not well formed, or cut; says line and column.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise UnreadableFile(
            f"{name}: XML hỏng ở dòng {line}, cột {column}.",
            hint="Tải lại tệp; nếu vẫn hỏng, mở và lưu lại bằng chương trình tạo ra nó.",
            at=f"dòng {line}, cột {column}",
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise HostileFile(
            f"{name}: XML khai báo DOCTYPE, có thể chứa thực thể bên ngoài; tệp không được đọc.",
            hint="Văn bản công bố không cần DOCTYPE. Không mở tệp; xin lại tệp từ cơ quan ban hành.",
        )
    return root
