"""A promise to look data up holds for the papers it names, not for all papers of its row."""

import pytest

from analysis.asked import rows
from analysis.documents.read import read_row
from analysis.promises import promised_for
from catalogue.records import Case, Component, Coverage, Procedure
from tests.analysis.build import SOURCE

INSURANCE = (
    "Chứng chỉ hành nghề luật sư; giấy tờ chứng minh thời gian đóng bảo hiểm xã hội. Không yêu cầu nộp \
giấy tờ chứng minh thời gian đóng bảo hiểm xã hội nếu khai thác được trong Cơ sở dữ liệu quốc gia về bảo hiểm"
)
ALL = "Thẻ căn cước; Giấy khai sinh. Không phải nộp các giấy tờ này khi khai thác được dữ liệu điện tử"


def promised(text):
    """Names of the papers that are promised, and of those that are not."""
    procedure = Procedure(
        code="1.000001",
        name="Bổ nhiệm",
        coverage=Coverage.FULL,
        source=SOURCE,
        cases=(Case(components=(Component(text=text),)),),
    )
    asked = next(rows(procedure, {procedure.key: (read_row(text, procedure=procedure.name),)}))
    return {one.name.lower(): promised_for(asked, one) for one in asked.reading.mentions}


def test_a_promise_that_names_one_paper_is_none_of_the_others():
    told = promised(INSURANCE)
    assert told["chứng chỉ hành nghề luật sư"] is False
    assert any(told.values())


def test_a_promise_that_names_none_holds_for_all():
    assert set(promised(ALL).values()) == {True}


SHOWN = "Hộ chiếu; Giấy khai sinh. Công dân đã được cấp Thẻ căn cước thì có thể xuất trình bản chính giấy tờ \
đó khi cơ quan kết nối với Cơ sở dữ liệu quốc gia về dân cư"


def test_a_paper_that_may_be_shown_instead_is_no_promise():
    assert set(promised(SHOWN).values()) == {False}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Giấy chứng nhận đã cấp; trường hợp bị mất thì không phải nộp Giấy chứng nhận", False),
        ("Giấy khai sinh (trường hợp chưa được tích hợp, kết nối và chia sẻ dữ liệu)", True),
        ("Giấy khai sinh. Thông tin đã có trong Cơ sở dữ liệu thì không phải tải lên", False),
        ("Giấy khai sinh. Thông tin đã có trong Cơ sở dữ liệu thì không phải tải lên hoặc xuất trình", True),
    ],
)
def test_only_data_promise_that_a_paper_is_looked_up(text, told):
    assert set(promised(text).values()) == {told}


NUMBERED = "Thẻ căn cước; giấy tờ chứng minh quan hệ hôn nhân, trừ trường hợp có số định danh cá nhân và đã \
kết nối với Cơ sở dữ liệu hộ tịch điện tử"


def test_a_number_in_a_promise_names_no_card():
    assert promised(NUMBERED)["thẻ căn cước"] is False


@pytest.mark.parametrize("text", ["Giấy khai sinh", "Thẻ căn cước; Giấy khai sinh"])
def test_a_row_without_promise_promises_nothing(text):
    assert set(promised(text).values()) == {False}


def test_a_promise_that_names_some_identity_papers_is_none_of_all_of_them():
    told = promised(
        "Giấy tờ tùy thân; người có thẻ căn cước thì không phải nộp khi khai thác được trong Cơ sở dữ liệu"
    )
    assert told["giấy tờ tùy thân"] is False


def test_a_promise_of_one_case_is_none_of_the_paper_of_another():
    told = promised(
        "Xác nhận tình trạng hôn nhân: + Trường hợp người nhận là vợ chồng: Giấy chứng nhận kết hôn. "
        "+ Trường hợp người nhận độc thân: cơ quan giải quyết tra cứu trong Cơ sở dữ liệu hộ tịch điện tử"
    )
    assert told["giấy chứng nhận kết hôn"] is False
