"""Names of attached forms split off the end of a glued cell: "theo mẫuMẫu số 18.docx".

Here: which extensions end a file name, several files, rows that run into the next one. Where the
first name begins is a matter of evidence: importers/crawl/borders.py.
Not here: form labels in sentences (importers/phrases/forms.py).
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from importers.crawl.borders import CLEAR, find_border, forbidden
from importers.crawl.headings import lookup

ADDRESS = 300
"""How far before its end an address on the web may begin."""


@dataclass(frozen=True)
class Cell:
    """One glued cell: the words of a component, then the names of its files."""

    text: str
    files: tuple[str, ...] = ()
    margin: float = CLEAR
    """How far the chosen border is ahead of the next best; small: doubtful."""


@cache
def _extension() -> re.Pattern[str]:
    told = sorted(lookup()["forms"]["extensions"], key=len, reverse=True)
    named = "".join(rf"(?<!{re.escape(word)} )" for word in lookup()["forms"]["format_words"])
    after = r"(?![\s,;:)/\]”\"'])"
    return re.compile(rf"(?<![,;(]){named}\.(?>{'|'.join(told)}){after}", re.IGNORECASE)


def file_ends(body: str) -> list[int]:
    """Offsets just after each known extension that may end a file name."""
    ends = [match.end() for match in _extension().finditer(body)]
    return [
        end
        for end in ends
        if not body.startswith(".", end) and not _in_address(body[max(0, end - ADDRESS) : end])
    ]


def _in_address(words: str) -> bool:
    """A file on the web, named in a sentence: words of the text."""
    token = words.split()[-1] if words.split() else ""
    return "://" in token or token.startswith("www.")


def is_file_name(words: str) -> bool:
    """Nothing in it that no file name may hold, and not the length of a paragraph."""
    return 0 < len(words) <= int(lookup()["forms"]["longest"]) and not (set(words) & forbidden())


def split_cells(body: str) -> tuple[Cell, ...]:
    """The cells in a glued row, at least one; all but the last lack a quantity of their own.

    A row without quantity runs into the next one: words after a file name that do not end
    in another file name begin a new row.
    """
    ends = file_ends(body)
    if not ends:
        return (Cell(body.strip()),)
    cells: list[Cell] = []
    start = 0
    for end in ends:
        chunk = body[start:end]
        if cells and is_file_name(chunk):
            cells[-1] = replace(cells[-1], files=(*cells[-1].files, chunk.strip()))
        else:
            border, margin = find_border(chunk, chunk.rindex("."))
            cells.append(Cell(chunk[:border].strip(), (chunk[border:].strip(),), margin))
        start = end
    if body[start:].strip():
        cells.append(Cell(body[start:].strip()))
    return tuple(cells)
