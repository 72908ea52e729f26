"""Lists and answers of others: a ward, the sync service, provincial pages, the national workbook."""

from pathlib import Path

import pytest

from catalogue.issues import IssueLog
from catalogue.records import Coverage, Procedure
from importers.base import SourceFile
from importers.exchange.channels import number_in
from importers.national_workbook.rows import key_of
from importers.registry import importer_for
from importers.sources.ward_list import code_in_link


def _read(path: Path, name: str) -> tuple[list[Procedure], IssueLog]:
    log = IssueLog()
    file = SourceFile.open(path)
    importer = importer_for(file)
    assert importer.name == name
    return list(importer.extract(file, log)), log


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("https://dichvucong.gov.vn/p/home/x.html?ma_thu_tuc=2.002516&id_tinh_thanh=13456", "2.002516"),
        ("https://lienthong.dichvucong.gov.vn/#/ke-khai/2.000986", "2.000986"),
        ("https://dichvucong.gov.vn/x.html?tu_khoa=&ma_tt=2.000720&id_so=null#", "2.000720"),
        ("Trực tiếp", None),
    ],
)
def test_a_link_names_a_code(link: str, code: str | None) -> None:
    assert code_in_link(link) == code


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("50.000", 50000),
        ("1,250,000", 1250000),
        ("15", 15),
        ("7,5", 7.5),
        ("theo quy định", None),
        ("", None),
    ],
)
def test_a_number_in_a_string(written: str, number: float | None) -> None:
    assert number_in(written) == number


def test_headers_become_keys_whatever_their_accents() -> None:
    assert key_of("Ngày hiệu lực") == "ngay_hieu_luc"
    assert key_of("  MÃ TTHC ") == "ma_tthc"


@pytest.mark.shared
def test_every_row_of_a_dirty_list_is_a_record_or_an_issue(shared: Path) -> None:
    records, log = _read(shared / "data/portal-list/phuong_tay_nha_trang_2025.json", "ward-list")
    rows = {record.source.place.row for record in records}
    lost = {issue.place.row for issue in log if issue.code in ("name-missing", "listed-twice")}
    assert rows | lost == set(range(1, 376))
    assert len({record.key for record in records}) == len(records)
    assert sum(record.code is not None for record in records) == 272


@pytest.mark.shared
def test_the_sync_service_tells_no_hour_of_the_clock_as_a_limit(shared: Path) -> None:
    ((record,), log) = _read(shared / "data/ngsp/LayThuTuc_1.001193_H49.json", "exchange")
    assert record.code == "1.001193"
    assert [channel.channel for channel in record.channels] == ["in_person", "online", "post"]
    assert all(c.time_limit is not None and c.time_limit.value is None for c in record.channels)
    assert {fee.amount for channel in record.channels for fee in channel.fees} == {"50000", "25000"}
    assert str(record.legal_bases[0].effective) == "2016-01-01"
    assert {"values-differ", "time-limit-not-understood"} <= {issue.code for issue in log}


@pytest.mark.shared
def test_provincial_pages_are_read_without_a_rest(shared: Path) -> None:
    paths = sorted((shared / "data/provincial-html").glob("*.html"))
    assert len(paths) == 11
    for path in paths:
        ((record,), log) = _read(path, "provincial-page")
        assert record.code == path.name[:8]
        assert record.coverage is Coverage.FULL
        assert record.steps
        assert record.components
        assert record.legal_bases
        assert record.channels
        assert not [issue for issue in log if issue.code in ("unread-text", "unread-cells")]


@pytest.mark.shared
def test_the_transcribed_workbook_is_one_record(shared: Path) -> None:
    ((record,), _) = _read(shared / "data/portal-list/csdl_7sheet_export_excerpt.json", "national-workbook")
    assert record.code == "1.000288"
    assert record.decision is not None
    assert str(record.decision.date) == "2018-01-09"
    assert [(row.originals, row.copies) for row in record.components] == [(None, 0), (None, 0)]
    assert [str(basis.date) for basis in record.legal_bases] == ["2018-08-22", "2025-06-12"]
