"""What one reading of one file will add to the catalogue, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalogue.conflicts import Conflict
from catalogue.issues import Issue, Severity, issue_codes
from catalogue.records import Procedure
from catalogue.store.reading import FileReading, FileStatus
from catalogue.store.versions import Sighting

COUNTED = ("inserted", "revised", "unchanged", "corrected", "withdrawn")
OF_RECORDS = ("inserted", "revised", "unchanged", "corrected")


@dataclass
class Plan:
    """What one reading will add (put.py fills it, write.py writes it)."""

    reading: FileReading
    series: str
    versions: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Key of the procedure -> values of its row."""
    compared: dict[str, Sequence[Sighting]] = field(default_factory=dict)
    """Key -> sightings of other publications that its new record is compared with."""
    issues: list[Issue] = field(default_factory=list)
    pairs: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Number of an issue on differing sources -> key of the new sighting, id of the other one."""
    counts: dict[str, int] = field(default_factory=dict)
    records: Mapping[str, Procedure] = field(default_factory=dict)
    """Records by key, in the order of the file; without those that are left out."""
    known: Mapping[str, Sequence[Sighting]] = field(default_factory=dict)
    """Key -> what is known so far and not undone, without records."""
    conflicts: tuple[Conflict, ...] = ()
    left_out: tuple[str, ...] = ()
    """Keys of the lines that are not taken because of a conflict."""

    def count(self, name: str) -> None:
        """One more."""
        self.counts[name] = self.counts.get(name, 0) + 1

    def note(self, code: str, message: str, procedure: str, **where: Any) -> None:
        """Add an issue that the store itself sees."""
        severity = issue_codes()[code].severity
        self.issues.append(Issue(code=code, severity=severity, message=message, procedure=procedure, **where))

    @property
    def taken(self) -> int:
        """Records of the file that are taken."""
        return sum(self.counts.get(name, 0) for name in OF_RECORDS)

    @property
    def status(self) -> FileStatus:
        """Partial where a record is not taken, unchanged where nothing is new."""
        if any(issue.severity is Severity.ERROR for issue in self.issues):
            return FileStatus.PARTIAL
        return FileStatus.DONE if self.versions or not self.counts else FileStatus.UNCHANGED
