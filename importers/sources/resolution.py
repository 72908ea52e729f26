"""Resolutions that cut or simplify procedures (nghị quyết cắt giảm, đơn giản hóa thủ tục hành chính).

Takes the days in force, a measure for each row of the lists and for each sentence that cuts in the
annexes, and the procedures whose new content they print; the grammar is in importers/resolutions and
works on blocks of any format.
"""

import re
from collections.abc import Iterator

from catalogue.errors import UnknownSource
from catalogue.issues import IssueLog
from catalogue.measures import Measure
from catalogue.records import Procedure
from catalogue.text import fold
from importers.base import Importer, Rank, SourceFile
from importers.readers.any import glance, read_blocks
from importers.resolutions.read import Reading, read_resolution

NAME = "resolution"
KIND = re.compile(r"(?:^|\n)\s*nghị quyết\s*:?\s*(?:\n|$)")
SUBJECT = re.compile(
    r"(?:cắt giảm|đơn giản hóa|phân cấp|không thực hiện)[^;]{0,300}?(?:thủ tục hành chính|tthc)"
)
OTHERS = re.compile(r"(?:^|\n)\s*(?:quyết định|thông tư|nghị định|luật|tờ trình|kế hoạch)\s*(?:\n|$)")


def recognise(file: SourceFile) -> bool:
    """A document that is headed "NGHỊ QUYẾT" and cuts or simplifies procedures in its title."""
    text = "\n".join(fold(line) for line in glance(file).split("\n"))
    kind = KIND.search(text)
    if kind is None or OTHERS.search(text[: kind.start()]):
        return False
    grounds = re.search(r"\n\s*(?:căn cứ|điều 1)\b", text[kind.end() :])
    title = text[kind.end() :][: grounds.start() if grounds else 1500]
    return SUBJECT.search(title.replace("\n", " ")) is not None


def read(file: SourceFile, issues: IssueLog) -> Reading:
    """The whole resolution, with the share of its words that was accounted for.

    Raises:
        UnreadableFile: no document, broken or hostile.
        UnknownSource: a resolution without a cut.
    """
    reading = read_resolution(read_blocks(file), file, NAME, issues)
    if not reading.measures and not reading.procedures:
        raise UnknownSource(
            "Nghị quyết không nêu thủ tục, giấy tờ nào được cắt giảm trong các phụ lục.",
            hint="Kiểm tra tệp có đủ phụ lục không.",
        )
    return reading


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure | Measure]:
    """Procedures with new content, then measures, in the order of the annexes."""
    reading = read(file, issues)
    yield from reading.procedures
    yield from reading.measures


IMPORTER = Importer(
    name=NAME,
    title="Nghị quyết cắt giảm, đơn giản hóa thủ tục hành chính",
    rank=Rank.DECISION,
    recognise=recognise,
    extract=extract,
    formats=(".docx", ".doc", ".pdf", ".html"),
)
