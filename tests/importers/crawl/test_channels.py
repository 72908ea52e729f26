"""Rows of the channel table, cut out of glued cells."""

import pytest

from catalogue.issues import IssueLog
from catalogue.records import ChannelKind, Place, TimeUnit
from importers.crawl import fees
from importers.crawl.channels import read_channels
from importers.crawl.doubts import Doubts

HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"


@pytest.mark.parametrize(
    ("cells", "value", "unit"),
    [
        ("Trực tiếp45 Ngày làm việcMiễn phí", 45, TimeUnit.WORKING_DAY),
        ("Trực tiếp45 NgàyMiễn phí", 45, TimeUnit.DAY),
        ("Trực tiếp17.5 Ngày làm việcMiễn phí", 17.5, TimeUnit.WORKING_DAY),
        ("Trực tiếp4 ThángKhông có thông tin", 4, TimeUnit.MONTH),
        ("Trực tiếp1 GiờMiễn phí", 1, TimeUnit.HOUR),
        ("Trực tiếp85Miễn phí", 85, None),
        ("Trực tiếp140,000 Việt Nam Đồng", 1, None),
        ("Trực tiếpKhông có thông tinMiễn phí", None, None),
        ("Trực tiếp30 PhútMiễn phí", None, None),
    ],
)
def test_time(cells: str, value: float | None, unit: TimeUnit | None) -> None:
    ((row,), unread) = read_channels(HEAD + cells)
    assert (row.value, row.unit, unread) == (value, unit, "")


def test_a_time_in_words() -> None:
    ((row,), _) = read_channels(HEAD + "Trực tiếpKhông quá 15 ngày kể từ ngày nhận đủ hồ sơMiễn phí")
    assert row.time_text == "Không quá 15 ngày kể từ ngày nhận đủ hồ sơ"


def test_the_time_of_other_rows_decides_where_time_and_amount_are_glued() -> None:
    rows, _ = read_channels(HEAD + "Trực tuyến12Miễn phíTrực tiếp12150,000 VNĐ")
    assert rows[1].value == 12
    assert rows[1].fees[0].amount == "150000"
    assert not rows[1].doubts


@pytest.mark.parametrize(
    ("cells", "amounts", "text"),
    [
        ("4,500,000 Việt Nam Đồng((bốn triệu (năm trăm) đồng))Nộp tại Sở", ["4500000"], "Nộp tại Sở"),
        ("20,000 VNĐ(a) lần đầu; b) cấp lại)30,000 VNĐ- Ghi chú", ["20000", "30000"], "- Ghi chú"),
        ("20,000 VNĐ(cá nhân (Đất)))30,000 VNĐ", ["20000", "30000"], ""),
        ("1,500,000 VNĐ(đồng/lần(Lệ phí đăng ký)- Nộp hồ sơ", ["1500000"], "- Nộp hồ sơ"),
        ("10 USD(/bản)", ["10"], ""),
        ("Không có thông tinTại bộ phận một cửa", [], "Tại bộ phận một cửa"),
        ("Miễn phí05 (năm) ngày làm việc", [None], "05 (năm) ngày làm việc"),
    ],
)
def test_fees(cells: str, amounts: list[str | None], text: str) -> None:
    ((row,), _) = read_channels(f"{HEAD}Trực tiếp5 Ngày{cells}")
    assert [fee.amount for fee in row.fees] == amounts
    assert row.text == text


def test_names_of_channels_in_a_description_begin_no_row() -> None:
    rows, _ = read_channels(
        HEAD + "Trực tuyến5 NgàyMiễn phíTrực tuyến qua Cổng.Trực tiếp thực hiện Trực tiếp7 NgàyMiễn phí"
    )
    assert [row.channel for row in rows] == [ChannelKind.ONLINE, ChannelKind.IN_PERSON]
    assert rows[0].text == "Trực tuyến qua Cổng.Trực tiếp thực hiện"


@pytest.mark.parametrize(
    ("cells", "amount", "issue"),
    [
        ("Miễn phí", "0", "fee-zero-unexplained"),
        ("Miễn phí(Không thu phí)", "0", None),
        ("Miễn phí(Theo quy định của Hội đồng nhân dân cấp tỉnh.)", None, "fee-zero-elsewhere"),
        ("Miễn phí(150.000 đồng/giấy)", "150000", None),
        ("50 VNĐ(50.000 đồng/giấy)", "50", "fee-not-understood"),
    ],
)
def test_what_a_fee_cell_means(cells: str, amount: str | None, issue: str | None) -> None:
    ((row,), _) = read_channels(f"{HEAD}Trực tiếp5 Ngày{cells}")
    issues = IssueLog()
    fee = fees.fee(row.fees[0], Place(), "channels[0].fees", Doubts(issues, "1.000000"))
    assert fee.amount == amount
    assert [one.code for one in issues] == ([issue] if issue else [])


def test_what_is_no_row_is_handed_back() -> None:
    assert read_channels(HEAD + "Gửi thư điện tử") == ([], "Gửi thư điện tử")
    assert read_channels(HEAD) == ([], "")
    assert read_channels("Không có thông tin") == ([], "")
