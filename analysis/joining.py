"""Procedures done together (gộp, liên thông): one filing, shared papers handed in once.

Here: what joining leaves of each procedure of a group. Not here: measures of one procedure.

Overlapping groups are one group: the one that leads is the first by code that is not abolished, so the
order of measures and of their targets does not matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from analysis.leaving import Left
from analysis.preparing import UNTOUCHED, Effect, Paper
from analysis.scm import Range
from analysis.subject import Subject
from catalogue.measures import Measure
from catalogue.options import Option

JOINS = (Option.GOP, Option.LIEN_THONG)


def join(measures: Iterable[Measure], subjects: Mapping[str, Subject], lefts: dict[str, Left]) -> None:
    """Take from each joined procedure what the leading one does already; changes `lefts`."""
    for option in JOINS:
        joins = [m for m in measures if m.option is option]
        for group in _groups(joins, subjects):
            _join(option, group, joins, subjects, lefts)


def _groups(joins: Iterable[Measure], subjects: Mapping[str, Subject]) -> list[list[str]]:
    group: dict[str, set[str]] = {}
    for measure in joins:
        keys = {key for key in measure.procedures if key in subjects}
        merged = keys.union(*(group[key] for key in keys if key in group))
        for key in merged:
            group[key] = merged
    distinct = {tuple(sorted(keys)) for keys in group.values()}
    return [list(keys) for keys in sorted(distinct) if len(keys) > 1]


def _join(
    option: Option,
    group: list[str],
    joins: list[Measure],
    subjects: Mapping[str, Subject],
    lefts: dict[str, Left],
) -> None:
    living = [key for key in group if not lefts[key].abolished]
    if len(living) < 2:
        return
    own = [m for m in joins if set(m.procedures) & set(group)]
    shares = [m.after.share for m in own if m.after is not None and m.after.share is not None]
    lead = living[0]
    if option is Option.LIEN_THONG and not shares:
        told = "; ".join(sorted(m.key for m in own))
        lefts[lead].unclaimed.add(f"{told}: chưa biết tỷ lệ người cần cả chuỗi (after.share)")
        return
    kept = Fraction(0) if option is Option.GOP else 1 - max(shares)
    for key in living[1:]:
        left = lefts[key]
        left.submit, left.collect = min(left.submit, kept), min(left.collect, kept)
        if option is Option.GOP:
            left.merged_into = lead
    if option is Option.GOP:
        names = sorted(m.after.name for m in own if m.after is not None and m.after.name is not None)
        lefts[lead].name = names[0] if names else None
    _share_papers(living, kept, subjects, lefts)


def _share_papers(
    living: list[str], kept: Fraction, subjects: Mapping[str, Subject], lefts: dict[str, Left]
) -> None:
    asking: dict[str, list[tuple[Fraction, int, Paper]]] = defaultdict(list)
    for place, key in enumerate(living):
        for paper in subjects[key].all_papers:
            if paper[1]:
                left = lefts[key].effects.get(paper, UNTOUCHED).kept.central
                asking[paper[1]].append((-left, place, paper))
    for found in asking.values():
        _, keeper, _ = min(found)
        for _, place, paper in found:
            if place != keeper:
                lefts[living[place]].cut([paper], Effect(kept=Range.of(kept)))
                if kept == 0:
                    lefts[living[place]].gone.add(paper)
                    lefts[living[place]].dropped.add(paper)
