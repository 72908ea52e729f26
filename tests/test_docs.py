"""The documentation says what the code does."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue import records
from catalogue.issues import issue_codes

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "fixtures" / "README.md"])


def test_written_pages_repeat_the_code() -> None:
    command = [sys.executable, str(ROOT / "docs" / "reference.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_issue_code_used_in_the_code_is_in_the_list() -> None:
    used = set()
    for room in ("catalogue", "importers", "analysis", "publishing", "dongian"):
        for path in (ROOT / room).rglob("*.py"):
            used |= set(re.findall(r"\.add\(\s*\"([a-z]+(?:-[a-z]+)+)\"", path.read_text("utf-8")))
    assert used
    assert used <= set(issue_codes())


def test_the_glossary_has_every_record_and_value() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    classes = [
        thing
        for _, thing in inspect.getmembers(records, inspect.isclass)
        if thing.__module__ == records.__name__ and thing is not records.Record
    ]
    missing = [thing.__name__ for thing in classes if f"`{thing.__name__}`" not in glossary]
    missing += [name for name in records.Procedure.model_fields if f"`{name}`" not in glossary]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_shown_in_the_pages_exist(page: Path) -> None:
    from dongian.cli import COMMANDS

    command = re.compile(r"(?:^\s+|`|\$ )(?:\.venv/bin/)?dongian ([a-z][a-z0-9-]+)", re.MULTILINE)
    shown = set(command.findall(page.read_text("utf-8")))
    assert shown <= set(COMMANDS)
