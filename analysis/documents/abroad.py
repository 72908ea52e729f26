"""Which papers of a row another State gave, where the words behind the last of them tell it of all.

Here: papers joined by "hoặc" before one maker abroad. Not here: makers by a paper's own words (makers.py).
"""

from analysis.documents.brackets import SUBSTITUTE
from analysis.documents.choices import OR, listed_id
from analysis.documents.lexicon import named_pattern, pattern
from analysis.documents.makers import is_foreign, said_maker
from analysis.documents.names import Named
from analysis.documents.reading import Maker
from analysis.documents.split import Piece

GIVEN_ABROAD = pattern(
    r"(?:của|do)[^;,]{0,60}(?<!nhà )(?<!đất )nước (?:ngoài|chuyển|xuất|nhập|mà|nơi|sở tại|cư trú)"
)
"""The words behind a paper name the State or the authority abroad that made it."""
LAW_ABROAD = pattern(r"quy định (?:của )?(?:pháp luật )?(?:của )?nước (?:sở tại|ngoài)")
ONE_STATE = pattern(
    r"(?:do|của) [^;,]{0,60}nước (?:có tàu|sản xuất|cư trú|sở tại|chuyển đi|xuất khẩu|xuất xứ|nguyên xứ)"
)
"""One State that is not this one: nothing of the list is Vietnamese."""
LONG = 2
"""Of more papers, none of them listed, the maker behind the last is that of all, whatever their nouns."""
OTHER_PAPER = named_pattern("other_paper")
OWNER_ABROAD = named_pattern("owner_abroad")
"""Whose papers they are, not who gave the last of them."""


def from_abroad(read: list[tuple[Piece, Named]]) -> frozenset[int]:
    """Places of the papers whose maker abroad is told behind the last of those that "hoặc" joins."""
    found: set[int] = set()
    begin = 0
    for at in range(1, len(read) + 1):
        if at < len(read) and read[at][0].joint in (*OR, ","):
            continue
        if at - begin > 1 and _all_abroad(read[begin:at], whole=at - begin == len(read)):
            found.update(place for place in range(begin, at) if not _of_state(read[place][1]))
        begin = at
    return frozenset(found)


def _of_state(named: Named) -> bool:
    """Its own words say that a Vietnamese authority gave it."""
    return said_maker(named.head, named.low, named.rest) is Maker.STATE


def _abroad(piece: Piece, named: Named) -> bool:
    """The words say that it is made abroad: tài liệu tương đương khác của doanh nghiệp nước ngoài."""
    if is_foreign(named.head, named.low, named.rest):
        return True
    told = piece.line.low
    return SUBSTITUTE.search(told) is not None and (
        OWNER_ABROAD.search(told) is not None or LAW_ABROAD.search(told) is not None
    )


def _all_abroad(read: list[tuple[Piece, Named]], *, whole: bool) -> bool:
    """Bản án, quyết định hoặc giấy tờ khác do cơ quan nước ngoài cấp: the maker at the end is that of all.

    `whole`: the row names nothing else; of a part of a row the words must name another State.
    """
    while len(read) > 1 and not _abroad(*read[-1]):
        read = read[:-1]
    piece, named = read[-1]
    if not any(piece.joint in OR for piece, _ in read):
        return False
    others = OTHER_PAPER.match(named.low) is not None or (
        SUBSTITUTE.search(piece.line.low) is not None
        and (
            piece.of_abroad
            or any(OWNER_ABROAD.search(one.line.low) is not None for one, _ in read)
            or not any(listed_id(one) for _, one in read)
        )
    )
    if ONE_STATE.search(named.rest) is not None:
        return True
    abroad = GIVEN_ABROAD.search(named.rest) is not None
    alike = (whole or abroad) and all(before.head == named.head for _, before in read[:-1])
    unlisted = abroad and len(read) > LONG and not any(listed_id(one) for _, one in read)
    untold = all(said_maker(one.head, one.low, one.rest) is None for _, one in read[:-1])
    return others or (untold and (alike or unlisted))
