"""Figures that people enter: dated, appended, and laid over the figures that ship.

Here: one entry, when two entries speak of the same days, what a figure is with its entries.
Not here: the model of a value (parameters.py), storing (store/parameters.py), reading tables
of figures (importers/figures.py).
"""

from collections.abc import Iterable
from datetime import timedelta

from catalogue.errors import CatalogueError
from catalogue.parameters import DatedValue, Parameter
from catalogue.records import Filled, Record, Source

ONE_DAY = timedelta(days=1)


class DatesOverlap(CatalogueError):
    """Two figures of one scope for one day; nothing is stored."""


class ParameterEntry(Record):
    """One figure entered for one parameter; the last entry of a scope and first day holds."""

    name: Filled
    value: DatedValue
    place: Source | None = None
    """Where it was read; None: typed in."""

    @property
    def series(self) -> str:
        """Name and scope: entries of one series may not speak of the same day."""
        scope = ",".join(f"{d}={v}" for d, v in sorted(self.value.scope.items()))
        return f"{self.name}[{scope}]"

    @property
    def key(self) -> str:
        """An entry of the same key corrects this one."""
        return f"{self.series}@{self.value.since or ''}"


def refuse_overlaps(entries: Iterable[ParameterEntry]) -> None:
    """Check that no two of the entries that hold speak of one day.

    Raises:
        DatesOverlap: they do; says which, and how to end the earlier one.
    """
    by_series: dict[str, list[ParameterEntry]] = {}
    for entry in entries:
        others = by_series.setdefault(entry.series, [])
        clash = next((o for o in others if o.value.clashes(entry.value)), None)
        if clash is not None:
            raise DatesOverlap(
                f"{entry.series}: khoảng {_dates(clash.value)} và {_dates(entry.value)} chồng lên nhau.",
                hint="Ghi ngày kết thúc cho số cũ (--until), hoặc thêm --end-previous để tự kết thúc số cũ.",
                at=_where(entry),
            )
        others.append(entry)


def end_previous(entry: ParameterEntry, existing: Iterable[ParameterEntry]) -> ParameterEntry | None:
    """The open figure of the same series, ended the day before this one begins; None: there is none."""
    since = entry.value.since
    for other in existing:
        begins = other.value.since
        if since is None or begins is None or other.series != entry.series or begins >= since:
            continue
        if other.value.until is None or other.value.until >= since:
            return other.model_copy(
                update={"value": other.value.model_copy(update={"until": since - ONE_DAY})}
            )
    return None


def overlay(parameter: Parameter, entries: Iterable[ParameterEntry]) -> Parameter:
    """A parameter with what was entered: on the days and scopes of an entry it stands before what ships."""
    entered = [entry.value for entry in entries if entry.name == parameter.name]
    if not entered:
        return parameter
    shipped = list(parameter.values)
    for value in entered:
        shipped = [piece for old in shipped for piece in _without(old, value)]
    return Parameter.model_validate(
        {
            "name": parameter.name,
            "vi": parameter.vi,
            "en": parameter.en,
            "unit": parameter.unit,
            "awaits": parameter.awaits,
            "values": (*entered, *shipped),
        }
    )  # fmt: skip


def _without(old: DatedValue, new: DatedValue) -> list[DatedValue]:
    if not old.clashes(new):
        return [old]
    pieces = []
    if new.since is not None and (old.since is None or old.since < new.since):
        pieces.append(old.model_copy(update={"until": new.since - ONE_DAY}))
    if new.until is not None and (old.until is None or old.until > new.until):
        pieces.append(old.model_copy(update={"since": new.until + ONE_DAY, "undated": None}))
    return pieces


def _dates(value: DatedValue) -> str:
    return f"{value.since or '…'} – {value.until or '…'} ({value.source})"


def _where(entry: ParameterEntry) -> str | None:
    return None if entry.place is None else f"{entry.place.file}, {entry.place.place}"
