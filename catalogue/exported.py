"""What our own exports say of themselves, so that they can be read back: names, header, spelling of cells.

Read by importers/sources/canonical.py and table_package.py, written by publishing/exports/.
"""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from catalogue.flat import Field, bared, guarded
from catalogue.template import from_cell, to_cell

MARK = "dongian"
"""First key of the first line of JSONL, and of what we add to a data package: "procedures"."""
PROCEDURES = "procedures"
PACKAGE = "datapackage.json"
"""Name of the descriptor of a table package (Frictionless Data)."""


def spelt(field: Field, value: Any) -> str:
    """A value as it stands in a cell of CSV; the inverse is `meant`.

    >>> about = Field("a", ("a",), "text", nullable=True, enum=None, about="")
    >>> spelt(about, None), spelt(about, ""), spelt(about, "=1+1")
    ('', '""', "'=1+1")
    """
    if value is None:
        return ""
    if field.kind == "text":
        return guarded(to_cell(str(value), empty=None if field.nullable else ""))
    if field.kind == "list":
        items = [str(one) for one in value]
        return json.dumps(items, ensure_ascii=False) if items or field.nullable else ""
    if field.kind == "number":
        return format(Decimal(repr(value)).normalize(), "f")
    return str(value)  # whole numbers, days


def meant(field: Field, cell: str) -> Any:
    """The value behind a cell of CSV.

    Raises:
        ValueError: the cell holds no value of the kind of its column.
    """
    if field.kind == "text":
        return from_cell(bared(cell), empty=None if field.nullable else "")
    if field.kind == "list":
        items: Sequence[Any] | None = json.loads(cell) if cell else None if field.nullable else []
        if items is not None and not (isinstance(items, list) and all(isinstance(i, str) for i in items)):
            raise ValueError(f"{cell!r} is no list of texts")
        return items
    if not cell:
        return None
    if field.kind == "whole":
        return int(cell)
    return float(cell) if field.kind == "number" else date.fromisoformat(cell)
