"""What a target can be told today, in words: never "reached" without its own frozen base.

Here: the sentence of a target. Not here: counting (analysis/targets.py), bases (analysis/baseline.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.counters import Counter, Metric
from analysis.targets import Progress, Target
from publishing.money import number, percent
from publishing.report_input import BaseLine, Words

COUNTED = frozenset({Metric.PROCEDURE_COUNT, Metric.INTERNAL_PROCEDURE_COUNT})
"""Metrics whose unit is the procedure, which is what a base counts; a rule is more than that."""


@dataclass(frozen=True)
class Standing:
    """A target, what can be counted for it, and why that does or does not decide it."""

    target: Target
    counted: str
    verdict: str
    why: str


def standing(progress: Progress, t: Words, bases: Iterable[BaseLine] = ()) -> Standing:
    """How a target stands; decided only on a frozen base of its programme and its day.

    A procedure with one paper that can be cut is no rule cut, so the count is shown as what it is.
    """
    target, counter = progress.target, progress.counter
    if counter is None:
        return Standing(target, "–", t("not_computed"), "")
    base = _base_of(target, bases)
    if base is None:
        day = target.base
        why = t("no_base_undated") if day is None else t("no_base_dated", base=f"{day:%d/%m/%Y}")
        return Standing(target, _here(counter, t), t("no_base"), f"{why}; {t('not_a_rule')}")
    stands = base.standing
    counted = t(
        "counted_base",
        base=base.name,
        units=number(stands.units),
        gross=percent(stands.gross),
        net=percent(stands.net),
    )
    if target.metric not in COUNTED or stands.gross is None:
        return Standing(target, counted, t("no_base"), t("only_procedures"))
    return Standing(target, counted, t("reached_yes" if stands.gross >= target.percent else "reached_no"), "")


def _base_of(target: Target, bases: Iterable[BaseLine]) -> BaseLine | None:
    """The base of this programme on this day; the latest where the programme fixes no day."""
    own = [base for base in bases if base.programme == target.programme]
    fitting = [base for base in own if target.base is None or base.day == target.base]
    return max(fitting, key=lambda base: (base.day, base.name), default=None)


def _here(counter: Counter, t: Words) -> str:
    return t(
        "counted_here",
        in_law=number(counter.in_law),
        base=number(counter.before),
        share_in_law=percent(counter.share_in_law),
        cut=number(counter.in_law + counter.proposed),
        share=percent(counter.share),
    )
