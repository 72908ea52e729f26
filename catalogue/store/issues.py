"""Reading issues out of the catalogue. They are written with their file (put.py, files.py)."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, case, exists, func, or_, select, true

from catalogue.issues import Severity
from catalogue.models import FILE, ISSUE, VERSION
from catalogue.records import Place
from catalogue.store.reading import FileStatus, StoredIssue
from catalogue.store.undone import undone_now

ORDER = case({severity.value: rank for rank, severity in enumerate(Severity)}, value=ISSUE.c.severity)


def read(
    connection: Connection,
    *,
    code: str | None = None,
    severity: Severity | None = None,
    procedure: str | None = None,
    file: str | None = None,
    run: int | None = None,
    superseded: bool = False,
    known: datetime | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[StoredIssue, ...]:
    """Issues, the gravest first, then by file and in the order they were noted.

    Only those that still hold: not of a file that was read again since, nor a
    difference to a sighting that was replaced. `superseded` or a `run` brings all.
    `known`: those that held at a moment.
    """
    query = _filtered(code=code, severity=severity, procedure=procedure, file=file, run=run)
    if known is not None:
        query = query.where(FILE.c.recorded <= known)
    if not superseded and run is None:
        query = query.where(_holds(connection, known))
    query = query.order_by(ORDER, FILE.c.name, ISSUE.c.id).limit(limit).offset(offset)
    return tuple(_issue(row) for row in connection.execute(query))


def counts(
    connection: Connection, *, superseded: bool = False, known: datetime | None = None
) -> dict[tuple[str, Severity], int]:
    """Number of issues by code and severity, of those that still hold, or held at a moment."""
    query = select(ISSUE.c.code, ISSUE.c.severity, func.count().label("number"))
    query = query.join(FILE, ISSUE.c.file_id == FILE.c.id).group_by(ISSUE.c.code, ISSUE.c.severity)
    if known is not None:
        query = query.where(FILE.c.recorded <= known)
    if not superseded:
        query = query.where(_holds(connection, known))
    query = query.order_by(ORDER, ISSUE.c.code)
    return {(row.code, Severity(row.severity)): row.number for row in connection.execute(query)}


def _filtered(
    *, code: str | None, severity: Severity | None, procedure: str | None, file: str | None, run: int | None
) -> Select[Any]:
    columns = (FILE.c.name.label("file_name"), FILE.c.run_id, FILE.c.recorded)
    query = select(ISSUE, *columns).join(FILE, ISSUE.c.file_id == FILE.c.id)
    wanted = {
        ISSUE.c.code: code,
        ISSUE.c.severity: None if severity is None else severity.value,
        ISSUE.c.procedure_key: procedure,
        FILE.c.name: file,
        FILE.c.run_id: run,
    }
    for column, value in wanted.items():
        if value is not None:
            query = query.where(column == value)
    return query


def _holds(connection: Connection, known: datetime | None) -> Any:
    """The reading, or for differing sources both sightings, are what was said last and is not undone."""
    undone = undone_now(connection, known)
    later = FILE.alias("later")
    read_again = exists().where(
        _by_then(later, known),
        later.c.series == FILE.c.series,
        later.c.same_as.is_(None),
        later.c.id > FILE.c.id,
        later.c.id.not_in(undone),
    )
    met_again = exists().where(_by_then(later, known), later.c.name == FILE.c.name, later.c.id > FILE.c.id)
    refused = FILE.c.status == FileStatus.REFUSED.value
    of_a_file = and_(
        ISSUE.c.version_id.is_(None),
        or_(and_(refused, ~met_again), and_(~refused, ~read_again)),
    )
    both = and_(_said_last(ISSUE.c.version_id, undone, known), _said_last(ISSUE.c.other_id, undone, known))
    return and_(FILE.c.id.not_in(undone), or_(of_a_file, both))


def _by_then(table: Any, known: datetime | None) -> Any:
    return true() if known is None else table.c.recorded <= known


def _said_last(version_id: Any, undone: frozenset[int], known: datetime | None) -> Any:
    said, later = VERSION.alias(), VERSION.alias()
    replaced = exists().where(
        _by_then(later, known),
        later.c.procedure_id == said.c.procedure_id,
        later.c.series == said.c.series,
        later.c.id > said.c.id,
        later.c.file_id.not_in(undone),
    )
    return exists().where(said.c.id == version_id, said.c.file_id.not_in(undone), ~replaced)


def _issue(row: Any) -> StoredIssue:
    return StoredIssue(
        id=row.id,
        code=row.code,
        severity=Severity(row.severity),
        message=row.message,
        place=Place.model_validate(json.loads(row.place)),
        procedure=row.procedure_key,
        field=row.field,
        quote=row.quote,
        file=row.file_name,
        file_id=row.file_id,
        run=row.run_id,
        recorded=row.recorded,
    )
