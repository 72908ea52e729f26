"""The register of document types: what stands in it, and ids of what does not."""

from datetime import date

import pytest

from analysis.documents.lexicon import heads, words_of
from analysis.documents.reading import Holder, Maker
from analysis.documents.types import derived_id, registry
from catalogue.text import fold


def test_every_register_of_the_resolution_is_known_with_its_keeper_and_dates():
    registers = registry().registers
    assert len(registers) == 12
    assert registers["HO_TICH"].body == "Bộ Tư pháp"
    assert registers["DAT_DAI"].partial == "đất ở"
    assert all(one.effective_from == date(2026, 1, 1) and one.legal_base for one in registers.values())


def test_every_type_is_whole():
    types = registry().types
    for told in types.values():
        assert told.name, told.id
        assert told.mark in ("text", "excerpt", "data", "recalled"), told.id
        assert told.never <= set(types), told.id
        assert set(told.stands_for) <= set(types), told.id
        assert told.successor is None or told.successor in types, told.id
        assert (told.holder is Holder.NONE) or told.maker is not Maker.APPLICANT, told.id


def test_no_alias_means_two_types():
    seen: dict[str, str] = {}
    for told in registry().types.values():
        for name in (told.name, *told.aliases, *told.closed):
            key = " ".join(words_of(name))
            assert seen.setdefault(key, told.id) == told.id, name


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Chứng minh thư nhân dân", "id_card_old"),
        ("Thẻ căn cước công dân", "id_card_2014"),
        ("Sổ đỏ", "land_certificate"),
        ("Giấy ủy quyền", "power_of_attorney"),
        ("Giấy đăng ký kết hôn của cha mẹ", "marriage_certificate"),
        ("Giấy chứng nhận đăng ký kinh doanh", "business_registration"),
        ("Trích lục khai tử", "death_certificate"),
        ("Giấy căn cước công dân", "id_card_2014"),
        ("Giấy chứng minh sĩ quan quân đội nhân dân", "army_card"),
        ("Giấy chứng minh công an nhân dân", "police_card"),
        ("Giấy thông hành biên giới", "border_pass"),
        ("Giấy chứng nhận thường trú, tạm trú", "residence_information"),
        ("Giấy tờ chứng minh chỗ ở hợp pháp", "lawful_dwelling_papers"),
        ("Giấy chứng nhận hộ cận nghèo", "near_poverty_certificate"),
        ("Vận tải đơn", "bill_of_lading"),
    ],
)
def test_names_of_one_paper(name, type_):
    found = registry().find(name)
    assert found is not None
    assert found.id == type_


@pytest.mark.parametrize(
    "name", ["Giấy phép kinh doanh vận tải bằng xe ô tô", "Giấy chứng nhận kiểm dịch", "Ảnh chụp công trình"]
)
def test_a_longer_name_is_another_paper(name):
    assert registry().find(name) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("criminal_record", "curriculum_vitae"),
        ("business_licence", "business_registration"),
        ("death_notice", "death_certificate"),
        ("birth_notice", "birth_certificate"),
    ],
)
def test_papers_that_are_never_one(left, right):
    assert registry().never_same(left, right)
    assert registry().never_same(right, left)


def test_old_papers_name_their_successors():
    types = registry().types
    assert types["id_card_old"].successor == "id_card_2014"
    assert types["id_card_2014"].successor == "id_card"
    assert types["household_book"].successor == "residence_information"


def test_derived_ids_are_stable_and_readable():
    assert (
        derived_id("application", ("cấp",), fold("giấy phép bưu chính"))
        == "application:cap-buu-chinh-giay-phep:321b8d31"
    )
    assert derived_id("licence", (), fold("bưu chính của tỉnh")) == derived_id(
        "licence", (), fold("bưu chính tỉnh")
    )
    assert derived_id("report", (), fold("kết quả hoạt động của năm")) == derived_id(
        "report", (), fold("hoạt động năm, kết quả")
    )
    assert derived_id("report", (), fold("kết quả hoạt động")) != derived_id(
        "report", (), fold("kết quả thăm dò")
    )
    assert derived_id("application", ("cấp",), "x") != derived_id("application", ("cấp lại",), "x")


def test_heads_are_found_longest_first():
    found = heads().longest(words_of("giấy đề nghị cấp thẻ"))
    assert found is not None
    assert found[1] is not None
    assert found[1].word == "giấy đề nghị"
