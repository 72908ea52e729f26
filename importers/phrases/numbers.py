"""Numbers written in Vietnamese words, digits, or both: "năm (05)", "01 (một)", "hai mươi", "7,5".

Here: read_number, NUMBER. Not here: money with its groups of three digits (fees.py).
"""

import re
from dataclasses import dataclass

from importers.phrases.lexicon import plain_words

ONES = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
AFTER_TEN = ONES | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
WORD = "|".join(sorted({*AFTER_TEN, "mười", "mươi", "trăm", "linh", "lẻ"}, key=len, reverse=True))
WORDS = rf"(?:{WORD})(?: (?:{WORD}))*"
DIGITS = r"(?:1/2|½|\d{1,4}(?:[.,]\d{1,2}(?!\d))?)"
NUMBER = (
    rf"(?:{DIGITS}(?:\s?\(\s?(?:{WORDS}|{DIGITS})\s?\))?"
    rf"|(?<!\w){WORDS}(?:\s?\(\s?{DIGITS}\s?\)|(?!\w))|\(\s?{DIGITS}\s?\))"
)
"""Pattern of a number in lower-case text, without groups; `number_in` gives its value."""
PARTS = re.compile(rf"(?P<digits>{DIGITS})|(?P<words>{WORDS})")


@dataclass(frozen=True)
class Number:
    """A number as read; `agrees` is False where words and digits beside each other differ."""

    value: float
    agrees: bool = True


def words_to_number(text: str) -> int | None:
    """Value of number words up to 100 and a little above; None where the words make no number.

    >>> words_to_number("hai mươi lăm"), words_to_number("mười"), words_to_number("một trăm")
    (25, 10, 100)
    """
    words = text.lower().split()
    if "trăm" in words:
        place = words.index("trăm")
        hundreds = words_to_number(" ".join(words[:place])) if place else 1
        rest = [word for word in words[place + 1 :] if word not in ("linh", "lẻ")]
        tail = words_to_number(" ".join(rest)) if rest else 0
        return None if hundreds is None or tail is None or hundreds > 9 else hundreds * 100 + tail
    match words:
        case ["mười"]:
            return 10
        case ["mười", one] if one in AFTER_TEN:
            return 10 + AFTER_TEN[one]
        case [ten, "mươi"] if ten in ONES:
            return 10 * ONES[ten]
        case [ten, "mươi", one] if ten in ONES and one in AFTER_TEN:
            return 10 * ONES[ten] + AFTER_TEN[one]
        case [ten, one] if ten in ONES and one in ("mốt", "tư", "lăm", "nhăm"):
            return 10 * ONES[ten] + AFTER_TEN[one]
        case [one] if one in ONES:
            return ONES[one]
    return None


def digits_to_number(text: str) -> float:
    """Value of digits with a decimal comma or point: 7,5 and 6.25; ½ and 1/2 are 0.5."""
    if text in ("1/2", "½"):
        return 0.5
    return float(text.replace(",", "."))


def number_in(text: str) -> Number | None:
    """Value of words that NUMBER has matched; digits win over words."""
    digits = words = None
    for match in PARTS.finditer(text):
        digits = digits or match["digits"]
        words = words or match["words"]
    said = words_to_number(words) if words else None
    if digits is None:
        return None if said is None else Number(float(said))
    value = digits_to_number(digits)
    return Number(value, said is None or said == value)


ONLY = re.compile(NUMBER)


def read_number(text: str) -> int | None:
    """The whole number that the text is, in digits or words; None for anything else.

    >>> read_number("năm (05)"), read_number("01 (một)"), read_number("hai mươi"), read_number("sáu bộ")
    (5, 1, 20, None)
    """
    told = plain_words(text)
    number = number_in(told) if ONLY.fullmatch(told) else None
    return int(number.value) if number is not None and number.value.is_integer() else None
