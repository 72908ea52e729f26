"""The day a procedure was shown to the public (ngày công khai), where people know it and no file says it.

Here: the record. Not here: deadlines (analysis/timeliness.py), storing (catalogue/store/notebook.py).
"""

import datetime as dt

from catalogue.legal_acts import number_of
from catalogue.records import Filled, Record


class Publication(Record):
    """Một lần công khai một thủ tục theo một quyết định."""

    procedure: Filled
    """Mã thủ tục."""
    decision: Filled
    """Số quyết định công bố."""
    published: dt.date
    """Ngày công khai."""
    source: Filled

    @property
    def key(self) -> str:
        """What the ledger files it under."""
        return publication_key(self.procedure, self.decision)


def publication_key(procedure: str, decision: str) -> str:
    """One procedure under one decision, however the number is written.

    >>> publication_key("1.000001", "0163/QĐ-BTP") == publication_key("1.000001", "163/QĐ-BTP")
    True
    """
    told = number_of(decision)
    return f"{procedure}|{'|'.join(str(part or '') for part in told) if told else decision}"
