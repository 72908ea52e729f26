"""Word documents (.docx) to blocks: an own walk over the XML, quick on wide grids.

Here: body order, paragraphs with automatic numbers, filled grids, nested tables, text boxes,
footnotes, page and table numbers.
Not here: guards of the package (package.py), tracked changes (clean.py), counters (numbering.py).
Headers and footers are not read: they repeat on each page and publish nothing.
"""

from collections.abc import Iterator
from functools import cache

from lxml import etree

from catalogue.errors import FileTooLarge, UnreadableFile
from catalogue.text import nfc
from importers.limits import LIMITS, parse_xml
from importers.readers.blocks import Block, Blocks, Cell, Paragraph, Row, Spot, Table
from importers.readers.clean import VAL, Boxes, W, clean
from importers.readers.numbering import Numbering
from importers.readers.package import open_package
from importers.readers.slim import slim

DOCUMENT, NUMBERING, STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
FOOTNOTES = "word/footnotes.xml"
P, TBL, TR, TC, R = W + "p", W + "tbl", W + "tr", W + "tc", W + "r"
PPR, TRPR, TCPR, RPR = W + "pPr", W + "trPr", W + "tcPr", W + "rPr"
T, TAB, BR, CR, SYM = W + "t", W + "tab", W + "br", W + "cr", W + "sym"
PAGE = W + "lastRenderedPageBreak"
PRINTED = {
    TAB: "\t",
    W + "ptab": "\t",
    CR: "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
RUN_PARTS = (T, BR, SYM, PAGE, *PRINTED)
SYMBOLS = {
    "f0fc": "x",
    "f0fe": "x",
    "f0fb": "x",
    "f0fd": "x",
    "f078": "x",
    "f052": "x",
    "f0a8": "□",
    "f06f": "□",
    "f0a3": "□",
    "f0b7": "•",
    "f0a7": "•",
    "f0d8": "•",
    "f02d": "-",
    "f0e0": "→",
    "f0e8": "→",
}
"""Wingdings and Symbol as they are used in tables: ticks become the "x" of a typed mark."""


def read_docx(data: bytes) -> Blocks:
    """Blocks of a Word document.

    Raises:
        UnreadableFile: no Word document, broken or over a limit (HostileFile, FileTooLarge).
    """
    package = open_package(data)
    if DOCUMENT not in package:
        raise UnreadableFile(
            "Tệp không phải văn bản Word (.docx): không có phần word/document.xml.",
            hint="Mở bằng Word, lưu lại dạng .docx rồi nhập lại.",
        )
    numbering = Numbering(
        package.xml(NUMBERING) if NUMBERING in package else None,
        package.xml(STYLES) if STYLES in package else None,
    )
    notes = _footnotes(package.xml(FOOTNOTES)) if FOOTNOTES in package else {}
    return read_document(package.read(DOCUMENT), numbering, notes)


def read_document(xml: bytes, numbering: Numbering, footnotes: dict[str, str] | None = None) -> Blocks:
    """Blocks of a document.xml."""
    root = _parse(xml)
    boxes, left_out = clean(root)
    body = root.find(W + "body")
    if body is None:
        raise UnreadableFile("Văn bản Word không có phần thân.", hint="Mở bằng Word, lưu lại rồi nhập lại.")
    walk = Walk(numbering, boxes)
    return Blocks(list(walk.top(body)), footnotes or {}, {why: n for why, n in left_out.items() if n})


def _parse(xml: bytes) -> etree._Element:
    """The tree without fonts; a document that is broken tells where in its own bytes."""
    try:
        return parse_xml(slim(xml), name=DOCUMENT)
    except UnreadableFile:
        return parse_xml(xml, name=DOCUMENT)


class Walk:
    """One pass in document order; counters of pages, tables and automatic numbers run along."""

    def __init__(self, numbering: Numbering, boxes: Boxes) -> None:
        self.numbering = numbering
        self.boxes = boxes
        self.page = 1
        self.tables = 0
        self.paragraphs = 0

    def top(self, body: etree._Element) -> Iterator[Block]:
        """Blocks of the body or of a text box, text boxes before the paragraph that holds them."""
        for element in body.iterchildren(P, TBL):
            if element.tag == TBL:
                self.tables += 1
                table = self.table(element, Spot(page=self.page, table=self.tables))
                if table.rows:
                    yield table
                continue
            self.paragraphs += 1
            for box in self.boxes.get(element, ()):
                yield from self.box(box)
            yield self.paragraph(element, Spot(page=self.page, paragraph=self.paragraphs))

    def box(self, box: etree._Element) -> Iterator[Block]:
        """Blocks of a text box, marked as such."""
        for element in box.iterchildren(P, TBL):
            if element.tag == TBL:
                self.tables += 1
                yield self.table(element, Spot(page=self.page, table=self.tables))
            else:
                paragraph = self.paragraph(element, Spot(page=self.page, paragraph=self.paragraphs))
                paragraph.boxed = True
                yield paragraph

    def paragraph(self, element: etree._Element, spot: Spot) -> Paragraph:
        """One paragraph with its printed label."""
        style, key, outline = "", None, None
        if len(element) and element[0].tag == PPR:
            for told in element[0]:
                tag = told.tag
                if tag == W + "pStyle":
                    style = told.get(VAL) or ""
                elif tag == W + "numPr":
                    key = _key(told)
                elif tag == W + "outlineLvl":
                    outline = _outline(told.get(VAL))
        text = self.text(element)
        label = ""
        if key is not None or style:
            label = self.label(style, key)
            if outline is None and style:
                outline = self.numbering.outlines.get(style)
        name = self.numbering.names.get(style, style) if style else ""
        return Paragraph(
            text, label, outline if outline is not None and outline < 9 else None, name, False, spot
        )

    def label(self, style: str, key: tuple[str, int] | None) -> str:
        """The automatic number; a direct one of list 0 switches that of the style off."""
        inherited = self.numbering.of_style(style) if style else None
        if key is not None and key[0] == "" and inherited is not None:
            key = (inherited[0], key[1])
        told = key if key is not None else inherited
        if told is None or told[0] in {"", "0"}:
            return ""
        return nfc(self.numbering.label(*told))

    def text(self, element: etree._Element) -> str:
        """What the runs print, joined as they stand."""
        plain = _plain(element)
        if plain is not None:
            return plain
        parts = []
        for part in element.iter(*RUN_PARTS):
            tag = part.tag
            if tag == T:
                if part.text:
                    parts.append(part.text)
            elif tag == PAGE:
                self.page += 1
            elif tag == BR:
                if part.get(W + "type") == "page":
                    self.page += 1
                parts.append("\n")
            elif tag == SYM:
                parts.append(_symbol(part.get(W + "char")))
            elif tag != TAB or _in_run(part):
                parts.append(PRINTED[tag])
        return nfc("".join(parts)) if parts else ""

    def table(self, element: etree._Element, spot: Spot) -> Table:
        """A filled grid; cells merged downwards stand in every row they cover."""
        rows: list[Row] = []
        width = 0
        for number, tr in enumerate(element.iterchildren(TR), 1):
            above = rows[-1].cells if rows else []
            row = self.row(tr, number, above, spot)
            width = max(width, len(row.cells))
            rows.append(row)
            _check_room(width * number)
        for row in rows:
            if len(row.cells) < width:
                row.cells.extend([None] * (width - len(row.cells)))
        return Table(rows, width, spot)

    def row(self, tr: etree._Element, number: int, above: list[Cell | None], spot: Spot) -> Row:
        """One row; `above` is the row before it."""
        cells: list[Cell | None] = []
        header = False
        page, table, path = self.page, spot.table, spot.path
        position = 0
        for child in tr:
            tag = child.tag
            if tag == TC:
                position += 1
                self.cell(child, cells, above, Spot(page, table, number, position, None, path))
                _check_room(len(cells))
            elif tag == TRPR:
                for told in child:
                    if told.tag == W + "gridBefore":
                        cells.extend([None] * _count(told.get(VAL)))
                    elif told.tag == W + "tblHeader":
                        header = told.get(VAL) not in {"0", "false"}
        return Row(cells, number, header, Spot(page, table, number, None, None, path))

    def cell(
        self, tc: etree._Element, cells: list[Cell | None], above: list[Cell | None], spot: Spot
    ) -> None:
        """Put one cell at its grid positions; a continued one is the cell above it."""
        span, merge, column = 1, "", len(cells)
        for told in tc[0] if len(tc) and tc[0].tag == TCPR else ():
            tag = told.tag
            if tag == W + "gridSpan":
                span = max(1, _count(told.get(VAL)))
            elif tag == W + "vMerge":
                merge = told.get(VAL) or "continue"
            elif tag == W + "hMerge" and told.get(VAL) in {None, "continue"} and cells:
                merge = "left"
        if merge == "left" and (left := cells[-1]) is not None:
            left.columns += span
            cells.extend([left] * span)
            return
        upper = above[column] if merge == "continue" and column < len(above) else None
        if upper is not None and upper.column == column:
            upper.rows += 1
            cells.extend([upper] * upper.columns)
            return
        blocks = self.content(tc, spot)
        cells.extend([Cell(blocks, (spot.row or 1) - 1, column, 1, span, spot)] * span)

    def content(self, tc: etree._Element, spot: Spot) -> list[Block]:
        """Blocks of one cell."""
        blocks: list[Block] = []
        inner = 0
        for element in tc:
            if element.tag == P:
                if self.boxes and element in self.boxes:
                    for box in self.boxes[element]:
                        blocks.extend(self.box(box))
                blocks.append(self.paragraph(element, spot))
            elif element.tag == TBL:
                inner += 1
                path = f"{spot.path or ''}/row[{spot.row}]/cell[{spot.cell}]/table[{inner}]"
                blocks.append(self.table(element, Spot(page=self.page, table=spot.table, path=path)))
        return blocks


def _plain(element: etree._Element) -> str | None:
    """The words of a paragraph whose runs hold words only, as most do; None where they hold more."""
    parts = []
    for child in element:
        tag = child.tag
        if tag == R:
            for part in child:
                tag = part.tag
                if tag == T:
                    if part.text:
                        parts.append(part.text)
                elif tag != RPR:
                    return None
        elif tag != PPR:
            return None
    return nfc("".join(parts)) if parts else ""


def _key(number: etree._Element) -> tuple[str, int]:
    which, level = "", 0
    for child in number:
        if child.tag == W + "numId":
            which = child.get(VAL) or ""
        elif child.tag == W + "ilvl":
            level = _count(child.get(VAL))
    return which, level


def _check_room(cells: int) -> None:
    """Refuse a table before room is made for more grid positions than the limit."""
    if cells > LIMITS.cells:
        raise FileTooLarge(
            f"Một bảng của văn bản Word trải quá {LIMITS.cells} ô.",
            hint="Bỏ các ô gộp quá rộng của bảng, lưu lại rồi nhập lại.",
        )


def _in_run(part: etree._Element) -> bool:
    """A tab of the text, not a tab stop of the paragraph's properties."""
    parent = part.getparent()
    return parent is not None and parent.tag == W + "r"


@cache
def _symbol(code: str | None) -> str:
    code = (code or "").lower()
    if code in SYMBOLS:
        return SYMBOLS[code]
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    number -= 0xF000 if 0xF020 <= number <= 0xF07E else 0
    printable = 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF  # halves of a character are none
    return chr(number) if printable else ""


@cache
def _count(text: str | None) -> int:
    try:
        return min(max(0, int(text or "0")), 63 * 16)
    except ValueError:
        return 0


def _outline(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None


def _footnotes(root: etree._Element) -> dict[str, str]:
    """Text of footnotes by number; separators have a type and are none."""
    told = {}
    for note in root.iterchildren(W + "footnote"):
        if note.get(W + "type") is None:
            lines = ["".join(t.text or "" for t in p.iter(T)) for p in note.iter(P)]
            told[note.get(W + "id", "")] = nfc("\n".join(lines)).strip()
    return told
