"""Decisions announcing procedures (quyết định công bố TTHC) as Word documents.

Takes the letterhead, the articles, Phần I (lists) and Phần II (contents); the grammar is in
importers/decisions and works on blocks of any format.
Refuses what is no such decision: resolutions, decisions on other matters, internal workflows.
"""

import re
from collections.abc import Iterator

from catalogue.errors import UnknownSource, UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from catalogue.text import fold
from importers.base import Importer, Rank, SourceFile
from importers.decisions.read import Reading, read_decision
from importers.limits import Shape, shape_of
from importers.readers.docx import DOCUMENT, read_docx
from importers.readers.package import open_package

NAME = "decision"
OPENING = 60_000
"""Letters of the document in which kind and title stand."""
KIND = re.compile(r"(?:^|\n)\s*(?:quyết định|q u y ế t\s+đ ị n h)\s*:?\s*(?:\n|$)")
SUBJECT = re.compile(
    r"(?:công bố|bãi bỏ|chuẩn hóa|công khai)[^;]{0,400}?(?:thủ tục hành chính|tthc)", re.DOTALL
)
PARAGRAPH = re.compile(rb"<w:p[ >].*?</w:p>", re.DOTALL)
TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:br|cr|tab)[ /]")


def recognise(file: SourceFile) -> bool:
    """A Word document that is headed "QUYẾT ĐỊNH" and announces procedures in its title."""
    if shape_of(file.head) is not Shape.ZIP:
        return False
    try:
        package = open_package(file.data)
        if DOCUMENT not in package:
            return False
        return is_decision(opening(package.read(DOCUMENT)))
    except UnreadableFile:
        return False


def opening(xml: bytes) -> str:
    """The first paragraphs of a document.xml as folded lines; rough, for recognising only."""
    lines: list[str] = []
    length = 0
    for paragraph in PARAGRAPH.finditer(xml):
        line = b"".join(found[1] if found[1] is not None else b"\n" for found in TEXT.finditer(paragraph[0]))
        text = line.decode("utf-8", "replace").replace("&amp;", "&")
        lines.extend(fold(part) for part in text.split("\n"))
        length += len(text)
        if length > OPENING:
            break
    return "\n".join(lines)


def is_decision(text: str) -> bool:
    """Whether the folded opening of a document is that of a publication decision."""
    kind = KIND.search(text)
    if kind is None:
        return False
    before, after = text[: kind.start()], text[kind.end() :]
    if re.search(r"(?:^|\n)(?:nghị quyết|thông tư|nghị định|luật|tờ trình|kế hoạch)\s*(?:\n|$)", before):
        return False
    grounds = re.search(r"\n(?:căn cứ|điều 1)\b", after)
    title = after[: grounds.start() if grounds else 1500]
    return SUBJECT.search(title.replace("\n", " ")) is not None


def read(file: SourceFile, issues: IssueLog) -> Reading:
    """The whole decision, with the share of its words that was accounted for.

    Raises:
        UnreadableFile: no Word document, broken or hostile.
        UnknownSource: a Word document that announces no procedure.
    """
    reading = read_decision(read_docx(file.data), file, NAME, issues)
    if not reading.procedures:
        raise UnknownSource(
            "Văn bản không nêu thủ tục hành chính nào trong danh mục, phụ lục hay điều khoản.",
            hint="Kiểm tra đây có phải quyết định công bố thủ tục hành chính và có đủ phụ lục không.",
        )
    return reading


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """Records in the order of the lists."""
    yield from read(file, issues).procedures


IMPORTER = Importer(
    name=NAME,
    title="Quyết định công bố thủ tục hành chính",
    rank=Rank.DECISION,
    recognise=recognise,
    extract=extract,
    formats=(".docx",),
)
