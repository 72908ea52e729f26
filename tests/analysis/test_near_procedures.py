"""Near procedures, their variants, and copies of one paper."""

import pytest

from analysis.copies import find_copies
from analysis.documents.reading import Form
from analysis.near_procedures import find_near
from catalogue.findings import FindingKind
from tests.analysis.build import Catalogue, mention, reading

PAPERS = ("Giấy khai sinh", "Hộ chiếu", "Sơ yếu lý lịch")
LICENCE = "Giấy phép nuôi trồng thủy sản"


def near(*names: str, papers=(PAPERS, PAPERS), **said):
    catalogue = Catalogue()
    for name, asked in zip(names, papers, strict=True):
        catalogue.add(name, *asked, issues=(LICENCE,), **({"levels": ("province",)} | said))
    return find_near(catalogue.snapshot(), catalogue.readings)


def test_one_outcome_and_the_same_papers_are_near():
    (found,) = near("Cấp Giấy phép nuôi trồng thủy sản", "Cấp Giấy phép nuôi trồng thủy sản trên sông")
    assert found.kind is FindingKind.NEAR_PROCEDURES
    assert [one.role for one in found.evidence] == ["both"] * 6
    assert any("3/3" in why for why in found.because)


def test_another_act_on_the_same_paper_is_a_variant_and_no_duplicate():
    (found,) = near("Cấp Giấy phép nuôi trồng thủy sản", "Gia hạn Giấy phép nuôi trồng thủy sản")
    assert found.kind is FindingKind.VARIANTS


def test_side_by_side_says_what_each_asks_alone():
    (found,) = near(
        "Cấp phép A", "Cấp phép B", papers=(PAPERS, (*PAPERS[:2], "Sơ yếu lý lịch", "Giấy phép xây dựng"))
    )
    assert [one.role for one in found.evidence] == ["both"] * 6 + ["right"]


@pytest.mark.parametrize(
    "papers",
    [(PAPERS, ("Giấy khai sinh", "Giấy phép xây dựng", "Giấy phép lái xe")), (("Hộ chiếu",), ("Hộ chiếu",))],
)
def test_few_common_papers_are_not_near(papers):
    assert near("Cấp phép A", "Cấp phép B", papers=papers) == ()


def test_neither_agency_nor_level_in_common_is_not_near():
    assert near("Cấp phép A", "Cấp phép B", levels=()) == ()


def copies(*rows, **said):
    catalogue = Catalogue()
    catalogue.add("Thủ tục A", *rows, **said)
    return find_copies(catalogue.snapshot(), catalogue.readings)


def test_original_and_copy_in_the_words_of_a_row():
    (found,) = copies(reading("Hộ chiếu", text="Bản chính và 01 bản sao hộ chiếu"))
    assert found.kind is FindingKind.ORIGINAL_AND_COPY


def test_original_and_copy_in_two_rows():
    rows = [reading(mention("Hộ chiếu", form=form)) for form in (Form.ORIGINAL, Form.COPY)]
    (found,) = copies(*rows)
    assert (found.kind, len(found.evidence)) == (FindingKind.ORIGINAL_AND_COPY, 2)


QUIET = [
    reading("Hộ chiếu", text="Bản sao hộ chiếu kèm bản chính để đối chiếu"),
    reading("Hộ chiếu", text="Hộ chiếu"),
]


@pytest.mark.parametrize("row", QUIET)
def test_what_is_shown_or_filled_in_by_the_portal_is_no_second_demand(row):
    assert copies(row, components={"originals": 1, "copies": 1}) == ()


def test_several_copies_are_counted():
    (found,) = copies(reading("Hộ chiếu", text="03 bản sao hộ chiếu"))
    assert (found.kind, found.weight) == (FindingKind.SEVERAL_COPIES, 2)
