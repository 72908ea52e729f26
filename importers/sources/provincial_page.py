"""A guide page of a procedure on a provincial site (HTML): cards and lists, no tables.

The page prints the code; the name of the file carries it too, with the suffix of the province. The parts
are read in importers/provincial/.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from catalogue.errors import CodeNotUnderstood, UnreadableFile
from catalogue.identifiers import ProcedureCode
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from importers.base import Importer, Rank, SourceFile, accept
from importers.identity import Identity, identify, settle
from importers.portal import Doubts
from importers.provincial.page import Page, lookup, read_page
from importers.provincial.record import read_fields
from importers.readers.html import PAGE_BYTES, read_html

NAME = "provincial-page"


def recognise(file: SourceFile) -> bool:
    """HTML with the code and the headings of a guide page, in any case of letters."""
    if b"<" not in file.head or len(file.data) > PAGE_BYTES or file.data.startswith(b"PK"):
        return False
    told = file.data.decode("utf-8", "ignore").casefold()
    return "<h" in told and all(mark in told for mark in lookup()["marks"])


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """The one procedure of the page.

    Raises:
        UnreadableFile: no page, or without a title.
    """
    page = read_page(read_html(file))
    if not page.name:
        raise UnreadableFile(
            f"Trang {file.name} không có tiêu đề (h1) là tên thủ tục.",
            hint="Lưu lại trang giới thiệu của một thủ tục, không phải trang danh mục.",
        )
    identity = _identity(file, page, issues)
    doubts = Doubts(issues, identity.key)
    said = identity.said | read_fields(page, doubts) | {"name": page.name}
    said |= {"source": file.source(NAME, page.at), "issues": issues.codes_of(identity.key)}
    record = accept(said, issues, place=page.at)
    if record is not None:
        yield record


def _identity(file: SourceFile, page: Page, issues: IssueLog) -> Identity:
    """By the code of the page, else of the file's name; two that differ are told."""
    stem = PurePosixPath(file.name).stem
    in_name = _code(stem)
    told = identify(
        page.code or (stem if in_name else None), name=page.name, agency=None, place=page.at, issues=issues
    )
    (identity,) = settle([told], issues)
    if in_name is not None and identity.code is not None and in_name != identity.code:
        issues.add(
            "page-other-procedure",
            f"Trang ghi mã {identity.code}, tên tệp ghi {stem}.",
            place=page.at,
            procedure=identity.key,
            field="code",
            quote=stem,
        )
    return identity


def _code(written: str) -> str | None:
    try:
        return ProcedureCode.parse(written).core
    except CodeNotUnderstood:
        return None


IMPORTER = Importer(
    NAME,
    "Trang giới thiệu thủ tục của cơ quan cấp tỉnh (HTML)",
    Rank.PROVINCIAL_PAGE,
    recognise,
    extract,
    formats=(".html", ".htm"),
)
