"""What an import hands to the store, and what the store answers.

Here: the shapes of one reading of one file. Not here: reading it (importers/), storing it (put.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from catalogue import text as words
from catalogue.agencies import RegisterEntry
from catalogue.issues import Issue, Severity
from catalogue.measures import Measure
from catalogue.records import Procedure, Record


class FileStatus(StrEnum):
    """What became of one file in one run."""

    DONE = "done"
    """đã nhập"""
    PARTIAL = "partial"
    """nhập một phần: at least one record was not taken"""
    REFUSED = "refused"
    """từ chối: nothing of it is stored"""
    UNCHANGED = "unchanged"
    """không đổi: it says what it said before"""


class RunStatus(StrEnum):
    """What became of a run."""

    OPEN = "open"
    DONE = "done"
    PARTIAL = "partial"
    """Some file was refused or partial."""


@dataclass(frozen=True)
class FileReading:
    """One file as one importer read it (một lần đọc tệp)."""

    name: str
    """As given, with / between folders; never an absolute path."""
    sha256: str
    size: int
    """Bytes."""
    importer: str
    importer_version: int
    rank: int
    """Which source outranks which for the same day; the higher wins (importers/base.py)."""
    records: tuple[Procedure, ...]
    issues: tuple[Issue, ...] = ()
    measures: tuple[Measure, ...] = ()
    """Measures that the file puts in force (nghị quyết cắt giảm)."""
    agencies: tuple[RegisterEntry, ...] = ()
    """Rows that the file adds to the register of agencies (danh bạ cơ quan)."""
    edits: frozenset[str] | None = None
    """Where the file edits what the catalogue holds: the fields it carries (catalogue/store/edits.py)."""


@dataclass(frozen=True)
class Stored:
    """What one reading did to the catalogue; the counts add up to the records of the file."""

    file: int
    """Id of the reading."""
    status: FileStatus
    inserted: int = 0
    """Procedures that the catalogue did not know."""
    revised: int = 0
    """Known procedures of which this file says something for the first time."""
    unchanged: int = 0
    """Records that say what was known from this file or kind of source already."""
    corrected: int = 0
    """Records of which the same publication said otherwise before."""
    withdrawn: int = 0
    """Procedures that the same publication stated before and states no longer; not among the records."""
    issues: tuple[Issue, ...] = ()
    """All that was noted: the issues of the reading, and what the store saw."""

    @property
    def records(self) -> int:
        """Records of the file that were taken."""
        return self.inserted + self.revised + self.unchanged + self.corrected


class FileSummary(Record):
    """One reading of a file, for a list (một lần đọc tệp)."""

    id: int
    run: int
    name: str
    sha256: str
    size: int
    importer: str | None
    importer_version: int | None
    rank: int | None
    status: FileStatus
    recorded: datetime
    records: int
    inserted: int
    revised: int
    unchanged: int
    corrected: int
    withdrawn: int
    errors: int
    warnings: int
    notes: int
    code: str | None
    """Issue code of a refusal."""
    message: str | None
    hint: str | None


class RunSummary(Record):
    """One run of an import (đợt nhập)."""

    id: int
    started: datetime
    ended: datetime | None
    status: RunStatus
    arguments: tuple[str, ...]
    files: dict[FileStatus, int]
    """Number of files by what became of them."""


class StoredIssue(Issue):
    """An issue with the file and run that noted it."""

    id: int
    file: str
    file_id: int
    run: int
    recorded: datetime


class DecisionSummary(Record):
    """A decision (quyết định công bố), with what the catalogue has of it."""

    number: str
    signed: date | None
    effective: date | None
    agency: str | None
    title: str | None
    replaces: tuple[str, ...]
    files: tuple[str, ...]
    procedures: int
    """Procedures with a sighting by this decision."""
    changes: dict[str, int]
    """Procedures by kind of change; "" where no source states it."""


SEVERITIES = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.NOTE: "notes"}


def count_issues(issues: Iterable[Issue]) -> dict[str, int]:
    """Issues by severity, under the names of the columns: errors, warnings, notes."""
    counts = dict.fromkeys(SEVERITIES.values(), 0)
    for issue in issues:
        counts[SEVERITIES[issue.severity]] += 1
    return counts


def storable(text: str) -> str:
    """Without what no database keeps: NUL, and halves of characters (shown as a question mark).

    >>> storable("a\\0b\\ud800")
    'ab?'
    """
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def number_key(number: str) -> str:
    """A decision number for comparing: without blanks, case and tone style.

    >>> number_key("163 /QĐ-BTP") == number_key("163/qđ-btp")
    True
    """
    return words.fold(number).replace(" ", "")
