"""Rows of the legal basis table (căn cứ pháp lý) out of its glued cells: a name, then a number.

"Nghị định 27/2019/NĐ-CP27/2019/NĐ-CPLuật Đất đai31/2024/QH15" is two rows: a number that another
number follows at once belongs to the name, a number that the next name follows at once is the cell.
"""

import re
from dataclasses import dataclass

from catalogue.identifiers import DocumentNumber, find_numbers
from importers.crawl.headings import header, stated
from importers.crawl.syllables import is_syllable

BORDER = "\u241f"
"""Set between a year and the number glued to it while reading; never part of what is returned."""
YEAR_GLUED = re.compile(r"(?<=[ /.-])((?:19|20)\d\d)(?=\d{1,3}[a-zđ]?(?:\.\d{1,2})?/(?:19|20)\d\d(?!\d))")
CUT = re.compile(
    r"(?<![\s\d/.,(–-])\d{1,4}[a-zđ]?/(?:19|20)\d\d(?:/(?:QĐ|NĐ|TTLT|TT|NQLT|NQ|QH|CT)(?![-\d])|(?![\d/]))"
)
"""A number cut short, glued to the name before it: a cell all the same."""
CUT_AFTER_NUMBER = re.compile(
    r"(?<=[^\W\d_])(?:Luật|Nghị định|Thông tư) số (?P<number>\d{1,4})(?=[^\W\d_]|$)"
)
"""A cell that stops after its number: "…Luật Đầu tư côngLuật số 58"."""
LED_BY = ("số", "/", "(", "-", "“", '"')
"""A number glued to one of these stands in a sentence."""
STOPS = re.compile(r"[.;]*")
CELL_WORDS = re.compile(
    r"(?:Bộ luật|Luật|Nghị định|NĐ|Thông tư liên tịch|Thông tư|TT|Nghị quyết|NQ|Quyết định|QĐ|Pháp lệnh)"
    r"(?: số)? ?:? ?$"
)


@dataclass(frozen=True)
class BasisRow:
    """One row: the words of both cells."""

    name: str
    cell: str
    number: DocumentNumber | None
    sure: bool = True


@dataclass(frozen=True)
class _Found:
    """A number or, where the cell is cut short ("08/2026"), only its place."""

    start: int
    end: int
    number: DocumentNumber | None


def read_bases(section: str) -> list[BasisRow]:
    """Rows in order; words after the last number are a row without number."""
    body = YEAR_GLUED.sub(rf"\1{BORDER}", stated(section).removeprefix(header("legal_bases")))
    found = _numbers(body)
    rows: list[BasisRow] = []
    at = 0
    for index, one in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if not _in_name(body, at, one, following):
            end = one.end + len(STOPS.match(body, one.end)[0])  # type: ignore[index]
            rows.append(_row(body[at:end], one, one.start - at))
            at = end
    rest = body[at:].replace(BORDER, "").strip()
    if rest and rows and not re.search(r"[^\W\d_]{2}", rest):
        last = rows.pop()
        rows.append(BasisRow(last.name, last.cell + rest, last.number, sure=False))
    elif rest:
        rows.append(BasisRow(rest, "", None, sure=False))
    return rows


def _numbers(body: str) -> list[_Found]:
    """Every number in order; a repaired guess from words alone is no cell."""
    whole = [
        _Found(number.start, number.end, number)
        for number in find_numbers(body)
        if number.start is not None and number.end is not None and "from_words" not in number.flags
    ]
    cut = [_Found(match.start(), match.end(), None) for match in CUT.finditer(body)]
    cut += [_Found(m.start("number"), m.end(), None) for m in CUT_AFTER_NUMBER.finditer(body)]
    free = [one for one in cut if not any(o.start < one.end and one.start < o.end for o in whole)]
    return sorted((*whole, *free), key=lambda one: one.start)


def _in_name(body: str, at: int, one: _Found, following: _Found | None) -> bool:
    """Whether a number is words of the name: text, or another number, goes on after it."""
    if one.end >= len(body):
        return False
    after = body[one.end]
    spaced = one.start == at or (body[one.start - 1].isspace() and not _with_words(body, at, one.start))
    if following is not None and following.start == one.end:
        return _equal(one, following) or (spaced and one.start != at)
    if (
        spaced
        and following is not None
        and _equal(one, following)
        and CELL_WORDS.fullmatch(body[one.end : following.start])
    ):
        return True
    if after.isspace():
        return spaced or body[at : one.start].endswith(LED_BY)
    if after.islower():
        word = re.match(r"[^\W\d_]+", body[one.end :])
        return spaced or word is None or not is_syllable(word.group())
    stops = STOPS.match(body, one.end)
    if stops and stops[0] and not spaced:
        return not (stops.end() == len(body) or body[stops.end()].isalpha())
    return after in ',;:).(”"-/'


def _with_words(body: str, at: int, start: int) -> bool:
    """Whether words such as "Luật số" before a number are glued to a name: then both are the cell."""
    head = CELL_WORDS.search(body[at:start])
    return head is not None and head.start() > 0 and not body[at + head.start() - 1].isspace()


def _equal(one: _Found, other: _Found) -> bool:
    return one.number is not None and other.number is not None and one.number.key == other.number.key


def _row(words: str, one: _Found, offset: int) -> BasisRow:
    """Name and cell of one row; words such as "Luật số" glued to the name belong to the cell."""
    head = CELL_WORDS.search(words[:offset])
    border = head.start() if head is not None and _with_words(words, 0, offset) else offset
    name, cell = (part.replace(BORDER, "").strip() for part in (words[:border], words[border:]))
    return BasisRow(name, cell, one.number)
