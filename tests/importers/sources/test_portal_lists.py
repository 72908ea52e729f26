"""Lists of the portal, as JSON and as workbooks: every row ends in a record or an issue."""

from pathlib import Path
from typing import Any

import pytest

from catalogue.errors import UnreadableFile, WrongColumns
from catalogue.issues import IssueLog
from catalogue.records import Coverage, Level, Procedure
from importers.base import Importer, SourceFile
from importers.sources import portal_catalogue, portal_list
from tests.importers.files import lines, package, row, workbook


def read(importer: Importer, name: str, data: bytes) -> tuple[list[Procedure], list[str]]:
    issues = IssueLog()
    records = list(importer.extract(SourceFile(name, data), issues))
    return records, [issue.code for issue in issues]


def catalogue(*rows: dict[str, Any]) -> tuple[list[Procedure], list[str]]:
    return read(portal_catalogue.IMPORTER, "list.jsonl", lines(*rows))


def sheet(*rows: tuple[object, ...], **options: Any) -> tuple[list[Procedure], list[str]]:
    return read(portal_list.IMPORTER, "list.xlsx", workbook(*rows, **options))


CODES = [  # as written, code, issue
    ("1.014325", "1.014325", None),
    (" 1.014325", "1.014325", "code-repaired"),
    ("1.014325\xa0", "1.014325", "code-repaired"),
    ("1,010826", "1.010826", "code-repaired"),
    ("1.001193.000.00.00.H49", "1.001193", "code-repaired"),
    ("1.01385", "1.013850", "code-padded"),
    ("1.0133611", None, "code-not-understood"),
    ("1.014955-Xoa", None, "code-not-understood"),
    ("T-HNI-123456-TT", None, "code-not-understood"),
    ("", None, "code-missing"),
    ("Không có mã số", None, "code-missing"),
]


@pytest.mark.parametrize(("written", "code", "issue"), CODES)
def test_a_code_is_taken_repaired_with_a_flag_or_replaced_by_a_provisional_id(
    written: str, code: str | None, issue: str | None
) -> None:
    for (record,), codes in (catalogue(row(written)), sheet((written, "Thủ tục đăng ký kết hôn"))):
        assert record.code == code
        assert (record.provisional_id is None) == (code is not None)
        assert codes == ([issue] if issue else [])
        assert record.code_as_written in ((None,) if written == code or not written else (written, None))


def test_a_repaired_code_does_not_take_the_place_of_another_procedure() -> None:
    records, codes = catalogue(row(" 1.014325", "Hỗ trợ tư vấn"), row("1.014325", "Chương trình công tác"))
    assert [(record.code, record.name) for record in records] == [
        (None, "Hỗ trợ tư vấn"),
        ("1.014325", "Chương trình công tác"),
    ]
    assert codes == ["code-shared"]
    assert records[0].code_as_written == " 1.014325"


def test_a_repaired_code_of_the_same_procedure_is_kept() -> None:
    records, codes = catalogue(row(" 1.014325", "Hỗ trợ  tư vấn"), row("1.014325", "Hỗ trợ tư vấn"))
    assert [record.code for record in records] == ["1.014325", "1.014325"]
    assert codes == ["code-repaired"]


def test_two_procedures_without_a_code_are_two_procedures() -> None:
    records, _ = catalogue(row("", "Cấp giấy phép A"), row("", "Cấp giấy phép B"))
    assert len({record.key for record in records}) == 2
    assert all(record.key.startswith("TAM-") for record in records)


def test_a_row_without_agency_keeps_it_unknown() -> None:
    (record,), codes = catalogue(row(departmentPromulgate="", departments=["", "Sở Tư pháp", "Sở Tư pháp"]))
    assert (record.issuing_agency, record.handling_agencies) == (None, ("Sở Tư pháp",))
    assert record.coverage is Coverage.LISTED
    assert not codes


def test_an_unknown_filled_key_is_told_and_an_empty_one_is_not() -> None:
    assert catalogue(row(extra="x", nothing=""))[1] == ["unread-cells"]


def test_a_line_that_is_no_row_refuses_the_file() -> None:
    with pytest.raises(UnreadableFile, match="dòng 2"):
        read(portal_catalogue.IMPORTER, "a.jsonl", lines(row()) + b"[1]\n")


def test_columns_are_found_by_their_words_in_any_order() -> None:
    records, codes = sheet(
        ("Đất đai", "Sở A\nSở B\n", " Cấp giấy ", 1.000894, 1),
        headers=("LĨNH VỰC", "Cơ quan  thực hiện", "Tên TTHC", "Mã số TTHC", "STT"),
    )
    assert records[0].handling_agencies == ("Sở A", "Sở B")
    assert (records[0].name, records[0].sector, records[0].code) == ("Cấp giấy", "Đất đai", "1.000894")
    assert not codes


def test_a_code_that_became_a_number_gets_its_zeros_back() -> None:
    (record,), codes = sheet((1.00252, "Cấp giấy phép"))
    assert (record.code, record.code_as_written) == ("1.002520", "1.00252")
    assert codes == ["code-padded"]


def test_the_older_export_is_read() -> None:
    older = {
        "Mã TTHC": "1.000894",
        "Tên": "Kết hôn",
        "Lĩnh vực": "Hộ tịch",
        "Đối tượng": "Công dân Việt Nam, Cán bộ, công chức, viên chức",
        "Cơ quan công khai": "Bộ Tư pháp",
        "Cấp thực hiện": "Cấp Xã",
        "Tình trạng": "Đã công khai",
        "QĐ Công bố": "163/QĐ-BTP",
    }
    (record,), codes = sheet(tuple(older.values()), headers=tuple(older))
    assert record.applicants == ("Công dân Việt Nam", "Cán bộ, công chức, viên chức")
    assert record.levels == (Level.COMMUNE,)
    assert record.decision is not None
    assert record.decision.number == "163/QĐ-BTP"
    assert not codes


def test_other_columns_are_told_with_what_is_missing_and_what_was_found() -> None:
    with pytest.raises(WrongColumns) as refused:
        sheet(("1.000894", "x"), headers=("Mã số", "Họ và tên"))
    assert "“tên”" in refused.value.message
    assert "“Họ và tên”" in refused.value.message
    assert "“mã số”" not in refused.value.message


def test_a_filled_column_nobody_knows_and_a_second_sheet_are_told(tmp_path: Path) -> None:
    assert sheet(("1.000894", "x", "", "", "", "nói thêm"))[1] == ["unread-cells"]


def test_a_package_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="zip"):
        read(portal_list.IMPORTER, "a.xlsx", package({"a.txt": "x"}))


def test_a_broken_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read(portal_list.IMPORTER, "a.xlsx", package({"xl/workbook.xml": "<workbook>"}))


@pytest.mark.shared
def test_every_row_of_the_national_list_becomes_a_record(shared: Path) -> None:
    file = SourceFile.open(shared / "data/portal-api/national_catalogue.jsonl")
    records = list(portal_catalogue.IMPORTER.extract(file, IssueLog()))
    assert len(records) == len({record.key for record in records}) == 5670


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "rows"), [("BoTuPhap", 271), ("BoXayDung", 525), ("NongNghiepvaMoiTruong", 537)]
)
def test_every_row_of_the_real_workbooks_becomes_a_record(shared: Path, name: str, rows: int) -> None:
    file = SourceFile.open(shared / f"data/portal-list/danh-sach-tthc-{name}.xlsx")
    issues = IssueLog()
    records = list(portal_list.IMPORTER.extract(file, issues))
    assert len(records) == len({record.code for record in records}) == rows
    assert not len(issues)
    assert all(record.sector and record.issuing_agency for record in records)
