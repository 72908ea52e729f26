"""The catalogue of one province: its own decisions laid over the national ones.

Not here: which sighting holds (versions.py); lists of the whole country (listing.py).
"""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection

from catalogue.records import Procedure
from catalogue.store import rows
from catalogue.store.versions import compose, in_force, needed

PART = 500
"""Procedures whose records are read at a time."""


def local_records(
    connection: Connection, day: date, known: datetime | None, place: str
) -> Iterator[Procedure]:
    """Every record that is in force in one province on a day, in no order."""
    said = rows.all_sightings(connection)
    holding = [needed(found) for each in said.values() if (found := in_force(each, day, known, place=place))]
    for part in rows.batches(holding, PART):
        whole = rows.with_records(connection, [sighting for told in part for sighting in told])
        for told in part:
            yield compose([whole[sighting.id] for sighting in told])[0]
