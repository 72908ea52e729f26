"""How the papers of one row belong together: any one is enough, all in some case only.

Here: joints between papers that are already named. Not here: cutting the row (split.py), names
(names.py), papers of another State (abroad.py).
"""

from dataclasses import replace

from analysis.documents.brackets import SUBSTITUTE
from analysis.documents.kinds import Clause
from analysis.documents.lexicon import WORD, classes, content_words, named_pattern, pattern
from analysis.documents.makers import APPRAISAL, PRIVATE, STATE_MADE
from analysis.documents.names import WHOLE, Named
from analysis.documents.split import BESIDES, ONE_OF, Piece
from analysis.documents.starts import CONDITIONAL, MARKS, OF_GROUP, OF_SOME
from analysis.documents.types import registry
from catalogue.text import fold

LISTED = named_pattern("listed")
"""The papers, any one of which is enough, follow."""
SHORT_LIST = 3
"""Up to so many papers, a bracket behind the last one holds for the list."""
OR = ("hoặc", "hay", "/")
JOINTS = (*OR, ",", "và")
WITH = ("và", "kèm", "kèm theo", "cùng", "cùng với")
ON_CASE = named_pattern("on_case")
OF = f" {fold('của')} "
BY_WRITING = fold("bằng văn bản")
DECISIONS = {fold("nghị quyết"), fold("quyết định")}
ELECTRONIC = fold("điện tử")
ON_STAFF = pattern(r" (?:tuyển dụng|bổ nhiệm|phân công|lương|tiền lương|giao nhiệm vụ|điều động)")
EMPLOYED = pattern(r"hợp đồng (?:lao động|làm việc)")
LACKING = pattern(r"(?:không|chưa)(?: còn)? (?:có|được cấp)")
FIRST_WORDS = 14
"""So many letters tell which paper is meant."""
OTHERS = pattern(r" (?:liên quan|kèm theo|khác)$")
OTHER = pattern(r"(?: có)? (?:liên quan|khác)(?: khác)?$")
LEARNT = pattern(
    r"(?:về )?(?:chuyên môn|chuyên ngành|đào tạo|nghiệp vụ|bồi dưỡng|phù hợp|liên quan|trình độ)"
)
"""What a certificate of schools is about."""
OWN = classes("requests") | {"declaration", "biography", "photo", "commitment"}
"""Papers that whoever applies writes or brings anyway."""
ONE_THING = ("attorney", "contract", "evidence", "excerpt")
"""Papers that are one thing under either name."""
IN_PART = pattern(r"toàn bộ (?:hoặc|hay) (?:một )?phần")
"""Của toàn bộ hoặc một phần dự án: no choice of papers."""
FOR_GROUP = pattern(r" đối với ")
PICTURES = ("photo", "picture")


def one_of(low: str) -> bool:
    """Một trong các giấy tờ sau: A; B. Of one item of several (đơn; một trong các …) it says nothing."""
    found = ONE_OF.search(low)
    if found is None or ";" in low[: found.start()]:
        return False
    return found["or"] is not None or LISTED.match(low, found.end()) is not None


def instead(further: list[Clause]) -> bool:
    """Every later sentence names what is enough in place of the first paper."""
    return bool(further) and all(clause.instead for clause in further)


def with_shared_objects(read: list[tuple[Piece, Named]]) -> list[tuple[Piece, Named]]:
    """Hợp đồng hoặc văn bản về việc X: both are about X; "hoặc văn bản khác" names no second paper."""
    told: list[tuple[Piece, Named]] = []
    for piece, named in read:
        before = told[-1][1] if told else None
        if before is not None and piece.joint in BESIDES and _approves(named):
            named = replace(named, object=f"{named.object} {before.low}".strip())
        if before is not None and piece.joint in OR and _same_request(before, named):
            continue
        if before is not None and piece.joint in (*OR, ",") and _one_decision(before, named):
            told[-1] = told[-1][0], named
            continue
        if before is not None and piece.joint in JOINTS and _of_one_owner(before, named):
            told[-1] = told[-1][0], replace(before, rest=f"{before.rest} {named.rest.strip()}")
        if before is not None and piece.joint in OR and (owner := _owner_of_both(before, named)):
            told[-1] = told[-1][0], replace(before, object=owner)
        if before is not None and piece.joint in ("và", ",") and _of_one_meeting(before, named):
            told[-1] = told[-1][0], replace(before, rest=f" {named.low}{named.rest}")
        alone = named.head is not None and named.head.generic and bool(named.cited)
        stands_in = SUBSTITUTE.search(piece.line.low) is not None
        if before is None or piece.joint not in OR or alone or stands_in or not _elliptical(before):
            told.append((piece, named))
            continue
        case = before.conditional or named.conditional
        rest = f"{before.rest} {named.low}{named.rest}" if _kind(before) in STATE_MADE else before.rest
        told[-1] = told[-1][0], replace(before, object=named.object, rest=rest, conditional=case, shared=True)
        if named.head is None or not named.head.generic:
            told.append((piece, named))
    return _of_employers(told)


def _approves(named: Named) -> bool:
    """Báo cáo … kèm theo quyết định phê duyệt: a bare decision is about the paper it comes with."""
    bare_act = named.object in ("", "phê duyệt", "đăng kí", "xác nhận")
    return named.head is not None and named.head.kind in ("decision", "approval", "confirmation") and bare_act


def _of_one_meeting(before: Named, named: Named) -> bool:
    """Quyết định và biên bản họp của hội đồng thành viên: both are of those who met."""
    bare = _elliptical(before) or before.object == BY_WRITING
    return bare and _kind(before) == "decision" and _kind(named) == "minutes"


def _of_one_owner(before: Named, named: Named) -> bool:
    """Báo cáo kết quả thẩm định và văn bản phê duyệt … của chủ đầu tư: whoever owns it wrote both."""
    writes = _kind(before) == "decision" or APPRAISAL.search(before.low) is not None
    owned = _kind(named) in ("decision", "approval") and PRIVATE.search(named.rest) is not None
    return writes and owned and not before.rest.strip()


def _owner_of_both(before: Named, named: Named) -> str:
    """Giấy thông báo miễn kiểm tra hoặc giấy thông báo kết quả kiểm tra của A: A gave both; "" where not."""
    alike = before.head is not None and before.head == named.head and not before.head.generic
    _, of, owner = named.object.partition(OF)
    open_ = alike and bool(before.acts) and not before.object and not before.rest.strip()
    return f"{of}{owner}".strip() if open_ and owner and not named.acts else ""


def _same_request(before: Named, named: Named) -> bool:
    """Tờ khai đề nghị … hoặc tờ khai điện tử: one request, on paper or not."""
    requests = _kind(before) == _kind(named) == "application"
    return requests and named.head is not None and named.head.word.endswith(ELECTRONIC)


def _one_decision(before: Named, named: Named) -> bool:
    """Nghị quyết hoặc quyết định của hội đồng thành viên: two names of what one body decides."""
    if before.object or before.head is None or named.head is None or not (named.object or named.rest.strip()):
        return False
    return {before.head.word, named.head.word} == DECISIONS


def _of_employers(told: list[tuple[Piece, Named]]) -> list[tuple[Piece, Named]]:
    """Quyết định bổ nhiệm, hợp đồng lao động: whoever employs decides."""
    if not any(EMPLOYED.match(named.low) is not None for _, named in told):
        return told
    return [
        (piece, replace(named, rest=f"{named.rest} của doanh nghiệp"))
        if _kind(named) == "decision" and ON_STAFF.search(named.low) is not None
        else (piece, named)
        for piece, named in told
    ]


def _kind(named: Named) -> str:
    return "" if named.head is None else named.head.kind


def _elliptical(named: Named) -> bool:
    head = named.head
    if head is not None and head.kind in WHOLE:
        return False
    bare_name = not named.object and not named.cited and not named.acts
    return (
        bare_name
        and head is not None
        and not head.generic
        and registry().find_words(WORD.findall(named.low)) is None
    )


def all_conditional(read: list[tuple[Piece, Named]]) -> bool:
    """Every paper is asked for only in some case; a bracket at the end of a list holds for the list."""
    after = False
    told = sum(named.conditional or piece.conditional for piece, named in read)
    listed = told == 1 and len(read) <= SHORT_LIST
    of_some = bool(read) and OF_SOME in read[-1][0].line.low
    at_end = bool(read) and _ends_in_mark(read[-1][0].line.low)
    befores = [None, *(named for _, named in read)][: len(read)]
    for before, (piece, named) in zip(reversed(befores), reversed(read), strict=True):
        own = named.conditional or piece.conditional or (before is not None and _comes_with(before, piece))
        if not own and not after:
            return False
        low = piece.line.low
        other = before is None or not named.low.startswith(before.low)
        case = ON_CASE.search(low) if own and CONDITIONAL not in low and other else None
        told_so = case is not None and not _only_its_own(before, named, piece, low[case.end() :])
        joined = piece.joint in OR or (listed and at_end and _same_list(piece, named))
        joined = joined or (told_so and piece.joint in WITH)
        joined = joined or (of_some and piece.joint in BESIDES)
        one = before is not None and piece.joint in JOINTS and _one_paper(before, named, piece)
        after = ((after and not own) or CONDITIONAL in low or told_so or (own and one)) and (joined or one)
    return bool(read)


def _ends_in_mark(low: str) -> bool:
    """A bracket that tells the case is the last word of the row: A, B (nếu có), not A, B (nếu có) của …"""
    return CONDITIONAL not in low or not MARKS.sub("", low[low.rfind(CONDITIONAL) + 1 :]).strip(" .;,:")


def _same_list(piece: Piece, named: Named) -> bool:
    """What is told of the last paper holds for the one before; not of what else there may be."""
    if piece.joint == ",":
        return OTHER.search(named.low) is None
    return piece.joint == "và" and not named.lead and not _others(named)


def _else(named: Named) -> bool:
    """Các tài liệu liên quan khác (nếu có), behind a list."""
    generic = named.head is not None and (named.head.generic or named.head.word.endswith("liên quan"))
    return generic and named.conditional


def _others(named: Named) -> bool:
    """Các tài liệu liên quan, tài liệu kèm theo: what else there may be."""
    return named.head is not None and (named.head.generic or OTHERS.search(named.low) is not None)


def _comes_with(before: Named, piece: Piece) -> bool:
    """Văn bản ủy quyền trong trường hợp …, kèm theo …: what comes with it is asked for in that case."""
    return piece.joint in BESIDES and before.conditional


def _only_its_own(before: Named | None, named: Named, piece: Piece, case: str) -> bool:
    """The case is one of this paper: it tells that the paper before is lacking, or what this one is about."""
    if before is None:
        return False
    lacking = LACKING.search(case)
    if lacking is not None and before.low[:FIRST_WORDS] in case[lacking.start() :]:
        return True
    if piece.joint not in OR:
        return False
    if _tells_who(before) and _kind(before) == "card" and _kind(named) == "passport":
        return True
    told = set(content_words(case))
    own = set(content_words(named.object)) & told
    return bool(own) and not told & set(content_words(before.object))


def _one_paper(before: Named, named: Named, piece: Piece) -> bool:
    """Two names of one listed paper (khai sinh, trích lục khai sinh), or a name told by the next."""
    left, right = listed_id(before), listed_id(named)
    if before.low == named.low and before.rest.strip() and before.rest.strip() != named.rest.strip():
        return False
    bare_letter = _kind(before) == "referral" and not before.object
    return (left is not None and left == right) or (
        piece.joint in OR and (bare_letter or _elliptical(before))
    )


def listed_id(named: Named) -> str | None:
    """The register's type of that name, or None."""
    told = registry().find_words(WORD.findall(named.low))
    return None if told is None else told.id


def _again(before: Named, named: Named) -> bool:
    """The same paper once more, in another form."""
    return named.head == before.head and named.object == before.object


def for_each_group(read: list[tuple[Piece, Named]]) -> bool:
    """Quyết định thành lập đối với cơ sở công lập hoặc đăng ký doanh nghiệp đối với cơ sở tư nhân.

    Everybody hands in one of them: a choice, and asked for in every case. Cases in brackets are cases.
    """
    either = len(read) > 1 and all(piece.joint in OR for piece, _ in read[1:])
    told = all(FOR_GROUP.search(piece.line.low) is not None for piece, _ in read)
    return either and told and not any(CONDITIONAL in piece.line.low for piece, _ in read)


def _bracketed_groups(read: list[tuple[Piece, Named]]) -> bool:
    """The same with brackets: A (đối với …) hoặc B (đối với …)."""
    either = len(read) > 1 and all(piece.joint in OR for piece, _ in read[1:])
    return either and all(OF_GROUP in piece.line.low for piece, _ in read)


def strung(read: list[tuple[Piece, Named]]) -> bool:
    """One listed name that offers a choice itself: quyết định thành lập hoặc cho phép thành lập."""
    if len(read) != 1 or _kind(read[0][1]) in ONE_THING:
        return False
    words = WORD.findall(read[0][1].low)
    listed = registry().head(words)
    name = IN_PART.sub(" ", " ".join(words[: 0 if listed is None else listed[0] + 1]))
    return any(f" {word} " in f"{name} " for word in OR[:2]) and listed_id(read[0][1]) is not None


def alternatives(read: list[tuple[Piece, Named]]) -> bool:
    """Any one is enough: only "hoặc" (or commas before one) joins papers; others, if any, are no choice."""
    while len(read) > 2 and read[-1][0].joint in (",", "và") and _else(read[-1][1]):
        read = read[:-1]
    skipped = len(read) > 1 and _again(read[0][1], read[1][1])
    joints = [piece.joint for piece, _ in read[2 if skipped else 1 :]]
    if not any(joint in OR for joint in joints):
        return False
    if all(named.conditional and not named.shared for _, named in read):
        return for_each_group(read) or _bracketed_groups(read)
    if _one_and_identity(read) or _own_and_given(read) or _renamed(read):
        return False
    if _each_with_its_own(joints):
        pictured = any(named.head is not None and named.head.kind in PICTURES for _, named in read)
        return not pictured and not any(_again(a, b) for _, a in read[:2] for _, b in read[2:])
    return all(
        joint in OR
        or (joint == "," and any(later in ("hoặc", "hay") for later in joints[at:]))
        or (joint in WITH and any(early in OR for early in joints[:at]))
        for at, joint in enumerate(joints)
    )


def only_pictures(read: list[tuple[Piece, Named]]) -> bool:
    """Ảnh màu hoặc tệp tin ảnh: one photo, on paper or not."""
    return all(_kind(named) in PICTURES for _, named in read)


def _each_with_its_own(joints: list[str]) -> bool:
    """Báo cáo kèm theo quyết định hoặc cam kết kèm theo xác nhận: either pair is enough."""
    either = [at for at, joint in enumerate(joints) if joint in OR]
    beside = [at for at, joint in enumerate(joints) if joint in BESIDES]
    return len(either) == 1 and len(either) + len(beside) == len(joints) == 3 and beside == [0, 2]


def _one_and_identity(read: list[tuple[Piece, Named]]) -> bool:
    """Giấy phép lái xe, căn cước hoặc hộ chiếu: the licence, and one of the papers that tell who applies."""
    first = next((at for at, (piece, _) in enumerate(read) if at and piece.joint in OR), len(read))
    told = [_tells_who(named) for _, named in read]
    commas = [at for at in range(1, first) if read[at][0].joint == ","]
    return bool(commas) and not any(told[: commas[-1]]) and all(told[commas[-1] :])


def _own_and_given(read: list[tuple[Piece, Named]]) -> bool:
    """Lý lịch tự khai, phiếu lý lịch tư pháp hoặc văn bản tương đương: the first is asked for anyway."""
    first = next((at for at, (piece, _) in enumerate(read) if at and piece.joint in OR), len(read))
    commas = [at for at in range(1, first) if read[at][0].joint == ","]
    own = [_kind(named) in OWN for _, named in read]
    return bool(commas) and all(own[: commas[-1]]) and not any(own[commas[-1] :])


def _renamed(read: list[tuple[Piece, Named]]) -> bool:
    """Căn cước công dân/căn cước: one card under its names of several laws, no choice."""
    told = [registry().types.get(listed_id(named) or "") for _, named in read]
    cards = [type_ for type_ in told if type_ is not None and type_.kind == "card"]
    last = {type_.id for type_ in cards} - {type_.successor for type_ in cards}
    return len(cards) == len(read) > 1 and len(last) == 1 and len({type_.id for type_ in cards}) > 1


def _tells_who(named: Named) -> bool:
    """A paper that tells who a person is."""
    type_ = registry().types.get(listed_id(named) or "")
    return type_ is not None and (type_.group == "identity_paper" or type_.kind == "passport")


def with_diploma(before: Named, named: Named) -> bool:
    """Văn bằng, chứng chỉ chuyên môn: both prove what somebody learnt, and schools give both."""
    learnt = not before.object or LEARNT.match(before.object) is not None
    if _kind(before) != "diploma" or not learnt or named.head is None:
        return False
    told = LEARNT.match(named.object) is not None
    return (named.head.word == "chứng chỉ" and (told or not named.object)) or (
        named.head.word == "giấy chứng nhận" and told
    )
