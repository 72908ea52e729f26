"""Quantities of papers: originals and copies (bản chính, bản sao), sets (bộ hồ sơ).

Digits win over words beside them ("hai (02) bộ"). What is not stated is None, not 0.
"""

import re
from functools import cache

from catalogue.text import nfc
from importers.phrases.lexicon import any_of, lookup, plain_words
from importers.phrases.numbers import NUMBER, number_in

ORIGINAL = r"(?:bản\s?(?:chính|gốc)|chính bản)"
COPY = r"(?:bản\s?(?:sao|chụp|photo(?:copy)?|phô\s?-?\s?tô|copy|trích sao)|bản photocopy)"
BEFORE = re.compile(rf"(?<![\w./])(?<!\d,)(?P<number>{NUMBER})\s?(?P<kind>{ORIGINAL}|{COPY})")
AFTER = re.compile(rf"(?P<kind>{ORIGINAL}|{COPY})\s?[:=]\s?(?P<number>{NUMBER})")
SET_COUNT = re.compile(
    rf"số (?:(?:lượng )?(?:bộ )?hồ sơ|bộ)\s?(?:\(bộ\))?\s?:?\s?(?P<number>{NUMBER})(?![\w/.])"
    rf"|số lượng\s?:\s?(?P<labelled>{NUMBER})(?![\w/.]|\s?bản)"
)
NONE = re.compile(r"(?:không|không có)")


@cache
def _sets() -> re.Pattern[str]:
    others = any_of(lookup("phrases")["sets"]["not_sets"])
    return re.compile(rf"(?<![\w./])(?<!\d,)(?P<number>{NUMBER})\s?(?:bộ(?!\w|\s?(?:{others})(?!\w))|\(bộ\))")


def parse_quantity(text: str) -> tuple[int | None, int | None]:
    """Originals and copies stated in the text; None for what it does not state, or states twice differently.

    >>> parse_quantity("1 bản chính,1 bản sao"), parse_quantity("Bản sao: 0")
    ((1, 1), (None, 0))
    """
    told = plain_words(nfc(text))
    if NONE.fullmatch(told):
        return 0, 0  # the portal's printed form of 0 and 0
    stated: dict[bool, set[int]] = {True: set(), False: set()}
    labelled = [*AFTER.finditer(told)]  # "Bản chính: 1 Bản sao: 0" is label and figure, not figure and label
    for match in labelled or BEFORE.finditer(told):
        number = number_in(match["number"])
        if number is not None and number.value.is_integer():
            stated[re.match(ORIGINAL, match["kind"]) is not None].add(int(number.value))
    originals, copies = (one.pop() if len(one) == 1 else None for one in (stated[True], stated[False]))
    return originals, copies


def parse_sets(text: str) -> int | None:
    """Số bộ hồ sơ that the text states; None where it states none, or different ones.

    >>> parse_sets("Số lượng hồ sơ: 01 (một) bộ"), parse_sets("hai (02) bộ hồ sơ"), parse_sets("Bộ Tư pháp")
    (1, 2, None)
    """
    told = plain_words(nfc(text))
    counted = (match["number"] or match["labelled"] for match in SET_COUNT.finditer(told))
    printed = (*(match["number"] for match in _sets().finditer(told)), *counted)
    numbers = [number_in(one) for one in printed]
    if not numbers and re.fullmatch(NUMBER, told):
        numbers = [number_in(told)]
    stated = {int(one.value) for one in numbers if one is not None and one.value.is_integer()}
    return stated.pop() if len(stated) == 1 else None
