"""What a Vietnamese syllable may look like, and words that PDF files have torn apart.

Here: is_syllable, is_bare_syllable, join_split_accents. Source of the rimes: spelling rules of the national
script (chữ Quốc ngữ); the lists are grammar, not domain words.
"""

import re
import unicodedata
from functools import lru_cache

_ONSETS = """
b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x
"""
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en
eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o
oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om
on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh
ui um un ung uôc uôi uôm uôn uông uôp uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi
ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ych yêm yên yêng yêt yêu ynh yt
"""
ONSETS = frozenset(_ONSETS.split()) | {""}
"""Phụ âm đầu; some syllables have none."""
RIMES = frozenset(_RIMES.split())
"""Vần, without tone."""
TONES = "\u0300\u0301\u0303\u0309\u0323"
STOPS = ("c", "ch", "p", "t")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether the letters make one Vietnamese syllable (âm tiết), in any case."""
    spread = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in spread if c in TONES]
    base = unicodedata.normalize("NFC", "".join(c for c in spread if c not in TONES))
    if len(tones) > 1 or not base:
        return False
    for cut in (3, 2, 1, 0):
        onset, rime = base[:cut], base[cut:]
        if onset in ONSETS and (
            rime in RIMES or (rime and onset in ("qu", "gi") and onset[-1] + rime in RIMES)
        ):
            stopped = rime.endswith(STOPS) and not rime.endswith(("nh", "ng"))
            return not stopped or not tones or tones[0] in "\u0301\u0323"
    return base == "gi"


_BARE_RIMES = frozenset(
    "".join(c for c in unicodedata.normalize("NFD", rime) if not unicodedata.combining(c)) for rime in RIMES
)


@lru_cache(maxsize=50_000)
def is_bare_syllable(word: str) -> bool:
    """Whether letters without marks make one syllable that lost them ("duong" for "đường")."""
    plain = word.lower()
    return any(plain[:cut] in ONSETS and plain[cut:] in _BARE_RIMES for cut in (3, 2, 1, 0))


STANDING = frozenset("àáạảởơôồổốộưừứựủúùyýỷỵêéèếaeiou")
"""Syllables of one letter that are words: "ở" after a lone letter ("nhóm B ở …") stays apart."""
LOOSE_MARK = re.compile(
    "([^\\W\\d_][\u0302\u0306\u031b]?)[ \u00a0]+([\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]+)"
)
RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")


def join_split_accents(text: str) -> str:
    """Words that a PDF has torn at their accents, joined again: "hoă ̣c" and "Qu ả ng" are words.

    Pieces are joined only where one of them is no syllable and the result is one.

    >>> join_split_accents("t ỉ nh Qu ả ng Ngãi, hoă \u0323c x ã hội")
    'tỉnh Quảng Ngãi, hoặc xã hội'
    """
    whole = unicodedata.normalize("NFC", LOOSE_MARK.sub(r"\1\2", unicodedata.normalize("NFC", text)))
    return RUN.sub(lambda run: " ".join(_joined(run[0].split(" "))), whole)


def _joined(pieces: list[str]) -> list[str]:
    """Fewest pieces that are no syllables, then fewest joins (dynamic programming over at most 5 pieces)."""
    if all(is_syllable(piece) for piece in pieces):
        return pieces
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]
    for end in range(1, len(pieces) + 1):
        ways = []
        for start in range(max(0, end - 5), end):
            bad, joins, words = best[start]
            taken = pieces[start:end]
            word = "".join(taken)
            if len(taken) > 1 and not _may_join(taken, word):
                continue
            ways.append((bad + (not is_syllable(word)), joins + len(taken) - 1, [*words, word]))
        best.append(min(ways, key=lambda way: way[:2]))
    return best[-1][2]


def _may_join(taken: list[str], word: str) -> bool:
    if not is_syllable(word) or all(is_syllable(piece) for piece in taken):
        return False
    if any(piece[:1].isupper() for piece in taken[1:]):
        return False
    return not (len(taken) == 2 and len(taken[0]) == 1 and taken[1].lower() in STANDING)
