"""Legal bases (căn cứ pháp lý): one entry a document named, with its articles.

A number inside the title of a document ("sửa đổi … Nghị định số 23/2015/NĐ-CP") is no basis of
its own; one that is said to amend it ("được sửa đổi bởi …") is.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

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
        for key, number, name, articles in _named(text):
            if not key:
                _continue_last(name, found)
                continue
            told = LegalBasis(number=number, name=name, articles=articles, place=place)
            found[key] = _joined(found[key], told) if key in found else told
    return tuple(found.values())


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[tuple[str, str | None, str, tuple[str, ...]], ...]:
    """Key, number, words and articles of each document in a text; an empty key carries on the one before."""
    told: list[tuple[str, str | None, str, tuple[str, ...]]] = []
    for item in SPLIT.split(text):
        plain = split_label(squash(item)).text.strip(" .;,-–+")
        if not plain or is_none(plain):
            continue
        numbers = named_numbers(plain)
        if numbers:
            told.extend((str(n), str(n), plain, _articles(plain, n, numbers)) for n in numbers)
        elif told and not ACT.search(plain) and not find_articles(plain):
            told.append(("", None, plain, ()))
        else:
            told.append((fold(plain), None, plain, find_articles(plain)))
    return tuple(told)


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
