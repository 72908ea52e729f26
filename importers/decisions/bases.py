"""Legal bases (căn cứ pháp lý): one entry a document named, with its articles.

A number inside the title of a document ("sửa đổi … Nghị định số 23/2015/NĐ-CP") is no basis of
its own; one that is said to amend it ("được sửa đổi bởi …") is.
"""

import re
from collections.abc import Iterable

from catalogue.document_numbers import DocumentNumber, find_numbers
from catalogue.identifiers import find_articles
from catalogue.records import LegalBasis, Place
from catalogue.text import fold, squash
from importers.decisions.labels import split_label
from importers.decisions.words import is_none

TITLE = re.compile(
    r"(?i)\b(?:sửa đổi|bổ sung|quy định|hướng dẫn|về|ban hành|bãi bỏ|thay thế|thi hành|của luật|trích"
    r"|đính chính|hợp nhất)\b"
)
AMENDED_BY = re.compile(
    r"(?i)\b(?:được|đã|đã được)\s+(?:sửa đổi|bổ sung|thay thế)[^;]*?\b(?:bởi|tại|theo|bằng)\b[^;]*$"
)
ACTS = (
    r"(?:Bộ luật|Luật|Nghị định|Thông tư|Quyết định|Nghị quyết|Pháp lệnh|Chỉ thị|Hiến pháp"
    r"|Văn bản hợp nhất)"
)
ACT = re.compile(rf"(?i)\b{ACTS}\b")
SPLIT = re.compile(rf";\s*|\n|(?<=[.])\s+(?={ACTS}\b)|\s+[-–+]\s+(?={ACTS}\b)")


def read_bases(texts: Iterable[tuple[str, Place]]) -> tuple[LegalBasis, ...]:
    """Documents named in lines of text, each number once, in order."""
    found: dict[str, LegalBasis] = {}
    for text, place in texts:
        for item in SPLIT.split(text):
            plain = split_label(squash(item)).text.strip(" .;,-–+")
            if plain and not is_none(plain):
                _read_item(plain, place, found)
    return tuple(found.values())


def _read_item(plain: str, place: Place, found: dict[str, LegalBasis]) -> None:
    numbers = named_numbers(plain)
    if not numbers:
        if ACT.search(plain) or find_articles(plain):
            key = fold(plain)
            found.setdefault(key, LegalBasis(name=plain, articles=find_articles(plain), place=place))
        elif found:
            _continue_last(plain, found)
        else:
            found.setdefault(fold(plain), LegalBasis(name=plain, place=place))
        return
    for number in numbers:
        key = str(number)
        told = LegalBasis(number=key, name=plain, articles=_articles(plain, number, numbers), place=place)
        if key in found:
            told = _joined(found[key], told)
        found[key] = told


def _joined(old: LegalBasis, new: LegalBasis) -> LegalBasis:
    """Two mentions of one document: the longer words, the articles of both."""
    name = max((old.name or "", new.name or ""), key=len) or None
    articles = tuple(dict.fromkeys(old.articles + new.articles))
    return old.model_copy(update={"name": name, "articles": articles})


def _continue_last(plain: str, found: dict[str, LegalBasis]) -> None:
    """A line that names no document carries on the one before it."""
    key, last = next(reversed(found.items()))
    found[key] = last.model_copy(update={"name": f"{last.name}; {plain}" if last.name else plain})


def named_numbers(text: str) -> list[DocumentNumber]:
    """Numbers of the documents that an item names, without those inside a title."""
    told: list[DocumentNumber] = []
    end = 0
    for number in find_numbers(text):
        between = text[end : number.start or 0]
        if not told or not TITLE.search(between) or AMENDED_BY.search(between):
            told.append(number)
            end = number.end or len(text)
        else:
            end = max(end, 0)
    return told


def _articles(text: str, number: DocumentNumber, numbers: list[DocumentNumber]) -> tuple[str, ...]:
    """Articles cited with a number: between the number before it and itself, and after the last one."""
    at = numbers.index(number)
    start = (numbers[at - 1].end or 0) if at else 0
    told = find_articles(text[start : number.start])
    if told or at + 1 < len(numbers):
        return told
    return ()
