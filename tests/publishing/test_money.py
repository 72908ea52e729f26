"""Numbers on screen: rounded half up there and nowhere else, in Vietnamese separators."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.scm import Range
from publishing.money import dong, dong_range, hours, number, percent, percent_fixed, rounded, short_dong

S = "\u00a0"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (number(1234567), "1.234.567"),
        (number(-1234567), "-1.234.567"),
        (number(Fraction(25, 2)), "13"),
        (number(Fraction(-25, 2)), "-13"),
        (number(Fraction(25, 2), 2), "12,5"),
        (number(Fraction(1, 3), 2), "0,33"),
        (number(1200), "1.200"),
        (number(Fraction(1200), 2), "1.200"),
        (dong(0), f"0{S}đồng"),
        (dong(None), "chưa biết"),
        (dong(Fraction(114_000_000, 2112)), f"53.977{S}đồng"),
        (short_dong(73_750), f"73.750{S}đồng"),
        (short_dong(64_100_000), f"64,1{S}triệu đồng"),
        (short_dong(1_652_000_000_000), f"1.652{S}tỷ đồng"),
        (short_dong(-650_000_000_000), f"-650{S}tỷ đồng"),
        (short_dong(None), "chưa biết"),
        (percent(Fraction(1, 8)), f"12,5{S}%"),
        (percent(Fraction(7164, 10000)), f"71,64{S}%"),
        (percent(Fraction(0)), f"0{S}%"),
        (percent(None), "không xác định"),
        (percent_fixed(Fraction(1, 5)), f"20,00{S}%"),
        (percent_fixed(None), "không xác định"),
        (hours(Fraction(1, 6)), f"10{S}phút"),
        (hours(Fraction(5, 2)), f"2,5{S}giờ"),
        (hours(Fraction(0)), f"0{S}giờ"),
        (dong_range(Range(Fraction(80), Fraction(1200), Fraction(4000))), f"1.200 (80 – 4.000){S}đồng"),
        (dong_range(Range.of(5)), f"5{S}đồng"),
        (dong_range(None), "chưa biết"),
    ],
)
def test_numbers_read_as_vietnamese_readers_expect(shown: str, expected: str) -> None:
    assert shown == expected


@given(st.fractions(min_value=-(10**15), max_value=10**15), st.integers(0, 4))
def test_rounding_is_to_the_nearest_and_symmetric(value: Fraction, places: int) -> None:
    found = Fraction(rounded(value, places))
    assert abs(found - value) <= Fraction(1, 2 * 10**places)
    assert rounded(-value, places) == -rounded(value, places)


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_read_back(value: int) -> None:
    assert int(number(value).replace(".", "")) == value
