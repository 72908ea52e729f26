"""Doubts about one procedure, filed under its code."""

from dataclasses import dataclass

from catalogue.issues import IssueLog
from catalogue.records import Place


@dataclass(frozen=True)
class Doubts:
    """Notes issues of one procedure."""

    issues: IssueLog
    key: str

    def note(self, code: str, told: str, at: Place, field: str, quote: str | None = None) -> None:
        """One doubt: its code, what was seen, where, and the field it is about."""
        self.issues.add(code, told, place=at, procedure=self.key, field=field, quote=quote)
