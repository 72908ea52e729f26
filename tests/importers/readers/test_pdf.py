"""PDF to blocks: paragraphs over lines and pages, ruled tables, refusals."""

import time
from pathlib import Path

import pytest

from catalogue.errors import NoTextLayer, UnreadableFile
from catalogue.text import fold
from importers.base import SourceFile
from importers.readers.blocks import Table
from importers.readers.pdf import check_text_layer, read_pdf
from importers.readers.pdf_flow import Frame, cut_word, paragraphs_of, running_lines
from importers.readers.pdf_glyphs import Glyph, Rule, Sheet
from importers.readers.pdf_lines import Line, lines_of
from importers.readers.pdf_tables import grids_of


def _line(text: str, base: float, *, x0: float = 50, x1: float = 500, page: int = 1) -> Line:
    return Line(text, x0, x1, base, 12.0, not text.endswith(" "), 30.0, page)


FRAME = Frame(50, 500, blanks=True)


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([("Cá nhân nộp ", 500), ("hồ sơ.", 120)], ["Cá nhân nộp hồ sơ."]),
        ([("Hồ sơ gồm:", 150), ("Đơn", 90)], ["Hồ sơ gồm:", "Đơn"]),
        ([("do cơ qua", 499), ("n, đơn vị", 140)], ["do cơ quan, đơn vị"]),
        (
            [("theo Thông tư số 85/2019/TT-", 499), ("BTC ngày", 120)],
            ["theo Thông tư số 85/2019/TT-BTC ngày"],
        ),
        ([("nộp hồ sơ; ", 500), ("- Đơn đề nghị", 200)], ["nộp hồ sơ;", "- Đơn đề nghị"]),
    ],
)
def test_lines_go_on_where_the_next_word_had_no_room(
    lines: list[tuple[str, float]], paragraphs: list[str]
) -> None:
    told = [_line(text, 100 + 14 * number, x1=x1) for number, (text, x1) in enumerate(lines)]
    assert [text for text, _ in paragraphs_of(told, FRAME)] == paragraphs


def test_a_first_line_that_is_indented_begins_a_paragraph() -> None:
    told = [_line("Điều một. ", 100), _line("Điều hai. ", 114, x0=80)]
    assert len(paragraphs_of(told, FRAME)) == 2


def test_a_whole_word_at_the_end_of_a_line_keeps_its_blank() -> None:
    assert not cut_word(_line("Ủy ban", 100), _line("nhân dân", 114), FRAME)


def test_running_headers_and_page_numbers_are_found() -> None:
    pages = [
        (
            800.0,
            [_line(f"CÔNG BÁO/Số 272 {n}", 30, page=n), _line(f"Nội dung trang {n}{'a' * n}", 400, page=n)],
        )
        for n in range(1, 6)
    ]
    found = running_lines(pages)
    assert {id(lines[0]) for _, lines in pages} == set(found)
    assert set(found.values()) == {"running header"}
    alone = [(800.0, [_line("một", 100)]), (800.0, [_line("2", 30, page=2), _line("hai", 400, page=2)])]
    assert list(running_lines(alone).values()) == ["page number"]


def test_blanks_are_seen_where_none_is_written() -> None:
    letters = [Glyph(c, 10.0 * n, 10.0 * n + 9.5, 100.0, 12.0) for n, c in enumerate("hồsơ")]
    apart = [*letters[:2], *(g._replace(x0=g.x0 + 5, x1=g.x1 + 5) for g in letters[2:])]
    assert [line.words for line in lines_of(apart, page=1)] == ["hồ sơ"]


def test_ruled_lines_bound_cells_and_merged_cells() -> None:
    sheet = Sheet(1, 600, 800)
    sheet.horizontal = [Rule(100, 50, 350), Rule(120, 50, 350), Rule(140, 50, 350)]
    sheet.vertical = [Rule(50, 100, 140), Rule(150, 120, 140), Rule(350, 100, 140)]
    (grid,) = grids_of(sheet)
    assert [(box.row, box.column, box.columns) for box in grid.boxes] == [(0, 0, 2), (1, 0, 1), (1, 1, 1)]


def test_a_single_frame_is_no_table() -> None:
    sheet = Sheet(1, 600, 800)
    sheet.horizontal, sheet.vertical = (
        [Rule(100, 50, 350), Rule(140, 50, 350)],
        [
            Rule(50, 100, 140),
            Rule(350, 100, 140),
        ],
    )
    assert grids_of(sheet) == []


def test_a_table_over_two_pages_is_one_table_and_its_cut_row_one_row(fixtures: Path) -> None:
    blocks = read_pdf(SourceFile.open(fixtures / "portal-print" / "hai-truong-hop" / "source.pdf"))
    papers = next(b for b in blocks.body if isinstance(b, Table) and "Trường hợp 1" in b.text)
    told = [row.cells[0].text for row in papers.rows if row.cells[0] is not None]
    assert len(told) == 11
    assert all(fold(text).endswith(f"của chính phủ. ({n})") for n, text in enumerate(told[3:], start=1))
    assert {row.spot.page for row in papers.rows} == {1, 2}


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4", b"%PDF-1.7\n" + b"\0" * 400, b"%PDF-1.4\ntrailer<</Root 1 0 R>>"]
)
def test_a_broken_pdf_is_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as told:
        read_pdf(SourceFile("x.pdf", data))
    assert told.value.hint


def _told(data: bytes) -> tuple[int, str | None]:
    """The number of blocks, or 0 and the hint of the refusal."""
    try:
        return len(read_pdf(SourceFile("x.pdf", data)).body), None
    except UnreadableFile as error:
        return 0, error.hint


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_pdf_is_read_or_refused(fixtures: Path, share: float) -> None:
    data = (fixtures / "portal-print" / "thieu-muc" / "source.pdf").read_bytes()
    blocks, hint = _told(data[: int(len(data) * share)])
    assert blocks or hint


@pytest.mark.shared
def test_images_of_pages_are_refused(shared: Path) -> None:
    files = sorted((shared / "data/decisions/scanned_no_text_layer").glob("*.pdf"))
    assert files
    for path in files:
        with pytest.raises(NoTextLayer) as told:
            check_text_layer(SourceFile.open(path))
        assert told.value.code == "no-text-layer"
        assert told.value.hint


@pytest.mark.shared
def test_a_gazette_is_read_without_its_running_header(shared: Path) -> None:
    path = next((shared / "data/decisions/nq_2026_congbao").glob("*17-2026*.pdf"))
    began = time.perf_counter()
    blocks = read_pdf(SourceFile.open(path))
    assert time.perf_counter() - began < 60
    texts = [paragraph.text for paragraph in blocks.paragraphs()]
    assert not any("công báo/số" in fold(text) for text in texts)
    assert blocks.left_out["running header"] > 2000
    assert any(text.startswith("Điều 1. Phạm vi điều chỉnh") for text in texts)
