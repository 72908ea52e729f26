"""Working days by hand: the dates of each count stand in the comment, off the printed calendars.

2025: Tết off 27–31/01; Giỗ Tổ Mon 07/4; 30/4 Wed, 01/5 Thu off; Fri 02/5 off, made up on Sat 26/4;
      01–02/9 (Mon, Tue) off.
2026: Thu 01/01 off; Fri 02/01 off, made up on Sat 10/01; Tết off Mon 16 – Fri 20/02; Mon 27/4 off in lieu
      of Giỗ Tổ; Thu 30/4, Fri 01/5 off; Mon 31/8 off, made up on Sat 22/8; Tue 01/9, Wed 02/9 off.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.working_days import BadCalendar, Calendar, NoCalendar, calendar, estimate, read_years


def d(text: str) -> date:
    """05/02/2026 as people write it."""
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


AFTER = [  # day of the event, working days, last day of the period; the days that are counted
    ("05/01/2026", 5, "10/01/2026"),  # 6 7 8 9, and Sat 10 is worked
    ("31/12/2025", 1, "05/01/2026"),  # 1/1 off, 2/1 off, 3–4 weekend; Mon 5
    ("31/12/2025", 5, "09/01/2026"),  # 5 6 7 8 9
    ("31/12/2025", 6, "10/01/2026"),  # … and Sat 10
    ("31/12/2025", 7, "12/01/2026"),  # … Sun 11 not, Mon 12
    ("13/02/2026", 1, "23/02/2026"),  # Fri 13; 14–22 all off; Mon 23
    ("13/02/2026", 5, "27/02/2026"),  # 23 24 25 26 27
    ("10/02/2026", 10, "03/03/2026"),  # 11 12 13 | 23–27 | 2 3 March
    ("14/02/2026", 1, "23/02/2026"),  # an event on a day off counts from there all the same
    ("24/01/2025", 1, "03/02/2025"),  # Fri 24; 25/1–2/2 off; Mon 3/2
    ("22/01/2025", 5, "05/02/2025"),  # Wed 22; 23 24 | 25/1–2/2 off | 3 4 5 February
    ("04/04/2025", 1, "08/04/2025"),  # Fri 4; 5–6 weekend; Mon 7 Giỗ Tổ; Tue 8
    ("25/04/2025", 1, "26/04/2025"),  # Sat 26 is worked
    ("25/04/2025", 4, "05/05/2025"),  # 26 28 29 | 30 1 2 off, 3–4 weekend | 5
    ("29/04/2025", 1, "05/05/2025"),  # 30 1 2 off, weekend; Mon 5
    ("24/04/2026", 1, "28/04/2026"),  # Fri 24; weekend; Mon 27 in lieu; Tue 28
    ("24/04/2026", 3, "04/05/2026"),  # 28 29 | 30 1 off, weekend | 4
    ("29/08/2025", 1, "03/09/2025"),  # Fri 29; weekend; 1–2/9 off; Wed 3
    ("21/08/2026", 1, "22/08/2026"),  # Sat 22 is worked
    ("28/08/2026", 1, "03/09/2026"),  # Fri 28; weekend; 31, 1, 2 off; Thu 3
    ("21/08/2026", 9, "07/09/2026"),  # Sat 22 worked | 24 25 26 27 28 | 3 4 | 7 September
    ("06/03/2026", 2, "10/03/2026"),  # Fri 6; Mon 9, Tue 10
]

BEFORE = [  # a day, working days, the day so many working days before it
    ("01/03/2026", 5, "23/02/2026"),  # Sun 1; 27 26 25 24 23
    ("01/03/2026", 6, "13/02/2026"),  # … 22–14 off; Fri 13
    ("01/03/2026", 20, "26/01/2026"),  # 27–23 (5) | 13–9 (10) | 6–2 (15) | 30–26/1 (20)
    ("15/02/2025", 5, "10/02/2025"),  # Sat 15; 14 13 12 11 10
    ("05/02/2025", 5, "22/01/2025"),  # 4 3 | 24 23 22
    ("05/05/2025", 5, "24/04/2025"),  # 29 28 | Sat 26 worked | 25 24
    ("12/01/2026", 5, "06/01/2026"),  # Sat 10 worked, 9 8 7 6
    ("05/01/2026", 1, "31/12/2025"),  # 4–1/1 off; Wed 31/12
    ("03/09/2026", 5, "24/08/2026"),  # 28 27 26 25 24
    ("03/09/2026", 6, "22/08/2026"),  # … Sat 22 worked
    ("01/07/2026", 20, "03/06/2026"),  # 30 29 | 26–22 | 19–15 | 12–8 | 5 4 3
]


@pytest.mark.parametrize(("event", "number", "last"), AFTER)
def test_so_many_working_days_after_a_day(event: str, number: int, last: str) -> None:
    assert calendar().after(d(event), number) == d(last)
    assert calendar().between(d(event), d(last)) == number


@pytest.mark.parametrize(("day", "number", "first"), BEFORE)
def test_so_many_working_days_before_a_day(day: str, number: int, first: str) -> None:
    assert calendar().before(d(day), number) == d(first)


@pytest.mark.parametrize(
    ("end", "runs_to"),
    [
        ("14/02/2026", "23/02/2026"),  # a Saturday before Tết
        ("30/04/2025", "05/05/2025"),
        ("10/01/2026", "10/01/2026"),  # a Saturday that is worked
        ("31/08/2026", "03/09/2026"),
        ("01/01/2026", "05/01/2026"),
        ("09/03/2026", "09/03/2026"),
    ],
)
def test_a_period_that_ends_on_a_day_off_runs_on(end: str, runs_to: str) -> None:
    assert calendar().running_on(d(end)) == d(runs_to)


def test_no_day_is_zero_working_days() -> None:
    assert calendar().after(d("14/02/2026"), 0) == d("14/02/2026")
    assert calendar().between(d("13/02/2026"), d("22/02/2026")) == 0
    assert calendar().between(d("23/02/2026"), d("13/02/2026")) == -1


def test_a_year_without_calendar_is_refused_with_what_to_type() -> None:
    with pytest.raises(NoCalendar) as refused:
        calendar().after(d("28/12/2027"), 10)
    assert "2028" in refused.value.message
    assert refused.value.hint is not None
    assert "dongian calendar import 2028" in refused.value.hint


def test_a_year_of_the_library_is_marked_as_estimated() -> None:
    assert calendar().years[2027].estimated
    assert calendar().estimated(d("20/12/2026"), d("05/01/2027")) == (2027,)
    assert calendar().estimated(d("05/01/2026")) == ()


def test_the_library_agrees_with_the_printed_years_but_for_a_late_swap() -> None:
    for year in (2022, 2023, 2024, 2025, 2026):
        ours = {one.day for one in calendar().years[year].days_off}
        ours |= {one.off for one in calendar().years[year].swapped if one.off}
        theirs = {one.day for one in estimate(year).days_off if one.day.weekday() < 5}
        assert ours ^ theirs <= {date(2026, 1, 2)}, year  # 12729/VPCP-KGVX came on 25/12/2025


def test_a_notice_that_is_entered_stands_before_what_ships() -> None:
    text = """[[year]]
    year = 2028
    source = "thông báo"
    mark = "text"
    days_off = [{ day = 2028-01-03, name = "Nghỉ bù" }]
    swapped = [{ off = 2028-01-04, work = 2028-01-08 }]"""
    more = calendar().with_years(read_years(text, name="2028.toml"))
    # 30/12/2027 is Thu; Fri 31; Mon 3 and Tue 4 off; Wed 5 Thu 6 Fri 7, Sat 8 worked
    assert more.after(date(2027, 12, 30), 5) == date(2028, 1, 8)


STRANGE = """[[year]]
year = 2026
source = "x"
mark = "text"
days_off = [{ day = 2025-01-01, name = "x" }]"""


@pytest.mark.parametrize("text", ["no toml [", STRANGE])
def test_a_notice_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(BadCalendar):
        read_years(text, name="notice.toml")


DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))


@given(DAYS, st.integers(0, 30))
def test_forward_and_back_meet(day: date, number: int) -> None:
    book: Calendar = calendar()
    start = book.running_on(day) if day < date(2026, 12, 20) else date(2026, 3, 2)
    there = book.after(start, number)
    assert book.before(there, number) == start


@given(DAYS, DAYS)
def test_between_is_counting_on_the_calendar(first: date, last: date) -> None:
    first, last = min(first, last), max(first, last)
    counted = 0
    day = first
    while day < last:
        day += timedelta(days=1)
        counted += calendar().is_working(day)
    assert calendar().between(first, last) == counted
