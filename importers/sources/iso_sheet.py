"""ISO 9001 procedure sheets (quy trình ISO) of departments: one procedure a file, without a code.

Takes the headings a) to k) with papers, times, fees, legal bases, and the table of internal steps;
the grammar is in importers/iso. The procedure gets a provisional id and an issue: finding it in the
catalogue by name and level is for the store.
"""

import re
from collections.abc import Iterator

from catalogue.issues import IssueLog
from catalogue.records import Procedure
from catalogue.text import fold
from importers.base import Importer, Rank, SourceFile
from importers.iso.record import read_record
from importers.readers.any import glance, read_blocks

NAME = "iso-sheet"
TITLE = re.compile(r"(?:^|\n)\s*quy trình\b")
STANDARD = re.compile(r"\biso\s*9001\b")
DECISION = re.compile(r"(?:^|\n)\s*(?:quyết định|nghị quyết|kế hoạch|tờ trình)\s*:?\s*(?:\n|$)")


def recognise(file: SourceFile) -> bool:
    """A document titled "QUY TRÌNH" with the marks of a sheet, which cites ISO 9001."""
    text = "\n".join(fold(line) for line in glance(file).split("\n"))
    title = TITLE.search(text[:2500])
    if title is None or DECISION.search(text[: title.start() + 1]):
        return False
    return (
        STANDARD.search(text) is not None
        and re.search(r"\bmã (?:hiệu|số)\b|\blần ban hành\b", text[:2500]) is not None
        and "thành phần" in text
    )


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """The one record of a sheet.

    Raises:
        UnreadableFile: no document; ConverterMissing for a .doc without LibreOffice.
        UnknownSource: a sheet that is not about one procedure.
    """
    record, _ = read_record(read_blocks(file), file, NAME, issues)
    if record is not None:
        yield record


IMPORTER = Importer(
    name=NAME,
    title="Quy trình ISO giải quyết thủ tục hành chính",
    rank=Rank.PROVINCIAL_PAGE,
    recognise=recognise,
    extract=extract,
    formats=(".doc", ".docx", ".html"),
)
