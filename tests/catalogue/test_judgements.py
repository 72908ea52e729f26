"""Judgements follow from one another, whatever their order; they are undone, exported and imported."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import NotFound
from catalogue.judgements import (
    Answer,
    BadJudgements,
    Contradiction,
    Judgement,
    Judgements,
    Undoing,
    from_lines,
    to_line,
)
from catalogue.store.ledger import Unsigned
from catalogue.store.store import Store
from tests.build import NOW

SAME, DIFFERENT, UNSURE = Answer.SAME, Answer.DIFFERENT, Answer.UNSURE


def judged(left: str, right: str, answer: Answer = SAME, minute: int = 0, who: str = "An") -> Judgement:
    return Judgement(left=left, right=right, answer=answer, who=who, judged=NOW + timedelta(minutes=minute))


def test_a_pair_has_no_order() -> None:
    assert judged("b", "a").id == judged("a", "b").id
    told = Judgement(left="b", right="a", left_name="B", right_name="A", answer=SAME, who="An", judged=NOW)
    assert (told.left, told.left_name, told.right_name) == ("a", "A", "B")


def test_same_is_transitive() -> None:
    found = Judgements([judged("a", "b"), judged("b", "c", minute=1)])
    assert found.known("a", "c") is SAME
    assert found.group("c") == {"a", "b", "c"}
    assert found.known("a", "x") is None


def test_a_refused_pair_stays_apart_even_through_a_third() -> None:
    found = Judgements([judged("a", "b"), judged("c", "b", DIFFERENT, 1), judged("c", "d", SAME, 2)])
    assert found.known("a", "d") is DIFFERENT


def test_unsure_is_an_answer_for_all_that_is_the_same() -> None:
    found = Judgements([judged("a", "b", UNSURE), judged("b", "c", SAME, 1)])
    assert found.known("a", "c") is UNSURE
    later = Judgements([*found.standing, judged("a", "c", SAME, 2)])
    assert later.known("a", "b") is SAME


def test_what_contradicts_is_set_aside_and_reported() -> None:
    third = judged("a", "c", DIFFERENT, 2)
    found = Judgements([judged("a", "b"), judged("b", "c", SAME, 1), third])
    assert found.set_aside == (third,)
    assert found.known("a", "c") is SAME


def test_the_order_of_import_does_not_matter() -> None:
    entries = [
        judged("a", "b"),
        judged("b", "c", SAME, 1),
        judged("c", "d", DIFFERENT, 2),
        judged("d", "a", SAME, 3),
    ]
    told = {
        (frozenset(found.groups()), found.known("a", "d"), found.set_aside)
        for found in map(Judgements, permutations(entries))
    }
    assert len(told) == 1


pairs = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(list(Answer)))


@given(st.lists(pairs, max_size=14))
def test_no_group_holds_a_refused_pair(said: list[tuple[str, str, Answer]]) -> None:
    found = Judgements(judged(a, b, answer, n) for n, (a, b, answer) in enumerate(said) if a != b)
    for one in found.standing:
        if one.answer is DIFFERENT:
            assert one.right not in found.group(one.left)
        if one.answer is SAME:
            assert one.right in found.group(one.left)


def test_an_undone_judgement_counts_no_more_and_stays_in_the_books(store: Store) -> None:
    book, one = store.judgements, judged("a", "b")
    assert book.judge(one, now=NOW)
    assert not book.judge(judged("a", "b", minute=5), now=NOW)
    book.undo(one.id, who="Bình", why="nhầm", now=NOW + timedelta(hours=1))
    assert book.standing().known("a", "b") is None
    assert len(book.entries()) == 2
    assert book.standing(NOW).known("a", "b") is SAME
    with pytest.raises(NotFound):
        book.undo(one.id, who="Bình", why="nhầm", now=NOW)


def test_a_contradiction_is_refused_with_a_way_out(store: Store) -> None:
    store.judgements.judge(judged("a", "b"), now=NOW)
    with pytest.raises(Contradiction) as refused:
        store.judgements.judge(judged("a", "b", DIFFERENT, 1), now=NOW)
    assert "judgements undo" in (refused.value.hint or "")


def test_an_unsigned_judgement_is_refused(store: Store) -> None:
    with pytest.raises(Unsigned):
        store.judgements.judge(judged("a", "b", who=" "), now=NOW)


def test_what_is_exported_is_imported_elsewhere(store: Store) -> None:
    for number, (left, right) in enumerate((("a", "b"), ("b", "c"))):
        store.judgements.judge(judged(left, right, minute=number), now=NOW)
    store.judgements.undo(judged("a", "b").id, who="Bình", why="nhầm", now=NOW)
    text = store.judgements.export()
    assert store.judgements.bring_in(text, origin="x.jsonl", now=NOW) == 0
    assert (
        "".join(f"{to_line(entry)}\n" for entry in sorted(from_lines(text), key=lambda e: (e.judged, e.id)))
        == text
    )
    assert sum(isinstance(entry, Undoing) for entry in from_lines(text)) == 1


@pytest.mark.parametrize(
    "text", ["x", "[]", '{"left": "a"}', to_line(judged("a", "b")).replace('"An"', '"Ba"')]
)
def test_a_file_that_was_tampered_with_is_refused(text: str) -> None:
    with pytest.raises(BadJudgements):
        from_lines(text, name="x.jsonl")


def test_what_no_database_keeps_is_left_out(store: Store) -> None:
    one = judged("a", "b", who="An\0\ud800")
    assert store.judgements.judge(one, now=NOW)
    assert store.judgements.entries() == (one,)
