"""Letters for PDFs of page images: a stand-in program, the real one where installed, rules in images."""

import io
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner

from catalogue.errors import ConverterMissing, NoTextLayer, UnreadableFile
from catalogue.store.store import Store
from dongian.cli import cli
from importers.files import open_file
from importers.readers import ocr
from importers.readers.any import read_blocks
from importers.readers.blocks import Table
from importers.registry import importer_for
from importers.run import Silent, import_paths, read_file
from tests.importers.files import lines, row, write

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
DECISION = FIXTURES / "decision" / "ban-pdf" / "source.pdf"
NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)
STAND_IN = """#!{python}
import json, pathlib, shutil, sys, time
here = pathlib.Path(__file__).parent
(here / "called.json").write_text(json.dumps([sys.argv[1:], str(pathlib.Path.cwd())]))
{body}
"""
COPIES = "shutil.copy(here / 'letters.pdf', sys.argv[-1])"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    ocr._kept.clear()
    yield
    ocr._kept.clear()


def scanned(path: Path, target: Path, *, scale: float = 2.0) -> Path:
    """The pages of a PDF as images in another one."""
    document = pdfium.PdfDocument(path)
    images = [page.render(scale=scale).to_pil().convert("L") for page in document]
    document.close()
    stream = io.BytesIO()
    images[0].save(stream, "PDF", resolution=72 * scale, save_all=True, append_images=images[1:])
    target.write_bytes(stream.getvalue())
    return target


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return scanned(DECISION, tmp_path / "scan.pdf")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the search path with a program that answers with a PDF it has beside it."""
    if sys.platform == "win32":
        pytest.skip("a script with a first line")
    folder = tmp_path / "bin"
    folder.mkdir()
    shutil.copy(DECISION, folder / "letters.pdf")
    install(folder, COPIES)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def install(folder: Path, body: str) -> None:
    path = folder / "ocrmypdf"
    path.write_text(STAND_IN.format(python=sys.executable, body=body), "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


def test_images_only_are_refused_with_the_way_out(scan: Path) -> None:
    with pytest.raises(NoTextLayer) as told:
        importer_for(open_file(scan))
    assert "--ocr" in (told.value.hint or "")


def test_without_the_program_the_error_says_how_to_install_it(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConverterMissing) as told:
        open_file(scan, ocr=True)
    assert "tesseract-ocr-vie" in (told.value.hint or "")


def test_a_pdf_with_letters_is_left_alone(program: Path) -> None:
    assert open_file(DECISION, ocr=True).scanned is None
    assert not (program / "called.json").exists()


def test_the_program_runs_in_its_own_folder_with_vietnamese(scan: Path, program: Path) -> None:
    file = open_file(scan, ocr=True)
    told, folder = json.loads((program / "called.json").read_text())
    assert told[told.index("--language") + 1] == "vie"
    assert Path(told[-1]).parent == Path(folder)
    assert not Path(folder).exists()
    assert file.published == scan.read_bytes()
    assert file.sha256 == open_file(scan).sha256


def test_everything_that_comes_of_it_is_marked(scan: Path, program: Path) -> None:
    file = open_file(scan, ocr=True)
    reading = read_file(file, importer_for(file))
    plain = read_file(open_file(DECISION), importer_for(open_file(DECISION)))
    assert [one.key for one in reading.records] == [one.key for one in plain.records]
    assert reading.size == scan.stat().st_size
    for record in reading.records:
        assert "from-ocr" in record.issues
        assert record.source.place.path == "OCR"
        assert {component.place.path for component in record.components} <= {"OCR"}
    noted = [issue.procedure for issue in reading.issues if issue.code == "from-ocr"]
    assert noted == [record.key for record in reading.records]


def test_a_code_out_of_an_image_needs_its_name(scan: Path, program: Path, tmp_path: Path) -> None:
    plain = read_file(open_file(DECISION), importer_for(open_file(DECISION))).records
    first, second, *_ = [one for one in plain if one.code is not None]
    known = lines(row(first.code or "", first.name), row(second.code or "", "Tên của một thủ tục khác"))
    folder = write(tmp_path / "in", {"known.jsonl": known, "scan.pdf": scan.read_bytes()})
    with Store.create(f"sqlite:///{tmp_path / 'c.db'}") as store:
        report = import_paths(store, [folder], progress=Silent(), now=NOW, ocr=True)
        assert report.ok
        refused = store.issues(code="ocr-code-unconfirmed")
        confirmed = {one.file for one in store.history(first.code or "")}
        assert confirmed == {"known.jsonl", "scan.pdf"}
        assert {one.file for one in store.history(second.code or "")} == {"known.jsonl"}
        assert any(second.code in issue.message for issue in refused if second.code)
        assert all((issue.procedure or "").startswith("TAM-") for issue in refused)


BROKEN = [
    # what the program does | what is told
    ("sys.exit(3)", "không nhận dạng được chữ"),
    ("print('no language data for: vie'); sys.exit(3)", "thiếu dữ liệu nhận dạng tiếng Việt"),
    ("time.sleep(30)", "bị dừng"),
]


@pytest.mark.parametrize(("body", "message"), BROKEN)
def test_a_program_that_fails_or_hangs_is_told(
    body: str, message: str, scan: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "SECONDS", 1)
    monkeypatch.setattr(ocr, "A_PAGE", 0)
    install(program, body)
    with pytest.raises(UnreadableFile, match=message):
        open_file(scan, ocr=True)


def test_the_command_takes_the_option(scan: Path, program: Path) -> None:
    done = CliRunner().invoke(cli, ["extract", str(scan), "--ocr"])
    assert '"from-ocr"' in done.stdout
    assert "from-ocr" in done.stderr


def test_rules_of_a_table_are_found_in_its_image(program: Path, scan: Path) -> None:
    tables = [block for block in read_blocks(open_file(scan, ocr=True)).body if isinstance(block, Table)]
    drawn = [block for block in read_blocks(open_file(DECISION)).body if isinstance(block, Table)]
    assert [(table.width, len(table.rows)) for table in tables] == [
        (table.width, len(table.rows)) for table in drawn
    ]


@pytest.mark.skipif(shutil.which("ocrmypdf") is None, reason="ocrmypdf is not installed")
def test_the_real_program_reads_a_printed_decision(tmp_path: Path) -> None:
    file = open_file(scanned(DECISION, tmp_path / "scan.pdf", scale=300 / 72), ocr=True)
    reading = read_file(file, importer_for(file))
    plain = read_file(open_file(DECISION), importer_for(open_file(DECISION)))
    codes = {one.code for one in plain.records if one.code}
    assert len(codes & {one.code for one in reading.records}) >= 0.8 * len(codes)
    assert all("from-ocr" in one.issues for one in reading.records)
