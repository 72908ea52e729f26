"""The name of one paper: head noun, act and object; what is not the name is set aside.

Here: one piece of a row. Not here: cutting a row into pieces (split.py), types (types.py).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.documents.lexicon import (
    WORD,
    Either,
    Head,
    acts,
    any_of,
    classes,
    core_words,
    lookup,
    named_pattern,
    pattern,
)
from analysis.documents.line import Line
from analysis.documents.starts import CONDITIONAL, MARKS, OF_GROUP, OF_SOME, Start, head_at, start_of
from analysis.documents.types import registry
from catalogue.document_numbers import find_numbers
from catalogue.text import fold

_CUT = lookup("phrases")["cut"]
CITATION = pattern(any_of(_CUT["citation"]))
CONDITION = Either.of(_CUT["condition"])
STRICT_CONDITION = named_pattern("strict_condition")
REMARK = Either.of(_CUT["remark"])
SUBJECT_REMARK = Either.of(_CUT["subject_remark"])
OWNER = pattern(any_of([lookup("phrases")["object"]["owner"]]))
FAR_OWNER = pattern(any_of([lookup("phrases")["object"]["far_owner"]]))
PROCEDURE_NOISE = pattern(lookup("phrases")["object"]["procedure_noise"])
OWNED = classes("owned")
"""Papers that stay the same whoever owns them."""
OWN_FORM = pattern(r" (?:được lập |lập )?(?:theo )?(?:biểu )?mẫu")
FORM_NUMBER = pattern(
    r"mẫu(?: số)?[ :]*(?P<letters>(?:[a-zđ]{1,6}[\-.]?)?)0*(?P<number>\d+)(?P<more>[\w.\-/]*)"
    r"(?P<behind>[^;]{0,120})"
)
"""The number of a form, and the words in which the act that holds it may follow."""
OF_PROVINCE = ("UBND", "HĐND")
"""Provinces count each for itself: the number of such an act does not tell which one it is."""
GIVEN = pattern(
    r"(?<!mẫu)(?<!quy định) do [^;:.,]{3,80}? (?:cấp|lập|phát hành)(?= |$|[;,.])"
    r"|(?<!mẫu) (?:đã )?được [^;:.,]{3,60}? cấp(?=$|[;,.])"
    r"|(?<=pháp luật )của (?:nước|quốc gia) nơi "
)
"""Who gave the paper, or whose law made it, though the article that tells of it stands before."""
OPEN = 2
"""An object of so few words is left open to the procedure that asks."""
ASKS = pattern(r" (?:về việc|đề nghị|xin|yêu cầu) ")
ABOUT_WHAT = pattern(r"^ (?:của|do|từ) [^;,:]{3,90}? về (?:việc )?")
LICENSE = ("cấp", "phép")
"""Cấp phép X is cấp giấy phép X."""
BY = " do "
OWNER_WORDS = 10
CASE_END = re.compile(r"[,;.:]|(?= theo (?:mẫu|phụ lục|quy định))")
DANGLING = tuple(f" {fold(ending)}" for ending in _CUT["dangling"])
"""Joints and function words that no name ends in."""
KEPT = tuple(fold(ending) for ending in _CUT["dangling_kept"])
CONTENTS = named_pattern("contents")
"""From here on the row tells what stands in the paper."""
INSIDE = named_pattern("inside")
"""Behind these words a condition is one that the paper itself states."""
CLAUSE_END = pattern(r"[;,:]| (?:đối với|trong trường hợp|trường hợp|nếu|theo) ")
ISSUED = named_pattern("issued")
WHOLE = classes("whole")
"""Papers whose plain name is whole: vận đơn, học bạ."""
PERSONAL = classes("personal")
"""Papers of one person: "đối với" may name whose they are."""
MARKED_INSIDE = pattern(
    rf"{CONDITIONAL}[{OF_SOME}{OF_GROUP}]*,? (?!(?:theo|tại|được|đã|có|do|trong|ban hành|quy định|kèm|của|để"
    r"|mẫu|và|hoặc|gồm|bao gồm|nêu|ghi|trong đó) )\w+ \w+"
)
"""A bracket in the middle of what a report is about is no condition of the report."""
SIGNED_OR = pattern(r"^ (?:có|được|do|đã)[^;]*(?:chữ ký|ký|xác nhận|đóng dấu|dấu|chứng thực)[^;]* hoặc ")
"""Who else signs or confirms it: a condition behind belongs to that one."""
MARKED_REMARK = pattern(
    rf"{CONDITIONAL}[{OF_SOME}{OF_GROUP}]* (?:và|hoặc) (?!(?:theo|được|kèm|phải) )\w+ \w+"
)
"""A bracket in the middle of what is told of one paper (ký, đóng dấu \ue000 và …) is none of the paper."""
OBJECT_BEHIND = classes("object_behind")
"""Papers whose plain name is followed by "đối với" and what they are about."""
BARE_OBJECT = named_pattern("bare_object")
PERSON = named_pattern("person")
REQUESTS = classes("requests")
"""Papers that name an act."""
SUBJECT_CLASSES = classes("subject")
"""Papers whose content is what they are about: "đối với …" belongs to their object."""


@dataclass(frozen=True)
class Named:
    """A paper as its words name it."""

    name: str
    low: str
    """The name, folded."""
    head: Head | None
    acts: tuple[str, ...]
    object: str
    """Folded, without the act; empty where the name tells none."""
    rest: str
    """Folded words behind the name: makers and conditions are read there."""
    lead: str
    conditional: bool
    cited: str
    """Articles that define a paper which has no name of its own, folded."""
    formed: bool = False
    """The name is followed by the number of its form (theo mẫu số 05)."""
    shared: bool = False
    """Object and condition are those of the paper that follows behind "hoặc"."""
    case: str = ""
    """A condition told behind the name, folded."""
    form_of_act: tuple[str, str, str] | None = None
    """Act, number and suffix of its form, where the words name all of them for sure."""


def name_of(piece: Line) -> Named:
    """Head noun, act and object of one piece of a row."""
    start = start_of(piece.low)
    head, after = _told(start, piece.low)
    subject = head is not None and head.kind in SUBJECT_CLASSES
    body = MARKS.sub(" ", piece.low)
    begin = max(after, start.at + 1)
    clause = subject or (head is not None and head.kind == "evidence")
    listed = registry().find_words(WORD.findall(body, start.at, after)) is not None
    by_whom = head is not None and head.kind in WHOLE and body.startswith(BY, begin)
    remark = _remark(SUBJECT_REMARK if clause else REMARK, body, begin, listed=listed or by_whom)
    citation = CITATION.search(body, after)
    told_until = len(body) if citation is None else citation.start()
    cuts = [found.start() for found in (citation, remark) if found is not None]
    words = STRICT_CONDITION if subject else CONDITION
    condition = _condition(words, body, after)
    if condition is not None and not listed and head is not None and head.kind in OBJECT_BEHIND:
        object_ = condition.start() == after and BARE_OBJECT.match(body, after) is not None
        condition = _condition(words, body, condition.end()) if object_ else condition
    if condition is not None and head is not None and head.kind in PERSONAL:
        whose = PERSON.match(body, condition.start())
        condition = condition if whose is None else None
        cuts += [] if whose is None else [whose.start()]
    if condition is not None and remark is not None and remark.start() < condition.start():
        told = body[remark.start() : condition.start()]
        condition = None if SIGNED_OR.search(told) is not None else condition
    if condition is not None:
        cuts.append(condition.start())
    if not subject:
        owners = (OWNER, FAR_OWNER) if head is not None and head.kind in OWNED else (OWNER,)
        found_owners = (owner.search(body, after) for owner in owners)
        cuts += [owner.start() for owner in found_owners if owner is not None]
    end = min(cuts, default=len(body))
    end = _sentence_end(body, after, end)
    low = _complete(_trimmed(body[start.at : end]))
    shown = _trimmed(MARKS.sub(" ", piece.text[start.at : end]))[: len(low)]
    told = _complete(_trimmed(body[after:end]))
    if not told and head is not None:
        told = _after_owner(
            body[after:told_until],
            owned=not head.generic and head.kind not in WHOLE and ISSUED.match(body, after) is None,
        )
    if head is not None and head.kind == "application":
        told = _asked(told)
    found, rest = acts_of(told) if head is not None and head.kind in REQUESTS else ((), told)
    if head is not None and head.kind == "approval":
        rest = f"{head.word.split(' ', 2)[-1]} {rest}".strip()
    cited = (
        _citation(body, after)
        if not told and head is not None and (head.generic or head.kind == "evidence")
        else ""
    )
    inner = clause and MARKED_INSIDE.search(piece.low) is not None
    inner = inner or MARKED_REMARK.search(piece.low) is not None
    bracketed = _bracketed(piece.low) and not inner
    conditional = bracketed or condition is not None
    case = "" if condition is None or bracketed else CASE_END.split(body[condition.start() :])[0].strip()
    formed = citation is not None and OWN_FORM.match(body, citation.start()) is not None
    behind = body[end:told_until]
    given = GIVEN.search(body, told_until) if told_until < len(body) else None
    if given is not None and GIVEN.search(behind) is None:
        behind = f"{given[0]} {behind}"
    return Named(
        shown,
        low,
        head,
        found,
        rest,
        behind,
        start.lead,
        conditional,
        cited,
        formed,
        case=case,
        form_of_act=_form_of_act(body, citation),
    )


def _form_of_act(body: str, citation: re.Match[str] | None) -> tuple[str, str, str] | None:
    """Which form of which act the paper is written on; None where one of them is not told for sure."""
    told = None if citation is None else FORM_NUMBER.search(body, citation.start())
    act = next(iter(find_numbers(told["behind"])), None) if told is not None else None
    if told is None or act is None or act.year is None or act.issuer in OF_PROVINCE:
        return None
    suffix = "".join(letter for letter in told["more"] if letter.isalnum())
    number = f"{told['letters'].strip('-.')}{told['number']}"
    return f"{act.number}/{act.year}/{act.type}-{act.issuer}", number, suffix


def _condition(words: Either | re.Pattern[str], body: str, after: int) -> re.Match[str] | None:
    """The first condition; not one of the facts that the paper itself states (nêu rõ … nếu …)."""
    found = words.search(body, after)
    inside = INSIDE.search(body, after) if found is not None else None
    if found is None or inside is None or found.start() < inside.start():
        return found
    cited = CITATION.search(body, inside.end())
    return None if cited is None else words.search(body, cited.end())


def _trimmed(words: str) -> str:
    """Words with single blanks, without signs at their ends."""
    return " ".join(words.split()).strip(" ,;:.…-–\"“”'")


def _complete(words: str) -> str:
    """Folded words without joints and function words at their end."""
    while words.endswith(DANGLING) and not words.endswith(KEPT):
        ending = next(ending for ending in DANGLING if words.endswith(ending))
        words = words[: -len(ending)].rstrip(" ,;:.-–")
    return words


def _bracketed(low: str) -> bool:
    """A bracket says that the paper is asked for in some case; not one of what stands in or after it."""
    mark = low.find(CONDITIONAL)
    if mark < 0 or ";" in low[:mark]:
        return False
    contents = CONTENTS.search(low, 0, mark)
    return contents is None or not low[low.rfind(CONDITIONAL) + 1 :].strip(f" ,;.{OF_SOME}{OF_GROUP}")


def _asked(told: str) -> str:
    """What an application asks for, less who asks: văn bản đề nghị của chủ đầu tư (về việc) …"""
    if told.startswith("của "):
        found = ASKS.search(told)
        told = "" if found is None else told[found.end() :]
    owner = OWNER.search(told)
    rich = owner is not None and len(core_words(told[: owner.start()])) > OPEN
    return told[: owner.start()] if rich and owner is not None else told


def _after_owner(behind: str, *, owned: bool) -> str:
    """What it is about (quyết định của ủy ban về X), else whose it is (giấy xác nhận của tổ chức y tế)."""
    found = ABOUT_WHAT.search(behind)
    if found is None and not owned:
        return ""
    if found is not None:
        behind = behind[found.end() :]
    told = CLAUSE_END.split(behind, maxsplit=1)[0]
    return " ".join(told.split()[:OWNER_WORDS])


@cache
def _tells() -> tuple[re.Pattern[str], dict[str, Head]]:
    """Verbs that tell what a paper without a name of its own is, and the head noun each stands for."""
    told: dict[str, Head] = {}
    for row in lookup("phrases")["tells"]:
        hit = head_at(fold(row["head"]))
        if hit is not None:
            told |= dict.fromkeys(fold(row["verbs"]).split("|"), hit[0])
    maker = r" (?:của|do)(?:(?! (?:có(?! thẩm quyền)|về|theo|được|đã|để) )[^;.:()]){3,140}?"
    between = rf"(?:(?: \w+){{0,10}}?|{maker})"
    return re.compile(rf"{between} (?P<verb>{'|'.join(told)})(?: về(?: việc)?)?(?= )"), told


def _told(start: Start, low: str) -> tuple[Head | None, int]:
    """A paper of any name is what its verb says: văn bản của chủ đầu tư đề nghị …, tài liệu chứng minh …"""
    if start.head is not None and start.head.generic:
        verbs, told = _tells()
        found = verbs.match(low, start.end)
        if found is not None:
            return told[found["verb"]], found.end()
    return start.head, start.end


def _remark(words: Either | re.Pattern[str], body: str, begin: int, *, listed: bool) -> re.Match[str] | None:
    """The first remark; not the verb that says what the paper is (giấy chứng nhận đã hoàn thành khóa học)."""
    found = words.search(body, begin)
    tells = found is not None and INSIDE.match(body, found.start()) is not None
    if (
        found is not None
        and not (listed or tells)
        and found.start() <= begin
        and ISSUED.match(body, begin) is None
    ):
        return words.search(body, found.end())
    return found


def _sentence_end(body: str, start: int, end: int) -> int:
    """The earlier of `end` and the next semicolon, colon or full stop."""
    stops = [at for at in (body.find(sign, start, end) for sign in (";", ":", ". ")) if at >= 0]
    return min(stops, default=end)


def acts_of(told: str) -> tuple[tuple[str, ...], str]:
    """Acts at the beginning of folded words, sorted, and the words behind them.

    >>> acts_of(fold("đề nghị cấp, cấp lại giấy phép"))
    (('cấp', 'cấp lại'), 'giấy phép')
    >>> acts_of(fold("cấp phép nhập khẩu muối"))
    (('cấp',), 'giấy phép nhập khẩu muối')
    """
    matches = list(WORD.finditer(told))
    words = [match[0] for match in matches]
    found: list[str] = []
    at, licence = 0, ""
    while at < len(words):
        hit = acts().longest(words, at)
        if hit is None or hit[1] is None:
            joined = words[at] in ("và", "hoặc") and found and _is_act(words, at + 1)
            if not joined:
                break
            at += 1
            continue
        if hit[1]:
            found.append(hit[1])
        at += hit[0]
        if tuple(words[at - hit[0] : at]) == LICENSE:
            licence = "giấy phép "
            break
    rest = licence + told[matches[at].start() :] if at < len(matches) else ""
    return tuple(sorted(set(found))), rest


def _is_act(words: list[str], at: int) -> bool:
    hit = acts().longest(words, at)
    return hit is not None and hit[1] is not None


_ARTICLE = named_pattern("_article")


def _citation(body: str, start: int) -> str:
    return " ".join(_ARTICLE.findall(body, start))


@lru_cache(maxsize=8192)
def procedure_matter(name: str | None) -> tuple[tuple[str, ...], str]:
    """Acts and object of a procedure's name; both empty where there is none.

    >>> procedure_matter("Thủ tục cấp lại Thẻ công chứng viên (cấp tỉnh)")
    (('cấp lại',), 'thẻ công chứng viên')
    """
    if not name:
        return (), ""
    told = PROCEDURE_NOISE.sub("", PROCEDURE_NOISE.sub("", PROCEDURE_NOISE.sub("", fold(name))))
    return acts_of(" ".join(told.split()))
