"""What one decision announces (quyết định công bố), as the sources state it: repeals included.

Not here: what of it is in force (versions.py).
"""

from datetime import datetime

from sqlalchemy import Engine, select

from catalogue.errors import NotFound
from catalogue.models import PROCEDURE, VERSION
from catalogue.records import Decision, Procedure
from catalogue.store import rows
from catalogue.store.reading import number_key
from catalogue.store.versions import Role, Sighting, current


def announced(
    engine: Engine, number: str, known: datetime | None = None
) -> tuple[Decision, tuple[Procedure, ...]]:
    """The decision and its procedures, each as the strongest source states it, by key.

    Where a file of the decision itself was read, only what it says; else what others say of it.

    Raises:
        NotFound: no source names the decision.
    """
    key = number_key(number)
    with engine.connect() as connection, connection.begin():
        query = select(PROCEDURE.c.key).join(VERSION, VERSION.c.procedure_id == PROCEDURE.c.id)
        keys = sorted(set(connection.scalars(query.where(VERSION.c.decision_key == key))))
        said = rows.sightings_of(connection, keys, whole=False)
        found = [
            one
            for sightings in said.values()
            for one in current(sightings, known)
            if one.decision_key == key and one.role is Role.STATED
        ]
        own = [one for one in found if one.change is not None] or found
        strongest = {one.key: one for one in sorted(own, key=_strength)}
        whole = rows.with_records(connection, list(strongest.values()))
    records = [one.record for one in whole.values() if one.record is not None]
    if not records:
        raise NotFound(f"Không có quyết định {number} trong danh mục.", hint="dongian decisions list")
    records.sort(key=lambda record: record.key)
    fullest = max((one.decision for one in records if one.decision), key=_stated)
    return fullest, tuple(records)


def _strength(sighting: Sighting) -> tuple[int, datetime, int]:
    return sighting.rank, sighting.recorded, sighting.id


def _stated(decision: Decision) -> int:
    """How many fields a source states."""
    return sum(value not in (None, ()) for value in decision.model_dump().values())
