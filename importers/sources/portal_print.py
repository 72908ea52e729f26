"""The official PDF print of one procedure of the national portal (2026), by its text layer.

A print has no words beside fees, prints "Miễn phí" for every amount that was not entered and "ngày" also
where the portal has no unit. The parts are read in importers/portal_sheet/.
"""

from collections.abc import Iterator

from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from catalogue.text import fold
from importers.base import Importer, Rank, SourceFile
from importers.portal_sheet.record import read_record
from importers.portal_sheet.sheet import read_sheet
from importers.readers.pdf import first_page_text, is_pdf, read_pdf

NAME = "portal-print"
TITLE = "chi tiết thủ tục hành chính"
LABELS = ("tên thủ tục", "mã thủ tục", "số quyết định", "cấp thực hiện")


def recognise(file: SourceFile) -> bool:
    """A PDF whose first page has the title of the print and the labels of its facts."""
    if not is_pdf(file):
        return False
    try:
        told = fold(first_page_text(file))
    except UnreadableFile:
        return False
    return fold(TITLE) in told and all(fold(label) in told for label in LABELS)


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """The one procedure of the print.

    Raises:
        NoTextLayer: images of pages only.
        UnreadableFile: broken, or without the facts of a procedure.
    """
    unlike = (
        f"Tệp {file.name} không có bảng “Tên thủ tục”, “Mã thủ tục”.",
        "Xuất lại bản in chi tiết thủ tục từ cổng.",
    )
    sheet = read_sheet(read_pdf(file))
    yield from read_record(file, sheet, issues, importer=NAME, printed=True, unlike=unlike)


IMPORTER = Importer(
    NAME,
    "Bản in chi tiết thủ tục của Cổng Dịch vụ công quốc gia (PDF)",
    Rank.NATIONAL_PORTAL,
    recognise,
    extract,
    formats=(".pdf",),
)
