"""Resolutions that cut or simplify procedures (nghị quyết cắt giảm, đơn giản hóa thủ tục hành chính).

Takes the days in force, a measure for each row of the lists and for each sentence that cuts in the
annexes, and the procedures whose new content they print; the grammar is in importers/resolutions and
works on blocks of any format.
"""

import re

from catalogue.measures import Measure
from catalogue.records import Procedure
from importers.base import Importer, Rank, SourceFile
from importers.documents import RESOLUTION, Document, opening, title_in
from importers.resolutions.read import Reading, read_resolution

SUBJECT = re.compile(
    r"(?:cắt giảm|đơn giản hóa|phân cấp|không thực hiện)[^;]{0,300}?(?:thủ tục hành chính|tthc)"
)


def recognise(file: SourceFile) -> bool:
    """A document that is headed "NGHỊ QUYẾT" and cuts or simplifies procedures in its title."""
    title = title_in(opening(file), RESOLUTION)
    return title is not None and SUBJECT.search(title) is not None


def _records(reading: Reading) -> list[Procedure | Measure]:
    """Procedures with new content, then measures, in the order of the annexes."""
    return [*reading.procedures, *reading.measures]


DOCUMENT = Document(
    "resolution",
    read_resolution,
    _records,
    empty="Nghị quyết không nêu thủ tục, giấy tờ nào được cắt giảm trong các phụ lục.",
    hint="Kiểm tra tệp có đủ phụ lục không.",
)
read = DOCUMENT.read
IMPORTER = Importer(
    name=DOCUMENT.name,
    title="Nghị quyết cắt giảm, đơn giản hóa thủ tục hành chính",
    rank=Rank.DECISION,
    recognise=recognise,
    extract=DOCUMENT.extract,
    formats=(".docx", ".doc", ".pdf", ".html"),
)
