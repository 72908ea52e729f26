"""One document type out of several: what people judged, then what matches face to face; nothing chains.

Here: the canonical type of every type, clusters and their figures, readings with canonical types.
Not here: the score of a pair (compare.py), which pairs to ask people (asking.py, candidates.py).

A type joins an anchor only where the two match face to face; what is like its neighbour's neighbour is
not yet the same paper. Anchors are chosen by what they are (listed first, then fewest words), never by
how often they are seen, so any order gives the same types; those that are remembered stay (placing.py).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from analysis.asked import Readings
from analysis.compare import LIKE_ENOUGH, match
from analysis.documents.lexicon import content_words
from analysis.documents.mentions import ABOUT_SIGN
from analysis.documents.reading import Mention, Reading
from analysis.documents.types import registry
from analysis.paper_keys import lookup
from analysis.placing import FORGETFUL, Memory, Placing, place
from catalogue import text as words
from catalogue.judgements import Judgements

NOTHING = Judgements()


@cache
def _idle() -> re.Pattern[str]:
    told = sorted(map(words.fold, lookup("merging")["idle"]["words"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(told)})\b")


def _weighty(text: str) -> frozenset[str]:
    return frozenset(content_words(_idle().sub(" ", words.fold(text))))


_COVER = re.compile(r"^(?:(?:giấy|bản|văn bản|tờ|phiếu|các) )+(?=\w+ \w)")


@lru_cache(maxsize=65536)
def _essence(mention: Mention) -> tuple[str, frozenset[str], frozenset[str]]:
    """Head, words that make the paper, and those of the procedure's matter where it is about that."""
    own, _, matter = (mention.object or "").partition(ABOUT_SIGN)
    return _COVER.sub("", mention.head), _weighty(own), _weighty(matter)


def _tells_apart(a: Mention, b: Mention) -> bool:
    """The heads differ, one name has a word of weight that the other lacks, or neither says enough."""
    essence = _essence(a)
    return essence != _essence(b) or not essence[1]


def sure(a: Mention, b: Mention) -> float:
    """The score of a pair; 0 where only a person should say that the two are one."""
    value = match(a, b)[0]
    return 0.0 if value < LIKE_ENOUGH or _tells_apart(a, b) else value


def merge_types(
    readings: Iterable[Reading], judgements: Judgements = NOTHING, memory: Memory = FORGETFUL
) -> Mapping[str, str]:
    """The canonical type of every type named in the readings; judgements outrank every score."""
    return merge_mentions(each_type(readings), judgements, memory)


def each_type(readings: Iterable[Reading]) -> dict[str, Mention]:
    """One mention for each type, chosen by what it says: whatever the order or number of the rows."""
    chosen: dict[str, Mention] = {}
    for reading in readings:
        for mention in reading.mentions:
            known = chosen.get(mention.type)
            if known is None or (mention != known and plainer(mention) < plainer(known)):
                chosen[mention.type] = mention
    return chosen


def plainer(mention: Mention) -> tuple[int, str, str, str, str, str, str, str]:
    """Order of mentions of one type: the shorter name first."""
    told = (
        mention.head,
        mention.act or "",
        mention.object or "",
        mention.form,
        mention.maker,
        mention.holder,
    )
    return len(mention.name), mention.name, *told


def merge_mentions(
    mentions: Mapping[str, Mention], judgements: Judgements = NOTHING, memory: Memory = FORGETFUL
) -> Mapping[str, str]:
    """The same, given one mention for each type."""
    canonical = place_mentions(mentions, judgements, memory).canonical
    return {type_: canonical[type_] for type_ in mentions}


def place_mentions(
    mentions: Mapping[str, Mention], judgements: Judgements = NOTHING, memory: Memory = FORGETFUL
) -> Placing:
    """Seats and canonical types, those that are only remembered included."""
    return place(mentions, judgements, memory, rank=_rank, essence=_essence, sure=sure, enough=LIKE_ENOUGH)


def _rank(type_: str, mention: Mention) -> tuple[bool, int, str]:
    return type_ not in registry().types, len((mention.object or mention.name).split()), type_


def settled(readings: Readings, canonical: Mapping[str, str]) -> dict[str, tuple[Reading, ...]]:
    """The readings with canonical types in place of their own; a row names each type once.

    A type that `canonical` does not name stays as it is.
    """
    changed = {type_ for type_, anchor in canonical.items() if type_ != anchor}
    return {key: tuple(_settled(row, canonical, changed) for row in rows) for key, rows in readings.items()}


def _settled(row: Reading, canonical: Mapping[str, str], changed: set[str]) -> Reading:
    if changed.isdisjoint(mention.type for mention in row.mentions):
        return row
    told: dict[str, Mention] = {}
    for mention in row.mentions:
        anchor = canonical.get(mention.type, mention.type)
        listed = registry().types.get(anchor)
        if anchor != mention.type:
            maker, holder = (listed or mention).maker, (listed or mention).holder
            mention = replace(mention, type=anchor, known=listed is not None, maker=maker, holder=holder)
        told.setdefault(anchor, mention)
    return replace(row, mentions=tuple(told.values()))


@dataclass(frozen=True)
class Clusters:
    """Figures of a merging: how many types became how many, and the largest cluster."""

    types: int
    clusters: int
    merged: int
    """Types that joined another."""
    largest: int
    largest_name: str


def figures(readings: Iterable[Reading], canonical: Mapping[str, str]) -> Clusters:
    """How many types became how many papers, and the largest cluster with the name of its anchor."""
    mentions = each_type(readings)
    members: dict[str, int] = defaultdict(int)
    for anchor in canonical.values():
        members[anchor] += 1
    largest = min(members, key=lambda one: (-members[one], one), default="")
    name = mentions[largest].name if largest in mentions else largest
    return Clusters(len(canonical), len(members), len(canonical) - len(members), members[largest], name)
