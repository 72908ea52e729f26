"""Brackets of a row, set aside: what they say of the paper before them leaves a mark, papers in them stay.

Here: conditions, forms and further papers told in brackets. Not here: cutting the row (split.py).
"""

import re

from analysis.documents.forms import form_of
from analysis.documents.lexicon import classes, named_pattern, pattern
from analysis.documents.line import Line
from analysis.documents.reading import Form
from analysis.documents.starts import CONDITIONAL, OF_GROUP, OF_SOME, head_at
from catalogue.text import fold

SHOWN = pattern(r"[(\[] ?(?:người|tổ chức|cá nhân)[^();.]{0,50} phải (?:nộp|xuất trình)(?: kèm)? ")
"""A bracket that says what the one who comes must show: (người được ủy quyền phải xuất trình …)."""
BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
OPEN_BRACKET = re.compile(r"[(\[][^()\[\];]*(?=;)|[(\[][^()\[\]]*$")
"""A bracket that nobody closed ends with its item."""
FORM_MARK = {form: chr(0xE010 + number) for number, form in enumerate(Form)}
IN_CASE = named_pattern("in_case")
OF_FORM = pattern(
    r"^.{0,12}(?:bản (?:chính|gốc|sao|chụp|photo|điện tử|scan)|sao y|sao chụp|photo)"
    r"|^\W?(?:có )?(?:công chứng|chứng thực)"
)
OTHER_FORM = pattern(r" thì (?:sử dụng|dùng|lập theo|theo) (?:biểu )?mẫu")
"""On which form the paper is written in some case."""
TRANSLATED = named_pattern("translated")
"""What is to be done with a paper in a foreign language: no condition of the paper."""
INCLUDED = pattern(r"^[(\[] ?(?:bao gồm|gồm|kể cả) (?!một trong)[^()]{3,60}, nếu có")
"""What stands in the paper, where there is such: (bao gồm cả hình vẽ, nếu có)."""
IF_ANY = pattern(r"^[(\[] ?(?:và |hoặc )?(?:chỉ )?n[ếê]u có ?[)\].,;]*$")
NAMES_GROUP = pattern(r"^[(\[] ?(?:áp dụng )?đối với (?!(?:các )?trường hợp)")
MUST_BE = pattern(
    r"^[(\[] ?(?:nếu|trường hợp|đối với) [^()]{3,120} phải"
    r" (?:gửi |(?:có|được) (?:công chứng|chứng thực|hợp pháp|dịch|bản dịch|xác nhận)"
    r"|(?:mang|xuất trình|kèm)[^()]{0,20} bản (?:gốc|chính))"
)
"""How the paper must look in some case: no condition of the paper."""
BY_CHANNEL = named_pattern("by_channel")
"""How the row is handed in; where the row tells each way, it is no condition of the paper."""
FORM_TOLD = pattern(r"[(\[] ?(?:theo )?(?:biểu )?mẫu (?:số )?[\w.\-/]*\d[\w.\-/]*[^()\[\]]{0,160}[)\]]")
FORM_WORD = pattern(r" ?(?:biểu )?mẫu ")
CITED = pattern(r"[ .;,:]*$|[ ]*[;.]|,? (?:ban hành|được ban hành|quy định|kèm theo|theo) ")
"""What may follow the form of a paper: the act that holds it, or the end of the item."""
WHICH_FORM = named_pattern("which_form")
FORM_TITLE = named_pattern("form_title")
APPLIED = pattern(r"[(\[] ?áp dụng (?:đối với|cho) ")
"""Behind the title of a tax return the bracket is part of the title: whose return it is, no case."""
WITH_PAPER = named_pattern("with_paper")
"""A bracket that names a further paper: (kèm theo quyết định khen thưởng)."""
SUBSTITUTE = named_pattern("substitute")
"""Papers that may stand in for the one before."""
SUCH_AS = named_pattern("such_as")
"""At the beginning of a bracket that names the papers meant."""
SAID_AGAIN = pattern(r"[(\[] ?(?:các )?(?:giấy tờ|tài liệu|văn bản) [^:;()]{3,90}: ")
"""Giấy tờ chứng minh X (Giấy tờ chứng minh X: A; B): what stands before the list is told twice."""
EVIDENT = named_pattern("evident")
"""Papers told by what they prove, at the end of the words before a bracket."""
FOREIGNER = fold("đối với người nước ngoài")
"""A condition that also tells who made the paper."""
OF_FOREIGNERS = pattern(
    r"đối với [^();]{0,30}(?:người nước ngoài|(?:người|cá nhân|công dân|nhân sự|chuyên gia)[^();]{0,30}"
    r"(?:quốc tịch nước ngoài|không có quốc tịch việt nam))"
)
CITIZENS = fold("người việt nam")
BY_MAKER = named_pattern("by_maker")
"""(do cơ quan có thẩm quyền nước ngoài cấp): the bracket only tells who makes the paper."""
LOOSE = classes("loose")
"""Heads that only introduce a list when a colon follows."""
EITHER = ("hoặc", "hay")
"""Behind a semicolon, these words still offer a choice."""


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
        beside = WITH_PAPER.match(found[0])
        named = beside is None and _names_papers(line.low[: found.start()], found[0])
        if named or (beside is not None and _is_paper(found[0], beside.end(), other=EITHER[0] in beside[0])):
            start, end = found.start() + 1, found.end() - found[0].endswith((")", "]"))
            sign = ": " if named else " "
            kept = Line(f"{sign}{line.text[start:end]} ", f"{sign}{line.low[start:end]} ")
        elif (shown := SHOWN.match(found[0])) is not None and _is_paper(found[0], shown.end(), other=False):
            start, end = found.start() + shown.end(), found.end() - found[0].endswith((")", "]"))
            kept = Line(f"; {line.text[start:end]}; ", f"; {line.low[start:end]}; ")
        elif BY_MAKER.match(found[0]) is not None or _tells_own_form(line.low, found):
            start, end = found.start() + 1, found.end() - found[0].endswith((")", "]"))
            sign = " theo " if FORM_WORD.match(line.low, start) is not None else " "
            kept = Line(f"{sign}{line.text[start:end].strip()} ", f"{sign}{line.low[start:end].strip()} ")
        else:
            titled = FORM_TITLE.search(line.low[: found.start()]) is not None and APPLIED.match(found[0])
            mark = " " if titled or _tells_form(line.low, found) else _mark(found[0], line.low)
            kept = Line(mark, mark)
        texts += [line.text[at : found.start()], kept.text]
        lows += [line.low[at : found.start()], kept.low]
        at = found.end()
    return line if not at else Line("".join((*texts, line.text[at:])), "".join((*lows, line.low[at:])))


def in_every_channel(low: str) -> bool:
    """The row tells what to hand in at the counter and what by post or online: nobody is left out."""
    return len(BY_CHANNEL.findall(low)) > 1


def _tells_form(low: str, bracket: re.Match[str]) -> bool:
    """Which of two forms is for whom: Mẫu số 02 (đối với tổ chức) hoặc Mẫu số 03 (đối với cá nhân)."""
    before, behind = low[: bracket.start()], low[bracket.end() :].lstrip(" ,;")
    if WHICH_FORM.search(before) is None:
        return False
    return behind.startswith(("hoặc mẫu", "mẫu", "và mẫu")) or before.count("mẫu số") > 1


def _tells_own_form(low: str, bracket: re.Match[str]) -> bool:
    """(Mẫu số 01/TNDN-IIR) ban hành kèm theo …: as if it stood in no bracket; no more of the name follows."""
    told = FORM_TOLD.match(bracket[0]) is not None and "đối với" not in bracket[0]
    return told and CITED.match(low, bracket.end()) is not None


def _names_papers(before: str, bracket: str) -> bool:
    """Giấy tờ chứng minh … (giấy khai sinh; hợp đồng): the bracket tells which papers those are."""
    again = SAID_AGAIN.match(bracket)
    told = again or SUCH_AS.match(bracket)
    hit = head_at(bracket, told.end() if told is not None else 1)
    if hit is None or hit[0].generic or hit[0].short:
        return False
    if again is None and (hit[0].weak or hit[0].kind in LOOSE):
        return False
    return EVIDENT.search(BRACKETS.sub(" ", before)) is not None


def _is_paper(low: str, at: int, *, other: bool) -> bool:
    """A paper of its own begins at a letter, or what stands for one (hoặc văn bản tương đương)."""
    hit = head_at(low, at)
    if hit is None or hit[0].short:
        return False
    if hit[0].generic:
        return other and SUBSTITUTE.search(low, hit[1]) is not None
    return not hit[0].weak or (other and hit[0].kind == "manual")


def _mark(bracket: str, low: str) -> str:
    """One letter for what a bracket says; a blank for a remark."""
    if INCLUDED.search(bracket) is not None:
        return " "
    if OTHER_FORM.search(bracket) is not None:
        return " "
    if TRANSLATED.search(bracket) is not None or MUST_BE.search(bracket) is not None:
        return " "
    if BY_CHANNEL.match(bracket.lstrip("([ ")) is not None and in_every_channel(low):
        return " "
    if IN_CASE.search(bracket) is not None:
        if OF_FOREIGNERS.search(bracket) is not None and CITIZENS not in bracket:
            return f"{CONDITIONAL}{OF_SOME} {FOREIGNER} "
        if IF_ANY.search(bracket) is not None:
            return CONDITIONAL
        return f"{CONDITIONAL}{OF_SOME}{OF_GROUP if NAMES_GROUP.search(bracket) is not None else ''}"
    form = form_of(bracket) if OF_FORM.search(bracket) is not None else Form.UNSTATED
    return FORM_MARK[form] if form is not Form.UNSTATED else " "


def bracketed_form(low: str) -> Form | None:
    """The form that brackets told, or None."""
    for form, mark in FORM_MARK.items():
        if mark in low:
            return form
    return None
