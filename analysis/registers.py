"""Registers whose data stand for papers (cơ sở dữ liệu thay thế giấy tờ), on one day.

Here: by which article, from when until when, and how far a register holds a document type.
Not here: the register of types (analysis/documents/types.py), the verdict on a row (once_only.py).

Source: Nghị quyết 66.7/2025/NQ-CP, Điều 2, 3, 4, 6; dates in lookups/once_only.toml and registers.toml.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from analysis.documents.reading import Holder, Maker, Mention
from analysis.documents.types import DocumentType, Register, registry
from analysis.paper_keys import compiled, folded, lookup
from catalogue.records import Procedure

HEALTH_CHECK = "health_check"
RESIDENCE = "residence_information"
HEAD_WORDS = 3
"""So many first words tell what is given back: giấy phép nhận (chìm ở biển)."""


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
    foreigners_procedure: re.Pattern[str]
    foreigners_applicants: re.Pattern[str]
    foreigners_papers: frozenset[str]
    any_state: tuple[re.Pattern[str], ...]
    row_of_foreigner: re.Pattern[str]
    handed_by_foreigner: re.Pattern[str]
    living_abroad: re.Pattern[str]
    living_abroad_papers: frozenset[str]
    residing_abroad: re.Pattern[str]
    """Citizens with a residence abroad: no commune here knows where they live."""
    not_of_children: re.Pattern[str]
    own_flag: re.Pattern[str]
    entering: re.Pattern[str]
    entering_papers: tuple[re.Pattern[str], ...]
    returned_row: tuple[re.Pattern[str], ...]
    returned_procedure: re.Pattern[str]
    shown: re.Pattern[str]
    handed_back: re.Pattern[str]
    granted: re.Pattern[str]
    original: re.Pattern[str]
    old: re.Pattern[str]
    numbers: re.Pattern[str]
    naturalised: re.Pattern[str]
    naturalised_papers: frozenset[str]
    of_family: re.Pattern[str]
    special_health: re.Pattern[str]


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
        foreigners_procedure=compiled([said["foreigners"]["procedure"]])[0],
        foreigners_applicants=compiled([said["foreigners"]["applicants"]])[0],
        foreigners_papers=frozenset(said["foreigners"]["papers"]),
        any_state=tuple(compiled(said["foreigners"]["any_state"])),
        row_of_foreigner=compiled([said["foreigners"]["row_of_foreigner"]])[0],
        handed_by_foreigner=compiled([said["foreigners"]["handed_by_foreigner"]])[0],
        living_abroad=compiled([said["foreigners"]["living_abroad"]])[0],
        living_abroad_papers=frozenset(said["foreigners"]["living_abroad_papers"]),
        residing_abroad=compiled([said["foreigners"]["residing_abroad"]])[0],
        not_of_children=compiled([said["foreigners"]["not_of_children"]])[0],
        own_flag=compiled([said["foreigners"]["own_flag"]])[0],
        entering=compiled([said["foreigners"]["entering"]])[0],
        entering_papers=tuple(compiled(said["foreigners"]["entering_papers"])),
        returned_row=tuple(compiled(said["returned"]["row"])),
        returned_procedure=compiled([said["returned"]["procedure"]])[0],
        shown=compiled([said["returned"]["shown"]])[0],
        handed_back=compiled([said["returned"]["handed_back"]])[0],
        granted=compiled([said["returned"]["granted"]])[0],
        original=compiled([said["returned"]["original"]])[0],
        old=compiled([said["returned"]["old"]])[0],
        numbers=compiled([said["numbers"]["pattern"]])[0],
        naturalised=compiled([said["foreigners"]["naturalised"]])[0],
        naturalised_papers=frozenset(said["foreigners"]["naturalised_papers"]),
        of_family=compiled([said["foreigners"]["of_family"]])[0],
        special_health=compiled([said["special_health"]["pattern"]])[0],
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


def made_abroad(type_: str, procedure: Procedure, row: str, paper: str) -> bool:
    """A paper that may come from any State: no Vietnamese register need hold it.

    The papers of a foreigner's person where nobody else applies, of crews and passengers, and the
    clearance of a ship's last port; and health checks of a service's own boards.
    """
    told, named = folded(row), folded(paper)
    if (
        type_ == HEALTH_CHECK
        and rule().special_health.search(f"{folded(procedure.name)} · {told}") is not None
    ):
        return True
    if _of_any_state(told):
        return True
    if any(named in clause[0] for clause in rule().handed_by_foreigner.finditer(told)):
        return True
    name = folded(procedure.name)
    if type_ in rule().living_abroad_papers and rule().living_abroad.search(name) is not None:
        return rule().not_of_children.search(told) is None
    if type_ in rule().naturalised_papers and rule().naturalised.search(name) is not None:
        return rule().of_family.search(told) is None
    if type_ == RESIDENCE and rule().residing_abroad.search(name) is not None:
        return True
    entering = rule().entering.search(name) is not None and rule().own_flag.search(name) is None
    if entering and any(pattern.search(named) for pattern in rule().entering_papers):
        return True
    if type_ not in rule().foreigners_papers:
        return False
    only = rule().foreigners_applicants
    if rule().row_of_foreigner.search(told) is not None and "việt nam" not in told:
        return True
    alone = procedure.applicants and all(only.search(folded(one)) for one in procedure.applicants)
    return bool(alone) or rule().foreigners_procedure.search(name) is not None


@lru_cache(maxsize=16384)
def _of_any_state(row: str) -> bool:
    return any(pattern.search(row) for pattern in rule().any_state)


def goes_back(procedure: str, row: str) -> bool:
    """The row asks for the thing itself, to change, replace or end it.

    >>> goes_back("Cấp đổi Giấy chứng nhận", "Bản gốc Giấy chứng nhận đã cấp")
    True
    >>> goes_back("Cấp giấy phép xây dựng", "Bản chính Giấy chứng nhận quyền sử dụng đất")
    False
    """
    told = rule()
    if (
        told.returned_procedure.search(folded(procedure)) is None
        or told.shown.search(folded(row)) is not None
    ):
        return False
    return any(pattern.search(folded(row)) for pattern in told.returned_row)


def is_changed(procedure: str, row: str, paper: str) -> bool:
    """The procedure hands back or changes the very paper that the row names.

    >>> is_changed("Trả lại giấy phép khai thác", "Giấy phép khai thác", "Giấy phép khai thác")
    True
    >>> is_changed("Trả lại giấy phép X", "Giấy phép X ở biển đã được cấp", "Giấy phép X ở biển")
    True
    >>> is_changed("Thay đổi nội dung Thẻ X", "Thẻ X đã được cấp", "Thẻ X")
    True
    >>> is_changed("Thay đổi nội dung Thẻ X", "2. Bản chính Thẻ X", "Thẻ X")
    True
    >>> is_changed("Thay đổi nội dung Thẻ X", "Bản sao Thẻ X đã được cấp", "Thẻ X")
    False
    """
    told, here, named = folded(procedure), folded(row), folded(paper)
    ended = rule().handed_back.search(told) is not None and rule().granted.search(here) is not None
    if ended and " ".join(named.split()[:HEAD_WORDS]) in told and rule().shown.search(here) is None:
        return True
    if named not in told or rule().shown.search(here) is not None:
        return False
    if rule().handed_back.search(told) is not None:
        return True
    given = rule().granted.search(here) is not None or rule().original.search(here) is not None
    return given and rule().returned_procedure.search(told) is not None


def is_old(row: str, paper: str) -> bool:
    """The row asks for the former one, which the new one replaces.

    >>> is_old("Giấy phép X cũ kèm theo hồ sơ gốc", "Giấy phép X")
    True
    """
    here, named = folded(row), folded(paper)
    at = here.find(named)
    return at >= 0 and rule().old.search(here[at + len(named) :]) is not None


def outside(procedure: Procedure, row: str) -> str | None:
    """Who may stand outside the register, in the words of the source, or None."""
    abroad = rule().outside_applicants
    told = next((a for a in procedure.applicants if abroad.search(folded(a))), None)
    if told is not None:
        return told
    found = rule().outside_procedure.search(folded(procedure.name))
    found = found or rule().outside_text.search(folded(row))
    return found[0] if found is not None else None
