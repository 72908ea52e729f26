"""The shipped figures (analysis/defaults/*.toml) and their lookup by name, day and scope.

Here: loading, checking names, and remembering what was asked. Not here: the model of one
figure (catalogue/parameters.py), what figures mean for a cost (analysis/cost.py).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from catalogue.entered import ParameterEntry, overlay
from catalogue.errors import CatalogueError, ParameterNotFound
from catalogue.parameters import Parameter, Scope, Used

DEFAULTS = Path(__file__).parent / "defaults"
SHIPPED = ("income.toml", "times.toml", "money.toml", "shares.toml", "volumes.toml", "deadlines.toml")


class BadParameterFile(CatalogueError):
    """A file of parameters that cannot be trusted; nothing of it is used."""


@dataclass(frozen=True)
class Parameters:
    """All figures by name. A lookup says which value it gave, and why."""

    by_name: Mapping[str, Parameter]
    _known: dict[tuple[str, date, tuple[str | None, ...]], Used] = field(
        default_factory=dict, compare=False, repr=False
    )

    def on(self, name: str, day: date, scope: Scope | None = None) -> Used:
        """The value of a figure on a day, of the nearest scope.

        Raises:
            ParameterNotFound: no such figure, or none in force; says what to type.
        """
        parameter = self.by_name.get(name)
        if parameter is None:
            raise ParameterNotFound(
                f"Không có tham số {name}. Các tham số đã có: {', '.join(sorted(self.by_name))}.",
                hint=f"Thêm vào tệp tham số: [{name}] kèm vi, en, unit và [[{name}.value]]",
                at=name,
            )
        asked = scope or {}
        key = (name, day, tuple([asked.get(d) for d in parameter.dimensions]))
        if key not in self._known:
            self._known[key] = parameter.on(day, asked)
        return self._known[key]

    def __or__(self, other: "Parameters") -> "Parameters":
        """Those of `other` take the place of those of the same name."""
        return Parameters({**self.by_name, **other.by_name})

    def with_entries(self, entries: Iterable[ParameterEntry]) -> "Parameters":
        """The same with what people entered, which stands before what ships.

        Raises:
            ParameterNotFound: an entry is for a name that is not known.
        """
        by_name: dict[str, list[ParameterEntry]] = {}
        for entry in entries:
            by_name.setdefault(entry.name, []).append(entry)
        for name in by_name.keys() - self.by_name.keys():
            raise ParameterNotFound(f"Không có tham số {name}.", at=name)
        return self | Parameters({n: overlay(self.by_name[n], told) for n, told in by_name.items()})


def load(paths: Iterable[Path]) -> Parameters:
    """Parameters of TOML files.

    Raises:
        BadParameterFile: a value without unit, source, grade or dates; two values for one day;
            a name that stands in two files.
    """
    found: dict[str, Parameter] = {}
    for path in paths:
        for name, told in _read(path).items():
            if name in found:
                raise BadParameterFile(f"{path.name}: {name} đã có ở một tệp khác.", at=path.name)
            found[name] = _parameter(name, told, path)
    return Parameters(found)


@cache
def defaults() -> Parameters:
    """The shipped figures; most are placeholders until Vietnamese figures are entered."""
    return load(DEFAULTS / name for name in SHIPPED)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadParameterFile(f"{path.name}: không phải TOML đọc được: {error}", at=path.name) from error


def _parameter(name: str, told: Any, path: Path) -> Parameter:
    if not isinstance(told, dict):
        raise BadParameterFile(f"{path.name}: {name} phải là một bảng [{name}].", at=path.name)
    rest = {key: item for key, item in told.items() if key != "value"}
    try:
        return Parameter(name=name, values=tuple(told.get("value", ())), **rest)
    except (ValidationError, TypeError) as error:
        raise BadParameterFile(f"{path.name}, tham số {name}: {error}", at=path.name) from error
