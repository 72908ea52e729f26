"""Which known procedure a text means that gives a name and no code: candidates with score and reasons.

Pure: the known procedures are given. Nothing is decided here; a person, or a rule that looks at the
distance between the first and the second candidate (`sure`), does. Not here: reading the names
(importers/sources), storing an answer.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from catalogue.records import Level
from catalogue.text import fold

SURE, APART = 0.93, 0.04
"""A candidate is sure from this score on, when the next one lies so far behind."""
EXACT, BUT_BRACKETS, MOST = 1.0, 0.985, 0.98
"""Scores of the same name, of one that differs in brackets only ("(cấp tỉnh)"), and at most of any other."""
OTHER_ACT, OTHER_NUMBER, OTHER_LEVEL, SAME_LEVEL, SAME_SECTOR = -0.35, -0.35, -0.12, 0.03, 0.02
"""What an act, a figure, level or field adds or takes away; set by hand on published names."""
PREFIX = re.compile(r"^(?:thủ tục|việc)\s+")
FIGURE = re.compile(r"\d+")
BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Known:
    """A procedure that the catalogue has."""

    key: str
    name: str
    levels: tuple[Level, ...] = ()
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A procedure that may be meant, and why (ứng viên)."""

    key: str
    name: str
    score: float
    """0 to 1."""
    because: tuple[str, ...]


def candidates(
    name: str,
    known: Sequence[Known],
    *,
    levels: Iterable[Level] = (),
    sector: str | None = None,
    limit: int = 5,
) -> tuple[Candidate, ...]:
    """Known procedures by likeness of the name, the best first; act, level and field count too.

    >>> told = candidates("Cấp lại thẻ", [Known("1", "Cấp thẻ"), Known("2", "Thủ tục cấp lại thẻ")])
    >>> [one.key for one in told]
    ['2', '1']
    """
    wanted = _plain(name)
    near = process.extract(
        wanted, [_plain(one.name) for one in known], scorer=fuzz.token_sort_ratio, limit=max(4 * limit, 20)
    )
    told = [_scored(wanted, known[at], set(levels), sector) for _, _, at in near]
    return tuple(sorted(told, key=lambda one: (-one.score, one.key))[:limit])


def sure(found: Sequence[Candidate]) -> Candidate | None:
    """The first candidate where it is good enough and nobody is close behind; else None.

    The same name is sure beside names that are only alike, not beside itself with other brackets.
    """
    if not found or found[0].score < SURE:
        return None
    second = found[1].score if len(found) > 1 else 0.0
    alone = found[0].score - second >= APART or (found[0].score == EXACT and second <= MOST)
    return found[0] if alone else None


def act_of(name: str) -> str | None:
    """What a procedure does, by the first words of its name: "cấp lại", "gia hạn"."""
    plain = _plain(name)
    return next((act for act in _acts() if plain == act or plain.startswith(f"{act} ")), None)


@cache
def _plain(name: str) -> str:
    return PREFIX.sub("", fold(name)).strip(" .;,")


@cache
def _acts() -> tuple[str, ...]:
    raw = tomllib.loads(files("importers").joinpath("lookups/acts_of_names.toml").read_text("utf-8"))
    return tuple(fold(act) for act in raw["acts"])


def _scored(wanted: str, one: Known, levels: set[Level], sector: str | None) -> Candidate:
    other = _plain(one.name)
    bare = _bare(wanted), _bare(other)
    alike = max(fuzz.ratio(wanted, other), fuzz.ratio(*bare) - 3) / 100
    because = [f"tên giống {alike:.0%}"]
    score = alike
    acts = act_of(wanted), act_of(other)
    if acts[0] != acts[1]:
        score += OTHER_ACT
        because.append(f"khác việc: {acts[0] or 'không rõ'}, {acts[1] or 'không rõ'}")
    if set(FIGURE.findall(bare[0])) != set(FIGURE.findall(bare[1])):
        score += OTHER_NUMBER
        because.append("khác con số trong tên")
    if levels and one.levels:
        same = bool(levels & set(one.levels))
        score += SAME_LEVEL if same else OTHER_LEVEL
        because.append("cùng cấp" if same else "khác cấp")
    if sector and one.sector and _within(sector, one.sector):
        score += SAME_SECTOR
        because.append("cùng lĩnh vực")
    most = EXACT if wanted == other else BUT_BRACKETS if bare[0] == bare[1] else MOST
    score = most if most > MOST and "khác cấp" not in because else min(most, score)
    return Candidate(one.key, one.name, round(max(0.0, score), 4), tuple(because))


def _bare(plain: str) -> str:
    return " ".join(BRACKETS.sub(" ", plain).split())


def _within(a: str, b: str) -> bool:
    return fuzz.token_set_ratio(fold(a), fold(b)) >= 90
