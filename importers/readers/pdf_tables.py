"""Ruled lines of a PDF page to grids: which lines cross, which cells they bound.

Here: geometry only. Not here: the text of the cells (pdf.py), tables that go on (pdf_flow.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from importers.readers.pdf_glyphs import Rule, Sheet

NEAR = 3.0
"""How far lines that meet may stand apart."""
COVER = 0.6
"""Share of the side of a cell that must be ruled to part it from the next."""
RULES = 3_000
"""Lines of one direction on a page; with more it is a drawing."""


@dataclass(frozen=True)
class Box:
    """One cell by its grid rows and columns, and where it stands."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    x1: float
    top: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point stands in it."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True)
class Grid:
    """One table of a page."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point stands inside the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def grids_of(sheet: Sheet) -> list[Grid]:
    """Tables of a page from top to bottom; a single frame is none."""
    if not (1 < len(sheet.horizontal) <= RULES and 1 < len(sheet.vertical) <= RULES):
        return []
    horizontal, vertical = _merged(sheet.horizontal), _merged(sheet.vertical)
    found = []
    for across, down in _groups(horizontal, vertical):
        grid = _grid(across, down)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines that lie on each other or follow each other as one."""
    found: list[Rule] = []
    for cluster in _clusters(sorted(rules)):
        at = sum(rule.at for rule in cluster) / len(cluster)
        runs: list[Rule] = []
        for rule in sorted(cluster, key=lambda one: one.start):
            if runs and rule.start - runs[-1].end <= NEAR:
                runs[-1] = Rule(at, runs[-1].start, max(runs[-1].end, rule.end))
            else:
                runs.append(Rule(at, rule.start, rule.end))
        found.extend(runs)
    return found


def _clusters(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines at nearly the same place."""
    found: list[list[Rule]] = []
    for rule in rules:
        if found and rule.at - found[-1][0].at <= NEAR:
            found[-1].append(rule)
        else:
            found.append([rule])
    return found


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that are connected by crossings, at least two of each direction."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for h, row in enumerate(across):
        for v, column in enumerate(down):
            if _cross(row, column):
                parent[root(h)] = root(len(across) + v)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number in range(len(parent)):
        pair = groups.setdefault(root(number), ([], []))
        if number < len(across):
            pair[0].append(across[number])
        else:
            pair[1].append(down[number - len(across)])
    return [pair for pair in groups.values() if len(pair[0]) > 1 and len(pair[1]) > 1]


def _cross(row: Rule, column: Rule) -> bool:
    return (
        row.start - NEAR <= column.at <= row.end + NEAR and column.start - NEAR <= row.at <= column.end + NEAR
    )


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs = _places(down, min(rule.start for rule in across), max(rule.end for rule in across))
    ys = _places(across, min(rule.start for rule in down), max(rule.end for rule in down))
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    boxes = tuple(_boxes(xs, ys, across, down))
    return Grid(tuple(xs), tuple(ys), boxes) if len(boxes) > 1 else None


def _places(rules: list[Rule], first: float, last: float) -> list[float]:
    """Where lines of one direction stand; the ends of the others close a table that is open there."""
    told = sorted(rule.at for rule in rules)
    found: list[float] = []
    for at in told:
        if not found or at - found[-1] > NEAR:
            found.append(at)
    if first < found[0] - 2 * NEAR:
        found.insert(0, first)
    if last > found[-1] + 2 * NEAR:
        found.append(last)
    return found


def _ruled(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether enough of a side is ruled."""
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= NEAR
    )
    return covered >= COVER * (end - start)


def _boxes(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[Box]:
    """Cells: grid places joined where no line parts them; a shape that is no rectangle is cut into rows."""
    rows, columns = len(ys) - 1, len(xs) - 1
    open_right = [
        [not _ruled(down, xs[c + 1], ys[r], ys[r + 1]) if c + 1 < columns else False for c in range(columns)]
        for r in range(rows)
    ]
    open_below = [
        [not _ruled(across, ys[r + 1], xs[c], xs[c + 1]) if r + 1 < rows else False for c in range(columns)]
        for r in range(rows)
    ]
    seen: set[tuple[int, int]] = set()
    found: list[Box] = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) not in seen:
                area = _area(r, c, open_right, open_below)
                seen |= area
                found.extend(_rectangles(area, xs, ys))
    return sorted(found, key=lambda box: (box.row, box.column))


def _area(r: int, c: int, right: list[list[bool]], below: list[list[bool]]) -> set[tuple[int, int]]:
    area, waiting = {(r, c)}, [(r, c)]
    while waiting:
        row, column = waiting.pop()
        reach = []
        if right[row][column]:
            reach.append((row, column + 1))
        if column and right[row][column - 1]:
            reach.append((row, column - 1))
        if below[row][column]:
            reach.append((row + 1, column))
        if row and below[row - 1][column]:
            reach.append((row - 1, column))
        for one in reach:
            if one not in area:
                area.add(one)
                waiting.append(one)
    return area


def _rectangles(area: set[tuple[int, int]], xs: list[float], ys: list[float]) -> list[Box]:
    top, bottom = min(r for r, _ in area), max(r for r, _ in area)
    left, right = min(c for _, c in area), max(c for _, c in area)
    if len(area) == (bottom - top + 1) * (right - left + 1):
        return [_box(top, left, bottom, right, xs, ys)]
    found = []
    for row in range(top, bottom + 1):
        columns = sorted(c for r, c in area if r == row)
        start = 0
        for at in range(1, len(columns) + 1):
            if at == len(columns) or columns[at] != columns[at - 1] + 1:
                found.append(_box(row, columns[start], row, columns[at - 1], xs, ys))
                start = at
    return found


def _box(top: int, left: int, bottom: int, right: int, xs: list[float], ys: list[float]) -> Box:
    return Box(
        top, left, bottom - top + 1, right - left + 1, xs[left], xs[right + 1], ys[top], ys[bottom + 1]
    )
