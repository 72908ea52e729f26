"""Normal forms of Vietnamese text.

Here: NFC, invisible characters, tone placement, folding for equality, search and sorting.
Not here: words of the domain (catalogue/lookups), phrases (importers/phrases).

Display text is only ever passed through `nfc`; `fold` and `bare` are for comparing and
finding, and never come back to the screen.
"""

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0000]")
"""Soft hyphen, zero-width characters, direction marks, byte-order mark, NUL."""
BLANKS = re.compile(r"[^\S\n]+")
NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2011": "-"})


def nfc(text: str) -> str:
    """Composed (NFC), with plain blanks and hyphens and without invisible characters.

    >>> nfc("Thu\u0309 tu\u0323c\u00a0ha\u0300nh chi\u0301nh\u200b") == "Thủ tục hành chính"
    True
    """
    if text.isascii():
        return text.replace("\0", "")
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text).translate(NO_BREAK))


def squash(text: str) -> str:
    """`nfc` on one line, with single blanks and none at the ends."""
    return " ".join(nfc(text).split())


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NO_LETTER = rf"[a-zđ\u0302\u0306\u031b{_TONES}]"
_I_FOR_Y = re.compile(rf"(?<!{_NO_LETTER})([hklmst])y([{_TONES}]?)(?!{_NO_LETTER})")


def tone_style(text: str) -> str:
    """One tone placement for lower-case text: hoà is hòa, thuỷ is thủy, kí is ký (as `ki`).

    Only the style is folded; words that differ keep differing. `qu` and `gi` are onsets,
    so quý and già keep their mark.

    >>> tone_style("thuỷ") == tone_style("thủy") and tone_style("kỳ") == tone_style("kì")
    True
    """
    spread = unicodedata.normalize("NFD", text)
    # the mark of new style stands on the second vowel (oà, uý); old style: on the first
    spread = re.sub(rf"(?<!q)(o)([ae])([{_TONES}])(?![a-zđ\u0302\u0306\u031b])", r"\1\3\2", spread)
    spread = re.sub(rf"(?<!q)(u)(y)([{_TONES}])(?![a-zđ\u0302\u0306\u031b])", r"\1\3\2", spread)
    spread = _I_FOR_Y.sub(r"\1i\2", spread)
    return unicodedata.normalize("NFC", spread)


def fold(text: str) -> str:
    """For equality: squashed, lower case, one tone placement. Accents still count.

    >>> fold("Uỷ  ban  HOÀ Bình") == fold("Ủy ban Hòa Bình")
    True
    >>> fold("cấp") == fold("cập")
    False
    """
    return tone_style(squash(text).casefold())


def bare(text: str) -> str:
    """For finding: `fold` without tone and vowel marks, đ as d.

    >>> bare("Giấy chứng nhận đăng ký")
    'giay chung nhan dang ki'
    """
    spread = unicodedata.normalize("NFD", fold(text))
    return "".join(c for c in spread if not unicodedata.combining(c)).replace("đ", "d")


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(0x100 + rank) for rank, letter in enumerate(_ALPHABET)}
_TONE_RANK = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def sort_key(text: str) -> tuple[str, str]:
    """Order of Vietnamese dictionaries: letters (a ă â … đ …) first, tones second.

    >>> sorted(["đá", "da", "dạ", "ăn", "an"], key=sort_key)
    ['an', 'ăn', 'da', 'dạ', 'đá']
    """
    letters, tones = [], []
    for letter in squash(text).casefold():
        spread = unicodedata.normalize("NFD", letter)
        tone = "".join(_TONE_RANK[c] for c in spread if c in _TONE_RANK)
        base = unicodedata.normalize("NFC", "".join(c for c in spread if c not in _TONE_RANK))
        letters.append(_RANK.get(base, base))
        tones.append(tone or "0")
    return "".join(letters), "".join(tones)
