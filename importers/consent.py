"""What is done with a file that changes the catalogue: shown first, asked about, stopped by conflicts.

Here: the choice of the caller, applied to one reading. Not here: the question on the screen
(dongian/commands/import_command.py), conflicts and effects (catalogue/).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from catalogue.conflicts import ConflictsFound, Policy
from catalogue.decision_effects import Preview
from catalogue.errors import UnreadableFile
from catalogue.store.reading import FileReading, Stored

if TYPE_CHECKING:
    from catalogue.store.store import Store


class NotWanted(UnreadableFile):
    """A person looked at what a file would do and did not want it; nothing of it is stored."""

    code = "not-wanted"


@dataclass(frozen=True)
class Consent:
    """How an import goes about files that announce changes."""

    policy: Policy = Policy.APPLY
    """What becomes of a file with conflicts."""
    preview: bool = False
    """Show what every file would do, store nothing."""
    ask: Callable[[Preview], Policy | None] | None = None
    """Asked about each file that announces changes; None: it is not stored."""

    def look(self, store: "Store", reading: FileReading, *, now: datetime) -> Preview:
        """What a file would do. Raises ConflictsFound where the policy is to stop."""
        told = store.decision_book.preview(reading, now=now, policy=self.policy)
        if self.policy is Policy.STOP and told.conflicts:
            raise ConflictsFound(reading.name, told.conflicts)
        return told

    def put(self, store: "Store", reading: FileReading, *, run: int, now: datetime) -> Stored:
        """Store a file, after asking where somebody is to be asked. Raises NotWanted, ConflictsFound."""
        policy: Policy | None = self.policy
        if self.ask is not None and any(record.change is not None for record in reading.records):
            policy = self.ask(store.decision_book.preview(reading, now=now))
        if policy is None:
            raise NotWanted(
                f"{reading.name}: người dùng không nhập tệp này.", hint="Nhập lại tệp khi đã xem xong."
            )
        return store.put_file(reading, run=run, now=now, policy=policy)


AS_THEY_COME = Consent()
"""Everything is stored, conflicts are issues."""
