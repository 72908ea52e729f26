"""Whether letters form one Vietnamese syllable: two words glued together do not.

Here: words of a page, whose accents may be lost. Not here: the grammar (catalogue/syllables.py).
"""

from catalogue import syllables


def is_syllable(word: str) -> bool:
    """One syllable, whatever its case, or one that lost its accents (duong for đường).

    >>> is_syllable("định"), is_syllable("địnhvăn"), is_syllable("BNNMT")
    (True, False, False)
    """
    return syllables.is_bare_syllable(word) if word.isascii() else syllables.is_syllable(word)
