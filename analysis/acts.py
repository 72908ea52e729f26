"""Which act must be amended for a measure (văn bản cần sửa đổi), out of a procedure's legal bases.

Here: the choice among the legal bases of a record, by title and rank. Not here: reading the act
itself; what is chosen is a proposal that a person confirms, and says so in its note.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from catalogue.document_numbers import DocumentNumber
from catalogue.errors import NumberNotUnderstood
from catalogue.measures import Act
from catalogue.options import Option
from catalogue.records import LegalBasis, Procedure
from catalogue.text import fold, squash

TELLING = 3
"""Words beside kind, issuer, number and day from which on a title tells something."""
NO_TITLES: Mapping[str, str] = {}
LOOKUP = Path(__file__).parent / "lookups" / "acts_to_amend.toml"


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(LOOKUP.read_text(encoding="utf-8"))


@lru_cache(maxsize=65536)
def rank_of(number: str) -> tuple[str, int, str]:
    """Kind of an act (NĐ-CP, TT, QH …), its year, and its number for sorting; kind "" if not understood."""
    try:
        read = DocumentNumber.parse(number)
    except NumberNotUnderstood:
        return "", 0, number
    kind = read.type or ""
    if kind in ("NĐ", "NQ", "QĐ"):
        kind = f"{kind}-{read.issuer}"
    return ("QĐ-UBND" if kind.startswith("QĐ-") and "UBND" in kind else kind), read.year or 0, number


def titles_of(procedures: Iterable[Procedure]) -> dict[str, str]:
    """The title that most procedures give each act, of those that say more than kind, number and day."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for procedure in procedures:
        for base in procedure.legal_bases:
            if base.number and base.name:
                counted[base.number][squash(base.name).strip(" .;")] += 1
    return {
        number: max(names, key=lambda name: (_tells(name), names[name], len(name), name))
        for number, names in counted.items()
    }


@lru_cache(maxsize=65536)
def _tells(name: str) -> bool:
    """Does a title say what its act is about?"""
    told = fold(name)
    for word in _told()["titles"]["plain"]:
        told = re.sub(rf"\b{fold(word)}\b", " ", told)
    rest = [word for word in told.split() if not re.search(r"[\d/]", word)]
    return len(rest) >= TELLING


def acts_to_amend(
    procedure: Procedure, option: Option, titles: Mapping[str, str] = NO_TITLES
) -> tuple[Act, ...]:
    """The act that a measure of this option has to amend; one that says "unknown" where no base is stated.

    The highest kind below a law that may hold the words; among several the newest that does not
    only amend another one.
    """
    words = _told()["words"]
    if option in _told()["process"]["options"]:
        number = None if procedure.decision is None else procedure.decision.number
        return (Act(number=number, name=None if number else words["process"], note=words["process"]),)
    fee = option is Option.GIAM_PHI
    order = _told()["fee" if fee else "dossier"]["order"]
    bases = [
        base.model_copy(update={"name": titles.get(base.number, base.name)})
        for base in procedure.legal_bases
        if base.number
    ]
    fitting = [b for b in bases if _fits(b, fee=fee)] or bases
    ranked = [b for b in fitting if rank_of(str(b.number))[0] in order] or fitting
    if not ranked:
        return (Act(name=f"{words['unknown']} ({procedure.key})", note=words["unknown"]),)
    best = min(_place(b, order) for b in ranked)
    highest = [b for b in ranked if _place(b, order) == best]
    whole = [b for b in highest if not _amends(b)] or highest
    base = max(whole, key=lambda b: rank_of(str(b.number))[1:])
    return (Act(number=base.number, name=base.name, articles=base.articles, note=words["note"]),)


def _place(base: LegalBasis, order: list[str]) -> int:
    kind = rank_of(str(base.number))[0]
    return order.index(kind) if kind in order else len(order)


def _fits(base: LegalBasis, *, fee: bool) -> bool:
    title = fold(base.name or "")
    if fee:
        return any(fold(word) in title for word in _told()["fee"]["titles"])
    return not any(fold(word) in title for word in _told()["titles"]["never"])


def _amends(base: LegalBasis) -> bool:
    title = fold(base.name or "")
    return any(fold(word) in title for word in _told()["titles"]["amending"])
