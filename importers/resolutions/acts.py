"""Legal acts that a cut needs amended (văn bản cần sửa đổi), with their articles, from one or two cells.

An act that is said to amend another ("được sửa đổi, bổ sung bởi …") belongs to that one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from catalogue.document_numbers import DocumentNumber, find_numbers
from catalogue.identifiers import find_articles
from catalogue.measures import Act
from catalogue.text import fold, nfc, squash

AMENDED_BY = re.compile(
    r"(?:sửa đổi|bổ sung|thay thế|đính chính|hợp nhất)[^;]*?\b(?:bởi|tại|theo|bằng)\b[^;]*$", re.IGNORECASE
)
TYPE = re.compile(
    r"(?:Bộ luật|Luật|Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết|Pháp lệnh)\b[^;,]*$"
)
ONLY_AND = re.compile(
    r"^\s*(?:ngày [\d/]+|ngày \d+ tháng \d+ năm \d+)?\s*(?:,|và|,\s*và)?\s*"
    r"(?:nghị định|thông tư|luật|quyết định)?\s*(?:số)?\s*$",
    re.IGNORECASE,
)
AS_FOLLOWS = re.compile(
    r"\s+(?:được |thì )?(?:quy định|thực hiện)(?: cụ thể)? như sau\s*:?\s*$", re.IGNORECASE
)
PARTS = re.compile(r";\s*|\n+")
REST = re.compile(r"[^\W\d_]+ (?:số )?$")


@dataclass
class _Named:
    number: DocumentNumber
    start: int
    end: int
    amending: bool


@lru_cache(maxsize=4096)
def read_acts(documents: str, provisions: str) -> tuple[Act, ...]:
    """One act for each document named, with those provisions that are its own."""
    named = _named(nfc(documents))
    if not named:
        name = squash(documents).strip(" .;,")
        articles = articles_of(provisions)
        return (Act(name=name or None, articles=articles),) if name or articles else ()
    own = _assign([one.number for one in named], provisions)
    texts = _texts(nfc(documents), named)
    return tuple(
        Act(number=str(one.number), name=text, articles=articles)
        for one, text, articles in zip(named, texts, own, strict=True)
    )


def _named(text: str) -> list[_Named]:
    """Documents to amend, each with the span of its words; amending ones lengthen the one before."""
    told: list[_Named] = []
    amending = False
    for number in find_numbers(text):
        start, end = number.start or 0, number.end or len(text)
        if told:
            between = text[told[-1].end : start]
            amending = bool(AMENDED_BY.search(between)) or (amending and bool(ONLY_AND.match(between)))
            if amending or str(number) == str(told[-1].number):
                told[-1].end = end
                continue
        told.append(_Named(number, start, end, amending))
    return told


def _texts(text: str, named: list[_Named]) -> list[str]:
    """The words of each document: from its type to the type of the next."""
    starts = []
    for at, one in enumerate(named):
        before = named[at - 1].end if at else 0
        found = TYPE.search(text[before : one.start])
        starts.append(before + found.start() if found else (before if at else 0))
    ends = [*starts[1:], len(text)]
    told = (squash(text[start:end]) for start, end in zip(starts, ends, strict=True))
    return [AS_FOLLOWS.sub("", one).strip(" .;,-") for one in told]


def _assign(numbers: list[DocumentNumber], provisions: str) -> list[tuple[str, ...]]:
    """Provisions of each document: all of them for one; else by the number that a part names, or by order."""
    if len(numbers) == 1:
        return [articles_of(provisions, numbers[0])]
    parts = [part for part in PARTS.split(provisions) if part.strip(" .,-")]
    own: list[list[str]] = [[] for _ in numbers]
    for at, part in enumerate(parts):
        cited = [number for number in find_numbers(part) if number in numbers]
        to = numbers.index(cited[0]) if cited else (at if len(parts) == len(numbers) else 0)
        own[to].extend(articles_of(part, numbers[to]))
    return [tuple(dict.fromkeys(found)) for found in own]


def articles_of(text: str, number: DocumentNumber | None = None) -> tuple[str, ...]:
    """Cited places of a text; a part that is no plain citation stays in its own words.

    >>> articles_of("Điểm b khoản 1 Điều 10, điểm b khoản 2 Điều 10")
    ('điểm b khoản 1 Điều 10', 'điểm b khoản 2 Điều 10')
    >>> articles_of("Mục 3.2 Phụ lục IV kèm theo")
    ('Mục 3.2 Phụ lục IV kèm theo',)
    """
    told: list[str] = []
    for part in PARTS.split(text):
        plain = squash(part).strip(" .,;-–")
        if number is not None:
            plain = _without(plain, number)
        if not plain:
            continue
        cited = find_articles(plain)
        told.extend(cited if cited and _says_all(plain, cited) else [plain])
    return tuple(dict.fromkeys(told))


def _without(plain: str, number: DocumentNumber) -> str:
    """The words without the document they are of."""
    if "/" not in plain and "-" not in plain:  # no number is without
        return plain
    for found in find_numbers(plain):
        if found == number:
            head = TYPE.sub("", plain[: found.start])
            plain = f"{head.rstrip()} {plain[found.end :].lstrip()}".strip(" .,;-–")
    return plain


def _says_all(plain: str, cited: tuple[str, ...]) -> bool:
    """Whether citations hold every figure and letter of the words, so that nothing is lost."""
    mentioned = set(re.findall(r"\d+[a-zđ]?\b", fold(plain)))
    return mentioned <= set(re.findall(r"\d+[a-zđ]?\b", fold(" ".join(cited)))) and "phụ lục" not in fold(
        plain
    )
