"""Letters for a PDF of page images (nhận dạng chữ), by the program ocrmypdf where it is installed.

Here: finding the program, one run in a folder of its own, with Vietnamese data and a time limit.
Not here: reading the PDF that comes of it (pdf.py), the rules of tables in its images (ocr_rules.py),
when it is asked for (importers/files.py).
"""

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from catalogue.errors import ConverterMissing, UnreadableFile
from importers.base import SourceFile
from importers.limits import MB
from importers.readers.doc import run_program

PROGRAM = "ocrmypdf"
LANGUAGE = "vie"
SECONDS, A_PAGE = 60, 40
"""Time for one file, and for each of its pages more. A page of A4 takes about nine seconds of one core."""
KEPT = 64 * MB
"""Bytes of answers kept in this process: a file is recognised, then read."""
PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
INSTALL = (
    "Cài ocrmypdf và dữ liệu tiếng Việt: trên Debian, Ubuntu chạy apt install ocrmypdf tesseract-ocr-vie; "
    "trên macOS chạy brew install ocrmypdf tesseract-lang; trên Windows xem ocrmypdf.readthedocs.io. "
    "Hoặc xin bản .docx hay PDF có chữ của cơ quan ban hành."
)
AGAIN = "Xin bản .docx hay PDF có chữ, hoặc quét lại rõ hơn (300 dpi, thẳng, không mờ)."
_kept: dict[str, bytes] = {}


def find_ocr(environment: Mapping[str, str] = os.environ) -> str | None:
    """The program on the search path; None: not installed."""
    return shutil.which(PROGRAM, path=environment.get("PATH", ""))


def with_letters(file: SourceFile) -> SourceFile:
    """The same file with the letters that were recognised in its images; its identity stays.

    Raises:
        ConverterMissing: the program or its Vietnamese data is not installed.
        UnreadableFile: it fails, or takes too long.
    """
    if file.sha256 not in _kept:
        program = find_ocr()
        if program is None:
            raise ConverterMissing(
                f"Tệp {file.name} chỉ có hình ảnh; --ocr cần chương trình ocrmypdf, máy này chưa cài.",
                hint=INSTALL,
            )
        seconds = SECONDS + A_PAGE * max(1, len(PAGE.findall(file.data)))
        told = recognise_letters(file.data, program=program, seconds=seconds)
        while _kept and sum(map(len, _kept.values())) + len(told) > KEPT:
            del _kept[next(iter(_kept))]
        _kept[file.sha256] = told
    return SourceFile(file.name, _kept[file.sha256], scanned=file.data)


def recognise_letters(data: bytes, *, program: str, seconds: float) -> bytes:
    """One run of the program: the PDF with its images and a text layer.

    Raises:
        ConverterMissing: the Vietnamese data is not installed.
        UnreadableFile: it fails, or takes longer than `seconds`.
    """
    with tempfile.TemporaryDirectory(prefix="dongian-ocr-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, told = folder / "source.pdf", folder / "letters.pdf"
        source.write_bytes(data)
        arguments = [
            program,
            "--language",
            LANGUAGE,
            "--jobs",
            "1",
            "--output-type",
            "pdf",
            "--optimize",
            "0",
        ]
        arguments += ["--rotate-pages", "--skip-text", "--quiet", str(source), str(told)]
        environment = {**os.environ, "TMPDIR": name, "TEMP": name, "TMP": name, "OMP_THREAD_LIMIT": "1"}
        words = run_program(
            arguments, folder, seconds, called="ocrmypdf", hint=AGAIN, environment=environment
        )
        if not told.is_file():
            if "language data" in words:
                raise ConverterMissing(
                    "ocrmypdf đã cài nhưng thiếu dữ liệu nhận dạng tiếng Việt (vie).", hint=INSTALL
                )
            raise UnreadableFile(
                f"ocrmypdf không nhận dạng được chữ: {words[:200] or 'không rõ'}.", hint=AGAIN
            )
        return told.read_bytes()
