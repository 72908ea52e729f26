"""Every table of the catalogue.

Here: rows as SQLModel tables, the same on SQLite and PostgreSQL. A table model does not
validate: rows are built in catalogue/store/ only, from records that were validated.
Not here: the search index, which each database builds in its own way (catalogue/search.py).

Nothing is updated or deleted, but a run while it is open and the search index, which can
be built anew from the versions.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; a moment without a time zone is a mistake of ours."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: Any,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        if value is None:
            return None
        told: datetime = value
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)


Code = String().with_variant(String(collation="C"), "postgresql")
"""A code as SQLite compares it: by its bytes, whatever the language of the database."""


class RunRow(SQLModel, table=True):
    """One run of an import (đợt nhập)."""

    __tablename__ = "run"
    id: int | None = Field(default=None, primary_key=True)
    started: datetime = Field(sa_type=Moment)
    ended: datetime | None = Field(default=None, sa_type=Moment)
    status: str
    """open, done, partial"""
    arguments: str = Field(sa_type=Text)


class FileRow(SQLModel, table=True):
    """One reading of a file (một lần đọc tệp), refused and unchanged ones included."""

    __tablename__ = "file"
    __table_args__ = (Index("ix_file_series", "series", "id"), Index("ix_file_name", "name", "importer"))
    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    name: str
    sha256: str = Field(index=True)
    size: int
    importer: str | None = None
    importer_version: int | None = None
    rank: int | None = None
    series: str | None = None
    """Equal for all readings of one publication; None: refused."""
    same_as: int | None = Field(default=None, foreign_key="file.id")
    """The reading whose bytes these are again; it was not read a second time."""
    status: str
    """done, partial, refused, unchanged"""
    recorded: datetime = Field(sa_type=Moment)
    records: int = 0
    inserted: int = 0
    revised: int = 0
    unchanged: int = 0
    corrected: int = 0
    withdrawn: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    code: str | None = None
    """Issue code of a refusal."""
    message: str | None = Field(default=None, sa_type=Text)
    hint: str | None = Field(default=None, sa_type=Text)


class ProcedureRow(SQLModel, table=True):
    """One procedure (thủ tục hành chính), whatever is said of it."""

    __tablename__ = "procedure"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, sa_type=Code)
    """Code, or provisional id."""
    recorded: datetime = Field(sa_type=Moment)


class VersionRow(SQLModel, table=True):
    """One sighting: what one reading of one file says of one procedure. Append-only."""

    __tablename__ = "version"
    __table_args__ = (
        Index("ix_version_procedure", "procedure_id", "series", "id"),
        Index("ix_version_series", "series"),
    )
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id")
    file_id: int = Field(foreign_key="file.id", index=True)
    series: str
    role: str
    """stated, ended (another procedure replaces it), withdrawn (the file no longer states it)"""
    replaced_by: str | None = None
    decision_number: str | None = None
    decision_key: str | None = Field(default=None, index=True)
    decision_date: date | None = None
    effective: date | None = None
    change: str | None = None
    coverage: str | None = None
    rank: int
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day."""
    recorded: datetime = Field(sa_type=Moment, index=True)
    place: str | None = None
    """The province whose authority speaks (catalogue/places.py); None: the whole country."""
    told_on: date | None = None
    """The day that the source itself gives for what it says (ngày công khai)."""
    content_hash: str
    head: str = Field(sa_type=Text)
    """Fields of a listing as JSON, so that a list needs not read whole records."""
    record: str = Field(sa_type=Text)
    """The canonical record as JSON without defaults; empty unless role is stated."""


class DecisionRow(SQLModel, table=True):
    """A decision (quyết định công bố) as one reading of one file names it."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("file_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="file.id")
    key: str = Field(index=True)
    number: str
    signed: date | None = None
    effective: date | None = None
    agency: str | None = None
    place: str | None = None
    """The province for which the agency speaks."""
    title: str | None = Field(default=None, sa_type=Text)
    replaces: str = Field(sa_type=Text)


class IssueRow(SQLModel, table=True):
    """One doubt of one reading (vấn đề cần xem)."""

    __tablename__ = "issue"
    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="file.id", index=True)
    procedure_key: str | None = Field(default=None, index=True)
    version_id: int | None = Field(default=None, foreign_key="version.id")
    other_id: int | None = Field(default=None, foreign_key="version.id")
    """Where sources differ: the two sightings; the issue holds while both do."""
    code: str = Field(index=True)
    severity: str
    message: str = Field(sa_type=Text)
    place: str = Field(sa_type=Text)
    field: str | None = None
    quote: str | None = Field(default=None, sa_type=Text)


class AnalysisRow(SQLModel, table=True):
    """One analysis whose findings were stored."""

    __tablename__ = "analysis"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    inputs: str
    """Id of the snapshot and of what else it was computed from."""
    fingerprint: str
    """Hash over the findings."""
    recorded: datetime = Field(sa_type=Moment)
    number: int


class FindingRow(SQLModel, table=True):
    """One finding (phát hiện) of one analysis."""

    __tablename__ = "finding"
    id: int | None = Field(default=None, primary_key=True)
    analysis_id: int = Field(foreign_key="analysis.id", index=True)
    finding: str = Field(index=True)
    """Stable id, the same in every analysis that sees it."""
    kind: str = Field(index=True)
    subject: str
    weight: float
    record: str = Field(sa_type=Text)


class LedgerRow(SQLModel, table=True):
    """One thing that a person entered (số liệu, phương án, mốc so sánh), with who, when and why."""

    __tablename__ = "ledger"
    __table_args__ = (Index("ix_ledger_key", "kind", "key", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    """parameter, measure, baseline, agency, document_type (store/ledger.py names them all)"""
    key: str
    """The last row of a key is what holds; earlier ones stay."""
    recorded: datetime = Field(sa_type=Moment)
    who: str
    why: str = Field(sa_type=Text)
    record: str = Field(sa_type=Text)


class JudgementRow(SQLModel, table=True):
    """One answer of a person about a pair of document types, or its undoing."""

    __tablename__ = "judgement"
    id: int | None = Field(default=None, primary_key=True)
    judgement: str = Field(unique=True)
    """Stable id, the same wherever it is imported."""
    undoes: str | None = Field(default=None, index=True)
    """The judgement that no longer counts; then there is no pair and no answer."""
    left: str | None = None
    right: str | None = None
    answer: str | None = None
    """same, different, unsure"""
    who: str
    why: str = Field(sa_type=Text)
    judged: datetime = Field(sa_type=Moment)
    recorded: datetime = Field(sa_type=Moment)
    origin: str | None = None
    """The file it was imported from."""
    record: str = Field(sa_type=Text)


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


RUN, FILE, PROCEDURE, VERSION = _table("run"), _table("file"), _table("procedure"), _table("version")
DECISION, ISSUE, ANALYSIS, FINDING = (
    _table("decision"),
    _table("issue"),
    _table("analysis"),
    _table("finding"),
)
LEDGER = _table("ledger")
JUDGEMENT = _table("judgement")
