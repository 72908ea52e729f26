"""What people enter, through the store: each call is one transaction."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from catalogue.agencies import RegisterEntry
from catalogue.agencies_register import Register
from catalogue.baselines import Baseline
from catalogue.entered import ParameterEntry
from catalogue.measures import Measure
from catalogue.remembered_types import PlacedType, RememberedType
from catalogue.store import agencies, measures, parameters, targets, types
from catalogue.store.ledger import Entry

Transaction = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True)
class Ledger:
    """Figures, measures and baselines; nothing that is stored is changed."""

    reading: Transaction
    writing: Transaction

    def put_parameters(self, entries: Iterable[ParameterEntry], *, who: str, why: str, now: datetime) -> int:
        """Append figures, all or none; number appended. Raises DatesOverlap, Unsigned."""
        with self.writing() as connection:
            return parameters.put(connection, entries, who=who, why=why, now=now)

    def parameters(self, known: datetime | None = None) -> tuple[Entry[ParameterEntry], ...]:
        """The figures entered, as known at a moment; old results are computed with old figures."""
        with self.reading() as connection:
            return parameters.read(connection, known)

    def put_measures(self, found: Iterable[Measure], *, who: str, why: str, now: datetime) -> int:
        """Append measures; number appended, unchanged ones left out. Raises Unsigned."""
        with self.writing() as connection:
            return measures.put(connection, found, who=who, why=why, now=now)

    def measures(self, known: datetime | None = None) -> tuple[Entry[Measure], ...]:
        """The last entry of every measure, as known at a moment."""
        with self.reading() as connection:
            return measures.read(connection, known)

    def measure_history(self, key: str, known: datetime | None = None) -> tuple[Entry[Measure], ...]:
        """Every entry of one measure until a moment, the oldest first."""
        with self.reading() as connection:
            return measures.history(connection, key, known)

    def freeze(self, baseline: Baseline, *, who: str, why: str, now: datetime) -> int:
        """Freeze a baseline under its name. Raises AlreadyFrozen, Unsigned."""
        with self.writing() as connection:
            return targets.put(connection, baseline, who=who, why=why, now=now)

    def baselines(self, known: datetime | None = None) -> tuple[Entry[Baseline], ...]:
        """All baselines, by name, as known at a moment."""
        with self.reading() as connection:
            return targets.read(connection, known)

    def baseline(self, name: str, known: datetime | None = None) -> Entry[Baseline]:
        """One baseline. Raises NotFound."""
        with self.reading() as connection:
            return targets.find(connection, name, known)

    def put_agencies(self, entries: Iterable[RegisterEntry], *, who: str, why: str, now: datetime) -> int:
        """Append rows to the register of agencies; number appended. Raises RegisterBroken, Unsigned."""
        with self.writing() as connection:
            return agencies.put(connection, entries, who=who, why=why, now=now)

    def agencies(self, known: datetime | None = None) -> tuple[Entry[RegisterEntry], ...]:
        """Rows added to the register of agencies, as known at a moment."""
        with self.reading() as connection:
            return agencies.read(connection, known)

    def register(self, known: datetime | None = None) -> Register:
        """The register of agencies that ships with what was added to it, as known at a moment."""
        with self.reading() as connection:
            return agencies.register(connection, known)

    def types(self, known: datetime | None = None) -> dict[str, RememberedType]:
        """Document types with their last placing, as known at a moment, in the order they were first seen."""
        with self.reading() as connection:
            return types.read(connection, known)

    def type_history(self, type_: str, known: datetime | None = None) -> tuple[RememberedType, ...]:
        """Every placing of one document type until a moment, the first first."""
        with self.reading() as connection:
            return types.history(connection, type_, known)

    def remember_types(self, placings: Iterable[PlacedType], *, now: datetime) -> int:
        """Append placings that say something new; a remembered seat stands. Number appended."""
        placings = tuple(placings)
        if not placings:
            return 0
        with self.writing() as connection:
            return types.remember(connection, placings, now=now)
