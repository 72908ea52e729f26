"""Decisions that approve internal workflows (quyết định phê duyệt quy trình nội bộ giải quyết thủ tục).

Takes the procedures with the steps of the office: who does what in what time. Such a decision announces
nothing, so it says of no procedure that it is new, amended or repealed, and ranks below publications.
One that also announces procedures is read as a publication (decision.py), its workflows left out by name.
"""

import re
from collections.abc import Iterator

from catalogue.errors import UnknownSource
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from catalogue.text import fold
from importers.base import Importer, Rank, SourceFile
from importers.decisions.ledger import Coverage
from importers.sources.decision import blocks_of, is_decision, opening, title_in
from importers.workflows.read import Reading, read_workflows

NAME = "workflow-decision"
SUBJECT = re.compile(
    r"(?:phê duyệt|ban hành|thông qua)[^;]{0,200}?quy trình (?:nội bộ|điện tử|giải quyết|các bước)"
    r"[^;]{0,300}?(?:thủ tục hành chính|tthc)"
)


def recognise(file: SourceFile) -> bool:
    """A document headed "QUYẾT ĐỊNH" whose title approves workflows and announces no procedure."""
    text = "\n".join(fold(line) for line in opening(file).split("\n"))
    title = title_in(text)
    return title is not None and SUBJECT.search(title) is not None and not is_decision(text)


def read(file: SourceFile, issues: IssueLog) -> Reading:
    """The whole decision, with the share of its words that was accounted for.

    Raises:
        UnreadableFile: no document, broken or hostile.
        UnknownSource: a decision without a workflow.
    """
    reading = read_workflows(blocks_of(file), file, NAME, issues)
    if not reading.procedures:
        raise UnknownSource(
            "Quyết định không có quy trình nào: không thấy tên thủ tục kèm bảng các bước.",
            hint="Kiểm tra tệp có đủ phụ lục không; quy trình vẽ thành lưu đồ thì không đọc được.",
        )
    return reading


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """Procedures in the order of the annexes."""
    yield from read(file, issues).procedures


def coverage(file: SourceFile, issues: IssueLog) -> Coverage | None:
    """Words of the decision by what became of them."""
    return read(file, issues).coverage


IMPORTER = Importer(
    NAME,
    "Quyết định phê duyệt quy trình nội bộ giải quyết thủ tục hành chính",
    Rank.PROVINCIAL_PAGE,
    recognise,
    extract,
    formats=(".docx", ".doc", ".rtf", ".html", ".pdf"),
    coverage=coverage,
)
