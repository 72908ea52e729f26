"""Which work a paper costs, which group of applicants a procedure concerns, what a case is.

Here: the words of defaults/work.toml, asked about. Not here: how long work takes (defaults/times.toml).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from analysis.documents.reading import Mention
from catalogue.records import Case, Component, Procedure
from catalogue.text import fold

OBTAIN = "time.obtain_paper"
_LEADING = re.compile(r"^[\W\d_]*(?:[a-zđ](?:\.?\d+)*[.)]\s*)?")
"""Bullets and numbers: "* ", "1. ", "a) ", "a.1) "."""


class Handing(StrEnum):
    """What the dossier does with the papers of a case."""

    SUBMIT = "submit"
    """nộp: hand in"""
    PRESENT = "present"
    """xuất trình: show and take back"""
    NOTE = "note"
    """lưu ý: no papers"""


@dataclass(frozen=True)
class Work:
    """The time parameter of a paper, and its complexity where the paper's kind tells it."""

    time: str
    complexity: str | None = None


@dataclass(frozen=True)
class Scenario:
    """One real case (trường hợp): a whole dossier; indices are those of `Procedure.components`."""

    name: str | None
    rows: tuple[tuple[int, Component, Handing], ...]


@dataclass(frozen=True)
class Lexicon:
    """defaults/work.toml, folded."""

    headings: Mapping[Handing, tuple[str, ...]]
    applicants: Mapping[str, tuple[str, ...]]
    work: tuple[tuple[str, frozenset[str], Work], ...]
    """Head noun, makers it holds for, the work; longest head first."""
    leading: re.Pattern[str]
    not_when: tuple[str, ...]
    whole: frozenset[str]
    follows: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """The shipped words."""
    told = tomllib.loads((Path(__file__).parent / "defaults" / "work.toml").read_text(encoding="utf-8"))
    work = [
        (fold(head), frozenset(entry["makers"]), Work(entry["time"], entry.get("complexity")))
        for entry in told["work"]
        for head in entry["heads"]
    ]
    rules = {name: tuple(map(fold, words)) for name, words in told["heading_rules"].items()}
    return Lexicon(
        {Handing(kind): tuple(map(fold, words)) for kind, words in told["headings"].items()},
        {group: tuple(map(fold, words)) for group, words in told["applicants"].items()},
        tuple(sorted(work, key=lambda entry: -len(entry[0]))),
        re.compile(rf"^(?:{'|'.join(map(re.escape, rules['leading']))})\s+"),
        rules["not_when"],
        frozenset(rules["whole"]),
        rules["follows"],
    )


def work_of(mention: Mention) -> Work:
    """The work of one paper, by its head noun and maker; a paper one has is only looked out."""
    return _work(mention.name, mention.head, str(mention.maker))


@lru_cache(maxsize=65536)
def _work(name: str, head: str, maker: str) -> Work:
    name, head = fold(name), fold(head)
    for wanted, makers, work in lexicon().work:
        if maker in makers and (_begins(name, wanted) or _begins(head, wanted)):
            return work
    return Work(OBTAIN)


def _begins(text: str, word: str) -> bool:
    return text == word or text.startswith((word + " ", word + ","))


@lru_cache(maxsize=4096)
def groups_of(applicants: tuple[str, ...]) -> frozenset[str]:
    """Groups of applicants (đối tượng thực hiện): business, citizen, organisation, state."""
    told = [fold(name) for name in applicants]
    return frozenset(
        group
        for group, words in lexicon().applicants.items()
        if any(name.startswith(word) for name in told for word in words)
    )


def group_of(procedure: Procedure) -> str | None:
    """The one group it concerns; None where it concerns several, or does not say."""
    groups = groups_of(procedure.applicants)
    return next(iter(groups)) if len(groups) == 1 else None


@lru_cache(maxsize=16384)
def heading_of(name: str | None) -> Handing | None:
    """What a case name says that is only a heading; None for a real case or no name.

    >>> heading_of("* Giấy tờ phải xuất trình:"), heading_of("a) Thành phần hồ sơ giao đất")
    (<Handing.PRESENT: 'present'>, None)
    """
    if name is None:
        return None
    words = lexicon()
    told = words.leading.sub("", _LEADING.sub("", fold(name)))
    for kind, headings in words.headings.items():
        for heading in headings:
            if told.startswith(heading) and _only_heading(heading, told[len(heading) :].strip(), words):
                return kind
    return None


def _only_heading(heading: str, rest: str, words: Lexicon) -> bool:
    if any(word in rest for word in words.not_when):
        return heading in words.headings[Handing.NOTE]
    return heading not in words.whole or not rest or rest.startswith(words.follows)


def scenarios(procedure: Procedure) -> tuple[Scenario, ...]:
    """The real cases of a procedure; parts under a mere heading belong to every one of them."""
    parts = list(_parts(procedure.cases))
    common = [row for name, rows, heading in parts if heading is not None or not name for row in rows]
    real = [(name, rows) for name, rows, heading in parts if heading is None and name and rows]
    if not real:
        return (Scenario(None, tuple(common)),) if common else ()
    return tuple(Scenario(name, tuple(sorted([*common, *rows], key=_place))) for name, rows in real)


_Row = tuple[int, Component, Handing]


def _parts(cases: Iterable[Case]) -> Iterable[tuple[str | None, list[_Row], Handing | None]]:
    at = 0
    for case in cases:
        heading = heading_of(case.name)
        handing = heading or Handing.SUBMIT
        yield case.name, [(at + i, c, handing) for i, c in enumerate(case.components)], heading
        at += len(case.components)


def _place(row: _Row) -> int:
    return row[0]
