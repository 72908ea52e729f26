"""Papers that 66.7/2025/NQ-CP replaces by data, found in the dossiers of the procedures it lists.

The labels were written before the finding was run; `data/published_667.toml` says which text each dossier was
written after. Its rows are worded by us, not copied: they ask for the same papers, in the same number and
order. A pair is found where its row has the register that the resolution names, not merely the dossier.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.documents.read import read_snapshot
from analysis.once_only import find_once_only
from analysis.registers import rule
from catalogue.findings import Verdict
from catalogue.records import Case, Component, Coverage, Procedure
from catalogue.snapshot import Snapshot
from tests.analysis.build import DAY, SOURCE

TEXTS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "published_667.toml").read_text(encoding="utf-8")
)["text"]
PROCEDURES = 68
PAIRS = 69
"""One procedure loses two papers, to two registers."""
ISSUE_FLOOR = 0.95
WRONG = 0.05
"""So many flagged rows may be wrong."""


def procedures() -> Iterator[Procedure]:
    for text in TEXTS:
        rows = tuple(Component(text=row) for row in text["rows"])
        for told in text["procedures"]:
            yield Procedure(
                code=told["code"],
                name=told["name"],
                coverage=Coverage.FULL,
                source=SOURCE,
                applicants=("Tổ chức",),
                cases=(Case(components=rows),),
            )


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return Snapshot.of(DAY, tuple(procedures()))


@pytest.fixture(scope="module")
def flagged(snapshot: Snapshot) -> dict[str, set[str | None]]:
    """Registers found, by procedure and row ("1.000299#1")."""
    found: dict[str, set[str | None]] = {}
    for finding in find_once_only(snapshot, read_snapshot(snapshot)):
        if finding.verdict is not Verdict.ASK:
            found.setdefault(finding.subject, set()).add(finding.register_name)
    return found


def pairs(*sources: str) -> list[tuple[str, str]]:
    """Row and register of every pair in texts of these sources."""
    return [
        (f"{told['code']}#{one['row']}", one["register"])
        for text in TEXTS
        if text["source"] in sources
        for told in text["procedures"]
        for one in text["replaced"]
    ]


def share(flagged: dict[str, set[str | None]], wanted: list[tuple[str, str]]) -> float:
    return sum(register in flagged.get(row, set()) for row, register in wanted) / len(wanted)


def test_the_labels_cover_the_extract_once():
    codes = [told["code"] for text in TEXTS for told in text["procedures"]]
    assert len(codes) == len(set(codes)) == PROCEDURES
    assert len(pairs("published", "recalled")) == PAIRS
    assert all(one["row"] < len(text["rows"]) for text in TEXTS for one in text["replaced"])


def test_the_day_lies_inside_the_resolution():
    assert rule().since <= DAY <= rule().until


def test_pairs_of_published_texts_are_found(flagged):
    assert share(flagged, pairs("published")) >= ISSUE_FLOOR


def test_pairs_of_all_texts_are_found(flagged):
    assert share(flagged, pairs("published", "recalled")) >= ISSUE_FLOOR


def test_few_flags_elsewhere_are_wrong(flagged):
    right = {
        f"{told['code']}#{number}"
        for text in TEXTS
        for told in text["procedures"]
        for number in (*(one["row"] for one in text["replaced"]), *text.get("held", ()))
    }
    wrong = flagged.keys() - right
    assert len(wrong) <= WRONG * len(flagged), sorted(wrong)
