"""Who makes a paper, and which register holds its data.

Here: the rules for papers that stand in no list. Not here: listed papers (types.py).
"""

from functools import lru_cache

from analysis.documents.bodies import Body, bodies_in
from analysis.documents.lexicon import (
    Either,
    Head,
    any_of,
    classes,
    holder_patterns,
    lookup,
    maker_patterns,
    named_pattern,
    pattern,
)
from analysis.documents.reading import Holder, Maker
from catalogue.text import fold

STATE_MADE = classes("state_made")
"""Head classes of papers that only an authority gives."""
PLAN, DOSSIER, EVIDENCE = "plan", "dossier", "evidence"
CONTRACT = fold("hợp đồng")
"""No body of the State gives one: what it gave is told of who signs it."""
LISTED = ("list", PLAN)
"""Those that whoever applies writes, unless a body of the State is named."""
GRANTED = classes("granted")
"""Those that belong to whom they were given: "của" tells the owner."""
ABLE = classes("maker_told")
"""Head classes whose maker the rest of the name may change."""
MEDICAL = classes("medical")
"""Head classes of papers of hospitals that the health register holds."""
REST = 150
"""So many letters behind the name are read for the maker."""
CASE = pattern(r"(?<!về) trường hợp ")
"""From here on the words tell a case, no maker."""
REST_OF_BARE = 60
"""The same for the register of a paper whose name is its head noun alone: quyết định của Tòa án về …"""
BY_WISH = pattern(
    r" (?:theo|thực hiện)(?: các)?"
    r" (?:ý kiến|yêu cầu|chỉ đạo|hướng dẫn|đề nghị|kết luận|công khai|công bố|thông báo)"
    r"(?:[, ]+\w+){0,4} (?:của|do)(?: \w+){0,5}"
)
"""At whose wish a paper is written: that body does not write it."""
BY_LAW = pattern(
    r"(?:luật|nghị quyết|nghị định|thông tư)(?: liên tịch)?(?: số)? \d[\w./\-]*"
    r"(?: ngày [\d/. ]+(?:tháng \d+ )?(?:năm \d+ )?)?"
    r" ?của (?:quốc hội|chính phủ|bộ(?: \w+){1,3}|thủ tướng|thống đốc)"
    r"|quy định (?:hiện hành )?của (?:quốc hội|chính phủ|bộ|thủ tướng|thống đốc|pháp luật)"
)
"""Who issued the act that a name cites: it writes no paper of the dossier."""
ABROAD = pattern(
    r"cơ sở (?:giáo dục|đào tạo)[\w ]{0,20} nước ngoài|do [^;,]{0,40} nước ngoài|nước ngoài cấp"
    r"|(?:tại|ở) nước ngoài"
)
"""A diploma of another State."""
MATTER = pattern(r" (?:về (?:việc )?|xác định |(?:có )?thể hiện ).*")
PROVING = classes("proving")
_RECORDED = lookup("holders")["recorded"]
RECORDED = pattern(f"{_RECORDED['verb']}{any_of(_RECORDED['facts'])}|{any_of(_RECORDED['anywhere'])}")
"""Facts that only a State register proves."""
OWNER_BEHIND = pattern(r" (?:của (?:người|tổ chức|doanh nghiệp|công ty)|đã được nghiệm thu)")
LICENCES = ("licence", "practice")
HOLDER = pattern(
    r" của (?:ngân hàng|tổ chức tín dụng|bệnh viện|trường|cơ sở|bên|công ty)(?= (?!nước|\w+ nước))"
)
LEARNING = pattern(r"bằng tốt nghiệp|đã tốt nghiệp|đang (?:theo )?học(?! nghề)|văn bằng")
"""What schools confirm out of their register of diplomas."""
RIGHT = pattern(r"đăng ký|điều kiện|hoạt động|chỉ định|công nhận|hành nghề|thành lập|năng lực|bổ nhiệm|thẻ")
"""What only an authority grants, whose ever it is."""
REGISTERING = fold("giấy đăng ký")
OFFICIAL = tuple(fold(word) for word in ("tờ trình", "văn bản", "công văn", "hồ sơ"))
"""How requests of bodies begin; citizens write đơn and tờ khai."""
REQUESTED = pattern(any_of(lookup("holders")["requested"][0]["patterns"]))
"""A request that a body of the State writes (tờ trình của ủy ban nhân dân xã)."""
APPRAISAL = pattern(
    r"^báo cáo (?:kết quả )?thẩm định"
    r"(?! giá| tài liệu dự án| kết quả giảm nhẹ| chương trình, dự án| dự án sửa đổi)"
)
"""Not of projects that reduce emissions: whoever checks those is a third party."""
PRIVATE = named_pattern("private")
ATTESTED = pattern(r" (?:có |được )?(?:xác nhận|đóng dấu|sao y)(?: [\w]+){0,2} của [^;,]*")
"""Who only confirms a copy decided nothing: bản chụp quyết định có xác nhận của doanh nghiệp."""
PRODUCER = named_pattern("producer")
OWN_WORDS = classes("requests") | {"translation"}
"""Papers that whoever applies writes, whatever they are about."""


@lru_cache(maxsize=16384)
def maker_of(head: Head | None, name: str, rest: str, *, formed: bool = False) -> Maker:
    """Who makes a paper: by its head noun unless the words around say otherwise.

    `formed`: the row tells the number of its form. Giấy đăng ký on a form is what the applicant fills in.
    """
    if head is None or (formed and head.word.startswith(REGISTERING)):
        return Maker.APPLICANT
    told = f"{name} {rest[:REST]}"
    if head.kind in STATE_MADE:
        if head.kind in ("decision", "approval") and _of_owner(head, name, rest):
            return Maker.APPLICANT
        if head.kind in LICENCES:  # whose licence it is, not who gives it
            name, rest = HOLDER.sub(" ", name), HOLDER.sub(" ", rest)
        return Maker.THIRD_PARTY if is_foreign(head, name, rest) else Maker.STATE
    if head.kind == "report" and APPRAISAL.search(name) is not None:
        return Maker.APPLICANT if PRIVATE.search(ATTESTED.sub(" ", told)) is not None else Maker.STATE
    if head.kind == "application" and head.word.startswith(OFFICIAL) and REQUESTED.search(told) is not None:
        return Maker.STATE
    if head.kind in ABLE:
        said = said_maker(head, name, rest)
        if said is Maker.THIRD_PARTY and head.kind == EVIDENCE and _records(head, name, rest):
            return Maker.STATE
        if said is not None and not (head.word.startswith(CONTRACT) and said is Maker.STATE):
            return said
    if head.kind == DOSSIER and _first(maker_patterns("named"), name) is Maker.STATE:
        return Maker.STATE
    if head.kind in LISTED and _of_state(_writer(head, name, rest), head):
        return Maker.STATE
    if head.kind == PLAN and _first(maker_patterns("named"), name) is Maker.STATE:
        return Maker.STATE
    if head.kind not in OWN_WORDS and head.maker is Maker.APPLICANT and PRODUCER.search(told) is not None:
        return Maker.THIRD_PARTY
    if head.kind in PROVING and (
        RECORDED.search(name) is not None or RECORDED.search(_with_owner(name, rest)) is not None
    ):
        return Maker.STATE
    return head.maker


@lru_cache(maxsize=16384)
def said_maker(head: Head | None, name: str, rest: str) -> Maker | None:
    """Who makes it by the words around, or None where they do not say."""
    told = _told(name, rest)
    said = _first(maker_patterns("named"), told)
    if said is not None:
        return said
    body = _writer(head, name, rest)
    return body.maker if body is not None else _first(maker_patterns("maker"), told)


def _writer(head: Head | None, name: str, rest: str) -> Body | None:
    """The first body that the words name as the one who gave the paper."""
    return next((body for body in bodies_in(_told(name, rest)) if _writes(body, head, name)), None)


def _writes(body: Body, head: Head | None, name: str) -> bool:
    """The body gave the paper; not one whose paper it only is (giấy phép của công ty)."""
    if body.maker is Maker.STATE or body.office:
        return True
    if head is None or head.kind not in STATE_MADE:
        return not body.applies or (head is not None and head.maker is not Maker.APPLICANT)
    if body.given or (body.at <= len(head.word) + 1 and head.kind not in LICENCES):
        return True
    if head.kind in LICENCES or RIGHT.search(name) is not None:
        return False
    return body.writes or head.kind not in GRANTED


def _records(head: Head, name: str, rest: str) -> bool:
    """It proves what only a register records of whoever owns it (tư cách pháp nhân của doanh nghiệp)."""
    body = _writer(head, name, rest)
    owned = body is not None and body.applies and not body.given
    return owned and any(RECORDED.search(told) is not None for told in (name, _with_owner(name, rest)))


def _of_owner(head: Head, name: str, rest: str) -> bool:
    """Who owns or runs what it is about decided, no body of the State right behind the noun."""
    told = f"{name} {rest[:REST]}"
    if PRIVATE.search(ATTESTED.sub(" ", told)) is None:
        return False
    first = next(bodies_in(told), None)
    return first is None or first.maker is not Maker.STATE or first.at > len(head.word) + 1


def _of_state(body: Body | None, head: Head) -> bool:
    """A list or plan of the State; a plan that an authority decides on is still the applicant's."""
    return body is not None and body.maker is Maker.STATE and (head.kind == "list" or not body.given)


def _told(name: str, rest: str) -> str:
    """The words that may name a maker: no case, nobody at whose wish the paper is written."""
    case = CASE.search(rest, 0, REST)
    told = rest[: REST if case is None else case.start()].lstrip()
    return BY_LAW.sub(" ", BY_WISH.sub(" ", f"{name} {told}"))


def _first(patterns: tuple[tuple[Either, Maker], ...], told: str) -> Maker | None:
    return next((maker for words, maker in patterns if words.search(told) is not None), None)


def is_foreign(head: Head | None, name: str, rest: str) -> bool:
    """The words say that somebody other than a Vietnamese authority makes it."""
    return said_maker(head, name, rest) is Maker.THIRD_PARTY


@lru_cache(maxsize=16384)
def holder_of(head: Head | None, name: str, maker: Maker, rest: str = "") -> Holder:
    """The register that by its subject holds a paper; none for what the State did not make."""
    if head is None or maker is Maker.APPLICANT:
        return Holder.NONE
    if maker is Maker.THIRD_PARTY:
        told = f"{name} {rest[:REST_OF_BARE]}"
        if head.kind == "diploma":
            return Holder.NONE if ABROAD.search(told) is not None else Holder.EDUCATION
        of_health = any(
            words.search(told) is not None for words, holder in holder_patterns() if holder is Holder.HEALTH
        )
        if head.kind == "confirmation" and LEARNING.search(told) is not None:
            return Holder.EDUCATION
        return Holder.HEALTH if of_health and head.kind in MEDICAL else Holder.NONE
    whole = _with_owner(name, rest) if head.kind in PROVING else name
    for words, holder in holder_patterns():
        if words.search(name) is not None or (whole != name and words.search(whole) is not None):
            return holder
    matter = MATTER.search(rest[:REST_OF_BARE]) if name == head.word else None
    told = "" if matter is None else matter[0]
    for words, holder in holder_patterns():
        if told and words.search(told) is not None:
            return holder
    body = _writer(head, name, rest) if _bare(head, name) else None
    return body.holder if body is not None and body.holder is not None else Holder.OTHER_LICENCE


def _with_owner(name: str, rest: str) -> str:
    """A name with whose fact it proves, and that a work was accepted: they stand behind the name."""
    return f"{name}{rest[:REST_OF_BARE]}" if OWNER_BEHIND.match(rest) is not None else name


def _bare(head: Head, name: str) -> bool:
    """The name tells nothing but whose it is: giấy xác nhận của công an xã."""
    return name == head.word or name.startswith((f"{head.word} của ", f"{head.word} do "))
