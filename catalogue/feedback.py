"""Feedback on procedures (phản ánh, kiến nghị về quy định hành chính): what was received, what became of it.

Here: the record. Not here: its deadlines (analysis/deadlines.py), storing (catalogue/store/notebook.py).
Complaints and denunciations (khiếu nại, tố cáo) are no feedback.

Source: Nghị định 20/2008/NĐ-CP.
"""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from catalogue.records import Filled, Record, Text


class FeedbackKind(StrEnum):
    """What it is."""

    REPORT = "report"
    """phản ánh: tells of a problem"""
    PROPOSAL = "proposal"
    """kiến nghị: with a proposal"""


class FeedbackState(StrEnum):
    """What became of it."""

    RECEIVED = "received"
    """đã tiếp nhận"""
    FORWARDED = "forwarded"
    """đã chuyển cơ quan có thẩm quyền"""
    ANSWERED = "answered"
    """đã trả lời"""
    PUBLISHED = "published"
    """đã công khai kết quả"""
    REFUSED = "refused"
    """từ chối tiếp nhận"""


class Feedback(Record):
    """Một phản ánh hoặc kiến nghị. A day that is None is not known, which is not "never"."""

    number: Filled
    """Mã phản ánh, kiến nghị at the place that received it."""
    procedure: Text | None = None
    """Key of the procedure; None: about no one procedure."""
    component: int | None = None
    """Number of the component row, from 0."""
    kind: FeedbackKind
    agency: Text | None = None
    """Cơ quan tiếp nhận."""
    text: Text = ""
    received: dt.date
    """Ngày tiếp nhận."""
    forwarded: dt.date | None = None
    answered: dt.date | None = None
    published: dt.date | None = None
    state: FeedbackState

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for name in ("forwarded", "answered", "published"):
            day = getattr(self, name)
            if day is not None and day < self.received:
                raise ValueError(f"{self.number}: ngày {day:%d/%m/%Y} trước ngày tiếp nhận")
        return self

    @property
    def open(self) -> bool:
        """Does somebody still wait for an answer?"""
        return self.state in {FeedbackState.RECEIVED, FeedbackState.FORWARDED}
