"""Procedures so near that they could be one (thủ tục gần trùng), and their related variants.

Here: pairs with one outcome, overlapping papers and one agency or level; side by side. Not here: papers
asked for again and again (duplicates.py). Cấp, cấp lại, gia hạn of one paper are variants, not duplicates.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from analysis.agencies_of import by_alphabet
from analysis.asked import Asked, Readings, asking_agencies, evidence_of, papers, rows
from analysis.families import family_of
from analysis.links import asks_for, result_names, result_types
from analysis.outcomes import read_outcomes
from analysis.paper_keys import lookup
from catalogue import text as words
from catalogue.findings import Evidence, Finding, FindingKind
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot


@dataclass(frozen=True)
class Dossier:
    """What makes two procedures near: agencies, levels, acts, and the rows by paper."""

    procedure: Procedure
    agencies: frozenset[str]
    acts: frozenset[str]
    rows: dict[str, Asked]
    """The first row that asks for each paper; what asks for the result stands under its head alone."""


@cache
def _acts() -> re.Pattern[str]:
    told = sorted(map(words.fold, lookup("near_procedures")["variants"]["acts"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(told)})\b")


@lru_cache(maxsize=65536)
def acts_of(name: str) -> frozenset[str]:
    """Acts that a procedure's name speaks of.

    >>> sorted(acts_of("Cấp, cấp lại Giấy phép xây dựng"))
    ['cấp', 'cấp lại']
    """
    told = re.sub(r"\bcấp (?:bộ|trung ương|tw|tỉnh|huyện|xã|[ivx]+\b|đặc biệt)", " ", words.fold(name))
    return frozenset(_acts().findall(told))


def _dossier(procedure: Procedure, readings: Readings, snapshot: Snapshot) -> Dossier:
    asked: dict[str, Asked] = {}
    for row in rows(procedure, readings):
        for mention in papers(row):
            asked.setdefault("application" if asks_for(mention) else family_of(mention.type), row)
    agencies = frozenset(agency.key for agency in asking_agencies(procedure, snapshot.day))
    return Dossier(procedure, agencies, acts_of(procedure.name), asked)


def find_near(snapshot: Snapshot, readings: Readings) -> tuple[Finding, ...]:
    """Pairs that could be one procedure, then variants of one; those that share most papers first."""
    by_outcome: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for key, outcomes in read_outcomes(snapshot).items():
        for outcome in outcomes:
            name = snapshot.by_key[key].name
            for told in (*result_types(outcome, name), *result_names(outcome, name).whole):
                by_outcome[told].add(key)
                shown.setdefault(told, outcome.names[0])
    rule = lookup("near_procedures")["near"]
    dossiers: dict[str, Dossier] = {}
    found: dict[tuple[str, str], Finding] = {}
    for told in sorted(by_outcome):
        keys = sorted(by_outcome[told])
        if not 1 < len(keys) <= rule["most"]:
            continue
        for key in keys:
            if key not in dossiers:
                dossiers[key] = _dossier(snapshot.by_key[key], readings, snapshot)
        for left, right in combinations(keys, 2):
            near = _near(dossiers[left], dossiers[right], shown[told], snapshot)
            if near is not None:
                found.setdefault((left, right), near)
    return tuple(sorted(found.values(), key=lambda f: (f.kind, -f.weight, f.subject)))


def _near(left: Dossier, right: Dossier, outcome: str, snapshot: Snapshot) -> Finding | None:
    rule = lookup("near_procedures")["near"]
    both, either = left.rows.keys() & right.rows.keys(), left.rows.keys() | right.rows.keys()
    same_level = bool(set(left.procedure.levels) & set(right.procedure.levels))
    same_agency = bool(left.agencies & right.agencies)
    if len(both) < rule["least"] or len(both) / len(either) < rule["papers"]:
        return None
    if not (same_level or same_agency):
        return None
    variants = left.acts != right.acts
    procedures = (left.procedure, right.procedure)
    agencies = {a.key: a.name for p in procedures for a in asking_agencies(p, snapshot.day)}
    return Finding(
        kind=FindingKind.VARIANTS if variants else FindingKind.NEAR_PROCEDURES,
        subject=f"{left.procedure.key}|{right.procedure.key}",
        title=f"{left.procedure.name} ↔ {right.procedure.name}",
        procedures=(left.procedure.key, right.procedure.key),
        agencies=tuple(sorted(agencies.values(), key=by_alphabet)),
        because=tuple(_why(left, right, outcome, len(both), len(either), same_agency, variants)),
        evidence=tuple(side_by_side(left, right, snapshot)),
        weight=round(len(both) / len(either) * len(both), 3),
        inputs=snapshot.id,
    )


def _why(
    left: Dossier, right: Dossier, outcome: str, both: int, either: int, agency: bool, variants: bool
) -> Iterator[str]:
    yield f"Cùng kết quả: {outcome}."
    yield f"{both}/{either} giấy tờ giống nhau."
    yield "Cùng cơ quan giải quyết." if agency else "Cùng cấp thực hiện, khác cơ quan."
    if variants:
        acts = [", ".join(sorted(one.acts)) or "không nêu" for one in (left, right)]
        yield f"Khác việc ({acts[0]} ↔ {acts[1]}): là thủ tục liên quan, không phải trùng lặp."
    else:
        yield "Cùng việc: nên xem xét gộp làm một."


def side_by_side(left: Dossier, right: Dossier, snapshot: Snapshot) -> Iterator[Evidence]:
    """Rows of both procedures: what both ask for in pairs, then what the left, and the right, asks alone."""
    both = [paper for paper in left.rows if paper in right.rows]
    for paper in both:
        for one in (left, right):
            yield evidence_of(one.rows[paper], snapshot.day).model_copy(update={"role": "both"})
    for role, one, other in (("left", left, right), ("right", right, left)):
        for paper, asked in one.rows.items():
            if paper not in other.rows:
                yield evidence_of(asked, snapshot.day).model_copy(update={"role": role})
