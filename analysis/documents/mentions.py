"""The papers of one row: each to its document type and form, who makes it and which register holds it.

Here: what names and joints together tell of a paper. Not here: cutting the row (split.py), names (names.py),
makers told by words (makers.py) or by the procedure (by_procedure.py), the order of the steps (read.py).
"""

from dataclasses import replace

from analysis.documents.abroad import from_abroad
from analysis.documents.brackets import SUBSTITUTE
from analysis.documents.by_procedure import holder_by_procedure, is_of_other_state, maker_by_procedure
from analysis.documents.choices import JOINTS, OR, with_diploma
from analysis.documents.forms import form_of
from analysis.documents.lexicon import WORD, lookup, named_pattern, pattern
from analysis.documents.makers import ABROAD as LEARNT_ABROAD
from analysis.documents.makers import REST_OF_BARE, STATE_MADE, is_foreign, maker_of, said_maker
from analysis.documents.names import Named
from analysis.documents.reading import Form, Holder, Maker, Mention
from analysis.documents.resolve import is_catch_all, is_outcome, is_registration, resolved
from analysis.documents.split import Piece
from analysis.documents.types import DocumentType, derived_id, registry

LAND_LAW = named_pattern("land_law")
"""Papers told by articles of the law on land are papers of land."""
_PATTERNS = lookup("phrases")["patterns"]
OTHER_STATE = pattern(
    f"{_PATTERNS['other_state']}|(?:của|tại|thẩm quyền|đại sứ quán) {_PATTERNS['countries']}"
)
"""A listed paper of the State is another State's only where the words name one."""
FOREIGN_OWNER = pattern(
    r"(?:của|đối với|cho) [^;,]{0,30}"
    r"(?:nhà đầu tư|cá nhân|người|chuyên gia|công dân|nhân sự|lao động)"
    r"[^;,]{0,25} (?:nước ngoài|không có quốc tịch)|thị thực nhập cảnh"
)
"""Whose passport is that of another State."""
HEALTH_ABROAD = pattern(r"(?:của|do)[^;,]{0,40}(?:nước sở tại|nước ngoài|nước gửi)")
"""Hospitals of another State."""
SEAMAN_ABROAD = pattern(r"sổ thuyền viên[^;,]{0,30} (?:nước ngoài|quốc tịch nước ngoài)")
CITIZEN = pattern(r"(?:người|công dân)(?: gốc)? việt nam|(?<!không )có quốc tịch việt nam")
OF = "của "
APPROVAL = "approval"
"""Who builds or runs a thing may approve it too: văn bản thẩm định thiết kế của chủ đầu tư."""
HOUSEHOLD = pattern(r" của (?:các )?hộ (?:kinh doanh|gia đình|cá thể)")
OF_HOUSEHOLD = {"business_registration": "household_business_registration"}
"""Giấy đăng ký kinh doanh của hộ kinh doanh: the owner tells which register entry it is."""
OFFICE = pattern(r"(?:quyết định|văn bản) bổ nhiệm")
STAFF = pattern(r"kế toán trưởng|phụ trách kế toán|(?:tổng )?giám đốc|đại diện theo pháp luật")
"""Whom a company appoints: quyết định bổ nhiệm và thẻ căn cước của kế toán trưởng."""
ABOUT_SIGN = "·"
"""Between what a paper says it is about and the matter of the procedure that asks for it."""


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


def mentions_of(read: list[tuple[Piece, Named]], procedure: str | None) -> tuple[Mention, ...]:
    """One mention for each document type that the pieces name, in their order; the first of a type counts."""
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
        mention = _beside(mention, read, at, abroad=at in abroad)
        if before is not None and substitute is not None:
            mention = replace(mention, maker=before.maker, holder=before.holder)
        if before is not None and last is not None and with_diploma(last, named):
            mention = replace(mention, maker=before.maker, holder=before.holder)
        before, last = mention, named
        found.setdefault(mention.type, mention)
    return tuple(found.values())


def _beside(mention: Mention, read: list[tuple[Piece, Named]], at: int, *, abroad: bool) -> Mention:
    """The mention with what the papers beside it tell of its maker."""
    if abroad and (mention.maker is Maker.STATE or mention.holder is not Holder.NONE):
        mention = replace(mention, maker=Maker.THIRD_PARTY, holder=Holder.NONE)
    staff = any(STAFF.search(piece.line.low) is not None for piece, _ in read)
    if staff and OFFICE.fullmatch(read[at][1].low) is not None:
        mention = replace(mention, maker=Maker.APPLICANT, holder=Holder.NONE)
    if SEAMAN_ABROAD.match(read[at][0].line.low) is not None:
        mention = replace(mention, maker=Maker.THIRD_PARTY, holder=Holder.NONE)
    return of_foreigner(mention) if _owner_abroad(read, at) else mention


def of_agency(mention: Mention) -> Mention:
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


def of_foreigner(mention: Mention) -> Mention:
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
    if listed is not None and listed.id in OF_HOUSEHOLD and HOUSEHOLD.match(named.rest) is not None:
        listed = registry().types[OF_HOUSEHOLD[listed.id]]
    if listed is None and head is not None and head.kind == "information":
        listed = registry().find_words(WORD.findall(object_.removeprefix(OF)))
    if listed is None and head is not None and head.kind == "evidence":
        listed = registry().proving(f"{low} {named.rest.strip()}")
    act = ", ".join(acts) or None
    word = head.word if head is not None else ""
    if listed is not None:
        maker, holder = _of_listed(listed, named, procedure)
        return Mention(
            named.name, word, act, object_ or None, form, maker, holder, listed.id, True, named.form_of_act
        )
    catch_all = head is not None and is_catch_all(head, object_)
    said = (
        said_maker(head, low, named.rest)
        if catch_all
        else maker_of(head, low, named.rest, formed=named.formed or is_registration(head, object_, procedure))
    )
    maker = Maker.APPLICANT if said is None else said
    if maker is Maker.THIRD_PARTY and not catch_all and is_outcome(head, low, procedure):
        maker = Maker.STATE
    maker = maker_by_procedure(head, low, maker, procedure)
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
        holder=holder_by_procedure(
            head, f"{low} {object_}" if named.shared else low, told, maker, named.rest, procedure
        ),
        type=derived_id(head.sense if head is not None else "unnamed", acts, told),
        known=False,
        form_of_act=named.form_of_act,
    )


def _of_listed(listed: DocumentType, named: Named, procedure: str | None) -> tuple[Maker, Holder]:
    """Who made a listed paper and which register holds it, where its words or the procedure say otherwise."""
    head, low, told = named.head, named.low, f"{named.low} {named.rest}"
    maker, holder = listed.maker, listed.holder
    if head is not None and head.kind == APPROVAL and maker_of(head, low, named.rest) is Maker.APPLICANT:
        return Maker.APPLICANT, Holder.NONE
    other_state = (
        maker is Maker.STATE and OTHER_STATE.search(told) is not None and is_foreign(head, low, named.rest)
    )
    if other_state or is_of_other_state(listed.kind, low, told, procedure):
        return Maker.THIRD_PARTY, Holder.NONE
    if holder is Holder.EDUCATION and LEARNT_ABROAD.search(f"{low} {named.rest[:REST_OF_BARE]}") is not None:
        return maker, Holder.NONE
    if holder is Holder.HEALTH and HEALTH_ABROAD.search(named.rest) is not None:
        return maker, Holder.NONE
    return maker, holder
