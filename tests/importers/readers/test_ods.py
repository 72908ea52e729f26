"""The .ods reader: values, repeats, and what a hostile repeat may not do."""

import pytest

from catalogue.errors import FileTooLarge, UnreadableFile
from importers.base import SourceFile
from importers.limits import Limits
from importers.readers.ods import read_ods
from importers.readers.package import open_package
from tests.importers.files import docx, package

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def ods(rows: str) -> SourceFile:
    content = (
        f'<office:document-content {SPACES}><table:table table:name="T">{rows}</table:table>'
        "</office:document-content>"
    )
    return SourceFile("a.ods", package({"mimetype": "x", "content.xml": content}))


def cell(words: str, told: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {told}>{words}</table:table-cell>"


def test_values_have_their_kinds_and_lines_stay() -> None:
    row = (
        cell("<text:p>a<text:s text:c='2'/>b</text:p><text:p><text:span>c</text:span></text:p>")
        + cell("<text:p>1,5</text:p>", 'office:value-type="float" office:value="1.5"')
        + cell("<text:p>x</text:p>", 'office:value-type="boolean" office:boolean-value="true"')
        + cell("<text:p>x</text:p>", 'office:value-type="date" office:date-value="2026-07-01"')
    )
    (sheet,) = read_ods(ods(f"<table:table-row>{row}</table:table-row>"))
    told = sheet.rows[0]
    assert told[:3] == ("a  b\nc", 1.5, True)
    assert str(told[3]) == "2026-07-01"


def test_a_comment_is_no_text_of_its_cell() -> None:
    words = "<office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>ô</text:p>"
    (sheet,) = read_ods(ods(f"<table:table-row>{cell(words)}</table:table-row>"))
    assert sheet.rows == (("ô",),)


def test_empty_repeats_take_no_room() -> None:
    empty = (
        '<table:table-row table:number-rows-repeated="3">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    filled = f"<table:table-row>{cell('<text:p>a</text:p>')}</table:table-row>"
    end = empty.replace('"3"', '"1048000"')
    (sheet,) = read_ods(ods(empty + filled + end))
    assert [len(row) for row in sheet.rows] == [1, 1, 1, 1]
    assert sheet.rows[3] == ("a",)


FILLED = cell("<text:p>a</text:p>")
MANY_ROWS = f'<table:table-row table:number-rows-repeated="1048576">{FILLED}</table:table-row>'
FAR = '<table:table-cell table:number-columns-repeated="99999999"/>'


@pytest.mark.parametrize("rows", [MANY_ROWS, f"<table:table-row>{FAR}{FILLED}</table:table-row>"])
def test_filled_repeats_count_against_the_limits(rows: str) -> None:
    with pytest.raises(FileTooLarge):
        list(read_ods(ods(rows), Limits(rows=1000, cells=100_000)))


def test_another_package_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="docx"):
        list(read_ods(SourceFile("a.ods", docx())))


def test_a_member_without_a_name_is_a_broken_package() -> None:
    data = package({"mimetype": "x", "content.xml": "<x/>", "a": ""})
    broken = data.replace(b"PK\x01\x02" + data.split(b"PK\x01\x02")[3][:42] + b"a", _nameless(data))
    with pytest.raises(UnreadableFile, match="không tên"):
        open_package(broken)


def _nameless(data: bytes) -> bytes:
    """The last entry of the table of contents, with its name counted as part of the extra field."""
    entry = bytearray(b"PK\x01\x02" + data.split(b"PK\x01\x02")[3][:42] + b"a")
    entry[28:32] = b"\x00\x00\x01\x00"
    return bytes(entry)
