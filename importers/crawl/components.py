"""Rows of the component table (thành phần hồ sơ) out of its glued cells.

Here: cases, the end of each row by its quantity cell, quantities. Not here: file names
(attachments.py), what a row asks for (analysis/documents).

The quantity cell is "1 bản chính", "0 bản chính,1 bản sao", or only ",1 bản sao"; it is glued to the
cell before it, and the next row is glued to it. "…năm 20261 bản chính" is 2026 and 1.
"""

import re
from dataclasses import dataclass, field

from importers.crawl.attachments import Cell, split_cells
from importers.crawl.headings import header, lookup

QUANTITY = re.compile(
    r"(?P<digits>\d+) bản chính(?:,(?P<copies>\d{1,3}) bản sao)?|(?<=\S),(?P<only>\d{1,3}) bản sao"
)
GOES_ON = ",;.)/"
"""Signs after a quantity that is words of a text, unless it is glued to what stands before."""


NEAR = 20
"""How many signs after a quantity tell whether it ends a row."""


@dataclass(frozen=True)
class Row:
    """One row of the table, in the words of the page."""

    cell: Cell
    originals: int | None
    copies: int | None
    doubts: tuple[str, ...] = ()
    """Why the row is doubtful, in Vietnamese."""


@dataclass
class Table:
    """One case: its name and rows."""

    name: str | None
    rows: list[Row] = field(default_factory=list)


def read_tables(section: str) -> list[Table]:
    """The cases of a section in order; words after the last row are a case without rows."""
    parts = section.split(header("components"))
    tables: list[Table] = []
    names = parts[0]
    for index, part in enumerate(parts[1:], start=1):
        more = index < len(parts) - 1
        tables.extend(_headed(names))
        rows, names = _rows(part, names_follow=more)
        tables[-1].rows.extend(rows)
    if len(parts) == 1 or names.strip():
        tables.extend(_headed(names, empty=True))
    return tables


def _headed(names: str, *, empty: bool = False) -> list[Table]:
    """Tables for the words before a header row: each "--" is a case without name."""
    mark = str(lookup()["no_case"])
    words = names.strip()
    tables: list[Table] = []
    while words.startswith(mark):
        tables.append(Table(None))
        words = words[len(mark) :].strip()
    if words:
        tables.append(Table(words))
    if not tables and not empty:
        tables.append(Table(None))
    return tables


def _rows(part: str, *, names_follow: bool) -> tuple[list[Row], str]:
    """Rows of one table and the words after the last (the name of the next case)."""
    rows: list[Row] = []
    start = 0
    for match in _ends(part, names_follow=names_follow):
        body, originals, copies, doubts = _quantity(part, start, match)
        *without, last = split_cells(body)
        rows.extend(Row(cell, None, None, ("không có ô số lượng",)) for cell in without)
        rows.append(Row(last, originals, copies, doubts))
        start = match.end()
    rest = part[start:]
    if names_follow:
        return rows, rest
    if rest.strip() and not rest.strip().startswith(str(lookup()["no_case"])):
        rows.extend(Row(cell, None, None, ("không có ô số lượng",)) for cell in split_cells(rest))
        rest = ""
    return rows, rest


def _ends(part: str, *, names_follow: bool) -> list[re.Match[str]]:
    """Quantities that end a row, read from the right."""
    ends: list[re.Match[str]] = []
    later: re.Match[str] | None = None
    for match in reversed(list(QUANTITY.finditer(part))):
        follows = ends[-1] if ends else None
        if _ends_row(part, match, follows, last=later is None and names_follow):
            ends.append(match)
        later = match
    return ends[::-1]


def _ends_row(part: str, match: re.Match[str], follows: re.Match[str] | None, *, last: bool) -> bool:
    """Whether a quantity is the last cell of a row, not words of a text.

    A quantity directly before the quantity cell is words ("gồm: 01 bản chính1 bản chính"),
    unless it is glued to its own row: then the next row has no words.
    """
    before, rest = part[max(0, match.start() - 1) : match.start()], part[match.end() : match.end() + NEAR]
    after, rest = rest[:1], rest.lstrip()
    glued = before not in (" ", "\n", "(", "")
    if not after:
        return True
    if follows is not None and follows.start() == match.end() and follows["digits"] is not None:
        return glued
    if not glued:
        return not (after.isspace() or after in GOES_ON) or (last and after.isspace())
    if after.isspace():
        return not rest[:1].islower()
    return after not in ",/" or not rest[1:2].isspace()


def _quantity(
    part: str, start: int, match: re.Match[str]
) -> tuple[str, int | None, int | None, tuple[str, ...]]:
    """Words before the quantity, originals, copies and doubts; the smallest number is the quantity."""
    if match["only"] is not None:
        return part[start : match.start()], None, int(match["only"]), ()
    digits = match["digits"]
    keep = 1 if _number_of_text(part, start, match) else len(digits)
    body = part[start : match.start()] + digits[: len(digits) - keep]
    doubts = (
        ()
        if len(digits) == 1 or not digits[:-1].isdigit() or _clear(part, match)
        else (f"“{match.group()}”",)
    )
    return body, int(digits[-keep:]), int(match["copies"] or 0), doubts


def _number_of_text(part: str, start: int, match: re.Match[str]) -> bool:
    """Whether all digits but the last belong to the words before ("Mẫu số 181 bản chính")."""
    digits = match["digits"]
    before = part[max(start, match.start() - 1) : match.start()]
    whole = before.isalpha() or before in ".;:)”" or not before
    return not (whole and len(digits) == 2 and digits[0] != "0" and digits[1] == "0")


def _clear(part: str, match: re.Match[str]) -> bool:
    """A year or a number after a blank or a slash: the words of a text, beyond doubt."""
    return part[max(0, match.start() - 1) : match.start()] in " /" or match["digits"][0] == "0"
