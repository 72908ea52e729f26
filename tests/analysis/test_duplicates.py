"""Papers asked for by several procedures, and twice in one case."""

import random

import pytest

from analysis.documents.reading import Form, Maker, RowKind
from analysis.duplicates import find_duplicates
from catalogue.findings import FindingKind
from tests.analysis.build import DAY, Catalogue, mention, reading


def kinds(catalogue: Catalogue, kind: FindingKind):
    findings = find_duplicates(catalogue.snapshot(), catalogue.readings)
    return [finding for finding in findings if finding.kind is kind]


def duplicates(catalogue: Catalogue):
    return kinds(catalogue, FindingKind.DUPLICATE)


def repeated(catalogue: Catalogue):
    return kinds(catalogue, FindingKind.REPEATED)


def test_one_finding_for_each_type_with_every_asking_row():
    catalogue = Catalogue()
    first = catalogue.add("Đăng ký kết hôn", "Giấy khai sinh", handling_agencies=("UBND cấp xã",))
    second = catalogue.add("Nuôi con nuôi", "Hộ chiếu", "Giấy khai sinh", handling_agencies=("Sở Tư pháp",))
    (found,) = duplicates(catalogue)
    assert found.document_type == "birth_certificate"
    assert found.procedures == (first, second)
    assert found.agencies == ("Sở Tư pháp", "Ủy ban nhân dân cấp xã")
    assert [(e.procedure, e.component, e.quote) for e in found.evidence] == [
        (first, 0, "Giấy khai sinh"),
        (second, 1, "Giấy khai sinh"),
    ]
    assert found.evidence[1].place.row == 2
    assert found.evidence[0].file == "danh-muc.json"
    assert found.weight == 2
    assert found.inputs == catalogue.snapshot().id


def test_the_heaviest_comes_first_and_says_whether_its_type_is_known():
    catalogue = Catalogue()
    for number in range(3):
        catalogue.add(f"Thủ tục {number}", "Giấy khai sinh", *(["Giấy phép thăm dò nước"] if number else []))
    heavy, light = duplicates(catalogue)
    assert (heavy.document_type, light.document_type) == (
        "birth_certificate",
        "derived:giấy phép thăm dò nước",
    )
    assert any("danh mục" in why for why in heavy.because)
    assert any("suy từ tên" in why for why in light.because)


def test_cases_of_one_procedure_do_not_make_a_duplicate():
    catalogue = Catalogue()
    catalogue.add("Đăng ký", cases=[["Giấy khai sinh"], ["Giấy khai sinh"]])
    assert find_duplicates(catalogue.snapshot(), catalogue.readings) == ()


APPLICANT = {"maker": Maker.APPLICANT}
NO_DUPLICATE = [
    mention("Đơn đề nghị cấp giấy phép xây dựng", **APPLICANT),
    mention("Báo cáo tình hình hoạt động", **APPLICANT),
    mention("Giấy phép"),  # a head alone
    mention("Giấy tờ khác"),
    mention("Quyết định này"),
]


@pytest.mark.parametrize("paper", NO_DUPLICATE, ids=lambda m: m.name)
def test_forms_reports_and_bare_heads_are_no_duplicates(paper):
    catalogue = Catalogue()
    catalogue.add("Thủ tục A", paper)
    catalogue.add("Thủ tục B", paper)
    assert duplicates(catalogue) == []


def test_a_listed_paper_of_the_applicant_is_a_duplicate():
    catalogue = Catalogue()
    catalogue.add("Thủ tục A", "Sơ yếu lý lịch")
    catalogue.add("Thủ tục B", "Sơ yếu lý lịch")
    assert [found.document_type for found in duplicates(catalogue)] == ["curriculum_vitae"]


def test_notes_and_headings_ask_for_nothing():
    catalogue = Catalogue()
    note = reading("Giấy khai sinh", kind=RowKind.NOTE)
    catalogue.add("Thủ tục A", note)
    catalogue.add("Thủ tục B", "Giấy khai sinh")
    assert duplicates(catalogue) == []


def test_the_same_row_twice_in_one_case_is_repeated():
    catalogue = Catalogue()
    code = catalogue.add("Đăng ký", "Giấy khai sinh", "Hộ chiếu", "Giấy khai sinh")
    (found,) = repeated(catalogue)
    assert found.subject == f"{code}#0"
    assert found.document_type == "birth_certificate"
    assert [e.component for e in found.evidence] == [0, 2]


NOT_REPEATED = [
    (
        reading(mention("Giấy khai sinh", form=Form.ORIGINAL)),
        reading(mention("Giấy khai sinh", form=Form.COPY)),
    ),
    (reading("Giấy khai sinh"), reading("Giấy khai sinh", "Hộ chiếu", alternatives=True)),
    (reading("Giấy khai sinh"), reading("Giấy khai sinh", conditional=True)),
    (
        reading("Giấy khai sinh", text="Giấy khai sinh của cha"),
        reading("Giấy khai sinh", text="Giấy khai sinh của con"),
    ),
    (
        reading("Giấy khai sinh"),
        reading(text="Trường hợp khác gồm:", kind=RowKind.HEADING),
        reading("Giấy khai sinh"),
    ),
    (
        reading("Giấy phép X Y", text="Giấy phép X Y Mẫu số 1"),
        reading("Giấy phép X Y", text="Giấy phép X Y Mẫu số 2"),
    ),
]


@pytest.mark.parametrize("rows", NOT_REPEATED)
def test_copies_choices_cases_and_owners_are_told_apart(rows):
    catalogue = Catalogue()
    catalogue.add("Đăng ký", *rows)
    assert repeated(catalogue) == []


def test_the_order_of_the_input_does_not_matter():
    catalogue = Catalogue()
    for number in range(8):
        catalogue.add(f"Thủ tục {number}", "Giấy khai sinh", "Hộ chiếu", "Giấy phép thăm dò nước")
    told = find_duplicates(catalogue.snapshot(), catalogue.readings)
    random.Random(3).shuffle(catalogue.procedures)
    shuffled = dict(reversed(catalogue.readings.items()))
    assert find_duplicates(catalogue.snapshot(), shuffled) == told


def test_a_missing_reading_is_an_error_and_not_a_silence():
    catalogue = Catalogue()
    code = catalogue.add("Đăng ký", "Giấy khai sinh")
    with pytest.raises(ValueError, match=f"{code}: 1 component rows but 0 readings"):
        find_duplicates(catalogue.snapshot(DAY), {})
