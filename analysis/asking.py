"""Which pairs of document types a person should judge, the most valuable first.

Here: undecided candidates with their score, reasons and value. Not here: what was answered
(catalogue/judgements.py), what follows for the types (merging.py).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.asked import Asked, Readings, all_rows, papers
from analysis.candidates import find_candidates
from analysis.compare import Feature, match
from analysis.documents.reading import Mention
from analysis.documents.types import registry
from analysis.duplicates import is_reusable, name_of
from analysis.merging import sure
from analysis.paper_keys import lookup
from catalogue.judgements import Judgements
from catalogue.snapshot import Snapshot


@dataclass(frozen=True)
class Question:
    """A pair of document types of which nobody has said whether they are one."""

    left: str
    right: str
    left_name: str
    right_name: str
    score: float
    rule: str
    because: tuple[Feature, ...]
    value: int
    """Procedures that would ask for one paper together, if the two are one."""
    left_row: Asked
    right_row: Asked


def questions(snapshot: Snapshot, readings: Readings, judgements: Judgements) -> Iterator[Question]:
    """Undecided pairs, the most valuable first.

    What follows from earlier answers is never asked, nor what is merged or refused by rule. Pass the
    judgements anew after an answer: the next question then takes it into account.
    """
    asking: dict[str, list[tuple[Asked, Mention]]] = defaultdict(list)
    for asked in all_rows(snapshot, readings):
        for mention in papers(asked):
            if is_reusable(mention):
                asking[mention.type].append((asked, mention))
    mentions = {type_: min((m for _, m in said), key=repr) for type_, said in asking.items()}
    keys = {type_: {asked.procedure.key for asked, _ in said} for type_, said in asking.items()}
    names = {type_: name_of(m for _, m in said) for type_, said in asking.items()}
    found = []
    for pair in find_candidates(mentions):
        a, b = mentions[pair.left], mentions[pair.right]
        if judgements.known(pair.left, pair.right) is not None or not _open(a, b):
            continue
        score, because = match(a, b)
        value = len(keys[pair.left] | keys[pair.right])
        rows = (asking[pair.left][0][0], asking[pair.right][0][0])
        shown = (names[pair.left], names[pair.right])
        found.append(
            Question(pair.left, pair.right, *shown, round(score, 4), pair.rule, because, value, *rows)
        )
    yield from sorted(found, key=lambda one: (-one.value, -one.score, one.left, one.right))


def _open(a: Mention, b: Mention) -> bool:
    """Neither merged by rule nor told apart by the register, and alike enough to be worth a question."""
    if a.type in registry().types and b.type in registry().types:
        return False
    return match(a, b)[0] >= lookup("merging")["ask"]["least"] and not sure(a, b)
