"""What a release is made of (bản kê): its members with their hashes, the day, the program."""

import json
from datetime import date, datetime
from hashlib import sha256

from pydantic import Field, ValidationError

from catalogue.errors import CatalogueError
from catalogue.records import Record

MANIFEST, SIGNATURE = "manifest.json", "manifest.json.minisig"
FORMAT = "1"


class BadRelease(CatalogueError):
    """An archive that is no release, was changed, or is hostile; nothing of it was written."""


class Member(Record):
    """One file of the release."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,80}$")
    """No folders: nothing can lead outside."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0)
    what: str
    """What it is, in Vietnamese."""


class Manifest(Record):
    """The head of a release; the signature is over its bytes."""

    format: str = FORMAT
    program: str = "dongian"
    program_version: str
    program_sha256: str
    """Of the program's own files: the same version, changed, may compute otherwise."""
    day: date
    """What was in force on this day."""
    known: datetime
    """The last moment at which the catalogue learned anything."""
    lang: str
    curve: bool
    """Whether the report has the curve of plans."""
    snapshot: str
    """Id of the catalogue on the day."""
    procedures: int
    members: tuple[Member, ...]

    def printed(self) -> bytes:
        """The bytes that stand in the archive and are signed."""
        return (json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()


def member(name: str, data: bytes, what: str) -> Member:
    """The entry of one file."""
    return Member(name=name, sha256=sha256(data).hexdigest(), size=len(data), what=what)


def read_manifest(data: bytes) -> Manifest:
    """The manifest out of its bytes.

    Raises:
        BadRelease: it is none, or of another format.
    """
    try:
        found = Manifest.model_validate_json(data)
    except ValidationError as error:
        raise BadRelease("manifest.json không phải bản kê của một bản phát hành.", hint=AGAIN) from error
    if found.format != FORMAT:
        raise BadRelease(
            f"Bản phát hành theo khuôn {found.format}, chương trình đọc khuôn {FORMAT}.", hint=AGAIN
        )
    return found


AGAIN = "Tải lại tệp từ nơi công bố; nếu vẫn lỗi, báo cho đơn vị phát hành."
