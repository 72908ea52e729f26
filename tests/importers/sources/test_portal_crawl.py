"""Saved portal pages: identity, refusals, and agreement with the portal's own records."""

import json
from pathlib import Path

import pytest

from benchmarks.crawl_agreement import measure
from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Coverage, Procedure
from importers.base import Rank, SourceFile
from importers.sources.portal_crawl import IMPORTER

PAGE = (
    "Cấp phépTên thủ tụcCấp phépMã thủ tục{code}Số quyết định163/QĐ-BTPCấp thực hiệnCấp xã"
    "Loại thủ tụcLĩnh vựcHộ tịchĐối tượng thực hiệnCơ quan có thẩm quyềnĐịa chỉ tiếp nhận HS"
    "Cơ quan được ủy quyềnCơ quan phối hợpThủ tục hành chính liên quanKhông có thông tin"
    "Trình Tự Thực Hiện Nộp hồ sơ."
)


def read(name: str, **keys: str) -> tuple[list[Procedure], list[str]]:
    """Records and issue codes of one saved page."""
    issues = IssueLog()
    data = json.dumps(keys, ensure_ascii=False).encode()
    return list(IMPORTER.extract(SourceFile(name, data), issues)), [issue.code for issue in issues]


def test_the_code_of_the_page_wins() -> None:
    (record,), codes = read("1.000001.json", ma_thu_tuc="1.000002", raw_text=PAGE.format(code="1.000003"))
    assert record.code == "1.000003"
    assert codes.count("page-other-procedure") == 2


def test_a_page_without_code_takes_the_key() -> None:
    (record,), codes = read("x.json", ma_thu_tuc="1.000002", raw_text=PAGE.format(code=""))
    assert record.code == "1.000002"
    assert "code-repaired" in codes


def test_a_page_of_its_own_name_is_no_doubt() -> None:
    (record,), codes = read("1.000003.json", ma_thu_tuc="1.000003", raw_text=PAGE.format(code="1.000003"))
    assert "page-other-procedure" not in codes
    assert (record.coverage, IMPORTER.rank) == (Coverage.FULL, Rank.CRAWL)
    assert record.decision is not None
    assert record.decision.number == "163/QĐ-BTP"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"raw_text": ""}', b'{"raw_text": 3}', b"\xff\xfe\x00"])
def test_what_is_no_saved_page_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        list(IMPORTER.extract(SourceFile("x.json", data), IssueLog()))


def test_a_text_without_labels_has_no_name_and_gives_no_record() -> None:
    records, codes = read("x.json", ma_thu_tuc="1.000002", raw_text="Trang không tìm thấy")
    assert records == []
    assert codes == ["name-missing"]


@pytest.mark.shared
def test_every_saved_page_gives_its_record(shared: Path) -> None:
    paths = sorted((shared / "data" / "portal-crawl").glob("*/*.json"))
    records = [list(IMPORTER.extract(SourceFile.open(path), IssueLog())) for path in paths]
    assert len(paths) == 1333
    assert {len(one) for one in records} == {1}


@pytest.mark.shared
@pytest.mark.parametrize("glued", [False, True])
def test_pages_agree_with_the_records_of_the_portal(glued: bool) -> None:
    told = measure(glued=glued, show=False)
    assert told["components"]["share"] >= 0.985
    for part in ("channels", "fees", "bases", "outcomes"):
        assert told[part]["ours"] <= 0.01 * told[part]["rows"]
    if glued:
        assert told["files"]["share"] >= 0.985
