"""What the index is asked for a query, stage by stage.

Here: parts of one question. Not here: their syntax (catalogue/search.py), the stages (finding.py).
"""

from collections.abc import Iterator

from catalogue.search import AnyOf, Part, Phrase, Term
from catalogue.search_words import Query
from catalogue.store.matching import Strictness


def side_by_side(query: Query, how: Strictness) -> list[Part]:
    parts: list[Part] = [Phrase(query.sequence)]
    if how.marks:
        parts += [Term(word.told, named=True) for word in query.words if word.marked]
    return parts


def named(query: Query, how: Strictness) -> list[Part]:
    return list(terms(query, how, named=True))


def anywhere(query: Query, how: Strictness) -> list[Part]:
    return list(terms(query, how, named=False))


def cut_off_name(query: Query, how: Strictness) -> list[Part]:
    return list(terms(query, how, named=True, cut_off=True))


def cut_off(query: Query, how: Strictness) -> list[Part]:
    return list(terms(query, how, named=False, cut_off=True))


def terms(query: Query, how: Strictness, *, named: bool, cut_off: bool = False) -> Iterator[Part]:
    for word in query.needed:
        told = word.told if how.marks else word.bare
        start = cut_off and word is query.words[-1]
        if not word.others:
            yield Term(told, named, start)
            continue
        some: list[Term | Phrase] = [Term(told, named)]
        some += [
            Phrase(tuple(other.split())) if " " in other else Term(other, named) for other in word.others
        ]
        yield AnyOf(tuple(some))
