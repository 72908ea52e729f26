"""Bodies that write papers, told behind "do" and "của" (do Sở Y tế cấp, của Hội đồng giám định y khoa).

Here: finding the body in folded words, and whether it is one of the State.
Not here: makers by the paper's own name (makers.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from analysis.documents.lexicon import WORD, Trie, lookup, pattern
from analysis.documents.reading import Holder, Maker

INTRODUCED = pattern(r"(?<!\w)(?P<by>do|của|bởi) (?=\w)")
ENDORSED = pattern(
    r"(?:(?:giải trình|tiếp thu|tổng hợp)[^;,]{0,30}|(?:có|được) (?:sự )?(?:xác nhận|chứng thực|đóng dấu"
    r"|chữ ký|phê duyệt|chấp thuận)(?:,? (?:và )?(?:xác nhận|chữ ký|đóng dấu|ký tên))*[^;,]{0,12}) $"
)
"""Who only confirms or signs it, or whose opinion it only repeats."""
SYSTEM = pattern(r"(?:hệ thống|cổng|trang|cơ sở dữ liệu)[^;,]{0,50} $")
"""Whose system the paper is sent through."""
GENERIC = pattern(r"(?:văn bản|giấy tờ|tài liệu|giấy) ")
"""Papers that are nothing but what is confirmed on them (văn bản có xác nhận của …)."""
OTHER_STATE = pattern(
    r"nước ngoài|(?<= )(?<!nhà )(?<!đất )(?<!chủ tịch )(?<!trong )nước "
    r"(?!ta|việt nam|sạch|thải|dưới|mặt|khoáng|uống|mắm|biển)"
    r"|quốc gia (?:xuất|nhập|nơi|mang|mà|khác)|quốc gia, vùng lãnh thổ|quốc tế$"
)
COUNTRY = pattern(
    r"(?:^nhà chức trách|thẩm quyền(?: của| tại)?|đại sứ quán|của|tại) "
    + lookup("phrases")["patterns"]["countries"]
)
OF_VIETNAM = pattern(r"việt nam|có thẩm quyền")
AGREED = pattern(r"quốc gia(?:, vùng lãnh thổ)? (?:đã |mà |có )*(?:được )?(?:với )?việt nam ")
"""States with which Vietnam has an agreement: not Vietnam."""
MISSION = pattern(
    r"^(?:các )?(?:cơ quan )?(?:đại diện|đại sứ quán|sứ quán|lãnh sự|tổng lãnh sự)[^;]*tại việt nam"
)
"""Missions of other States."""
DEED = pattern(
    r"^[^;,]{2,40}(?<!nước)(?<!nhà)(?<!cơ sở)(?<!đơn vị)"
    r" (?:sản xuất|nhập khẩu|xuất khẩu|đầu tư|sở hữu|khai thác|vận hành|chỉ định)(?: |$)"
)
"""What somebody does with the goods that the paper is about, not with the paper."""
SEAT_ABROAD = pattern(r"nơi [^,;]{0,60}nước ngoài[^,;]{0,20} (?:đặt|đóng|có|thành lập|đăng kí)")
"""The authority of the State where a foreign company has its seat."""
INVESTED = pattern(r"(?:có|bởi) (?:[\w, ]{0,20})?(?:vốn|nhà)(?: đầu tư)?(?: trực tiếp)?(?: của)? nước ngoài")
"""A Vietnamese company that foreigners own in part."""
OF_PERSON = pattern(r"(?:người|công dân)(?: gốc)? việt nam")
VIETNAM = pattern(r"tại việt nam|của việt nam| việt nam (?:cấp|ở)|việt nam$")
NAME_END = re.compile(
    r"(?<!quốc gia),|[;.:()]"
    r"| (?:cấp|lập|ban hành|xác nhận|phát hành|ký|phê duyệt|chấp thuận|về|để|theo|đối với|hoặc|và) "
    r"|(?<!quốc gia)(?<!nước) mà "
)
SEVERAL = re.compile(
    r"^((?:cơ quan|tổ chức|đơn vị|người|cá nhân)),(?= (?:cơ quan|tổ chức|đơn vị|người|cá nhân) )"
)
"""Cơ quan, tổ chức có thẩm quyền của …: the comma ends no name."""
NAME = 90
"""So many letters of a body's name are read."""


@dataclass(frozen=True)
class Body:
    """A body named as the one that writes the paper."""

    maker: Maker
    holder: Holder | None
    """The register that holds what it writes."""
    writes: bool
    """Writing such papers is its trade: whatever is told to be of it, it wrote."""
    applies: bool
    """It may be who applies: what is told to be of it may be its own paper."""
    office: bool = False
    """An authority of another State: what is told to be of it, it gave."""
    at: int = 0
    """Where it is named."""
    given: bool = False
    """Told by "do": it gave the paper. Told by "của" the paper may only belong to it."""


ABROAD = Body(Maker.THIRD_PARTY, None, writes=True, applies=False)
OF_STATE = Body(Maker.STATE, None, writes=True, applies=False)
OWNING, GIVING = "của", "do"
OFFICE = "cơ quan "


@cache
def _names() -> Trie[Body | None]:
    trie: Trie[Body | None] = Trie()
    for row in lookup("bodies")["body"]:
        holder = Holder(row["holder"]) if "holder" in row else None
        body = (
            Body(Maker(row["maker"]), holder, row.get("writes", False), row.get("applies", False))
            if row["maker"]
            else None
        )
        for name in row["names"]:
            trie.add(name, body)
    return trie


@cache
def _before() -> Trie[bool]:
    trie: Trie[bool] = Trie()
    for words in lookup("bodies")["before"]:
        trie.add(words, True)
    return trie


def bodies_in(told: str) -> Iterator[Body]:
    """The bodies that folded words name as writers, in order; what the words leave open is left out."""
    for intro in INTRODUCED.finditer(told):
        endorsed = ENDORSED.search(told, 0, intro.start())
        if SYSTEM.search(told, 0, intro.start()) is not None:
            continue
        if endorsed is not None and GENERIC.fullmatch(told, 0, endorsed.start()) is None:
            continue
        name = told[intro.end() : intro.end() + NAME]
        if intro["by"] == GIVING and DEED.search(NAME_END.split(name, maxsplit=1)[0]) is not None:
            continue
        body = _body(name)
        if body is not None:
            yield replace(body, at=intro.start(), given=intro["by"] != OWNING)


def is_of_state(name: str) -> bool:
    """Folded words begin with the name of a body of the State.

    >>> is_of_state("ủy ban nhân dân cấp xã gửi sở tài chính")
    True
    """
    body = _body(name)
    return body is not None and body.maker is Maker.STATE


def _body(name: str) -> Body | None:
    words = WORD.findall(name)
    at = 0
    hit = _names().longest(words, at)
    while (skipped := _before().longest(words, at)) is not None and (hit is None or skipped[0] >= hit[0]):
        at += skipped[0]
        hit = _names().longest(words, at)
    whole = NAME_END.split(SEVERAL.sub(r"\1", name), maxsplit=1)[0]
    if hit is None:
        return None
    agreed = AGREED.search(whole) is not None
    of_vietnam = (VIETNAM.search(name) is not None and not agreed) or OF_PERSON.search(whole) is not None
    whole = INVESTED.sub(" ", whole)
    named = agreed or OTHER_STATE.search(whole) is not None or COUNTRY.search(whole) is not None
    abroad = named and not of_vietnam
    if abroad or MISSION.search(name) is not None or SEAT_ABROAD.search(name) is not None:
        return replace(ABROAD, office=name.startswith(OFFICE))
    if hit[1] is None and whole.startswith(OFFICE) and OF_VIETNAM.search(whole) is not None:
        return OF_STATE
    return hit[1]
