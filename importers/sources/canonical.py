"""Our own export of canonical records, one JSON a line (dongian publish jsonl, procedures export).

The first line may tell where the export comes from; then the number of records is checked, so that a
file cut short is noticed. What equals what the catalogue holds changes nothing.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from catalogue.errors import UnreadableFile
from catalogue.exported import MARK, PROCEDURES
from catalogue.issues import IssueLog
from catalogue.records import Place, Procedure
from importers.base import Importer, Rank, SourceFile, accept
from importers.readers.feed import read_json_lines

NAME = "canonical"
HEADER = b'{"' + MARK.encode() + b'"'
RECORD = (b'"code_as_written"', b'"provisional_id"')
"""Keys of the canonical record that no portal has, early in its first line."""
IDENTITY = frozenset({"code", "provisional_id", "foreign_code", "source", "issues"})
CONTENT = frozenset(Procedure.model_fields) - IDENTITY
PARTS = ("steps", "channels", "outcomes", "legal_bases")
AGAIN = "Xuất lại từ danh mục gốc: dongian publish jsonl TỆP."


def recognise(file: SourceFile) -> bool:
    """Our header, or a line with keys that only the canonical record has."""
    head = file.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(HEADER) or (head.startswith(b"{") and all(key in head for key in RECORD))


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """One record per line, in the order of the file.

    Raises:
        UnreadableFile: a line is no record, or the file has fewer records than it says.
    """
    stated: int | None = None
    doubts: Counter[str] = Counter()
    count = 0
    for line, value in read_json_lines(file):
        if not isinstance(value, dict):
            raise UnreadableFile(
                f"Tệp {file.name}: dòng {line} không phải bản ghi thủ tục.", hint=AGAIN, at=f"dòng {line}"
            )
        if line == 1 and MARK in value:
            stated = _stated(file, value)
            continue
        count += 1
        said, codes = placed(file, NAME, value, Place(row=line))
        doubts.update(codes)
        record = accept(said, issues, place=Place(row=line))
        if record is not None:
            yield record
    if stated is not None and count != stated:
        raise UnreadableFile(
            f"Tệp {file.name} ghi có {stated} thủ tục nhưng chứa {count}: bị cắt hoặc bị sửa; không nhập gì.",
            hint=AGAIN,
        )
    tell_doubts(file, doubts, issues)


def _stated(file: SourceFile, header: dict[str, Any]) -> int | None:
    number = header.get(PROCEDURES)
    if header[MARK] == PROCEDURES and isinstance(number, int):
        return number
    raise UnreadableFile(
        f"Tệp {file.name}: dòng đầu không phải của bản xuất thủ tục.", hint=AGAIN, at="dòng 1"
    )


def placed(
    file: SourceFile, importer: str, value: dict[str, Any], place: Place
) -> tuple[dict[str, Any], list[str]]:
    """What a record says with this file as its source, and the codes of issues it had where it came from.

    The name of the file it was first read from is kept as the section of the place.
    """
    said = dict(value)
    before, codes = said.pop("source", None), said.pop("issues", None) or []
    first = before.get("file") if isinstance(before, dict) else None
    here = place if not isinstance(first, str) else place.model_copy(update={"section": f"gốc: {first}"})
    for name in PARTS:
        said[name] = [_at(part, place) for part in said.get(name) or ()]
    said["cases"] = [
        case | {"components": [_at(row, place) for row in case.get("components") or ()]}
        if isinstance(case, dict)
        else case
        for case in said.get("cases") or ()
    ]
    return said | {"source": file.source(importer, here)}, [str(code) for code in codes]


def _at(part: Any, place: Place) -> Any:
    """A row with the place it had in its first source, else that of the record."""
    if not isinstance(part, dict) or any((part.get("place") or {}).values()):
        return part
    return part | {"place": place}


def tell_doubts(file: SourceFile, doubts: Counter[str], issues: IssueLog) -> None:
    """One note: the doubts of the catalogue that the export comes from stay there."""
    if doubts:
        told = ", ".join(f"{code}: {count}" for code, count in doubts.most_common())
        issues.add("doubts-elsewhere", f"{file.name}: bản ghi có vấn đề ở danh mục gốc ({told}).")


def edits(_file: SourceFile) -> frozenset[str]:
    """The whole content of a record: what equals what the catalogue holds changes nothing."""
    return CONTENT


IMPORTER = Importer(
    NAME,
    "Bản xuất thủ tục của Đơn Giản, mỗi dòng một bản ghi chuẩn (JSONL)",
    Rank.NATIONAL_PORTAL,
    recognise,
    extract,
    formats=(".jsonl",),
    edits=edits,
)
