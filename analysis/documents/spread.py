"""One head noun before several objects: giấy chứng nhận đăng ký doanh nghiệp/hợp tác xã/hộ kinh doanh.

Here: writing the shared words again before each object, where that makes a listed name. Not here: cutting
the row into its papers (split.py).
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from analysis.documents.lexicon import WORD, classes, heads, stop_words, words_of
from analysis.documents.line import Line
from analysis.documents.types import registry

JOINT = re.compile(r" ?(?:/ ?|hoặc |hay |(?P<comma>, ))(?P<next>\w+)")
"""What may stand between the objects; a comma only in names that hold none (names on land do)."""
SPREAD, LISTING = classes("spread"), classes("spread_by_comma")
"""Classes whose names are strung together; those where a comma does it too (names on land hold commas)."""
WITHDRAWN = ("hồi", "hủy", "dứt")
"""Quyết định thu hồi giấy chứng nhận đăng ký chi nhánh, văn phòng đại diện: one decision on both."""
JOINTS = ("/", " hoặc ", " hay ", ", ")
LEAST = 2
"""So many words at least must be shared: "giấy" alone begins too much."""
MOST_WORDS = 14
"""No listed name has more words."""
REACH = 120
"""So many letters before a joint a listed name may begin."""
MOST = 8
"""No row strings more objects together."""


def spread(line: Line) -> Line:
    """The line with the words that several listed names share written before each of them."""
    if not _may_lack_words(line.low):
        return line
    at = 0
    for _ in range(MOST):
        found = _place(line.low, at)
        if found is None:
            break
        at, start, end = found
        line = Line(
            f"{line.text[:at]}{line.text[start:end]} {line.text[at:]}",
            f"{line.low[:at]}{line.low[start:end]} {line.low[at:]}",
        )
    return line


def _may_lack_words(low: str) -> bool:
    """Behind some joint stands a word in which listed names differ; most rows are passed over here."""
    for joint in JOINTS:
        at = low.find(joint)
        while at >= 0:
            if low.startswith(_parting(), at + len(joint)):
                return True
            at = low.find(joint, at + len(joint))
    return False


@cache
def _parting() -> tuple[str, ...]:
    """The words in which two listed names of one beginning differ: doanh nghiệp, hộ kinh (doanh)."""
    types = (told for told in registry().types.values() if told.kind in SPREAD)
    names = [words_of(name) for told in types for name in (told.name, *told.aliases)]
    after: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for name in names:
        for at in range(LEAST, len(name)):
            after.setdefault(name[:at], set()).add(name[at : at + 2])
    parting = {words for found in after.values() if len(found) > 1 for words in found}
    idle = stop_words()[0]
    return tuple(
        sorted(" ".join(words) for words in parting if words[0] not in idle and not _names_itself(words))
    )


def _place(low: str, begin: int) -> tuple[int, int, int] | None:
    """Where words are missing, and where the missing words stand before."""
    for joint in JOINT.finditer(low, begin):
        if not low.startswith(_parting(), joint.start("next")):
            continue
        rest = [found[0] for found in islice(WORD.finditer(low, joint.start("next")), MOST_WORDS)]
        before = list(WORD.finditer(low, max(0, joint.start() - REACH), joint.start()))[-MOST_WORDS:]
        name = None if _names_itself(rest) else _listed(before, comma=joint["comma"] is not None)
        for shared in range(len(name) - 1 if name else 0, 0, -1):
            again = registry().head((*(found[0] for found in name[:shared]), *rest)) if name else None
            if name and again is not None and again[0] > shared + 1:
                return joint.start("next"), name[0].start(), name[shared - 1].end()
    return None


def _listed(before: list[re.Match[str]], *, comma: bool) -> list[re.Match[str]] | None:
    """The longest listed name that ends with these words."""
    words = [found[0] for found in before]
    for at in range(len(words) - 1):
        if at and words[at - 1] in WITHDRAWN:
            continue
        listed = registry().head(words[at:]) if registry().begins(words[at]) else None
        if listed is not None and listed[0] == len(words) - at and listed[1].kind in SPREAD:
            return before[at:] if not comma or listed[1].kind in LISTING else None
    return None


def _names_itself(words: Sequence[str]) -> bool:
    """A paper's own name begins here: no words are missing."""
    hit = heads().longest(words)
    return registry().head(words) is not None or (hit is not None and hit[1] is not None)
