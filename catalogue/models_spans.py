"""Tables that lists are read from: what holds of each procedure, over days and moments.

Here: rows that can be built anew from the versions at any time (catalogue/store/spans.py).
Not here: what was said (models.py), which of it holds (catalogue/store/versions.py).
"""

from sqlalchemy import BigInteger, Index, Text
from sqlmodel import Field, SQLModel

from catalogue.models import _table


class SpanRow(SQLModel, table=True):
    """What holds of one procedure over some days, as known over some time: a rectangle on two clocks.

    Days are ordinals (1 is 1 January of year 1), moments are microseconds since 1970;
    both ends are open at the top: from ≤ it < to.
    """

    __tablename__ = "span"
    __table_args__ = (
        Index("ix_span_procedure", "procedure_id", "known_to", "day_to"),
        Index("ix_span_time", "known_to", "day_to", "day_from", "known_from", "levels"),
        Index("ix_span_sector", "sector", "known_to", "day_to", "day_from", "known_from"),
        Index("ix_span_agencies", "agencies", "known_to", "day_to", "day_from", "known_from"),
    )
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id")
    day_from: int
    day_to: int
    known_from: int = Field(sa_type=BigInteger)
    known_to: int = Field(sa_type=BigInteger)
    holding: str = Field(sa_type=Text)
    """Ids of the versions that the record of these days is put together from, strongest first."""
    sightings: int
    """Publications that hold, those that add nothing included."""
    sector: int | None = None
    agencies: int | None = None
    levels: int = 0
    """One bit for each level, in the order of the canonical record."""
    kind: str | None = None


class SpanCountRow(SQLModel, table=True):
    """How many spans have the same days, moments, levels and kind; rows of the same add up.

    Appended to whenever spans come or go: what went is told with a number below zero.
    """

    __tablename__ = "span_count"
    id: int | None = Field(default=None, primary_key=True)
    day_from: int
    day_to: int
    known_from: int = Field(sa_type=BigInteger)
    known_to: int = Field(sa_type=BigInteger)
    levels: int
    kind: str | None = None
    number: int


class FacetRow(SQLModel, table=True):
    """One value that lists are filtered by, once: a sector, or the agencies of a procedure."""

    __tablename__ = "facet"
    id: int | None = Field(default=None, primary_key=True)
    told: str = Field(sa_type=Text, unique=True)
    """As the sources write it; agencies are parted by line breaks."""
    bare: str = Field(sa_type=Text)
    """Without diacritics and case, for finding."""


class IndexRow(SQLModel, table=True):
    """Up to which version a table that can be built anew was built."""

    __tablename__ = "index_state"
    name: str = Field(primary_key=True)
    """spans, search"""
    version: int


SPAN, SPAN_COUNT = _table("span"), _table("span_count")
FACET, INDEX_STATE = _table("facet"), _table("index_state")
