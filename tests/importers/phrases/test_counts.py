"""Quantities of papers and sets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.phrases.counts import parse_quantity, parse_sets

QUANTITIES = [  # text | originals | copies
    ("1 bản chính,1 bản sao", 1, 1),
    ("1 bản chính, 0 bản sao", 1, 0),
    ("(01 bản chính)", 1, None),
    ("01 bản sao có chứng thực", None, 1),
    ("Bản chính: 1\nBản sao: 0", 1, 0),
    ("Bản chính: 1 Bản sao: 2", 1, 2),
    ("hai (02) bản chính", 2, None),
    ("02 (hai) bản chụp", None, 2),
    ("một bản gốc", 1, None),
    ("01 bản photo", None, 1),
    ("Mẫu số 01, 02 bản chính", 2, None),
    ("Không có", 0, 0),
    ("Bản chính hoặc bản sao có chứng thực", None, None),
    ("02 ảnh 4x6", None, None),
    ("01 bản chính (đối với cá nhân), 02 bản chính (đối với tổ chức)", None, None),
    ("Thông tư 12/2025/TT-BTC bản chính", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "originals", "copies"), QUANTITIES)
def test_originals_and_copies_are_read(text, originals, copies):
    assert parse_quantity(text) == (originals, copies)


SETS = [
    ("02 bộ", 2),
    ("01 (một) bộ hồ sơ", 1),
    ("hai (02) bộ", 2),
    ("Số lượng hồ sơ: 01 bộ", 1),
    ("Số bộ: 3", 3),
    ("01", 1),
    ("một bộ", 1),
    ("01 bộ hồ sơ gốc và 01 bộ bản sao", 1),
    ("01 bộ đối với cá nhân; 02 bộ đối với tổ chức", None),
    ("Bộ Tư pháp", None),
    ("05 bộ phận một cửa", None),
    ("02 Bộ Công an", None),
    ("Không quy định", None),
    ("Số lượng hồ sơ (bộ): 02", 2),
    ("Số lượng: 01", 1),
    ("Số lượng1 bản chính", None),
    ("Số lượng: 01 bản chính", None),
]


@pytest.mark.parametrize(("text", "sets"), SETS)
def test_sets_are_read(text, sets):
    assert parse_sets(text) == sets


@given(st.integers(0, 99), st.integers(0, 99))
def test_printed_quantities_are_read_again(originals, copies):
    assert parse_quantity(f"{originals} bản chính,{copies} bản sao") == (originals, copies)
    assert parse_quantity(f"Bản chính: {originals}\nBản sao: {copies}") == (originals, copies)
    assert parse_sets(f"{originals:02d} bộ") == originals
