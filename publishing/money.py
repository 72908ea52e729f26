"""Numbers as a Vietnamese reader expects them: 1.234.567 đồng; 12,5 %; 1,2 tỷ đồng.

Here: the one place where exact figures are rounded, half up. Not here: figures themselves.
"""

from decimal import Decimal
from fractions import Fraction

from analysis.scm import UNDETERMINED, Range

NOT_KNOWN = "chưa biết"
SPACE = "\u00a0"
"""No-break space between a number and its unit."""
_LARGE = ((10**9, "tỷ"), (10**6, "triệu"))


def rounded(value: Fraction | int, places: int = 0) -> Decimal:
    """Half up, as people round; -2.5 becomes -3."""
    exact = Fraction(value) * 10**places
    whole = (abs(exact) * 2 + 1) // 2
    return Decimal(int(whole if exact >= 0 else -whole)).scaleb(-places)


def number(value: Fraction | int | Decimal, places: int = 0, *, trim: bool = True) -> str:
    """1234567.5 as 1.234.567,5: at most `places` decimals, with trailing zeros only where not trimmed.

    >>> number(1234567)
    '1.234.567'
    >>> number(Fraction(25, 2), 2)
    '12,5'
    """
    told = rounded(Fraction(value), places)
    whole, _, decimals = f"{told:,.{places}f}".partition(".")
    decimals = decimals.rstrip("0") if trim else decimals
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def dong(value: Fraction | int | None) -> str:
    """Whole đồng: 1.234.567 đồng; "chưa biết" for None, which is not 0."""
    return NOT_KNOWN if value is None else f"{number(value)}{SPACE}đồng"


def short_dong(value: Fraction | int | None) -> str:
    """Three or four figures: 64,1 triệu đồng; 1.652 tỷ đồng; 73.750 đồng."""
    if value is None:
        return NOT_KNOWN
    for size, name in _LARGE:
        told = Fraction(value) / size
        if abs(told) >= 1:
            return f"{number(told, 1 if abs(told) >= 10 else 2)}{SPACE}{name} đồng"
    return dong(value)


def dong_range(value: Range | None) -> str:
    """Central value with its bounds: 120.000 (80.000 – 400.000) đồng."""
    if value is None:
        return NOT_KNOWN
    if value.low == value.high:
        return dong(value.central)
    return f"{number(value.central)} ({number(value.low)} – {number(value.high)}){SPACE}đồng"


def percent(share: Fraction | None, places: int = 2) -> str:
    """A share of 1 as 12,5 %; "không xác định" for None."""
    return UNDETERMINED if share is None else f"{number(share * 100, places)}{SPACE}%"


def percent_fixed(share: Fraction | None) -> str:
    """As `percent`, always with two decimals, for columns."""
    return UNDETERMINED if share is None else f"{number(share * 100, 2, trim=False)}{SPACE}%"


def hours(value: Fraction) -> str:
    """2,5 giờ; under one hour in minutes: 10 phút."""
    if value and abs(value) < 1:
        return f"{number(value * 60, 1)}{SPACE}phút"
    return f"{number(value, 1)}{SPACE}giờ"
