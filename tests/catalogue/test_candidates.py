"""The index of words gives the same candidates on both databases, whatever way it is asked."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from catalogue.search import AnyOf, Law, Part, Phrase, Term
from catalogue.store import candidates, listing
from catalogue.store.candidates import told_by_index
from catalogue.store.listing import Wanted
from catalogue.store.store import Store
from tests.build import NOW, case, day, procedure, reading

TODAY = day("2026-01-15")
NAMES = (
    "Đăng ký khai sinh",
    "Khai sinh đăng ký",
    "Đăng ký lại khai sinh có yếu tố nước ngoài",
    "Đăng ký khai tử",
    "Cấp giấy phép xây dựng",
    "Cấp lại giấy phép xây dựng nhà ở",
    "Giấy phép lái xe: cấp, đổi",
)
QUESTIONS: list[tuple[Sequence[Part], list[int]]] = [
    # parts, places in NAMES: shorter names first, then in the order they were put
    ([Term("khai", named=True)], [0, 1, 3, 2]),
    ([Phrase(("khai", "sinh"))], [0, 1, 2]),
    ([Phrase(("khai", "sinh")), Term("đăng", named=True)], [0, 1, 2]),
    ([Phrase(("sinh", "khai"))], []),
    ([Term("khai", named=True), Term("ở", named=True)], []),
    ([AnyOf((Term("sinh", named=True), Phrase(("lai", "xe"))))], [0, 1, 6, 2]),
    ([AnyOf((Term("tử", named=False), Phrase(("lai", "xe"))))], [3, 6]),
    ([AnyOf((Term("tử", named=False), Phrase(("xe", "lai"))))], [3]),
    ([Term("giay", named=False)], [0, 1, 3, 4, 6, 5, 2]),
    ([Term("giấy", named=True)], [4, 6, 5]),
    ([Term("hộ", named=False), Term("chiếu", named=False)], [0, 1, 3, 4, 6, 5, 2]),
    ([Term("hộ", named=True)], []),
    ([Term("gi", named=False, start=True)], [0, 1, 3, 4, 6, 5, 2]),
    ([Term("xâ", named=True, start=True)], [4, 5]),
    ([Term("s1000", named=False, start=True)], []),
    ([Term("s1000qđbtp", named=False)], []),
    ([Law("s1000q")], [0, 1, 3, 4, 6, 5, 2]),
    ([Law("s1000q"), Phrase(("giay", "phep"))], [4, 6, 5]),
    ([Law("s9"), Term("khai", named=True)], []),
]


@pytest.fixture
def filled(store: Store) -> Store:
    told = [
        procedure(f"1.{number:06d}", name=name, number="1000/QĐ-BTP", cases=(case("Giấy tờ, hộ chiếu"),))
        for number, name in enumerate(NAMES)
    ]
    run = store.begin_run(now=NOW)
    store.put_file(reading(*told), run=run, now=NOW)
    return store


@pytest.mark.parametrize("many", [0, 1, 100])
def test_a_sector_is_found_whether_its_procedures_are_told_first_or_not(
    filled: Store, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many to tell, or few: the same procedures in the same order."""
    told = [
        procedure(f"1.{number:06d}", name=name, sector="Hộ tịch" if "khai" in name.lower() else "Xây dựng")
        for number, name in enumerate(NAMES)
    ]
    filled.put_file(reading(*told), run=filled.begin_run(now=NOW), now=NOW)
    monkeypatch.setattr(candidates, "MANY", many)
    for query, wanted, expected in (
        ("giấy", Wanted(sector="xay dung"), [4, 5, 6]),
        ("đăng ký", Wanted(sector="ho tich"), [0, 1, 2, 3]),
        ("cấp", Wanted(sector="xây", code_prefix="1.000005"), [5]),
        ("cấp", Wanted(sector="xây", any_day=True), [4, 5, 6]),
        ("khai sinh", Wanted(sector="xây dựng"), []),
    ):
        hits = filled.find(query, TODAY, wanted=wanted).hits
        assert sorted(int(hit.heading.key[2:]) for hit in hits) == expected, query


def found(store: Store, parts: Sequence[Part], most: int | None = None) -> list[int]:
    with store._reading() as connection:
        sieve = listing.sieve(connection, TODAY, None, listing.EVERYTHING)
        assert sieve is not None
        return [int(one.key[2:]) for one in told_by_index(connection, parts, sieve, most=most)]


@pytest.mark.parametrize(("parts", "expected"), QUESTIONS)
def test_a_question_gives_its_entries_in_their_order(
    filled: Store, parts: Sequence[Part], expected: list[int]
) -> None:
    assert found(filled, parts) == expected


@pytest.mark.parametrize("near", [1, 3, 100])
def test_the_first_few_are_the_first_of_all(
    filled: Store, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "NEAR", near)
    for parts, expected in QUESTIONS:
        for most in (1, 2, 5):
            assert found(filled, parts, most) == expected[:most], parts


@pytest.mark.postgres
def test_names_have_the_same_words_in_both_tables(postgres_url: str) -> None:
    """What the program writes is what the migration made of older catalogues."""
    with Store.create(postgres_url) as store:
        run = store.begin_run(now=NOW)
        for names in (NAMES, ("Khai báo", *NAMES[1:])):
            told = [procedure(f"1.{number:06d}", name=name) for number, name in enumerate(names)]
            store.put_file(reading(*told), run=run, now=NOW)
        with store.engine.connect() as connection:
            query = "SELECT id, ts_filter(words, '{a}')::text FROM search ORDER BY id"
            wide = connection.execute(text(query)).all()
            narrow = connection.execute(text("SELECT id, words::text FROM search_name ORDER BY id")).all()
    assert len(wide) == len(NAMES)
    assert narrow == wide


@pytest.mark.postgres
def test_each_question_is_planned_for_its_own_values(postgres_url: str) -> None:
    with Store.create(postgres_url) as store, store.engine.connect() as connection:
        assert connection.scalar(text("SHOW plan_cache_mode")) == "force_custom_plan"


@pytest.mark.postgres
def test_codes_are_in_the_order_of_their_bytes(postgres_url: str) -> None:
    """As on SQLite, whatever the language of the server: pages are cut out of this order."""
    sql = """
        SELECT collation_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = 'procedure' AND column_name = 'key'
    """
    with Store.create(postgres_url) as store, store.engine.connect() as connection:
        assert connection.scalar(text(sql)) == "C"
