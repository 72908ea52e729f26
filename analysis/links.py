"""Is the result of one procedure (kết quả) the paper another asks for (thành phần hồ sơ)?

Here: an explained yes or no for one pair, and an index that finds the issuers of a paper.
Not here: reading rows (analysis/documents), results (outcomes.py), verdicts (once_only.py).

Papers are matched by document type, then by the key of their names; nothing is compared
with everything, and likeness of letters alone is never a yes.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from analysis.documents.read import read_row
from analysis.documents.reading import Maker, Mention, Reading
from analysis.outcomes import OutcomeReading, named_in, read_outcome
from analysis.paper_keys import Patterns, compiled, head, key, keys, lookup, plain
from catalogue import text as words
from catalogue.records import Coverage, Outcome, Procedure, Source

_NOWHERE = Source(file="", sha256="0" * 64, importer="link")


@dataclass(frozen=True)
class Link:
    """Whether a result satisfies a component, with the reasons."""

    label: str
    """Y or N."""
    score: float
    """0 to 1; from 0.7 on it is a yes."""
    because: tuple[str, ...]


@dataclass(frozen=True)
class _Rules:
    asks_for: frozenset[str]
    asks_because: str
    foreign: Patterns
    foreign_asker: Patterns
    foreign_because: str
    directions: tuple[tuple[str, str], ...]
    direction_because: str
    completed: frozenset[str]
    score: Mapping[str, float]


@cache
def _rules() -> _Rules:
    said = lookup("links")
    return _Rules(
        frozenset(map(words.fold, said["asks_for"]["heads"])),
        said["asks_for"]["because"],
        compiled(said["foreign"]["component"]),
        compiled(said["foreign"]["asked_by"]),
        said["foreign"]["because"],
        tuple((words.fold(a), words.fold(b)) for a, b in said["direction"]["pairs"]),
        said["direction"]["because"],
        frozenset(map(words.fold, said["completed"]["heads"])),
        said["score"],
    )


def asks_for(mention: Mention) -> bool:
    """The paper asks for a result (đơn, tờ khai, tờ trình …); it is not one."""
    told = plain(mention.name)
    return any(told == noun or told.startswith(f"{noun} ") for noun in _rules().asks_for)


@lru_cache(maxsize=65536)
def foreign(component: str, asked_by: str) -> bool:
    """The row asks for a paper that a foreign State issues."""
    rules, asked, asker = _rules(), words.fold(component), words.fold(asked_by)
    return any(p.search(asked) for p in rules.foreign) or any(p.search(asker) for p in rules.foreign_asker)


@lru_cache(maxsize=65536)
def _directions(text: str) -> frozenset[str]:
    told = words.fold(text)
    return frozenset(way for pair in _rules().directions for way in pair if way in told)


def veto(*, component: str, asked_by: str, result: str, issued_by: str) -> str | None:
    """Why a result cannot be the paper although the names agree; in Vietnamese, or None."""
    rules = _rules()
    if foreign(component, asked_by):
        return rules.foreign_because
    issued = _directions(result) | _directions(issued_by)
    asked, asker = _directions(component), _directions(asked_by)
    for pair in rules.directions if issued and asker else ():
        for one, other in (pair, pair[::-1]):
            asker_says_one = one in asker and other not in asker and other not in asked
            if asker_says_one and other in issued and one not in issued:
                return rules.direction_because.format(issued=other, asked=one)
    return None


def _completed(name: str, procedure: str) -> str:
    """A decision whose words open the matter of its procedure takes the rest of it over."""
    told = plain(name)
    noun = head(told)
    if noun not in _rules().completed:
        return name
    matter, whole = told[len(noun) :].strip(), words.fold(procedure)
    place = whole.find(matter) if matter else -1
    rest = whole[place + len(matter) :] if place >= 0 else ""
    more = re.match(r" (?!đối với|cho |của |thuộc |do |theo |trong |tại |bằng |để |và |\()[^,;(/]+", rest)
    return f"{name}{more[0]}" if more else name


def result_keys(outcome: OutcomeReading, procedure: str) -> tuple[str, ...]:
    """Keys under which the papers of an outcome are found, the whole names first."""
    found = [made for name in outcome.names for made in keys(_completed(name, procedure))]
    return tuple(dict.fromkeys(found))


def result_types(outcome: OutcomeReading) -> frozenset[str]:
    """Known document types of an outcome; derived types add nothing to the keys."""
    return frozenset(mention.type for mention in outcome.papers if mention.known)


def _misspelt(one: str, other: str) -> bool:
    """Two long keys that differ in one letter of one word (a slip of the pen)."""
    left, right = one.split(), other.split()
    if len(left) != len(right) or len(left) < 6:
        return False
    odd = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(odd) == 1 and OSA.distance(*odd[0]) <= 1


def link(
    component: Reading, outcome: OutcomeReading, *, asked_by: str, issued_by: str, text: str | None = None
) -> Link:
    """Would who holds the outcome hand it in for the component, with a score and reasons in Vietnamese.

    `asked_by` and `issued_by` are the names of the two procedures; `text` is the row where the
    reading does not carry it.
    """
    score = _rules().score
    if outcome.excluded is not None:
        return Link("N", 0.0, (f"kết quả {outcome.reason}",))
    papers = [mention for mention in component.mentions if not asks_for(mention)]
    if not papers:
        asked = bool(component.mentions)
        return Link("N", 0.05, (_rules().asks_because if asked else "dòng không yêu cầu giấy tờ nào",))
    best = max(
        (_match(paper, paper_name(paper, asked_by), outcome, issued_by) for paper in papers),
        key=lambda one: one.score,
    )
    if best.label == "N":
        return best
    why = veto(component=text or component.text, asked_by=asked_by, result=outcome.text, issued_by=issued_by)
    return best if why is None else Link("N", min(0.3, score["share"]), (*best.because, why))


def paper_name(paper: Mention, asked_by: str) -> str:
    """The paper's name; a head alone ("Giấy phép đã cấp") means the paper that the asker's name carries."""
    told = plain(paper.name)
    if key(paper.name) is not None or not told:
        return paper.name
    return named_in(asked_by, told) or paper.name


def _match(paper: Mention, name: str, outcome: OutcomeReading, issued_by: str) -> Link:
    score, shown = _rules().score, "; ".join(outcome.names)
    if paper.known and paper.type in result_types(outcome):
        return Link("Y", score["type"], (f"cùng loại giấy tờ: {name}",))
    asked, issued = keys(name), result_keys(outcome, issued_by)
    whole = key(name)
    if whole is not None and issued and whole == issued[0]:
        return Link("Y", score["name"], (f"cùng tên giấy tờ sau khi bỏ phần không phân biệt: {shown}",))
    if common := sorted(set(asked) & set(issued)):
        named = common[0].replace(":", "").strip()
        return Link("Y", score["alternative"], (f"một trong các giấy tờ được nêu là “{named}”",))
    if whole is not None and any(_misspelt(whole, made) for made in issued):
        return Link("Y", score["misspelt"], (f"tên chỉ khác một chữ cái (lỗi chính tả): {shown}",))
    return Link("N", _likeness(asked, issued), (f"“{name}” và “{shown}” là hai giấy tờ khác nhau",))


def _likeness(asked: Iterable[str], issued: Iterable[str]) -> float:
    left, right = {w for k in asked for w in k.split()}, {w for k in issued for w in k.split()}
    both = len(left | right)
    return round(_rules().score["share"] * len(left & right) / both, 3) if both else 0.0


def link_line(line: Mapping[str, Any]) -> dict[str, Any]:
    """One line of `dongian documents link`: {"id", "component", "asked_by", "result", "issued_by", …}.

    Returns {"id", "label": "Y" or "N", "score", "because"}.

    Raises:
        KeyError: the line lacks one of these fields.
    """
    issuer = Procedure(
        provisional_id="TAM-link", name=line["issued_by"], coverage=Coverage.LISTED, source=_NOWHERE
    )
    outcome = read_outcome(Outcome(name=line["result"]), procedure=issuer, index=0)
    reading = read_row(line["component"], procedure=line["asked_by"])
    found = link(
        reading, outcome, asked_by=line["asked_by"], issued_by=line["issued_by"], text=line["component"]
    )
    return {"id": line["id"], "label": found.label, "score": found.score, "because": list(found.because)}


class Issuers:
    """Which outcomes issue a paper: an index by document type and by key, no pair is compared twice."""

    def __init__(self, outcomes: Mapping[str, tuple[OutcomeReading, ...]], names: Mapping[str, str]) -> None:
        self._names = names
        self._by_type: dict[str, list[OutcomeReading]] = {}
        self._by_key: dict[str, list[OutcomeReading]] = {}
        for procedure in sorted(outcomes):
            for outcome in outcomes[procedure]:
                for type_ in sorted(result_types(outcome)):
                    self._by_type.setdefault(type_, []).append(outcome)
                for made in result_keys(outcome, names[procedure]):
                    self._by_key.setdefault(made, []).append(outcome)

    def of(self, paper: Mention, *, component: str, asked_by: str) -> tuple[OutcomeReading, ...]:
        """Outcomes that are the paper, by procedure and row; without those a veto rules out."""
        if paper.maker is Maker.APPLICANT or asks_for(paper):
            return ()
        found = {(one.procedure, one.index): one for one in self._by_type.get(paper.type, ()) if paper.known}
        asker = self._names.get(asked_by, "")
        for made in keys(paper_name(paper, asker)):
            found.update({(one.procedure, one.index): one for one in self._by_key.get(made, ())})
        return tuple(
            found[place]
            for place in sorted(found)
            if veto(
                component=component,
                asked_by=asker,
                result=found[place].text,
                issued_by=self._names[place[0]],
            )
            is None
        )
