"""Decisions written from memory of their layouts, with their truths, before the importer first read them.

`blind/NAME.json` holds the opening, the blocks of the body in order, and what the decision says, by the
rules of the decisions kit; fields that a truth leaves out are not stated. `blind/NAME.pdf` stands in for the
blocks where the decision was printed.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from catalogue.issues import IssueLog, Severity
from importers.base import SourceFile
from importers.sources.decision import read, recognise
from tests.importers.build_docx import (
    NAMESPACES,
    Block,
    Cell,
    Content,
    Xml,
    cell,
    docx,
    opening,
    p,
    run,
    table,
)
from tests.importers.kit_score import Score, score_reading

BLIND = sorted((Path(__file__).parent / "blind").glob("*.json"))


def a_run(told: Any) -> str | Xml:
    """Words, words with properties, or XML."""
    if isinstance(told, str):
        return told
    return Xml(told["xml"]) if "xml" in told else run(told["run"], properties=told["properties"])


def a_cell(told: Any) -> Content | Cell:
    """Text, or a cell with spans."""
    if isinstance(told, str):
        return told
    return cell(told["text"], span=told.get("span", 1), down=told.get("down", ""))


def a_block(told: Any) -> Block:
    """A line, a paragraph of runs, a table, or XML."""
    if isinstance(told, str):
        return told
    if "table" in told:
        return table(*([a_cell(one) for one in row] for row in told["table"]))
    if "paragraph" in told:
        return p(*map(a_run, told["paragraph"]))
    return Xml(told["xml"])


def document(told: dict[str, Any]) -> bytes:
    """The decision as a Word document."""
    head = dict(told["opening"])
    title, articles = head.pop("title"), head.pop("articles")
    parts = {"footnotes": footnotes(told["footnotes"])} if "footnotes" in told else {}
    return docx([*opening(title, *articles, **head), *map(a_block, told["body"])], **parts)


def footnotes(told: dict[str, str]) -> str:
    """The part of the notes, by their numbers."""
    notes = (
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for number, text in told.items()
    )
    return f"<w:footnotes {NAMESPACES}>{''.join(notes)}</w:footnotes>"


@pytest.mark.parametrize("path", BLIND, ids=lambda path: path.stem)
def test_a_decision_from_memory_is_read_as_it_was_meant(path: Path) -> None:
    told = json.loads(path.read_text("utf-8"))
    drawn = path.with_suffix(".pdf")
    file = SourceFile("tep", drawn.read_bytes() if drawn.exists() else document(told))
    assert recognise(file)
    issues, score = IssueLog(), Score()
    reading = read(file, issues)
    score_reading(reading, told["truth"], score, path.stem)
    assert score.total() == 1, dict(score.differences)
    assert reading.coverage is not None
    assert reading.coverage.share == 1
    assert issues.counts()[Severity.ERROR] == 0
