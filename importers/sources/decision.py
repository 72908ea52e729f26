"""Decisions announcing procedures (quyết định công bố TTHC), in any format that holds running text.

Takes the letterhead, the articles, Phần I (lists) and Phần II (contents); the grammar is in
importers/decisions and works on blocks of any format.
Refuses what is no such decision: resolutions, decisions on other matters, internal workflows.
"""

import re
from collections.abc import Iterator
from itertools import islice

from catalogue.errors import UnknownSource, UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from catalogue.text import fold
from importers.base import Importer, Rank, SourceFile
from importers.decisions.ledger import Coverage
from importers.decisions.read import Reading, read_decision
from importers.readers.any import glance, read_blocks
from importers.readers.blocks import Blocks
from importers.readers.pdf import is_pdf, read_pdf
from importers.readers.pdf_glyphs import read_sheets
from importers.readers.pdf_lines import lines_of

NAME = "decision"
KIND = re.compile(r"(?:^|\n)\s*(?:quyết định|q u y ế t\s+đ ị n h)\s*:?\s*(?:\n|$)")
SUBJECT = re.compile(
    r"(?:công bố|bãi bỏ|chuẩn hóa|công khai)[^;]{0,400}?(?:thủ tục hành chính|tthc)", re.DOTALL
)


def recognise(file: SourceFile) -> bool:
    """A document that is headed "QUYẾT ĐỊNH" and announces procedures in its title, by its words alone."""
    return is_decision("\n".join(fold(line) for line in opening(file).split("\n")))


def opening(file: SourceFile) -> str:
    """The first words of a document of any format; "" where it has none."""
    if not is_pdf(file):
        return glance(file)
    try:
        return "\n".join(first_page_lines(file))
    except UnreadableFile:
        return ""


def first_page_lines(file: SourceFile) -> Iterator[str]:
    """Lines of the first page of a PDF as they stand on it, whatever the order of its letters.

    Raises:
        UnreadableFile: broken, empty, with a password, or images only (NoTextLayer).
    """
    for sheet in islice(read_sheets(file), 1):
        yield from (line.words for line in lines_of(sheet.glyphs, page=1))


def blocks_of(file: SourceFile) -> Blocks:
    """Blocks of a document of any format.

    Raises:
        NoTextLayer: a PDF of images only.
        UnreadableFile: no document, broken or hostile (ConverterMissing, HostileFile, FileTooLarge).
    """
    return read_pdf(file) if is_pdf(file) else read_blocks(file)


def is_decision(text: str) -> bool:
    """Whether the folded opening of a document is that of a publication decision."""
    title = title_in(text)
    return title is not None and SUBJECT.search(title) is not None


def title_in(text: str) -> str | None:
    """The title in the folded opening of a document headed "QUYẾT ĐỊNH"; None for any other document."""
    kind = KIND.search(text)
    if kind is None:
        return None
    before, after = text[: kind.start()], text[kind.end() :]
    if re.search(r"(?:^|\n)(?:nghị quyết|thông tư|nghị định|luật|tờ trình|kế hoạch)\s*(?:\n|$)", before):
        return None
    grounds = re.search(r"\n(?:căn cứ|điều 1)\b", after)
    return after[: grounds.start() if grounds else 1500].replace("\n", " ")


def read(file: SourceFile, issues: IssueLog) -> Reading:
    """The whole decision, with the share of its words that was accounted for.

    Raises:
        UnreadableFile: no document, broken or hostile; a PDF without words (NoTextLayer).
        UnknownSource: a document that announces no procedure.
    """
    reading = read_decision(blocks_of(file), file, NAME, issues)
    if not reading.procedures:
        raise UnknownSource(
            "Văn bản không nêu thủ tục hành chính nào trong danh mục, phụ lục hay điều khoản.",
            hint="Kiểm tra đây có phải quyết định công bố thủ tục hành chính và có đủ phụ lục không.",
        )
    return reading


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """Records in the order of the lists."""
    yield from read(file, issues).procedures


def coverage(file: SourceFile, issues: IssueLog) -> Coverage | None:
    """Words of the decision by what became of them."""
    return read(file, issues).coverage


IMPORTER = Importer(
    name=NAME,
    title="Quyết định công bố thủ tục hành chính",
    rank=Rank.DECISION,
    recognise=recognise,
    extract=extract,
    formats=(".docx", ".doc", ".rtf", ".html", ".pdf"),
    coverage=coverage,
    version=2,  # reads the texts that a decision names
)
