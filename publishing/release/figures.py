"""Every number of a report as one line each, so that two reports can be compared figure by figure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from publishing.report_input import ReportInput

NOT_FIGURES = frozenset({"lang", "made", "limits"})
WORKINGS = frozenset({"channels", "cases", "used", "evidence", "because", "issued_by"})
"""How a figure came about, below the figure itself: for findings it stands in findings.jsonl."""
NAMES = ("key", "procedure", "id", "name", "code")
"""Fields that name a row, so that a difference says what it is about."""


@dataclass(frozen=True)
class Difference:
    """One figure that is not what was published."""

    path: str
    published: str | None
    computed: str | None


def figures_of(given: ReportInput) -> dict[str, str]:
    """Path to value of everything that the report counts, with the words that name it."""
    found: dict[str, str] = {}
    for name in (field.name for field in fields(given) if field.name not in NOT_FIGURES):
        found |= dict(_flat(name, getattr(given, name)))
    return found


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    elif is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        for key in sorted((key for key in value if key not in WORKINGS), key=str):
            yield from _flat(f"{path}.{_text(key)}", value[key])
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value, start=1):
            yield from _flat(f"{path}[{_name(one, number)}]", one)
    elif isinstance(value, set | frozenset):
        yield from _flat(path, sorted(value, key=str))
    else:
        yield path, _text(value)


def _name(row: Any, number: int) -> str:
    """The row's number, with what it is about."""
    told = next((getattr(row, name) for name in NAMES if isinstance(getattr(row, name, None), str)), None)
    return str(number) if told is None or isinstance(row, str) else f"{number} {told}"


def _text(value: Any) -> str:
    """Exact: a fraction stays a fraction."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Fraction | Decimal | int | float | str) or value is None:
        return "" if value is None else str(value)
    raise TypeError(f"{type(value).__name__} is no figure")


def printed(found: Mapping[str, str]) -> bytes:
    """One line of JSON per figure, by path."""
    lines = (json.dumps([path, found[path]], ensure_ascii=False) for path in sorted(found))
    return ("\n".join(lines) + "\n").encode()


def read(data: bytes) -> dict[str, str]:
    """Figures out of their lines."""
    return dict(json.loads(line) for line in data.decode().splitlines())


def differences(published: Mapping[str, str], computed: Mapping[str, str]) -> tuple[Difference, ...]:
    """Figures that differ, by path."""
    return tuple(
        Difference(path, published.get(path), computed.get(path))
        for path in sorted(set(published) | set(computed))
        if published.get(path) != computed.get(path)
    )
