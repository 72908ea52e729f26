"""Fees and limits beside their own words."""

from datetime import date

import pytest

from catalogue.records import ChannelKind
from tests.analysis.checks.checking import checked, limited, paid, seen, whole


@pytest.mark.parametrize(
    ("amount", "text", "rule", "right"),
    [
        ("135", "135.000 đồng/hồ sơ", "fee-unit-slip", "135.000 đồng"),
        ("40", "Lệ phí cấp giấy chứng nhận: 40.000 đồng/01 Giấy chứng nhận.", "fee-unit-slip", "40.000 đồng"),
        ("4500", "4,500,000 Việt Nam Đồng", "fee-unit-slip", "4.500.000 đồng"),
        ("0", "Phí thẩm định: 500.000 đồng/hồ sơ", "fee-zero-priced", "500.000 đồng"),
        ("50000", "Lệ phí: 60.000 đồng", "fee-differs", "60.000 đồng"),
        ("135", "", None, ""),  # nothing to compare
        ("135000", "135.000 đồng", None, ""),
        ("0", "Miễn lệ phí 50.000 đồng cho người nghèo", None, ""),
        ("0", "Trường hợp cấp bản sao: 8.000 đồng/bản", None, ""),
        ("50000", "Đối với tổ chức 100.000 đồng", None, ""),
        ("2000", "2.000 đồng/trang; từ trang thứ ba 1.000 đồng/trang", None, ""),
        (None, "Theo nghị quyết của Hội đồng nhân dân", None, ""),
    ],
)
def test_a_fee_beside_its_own_words(amount: str | None, text: str, rule: str | None, right: str) -> None:
    found = checked(paid(amount, text))
    assert [one.rule for one in found] == ([rule] if rule else [])
    if rule:
        assert f"Mức phí: {right}" in (found[0].suggestion or "")
        assert text in found[0].evidence[0].quote


def test_a_fee_beside_the_words_of_its_channel() -> None:
    assert seen(paid("135", "", prose="Lệ phí: 135.000 đồng/hồ sơ")) == ["fee-unit-slip"]


def test_equal_words_in_several_channels_are_one_finding() -> None:
    one = paid("135", "135.000 đồng").channels[0]
    twice = whole(channels=(one, one.model_copy(update={"channel": ChannelKind.ONLINE})))
    assert len(checked(twice)) == 1


def test_a_temporary_fee_whose_last_day_is_over() -> None:
    text = "áp dụng mức phí 25.000 đồng kể từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo 64/2025/TT-BTC"
    assert seen(paid("50000", text)) == []
    (found,) = checked(paid("50000", text), day=date(2027, 1, 1))
    assert (found.rule, "31/12/2026" in found.because[0]) == ("fee-period-ended", True)
    free = "Miễn lệ phí từ ngày 07/4/2026 đến 30/6/2026 theo Thông tư 40/2026/TT-BTC"
    (found,) = checked(paid("1500000", free))
    assert "giữ mức 1.500.000 đồng" in (found.suggestion or "")


@pytest.mark.parametrize(
    ("value", "unit", "prose", "differs"),
    [
        (10, "day", "Trong thời hạn 10 ngày làm việc kể từ ngày nhận đủ hồ sơ", True),
        (30, "working_day", "20 ngày làm việc, kể từ ngày nhận đủ hồ sơ theo quy định", True),
        (20, "working_day", "20 ngày làm việc, kể từ ngày nhận đủ hồ sơ theo quy định", False),
        (20, "working_day", "hai mươi (20) ngày làm việc", False),
        (10, "working_day", "05 ngày làm việc thẩm định; 05 ngày làm việc ban hành", False),  # two stages
        (5, "working_day", "Trường hợp phải xác minh: 10 ngày làm việc", False),
        (1, "working_day", "08 giờ làm việc", False),
        (1, "day", "24 giờ", False),
        (3, "working_day", "Nộp hồ sơ trực tiếp hoặc qua bưu chính", False),
    ],
)
def test_a_limit_beside_the_words_of_its_channel(
    value: float, unit: str, prose: str, *, differs: bool
) -> None:
    assert seen(limited(value, unit, prose)) == (["time-limit-text-differs"] if differs else [])


@pytest.mark.parametrize(
    ("prose", "differs"),
    [
        ("Thời hạn giải quyết: 10 ngày làm việc kể từ ngày nhận đủ hồ sơ.", True),
        ("Thời hạn giải quyết thủ tục hành chính là 05 (năm) ngày làm việc.", False),
        (
            "Thời hạn giải quyết: 05 ngày làm việc; trường hợp khác thời hạn giải quyết: 10 ngày làm việc",
            False,
        ),
        ("Trong thời hạn 03 ngày làm việc, cơ quan kiểm tra hồ sơ.", False),  # one step of it
    ],
)
def test_a_limit_beside_the_words_of_the_steps(prose: str, *, differs: bool) -> None:
    found = checked(whole(steps=({"order": 1, "text": prose},)))
    assert [(one.rule, one.field) for one in found] == (
        [("time-limit-text-differs", "steps")] if differs else []
    )
