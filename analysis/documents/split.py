"""A row to the papers it names: brackets set aside, lists and alternatives taken apart.

Here: where one paper's name ends and the next begins. Not here: what a name says (names.py).
"""

import re
from dataclasses import dataclass

from analysis.documents.forms import form_of
from analysis.documents.lexicon import pattern
from analysis.documents.line import Line
from analysis.documents.names import CONDITIONAL, FORM, Start, start_of
from analysis.documents.reading import Form

BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
OPEN_BRACKET = re.compile(r"[(\[][^()\[\]]*$")
FORM_MARK = {form: chr(0xE010 + number) for number, form in enumerate(Form)}
IN_CASE = pattern(
    r"^[(\[] ?(?:và |hoặc )?(?:chỉ )?(?:nếu|trường hợp|trong trường hợp|đối với|khi|áp dụng|dùng cho|trừ|với trường hợp|cho trường hợp|\.? ?nếu có)"
)
SEPARATOR = pattern(
    r"(?P<list>;|\. (?=\w))|(?P<intro>:| bao gồm(?: có)?:? | gồm(?: có)?:? )|,? (?P<word>hoặc|hay|và|kèm theo|kèm|cùng với|cùng)(?= )|(?P<comma>,)|(?P<slash>/)"
)
ABOUT = frozenset(
    {
        "application",
        "notice",
        "report",
        "evidence",
        "draft",
        "commitment",
        "explanation",
        "opinion",
        "confirmation",
        "approval",
        "plan",
        "attorney",
        "decision",
        "list",
        "minutes",
        "declaration",
        "contract",
        "receipt",
    }
)
"""Papers about other papers: what follows a comma is often still their object."""
OBJECTS = frozenset(
    {
        "licence",
        "certificate",
        "practice",
        "card",
        "decision",
        "contract",
        "approval",
        "book",
        "design",
        "plan",
        "dossier",
        "information",
        "manual",
        "standard",
        "charter",
        "judgment",
        "diploma",
        "confirmation",
        "label",
        "result",
        "excerpt",
        "paper",
        "picture",
        "notice",
        "opinion",
        "evidence",
    }
)
LOOSE = frozenset({"paper", "dossier", "information", "evidence", "confirmation"})
"""Heads that only introduce a list when a colon follows."""
ONE_OF = pattern(
    r"(?:một|1) trong (?:các|những|hai|ba|số)|(?:hoặc|hay) (?:một|các) (?:trong )?(?:giấy tờ|loại)"
)


@dataclass(frozen=True)
class Piece:
    """One paper's words, and what joins them to those before: "", ";", ",", "và", "hoặc", "kèm"."""

    line: Line
    joint: str
    form: Form | None = None
    """Form told in brackets."""


def set_brackets_aside(line: Line) -> Line:
    """Take out brackets; a condition or a form told in them leaves a mark in its place."""
    for _ in range(4):
        found = BRACKETS.search(line.low)
        if found is None:
            break
        line = _bracketless(line, BRACKETS)
    return _bracketless(line, OPEN_BRACKET)


def _bracketless(line: Line, brackets: re.Pattern[str]) -> Line:
    texts, lows, at = [], [], 0
    for found in brackets.finditer(line.low):
        mark = _mark(found[0])
        texts += [line.text[at : found.start()], mark]
        lows += [line.low[at : found.start()], mark]
        at = found.end()
    return line if not at else Line("".join((*texts, line.text[at:])), "".join((*lows, line.low[at:])))


def _mark(bracket: str) -> str:
    """One letter for what a bracket says; a blank for a remark."""
    if IN_CASE.search(bracket) is not None:
        return CONDITIONAL
    form = form_of(bracket) if FORM.search(bracket[:40]) is not None else Form.UNSTATED
    return FORM_MARK[form] if form is not Form.UNSTATED else " "


def bracketed_form(low: str) -> Form | None:
    """The form that brackets told, or None."""
    for form, mark in FORM_MARK.items():
        if mark in low:
            return form
    return None


def pieces_of(line: Line) -> tuple[Piece, ...]:
    """The papers of a row in order; brackets must be set aside before."""
    begin, joint = 0, ""
    left = start_of(line.low)
    pieces: list[Piece] = []
    for found in SEPARATOR.finditer(line.low):
        if found.start() < left.end or found.start() < begin:
            continue
        how = found["word"] or (
            "," if found["comma"] else "/" if found["slash"] else ";" if found["list"] else ":"
        )
        right = start_of(line.low, found.end())
        if how == ":" and found["intro"]:
            if _introduces(line.low, begin, left, right, found.start()):
                begin, left, joint = found.end(), right, joint
                continue
            if found["intro"].startswith(":") or left.head is None or left.head.kind not in LOOSE:
                end = _end_of_contents(line.low, found.end())
                pieces.append(_piece(line, begin, found.start(), joint))
                return tuple(pieces) + (pieces_of(line.part(end)) if end < len(line.low) else ())
            continue
        if _opens(how, left, right, line.low[left.end : found.start()]):
            pieces.append(_piece(line, begin, found.start(), joint))
            begin, left, joint = found.end(), right, how
    pieces.append(_piece(line, begin, len(line.low), joint))
    return tuple(piece for piece in pieces if piece.line.low.strip())


def _piece(line: Line, start: int, end: int, joint: str) -> Piece:
    part = line.part(start, end)
    return Piece(part, joint, bracketed_form(part.low))


def _introduces(low: str, begin: int, left: Start, right: Start, at: int) -> bool:
    """What stands before a colon only introduces the papers behind it."""
    if right.head is None:
        return False
    between = low[left.end : at]
    if left.head is None or left.head.generic or ONE_OF.search(low, begin, at) is not None:
        return True
    if left.head.kind in LOOSE:
        return not right.head.generic or bool(right.lead)
    return len(between.split()) <= 1 and left.head.generic


def _end_of_contents(low: str, start: int) -> int:
    """Contents of a paper run to the end of the row."""
    return len(low)


def _opens(how: str, left: Start, right: Start, between: str) -> bool:
    """A separator is followed by another paper, not by more of the same name."""
    head = right.head
    if head is None:
        return False
    if how == ";":
        return head.kind not in ("information", "manual") or right.formed or left.head is None
    if how in ("kèm theo", "kèm", "cùng với", "cùng"):
        return not head.generic or right.formed
    if right.formed:
        return left.head is None or left.head.kind not in ("evidence",) or how != "và"
    if head.weak:
        return False
    told = len(between.split())
    if left.head is not None and left.head.kind in ABOUT and told > 0:
        if head.kind in OBJECTS and not (head.kind == left.head.kind and how in ("hoặc", "/", ",")):
            return False
        if head.kind == left.head.kind == "evidence":
            return True
    if head.generic:
        return how in ("hoặc", "hay") and left.head is not None and not left.head.generic
    if how in ("và", ",") and head.kind == "information":
        return False
    return True
