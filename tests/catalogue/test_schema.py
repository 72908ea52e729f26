"""The published JSON Schema is the one of the records, and records obey it."""

import json
from pathlib import Path

import jsonschema
import pytest

from catalogue.schema import printed, schema
from tests.build import case, channel, component, fee, listed, procedure

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "schema" / "procedure-1.schema.json"
WHOLE = procedure(
    cases=(case(component(), name="Cấp mới"),),
    channels=(channel("online", 5, "working_day", fee()),),
    signed="2025-01-01",
)


def test_the_published_schema_is_the_generated_one() -> None:
    assert PUBLISHED.read_text("utf-8") == printed(), "python -m catalogue.schema > " + PUBLISHED.name


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("record", [WHOLE, listed(), procedure(None, provisional_id="TAM-1")])
def test_records_obey_it(record: object) -> None:
    told = json.loads(record.model_dump_json())  # type: ignore[attr-defined]
    jsonschema.Draft202012Validator(schema()).validate(told)


@pytest.mark.parametrize(
    ("field", "value"), [("code", "1.1"), ("levels", ["ward"]), ("unknown", 1), ("name", None)]
)
def test_what_is_no_record_does_not(field: str, value: object) -> None:
    told = json.loads(WHOLE.model_dump_json()) | {field: value}
    assert not jsonschema.Draft202012Validator(schema()).is_valid(told)


def test_fields_carry_their_official_names() -> None:
    told = schema()
    assert told["properties"]["sector"]["description"].startswith("Lĩnh vực")
    assert told["$defs"]["Component"]["properties"]["copies"]["description"].startswith("Số bản sao")
