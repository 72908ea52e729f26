"""What a row really is, and which of its clauses asks for papers.

Here: document, note or heading; the condition before the clause that asks. Not here: the papers (split.py),
what later sentences ask for (further.py).
"""

import re
from dataclasses import dataclass, replace

from analysis.documents.lexicon import (
    WORD,
    Either,
    any_of,
    lookup,
    named_pattern,
    pattern,
)
from analysis.documents.line import APPLICATION_FORM, ONLY_FORM, UPPER, Line
from analysis.documents.reading import RowKind
from analysis.documents.starts import CONDITIONAL, LAST_MARK, Start, head_at, start_of
from catalogue.text import fold

_KIND = lookup("phrases")["kind"]
NOTE = Either.of(_KIND["note"])
SUBJECT = pattern("^" + any_of(_KIND["subject"]))
NO_PAPER = pattern(_KIND["no_paper"])
DUTY = pattern(_KIND["duty"])
MUST = pattern(_KIND["must"])
HEADING_WORDS = pattern(_KIND["heading_words"])
HEADING = pattern(_KIND["heading"])
SUBMIT = pattern(rf"(?:^|[ ,])(?:{_KIND['submit']})(?= )")
PROMISED = pattern(_KIND["promised"])
CASE = named_pattern("case")
THEN = named_pattern("then")
EXCEPTED = pattern(r" trừ (?:trường hợp|khi) ")
"""What is told of the exception is no remark on the paper."""
TITLE_WORDS = 25
"""Longer words before a list are no title."""
CASE_WORDS = 18
"""A case told in so few words, without a duty, is a heading."""
BESIDES_THOSE = pattern(
    r"ngoài (?:các |những )?(?:thành phần )?(?:hồ sơ|giấy tờ|tài liệu)[^,;:]*, (?:chủ đầu tư|doanh nghiệp"
    r"|người (?:nộp|đề nghị|yêu cầu)(?: \w+){0,3}|tổ chức|cá nhân|tổ chức, cá nhân)"
    r" (?:phải|cần|có trách nhiệm) "
)
"""Ngoài các giấy tờ nêu trên, chủ đầu tư phải có …: asked of whoever applies."""
ONE_CLAUSE = pattern(
    r"trường hợp (?!này|trên|đó|cơ quan|hồ sơ)"
    r"(?![^,;:.]*(?:thì |nộp|gửi|xuất trình|kèm|bổ sung|khai báo|liên hệ|thực hiện theo))[^,;:.]{10,200}$"
)
"""A case and nothing else, however long: what is asked in it stands in the rows below."""
LISTING = ("dossier", "information", "evidence", "manual")
"""Heads that may stand for a list in the rows below."""
AGENCY = named_pattern("agency")
BACK = named_pattern("back")
BACK_WITHIN = 60
"""So many letters behind a noun may say that the paper was told before."""
DOSSIER_HAS = named_pattern("dossier_has")
"""The dossier must hold a paper: the paper is asked for, not the dossier."""
CASE_BREAK = r"[;:.]+ (?=(?:[Tt]rường hợp|[Đđ]ối với|[Nn]ếu|[Tt]rong trường hợp|[Vv]iệc nộp) )"
LOST_BREAK = (
    r"|, (?=(?:trường hợp|nếu)(?: \w+){0,3} (?:mất|thất lạc|không (?:có|còn))"
    r"(?: \w+){0,5} (?:thì|phải có|phải nộp) )|, (?=(?:trường hợp|nếu) [^,;:]{5,90} thì )"
)
"""Who lost the paper hands in another one: a clause of its own behind a comma."""
LOOKED_UP = named_pattern("looked_up")
"""What the agency can look up, or else the paper that follows."""
ONLY_TOLD = pattern(r"(?:chỉ cần|chỉ phải) (?:cung cấp|khai|nêu|ghi)")
REPEATS = pattern(
    r"là thành phần hồ sơ"
    r"|(?:nộp|xuất trình|gửi)[^,;:]{0,70}giấy tờ (?:nêu trên|đã nêu|phải xuất trình nêu)"
)
FIRST_FIELD = pattern(r"(?:^|[:;] )(?:họ(?:,| và)? (?:chữ đệm )?tên|tên(?: \w+){0,3}|địa chỉ|quốc tịch)$")
"""Đối với tổ chức: tên tổ chức, mã số doanh nghiệp, …: fields of a list, no papers."""
HAS = fold("có")
CONFIRMED = pattern(
    r"^(?:đương sự|người|công dân|cá nhân|học sinh|sinh viên)[^;:.]{0,140}"
    r" phải (?:có|kèm theo|nộp) (?=xác nhận của (?:cơ quan|ủy ban|công an|bệnh viện|cơ sở|thủ trưởng))"
)
"""Đương sự có khó khăn … thì phải có xác nhận của …: no other paper is named on which it could stand."""
ONLY_DOSSIER = pattern(r"^(?:kèm theo|nộp|gồm|kèm) hồ sơ[ .]*$")
SEPARATED = re.compile(r"[,:;]")
"""Behind it a case is told and the clause begins: đối với cơ sở có giấy phép (…, …) tells a case only."""
DOSSIER_WORD, MUST_WORD = fold("hồ sơ"), fold("phải")
"""Kèm theo hồ sơ phải có: the paper that follows is asked for."""
CHOOSES, ONE_OF_THEM = fold("lựa chọn"), " một trong"
"""Có quyền lựa chọn nộp một trong các giấy tờ sau: the papers are asked for."""
NEXT = "; "
"""Behind it stands the next paper of a list, not the first that the case asks for."""
SPARED = pattern(r"(?:không|không cần|không phải|miễn) nộp (?!thêm|lại)[^;]{3,}$")
"""Không phải nộp bản giấy của A; B: neither is asked for."""
GIVEN_BACK, APPLIED_TO = fold("được trả"), fold("áp dụng")
"""Bản sao tài liệu … áp dụng cho …: behind a form these words tell of the paper, not what it must be."""
MUST_WITHIN = 60
"""So many letters behind a noun may say what the paper is taken for (được miễn, được chấp nhận)."""
NO_PAPERS = ("hồ sơ", "xác nhận")
"""What is handed in as a whole, and what is only put on another paper."""
NOT_ASKED = pattern(
    r"(?:không|không được|không phải|có thể|(?<!: )yêu cầu|việc|lựa chọn|người|hồ sơ|phải|đã|ban hành|ngày"
    r"|(?:cải chính|thay đổi|sửa đổi|điều chỉnh),?)$"
    r"|không (?:phải|cần|được|yêu cầu|bắt buộc|nhất thiết)[^,;.]{0,40}$"
)
INTRO = pattern(_KIND["intro"])
QUALIFIED = pattern(_KIND["qualified"])
"""A person of some kind (công dân đã ly hôn) hands in: others do not."""
GROUP = pattern(_KIND["group"])
"""Some of the applicants: what follows is asked of them alone."""
OF_GROUP = pattern(f"{_KIND['group']}{_KIND['of_group']}")
SENTENCE = re.compile(
    CASE_BREAK
    + LOST_BREAK
    + rf"|(?<=[^\W\d_]{{2}})\. (?=[{UPPER}])|(?<=[);\d{CONDITIONAL}-{LAST_MARK} ])\. (?=[{UPPER}])",
)
INSTEAD_OF_LOOKUP = pattern(
    r"không (?:thể )?(?:khai thác|tra cứu)(?: được)?[^.]{0,200} (?:yêu cầu[^.]{0,60} )?(?:bổ sung|nộp) "
)
"""Not found in the register: the paper itself is asked for."""
ONE_LISTED = pattern(r"một trong (?:các|những) (?:loại )?giấy tờ sau(?: đây)? ?: ?")
IS_PAPER = pattern(
    r"^(?:(?:các )?(?:tài liệu|giấy tờ)[^;:.,]{0,70}|(?:[^;:.,]{0,180} )?hồ sơ) là (?=bản (?:chính|sao|gốc) )"
)
"""Tài liệu kèm theo giấy đề nghị là bản chính các hóa đơn: the invoices are asked for."""


@dataclass(frozen=True)
class Clause:
    """A clause that names papers, and whether it does so only in some cases."""

    line: Line
    conditional: bool
    instead: bool = False
    """It is enough in place of the papers before."""
    of_abroad: bool = False
    """The case is one of people or companies of another State."""
    item: bool = False
    """It only goes on with the list before, behind a remark on one of its items."""


def sentences(line: Line) -> list[Line]:
    """Sentences of a row, in order."""
    parts, at = [], 0
    for found in SENTENCE.finditer(line.text):
        parts.append(
            Line(line.text[at : found.start() + 1].strip(), line.low[at : found.start() + 1].strip())
        )
        at = found.end()
    parts.append(Line(line.text[at:], line.low[at:]))
    return [part for part in parts if part.low.strip()]


def clause_of(line: Line) -> Clause | RowKind:
    """The clause of a first sentence that asks for papers, or what the sentence is instead."""
    low = line.low
    if not low or NOTE.search(low) is not None:
        return instead_of_lookup(line) or RowKind.NOTE
    told = IS_PAPER.match(low)
    if told is not None:
        line = line.part(told.end())
        low = line.low
    if CASE.search(low) is not None:
        told_in_case = case_clause(line)
        if isinstance(told_in_case, Clause) and BESIDES_THOSE.match(low) is not None:
            return replace(told_in_case, conditional=False)
        return told_in_case
    if AGENCY.search(low) is not None:
        return instead_of_lookup(line) or RowKind.NOTE
    start = start_of(low)
    if start.head is None:
        return _behind_form(line, start) or _behind_intro(line) or _no_paper(line)
    if _only_lists(line):
        return RowKind.HEADING
    held = DOSSIER_HAS.match(low)
    if held is not None and start_of(low, held.end()).head is not None:
        return Clause(line.part(held.end()), conditional=False)
    behind = EXCEPTED.split(low[start.end :], maxsplit=1)[0]
    must = MUST.search(behind)
    given_back = must is not None and start.formed and must[0].startswith((GIVEN_BACK, APPLIED_TO))
    if must is not None and start.head.generic and not given_back and must.start() < 160:
        return RowKind.NOTE
    if SUBJECT.search(low) is not None and start.at == 0 and DUTY.search(low) is not None:
        return _no_paper(line)
    return Clause(line, conditional=False)


def case_clause(line: Line) -> Clause | RowKind:
    """Trường hợp, đối với, nếu …: the clause behind the condition."""
    low = line.low
    if REPEATS.search(low) is not None:
        return RowKind.NOTE
    then = low.find(" thì ")
    if then >= 0 and ONLY_TOLD.search(low, then) is not None:
        return RowKind.NOTE
    listed = low.rstrip().endswith(":")
    before = _asked(line)
    for found in THEN.finditer(low):
        behind = line.part(found.end())
        if not behind.low:
            continue
        if found[0] == NEXT and SPARED.search(low, 0, found.start()) is not None:
            return RowKind.NOTE
        if found[0] == NEXT and before is not None and len(before.low) > len(behind.low):
            return Clause(before, conditional=True)
        if (listed and behind.low.startswith("hồ sơ")) or ONLY_DOSSIER.match(behind.low) is not None:
            return RowKind.HEADING
        if ONLY_FORM.match(behind.low) is not None:
            return Clause(Line.of(f"{APPLICATION_FORM} theo {behind.text}"), conditional=True)
        if AGENCY.search(behind.low) is not None and "nộp" not in behind.low:
            if found[0] == NEXT:  # cán bộ, công chức: one more group
                continue
            return RowKind.NOTE
        if _only_lists(behind):
            return RowKind.HEADING
        held = DOSSIER_HAS.match(behind.low)
        if held is not None and start_of(behind.low, held.end()).head is not None:
            return Clause(behind.part(held.end()), conditional=True)
        asked = _asked(behind) if DOSSIER_HAS.search(behind.low) is not None else None
        if asked is not None:
            return Clause(asked, conditional=True)
        if not start_is_loose(behind) and not _excused(behind.low):
            return Clause(behind, conditional=True)
        asked = _asked(behind)
        if asked is not None:
            return Clause(asked, conditional=True)
    if before is not None:
        return RowKind.HEADING if _only_lists(before) else Clause(before, conditional=True)
    if low.rstrip().endswith((":", "gồm", "sau đây", "như sau", "sau")):
        return RowKind.HEADING
    comma = low.find(", ")
    if FIRST_FIELD.search(low, 0, max(comma, 0)) is not None:
        return RowKind.NOTE
    paper = start_of(low, comma + 2).head if comma > 0 else None
    in_case = low.find(" thì ", comma) >= 0
    if paper is not None and not (paper.weak or paper.generic or in_case) and not _excused(low):
        return Clause(line.part(comma + 2), conditional=True)
    must = MUST.search(low, 1)  # "áp dụng cho …" begins a case
    short = len(low.split()) <= CASE_WORDS and DUTY.search(low) is None and must is None
    only_case = short or ONE_CLAUSE.match(low) is not None
    return RowKind.HEADING if only_case else RowKind.NOTE


def _behind_form(line: Line, start: Start) -> Clause | None:
    """Words of form say that a paper follows, though a misspelt word stands between."""
    if not start.formed:
        return None
    for found in WORD.finditer(line.low, start.at):
        hit = head_at(line.low, found.start())
        if hit is not None and not (hit[0].generic or hit[0].short):
            return Clause(line.without([(start.at, found.start())]), conditional=False)
    return None


def _behind_intro(line: Line) -> Clause | None:
    """Hồ sơ của người … gửi cơ quan … bao gồm: the papers behind the colon."""
    intro = INTRO.match(line.low) or OF_GROUP.match(line.low)
    head = start_of(line.low, intro.end()).head if intro is not None else None
    if intro is None or head is None or head.generic or head.weak:
        return None
    return Clause(line.part(intro.end()), conditional=GROUP.match(line.low) is not None)


def _only_lists(line: Line) -> bool:
    """Hồ sơ gồm, các giấy tờ sau: what follows stands in other rows."""
    low = line.low.strip()
    head = start_of(low).head
    loose = head is not None and (head.generic or head.kind in LISTING or head.word.startswith("hồ sơ"))
    return HEADING_WORDS.search(low) is not None or (loose and HEADING.search(low) is not None)


def _no_paper(line: Line) -> Clause | RowKind:
    """No paper begins the sentence: perhaps somebody must hand one in."""
    looked_up = LOOKED_UP.match(line.low)
    if looked_up is not None and start_of(line.low, looked_up.end()).head is not None:
        return Clause(line.part(looked_up.end()), conditional=False)
    if HEADING.search(line.low.strip()) is not None:
        return RowKind.HEADING
    asked = _asked(line)
    if asked is not None:
        return Clause(asked, conditional=QUALIFIED.match(line.low) is not None)
    confirmed = CONFIRMED.match(line.low)
    if confirmed is not None:
        return Clause(line.part(confirmed.end()), conditional=True)
    titled = _behind_title(line)
    if titled is not None:
        return titled
    if (
        SUBJECT.search(line.low) is not None
        or NO_PAPER.search(line.low) is not None
        or DUTY.search(line.low) is not None
        or len(line.low.split()) > 45
    ):
        return RowKind.NOTE
    return Clause(line, conditional=False)


def _behind_title(line: Line) -> Clause | None:
    """Điều chỉnh công việc nặng nhọc; Tờ khai …; Quyết định …: a title, then the list."""
    title, _, rest = line.low.partition(NEXT)
    if not rest or len(title.split()) > TITLE_WORDS or DUTY.search(title) is not None:
        return None
    if NO_PAPER.search(title) is not None or SUBJECT.search(title) is not None:
        return None
    head = start_of(rest).head
    if head is None or head.generic or head.weak or head.short:
        return None
    return Clause(line.part(len(title) + len(NEXT)), conditional=False)


def _excused(low: str) -> bool:
    """It tells what a paper must be or is taken for; of one with a name of its own, right behind the noun."""
    must = MUST.search(low)
    if must is None or low.startswith(("nộp", "xuất trình", "phải nộp", "phải có", "bổ sung")):
        return False
    start = start_of(low)
    loose = start.head is None or start.head.generic or start.head.weak
    return loose or must[0].startswith(MUST_WORD) or must.start() - start.end < MUST_WITHIN


def _asked(line: Line) -> Line | None:
    """From the paper on that a verb of handing in asks for; None where none is asked for."""
    low = line.low
    if REPEATS.search(low) is not None:
        return None
    for found in SUBMIT.finditer(low):
        told = low[max(0, found.start() - 70) : found.start()]
        must_hold = told.endswith(DOSSIER_WORD) and found[0].lstrip(" ,").startswith(MUST_WORD)
        chosen = told.endswith(CHOOSES) and low.startswith(ONE_OF_THEM, found.end())
        if NOT_ASKED.search(told) is not None and not (must_hold or chosen):
            continue
        subject = CASE.search(low) is not None and not SEPARATED.search(low[: found.start() + 1])
        if found[0].strip(" ,") == HAS and subject:
            continue
        start = start_of(low, found.end())
        if _is_asked(low, start, weakly=found[0].strip(" ,").endswith(HAS) and MUST_WORD not in found[0]):
            return line.part(start.at - len(start.lead))
    return None


def _is_asked(low: str, start: Start, *, weakly: bool) -> bool:
    """A verb of handing in is followed by a paper, not by "hồ sơ", data or papers told before."""
    head = start.head
    if head is None or head.kind == "information" or head.word in NO_PAPERS:
        return False
    if not head.generic:
        return True
    points_back = BACK.search(low, start.end, start.end + BACK_WITHIN) is not None
    return not weakly and not points_back and bool(low[start.end :].strip(" .;:"))


def instead_of_lookup(line: Line) -> Clause | None:
    """Không khai thác được … thì nộp giấy chứng nhận: the paper that the register fails to tell."""
    failed = INSTEAD_OF_LOOKUP.search(line.low)
    if failed is None:
        return None
    listed = ONE_LISTED.match(line.low, failed.end())
    head = start_of(line.low, failed.end() if listed is None else listed.end()).head
    named = head is not None and not head.generic and not head.weak
    return Clause(line.part(failed.end()), conditional=True) if named else None


def start_is_loose(line: Line) -> bool:
    """The clause begins with no paper, or with one that only points back."""
    start = start_of(line.low)
    if start.head is None or not start.head.generic:
        return start.head is None
    return BACK.search(line.low, start.end, start.end + BACK_WITHIN) is not None
