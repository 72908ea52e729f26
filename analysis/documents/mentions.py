"""The papers of one row: each to its document type and form, who makes it and which register holds it.

Here: what names and joints together tell of a paper. Not here: cutting the row (split.py), names (names.py),
makers told by words (makers.py), the order of the steps (read.py).
"""

from dataclasses import replace
from functools import lru_cache

from analysis.documents.brackets import SUBSTITUTE
from analysis.documents.choices import JOINTS, OR, from_abroad, with_diploma
from analysis.documents.forms import form_of
from analysis.documents.lexicon import WORD, Head, lookup, named_pattern, pattern
from analysis.documents.makers import ABROAD as LEARNT_ABROAD
from analysis.documents.makers import STATE_MADE, holder_of, is_foreign, maker_of, said_maker
from analysis.documents.names import Named
from analysis.documents.reading import Form, Holder, Maker, Mention
from analysis.documents.resolve import is_catch_all, is_outcome, is_registration, resolved
from analysis.documents.split import Piece
from analysis.documents.types import derived_id, registry
from catalogue.text import fold

LAND_LAW = named_pattern("land_law")
"""Papers told by articles of the law on land are papers of land."""
FOREIGNERS = named_pattern("foreigners")
"""Procedures in which only foreigners apply."""
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
VIETNAM = "việt nam"
CITIZEN = pattern(r"(?:người|công dân)(?: gốc)? việt nam|(?<!không )có quốc tịch việt nam")
OF = "của "
APPROVAL = "approval"
"""Who builds or runs a thing may approve it too: văn bản thẩm định thiết kế của chủ đầu tư."""
AWARDS = named_pattern("awards")
OF_PROPOSERS = ("application", "minutes", "list", "report")
ADOPTERS_ABROAD = named_pattern("adopters_abroad")
OF_ADOPTERS = ("passport", "criminal_record")
ADOPTED = pattern(r"(?:trẻ|con|người được nhận)(?: |$)")
FOREIGN_CRAFT = named_pattern("foreign_craft")
"""Procedures for ships and vehicles of other States."""
CRAFT_HERE = pattern(r"(?:tàu|phương tiện|xe)(?: [\w]+){0,4} việt nam(?:,| và) |tuyến nội địa")
"""Those that are for Vietnamese ones as well."""
CRAFT_PAPER = pattern(
    r"^(?:giấy|sổ|chứng chỉ|bằng|chứng nhận)[^;]*(?:đăng ký (?:tàu|phương tiện|xe)|liên vận|vận tải đường bộ"
    r"|an toàn (?:kỹ thuật|hàng hải)|kiểm định|bảo hiểm|phòng ngừa ô nhiễm|chuyên môn|định biên|tad$"
    r"|người khai thác)"
)
"""Papers that the State of a ship or vehicle gives."""
CERTIFICATE = fold("giấy chứng nhận")
HOUSEHOLD = pattern(r" của (?:các )?hộ (?:kinh doanh|gia đình|cá thể)")
OF_HOUSEHOLD = {"business_registration": "household_business_registration"}
"""Giấy đăng ký kinh doanh của hộ kinh doanh: the owner tells which register entry it is."""
PRACTISE, MEDICINE = (
    fold("hành nghề"),
    pattern(r"khám bệnh|chữa bệnh|phòng khám|bệnh viện|nhà thuốc|quầy thuốc|(?<!thú y )dược|y học"),
)
"""A bare licence to practise, in a procedure of medicine."""
VEHICLE = pattern(
    r"đăng ký(?: của| cho)? phương tiện"
    r"|an toàn kỹ thuật(?:,| và)? bảo vệ môi trường"
    r"(?! (?:của |đối với )?(?:linh kiện|kiểu loại|phụ tùng|thiết bị|máy|phao))"
)
ON_WATER = pattern(r"thủy|tàu|thuyền|bến|cảng|đò |bè |đường sắt|hàng không")
"""Phương tiện of these are in no register of road vehicles."""
OF_VESSELS = pattern(r"đăng ký(?: lại| lần đầu)? phương tiện")
"""Procedures that register phương tiện register vessels; road vehicles are xe."""
INSPECTION, OF_CARS = fold("giấy chứng nhận kiểm định"), pattern(r"(?<!\w)(?:xe|ô tô)(?!\w)")
"""Bare, and in a procedure on cars: the inspection of a car."""
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
        if listed.kind in OF_ADOPTERS and ADOPTED.search(told) is None and _for_adopters_abroad(procedure):
            maker, holder = Maker.THIRD_PARTY, Holder.NONE
        if maker is Maker.STATE and _of_craft_abroad(low, procedure):
            maker, holder = Maker.THIRD_PARTY, Holder.NONE
        if holder is Holder.EDUCATION and LEARNT_ABROAD.search(f"{low} {named.rest[:60]}") is not None:
            holder = Holder.NONE
        if holder is Holder.HEALTH and HEALTH_ABROAD.search(named.rest) is not None:
            holder = Holder.NONE
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
    if maker is Maker.STATE and _of_craft_abroad(low, procedure):
        maker = Maker.THIRD_PARTY
    if maker is Maker.STATE and head is not None and head.kind in OF_PROPOSERS and _for_awards(procedure):
        maker = Maker.APPLICANT
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
        form_of_act=named.form_of_act,
    )


@lru_cache(maxsize=8192)
def _for_foreigners(procedure: str | None) -> bool:
    """Foreigners alone apply: their passports are those of other States."""
    return procedure is not None and FOREIGNERS.search(fold(procedure)) is not None


@lru_cache(maxsize=8192)
def _for_awards(procedure: str | None) -> bool:
    """Agencies themselves propose whom to award: their requests and minutes are those of who applies."""
    return procedure is not None and AWARDS.search(fold(procedure)) is not None


@lru_cache(maxsize=8192)
def _for_adopters_abroad(procedure: str | None) -> bool:
    """Who adopts lives under another State, which gives their papers."""
    return procedure is not None and ADOPTERS_ABROAD.search(fold(procedure)) is not None


@lru_cache(maxsize=8192)
def _craft_abroad(procedure: str) -> bool:
    title = fold(procedure)
    return FOREIGN_CRAFT.search(title) is not None and CRAFT_HERE.search(title) is None


def _of_craft_abroad(low: str, procedure: str | None) -> bool:
    """The papers of a ship or vehicle in a procedure for foreign ones: another State gave them."""
    return procedure is not None and CRAFT_PAPER.search(low) is not None and _craft_abroad(procedure)


def _holder(head: Head | None, low: str, told: str, maker: Maker, rest: str, procedure: str | None) -> Holder:
    """The register that holds a paper; what its name leaves open, the procedure that asks tells.

    A bare licence to practise is of medicine where the procedure is, a bare vehicle runs on roads.
    """
    holder = holder_of(head, low, maker, rest)
    title = fold(procedure or "")
    if low == INSPECTION and OF_CARS.search(title) is not None and holder is Holder.OTHER_LICENCE:
        return Holder.VEHICLE_DRIVER
    if holder is Holder.OTHER_LICENCE and VEHICLE.search(low) is not None:
        vessel = ON_WATER.search(f"{low} {rest} {title}") or OF_VESSELS.search(title)
        return holder if vessel is not None else Holder.VEHICLE_DRIVER
    if head is not None and low == head.word == CERTIFICATE and holder is Holder.OTHER_LICENCE:
        vehicle = VEHICLE.search(told) is not None and ON_WATER.search(f"{told} {title}") is None
        return Holder.VEHICLE_DRIVER if vehicle else holder
    if head is None or head.kind not in ("licence", "practice"):
        return holder
    if holder is Holder.OTHER_LICENCE and low.endswith(PRACTISE) and MEDICINE.search(title) is not None:
        return Holder.HEALTH
    by_matter = holder_of(head, f"{low} {told}", maker, rest)
    return by_matter if by_matter is Holder.HEALTH else holder
