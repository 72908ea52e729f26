"""Updates of the register in the ledger: appended with who, when and why; two clocks."""

from datetime import UTC, date, datetime

import pytest

from catalogue.agencies import Agency, Mark, RegisterEntry, Relation, Succession
from catalogue.agencies_resolve import resolve
from catalogue.errors import RegisterBroken
from catalogue.records import Level
from catalogue.store.store import Store

MAY, JUNE = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
DAY = date(2026, 10, 1)


def office(name: str = "Sở Kinh tế biển", *, id: str = "so-kinh-te-bien", **said: object) -> RegisterEntry:  # noqa: A002
    agency = {
        "id": id, "name": name, "kind": "provincial_department", "level": Level.PROVINCE, "generic": True,
        "source": "12/QĐ-UBND", "mark": Mark.TEXT,
    }  # fmt: skip
    return RegisterEntry(agency=Agency.model_validate(agency | said))


def ending(old: str, new: str) -> RegisterEntry:
    step = Succession(
        old=old,
        new=new,
        since=date(2026, 5, 1),
        relation=Relation.MERGED,
        source="12/QĐ-UBND",
        mark=Mark.TEXT,
    )
    return RegisterEntry(succession=step)


def test_a_row_is_appended_once_and_read_with_the_register(store: Store) -> None:
    assert store.ledger.put_agencies([office()], who="An", why="quyết định 12", now=MAY) == 1
    assert store.ledger.put_agencies([office()], who="An", why="quyết định 12", now=JUNE) == 0
    (entry,) = store.ledger.agencies()
    assert (entry.who, entry.why, entry.recorded) == ("An", "quyết định 12", MAY)
    found = resolve("Sở KINH TẾ BIỂN tỉnh Cà Mau", DAY, register=store.ledger.register())
    assert found.key == "so-kinh-te-bien@tinh-ca-mau"


def test_what_was_not_known_then_is_not_in_the_register_of_then(store: Store) -> None:
    store.ledger.put_agencies([office()], who="An", why="12", now=JUNE)
    assert "so-kinh-te-bien" not in store.ledger.register(MAY)
    assert "so-kinh-te-bien" in store.ledger.register(JUNE)


def test_a_row_that_points_at_nothing_is_refused_and_nothing_is_stored(store: Store) -> None:
    with pytest.raises(RegisterBroken, match="so-tren-troi"):
        store.ledger.put_agencies(
            [office(), ending("so-xay-dung", "so-tren-troi")], who="An", why="12", now=MAY
        )
    assert store.ledger.agencies() == ()


def test_a_succession_that_leads_back_is_refused(store: Store) -> None:
    told = [office(), ending("so-xay-dung", "so-kinh-te-bien"), ending("so-kinh-te-bien", "so-xay-dung")]
    with pytest.raises(RegisterBroken, match="đi vòng"):
        store.ledger.put_agencies(told, who="An", why="12", now=MAY)


def test_an_agency_that_ends_before_it_begins_is_refused(store: Store) -> None:
    wrong = office(valid_from=date(2026, 5, 1), valid_to=date(2026, 4, 1))
    with pytest.raises(RegisterBroken, match="trước ngày đầu"):
        store.ledger.put_agencies([wrong], who="An", why="12", now=MAY)
