"""Discovery and the choice of the one importer of a file."""

from pathlib import Path

import pytest

from catalogue.errors import NoTextLayer, UnknownSource
from importers import registry
from importers.base import Importer, Rank, SourceFile
from tests.importers.files import docx, lines, package, record, row, workbook

UNREAD = [  # name, bytes, a word of what to do
    ("README.md", b"# x", "Không cần"),
    ("truth.json", b'{"decision":{}}', "Không cần"),
    ("a.gif", b"GIF89a....", ".docx"),
    ("a.pdf", b"%PDF-1.4 ...", ".docx"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "lưu thành .docx"),
    ("a.html", b"<!DOCTYPE html><p>x</p>", "JSON"),
    ("a.rdf", b"<rdf/>", "Không cần"),
    ("a.zip", package({"a.txt": "x"}), "Giải nén"),
    ("a.ods", package({"mimetype": "x", "content.xml": "<x/>"}), "LibreOffice"),
    ("a.json", b'{"a": 1}', "dongian sources"),
    ("khong-duoi", b"x", "dongian sources"),
]


def test_every_source_is_registered_by_being_there_and_sorted() -> None:
    names = [importer.name for importer in registry.discover()]
    assert names == sorted(set(names))
    assert {"portal-record", "portal-catalogue", "portal-list"} <= set(names)


@pytest.mark.parametrize(
    ("name", "data", "importer"),
    [
        ("1.000894.json", record(), "portal-record"),
        ("không có đuôi", record(), "portal-record"),
        ("list.jsonl", lines(row()), "portal-catalogue"),
        ("list.json", b'{"code":"OK","data":{"items":[' + lines(row()).strip() + b"]}}", "portal-catalogue"),
        ("list.xlsx", workbook(("1.000894", "Kết hôn")), "portal-list"),
        ("bom.json", b"\xef\xbb\xbf" + record(), "portal-record"),
        ("LayThuTuc.json", b'{"result":[{"MATTHC":"1"}]}', "exchange"),
    ],
)
def test_a_file_is_recognised_by_its_shape_not_its_name(name: str, data: bytes, importer: str) -> None:
    assert registry.importer_for(SourceFile(name, data)).name == importer


@pytest.mark.parametrize(("name", "data", "do"), UNREAD, ids=[name for name, _, _ in UNREAD])
def test_what_no_importer_reads_is_refused_with_a_reason_and_what_to_do(
    name: str, data: bytes, do: str
) -> None:
    with pytest.raises(UnknownSource) as refused:
        registry.importer_for(SourceFile(name, data))
    assert name in refused.value.message
    assert "Đã thử: " in refused.value.message
    assert do in (refused.value.hint or "")


def test_a_docx_that_is_no_decision_is_told_as_such() -> None:
    with pytest.raises(UnknownSource, match="Word"):
        registry.importer_for(SourceFile("thư mời.docx", docx("<w/>")))


@pytest.mark.shared
def test_a_pdf_of_images_is_refused_for_its_missing_text() -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "data" / "decisions" / "scanned_no_text_layer"
    paths = sorted(folder.glob("*.pdf"))
    if not paths:
        pytest.skip("no scanned files beside the repository")
    for path in paths:
        with pytest.raises(NoTextLayer):
            registry.importer_for(SourceFile("quyet-dinh.pdf", path.read_bytes()))


def test_a_name_overrides_and_an_unknown_name_lists_the_known_ones() -> None:
    assert registry.importer_for(SourceFile("x", b"x"), name="portal-list").name == "portal-list"
    with pytest.raises(UnknownSource) as refused:
        registry.importer_for(SourceFile("x", b"x"), name="cổng")
    assert "portal-record" in (refused.value.hint or "")


def test_two_that_recognise_one_file_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    both = tuple(
        Importer(name, name, Rank.CRAWL, lambda file: True, lambda file, issues: iter(()))
        for name in ("một", "hai")
    )
    monkeypatch.setattr(registry, "discover", lambda: both)
    with pytest.raises(UnknownSource, match="một, hai") as refused:
        registry.importer_for(SourceFile("x", b"x"))
    assert "--as" in (refused.value.hint or "")
