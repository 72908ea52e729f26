"""Other spellings of a word that was mistyped (gõ sai): which words of the index may be meant.

Here: letters missing, doubled or swapped, keys of Telex and VNI left in the word, sounds that
are one in some regions, two words glued together. Tones need nothing: words are compared bare.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from catalogue.search_words import lookup

TELEX = (("dd", "d"), ("aa", "a"), ("aw", "a"), ("ee", "e"), ("oo", "o"), ("ow", "o"), ("uw", "u"))
TELEX_TONE = re.compile(r"(?<=[aeiouy])([sfrxj])(?=(?:c|ch|m|n|ng|nh|p|t|i|o|u|y|a)?$)|[sfrxjz]$")
VNI = re.compile(r"[1-9]")
MOST = 6
"""Spellings that are tried for one word."""
LONG = 6
"""Letters from which on two of them may be wrong."""


def others(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Words of the index that a bare word may stand for, the likeliest first; never the word itself.

    >>> others("shinh", {"sinh", "sanh", "khai"})
    ('sinh',)
    >>> others("ddaats", {"dat", "dai"})
    ('dat',)
    """
    if word.isdigit():
        return ()
    found = dict.fromkeys(one for one in (*_keys(word), *_sounds(word)) if one in known)
    if word not in known:
        found |= dict.fromkeys(_glued(word, known))
        found |= dict.fromkeys(_near(word, known))
    found.pop(word, None)
    return tuple(found)[:MOST]


def sounds_alike(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Known words that sound like a word in some regions."""
    return tuple(one for one in dict.fromkeys(_sounds(word)) if one in known and one != word)[:MOST]


def _keys(word: str) -> Iterator[str]:
    """What the keys of Telex or VNI would have made: ddaats, d9at61 is đất."""
    plain = VNI.sub("", word)
    if plain != word and plain.isalpha():
        yield plain
    for keys, letter in TELEX:
        plain = plain.replace(keys, letter)
    yield plain
    toneless = TELEX_TONE.sub("", plain, count=1)
    yield toneless
    yield toneless.replace("w", "")


@cache
def _groups() -> tuple[list[list[str]], list[list[str]]]:
    told = lookup()["sounds"]
    return told["start"], told["end"]


def _sounds(word: str) -> Iterator[str]:
    starts, ends = _groups()
    for group in starts:
        for one in sorted(group, key=len, reverse=True):
            if word.startswith(one):
                yield from (other + word[len(one) :] for other in group if other != one)
                break
    for group in ends:
        for one in sorted(group, key=len, reverse=True):
            if word.endswith(one) and len(word) > len(one):
                yield from (word[: -len(one)] + other for other in group if other != one)
                break


def _glued(word: str, known: Collection[str]) -> Iterator[str]:
    """Two words without the blank between them: both, as one alternative."""
    for cut in range(2, len(word) - 1):
        if word[:cut] in known and word[cut:] in known:
            yield f"{word[:cut]} {word[cut:]}"


def _near(word: str, known: Collection[str]) -> Iterator[str]:
    from rapidfuzz import process  # late: a query that is spelled well needs none of it
    from rapidfuzz.distance import OSA

    most = 2 if len(word) >= LONG else 1
    if len(word) < 3:
        return
    close = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=4 * MOST)
    for told, _, _ in sorted(
        close, key=lambda one: (one[1], one[0][0] != word[0], abs(len(one[0]) - len(word)), one[0])
    ):
        yield told
