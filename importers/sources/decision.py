"""Decisions announcing procedures (quyết định công bố TTHC), in any format that holds running text.

Takes the letterhead, the articles, Phần I (lists) and Phần II (contents); the grammar is in
importers/decisions and works on blocks of any format.
Refuses what is no such decision: resolutions, decisions on other matters, internal workflows.
"""

import re

from importers.base import Importer, Rank, SourceFile
from importers.decisions.read import read_decision
from importers.documents import DECISION, Document, opening, title_in

SUBJECT = re.compile(
    r"(?:công bố|bãi bỏ|chuẩn hóa|công khai)[^;]{0,400}?(?:thủ tục hành chính|tthc)", re.DOTALL
)
DOCUMENT = Document(
    "decision",
    read_decision,
    lambda reading: reading.procedures,
    empty="Văn bản không nêu thủ tục hành chính nào trong danh mục, phụ lục hay điều khoản.",
    hint="Kiểm tra đây có phải quyết định công bố thủ tục hành chính và có đủ phụ lục không.",
)
read, extract = DOCUMENT.read, DOCUMENT.extract


def recognise(file: SourceFile) -> bool:
    """A document that is headed "QUYẾT ĐỊNH" and announces procedures in its title, by its words alone."""
    return announces(title_in(opening(file), DECISION))


def announces(title: str | None) -> bool:
    """Whether the folded title of a decision is that of a publication."""
    return title is not None and SUBJECT.search(title) is not None


IMPORTER = Importer(
    name=DOCUMENT.name,
    title="Quyết định công bố thủ tục hành chính",
    rank=Rank.DECISION,
    recognise=recognise,
    extract=extract,
    formats=(".docx", ".doc", ".rtf", ".html", ".pdf"),
    coverage=DOCUMENT.coverage,
    version=3,  # 2: reads the texts that a decision names; 3: usual capitals of what stands in capitals only
)
