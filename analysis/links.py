"""Is the result of one procedure (kết quả) the paper another asks for (thành phần hồ sơ)?

Here: an explained yes or no for one pair. Not here: reading rows (analysis/documents) and results
(outcomes.py), finding the issuers of a paper among all (issuers.py), verdicts (once_only.py).

Papers are matched by document type, then by the key of their names; likeness of letters alone
is never a yes.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from rapidfuzz.distance import OSA

from analysis.documents.read import read_row
from analysis.documents.reading import Mention, Reading
from analysis.documents.types import registry
from analysis.outcomes import OutcomeReading, meant_in, named_in, read_outcome
from analysis.paper_keys import Patterns, compiled, folded, head, key, lookup, parts, plain, trim
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
    asks_for: tuple[str, ...]
    asks_because: str
    foreign: Patterns
    foreign_row: Patterns
    foreign_asker: Patterns
    personal: frozenset[str]
    personal_asker: Patterns
    foreign_because: str
    directions: tuple[tuple[str, str], ...]
    direction_because: str
    renews: Patterns
    blank_form: Patterns
    given: Patterns
    to_come_because: str
    completed: frozenset[str]
    little: re.Pattern[str]
    little_because: str
    score: Mapping[str, float]


def _any_word(phrases: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(map(words.fold, phrases), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})\b")


@cache
def _rules() -> _Rules:
    said = lookup("links")
    return _Rules(
        tuple(f"{words.fold(noun)} " for noun in said["asks_for"]["heads"]),
        said["asks_for"]["because"],
        compiled(said["foreign"]["component"]),
        compiled(said["foreign"]["row"]),
        compiled(said["foreign"]["asked_by"]),
        frozenset(said["foreign"]["personal"]),
        compiled(said["foreign"]["personal_asked_by"]),
        said["foreign"]["because"],
        tuple((words.fold(a), words.fold(b)) for a, b in said["direction"]["pairs"]),
        said["direction"]["because"],
        compiled(said["to_come"]["renews"]),
        compiled(said["to_come"]["blank_form"]),
        compiled(said["to_come"]["given"]),
        said["to_come"]["because"],
        frozenset(map(words.fold, said["completed"]["heads"])),
        _any_word(said["says_little"]["words"]),
        said["says_little"]["because"],
        said["score"],
    )


def asks_for(mention: Mention) -> bool:
    """The paper asks for a result (đơn, tờ khai, tờ trình …); it is not one."""
    return _asks_for(mention.name)


@lru_cache(maxsize=65536)
def _asks_for(name: str) -> bool:
    told = (plain(name), words.fold(trim(name)))
    return any(f"{one} ".startswith(_rules().asks_for) for one in told)


@lru_cache(maxsize=65536)
def foreign(component: str, asked_by: str, paper: str = "") -> bool:
    """The row asks for a paper that a foreign State issues; of several papers, the named one."""
    rules, asker = _rules(), folded(asked_by)
    row = folded(component)
    told = _around(row, folded(paper))
    return (
        any(p.search(told) for p in rules.foreign)
        or any(p.search(row) for p in rules.foreign_row)
        or any(p.search(asker) for p in rules.foreign_asker)
    )


def of_a_foreigner(paper: Mention, asked_by: str) -> bool:
    """The paper speaks of a foreigner's person: his own State issues it."""
    rules = _rules()
    return paper.type in rules.personal and any(p.search(folded(asked_by)) for p in rules.personal_asker)


def _around(row: str, paper: str) -> str:
    """The part of a row that speaks of a paper: from its name to the next paper."""
    place = row.find(paper) if paper else -1
    if place < 0:
        return row
    after = place + len(paper)
    return row[place:after] + re.split(r"[;\n]|\. | hoặc ", row[after:], maxsplit=1)[0]


@lru_cache(maxsize=65536)
def _still_to_come(component: str, procedure: str) -> bool:
    """In its own procedure a paper is handed in only to be renewed; else the row means a form or a draft."""
    rules, row = _rules(), words.fold(component)
    if any(p.search(row) for p in rules.given):
        return False
    renewed = any(p.search(words.fold(procedure)) for p in rules.renews)
    return not renewed or any(p.search(row) for p in rules.blank_form)


@lru_cache(maxsize=65536)
def _directions(text: str) -> frozenset[str]:
    told = words.fold(text)
    return frozenset(way for pair in _rules().directions for way in pair if way in told)


@lru_cache(maxsize=65536)
def _says_little(name: str) -> bool:
    """Every word behind the head is one that any field uses ("Giấy chứng nhận đăng ký phương tiện")."""
    told = plain(name)
    rest = told[len(head(told) or "") :]
    return re.search(r"[^\W\d_]", _rules().little.sub(" ", rest)) is None


@lru_cache(maxsize=65536)
def _matters(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring syllables (most Vietnamese words have two) that tell one field from another."""
    told = re.findall(r"[^\W\d_]+|[;,.()]|\|", _rules().little.sub("|", words.fold(text)))
    return frozenset(pair for pair in pairwise(told) if all(part.isalpha() for part in pair))


def _same_matter(component: str, asked_by: str, issued_by: str) -> bool:
    return bool((_matters(component) | _matters(asked_by)) & _matters(issued_by))


def veto(
    *, component: str, paper: str, asked_by: str, result: str, issued_by: str, known: bool = False
) -> str | None:
    """Why a result cannot be the paper although the names agree; in Vietnamese, or None.

    `known`: the paper stands in the register of types, so its name says enough.
    """
    rules = _rules()
    if not known and _says_little(result) and not _same_matter(component, asked_by, issued_by):
        return rules.little_because
    if foreign(component, asked_by, paper):
        return rules.foreign_because
    if folded(asked_by) == folded(issued_by) and _still_to_come(component, asked_by):
        return rules.to_come_because
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


@dataclass(frozen=True)
class Names:
    """Keys of one paper: of its whole name, and of the alternatives within it."""

    whole: tuple[str, ...]
    parts: tuple[str, ...]

    def common(self, other: "Names") -> str | None:
        """A key of both; on one side at least it is that of a whole name."""
        ours = [one for one in self.whole if one in other.whole or one in other.parts]
        theirs = [one for one in self.parts if one in other.whole]
        return next(iter((*ours, *theirs)), None)


def _names(whole: Iterable[str | None], parts_: Iterable[str]) -> Names:
    kept = tuple(dict.fromkeys(one for one in whole if one is not None))
    return Names(kept, tuple(one for one in dict.fromkeys(parts_) if one not in kept))


@lru_cache(maxsize=65536)
def _result_names(names: tuple[str, ...], procedure: str) -> Names:
    complete = [_completed(name, procedure) for name in names]
    return _names(map(key, complete), (made for name in complete for made in parts(name)))


def result_names(outcome: OutcomeReading, procedure: str) -> Names:
    """Keys under which the papers of an outcome are found."""
    return _result_names(outcome.names, procedure)


def result_types(outcome: OutcomeReading, procedure: str) -> frozenset[str]:
    """Known document types of an outcome; derived types add nothing to the keys.

    A decision that its procedure narrows to one matter is no longer any paper of the type, and
    what a decision is about is not issued by it: only the first paper of a name counts.
    """
    pairs = zip(outcome.names, outcome.readings, strict=True)
    found = set()
    for name, reading in pairs:
        for mention in reading.mentions[:1]:
            if mention.known and _completed(name, procedure) == name and key(name) in _listed(mention.type):
                found.add(mention.type)
    return frozenset(found)


@cache
def _listed(type_: str) -> frozenset[str | None]:
    """Keys of the names under which the register lists a type; a longer name may be a narrower paper."""
    told = registry().types.get(type_)
    return frozenset(map(key, (told.name, *told.aliases))) - {None} if told is not None else frozenset()


def _misspelt(one: str, other: str) -> bool:
    """Two long keys that differ in one letter of one word (a slip of the pen)."""
    left, right = set(one.split()), set(other.split())
    odd, even = left - right, right - left
    if len(left) != len(right) or len(left) < 6 or len(odd) != 1:
        return False
    return OSA.distance(odd.pop(), even.pop()) <= 1


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
    tried = [(_match(paper, component, asked_by, outcome, issued_by), paper) for paper in papers]
    best, paper = max(tried, key=lambda one: one[0].score)
    if best.label == "N":
        return best
    why = veto(
        component=text or component.text,
        paper=paper.name,
        asked_by=asked_by,
        result="; ".join(outcome.names),
        issued_by=issued_by,
        known=paper.known,
    )
    return best if why is None else Link("N", min(0.3, score["share"]), (*best.because, why))


SAYS_LITTLE = 7
"""Words of a name (its head among them) that may be short for a longer one."""
_LEFT_ALONE = re.compile(r"\s*(?:$|[.;,:]|\((?!hoặc|và)|bản |(?:đã |được )+cấp\b|cũ\b|còn\b|hiện)")


def paper_names(paper: Mention, row: Reading, *, asked_by: str) -> Names:
    """Keys under which a paper of a row may be issued; the whole row serves its first paper too.

    A name that says little ("Giấy phép đã cấp") means the paper that the asking procedure's name carries.
    """
    carried = _carried(paper.name, row.text, asked_by)
    own = None if carried and key(paper.name) is None else paper.name
    first = bool(row.mentions) and paper == row.mentions[0]
    names = tuple(filter(None, (own, carried)))
    whole = (*map(key, names), key(row.text) if first else None)
    return _names(whole, (made for name in names for made in parts(name)))


def _carried(name: str, row: str, asked_by: str) -> str | None:
    told = plain(name)
    if not told or len(told.split()) > SAYS_LITTLE:
        return None
    text, short = folded(row), folded(name)
    place = text.find(short)
    left_alone = place >= 0 and _LEFT_ALONE.match(text, place + len(short)) is not None
    if not left_alone:
        return None
    return meant_in(told, procedure=asked_by) or named_in(asked_by, told)


def paper_types(paper: Mention, row: Reading, *, asked_by: str) -> frozenset[str]:
    """Known document types of a paper of a row, the one it means in its procedure included."""
    found = {paper.type} if paper.known else set()
    if not found and (carried := _carried(paper.name, row.text, asked_by)) is not None:
        told = registry().find(carried)
        found = {told.id} if told is not None else set()
    return frozenset(found)


def _match(paper: Mention, row: Reading, asked_by: str, outcome: OutcomeReading, issued_by: str) -> Link:
    score, shown = _rules().score, "; ".join(outcome.names)
    if of_a_foreigner(paper, asked_by):
        return Link("N", min(0.3, score["share"]), (_rules().foreign_because,))
    if paper_types(paper, row, asked_by=asked_by) & result_types(outcome, issued_by):
        return Link("Y", score["type"], (f"cùng loại giấy tờ: {paper.name}",))
    asked, issued = paper_names(paper, row, asked_by=asked_by), result_names(outcome, issued_by)
    found = asked.common(issued)
    if found is not None and found in asked.whole and found in issued.whole:
        return Link("Y", score["name"], (f"cùng tên giấy tờ sau khi bỏ phần không phân biệt: {shown}",))
    if found is not None:
        return Link("Y", score["alternative"], (f"một trong các giấy tờ được nêu: {paper.name} – {shown}",))
    if any(_misspelt(one, other) for one in asked.whole for other in issued.whole):
        return Link("Y", score["misspelt"], (f"tên chỉ khác một chữ cái (lỗi chính tả): {shown}",))
    return Link("N", _likeness(asked, issued), (f"“{paper.name}” và “{shown}” là hai giấy tờ khác nhau",))


def _likeness(asked: Names, issued: Names) -> float:
    left, right = ({w for k in (*n.whole, *n.parts) for w in k.split()} for n in (asked, issued))
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
