"""Tables of the sync with portals (đồng bộ lên cổng): a log and the contents it names, both appended only.

The migration gives both tables triggers that refuse to change or delete a row.
"""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

from catalogue.models import Moment


class SyncRow(SQLModel, table=True):
    """One thing that happened between the catalogue and a portal: who, when, what before and after."""

    __tablename__ = "sync_log"
    __table_args__ = (
        Index("ix_sync_log_plan", "plan", "key", "id"),
        Index("ix_sync_log_portal", "portal", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    recorded: datetime = Field(sa_type=Moment)
    who: str
    portal: str
    plan: str | None = None
    """Id of the plan; None where nothing was planned (drift)."""
    run: str
    """One call of the command."""
    event: str
    """begun, intent, done, failed, conflict, ended, verified, drift"""
    key: str | None = None
    """The procedure; None for an event of the whole call."""
    action: str | None = None
    """put, delete"""
    idempotency: str | None = None
    before: str | None = None
    """Hash of what the portal showed, a row of sync_content; None: nothing."""
    after: str | None = None
    """Hash of what it is to show."""
    token: str | None = None
    """The portal's mark of the state it then had."""
    attempts: int | None = None
    detail: str = Field(default="", sa_type=Text)
    chain: str
    """Hash over this row and the row before: a changed or missing row shows."""


class SyncContentRow(SQLModel, table=True):
    """A plan or the content of a procedure, by its hash."""

    __tablename__ = "sync_content"
    hash: str = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)
    """JSON, compressed by zlib."""


SYNC_LOG = SQLModel.metadata.tables["sync_log"]
SYNC_CONTENT = SQLModel.metadata.tables["sync_content"]
