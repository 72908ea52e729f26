"""Which amount of a tariff stands for a case."""

from fractions import Fraction

import pytest

from analysis.scm import Range
from analysis.tariffs import Stated, is_special, of_tariff
from catalogue.records import ChannelKind, Fee, FeeKind

TARIFFS = [  # amounts with their words; least, general rate, most
    (
        [("200000", "Phí: 200.000 đồng/lần/người"), ("100000", "100.000 đồng đối với sinh viên")],
        (100_000, 200_000, 200_000),
    ),
    (
        [("100000", "Giảm 50%: 100.000 đồng"), ("200000", "200.000 đồng"), ("0", "miễn phí hộ nghèo")],
        (0, 200_000, 200_000),
    ),
    ([("0", "Không thu phí"), ("50000", "50.000 đồng")], (0, 50_000, 50_000)),  # free beside an amount
    ([("0", "Không thu phí")], (0, 0, 0)),
    (  # the exemption is another clause than the amount
        [
            ("15000", "Cá nhân: 15.000 đồng; miễn phí đối với hộ nghèo"),
            ("10000", "Theo danh sách 10.000 đồng"),
        ],
        (10_000, 10_000, 15_000),
    ),
    ([("2000", "2.000 đồng/trang"), ("1000", "từ trang thứ 3 trở lên 1.000 đồng/trang")], (1000, 2000, 2000)),
    (  # every amount is somebody's: the low average of all
        [("100", "sinh viên"), ("200", "người cao tuổi"), ("300", "hộ nghèo")],
        (100, 200, 300),
    ),
    ([("100000", "cá nhân"), ("155000", "cá nhân"), ("215000", "tổ chức")], (100_000, 155_000, 215_000)),
    ([("100", ""), ("200", "")], (100, 100, 200)),  # no words: the low average
]


def stated(amount: str, text: str) -> Stated:
    return Stated(Fraction(amount), Fee(kind=FeeKind.FEE, amount=amount, currency="VND", text=text))


@pytest.mark.parametrize(("amounts", "expected"), TARIFFS)
def test_the_general_rate_stands_for_a_case(
    amounts: list[tuple[str, str]], expected: tuple[int, int, int]
) -> None:
    assert of_tariff([stated(*one) for one in amounts]) == Range(*map(Fraction, expected))
    assert of_tariff([stated(*one) for one in reversed(amounts)]) == Range(*map(Fraction, expected))


def test_the_rate_of_another_channel_is_not_the_general_one() -> None:
    amounts = [stated("50000", "50.000 đồng (hồ sơ nộp trực tuyến)"), stated("100000", "100.000 đồng")]
    assert of_tariff(amounts, ChannelKind.IN_PERSON).central == 100_000
    assert of_tariff(amounts, ChannelKind.ONLINE).central == 50_000


@pytest.mark.parametrize("words", ["Phí thẩm định", "người nộp hồ sơ", "Miền núi", "giảng viên", ""])
def test_other_words_are_no_reduction(words: str) -> None:
    assert not is_special(words)
