"""Normal forms of Vietnamese text.

Here: NFC, invisible characters, tone placement, folding for equality, search and sorting.
Not here: words of the domain (catalogue/lookups), phrases (importers/phrases).

Also: letters of other alphabets that look Latin, marks of lists at the start of a line, accents
split off by PDF files, text typed in a font of before Unicode. Capitals: catalogue/capitals.py.

Display text is only ever passed through `nfc`; `fold` and `bare` are for comparing and
finding, and never come back to the screen.
"""

import re
import unicodedata
from functools import lru_cache

from catalogue.syllables import join_split_accents as join_split_accents

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0000]")
"""Soft hyphen, zero-width characters, direction marks, byte-order mark, NUL."""
BLANKS = re.compile(r"[^\S\n]+")
NO_BREAK = {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2011": "-"}
ODD = re.compile(f"{INVISIBLE.pattern[:-1]}{''.join(NO_BREAK)}]")


def nfc(text: str) -> str:
    """Composed (NFC), with plain blanks and hyphens and without invisible characters.

    >>> nfc("Thu\u0309 tu\u0323c\u00a0ha\u0300nh chi\u0301nh\u200b") == "Thủ tục hành chính"
    True
    """
    if text.isascii():
        return text.replace("\0", "")
    if ODD.search(text):
        text = INVISIBLE.sub("", text)
        for odd, plain in NO_BREAK.items():  # three times as fast as str.translate on long texts
            text = text.replace(odd, plain)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


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


@lru_cache(maxsize=50_000)
def _folded_word(word: str) -> str:
    return tone_style(unicodedata.normalize("NFC", word.casefold()))


@lru_cache(maxsize=50_000)
def _bare_word(word: str) -> str:
    spread = unicodedata.normalize("NFD", _folded_word(word))
    return "".join(c for c in spread if not unicodedata.combining(c)).replace("đ", "d")


def fold(text: str) -> str:
    """For equality: squashed, lower case, one tone placement. Accents still count.

    >>> fold("Uỷ  ban  HOÀ Bình") == fold("Ủy ban Hòa Bình")
    True
    >>> fold("cấp") == fold("cập")
    False
    """
    return " ".join([_folded_word(word) for word in nfc(text).split()])


def bare(text: str) -> str:
    """For finding: `fold` without tone and vowel marks, đ as d.

    >>> bare("Giấy chứng nhận đăng ký")
    'giay chung nhan dang ki'
    """
    return " ".join([_bare_word(word) for word in nfc(text).split()])


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


_LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјорсухѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧοÐƉðɖ",
    "ABESIJKMHOPCTYXaeijopcyxsABEZHIKMNOPTYXoĐĐđđ",
)


def latin_letters(text: str) -> str:
    """Cyrillic, Greek and Icelandic look-alikes as Latin letters; same length. For codes and numbers only.

    >>> latin_letters("40/2026/NĐ-СР") == "40/2026/NĐ-CP"
    True
    """
    return text if text.isascii() else text.translate(_LOOK_ALIKE)


_LETTER = "[a-eđg-ik-vxyA-EĐG-IK-VXY]"
_MARK = re.compile(
    rf"""\s*(?:
      [-–—−+*•·●○◦▪■□‣►➢✓✔]+(?=\s|[^\W\d_]|["“(\[]|\d)
    | \((?:[1-9]\d?|[ivx]{{1,4}}|{_LETTER}\d?)\)
    | (?:{_LETTER}|[1-9]\d?)(?:\.\d{{1,2}})*\)
    | [1-9]\d?(?:\.\d{{1,2}})+\.?(?=\s+[^\W\d_])
    | 0?[1-9]\d?[./](?=\s*[^\W\d_]|\s+[\d(“"])
    | {_LETTER}[./](?=\s+\S)
    | [IVX]{{1,5}}[./)](?=\s+\S)
    | o(?=\s+[A-ZĐÀ-Ỹ])
    )\s*""",
    re.VERBOSE,
)


def split_mark(text: str) -> tuple[str, str]:
    """The marks of a list item at the start ("- ", "a)", "đ)", "(i)", "1.2.") and the words behind.

    >>> split_mark("- a.1) Tờ khai")
    ('- a.1)', 'Tờ khai')
    """
    end = 0
    for _ in range(3):
        match = _MARK.match(text, end)
        if match is None or not text[match.end() :].strip():
            break
        end = match.end()
    return text[:end].strip(), text[end:].strip()


def strip_marks(text: str) -> str:
    """The words without the marks of a list at the start of the text; inner lines are kept."""
    return split_mark(text)[1]


_STEP = re.compile(r"\s*[-–+*•]*\s*bước\s+(?P<order>\d{1,2})\s*(?:[:.;)–-]|(?=\s)|$)+\s*", re.IGNORECASE)


def split_step(text: str) -> tuple[int | None, str]:
    """The number of a step ("Bước 1:") and its words; None where no number is written.

    >>> split_step("- Bước 2: Nộp hồ sơ.")
    (2, 'Nộp hồ sơ.')
    """
    match = _STEP.match(text)
    return (None, text.strip()) if match is None else (int(match["order"]), text[match.end() :].strip())


_UNICODE_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_TCVN3 = re.compile("[A-Za-z]*[\u00a1-\u00b8\u00b9-\u00be\u00c6-\u00dc\u00e3-\u00f9\u00fb-\u00fe][a-z]{0,4}")
_TCVN3_SIGNS = re.compile("[\u00a1-\u00a9\u00ab-\u00af\u00b5-\u00b9\u00bb-\u00be]")
_VNI = re.compile("[AEIOUYaeiouyöôÖÔ][øùûõïâáàåãúüëêéèäØÙÛÕÏÂÁÀÅÃÚÜËÊÉÈÄ]")


def looks_like_legacy_font(text: str) -> str | None:
    """ "TCVN3" or "VNI" where text was typed for a font of before Unicode; None otherwise.

    Decided by the letters, not by the name of the font: .VnTime is still declared
    for text that is Unicode.

    >>> looks_like_legacy_font("C«ng hoµ x· héi chñ nghÜa ViÖt Nam")
    'TCVN3'
    """
    words = text.split()
    if not words or _UNICODE_VIETNAMESE.search(nfc(text)):
        return None
    signs = sum(1 for word in words if _TCVN3_SIGNS.search(word) and re.search("[A-Za-z]", word))
    if signs >= max(2, len(words) / 8):
        return "TCVN3"
    pairs = sum(1 for word in words if _VNI.search(word))
    return "VNI" if pairs >= max(2, len(words) / 4) else None
