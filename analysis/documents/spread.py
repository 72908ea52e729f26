"""One head noun before several objects: giấy chứng nhận đăng ký doanh nghiệp/hợp tác xã/hộ kinh doanh.

Here: writing the shared words again before each object, where that makes a listed name. Not here: cutting
the row into its papers (split.py).
"""

import re
from functools import cache
from itertools import islice

from analysis.documents.lexicon import WORD, classes, heads, words_of
from analysis.documents.line import Line
from analysis.documents.types import registry

JOINT = re.compile(r" ?(?:/ ?|hoặc |hay |(?P<comma>, ))(?P<next>\w+)")
"""What may stand between the objects; a comma only in names that hold none (names on land do)."""
SPREAD, LISTING = classes("spread"), classes("spread_by_comma")
"""Classes whose names are strung together; those where a comma does it too (names on land hold commas)."""
MOST_WORDS = 14
"""No listed name has more words."""
REACH = 120
"""So many letters before a joint a listed name may begin."""
MOST = 8
"""No row strings more objects together."""


def spread(line: Line) -> Line:
    """The line with the words that several listed names share written before each of them."""
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


@cache
def _parting() -> frozenset[str]:
    """The words in which two listed names of one beginning differ: doanh (nghiệp), hộ (kinh doanh)."""
    types = (told for told in registry().types.values() if told.kind in SPREAD)
    names = [words_of(name) for told in types for name in (told.name, *told.aliases)]
    after: dict[tuple[str, ...], set[str]] = {}
    for name in names:
        for at in range(1, len(name)):
            after.setdefault(name[:at], set()).add(name[at])
    return frozenset(word for words in after.values() if len(words) > 1 for word in words)


def _place(low: str, begin: int) -> tuple[int, int, int] | None:
    """Where words are missing, and where the missing words stand before."""
    for joint in JOINT.finditer(low, begin):
        if joint["next"] not in _parting():
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
        listed = registry().head(words[at:]) if registry().begins(words[at]) else None
        if listed is not None and listed[0] == len(words) - at and listed[1].kind in SPREAD:
            return before[at:] if not comma or listed[1].kind in LISTING else None
    return None


def _names_itself(words: list[str]) -> bool:
    """A paper's own name begins here: no words are missing."""
    hit = heads().longest(words)
    return registry().head(words) is not None or (hit is not None and hit[1] is not None)
