"""Dated figures: nearest scope first, no value outside its dates, exact numbers."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.parameters import SHIPPED, BadParameterFile, defaults, load
from catalogue.errors import ParameterNotFound
from catalogue.parameters import Dimension, Grade, Mark

DAY = date(2026, 7, 1)
HEAD = '[wage]\nvi = "Lương"\nen = "Wage"\nunit = "VND/hour"\n'
VALUE = '[[wage.value]]\nvalue = 5\nsince = 2026-01-01\ngrade = "measured"\nmark = "text"\nsource = "sách"\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "figures.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_scope_answers_and_says_why(tmp_path: Path) -> None:
    nearer = VALUE.replace("value = 5", 'value = 7\nscope = { applicant = "business" }')
    nearest = VALUE.replace("value = 5", 'value = 9\nscope = { procedure = "1.000001" }')
    figures = load([write(tmp_path, HEAD + VALUE + nearer + nearest)])
    asked = {Dimension.APPLICANT: "business", Dimension.PROCEDURE: "1.000001"}
    assert figures.on("wage", DAY).value.central == 5
    assert figures.on("wage", DAY, {Dimension.APPLICANT: "citizen"}).value.central == 5
    assert figures.on("wage", DAY, {Dimension.APPLICANT: "business"}).value.central == 7
    found = figures.on("wage", DAY, asked)
    assert found.value.central == 9
    assert "procedure=1.000001" in found.because
    assert "giá trị chung" in figures.on("wage", DAY).because


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_no_figure_outlives_its_dates(tmp_path: Path, day: date) -> None:
    figures = load([write(tmp_path, HEAD + VALUE.replace("grade", "until = 2026-12-31\ngrade"))])
    with pytest.raises(ParameterNotFound, match=f"wage .*{day}.*2026-01-01 – 2026-12-31") as caught:
        figures.on("wage", day)
    assert f"since = {day}" in (caught.value.hint or "")


def test_an_unknown_name_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(ParameterNotFound, match="wage"):
        load([write(tmp_path, HEAD + VALUE)]).on("wages", DAY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD.replace('unit = "VND/hour"\n', "") + VALUE, "unit"),
        (HEAD + VALUE.replace('source = "sách"\n', ""), "source"),
        (HEAD + VALUE.replace('grade = "measured"\n', ""), "grade"),
        (HEAD + VALUE.replace("value = 5", "value = 5.5"), "not exact"),
        (HEAD + VALUE.replace("value = 5", "value = -5"), "greater than or equal to 0"),
        (HEAD + VALUE.replace("value = 5", 'value = "năm"'), "not a number"),
        (HEAD + VALUE.replace("value = 5", "low = 3\ncentral = 2\nhigh = 4"), "not in order"),
        (HEAD + VALUE.replace("value = 5", "value = 5\nlow = 3"), "either value"),
        (HEAD + VALUE.replace("since = 2026-01-01\n", ""), "undated"),
        (HEAD + VALUE.replace("grade", "until = 2025-01-01\ngrade"), "lies before"),
        (HEAD + VALUE + VALUE, "two values"),
        (HEAD, "at least 1 item"),
        ("wage = 5", "phải là một bảng"),
        ("[wage", "không phải TOML"),
    ],
)
def test_a_bad_file_is_refused_whole(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadParameterFile, match=told):
        load([write(tmp_path, text)])


def test_a_name_stands_in_one_file_only(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + VALUE)
    with pytest.raises(BadParameterFile, match="đã có"):
        load([path, path])


def test_own_figures_take_the_place_of_shipped_ones(tmp_path: Path) -> None:
    own = load([write(tmp_path, (HEAD + VALUE).replace("wage", "hourly_income"))])
    assert (defaults() | own).on("hourly_income", DAY).value.central == 5


def test_every_shipped_figure_has_source_and_grade_and_says_what_it_is() -> None:
    for parameter in defaults().by_name.values():
        for value in parameter.values:
            assert value.source
            if value.grade is Grade.FOREIGN_DEFAULT:
                assert "Đức" in value.source
            if value.mark is Mark.RECALLED and value.grade is not Grade.PLACEHOLDER:
                assert "nhớ lại" in value.source
            if value.since is None:
                assert value.undated
    assert len(SHIPPED) == 6


def test_the_example_of_hourly_income_is_exact_and_a_placeholder() -> None:
    value = defaults().on("hourly_income", date(2024, 5, 1)).value
    assert value.central == Fraction(114_000_000, 12 * 22 * 8)
    assert value.grade is Grade.PLACEHOLDER
    assert not value.grade.publishable


@given(st.dates(), st.sampled_from(sorted(defaults().by_name)))
def test_a_lookup_answers_within_its_dates_or_not_at_all(day: date, name: str) -> None:
    try:
        found = defaults().on(name, day)
    except ParameterNotFound:
        return
    assert found.value.on(day)
    assert found.value.low <= found.value.central <= found.value.high
