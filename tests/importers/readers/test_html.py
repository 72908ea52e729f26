"""Pages to blocks: encodings, labels, merged cells, limits."""

import pytest

from catalogue.errors import UnreadableFile
from importers.base import SourceFile
from importers.readers.blocks import Blocks, Paragraph, Table
from importers.readers.html import read_html


def _read(text: str | bytes) -> Blocks:
    return read_html(SourceFile("page.html", text.encode() if isinstance(text, str) else text))


def _lines(text: str | bytes) -> list[str]:
    return [paragraph.line for paragraph in _read(text).paragraphs()]


def _grid(text: str) -> list[list[str | None]]:
    (table,) = [block for block in _read(text).body if isinstance(block, Table)]
    return [[cell.text if cell else None for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<p>Một\n  hai</p><p>ba<br>bốn</p>", ["Một hai", "ba\nbốn"]),
        ("<div>Tên <b>thủ tục</b><p>Mã</p>rời</div>", ["Tên thủ tục", "Mã", "rời"]),
        ("<ol start=3><li>a</li><li>b</li></ol>", ["3. a", "4. b"]),
        ("<ol type=a><li>một</li><li>hai</li></ol>", ["a. một", "b. hai"]),
        ("<ul><li>một</li></ul><ul style='list-style:none'><li>hai</li></ul>", ["- một", "hai"]),
        ("<pre>một\n  hai</pre>", ["một\nhai"]),
        ("<p class='whitespace-pre-wrap'>một\nhai</p>", ["một\nhai"]),
        ("<p>thấy</p><p style='display:none'>ẩn</p><script>x</script><nav>menu</nav>", ["thấy"]),
        ("<p>A &lt;B&gt; &amp;nbsp;</p>", ["A <B> &nbsp;"]),
    ],
)
def test_words_are_those_that_a_browser_shows(text: str, lines: list[str]) -> None:
    assert _lines(f"<html><body>{text}</body></html>") == lines


def test_headings_have_their_level() -> None:
    blocks = _read("<h1>Tên</h1><h4>Mục</h4><p>lời</p>").body
    assert [block.outline for block in blocks if isinstance(block, Paragraph)] == [0, 3, None]


def test_merged_cells_stand_at_every_place_they_cover() -> None:
    assert _grid(
        "<table><tr><th rowspan=2>TT</th><th colspan=2>Cách thức</th></tr>"
        "<tr><th>Trực tiếp</th><th>BCCI</th></tr><tr><td>1</td><td>x</td></tr></table>"
    ) == [["TT", "Cách thức", "Cách thức"], ["TT", "Trực tiếp", "BCCI"], ["1", "x", None]]


def test_a_cell_that_reaches_below_the_last_row_ends_there() -> None:
    assert _grid("<table><tr><td rowspan=9>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == [
        ["a", "b"],
        ["a", "c"],
    ]


def test_a_table_in_a_cell_stays_in_it() -> None:
    (outer,) = _read("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>").body
    assert isinstance(outer, Table)
    (cell,) = outer.rows[0].distinct()
    assert [table.rows[0].distinct()[0].text for table in cell.tables()] == ["b"]


@pytest.mark.parametrize(
    "data",
    [
        "<p>Thủ tục</p>".encode(),
        "\ufeff<p>Thủ tục</p>".encode(),
        "<p>Thủ tục</p>".encode("utf-16"),
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><p>Thủ tục</p>'.encode(),
    ],
)
def test_the_encoding_is_found(data: bytes) -> None:
    assert _lines(data) == ["Thủ tục"]


def test_another_encoding_is_refused_with_a_reason() -> None:
    with pytest.raises(UnreadableFile, match="sai mã hóa") as told:
        _read(b"<p>\xff\xfe\xfd th\xfb t\xf4c</p>")
    assert told.value.hint


def _told(data: str | bytes) -> tuple[list[str], str | None]:
    """The lines of a page, or none and the hint of its refusal."""
    try:
        return _lines(data), None
    except UnreadableFile as error:
        return [], error.hint


def test_a_page_nested_too_deeply_is_refused_or_flat() -> None:
    lines, hint = _told("<div>" * 5000 + "x")
    assert lines in ([], ["x"])
    assert lines or hint


@pytest.mark.parametrize("data", [b"", b"   ", b"<!-- -->"])
def test_no_page_gives_nothing(data: bytes) -> None:
    lines, hint = _told(data)
    assert lines == []
    assert hint != ""
