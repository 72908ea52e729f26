"""Labels of forms (mẫu đơn, tờ khai): "Mẫu số 01", "Mẫu TP-TSCC-01a", "Mẫu CT01".

Not here: names of attached files; which text the form belongs to (catalogue/citations.py).
"""

import re
from functools import cache

from catalogue.text import squash
from importers.phrases.lexicon import any_of, lookup

PART = r"(?:[A-ZĐ]{1,8}\d{0,4}[a-zđ]?|\d{1,4}(?:\.\d{1,3})*[A-Za-zđĐ]?|[IVX]+)"
LABEL = rf"{PART}(?:[-–/.]{PART})*"
NEXT = re.compile(rf"(?:,|;|và|hoặc)\s*(?P<word>[Mm]ẫu\s+)?(?P<number>số\s+)?(?P<label>{LABEL})")


@cache
def _pattern() -> re.Pattern[str]:
    heads = any_of(lookup("phrases")["forms"]["heads"])
    again = rf"(?:\s*(?:,|;|và|hoặc)\s*(?:[Mm]ẫu\s+)?(?:số\s+)?{LABEL}(?![\wà-ỹ]))*"
    word = rf"(?<!\w)(?P<word>(?i:{heads})(?:\s+(?i:số))?)"
    return re.compile(rf"{word}\s*:?\s*(?P<label>{LABEL})(?![\wà-ỹ])(?P<more>{again})")


def form_labels(text: str) -> tuple[str, ...]:
    """Labels of the forms that the text names, as printed, each once, in order.

    >>> form_labels("Tờ khai (theo Mẫu TP-TSCC-01a, mẫu số 02 ban hành kèm theo Thông tư)")
    ('Mẫu TP-TSCC-01a', 'Mẫu số 02')
    """
    found: list[str] = []
    for match in _pattern().finditer(squash(text)):
        word = match["word"][0].upper() + match["word"][1:].lower()
        if not _is_label(match["label"], numbered="số" in word):
            continue
        found.append(f"{word} {match['label']}")
        for more in NEXT.finditer(match["more"]):
            head = "Mẫu" if more["word"] else word.removesuffix(" số")
            number = " số" if more["number"] or (not more["word"] and word.endswith("số")) else ""
            if _is_label(more["label"], numbered=True):
                found.append(f"{head}{number} {more['label']}")
    return tuple(dict.fromkeys(found))


def _is_label(label: str, *, numbered: bool) -> bool:
    """A label holds a digit or a Roman number, or is capitals behind "số"."""
    return (
        bool(re.search(r"\d", label))
        or bool(re.fullmatch(r"[IVX]+|[A-ZĐ]", label))
        or (numbered and label.isupper())
    )
