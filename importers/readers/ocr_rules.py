"""Ruled lines of a scanned page: long dark runs of its image, as PDF draws them on other pages.

Here: runs along rows and columns of dots. Not here: what rules mean (pdf_tables.py). A line that leans by
more than a few dots over its length is lost: setting pages straight would blur their letters.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

DOTS = 2.0
"""Dots a point: 144 dpi."""
DARK = 150
"""Of 255; print on grey paper is darker."""
LONG, TALL = 40.0, 18.0
"""Points of a run that no word has along a line, no letter across it."""
THICK = 4.0
"""Points of a line at most: a bar or a picture is none."""
GAP = 3
"""Dots that may be light within a line."""
NEAR = 6.0
"""Points by which a line may miss the line that it meets."""

Runs = list[tuple[float, float, float]]
"""Place across, start, end; points."""
Bits = NDArray[np.bool_]


def rules_of(page: Any) -> tuple[Runs, Runs]:
    """Horizontal and vertical lines of a page of PDFium, the origin at the top left."""
    bitmap = page.render(scale=DOTS, grayscale=True)
    try:
        dark: Bits = np.asarray(bitmap.to_numpy()).reshape(bitmap.height, -1)[:, : bitmap.width] < DARK
    finally:
        bitmap.close()
    return _meeting(_runs(dark, LONG), _runs(dark.T, TALL))


def _runs(dark: Bits, least: float) -> Runs:
    """Long runs of dark dots along rows; those of neighbouring rows are one line."""
    wide = dark | _shifted(dark, 1) | _shifted(dark, -1)  # a line that leans by a dot goes on
    open_lines: list[list[float]] = []
    done: list[list[float]] = []
    for at, row in enumerate(wide):
        found = _long(row, least * DOTS)
        going = [line for line in open_lines if line[1] >= at - 2]
        done += [line for line in open_lines if line[1] < at - 2]
        for start, end in found:
            same = next((line for line in going if start < line[3] and end > line[2]), None)
            if same is None:
                going.append([at, at, start, end])
            else:
                same[1], same[2], same[3] = at, min(same[2], start), max(same[3], end)
        open_lines = going
    told = [line for line in done + open_lines if line[1] - line[0] <= (THICK + 1) * DOTS]
    return [((top + bottom) / 2 / DOTS, start / DOTS, end / DOTS) for top, bottom, start, end in told]


def _shifted(dark: Bits, by: int) -> Bits:
    moved: Bits = np.zeros_like(dark)
    if by > 0:
        moved[by:] = dark[:-by]
    else:
        moved[:by] = dark[-by:]
    return moved


def _long(row: Bits, least: float) -> list[tuple[int, int]]:
    """Start and end of runs that are long enough, over small gaps."""
    if int(row.sum()) < least:
        return []
    dots = np.flatnonzero(row)
    breaks = np.flatnonzero(np.diff(dots) > GAP)
    starts = dots[np.concatenate(([0], breaks + 1))]
    ends = dots[np.concatenate((breaks, [len(dots) - 1]))] + 1
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True) if b - a >= least]


def _meeting(across: Runs, down: Runs) -> tuple[Runs, Runs]:
    """Lines that meet one of the other direction, as those of a table do; the rest is underlining."""
    kept_across = [one for one in across if any(_meet(one, other) for other in down)]
    kept_down = [one for one in down if any(_meet(other, one) for other in across)]
    return kept_across, kept_down


def _meet(across: tuple[float, float, float], down: tuple[float, float, float]) -> bool:
    y, left, right = across
    x, top, bottom = down
    return left - NEAR <= x <= right + NEAR and top - NEAR <= y <= bottom + NEAR
