"""What may stand in a cell of a table that goes out: text that stays text, exact numbers, sheet names.

Here: the guard against formula injection. Not here: layouts (forms/*). Texts come from published
files, so they are hostile: in XLSX they are written as strings, never parsed; in CSV, where there
are no types, a leading sign is disarmed.
"""

import re
from fractions import Fraction

LONGEST = 32_767
"""Letters in one cell of XLSX."""
NAME = 31
"""Letters in the name of a sheet."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_ARMED = re.compile(r"^\s*[=+\-@\t\r|%]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_DIGITS = 15
"""Digits that a spreadsheet keeps of a number."""


def units(value: str) -> int:
    """Length of a text as a spreadsheet counts it: some letters count twice.

    >>> units("Đơn"), units("\U0001f600")
    (3, 2)
    """
    return len(value.encode("utf-16-le", "surrogatepass")) // 2


def text(value: str) -> str:
    """Text for a string cell of XLSX: no control characters, no longer than a cell.

    Write it with a function that writes strings; this alone disarms nothing.
    """
    told = _CONTROL.sub(" ", value)
    return told if len(told) <= LONGEST else told[: LONGEST - 1] + "…"


def disarmed(value: str) -> str:
    """Text for CSV: what a spreadsheet would take for a formula begins with an apostrophe.

    >>> disarmed("=1+1"), disarmed("Đơn")
    ("'=1+1", 'Đơn')
    """
    told = text(value)
    return f"'{told}" if _ARMED.match(told) else told


def exact(value: Fraction) -> str | float:
    """A number, or where it has no short decimal form a formula of two whole numbers that gives it.

    >>> exact(Fraction(5, 2)), exact(Fraction(1, 12))
    (2.5, '=1/12')
    """
    if Fraction(repr(float(value))) == value:
        return float(value)
    fits = max(len(str(abs(value.numerator))), len(str(value.denominator))) <= _DIGITS
    return f"={value.numerator}/{value.denominator}" if fits else float(value)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other sheet has; it is added to `taken`."""
    plain = _NOT_IN_NAMES.sub("_", text(wanted)).strip() or "_"
    name, count = plain[:NAME], 1
    while name.casefold() in taken:
        count += 1
        ending = f" ({count})"
        name = plain[: NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name


def reference(sheet: str, cell: str) -> str:
    """A cell of another sheet as a formula names it."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"
