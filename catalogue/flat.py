"""The canonical record as flat tables, one for each list of rows: for CSV packages, in both directions.

Here: which tables and columns there are (derived from the record, so that none is forgotten), records to
rows and back. A row is named by its procedure and its number within the list above it, from 1.
Not here: how a value stands in a cell (cells below), files (publishing/exports/, importers/sources/).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from catalogue.records import Place, Procedure, Record
from catalogue.schema import field_docs

KEY = "procedure"
"""First column of every table: code, foreign code or provisional id."""
Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Field:
    """One column: where its value stands in the record of a row."""

    name: str
    """As in the header: `time_limit_value`."""
    path: tuple[str, ...]
    kind: str
    """text · whole · number · date · list"""
    nullable: bool
    enum: tuple[str, ...] | None
    about: str
    """In the words of the record's documentation."""


@dataclass(frozen=True)
class FlatTable:
    """One table: the procedures, or one of the lists inside them."""

    name: str
    fields: tuple[Field, ...]
    path: tuple[str, ...] = ()
    """Names of the lists that lead to its rows; () for the procedures themselves."""
    numbers: tuple[str, ...] = ()
    """Columns that say which row this is: one for each list of the path."""
    model: type[BaseModel] = Procedure

    @property
    def headers(self) -> tuple[str, ...]:
        """All columns in their order."""
        return (KEY, *self.numbers, *(field.name for field in self.fields))

    @property
    def parent(self) -> str | None:
        """The table whose rows own these."""
        return None if not self.path else "procedures" if len(self.path) == 1 else self.path[-2]


SINGULAR = {"other_names": "other_name", "steps": "step", "channels": "channel", "fees": "fee",
            "cases": "case", "components": "component", "outcomes": "outcome",
            "legal_bases": "basis"}  # fmt: skip
"""Column that numbers the rows of a list."""


@cache
def flat_tables() -> tuple[FlatTable, ...]:
    """All tables, the procedures first, each list after what owns it."""
    return tuple(_tables(Procedure, "procedures", ()))


def _tables(model: type[BaseModel], name: str, path: tuple[str, ...]) -> Iterator[FlatTable]:
    inner = [(field, row) for field, info in model.model_fields.items() if (row := _row_of(info.annotation))]
    numbers = tuple(f"{SINGULAR[one]}_number" for one in path)
    yield FlatTable(name, tuple(_fields(model, (), nullable=False)), path, numbers, model)
    for field, row in inner:
        yield from _tables(row, field, (*path, field))


def _row_of(annotation: Any) -> type[BaseModel] | None:
    """The record in a list of records."""
    if get_origin(annotation) is tuple:
        first = get_args(annotation)[0]
        return first if isinstance(first, type) and issubclass(first, Record) else None
    return None


def _fields(model: type[BaseModel], before: tuple[str, ...], *, nullable: bool) -> Iterator[Field]:
    docs = field_docs(model)
    for name, info in model.model_fields.items():
        path = (*before, name)
        inner, optional = _bare(info.annotation)
        if inner is Place or _row_of(info.annotation) is not None:
            continue
        if isinstance(inner, type) and issubclass(inner, Record):
            yield from _fields(inner, path, nullable=nullable or optional)
            continue
        kind, enum = _kind(inner)
        about = docs.get(name, "")
        yield Field("_".join(path), path, kind, nullable or optional, enum, about)


def _bare(annotation: Any) -> tuple[Any, bool]:
    """A type without None and without what pydantic adds to it."""
    optional = NoneType in get_args(annotation)
    told = next((one for one in get_args(annotation) if one is not NoneType), None) if optional else None
    inner = told if told is not None else annotation
    while hasattr(inner, "__metadata__"):
        inner = get_args(inner)[0]
    return inner, optional


def _kind(inner: Any) -> tuple[str, tuple[str, ...] | None]:
    if get_origin(inner) is tuple:
        return "list", _kind(_bare(get_args(inner)[0])[0])[1]
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return "text", tuple(inner)
    return {str: "text", int: "whole", float: "number", date: "date"}[inner], None


# records to rows


def flat_rows(record: Procedure) -> Iterator[tuple[FlatTable, Row]]:
    """Every row of every table that a record makes, in the order of the tables."""
    for table in flat_tables():
        yield from ((table, row) for row in _rows_in(table, record, table.path, {KEY: record.key}))


def _rows_in(table: FlatTable, owner: Any, path: Sequence[str], named: Row) -> Iterator[Row]:
    if not path:
        yield named | {field.name: _at(owner, field.path) for field in table.fields}
        return
    column = f"{SINGULAR[path[0]]}_number"
    for number, row in enumerate(getattr(owner, path[0]), start=1):
        yield from _rows_in(table, row, path[1:], named | {column: number})


def _at(value: Any, path: Sequence[str]) -> Any:
    for name in path:
        if value is None:
            return None
        value = getattr(value, name)
    return value


# rows to records


def told_of(key: str, rows: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """What the rows of one procedure say, as the values of a canonical record; not yet checked.

    `rows`: by name of the table, in any order. A row whose owner is missing raises KeyError.
    """
    root: dict[str, Any] = {}
    lists: dict[tuple[Any, ...], dict[str, Any]] = {(): root}
    for table in flat_tables():
        found = rows.get(table.name, ())
        for row in sorted(found, key=lambda one: [one[column] for column in table.numbers]):
            said = _said(table, row)
            if not table.path:
                root.update(said)
                continue
            at = tuple(zip(table.path, (row[column] for column in table.numbers), strict=True))
            lists[at[:-1]].setdefault(table.path[-1], []).append(said)
            lists[at] = said
    if not root:
        raise KeyError(key)
    return root


def _said(table: FlatTable, row: Row) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for field in table.fields:
        value = row[field.name]
        if len(field.path) == 1:
            said[field.path[0]] = value
        elif value is not None:  # a record inside is there where any of its fields is
            inner = said
            for name in field.path[:-1]:
                inner = inner.setdefault(name, {})
            inner[field.path[-1]] = value
    return said


def whole_list(values: Iterable[object] | None) -> list[str] | None:
    """A list as plain words."""
    return None if values is None else [str(value) for value in values]


FORMULA = re.compile(r"'*\s*[=+\-@\t\r|%]")
"""What a spreadsheet could take for a formula, behind any number of apostrophes."""


def guarded(cell: str) -> str:
    """An apostrophe before what a spreadsheet could take for a formula; `bared` takes it away.

    >>> guarded("- Tờ khai"), guarded("1.000080"), bared(guarded("'=1"))
    ("'- Tờ khai", '1.000080', "'=1")
    """
    return f"'{cell}" if FORMULA.match(cell) else cell


def bared(cell: str) -> str:
    """The cell without the apostrophe of `guarded`."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
