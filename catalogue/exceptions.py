"""Accepted exceptions (ngoại lệ được chấp nhận): a finding of a check that somebody leaves as it is.

Here: the record. Not here: storing (catalogue/store/notebook.py). An exception holds while the evidence is
what it was, until its last day, and while nobody took it back.
"""

import datetime as dt
from hashlib import sha256

from catalogue.findings import Finding
from catalogue.records import Filled, Record, Text


class AcceptedException(Record):
    """One finding that is left as it is, and on what evidence."""

    finding: Filled
    """Id of the finding."""
    rule: Text | None = None
    procedure: Text | None = None
    evidence: Filled
    """Hash of the words the finding rested on."""
    until: dt.date | None = None
    """Ngày cuối cùng; None: no end."""
    withdrawn: bool = False
    """Taken back: the finding counts again."""

    def holds(self, finding: Finding, day: dt.date) -> bool:
        """Does it still cover the finding?"""
        return (
            not self.withdrawn
            and self.finding == finding.id
            and self.evidence == evidence_hash(finding)
            and (self.until is None or day <= self.until)
        )


def evidence_hash(finding: Finding) -> str:
    """Hash over what was seen: quotes and the conclusion, not the place or the file."""
    told = "\n".join((*(one.quote for one in finding.evidence), *finding.because))
    return sha256(told.encode()).hexdigest()[:16]
