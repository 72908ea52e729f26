"""Runs and readings of files: the only writer of the rows of runs, refusals and skipped files.

Here: begin and end of a run, refused and unchanged files, what was read already.
Not here: the rows of a file that is read (put.py).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from catalogue.errors import CatalogueError, NotFound, UnreadableFile
from catalogue.issues import issue_codes
from catalogue.models import FILE, ISSUE, RUN
from catalogue.store.reading import FileStatus, FileSummary, RunStatus, RunSummary, storable
from catalogue.store.undone import undone_now


@dataclass(frozen=True)
class FileMark:
    """What tells whether a file must be read: its bytes, and who would read them."""

    name: str
    sha256: str
    size: int
    importer: str
    importer_version: int

    @property
    def identity(self) -> tuple[str, str, int]:
        """Equal where reading again would tell the same."""
        return self.sha256, self.importer, self.importer_version


def begin(connection: Connection, *, now: datetime, arguments: Iterable[str] = ()) -> int:
    """Open a run; its id."""
    values = {
        "started": now,
        "status": RunStatus.OPEN.value,
        "arguments": storable(json.dumps(list(arguments), ensure_ascii=False)),
    }
    return int(connection.execute(insert(RUN).returning(RUN.c.id), [values]).scalar_one())


def end(connection: Connection, run: int, *, now: datetime) -> RunSummary:
    """Close a run: partial where a file was refused or partial.

    Raises:
        NotFound: no such run.
    """
    bad = select(func.count()).where(
        FILE.c.run_id == run, FILE.c.status.in_([FileStatus.REFUSED.value, FileStatus.PARTIAL.value])
    )
    status = RunStatus.PARTIAL if connection.scalar(bad) else RunStatus.DONE
    connection.execute(
        update(RUN).where(RUN.c.id == run, RUN.c.ended.is_(None)).values(ended=now, status=status.value)
    )
    found = summaries(connection, run=run)
    if not found:
        raise NotFound(f"Không có đợt nhập số {run}.", hint="Xem các đợt nhập và vấn đề: dongian issues")
    return found[0]


def summaries(connection: Connection, *, run: int | None = None) -> tuple[RunSummary, ...]:
    """Runs, the latest first."""
    query = select(RUN).order_by(RUN.c.id.desc())
    counted = select(FILE.c.run_id, FILE.c.status, func.count().label("number")).group_by(
        FILE.c.run_id, FILE.c.status
    )
    if run is not None:
        query, counted = query.where(RUN.c.id == run), counted.where(FILE.c.run_id == run)
    files: dict[int, dict[FileStatus, int]] = {}
    for row in connection.execute(counted):
        files.setdefault(row.run_id, {})[FileStatus(row.status)] = row.number
    return tuple(
        RunSummary(
            id=row.id,
            started=row.started,
            ended=row.ended,
            status=RunStatus(row.status),
            arguments=tuple(json.loads(row.arguments)),
            files=files.get(row.id, {}),
        )
        for row in connection.execute(query)
    )


def readings(
    connection: Connection,
    *,
    run: int | None = None,
    status: FileStatus | None = None,
    name: str | None = None,
) -> tuple[FileSummary, ...]:
    """Readings of files in the order they were recorded."""
    query = select(FILE).order_by(FILE.c.id)
    if run is not None:
        query = query.where(FILE.c.run_id == run)
    if status is not None:
        query = query.where(FILE.c.status == status.value)
    if name is not None:
        query = query.where(FILE.c.name == name)
    return tuple(_summary(row) for row in connection.execute(query))


def _summary(row: Row[Any]) -> FileSummary:
    told = dict(row._mapping)
    told["run"] = told.pop("run_id")
    return FileSummary(**{name: told[name] for name in FileSummary.model_fields})


def _latest_readings(connection: Connection) -> Any:
    """The last reading of each publication that is not undone."""
    last = (
        select(func.max(FILE.c.id))
        .where(FILE.c.series.is_not(None), FILE.c.same_as.is_(None))
        .where(FILE.c.id.not_in(undone_now(connection)))
        .group_by(FILE.c.series)
    )
    return FILE.c.id.in_(last)


def seen(connection: Connection, marks: Iterable[FileMark]) -> dict[FileMark, int]:
    """The files that need not be read again -> id of the reading that told what they say.

    A file that said otherwise in between is not seen: what it says holds anew.
    """
    wanted = list(marks)
    query = select(FILE.c.id, FILE.c.sha256, FILE.c.importer, FILE.c.importer_version).where(
        _latest_readings(connection)
    )
    if len(wanted) == 1:
        query = query.where(FILE.c.sha256 == wanted[0].sha256)
    known = {(row.sha256, row.importer, row.importer_version): row.id for row in connection.execute(query)}
    return {mark: known[mark.identity] for mark in wanted if mark.identity in known}


def note_unchanged(
    connection: Connection, marks: Iterable[FileMark], *, run: int, now: datetime
) -> tuple[FileMark, ...]:
    """Record that files were met again and not read; those of them that are seen."""
    found = seen(connection, marks)
    if not found:
        return ()
    known = {row.id: row for row in connection.execute(select(FILE).where(_latest_readings(connection)))}
    values = [
        {
            "run_id": run,
            "name": storable(mark.name),
            "sha256": mark.sha256,
            "size": mark.size,
            "importer": mark.importer,
            "importer_version": mark.importer_version,
            "rank": known[id_].rank,
            "series": known[id_].series,
            "same_as": id_,
            "status": FileStatus.UNCHANGED.value,
            "recorded": now,
            "records": known[id_].records,
            "unchanged": known[id_].records,
            **dict.fromkeys(
                ("inserted", "revised", "corrected", "withdrawn", "errors", "warnings", "notes"), 0
            ),
        }
        for mark, id_ in found.items()
    ]
    connection.execute(insert(FILE), values)
    return tuple(found)


def refuse(
    connection: Connection,
    *,
    name: str,
    sha256: str,
    size: int,
    error: CatalogueError,
    run: int,
    now: datetime,
    importer: str | None = None,
) -> int:
    """Record that a file was not taken, and why; id of the reading."""
    code = error.code if isinstance(error, UnreadableFile) else UnreadableFile.code
    values = {
        "run_id": run,
        "name": storable(name),
        "sha256": sha256,
        "size": size,
        "importer": importer,
        "status": FileStatus.REFUSED.value,
        "recorded": now,
        "records": 0,
        **dict.fromkeys(("inserted", "revised", "unchanged", "corrected", "withdrawn"), 0),
        "errors": 1,
        "warnings": 0,
        "notes": 0,
        "code": code,
        "message": storable(error.message),
        "hint": error.hint and storable(error.hint),
    }
    file = int(connection.execute(insert(FILE).returning(FILE.c.id), [values]).scalar_one())
    issue = {
        "file_id": file,
        "code": code,
        "severity": issue_codes()[code].severity.value,
        "message": storable(error.message),
        "place": "{}",
        "quote": error.at and storable(error.at[:500]),
    }
    connection.execute(insert(ISSUE), [issue])
    return file
