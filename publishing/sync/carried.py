"""What an export has a place for: the fields that any of its records states, down to those of a row.

A saved page has no codes of components and no kind of a fee; that the catalogue has them is no drift.
"""

from collections.abc import Iterable
from typing import Any

from catalogue.records import Procedure, Record


def stated_paths(records: Iterable[Procedure]) -> frozenset[str]:
    """Paths such as `cases.components.code` that some record fills."""
    found: set[str] = set()
    for record in records:
        _collect(record, "", found)
    return frozenset(found)


def _collect(value: Any, path: str, found: set[str]) -> None:
    if isinstance(value, Record):
        for name in type(value).model_fields:
            _collect(getattr(value, name), f"{path}.{name}" if path else name, found)
    elif isinstance(value, tuple):
        for one in value:
            _collect(one, path, found)
    elif value not in (None, ""):
        found.add(path)


def only(record: Procedure, paths: frozenset[str]) -> Procedure:
    """The record without the values that lie on other paths; what must be filled stays."""
    kept: Procedure = _only(record, "", paths)
    return kept


def _only(value: Any, path: str, paths: frozenset[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_only(one, path, paths) for one in value)
    if not isinstance(value, Record):
        return value
    changed = {}
    for name, field in type(value).model_fields.items():
        at = f"{path}.{name}" if path else name
        inner = getattr(value, name)
        if at in paths or any(other.startswith(f"{at}.") for other in paths):
            changed[name] = _only(inner, at, paths)
        elif not field.is_required():
            changed[name] = field.get_default(call_default_factory=True)
    return value.model_copy(update=changed)
