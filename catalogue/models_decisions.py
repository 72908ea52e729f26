"""Tables of decisions: what undoes a reading, and how decisions and legal texts are linked.

Not here: decisions and sightings themselves (models.py).
"""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from catalogue.models import Moment, _table


class UndoingRow(SQLModel, table=True):
    """One undoing or redoing of one reading of a file (hoàn tác, làm lại). Append-only."""

    __tablename__ = "undoing"
    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="file.id", index=True)
    act: str
    """undone, redone; the last row of a reading is what holds"""
    who: str
    why: str = Field(sa_type=Text)
    recorded: datetime = Field(sa_type=Moment)


class LinkRow(SQLModel, table=True):
    """One link of a decision to another decision or a legal text, as one reading of one file states it."""

    __tablename__ = "link"
    __table_args__ = (Index("ix_link_decision", "decision_key"), Index("ix_link_number", "number_key"))
    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="file.id", index=True)
    decision_key: str
    kind: str
    """implements, follows, amends, replaces_all, replaces_part, abolishes, corrects"""
    number: str
    number_key: str
    signed: date | None = None
    agency: str | None = None
    quote: str | None = Field(default=None, sa_type=Text)
    place: str = Field(sa_type=Text)
    """Where in the file, as JSON."""


UNDOING, LINK = _table("undoing"), _table("link")
