"""One head noun before several objects: giấy chứng nhận đăng ký doanh nghiệp/hợp tác xã/hộ kinh doanh.

Here: writing the shared words again before each object, where that makes a listed name. Not here: cutting
the row into its papers (split.py).
"""

import re
from functools import cache

from analysis.documents.lexicon import WORD, classes, heads, words_of
from analysis.documents.line import Line
from analysis.documents.types import registry

JOINT = re.compile(r" ?(?:/|hoặc |hay )\s*")
"""What may stand between the objects."""
COMMA = re.compile(r", ")
SPREAD, LISTING = classes("spread"), classes("spread_by_comma")
"""Classes whose names are strung together; those where a comma does it too (names on land hold commas)."""
MOST_WORDS = 14
"""No listed name has more words."""
MOST = 8
"""No row strings more objects together."""


def spread(line: Line) -> Line:
    """The line with the words that several listed names share written before each of them."""
    for _ in range(MOST):
        found = _place(line.low) if _strung().search(line.low) is not None else None
        if found is None:
            break
        at, start, end = found
        line = Line(
            f"{line.text[:at]}{line.text[start:end]} {line.text[at:]}",
            f"{line.low[:at]}{line.low[start:end]} {line.low[at:]}",
        )
    return line


@cache
def _strung() -> re.Pattern[str]:
    """A listed name of such a class, and what may stand between objects: cheap to look for in every row."""
    types = (told for told in registry().types.values() if told.kind in SPREAD)
    names = {" ".join(words_of(name)) for told in types for name in (told.name, *told.aliases)}
    return re.compile(rf"(?:{'|'.join(sorted(names, key=len, reverse=True))})(?= ?/| hoặc | hay |, )")


def _place(low: str) -> tuple[int, int, int] | None:
    """Where words are missing, and where the missing words stand before."""
    found = list(WORD.finditer(low))
    words = [match[0] for match in found]
    for number, word in enumerate(words):
        if not registry().begins(word):
            continue
        listed = registry().head(words[number : number + MOST_WORDS])
        if listed is None or listed[1].kind not in SPREAD:
            continue
        last = number + listed[0] - 1
        joint = JOINT.match(low, found[last].end())
        if joint is None and listed[1].kind in LISTING:
            joint = COMMA.match(low, found[last].end())
        if joint is None:
            continue
        follow = last + 1 + len(WORD.findall(joint[0]))
        if follow >= len(words) or found[follow].start() != joint.end():
            continue
        rest = words[follow : follow + MOST_WORDS]
        if _names_itself(rest):
            continue
        for shared in range(listed[0] - 1, 0, -1):
            again = registry().head((*words[number : number + shared], *rest))
            if again is not None and again[0] > shared + 1:
                return joint.end(), found[number].start(), found[number + shared - 1].end()
    return None


def _names_itself(words: list[str]) -> bool:
    """A paper's own name begins here: no words are missing."""
    hit = heads().longest(words)
    return registry().head(words) is not None or (hit is not None and hit[1] is not None)
