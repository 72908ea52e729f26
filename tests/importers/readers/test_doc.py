"""Legacy Word documents: the same blocks as the .docx they were made of, and what stops a reading.

The documents are made by LibreOffice itself from our own .docx; where it is absent, those tests skip.
"""

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.errors import ConverterMissing, UnreadableFile
from catalogue.issues import issue_codes
from catalogue.text import fold
from importers.base import SourceFile
from importers.readers import doc
from importers.readers.any import glance, is_html, read_blocks
from importers.readers.blocks import Blocks, Table
from importers.readers.docx import read_docx
from tests.importers.build_docx import cell, docx, p, table

CONVERTER = doc.find_converter()
needs_converter = pytest.mark.skipif(CONVERTER is None, reason="LibreOffice is not installed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
DOCUMENT = docx(
    [
        p("QUYẾT ĐỊNH"),
        p("Về việc công bố thủ tục hành chính"),
        table(
            ["STT", "Tên thủ tục", "Thời hạn"],
            ["1", "Đăng ký khai sinh", cell("01 ngày", down="restart")],
            ["2", "Đăng ký kết hôn", cell("", down="continue")],
        ),
        p("Nơi nhận:"),
    ]
)
BARE_DOC = doc.OLE + bytes(1016) + doc.WORD + bytes(490)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """No conversion of another test."""
    doc._converted.clear()
    yield
    doc._converted.clear()


@pytest.fixture(scope="module", params=["doc", "rtf"])
def legacy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SourceFile:
    """Our document, saved in a legacy format."""
    folder = tmp_path_factory.mktemp("legacy")
    (folder / "source.docx").write_bytes(DOCUMENT)
    target = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format"}[request.param]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = [str(CONVERTER), profile, "--headless", "--convert-to", target, "--outdir", str(folder)]
    subprocess.run([*arguments, str(folder / "source.docx")], check=True, capture_output=True, timeout=120)
    return SourceFile.open(folder / f"source.{request.param}")


def grid(blocks: Blocks) -> list[list[str]]:
    """Text of the first table at every position."""
    found = next(block for block in blocks.body if isinstance(block, Table))
    return [[one.text for one in row.cells if one is not None] for row in found.rows]


@needs_converter
def test_a_legacy_document_gives_the_blocks_of_its_docx(legacy: SourceFile) -> None:
    told, first = read_blocks(legacy), read_docx(DOCUMENT)
    assert [x.text for x in told.paragraphs() if x.text] == [x.text for x in first.paragraphs() if x.text]
    assert grid(told) == grid(first)
    assert grid(told)[2][2] == "01 ngày"


@needs_converter
def test_a_glance_reads_the_words_without_a_conversion(
    legacy: SourceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "convert", None)
    lines = [fold(line) for line in glance(legacy).split("\n")]
    assert "quyết định" in lines
    assert "về việc công bố thủ tục hành chính" in lines


@needs_converter
def test_bytes_are_converted_once(legacy: SourceFile, monkeypatch: pytest.MonkeyPatch) -> None:
    first = doc.to_docx(legacy.data)
    monkeypatch.setattr(doc, "convert", None)
    assert doc.to_docx(legacy.data) is first


def test_without_libreoffice_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "find_converter", lambda: None)
    with pytest.raises(ConverterMissing) as told:
        read_blocks(SourceFile("a.doc", BARE_DOC))
    assert "libreoffice-writer-nogui" in (told.value.hint or "")
    assert "Windows" in (told.value.hint or "")
    assert told.value.code in issue_codes()


def test_libreoffice_is_looked_for_where_its_installers_put_it(tmp_path: Path) -> None:
    assert doc.find_converter({"PATH": str(tmp_path)}) is None or sys.platform == "darwin"
    program = tmp_path / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.touch()
    assert doc.find_converter({"PATH": "", "ProgramFiles": str(tmp_path)}) == str(program)


def script(folder: Path, text: str) -> str:
    """A program that stands for LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    return str(program)


@posix
def test_a_conversion_that_takes_too_long_is_stopped_with_its_children(tmp_path: Path) -> None:
    slow = script(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(UnreadableFile, match=r"quá 0\.5 giây"):
        doc.convert(BARE_DOC, converter=slow, seconds=0.5)
    child = Path("/proc") / (tmp_path / "child").read_text().strip()
    assert not child.exists() or (child / "stat").read_text().split()[2] == "Z"


@posix
def test_a_conversion_that_gives_nothing_tells_what_the_program_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="source file could not be loaded"):
        doc.convert(BARE_DOC, converter=script(tmp_path, "echo source file could not be loaded"))


@posix
def test_every_run_has_a_profile_in_which_no_macro_runs(tmp_path: Path) -> None:
    program = script(
        tmp_path, f'for a in "$@"; do echo "$a"; done > {tmp_path}/said; cat */user/*.xcu >> {tmp_path}/said'
    )
    with pytest.raises(UnreadableFile):
        doc.convert(BARE_DOC, converter=program)
    said = (tmp_path / "said").read_text()
    assert "-env:UserInstallation=file:" in said
    assert "DisableMacrosExecution" in said
    assert "--infilter=MS Word 97" in said


def test_a_password_is_told_before_any_conversion() -> None:
    data = bytearray(BARE_DOC + bytes(512))
    data[512:514], data[523] = doc.FIB, 0x13
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        doc.read_doc(bytes(data))


def test_what_rich_text_does_not_print_is_no_word() -> None:
    spelled = (
        rb"{\rtf1\ansi {\*\bkmkstart loai_1}NGH\u7882\'3f QUY\u7870\'3fT{\*\bkmkend loai_1}"
        rb"\par tr\u432 ?\u7899 ?c}"
    )
    assert doc.glance(spelled).split("\n") == ["NGHỊ QUYẾT", "trước"]


OTHERS = [b"", b"%PDF-1.7", b"GIF89a", doc.OLE + bytes(600), b'{"a": 1}', b"Tr\xc6\xb0\xe1\xbb\x9dng"]


@pytest.mark.parametrize("data", OTHERS)
def test_what_is_no_running_text_is_refused_and_has_no_words(data: bytes) -> None:
    assert glance(SourceFile("a.doc", data)) == ""
    with pytest.raises(UnreadableFile):
        read_blocks(SourceFile("a.doc", data))


def test_the_bytes_choose_the_reader_not_the_name() -> None:
    assert read_blocks(SourceFile("a.doc", DOCUMENT)).body
    page = SourceFile("a.doc", "<html><body><p>QUYẾT ĐỊNH</p></body></html>".encode())
    assert is_html(page)
    assert glance(page) == "QUYẾT ĐỊNH"
    assert glance(SourceFile("a.bin", DOCUMENT)).startswith("QUYẾT ĐỊNH\nVề việc công bố")


@pytest.mark.shared
@needs_converter
def test_a_published_sheet_is_read(shared: Path) -> None:
    path = next((shared / "data/decisions/iso_cantho_doc").glob("*DOC_034*.doc"))
    blocks = read_blocks(SourceFile.open(path))
    assert sum(isinstance(block, Table) for block in blocks.body) >= 4
    assert any("Cơ quan quản lý Cơ sở dữ liệu hộ tịch điện tử" in x.text for x in blocks.paragraphs())


def test_a_package_whose_offsets_lie_before_the_file_is_refused() -> None:
    data = bytearray(DOCUMENT)
    end = data.rindex(b"PK\x05\x06") + 16
    data[end : end + 4] = (int.from_bytes(data[end : end + 4], "little") + 1000).to_bytes(4, "little")
    file = SourceFile("a.docx", bytes(data))
    assert glance(file) == ""
    with pytest.raises(UnreadableFile, match="hỏng"):
        read_blocks(file)


def test_a_glance_at_the_same_bytes_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    file = SourceFile("b.docx", docx([p("NGHỊ QUYẾT"), p("Về cắt giảm thủ tục hành chính")]))
    first = glance(file)
    monkeypatch.setattr("importers.readers.any._glance", None)
    assert glance(SourceFile("c.docx", file.data)) is first
