"""The portal's page and print agree with its JSON record of the same code."""

from collections import Counter
from pathlib import Path

import pytest

from catalogue.issues import IssueLog
from catalogue.records import Procedure
from catalogue.text import squash
from importers.base import Importer, SourceFile
from importers.portal_sheet.cells import read_fees, read_quantity, read_time
from importers.sources.portal_page import IMPORTER as PAGE
from importers.sources.portal_print import IMPORTER as PRINT
from importers.sources.portal_record import IMPORTER as RECORD
from tests.importers.print_agreement import CAUSES, CURRENCY, NOT_FREE, compared, pairs


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("1 bản chính", (1, 0)),
        ("0 bản chính", (0, 0)),
        ("2 bản chính,1 bản sao", (2, 1)),
        ("1 bản sao", (0, 1)),
        ("Không có", (0, 0)),
        ("", None),
        ("một bộ", None),
    ],
)
def test_a_quantity_cell(text: str, quantity: tuple[int, int] | None) -> None:
    assert read_quantity(text) == quantity


@pytest.mark.parametrize(
    ("text", "fees", "loose"),
    [
        ("10.000 Việt Nam Đồng\n(Nộp trực tuyến)", [("10000", "VND", "Nộp trực tuyến")], ""),
        ("4,500,000 Việt Nam Đồng", [("4500000", "VND", "")], ""),
        ("Miễn phí\n(Theo a) khoản 1;\n20.000 đồng)", [(None, None, "Theo a) khoản 1;\n20.000 đồng")], ""),
        ("8.000 VNĐ\n20 USD", [("8000", "VND", ""), ("20", "USD", "")], ""),
        ("Thu theo thực tế", [], "Thu theo thực tế"),
        ("4500..000 VNĐ", [], "4500..000 VNĐ"),
        ("12,5 USD", [("12.5", "USD", "")], ""),
        ("Không có thông tin", [], ""),
    ],
)
def test_a_fee_cell(text: str, fees: list[tuple[str | None, str | None, str]], loose: str) -> None:
    found, rest = read_fees(text)
    assert [(cell.amount, cell.currency, cell.words) for cell in found] == fees
    assert rest == loose


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("7 Ngày làm việc", (7, "working_day")),
        ("17,5 Giờ", (17.5, "hour")),
        ("1", (None, None)),
        ("0 ngày", (None, None)),
    ],
)
def test_a_time_cell(text: str, time: tuple[float | None, str | None]) -> None:
    assert read_time(text) == time


def _read(importer: Importer, path: Path) -> Procedure:
    (record,) = importer.extract(SourceFile.open(path), IssueLog())
    return record


def _rows(record: Procedure) -> list[tuple[object, ...]]:
    return [
        (case.name and squash(case.name), squash(row.text), row.originals, row.copies, row.forms)
        for case in record.cases
        for row in case.components
    ]


def _bases(record: Procedure) -> Counter[tuple[str | None, str]]:
    return Counter((basis.number, squash(basis.name or "")) for basis in record.legal_bases)


PAIRS = [
    (PAGE, "data/portal-html/*.html"),
    (PRINT, "data/portal-pdf/*.pdf"),
]


@pytest.mark.shared
@pytest.mark.parametrize(("importer", "pattern"), PAIRS, ids=["page", "print"])
def test_every_row_and_basis_is_that_of_the_record(importer: Importer, pattern: str, shared: Path) -> None:
    compared = 0
    for path in sorted(shared.glob(pattern)):
        told = _read(importer, path)
        record = shared / "data/portal-api/details" / f"{told.code}.json"
        if not record.exists():
            continue
        compared += 1
        known = _read(RECORD, record)
        assert _rows(told) == _rows(known)
        assert _bases(told) == _bases(known)
        # the limit of the online service stands in the record alone
        ways = [c for c in known.channels if c.channel is not None]
        assert [c.channel for c in told.channels] == [c.channel for c in ways]
        assert [len(c.fees) for c in told.channels] == [len(c.fees) for c in ways]
        assert {(o.code, o.name) for o in told.outcomes} == {(o.code, o.name) for o in known.outcomes}
        assert squash(" ".join(s.text for s in told.steps)) == squash(" ".join(s.text for s in known.steps))
        for mine, theirs in zip(told.channels, ways, strict=True):
            limit, other = mine.time_limit, theirs.time_limit
            assert (limit and limit.value, limit and limit.unit) == (
                other and other.value,
                other and other.unit,
            )
    assert compared


@pytest.mark.shared
def test_a_print_never_says_free_where_the_record_does_not(shared: Path) -> None:
    for path in sorted(shared.glob("data/portal-pdf/*.pdf")):
        fees = [fee for channel in _read(PRINT, path).channels for fee in channel.fees]
        assert all(fee.amount != "0" for fee in fees)


@pytest.mark.shared
def test_every_value_of_a_sheet_is_that_of_the_record_or_left_unknown_for_a_reason(shared: Path) -> None:
    told = {name: list(compared(sheet, record)) for name, sheet, record in pairs()}
    assert len(told) == 4  # three prints, one page
    verdicts = Counter(one.verdict for found in told.values() for one in found)
    assert set(verdicts) <= {"equal", *CAUSES}
    for field in ("components", "channels", "channels.text", "legal_bases", "outcomes", "steps"):
        assert {one.verdict for found in told.values() for one in found if one.field == field} == {"equal"}
    fees = [one for found in told.values() for one in found if one.field == "channels.fees"]
    assert {one.verdict for one in fees} <= {"equal", NOT_FREE, CURRENCY}
    assert all(one.sheet[0] is None for one in fees if one.verdict == NOT_FREE)
