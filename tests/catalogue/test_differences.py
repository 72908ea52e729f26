"""Where two sources differ: what counts, what does not, and where it is told."""

from typing import Any

import pytest

from catalogue.records import Coverage
from catalogue.store.differences import differing
from catalogue.store.store import Store
from tests.build import CODE, NOW, case, channel, component, fee, procedure, reading

LONG = (
    "Bản sao giấy tờ chứng minh quyền sử dụng đất hoặc quyền sở hữu nhà ở và tài sản khác gắn liền với đất, "
)
DIFFERENCES = [
    # left, right, fields
    ({"name": "Cấp  giấy phép."}, {"name": "cấp giấy phép"}, []),
    ({"name": "Cấp giấy phép"}, {"name": "Cấp lại giấy phép"}, ["name"]),
    ({"sector": "Trồng trọt; Bảo vệ thực vật"}, {"sector": "Bảo vệ thực vật; Trồng trọt"}, []),
    ({"sector": "Hộ tịch"}, {}, []),
    ({"sector": "Hộ tịch"}, {"sector": "Quốc tịch"}, ["sector"]),
    ({"levels": ("commune", "province")}, {"levels": ("province", "commune")}, []),
    ({"levels": ("commune",)}, {"levels": ("province",)}, ["levels"]),
    ({"channels": (channel("online", 5, "day"),)}, {"channels": (channel("post", 6, "day"),)}, []),
    (
        {"channels": (channel("online", 5, "day"),)},
        {"channels": (channel("online", 5, "working_day"),)},
        ["channels[online].time_limit"],
    ),
    (
        {"channels": (channel("online", None, None, fee("8000", "phí")),)},
        {"channels": (channel("post", None, None, fee("8000.0", "lệ phí")),)},
        [],
    ),
    (
        {"channels": (channel("online", None, None, fee("0")),)},
        {"channels": (channel("online", None, None, fee("8000")),)},
        ["channels.fees"],
    ),
    ({"channels": (channel("online", None, None, fee(None, "theo HĐND")),)}, {"channels": (channel(),)}, []),
    ({"cases": (case("Tờ khai", "Hộ chiếu"),)}, {"cases": (case("- Hộ chiếu;"), case("tờ khai."))}, []),
    ({"cases": (case("Tờ khai"),)}, {"cases": (case("Tờ khai", "Ảnh"),)}, ["cases.components"]),
    ({"cases": (case("Tờ khai"),)}, {}, ["cases.components"]),
    ({"cases": (case("Tờ khai"),)}, {"coverage": Coverage.LISTED}, []),
    ({"cases": (case("Tờ khai"),)}, {"cases": (case("Đơn"),)}, ["cases.components.text"]),
    (
        {"cases": (case(component("Tờ khai", 1, 0)),)},
        {"cases": (case(component("Tờ khai", 0, 1)),)},
        ["cases.components.quantity"],
    ),
    (
        {"cases": (case(component("Tờ khai", 1, None)),)},
        {"cases": (case(component("Tờ khai", 0, 1)),)},
        [],
    ),
    ({"number": "163/QĐ-BTP"}, {"number": "163 /qđ-BTP"}, []),
    ({"number": "163/QĐ-BTP"}, {"number": "164/QĐ-BTP"}, ["decision.number"]),
]


@pytest.mark.parametrize(("left", "right", "fields"), DIFFERENCES)
def test_sources_differ_in(left: dict[str, Any], right: dict[str, Any], fields: list[str]) -> None:
    for one, other in ((left, right), (right, left)):
        found = differing(procedure(**one), procedure(**other))
        assert [difference.field for difference in found] == fields


def test_long_values_are_shown_where_they_part() -> None:
    one, other = (procedure(cases=(case(LONG * 3 + end),)) for end in ("nếu có", "trừ trường hợp thừa kế"))
    (difference,) = differing(one, other)
    assert difference.left.endswith("nếu có")
    assert difference.left.startswith("…")
    assert "thừa kế" in difference.right


def put(store: Store, *files: Any) -> None:
    run = store.begin_run(now=NOW)
    for told in files:
        store.put_file(told, run=run, now=NOW)


def told(store: Store) -> list[tuple[str | None, str | None]]:
    return [(issue.procedure, issue.field) for issue in store.issues(code="sources-differ")]


PORTAL = reading(procedure(name="Cấp phép", sector="Xây dựng"), name="a.json")
LIST = reading(procedure(name="Cấp giấy phép", sector="Nhà ở"), name="b.xlsx", importer="list", rank=30)
PAGE = reading(procedure(name="Cấp giấy phép", sector="Nhà ở"), name="c.html", importer="page", rank=10)


def test_one_issue_tells_all_fields_of_a_pair_of_sources(store: Store) -> None:
    put(store, PORTAL, LIST, PAGE)
    assert told(store) == [(CODE, "name, sector")] * 2
    messages = [issue.message for issue in store.issues()]
    assert all("a.json" in message and "Cấp phép" in message and "Nhà ở" in message for message in messages)


def test_a_difference_goes_when_one_of_both_sources_agrees(store: Store) -> None:
    put(store, PORTAL, LIST)
    assert len(told(store)) == 1
    put(store, reading(procedure(name="Cấp giấy phép", sector="Nhà ở"), name="a.json"))
    assert told(store) == []
    assert len(store.issues(code="sources-differ", superseded=True)) == 1


def test_a_difference_stays_when_a_source_is_read_again_and_says_the_same(store: Store) -> None:
    put(store, PORTAL, LIST)
    put(store, reading(*LIST.records, name="b.xlsx", importer="list", rank=30, importer_version=2))
    assert len(told(store)) == 1


def test_successive_decisions_and_repeals_are_no_difference(store: Store) -> None:
    def decided(name: str, number: str, change: str) -> Any:
        record = procedure(name=name, number=number, change=change)
        return reading(record, name=f"{name}.docx", importer="decision", rank=50)

    put(store, decided("Cấp", "1/QĐ-BTP", "new"), decided("Cấp phép", "2/QĐ-BTP", "amended"))
    put(store, decided("Bỏ", "3/QĐ-BTP", "repealed"))
    assert told(store) == []
