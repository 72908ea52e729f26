"""Findings are stored once for the same inputs, and read back as they were."""

from catalogue.findings import Evidence, Finding, FindingKind
from catalogue.store.store import Store
from tests.build import NOW

ASKED = Evidence(procedure="1.000001", procedure_name="Cấp phép", quote="Bản sao căn cước")


def finding(
    subject: str = "can-cuoc", weight: float = 1.0, kind: FindingKind = FindingKind.DUPLICATE
) -> Finding:
    return Finding(kind=kind, subject=subject, title="Căn cước", weight=weight, evidence=(ASKED,))


def test_findings_come_back_weightiest_first(store: Store) -> None:
    told = (finding("a", 1), finding("b", 3), finding("c", 2, FindingKind.ONCE_ONLY))
    assert store.put_findings(told, analysis="duplicates", inputs="s1", now=NOW) == 3
    assert store.findings() == (told[1], told[2], told[0])
    assert store.findings(kind=FindingKind.ONCE_ONLY) == (told[2],)
    assert store.findings(limit=1) == (told[1],)


def test_the_same_inputs_again_store_nothing_new(store: Store) -> None:
    told = (finding(),)
    store.put_findings(told, analysis="duplicates", inputs="s1", now=NOW)
    assert store.put_findings(told, analysis="duplicates", inputs="s1", now=NOW) == 0
    assert store.findings() == told


def test_the_last_analysis_of_each_name_is_read(store: Store) -> None:
    store.put_findings([finding("a")], analysis="duplicates", inputs="s1", now=NOW)
    store.put_findings([finding("b")], analysis="once-only", inputs="s1", now=NOW)
    assert store.put_findings([finding("c")], analysis="duplicates", inputs="s2", now=NOW) == 1
    assert {one.subject for one in store.findings()} == {"b", "c"}
    assert [one.subject for one in store.findings(analysis="duplicates", inputs="s1")] == ["a"]


def test_an_analysis_that_sees_nothing_is_remembered(store: Store) -> None:
    store.put_findings([finding()], analysis="duplicates", inputs="s1", now=NOW)
    store.put_findings([], analysis="duplicates", inputs="s2", now=NOW)
    assert store.findings(analysis="duplicates") == ()
