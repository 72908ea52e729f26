"""Objects of a JSON list as nodes that know where they stand."""

from typing import Any

import pytest

from catalogue.errors import UnreadableFile
from importers.readers.feed import nodes_of


def refuse(number: int, item: Any) -> UnreadableFile:
    return UnreadableFile(f"phần tử {number}: {item!r}", hint="Xem lại tệp.")


def test_items_of_a_list_know_their_number_and_pointer():
    first, second = nodes_of([{"a": 1}, {"a": 2}], at="/data", refuse=refuse)
    assert (first.at, first.row, second.at, second.row) == ("/data/0", 1, "/data/1", 2)
    assert second.place("a").path == "/data/1/a"


def test_one_object_alone_stands_where_it_stands():
    (node,) = nodes_of({"a": 1}, at="/data", refuse=refuse)
    assert (node.at, node.row, node.value) == ("/data", 1, {"a": 1})
    assert list(nodes_of([], refuse=refuse)) == []


def test_an_item_that_is_no_object_is_refused_with_its_number():
    with pytest.raises(UnreadableFile, match="phần tử 2: 'x'"):
        list(nodes_of([{}, "x"], refuse=refuse))
