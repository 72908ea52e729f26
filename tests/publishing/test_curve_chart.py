"""The trade-off curve: a staircase inside its drawing, escaped, whatever the numbers."""

import re
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from publishing.charts import Mark
from publishing.curve_chart import HEIGHT, WIDTH, curve_chart

points = st.lists(
    st.tuples(st.integers(0, 10**6), st.fractions(0, 1)), min_size=1, max_size=12, unique_by=lambda p: p[0]
).map(lambda told: list(zip(sorted(p[0] for p in told), sorted(p[1] for p in told), strict=True)))


@given(points)
def test_every_point_lies_in_the_drawing_and_a_dearer_plan_never_reaches_less(
    told: list[tuple[int, Fraction]],
) -> None:
    drawn = str(curve_chart(told, title="t", across="a", mark=Mark(Fraction(1, 5), "20 %")))
    places = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawn)]
    assert len(places) == len(told)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert places == sorted(places, key=lambda p: (p[0], -p[1]))


def test_words_are_escaped() -> None:
    drawn = curve_chart([(1, Fraction(1, 10))], title="<b>", across="a & b")
    assert "<b>" not in drawn
    assert "a &amp; b" in drawn
