"""The contract between published files and the catalogue: recognise, then extract.

An importer is one file in importers/sources/ with a constant `IMPORTER`. It gets a
`SourceFile`, yields canonical records (procedures, then the measures of a text that cuts them)
and notes its doubts in an `IssueLog`; it never stores, prints or fetches.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from catalogue.agencies import RegisterEntry
from catalogue.issues import IssueLog
from catalogue.measures import Measure
from catalogue.records import Place, Procedure, Source

if TYPE_CHECKING:
    from importers.decisions.ledger import Coverage


Told = Procedure | Measure | RegisterEntry
"""What an importer may yield."""


class Rank(IntEnum):
    """Which source outranks which for the same day; the higher wins."""

    CRAWL = 10
    PROVINCIAL_PAGE = 20
    NATIONAL_LIST = 30
    NATIONAL_PORTAL = 40
    DECISION = 50
    CORRECTION = 60
    """A person's own edit of what the catalogue holds (mẫu biểu nhập lại)."""


@dataclass(frozen=True)
class SourceFile:
    """One published file (nguồn): its name as given and its bytes."""

    name: str
    """With / between folders; never an absolute path."""
    data: bytes
    scanned: bytes | None = None
    """The bytes as published, where `data` has letters that a program recognised in its images (--ocr)."""

    @classmethod
    def open(cls, path: Path, *, name: str | None = None) -> "SourceFile":
        """Read a file whole; limits are checked before (importers/limits.py)."""
        return cls(name or path.name, path.read_bytes())

    @cached_property
    def sha256(self) -> str:
        """Hash of the bytes as published: the identity of the file, whatever its name."""
        return sha256(self.published).hexdigest()

    @property
    def published(self) -> bytes:
        """The bytes that somebody published."""
        return self.data if self.scanned is None else self.scanned

    @property
    def suffix(self) -> str:
        """Lower case, with the dot; "" where the name has none."""
        return Path(self.name).suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first 4,096 bytes, for recognising."""
        return self.data[:4096]

    def source(self, importer: str, place: Place | None = None) -> Source:
        """Provenance of a record read from this file."""
        return Source(file=self.name, sha256=self.sha256, importer=importer, place=place or Place())


@dataclass(frozen=True)
class Importer:
    """How one kind of publication is read."""

    name: str
    """kebab-case; what `--as` takes."""
    title: str
    """The official Vietnamese name of the kind of publication."""
    rank: Rank
    recognise: Callable[[SourceFile], bool]
    """Cheap and certain: looks at name and shape, never raises."""
    extract: Callable[[SourceFile, IssueLog], Iterator[Told]]
    """Yields records in the order of the file. Raises UnreadableFile for the file as a whole.

    Procedures, and for a text that cuts (nghị quyết cắt giảm) also the measures it puts in force;
    for a list of agencies (danh bạ cơ quan) the rows it adds to the register.
    """
    formats: tuple[str, ...] = ()
    """Suffixes it reads, for `dongian sources`."""
    edits: Callable[[SourceFile], frozenset[str]] | None = None
    """For files that edit what the catalogue holds: which fields of a record they carry."""
    coverage: "Callable[[SourceFile, IssueLog], Coverage | None] | None" = None
    """Share of the words of a file that was accounted for; None: it does not count them."""
    version: int = 1
    """Raised when it reads the same bytes differently: files it has read are then read again."""


def accept(said: Mapping[str, Any], issues: IssueLog, *, place: Place | None = None) -> Procedure | None:
    """A record from what was read, or None and an issue `record-rejected` that says why."""
    try:
        return Procedure.model_validate(said)
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()[:5]
        )
        issues.add(
            "record-rejected",
            f"Không nhập được “{str(said.get('name') or '?')[:120]}”: {told}",
            place=place,
            procedure=said.get("code") or said.get("foreign_code") or said.get("provisional_id"),
        )
        return None


def procedures_of(told: Iterable[Told]) -> tuple[Procedure, ...]:
    """The procedures among what an importer yields."""
    return tuple(one for one in told if isinstance(one, Procedure))


def measures_of(told: Iterable[Told]) -> tuple[Measure, ...]:
    """The measures among what an importer yields."""
    return tuple(one for one in told if isinstance(one, Measure))


def agencies_of(told: Iterable[Told]) -> tuple[RegisterEntry, ...]:
    """The rows of a register of agencies among what an importer yields."""
    return tuple(one for one in told if isinstance(one, RegisterEntry))
