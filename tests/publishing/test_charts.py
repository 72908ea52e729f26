"""Charts: well-formed drawings whose lengths are the numbers, and nothing that runs or fetches."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publishing.charts import LABEL, ROOM, WIDTH, Bar, Mark, bars

NS = "{http://www.w3.org/2000/svg}"


def drawn(*rows: Bar, **told: object) -> etree._Element:
    return etree.fromstring(str(bars(rows, title="Biểu đồ", **told)))  # type: ignore[arg-type]


def widths(svg: etree._Element) -> list[float]:
    return [float(str(r.get("width"))) for r in svg.iter("rect") if r.get("height") == "20"]


def test_lengths_are_in_the_ratio_of_the_numbers() -> None:
    svg = drawn(Bar("a", (Fraction(30), Fraction(10)), "40"), Bar("b", (Fraction(20),), "20"))
    first, second, third = widths(svg)
    assert first + second == pytest.approx(ROOM, abs=0.2)
    assert first == pytest.approx(3 * second, abs=0.3)
    assert third == pytest.approx(ROOM / 2, abs=0.2)


def test_the_target_line_stands_at_its_share() -> None:
    svg = drawn(Bar("a", (Fraction(1, 10),), "10 %"), full=Fraction(2, 5), mark=Mark(Fraction(1, 5), "20 %"))
    (line,) = svg.iter("line")
    assert float(str(line.get("x1"))) == pytest.approx(LABEL + ROOM / 2, abs=0.1)


def test_text_from_outside_is_escaped() -> None:
    told = str(bars([Bar('<script>"x"</script>', (Fraction(1),), "<b>")], title="<i>", legend=["<u>"]))
    assert "<script" not in told
    assert "<b>" not in told
    assert "<i>" not in told
    assert "<u>" not in told


@pytest.mark.parametrize("rows", [(), (Bar("a", (Fraction(0),), "0"),), (Bar("a", (), ""),)])
def test_nothing_to_draw_is_drawn_as_nothing(rows: tuple[Bar, ...]) -> None:
    assert widths(drawn(*rows)) == []


amounts = st.fractions(min_value=0, max_value=10**12)


labels = st.text("ab<&\"'đồng ", max_size=60)
some_bars = st.builds(Bar, labels, st.tuples(amounts, amounts), st.text("0% ", max_size=9))


@given(st.lists(some_bars, max_size=8), amounts)
def test_every_drawing_is_well_formed_and_stays_inside(rows: list[Bar], at: Fraction) -> None:
    svg = drawn(*rows, mark=Mark(at, "mốc"), legend=["một", "hai"])
    for rect in svg.iter("rect"):
        assert 0 <= float(str(rect.get("x"))) + float(str(rect.get("width"))) <= WIDTH


def test_a_long_legend_takes_more_lines() -> None:
    one = drawn(Bar("a", (Fraction(1),), "1"), legend=["ngắn"])
    five = drawn(Bar("a", (Fraction(1),), "1"), legend=["một lời giải thích khá dài cho một phần"] * 5)
    assert int(str(five.get("viewBox")).split()[-1]) > int(str(one.get("viewBox")).split()[-1])
    for text in five.iter("text"):
        assert float(str(text.get("x"))) < WIDTH
