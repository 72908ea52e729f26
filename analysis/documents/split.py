"""A row to the papers it names: lists and alternatives taken apart.

Here: where one paper ends and the next begins. Not here: brackets (brackets.py), what a name says (names.py).
"""

from dataclasses import dataclass

from analysis.documents.brackets import EITHER, LOOSE, bracketed_form
from analysis.documents.forms import form_of
from analysis.documents.lexicon import (
    WORD,
    Head,
    classes,
    named_pattern,
    pattern,
)
from analysis.documents.line import AGAIN, Line
from analysis.documents.reading import Form
from analysis.documents.starts import (
    MARKS,
    Start,
    head_at,
    listed_end,
    start_of,
)
from catalogue.text import fold

SEPARATOR = named_pattern("separator")
ABOUT = classes("about")
"""Papers about other papers: what follows a comma is often still their object."""
OBJECTS = classes("objects")
"""Papers that stand as objects in the names of papers about them."""
SHORT_PAPERS = ("giấy", "phiếu", "thư")
"""Short nouns that a paper of its own may begin with: giấy vận chuyển, phiếu xuất hàng."""
DECIDED = classes("decided")
"""Papers that decide on other papers: a weak noun behind them is what they decide on."""
REGISTERED = fold("đăng ký")
BY_WHOM = pattern(r" (?:nơi|mà) [^;,]*$")
"""A clause goes on: nơi doanh nghiệp thành lập hoặc đăng ký kinh doanh."""
REQUESTS = ("application", "notice")
"""Two such nouns with a stroke between them are one form: đơn đề nghị/thông báo."""
GIVEN_BY = pattern(r" (?:hợp pháp |hợp lệ )?(?:do [^;,]{3,60} (?:cấp|lập|xác nhận)|xác định|chứng minh)(?= )")
"""Kèm theo giấy tờ do … cấp: a paper of its own, though no noun names it."""
WITH_LIST = pattern(r" kèm(?: theo)? (?:một trong )?các (?:loại )?(?:giấy tờ|tài liệu|văn bản)[^:;,]{0,30}$")
"""Giấy chứng nhận … kèm theo một trong các giấy tờ: …: the list comes with the paper before it."""
ATTACHED = ("list", "drawing")
"""Bare papers that only come with another: các bảng kê kèm theo tờ khai."""
DRAWN = ("map", "drawing", "excerpt", "design", "explanation", "dossier")
ON_CASE = pattern(
    r"đối với (?:các )?(?:trường hợp|người|đối tượng|tổ chức|cá nhân|doanh nghiệp|hộ|cơ sở) "
    r"|trong (?:các )?trường hợp|nếu |\ue000"
)
OF_COPIES = pattern(r"^\s*(?:(?:xin|đề nghị|yêu cầu)\s+)?(?:cấp\s+)?(?:các\s+)?bản sao\b")
"""An application asks for copies: further copies behind a comma are still what it asks for."""
MANUALS = ("tài liệu", "sổ tay", "sách", "catalog")
"""Manuals that are papers of their own, not what another paper tells (quy trình, hướng dẫn)."""
COPIED = classes("copied")
"""Papers of which copies are asked for."""
BESIDES = ("kèm theo", "kèm", "cùng với", "cùng")
OR = ("hoặc", "hay", "/")
OWNER_HAS = pattern(r" của (?:các )?(?:tổ chức|cá nhân|doanh nghiệp|người|chủ)[^;:]{0,30} có ")
"""Văn bản chấp thuận của tổ chức có giấy phép A, giấy phép B: what the owner holds."""
TELLING, TABLE = ("list", "minutes"), fold("bảng")
"""Biên bản hủy tem rượu hoặc tem thuốc lá: a noun once more, of what one paper tells."""
CITED_ALONE = pattern(r" (?:được )?(?:quy định |nêu )?tại (?:điểm|khoản|điều|mục) ")
"""Đơn và các giấy tờ quy định tại khoản 2: papers that only the law names."""
OTHERS = named_pattern("others")
"""Behind a generic noun: other papers, which belong to no paper before."""
FIELD = named_pattern("field")
"""Names of fields that hold the noun of a paper."""
CONTENTS_TOLD = named_pattern("contents_told")
"""Báo cáo gồm các thông tin sau: what follows stands in the paper."""
ONE_OF = named_pattern("one_of")
COPIES_GIVEN = pattern(r"(?:yêu cầu|đề nghị|xin|việc|để) cấp\s+(?:các\s+)?bản sao\b")
COPY = "bản sao"
"""Ủy quyền yêu cầu cấp bản sao trích lục, bản sao giấy khai sinh: what will be given, not asked for."""
INCLUDING = fold("bao gồm cả")
"""Behind it stands what the paper itself holds, up to the next item of a list."""
TOLD_OF = pattern(r" về (?:việc )?\w+ \w+")
"""Gồm: tài liệu về tư cách pháp lý; …: the generic noun behind the colon is the first paper of the list."""
FIELDS = pattern(r"(?:mã số|số|họ(?: và)? tên|tên|địa chỉ|ngày)(?= )")
"""Văn bản ghi rõ tên …; mã số …: fields of the paper, behind a semicolon too."""
CONFIRMED = pattern(
    r" (?!của |bằng |trên |vào |hoặc )(?:\w+ ){2,8}của (?:cơ quan|ủy ban|cơ sở|công an|tổ chức) "
)
"""Hoặc xác nhận mức độ thương tật của cơ quan y tế: a paper; xác nhận của … is a remark."""
ON_FORM = pattern(r"theo (?:biểu )?mẫu")
"""Danh sách … theo Mẫu số 91 và thẻ thẩm định viên: the form ends the name before."""
DOSSIER, OF_APPLICANT = fold("hồ sơ"), ("application", "declaration")
"""Hồ sơ kê khai nghĩa vụ tài chính: tờ khai …; hóa đơn …: the dossier is its papers."""
RESULT = fold("kết quả")
"""What came out of a check is a paper of its own, unlike thông tin."""
INFORMATION_FORM = fold("bản thông tin")
"""Bản thông tin cá nhân, lý lịch tư pháp: two papers."""
AMENDED, ADDED = fold("sửa đổi"), f" {fold('bổ sung')}"
"""Sửa đổi, bổ sung: one act, no comma between papers."""
EXCEPT = pattern(r"trừ (?:trường hợp|khi|các trường hợp)")
NOT_HAD = named_pattern("not_had")
"""The paper before the separator is one that the applicant lacks: no paper is asked for here."""
USED_IN_CASE = pattern(
    r" (?:đối với|trong) (?:các )?trường hợp (?:[^;,:]{0,40} )?"
    r"(?:sử dụng|thay đổi|sửa đổi|mất|bị mất|hỏng|bị hỏng) "
)
ATTESTED = named_pattern("attested")
"""Tờ khai … có xác nhận của …: what the paper is about is told, another paper follows."""
TOLD_OF_ITSELF = pattern(r" (?:của|về|do|chứng minh|xác nhận) (?!khác)")
"""Giấy tờ về A hoặc giấy tờ về B: two papers, though one noun that names none."""
RELATED = pattern(r"^ (?:có )?liên quan ?$")
"""Các chứng từ có liên quan: what follows the colon are those."""
VOUCHER = fold("chứng từ")
"""Chứng từ chứng nhận xuất xứ: giấy chứng nhận xuất xứ hoặc …: a noun of many papers."""
OTHER = fold(" khác ")
INSIDE = named_pattern("inside")
"""Behind these words the row tells what the paper itself states."""


@dataclass(frozen=True)
class Piece:
    """One paper's words, and what joins them to those before: "", ";", ",", "và", "hoặc", "kèm"."""

    line: Line
    joint: str
    form: Form | None = None
    """Form told in brackets, or before the list it stands in."""
    conditional: bool = False
    """The list it stands in is asked for only in some case."""
    of_abroad: bool = False
    """That case is one of people or companies of another State."""


def pieces_of(line: Line) -> tuple[Piece, ...]:
    """The papers of a row in order; brackets must be set aside before."""
    begin, joint = 0, ""
    left = start_of(line.low)
    whole = ":" in left.lead or ONE_OF.search(left.lead) is not None
    inherited = form_of(left.lead) if whole else None
    contents = in_case = False
    one_of = ONE_OF.search(left.lead) is not None
    pieces: list[Piece] = []

    def close(end: int) -> None:
        part = line.part(begin, end)
        if part.low.strip():
            pieces.append(Piece(part, joint, bracketed_form(part.low) or inherited, in_case))

    for found in SEPARATOR.finditer(line.low):
        if found.start() < left.end or found.start() < begin:
            continue
        if (found["word"] or found["comma"]) and found.start() < listed_end(line.low, left.at):
            continue
        amended = found["comma"] and line.low.endswith(AMENDED, 0, found.start())
        if amended and line.low.startswith(ADDED, found.end()):
            continue
        right = start_of(line.low, found.end())
        between = line.low[left.end : found.start()]
        if found["intro"]:
            with_list = WITH_LIST.search(between)
            if with_list is not None and left.head is not None and right.head is not None:
                close(left.end + with_list.start())
                begin, left, joint = found.end(), right, BESIDES[0]
            elif _introduces(left, right, between, line.low):
                told = form_of(left.lead)
                inherited = told if told is not Form.UNSTATED else inherited
                in_case = in_case or ON_CASE.search(between) is not None
                one_of = one_of or ONE_OF.search(between) is not None
                begin, left = found.end(), right
            else:
                contents = True
            continue
        how = found["word"] or found["comma"] or found["slash"] or ";"
        contents = contents and not line.low.startswith(AGAIN, found.start())
        if contents and how not in BESIDES:
            continue
        head = right.head
        other = head is not None and head.generic and right.at <= line.low.find(OTHER, right.at) <= right.end
        clear = head is not None and not (head.weak or head.generic or head.short)
        parted = one_of and how == "," and (clear or other)
        if parted or _opens(how, left, right, between, line.low):
            close(found.start())
            joint = next((word for word in EITHER if how == ";" and right.lead.startswith(word)), how)
            begin, left, contents = found.end(), right, False
    close(len(line.low))
    return tuple(pieces)


def _introduces(left: Start, right: Start, between: str, low: str) -> bool:
    """What stands before a colon only introduces the papers behind it; not what a paper itself states."""
    concrete = left.head is not None and not left.head.generic and left.head.kind not in LOOSE
    concrete = concrete and left.head is not None and left.head.word != VOUCHER
    related = RELATED.search(between) is not None and right.head is not None
    if concrete and CONTENTS_TOLD.search(between) is not None:
        return False
    one_of = ONE_OF.search(between) is not None and " kèm " not in between
    if right.head is None:
        return one_of and right.formed
    if (
        one_of
        or left.head is None
        or left.head.generic
        or not between.strip(" ,;")
        or related
        or ONE_OF.search(left.lead) is not None
    ):
        return True
    if left.head.kind in OF_APPLICANT and left.head.word.startswith(DOSSIER) and not right.head.generic:
        return True
    told = not right.head.generic or bool(right.lead) or TOLD_OF.match(low, right.end) is not None
    return (left.head.kind in LOOSE or left.head.word == VOUCHER) and told


def _opens(how: str, left: Start, right: Start, between: str, low: str) -> bool:
    """A separator is followed by another paper, not by more of the same name."""
    head = right.head
    if head is None:
        return right.formed and how == ";"
    if right.cites:
        return False
    if how != ";" and INCLUDING in between:
        return right.formed
    if (head.weak or how == ",") and how in (";", ",") and INSIDE.search(between) is not None:
        return right.formed
    if how == ";" and INSIDE.search(between) is not None and FIELDS.match(low, right.at) is not None:
        return right.formed
    if how == ";":
        told_of = (head.kind == "information" and not head.word.startswith(RESULT)) or (
            head.kind == "manual" and not head.word.startswith(MANUALS)
        )
        return not told_of or right.formed or left.head is None
    nameless = left.head is not None and left.head.generic and not between.strip()
    if how in OR and nameless and head.kind in ("paper", "evidence"):
        return False
    requests = left.head is not None and left.head.kind in REQUESTS and head.kind in REQUESTS
    if how == "/" and requests and not between.strip():
        return False
    if how in BESIDES:
        bare = left.head is not None and left.head.kind in ATTACHED and not between.strip()
        attached = bare and not right.formed
        told = not head.generic or right.formed or GIVEN_BY.match(low, right.end) is not None
        return told and not attached
    if left.head is not None and left.head.kind == "application" and OF_COPIES.search(between) is not None:
        if not right.formed and head.kind in COPIED:
            return False
        return right.counted or "bản sao" not in right.lead
    if right.lead.strip() == COPY and COPIES_GIVEN.search(between) is not None:
        return False
    if right.formed or right.counted:
        return True
    told_of = left.head is not None and left.head.kind == "information"
    if how == "," and told_of and left.head is not None and not left.head.word.startswith(INFORMATION_FORM):
        return right.formed
    if how != ";" and (EXCEPT.search(between) is not None or NOT_HAD.search(between) is not None):
        return False
    if how in OR and _told_in_case(between):
        return False
    if how in OR and left.head is not None and left.head.kind == head.kind == "plan":
        behind = low[right.end :].split()[:2]
        return not between.strip() or between.split()[:2] == behind
    if head.weak or head.short:
        return _weakly_opens(how, left, head, between, low[right.end :])
    if head.face and left.head is not None and left.head.kind == "drawing":
        return False
    if head.word.startswith(REGISTERED) and BY_WHOM.search(between) is not None:
        return False
    if head.generic and how == "và" and CITED_ALONE.match(low, right.end) is not None:
        return left.head is not None and not left.head.generic
    if head.generic and how in ("và", ",") and OTHERS.match(low, right.end) is not None:
        return left.head is not None and not left.head.generic
    if how == "và" and head.kind == "map" and left.head is not None and left.head.kind not in DRAWN:
        return False
    if _is_object(how, left, head, between):
        return False
    if head.generic and how in OR and left.head is not None and left.head.word == head.word:
        return bool(between.strip()) and TOLD_OF_ITSELF.match(low, right.end) is not None
    if head.generic:
        return how in OR and left.head is not None and not left.head.generic
    return head.kind != "information"


def _told_in_case(between: str) -> bool:
    """Đối với trường hợp sử dụng chứng chỉ A hoặc văn bằng B: both are what the case tells of."""
    case = USED_IN_CASE.search(between)
    hit = None if case is None else head_at(between, case.end())
    return hit is not None and not hit[0].weak


def _weakly_opens(how: str, left: Start, head: Head, between: str, behind: str) -> bool:
    """Tài liệu chứng minh hoặc xác nhận …; giấy phép, hồ sơ thiết kế: a weak noun is a paper here."""
    if left.head is None:
        return False
    if head.short:
        return how in OR and head.word in SHORT_PAPERS and left.head.kind not in ABOUT
    if how in OR and head.kind == "plan" and left.head.kind == "report":
        return not any(head_at(between, found.start()) is not None for found in WORD.finditer(between))
    if how in OR and not between.strip(" ,;"):
        return left.head.generic or left.head.kind == "evidence"
    if how in OR and head.kind == "confirmation" and CONFIRMED.match(behind) is not None:
        return left.head.kind not in ABOUT
    if how in OR and head.kind == "explanation":
        return left.head.kind not in ABOUT and left.head.kind not in DECIDED
    concrete = left.head.kind not in ABOUT and left.head.kind not in DECIDED and not left.head.weak
    return concrete and how in (",", *OR) and head.kind == "dossier"


def _names_object(between: str) -> bool:
    """A paper stands in the name before "hoặc", so that the next may be its alternative there."""
    between = FIELD.sub(" ", between)
    return any(
        (hit := head_at(between, found.start())) is not None and hit[0].kind in OBJECTS and not hit[0].weak
        for found in WORD.finditer(between)
    )


def _names_kind(between: str, kind: str, behind: str = "") -> bool:
    """Văn bản khẳng định … của giấy phép A, giấy phép B: papers of one kind are told of in turn."""
    return any(
        (hit := head_at(between, found.start())) is not None and hit[0].kind == kind
        for found in WORD.finditer(between)
        if between[: found.start()].endswith(behind)
    )


def _is_object(how: str, left: Start, head: Head, between: str) -> bool:
    """The words behind the separator are still what the paper before it is about."""
    if left.head is not None and left.head.generic and how == ",":
        return _names_kind(between, head.kind, "của ")
    if left.head is not None and left.head.kind == "application" and how in OR and head.kind == "report":
        return _names_kind(between, head.kind)
    tells = left.head is not None and (left.head.kind in TELLING or left.head.word == TABLE)
    if tells and how in OR and f" {head.word} " in between:
        return True
    if how in (",", *OR) and OWNER_HAS.search(between) is not None and f" {head.word} " in between:
        return True
    if left.head is None or left.head.kind not in ABOUT or head.kind not in OBJECTS:
        return False
    if not between.strip() or MARKS.search(between) is not None:
        return False
    if how in ("và", ",") and head.kind == "evidence" and left.head.kind == "application":
        return False
    if how in OR and (left.head.kind == "evidence" or not _names_object(between)):
        return False
    if how == "," and left.head.kind == "evidence" and head.kind == "decision" and not _names_object(between):
        return False
    if how in OR and ATTESTED.search(between) is not None:
        return False
    if how in ("và", *OR, *BESIDES) and ON_FORM.search(between) is not None:
        return False
    return head.kind != left.head.kind
