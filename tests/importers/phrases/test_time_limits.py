"""Time limits: what is one limit, and what keeps only its words."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.phrases.time_limits import all_limits, is_same_day, parse_time_limit

CASES = [  # text | value | unit
    ("7 Ngày làm việc", 7, "working_day"),
    ("15 Ngày", 15, "day"),
    ("02 Giờ", 2, "hour"),
    ("Không quá 15 ngày kể từ ngày nhận đủ hồ sơ hợp lệ", 15, "day"),
    ("năm (05) ngày làm việc", 5, "working_day"),
    ("05 (năm) ngày làm việc", 5, "working_day"),
    ("Trong thời hạn năm ngày làm việc", 5, "working_day"),
    ("hai mươi lăm ngày", 25, "day"),
    ("mười lăm (15) ngày", 15, "day"),
    ("05 năm", 5, "year"),
    ("năm năm", 5, "year"),
    ("02 tháng", 2, "month"),
    ("7,5 ngày làm việc", 7.5, "working_day"),
    ("6.25 ngày làm việc", 6.25, "working_day"),
    ("½ ngày", 0.5, "day"),
    ("1/2 ngày làm việc", 0.5, "working_day"),
    ("nửa ngày", 0.5, "day"),
    ("nửa tháng", 15, "day"),
    ("02 tuần", 14, "day"),
    ("30 phút", 0.5, "hour"),
    ("24 giờ kể từ khi nhận hồ sơ", 24, "hour"),
    ("08 giờ làm việc", 8, "hour"),
    ("20 ngày\nlàm việc", 20, "working_day"),
    ("15 ngày làmviệc", 15, "working_day"),
    ("03 ngày làm việc; 03 ngày làm việc", 3, "working_day"),
    ("10 ngày kể từ ngày 15 tháng 11 năm 2025", 10, "day"),
    ("10 ngày theo Thông tư số 12/2025/TT-BTC ngày 01/02/2025", 10, "day"),
    ("05 ngày (làm việc)", 5, "working_day"),
    ("không quá 72 giờ kể từ khi nhận", 72, "hour"),
    ("kéo dài đến 48 giờ", 48, "hour"),
    ("Hai trăm năm mươi nghìn đồng, 03 ngày", 3, "day"),
    ("hằng năm (năm báo cáo)", None, None),
    ("đầu tư năm", None, None),
    ("mỗi năm hoặc 02 ngày", 2, "day"),
    # no single limit
    ("02 tháng và 15 ngày làm việc", None, None),
    ("20 ngày, trường hợp phức tạp 55 ngày", None, None),
    ("từ 03 đến 05 ngày làm việc", None, None),
    ("03 - 05 ngày", None, None),
    ("10 hoặc 15 ngày", None, None),
    ("Không quá 10 ngày; vùng khó khăn không quá 20 ngày", None, None),
    ("không quá 23 ngày (15 ngày và 08 ngày làm việc)", None, None),
    ("Ngay trong ngày; sau 15 giờ trả ngày làm việc tiếp theo", None, None),
    ("Ngay trong ngày làm việc, trường hợp xác minh không quá 03 ngày làm việc", None, None),
    ("nếu nhận hồ sơ sau 15 giờ thì trả kết quả hôm sau", None, None),
    ("Từ 7 giờ 30 đến 17 giờ", None, None),
    ("07h30", None, None),
    ("giờ hành chính", None, None),
    ("ngày 15 tháng 11 năm 2025", None, None),
    ("năm 2025", None, None),
    ("Không quy định", None, None),
    ("Theo mô tả", None, None),
    ("1", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "value", "unit"), CASES)
def test_a_value_is_given_only_for_one_single_limit(text, value, unit):
    read = parse_time_limit(text)
    assert (read.value, read.unit and read.unit.value) == (value, unit)
    assert read.text == text


def test_every_limit_of_a_text_is_told_with_its_words():
    told = "Không quá 15 ngày làm việc. Trong đó: Sở: 12 ngày làm việc; UBND: 03 ngày"
    found = [(limit.value, limit.unit.value, limit.text) for limit in all_limits(told) if limit.unit]
    assert found == [
        (15, "working_day", "15 ngày làm việc"),
        (12, "working_day", "12 ngày làm việc"),
        (3, "day", "03 ngày"),
    ]


@pytest.mark.parametrize(
    "text", ["Trong ngày", "ngay trong ngày làm việc", "Trả kết quả ngay", "giải quyết ngay"]
)
def test_an_answer_on_the_day_itself_is_noticed(text):
    assert is_same_day(text)


@pytest.mark.parametrize("text", ["trong 05 ngày", "trong ngày thứ ba", "15 ngày", "kể từ ngày nhận"])
def test_days_that_are_counted_are_not_the_same_day(text):
    assert not is_same_day(text)


units = st.sampled_from(
    [("ngày", "day"), ("ngày làm việc", "working_day"), ("giờ", "hour"), ("tháng", "month"), ("năm", "year")]
)


@given(
    st.integers(1, 999),
    units,
    st.sampled_from(["{} {}", "Không quá {} {}", "{:02d} {} kể từ ngày nhận hồ sơ", "({}) {}"]),
)
def test_a_printed_limit_is_read_again(value, unit, form):
    read = parse_time_limit(form.format(value, unit[0]))
    assert (read.value, read.unit and read.unit.value) == (value, unit[1])


@given(st.text(max_size=80))
def test_any_text_keeps_its_words(text):
    assert parse_time_limit(text).value is None or all_limits(text)


@pytest.mark.shared
def test_the_limits_of_the_kit_agree():
    kit = Path(__file__).parents[3] / ".." / "shared" / "data" / "decisions-kit"
    if not kit.exists():
        pytest.skip("../shared is absent")
    rows = [
        row for file in kit.glob("*/truth.json") for row in json.loads(file.read_text("utf-8"))["procedures"]
    ]
    told = [row for row in rows if row.get("time_limit_text")]
    assert len(told) > 20
    for row in told:
        read = parse_time_limit(row["time_limit_text"])
        assert (read.value, read.unit and read.unit.value) == (
            row["time_limit_value"],
            row["time_limit_unit"],
        )
