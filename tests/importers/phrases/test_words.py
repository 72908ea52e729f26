"""Numbers in words, dates, labels of forms, and closed lists."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.phrases.dates import find_dates, from_epoch_ms, parse_date
from importers.phrases.enums import (
    find_changes,
    is_known_kind,
    parse_change,
    parse_channels,
    parse_kind,
    parse_levels,
    parse_time_unit,
    split_applicants,
)
from importers.phrases.forms import form_labels
from importers.phrases.lexicon import lookup
from importers.phrases.numbers import number_in, read_number, words_to_number

ONES = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spelled(value: int) -> str:
    """Slow and plain: the words of a number from 1 to 100."""
    if value == 100:
        return "một trăm"
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "mười" if tens == 1 else f"{ONES[tens]} mươi"
    tail = {1: "mốt", 4: "tư", 5: "lăm"}.get(ones, ONES[ones]) if tens > 1 else ONES[ones]
    tail = "lăm" if tens == 1 and ones == 5 else tail
    return f"{head} {tail}".strip()


@pytest.mark.parametrize("value", range(1, 101))
def test_numbers_are_read_from_words(value):
    assert words_to_number(spelled(value)) == value
    assert read_number(f"{spelled(value)} ({value:02d})") == value
    assert read_number(f"{value:02d} ({spelled(value)})") == value


def test_digits_win_and_the_difference_is_told():
    number = number_in("năm (06)")
    assert number is not None
    assert (number.value, number.agrees) == (6, False)


@pytest.mark.parametrize("text", ["sáu bộ", "mươi", "hai mươi mười", "", "bảy trăm nghìn"])
def test_other_words_are_no_number(text):
    assert read_number(text) is None


DATES = [
    ("15/11/2025", date(2025, 11, 15)),
    ("5/6/2025", date(2025, 6, 5)),
    ("05-06-2025", date(2025, 6, 5)),
    ("ngày 15 tháng 11 năm 2025", date(2025, 11, 15)),
    ("Hà Nội, ngày 05 tháng\n6 năm 2025", date(2025, 6, 5)),
    ("2025-11-15", date(2025, 11, 15)),
    ("08/6/20210", None),
    ("31/02/2025", None),
    ("13/2025", None),
    ("12/31/2025", None),
    ("ngày    tháng 11 năm 2025", None),
    ("01/01/2025 và 02/01/2025", None),
    ("12/11/2025/QĐ-UBND", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_dates_are_day_first(text, day):
    assert parse_date(text) == day


@given(st.dates(date(1946, 1, 1), date(2099, 12, 31)))
def test_printed_dates_are_read_again(day):
    for printed in (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day.isoformat()}"):
        assert parse_date(printed) == day
    assert find_dates(f"ngày {day.day} tháng {day.month} năm {day.year} của") == (day,)


@given(st.dates(date(1976, 1, 1), date(2099, 12, 31)))
def test_midnight_in_viet_nam_is_the_same_day(day):
    seconds = (day - date(1970, 1, 1)).total_seconds() - 7 * 3600
    assert from_epoch_ms(seconds * 1000) == day
    assert from_epoch_ms(seconds * 1000 - 1) == day - timedelta(days=1)


def test_no_moment_is_no_day():
    assert from_epoch_ms(None) is None
    assert from_epoch_ms("") is None


FORMS = [
    ("theo Mẫu số 01 ban hành kèm theo", ("Mẫu số 01",)),
    ("Mẫu TP-TSCC-01a", ("Mẫu TP-TSCC-01a",)),
    ("(Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)", ("Mẫu CT01",)),
    ("Mẫu số 1, 2 và 3", ("Mẫu số 1", "Mẫu số 2", "Mẫu số 3")),
    ("Mẫu số 13.2 Phụ lục I", ("Mẫu số 13.2",)),
    ("mẫu số 04/ĐK và mẫu số 04/ĐK", ("Mẫu số 04/ĐK",)),
    ("MẪU SỐ 02", ("Mẫu số 02",)),
    ("theo mẫu TP/CN-2011/CN.06), tình", ("Mẫu TP/CN-2011/CN.06",)),
    ("Mẫu đơn đề nghị", ()),
    ("theo mẫu quy định", ()),
    ("giấy mẫu", ()),
]


@pytest.mark.parametrize(("text", "labels"), FORMS)
def test_labels_of_forms_are_read(text, labels):
    assert form_labels(text) == labels


LEVELS = [
    ("Cấp tỉnh, Cấp xã", ["province", "commune"]),
    ("Xã", ["commune"]),
    ("Cấp Bộ", ["central"]),
    ("Trung ương", ["central"]),
    ("A. Thủ tục hành chính cấp trung ương", ["central"]),
    ("Cấp huyện", ["district"]),
    ("Cấp bộ, Cấp tỉnh, Cơ quan khác", ["central", "province", "other"]),
    ("Ngành dọc", ["other"]),
    ("isWard", ["commune"]),
    ("Không có thông tin", []),
    ("Tỉnh; Xã", ["province", "commune"]),
    ("cấp tỉnh, huyện, xã", ["province", "district", "commune"]),
    ("Xã, phường, thị trấn", ["commune"]),
    ("của Ủy ban nhân dân các xã", ["commune"]),
    ("Lĩnh vực bảo trợ xã hội", []),
    ("Cán bộ, công chức, viên chức", []),
    ("02 bộ hồ sơ", []),
    ("Hợp tác xã", []),
    ("Bộ Tư pháp", []),
]


@pytest.mark.parametrize(("text", "levels"), LEVELS)
def test_levels_are_read(text, levels):
    assert [level.value for level in parse_levels(text)] == levels


CHANNELS = [
    ("Trực tiếp", ["in_person"]),
    ("Dịch vụ bưu chính", ["post"]),
    ("Trực tuyến", ["online"]),
    ("ONLINE", ["online"]),
    ("DIRECT_AND_ONLINE", ["in_person", "online"]),
    ("OTHER", []),
    ("3", ["post"]),
    ("Nộp trực tiếp hoặc qua bưu điện hoặc trên Cổng dịch vụ công quốc gia", ["in_person", "post", "online"]),
    ("Phí, lệ phí", []),
    ("Nộp tại Bộ phận Một cửa cấp xã", ["in_person"]),
    ("Nộp trực tuyến; nhận kết quả tại trụ sở", ["online"]),
    ("Cơ quan trực tiếp thực hiện", []),
    ("bản giấy nộp trực tiếp và bản điện tử", ["in_person"]),
]


@pytest.mark.parametrize(("text", "channels"), CHANNELS)
def test_channels_are_read(text, channels):
    assert [channel.value for channel in parse_channels(text)] == channels


KINDS = [
    ("STANDARD", "standard"),
    ("SPECIFIC", "specific"),
    ("STANDARD_INTERNAL", "internal"),
    ("TTHC được giao luật quy định chi tiết", "assigned"),
    ("TTHC được luật giao quy định chi tiết", "assigned"),
    ("Loại khác", None),
    ("TTHC không được luật giao cho địa phương quy định hoặc quy định chi tiết", None),
    ("INTERCONNECTED", "interconnected"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds_are_read_on_both_axes(text, kind):
    read = parse_kind(text)
    assert (read and read.value) == kind
    assert is_known_kind(text)
    assert not is_known_kind("một loại lạ")


CHANGES = [
    ("Danh mục thủ tục hành chính mới ban hành", ["new"]),
    ("được sửa đổi, bổ sung", ["amended"]),
    ("bị bãi bỏ", ["repealed"]),
    ("hủy bỏ", ["repealed"]),
    ("được thay thế", ["replaced"]),
    ("được chuẩn hoá", ["standardised"]),
    ("không thực hiện", ["suspended"]),
    ("đính chính", ["corrected"]),
    ("mới ban hành, được sửa đổi, bổ sung, bị bãi bỏ", ["new", "amended", "repealed"]),
    ("lĩnh vực đất đai", []),
]


@pytest.mark.parametrize(("text", "changes"), CHANGES)
def test_changes_are_read(text, changes):
    assert [change.value for change in find_changes(text)] == changes
    read = parse_change(text)
    assert (read and read.value) == (changes[0] if changes else None)


NAMES = [row["name"] for row in lookup("applicants")["applicant"]]


@given(st.lists(st.sampled_from(NAMES), unique=True), st.sampled_from([", ", "; ", "\n", ","]))
def test_subjects_are_never_split_inside_their_names(names, sign):
    assert split_applicants(sign.join(names)) == tuple(names)


def test_a_subject_nobody_listed_is_kept_as_written():
    told = "Đảng viên, Nhóm lạ (một, hai), ĐT1 Công dân Việt Nam"
    assert split_applicants(told) == ("Đảng viên", "Nhóm lạ (một, hai)", "Công dân Việt Nam")


def test_units_of_columns_are_read():
    assert parse_time_unit("Ngày làm việc") is parse_time_unit("WORKING_DAY")
    assert parse_time_unit("OTHER") is None
