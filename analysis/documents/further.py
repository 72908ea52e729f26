"""Papers that a later sentence of a row asks for besides those of the first.

Here: which later sentences ask for papers. Not here: the first sentence and the cases it tells (kinds.py).
"""

import re
from dataclasses import replace

from analysis.documents.kinds import (
    AGENCY,
    CASE,
    INSTEAD_OF_LOOKUP,
    LISTING,
    MUST,
    NOTE,
    PROMISED,
    Clause,
    case_clause,
    instead_of_lookup,
    start_is_loose,
)
from analysis.documents.lexicon import named_pattern, pattern
from analysis.documents.line import Line
from analysis.documents.starts import start_of

INSTEAD = named_pattern("instead")
"""Who lacks the paper before hands in another one."""
BESIDES = pattern(r"phải kèm|kèm theo|ngoài ")
HOLDS = pattern(r"^[^;,:]{0,80} (?:bao gồm|gồm|ghi|nêu|thể hiện|cần có) ")
"""A paper told before and what stands in it."""
LISTED_BEHIND = pattern(
    r"^(?:các )?(?:loại )?giấy tờ (?!nêu trên|này|trên)[^:]{0,120}(?:gồm|sau|sau đây|như sau) ?: ?\S"
)
"""Các loại giấy tờ làm căn cứ gồm: …: the papers that the sentence before left open."""
ITEM = re.compile(r"(?<=[;.]); (?=\w)")
"""Where the next item of a list begins."""
COMES_WITH = pattern(
    r"^[^;,:]{3,80}(?P<must> phải) kèm(?: theo)? (?=giấy |văn bản |bản |hợp đồng |quyết định )"
)
"""Bản khai thân nhân phải kèm theo giấy ủy quyền: two papers, however the sentence is put."""
IS = pattern(r"^[^;,:]{0,80} (?:là|phải|không phải|do(?![^;,:]{0,70} (?:cấp|ban hành|lập|xác nhận)(?: |$))) ")
LIST_BEHIND = pattern(
    r"(?:thành phần )?hồ sơ(?: cá nhân| đề nghị)?(?: tối thiểu)? (?:bao )?gồm(?: có)?:[ ;]*"
)
"""A whole case is told before (đối với hộ gia đình …. Hồ sơ gồm: …)."""


def further_clauses(line: Line) -> list[Clause]:
    """Papers that a later sentence asks for besides; none for a remark.

    A remark on one item of a list ends with the item: those behind it are asked for like those before.
    Not so behind what an agency looks up itself.
    """
    told = _further_clause(line)
    if told is not None:
        return [told]
    if INSTEAD_OF_LOOKUP.search(line.low) is not None:
        asked = instead_of_lookup(line)
        return [asked] if asked is not None else []
    item = ITEM.search(line.text)
    if item is None:
        return []
    remark = line.low[: item.start()]
    if NOTE.search(remark) is not None or PROMISED.search(remark) is not None:
        return []
    return [replace(clause, item=True) for clause in further_clauses(line.part(item.end()))]


def _further_clause(line: Line) -> Clause | None:
    """Papers that a later sentence asks for besides; None for a remark."""
    low = line.low
    if NOTE.search(low) is not None or PROMISED.search(low) is not None or AGENCY.search(low) is not None:
        return None
    if CASE.search(low) is not None:
        told = case_clause(line)
        instead = INSTEAD.search(low) is not None and BESIDES.search(low) is None
        if not isinstance(told, Clause) or (not instead and IS.search(told.line.low) is not None):
            return None
        return None if start_is_loose(told.line) else Clause(told.line, conditional=True, instead=instead)
    listed = LIST_BEHIND.match(low)
    if listed is not None and start_of(low, listed.end()).head is not None:
        return Clause(line.part(listed.end()), conditional=False)
    comes = COMES_WITH.match(low)
    if comes is not None and start_of(low, comes.end()).head is not None and start_of(low).head is not None:
        return Clause(line.without([comes.span("must")]), conditional=False)
    start = start_of(low)
    if start.head is not None and start.head.generic and LISTED_BEHIND.search(low) is not None:
        return Clause(line, conditional=False)
    if (
        start.head is not None
        and not start.head.generic
        and not start.head.weak
        and (start.head.kind in LISTING or HOLDS.search(low) is None)
        and IS.search(low) is None
        and MUST.search(low) is None
    ):
        return Clause(line, conditional=False)
    return None
