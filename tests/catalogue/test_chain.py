"""The chain of decisions: who follows, replaces, abolishes whom; circles and gaps are shown."""

from datetime import timedelta

import pytest

from catalogue.chain import Chain
from catalogue.errors import NotFound
from catalogue.links import Link, LinkKind
from catalogue.records import Change, Decision, Place
from catalogue.store.decision_book import Ambiguous
from catalogue.store.store import Store
from tests.build import NOW, day, procedure, reading

LAO_CAI, HA_GIANG = "Ủy ban nhân dân tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Hà Giang"


def link(kind: str, number: str, signed: str | None = None) -> Link:
    return Link(
        kind=LinkKind(kind),
        number=number,
        date=None if signed is None else day(signed),
        text=f"… {number}",
        place=Place(paragraph=3),
    )


def put(store: Store, number: str, signed: str, agency: str, *links: Link, later: int = 0) -> int:
    told = Decision(number=number, date=day(signed), agency=agency, links=links)
    record = procedure(change=Change.AMENDED, decision=told, name="Đăng ký khai sinh")
    file = f"{agency}/{number.replace('/', '-')}-{signed[:4]}.docx"
    now = NOW + timedelta(days=later)
    run = store.begin_run(now=now)
    read = reading(record, name=file, importer="decision", rank=50)
    return store.put_file(read, run=run, now=now).file


def edges(chain: Chain) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.kind.value, edge.target) for edge in chain.edges}


def fill(store: Store) -> None:
    put(store, "1520/QĐ-BTP", "2026-05-29", "Bộ Tư pháp", link("implements", "63/2010/NĐ-CP", "2010-06-08"))
    put(
        store,
        "12/QĐ-UBND",
        "2026-06-22",
        LAO_CAI,
        link("follows", "1520/QĐ-BTP", "2026-05-29"),
        link("replaces_all", "512/QĐ-UBND", "2025-03-03"),
        link("implements", "63/2010/NĐ-CP", "2010-06-08"),
    )
    put(store, "12/QĐ-UBND", "2026-06-22", HA_GIANG, link("implements", "63/2010/NĐ-CP"))


def test_a_province_hangs_on_the_ministry_and_on_what_it_replaced(store: Store) -> None:
    fill(store)
    chain = store.decision_book.chain("12/QĐ-UBND", agency="Lào Cai")
    own = "12/QĐ-UBND (Lào Cai, 2026)"
    assert chain.root == own
    assert edges(chain) == {
        ("1520/QĐ-BTP", "implements", "63/2010/NĐ-CP"),
        (own, "follows", "1520/QĐ-BTP"),
        (own, "replaces_all", "512/QĐ-UBND (Lào Cai, 2025)"),
        (own, "implements", "63/2010/NĐ-CP"),
    }
    assert chain.missing == ("512/QĐ-UBND (Lào Cai, 2025)",)
    assert chain.cycles == ()
    edge = next(e for e in chain.edges if e.kind is LinkKind.FOLLOWS)
    assert (edge.text, edge.place.paragraph) == ("… 1520/QĐ-BTP", 3)


def test_the_chain_is_the_same_from_its_other_end(store: Store) -> None:
    fill(store)
    chain = store.decision_book.chain("1520/QĐ-BTP")
    assert ("12/QĐ-UBND (Lào Cai, 2026)", "follows", "1520/QĐ-BTP") in edges(chain)
    # a decree that both cite joins the provinces only where one asks for the decree itself
    assert not any(node.province == "H22" for node in chain.nodes)
    decree = store.decision_book.chain("63/2010/NĐ-CP")
    assert not decree.node(decree.root).decision


def test_one_number_in_two_years_or_provinces_is_two_decisions(store: Store) -> None:
    fill(store)
    with pytest.raises(Ambiguous, match=r"Hà Giang, 2026.*Lào Cai, 2026"):
        store.decision_book.chain("12/QĐ-UBND")
    put(store, "1520/QĐ-BTP", "2024-05-29", "Bộ Tư pháp")
    told = store.decision_book.chain("12/QĐ-UBND", agency="Lào Cai")
    assert "1520/QĐ-BTP (2026)" in {node.id for node in told.nodes}
    assert "1520/QĐ-BTP (2024)" not in {node.id for node in told.nodes}
    assert store.decision_book.chain("1520/QĐ-BTP (2024)").root == "1520/QĐ-BTP (2024)"
    listed = {line.id: line.procedures for line in store.decision_book.lines()}
    assert listed == {
        "12/QĐ-UBND (Hà Giang, 2026)": 1,
        "12/QĐ-UBND (Lào Cai, 2026)": 1,
        "1520/QĐ-BTP (2024)": 1,
        "1520/QĐ-BTP (2026)": 1,
    }


def test_a_circle_is_shown(store: Store) -> None:
    put(store, "1/QĐ-BTP", "2026-01-01", "Bộ Tư pháp", link("replaces_all", "2/QĐ-BTP"))
    put(store, "2/QĐ-BTP", "2026-01-01", "Bộ Tư pháp", link("replaces_all", "1/QĐ-BTP"))
    assert store.decision_book.chain("1/QĐ-BTP").cycles == (("1/QĐ-BTP", "2/QĐ-BTP"),)


def test_an_undone_decision_is_marked_and_its_links_are_gone(store: Store) -> None:
    put(store, "1/QĐ-BTP", "2026-01-01", "Bộ Tư pháp")
    file = put(store, "2/QĐ-BTP", "2026-02-01", "Bộ Tư pháp", link("abolishes", "1/QĐ-BTP"))
    store.decision_book.undo([file], who="Lan", why="nhầm", now=NOW)
    assert store.decision_book.chain("1/QĐ-BTP").edges == ()
    own = store.decision_book.chain("2/QĐ-BTP")
    assert own.node("2/QĐ-BTP").undone


def test_the_chain_is_told_as_it_was_known(store: Store) -> None:
    put(store, "1/QĐ-BTP", "2026-01-01", "Bộ Tư pháp")
    file = put(store, "2/QĐ-BTP", "2026-02-01", "Bộ Tư pháp", link("abolishes", "1/QĐ-BTP"), later=2)
    store.decision_book.undo([file], who="Lan", why="nhầm", now=NOW + timedelta(days=4))
    book = store.decision_book
    numbers = [len(book.chain("1/QĐ-BTP", known=NOW + timedelta(days=days)).edges) for days in (1, 3, 5)]
    assert numbers == [0, 1, 0]
    counting = [
        [one.counts for one in book.announcing("2/QĐ-BTP", NOW + timedelta(days=d))] for d in (1, 3, 5)
    ]
    assert counting == [[], [True], [False]]
    assert len(book.lines(NOW)) == 1


def test_a_number_that_nothing_names_is_told(store: Store) -> None:
    with pytest.raises(NotFound, match="9/QĐ-BTP"):
        store.decision_book.chain("9/QĐ-BTP")
