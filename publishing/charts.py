"""Bar charts as inline SVG: no script, nothing fetched, readable in print and in black and white.

Here: horizontal bars of stacked parts, with a target line. Not here: what the numbers mean.
Every length is computed from the numbers given; every text is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

WIDTH, LABEL, VALUE = 720, 270, 130
"""Width of the drawing; room for labels at the left and values at the right, in units of the drawing."""
BAR, GAP, HEAD, LEGEND = 20, 10, 26, 18
ROOM = WIDTH - LABEL - VALUE
LETTER = 6.2
"""Mean width of a letter; only for what must not overlap."""
TONES = ("#123f6d", "#4f83b5", "#9dbcd9", "#cfd8e3", "#e8e8e8")
"""Dark to light: the first part is the strongest statement."""
LONGEST = 42


@dataclass(frozen=True)
class Bar:
    """One bar: a label, its parts from the left, and the words at its end."""

    label: str
    parts: tuple[Fraction, ...]
    value: str


@dataclass(frozen=True)
class Mark:
    """A line across all bars, with its words: a target."""

    at: Fraction
    words: str


def bars(
    rows: Sequence[Bar],
    *,
    title: str,
    legend: Sequence[str] = (),
    full: Fraction | None = None,
    mark: Mark | None = None,
) -> Markup:
    """A bar for each row, drawn to `full`, else to the longest; `mark` is a line across all."""
    longest = max((sum(row.parts, Fraction(0)) for row in rows), default=Fraction(0))
    most = max(full or longest, longest, Fraction(0) if mark is None else mark.at) or Fraction(1)
    top = 6 if mark is None else HEAD
    bottom = top + len(rows) * (BAR + GAP)
    drawn = [_bar(row, top + at * (BAR + GAP), most, mark) for at, row in enumerate(rows)]
    if mark is not None:
        drawn.append(_line(mark, most, top, bottom))
    entries, height = _legend(legend, bottom)
    return Markup(
        '<svg class="chart" role="img" viewBox="0 0 {w} {h}" aria-label="{t}"><title>{t}</title>{all}</svg>'
    ).format(w=WIDTH, h=height, t=title, all=Markup("").join([*drawn, *entries]))


def _x(value: Fraction, most: Fraction) -> float:
    return LABEL + float(value / most) * ROOM


def _bar(row: Bar, y: int, most: Fraction, mark: Mark | None) -> Markup:
    parts, begun = [], Fraction(0)
    for tone, part in zip(TONES, row.parts, strict=False):
        if part > 0:
            left, right = _x(begun, most), _x(begun + part, most)
            parts.append(_box(left, y, right - left, BAR, tone))
        begun += part
    told = row.label if len(row.label) <= LONGEST else row.label[: LONGEST - 1].rstrip() + "…"
    return Markup(
        '<text x="{lx}" y="{ty}" text-anchor="end">{label}<title>{whole}</title></text>{parts}'
        '<text x="{vx}" y="{ty}" class="value">{value}</text>'
    ).format(
        lx=LABEL - 8,
        ty=y + BAR - 5,
        label=told,
        whole=row.label,
        parts=Markup("").join(parts),
        vx=f"{_beside(_x(begun, most), row.value, None if mark is None else _x(mark.at, most)):.1f}",
        value=row.value,
    )


def _beside(end: float, words: str, line: float | None) -> float:
    """Where the value stands: after its bar, and not across the line of the target."""
    start = end + 6
    crosses = line is not None and start - 4 <= line <= start + LETTER * len(words)
    return line + 6 if crosses and line is not None else start


def _box(x: float, y: float, width: float, height: float, tone: str) -> Markup:
    return Markup('<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{tone}"/>').format(
        x=f"{x:.1f}", y=y, w=f"{width:.1f}", h=height, tone=tone
    )


def _line(mark: Mark, most: Fraction, top: int, bottom: int) -> Markup:
    return Markup(
        '<line x1="{x}" x2="{x}" y1="{y1}" y2="{y2}" class="target"/>'
        '<text x="{x}" y="{ty}" text-anchor="middle" class="target">{words}</text>'
    ).format(x=f"{_x(mark.at, most):.1f}", y1=top - 6, y2=bottom, ty=top - 11, words=mark.words)


def _legend(legend: Sequence[str], top: int) -> tuple[list[Markup], int]:
    """The entries in as many lines as they need, and where the drawing ends."""
    drawn, x, y = [], 0.0, top + 4
    for tone, words in zip(TONES, legend, strict=False):
        width = 26 + LETTER * len(words)
        if x and x + width > WIDTH:
            x, y = 0.0, y + LEGEND
        drawn.append(_box(x, y, 11, 11, tone))
        drawn.append(
            Markup('<text x="{x}" y="{y}">{words}</text>').format(x=f"{x + 16:.1f}", y=y + 10, words=words)
        )
        x += width
    return drawn, y + LEGEND if legend else top
