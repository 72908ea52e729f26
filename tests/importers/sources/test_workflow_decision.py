"""A decision that approves internal workflows, against its truth; written before the importer was."""

import json
from pathlib import Path

from catalogue.issues import IssueLog
from importers.base import SourceFile
from importers.sources import decision
from importers.sources.workflow_decision import read, recognise

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "workflow-decision"
TRUTH = Path(__file__).with_name("tinh-gia-lai.truth.json")


def test_a_decision_from_memory_is_read_as_it_was_meant() -> None:
    file = SourceFile.open(FIXTURES / "hai-quy-trinh-html" / "source.html")
    assert recognise(file)
    assert not decision.recognise(file)
    truth, reading = json.loads(TRUTH.read_text("utf-8")), read(file, IssueLog())
    told = reading.decision.model_dump(mode="json")
    assert {name: told[name] for name in truth["decision"]} == truth["decision"]
    assert reading.coverage.share == 1
    for stated, said in zip(truth["procedures"], reading.procedures, strict=True):
        assert (said.code, said.name, said.sector) == (stated["code"], stated["name"], stated["sector"])
        assert [level.value for level in said.levels] == [stated["level"]]
        assert said.change is None
        for step, wanted in zip(said.steps, stated["steps"], strict=True):
            assert step.duration is not None
            assert (step.name, step.responsible, step.duration.text) == (
                wanted["name"],
                wanted["responsible"],
                wanted["duration"],
            )
            assert step.text.split("\n")[0] == wanted["text"]


def test_a_code_of_the_list_in_front_belongs_to_the_workflow_of_that_name() -> None:
    file = SourceFile.open(FIXTURES / "danh-muc-truoc-va-thieu-ma" / "source.docx")
    reading = read(file, IssueLog())
    assert [one.code for one in reading.procedures] == ["2.000674", None, "2.001624"]
