"""Registers whose data stand for papers (cơ sở dữ liệu thay thế giấy tờ), on one day.

Here: by which article, from when until when, and how far a register holds a document type.
Not here: the register of types (analysis/documents/types.py), papers of other States (papers_abroad.py),
things that go back (returned.py), the verdict on a row (once_only.py).

Source: Nghị quyết 66.7/2025/NQ-CP, Điều 2, 3, 4, 6; dates in lookups/once_only.toml and registers.toml.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from analysis.documents.reading import Holder, Maker, Mention
from analysis.documents.types import DocumentType, Register, registry
from analysis.paper_keys import compiled, folded, lookup
from catalogue.records import Procedure


@dataclass(frozen=True)
class Holding:
    """A register that holds the data of one document type, by one article."""

    type: DocumentType
    register: Register
    legal_base: str
    clause: int | None
    """Khoản of Điều 4 that names the paper; None: the article does not say."""
    partial: str | None
    """The only part of its papers that the register stands for; the row must name it."""

    def in_force(self, day: date) -> bool:
        """The article is in force on the day, its ends included; with an unknown first day it is not."""
        since, until = self.type.effective_from, self.type.effective_to
        return since is not None and since <= day and (until is None or day <= until)

    @property
    def dated_base(self) -> str:
        """The article with its dates, for the screen."""
        since, until = self.type.effective_from, self.type.effective_to
        told = f"hiệu lực từ {since:%d/%m/%Y}" if since else "chưa rõ ngày hiệu lực"
        return f"{self.legal_base} ({told}{f' đến hết {until:%d/%m/%Y}' if until else ''})"

    @property
    def successor(self) -> str | None:
        """Name of the paper that took the place of this one."""
        found = registry().types.get(self.type.successor or "")
        return found.name if found is not None else None


@dataclass(frozen=True)
class Rule:
    """The rule as a whole: its dates, which clauses name their papers, who may stand outside."""

    document: str
    since: date
    until: date
    clauses: frozenset[int]
    online: tuple[tuple[str, date], ...]
    """Further texts for online services: name with article, first day."""
    outside_procedure: re.Pattern[str]
    outside_applicants: re.Pattern[str]
    outside_text: re.Pattern[str]
    choice: re.Pattern[str]
    many: int
    """A row that names more papers is a list, to be read by a person."""
    lost: re.Pattern[str]
    lost_why: str
    fresh: re.Pattern[str]
    """The row takes only a recent paper."""
    fresh_types: frozenset[str]
    fresh_why: str
    other_agency: re.Pattern[str]
    """The row asks for a paper only where another agency gave it."""
    numbers: re.Pattern[str]
    """Keys and data that are no papers."""


@cache
def rule() -> Rule:
    """The rule, from lookups/once_only.toml."""
    said = lookup("once_only")
    base, outside = said["base"], said["outside"]
    return Rule(
        document=base["document"],
        since=base["since"],
        until=base["until"],
        clauses=frozenset(base["clauses"]),
        online=tuple((f"{row['document']} {row['article']}", row["since"]) for row in said["base_online"]),
        outside_procedure=compiled([outside["procedure"]])[0],
        outside_applicants=compiled([outside["applicants"]])[0],
        outside_text=compiled([outside["text"]])[0],
        choice=compiled([said["choice"]["pattern"]])[0],
        many=said["choice"]["many"],
        lost=compiled([said["lost"]["procedure"]])[0],
        lost_why=said["lost"]["why"],
        fresh=compiled([said["fresh"]["pattern"]])[0],
        fresh_types=frozenset(said["fresh"]["types"]),
        fresh_why=said["fresh"]["why"],
        other_agency=compiled([said["other_agency"]["pattern"]])[0],
        numbers=compiled([said["numbers"]["pattern"]])[0],
    )


@cache
def _holding(type_: str) -> Holding | None:
    told = registry().types.get(type_)
    if told is None or told.register is None:
        return None
    base = told.legal_base or told.register.legal_base
    clause = re.search(r"khoản (\d+)", base)
    number = int(clause[1]) if clause else None
    return Holding(told, told.register, base, number, told.partial or told.register.partial)


def holding_of(mention: Mention) -> Holding | None:
    """The register that holds a paper of a known type; a derived type, or one made abroad, has none."""
    abroad = mention.maker is not Maker.STATE and mention.holder is Holder.NONE
    return _holding(mention.type) if mention.known and not abroad else None


def outside(procedure: Procedure, row: str) -> str | None:
    """Who may stand outside the register, in the words of the source, or None."""
    abroad = rule().outside_applicants
    told = next((a for a in procedure.applicants if abroad.search(folded(a))), None)
    if told is not None:
        return told
    found = rule().outside_procedure.search(folded(procedure.name))
    found = found or rule().outside_text.search(folded(row))
    return found[0] if found is not None else None
