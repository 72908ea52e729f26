"""A publication decision as Word: what is printed is read back by the importer of decisions."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from catalogue.issues import IssueLog
from catalogue.records import Coverage, Decision, Procedure
from importers.base import SourceFile, procedures_of
from importers.sources.decision import IMPORTER
from publishing.exports.stamp import Stamp
from publishing.forms.decision_content import basis_words, fee_words
from publishing.forms.decision_docx import in_order, write_decision
from tests.build import case, channel, component, day, fee, listed, procedure
from tests.publishing.exports.round_trip import fixture_records, read_back, unexplained

STAMP = Stamp(day("2026-07-01"), datetime(2026, 7, 2, tzinfo=UTC), "0" * 16, "0.1.0")


def back(tmp_path: Path, *records: Procedure, decision: Decision | None = None) -> tuple[Procedure, ...]:
    """Out and in again."""
    target = tmp_path / "quyet-dinh.docx"
    write_decision(target, records, STAMP, decision=decision)
    return read_back(target.name, target.read_bytes(), importer="decision")


@pytest.mark.parametrize("name", ["tinh-danh-muc-va-noi-dung", "bo-du-thao-bang-long-nhau"])
def test_a_decision_that_was_read_is_printed_and_read_again(
    fixtures: Path, tmp_path: Path, name: str
) -> None:
    file = SourceFile.open(fixtures / "decision" / name / "source.docx")
    records = procedures_of(IMPORTER.extract(file, IssueLog()))
    found = back(tmp_path, *records, decision=records[0].decision)
    kept = [record for record in records if record.code is not None]
    assert list(unexplained("docx", kept, [one for one in found if one.code is not None])) == []
    assert [one.change for one in found] == [one.change for one in in_order(records)]


def test_every_fixture_with_a_code_comes_back_as_far_as_the_table_says(
    fixtures: Path, tmp_path: Path
) -> None:
    records = [one for one in fixture_records(fixtures) if one.code and one.change is None]
    assert list(unexplained("docx", records, back(tmp_path, *records))) == []


@pytest.mark.shared
def test_decisions_of_the_kit_come_back_whole(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "decisions-kit").glob("*/decision.docx")):
        records = procedures_of(IMPORTER.extract(SourceFile.open(path), IssueLog()))
        found = {one.key: one for one in back(tmp_path, *records, decision=records[0].decision)}
        assert found.keys() == {one.key for one in records}
        for record in records:
            told = found[record.key]
            for name in ("name", "code", "change", "sector", "levels", "steps", "cases", "outcomes",
                         "conditions", "dossier_sets", "applicants", "handling_agencies"):  # fmt: skip
                assert getattr(told, name) == getattr(record, name) or _texts(told, name) == _texts(
                    record, name
                ), (record.key, name)


def _texts(record: Procedure, name: str) -> object:
    """Without places."""
    from catalogue.records import content

    return content(record)[name]


def test_the_letterhead_has_blanks_where_nothing_is_known(tmp_path: Path) -> None:
    (found,) = back(tmp_path, procedure(sector="Hộ tịch", change="new"))
    assert found.decision is not None
    assert (found.decision.number, found.decision.date) == (None, None)
    (known,) = back(
        tmp_path,
        procedure(change="new"),
        decision=Decision(
            number="1207/QĐ-UBND",
            date=day("2026-06-10"),
            effective=day("2026-07-01"),
            agency="Ủy ban nhân dân tỉnh Lào Cai",
            replaces=("512/QĐ-UBND",),
        ),
    )
    assert known.decision is not None
    assert known.decision.number == "1207/QĐ-UBND"
    assert (known.decision.date, known.decision.effective) == (day("2026-06-10"), day("2026-07-01"))
    assert known.decision.agency == "Ủy ban nhân dân tỉnh Lào Cai"
    assert known.decision.replaces == ("512/QĐ-UBND",)


def test_changes_levels_and_sectors_stand_in_their_order(tmp_path: Path) -> None:
    records = [
        listed("1.000005", change="repealed", levels=["province"], sector="Đất đai"),
        listed("1.000004", change="new", levels=["commune"], sector="Chứng thực"),
        listed("1.000003", change="new", levels=["commune"], sector="Hộ tịch"),
        listed("1.000002", change="new", levels=["province"], sector="Hộ tịch"),
        listed("1.000001", change="replaced", replaces=["1.000009"], levels=["central"]),
    ]
    found = back(tmp_path, *records)
    assert [one.code for one in found] == ["1.000002", "1.000004", "1.000003", "1.000001", "1.000005"]
    by = {one.code: one for one in found}
    for record in records:
        told = by[record.code]
        assert (told.change, told.levels, told.sector, told.replaces) == (
            record.change, record.levels, record.sector, record.replaces,
        )  # fmt: skip


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    record = procedure(
        name='Cấp <giấy> & "phép"\x07',
        change="new",
        cases=[case(component("=cmd|' /C calc'!A0"), component("</w:t><w:p>"))],
        channels=[channel("in_person", 5, "working_day", fee("10000", "Phí: 10.000 đồng"))],
    )
    (found,) = back(tmp_path, record)
    assert [one.text for one in found.components] == ["=cmd|' /C calc'!A0", "</w:t><w:p>"]
    assert found.name == 'Cấp <giấy> & "phép"'


def test_equal_decisions_are_equal_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    for target in (first, second):
        write_decision(target, [procedure(change="new")], STAMP)
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as package:
        assert STAMP.snapshot.encode() in b"".join(
            package.read(name) for name in package.namelist() if "footer" in name
        )


def test_a_basis_is_cited_with_its_number_first() -> None:
    name = "Thông tư sửa đổi Thông tư số 85/2019/TT-BTC"
    told = procedure(legal_bases=[{"number": "106/2021/TT-BTC", "name": name}]).legal_bases[0]
    assert basis_words(told) == "Thông tư số 106/2021/TT-BTC sửa đổi Thông tư số 85/2019/TT-BTC"
    bare = procedure(legal_bases=[{"number": "04/2024/TT-BTP", "articles": ["Điều 2"]}]).legal_bases[0]
    assert basis_words(bare) == "Điều 2 Thông tư số 04/2024/TT-BTP"


FEES = [
    (fee("50000", ""), "50.000 đồng"),
    (fee("50000", "", kind="charge", per="hồ sơ"), "Lệ phí: 50.000 đồng/hồ sơ"),
    (fee("50000", "Lệ phí: 50.000 đồng"), "Lệ phí: 50.000 đồng"),
    (fee("0", ""), "Miễn phí"),
    (fee(None, "Theo quy định của Hội đồng nhân dân"), "Theo quy định của Hội đồng nhân dân"),
]


@pytest.mark.parametrize(("told", "words"), FEES, ids=[words for _, words in FEES])
def test_a_fee_is_said_with_its_amount(told: object, words: str) -> None:
    assert fee_words(told) == words  # type: ignore[arg-type]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    target = tmp_path / "quyet-dinh.docx"
    write_decision(target, [procedure(change="new", coverage=Coverage.FULL)], STAMP)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(target),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "quyet-dinh.pdf").read_bytes().startswith(b"%PDF")
