"""The detail page of one procedure of the national portal (2026), saved as HTML.

The words are read from the page as a browser shows it; menus, controls and lists of other
procedures are no part of the record. The parts are read in importers/portal_sheet/.
"""

from collections.abc import Iterator

from catalogue.issues import IssueLog
from catalogue.records import Procedure
from importers.base import Importer, Rank, SourceFile
from importers.portal_sheet.record import read_record
from importers.portal_sheet.sheet import read_sheet
from importers.readers.html import read_html

NAME = "portal-page"
LABELS = ("Mã thủ tục</", "Số quyết định</", "Cấp thực hiện</", "Loại thủ tục</")
"""Four facts of the page, each alone in its element."""


def recognise(file: SourceFile) -> bool:
    """HTML with the labels of the portal's facts, each the last word of an element."""
    return b"<" in file.head and all(label.encode() in file.data for label in LABELS)


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """The one procedure of the page.

    Raises:
        UnreadableFile: no page, or without the facts of a procedure.
    """
    unlike = (
        f"Trang {file.name} không có mục “Tên thủ tục” và “Mã thủ tục”.",
        "Mở trang chi tiết thủ tục, chờ tải xong rồi lưu lại cả trang.",
    )
    sheet = read_sheet(read_html(file))
    yield from read_record(file, sheet, issues, importer=NAME, printed=False, unlike=unlike)


IMPORTER = Importer(
    NAME,
    "Trang chi tiết thủ tục của Cổng Dịch vụ công quốc gia (HTML)",
    Rank.NATIONAL_PORTAL,
    recognise,
    extract,
    formats=(".html", ".htm"),
)
