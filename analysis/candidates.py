"""Which document types might be one: near neighbours.

Here: candidate pairs with the rule that found them. Not here: the score of a pair (compare.py),
one type out of several (merging.py), reading rows (analysis/documents).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

from analysis.compare import kind_of
from analysis.documents.lexicon import content_words
from analysis.documents.reading import Mention, Reading
from catalogue.text import bare, fold

NEIGHBOURS = 24
"""So many neighbours of a type are looked at."""
NEAR = 0.45
"""Least likeness (cosine of letter n-grams) of a near neighbour."""


@dataclass(frozen=True)
class Candidate:
    """Two types that might be one; ids in order, and the rule that found the pair."""

    left: str
    right: str
    rule: str
    """same-words: the same words in any order; near-name: alike letter by letter."""
    value: float


def representatives(readings: Iterable[Reading]) -> tuple[dict[str, Mention], Counter[str]]:
    """One mention for each type, and how often each type is named; whatever the order of the rows."""
    seen: dict[str, Counter[Mention]] = defaultdict(Counter)
    for reading in readings:
        for mention in reading.mentions:
            seen[mention.type][mention] += 1
    chosen = {type_: min(told, key=lambda one: (-told[one], repr(one))) for type_, told in seen.items()}
    return chosen, Counter({type_: told.total() for type_, told in seen.items()})


def find_candidates(mentions: Mapping[str, Mention]) -> tuple[Candidate, ...]:
    """Candidate pairs among types, sorted; each pair once, with the first rule that found it."""
    types = sorted(mentions)
    if len(types) < 2:
        return ()
    found: dict[tuple[str, str], Candidate] = {}
    blocks: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for type_ in types:
        words = frozenset(content_words(_matter(mentions[type_])))
        blocks[kind_of(mentions[type_]), words].append(type_)
    for block in blocks.values():
        for at, left in enumerate(block):
            for right in block[at + 1 :]:
                found[left, right] = Candidate(left, right, "same-words", 1.0)
    for left, right, value in _near(types, [bare(_matter(mentions[type_])) for type_ in types]):
        found.setdefault((left, right), Candidate(left, right, "near-name", round(value, 4)))
    return tuple(found[pair] for pair in sorted(found))


def _matter(mention: Mention) -> str:
    return fold(" ".join(filter(None, (mention.head, mention.act, mention.object or mention.name))))


def _near(types: list[str], names: list[str]) -> Iterable[tuple[str, str, float]]:
    """Pairs of near neighbours by letter n-grams (3 and 4 letters)."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True).fit_transform(names)
    near: csr_matrix = sp_matmul_topn(vectors, vectors.T.tocsr(), top_n=NEIGHBOURS, threshold=NEAR, sort=True)
    for row in range(near.shape[0]):
        for at in range(near.indptr[row], near.indptr[row + 1]):
            other = int(near.indices[at])
            if row != other:
                left, right = sorted((types[row], types[other]))
                yield left, right, float(near.data[at])
