"""ISO sheets: what typists leave out, steps with who and how long; and published ones, paper by paper."""

from pathlib import Path

import pytest

from catalogue.issues import IssueLog
from catalogue.records import Level, Procedure, TimeUnit
from importers.base import SourceFile, procedures_of
from importers.iso.sheet import content_lines, is_workflow
from importers.iso.workflow import read_steps
from importers.readers import doc
from importers.readers.blocks import Paragraph, Table
from importers.readers.docx import read_docx
from importers.sources import decision
from importers.sources.iso_sheet import IMPORTER, recognise
from tests.importers.build_docx import cell, docx, table

needs_converter = pytest.mark.skipif(doc.find_converter() is None, reason="LibreOffice is not installed")

LINES = [  # as typed | mark | text
    (
        "c Đối tượng thực hiện thủ tục hành chính: Cá nhân",
        "letter",
        "Đối tượng thực hiện thủ tục hành chính: Cá nhân",
    ),
    ("\ti. Căn cứ pháp lý:", "letter", "Căn cứ pháp lý:"),
    ("+) Giấy khai sinh;", "+", "Giấy khai sinh;"),
    ("* Lưu ý ", "*", "Lưu ý:"),
    ("Cơ quan thực hiện thủ tục TTHC: Sở", "", "Cơ quan thực hiện TTHC: Sở"),
    ("a Đây là câu thường", "", "a Đây là câu thường"),
]


@pytest.mark.parametrize(("typed", "mark", "text"), LINES)
def test_labels_that_typists_leave_out_are_put_right(typed: str, mark: str, text: str) -> None:
    (line,) = content_lines(Paragraph(typed))
    assert (line.mark.value, line.text) == (mark, text)


def steps_of(*rows: list[object]) -> list[tuple[str | None, float | None, str | None]]:
    """Who, how long and in which words, of a workflow table."""
    (found,) = (b for b in read_docx(docx([table(*rows)])).body if isinstance(b, Table))  # type: ignore[arg-type]
    assert is_workflow(found)
    return [
        (step.responsible, step.duration and step.duration.value, step.duration and step.duration.text)
        for step in read_steps(found, 1, IssueLog())
    ]


def test_a_time_of_one_step_has_a_value_and_a_shared_one_has_words() -> None:
    told = steps_of(
        ["TT", "Nội dung công việc", "Trách nhiệm", "Thời gian"],
        ["1", "Nhận", "Bộ phận một cửa", "½ ngày"],
        ["2", "Thẩm định", "Chuyên viên", cell("02 ngày", down="restart")],
        ["3", "Ký", "Lãnh đạo", cell("", down="continue")],
        ["4", "Trả", "", ""],
    )
    assert told == [
        ("Bộ phận một cửa", 0.5, "½ ngày"),
        ("Chuyên viên", None, "02 ngày (chung cho các bước 2–3)"),
        ("Lãnh đạo", None, "02 ngày (chung cho các bước 2–3)"),
        (None, None, None),
    ]


FOLDER = "data/decisions/iso_cantho_doc"
COUNTS = {  # steps, papers and notes, legal bases, as counted in the file by hand
    "DOC_007": (5, 20, 17),
    "DOC_034": (5, 17, 13),
    "DOC_004": (5, 2, 4),
}


def _read(path: Path) -> Procedure:
    (told,) = procedures_of(IMPORTER.extract(SourceFile.open(path), IssueLog()))
    return told


@pytest.mark.shared
def test_a_published_sheet_is_recognised_without_a_conversion(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "convert", None)
    for path in (shared / FOLDER).glob("*.doc"):
        file = SourceFile.open(path)
        assert recognise(file)
        assert not decision.recognise(file)


@pytest.mark.shared
@needs_converter
@pytest.mark.parametrize("name", COUNTS)
def test_a_published_sheet_gives_every_part(shared: Path, name: str) -> None:
    told = _read(
        next((shared / FOLDER).glob(f"*{'chung_thuc' if name == 'DOC_004' else 'ho_tich'}*{name}*.doc"))
    )
    assert (len(told.steps), len(told.components), len(told.legal_bases)) == COUNTS[name]
    assert all(step.responsible and step.duration for step in told.steps)
    assert told.levels == (Level.COMMUNE,)
    assert told.provisional_id
    assert told.decision is not None
    assert told.decision.agency == "Sở Tư pháp"


@pytest.mark.shared
@needs_converter
def test_papers_fees_and_times_of_a_sheet_are_those_of_the_file(shared: Path) -> None:
    told = _read(next((shared / FOLDER).glob("*chung_thuc*DOC_004*.doc")))
    assert told.name.startswith("Thủ tục chứng thực hợp đồng, giao dịch liên quan đến tài sản là động sản")
    assert [paper.text[:40] for paper in told.components] == [
        "Dự thảo hợp đồng, giao dịch",
        "Bản sao giấy chứng nhận quyền sở hữu, qu",
    ]
    (channel,) = told.channels
    assert channel.time_limit is not None
    assert (channel.time_limit.value, channel.time_limit.unit) == (2, TimeUnit.WORKING_DAY)
    assert [(fee.amount, fee.text) for fee in channel.fees] == [("50000", "50.000 đồng/hợp đồng, giao dịch")]
    assert told.dossier_sets == 1
    assert [basis.number for basis in told.legal_bases] == [
        "23/2015/NĐ-CP",
        "07/2025/NĐ-CP",
        "01/2020/TT-BTP",
        "226/2016/TT-BTC",
    ]
    assert [step.responsible for step in told.steps][:2] == [
        "Công chức tiếp nhận tại Trung tâm hành chính công cấp xã",
        "Văn phòng HĐND và UBND cấp xã",
    ]
