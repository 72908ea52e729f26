"""Hundreds of hostile and broken files in one run beside good ones: no fault, no hang, nothing changed.

The corpus is tests/fuzz/corpus.py. Here also: bytes by hypothesis through the first look at a file.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.errors import FileTooLarge, UnreadableFile
from catalogue.issues import IssueLog
from importers.base import SourceFile
from importers.limits import MAGIC, check_bytes
from importers.readers.html import read_html
from importers.readers.ods import read_ods
from importers.registry import importer_for
from tests.fuzz.corpus import corpus
from tests.fuzz.tricks import tricks
from tests.importers.files import lines, record, row, write

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"0-good.json": record("9.000100", "Trước"), "zz/good.jsonl": lines(row("9.000900", "Sau"))}
FAULT = "Lỗi của chương trình"
SECONDS = 20
KILOBYTES = 1024 * 1024
IMPORT = """
import json, logging, resource, sys
from datetime import UTC, date, datetime
from pathlib import Path
from catalogue.store.store import Store
from importers.run import Silent, import_paths
logging.disable(logging.CRITICAL)
def peak():
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells counts the process that started this one as well
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with Store.create(sys.argv[1]) as store:
    now = datetime(2026, 11, 1, 8, tzinfo=UTC)
    report = import_paths(store, [Path(sys.argv[2])], progress=Silent(), now=now)
    print(json.dumps({
        "files": [[one.name, one.status.value, one.message, one.hint, one.seconds] for one in report.files],
        "snapshot": store.snapshot(date(2026, 11, 1)).id,
        "keys": store.keys(),
        "peak": peak(),
    }))
"""


def _import(folder: Path, database: Path) -> dict[str, Any]:
    """One run in a process of its own, which finds no LibreOffice: its search path is empty."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, f"sqlite:///{database}", str(folder)],
        cwd=ROOT,
        env={**os.environ, "PATH": "", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.skipif(sys.platform == "win32", reason="peak memory is asked the POSIX way")
def test_hundreds_of_bad_files_harm_neither_the_run_nor_the_catalogue(fixtures: Path, tmp_path: Path) -> None:
    bad = corpus(fixtures)
    assert len(bad) >= 300
    folder = write(tmp_path / "given", {**bad, **GOOD})
    told = _import(folder, tmp_path / "all.db")
    assert {name for name, *_ in told["files"]} == {*bad, *GOOD}
    assert [one for one in told["files"] if FAULT in (one[2] or "")] == []
    assert [one for one in told["files"] if one[4] > SECONDS] == []
    assert told["peak"] < KILOBYTES
    status = {name: status for name, status, *_ in told["files"]}
    assert {status[name] for name in GOOD} == {"done"}
    assert {"9.000100", "9.000900"} <= set(told["keys"])
    refused = {name: (message, hint) for name, state, message, hint, _ in told["files"] if state == "refused"}
    assert len(refused) >= 300
    assert all(message and hint for message, hint in refused.values())
    for name in refused:
        (folder / name).unlink()
    without = _import(folder, tmp_path / "without.db")
    assert without["snapshot"] == told["snapshot"]


FOUND = {  # what a fuzzer or a second look found once: the code of the refusal, None: it is read
    "symbols.docx": None,
    "spans.docx": "file-too-large",
    "numbering-upperRoman.docx": None,
    "numbering-lowerLetter.docx": None,
    "numbering-decimal.docx": None,
    "cycle.docx": None,
    "shared.xlsx": "file-too-large",
    "blanks.ods": "source-unknown",
    "charset-undefined.html": "source-unknown",
    "wide.html": "source-unknown",
}


@pytest.mark.parametrize("name", FOUND)
def test_a_finding_stays_mended(name: str) -> None:
    refusal = _refused(SourceFile(name, dict(tricks())[name]))
    assert (refusal.code if refusal else None) == FOUND[name]


def test_blanks_of_a_sheet_are_no_bomb() -> None:
    (sheet,) = read_ods(SourceFile("blanks.ods", dict(tricks())["blanks.ods"]))
    assert sum(len(str(cell)) for row in sheet.rows for cell in row) < 10_000_000


def test_a_page_of_wide_cells_is_refused_before_room_is_made() -> None:
    with pytest.raises(FileTooLarge, match="ô"):
        read_html(SourceFile("wide.html", dict(tricks())["wide.html"]))


def test_an_encoding_that_nobody_reads_is_passed_over() -> None:
    read = read_html(SourceFile("a.html", dict(tricks())["charset-undefined.html"]))
    assert "Thủ tục hành chính" in [paragraph.text for paragraph in read.paragraphs()]


SUFFIXES = st.sampled_from(
    (".docx", ".xlsx", ".ods", ".json", ".jsonl", ".html", ".xml", ".csv", ".ttl", ".doc")
)
BEGINNINGS = st.sampled_from((b"", b"{", b"<html>", b"{\\rtf1", *(magic for magic, _ in MAGIC)))


@settings(
    max_examples=200, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(suffix=SUFFIXES, beginning=BEGINNINGS, rest=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_reason(suffix: str, beginning: bytes, rest: bytes) -> None:
    file = SourceFile("x" + suffix, beginning + rest)
    refusal = _refused(file)
    assert refusal is None or (refusal.message and refusal.hint)


def _refused(file: SourceFile) -> UnreadableFile | None:
    try:
        check_bytes(file)
        tuple(importer_for(file).extract(file, IssueLog()))
    except UnreadableFile as refusal:
        return refusal
    return None
