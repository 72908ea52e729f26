"""Blocks of decisions in layouts that the kit does not hold, and what is read of them."""

from catalogue.issues import IssueLog
from catalogue.records import Procedure
from importers.base import SourceFile
from importers.decisions.front import Reading
from importers.sources.decision import read, recognise
from tests.importers.build_docx import (
    Block,
    docx,
    opening,
    table,
)

EFFECT = "Điều 2. Quyết định này có hiệu lực kể từ ngày ký."


def read_blocks(body: list[Block], **parts: str) -> tuple[Reading, IssueLog]:
    """A decision from its blocks."""
    file = SourceFile("quyet-dinh.docx", docx(body, **parts))
    assert recognise(file)
    issues = IssueLog()
    return read(file, issues), issues


def codes(issues: IssueLog) -> set[str]:
    """Codes of the issues."""
    return {issue.code for issue in issues}


def only(reading: Reading) -> Procedure:
    """The one procedure of a decision."""
    assert len(reading.procedures) == 1
    return reading.procedures[0]


def ministry(*annex: Block, title: str = "") -> list[Block]:
    """A ministry's decision with annexes."""
    return [
        *opening(
            title or "Về việc công bố thủ tục hành chính thuộc phạm vi chức năng quản lý của Bộ Tư pháp",
            (
                "Điều 1. Công bố kèm theo Quyết định này các thủ tục hành chính thuộc phạm vi quản lý của Bộ "
                "Tư pháp."
            ),
            EFFECT,
            agency="BỘ TƯ PHÁP",
            number="1520/QĐ-BTP",
            date="Hà Nội, ngày 29 tháng 5 năm 2026",
            office="BỘ TRƯỞNG BỘ TƯ PHÁP",
        ),
        *annex,
    ]


LISTED = table(
    ["STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực"],
    ["1", "1.000894", "Đăng ký kết hôn", "Hộ tịch"],
)


NEW = "Về việc công bố thủ tục hành chính mới ban hành trong lĩnh vực hộ tịch"


def content_of(*content: Block, **parts: str) -> tuple[Procedure, IssueLog]:
    """The record of a procedure whose Phần II is given."""
    annex: list[Block] = ["PHẦN I. DANH MỤC", LISTED, "PHẦN II. NỘI DUNG CỤ THỂ", *content]
    reading, issues = read_blocks(ministry(*annex, title=NEW), **parts)
    return only(reading), issues
