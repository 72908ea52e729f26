"""In which form a paper is asked for: original, copy, certified copy, or as the applicant likes.

Here: reading words of form. Not here: the quantities of the portal, which do not tell the form.
"""

from functools import lru_cache

from analysis.documents.lexicon import (
    named_pattern,
    pattern,
)
from analysis.documents.reading import Form

CERTIFIED = named_pattern("certified")
BESIDE = named_pattern("beside")
ORIGINAL = pattern(r"bản (?:chính|gốc)|bản điện tử")
COPY = pattern(r"bản (?:sao|chụp|photo|phô tô|scan|quét)|sao chụp")
SHOWN_ONLY = pattern(r"^\W*(?:xuất trình|mang theo|mang) (?:\d+ )?bản (?:chính|gốc)")
"""The original is shown at the counter and nothing is handed in."""
NOT_CERTIFIED = pattern(r"không (?:cần|yêu cầu|phải|bắt buộc)(?: có)? (?:công chứng|chứng thực)")
EITHER = pattern(r"hoặc|/")


@lru_cache(maxsize=4096)
def form_of(words: str) -> Form:
    """The form that folded words of form ask for.

    >>> form_of("bản sao có chứng thực").value
    'certified_copy'
    """
    if not words:
        return Form.UNSTATED
    words = NOT_CERTIFIED.sub(" ", words)
    plain = BESIDE.sub(" ", words)
    only_shown = SHOWN_ONLY.search(words) is not None and COPY.search(words) is None
    original = only_shown or ORIGINAL.search(plain) is not None
    certified = CERTIFIED.search(plain) is not None
    copy = _plain_copy(plain, shown=plain != words and not only_shown)
    if original and (copy or certified):
        return Form.ANY
    if copy and certified:
        return Form.ANY
    if certified:
        return Form.CERTIFIED_COPY
    if copy:
        return Form.COPY
    return Form.ORIGINAL if original else Form.UNSTATED


def _plain_copy(words: str, *, shown: bool) -> bool:
    """A copy that nobody certified is enough (or one that is compared with the original)."""
    if shown:
        return True
    parts = EITHER.split(words)
    return any(COPY.search(part) is not None and CERTIFIED.search(part) is None for part in parts)
