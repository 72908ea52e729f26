"""The trade-off curve (đường đánh đổi) as inline SVG: effort along the bottom, what is reached upwards.

Here: a step line with its points and a target line. Not here: plans (analysis/plan.py), bars (charts.py).
Between two points nothing is known to be reachable, so the line is a staircase.
"""

from collections.abc import Sequence
from fractions import Fraction

from markupsafe import Markup

from publishing.charts import Mark
from publishing.money import number, percent

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 18, 44
"""Room for the numbers of the axes, in units of the drawing."""
MARKS = 5
"""Lines across, and numbers along an axis."""


def curve_chart(
    points: Sequence[tuple[int, Fraction]], *, title: str, across: str, mark: Mark | None = None
) -> Markup:
    """Points of (effort, share of 1), least effort first; `across` names the effort."""
    most = max(effort for effort, _ in points) or 1
    top = max([share for _, share in points] + ([] if mark is None else [mark.at])) * Fraction(11, 10)
    high = top or Fraction(1)
    places = [(_x(effort, most), _y(share, high)) for effort, share in points]
    drawn = [*_grid(most, high), _stairs(places, _x(0, most), _y(Fraction(0), high))]
    drawn += [_point(place, point) for place, point in zip(places, points, strict=True)]
    if mark is not None:
        drawn.append(_mark(mark, high))
    drawn.append(
        Markup('<text x="{x}" y="{y}" text-anchor="middle">{t}</text>').format(
            x=(LEFT + WIDTH - RIGHT) // 2, y=HEIGHT - 8, t=across
        )
    )
    return Markup(
        '<svg class="chart" role="img" viewBox="0 0 {w} {h}" aria-label="{t}"><title>{t}</title>{all}</svg>'
    ).format(w=WIDTH, h=HEIGHT, t=title, all=Markup("").join(drawn))


def _x(effort: int | Fraction, most: int) -> float:
    return LEFT + float(Fraction(effort) / most) * (WIDTH - LEFT - RIGHT)


def _y(share: Fraction, high: Fraction) -> float:
    return HEIGHT - BOTTOM - float(share / high) * (HEIGHT - TOP - BOTTOM)


def _grid(most: int, high: Fraction) -> list[Markup]:
    drawn = []
    for at in range(MARKS + 1):
        share = high * at / MARKS
        drawn.append(
            Markup(
                '<line x1="{a}" x2="{b}" y1="{y}" y2="{y}" stroke="#e1e5ea"/>'
                '<text x="{t}" y="{v}" text-anchor="end">{words}</text>'
            ).format(
                a=LEFT,
                b=WIDTH - RIGHT,
                y=f"{_y(share, high):.1f}",
                t=LEFT - 6,
                v=f"{_y(share, high) + 4:.1f}",
                words=percent(share, 1),
            )
        )
    efforts = sorted({most * at // MARKS for at in range(MARKS + 1)})
    return [*drawn, *(_below(effort, most) for effort in efforts)]


def _below(effort: int, most: int) -> Markup:
    return Markup('<text x="{x}" y="{y}" text-anchor="middle">{words}</text>').format(
        x=f"{_x(effort, most):.1f}", y=HEIGHT - BOTTOM + 16, words=number(effort)
    )


def _stairs(places: Sequence[tuple[float, float]], left: float, floor: float) -> Markup:
    told, before = [f"{left:.1f},{floor:.1f}"], floor
    for x, y in places:
        told += [f"{x:.1f},{before:.1f}", f"{x:.1f},{y:.1f}"]
        before = y
    return Markup('<polyline points="{p}" fill="none" stroke="#4f83b5" stroke-width="1.5"/>').format(
        p=" ".join(told)
    )


def _point(place: tuple[float, float], point: tuple[int, Fraction]) -> Markup:
    return Markup(
        '<circle cx="{x}" cy="{y}" r="3.5" fill="#123f6d"><title>{effort}: {share}</title></circle>'
    ).format(x=f"{place[0]:.1f}", y=f"{place[1]:.1f}", effort=number(point[0]), share=percent(point[1]))


def _mark(mark: Mark, high: Fraction) -> Markup:
    return Markup(
        '<line x1="{a}" x2="{b}" y1="{y}" y2="{y}" class="target"/>'
        '<text x="{b}" y="{v}" text-anchor="end" class="target">{words}</text>'
    ).format(
        a=LEFT,
        b=WIDTH - RIGHT,
        y=f"{_y(mark.at, high):.1f}",
        v=f"{_y(mark.at, high) - 4:.1f}",
        words=mark.words,
    )
