"""Things that go back: papers that the procedure changes, replaces, notes something on, or proves wrong.

Here: why data cannot stand for the paper although a register holds what it says.
Not here: the verdict (once_only.py).
"""

import re
from dataclasses import dataclass
from functools import cache

from analysis.paper_keys import compiled, folded, lookup

HEAD_WORDS = 3
"""So many first words tell what is given back: giấy phép nhận (chìm ở biển)."""
NUMBERED = re.compile(r"^\W*(?:\w{1,2}[).\/] *)*")
"""Bullets and numbers before the name of a row that says nothing else."""
END = re.compile(r"[;,.]| và ")


@dataclass(frozen=True)
class Change:
    """Procedures that work on the very papers of some types."""

    procedure: re.Pattern[str]
    types: frozenset[str]


@dataclass(frozen=True)
class Returned:
    """When the thing itself is asked for (lookups/once_only.toml, [returned])."""

    row: tuple[re.Pattern[str], ...]
    procedure: re.Pattern[str]
    shown: re.Pattern[str]
    handed_back: re.Pattern[str]
    granted: re.Pattern[str]
    original: re.Pattern[str]
    old: re.Pattern[str]
    ending: re.Pattern[str]
    of_the_past: re.Pattern[str]
    noted: tuple[Change, ...]
    """The change is written on the paper, or a new one is given for it."""
    put_on: tuple[Change, ...]
    """What the procedure gives is stuck or stamped into the paper."""
    corrected: tuple[Change, ...]
    """The paper shows that the register is wrong."""


@cache
def _rule() -> Returned:
    said = lookup("once_only")["returned"]

    def one(name: str) -> re.Pattern[str]:
        return compiled([said[name]])[0]

    def changes(name: str) -> tuple[Change, ...]:
        return tuple(Change(compiled([row["procedure"]])[0], frozenset(row["types"])) for row in said[name])

    return Returned(
        row=tuple(compiled(said["row"])),
        procedure=one("procedure"),
        shown=one("shown"),
        handed_back=one("handed_back"),
        granted=one("granted"),
        original=one("original"),
        old=one("old"),
        ending=one("ending"),
        of_the_past=one("of_the_past"),
        noted=changes("noted"),
        put_on=changes("put_on"),
        corrected=changes("corrected"),
    )


def is_noted(procedure: str, type_: str) -> bool:
    """The procedure writes a change on such a paper, or gives a new one for it.

    >>> is_noted("Gia hạn sử dụng đất khi hết thời hạn sử dụng đất", "land_certificate")
    True
    >>> is_noted("Hưởng bảo hiểm xã hội một lần", "social_insurance_book")
    True
    """
    return _works_on(_rule().noted, procedure, type_)


def is_put_on(procedure: str, type_: str) -> bool:
    """What the procedure gives is stuck or stamped into the paper.

    >>> is_put_on("Cấp tem “AB” cho công dân Việt Nam", "passport")
    True
    """
    return _works_on(_rule().put_on, procedure, type_)


def is_corrected(procedure: str, type_: str) -> bool:
    """The paper shows what stands wrongly in the register: its data cannot take its place.

    >>> is_corrected("Hiệu đính thông tin đăng ký doanh nghiệp", "business_registration")
    True
    """
    return _works_on(_rule().corrected, procedure, type_)


def _works_on(changes: tuple[Change, ...], procedure: str, type_: str) -> bool:
    return any(
        type_ in change.types and change.procedure.search(folded(procedure)) is not None for change in changes
    )


def changes(procedure: str) -> bool:
    """The procedure changes, replaces or ends what was granted before."""
    return _rule().procedure.search(folded(procedure)) is not None


def ends(procedure: str) -> bool:
    """Whoever applies merges or ends, and hands back what was granted.

    >>> ends("Đăng ký hoạt động Văn phòng công chứng hợp nhất")
    True
    """
    return _rule().ending.search(folded(procedure)) is not None


def of_the_past(row: str) -> bool:
    """The row takes old papers as evidence of what was.

    >>> of_the_past("Giấy tờ về hộ khẩu cấp cho công dân Việt Nam qua các thời kỳ")
    True
    """
    return _rule().of_the_past.search(folded(row)) is not None


def goes_back(procedure: str, row: str) -> bool:
    """The row asks for the thing itself, to change, replace or end it.

    >>> goes_back("Cấp đổi Giấy chứng nhận", "Bản gốc Giấy chứng nhận đã cấp")
    True
    >>> goes_back("Cấp giấy phép xây dựng", "Bản chính Giấy chứng nhận quyền sử dụng đất")
    False
    """
    told = _rule()
    if told.procedure.search(folded(procedure)) is None or told.shown.search(folded(row)) is not None:
        return False
    return any(pattern.search(folded(row)) for pattern in told.row)


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
    >>> is_changed("Thay đổi nội dung Thẻ X", "- Thẻ X;", "Thẻ X")
    True
    >>> is_changed("Thay đổi nội dung Thẻ X", "Bản sao Thẻ X đã được cấp", "Thẻ X")
    False
    """
    told, here, named = folded(procedure), folded(row), folded(paper)
    ended = _rule().handed_back.search(told) is not None and _rule().granted.search(here) is not None
    if ended and " ".join(named.split()[:HEAD_WORDS]) in told and _rule().shown.search(here) is None:
        return True
    if named not in told or _rule().shown.search(_told_of(here, named)) is not None:
        return False
    if _rule().handed_back.search(told) is not None:
        return True
    given = _rule().granted.search(here) is not None or _rule().original.search(here) is not None
    given = given or NUMBERED.sub("", here).strip(" .;:") == named
    return given and _rule().procedure.search(told) is not None


def _told_of(row: str, paper: str) -> str:
    """What a row tells of one of its papers: not that another is a copy (bản chính X và bản sao Y)."""
    at = row.find(paper)
    if at < 0:
        return row
    behind = END.search(row, at + len(paper))
    before = row.rfind(";", 0, at) + 1
    return row[before : behind.start() if behind is not None else len(row)]


def is_old(row: str, paper: str) -> bool:
    """The row asks for the former one, which the new one replaces.

    >>> is_old("Giấy phép X cũ kèm theo hồ sơ gốc", "Giấy phép X")
    True
    """
    here, named = folded(row), folded(paper)
    at = here.find(named)
    return at >= 0 and _rule().old.search(here[at + len(named) :]) is not None
