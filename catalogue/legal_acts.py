"""Legal texts as far as dates matter (văn bản pháp luật): signed, in force, repealed, by what.

Here: one dated statement about one text, and the register of all. Not here: what cites a text
(catalogue/records.py LegalBasis), who concludes what from it (analysis/checks, analysis/timeliness.py).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from pydantic import model_validator

from catalogue.document_numbers import DocumentNumber
from catalogue.errors import NumberNotUnderstood
from catalogue.parameters import Mark
from catalogue.records import Filled, Record, Text

Key = tuple[str, int | None, str, str]


@lru_cache(maxsize=65536)
def number_of(text: str) -> Key | None:
    """What makes two numbers of texts the same; None: not one certain number."""
    try:
        told = DocumentNumber.parse(text)
    except NumberNotUnderstood:
        return None
    return told.key if told.certain else None


class LegalAct(Record):
    """Văn bản quy phạm pháp luật: its days, where one source states them. None: not stated."""

    number: Filled
    """Số hiệu."""
    name: Text | None = None
    signed: dt.date | None = None
    """Ngày ban hành."""
    effective: dt.date | None = None
    """Ngày có hiệu lực."""
    urgent: bool | None = None
    """Ban hành theo trình tự, thủ tục rút gọn. None: not stated."""
    repealed_by: Text | None = None
    """Số hiệu of the text that repeals or replaces it."""
    repealed_from: dt.date | None = None
    """Ngày hết hiệu lực: the first day it no longer holds."""
    partly: bool = False
    """Only parts of it are repealed."""
    source: Filled
    mark: Mark

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if number_of(self.number) is None:
            raise ValueError(f"“{self.number}” không phải một số hiệu văn bản rõ ràng")
        if self.repealed_from is not None and self.repealed_by is None:
            raise ValueError(f"{self.number}: có ngày hết hiệu lực thì phải có văn bản bãi bỏ, thay thế")
        if self.signed and self.effective and self.effective < self.signed:
            raise ValueError(f"{self.number}: ngày có hiệu lực trước ngày ban hành")
        return self

    @property
    def key(self) -> str:
        """What the ledger files it under: equal numbers are one text."""
        return "|".join(str(part or "") for part in number_of(self.number) or ())


@dataclass(frozen=True)
class Acts:
    """All statements about legal texts; the later of two about one fact stands before the earlier."""

    by_key: Mapping[Key, tuple[LegalAct, ...]]

    @classmethod
    def of(cls, acts: Iterable[LegalAct]) -> "Acts":
        """A register of statements, the strongest last."""
        told: dict[Key, list[LegalAct]] = {}
        for act in acts:
            key = number_of(act.number)
            if key is not None:
                told.setdefault(key, []).insert(0, act)
        return cls({key: tuple(several) for key, several in told.items()})

    def about(self, number: str | None) -> tuple[LegalAct, ...]:
        """What is stated of a text, the strongest first."""
        key = None if number is None else number_of(number)
        return () if key is None else self.by_key.get(key, ())

    def effective(self, number: str | None) -> LegalAct | None:
        """The statement that tells the first day of a text."""
        return next((act for act in self.about(number) if act.effective is not None), None)

    def repeal(self, number: str | None, day: dt.date) -> LegalAct | None:
        """The statement that a text no longer holds on a day; one without a day is no proof."""
        said = (act for act in self.about(number) if act.repealed_from is not None)
        return next((act for act in said if act.repealed_from and act.repealed_from <= day), None)
