"""What a generic title leaves open, told by the procedure that asks for the paper.

Here: act and object from the procedure's name. Not here: reading the name (names.py).
"""

from functools import lru_cache

from analysis.documents.lexicon import Head, classes, core_words, lookup, named_pattern, pattern
from analysis.documents.makers import STATE_MADE
from analysis.documents.names import OPEN, SUBJECT_CLASSES, Named, procedure_matter
from catalogue.text import fold

LAND = pattern(
    r"đất|thửa|đăng ký biến động|giấy chứng nhận đã (?:được )?cấp"
    r"|(?:cấp lại|cấp đổi|đính chính|thu hồi) giấy chứng nhận(?= do (?:bị )?mất|[. ]*$)"
)
"""A certificate that a procedure names by no other word is the land law's (Điều 3 Luật Đất đai 2024)."""
LAND_RIGHT = "quyền sử dụng đất"
CATCH_ALL = named_pattern("catch_all")
"""Objects of "other papers", which say nothing of their own."""
ABOUT_MATTER = classes("about_matter")
OFTEN_ABOUT_MATTER = classes("often_about_matter")
BARE_ABOUT_MATTER = classes("bare_about_matter")
NEUTRAL = frozenset(map(fold, lookup("phrases")["object"]["neutral_acts"]))
"""Acts that a form of many uses is named after: they are not what is requested."""
MADE_OUT, REGISTERING = fold("giấy khai đăng ký"), fold("đăng ký")
OPEN_ACTS = frozenset(map(fold, lookup("phrases")["object"]["open_acts"]))
ENTERPRISE, COMPANY = fold("doanh nghiệp"), fold("công ty")
REGISTERED = fold("giấy đăng ký")
REGISTRATION_WORDS = 3
"""So many words tell what is registered."""
ANYBODY = ("", fold("cá nhân"), fold("của cá nhân"))
SERVICE_RECORD = "service_record"
"""Records of a person's service, named whole by their head noun: lý lịch quân nhân."""
OUTCOME_WORDS = 3
"""A name of fewer words (giấy xác nhận) is that of many papers."""
RICH = 7
"""The same for reports, which are always about the matter of a procedure."""


def resolved(named: Named, procedure: str | None) -> tuple[tuple[str, ...], str, str]:
    """Act, object and the procedure's matter, where the name leaves them open."""
    acts, object_ = named.acts, named.object or named.cited
    head = named.head
    if head is None:
        return acts, named.low, ""
    asked, matter = procedure_matter(procedure)
    if head.kind == "certificate" and not core_words(object_) and _about_land(procedure or ""):
        return acts, LAND_RIGHT, ""
    if not matter or (named.cited and not named.object):
        return acts, object_, ""
    if head.kind == "application" and not acts and not object_:
        acts = asked
    told = set(acts) | ({REGISTERING} if head.word == MADE_OUT else set())
    if _of_many_uses(head, acts, object_) and not told & set(asked):
        return asked, object_, matter
    if is_catch_all(head, object_):
        return acts, object_, matter
    if head.kind in BARE_ABOUT_MATTER and not core_words(object_) and not object_.strip():
        return acts, object_, matter
    if head.kind == "application":
        object_ = _whole_matter(object_, matter)
    if head.kind not in SUBJECT_CLASSES:
        return acts, *_state_object(head, object_, matter)
    words = len(core_words(object_))
    longer = _continued(object_, matter) if words == 0 else None
    if longer is not None:
        return acts, longer, ""
    return acts, object_, matter if words <= _most_words(head.kind) else ""


def _whole_matter(object_: str, matter: str) -> str:
    """The object, or the matter that it only begins (thanh toán: thanh toán chi phí định giá tài sản).

    A company is of the kind that the procedure registers (đăng ký doanh nghiệp: công ty cổ phần).
    """
    if object_ == ENTERPRISE and matter.startswith(COMPANY):
        return matter
    if object_ not in OPEN_ACTS:
        return object_
    begins = matter.startswith(f"{object_} ")
    at = 0 if begins else matter.find(f", {object_} ") + len(", ")
    return matter[at:] if begins or at > 1 else object_


def _of_many_uses(head: Head, acts: tuple[str, ...], object_: str) -> bool:
    """One form for many requests: tờ khai thay đổi thông tin cư trú, giấy khai đăng ký xe."""
    if head.kind == "declaration":
        return object_ in ANYBODY
    if head.kind != "application":
        return False
    return (bool(acts) and set(acts) <= NEUTRAL) or (head.word == MADE_OUT and not acts)


@lru_cache(maxsize=8192)
def _about_land(procedure: str) -> bool:
    return LAND.search(fold(procedure)) is not None


def _most_words(kind: str) -> int:
    """Up to so many words of its own, a paper of the class is read together with the procedure."""
    if kind == "application":
        return 0
    if kind in ABOUT_MATTER:
        return RICH
    return OPEN if kind in OFTEN_ABOUT_MATTER else 0


def _state_object(head: Head, object_: str, matter: str) -> tuple[str, str]:
    """Object of a licence that its name leaves open: what the procedure calls by that name."""
    if len(core_words(object_)) > OPEN:
        return object_, ""
    named = matter.find(f"{head.word} {object_}".strip())
    if named >= 0:
        return matter[named + len(head.word) :].strip(), ""
    if core_words(object_) or head.kind not in STATE_MADE or head.kind == SERVICE_RECORD:
        return object_, ""
    return object_, matter


def is_catch_all(head: Head, object_: str) -> bool:
    """Other papers: giấy tờ, tài liệu (khác, có liên quan) without a word of what they are."""
    return (head.generic or head.word.endswith("liên quan")) and CATCH_ALL.search(object_) is not None


def _continued(object_: str, matter: str) -> str | None:
    """The object, where its last words are the first words of the procedure's matter; else None."""
    words, whole = object_.split(), matter.split()
    for at in range(len(words) + 1):
        tail = words[at:]
        if whole[: len(tail)] == tail and (tail or not words):
            return " ".join((*words[:at], matter)) if len(tail) > 1 or not words[:at] else None
    return None


def is_registration(head: Head | None, object_: str, procedure: str | None) -> bool:
    """Giấy đăng ký sử dụng tài khoản where that is registered: what is filled in, not what is given."""
    if head is None or procedure is None or not head.word.startswith(REGISTERED):
        return False
    title, about = fold(procedure), " ".join(object_.split()[:REGISTRATION_WORDS])
    return bool(about) and f"{REGISTERING} {about}" in title and REGISTERED not in title


def is_outcome(head: Head | None, low: str, procedure: str | None) -> bool:
    """The paper is what the procedure itself gives: cấp lại giấy xác nhận nội dung quảng cáo."""
    if head is None or head.kind != "confirmation" or len(low.split()) < OUTCOME_WORDS:
        return False
    return procedure_matter(procedure)[1].startswith(low)
