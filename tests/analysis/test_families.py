"""Papers that stand for one another are one family; wordings are those of the rows."""

import pytest

from analysis.duplicates import find_duplicates, left_out
from analysis.families import family_of, members_of
from analysis.wordings import count_wordings, written
from catalogue.findings import FindingKind
from tests.analysis.build import Catalogue, mention, reading

FAMILIES = [
    ("id_card_old", "id_card"),
    ("id_card_2014", "id_card"),
    ("identity_any", "id_card"),
    ("household_book", "residence_information"),
    ("passport", "passport"),
    ("licence:derived:1", "licence:derived:1"),
]


@pytest.mark.parametrize(("type_", "family"), FAMILIES)
def test_the_newest_member_speaks_for_a_family(type_, family):
    assert family_of(type_) == family
    assert family_of(family) == family


def test_the_head_of_a_family_stands_first():
    assert [one.id for one in members_of("id_card")][:2] == ["id_card", "id_card_old"]


def test_papers_of_one_family_are_one_finding_over_all_procedures():
    catalogue = Catalogue()
    keys = [
        catalogue.add("Thủ tục A", "Giấy chứng minh nhân dân"),
        catalogue.add("Thủ tục B", "Thẻ căn cước"),
        catalogue.add("Thủ tục C", reading("Giấy chứng minh nhân dân", "Thẻ căn cước", alternatives=True)),
    ]
    (found,) = find_duplicates(catalogue.snapshot(), catalogue.readings)
    assert (found.kind, found.document_type) == (FindingKind.DUPLICATE, "id_card")
    assert found.document_type_name == "Thẻ căn cước / Chứng minh nhân dân"
    assert found.procedures == tuple(keys)
    assert found.weight == 3
    assert any("Thẻ căn cước (2 thủ tục); Chứng minh nhân dân (2 thủ tục)" in why for why in found.because)
    assert not any("lựa chọn" in why for why in found.because)


WRITTEN = [
    ("Bản sao GCN ĐKKD của công ty;", "Giấy chứng nhận đăng ký kinh doanh", "GCN ĐKKD"),
    ("- CCCD hoặc hộ chiếu", "Căn cước công dân", "CCCD"),
    ("Sổ đỏ và bản vẽ", "sổ đỏ", "Sổ đỏ"),
    ("Giấy tờ (nếu có) về nhà", "Giấy tờ về nhà", "Giấy tờ về nhà"),
]


@pytest.mark.parametrize(("row", "name", "shown"), WRITTEN)
def test_a_name_is_found_in_the_words_of_its_row(row, name, shown):
    assert written(row, name) == shown


def test_case_and_punctuation_make_no_new_wording():
    rows = ["Hộ chiếu.", "bản sao hộ chiếu", "HỘ CHIẾU;", "Passport"]
    names = ["Hộ chiếu", "hộ chiếu", "HỘ CHIẾU", "Passport"]
    assert len(count_wordings(map(written, rows, names))) == 2


def test_papers_made_for_one_matter_are_no_duplicates_and_that_is_said():
    catalogue = Catalogue()
    paper = mention("Văn bản ủy quyền", type="power_of_attorney", known=True)
    catalogue.add("Thủ tục A", paper)
    catalogue.add("Thủ tục B", paper)
    assert find_duplicates(catalogue.snapshot(), catalogue.readings) == ()
    (told,) = left_out(catalogue.snapshot(), catalogue.readings)
    assert (told.name, told.procedures) == ("Văn bản ủy quyền", 2)
    assert told.why
