"""What was read out of images: every record says so, because a program guessed its letters.

Places are marked by the reader (readers/pdf.py). Codes of such records count only where the catalogue
knows the name for them (naming.py).
"""

from collections.abc import Iterable, Iterator

from catalogue.issues import IssueLog
from catalogue.measures import Measure
from catalogue.records import Procedure
from importers.base import SourceFile, Told

FROM_OCR = "from-ocr"


def marked(told: Iterable[Told], file: SourceFile, issues: IssueLog) -> Iterator[Told]:
    """The same records, each with an issue where the file is a scan."""
    for one in told:
        if file.scanned is None:
            yield one
            continue
        if isinstance(one, Measure):
            place = one.source.place if one.source is not None else None
            issues.add(
                FROM_OCR, f"Phương án nhận dạng từ ảnh quét: “{(one.title or '')[:150]}”.", place=place
            )
            yield one
            continue
        if not isinstance(one, Procedure):
            yield one
            continue
        issues.add(
            FROM_OCR,
            f"Thủ tục nhận dạng từ ảnh quét: {one.code or 'chưa có mã'} “{one.name[:150]}”; "
            "mọi con số và mã số cần đối chiếu với bản gốc.",
            place=one.source.place,
            procedure=one.key,
        )
        yield one.model_copy(update={"issues": issues.codes_of(one.key)})
