"""Texts that a decision names: the ministry's decision it follows, what it replaces, wholly or in part."""

from datetime import date
from pathlib import Path

import pytest

from catalogue.issues import IssueLog
from catalogue.links import Link, LinkKind
from importers.base import SourceFile
from importers.decisions.links import read_links
from importers.readers.blocks import Paragraph
from importers.sources.decision import read

CASES = [  # a line of a decision, then kind and number of each text it names
    (
        "Căn cứ Quyết định số 1520/QĐ-BTP ngày 29/5/2026 của Bộ trưởng Bộ Tư pháp công bố TTHC mới;",
        ["follows 1520/QĐ-BTP"],
    ),
    (
        "Căn cứ Quyết định số 1520/QĐ-BTP và Quyết định số 1601/QĐ-BTP về việc công bố TTHC của Bộ;",
        ["follows 1520/QĐ-BTP", "follows 1601/QĐ-BTP"],
    ),
    (
        "Căn cứ Quyết định số 22/QĐ-UBND ngày 01/02/2026 công bố thủ tục hành chính của Sở Y tế;",
        ["implements 22/QĐ-UBND"],
    ),
    ("Căn cứ Quyết định số 45/QĐ-TTg phê duyệt Đề án;", ["implements 45/QĐ-TTg"]),
    (
        "Căn cứ Thông tư số 01/2018/TT-VPCP hướng dẫn thi hành Nghị định số 61/2018/NĐ-CP;",
        ["implements 01/2018/TT-VPCP"],
    ),
    ("Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 97/TTr-STP.", []),
    (
        "Điều 2. Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 1/2/2024 và Quyết định số 13/QĐ-UBND.",
        ["replaces_all 12/QĐ-UBND", "replaces_all 13/QĐ-UBND"],
    ),
    (
        "Điều 2. Bãi bỏ các nội dung tương ứng tại các Quyết định số 3279/QĐ-BGDĐT, 100/QĐ-BGDĐT.",
        ["replaces_part 3279/QĐ-BGDĐT", "replaces_part 100/QĐ-BGDĐT"],
    ),
    ("Điều 2. Quyết định số 55/QĐ-UBND ngày 5/5/2021 hết hiệu lực.", ["abolishes 55/QĐ-UBND"]),
    ("Điều 3. Bãi bỏ Quyết định số 31/QĐ-UBND.", ["abolishes 31/QĐ-UBND"]),
    (
        "Điều 1. Sửa đổi, bổ sung Phụ lục I Quyết định số 77/QĐ-BTP của Bộ trưởng Bộ Tư pháp.",
        ["amends 77/QĐ-BTP"],
    ),
    ("Điều 1. Đính chính lỗi kỹ thuật tại Quyết định số 88/QĐ-BTP.", ["corrects 88/QĐ-BTP"]),
    (
        "Bãi bỏ thủ tục “Điều chỉnh thông tin” đã được công bố tại Quyết định số 2954/QĐ-BCA-C06.",
        ["replaces_part 2954/QĐ-BCA-C06"],
    ),
    (
        "Điều 1. Công bố kèm theo 05 thủ tục được sửa đổi, bổ sung đã công bố tại Quyết định số 99/QĐ-UBND.",
        ["amends 99/QĐ-UBND"],
    ),
    ("Điều 3. Giao Sở Tư pháp thực hiện theo Quyết định số 45/QĐ-TTg.", []),
    ("Điều 1. Công bố kèm theo Quyết định này 02 thủ tục hành chính.", []),
]


def links(*lines: str, title: str | None = None, own: str | None = None) -> tuple[Link, ...]:
    blocks = [Paragraph(line) for line in ("Điều 1. Công bố.", *lines)]
    if not lines[0].startswith(("Điều", "Bãi")):
        blocks = blocks[1:]
    return read_links(blocks, 0, len(blocks), title=title, own=own)


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_each_line_gives_its_links(line: str, expected: list[str]) -> None:
    assert [f"{link.kind} {link.number}" for link in links(line)] == expected


def test_date_and_agency_are_read_where_they_stand() -> None:
    (link,) = links(CASES[0][0])
    assert (link.date, link.agency) == (date(2026, 5, 29), "Bộ Tư pháp")
    later, _ = links(CASES[6][0])
    assert (later.date, later.agency) == (date(2024, 2, 1), None)


def test_the_title_names_what_is_corrected_and_the_own_number_is_no_link() -> None:
    line = "Điều 2. Quyết định số 9/QĐ-BTP này có hiệu lực; thay thế Quyết định số 9/QĐ-BTP."
    told = links(line, title="Về việc đính chính Quyết định số 8/QĐ-BTP", own="9/QĐ-BTP")
    assert [(link.kind, link.number) for link in told] == [(LinkKind.CORRECTS, "8/QĐ-BTP")]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("hagiang-378-2022", ["follows 2729/QĐ-BCT"]),
        ("so-tu-phap-bon-loai", ["follows 1520/QĐ-BTP"]),
        ("xay-dung-da-nang", ["replaces_part 2298/QĐ-UBND"]),
        ("cu-tru-bo-cong-an", ["replaces_all 3071/QĐ-BCA-C06", "replaces_part 2954/QĐ-BCA-C06"]),
        ("dat-dai-dak-lak", []),
    ],
)
def test_the_kit_names_its_decisions(shared: Path, folder: str, expected: list[str]) -> None:
    file = SourceFile.open(shared / "data" / "decisions-kit" / folder / "decision.docx")
    told = read(file, IssueLog()).decision.links
    assert [f"{link.kind} {link.number}" for link in told if link.kind is not LinkKind.IMPLEMENTS] == expected
    assert all(str(link.place) and link.text for link in told)
