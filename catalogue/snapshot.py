"""Everything in force on one day, frozen, with an id: what analysis is given.

Built by the store (catalogue/store/); here is only its shape.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from catalogue.records import Procedure, content_hash


@dataclass(frozen=True)
class Snapshot:
    """The catalogue on one day: one record per procedure, sorted by key."""

    day: date
    procedures: tuple[Procedure, ...]

    @classmethod
    def of(cls, day: date, procedures: Iterable[Procedure]) -> "Snapshot":
        """A snapshot of records, whatever their order."""
        return cls(day, tuple(sorted(procedures, key=lambda procedure: procedure.key)))

    @cached_property
    def id(self) -> str:
        """Hash over keys and contents: equal catalogues have equal ids."""
        told = sha256(self.day.isoformat().encode())
        for procedure in self.procedures:
            told.update(f"{procedure.key} {content_hash(procedure)}\n".encode())
        return told.hexdigest()[:16]

    @cached_property
    def by_key(self) -> dict[str, Procedure]:
        """Procedures by code or provisional id."""
        return {procedure.key: procedure for procedure in self.procedures}
