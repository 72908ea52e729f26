"""Decisions on the kit, what is recognised, and what is refused."""

import json
from pathlib import Path

import pytest

from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog, Severity
from importers.base import SourceFile
from importers.readers.doc import find_converter
from importers.sources.decision import extract, read, recognise
from tests.importers.build_docx import docx, opening, p, table
from tests.importers.kit_score import Score, score_folder

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
KIT = sorted((DATA / "decisions-kit").glob("*/decision.docx"))
TWINS = [
    twin
    for path in KIT
    for twin in sorted(path.parent.glob("decision.*"))
    if twin.suffix in {".doc", ".html", ".pdf"}
]
kit = pytest.mark.skipif(not KIT, reason="no decisions kit beside the repository")


@pytest.fixture(scope="module")
def score() -> Score:
    """All decisions of the kit against their truths."""
    told = Score()
    for path in KIT:
        score_folder(path.parent, told)
    return told


@kit
@pytest.mark.shared
@pytest.mark.parametrize("name", ["found", "change", "code", "name", "old_codes", "decision.number"])
def test_identity_is_exact_on_the_kit(score: Score, name: str) -> None:
    assert score.share(name) == 1, score.differences[name]


@kit
@pytest.mark.shared
@pytest.mark.parametrize(
    ("names", "least"),
    [
        (("components", "quantities"), 0.99),
        (("forms", "cases", "dossier_sets"), 0.97),
        (("channels", "time_limit_text", "time_limit_value", "fee_text"), 0.98),
        (("steps", "legal_bases", "sector", "level", "agency"), 0.97),
        (("applicants", "outcomes", "conditions"), 0.97),
        (("decision.date", "decision.agency", "decision.title"), 0.97),
        (("decision.effective_text", "decision.replaces"), 0.97),
    ],
)
def test_values_agree_on_the_kit(score: Score, names: tuple[str, ...], least: float) -> None:
    assert score.share(*names) >= least, [score.differences[name] for name in names]


@kit
@pytest.mark.shared
@pytest.mark.parametrize("path", TWINS, ids=lambda path: f"{path.parent.name}{path.suffix}")
def test_twins_in_other_formats_say_the_same(path: Path) -> None:
    if path.suffix == ".doc" and find_converter() is None:
        pytest.skip("no LibreOffice")
    assert recognise(SourceFile(f"tep{path.suffix}", path.read_bytes()))
    told = Score()
    score_folder(path.parent, told, name=path.name)
    assert told.total() == 1, dict(told.differences)


@kit
@pytest.mark.shared
@pytest.mark.parametrize("path", KIT, ids=lambda path: path.parent.name)
def test_every_word_of_a_kit_decision_is_accounted_for(path: Path) -> None:
    issues = IssueLog()
    reading = read(SourceFile.open(path), issues)
    assert reading.coverage is not None
    assert reading.coverage.share == 1
    assert issues.counts()[Severity.ERROR] == 0
    assert len(reading.procedures) == len(
        json.loads((path.parent / "truth.json").read_text("utf-8"))["procedures"]
    )


@pytest.mark.shared
def test_a_resolution_is_no_publication_decision() -> None:
    path = DATA / "decisions" / "NQ_66.7_2025_extract.docx"
    if not path.exists():
        pytest.skip("no resolution beside the repository")
    assert not recognise(SourceFile.open(path))


OTHER_DOCUMENTS = [
    ["NGHỊ QUYẾT", "Quy định cắt giảm thủ tục hành chính", "Điều 1. Công bố thủ tục hành chính."],
    ["QUYẾT ĐỊNH", "Về việc phê duyệt quy trình nội bộ giải quyết thủ tục hành chính", "Căn cứ Luật;"],
    ["QUYẾT ĐỊNH", "Về việc bổ nhiệm công chức", "Căn cứ Quyết định công bố thủ tục hành chính;"],
    ["TỜ TRÌNH", "Về việc công bố thủ tục hành chính", "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh"],
]


@pytest.mark.parametrize("lines", OTHER_DOCUMENTS, ids=lambda lines: lines[1][:40])
def test_other_documents_are_not_recognised(lines: list[str]) -> None:
    assert not recognise(SourceFile("khac.docx", docx([p(line) for line in lines])))


def test_what_is_no_package_is_not_recognised_and_not_read() -> None:
    whole = docx(opening("Công bố thủ tục hành chính"))
    for data in (b"", b"PK\x03\x04 cut", whole[: len(whole) // 2], b"<html/>"):
        assert not recognise(SourceFile("hong.docx", data))
        with pytest.raises(UnreadableFile):
            list(extract(SourceFile("hong.docx", data), IssueLog()))


def test_a_decision_without_any_procedure_is_refused_with_a_reason() -> None:
    file = SourceFile("thieu.docx", docx(opening("Công bố thủ tục hành chính", "Điều 1. Công bố.")))
    assert recognise(file)
    with pytest.raises(UnreadableFile, match="không nêu thủ tục") as refused:
        list(extract(file, IssueLog()))
    assert refused.value.hint


def test_records_keep_the_place_of_their_row() -> None:
    body = [
        *opening("Công bố thủ tục hành chính mới ban hành"),
        "DANH MỤC THỦ TỤC HÀNH CHÍNH",
        table(
            ["TT", "Mã số", "Tên TTHC"], ["1", "1.000894", "Kết hôn"], ["2", "1.001022", "Nhận cha, mẹ, con"]
        ),
    ]
    found = list(extract(SourceFile("a.docx", docx(body)), IssueLog()))
    assert [(one.source.place.table, one.source.place.row) for one in found] == [(3, 2), (3, 3)]
    assert found[0].source.importer == "decision"
