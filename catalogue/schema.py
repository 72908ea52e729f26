"""The canonical record as JSON Schema, versioned; published as docs/schema/procedure-1.schema.json.

`python -m catalogue.schema > docs/schema/procedure-1.schema.json` writes it anew.
"""

import ast
import inspect
import json
import sys
import textwrap
from functools import cache
from typing import Any

from pydantic import BaseModel

from catalogue import records
from catalogue.records import SCHEMA_VERSION, Procedure, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line of `dongian extract` and `dongian procedures export`.

    The docstring under each field is its description.
    """
    told = Procedure.model_json_schema(mode="serialization")
    models = {name: value for name, value in vars(records).items() if _is_record(value)}
    for name, model in models.items():
        part = told if name == "Procedure" else told["$defs"].get(name, {})
        for field, description in field_docs(model).items():
            if field in part.get("properties", {}):
                part["properties"][field]["description"] = description
    told.pop("title", None)
    return {
        "$schema": DIALECT,
        "$id": f"urn:dongian:procedure:{SCHEMA_VERSION}",
        "title": "Thủ tục hành chính",
        "version": SCHEMA_VERSION,
        **told,
    }


def _is_record(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Record) and value is not Record


@cache
def field_docs(model: type[BaseModel]) -> dict[str, str]:
    """The docstring under each field of a record, read from its source text."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    found: dict[str, str] = {}
    if not isinstance(tree, ast.ClassDef):
        return found
    for node, after in zip(tree.body, tree.body[1:], strict=False):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found[node.target.id] = " ".join(str(after.value.value).split())
    return found


def printed() -> str:
    """The schema as the text that is committed."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(printed())
