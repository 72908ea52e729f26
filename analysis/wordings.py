"""In which words the rows themselves name a paper (cách viết trong hồ sơ).

Here: the words of the source behind a name that was read, counting of wordings. Not here: reading a row.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from analysis.documents.lexicon import abbreviations
from catalogue import text as words

_WORD = re.compile(r"[^\W_]+")


def capital(name: str) -> str:
    """A name with a great letter at its beginning, as a title begins.

    >>> capital("giấy phép xây dựng")
    'Giấy phép xây dựng'
    """
    told = words.squash(name)
    return told[:1].upper() + told[1:]


@lru_cache(maxsize=65536)
def plainly(wording: str) -> str:
    """A wording without case and punctuation: what equal wordings share."""
    return " ".join(_WORD.findall(words.fold(wording)))


def _expanded(row: str) -> list[tuple[str, int, int]]:
    """Folded words of a row, abbreviations written out, each with the place of its source."""
    short, table = abbreviations()
    told: list[tuple[str, int, int]] = []
    at = 0
    for found in (*short.finditer(row), None):
        end = found.start() if found is not None else len(row)
        told += [
            (words.fold(one[0]), at + one.start(), at + one.end()) for one in _WORD.finditer(row[at:end])
        ]
        if found is not None:
            long = _WORD.findall(words.fold(table[found[0]]))
            told += [(one, found.start(), found.end()) for one in long]
            at = found.end()
    return told


@lru_cache(maxsize=65536)
def written(row: str, name: str) -> str:
    """The words of a row that a name was read from; the name itself where they do not stand in one piece.

    >>> written("Bản sao GCN ĐKKD của công ty", "Giấy chứng nhận đăng ký kinh doanh")
    'GCN ĐKKD'
    """
    row = words.nfc(row)
    if name and name in row:
        return words.squash(name).strip(" .,;:")
    told, wanted = _expanded(row), plainly(name).split()
    for start in range(len(told) - len(wanted) + 1):
        part = told[start : start + len(wanted)]
        if wanted and [one[0] for one in part] == wanted:
            return words.squash(row[part[0][1] : part[-1][2]])
    return words.squash(name).strip(" .,;:")


def count_wordings(wordings: Iterable[str]) -> tuple[str, ...]:
    """Distinct wordings as written, case and punctuation aside; the most used first."""
    counted: dict[str, Counter[str]] = {}
    for wording in wordings:
        counted.setdefault(plainly(wording), Counter())[wording] += 1
    order = sorted(counted, key=lambda plain: (-counted[plain].total(), plain))
    return tuple(min(counted[plain], key=lambda one: (-counted[plain][one], one)) for plain in order)
