"""The annex of a plan: official columns, one row per procedure, nothing invented."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from analysis.cuts import CutReport, cut_procedure
from analysis.found_cuts import Cut
from analysis.parameters import defaults
from catalogue.findings import Verdict
from catalogue.options import Option
from catalogue.records import LegalBasis
from catalogue.snapshot import Snapshot
from publishing.forms.annex_rows import AnnexRow, rows_of, words
from publishing.forms.measures_annex import write_annex
from tests.analysis.cost_cases import DAY, case, mention, procedure, reading

BASE = "66.7/2025/NQ-CP Điều 4 khoản 2 (hiệu lực từ 01/01/2026 đến hết 28/02/2027)"
ONE = procedure(
    case("- Giấy xác nhận cư trú;", "Giấy khai sinh\x0b", "Giấy khai sinh"),
    name="đăng ký kết hôn",
    sector="Hộ tịch",
    legal_bases=(LegalBasis(number="123/2015/NĐ-CP", name="Nghị định về hộ tịch", articles=("Điều 10",)),),
)
OTHER = procedure(case("Đơn"), code="1.000002", sector="An toàn")
CUTS = (
    Cut(
        Option.THAY_DU_LIEU, ONE.key, (0, "cư trú"), BASE, date(2026, 1, 1), date(2027, 2, 28),
        register="DAN_CU", verdict=Verdict.UNLAWFUL_TO_ASK,
    ),
    Cut(
        Option.THAY_DU_LIEU, ONE.key, (1, "khai sinh"),
        register="HO_TICH", verdict=Verdict.ASK_IF_LOOKUP_FAILS,
    ),
    Cut(Option.BO_GIAY_TO, ONE.key, (2, "khai sinh")),
)  # fmt: skip
SNAPSHOT = Snapshot.of(DAY, [ONE, OTHER])


def report(*cuts: Cut) -> CutReport:
    results = []
    for one in (ONE, OTHER):
        readings = tuple(reading(mention(c.text)) for c in one.components)
        found = cut_procedure(one, readings, cuts, defaults(), day=DAY)
        assert found is not None
        results.append(found)
    return CutReport(tuple(results), ())


def rows(*cuts: Cut) -> list[AnnexRow]:
    return rows_of(report(*(cuts or CUTS)), SNAPSHOT)


def cells(data: bytes) -> list[list[str]]:
    (table,) = Document(BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_columns_are_the_official_ones() -> None:
    told = cells(write_annex(rows(), day=DAY))
    assert told[0] == [
        "STT", "Tên thủ tục hành chính", "Nội dung đơn giản hóa", "Lý do",
        "Kiến nghị thực thi (văn bản, điều khoản)", "Lợi ích, chi phí",
    ]  # fmt: skip
    assert set(told[1]) == {"LĨNH VỰC HỘ TỊCH"}
    assert [row[0] for row in told[2:]] == ["1"]  # a procedure without a measure has no row


def test_each_measure_is_a_sentence_with_its_paper_and_register() -> None:
    (row,) = rows()
    assert row.name == "Đăng ký kết hôn"
    look_up, fails, twice = row.content
    assert look_up.startswith("Không yêu cầu nộp “Giấy xác nhận cư trú”; cơ quan giải quyết khai thác")
    assert look_up.endswith("Cơ sở dữ liệu quốc gia về dân cư.")
    assert fails.startswith("Chỉ yêu cầu nộp “Giấy khai sinh” khi không khai thác được dữ liệu tại")
    assert fails.endswith("Cơ sở dữ liệu hộ tịch điện tử.")
    assert twice == "Bỏ yêu cầu nộp lần thứ hai “Giấy khai sinh”."
    assert any("Bộ Công an" in why and "66.7/2025/NQ-CP" in why for why in row.reasons)


def test_what_is_in_force_is_told_apart_from_what_is_proposed() -> None:
    in_force, proposed = rows()[0].acts
    assert in_force.startswith("Thực hiện ngay theo 66.7/2025/NQ-CP Điều 4 khoản 2 (đến hết 28/02/2027)")
    assert proposed.startswith("Sửa đổi, bổ sung (dự kiến) Điều 10 123/2015/NĐ-CP")
    early = replace(CUTS[0], since=date(2026, 12, 1))
    assert (
        rows(early)[0].acts[0].startswith("Thực hiện theo 66.7/2025/NQ-CP Điều 4 khoản 2 từ ngày 01/12/2026")
    )


def test_a_procedure_without_legal_bases_says_so() -> None:
    cut = Cut(Option.BO_GIAY_TO, OTHER.key, (0, "đơn"))
    (row,) = rows(cut)
    assert "thủ tục không nêu căn cứ pháp lý" in row.acts[0]


def test_the_benefit_is_that_of_the_report_and_volume_is_not_guessed() -> None:
    (row,) = rows()
    (result,) = [one for one in report(*CUTS).results if one.cuts]
    assert row.before is not None
    assert row.after is not None
    assert row.before - row.after == result.benefit.central
    assert row.benefit[0].startswith("Một lần thực hiện: ")
    assert words()["benefit"]["no_year"] in row.benefit


def test_the_summary_has_the_aggregate_rate_and_marks_a_draft() -> None:
    told = [p.text for p in Document(BytesIO(write_annex(rows(), day=DAY))).paragraphs]
    assert any(line.startswith("DỰ THẢO") for line in told)
    assert any(line.startswith("CHƯA ĐƯỢC CÔNG BỐ") for line in told)  # shipped figures are placeholders
    assert any("1 thủ tục, 3 phương án" in line for line in told)


def test_only_the_wanted_procedures() -> None:
    assert rows_of(report(*CUTS), SNAPSHOT, keys=["1.999999"]) == []
    told = [p.text for p in Document(BytesIO(write_annex([], day=DAY))).paragraphs]
    assert words()["head"]["none"] in told


def test_equal_input_gives_equal_bytes() -> None:
    assert write_annex(rows(), day=DAY) == write_annex(rows(), day=DAY)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(write_annex(rows(), day=DAY))
    profile = (tmp_path / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    done = subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], capture_output=True, timeout=180
    )
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "a.txt").read_text("utf-8-sig")
    assert "Không yêu cầu nộp “Giấy xác nhận cư trú”" in told
