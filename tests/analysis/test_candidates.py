"""Candidates and merging: found pairs name their rule; nothing chains; order does not matter."""

import random

from analysis.candidates import find_candidates, representatives
from analysis.compare import LIKE_ENOUGH, match
from analysis.documents.read import read_row
from analysis.merging import merge_types

ROWS = [
    "Đơn đề nghị cấp giấy phép bưu chính",
    "Giấy đề nghị cấp giấy phép bưu chính (Mẫu số 02)",
    "Đơn đề nghị cấp lại giấy phép bưu chính",
    "Biên bản nghiệm thu hoàn thành hạng mục công trình đưa vào sử dụng",
    "Biên bản nghiệm thu hoàn thành hạng mục công trình",
    "Hồ sơ thiết kế kỹ thuật cầu đường bộ",
    "Hồ sơ thiết kế kỹ thuật cầu đường bộ vượt sông",
    "Hồ sơ thiết kế kỹ thuật cầu đường bộ vượt sông lớn có thông thuyền",
    "Hộ chiếu",
    "Sơ yếu lý lịch",
    "Phiếu lý lịch tư pháp",
]
READINGS = [read_row(text) for text in ROWS]


def type_of(text):
    (found,) = read_row(text).types
    return found


def test_each_pair_keeps_the_rule_that_found_it():
    mentions, _ = representatives(READINGS)
    found = {(pair.left, pair.right): pair.rule for pair in find_candidates(mentions)}
    assert set(found.values()) <= {"same-words", "near-name"}
    assert all(left < right for left, right in found)
    assert find_candidates({}) == ()


def test_wordings_of_one_paper_are_merged_and_other_acts_are_not():
    merged = merge_types(READINGS)
    assert merged[type_of(ROWS[0])] == merged[type_of(ROWS[1])]
    assert merged[type_of(ROWS[0])] != merged[type_of(ROWS[2])]
    assert merged[type_of(ROWS[3])] == merged[type_of(ROWS[4])]
    assert merged["passport"] == "passport"
    assert merged[type_of(ROWS[9])] != merged[type_of(ROWS[10])]


def test_every_member_matches_its_anchor_face_to_face():
    mentions, _ = representatives(READINGS)
    for type_, anchor in merge_types(READINGS).items():
        assert type_ == anchor or match(mentions[type_], mentions[anchor])[0] >= LIKE_ENOUGH


def test_an_anchor_is_its_own_canonical_type():
    merged = merge_types(READINGS)
    assert all(merged[anchor] == anchor for anchor in merged.values())


def test_order_of_the_rows_does_not_matter():
    shuffled = list(READINGS)
    random.Random(7).shuffle(shuffled)
    assert merge_types(shuffled) == merge_types(READINGS)
    assert merge_types([]) == {}
