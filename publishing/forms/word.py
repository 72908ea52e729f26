"""Word documents built as text: paragraphs, tables and sections over real styles, page numbers, fixed bytes.

Here: WordprocessingML and the package. Not here: what a document says (decision_docx.py). Building the
body as text is a hundred times as fast as adding cell by cell, and annexes have thousands of rows.
Source: Nghị định 30/2020/NĐ-CP, phụ lục I: giấy A4, Times New Roman cỡ 13–14, lề trái 30, phải 15–20 mm.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from publishing.cells import text as plain
from publishing.exports.files import FIXED, repacked

FONT = "Times New Roman"
SIZE = 13
TWIPS = 56.7
"""In a millimetre."""
PORTRAIT, LANDSCAPE = (210, 297), (297, 210)
MARGINS = {"top": 20, "right": 18, "bottom": 20, "left": 30}
HEADING_SIZES = {1: 14, 2: 13, 3: 13}


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its lines, and how they look."""

    lines: Sequence[str]
    span: int = 1
    bold: bool = False
    centred: bool = False
    keep: bool = False
    """On one page with the row below: for headers and section rows."""


def p(
    text: str,
    *,
    style: str = "Normal",
    align: str | None = None,
    bold: bool = False,
    italic: bool = False,
    keep: bool = False,
) -> str:
    """One paragraph; line breaks in the text stay line breaks."""
    told = f'<w:pStyle w:val="{style}"/>'
    told += "<w:keepNext/>" if keep else ""
    told += f'<w:jc w:val="{align}"/>' if align else ""
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return f"<w:p><w:pPr>{told}</w:pPr>{_runs(text, look)}</w:p>"


def _runs(text: str, look: str) -> str:
    inner = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(plain(line))}</w:t>' if line else "" for line in text.split("\n")
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inner}</w:r>" if inner else ""


def table(
    rows: Iterable[Sequence[Cell]], widths: Sequence[int], *, headers: int = 1, grid: bool = True
) -> str:
    """A table; widths in millimetres. The first rows repeat on every page; a row stands on one page."""
    columns = "".join(f'<w:gridCol w:w="{round(width * TWIPS)}"/>' for width in widths)
    style = "TableGrid" if grid else "TableNormal"
    told = (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{round(sum(widths) * TWIPS)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    inner = "".join(_row(row, widths, header=at < headers) for at, row in enumerate(rows))
    return f"<w:tbl>{told}<w:tblGrid>{columns}</w:tblGrid>{inner}</w:tbl>"


SHORT = 900
"""Letters up to which a row is kept on one page."""


def _row(row: Sequence[Cell], widths: Sequence[int], *, header: bool) -> str:
    short = sum(len(line) for cell in row for line in cell.lines) < SHORT
    look = ("<w:cantSplit/>" if short else "") + ("<w:tblHeader/>" if header else "")
    cells, at = [], 0
    for cell in row:
        cells.append(_cell(cell, sum(widths[at : at + cell.span]), header=header))
        at += cell.span
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: float, *, header: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    align = "center" if header or cell.centred else None
    inner = "".join(
        p(line, style="TableText", align=align, bold=header or cell.bold, keep=header or cell.keep)
        for line in cell.lines or ("",)
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>{span}</w:tcPr>{inner}</w:tc>'


def section(page: tuple[int, int], *, footer: str) -> str:
    """The end of a section: the page of all that stands before it."""
    return f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{_page(page, footer)}</w:pPr></w:p>'


def _page(page: tuple[int, int], footer: str) -> str:
    width, height = (round(side * TWIPS) for side in page)
    turned = ' w:orient="landscape"' if page == LANDSCAPE else ""
    margins = " ".join(f'w:{side}="{round(size * TWIPS)}"' for side, size in MARGINS.items())
    return (
        f'<w:sectPr>{footer}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def text_width(page: tuple[int, int]) -> int:
    """Millimetres between the margins."""
    return page[0] - MARGINS["left"] - MARGINS["right"]


def write_document(
    target: Path, parts: Iterable[tuple[tuple[int, int], Sequence[str]]], *, title: str, about: str
) -> None:
    """A document of sections, each with its page size and its blocks; `about` stands in the footer."""
    paper = Document()
    _styles(paper)
    _describe(paper, title, about)
    footer = _footer(paper, about)
    body: list[str] = []
    sections = list(parts)
    for at, (page, blocks) in enumerate(sections):
        body += blocks
        if at + 1 < len(sections):
            body.append(section(page, footer=footer))
    body.append(_page(sections[-1][0], footer))
    root: Any = parse_xml(f"<w:body {nsdecls('w', 'r')}>{''.join(body)}</w:body>")
    old = paper.element.body
    old.getparent().replace(old, root)
    paper.save(str(target))
    repacked(target)


def _styles(paper: Paper) -> None:
    styles: Any = paper.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.rFonts.set(qn("w:cs"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after = Pt(3)
    for level, size in HEADING_SIZES.items():
        heading = styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.bold = FONT, Pt(size), True
        heading.font.color.rgb = RGBColor(0, 0, 0)
        fonts = heading.element.rPr.rFonts
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(name), FONT)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(8), Pt(4)
    styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    small = styles.add_style("TableText", 1)
    small.base_style = normal
    small.font.size = Pt(SIZE - 2)
    small.paragraph_format.space_after = Pt(0)


def _describe(paper: Paper, title: str, about: str) -> None:
    told = paper.core_properties
    told.author, told.title, told.comments, told.language = "", title, about, "vi-VN"
    told.created = told.modified = datetime(*FIXED)  # noqa: DTZ001 a constant


def _footer(paper: Paper, about: str) -> str:
    """Page numbers and where the document comes from, on every page; the reference to put into sections."""
    footer: Any = paper.sections[0].footer
    line = footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, code in (("begin", None), (None, "PAGE"), ("end", None)):
        run = line.add_run()
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = code
        run._r.append(mark)
    below = footer.add_paragraph()
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = below.add_run(plain(about))
    run.font.size, run.italic = Pt(8), True
    reference: Any = paper.sections[0]._sectPr.find(qn("w:footerReference"))
    return f'<w:footerReference w:type="default" r:id="{reference.get(qn("r:id"))}"/>'
