"""The canonical record as a portal's message: everything but places, source and issues."""

import json
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from catalogue.errors import UnreadableFile
from catalogue.records import Procedure, content

NOTHING: tuple[Any, ...] = (None, [], "")


def write(record: Procedure, code_suffix: str) -> bytes:  # noqa: ARG001 - the code is written as it is
    """One JSON object with the fields that are stated."""
    told = {
        name: value
        for name, value in content(record).items()
        if value not in NOTHING and name != "code_as_written"
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read(name: str, data: bytes) -> tuple[Procedure, ...]:
    """One record, or a list of records.

    Raises:
        UnreadableFile: no JSON, or not the canonical record.
    """
    source = {"file": name, "sha256": sha256(data).hexdigest(), "importer": "canonical"}
    try:
        told: Any = json.loads(data)
        rows = told if isinstance(told, list) else [told]
        found = tuple(Procedure.model_validate({**row, "source": source}) for row in rows)
        return tuple(record for record in found if record.key)  # a ValueError where it has none
    except (ValueError, TypeError, RecursionError) as error:
        at = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ""
        raise UnreadableFile(
            f"{name}: không phải bản ghi chuẩn ({type(error).__name__} {at}).",
            hint="Cổng phải trả lại đúng JSON đã nhận; xem docs/schema/procedure-1.schema.json.",
        ) from error
