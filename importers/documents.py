"""The frame of an importer of running text: a document with a letterhead, a title and annexes, in any format.

Here: the opening of a file and the title in it, the whole document read once, refused where it says
nothing, and the share of its words that was accounted for. Not here: which titles a source takes
(importers/sources), what the words mean (importers/decisions, workflows, resolutions).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Generic, Protocol, TypeVar

from catalogue.errors import UnknownSource, UnreadableFile
from catalogue.issues import IssueLog
from catalogue.text import fold
from importers.base import SourceFile, Told
from importers.decisions.ledger import Coverage
from importers.readers.any import glance, read_blocks
from importers.readers.blocks import Blocks
from importers.readers.pdf import is_pdf, read_pdf
from importers.readers.pdf_glyphs import read_sheets
from importers.readers.pdf_lines import lines_of

DECISION, RESOLUTION = "quyết định", "nghị quyết"
KINDS = (DECISION, RESOLUTION, "thông tư", "nghị định", "luật", "tờ trình", "kế hoạch")
"""Kinds of texts (loại văn bản) as they are printed above a title, folded."""
GROUNDS = re.compile(r"\n(?:căn cứ|điều 1)\b")
LONGEST = 1500
"""Letters of a title that no ground follows."""


class Reading(Protocol):
    """What a document says; its grammar knows more of it."""

    @property
    def coverage(self) -> Coverage:
        """Its words by what became of them."""


Said = TypeVar("Said", bound=Reading)
One = TypeVar("One", bound=Told, covariant=True)


@dataclass(frozen=True)
class Document(Generic[Said, One]):
    """One kind of document (loại văn bản): how its blocks are read, what records it gives."""

    name: str
    """Of the importer."""
    grammar: Callable[[Blocks, SourceFile, str, IssueLog], Said]
    records: Callable[[Said], Iterable[One]]
    empty: str
    """What people are told of a document that gives no record."""
    hint: str

    def read(self, file: SourceFile, issues: IssueLog) -> Said:
        """The whole document, with the share of its words that was accounted for.

        Raises:
            UnreadableFile: no document, broken or hostile; a PDF without words (NoTextLayer).
            UnknownSource: a document that gives no record.
        """
        reading = self.grammar(_blocks(file), file, self.name, issues)
        if not any(True for _ in self.records(reading)):
            raise UnknownSource(self.empty, hint=self.hint)
        return reading

    def extract(self, file: SourceFile, issues: IssueLog) -> Iterator[One]:
        """Records in the order of the document."""
        yield from self.records(self.read(file, issues))

    def coverage(self, file: SourceFile, issues: IssueLog) -> Coverage:
        """Words of the document by what became of them."""
        return self.read(file, issues).coverage


def _blocks(file: SourceFile) -> Blocks:
    return read_pdf(file) if is_pdf(file) else read_blocks(file)


@lru_cache(maxsize=1)  # several importers ask for the same file, one after the other
def opening(file: SourceFile) -> str:
    """The first words of a document of any format, folded line by line; "" where it has none."""
    try:
        lines = _first_page(file) if is_pdf(file) else glance(file).split("\n")
    except UnreadableFile:
        return ""
    return "\n".join(map(fold, lines))


def _first_page(file: SourceFile) -> list[str]:
    """Lines of the first page of a PDF as they stand on it, whatever the order of its letters."""
    return [line.words for sheet in islice(read_sheets(file), 1) for line in lines_of(sheet.glyphs, page=1)]


def title_in(text: str, kind: str) -> str | None:
    """The title in the folded opening of a document headed by its kind; None for any other document.

    >>> title_in("bộ y tế\\nquyết định\\nvề việc công bố thủ tục\\ncăn cứ luật", DECISION).strip()
    'về việc công bố thủ tục'
    >>> title_in("nghị quyết\\nquyết định\\nvề việc công bố thủ tục", DECISION)
    """
    own, others = _headings(kind)
    found = own.search(text)
    if found is None or others.search(text[: found.start()]):
        return None
    rest = text[found.end() :]
    grounds = GROUNDS.search(rest)
    return rest[: grounds.start() if grounds else LONGEST].replace("\n", " ")


@cache
def _headings(kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A line with the kind, its letters spaced or not; a line with another kind."""
    spaced = r"\s+".join(" ".join(word) for word in kind.split())
    others = "|".join(other for other in KINDS if other != kind)
    return (
        re.compile(rf"(?:^|\n)\s*(?:{kind}|{spaced})\s*:?\s*(?:\n|$)"),
        re.compile(rf"(?:^|\n)\s*(?:{others})\s*(?:\n|$)"),
    )
