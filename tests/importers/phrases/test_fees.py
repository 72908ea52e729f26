"""Fees: amounts, kinds, what is free, and what is only a reference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.phrases.fees import find_money, is_free, parse_fees

CASES = [  # text | (kind, amount, currency, per) of each fee
    ("100.000 đồng/giấy phép", [(None, "100000", "VND", "giấy phép")]),
    ("50.000 đồng", [(None, "50000", "VND", None)]),
    ("400.000 (bốn trăm nghìn) đồng/trường hợp", [(None, "400000", "VND", "trường hợp")]),
    ("2 triệu (hai triệu) đồng/lần", [(None, "2000000", "VND", "lần")]),
    ("4,500,000 Việt Nam Đồng", [(None, "4500000", "VND", None)]),
    ("1,5 triệu đồng", [(None, "1500000", "VND", None)]),
    ("1.500 triệu đồng", [(None, "1500000000", "VND", None)]),
    ("2 tỷ đồng", [(None, "2000000000", "VND", None)]),
    ("200.000đ/lần", [(None, "200000", "VND", "lần")]),
    ("135 VNĐ", [(None, "135", "VND", None)]),
    ("100 USD", [(None, "100", "USD", None)]),
    ("1,5 USD/bản", [(None, "1.5", "USD", "bản")]),
    ("5.000 đồng/người/lần đăng ký", [(None, "5000", "VND", "người/lần đăng ký")]),
    ("Lệ phí: 50.000 đồng/lần cấp đối với cá nhân", [("charge", "50000", "VND", "lần cấp")]),
    (
        "Phí: 100.000 đồng. Lệ phí: 50.000 đồng",
        [("fee", "100000", "VND", None), ("charge", "50000", "VND", None)],
    ),
    ("Giá dịch vụ: 1,2 triệu đồng/mẫu", [("price", "1200000", "VND", "mẫu")]),
    ("Phí, lệ phí: 100.000 đồng", [(None, "100000", "VND", None)]),
    (
        "100.000 đồng/giấy phép đối với công trình\n50.000 đồng/giấy phép đối với nhà ở riêng lẻ",
        [(None, "100000", "VND", "giấy phép"), (None, "50000", "VND", "giấy phép")],
    ),
    (
        "2.000 đồng/trang; từ trang thứ 3 thu 1.000 đồng/trang, tối đa không quá 200.000 đồng/bản",
        [(None, "2000", "VND", "trang"), (None, "1000", "VND", "trang")],
    ),
    (
        "Lệ phí 50.000 đồng, phí 30.000 đồng",
        [("charge", "50000", "VND", None), ("fee", "30000", "VND", None)],
    ),
    ("Miễn phí", [(None, "0", "VND", None)]),
    ("Không", [(None, "0", "VND", None)]),
    ("Không thu phí.", [(None, "0", "VND", None)]),
    ("Lệ phí: Không", [("charge", "0", "VND", None)]),
    ("Miễn lệ phí", [("charge", "0", "VND", None)]),
    (
        "Trực tuyến: Miễn phí; Trực tiếp: 50.000 đồng",
        [(None, "0", "VND", None), (None, "50000", "VND", None)],
    ),
    (
        "Miễn lệ phí. Phí cấp bản sao theo Thông tư số 281/2016/TT-BTC",
        [("charge", "0", "VND", None), ("fee", None, None, None)],
    ),
    # stated, but no single amount
    ("Theo quy định tại Thông tư số 156/2025/TT-BTC ngày 31/12/2025", [(None, None, None, None)]),
    ("Do Hội đồng nhân dân cấp tỉnh quy định", [(None, None, None, None)]),
    ("Không quy định", [(None, None, None, None)]),
    ("Miễn lệ phí cho người thuộc hộ nghèo", [("charge", None, None, None)]),
    ("từ 30.000 đến 50.000 đồng/hồ sơ", [(None, None, "VND", "hồ sơ")]),
    # nothing stated
    ("Không có thông tin", []),
    ("-", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "fees"), CASES)
def test_each_amount_is_a_fee(text, fees):
    found = [(fee.kind and fee.kind.value, fee.amount, fee.currency, fee.per) for fee in parse_fees(text)]
    assert found == fees


NO_MONEY = [
    "ngày 31/12/2025",
    "Điều 4 Thông tư số 75/2022/TT-BTC",
    "02 đồng sở hữu",
    "03 đồng thời",
    "hợp đồng 12",
    "50% mức thu",
    "khoản 2 điểm đ",
]


@pytest.mark.parametrize("text", NO_MONEY)
def test_dates_numbers_and_words_are_no_money(text):
    assert find_money(text) == ()


def test_an_exemption_stays_with_the_fee_it_is_of():
    told = "Lệ phí: 8.000 đồng. Miễn lệ phí cho gia đình có công; người thuộc hộ nghèo; người khuyết tật"
    (fee,) = parse_fees(told)
    assert fee.amount == "8000"
    assert fee.text == told


def test_a_heading_stays_with_its_first_fee_and_gives_its_kind_to_all():
    told = (
        "Phí thẩm định: + Hộ gia đình: 150.000 đồng/hồ sơ; kinh doanh: 200.000 đồng. + Tổ chức: 300.000 đồng."
    )
    found = parse_fees(told)
    assert [(fee.kind and fee.kind.value, fee.amount) for fee in found] == [
        ("fee", "150000"),
        ("fee", "200000"),
        ("fee", "300000"),
    ]
    assert found[0].text.startswith("Phí thẩm định: + Hộ gia đình")


NOT_FREE = ["Miễn phí nếu nộp trực tuyến", "Không quy định", "Không có thông tin", "Miễn phí cho trẻ em"]


@pytest.mark.parametrize("text", NOT_FREE)
def test_free_for_some_is_not_free(text):
    assert not is_free(text)


@given(
    st.integers(0, 10**11), st.sampled_from([" đồng", "đ", " VNĐ", " Việt Nam Đồng"]), st.sampled_from(".,")
)
def test_a_printed_amount_is_read_again(amount, unit, sign):
    printed = f"{amount:,}".replace(",", sign) + unit
    assert [fee.amount for fee in parse_fees(printed)] == [str(amount)]


@given(st.text("Phí lệ giá:;.,-+\n0123456789/đồng miễn không ", max_size=80))
def test_any_text_gives_amounts_that_are_printed_in_it(text):
    for fee in parse_fees(text):
        assert fee.text.strip()
        assert fee.amount is None or fee.currency is not None


def test_a_clause_that_is_said_again_under_another_heading_is_kept():
    fees = parse_fees(
        "Đối với hộ gia đình:\n- Đất ở: 100.000 đồng/hồ sơ;\n- Đất khác: 50.000 đồng/hồ sơ;\n"
        "Đối với tổ chức:\n- Đất ở: 500.000 đồng/hồ sơ;\n- Đất khác: 50.000 đồng/hồ sơ"
    )
    assert [fee.amount for fee in fees] == ["100000", "50000", "500000", "50000"]
    assert [fee.text.endswith("- Đất khác: 50.000 đồng/hồ sơ") for fee in fees] == [False, True, False, True]


def test_a_clause_said_twice_in_a_row_is_one_fee():
    assert [fee.amount for fee in parse_fees("50.000 đồng/hồ sơ\n50.000 đồng/hồ sơ")] == ["50000"]
    assert [fee.amount for fee in parse_fees("Không; Không")] == ["0"]
