"""Document types that were seen once (loại giấy tờ đã ghi nhớ): where each was placed, and since when.

Here: the record of the ledger and what a reader gets. Not here: who places a type (analysis/merging.py),
rows of the database (store/types.py).

The seat of a type is told by its words when it is first seen and never changes; its anchor (tên chuẩn) is
the seat, or another type where judgements of people say so.
"""

import datetime as dt
from dataclasses import dataclass

from catalogue.records import Filled, Record


class PlacedType(Record):
    """One placing of one document type, as computed from one snapshot."""

    type: Filled
    seat: Filled
    """The type it is one with by its words alone; itself: it founds a cluster."""
    anchor: Filled
    """The canonical type: the seat, unless people judged otherwise."""
    judgements: tuple[str, ...] = ()
    """Ids of the judgements that the anchor rests on where it is not the seat."""
    name: str
    head: str = ""
    act: str | None = None
    object: str | None = None
    form: str = ""
    maker: str = ""
    holder: str = ""
    """How the words of the type were read: what later types are compared with."""
    day: dt.date
    """The day of the snapshot."""
    inputs: str
    """Id of the snapshot: the run that placed the type."""


@dataclass(frozen=True)
class RememberedType:
    """The last placing of a type, and when it was first seen."""

    placed: PlacedType
    recorded: dt.datetime
    """The moment of the last placing."""
    since: dt.datetime
    """The moment of the first."""
    since_day: dt.date
    """The day in force of the snapshot in which it was first seen."""
