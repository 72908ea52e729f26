"""Word documents to blocks: labels, grids, tracked changes, text boxes, and what is not printed."""

import pytest

from catalogue.errors import HostileFile, UnreadableFile
from catalogue.issues import IssueLog
from importers.readers.blocks import Blocks, Paragraph, Table
from importers.readers.docx import read_docx
from tests.importers.build_docx import Block, Xml, cell, docx, numbering, p, run, table
from tests.importers.files import package


def lines(*body: Block, **parts: str) -> list[str]:
    """Printed lines of a document."""
    return [paragraph.line for paragraph in read(*body, **parts).paragraphs()]


def read(*body: Block, **parts: str) -> Blocks:
    """Blocks of a document."""
    return read_docx(docx(body, **parts))


def first_table(*body: Block) -> Table:
    """The first table of a document."""
    return next(block for block in read(*body).body if isinstance(block, Table))


def grid(found: Table) -> list[list[str | None]]:
    """Text at every grid position."""
    return [[None if one is None else one.text for one in row.cells] for row in found.rows]


INLINE = [  # XML of a paragraph's runs, what is printed
    ("<w:r><w:t>Đăng</w:t></w:r><w:r><w:t> ký</w:t></w:r>", "Đăng ký"),
    ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
    ("<w:r><w:t>NĐ</w:t><w:noBreakHyphen/><w:t>CP</w:t></w:r>", "NĐ-CP"),
    ("<w:r><w:t>quy</w:t><w:softHyphen/><w:t> định\u00ad</w:t></w:r>", "quy định"),
    ("<w:r><w:t>Thu\u0309 tu\u0323c\u00a01</w:t></w:r>", "Thủ tục 1"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "x"),
    ('<w:hyperlink r:id="rId9"><w:r><w:t>1.000894</w:t></w:r></w:hyperlink>', "1.000894"),
    (
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        "3",
    ),
    ('<w:fldSimple w:instr="DATE"><w:r><w:t>2026</w:t></w:r></w:fldSimple>', "2026"),
    ('<w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>', "a"),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r>", "hiện"),
    ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>', "hiện"),
    ("<w:del><w:r><w:delText>07</w:delText></w:r></w:del><w:ins><w:r><w:t>05</w:t></w:r></w:ins>", "05"),
    (
        "<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>mới</w:t></w:r></w:moveTo>",
        "mới",
    ),
    ("<w:smartTag><w:r><w:t>Hà Nội</w:t></w:r></w:smartTag>", "Hà Nội"),
    (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>trong khung</w:t></w:r></w:sdtContent></w:sdt>",
        "trong khung",
    ),
    (
        (
            "<w:r><mc:AlternateContent><mc:Choice><w:t>một</w:t></mc:Choice>"
            "<mc:Fallback><w:t>hai</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "một",
    ),
]


@pytest.mark.parametrize(("xml", "printed"), INLINE)
def test_runs_print_what_a_reader_sees(xml: str, printed: str) -> None:
    assert lines(Xml(f"<w:p>{xml}</w:p>")) == [printed]


def test_a_text_box_is_read_once_and_before_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    found = read(
        Xml(
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
            + box.format("Số: 1/QĐ-UBND")
            + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            + box.format("Số: 1/QĐ-UBND")
            + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>sau</w:t></w:r></w:p>"
        )
    )
    assert [(one.text, one.boxed) for one in found.paragraphs()] == [("Số: 1/QĐ-UBND", True), ("sau", False)]


def test_footnotes_stand_apart() -> None:
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Chú thích</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    assert read("Thân", footnotes=notes).footnotes == {"2": "Chú thích"}


DELETED_MARK = "<w:rPr><w:del/></w:rPr>"


def test_a_deleted_paragraph_does_not_exist() -> None:
    gone = Xml(f"<w:p><w:pPr>{DELETED_MARK}</w:pPr><w:del><w:r><w:delText>Bỏ</w:delText></w:r></w:del></w:p>")
    assert lines("Trước", gone, "Sau") == ["Trước", "Sau"]


def test_a_deleted_mark_joins_two_paragraphs() -> None:
    assert lines(p("Nửa đầu", properties=DELETED_MARK), "và nửa sau") == ["Nửa đầuvà nửa sau"]


def test_deleted_rows_do_not_exist_and_inserted_ones_do() -> None:
    rows = "".join(
        f"<w:tr><w:trPr>{mark}</w:trPr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        for mark, text in (("", "a"), ("<w:del/>", "b"), ("<w:ins/>", "c"))
    )
    found = read(Xml(f"<w:tbl>{rows}</w:tbl>"))
    assert [one.text for one in found.paragraphs()] == ["a", "c"]
    assert found.left_out == {"tracked-deletion": 1}


def test_a_table_of_contents_is_left_out() -> None:
    contents = Xml(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('1. Đăng ký 3').text}</w:sdtContent></w:sdt>"
    )
    assert lines(contents, "Thân") == ["Thân"]


def test_merged_cells_stand_at_every_position_they_cover() -> None:
    found = first_table(
        table(
            [cell("a", down="restart"), cell("b", span=2)],
            [cell("", down="continue"), "c", "d"],
            [cell("e", span=3)],
        )
    )
    assert grid(found) == [["a", "b", "b"], ["a", "c", "d"], ["e", "e", "e"]]
    assert [one.text for one in found.rows[1].own()] == ["c", "d"]
    merged = found.rows[0].cells[0]
    assert merged is not None
    assert (merged.rows, merged.columns) == (2, 1)


def test_indented_rows_keep_their_columns() -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>{}</w:tr>"
    more = "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>"
    first = row.format("", "a", more)
    second = row.format('<w:gridBefore w:val="1"/>', "c", "")
    assert grid(first_table(Xml(f"<w:tbl>{first}{second}</w:tbl>"))) == [["a", "b"], [None, "c"]]


def test_a_nested_table_stays_in_its_cell() -> None:
    outer = first_table(table(["nhãn", [table(["x", "y"])]]))
    inner = outer.rows[0].cells[1]
    assert inner is not None
    assert [grid(one) for one in inner.tables()] == [[["x", "y"]]]
    assert inner.text == "x\ny"
    assert len(list(outer.paragraphs())) == 4  # a cell must end with a paragraph, so one more is empty


LISTS = [  # levels of a list, levels of its paragraphs, labels
    ([("decimal", "%1."), ("decimal", "%1.%2.")], [0, 1, 1, 0, 1], ["1.", "1.1.", "1.2.", "2.", "2.1."]),
    ([("upperRoman", "%1."), ("lowerLetter", "%2)")], [0, 1, 1, 0], ["I.", "a)", "b)", "II."]),
    ([("decimal", "Bước %1:")], [0, 0], ["Bước 1:", "Bước 2:"]),
    ([("bullet", "\uf0b7")], [0, 0], ["•", "•"]),
    ([("bullet", "-")], [0], ["-"]),
    ([("decimalZero", "%1"), ("none", "")], [0, 1], ["01", ""]),
]


@pytest.mark.parametrize(("levels", "used", "labels"), LISTS)
def test_automatic_numbers(levels: list[tuple[str, str]], used: list[int], labels: list[str]) -> None:
    found = read(*(p("x", num=(1, level)) for level in used), numbering=numbering(levels))
    assert [one.label for one in found.paragraphs()] == labels


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_list_may_begin_anew_and_come_with_a_style() -> None:
    numbers = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:pStyle w:val="Dem"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles {W}><w:style w:styleId="Dem"><w:name w:val="Đếm"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Dem"/></w:style></w:styles>'
    )
    found = read(
        p("a", style="Dem"),
        p("b", style="Con"),
        p("c", num=(2, 0)),
        p("d", num=(2, 0)),
        p("e", style="Dem", num=(0, 0)),
        numbering=numbers,
        styles=styles,
    )
    assert [one.label for one in found.paragraphs()] == ["1.", "2.", "5.", "6.", ""]


def test_places_tell_table_row_and_cell() -> None:
    found = read("một", table(["a", "b"]), "hai")
    places = [one.place for one in found.paragraphs()]
    assert [(one.paragraph, one.table, one.row, one.cell) for one in places] == [
        (1, None, None, None),
        (None, 1, 1, 1),
        (None, 1, 1, 2),
        (2, None, None, None),
    ]


def test_pages_are_counted_where_the_document_tells_them() -> None:
    broken = Xml('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
    assert [one.place.page for one in read("một", broken, "hai").paragraphs()] == [1, 1, 2]


def test_cells_that_nobody_took_are_issues() -> None:
    row = first_table(table(["a", "b", ""])).rows[0]
    row.take(0)
    issues = IssueLog()
    row.finish(issues)
    assert [issue.quote for issue in issues] == ["b"]


def test_headers_and_footers_are_not_read() -> None:
    header = f"<w:hdr {W}>{p('CÔNG BÁO').text}</w:hdr>"
    assert lines("Thân", header=header) == ["Thân"]


def test_a_package_without_document_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match="không phải văn bản Word"):
        read_docx(package({"a.txt": b"x"}))


def test_an_external_entity_is_hostile() -> None:
    xml = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    with pytest.raises(HostileFile):
        read_docx(package({"word/document.xml": xml}))


def test_a_paragraph_knows_whether_it_is_empty() -> None:
    assert Paragraph("  ", label="1.").empty
    assert run("x").text == '<w:r><w:t xml:space="preserve">x</w:t></w:r>'
