"""Records and rows come back from a portal's shape as they went; whatever it says is read or told."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from catalogue.diff import diff
from catalogue.records import Component, Kind
from publishing.portals.base import (
    Shown,
)
from publishing.portals.shapes import shapes
from publishing.sync.sides import seen_of, told_of
from tests.build import case, component, procedure
from tests.publishing.sync.serving import READER
from tests.publishing.sync.trial import made


@pytest.mark.parametrize("shape", ["canonical", "portal-record", "exchange"])
def test_a_record_comes_back_as_it_went(shape: str) -> None:
    record = made(7).model_copy(update={"kind": Kind.ASSIGNED, "decision": None, "issuing_agency": None})
    told = shapes()[shape]
    (back,) = told.read(told.write(record, "000.00.00.H49" if shape == "exchange" else ""), READER)
    assert [change for change in diff(record, back) if change.path in told.fields] == []
    assert (back.key, back.name, back.channels[0].fees) == (record.key, record.name, record.channels[0].fees)
    assert told.write(record) == told.write(record.model_copy())


@pytest.mark.parametrize("shape", ["portal-list", "portal-catalogue"])
def test_a_row_comes_back_as_it_went(shape: str) -> None:
    record, told = made(7), shapes()[shape]
    (back,) = told.read(told.write(record), READER, name=f"x{told.suffix}")
    assert told_of(back, told.fields) == told_of(record, told.fields)


def test_no_amount_is_never_written_as_free() -> None:
    """Unknown, free and 0 stay three facts on the portal too."""
    shape = shapes()["portal-record"]
    told = {}
    for amount in (None, "0", "50000"):
        record = made(1)
        fees = (record.channels[0].fees[0].model_copy(update={"amount": amount, "text": ""}),)
        way = record.channels[0].model_copy(update={"fees": fees})
        data = shape.write(record.model_copy(update={"channels": (way,)}))
        told[amount] = json.loads(data)["data"]["executionMethods"][0]["fees"][0]["value"]
        (back,) = shape.read(data, READER)
        assert back.channels[0].fees[0].amount == amount
    assert told == {None: None, "0": 0, "50000": 50000}


@pytest.mark.shared
@pytest.mark.parametrize(("shape", "least"), [("portal-record", 288), ("canonical", 288), ("exchange", 250)])
def test_real_records_come_back_as_they_went(shared: Path, shape: str, least: int) -> None:
    told, same = shapes()[shape], 0
    for path in sorted((shared / "data" / "portal-api" / "details").glob("*.json")):
        (record,) = READER("portal-record", path.name, path.read_bytes())
        (back,) = told.read(told.write(record), READER)
        fields = told.fields - {"kind"} if shape == "exchange" else told.fields
        same += not [c for c in diff(record, back) if c.path.partition("[")[0].partition(".")[0] in fields]
    assert same >= least


def test_a_note_of_a_result_keeps_its_mark() -> None:
    shape = shapes()["portal-record"]
    note = "Sao từ sổ gốc\nCổng đánh dấu: là kết quả giải quyết của thủ tục khác."
    row: Component = component("Giấy khai sinh", notes=note)
    (back,) = shape.read(shape.write(procedure("1.000001", cases=(case(row),))), READER)
    assert back.components[0].notes == note


JUNK: list[Any] = [None, True, -1, 1e308, "", [], {}, "x" * 5000, [None], [[]], {"name": None}, 0, 10**30]


@pytest.mark.parametrize("shape", ["portal-record", "exchange", "canonical"])
def test_whatever_a_portal_says_is_read_or_told(shape: str) -> None:
    """A message with values of any kind in any place ends as a record or as a fault, never as a crash."""
    told, chance = shapes()[shape], random.Random(5)
    good = told.write(made(3))
    for _ in range(150):
        value = json.loads(good)
        for _ in range(chance.randint(1, 4)):
            _spoil(value, chance)
        seen = seen_of(Shown("1.000003", json.dumps(value).encode(), "t"), told, READER)
        assert (seen.record is None) == bool(seen.fault)


def _spoil(value: Any, chance: random.Random) -> None:
    """Put something odd in a random place below."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = chance.choice(keys)
        if not isinstance(value[key], dict | list) or not value[key] or chance.random() < 0.3:
            value[key] = copy.deepcopy(chance.choice(JUNK))
            return
        value = value[key]
