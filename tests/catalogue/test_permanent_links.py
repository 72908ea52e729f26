"""A link parses to what it was built from, and what carries a moment leads to the same for ever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import NotFound
from catalogue.permanent_links import Link, Linked, LinkNotUnderstood
from catalogue.store.opening import opened
from catalogue.store.reading import DecisionSummary
from catalogue.store.store import Store
from catalogue.store.versions import Sighting, View
from tests.build import NOW, day, procedure
from tests.catalogue.test_spans import put

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
KEYS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20).filter(
    lambda key: key.strip() == key and key not in {".", ".."}
)
LINKS = st.builds(
    Link,
    kind=st.sampled_from([Linked.PROCEDURE, Linked.DECISION, Linked.FINDING]),
    key=KEYS,
    day=st.none() | st.dates(date(1900, 1, 1)),
    known=st.none() | MOMENTS,
) | st.builds(
    Link, kind=st.just(Linked.VERSION), key=KEYS, version=st.from_regex(r"[0-9a-f]{8,64}", fullmatch=True)
)


@given(LINKS)
def test_parsing_gives_what_was_built(link: Link) -> None:
    assert Link.parse(str(link)) == link
    assert Link.parse(link.path) == link
    assert Link.parse(f"https://tthc.example.gov.vn/danh-muc/{link.path}#phi") == link
    assert str(link).isascii()


@pytest.mark.parametrize(
    "told",
    [
        "",
        "1.004194",
        "dongian:procedures/",
        "dongian:procedures/1/2",
        "dongian:papers/1.004194",
        "ftp://x/procedures/1.004194",
        "dongian:versions/1.004194/xyz",
        "dongian:procedures/1.004194?as-of=01/07/2026",
        "dongian:procedures/1.004194?known-at=2026-08-15T01:30:00",
    ],
)
def test_what_is_no_link_says_why(told: str) -> None:
    with pytest.raises(LinkNotUnderstood) as caught:
        Link.parse(told)
    assert told in caught.value.message
    assert "dongian:procedures/" in (caught.value.hint or "")


def test_a_link_leads_to_the_same_after_later_imports(store: Store) -> None:
    first = procedure("1.000001", name="Cấp giấy phép", number="5/QĐ-BTP", signed="2026-01-05")
    put(store, ("a.json", 40, (first,), 1))
    then, today = NOW + timedelta(minutes=1), day("2026-02-01")
    links = [
        Link(kind=Linked.PROCEDURE, key="1.000001", day=today, known=then),
        Link(kind=Linked.DECISION, key="5/QĐ-BTP", day=today, known=then),
        Link(kind=Linked.VERSION, key="1.000001", version=store.history("1.000001")[0].content_hash[:12]),
    ]
    assert all(link.permanent for link in links)
    before = [opened(store, link, today=today) for link in links]
    assert [type(told) for told in before] == [View, DecisionSummary, Sighting]
    put(store, ("a.json", 40, (first.model_copy(update={"name": "Thu hồi giấy phép"}),), 2))
    repealed = procedure("1.000001", change="repealed", number="5/QĐ-BTP", signed="2026-01-05")
    put(store, ("b.docx", 50, (repealed,), 3))
    for link, told in zip(links, before, strict=True):
        assert opened(store, link, today=date(2030, 1, 1)) == told
    with pytest.raises(NotFound):
        opened(store, links[0].model_copy(update={"known": None}), today=today)
    assert not links[0].model_copy(update={"known": None}).permanent


def test_nothing_is_found_before_it_was_known(store: Store) -> None:
    put(store, ("a.json", 40, (procedure("1.000001"),), 1))
    for kind, key in [
        (Linked.PROCEDURE, "1.000001"),
        (Linked.FINDING, "0" * 16),
        (Linked.DECISION, "5/QĐ-BTP"),
    ]:
        with pytest.raises(NotFound):
            opened(store, Link(kind=kind, key=key, known=NOW), today=NOW.date())
