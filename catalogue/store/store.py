"""The store: one door to the catalogue on SQLite or PostgreSQL.

Here: transactions, and what other rooms may ask. Not here: how it is done (put.py,
versions.py, files.py, issues.py, findings.py, listing.py, catalogue/search.py).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from types import TracebackType

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from catalogue import database
from catalogue.conflicts import Policy
from catalogue.errors import CatalogueError, NotFound
from catalogue.findings import Finding, FindingKind
from catalogue.issues import Severity
from catalogue.records import Kind, Level
from catalogue.snapshot import Snapshot
from catalogue.store import (
    agencies,
    announcements,
    files,
    finding,
    findings,
    indexes,
    issues,
    listing,
    measures,
    put,
    rows,
)
from catalogue.store.announcements import Announced
from catalogue.store.comparing import Between
from catalogue.store.decision_book import DecisionBook
from catalogue.store.entering import Ledger
from catalogue.store.files import FileMark
from catalogue.store.finding import Answer
from catalogue.store.judgements import JudgementBook
from catalogue.store.listing import EVERYTHING, Heading, Page, Wanted
from catalogue.store.local import local_records
from catalogue.store.notebook import Notebook
from catalogue.store.reading import (
    DecisionSummary,
    FileReading,
    FileStatus,
    FileSummary,
    RunSummary,
    Stored,
    StoredIssue,
)
from catalogue.store.sync import SyncLog
from catalogue.store.versions import Sighting, View, view_of


class Store:
    """The catalogue in one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, url: str) -> "Store":
        """Open a catalogue that was created before.

        Raises:
            DatabaseNotReady: not created, of another version, or not reachable.
        """
        return cls._prepared(url, database.check)

    @classmethod
    def create(cls, url: str) -> "Store":
        """Create the tables, or bring them up to date; what they hold stays.

        Raises:
            DatabaseNotReady: the database does not answer.
        """
        return cls._prepared(url, database.migrate)

    @classmethod
    def _prepared(cls, url: str, prepare: Callable[[Engine], None]) -> "Store":
        engine = database.connect(url)
        try:
            prepare(engine)
            indexes.ensure(engine)
        except CatalogueError:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection, connection.begin():
                yield connection
        except OperationalError as error:
            raise database.unreachable(self.engine, error) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction: all of it is stored, or nothing."""
        try:
            with database.writing(self.engine.connect()) as connection, connection.begin():
                database.hold_writer_lock(connection)
                yield connection
        except OperationalError as error:
            raise database.unreachable(self.engine, error) from error

    # runs and files

    def begin_run(self, *, now: datetime, arguments: Iterable[str] = ()) -> int:
        """Open a run (đợt nhập); its id."""
        with self._writing() as connection:
            return files.begin(connection, now=now, arguments=arguments)

    def end_run(self, run: int, *, now: datetime) -> RunSummary:
        """Close a run, and say what became of its files.

        Raises:
            NotFound: no such run.
        """
        with self._writing() as connection:
            return files.end(connection, run, now=now)

    def runs(self) -> tuple[RunSummary, ...]:
        """All runs, the latest first."""
        with self._reading() as connection:
            return files.summaries(connection)

    def files(
        self, *, run: int | None = None, status: FileStatus | None = None, name: str | None = None
    ) -> tuple[FileSummary, ...]:
        """Readings of files in the order they were recorded."""
        with self._reading() as connection:
            return files.readings(connection, run=run, status=status, name=name)

    def seen(self, sha256: str, importer: str, importer_version: int) -> bool:
        """Whether these bytes need not be read again: what they say is what holds."""
        mark = FileMark("", sha256, 0, importer, importer_version)
        return bool(self.seen_many([mark]))

    def seen_many(self, marks: Iterable[FileMark]) -> frozenset[FileMark]:
        """The files that need not be read again."""
        with self._reading() as connection:
            return frozenset(files.seen(connection, marks))

    def note_unchanged(self, marks: Iterable[FileMark], *, run: int, now: datetime) -> tuple[FileMark, ...]:
        """Record files of a run that were not read, because they are seen; these."""
        with self._writing() as connection:
            return files.note_unchanged(connection, marks, run=run, now=now)

    def refuse_file(
        self,
        *,
        name: str,
        sha256: str,
        size: int,
        error: CatalogueError,
        run: int,
        now: datetime,
        importer: str | None = None,
    ) -> int:
        """Record that nothing of a file was taken, and why; id of the reading."""
        with self._writing() as connection:
            return files.refuse(
                connection,
                name=name,
                sha256=sha256,
                size=size,
                error=error,
                run=run,
                now=now,
                importer=importer,
            )

    def put_file(
        self, reading: FileReading, *, run: int, now: datetime, policy: Policy = Policy.APPLY
    ) -> Stored:
        """Add what one reading of one file says, in one transaction; nothing stored is changed.

        Raises:
            IdentityConflict: the file says two different things of one procedure;
                nothing of it is stored.
            ConflictsFound: it does not fit what is known, and the policy is to stop.
        """
        with self._writing() as connection:
            stored = put.put(connection, reading, run=run, now=now, policy=policy)
            if reading.measures:
                told, name = reading.measures, reading.importer
                measures.put_read(connection, told, importer=name, file=reading.name, now=now)
            if reading.agencies:
                rows_told, name = reading.agencies, reading.importer
                agencies.put_read(connection, rows_told, importer=name, file=reading.name, now=now)
            return stored

    # procedures

    def as_of(
        self, key: str, day: date, known: datetime | None = None, *, place: str | None = None
    ) -> View | None:
        """What was in force (có hiệu lực) on a day, as we knew it at a moment; None: nothing.

        `place`: in one province (catalogue/places.py), its own decisions laid over the national ones.
        """
        with self._reading() as connection:
            found = rows.sightings_of(connection, [key])
        return view_of(key, found.get(key, ()), day, known, place=place)

    def history(self, key: str, known: datetime | None = None) -> tuple[Sighting, ...]:
        """All that was said of a procedure until a moment, in the order it was recorded.

        Raises:
            NotFound: no file ever named it.
        """
        with self._reading() as connection:
            said = rows.sightings_of(connection, [key]).get(key, ())
        found = [sighting for sighting in said if known is None or sighting.recorded <= known]
        if not found:
            raise NotFound(f"Không có thủ tục {key} trong danh mục.", hint=f"Tìm: dongian search {key[:5]}")
        return tuple(
            sorted(found, key=lambda s: (s.recorded, s.valid_from or date.min, s.id)),
        )

    def snapshot(self, day: date, known: datetime | None = None, *, place: str | None = None) -> Snapshot:
        """Everything in force on a day, as we knew it at a moment; for the country or one province."""
        with self._reading() as connection:
            if place is not None:
                return Snapshot.of(day, local_records(connection, day, known, place))
            return Snapshot.of(day, listing.records(connection, day, known))

    def keys(self, known: datetime | None = None) -> tuple[str, ...]:
        """Keys of all procedures that any file named until a moment, sorted."""
        with self._reading() as connection:
            return listing.keys(connection, known)

    def listing(
        self,
        day: date,
        *,
        known: datetime | None = None,
        text: str | None = None,
        sector: str | None = None,
        agency: str | None = None,
        level: Level | None = None,
        kind: Kind | None = None,
        code_prefix: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[Heading, ...]:
        """What is in force on a day, by key; with `text`, the best match first."""
        wanted = Wanted(sector, agency, level, kind, code_prefix)
        if text is not None:
            hits = self.find(text, day, known=known, wanted=wanted, limit=limit, offset=offset).hits
            return tuple(hit.heading for hit in hits)
        with self._reading() as connection:
            return listing.page(connection, day, known, wanted, limit=limit, offset=offset)

    def page(
        self,
        day: date,
        *,
        known: datetime | None = None,
        wanted: Wanted = EVERYTHING,
        limit: int | None = None,
        offset: int = 0,
    ) -> Page:
        """A part of what is in force on a day, by key, and how many there are in all."""
        with self._reading() as connection:
            total = listing.count(connection, day, known, wanted)
            shown = listing.page(connection, day, known, wanted, limit=limit, offset=offset, total=total)
            return Page(shown, total)

    def find(
        self,
        text: str,
        day: date,
        *,
        known: datetime | None = None,
        wanted: Wanted = EVERYTHING,
        limit: int | None = 50,
        offset: int = 0,
    ) -> Answer:
        """What is in force on a day and answers a query, the best first, and why."""
        with self._reading() as connection:
            return finding.find(connection, text, day, known, wanted=wanted, limit=limit, offset=offset)

    def decisions(
        self, *, number: str | None = None, day: date | None = None, known: datetime | None = None
    ) -> tuple[DecisionSummary, ...]:
        """Decisions (quyết định công bố) that any file names, the latest first; begun by a day."""
        with self._reading() as connection:
            return listing.decisions(connection, number=number, day=day, known=known)

    # issues and findings

    def issues(
        self,
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
        """Issues that still hold, the gravest first; `superseded` or a `run` brings all."""
        with self._reading() as connection:
            return issues.read(
                connection,
                code=code,
                severity=severity,
                procedure=procedure,
                file=file,
                run=run,
                superseded=superseded,
                known=known,
                limit=limit,
                offset=offset,
            )

    def issue_counts(self, known: datetime | None = None) -> dict[tuple[str, Severity], int]:
        """Number of issues that hold by code and severity, the gravest first."""
        with self._reading() as connection:
            return issues.counts(connection, known=known)

    def put_findings(self, found: Iterable[Finding], *, analysis: str, inputs: str, now: datetime) -> int:
        """Store what one analysis saw; number stored, 0 where the same was stored last."""
        with self._writing() as connection:
            return findings.put(connection, found, analysis=analysis, inputs=inputs, now=now)

    def findings(
        self,
        *,
        analysis: str | None = None,
        kind: FindingKind | None = None,
        inputs: str | None = None,
        known: datetime | None = None,
        limit: int | None = None,
    ) -> tuple[Finding, ...]:
        """Findings of the last time each analysis was stored, the weightiest first."""
        with self._reading() as connection:
            return findings.read(
                connection, analysis=analysis, kind=kind, inputs=inputs, known=known, limit=limit
            )

    # what people enter

    @property
    def ledger(self) -> Ledger:
        """Figures, measures and baselines, appended with who, when and why."""
        return Ledger(self._reading, self._writing)

    @property
    def notebook(self) -> Notebook:
        """Exceptions, feedback, calendars, legal texts and days of publication that people enter."""
        return Notebook(self._reading, self._writing)

    def announced(self, known: datetime | None = None) -> Announced:
        """Which procedures each decision announced, as known at a moment."""
        with self._reading() as connection:
            return announcements.read(connection, known)

    @property
    def decision_book(self) -> DecisionBook:
        """Previews, undoing and redoing, the chain of decisions."""
        return DecisionBook(self._reading, self._writing)

    @property
    def between(self) -> Between:
        """What changed from one day, or moment, to another."""
        return Between(self._reading)

    @property
    def judgements(self) -> JudgementBook:
        """Answers of people about pairs of document types, appended and undoable."""
        return JudgementBook(self._reading, self._writing)

    @property
    def sync(self) -> SyncLog:
        """What was sent to portals and read back, by whom, when, before and after."""
        return SyncLog(self._reading, self._writing)
