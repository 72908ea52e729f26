"""A wrong fee comes before a wrong comma."""

import pytest

from catalogue.diff import ChangeKind, FieldChange
from publishing.sync.harm import grade, harm_of, harms

CASES = [  # path | before | after | harm
    ("channels[online].fees[1].amount", "50000", "60000", "fee"),
    ("channels[online].fees[1].text", "Lệ phí: 50.000 đồng", "Lệ phí: 50,000 đồng", "fee"),
    ("channels[online].fees[1].text", "Lệ phí: 50.000 đồng.", "Lệ phí 50.000 đồng", "wording"),
    ("channels[online].fees[1].text", "1,5 triệu", "15 triệu", "fee"),
    ("channels[in_person].time_limit.value", 15.0, 12.0, "time_limit"),
    ("channels[in_person].time_limit.unit", "day", "working_day", "time_limit"),
    ('cases["Trường hợp 1"].components[3].originals', 1, 2, "papers"),
    ("cases[1].components[1].text", "Bản sao giấy khai sinh", "Bản chính giấy khai sinh", "papers"),
    ("cases[1].components[1].text", "Tờ khai;", "Tờ khai", "wording"),
    ("cases[1].components[1].text", "Tờ  khai\n", "Tờ khai", "whitespace"),
    ("handling_agencies[1]", "Sở Tư pháp", "Sở Nội vụ", "agency"),
    ("handling_agencies[1]", "Sở Tư Pháp", "Sở Tư pháp", "wording"),
    ("channels[post].text", "Nộp qua bưu điện", "Nộp tại quầy", "channel"),
    ("legal_bases[1].number", "123/2015/NĐ-CP", "87/2020/NĐ-CP", "legal_basis"),
    ("decision.number", "1/QĐ-BTP", "2/QĐ-BTP", "legal_basis"),
    ("conditions", "Đủ 18 tuổi", "Đủ 16 tuổi", "condition"),
    ("name", "Cấp giấy phép", "Cấp lại giấy phép", "name"),
    ("name", "Ủy ban hoà giải", "Uỷ ban hòa giải", "wording"),
    ("sector", "Hộ tịch", "Quốc tịch", "filing"),
]


@pytest.mark.parametrize(("path", "before", "after", "harm"), CASES)
def test_what_a_difference_is_about(path: str, before: object, after: object, harm: str) -> None:
    change = FieldChange(path=path, kind=ChangeKind.CHANGED, before=before, after=after)
    assert harm_of(change).code == harm


def test_the_order_of_harm() -> None:
    order = ["fee", "time_limit", "papers", "agency", "legal_basis", "name", "wording", "whitespace"]
    ranks = [harms()[code].rank for code in order]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(ranks)
    assert [grade(rank) for rank in (100, 72, 45, 1)] == ["grave", "high", "middle", "low"]
    assert all(harm.why for harm in harms().values())
