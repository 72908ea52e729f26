"""The published OpenCPS workbooks: services are read, templates and workflow say why they are not."""

from pathlib import Path

import pytest

from catalogue.issues import IssueLog
from catalogue.records import Procedure
from importers.base import SourceFile
from importers.registry import importer_for


def _read(path: Path) -> tuple[list[Procedure], list[str]]:
    issues = IssueLog()
    file = SourceFile.open(path)
    importer = importer_for(file)
    assert importer.name == "opencps"
    return list(importer.extract(file, issues)), [issue.code for issue in issues]


@pytest.mark.shared
def test_the_filled_sample_gives_four_procedures(shared: Path) -> None:
    records, _ = _read(shared / "data" / "opencps" / "opencps_masterdata_TT_mau.ods")
    assert [len(record.steps) for record in records] == [4, 3, 3, 3]
    assert [len(record.components) for record in records] == [6, 1, 1, 1]
    assert [len(record.outcomes) for record in records] == [5, 1, 1, 1]
    assert {channel.channel for record in records for channel in record.channels} == {"online", "post"}
    assert records[0].channels[0].fees[0].amount == "100000"


@pytest.mark.shared
@pytest.mark.parametrize("name", ["opencps_masterdata_format_v1.5.xlsx", "opencps_quytrinhxuly_v1.5.ods"])
def test_an_empty_template_and_the_internal_workflow_are_told(shared: Path, name: str) -> None:
    records, codes = _read(shared / "data" / "opencps" / name)
    assert records == []
    assert codes == ["workflow-not-read", "nothing-stated"]
