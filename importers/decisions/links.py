"""Texts that a decision names, and why: the "Căn cứ" lines, the title, the articles on effect.

Here: one link a number, with the clause it stands in. Not here: the list of replaced decisions and
the effect (articles.py), the graph over all decisions (catalogue/chain.py).
"""

import re
from collections.abc import Iterator, Sequence

from catalogue.document_numbers import DocumentNumber, find_numbers
from catalogue.links import Link, LinkKind
from catalogue.text import fold, squash
from importers.phrases.dates import find_dates
from importers.readers.blocks import Block, Paragraph

ARTICLE = re.compile(r"^\s*Điều\s+\d+\s*[.:]?", re.IGNORECASE)
GROUNDS = re.compile(r"^\s*[-–+]?\s*(?:căn cứ|thực hiện|xét|thi hành)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[.;]\s+(?=\W*[A-ZĐÀ-ỴƯƠĂÂÊÔ])|;\s+|\n")
SIGNED = re.compile(r"^[\s(]*(?:ban hành\s+|ký\s+)?ngày\s", re.IGNORECASE)
ISSUER = re.compile(
    r"\bcủa\s+(?:(?:Bộ trưởng|Thủ trưởng|Chủ tịch|Chủ nhiệm|Thống đốc|Tổng Giám đốc|Tổng Thanh tra)[\s,]+)*"
    r"(.+?)(?=\s+(?:về|công bố|quy định|ban hành|phê duyệt|hướng dẫn|sửa đổi|đã|được|bị|hết|và\s+Quyết)\b"
    r"|[;:(]|,\s|[.]\s|[.;,/\s]*$)"
)
PROCEDURES = re.compile(r"\bcông bố\b.*\b(?:thủ tục|tthc)\b|\b(?:thủ tục|tthc)\b.*\bcông bố\b")
VERBS = (
    (LinkKind.CORRECTS, re.compile(r"\bđính chính\b")),
    (LinkKind.REPLACES_ALL, re.compile(r"\bthay thế\b")),
    (LinkKind.ABOLISHES, re.compile(r"\b(?:bãi bỏ|hủy bỏ|hết hiệu lực)\b")),
    (LinkKind.AMENDS, re.compile(r"\b(?:sửa đổi|bổ sung|điều chỉnh)\b")),
)
PART = re.compile(
    r"\b(?:một phần|nội dung|thủ tục|tthc|số thứ tự|stt|mục|khoản|điểm|dòng|công bố tại|ban hành kèm theo)\b"
    r"|\bphần\s+[ivx\d]|\bphụ lục\s+[ivx\d]"
)
PARTICIPLE = re.compile(r"\b(?:được|bị)\s+(?:[\w,]+\s+){0,6}$")
QUOTED = re.compile(r"[“\"«][^”\"»]{3,400}[”\"»]")
KIND_OF_TEXT = re.compile(
    r"(?:(?:bộ luật|luật|nghị định|nghị quyết|thông tư(?: liên tịch)?|quyết định|pháp lệnh|chỉ thị)\s*)?"
    r"(?:số)?\s*:?\s*$"
)
CITED = re.compile(
    r"(?:^\W*(?:(?:căn cứ|thực hiện|xét|thi hành)(?: các)?)?|[;,(]|\b(?:và|bởi|căn cứ)(?: các)?)\s*$"
)
"""In front of a text that is cited itself, not named in the title of another one."""
LOCAL = frozenset({"UBND", "HĐND"})


def read_links(
    body: Sequence[Block], start: int, end: int, *, title: str | None, own: str | None
) -> tuple[Link, ...]:
    """Texts that are named from the letterhead to the annexes, each kind and number once."""
    found: dict[tuple[LinkKind, str], Link] = {}
    for link in _all(body[start:end], title or ""):
        if link.number != own:
            found.setdefault((link.kind, link.number), link)
    return tuple(_settled(found))


def _all(blocks: Sequence[Block], title: str) -> Iterator[Link]:
    in_articles = False
    yield from _of_clauses(Paragraph(title), whole=True)
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        in_articles = in_articles or bool(ARTICLE.match(block.line))
        if in_articles:
            yield from _of_clauses(block, whole=False)
        elif GROUNDS.match(block.text):
            yield from _of_grounds(block)


def _of_grounds(paragraph: Paragraph) -> Iterator[Link]:
    """A "Căn cứ" line: the ministry's decision that is carried over, else a rule that is carried out."""
    text = squash(paragraph.text)
    for number in find_numbers(text):
        before = KIND_OF_TEXT.sub("", fold(text[: number.start]))
        if number.kind not in ("normative", "individual") or not CITED.search(before):
            continue
        told = _clause_of(text, number)
        ministry = number.type == "QĐ" and number.year is None and number.issuer.split("-")[0] not in LOCAL
        follows = ministry and PROCEDURES.search(fold(told)) is not None
        yield _link(LinkKind.FOLLOWS if follows else LinkKind.IMPLEMENTS, number, text, told, paragraph)


def _of_clauses(paragraph: Paragraph, *, whole: bool) -> Iterator[Link]:
    """The title, or a paragraph of an article: what becomes of the decisions that it names.

    `whole`: nothing has to stand behind "Điều 1. Công bố …" for the clause to count.
    """
    text = squash(paragraph.text)
    for number in find_numbers(text):
        if number.type != "QĐ" or number.year is not None or number.start is None:
            continue
        told = _clause_of(text, number)
        before = QUOTED.sub(" ", text[_start_of(text, number.start) : number.start])
        kind = _kind(fold(before), fold(told), whole=whole)
        if kind is not None:
            yield _link(kind, number, text, told, paragraph)


def _kind(before: str, clause: str, *, whole: bool) -> LinkKind | None:
    """The verb that stands last in front of the number, else "hết hiệu lực" behind it."""
    verbs = [(m.start(), m.end(), kind) for kind, pattern in VERBS for m in pattern.finditer(before)]
    announced = "công bố kèm theo" in before or (whole and "thủ tục" in before)
    acting = [one for one in verbs if not PARTICIPLE.search(before[: one[0]])]
    if not acting and not announced:
        return LinkKind.ABOLISHES if "hết hiệu lực" in clause else None
    if not acting:
        if not verbs or "tại" not in before[max(verbs)[1] :]:
            return None
        acting = verbs
    _, end, kind = max(acting)
    part = PART.search(before[end:]) is not None
    if part and kind in (LinkKind.REPLACES_ALL, LinkKind.ABOLISHES):
        return LinkKind.REPLACES_PART
    return kind


def _start_of(text: str, at: int) -> int:
    """Where the clause that holds a place begins."""
    return max((m.end() for m in CLAUSE.finditer(text, 0, at)), default=0)


def _clause_of(text: str, number: DocumentNumber) -> str:
    at = number.start or 0
    stop = CLAUSE.search(text, number.end or at)
    return text[_start_of(text, at) : stop.start() if stop else len(text)].strip()


def _link(kind: LinkKind, number: DocumentNumber, text: str, clause: str, paragraph: Paragraph) -> Link:
    after = text[number.end or 0 :]
    until = CLAUSE.search(after)
    after = after[: until.start()] if until else after
    dates = find_dates(after[:60]) if SIGNED.match(after) else ()
    issuer = ISSUER.search(after[:200])
    return Link(
        kind=kind,
        number=str(number),
        date=dates[0] if dates else None,
        agency=issuer[1].strip(" )") if issuer else None,
        text=clause[:500],
        place=paragraph.place,
    )


def _settled(found: dict[tuple[LinkKind, str], Link]) -> Iterator[Link]:
    """Without "amends" beside a graver link to the same decision."""
    graver = {number for kind, number in found if kind not in (LinkKind.AMENDS, LinkKind.IMPLEMENTS)}
    for (kind, number), link in found.items():
        if kind is not LinkKind.AMENDS or number not in graver:
            yield link
