"""What is remembered of types is never renamed by an import; judgements move types, and leave no trace."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from analysis.documents.reading import Mention
from analysis.merging import LIKE_ENOUGH, merge_mentions, place_mentions, sure
from analysis.placing import FORGETFUL, Memory, Placing
from catalogue.judgements import Answer, Judgement, Judgements, Undoing
from catalogue.models import LEDGER
from catalogue.store.store import Store
from tests.analysis.build import mention

NOW = datetime(2026, 1, 10, tzinfo=UTC)
DAY = date(2026, 6, 1)
NOTHING = Judgements()
OBJECTS = [
    "thuê đất", "cho thuê đất", "đất thuê", "của thuê đất", "thuê đất của tổ chức", "tổ chức thuê đất",
    "mua bán nhà ở", "nhà ở mua bán", "về mua bán nhà ở", "nhà",
]  # fmt: skip


def named(number: int, object_: str) -> Mention:
    """A type of its own of some wording: readings of one essence that carry different ids."""
    one = mention(f"Hợp đồng {object_}")
    return replace(one, head="hợp đồng", object=object_, type=f"t{number:02}:{object_}", known=False)


POOL = {one.type: one for one in (named(n, OBJECTS[n % len(OBJECTS)]) for n in range(30))}
POOL |= {one.type: one for one in map(mention, ("Giấy khai sinh", "Hộ chiếu", "Thẻ căn cước"))}
TYPES = sorted(POOL)
some_types = st.lists(st.sampled_from(TYPES), unique=True)
pairs = st.tuples(st.sampled_from(TYPES), st.sampled_from(TYPES), st.sampled_from(list(Answer)))


def chosen(types: list[str]) -> dict[str, Mention]:
    return {type_: POOL[type_] for type_ in types}


def remembered(placing: Placing, memory: Memory = FORGETFUL, told: Judgements = NOTHING) -> Memory:
    """What the next run is given, without a store."""
    new = list(placing.new(memory, told, day=DAY, inputs="x"))
    return Memory(
        {**memory.seats, **{one.type: one.seat for one in new}},
        {**memory.anchors, **{one.type: one.anchor for one in new}},
        {**memory.judged, **{one.type: one.judgements for one in new}},
        {**memory.mentions, **{one.type: placing.mentions[one.type] for one in new}},
    )


def judged(said: list[tuple[str, str, Answer]], start: int = 0) -> Judgements:
    return Judgements(
        Judgement(left=a, right=b, answer=answer, who="An", judged=NOW + timedelta(minutes=start + n))
        for n, (a, b, answer) in enumerate(said)
        if a != b
    )


def plainly(mentions: dict[str, Mention]) -> dict[str, str]:
    """Oracle: every founder is looked at, the listed first, then the shortest; nothing is remembered."""
    canonical: dict[str, str] = {}

    def rank(type_: str) -> tuple[bool, int, str]:
        one = mentions[type_]
        return not one.known, len((one.object or one.name).split()), type_

    for type_ in sorted(mentions, key=rank):
        founders = [other for other in canonical if canonical[other] == other]
        values = {other: sure(mentions[type_], mentions[other]) for other in founders}
        alike = [other for other in founders if values[other] >= LIKE_ENOUGH and not mentions[type_].known]
        canonical[type_] = min(alike, key=lambda other: (-values[other], rank(other)), default=type_)
    return canonical


@given(some_types, st.randoms())
def test_without_memory_it_is_the_plain_merging_in_any_order(types, chance):
    expected = plainly(chosen(types))
    assert merge_mentions(chosen(types)) == expected
    chance.shuffle(types)
    assert merge_mentions(chosen(types)) == expected


def test_the_pool_holds_clusters_and_a_general_wording_would_found_one_anew():
    assert len(set(merge_mentions(POOL).values())) < len(POOL) / 2
    late, early = "t00:thuê đất", "t11:cho thuê đất"
    assert merge_mentions(chosen([early, late]))[early] == late
    memory = remembered(place_mentions(chosen([early])))
    assert merge_mentions(chosen([early, late]), NOTHING, memory) == {early: early, late: early}


@given(st.lists(some_types, min_size=2, max_size=4), st.lists(pairs, max_size=6), st.randoms())
def test_no_import_renames_what_is_remembered(imports, said, chance):
    told = judged([one for one in said if {one[0], one[1]} <= set(imports[0])])
    memory, before = FORGETFUL, {}
    for types in imports:
        chance.shuffle(types)
        placing = place_mentions(chosen(types), told, memory)
        assert before.items() <= placing.canonical.items()
        memory, before = remembered(placing, memory, told), dict(placing.canonical)


@given(some_types, some_types, st.lists(pairs, max_size=8))
def test_judgements_hold_and_one_that_is_taken_back_leaves_no_trace(first, second, said):
    before = place_mentions(chosen(first))
    memory, told = remembered(before), judged(said)
    placing = place_mentions(chosen(first + second), told, memory)
    for one in told.standing:
        if {one.left, one.right} <= placing.seats.keys():
            together = placing.canonical[one.left] == placing.canonical[one.right]
            # who was unsure first may have answered since; every other answer that counts stands as given
            known = told.known(one.left, one.right)
            assert known is one.answer or one.answer is Answer.UNSURE
            assert together == (known is Answer.SAME)
    after = place_mentions(chosen(first), NOTHING, remembered(placing, memory, told))
    assert before.canonical.items() <= after.canonical.items()


@given(some_types, st.lists(pairs, max_size=6), st.randoms())
def test_with_judgements_any_order_gives_the_same_types(types, said, chance):
    expected = merge_mentions(chosen(types), judged(said))
    chance.shuffle(types)
    assert merge_mentions(chosen(types), judged(said)) == expected
    memory = remembered(place_mentions(chosen(types), judged(said)))
    assert merge_mentions(chosen(types), judged(said), memory) == expected


def test_two_clusters_that_people_call_one_go_together_with_their_members():
    own = ["t00:thuê đất", "t01:cho thuê đất", "t06:mua bán nhà ở", "t08:về mua bán nhà ở"]
    apart = merge_mentions(chosen(own))
    assert apart[own[2]] == apart[own[3]] != apart[own[0]]
    told = judged([(own[0], own[2], Answer.SAME)])
    assert set(merge_mentions(chosen(own), told).values()) == {own[0]}


# through the store, on both databases


def run_of(store: Store, types: list[str], minute: int) -> dict[str, str]:
    """One analysis as the commands do it; what it answers."""
    told, memory = store.judgements.standing(), Memory.of(store.ledger.types())
    placing = place_mentions(chosen(types), told, memory)
    new = placing.new(memory, told, day=DAY, inputs=f"run {minute}")
    store.ledger.remember_types(new, now=NOW + timedelta(minutes=minute))
    return dict(placing.canonical)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(some_types, min_size=1, max_size=3))
def test_the_store_remembers_every_anchor(store, imports):
    with store.engine.begin() as connection:  # each example begins with an empty book
        connection.execute(delete(LEDGER))
    assert run_of(store, imports[0], 0).items() >= plainly(chosen(imports[0])).items()
    before: dict[str, str] = {}
    for minute, types in enumerate(imports):
        told = run_of(store, types, minute)
        assert before.items() <= told.items()
        assert {type_: one.placed.anchor for type_, one in store.ledger.types().items()} == told
        assert store.ledger.remember_types([], now=NOW) == 0
        before = told
    first = store.ledger.types(NOW)
    assert {type_: one.placed.anchor for type_, one in first.items()} == plainly(chosen(imports[0]))


def test_a_judgement_and_its_undoing_are_recorded_and_old_answers_stay(store):
    general, special = "t00:thuê đất", "t01:cho thuê đất"
    assert run_of(store, [special], 0) == {special: special}
    assert run_of(store, [special, general], 1)[general] == special
    (one,) = judged([(general, special, Answer.DIFFERENT)], start=2).standing
    store.judgements.judge(one, now=one.judged)
    assert run_of(store, [special, general], 3)[general] == general
    store.judgements.undo(one.id, who="An", why="nhầm", now=NOW + timedelta(minutes=4))
    assert run_of(store, [special, general], 5)[general] == special
    book = store.ledger.type_history(general)
    assert [(told.placed.anchor, told.placed.judgements) for told in book] == [
        (special, ()), (general, (one.id,)), (special, ()),
    ]  # fmt: skip
    assert {told.since for told in book} == {NOW + timedelta(minutes=1)}
    then = store.ledger.types(NOW + timedelta(minutes=3))
    assert (then[general].placed.anchor, then[special].placed.anchor) == (general, special)
    assert [told.placed.anchor for told in store.ledger.type_history(general, NOW)] == []


def test_of_two_programs_that_place_a_type_at_once_the_first_stands(store):
    general, special = "t00:thuê đất", "t01:cho thuê đất"
    slow = list(place_mentions(chosen([general, special])).new(FORGETFUL, NOTHING, day=DAY, inputs="b"))
    assert [one.seat for one in slow] == [general, general]
    run_of(store, [special], 0)
    assert store.ledger.remember_types(slow, now=NOW + timedelta(minutes=1)) == 1
    assert store.ledger.types()[special].placed.anchor == special
    assert run_of(store, [general, special], 2) == {special: special, general: general}


@pytest.mark.parametrize("type_", ["t00:thuê đất", "birth_certificate"])
def test_what_is_remembered_tells_how_the_words_were_read(store, type_):
    run_of(store, [type_], 0)
    (one,) = store.ledger.types().values()
    memory = Memory.of(store.ledger.types())
    assert memory.mentions[type_] == replace(POOL[type_])
    assert (one.since, one.since_day, one.placed.inputs) == (NOW, DAY, "run 0")


def test_an_undone_judgement_is_no_longer_named():
    (one,) = judged([("t00:thuê đất", "t06:mua bán nhà ở", Answer.SAME)]).standing
    told = Judgements([one, Undoing(undoes=one.id, who="An", judged=NOW + timedelta(minutes=1))])
    assert merge_mentions(POOL, told) == merge_mentions(POOL)
    assert merge_mentions(POOL, Judgements([one]))["t06:mua bán nhà ở"] == "t00:thuê đất"
