"""Where a paper's name begins: behind bullets of form, number and handing in; and its head noun.

Here: finding the head noun at a place of a row. Not here: what the name says (names.py).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from analysis.documents.lexicon import WORD, Head, any_of, heads, lookup, named_pattern, pattern, words_of
from analysis.documents.types import registry

CONDITIONAL = "\ue000"
"""Stands where a condition in brackets was taken out."""
OF_SOME = "\ue001"
"""Follows it where the bracket tells whom or which case it is for, not only "if there is one"."""
OF_GROUP = "\ue002"
"""Follows that where the bracket names a group: (đối với doanh nghiệp)."""
FORM_MARKS = "\ue010-\ue01f"
LAST_MARK = "\ue01f"
MARKS = re.compile(rf"[{CONDITIONAL}{OF_SOME}{OF_GROUP}{FORM_MARKS}]")

_LEAD = lookup("phrases")["lead"]
_FORM = lookup("phrases")["form"]
_FORM_WORDS = rf"{_FORM['unit']}(?: {any_of(_FORM['tail'])})*"
FORM = pattern(rf"{_FORM_WORDS}(?:[,:]? ?(?:hoặc|và|hay|/|,)? ?(?:\d+ )?{_FORM_WORDS})*(?: (?:của|các))*")
_LEADS = [_FORM_WORDS, f"{_LEAD['quantity']}(?= )", *_LEAD["determiners"], *_LEAD["verbs"]]
_BETWEEN = rf"[ :,;/.\-–\"“”'*+{FORM_MARKS}{CONDITIONAL}{OF_SOME}{OF_GROUP}]*"
LEAD = pattern(rf"{any_of(_LEADS)}(?:(?<=:)|(?!\w)){_BETWEEN}")
MOST_LEADS = 60
"""Longer runs of such words stand in no real row."""
HEAD_WORDS = 12
"""No listed name that begins a paper is longer."""
ACT_OF_LAW = named_pattern("act_of_law")


def head_at(low: str, at: int = 0) -> tuple[Head, int] | None:
    """The head noun that begins at a letter of folded text, and where it ends."""
    first = WORD.search(low, at, at + 110)
    if first is None or low[at : first.start()].strip(" \"“”'"):
        return None
    if not heads().begins(first[0]) and not registry().begins(first[0]):
        return None
    found = [first, *islice(WORD.finditer(low, first.end(), at + 110), HEAD_WORDS - 1)]
    words = [match[0] for match in found]
    hit = heads().longest(words)
    listed = registry().head(words)
    if listed is not None and (hit is None or _says_less(hit[1], words=listed[0] - hit[0])):
        return listed[1], found[listed[0] - 1].end()
    if hit is None or hit[1] is None:
        return None
    return hit[1], found[hit[0] - 1].end()


@lru_cache(maxsize=4096)
def listed_end(low: str, at: int) -> int:
    """Where the longest listed name at a letter ends; 0 where none begins or it strings papers together."""
    first = WORD.search(low, at, at + 160)
    if first is None or not registry().begins(first[0]):
        return 0
    found = list(islice(WORD.finditer(low, at, at + 160), 24))
    listed = registry().head([match[0] for match in found])
    if listed is None:
        return 0
    end = found[listed[0] - 1].end()
    name = low[at:end]
    strung = " hoặc " in name or any(
        (hit := heads().longest(words_of(part))) is not None and hit[1] is not None
        for part in name.split(",")[1:]
    )
    return 0 if strung else end


def _says_less(head: Head | None, *, words: int) -> bool:
    """A plain head noun that a listed name of so many more words tells better: giấy tờ, giấy, phiếu."""
    if head is None:
        return words >= 0
    return words > 0 and (head.generic or head.short)


@dataclass(frozen=True)
class Start:
    """Where a paper's name begins, after words of form, number and handing in."""

    at: int
    lead: str
    head: Head | None
    end: int
    """End of the head noun."""
    cites: bool = False
    """It is an act of law that is cited (Quyết định số 12/…), no paper."""

    @property
    def formed(self) -> bool:
        """Words of form stood before the name."""
        return FORM.search(self.lead) is not None

    @property
    def counted(self) -> bool:
        """A number stood before the name."""
        return self.lead[:1].isdigit()


@lru_cache(maxsize=65536)
def start_of(low: str, at: int = 0) -> Start:
    """Skip what may stand before a name; the head noun where there is one."""
    while at < len(low) and not low[at].isalnum():
        at += 1
    begin = at
    for _ in range(MOST_LEADS):
        if at >= len(low):
            break
        hit = head_at(low, at)
        if hit is not None and not (hit[0].generic or hit[0].short):
            cites = ACT_OF_LAW.match(low, at) is not None
            return Start(at, low[begin:at], hit[0], hit[1], cites)
        lead = LEAD.match(low, at)
        if lead is None or lead.end() == at:
            head, end = hit if hit is not None else (None, at)
            return Start(at, low[begin:at], head, end)
        at = lead.end()
    return Start(at, low[begin:at], None, at)
