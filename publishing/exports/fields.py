"""Which fields of a record a format carries, told by one table per format (lookups/carried.toml).

Here: the fields of the canonical record as paths, and what a format leaves out. Not here: writing any
format. What is not in the table of a format is not carried: the list is derived, never typed.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from pydantic import BaseModel

from catalogue.records import NOT_CONTENT, Procedure, Record

FORMATS = ("jsonl", "csv", "parquet", "xlsx", "list", "exchange", "cpsv", "docx")
"""Formats that can be read back."""


@dataclass(frozen=True)
class Carried:
    """One field of the record in one format."""

    path: str
    """As in `channels.fees.amount`; rows of lists are not numbered."""
    at: str | None
    """Where it stands in the format; None: it has no place there."""
    limit: str | None = None
    """What of it does not survive, in Vietnamese; None: all of it does."""

    @property
    def whole(self) -> bool:
        """Written and read back as it was."""
        return self.at is not None and self.limit is None


@cache
def paths() -> tuple[str, ...]:
    """Every field of the record that is content, to the last leaf, in the order of the record."""
    return tuple(_leaves(Procedure, ""))


def _leaves(model: type[BaseModel], before: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name in NOT_CONTENT:
            continue
        inner = _record_in(field.annotation)
        if inner is None:
            yield before + name
        else:
            yield from _leaves(inner, f"{before}{name}.")


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _record_in(arg)) is not None), None)


@cache
def _tables() -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = tomllib.loads(
        files("publishing").joinpath("lookups/carried.toml").read_text("utf-8")
    )
    return told


@cache
def carried(name: str) -> tuple[Carried, ...]:
    """Every field of the record, and where a format has it; in the order of the record.

    Raises:
        LookupError: the table names a field that the record has not (a mistake of ours).
    """
    told: Mapping[str, Any] = _tables()[name]
    unknown = set(told) - set(paths()) - {"*"}
    if unknown:
        raise LookupError(f"carried.toml [{name}]: {', '.join(sorted(unknown))}")
    return tuple(_carried(path, told.get(path, told.get("*"))) for path in paths())


def _carried(path: str, said: Any) -> Carried:
    if said is None or isinstance(said, str):
        return Carried(path, said)
    return Carried(path, said["at"], said["limit"])


def lost(name: str) -> tuple[Carried, ...]:
    """The fields that do not survive a format, wholly or in part."""
    return tuple(one for one in carried(name) if not one.whole)


def explains(name: str, path: str) -> bool:
    """Whether the table of a format says that a value at a path of a difference may not survive.

    `path` is that of catalogue/diff.py, with the numbers or names of rows.

    >>> explains("exchange", 'cases["Nộp"].components[2].notes')
    True
    >>> explains("jsonl", "name")
    False
    """
    plain = plain_path(path)
    return any(
        one.path == plain or one.path.startswith(f"{plain}.") or plain.startswith(f"{one.path}.")
        for one in lost(name)
    )


def plain_path(path: str) -> str:
    """A path without the numbers and names of rows.

    >>> plain_path('cases["a.b"].components[2].notes')
    'cases.components.notes'
    """
    told, depth = [], 0
    for letter in path:
        depth += letter == "["
        if depth == 0:
            told.append(letter)
        depth -= letter == "]"
    return "".join(told)


def kept(name: str, record: Procedure) -> dict[str, Any]:
    """What a format carries whole: the record without the other fields; lists keep their rows.

    Equal before and after a round trip, also where fields beside it are lost.
    """
    whole = frozenset(one.path for one in carried(name) if one.whole)
    above = frozenset(path.rsplit(".", n)[0] for path in whole for n in range(1, path.count(".") + 1))

    def keep(value: Any, path: str) -> Any:
        if isinstance(value, dict):
            return {
                key: keep(inner, at)
                for key, inner in value.items()
                if (at := f"{path}.{key}" if path else key) in whole or at in above
            }
        return [keep(one, path) for one in value] if isinstance(value, list) else value

    told: dict[str, Any] = keep(record.model_dump(mode="json"), "")
    return told
