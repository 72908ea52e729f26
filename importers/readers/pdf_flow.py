"""Lines of a PDF to paragraphs: which line goes on with the next, over pages too.

Here: running headers, page numbers, the margins, joining words that were cut at a line's end.
Not here: letters (pdf_lines.py), tables (pdf_tables.py).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from catalogue.syllables import is_syllable
from catalogue.text import join_split_accents, squash
from importers.readers.pdf_lines import Line

EDGE = 2
"""Lines at the top and at the bottom of a page that may be running ones."""
MARGIN = 0.1
"""Share of the height of a page in which a lone page number stands."""
OFTEN = 0.3
"""Share of the pages on which a running line stands."""
NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
MARK = re.compile(
    r"(?:[-–+•*]\s|\(?\d{1,3}(?:\.\d{1,2})*[.)]\s|\(?[a-zđ][.)]\s|[IVX]{1,5}\.\s|\([ivx]+\)\s|Bước\s\d{1,2}\s?[:.]\s)"
)
HEAD = re.compile(r"(?:[a-zđ]\)|\d{1,2}(?:\.\d{1,2})+\.)\s+(?P<first>[^\W\d_])")
"""A label and the first letter of its words: "h) Lệ phí", "2.9. Mẫu đơn"."""
CITED = ("điểm", "khoản", "điều", "mục", "và", "hoặc", ",")
"""Words behind which a label is cited."""
STOPS = (".", ";", ":", "!", "?", "”", '"')
DRAWN = re.compile(r"[-–—―‾_=*]{3,}")
"""A line that is drawn with letters."""
FULL = 0.7
"""Room behind the only word of a line, in letter sizes, in which not even one more letter stands."""
LEADING = 1.4
"""How much larger than usual the gap between two lines of one paragraph may be."""


@dataclass(frozen=True)
class Frame:
    """Where the text of a region runs, and how its lines end."""

    left: float
    right: float
    blanks: bool
    """Lines that go on end with a written blank: without one a word goes on."""
    leading: float = 0.0
    """Usual distance of two lines; 0: not known."""


def running_lines(pages: Sequence[tuple[float, Sequence[Line]]]) -> dict[int, str]:
    """Lines (by id) that are running headers, footers or page numbers, with the reason; needs pages in order.

    `pages` holds the height and the lines of each page, from top to bottom.
    """
    keys: Counter[str] = Counter()
    edges: list[list[tuple[Line, str, bool]]] = []
    for height, lines in pages:
        edge = []
        for line in {id(one): one for one in (*lines[:EDGE], *lines[-EDGE:])}.values():
            outer = line.base < MARGIN * height or line.base > (1 - MARGIN) * height
            edge.append((line, re.sub(r"\d+", "#", squash(line.text)), outer))
        keys.update({key for _, key, _ in edge})
        edges.append(edge)
    least = max(3, OFTEN * len(pages))
    found: dict[int, str] = {}
    for number, edge in enumerate(edges, start=1):
        for line, key, outer in edge:
            lone = NUMBER.fullmatch(line.words)
            if lone is not None and (keys[key] >= least or (outer and int(lone[1]) == number)):
                found[id(line)] = "page number"
            elif keys[key] >= least and len(key) > 3 and (outer or keys[key] > least * 2):
                found[id(line)] = "running header"
    return found


def paragraphs_of(lines: Sequence[Line], frame: Frame) -> list[tuple[str, Line]]:
    """Text and first line of each paragraph of a region."""
    usual = frame.leading or _leading(lines)
    found: list[tuple[list[str], Line]] = []
    last: Line | None = None
    for line in lines:
        if last is not None and goes_on(last, line, frame, usual):
            join(found[-1][0], last, line, frame)
        else:
            found.append(([line.words], line))
        last = line
    return [(join_split_accents("".join(parts)), first) for parts, first in found]


def _leading(lines: Sequence[Line]) -> float:
    gaps = [
        b.base - a.base
        for a, b in pairwise(lines)
        if a.page == b.page and 0.8 * b.size < b.base - a.base < 2.2 * b.size
    ]
    return median(gaps) if len(gaps) > 2 else 0.0


def goes_on(last: Line, line: Line, frame: Frame, usual: float) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    size = max(last.size, line.size)
    if abs(last.size - line.size) > 0.2 * size or DRAWN.fullmatch(last.words) or DRAWN.fullmatch(line.words):
        return False
    near = line.page == last.page
    gap = line.base - last.base
    if near and gap > (LEADING * usual if usual else 1.9 * size):
        return False
    if near and gap < 0.5 * size:
        return True  # two columns of one line
    centred = _centred(last, frame) and _centred(line, frame)
    room = (frame.right - frame.left) - (last.x1 - last.x0) if centred else frame.right - last.x1
    if frame.blanks and last.open_end and room < 2 * size and not last.words.endswith(STOPS):
        return True
    if room > line.first_word + 0.75 * size:
        return False
    if MARK.match(line.words + " ") and (
        last.words.endswith((*STOPS, ",")) or line.x0 > last.x0 + 0.8 * size
    ):
        return False
    if _heads(line) and not last.words.lower().endswith(CITED):
        return False
    if line.x0 - last.x0 > 0.8 * size and not centred and not MARK.match(last.words):
        return False
    ended = last.words.endswith(STOPS[:5]) and not line.words[:1].islower()
    return near or not ended


def _heads(line: Line) -> bool:
    """Whether a line begins with a label and a capital."""
    found = HEAD.match(line.words)
    return found is not None and found["first"].isupper()


def _centred(line: Line, frame: Frame) -> bool:
    """Whether the middle of a line is the middle of the region; a full line is centred too."""
    before, after = line.x0 - frame.left, frame.right - line.x1
    return abs(before - after) < 0.8 * line.size


def join(parts: list[str], last: Line, line: Line, frame: Frame) -> None:
    """Add a line to a paragraph, with a blank unless a word was cut."""
    parts.append(line.words if cut_word(last, line, frame) else f" {line.words}")


def cut_word(last: Line, line: Line, frame: Frame) -> bool:
    """Whether the end of a line and the start of the next are one word."""
    before, after = last.words.split(" ")[-1], line.words.split(" ")[0]
    if before.endswith(("-", "/")) and len(before) > 1 and before[-2].isalnum() and after[:1].isalnum():
        return last.open_end or not frame.blanks
    if not (before[-1:].isalnum() and after[:1].isalnum()):
        return False
    alone = " " not in last.words and frame.right - last.x1 < FULL * last.size
    if not (alone or (frame.blanks and last.open_end)):
        return False
    tail, head = re.split(r"\W", before)[-1], re.split(r"\W", after)[0]
    whole = (is_syllable(tail) or tail.isupper()) and is_syllable(head)
    return not whole or is_syllable(tail + head)


def blanks_at_ends(lines: Iterable[Line]) -> bool:
    """Whether lines of a file that go on usually end with a written blank."""
    long = [line.open_end for line in lines if len(line.text) > 25 and not line.words.endswith(STOPS)]
    return len(long) > 3 and long.count(False) >= 0.6 * len(long)


def margins(
    pages: Iterable[tuple[tuple[float, float], Sequence[Line]]],
) -> dict[tuple[int, int], tuple[float, float]]:
    """Left and right edge of the text, by the size of the page."""
    starts: dict[tuple[int, int], list[float]] = defaultdict(list)
    ends: dict[tuple[int, int], list[float]] = defaultdict(list)
    for (width, height), lines in pages:
        key = (round(width), round(height))
        starts[key].extend(line.x0 for line in lines)
        ends[key].extend(line.x1 for line in lines)
    return {
        key: (_share(sorted(told), 0.03), _share(sorted(ends[key]), 0.97))
        for key, told in starts.items()
        if told
    }


def _share(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]
