"""The feed of changes as Atom: what RFC 4287 asks of a feed and of an entry."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from catalogue.store.changes import Feed
from catalogue.store.store import Store
from publishing.exports.atom import ATOM, write_atom
from publishing.exports.stamp import Stamp
from publishing.site.addresses import decision_address, procedure_address
from tests.build import NOW, day, procedure, reading

STAMP = Stamp(day("2026-07-01"), NOW, "0" * 16, "0.1.0")
NAMES = {"a": ATOM}


@pytest.fixture
def filled(store: Store) -> Store:
    first = procedure(name="Cũ <&> \x07", number="5/QĐ-BTP", effective="2026-02-01", change="new")
    second = procedure("1.000002", change="repealed", number="5/QĐ-BTP", effective="2026-02-01")
    store.put_file(reading(first, second), run=store.begin_run(now=NOW), now=NOW)
    later = NOW + timedelta(days=1)
    store.put_file(reading(procedure("1.000003"), name="b.json"), run=store.begin_run(now=later), now=later)
    return store


def feed(store: Store, target: Path, **said: object) -> "etree._Element":
    write_atom(target, list(Feed(store.engine).since()), STAMP, **said)
    return etree.fromstring(target.read_bytes())


def test_a_feed_has_what_the_standard_asks_for(filled: Store, tmp_path: Path) -> None:
    root = feed(filled, tmp_path / "feed.xml")
    assert root.tag == f"{{{ATOM}}}feed"
    for name in ("id", "title", "updated", "author/a:name"):
        assert len(root.findall(f"a:{name}", NAMES)) == 1, name
    entries = root.findall("a:entry", NAMES)
    ids = [one.findtext("a:id", namespaces=NAMES) for one in entries]
    assert len(ids) == len(set(ids)) == 4  # three procedures, one decision
    for one in entries:
        for name in ("id", "title", "updated", "content"):
            assert len(one.findall(f"a:{name}", NAMES)) == 1, name
        moment = one.findtext("a:updated", namespaces=NAMES) or ""
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment)
        assert datetime.fromisoformat(moment)


def test_the_latest_comes_first_and_a_decision_before_what_it_does(filled: Store, tmp_path: Path) -> None:
    root = feed(filled, tmp_path / "feed.xml")
    titles = [one.findtext("a:title", namespaces=NAMES) or "" for one in root.findall("a:entry", NAMES)]
    assert titles[0].startswith("1.000003 ")
    assert titles[1] == "Quyết định 5/QĐ-BTP: 2 thủ tục hành chính"
    assert titles[2].startswith("1.000002 ")
    assert titles[2].endswith(": bị bãi bỏ")
    assert "Cũ <&>" in titles[3]


def test_ids_stay_when_more_is_recorded(filled: Store, tmp_path: Path) -> None:
    def ids() -> set[str]:
        root = feed(filled, tmp_path / "feed.xml")
        return {one.findtext("a:id", namespaces=NAMES) or "" for one in root.findall("a:entry", NAMES)}

    before = ids()
    later = NOW + timedelta(days=2)
    run = filled.begin_run(now=later)
    filled.put_file(reading(procedure("1.000004"), name="c.json"), run=run, now=later)
    assert before < ids()


def test_links_lead_to_the_site(filled: Store, tmp_path: Path) -> None:
    root = feed(filled, tmp_path / "feed.xml", base="https://example.org/tthc/")
    links = [one.get("href") for one in root.findall("a:entry/a:link", NAMES)]
    assert f"https://example.org/tthc/{procedure_address('1.000003')}" in links
    assert f"https://example.org/tthc/{decision_address('5/QĐ-BTP')}" in links


def test_a_limit_keeps_the_latest(filled: Store, tmp_path: Path) -> None:
    root = feed(filled, tmp_path / "feed.xml", limit=1)
    assert len(root.findall("a:entry", NAMES)) == 1


def test_an_empty_catalogue_has_a_valid_feed(store: Store, tmp_path: Path) -> None:
    root = feed(store, tmp_path / "feed.xml")
    assert root.findall("a:entry", NAMES) == []
    assert root.findtext("a:updated", namespaces=NAMES) == STAMP.moment
