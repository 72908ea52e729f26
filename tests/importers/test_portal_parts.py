"""Papers, quantities, outcomes, legal bases and days by the keys of a source."""

import doctest
from datetime import date

import pytest

from catalogue.issues import IssueLog
from importers import portal_parts
from importers.portal import Doubts
from importers.portal_parts import (
    Keys,
    bases_of,
    conditions_of,
    day_of,
    outcomes_of,
    paper_of,
    quantity,
)
from importers.readers.feed import Node

KEYS = Keys("named", name="TEN", code="SO", signed="NGAY", agency="COQUAN")


def doubts() -> Doubts:
    return Doubts(IssueLog(), "1.000001")


def codes(one: Doubts) -> list[str]:
    return [issue.code for issue in one.issues]


def test_examples_are_true():
    assert doctest.testmod(portal_parts).failed == 0


QUANTITIES = [  # written, number, told
    (2, 2, False),
    (0, 0, False),
    ("02", 2, False),
    (" ", None, False),
    ("", None, False),
    (None, None, False),
    ("một", None, True),
    (1.5, None, True),
    (True, None, True),
    (False, None, True),
    (-1, None, True),
    ("20250", None, True),
]


@pytest.mark.parametrize(("written", "number", "told"), QUANTITIES)
def test_a_quantity_is_a_whole_number_or_told(written, number, told):
    log = doubts()
    assert quantity(Node({"SO": written}), "SO", log) == number
    assert codes(log) == (["quantity-not-understood"] if told else [])


DAYS = [
    ("2016-01-01", date(2016, 1, 1)),
    ("2016-01-01T00:00:00", date(2016, 1, 1)),
    ("15/11/2025", date(2025, 11, 15)),
    ("chưa rõ", None),
    ("Không có thông tin", None),
    (None, None),
]


@pytest.mark.parametrize(("written", "day"), DAYS)
def test_a_day_is_read_however_the_source_writes_it(written, day):
    log = doubts()
    assert day_of(Node({"NGAY": written}), "NGAY", "legal_bases", log) == day
    assert codes(log) == (["date-not-understood"] if written == "chưa rõ" else [])
    assert day_of(Node({}), None, "legal_bases", log) is None


def test_a_paper_without_a_name_is_told_and_left_out():
    log = doubts()
    nameless = Node({"SO": "T1", "TEN": "Không có thông tin"})
    assert list(paper_of(nameless, KEYS, log, quantities=(1, None))) == []
    assert codes(log) == ["component-unnamed"]
    node = Node({"SO": "T1", "TEN": "Đơn", "KHAC": "x"})
    (paper,) = paper_of(node, KEYS, log, quantities=(1, None), notes=[None, "bản màu"])
    assert (paper.code, paper.text, paper.originals, paper.copies, paper.notes) == (
        "T1",
        "Đơn",
        1,
        None,
        "bản màu",
    )
    assert codes(log)[1:] == ["unread-cells"]


BASES = [  # code, name, number, issues
    ("60/2014/QH13", "Luật Hộ tịch", "60/2014/QH13", []),
    (None, "Luật số 60/2014/QH13", "60/2014/QH13", []),
    ("Luật Hộ tịch", None, "Luật Hộ tịch", ["number-not-understood"]),
    (None, "Luật Hộ tịch", None, []),
]


@pytest.mark.parametrize(("written", "name", "number", "told"), BASES)
def test_a_legal_basis_keeps_its_number_or_its_words(written, name, number, told):
    log = doubts()
    row = Node({"SO": written, "TEN": name, "NGAY": "20/11/2014", "COQUAN": "Quốc hội"})
    (basis,) = bases_of([row], KEYS, log)
    assert (basis.number, basis.name, basis.date) == (number, name, date(2014, 11, 20))
    assert (basis.agency, basis.effective) == ("Quốc hội", None)
    assert codes(log) == told


def test_a_legal_basis_or_outcome_that_says_nothing_is_none():
    assert list(bases_of([Node({"NGAY": "20/11/2014"})], KEYS, doubts())) == []
    assert list(outcomes_of([Node({"SO": "KQ1"})], KEYS, doubts())) == []
    (outcome,) = outcomes_of([Node({"SO": "KQ1", "TEN": "Giấy  khai sinh"})], KEYS, doubts())
    assert (outcome.code, outcome.name) == ("KQ1", "Giấy khai sinh")


def test_no_conditions_are_not_unknown_conditions():
    assert conditions_of("Không quy định") == {"conditions": None, "not_applicable": ("conditions",)}
    assert conditions_of(None) == {"conditions": None, "not_applicable": ()}
    assert conditions_of("Đủ 18 tuổi") == {"conditions": "Đủ 18 tuổi", "not_applicable": ()}
