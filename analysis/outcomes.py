"""What a procedure really issues (kết quả thực hiện): papers, without refusals, notices and updates.

Here: excluding rows that are no paper, trimming a name, resolving a generic one by its procedure.
Not here: the type of a paper (analysis/documents), whether another procedure asks for it (links.py).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.documents.read import read_row
from analysis.documents.reading import Mention, Reading
from analysis.paper_keys import Patterns, compiled, cut, lookup, trim
from catalogue import text as words
from catalogue.records import Outcome, Procedure
from catalogue.snapshot import Snapshot


@dataclass(frozen=True)
class OutcomeReading:
    """One outcome row, read."""

    procedure: str
    """Key of the procedure that issues it."""
    index: int
    """Number of the outcome within the procedure, from 0."""
    text: str
    """The words of the source."""
    names: tuple[str, ...] = ()
    """The papers it issues, trimmed; resolved by the name of the procedure where a row says too little."""
    excluded: str | None = None
    """Why it issues no paper: refusal, update, notice, act."""
    reason: str | None = None
    """The same in Vietnamese."""
    readings: tuple[Reading, ...] = ()
    """One for each name."""

    @property
    def papers(self) -> tuple[Mention, ...]:
        """The papers it issues, typed."""
        return tuple(mention for reading in self.readings for mention in reading.mentions)


@dataclass(frozen=True)
class _Exclusion:
    id: str
    reason: str
    patterns: Patterns
    exceptions: Patterns


@dataclass(frozen=True)
class _Sector:
    sector: Patterns
    procedure: Patterns
    name: Patterns
    means: str


@dataclass(frozen=True)
class _Rules:
    exclusions: tuple[_Exclusion, ...]
    or_not: Patterns
    generic: frozenset[str]
    of_procedure: Patterns
    heads: re.Pattern[str]
    tail: Patterns
    in_sector: tuple[_Sector, ...]


@cache
def _rules() -> _Rules:
    said = lookup("outcomes")
    generic = said["generic"]
    exclusions = tuple(
        _Exclusion(row["id"], row["reason"], compiled(row["patterns"]), compiled(row.get("except", [])))
        for row in said["excluded"]
    )
    heads = "|".join(sorted(map(words.fold, generic["heads"]), key=len, reverse=True))
    return _Rules(
        exclusions,
        compiled(said["or_not"]["patterns"]),
        frozenset(map(words.fold, generic["names"])),
        compiled(generic["of_procedure"]),
        re.compile(rf"\b(?:{heads})\b"),
        compiled(generic["tail"]),
        tuple(
            _Sector(
                compiled([row["sector"]]), compiled([row["procedure"]]), compiled([row["name"]]), row["means"]
            )
            for row in said["in_sector"]
        ),
    )


def excluded(text: str) -> tuple[str, str] | None:
    """Why an outcome is no issued paper: (id, reason in Vietnamese), or None.

    >>> excluded("Phiếu từ chối tiếp nhận hồ sơ")[0]
    'refusal'
    """
    told = words.fold(text).lstrip("-–+*•.…:; ")
    for rule in _rules().exclusions:
        if any(p.search(told) for p in rule.exceptions):
            continue
        if any(p.search(told) for p in rule.patterns):
            return rule.id, rule.reason
    return None


_OR = re.compile(r"\s+hoặc\s+(?=(?:văn bản|thông báo|quyết định|phiếu)\b)", re.IGNORECASE)


def _pieces(text: str) -> Iterator[str]:
    """Parts of a row that each may be a paper or a refusal: by semicolons and "hoặc"."""
    for part in re.split(r"\s*;\s*", text):
        yield from _OR.split(part)


def named_in(procedure: str, head: str) -> str | None:
    """The paper with this head that the name of a procedure carries, or None.

    >>> named_in("Cấp lại Chứng chỉ hành nghề luật sư", "chứng chỉ")
    'Chứng chỉ hành nghề luật sư'
    """
    matter, told = _matter(procedure)
    found = re.search(rf"\b{re.escape(words.fold(head))}\b(?=\s+\w)", told)
    return _paper_at(matter, found.start()) if found is not None else None


def _matter(procedure: str) -> tuple[str, str]:
    """The name of a procedure without "Thủ tục", as written and folded."""
    matter = re.sub(r"(?i)^thủ tục:?\s+", "", words.squash(procedure))
    return matter, words.fold(matter)


def _paper_at(matter: str, start: int) -> str:
    """The paper whose name begins at a place, up to the case, the place or the authority."""
    return trim(cut(_rules().tail, matter[start:]))


def resolve(name: str, *, procedure: str | None, sector: str | None = None) -> str:
    """A generic name ("Giấy phép") made specific by the name of its procedure; else trimmed only.

    >>> resolve("Giấy phép", procedure="Gia hạn Giấy phép hoạt động bến thủy (cấp tỉnh)")
    'Giấy phép hoạt động bến thủy'
    """
    rules, short = _rules(), trim(name)
    told = words.fold(short)
    if (means := meant_in(short, procedure=procedure, sector=sector)) is not None:
        return means
    for pattern in rules.of_procedure:
        if (found := pattern.search(told)) is not None:
            return _paper_of(short[found.start("name") :], head=None) or short
    if told in rules.generic and procedure:
        return _paper_of(procedure, head=short) or short
    return short


def meant_in(name: str, *, procedure: str | None, sector: str | None = None) -> str | None:
    """What a name alone means in a sector ("Giấy chứng nhận" where land is registered), or None.

    >>> meant_in("Giấy chứng nhận", procedure="Tách thửa, hợp thửa đất")
    'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất'
    """
    told = words.fold(name)
    for row in _rules().in_sector:
        speaks = ((row.sector[0], sector), (row.procedure[0], procedure))
        if row.name[0].search(told) and any(text and p.search(words.fold(text)) for p, text in speaks):
            return row.means
    return None


def _paper_of(procedure: str, *, head: str | None) -> str | None:
    """The paper that the name of a procedure carries, or its whole matter under the given head."""
    matter, told = _matter(procedure)
    found = re.search(rf"\b{re.escape(words.fold(head))}\b" if head else _rules().heads, told)
    if found is not None and (paper := _paper_at(matter, found.start())) and words.fold(paper) != found[0]:
        return paper
    if head is None:
        return None
    last = words.fold(head).split()[-2:]
    act, rest = (
        matter.split()[:2],
        matter.split()[2:],
    )  # an act ("gia hạn") opens the name, it does not end it
    if words.fold(" ".join(act)).split() == last:  # "Văn bản chấp thuận" of "Chấp thuận …"
        act = []
    return " ".join((head, *(word.lower() for word in act), cut(_rules().tail, " ".join(rest)))).strip()


@lru_cache(maxsize=65536)
def _issued(text: str, procedure: str, sector: str | None) -> tuple[tuple[str, ...], tuple[str, str] | None]:
    """Names of the papers in a row; where there are none, why."""
    names: dict[str, None] = {}
    why = None
    for piece in filter(None, _pieces(cut(_rules().or_not, text))):
        refused = excluded(piece)
        why = why or refused
        name = "" if refused else resolve(piece, procedure=procedure, sector=sector)
        if name:
            names[name] = None
    if names:
        return tuple(names), None
    return (), why or ("act", "không nêu giấy tờ nào")


def read_outcome(outcome: Outcome, *, procedure: Procedure, index: int) -> OutcomeReading:
    """What one outcome row of a procedure issues."""
    names, why = _issued(outcome.name, procedure.name, procedure.sector)
    readings = tuple(read_row(name, procedure=procedure.name) for name in names)
    code, reason = why or (None, None)
    return OutcomeReading(procedure.key, index, outcome.name, names, code, reason, readings)


def read_outcomes(snapshot: Snapshot) -> Mapping[str, tuple[OutcomeReading, ...]]:
    """Every outcome row of a snapshot by key of its procedure, in the order of the source."""
    return {
        procedure.key: tuple(
            read_outcome(outcome, procedure=procedure, index=index)
            for index, outcome in enumerate(procedure.outcomes)
        )
        for procedure in snapshot.procedures
        if procedure.outcomes
    }
