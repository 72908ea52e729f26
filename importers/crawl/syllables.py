"""Whether letters form one Vietnamese syllable: two words glued together do not.

Here: the shape of a syllable (onset, vowels, coda, one tone). Not here: a dictionary.
"""

import re
import unicodedata
from functools import lru_cache

_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    "(?:uyê|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|uya|uao|ueo|uai|uay"
    "|iê|yê|uô|ươ|uâ|uê|uy|uơ|ua|ưa|ia|oa|oă|oe|oo|ai|ay|âu|ây|ao|au|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu"
    "|[aăâeêioôơuưy])"
)
_BARE = "(?:uye|ieu|yeu|uoi|uou|uay|oai|oay|oao|oeo|ie|ye|uo|uu|eu|ue|uy|ua|ia|oa|oe|[aeiou]{1,2}y?|y)"
_CODA = "(?:ch|ng|nh|[cmnpt])?"
_SYLLABLE = re.compile(_ONSET + _NUCLEUS + _CODA)
_PLAIN = re.compile(_ONSET + _BARE + _CODA)
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """One syllable, whatever its case, or one that lost its accents (duong for đường).

    A stop coda is not checked against its tone.

    >>> is_syllable("định"), is_syllable("địnhvăn"), is_syllable("BNNMT")
    (True, False, False)
    """
    if word.isascii():
        return _PLAIN.fullmatch(word.casefold()) is not None
    spread = unicodedata.normalize("NFD", word.casefold())
    tones = sum(spread.count(tone) for tone in _TONES)
    plain = unicodedata.normalize("NFC", "".join(letter for letter in spread if letter not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(plain) is not None
