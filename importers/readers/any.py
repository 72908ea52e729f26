"""One way to read running text: the reader that fits the shape of the file, and a cheap look at its words.

Here: choosing by what the bytes are, never by the name alone. Not here: how a format is read
(docx.py, doc.py, html.py, pdf.py), what the words mean (importers/decisions).
"""

import re

from catalogue.errors import UnreadableFile
from catalogue.text import nfc
from importers.base import SourceFile
from importers.limits import Shape, shape_of
from importers.readers.blocks import Blocks
from importers.readers.doc import glance as glance_doc
from importers.readers.doc import is_doc, read_doc
from importers.readers.docx import DOCUMENT, read_docx
from importers.readers.html import read_html
from importers.readers.package import open_package
from importers.readers.pdf import first_page_text, read_pdf

OPENING = 60_000
"""Letters of a document in which its kind and title stand."""
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|p|div)\b", re.IGNORECASE)
PARAGRAPH = re.compile(rb"<w:p[ >].*?</w:p>", re.DOTALL)
TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:br|cr|tab)[ /]")
KEPT = 8
_kept: dict[tuple[str, int], str] = {}
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}


def is_html(file: SourceFile) -> bool:
    """Whether the file begins as a page does, in an encoding of single bytes or UTF-16."""
    return HTML.search(file.head.replace(b"\0", b"")) is not None


def read_blocks(file: SourceFile) -> Blocks:
    """Blocks of a document of any format that holds running text.

    Raises:
        UnreadableFile: no such document, or one that its reader refuses (ConverterMissing, HostileFile).
    """
    shape = shape_of(file.head)
    if shape is Shape.ZIP:
        return read_docx(file.data)
    if is_doc(file.data):
        return read_doc(file.data)
    if shape is Shape.PDF:
        return read_pdf(file)
    if shape is Shape.OTHER and is_html(file):
        return read_html(file)
    raise UnreadableFile(
        f"Tệp {file.name} không phải văn bản đọc được (.docx, .doc, .rtf, .pdf, .html).",
        hint="Mở tệp bằng Word hoặc LibreOffice, lưu thành .docx rồi nhập tệp mới.",
    )


def glance(file: SourceFile, letters: int = OPENING) -> str:
    """The first words of a document, a line for each paragraph: rough, quick, for recognising only.

    "" where the file is no document of running text; never raises. Several importers ask for the same
    file, so the last few answers are kept.
    """
    key = (file.sha256, letters)
    if key not in _kept:
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)), None)
        try:
            _kept[key] = _glance(file, letters)
        except UnreadableFile:
            _kept[key] = ""
    return _kept.get(key, "")


def _glance(file: SourceFile, letters: int) -> str:
    shape = shape_of(file.head)
    if shape is Shape.ZIP:
        package = open_package(file.data)
        return _lines(package.read(DOCUMENT), letters) if DOCUMENT in package else ""
    if is_doc(file.data):
        return glance_doc(file.data)[:letters]
    if shape is Shape.PDF:
        return nfc(first_page_text(file)).replace("\r\n", "\n").replace("\r", "\n")[:letters]
    if shape is Shape.OTHER and is_html(file):
        lines = (paragraph.line.strip() for paragraph in read_html(file).paragraphs())
        return "\n".join(line for line in lines if line)[:letters]
    return ""


def _lines(xml: bytes, letters: int) -> str:
    """The first paragraphs of a document.xml, without parsing it."""
    lines: list[str] = []
    length = 0
    for paragraph in PARAGRAPH.finditer(xml):
        told = b"".join(found[1] if found[1] is not None else b"\n" for found in TEXT.finditer(paragraph[0]))
        text = told.decode("utf-8", "replace")
        for entity, letter in ENTITIES.items():
            text = text.replace(entity, letter)
        lines.append(nfc(text))
        length += len(text)
        if length > letters:
            break
    return "\n".join(lines)
