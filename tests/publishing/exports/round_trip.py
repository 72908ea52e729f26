"""Reading our own exports back, and what a round trip may leave out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from catalogue.diff import diff
from catalogue.issues import IssueLog
from catalogue.records import Procedure
from importers.base import SourceFile, procedures_of
from importers.registry import importer_for
from publishing.exports.fields import explains, kept


def read_back(name: str, data: bytes, *, importer: str) -> tuple[Procedure, ...]:
    """The records of a file, by the importer that recognises it, which must be the one named."""
    file = SourceFile(name, data)
    found = importer_for(file)
    assert found.name == importer
    return procedures_of(found.extract(file, IssueLog()))


def unexplained(kind: str, before: Iterable[Procedure], after: Iterable[Procedure]) -> Iterator[str]:
    """What came back otherwise although the table of the format says that it is carried."""
    found = {record.key: record for record in after}
    for record in before:
        other = found.pop(record.key, None)
        if other is None:
            yield f"{record.key}: missing"
            continue
        yield from (
            f"{record.key}: {change}" for change in diff(record, other) if not explains(kind, change.path)
        )
        if kept(kind, record) != kept(kind, other):
            yield f"{record.key}: {kept(kind, record)} != {kept(kind, other)}"
    yield from (f"{key}: surplus" for key in found)


def fixture_records(fixtures: Path) -> list[Procedure]:
    """Every record of every fixture that is read without error, each key once, with a code."""
    found: dict[str, Procedure] = {}
    for path in sorted(fixtures.glob("*/*/*")):
        if path.name == "expected.json" or path.suffix in {".py", ".md"} or not path.is_file():
            continue
        file = SourceFile.open(path)
        try:
            importer = importer_for(file)
            records = procedures_of(importer.extract(file, IssueLog()))
        except Exception:  # noqa: BLE001, S112 a broken fixture is meant to raise
            continue
        for record in records:
            if record.name != record.key:  # a template of components alone names no procedure
                found.setdefault(record.key, record)
    return [found[key] for key in sorted(found)]
