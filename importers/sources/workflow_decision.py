"""Decisions that approve internal workflows (quyết định phê duyệt quy trình nội bộ giải quyết thủ tục).

Takes the procedures with the steps of the office: who does what in what time. Such a decision announces
nothing, so it says of no procedure that it is new, amended or repealed, and ranks below publications.
One that also announces procedures is read as a publication (decision.py), its workflows left out by name.
"""

import re

from importers.base import Importer, Rank, SourceFile
from importers.documents import DECISION, Document, opening, title_in
from importers.sources.decision import announces
from importers.workflows.read import read_workflows

SUBJECT = re.compile(
    r"(?:phê duyệt|ban hành|thông qua)[^;]{0,200}?quy trình (?:nội bộ|điện tử|giải quyết|các bước)"
    r"[^;]{0,300}?(?:thủ tục hành chính|tthc)"
)
DOCUMENT = Document(
    "workflow-decision",
    read_workflows,
    lambda reading: reading.procedures,
    empty="Quyết định không có quy trình nào: không thấy tên thủ tục kèm bảng các bước.",
    hint="Kiểm tra tệp có đủ phụ lục không; quy trình vẽ thành lưu đồ thì không đọc được.",
)
read = DOCUMENT.read


def recognise(file: SourceFile) -> bool:
    """A document headed "QUYẾT ĐỊNH" whose title approves workflows and announces no procedure."""
    title = title_in(opening(file), DECISION)
    return title is not None and SUBJECT.search(title) is not None and not announces(title)


IMPORTER = Importer(
    DOCUMENT.name,
    "Quyết định phê duyệt quy trình nội bộ giải quyết thủ tục hành chính",
    Rank.PROVINCIAL_PAGE,
    recognise,
    DOCUMENT.extract,
    formats=(".docx", ".doc", ".rtf", ".html", ".pdf"),
    coverage=DOCUMENT.coverage,
    version=2,  # usual capitals of what stands in capitals only
)
