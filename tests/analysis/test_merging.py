"""One type out of several: judgements outrank scores, nothing chains, any order gives the same types."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from analysis.asking import questions
from analysis.documents.read import read_row
from analysis.duplicates import find_duplicates
from analysis.merging import figures, merge_types, settled
from catalogue.judgements import Answer, Judgement, Judgements
from tests.analysis.build import Catalogue

NOW = datetime(2026, 1, 10, tzinfo=UTC)
ROWS = [
    "Giấy phép rời cảng, bến thủy nội địa",
    "Giấy phép rời cảng",
    "Giấy chứng nhận an toàn kỹ thuật tàu cá",
    "Giấy chứng nhận an toàn kỹ thuật tàu",
    "Hợp đồng cho thuê đất",
    "Hợp đồng thuê đất",
    "Giấy chứng nhận xóa đăng ký tàu biển",
    "Giấy chứng nhận đăng ký tàu biển",
    "Hộ chiếu",
]
READINGS = [read_row(text) for text in ROWS]
TYPES = [next(iter(one.types)) for one in READINGS]


def judged(left: str, right: str, answer: Answer, minute: int = 0) -> Judgement:
    return Judgement(left=left, right=right, answer=answer, who="An", judged=NOW + timedelta(minutes=minute))


def test_what_people_call_the_same_is_one_type_whatever_its_score():
    merged = merge_types(READINGS, Judgements([judged(TYPES[0], TYPES[1], Answer.SAME)]))
    assert merged[TYPES[0]] == merged[TYPES[1]]
    assert merge_types(READINGS)[TYPES[0]] != merge_types(READINGS)[TYPES[1]]


def test_what_people_call_different_or_unsure_is_not_merged_by_a_score():
    assert merge_types(READINGS)[TYPES[4]] == merge_types(READINGS)[TYPES[5]]
    for answer in (Answer.DIFFERENT, Answer.UNSURE):
        merged = merge_types(READINGS, Judgements([judged(TYPES[4], TYPES[5], answer)]))
        assert merged[TYPES[4]] != merged[TYPES[5]]


def test_a_listed_type_stands_for_its_group():
    told = Judgements([judged(TYPES[0], "passport", Answer.SAME)])
    assert merge_types(READINGS, told)[TYPES[0]] == "passport"
    (row,) = settled({"1": (READINGS[0],)}, merge_types(READINGS, told))["1"]
    assert (row.mentions[0].type, row.mentions[0].known) == ("passport", True)


pairs = st.tuples(st.sampled_from(TYPES), st.sampled_from(TYPES), st.sampled_from(list(Answer)))


@given(st.lists(pairs, max_size=8), st.randoms())
def test_any_order_gives_the_same_types_and_no_cluster_holds_a_refused_pair(said, chance):
    told = Judgements(judged(a, b, answer, n) for n, (a, b, answer) in enumerate(said) if a != b)
    shuffled = list(READINGS)
    chance.shuffle(shuffled)
    merged = merge_types(READINGS, told)
    assert merge_types(shuffled, told) == merged
    for one in told.standing:
        if one.answer is not Answer.UNSURE:
            assert (merged[one.left] == merged[one.right]) == (one.answer is Answer.SAME)


def test_a_further_import_renames_nothing():
    before = merge_types(READINGS[:6])
    for _ in range(3):  # however often the new rows repeat
        after = merge_types([*READINGS[:6], *READINGS[6:] * 3])
        assert {type_: after[type_] for type_ in before} == before


def catalogue_of(texts: list[str]) -> Catalogue:
    found = Catalogue()
    for number, text in enumerate(texts):
        found.add(f"Thủ tục {number}", read_row(text))
    return found


def test_the_most_valuable_pair_is_asked_first_and_never_again():
    catalogue = catalogue_of([*ROWS, ROWS[6], ROWS[6], ROWS[7]])
    told = Judgements()
    asked, seen = [], defaultdict(int)
    while found := list(questions(catalogue.snapshot(), catalogue.readings, told)):
        first = found[0]
        assert first.value == max(one.value for one in found)
        seen[first.left, first.right] += 1
        asked.append(
            judged(first.left, first.right, random.Random(len(asked)).choice(list(Answer)), len(asked))
        )
        told = Judgements(asked)
    assert asked
    assert set(seen.values()) == {1}
    assert {TYPES[6], TYPES[7]} == {asked[0].left, asked[0].right}


def test_findings_rest_on_the_judgements():
    catalogue = catalogue_of(ROWS[:2])
    assert find_duplicates(catalogue.snapshot(), catalogue.readings) == ()
    rows = [row for several in catalogue.readings.values() for row in several]
    merged = merge_types(rows, Judgements([judged(TYPES[0], TYPES[1], Answer.SAME)]))
    (found,) = find_duplicates(catalogue.snapshot(), settled(catalogue.readings, merged))
    assert len(found.procedures) == 2
    assert figures(rows, merged).largest == 2
