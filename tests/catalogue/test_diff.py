"""What changed between two records: one change for one fact, with the path to it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.diff import ChangeKind, aligned, diff
from catalogue.records import Place, Procedure, Step
from tests.build import case, channel, component, fee, procedure, source

ADDED, REMOVED, CHANGED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED
PAPERS = ("Tờ khai theo mẫu", "Giấy chứng sinh", "Bản sao hộ chiếu của người nước ngoài", "Văn bản cam đoan")


def dossier(*rows: Any, name: str | None = "Cấp mới") -> dict[str, Any]:
    return {"cases": (case(*rows, name=name),)}


IN_CASE = 'cases["Cấp mới"].components'
CHANGES = [
    # before, after, (path, kind, before, after) …
    ({"sector": "Hộ tịch"}, {"sector": "Quốc tịch"}, [("sector", CHANGED, "Hộ tịch", "Quốc tịch")]),
    ({}, {"conditions": "Có tạm trú"}, [("conditions", ADDED, None, "Có tạm trú")]),
    ({"conditions": "Có tạm trú"}, {}, [("conditions", REMOVED, "Có tạm trú", None)]),
    ({"levels": ("province",)}, {"levels": ("province", "commune")}, [("levels[2]", ADDED, None, "commune")]),
    (
        {"channels": (channel("online", 5, "working_day"), channel("post", 5, "working_day"))},
        {"channels": (channel("post", 5, "working_day"), channel("online", 3, "working_day"))},
        [("channels[online].time_limit.value", CHANGED, 5.0, 3.0)],
    ),
    (
        {"channels": (channel("online", None, None, fee("10000")),)},
        {"channels": (channel("online", None, None, fee("0")),)},
        [("channels[online].fees[1].amount", CHANGED, "10000", "0")],
    ),
    (
        dossier(*PAPERS),
        dossier(PAPERS[0], "Ảnh màu cỡ 4x6 cm", *PAPERS[1:]),
        [(f"{IN_CASE}[2]", ADDED, None, {"text": "Ảnh màu cỡ 4x6 cm", "originals": 1, "copies": 0})],
    ),
    (
        dossier(*PAPERS),
        dossier(*PAPERS[:2], PAPERS[3]),
        [(f"{IN_CASE}[3]", REMOVED, {"text": PAPERS[2], "originals": 1, "copies": 0}, None)],
    ),
    (
        dossier("Tờ khai theo mẫu số 01", PAPERS[1]),
        dossier(PAPERS[1], "Tờ khai theo mẫu số 02"),
        [
            (IN_CASE, ChangeKind.MOVED, [1, 2], [2, 1]),
            (f"{IN_CASE}[2].text", CHANGED, "Tờ khai theo mẫu số 01", "Tờ khai theo mẫu số 02"),
        ],
    ),
    (
        dossier(PAPERS[0], component(PAPERS[1], 1, 1)),
        dossier(PAPERS[0], component(PAPERS[1], 1, 0)),
        [(f"{IN_CASE}[2].copies", CHANGED, 1, 0)],
    ),
    (
        {"signed": "2025-01-01", "number": "1/QĐ-BTP"},
        {"signed": "2025-02-01", "number": "1/QĐ-BTP"},
        [("decision.date", CHANGED, "2025-01-01", "2025-02-01")],
    ),
]


@pytest.mark.parametrize(("before", "after", "told"), CHANGES)
def test_each_fact_is_one_change(before: dict[str, Any], after: dict[str, Any], told: list[Any]) -> None:
    found = diff(procedure(**before), procedure(**after))
    assert [(change.path, change.kind, change.before, change.after) for change in found] == told


def test_where_a_value_stands_is_no_change() -> None:
    moved = procedure(
        cases=(case(component(place=Place(row=9))),), source=source("b.html"), issues=("not-nfc",)
    )
    assert diff(procedure(cases=(case(component()),)), moved) == ()


def test_steps_are_aligned_by_their_words() -> None:
    def steps(*words: str) -> tuple[Step, ...]:
        return tuple(Step(order=number, text=text) for number, text in enumerate(words, start=1))

    one = procedure(steps=steps("Nộp hồ sơ tại bộ phận một cửa", "Trả kết quả"))
    other = procedure(steps=steps("Nộp hồ sơ tại bộ phận một cửa", "Thẩm định hồ sơ", "Trả kết quả"))
    told = [(change.path, change.kind) for change in diff(one, other)]
    assert told == [("steps[2]", ADDED), ("steps[3].order", CHANGED)]


texts = st.sampled_from(["Tờ khai", "Tờ khai cấp lại", "Giấy chứng sinh", "Ảnh", "Hộ chiếu", "Bản sao"])
dossiers = st.lists(texts, max_size=7)


@given(dossiers, dossiers)
def test_every_row_is_in_one_pair(left: list[str], right: list[str]) -> None:
    pairs = aligned(left, right, str)
    assert sorted(one for one, _ in pairs if one is not None) == list(range(len(left)))
    assert [other for _, other in pairs if other is not None] == list(range(len(right)))


@given(dossiers)
def test_a_record_does_not_differ_from_itself(rows: list[str]) -> None:
    told = procedure(**dossier(*rows))
    assert diff(told, Procedure.model_validate_json(told.model_dump_json())) == ()


@given(dossiers, dossiers)
def test_records_that_differ_show_it(left: list[str], right: list[str]) -> None:
    assert bool(diff(procedure(**dossier(*left)), procedure(**dossier(*right)))) == (left != right)
