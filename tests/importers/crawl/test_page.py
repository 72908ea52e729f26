"""A page cut by its labels; outcomes and agencies of its cells."""

import pytest

from importers.crawl.agencies import split_agencies
from importers.crawl.headings import labels
from importers.crawl.outcomes import read_outcomes
from importers.crawl.page import cut_noise, read_page
from importers.crawl.syllables import is_syllable

NOISE = "Chọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành-- Chọn Bộ ngành --Đơn vị-- Chọn Cơ sở --Nộp hồ sơ"


def page(**parts: str) -> str:
    """A page with all labels in order; parts that are not given are empty."""
    return "Cấp giấy phép" + "".join(label + parts.get(field, "") for field, label in labels().items())


def test_every_label_gives_its_part() -> None:
    told = {field: f"phần {number}" for number, field in enumerate(labels())}
    read = read_page(page(**told), {})
    assert read.parts == told
    assert not read.missing
    assert read.title == "Cấp giấy phép"


def test_a_label_inside_a_text_is_words() -> None:
    steps = "Nộp thành phần hồ sơ. Thành phần hồ sơ gồm hai phần; Cơ quan thực hiện trả kết quả."
    read = read_page(
        page(
            steps=steps, channels="Hình thức nộpThời gian", components="--", handling_agencies="Sở Xây dựng"
        ),
        {},
    )
    assert read.part("steps") == steps
    assert read.part("components") == "--"
    assert read.part("handling_agencies") == "Sở Xây dựng"


def test_keys_choose_between_two_places() -> None:
    components = "Cơ quan thực hiện Thành phần hồ sơ của chủ tàu"
    read = read_page(page(components=components), {"thanh_phan_ho_so": components})
    assert read.part("components") == components


def test_a_missing_label_is_told() -> None:
    raw = page(conditions="Không", keywords="x").replace("Kết quả xử lý", "")
    read = read_page(raw, {})
    assert [heading.field for heading in read.missing] == ["outcomes"]
    assert read.part("conditions") == "Không"


def test_controls_at_the_end_are_cut_off() -> None:
    assert cut_noise("Mô tảKhông có thông tin" + NOISE) == ("Mô tảKhông có thông tin", NOISE)
    text = "Chọn cơ quan thực hiện phù hợp rồi nộp"
    assert cut_noise(text) == (text, "")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("Giấy phépMã: KQ.G13.000297", [("Giấy phép", "KQ.G13.000297")]),
        ("Thẻ AMã: KQ.G04.000515Văn bản BMã: 000.00.00.G15-KQ0187",
         [("Thẻ A", "KQ.G04.000515"), ("Văn bản B", "000.00.00.G15-KQ0187")]),
        ("Thẻ AMã: sfbkjasGiấy BMã: KQ_TT01_DD", [("Thẻ A", "sfbkjas"), ("Giấy B", "KQ_TT01_DD")]),
        ("Thẻ AMã: KQ-H56.0000024Văn bảnMã: Chưa xác định",
         [("Thẻ A", "KQ-H56.0000024"), ("Văn bản", "Chưa xác định")]),
        ("Thẻ A", [("Thẻ A", None)]),
        ("Không có thông tin", []),
    ],
)  # fmt: skip
def test_outcomes(cells: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(row.name, row.code) for row in read_outcomes(cells)] == expected


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sở Xây dựng, Bộ Xây dựng", ("Sở Xây dựng", "Bộ Xây dựng")),
        ("Ủy ban Nhân dân xã, phường, thị trấn.", ("Ủy ban Nhân dân xã, phường, thị trấn.",)),
        ("Cục Chất lượng, Chế biến và Phát triển thị trường, Sở Y tế",
         ("Cục Chất lượng, Chế biến và Phát triển thị trường", "Sở Y tế")),
        ("Cơ sở đăng kiểm (xe cơ giới, Bộ phận khác)", ("Cơ sở đăng kiểm (xe cơ giới, Bộ phận khác)",)),
        ("Không có thông tin", ()),
    ],
)  # fmt: skip
def test_agencies(cell: str, names: tuple[str, ...]) -> None:
    assert split_agencies(cell) == names


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("nghiêng", True),
        ("quyết", True),
        ("duong", True),
        ("mẫu", True),
        ("địnhvăn", False),
        ("BNNMT", False),
    ],
)
def test_syllables(word: str, one: bool) -> None:
    assert is_syllable(word) is one
