"""Files written for one trick each: bombs, passwords, macros, entities, cycles, old fonts, false names."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.importers.files import lines, package, record, row, workbook

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "<Types/>"
DECISION = Path(__file__).parents[2] / "fixtures/decision/tinh-danh-muc-va-noi-dung/source.docx"
ENTITY = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w>&b;</w>'
OWN = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "&b;"><!ENTITY b "&a;">]><w>&a;</w>'
MB = 1024 * 1024
SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
ODS = f'<o xmlns:table="{SPACE}table:1.0" xmlns:text="{SPACE}text:1.0"><table:table>{{}}</table:table></o>'


def tricks() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each."""
    yield from _plain()
    yield from _words()
    yield from _sheets()
    yield from _pages()


def document(body: str, **parts: bytes | str) -> bytes:
    """A Word document with a body, and other members by their name (`numbering` is word/numbering.xml)."""
    with zipfile.ZipFile(DECISION) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
        told = archive.read("word/document.xml").decode().replace("</w:body>", f"{body}</w:body>")
    more = {f"word/{name}.xml": data for name, data in parts.items()}
    return package({**members, "word/document.xml": told, **more})


def _plain() -> Iterator[tuple[str, bytes]]:
    text = lines(row(), row("1.000001", "Cấp thẻ luật sư")).decode()
    yield "empty.json", b""
    yield "blank.jsonl", b"\xef\xbb\xbf \n"
    yield "two-marks.jsonl", b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode()
    yield "nul.json", bytes(4000)
    yield "deep.json", b'{"executionSteps":' + b"[" * 100_000
    yield "deep-object.json", b'{"data":' * 50_000 + b"1" + b"}" * 50_000
    yield "huge-number.json", b'{"data":{"executionCases":' + b"9" * 6000 + b"}}"
    yield "huge-float.json", b'{"data":{"executionCases":-1e999}}'
    yield "half.json", b'{"data":{"name":"\\udfff","executionCases":[]}}'
    yield "nan.json", b'{"data":{"executionCases":NaN}}'
    yield "twice.json", b'{"data":{"name":"a","name":"b","executionCases":[]}}'
    yield "wide.jsonl", text.encode("utf-16")
    yield "utf7.jsonl", text.encode("utf-7")
    yield "tcvn3.html", b"<html><body><p>QUY\xd5T \xa7\xddNH c\xabng b\xe8 th\xf1 t\xf4c h\xb5nh ch\xddnh"
    yield "vni.html", b"<html><body><p>QUYE\xc1T \xd1\xd2NH co\xe2ng bo\xe1 thu\xfb tu\xefc ha\xf8nh ch\xednh"
    yield "half-and-half.jsonl", text.encode() + text.encode("cp1258", "replace")
    yield "entity.xml", ENTITY.encode()
    yield "own-entity.rdf", OWN.encode()
    yield "entity-wide.xml", ENTITY.encode("utf-16")
    yield "deep.xml", b"<a>" * 100_000
    yield "deep.ttl", b"@prefix a: <http://a/> . a:b a:c " + b"[ a:c " * 3000
    yield "deep.jsonld", b'{"@context":{},"@graph":' + b"[" * 3000 + b"]" * 3000 + b"}"
    yield "quotes.csv", b'"' * 50_001
    yield "wide.csv", b"a;" * 200_000
    yield "ole-garbage.doc", OLE + bytes(range(256)) * 40
    yield "ole-garbage.docx", OLE + bytes(range(255, -1, -1)) * 40
    yield "ole-word.doc", OLE + "WordDocument".encode("utf-16-le") + b"\xa5\xec" * 2000
    yield "password.docx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    yield "password.xlsx", OLE + bytes(700) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    yield "broken.rtf", b"{\\rtf1\\ansi " + b"{" * 20_000 + b"\\u99999999999999999999?"
    yield "half.rtf", b"{\\rtf1\\ansi \\u-10240?\\u55296?\\u65535?}"
    yield "empty.pdf", b"%PDF-1.7\n%%EOF"
    yield (
        "loop.pdf",
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]"
            b"/Count 999999999>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF"
        ),
    )
    yield "zip-name\u202excod.json", record("1.000001", "x" * 100_000)[:-3]


def _words() -> Iterator[tuple[str, bytes]]:
    base = {"[Content_Types].xml": TYPES, "word/document.xml": "<w/>"}
    yield "bomb.docx", package({**base, "word/document.xml": b"<w>" + b" " * (48 * MB) + b"</w>"})
    yield "bomb-media.docx", package({**base, "word/media/image1.png": bytes(32 * MB)})
    yield "nested.docx", package({**base, "a/b.zip": package({"c.zip": package({"d": "e"})})})
    yield "leaves.docx", package({**base, "../../x": "y"})
    yield "nul-name.docx", package({**base, "word/a\0b.xml": "<w/>"})
    yield "no-name.docx", package(base).replace(b"[Content_Types].xml", b"\0" * 19)
    yield "many.docx", package({**base, **{f"word/{number}": b"" for number in range(5200)}})
    yield "doctype.docx", package({**base, "word/document.xml": ENTITY})
    yield "own-entity.docx", package({**base, "word/styles.xml": OWN})
    yield (
        "macro.docx",
        document("", vbaProject=OLE + bytes(900)).replace(b"vbaProject.xml", b"vbaProject.bin"),
    )
    yield (
        "outside.docx",
        package(
            {
                **base,
                "word/_rels/document.xml.rels": '<Relationships><Relationship Id="r1" TargetMode="External" '
                'Type="attachedTemplate" Target="http://127.0.0.1:9/x.dotm"/></Relationships>',
            }
        ),
    )
    style = '<w:style w:styleId="{}"><w:name w:val="x"/><w:basedOn w:val="{}"/></w:style>'
    cycle = f"<w:styles {W}>{style.format('A', 'B')}{style.format('B', 'A')}</w:styles>"
    yield "cycle.docx", document('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>', styles=cycle)
    for number, form in enumerate(("upperRoman", "lowerLetter", "decimal", "unknown")):
        yield f"numbering-{form}.docx", document(_items(), numbering=_list(form, 10 ** (9 + 3 * number)))
    yield "deep.docx", document("<w:tbl><w:tr><w:tc>" * 4000)
    yield "deep-closed.docx", document("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80)
    symbols = ("ffffffff", "-1", "d800", "110000", "", "zz")
    yield "symbols.docx", document("".join(f'<w:p><w:r><w:sym w:char="{s}"/></w:r></w:p>' for s in symbols))
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr><w:p/></w:tc>'
    yield "spans.docx", document(f"<w:tbl><w:tr>{wide * 3000}</w:tr>{'<w:tr/>' * 3000}</w:tbl>")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(2):
            archive.writestr("word/document.xml", "<w/>")
    yield "twice.docx", stream.getvalue()


def _items() -> str:
    place = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    return "".join(place.format(level) for level in (0, 1, 8, 9, 12, 999, -1))


def _list(form: str, start: int) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="%1.%0"/></w:lvl>'
        for level in (0, 1, 8, 9, 12, 999, -1)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _sheets() -> Iterator[tuple[str, bytes]]:
    good = workbook(("1.000001", "x"))
    yield "million.xlsx", _changed(good, b"</sheetData>", _grid(1000, 1000) + b"</sheetData>")
    yield "far.xlsx", _changed(good, b'r="A3"', b'r="XFD1048576"')
    yield "negative.xlsx", _changed(good, b'r="A3"', b'r="A0"')
    yield "index.xlsx", _changed(good, b"<v>1</v>", b"<v>99999999</v>")
    yield "value.xlsx", _changed(good, b"<v>1</v>", b"<v>-1</v>")
    yield "cells.xlsx", _changed(good, b't="s"', b't="d"')
    last = b"%d" % zipfile.ZipFile(io.BytesIO(good)).read("xl/sharedStrings.xml").count(b"<si>")
    shared = b"<si><t>" + b"x" * (2 * MB) + b"</t></si>"
    many = b"".join(b'<c r="B%d" t="s"><v>%s</v></c>' % (number, last) for number in range(9, 20_000))
    yield (
        "shared.xlsx",
        _changed(
            _changed(good, b"</sheetData>", b'<row r="9">' + many + b"</row></sheetData>"),
            b"</sst>",
            shared + b"</sst>",
        ),
    )
    yield "doctype.xlsx", package({"[Content_Types].xml": TYPES, "xl/workbook.xml": ENTITY})
    yield "only-name.xlsx", package({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>"})
    repeat = 'table:number-{}-repeated="{}"'
    paragraph = "<text:p>x</text:p>"
    for name, rows, columns, inside in (
        ("rows", 999_999_999, 1, paragraph),
        ("columns", 1, 999_999_999, paragraph),
        ("cells", 40_000, 40_000, paragraph),
        ("blanks", 1, 1, "<text:p>x" + '<text:s text:c="9999"/>' * 90_000 + "</text:p>"),
        ("deep", 1, 1, "<text:p>" + "<text:span>" * 200 + "</text:span>" * 200 + "</text:p>"),
        ("endless", "9" * 5000, "-1", paragraph),
    ):
        cell = f"<table:table-cell {repeat.format('columns', columns)}>{inside}</table:table-cell>"
        table = f"<table:table-row {repeat.format('rows', rows)}>{cell}</table:table-row>"
        yield f"{name}.ods", package({"mimetype": "x", "content.xml": ODS.format(table)})


def _grid(rows: int, columns: int) -> bytes:
    """Cells of differing numbers, so that the package is no bomb by its ratio."""
    cells = [b"<c><v>%d</v></c>" % (number * 7919 % 99_991) for number in range(columns + rows)]
    return b"".join(b'<row r="%d">%s</row>' % (r + 9, b"".join(cells[r : r + columns])) for r in range(rows))


def _changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """A package with the first such bytes of each member replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return package({name: archive.read(name).replace(old, new, 1) for name in archive.namelist()})


def _pages() -> Iterator[tuple[str, bytes]]:
    head = "<html><head><meta charset='{}'></head><body><h1>Thủ tục hành chính</h1>"
    names = ("idna", "punycode", "undefined", "unicode_escape", "hex", "rot13", "utf-7", "cp1258", "x-user")
    for name in names:
        yield f"charset-{name}.html", (head.format(name) + "x\\N{a}").encode()
    page = head.format("utf-8")
    yield "deep.html", (page + "<div>" * 30_000).encode()
    yield "deep-table.html", (page + "<table><tr><td>" * 3000).encode()
    yield (
        "spans.html",
        (page + "<table><tr>" + "<td colspan=9999 rowspan=9999>" * 900 + "<tr>" * 9000).encode(),
    )
    yield "wide.html", (page + "<table><tr>" + "<td colspan=1000>" * 90_000).encode()
    yield "start.html", (page + "<ol start=99999999 type=a><li>a<li>b</ol>").encode()
    yield "nul.html", page.encode() + bytes(3000)
