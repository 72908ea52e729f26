"""The direction between rooms, and who builds rows, read from the syntax tree."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "catalogue": set(),
    "importers": {"catalogue"},
    "analysis": {"catalogue"},
    "publishing": {"catalogue", "analysis"},
    "dongian": {"catalogue", "importers", "analysis", "publishing"},
}
FILES = sorted(path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_rooms_before_it(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    rooms = {name.partition(".")[0] for name in imported(path)} & set(MAY_IMPORT)
    assert rooms <= MAY_IMPORT[room] | {room}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_store_builds_rows(path: Path) -> None:
    inside = path.relative_to(ROOT).as_posix()
    if inside.startswith(("catalogue/store/", "catalogue/migrations/", "catalogue/models")) or inside in {
        "catalogue/database.py",
        "catalogue/search.py",
    }:
        return
    assert "catalogue.models" not in set(imported(path))


def test_readers_know_no_word_of_the_domain() -> None:
    for path in (ROOT / "importers" / "readers").glob("*.py"):
        names = set(imported(path))
        assert not any(name.startswith(("importers.sources", "importers.phrases")) for name in names), path


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    longest = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert not {path: lines for path, lines in longest.items() if lines > 400}


def test_nothing_prints_but_the_command_line() -> None:
    for path in FILES:
        if path.relative_to(ROOT).parts[0] == "dongian":
            continue
        calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        assert not any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls), path
