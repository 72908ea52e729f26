"""The name of one paper: head noun, act and object; what is not the name is set aside.

Here: one piece of a row. Not here: cutting a row into pieces (split.py), types (types.py).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from analysis.documents.lexicon import WORD, Head, acts, any_of, heads, lookup, pattern
from analysis.documents.line import Line
from analysis.documents.types import registry
from catalogue.text import fold

CONDITIONAL = "\ue000"
"""Stands where a condition in brackets was taken out."""
FORM_MARKS = "\ue010-\ue01f"
MARKS = re.compile(rf"[{CONDITIONAL}{FORM_MARKS}]")

_LEAD = lookup("phrases")["lead"]
_FORM = lookup("phrases")["form"]
_CUT = lookup("phrases")["cut"]
_FORM_WORDS = rf"{_FORM['unit']}(?: {any_of(_FORM['tail'])})*"
FORM = pattern(rf"{_FORM_WORDS}(?:[,:]? ?(?:hoặc|và|hay|/|,)? ?(?:\d+ )?{_FORM_WORDS})*(?: (?:của|các))*")
LEAD = pattern(
    rf"(?:{_FORM_WORDS}|{_LEAD['quantity']}(?= )|{any_of(_LEAD['determiners'])}|{any_of(_LEAD['verbs'])})(?![\w])[ :,;/.\-–\"“”'*+{FORM_MARKS}{CONDITIONAL}]*"
)
CITATION = pattern(any_of(_CUT["citation"]))
CONDITION = pattern(any_of(_CUT["condition"]))
STRICT_CONDITION = pattern(
    r" (?:nếu|khi) | trong (?:các )?trường hợp| đối với (?:các )?trường hợp|,? trường hợp | trừ "
)
REMARK = pattern(any_of(_CUT["remark"]))
SUBJECT_REMARK = pattern(any_of(_CUT["subject_remark"]))
OWNER = pattern(any_of([lookup("phrases")["object"]["owner"]]))
PROCEDURE_NOISE = pattern(lookup("phrases")["object"]["procedure_noise"])
REQUESTS = frozenset({"application", "notice", "paper"})
"""Papers that name an act."""
SUBJECT_CLASSES = frozenset(
    {
        "application",
        "draft",
        "report",
        "plan",
        "notice",
        "explanation",
        "declaration",
        "design",
        "charter",
        "list",
        "drawing",
        "map",
        "information",
        "dossier",
        "manual",
    }
)
"""Papers whose content is what they are about: "đối với …" belongs to their object."""


def head_at(low: str, at: int = 0) -> tuple[Head, int] | None:
    """The head noun that begins at a letter of folded text, and where it ends."""
    found: list[re.Match[str]] = []
    for match in WORD.finditer(low, at, at + 90):
        if not found and low[at : match.start()].strip(" \"“”'"):
            return None
        found.append(match)
        if len(found) == 8:
            break
    words = [match[0] for match in found]
    hit = heads().longest(words)
    listed = registry().head(words)
    if listed is not None and (hit is None or (listed[0] > hit[0] and hit[1].generic)):
        return listed[1], found[listed[0] - 1].end()
    return None if hit is None else (hit[1], found[hit[0] - 1].end())


@dataclass(frozen=True)
class Start:
    """Where a paper's name begins, after words of form, number and handing in."""

    at: int
    lead: str
    head: Head | None
    end: int
    """End of the head noun."""

    @property
    def formed(self) -> bool:
        """Words of form stood before the name."""
        return FORM.search(self.lead) is not None

    @property
    def counted(self) -> bool:
        """A number stood before the name."""
        return self.lead[:1].isdigit()


@lru_cache(maxsize=65536)
def start_of(low: str, at: int = 0) -> Start:
    """Skip what may stand before a name; the head noun where there is one."""
    while at < len(low) and not low[at].isalnum():
        at += 1
    begin = at
    while at < len(low):
        hit = head_at(low, at)
        if hit is not None and not (hit[0].generic or hit[0].short):
            return Start(at, low[begin:at], hit[0], hit[1])
        lead = LEAD.match(low, at)
        if lead is None or lead.end() == at:
            head, end = hit if hit is not None else (None, at)
            return Start(at, low[begin:at], head, end)
        at = lead.end()
    return Start(at, low[begin:at], None, at)


@dataclass(frozen=True)
class Named:
    """A paper as its words name it."""

    name: str
    head: Head | None
    acts: tuple[str, ...]
    object: str
    """Folded, without the act; empty where the name tells none."""
    rest: str
    """Folded words behind the name: makers and conditions are read there."""
    lead: str
    conditional: bool
    cited: str
    """Articles that define a paper which has no name of its own, folded."""


def name_of(piece: Line) -> Named:
    """Head noun, act and object of one piece of a row."""
    start = start_of(piece.low)
    head = start.head
    subject = head is not None and head.kind in SUBJECT_CLASSES
    body = MARKS.sub(lambda found: " ", piece.low)
    begin = max(start.end, start.at + 1)
    cuts = [
        found.start() for found in (CITATION.search(body, start.end), REMARK.search(body, begin)) if found
    ]
    condition = (STRICT_CONDITION if subject else CONDITION).search(body, start.end)
    if condition is not None:
        cuts.append(condition.start())
    if not subject:
        owner = OWNER.search(body, start.end)
        if owner is not None:
            cuts.append(owner.start())
    end = min(cuts, default=len(body))
    end = _sentence_end(body, start.end, end)
    shown = " ".join(MARKS.sub(" ", piece.text[start.at : end]).split()).strip(" ,;:.-–\"“”'")
    told = " ".join(body[start.end : end].split()).strip(" ,;:.-–\"“”'")
    found, rest = acts_of(told) if head is not None and head.kind in REQUESTS else ((), told)
    cited = (
        _citation(body, start.end)
        if not told and head is not None and (head.generic or head.kind == "evidence")
        else ""
    )
    conditional = CONDITIONAL in piece.low or condition is not None
    return Named(shown, head, found, rest, body[end:], start.lead, conditional, cited)


def _sentence_end(body: str, start: int, end: int) -> int:
    """The earlier of `end` and the next semicolon, colon or full stop."""
    stops = [at for at in (body.find(sign, start, end) for sign in (";", ":", ". ")) if at >= 0]
    return min(stops, default=end)


def acts_of(told: str) -> tuple[tuple[str, ...], str]:
    """Acts at the beginning of folded words, sorted, and the words behind them.

    >>> acts_of(fold("đề nghị cấp, cấp lại giấy phép"))
    (('cấp', 'cấp lại'), 'giấy phép')
    """
    matches = list(WORD.finditer(told))
    words = [match[0] for match in matches]
    found: list[str] = []
    at = 0
    while at < len(words):
        hit = acts().longest(words, at)
        if hit is None:
            joined = words[at] in ("và", "hoặc") and found and acts().longest(words, at + 1) is not None
            if not joined:
                break
            at += 1
            continue
        if hit[1]:
            found.append(hit[1])
        at += hit[0]
    rest = told[matches[at].start() :] if at < len(matches) else ""
    return tuple(sorted(set(found))), rest


_ARTICLE = pattern(
    r"(?:điểm [a-zđ]+|khoản \d+|điều \d+|các điều? ?[\d, và]+|luật [\w ]{3,30}|nghị định số [\w/\-.]+|bộ luật [\w ]{3,20})"
)


def _citation(body: str, start: int) -> str:
    return " ".join(_ARTICLE.findall(body, start))


@lru_cache(maxsize=8192)
def procedure_matter(name: str | None) -> tuple[tuple[str, ...], str]:
    """Acts and object of a procedure's name; both empty where there is none.

    >>> procedure_matter("Thủ tục cấp lại Thẻ công chứng viên (cấp tỉnh)")
    (('cấp lại',), 'thẻ công chứng viên')
    """
    if not name:
        return (), ""
    told = PROCEDURE_NOISE.sub("", PROCEDURE_NOISE.sub("", fold(name)))
    return acts_of(" ".join(told.split()))

