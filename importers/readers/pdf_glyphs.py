"""Pages of a PDF as letters and ruled lines, through PDFium; the origin is the top left corner, in points.

Here: opening, limits, the check for a text layer, turned pages. Not here: lines of text (pdf_lines.py),
tables (pdf_tables.py), the whole reading (pdf.py).
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from catalogue.errors import FileTooLarge, NoTextLayer, UnreadableFile
from importers.base import SourceFile
from importers.readers.ocr_rules import rules_of

AGAIN = "Mở tệp bằng chương trình xem PDF, in lại ra PDF rồi nhập lại."
PAGES = 1_500
"""The longest gazette issue seen has 176 pages."""
LETTERS = 3_000_000
PATHS = 20_000
"""Drawn paths of one page; a page with more is a drawing, and its lines are not read."""
SEGMENTS = 400
THIN = 3.0
SHORT = 4.0
ENOUGH = 25
"""Letters that a file with a text layer has at least; stamps of signatures have fewer."""
SAMPLED = 12
"""Pages looked at for a text layer."""
LARGEST = 200.0
UPRIGHT = "|¦†‡{}[]"
VOWELS = "aeiouy"
HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "-"}


class Glyph(NamedTuple):
    """One printed letter with its accents."""

    text: str
    x0: float
    x1: float
    base: float
    """The line it stands on."""
    size: float


class Rule(NamedTuple):
    """One ruled line: at `at` (y of a horizontal, x of a vertical one) from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass
class Sheet:
    """One page."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)


def is_pdf(file: SourceFile) -> bool:
    """By the first bytes."""
    return file.head.lstrip().startswith(b"%PDF")


def _open(file: SourceFile) -> Any:
    try:
        document = pdfium.PdfDocument(file.data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise UnreadableFile(
                f"Tệp {file.name} được đặt mật khẩu nên không đọc được.",
                hint="Mở tệp bằng mật khẩu, in ra PDF không mật khẩu rồi nhập lại.",
            ) from error
        raise UnreadableFile(
            f"Tệp PDF {file.name} bị hỏng hoặc bị cắt: {error}.",
            hint="Tải lại tệp; nếu vẫn hỏng, mở và in lại ra PDF.",
        ) from error
    if count > PAGES:
        document.close()
        raise FileTooLarge(
            f"Tệp {file.name} có {count} trang, vượt giới hạn {PAGES}.", hint="Tách tệp rồi nhập lại."
        )
    if count == 0:
        document.close()
        raise UnreadableFile(f"Tệp PDF {file.name} không có trang nào.", hint="Tải lại tệp từ nguồn.")
    return document


def read_sheets(file: SourceFile) -> Iterator[Sheet]:
    """Every page in order, one at a time.

    Raises:
        UnreadableFile: broken, empty or with a password.
        NoTextLayer: images of pages only.
        FileTooLarge: over the limits on pages or letters.
    """
    check_text_layer(file)
    document = _open(file)
    letters = 0
    try:
        for index in range(len(document)):
            sheet = _sheet(document, index, drawn=file.scanned is None)
            letters += len(sheet.glyphs)
            if letters > LETTERS:
                raise FileTooLarge(
                    f"Tệp {file.name} có hơn {LETTERS} chữ, vượt giới hạn.", hint="Tách tệp rồi nhập lại."
                )
            yield sheet
    except pdfium.PdfiumError as error:
        raise UnreadableFile(f"Tệp PDF {file.name}: không đọc được trang ({error}).", hint=AGAIN) from error
    finally:
        document.close()


def check_text_layer(file: SourceFile) -> None:
    """Refuse a PDF whose pages are images.

    Raises:
        NoTextLayer: fewer than 25 letters on its first, middle and last pages.
        UnreadableFile: broken, empty or with a password.
    """
    if not has_letters(file):
        raise NoTextLayer(
            f"Tệp {file.name} chỉ có hình ảnh của trang giấy, không có lớp chữ để đọc.",
            hint="Xin bản .docx hoặc PDF có chữ; chỉ có bản quét thì nhập lại với --ocr (cần ocrmypdf), "
            "rồi đối chiếu từng dòng với bản gốc.",
        )


def has_letters(file: SourceFile) -> bool:
    """Whether a PDF has at least 25 letters on its first, middle and last pages.

    Raises:
        UnreadableFile: broken, empty or with a password.
    """
    return _letters(file.data, file.name)


@lru_cache(maxsize=4)
def first_page(data: bytes, name: str) -> str:
    """The words of the first page as the file orders them; rough, for recognising only.

    Raises:
        UnreadableFile: broken, empty or with a password.
    """
    document = _open(SourceFile(name, data))
    try:
        page = document[0]
        text = page.get_textpage()
        told: str = text.get_text_range()
        text.close()
        page.close()
    except pdfium.PdfiumError as error:
        raise UnreadableFile(f"Tệp PDF {name}: trang đầu hỏng ({error}).", hint=AGAIN) from error
    finally:
        document.close()
    return told


@lru_cache(maxsize=4)
def _letters(data: bytes, name: str) -> bool:
    """Whether enough letters stand on the sampled pages."""
    document = _open(SourceFile(name, data))
    try:
        step = max(1, len(document) // SAMPLED)
        found = 0
        for index in range(0, len(document), step):
            page = document[index]
            text = page.get_textpage()
            found += len(re.findall(r"\w", text.get_text_range()))
            text.close()
            page.close()
            if found >= ENOUGH:
                return True
    except pdfium.PdfiumError as error:
        raise UnreadableFile(f"Tệp PDF {name}: không đọc được trang ({error}).", hint=AGAIN) from error
    finally:
        document.close()
    return False


class _Turn(NamedTuple):
    """How points of a page stand when it is shown."""

    rotation: int
    box: tuple[float, float, float, float]

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        if self.rotation == 90:
            return y - bottom, x - left
        if self.rotation == 180:
            return right - x, y - bottom
        if self.rotation == 270:
            return top - y, right - x
        return x - left, top - y


def _sheet(document: Any, index: int, *, drawn: bool) -> Sheet:
    """One page; where nothing is drawn but an image, its rules are looked for in the image."""
    page = document[index]
    try:
        box = page.get_cropbox() or page.get_mediabox()
        turn = _Turn(page.get_rotation(), box)
        wide, tall = box[2] - box[0], box[3] - box[1]
        if turn.rotation in (90, 270):
            wide, tall = tall, wide
        sheet = Sheet(index + 1, wide, tall)
        text = page.get_textpage()
        sheet.glyphs = _glyphs(text.raw, turn)
        text.close()
        if drawn:
            _rules(page, turn, sheet)
        else:
            across, down = rules_of(page)
            sheet.horizontal, sheet.vertical = [Rule(*one) for one in across], [Rule(*one) for one in down]
            sheet.glyphs = [glyph for glyph in sheet.glyphs if not _is_rule(glyph, sheet.vertical)]
    finally:
        page.close()
    return sheet


def _is_rule(glyph: Glyph, vertical: list[Rule]) -> bool:
    """A line of a table that was taken for a letter."""
    if glyph.text not in UPRIGHT:
        return False
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.3 * glyph.size
    return any(abs(rule.at - x) < glyph.size / 2 and rule.start <= y <= rule.end for rule in vertical)


def _glyphs(text: Any, turn: _Turn) -> list[Glyph]:
    """Letters in the order of the file; accents printed apart are joined to the letter before them."""
    found: list[Glyph] = []
    marks: list[tuple[str, float, float]] = []
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    for number in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, number):
            continue
        code = raw.FPDFText_GetUnicode(text, number)
        if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
            continue
        letter = chr(code)
        letter = HYPHENS.get(letter, letter)
        category = unicodedata.category(letter)
        if category == "Cc":
            continue
        if unicodedata.combining(letter):
            raw.FPDFText_GetCharOrigin(text, number, x, y)
            marks.append((letter, _middle(text, number, turn), turn(x.value, y.value)[1]))
            continue
        raw.FPDFText_GetCharOrigin(text, number, x, y)
        raw.FPDFText_GetLooseCharBox(text, number, box)
        (x0, _), (x1, _) = turn(box.left, box.bottom), turn(box.right, box.top)
        base = turn(x.value, y.value)[1]
        left, right = (x0, x1) if x0 <= x1 else (x1, x0)
        size = _size(text, number, matrix)
        if category == "Cf":  # a direction mark printed as an empty letter: no gap, no blank
            if found and 0 <= left - found[-1].x1 < size:
                found[-1] = found[-1]._replace(x1=right)
            continue
        found.append(Glyph(" " if letter.isspace() else letter, left, right, base, size))
    for mark in marks:
        _set_mark(found, *mark)
    return found


def _size(text: Any, number: int, matrix: Any) -> float:
    """The size of a letter as it is shown: some files write 1 and scale the page."""
    size: float = raw.FPDFText_GetFontSize(text, number)
    if raw.FPDFText_GetMatrix(text, number, matrix):
        size *= hypot(matrix.c, matrix.d) or 1.0
    return min(max(size, 1.0), LARGEST)


def _middle(text: Any, number: int, turn: _Turn) -> float:
    """The middle of the ink of a letter, from the left."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, number, left, right, bottom, top)
    return turn((left.value + right.value) / 2, (bottom.value + top.value) / 2)[0]


def _set_mark(found: list[Glyph], mark: str, x: float, base: float) -> None:
    """Join an accent that is printed apart to the vowel of its line that it stands over or under.

    The order of the file says nothing: PDFium tells such accents after the next letters.
    """
    best: tuple[float, int] | None = None
    for number, glyph in enumerate(found):
        far = abs((glyph.x0 + glyph.x1) / 2 - x)
        if glyph.text == " " or abs(base - glyph.base) > 0.3 * glyph.size or far > 0.8 * glyph.size:
            continue
        plain = unicodedata.normalize("NFD", glyph.text)[0].casefold()
        score = far + (0 if plain in VOWELS else glyph.size)
        if best is None or score < best[0]:
            best = (score, number)
    if best is not None:
        found[best[1]] = found[best[1]]._replace(text=found[best[1]].text + mark)


def _rules(page: Any, turn: _Turn, sheet: Sheet) -> None:
    """Ruled lines of a page: thin filled shapes, and straight strokes."""
    paths = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        paths += 1
        if paths > PATHS:
            sheet.horizontal, sheet.vertical = [], []
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)
        if not (fill.value or stroke.value):
            continue
        for points in _outlines(item.raw, turn):
            _add_rules(points, sheet, stroked=bool(stroke.value))


def _outlines(path: Any, turn: _Turn) -> Iterator[list[tuple[float, float]]]:
    """The corners of each closed or open line of a path; curves are left out."""
    count = raw.FPDFPath_CountSegments(path)
    if not 0 < count <= SEGMENTS:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        at = turn(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = [at]
        elif kind == raw.FPDF_SEGMENT_LINETO:
            points.append(at)
        else:
            points = []
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _add_rules(points: list[tuple[float, float]], sheet: Sheet, *, stroked: bool) -> None:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if bottom - top <= THIN and right - left >= SHORT:
        sheet.horizontal.append(Rule((top + bottom) / 2, left, right))
    elif right - left <= THIN and bottom - top >= SHORT:
        sheet.vertical.append(Rule((left + right) / 2, top, bottom))
    elif stroked:
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(y1 - y0) <= 1 and abs(x1 - x0) >= SHORT:
                sheet.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= 1 and abs(y1 - y0) >= SHORT:
                sheet.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
