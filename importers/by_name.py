"""Which known procedure a text means that gives a name and no code: candidates with score and reasons.

Pure: the known procedures are given. Nothing is decided here; a person, or a rule that looks at the
first candidate and the distance to the second (`sure`), does. Not here: reading the names
(importers/sources), what is done with an answer (naming.py).
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
from importers.phrases.enums import parse_levels

SURE, APART = 0.93, 0.04
"""A candidate is sure from this score on, when the next one lies so far behind."""
EXACT, BUT_BRACKETS, MOST = 1.0, 0.985, 0.98
"""Scores of the same name, of one that differs in brackets only ("(cấp tỉnh)"), and at most of any other."""
OTHER_ACT, OTHER_NUMBER, OTHER_LEVEL, SAME_LEVEL, SAME_SECTOR = -0.35, -0.35, -0.12, 0.03, 0.02
"""What an act, a figure, level or field adds or takes away; set by hand on published names."""
OTHER_PLACE, SAME_PLACE = -0.12, 0.02
NEAR, ROUGH = 40, 45
"""Candidates that are looked at closely, and how alike their words are at least (0 to 100)."""
SHORT = 7
"""Words of a name that is so general that the same one of another field is another procedure."""
PREFIX = re.compile(r"^(?:thủ tục|việc)\s+")
FIGURE = re.compile(r"\d+")
WORD = re.compile(r"\w+")
BRACKETS = re.compile(r"\(([^()]*)\)")
AT_LEVEL = re.compile(r"[-–,]?\s*(?:(?:thực hiện )?(?:tại|ở) )?(cấp (?:trung ương|bộ|tỉnh|huyện|xã))$")
PROVINCE = re.compile(r"\b(?:tỉnh|thành phố|tp\.?)\s+([^\W\d_][^-–,;()]*)$")


@dataclass(frozen=True, slots=True)
class Known:
    """A procedure that the catalogue has."""

    key: str
    name: str
    levels: tuple[Level, ...] = ()
    sector: str | None = None
    agency: str | None = None
    """Cơ quan công bố: that of a province binds there only."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A procedure that may be meant, and why (ứng viên)."""

    key: str
    name: str
    score: float
    """0 to 1."""
    because: tuple[str, ...]
    certain: bool = False
    """The names say the same, and nothing that is known of both speaks against it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the text says of the procedure it names."""

    name: str
    levels: tuple[Level, ...] = ()
    sector: str | None = None
    agencies: tuple[str, ...] = ()


class Names:
    """Known procedures by name, ready to be asked many times."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._known: list[Known] = []
        self._sorted: list[str] = []
        self._of: dict[str, list[Known]] = {}
        self.add(known)

    def add(self, known: Iterable[Known]) -> None:
        """More of them; a procedure may have several names, each counts once."""
        for one in known:
            told = self._of.setdefault(one.key, [])
            if all(_plain(one.name) != _plain(other.name) for other in told):
                told.append(one)
                self._known.append(one)
                self._sorted.append(" ".join(sorted(_plain(one.name).split())))

    def of(self, key: str) -> Sequence[Known]:
        """What is known of one procedure, a line for each name; empty: the code is unknown."""
        return self._of.get(key, ())

    def near(self, plain: str) -> list[Known]:
        """Those whose words are alike, whatever their order."""
        words = " ".join(sorted(plain.split()))
        found = process.extract(words, self._sorted, scorer=fuzz.ratio, limit=NEAR, score_cutoff=ROUGH)
        return [self._known[at] for _, _, at in found]


def candidates(
    name: str,
    known: Names | Sequence[Known],
    *,
    levels: Iterable[Level] = (),
    sector: str | None = None,
    agencies: Iterable[str] = (),
    limit: int = 5,
) -> tuple[Candidate, ...]:
    """Known procedures by likeness of the name, each once, the best first; act, level and field count too.

    >>> told = candidates("Cấp lại thẻ", [Known("1", "Cấp thẻ"), Known("2", "Thủ tục cấp lại thẻ")])
    >>> [one.key for one in told]
    ['2', '1']
    """
    names = known if isinstance(known, Names) else Names(known)
    wanted = Wanted(name, tuple(levels), sector, tuple(agencies))
    told = sorted(
        (compare(wanted, one) for one in names.near(_plain(name))),
        key=lambda one: (-one.score, not one.certain, one.key),
    )
    first = {one.key: one for one in reversed(told)}  # the best of each key
    return tuple(sorted(first.values(), key=lambda one: (-one.score, not one.certain, one.key))[:limit])


def sure(found: Sequence[Candidate]) -> Candidate | None:
    """The first candidate where it is certain and nobody is close behind; else None.

    The same name is sure beside names that are only alike, not beside itself with other brackets.
    """
    if not found or not found[0].certain or found[0].score < SURE:
        return None
    second = found[1].score if len(found) > 1 else 0.0
    alone = found[0].score - second >= APART or (found[0].score == EXACT and second <= MOST)
    return found[0] if alone else None


def act_of(name: str) -> str | None:
    """What a procedure does, by the first words of its name: "cấp lại", "gia hạn"."""
    plain = _plain(name)
    return next((act for act in _lookup()["acts"] if plain == act or plain.startswith(f"{act} ")), None)


def compare(wanted: Wanted, one: Known) -> Candidate:
    """One known procedure beside what the text says."""
    plain, other = _plain(wanted.name), _plain(one.name)
    bare = _bare(plain), _bare(other)
    alike = max(fuzz.ratio(plain, other), fuzz.ratio(*bare) - 3) / 100
    reasons = [
        reason
        for reason in (
            _act(plain, other),
            _figures(*bare),
            _level(wanted, one),
            _place(wanted, one),
            _sector(wanted, one),
        )
        if reason is not None
    ]
    same = plain == other
    score = alike + sum(change for change, _ in reasons)
    against = {why for change, why in reasons if change <= 0}
    worst = min((change for change, _ in reasons), default=0.0)
    most = EXACT if same else BUT_BRACKETS if bare[0] == bare[1] else MOST
    score = most if most > MOST and worst >= 0 else min(most, score)
    because = (f"tên giống {alike:.0%}", *(why for _, why in reasons))
    certain = not against and (same or _says_the_same(plain, other))
    return Candidate(one.key, one.name, round(max(0.0, score), 4), because, certain)


def _act(plain: str, other: str) -> tuple[float, str] | None:
    acts = act_of(plain), act_of(other)
    if acts[0] == acts[1]:
        return None
    return OTHER_ACT, f"khác việc: {acts[0] or 'không rõ'}, {acts[1] or 'không rõ'}"


def _figures(bare: str, other: str) -> tuple[float, str] | None:
    if set(FIGURE.findall(bare)) == set(FIGURE.findall(other)):
        return None
    return OTHER_NUMBER, "khác con số trong tên"


def _level(wanted: Wanted, one: Known) -> tuple[float, str] | None:
    """Levels as the names print them, else as the records have them; one that the catalogue alone prints
    is a doubt.
    """
    printed = _levels(one.name)
    ours = set(_levels(wanted.name) or wanted.levels)
    theirs = set(printed or one.levels)
    if ours and theirs:
        return (SAME_LEVEL, "cùng cấp") if ours & theirs else (OTHER_LEVEL, "khác cấp")
    return (0.0, "tên trong danh mục ghi cấp, văn bản không nêu cấp") if printed else None


def _place(wanted: Wanted, one: Known) -> tuple[float, str] | None:
    found = PROVINCE.search(fold(one.agency or ""))
    if found is None:
        return None
    here = any(found[1].strip() in fold(agency) for agency in wanted.agencies)
    return (SAME_PLACE, "cùng địa phương") if here else (OTHER_PLACE, f"của địa phương khác: {one.agency}")


def _sector(wanted: Wanted, one: Known) -> tuple[float, str] | None:
    if not wanted.sector or not one.sector:
        return None
    if fuzz.token_set_ratio(fold(wanted.sector), fold(one.sector)) >= 90:
        return SAME_SECTOR, "cùng lĩnh vực"
    short = len(_plain(wanted.name).split()) <= SHORT
    return (0.0, "tên ngắn, khác lĩnh vực") if short else None


def _says_the_same(plain: str, other: str) -> bool:
    """They differ in words that distinguish no procedure, or one adds brackets that the other has not."""
    brackets = [{tuple(WORD.findall(told)) for told in BRACKETS.findall(name)} for name in (plain, other)]
    if all(brackets) and brackets[0] != brackets[1]:
        return False
    words = [WORD.findall(_bare(name)) for name in (plain, other)]
    idle = _lookup()["idle"]
    return [word for word in words[0] if word not in idle] == [word for word in words[1] if word not in idle]


@cache
def _levels(name: str) -> tuple[Level, ...]:
    """Levels that a name prints in brackets or at its end."""
    plain = fold(name).strip(" .;,")
    told = [*BRACKETS.findall(plain), *(found[1] for found in [AT_LEVEL.search(plain)] if found)]
    return tuple(dict.fromkeys(level for text in told if "cấp" in text for level in parse_levels(text)))


@cache
def _plain(name: str) -> str:
    return PREFIX.sub("", fold(name)).strip(" .;,")


@cache
def _lookup() -> dict[str, tuple[str, ...]]:
    raw = tomllib.loads(files("importers").joinpath("lookups/acts_of_names.toml").read_text("utf-8"))
    return {key: tuple(fold(word) for word in told) for key, told in raw.items()}


@cache
def _bare(plain: str) -> str:
    return " ".join(AT_LEVEL.sub("", BRACKETS.sub(" ", plain).strip()).split())
