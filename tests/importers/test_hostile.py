"""Bad input: a clear refusal, nothing changed in the catalogue, the other files of the run imported."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from catalogue.store.reading import FileStatus
from catalogue.store.store import Store
from importers.limits import MB
from importers.run import FileReport, RunReport, Silent, import_paths
from tests.importers.files import docx, lines, package, record, row, workbook, write

DAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)
LATER = datetime(2026, 11, 2, 8, tzinfo=UTC)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
BOMB = b"<w>" + b" " * (300 * MB) + b"</w>"
ENTITY = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
TOO_DEEP = b'{"executionSteps":' + b"[" * 200_000 + b"]" * 200_000 + b"}"


def _traversal() -> bytes:
    return package({"word/document.xml": "<w/>", "../../etc/cron.d/x": "x"})


def _twice() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("word/document.xml", "<v/>")
    return stream.getvalue()


def _with(data: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """A package with some bytes of one member replaced."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    before = archive.read(member)
    assert old in before
    members[member] = before.replace(old, new)
    return package(members)


BAD: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    # what: name, bytes, issue code, words of the message
    "truncated docx": (
        "a.docx",
        lambda: docx("<w>" + "x" * 9000 + "</w>")[:-120],
        "file-unreadable",
        "bị cắt",
    ),
    "docx that is a .doc": ("b.docx", lambda: OLE, "file-unreadable", "Word cũ"),
    "docx that is a .zip": ("c.docx", lambda: package({"a.txt": "x"}), "file-unreadable", ".zip"),
    "docx with a password": (
        "p.docx",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        "file-unreadable",
        "mật khẩu",
    ),
    "docx that is a pdf": ("d.docx", lambda: b"%PDF-1.7 ...", "file-unreadable", "PDF"),
    "zip bomb": ("e.docx", lambda: docx(BOMB), "file-hostile", "bom nén"),
    "path that leaves the package": ("f.docx", _traversal, "file-hostile", "thoát ra ngoài"),
    "member twice": ("g.docx", _twice, "file-hostile", "cùng tên"),
    "archive in an archive": (
        "h.docx",
        lambda: package({"word/document.xml": "<w/>", "x/inner.zip": package({"a": "x"})}),
        "file-hostile",
        "lồng",
    ),
    "external entities": (
        "i.xlsx",
        lambda: package({"xl/workbook.xml": ENTITY, "[Content_Types].xml": "<Types/>"}),
        "file-hostile",
        "DOCTYPE",
    ),
    "entities in a Word document": (
        "w.docx",
        lambda: package({"[Content_Types].xml": "<Types/>", "word/document.xml": ENTITY}),
        "file-hostile",
        "DOCTYPE",
    ),
    "entities in plain XML": ("y.xml", lambda: ENTITY.encode(), "file-hostile", "ENTITY"),
    "a key told twice": (
        "z.json",
        lambda: b'{"data":{"name":"a","name":"b","executionCases":[]}}',
        "identity-conflict",
        "“name”",
    ),
    "half a character": (
        "zz.json",
        lambda: b'{"data":{"name":"a\\ud800","executionCases":[]}}',
        "file-unreadable",
        "cắt đôi",
    ),
    "a number without end": (
        "zy.json",
        lambda: b'{"data":{"executionCases":1e999}}',
        "file-unreadable",
        "1e999",
    ),
    "empty file": ("j.json", lambda: b"", "file-unreadable", "rỗng"),
    "blank file": ("k.jsonl", lambda: b" \n\n", "file-unreadable", "rỗng"),
    "wrong encoding": (
        "l.json",
        lambda: record(name="Đăng ký").decode().encode("cp1258", "replace"),
        "file-unreadable",
        "mã hóa",
    ),
    "utf-16": ("m.jsonl", lambda: lines(row()).decode().encode("utf-16"), "file-unreadable", "UTF-16"),
    "JSON cut in the middle": (
        "n.json",
        lambda: record(note="x" * 400)[:-250],
        "file-unreadable",
        "dòng 1, cột",
    ),
    "JSON lines cut": (
        "o.jsonl",
        lambda: lines(row(), row("1.000001"))[:-40],
        "file-unreadable",
        "dòng 2, cột",
    ),
    "JSON nested too deeply": ("q.json", lambda: TOO_DEEP, "file-hostile", "lồng quá sâu"),
    "spreadsheet with other columns": (
        "r.xlsx",
        lambda: workbook(("A", 1), headers=("Họ và tên", "Tuổi")),
        "columns-unknown",
        "“Họ và tên”",
    ),
    "sheet with a far cell": (
        "x.xlsx",
        lambda: _with(workbook(("1.000001", "x")), "xl/worksheets/sheet1.xml", b'r="A3"', b'r="XFD1048576"'),
        "file-too-large",
        "1048576",
    ),
    "one code told twice": (
        "s.jsonl",
        lambda: lines(row("1.000001", "Cấp thẻ luật sư"), row("1.000001", "Cấp lại thẻ luật sư")),
        "identity-conflict",
        "1.000001",
    ),
    "one code told twice in a sheet": (
        "t.xlsx",
        lambda: workbook(("1.000001", "Cấp thẻ"), ("1.000001", "Cấp lại thẻ")),
        "identity-conflict",
        "1.000001",
    ),
    "no object where a record must be": (
        "u.json",
        lambda: b'{"data":[],"executionCases":1}',
        "file-unreadable",
        "data",
    ),
    "numbers that are none": ("v.json", lambda: b'{"data":{"executionCases":NaN}}', "file-unreadable", "số"),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(f"sqlite:///{tmp_path / 'catalogue.db'}") as opened:
        yield opened


def _import(store: Store, path: Path, *, now: datetime = NOW) -> RunReport:
    return import_paths(store, [path], progress=Silent(), now=now)


def _of(report: RunReport, name: str) -> FileReport:
    (found,) = (one for one in report.files if one.name == name)
    return found


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_and_changes_nothing(what: str, store: Store, tmp_path: Path) -> None:
    name, build, code, words = BAD[what]
    folder = write(tmp_path / "given", {"known.json": record("1.000700", "Đã có từ trước")})
    _import(store, folder)
    before = store.snapshot(DAY).id
    write(folder, {name: build()})
    report = _import(store, folder, now=LATER)
    told = _of(report, name)
    assert told.status is FileStatus.REFUSED
    assert told.code == code
    assert words in (told.message or "")
    assert told.hint
    assert not report.ok
    assert store.snapshot(DAY).id == before
    assert [file.code for file in store.files(status=FileStatus.REFUSED)] == [code]


@pytest.mark.parametrize("what", BAD)
def test_the_other_files_of_the_run_are_imported(what: str, store: Store, tmp_path: Path) -> None:
    name, build, _, _ = BAD[what]
    good = {"0.json": record("1.000100", "Trước"), "z/9.json": record("1.000900", "Sau")}
    report = _import(store, write(tmp_path / "given", {**good, name: build()}))
    assert [_of(report, one).status for one in good] == [FileStatus.DONE, FileStatus.DONE]
    assert set(store.keys()) == {"1.000100", "1.000900"}


def test_a_file_of_300_megabytes_is_refused_without_being_opened(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "given", {"ok.json": record()})
    with (folder / "large.json").open("wb") as sparse:
        sparse.truncate(300 * MB)
    read = Path.read_bytes
    opened: list[str] = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read(path))
    report = _import(store, folder)
    told = _of(report, "large.json")
    assert (told.status, told.code) == (FileStatus.REFUSED, "file-too-large")
    assert "300 MB" in (told.message or "")
    assert set(opened) == {"ok.json"}
    assert store.keys() == ("1.000894",)


def test_a_fault_of_ours_is_the_status_of_one_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = write(tmp_path / "given", {"a.json": record("1.000100"), "b.json": record("1.000200")})
    loads = json.loads

    def faulty(text: str, **said: object) -> object:
        if "1.000100" in text:
            raise ZeroDivisionError("lỗi thử")
        return loads(text, **said)  # type: ignore[arg-type]

    monkeypatch.setattr("importers.readers.feed.json.loads", faulty)
    report = _import(store, folder)
    assert _of(report, "a.json").status is FileStatus.REFUSED
    assert "ZeroDivisionError" in (_of(report, "a.json").message or "")
    assert "failed on" in caplog.text
    assert store.keys() == ("1.000200",)
