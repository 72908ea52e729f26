"""What the fuzzers feed: for each reader its seeds (from fixtures/) and how bytes reach it.

Not here: the fuzzer itself (fuzz_readers.py). A target raises nothing but the deliberate errors of
catalogue/errors.py; everything else is a finding.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog
from importers.base import SourceFile
from importers.limits import Limits, check_bytes
from importers.readers import any as running
from importers.readers.blocks import Blocks, Table
from importers.readers.doc import glance as glance_doc
from importers.readers.docx import read_docx
from importers.readers.feed import read_json, read_json_lines
from importers.readers.html import read_html
from importers.readers.ods import read_ods
from importers.readers.package import check_package, open_package
from importers.readers.pdf import first_page_text, read_pdf
from importers.readers.xlsx import read_sheets
from importers.registry import importer_for
from tests.fuzz import pdfs

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SMALL = Limits(cells=200_000, rows=20_000)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
NUMBERED = (
    f'<w:document xmlns:w="{W}"><w:body>'
    + "".join(
        f'<w:p><w:pPr><w:pStyle w:val="S{number}"/><w:numPr><w:ilvl w:val="{level}"/>'
        f'<w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        for number in (1, 2)
        for level in (0, 1, 2, 8, 9, -1)
    )
    + "</w:body></w:document>"
).encode()
LISTS = (
    f'<w:numbering xmlns:w="{W}"><w:style w:styleId="S1"><w:name w:val="a"/><w:basedOn w:val="S2"/>'
    '<w:pPr><w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    '</w:style><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:lvlRestart w:val="0"/><w:pStyle w:val="S1"/>'
    '</w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="3"/></w:lvlOverride></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    "</w:num></w:numbering>"
).encode()


@dataclass(frozen=True)
class Target:
    """One reader under test."""

    feed: Callable[[bytes], object]
    seeds: Callable[[], Iterator[bytes]]


def stored(members: dict[str, bytes]) -> bytes:
    """A zip package without compression: quick, and its bytes are those that were mutated."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()


def whole(*suffixes: str) -> Callable[[], Iterator[bytes]]:
    """Seeds: the fixtures with these suffixes."""
    return lambda: (
        path.read_bytes() for path in sorted(FIXTURES.glob("*/*/source.*")) if path.suffix in suffixes
    )


def members(suffix: str, beginning: str) -> Callable[[], Iterator[bytes]]:
    """Seeds: members of the packages among the fixtures."""

    def each() -> Iterator[bytes]:
        for data in whole(suffix)():
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from (archive.read(name) for name in archive.namelist() if name.startswith(beginning))

    return each


def _walk(blocks: Blocks) -> None:
    for paragraph in blocks.paragraphs():
        str(paragraph.line)
    for block in blocks.body:
        if isinstance(block, Table):
            str(block.text)


def _package(data: bytes) -> None:
    file = SourceFile("x.docx", data)
    check_package(file, SMALL)
    package = open_package(data, SMALL)
    package.verify()
    for name in package.names:
        package.xml(name) if name.endswith(".xml") else package.read(name)


def _sheet(data: bytes) -> None:
    parts = dict(WORKBOOK)
    parts["xl/worksheets/sheet1.xml"] = data
    tuple(read_sheets(SourceFile("x.xlsx", stored(parts)), SMALL))


def _workbook() -> dict[str, bytes]:
    data = next(whole(".xlsx")())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WORKBOOK = _workbook()


def _ods(data: bytes) -> None:
    tuple(read_ods(SourceFile("x.ods", stored({"mimetype": ODS, "content.xml": data})), SMALL))


def _numbering(data: bytes) -> None:
    parts = {"word/document.xml": NUMBERED, "word/numbering.xml": data, "word/styles.xml": data}
    _walk(read_docx(stored(parts)))


def _feed(data: bytes) -> None:
    try:
        read_json(SourceFile("x.json", data))
    except UnreadableFile:
        for _ in read_json_lines(SourceFile("x.jsonl", data), SMALL):
            pass


def _pdf(data: bytes) -> None:
    file = SourceFile("x.pdf", data)
    first_page_text(file)
    _walk(read_pdf(file))


def _doc(data: bytes) -> None:
    glance_doc(data)
    glance_doc(b"{\\rtf1" + data)


def _imported(suffix: str) -> Callable[[bytes], None]:
    """The whole way of a file: limits, recognised, extracted."""

    def feed(data: bytes) -> None:
        file = SourceFile("x" + suffix, data)
        check_bytes(file)
        running._kept.clear()
        for _ in importer_for(file).extract(file, IssueLog()):
            pass

    return feed


TARGETS = {
    "docx": Target(
        lambda data: _walk(read_docx(stored({"word/document.xml": data}))), members(".docx", "word/document")
    ),
    "numbering": Target(_numbering, lambda: iter([LISTS])),
    "xlsx": Target(_sheet, members(".xlsx", "xl/worksheets/sheet")),
    "ods": Target(_ods, members(".ods", "content")),
    "html": Target(lambda data: _walk(read_html(SourceFile("x.html", data), SMALL)), whole(".html")),
    "pdf": Target(_pdf, lambda: iter([*whole(".pdf")(), *pdfs.files()])),
    "pdf-pages": Target(lambda data: _pdf(pdfs.from_bytes(data)), pdfs.seeds),
    "feed": Target(_feed, whole(".json", ".jsonl")),
    "package": Target(_package, whole(".docx", ".xlsx", ".ods")),
    "doc": Target(_doc, whole(".docx")),
    "json-import": Target(_imported(".json"), whole(".json", ".jsonl")),
    "page-import": Target(_imported(".html"), whole(".html")),
}
