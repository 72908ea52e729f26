"""Issues: what an import or a check could not trust, as data.

The codes are a closed list in `lookups/issues.toml`, each with a severity and words for
the person who opens it; docs/issues.md shows the same list.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files

from catalogue.records import Place, Record


class Severity(StrEnum):
    """How much harm follows when nobody looks."""

    ERROR = "error"
    """lỗi: a record or file was not taken"""
    WARNING = "warning"
    """cảnh báo: a value was not taken, or is doubtful"""
    NOTE = "note"
    """ghi chú: a value was repaired or normalised"""


class IssueCode(Record):
    """One kind of doubt (loại vấn đề)."""

    code: str
    severity: Severity
    vi: str
    en: str
    do: str
    """Việc cần làm."""


class Issue(Record):
    """One doubt at one place (vấn đề cần xem)."""

    code: str
    severity: Severity
    message: str
    """What was seen, in Vietnamese, with the words of the source."""
    place: Place = Place()
    procedure: str | None = None
    """Key of the procedure it is about; None: about the file."""
    field: str | None = None
    """Field of the canonical record, such as `channels[0].time_limit`."""
    quote: str | None = None
    """The words of the source."""


@cache
def issue_codes() -> dict[str, IssueCode]:
    """The closed list of codes."""
    raw = tomllib.loads(files("catalogue").joinpath("lookups/issues.toml").read_text("utf-8"))
    return {code: IssueCode(code=code, **told) for code, told in raw.items()}


class IssueLog:
    """Collects the issues of one file, in order."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self._codes: dict[str, set[str]] = {}
        self._counted = 0
        """Issues whose codes stand in `_codes`: a file of thousands of records asks for each of them."""

    def add(
        self,
        code: str,
        message: str,
        *,
        place: Place | None = None,
        procedure: str | None = None,
        field: str | None = None,
        quote: str | None = None,
    ) -> None:
        """Note one doubt; an unknown code is a mistake of ours and raises KeyError."""
        self.issues.append(
            Issue(
                code=code,
                severity=issue_codes()[code].severity,
                message=message,
                place=place or Place(),
                procedure=procedure,
                field=field,
                quote=None if quote is None else quote[:500],
            )
        )

    def codes_of(self, procedure: str) -> tuple[str, ...]:
        """Codes noted for one procedure, sorted, each once."""
        for issue in self.issues[self._counted :]:
            if issue.procedure is not None:
                self._codes.setdefault(issue.procedure, set()).add(issue.code)
        self._counted = len(self.issues)
        return tuple(sorted(self._codes.get(procedure, ())))

    def counts(self) -> Counter[Severity]:
        """Number of issues by severity."""
        return Counter(issue.severity for issue in self.issues)

    def __iter__(self) -> Iterator[Issue]:
        return iter(self.issues)

    def __len__(self) -> int:
        return len(self.issues)
