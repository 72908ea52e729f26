"""The official list: five columns, a banner, and the same list again when it is read."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from catalogue.snapshot import Snapshot
from importers.base import SourceFile
from importers.readers.xlsx import read_sheets
from publishing.exports.portal_list import HEADERS, write_list
from publishing.exports.stamp import Stamp
from publishing.templates import CellTooLong
from tests.build import day, listed, procedure
from tests.publishing.exports.round_trip import fixture_records, read_back, unexplained

STAMP = Stamp(
    day("2026-07-01"), datetime(2026, 7, 2, 3, 4, 5, tzinfo=UTC), "0" * 16, "0.1.0", ("cấp: commune",)
)


def test_every_fixture_with_a_code_comes_back_as_far_as_the_table_says(
    fixtures: Path, tmp_path: Path
) -> None:
    records = [record for record in fixture_records(fixtures) if record.code is not None]
    target = tmp_path / "danh-sach.xlsx"
    assert write_list(target, records, STAMP) == len(records)
    found = read_back(target.name, target.read_bytes(), importer="portal-list")
    assert list(unexplained("list", records, found)) == []


def test_the_layout_is_the_official_one(tmp_path: Path) -> None:
    target = tmp_path / "danh-sach.xlsx"
    record = listed(handling_agencies=["Sở Tư pháp", "Ủy ban nhân dân cấp xã"], sector="Hộ tịch")
    write_list(target, [record], STAMP)
    (sheet,) = read_sheets(SourceFile.open(target))
    assert sheet.name == "Danh sách TTHC"
    assert sheet.rows[1] == HEADERS
    assert sheet.rows[2] == (record.code, record.name, "", "Sở Tư pháp\nỦy ban nhân dân cấp xã", "Hộ tịch")
    banner = str(sheet.rows[0][0])
    assert "DANH SÁCH THỦ TỤC HÀNH CHÍNH" in banner
    for told in ("01/07/2026", "2026-07-02T03:04:05Z", "0" * 16, "0.1.0", "cấp: commune"):
        assert told in banner
    with ZipFile(target) as package:
        assert b'<mergeCell ref="A1:E1"/>' in package.read("xl/worksheets/sheet1.xml")


def test_equal_lists_are_equal_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for target in (first, second):
        write_list(target, [procedure(), procedure("1.000002", name="=cmd|' /C calc'!A0")], STAMP)
    assert first.read_bytes() == second.read_bytes()


HOSTILE = ["=cmd|' /C calc'!A0", "@SUM(A1)", "-1+1", "'đã có dấu", "+84", "a_x000D_b", "🙂" * 3, "<b>&amp;"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(tmp_path: Path, name: str) -> None:
    target = tmp_path / "danh-sach.xlsx"
    write_list(target, [listed(name=name)], STAMP)
    with ZipFile(target) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    (found,) = read_back(target.name, target.read_bytes(), importer="portal-list")
    assert found.name == name


def test_a_name_longer_than_a_cell_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    target = tmp_path / "danh-sach.xlsx"
    target.write_bytes(b"before")
    with pytest.raises(CellTooLong, match="Dòng 3, cột “Tên”"):
        write_list(target, [listed(name="ă" * 32_768)], STAMP)
    assert target.read_bytes() == b"before"
    write_list(target, [listed(name="ă" * 32_767)], STAMP)
    assert list(tmp_path.iterdir()) == [target]


def test_the_stamp_names_the_whole_snapshot() -> None:
    snapshot = Snapshot.of(day("2026-07-01"), [procedure()])
    stamp = Stamp.of(snapshot, known=STAMP.known, version="0.1.0")
    assert stamp.told()["snapshot"] == snapshot.id
    assert stamp.filters == ()
