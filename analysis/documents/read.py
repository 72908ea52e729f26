"""Reading component rows: a row to its kind and the document types it asks for.

Here: the order of the steps, and reading many rows.
Not here: the steps (line, kinds, spread, split, starts, names, choices, resolve, forms, makers, types).
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from analysis.documents.bodies import is_of_state
from analysis.documents.choices import (
    JOINTS,
    OR,
    OWNER_ABROAD,
    all_conditional,
    alternatives,
    for_each_group,
    from_abroad,
    instead,
    one_of,
    strung,
    with_diploma,
    with_shared_objects,
)
from analysis.documents.forms import form_of
from analysis.documents.kinds import (
    DUTY,
    LIST_BEHIND,
    PROMISED,
    Clause,
    clause_of,
    further_clauses,
    sentences,
)
from analysis.documents.lexicon import (
    WORD,
    Head,
    lookup,
    named_pattern,
    pattern,
)
from analysis.documents.line import Line, clean
from analysis.documents.makers import STATE_MADE, holder_of, is_foreign, maker_of, said_maker
from analysis.documents.names import Named, name_of
from analysis.documents.reading import Form, Holder, Maker, Mention, Reading, RowKind
from analysis.documents.resolve import is_catch_all, is_outcome, is_registration, resolved
from analysis.documents.split import SUBSTITUTE, Piece, pieces_of, set_brackets_aside
from analysis.documents.spread import spread
from analysis.documents.starts import FORM
from analysis.documents.types import derived_id, registry
from catalogue.snapshot import Snapshot
from catalogue.text import fold

IN_REGISTER = named_pattern("in_register")
"""Data that the agency looks up, no paper: thông tin trong Cơ sở dữ liệu …"""
TITLE = named_pattern("title")
"""The title of a list, whose papers stand in the rows below."""
OF_GROUP = named_pattern("of_group")
"""At the end of a row: all of it is asked of some applicants only."""
LAND_LAW = named_pattern("land_law")
"""Papers told by articles of the law on land are papers of land."""
CUT_DOWN = named_pattern("cut_down")
"""A remark on all papers of a procedure: replaced or cut where the agency can look them up."""
IN_PLACE_OF = named_pattern("in_place_of")
"""The paper that another one stands for is not asked for (quyết định thành lập thay giấy chứng nhận …)."""
DETAIL = named_pattern("detail")
"""The sentences behind only tell who hands in which of the papers before."""
FOREIGN_CASE = named_pattern("foreign_case")
"""Rows for foreigners alone."""
FOREIGNERS = named_pattern("foreigners")
"""Procedures in which only foreigners apply."""
_PATTERNS = lookup("phrases")["patterns"]
OTHER_STATE = pattern(
    f"{_PATTERNS['other_state']}|(?:của|tại|thẩm quyền|đại sứ quán) {_PATTERNS['countries']}"
)
"""A listed paper of the State is another State's only where the words name one."""
WHEN = ("khi ", "nếu ")
FOR = "đối với "
"""Titles that list several cases ("đối với …" more than once) tell nothing of a row."""
SENT = pattern(r"hồ sơ (?P<who>[^:;]{3,90}?) (?:gửi|trình|chuyển) [^:;]{3,120}:")
"""Hồ sơ Sở Tài chính gửi Ủy ban nhân dân bao gồm: what agencies hand on."""
FOREIGN_OWNER = pattern(
    r"(?:của|đối với|cho) [^;,]{0,30}(?:nhà đầu tư|cá nhân|người|chuyên gia|công dân|nhân sự|lao động)"
    r"[^;,]{0,25} (?:nước ngoài|không có quốc tịch)"
)
"""Whose passport is that of another State."""
BACK_HERE = pattern(r"(?:quy định |nêu )?tại (?:điểm|khoản|mục) này")
CASE_LETTERS = 40
CASE_WORDS = 5
"""A shorter case (đối với tổ chức) may be one of several."""
HEALTH_ABROAD = pattern(r"(?:của|do)[^;,]{0,40}(?:nước sở tại|nước ngoài|nước gửi)")
"""Hospitals of another State."""
VIETNAM = "việt nam"
CITIZEN = pattern(r"(?:người|công dân)(?: gốc)? việt nam|(?<!không )có quốc tịch việt nam")
OF = "của "
APPROVAL = "approval"
"""Who builds or runs a thing may approve it too: văn bản thẩm định thiết kế của chủ đầu tư."""
NAME_WORDS = 16
DOSSIER = pattern(
    r"thành phần hồ sơ là (?=\w)"
    r"|thành phần hồ sơ(?![^:;.]*(?:đối với|trường hợp))[^:;.]{0,110}:[ ;]*(?=[\w(])"
)
"""Thành phần hồ sơ người làm thủ tục phải nộp: what follows is asked for."""
IF_ANY = fold("nếu có")
VEHICLE = pattern(r"(?:đăng ký|an toàn kỹ thuật và bảo vệ môi trường)(?: của| cho)? phương tiện")
ON_WATER = pattern(r"thủy|tàu|thuyền|bến|cảng|đò |bè |đường sắt|hàng không")
"""Phương tiện of these are in no register of road vehicles."""
OF_VESSELS = pattern(r"đăng ký(?: lại| lần đầu)? phương tiện")
"""Procedures that register phương tiện register vessels; road vehicles are xe."""
ABOUT_SIGN = "·"
"""Between what a paper says it is about and the matter of the procedure that asks for it."""


def read_row(
    text: str,
    *,
    procedure: str | None = None,
    originals: int | None = None,
    copies: int | None = None,
    procedure_code: str | None = None,
) -> Reading:
    """What one component row asks for; `procedure` is the name of the procedure that asks.

    Quantities and code are taken for the sake of the caller's row and decide nothing:
    portals fill them in without rule.
    """
    del originals, copies, procedure_code
    return _read(text, procedure or None)


@lru_cache(maxsize=65536)
def _read(text: str, procedure: str | None) -> Reading:
    line = clean(text)
    promised = PROMISED.search(line.low) is not None
    dossier = DOSSIER.match(line.low)
    if dossier is not None:
        line = line.part(dossier.end())
    line = line.without([found.span() for found in CUT_DOWN.finditer(line.low)])
    line = line.without([found.span() for found in IN_PLACE_OF.finditer(line.low)])
    listed, if_any = False, dossier is not None and IF_ANY in dossier[0]
    parts = sentences(spread(set_brackets_aside(line)))
    if not parts:
        return Reading(text, RowKind.NOTE, promised=promised)
    if TITLE.search(line.low) is not None:
        return Reading(text, RowKind.HEADING, promised=promised)
    first = clause_of(parts[0])
    if isinstance(first, Clause):
        first = _whose(first, parts[0])
    further = [_whose(clause, part) for part in parts[1:] for clause in further_clauses(part)]
    if first is RowKind.NOTE and any(LIST_BEHIND.match(part.low) is not None for part in parts[1:]):
        first = RowKind.HEADING
    looked_up = IN_REGISTER.match(parts[0].low) is not None
    opens = parts[0].low.rstrip()
    if isinstance(first, Clause) and DETAIL.search(opens) is not None:
        further = []
    elif isinstance(first, Clause) and further and (looked_up or opens.endswith(":")):
        first = RowKind.HEADING
    if isinstance(first, Clause):
        read = _of_every_case(_named([first]), procedure)
        in_case = all_conditional(read) and not for_each_group(read)
        conditional = first.conditional or if_any or in_case or _case_only(parts)
        conditional = conditional or OF_GROUP.search(line.low) is not None
        one_before = len(read) == 1 and (head := read[0][1].head) is not None and head.kind != "application"
        listed = len(read) > 1 and one_of(parts[0].low) and all(clause.conditional for clause in further)
        already = {named.low for _, named in read}
        read += [(piece, named) for piece, named in _named(further) if named.low not in already]
    elif first is RowKind.HEADING and not further and (told := _told_before(parts)) is not None:
        read, one_before, conditional = _named([told]), True, False
    elif first is RowKind.HEADING and further:
        one_before = False
        read, conditional = _named(further), if_any or all(clause.conditional for clause in further)
    else:
        return Reading(text, first, promised=promised)
    mentions = _mentions(read, procedure)
    if FOREIGN_CASE.search(line.low) is not None:
        mentions = tuple(map(_of_foreigner, mentions))
    sent = SENT.match(line.low)
    if sent is not None and is_of_state(sent["who"]):
        mentions = tuple(map(_of_agency, mentions))
    if not mentions:
        return Reading(text, RowKind.NOTE, promised=promised)
    any_one = (
        listed or (one_of(line.low) and all(one.item for one in further)) or (one_before and instead(further))
    )
    several = len(mentions) > 1 or len({named.low for _, named in read}) > 1
    enough = (several and (any_one or alternatives(read))) or strung(read)
    return Reading(text, RowKind.DOCUMENT, mentions, enough, conditional, promised)


def _whose(clause: Clause, part: Line) -> Clause:
    """The clause with whether its case is one of another State's people or companies."""
    case = part.low.partition(clause.line.low[:CASE_LETTERS])[0]
    return replace(clause, of_abroad=OWNER_ABROAD.search(case) is not None)


def _told_before(parts: list[Line]) -> Clause | None:
    """The paper a heading names itself where only remarks follow (giấy tờ tùy thân: đối với …, chỉ nộp …)."""
    line = parts[0].part(0)
    named = name_of(line) if len(parts) > 1 else None
    if named is None or named.head is None or named.head.kind != "evidence":
        known = named is not None and registry().find_words(WORD.findall(named.low)) is not None
        return Clause(line, conditional=False) if known else None
    return Clause(line, conditional=False) if named.object else None


def _case_only(parts: list[Line]) -> bool:
    """Bản khai an ninh: đối với tàu từ 500 tấn trở lên. Behind the colon stands the case, no paper."""
    if len(parts) != 2 or not parts[0].low.rstrip().endswith(":"):
        return False
    low = parts[1].low
    return low.startswith(("đối với", "trường hợp", "áp dụng")) and DUTY.search(low) is None


def _of_every_case(read: list[tuple[Piece, Named]], procedure: str | None) -> list[tuple[Piece, Named]]:
    """A case that the procedure itself is named after (… khi xuất cảnh) is every case of it."""
    if procedure is None or not any(named.case.startswith((*WHEN, FOR)) for _, named in read):
        return read
    title = fold(procedure)
    return [
        (piece, replace(named, conditional=named.conditional and not _in_title(named.case, title)))
        for piece, named in read
    ]


def _in_title(case: str, title: str) -> bool:
    for_some = case.startswith(FOR) and title.count(FOR) == 1 and len(case.split()) >= CASE_WORDS
    return (case.startswith(WHEN) or for_some) and case in title


def _named(clauses: list[Clause]) -> list[tuple[Piece, Named]]:
    """The pieces of clauses with what their words name; what names no paper is left out."""
    read = [
        (replace(piece, of_abroad=clause.of_abroad), name_of(piece.line))
        for clause in clauses
        for piece in pieces_of(clause.line)
    ]
    read = [(piece, named) for piece, named in read if named.head is not None or _says(piece, named)]
    read = [(piece, named) for piece, named in read if not _points_back(piece, named)]
    return with_shared_objects(read)


def _points_back(piece: Piece, named: Named) -> bool:
    """Văn bản quy định tại điểm này: a paper that was told before."""
    generic = named.head is not None and named.head.generic
    return generic and bool(piece.joint) and BACK_HERE.search(piece.line.low) is not None


def _says(piece: Piece, named: Named) -> bool:
    """A name without head noun still names something: a few words, not a sentence or a number."""
    words = named.name.split()
    begins = not piece.joint or FORM.search(named.lead) is not None
    return begins and any(letter.isalpha() for letter in named.name) and len(words) <= NAME_WORDS


def _form(bracket: Form | None, lead: Form) -> Form:
    """The form in brackets outranks the one before the name; an original beside a copy is only shown."""
    if bracket is None or (bracket is Form.ORIGINAL and lead is not Form.UNSTATED):
        return lead
    return bracket


def _forms(read: list[tuple[Piece, Named]]) -> list[Form]:
    """The form of each paper: its own, else that of the one before it, or of the bracket behind the list."""
    own = [_form(piece.form, form_of(named.lead)) for piece, named in read]
    for at in range(len(own) - 1, 0, -1):
        behind, here = read[at][0], read[at - 1][0]
        joined = behind.joint in JOINTS and behind.form is not None and here.form is None
        told = form_of(read[at][1].lead)
        for_all = told is Form.UNSTATED or (told, own[at]) == (Form.COPY, Form.CERTIFIED_COPY)
        if joined and for_all and own[at - 1] in (Form.UNSTATED, Form.COPY):
            own[at - 1] = own[at]
    for at in range(1, len(own)):
        if own[at] is Form.UNSTATED and read[at][0].joint in JOINTS:
            own[at] = own[at - 1]
    return own


def _mentions(read: list[tuple[Piece, Named]], procedure: str | None) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    abroad = from_abroad(read)
    before: Mention | None = None
    last: Named | None = None
    for at, ((piece, named), own) in enumerate(zip(read, _forms(read), strict=True)):
        after_one = before is not None and piece.joint in OR
        substitute = SUBSTITUTE.search(piece.line.low) if after_one else None
        if substitute is not None and substitute["whole"] is not None:
            continue
        mention = _mention(named, own, procedure, abroad=at in abroad)
        if at in abroad and (mention.maker is Maker.STATE or mention.holder is not Holder.NONE):
            mention = replace(mention, maker=Maker.THIRD_PARTY, holder=Holder.NONE)
        if _owner_abroad(read, at):
            mention = _of_foreigner(mention)
        if before is not None and substitute is not None:
            mention = replace(mention, maker=before.maker, holder=before.holder)
        if before is not None and last is not None and with_diploma(last, named):
            mention = replace(mention, maker=before.maker, holder=before.holder)
        before, last = mention, named
        found.setdefault(mention.type, mention)
    return tuple(found.values())


def _of_agency(mention: Mention) -> Mention:
    """What one agency sends to another it wrote itself."""
    if mention.maker is not Maker.APPLICANT:
        return mention
    return replace(mention, maker=Maker.STATE, holder=Holder.OTHER_LICENCE)


def _owner_abroad(read: list[tuple[Piece, Named]], at: int) -> bool:
    """The words behind a paper, or behind those that "hoặc" joins to it, tell that a foreigner owns it."""
    for behind in range(at, len(read)):
        piece, named = read[behind]
        if behind > at and (piece.joint not in OR or named.head == read[at][1].head):
            return False
        if CITIZEN.search(piece.line.low) is not None:
            return False
        if FOREIGN_OWNER.search(piece.line.low) is not None:
            return True
    return False


def _of_foreigner(mention: Mention) -> Mention:
    """The passport of a foreigner is that of another State."""
    listed = registry().types.get(mention.type)
    if listed is None or listed.kind != "passport":
        return mention
    return replace(mention, maker=Maker.THIRD_PARTY, holder=Holder.NONE)


def _mention(named: Named, form: Form, procedure: str | None, *, abroad: bool) -> Mention:
    head = named.head
    low = named.low
    theirs = abroad or (head is not None and head.kind in STATE_MADE and is_foreign(head, low, named.rest))
    acts, object_, matter = resolved(named, None if theirs else procedure)
    other = f"{head.word} {object_}" if head is not None else object_
    listed = registry().find_words(WORD.findall(low)) or registry().find_words(WORD.findall(other))
    if listed is None and head is not None and head.kind == "information":
        listed = registry().find_words(WORD.findall(object_.removeprefix(OF)))
    if listed is None and head is not None and head.kind == "evidence":
        listed = registry().proving(f"{low} {named.rest.strip()}")
    act = ", ".join(acts) or None
    word = head.word if head is not None else ""
    if listed is not None:
        maker, holder = listed.maker, listed.holder
        if head is not None and head.kind == APPROVAL:
            own = maker_of(head, low, named.rest) is Maker.APPLICANT
            maker, holder = (Maker.APPLICANT, Holder.NONE) if own else (maker, holder)
        told = f"{low} {named.rest}"
        other_state = (
            maker is Maker.STATE
            and OTHER_STATE.search(told) is not None
            and is_foreign(head, low, named.rest)
        )
        if other_state or (listed.kind == "passport" and VIETNAM not in low and _for_foreigners(procedure)):
            maker, holder = Maker.THIRD_PARTY, Holder.NONE
        if holder is Holder.HEALTH and HEALTH_ABROAD.search(named.rest) is not None:
            holder = Holder.NONE
        return Mention(named.name, word, act, object_ or None, form, maker, holder, listed.id, known=True)
    catch_all = head is not None and is_catch_all(head, object_)
    said = (
        said_maker(head, low, named.rest)
        if catch_all
        else maker_of(head, low, named.rest, formed=named.formed or is_registration(head, object_, procedure))
    )
    maker = Maker.APPLICANT if said is None else said
    if maker is Maker.THIRD_PARTY and not catch_all and is_outcome(head, low, procedure):
        maker = Maker.STATE
    if head is not None and head.generic and LAND_LAW.search(named.cited) is not None:
        maker, low = Maker.STATE, f"{low} {named.cited}"
    told = f"{object_} {ABOUT_SIGN} {matter}" if matter else object_
    return Mention(
        name=named.name,
        head=word,
        act=act,
        object=told.strip() or None,
        form=form,
        maker=maker,
        holder=_holder(head, f"{low} {object_}" if named.shared else low, told, maker, named.rest, procedure),
        type=derived_id(head.sense if head is not None else "unnamed", acts, told),
        known=False,
    )


@lru_cache(maxsize=8192)
def _for_foreigners(procedure: str | None) -> bool:
    """Foreigners alone apply: their passports are those of other States."""
    return procedure is not None and FOREIGNERS.search(fold(procedure)) is not None


def _holder(head: Head | None, low: str, told: str, maker: Maker, rest: str, procedure: str | None) -> Holder:
    """The register that holds a paper; what its name leaves open, the procedure that asks tells.

    A bare licence to practise is of medicine where the procedure is, a bare vehicle runs on roads.
    """
    holder = holder_of(head, low, maker, rest)
    if holder is Holder.OTHER_LICENCE and VEHICLE.search(low) is not None:
        title = fold(procedure or "")
        vessel = ON_WATER.search(f"{low} {rest} {title}") or OF_VESSELS.search(title)
        return holder if vessel is not None else Holder.VEHICLE_DRIVER
    if head is None or head.kind not in ("licence", "practice"):
        return holder
    by_matter = holder_of(head, f"{low} {told}", maker, rest)
    return by_matter if by_matter is Holder.HEALTH else holder


def read_snapshot(snapshot: Snapshot) -> dict[str, tuple[Reading, ...]]:
    """One reading per component row of every procedure, by key, in the order of `Procedure.components`."""
    return {
        procedure.key: tuple(read_row(row.text, procedure=procedure.name) for row in procedure.components)
        for procedure in snapshot.procedures
    }


def read_line(line: Mapping[str, Any]) -> dict[str, Any]:
    """One line of `dongian documents read`: {"id", "text"} to kind, documents, alternatives, conditional."""
    reading = read_row(str(line["text"]), procedure=line.get("procedure"))
    documents = [
        {
            "name": told.name,
            "type": told.type,
            "form": told.form.value,
            "maker": told.maker.value,
            "holder": told.holder.value,
        }
        for told in reading.mentions
    ]
    return {
        "id": line.get("id"),
        "kind": reading.kind.value,
        "documents": documents,
        "alternatives": reading.alternatives,
        "conditional": reading.conditional,
        "promised": reading.promised,
    }


__all__ = ["Line", "read_line", "read_row", "read_snapshot"]
