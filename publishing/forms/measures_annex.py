"""The annex of a simplification plan (phụ lục phương án đơn giản hóa) as DOCX, in the official columns.

Here: the document. Not here: its sentences (annex_rows.py). Text from outside is only ever text.
Equal input gives equal bytes.
Source: Thông tư 02/2017/TT-VPCP on plans; the layout of the table is remembered.
"""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from itertools import groupby
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from analysis.scm import rate
from publishing.cells import text
from publishing.forms.annex_rows import AnnexRow, words
from publishing.money import number, percent

FONT = "Times New Roman"
WIDTHS = (11, 45, 66, 48, 52, 45)
"""Of the columns, in millimetres; together the width of a landscape page."""
SHORT = 600
"""Letters of content up to which a row is not split over two pages."""
STAMP = (2000, 1, 1, 0, 0, 0)
"""Every member of the package has this time, so that equal input gives equal bytes."""


def write_annex(rows: Sequence[AnnexRow], *, day: date) -> bytes:
    """The annex of these rows, as the catalogue stood on a day."""
    paper = _page()
    _heading(paper, rows, day)
    if rows:
        _table(paper, rows)
        _line(paper, words()["act"]["to_confirm"], italic=True)
    else:
        _line(paper, words()["head"]["none"])
    out = BytesIO()
    paper.save(out)
    return _stamped(out.getvalue())


def _page() -> Paper:
    paper = Document()
    style: Any = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(2)
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(18)
    moment = datetime(*STAMP)  # noqa: DTZ001 - a constant
    told = paper.core_properties
    told.author, told.title, told.comments = "", words()["head"]["title"], ""
    told.created = told.modified = moment
    return paper


def _heading(paper: Paper, rows: Sequence[AnnexRow], day: date) -> None:
    told = words()["head"]
    for key, bold in (("annex", True), ("title", True), ("attached", False)):
        _line(paper, told[key], bold=bold, centred=True, size=13)
    _line(paper, told["draft"].format(day=f"{day:%d/%m/%Y}"), italic=True)
    if any(not row.publishable for row in rows):
        _line(paper, told["placeholder"], bold=True)
    if not rows:
        return
    before = sum((row.before for row in rows if row.before is not None), Fraction(0))
    after = sum((row.after for row in rows if row.after is not None), Fraction(0))
    summary = told["summary"].format(
        procedures=number(len(rows)),
        measures=number(sum(row.measures for row in rows)),
        before=number(before),
        after=number(after),
        benefit=number(before - after),
        rate=percent(rate(before, after)),
    )
    _line(paper, summary)


def _line(
    paper: Paper,
    told: str,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    size: int = 11,
) -> None:
    paragraph = paper.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text(told))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _table(paper: Paper, rows: Sequence[AnnexRow]) -> None:
    columns = list(words()["column"].values())
    table = paper.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    _repeat(table.rows[0])
    for cell, told in zip(table.rows[0].cells, columns, strict=True):
        _fill(cell, [told], bold=True, centred=True)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    _sized(table.rows[0])
    at = 0
    for sector, group in groupby(rows, key=lambda row: row.sector):
        _sector(table, sector)
        for row in group:
            at += 1
            _written(table, at, row)


def _sector(table: Table, sector: str | None) -> None:
    told = words()["head"]
    cells = _added(table).cells
    name = told["no_sector"] if sector is None else told["sector"].format(sector=sector.upper())
    merged = cells[0].merge(cells[-1])
    _fill(merged, [name], bold=True)
    merged.paragraphs[0].paragraph_format.keep_with_next = True


def _written(table: Table, at: int, row: AnnexRow) -> None:
    added = _added(table)
    if sum(map(len, row.content)) < SHORT:
        _whole(added)
    content = [f"{n}. {told}" for n, told in enumerate(row.content, start=1)]
    parts = (
        [str(at)],
        [row.name, f"({row.key})"],
        content if len(content) > 1 else list(row.content),
        list(row.reasons),
        list(row.acts),
        list(row.benefit),
    )
    for cell, told in zip(added.cells, parts, strict=True):
        _fill(cell, told, centred=cell is added.cells[0])
    _sized(added)


def _added(table: Any) -> _Row:
    row: _Row = table.add_row()
    return row


def _fill(cell: _Cell, told: Sequence[str], *, bold: bool = False, centred: bool = False) -> None:
    for at, line in enumerate(told):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text(line))
        run.bold, run.font.size = bold, Pt(10)


def _sized(row: _Row) -> None:
    for cell, width in zip(row.cells, WIDTHS, strict=True):
        cell.width = Mm(width)


def _repeat(row: _Row) -> None:
    """The row stands again at the top of every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: _Row) -> None:
    """The row is not split over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _stamped(data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            item = zipfile.ZipInfo(name, STAMP)
            item.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(item, package.read(name))
    return out.getvalue()
