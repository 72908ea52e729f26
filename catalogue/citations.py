"""Citations of legal texts: point, clause, article (điểm, khoản, Điều), and whose they are.

Here: find_citations, find_articles. Not here: numbers of documents (catalogue/document_numbers.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.document_numbers import DocumentNumber, find_numbers
from catalogue.text import nfc, squash

LETTER = r"(?:[a-eđg-ik-vxy]\d{0,2})"
COUNT = r"\d{1,3}[a-eđ]?"
AND = r"\s*(?:,|;|và|hoặc)\s*"
POINT = rf"[đĐ]iểm\s+{LETTER}(?![\w.])(?:{AND}(?:điểm\s+)?{LETTER}(?![\w.)]))*"
CLAUSE = rf"[kK]hoản\s+{COUNT}(?!\w)(?:{AND}(?:khoản\s+)?{COUNT}(?![\w./]))*"
NOT_ITS_NUMBER = r"(?![\w./]|\s*(?:Luật|Nghị|Thông|Bộ luật|ngày|tháng))"
ARTICLE = rf"Điều\s+{COUNT}(?![\w/])(?:{AND}(?:Điều\s+)?{COUNT}{NOT_ITS_NUMBER})*"
PART = rf"(?:{POINT}(?:\s*,?\s*{CLAUSE})?|{CLAUSE})"
ANNEX = r"(?:Phần\s+[IVX\d]{1,5}\s*,?\s*)?Phụ lục\s+(?:số\s+)?(?:[IVX]+|\d{1,2})(?![\w/])"
ANY = re.compile(
    rf"(?:(?P<parts>{PART}(?:{AND}{PART})*)\s*,?\s*)?(?:(?P<article>{ARTICLE})|(?P<annex>{ANNEX}))"
    rf"(?:\s*,?\s*(?P<clause>{CLAUSE})(?!\s*,?\s*Điều))?(?:\s*,?\s*(?P<point>{POINT})(?!\s*,?\s*(?:[kK]hoản|Điều)))?"
)
ONE_PART = re.compile(rf"(?:(?P<point>{POINT})\s*,?\s*)?(?P<clause>{CLAUSE})|(?P<only>{POINT})")
ITEM = re.compile(rf"(?<!\w)(?:{COUNT}|{LETTER})(?!\w)")
WORDS = re.compile(r"[đĐ]iểm|[kK]hoản|Điều|và|hoặc")


Place = tuple[str | None, str | None]
"""Point and clause."""


@dataclass(frozen=True)
class Citation:
    """One place in a legal text (điểm, khoản, Điều); `document` is None when the text does not name it."""

    article: str | None
    """Số of the Điều; None for a place in an annex."""
    clause: str | None = None
    point: str | None = None
    annex: str | None = None
    """Phụ lục, as written ("Phần 8 Phụ lục V"); a bare "Phụ lục I" without point or clause is no citation."""
    document: DocumentNumber | None = None
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        told = [("điểm", self.point), ("khoản", self.clause), ("Điều", self.article)]
        return " ".join(
            [*(f"{word} {value}" for word, value in told if value), *([self.annex] if self.annex else [])]
        )


def find_citations(text: str) -> tuple[Citation, ...]:
    """Every cited article in running text, in order; lists are spelled out one by one.

    "khoản 1, khoản 2 Điều 5" are two citations. A document number that follows before the
    next article, semicolon or line belongs to the articles before it. Offsets are into `nfc(text)`.
    """
    seen = nfc(text)
    numbers = find_numbers(seen)
    matches = [*ANY.finditer(seen)]
    found: list[Citation] = []
    for match in matches:
        document = _owner(seen, match.end(), numbers)
        found.extend(_spelled(match, document))
    return tuple(dict.fromkeys(found))


def find_articles(text: str) -> tuple[str, ...]:
    """The cited places as plain words ("điểm đ khoản 2 Điều 34"), in order, each once."""
    return tuple(dict.fromkeys(str(citation) for citation in find_citations(text)))


def _owner(seen: str, end: int, numbers: tuple[DocumentNumber, ...]) -> DocumentNumber | None:
    """The first number behind, unless a semicolon, a full stop or a line break stands between."""
    behind = next((one for one in numbers if one.start is not None and one.start >= end), None)
    if behind is None:
        return None
    between = seen[end : behind.start]
    return None if re.search(r"[;\n]|\.\s+[A-ZĐ]", between) or len(between) > 150 else behind


def _spelled(match: re.Match[str], document: DocumentNumber | None) -> list[Citation]:
    """One citation for each point and clause; parts before the first article belong to it."""
    if match["annex"]:
        annex = squash(match["annex"])
        places = [*_places(match["parts"])] if match["parts"] else []
        return [Citation(None, clause, point, annex, document, *match.span()) for point, clause in places]
    articles = _items(match["article"])
    places = [*_places(match["parts"])] if match["parts"] else [*_behind(match["clause"], match["point"])]
    told = [(point, clause, articles[0]) for point, clause in places or [(None, None)]]
    told += [(None, None, article) for article in articles[1:]]
    return [
        Citation(article, clause, point, None, document, *match.span()) for point, clause, article in told
    ]


def _places(parts: str) -> Iterator[Place]:
    """Points and clauses in "điểm a khoản 1 và điểm b khoản 2"; points belong to the clause behind them."""
    for part in ONE_PART.finditer(parts):
        points, clauses = _items(part["point"] or part["only"]), _items(part["clause"])
        if points:
            yield from ((point, clauses[0] if clauses else None) for point in points)
            yield from ((None, clause) for clause in clauses[1:])
        else:
            yield from ((None, clause) for clause in clauses)


def _behind(clause: str | None, point: str | None) -> Iterator[Place]:
    """Điều 34 khoản 2 điểm đ."""
    clauses, points = _items(clause), _items(point)
    if points:
        yield from ((point, clauses[-1] if clauses else None) for point in points)
        clauses = clauses[:-1]
    yield from ((None, clause) for clause in clauses)


def _items(text: str | None) -> list[str]:
    return ITEM.findall(WORDS.sub(" ", text)) if text else []
