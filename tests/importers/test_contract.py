"""Every source passes through its fixtures: fixtures/<importer>/<case>/source.* and expected.json.

`pytest --update-golden` writes expected.json and that run fails: read what was written against
the source, line by line, and run again. A broken case expects the issue code of the refusal.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog, issue_codes
from catalogue.measures import Measure
from catalogue.records import Procedure
from importers.base import Importer, SourceFile, Told, agencies_of, measures_of, procedures_of
from importers.registry import discover

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
IMPORTERS = discover()


def _cases(importer: Importer) -> list[Path]:
    return sorted(path.parent for path in (FIXTURES / importer.name).glob("*/source.*"))


CASES = [(importer, case) for importer in IMPORTERS for case in _cases(importer)]
each_case = pytest.mark.parametrize(
    ("importer", "case"), CASES, ids=[f"{importer.name}/{case.name}" for importer, case in CASES]
)
each_importer = pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)


def _file(case: Path) -> SourceFile:
    (path,) = case.glob("source.*")
    return SourceFile.open(path)


def _read_all(importer: Importer, case: Path) -> tuple[list[Told], IssueLog]:
    issues = IssueLog()
    return list(importer.extract(_file(case), issues)), issues


def _read(importer: Importer, case: Path) -> tuple[tuple[Procedure, ...], IssueLog]:
    told, issues = _read_all(importer, case)
    return procedures_of(told), issues


def _is_broken(case: Path) -> bool:
    expected = case / "expected.json"
    return expected.exists() and "error" in json.loads(expected.read_text("utf-8"))


def _told(importer: Importer, case: Path) -> dict[str, Any]:
    """What a golden file holds: records without the hash of the file, and the issues."""
    try:
        told, issues = _read_all(importer, case)
    except UnreadableFile as error:
        return {"error": error.code, "message": error.message, "hint": error.hint}
    plain = [record.model_dump(mode="json", exclude_defaults=True) for record in told]
    rows = {"agencies": plain} if agencies_of(told) else {}
    plain = [] if rows else plain
    for record in plain:
        record["source"] = {"place": record["source"].get("place", {})}
    cut = len(procedures_of(told))
    measures = {"measures": plain[cut:]} if cut < len(plain) else {}
    return {
        "records": plain[:cut],
        **measures,
        **rows,
        "issues": [
            issue.model_dump(mode="json", exclude_none=True, exclude_defaults=True) for issue in issues
        ],
    }


@each_case
def test_a_fixture_gives_its_golden_records(
    importer: Importer, case: Path, request: pytest.FixtureRequest
) -> None:
    golden, told = case / "expected.json", _told(importer, case)
    if request.config.getoption("--update-golden"):
        written = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        if not golden.exists() or golden.read_text("utf-8") != written:
            golden.write_text(written, "utf-8")
            pytest.fail(f"wrote {golden}; read it against the source and run again")
    assert golden.exists(), "run pytest --update-golden, and read what it writes"
    assert told == json.loads(golden.read_text("utf-8"))


@each_importer
def test_an_importer_has_an_ordinary_an_odd_and_a_broken_case(importer: Importer) -> None:
    cases = _cases(importer)
    broken = [case for case in cases if _is_broken(case)]
    assert broken
    assert len(cases) - len(broken) >= 2


@each_case
def test_only_its_own_importer_recognises_a_fixture(importer: Importer, case: Path) -> None:
    file = _file(case)
    assert [other.name for other in IMPORTERS if other.recognise(file)] == [importer.name]


@each_case
def test_every_record_says_who_it_is_and_where_it_was_read(importer: Importer, case: Path) -> None:
    if _is_broken(case):
        return
    file = _file(case)
    for record in _read(importer, case)[0]:
        assert record.key
        assert (record.source.file, record.source.sha256) == (file.name, file.sha256)
        assert record.source.importer == importer.name
        assert str(record.source.place)
        parts = (*record.steps, *record.channels, *record.components, *record.outcomes, *record.legal_bases)
        assert all(str(part.place) for part in parts)


@each_case
def test_reading_twice_tells_the_same(importer: Importer, case: Path) -> None:
    assert _told(importer, case) == _told(importer, case)


@each_case
def test_records_survive_their_json(importer: Importer, case: Path) -> None:
    if _is_broken(case):
        return
    for record in _read(importer, case)[0]:
        assert Procedure.model_validate_json(record.model_dump_json()) == record


@each_case
def test_a_measure_says_what_it_acts_on_and_where_it_was_read(importer: Importer, case: Path) -> None:
    if _is_broken(case):
        return
    file, told = _file(case), _read_all(importer, case)[0]
    measures = measures_of(told)
    assert told == [*procedures_of(told), *measures, *agencies_of(told)]  # procedures first
    assert len({measure.key for measure in measures}) == len(measures)
    for measure in measures:
        assert measure.source is not None
        assert (measure.source.sha256, measure.source.importer) == (file.sha256, importer.name)
        assert str(measure.source.place)
        assert measure.instrument
        assert Measure.model_validate_json(measure.model_dump_json()) == measure


@each_case
def test_a_record_names_the_codes_of_its_issues(importer: Importer, case: Path) -> None:
    if _is_broken(case):
        return
    records, issues = _read(importer, case)
    for record in records:
        assert set(record.issues) <= set(issue_codes())
        assert set(record.issues) == set(issues.codes_of(record.key))


@each_importer
def test_an_importer_introduces_itself(importer: Importer) -> None:
    assert importer.title
    assert importer.formats
    assert importer.version >= 1


@each_importer
def test_recognising_never_raises(importer: Importer) -> None:
    for data in (b"", b"{", b"PK\x03\x04", b"\xff\xfe\x00", b"[" * 5000, b"<a/>"):
        assert importer.recognise(SourceFile("x.bin", data)) in (True, False)
