"""Word documents written from a few words: plain zip and XML, the same bytes each time.

`docx([p("QUYẾT ĐỊNH"), table(["STT", "Tên"], ["1", "Đăng ký"])])` is a document. Cells are texts
(a line break begins a paragraph), lists of blocks, or `cell(...)` with spans and merges.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "{more}</Types>"
)
MORE = (
    '<Override PartName="/word/{name}.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"/>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
RELATION = (
    '<Relationship Id="rId{n}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}" Target="{name}.xml"/>'
)


@dataclass(frozen=True)
class Xml:
    """XML of a block or of runs, as it stands in the document."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A cell with spans: `down` "restart" begins a merge downwards, "continue" carries it on."""

    content: "Content"
    span: int = 1
    down: str = ""


Block = str | Xml
Content = str | Sequence[Block]


def run(text: str, *, properties: str = "") -> Xml:
    """A run of text; tabs and line breaks become theirs."""
    parts = []
    for number, line in enumerate(text.split("\n")):
        if number:
            parts.append("<w:br/>")
        for at, piece in enumerate(line.split("\t")):
            parts.append("<w:tab/>" * bool(at) + f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    told = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return Xml(f"<w:r>{told}{''.join(parts)}</w:r>")


def p(*runs: str | Xml, num: tuple[int, int] | None = None, style: str = "", properties: str = "") -> Xml:
    """A paragraph; `num` is the list and level of its automatic number."""
    told = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        told += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    told += properties
    inner = "".join((run(one) if isinstance(one, str) else one).text for one in runs)
    return Xml(f"<w:p>{f'<w:pPr>{told}</w:pPr>' if told else ''}{inner}</w:p>")


def cell(content: Content, *, span: int = 1, down: str = "") -> Cell:
    """A cell over `span` columns; `down` is "restart" or "continue"."""
    return Cell(content, span, down)


def table(*rows: Sequence[Content | Cell]) -> Xml:
    """A table of rows of cells."""
    width = max(sum(one.span if isinstance(one, Cell) else 1 for one in row) for row in rows)
    grid = "<w:gridCol/>" * width
    return Xml(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(map(_row, rows))}</w:tbl>")


def _row(row: Sequence[Content | Cell]) -> str:
    return f"<w:tr>{''.join(_cell(one if isinstance(one, Cell) else Cell(one)) for one in row)}</w:tr>"


def _cell(one: Cell) -> str:
    told = f'<w:gridSpan w:val="{one.span}"/>' if one.span > 1 else ""
    if one.down:
        told += '<w:vMerge w:val="restart"/>' if one.down == "restart" else "<w:vMerge/>"
    inner = blocks(one.content)
    if not inner.endswith("</w:p>"):
        inner += "<w:p/>"
    return f"<w:tc><w:tcPr>{told}</w:tcPr>{inner}</w:tc>"


def blocks(content: Content) -> str:
    """XML of blocks; lines of a text are paragraphs."""
    if isinstance(content, str):
        return "".join(p(line).text for line in content.split("\n"))
    return "".join(p(one).text if isinstance(one, str) else one.text for one in content)


def numbering(*lists: Sequence[tuple[str, str]]) -> str:
    """numbering.xml: each list is its levels as (format, text), list numbers from 1."""
    told = []
    for number, levels in enumerate(lists, 1):
        inner = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
            for level, (form, text) in enumerate(levels)
        )
        told.append(f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>')
    told += [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1)]
    return f"<w:numbering {NAMESPACES}>{''.join(told)}</w:numbering>"


def docx(body: Iterable[Block], **parts: str) -> bytes:
    """A package; `parts` are further members of word/ by name (numbering, styles, footnotes)."""
    inner = blocks(list(body))
    members = {
        "[Content_Types].xml": TYPES.format(more="".join(MORE.format(name=name) for name in parts)),
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(RELATION.format(n=n, name=name) for n, name in enumerate(parts, 1))
            + "</Relationships>"
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{inner}<w:sectPr/></w:body></w:document>",
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(entry, head + text)
    return stream.getvalue()


def letterhead(agency: str, number: str, place_date: str) -> Xml:
    """The usual letterhead as a table."""
    return table(
        [f"{agency}\n―――――", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
        [f"Số: {number}", place_date],
    )


def opening(
    title: str,
    *articles: str,
    agency: str = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG BÌNH",
    number: str = "3218/QĐ-UBND",
    date: str = "Quảng Bình, ngày 18 tháng 11 năm 2024",
    office: str = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG BÌNH",
) -> list[Block]:
    """Letterhead, title, grounds and articles of a decision, up to the signature."""
    return [
        letterhead(agency, number, date),
        "QUYẾT ĐỊNH",
        title,
        "―――――",
        office,
        (
            "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục "
            "hành chính;"
        ),
        (
            "Căn cứ Quyết định số 1520/QĐ-BTP ngày 29 tháng 5 năm 2024 của Bộ trưởng Bộ Tư pháp về việc công "
            "bố thủ tục hành chính được thay thế, bị bãi bỏ;"
        ),
        "QUYẾT ĐỊNH:",
        *articles,
        table(["Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"]),
    ]
