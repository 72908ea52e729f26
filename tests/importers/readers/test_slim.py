"""A document without its fonts says what it says with them."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from catalogue.errors import UnreadableFile
from importers.readers import docx as reader
from importers.readers.blocks import Blocks, Paragraph, Table
from importers.readers.numbering import Numbering
from importers.readers.slim import slim
from tests.importers.build_docx import NAMESPACES, Block, Xml, docx, p, run

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted([*(ROOT / "fixtures").rglob("*.docx"), *(ROOT.parent / "shared" / "data").rglob("*.docx")])
FONT = '<w:rFonts w:ascii="Times New Roman"/><w:sz w:val="28"/>'
TRACKED: list[Block] = [
    p(run("còn ", properties=FONT), run("ẩn", properties="<w:vanish/>"), run(" lại", properties=FONT)),
    Xml(
        "<w:p><w:pPr><w:rPr><w:b/><w:del w:id='1'/></w:rPr></w:pPr>"
        "<w:r><w:rPr><w:b/><w:rPrChange w:id='2'><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>"
        "<w:t>chạy </w:t></w:r>"
        "<w:del w:id='3'><w:r><w:rPr><w:b/></w:rPr><w:delText>xóa</w:delText></w:r></w:del></w:p>"
    ),
    p(run("tiếp", properties=FONT)),
    p(
        run("Cột\tsau\ndòng", properties=FONT),
        run(" nối", properties=FONT),
        Xml("<w:r><w:t> không phông</w:t></w:r>"),
    ),
]


def told(blocks: Blocks) -> list[str]:
    """Every paragraph with its label, every table with its size."""
    found = []
    for block in blocks.body:
        if isinstance(block, Table):
            found.append(f"{len(block.rows)}x{block.width}: {block.text}")
        else:
            assert isinstance(block, Paragraph)
            found.append(f"{block.style}|{block.outline}|{block.boxed}|{block.spot}|{block.line}")
    return [*found, str(blocks.left_out)]


def both(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """What is read with and without fonts in the tree."""
    quick = told(reader.read_docx(data))
    monkeypatch.setattr(reader, "slim", lambda xml: xml)
    monkeypatch.setattr(reader, "_plain", lambda element: None)
    return quick, told(reader.read_docx(data))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}"[:40])
def test_real_documents_say_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        quick, slow = both(path.read_bytes(), monkeypatch)
    except UnreadableFile:
        return
    assert quick == slow


def test_hidden_and_tracked_words_are_still_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    quick, slow = both(docx(TRACKED), monkeypatch)
    assert quick == slow
    assert [line.rpartition("|")[2] for line in quick[:-1]] == [
        "còn  lại",
        "chạy tiếp",
        "Cột\tsau\ndòng nối không phông",
    ]


BORDERS = (
    '<w:tcBorders><w:top w:val="nil"/></w:tcBorders><w:tcMar><w:left w:w="0"/></w:tcMar>'
    '<w:vAlign w:val="center"/>'
)
DRAWN = Xml(
    f'<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:tcW w:w="1"/><w:gridSpan w:val="2"/>{BORDERS}</w:tcPr>'
    '<w:p w:rsidR="00A1"><w:pPr><w:pBdr><w:top w:val="nil"/></w:pBdr><w:spacing w:before="120"/></w:pPr>'
    '<w:bookmarkStart w:id="0" w:name="a"/><w:r><w:t>gộp</w:t></w:r></w:p></w:tc></w:tr>'
    f'<w:tr><w:tc><w:tcPr>{BORDERS}<w:cellDel w:id="7"/></w:tcPr><w:p><w:r><w:t>bỏ</w:t></w:r></w:p></w:tc>'
    f"<w:tc><w:tcPr>{BORDERS}<w:tcPrChange w:id='8'><w:tcPr>{BORDERS}</w:tcPr></w:tcPrChange></w:tcPr>"
    "<w:p><w:pPr/><w:r><w:t>còn</w:t></w:r><w:proofErr w:type='x'/><w:r><w:t> lại</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl>"
)


def test_borders_and_spacing_leave_and_tracked_cells_are_still_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx([DRAWN, p("sau")])
    assert b"tcBorders" not in slim(zipfile.ZipFile(BytesIO(data)).read("word/document.xml"))
    quick, slow = both(data, monkeypatch)
    assert quick == slow
    assert quick[0] == "2x2: gộp\ncòn lại"


def test_fonts_leave_and_runs_are_joined() -> None:
    data = docx([p(*(run(f"{n} ", properties=FONT) for n in range(9)))])
    xml = zipfile.ZipFile(BytesIO(data)).read("word/document.xml")
    assert b"rFonts" in xml
    assert b"rFonts" not in slim(xml)
    assert slim(xml).count(b"<w:t") == 1


BODY = "<w:body><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r></w:p></w:body></w:document>"


@pytest.mark.parametrize(
    "head",
    [
        f"<w:document {NAMESPACES}><!-- <w:rPr> -->",
        f"<w:document {NAMESPACES}><![CDATA[<w:rPr>]]>",
        '<w:document xmlns:w="urn:other">',
        f'<w:document {NAMESPACES}><w:x xmlns:w="urn:other"/>',
    ],
)
def test_bytes_that_could_mean_something_else_stay(head: str) -> None:
    xml = (head + BODY).encode()
    assert slim(xml) is xml


def test_a_broken_document_tells_the_place_in_its_own_bytes() -> None:
    xml = f"<w:document {NAMESPACES}>\n<w:body>\n<w:p><w:r><w:rPr><w:b></w:rPr></w:p></w:body></w:document>"
    with pytest.raises(UnreadableFile, match="dòng 3"):
        reader.read_document(xml.encode(), Numbering(None, None))
