"""Doubts about one procedure, filed under its key."""

from dataclasses import dataclass, field

from catalogue.issues import IssueLog
from catalogue.records import Place


@dataclass(frozen=True)
class Doubts:
    """Notes issues of one procedure."""

    issues: IssueLog
    key: str
    said: set[tuple[str, str]] = field(default_factory=set)

    def note(self, code: str, told: str, at: Place, about: str, quote: str | None = None) -> None:
        """One doubt: its code, what was seen, where, and the field it is about."""
        self.issues.add(code, told, place=at, procedure=self.key, field=about, quote=quote)

    def note_once(self, code: str, told: str, at: Place, about: str, quote: str | None = None) -> None:
        """A doubt that equal cells of the page share: noted where it is seen first."""
        if (code, told) not in self.said:
            self.said.add((code, told))
            self.note(code, told, at, about, quote)
