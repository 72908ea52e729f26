"""One import: find files, recognise, extract, put; one transaction a file, one status a file.

Here: the order of work, the checks before a reader sees a file, and the only broad `except`
of the project, which turns the failure of one file into that file's status.
Not here: what a file says (importers/sources/), how it is stored (catalogue/store/).
"""

import logging
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from catalogue.agencies_register import Register, shipped
from catalogue.decision_effects import Preview
from catalogue.errors import CatalogueError, UnreadableFile
from catalogue.issues import Issue, IssueLog, Severity
from catalogue.store.files import FileMark
from catalogue.store.put import Plan, distinct
from catalogue.store.reading import FileReading, FileStatus
from importers.agency_names import note_unknown
from importers.base import Importer, SourceFile, agencies_of, measures_of, procedures_of
from importers.by_name import Known, Names
from importers.consent import AS_THEY_COME, Consent
from importers.files import Found, find_files
from importers.files import open_file as open_file
from importers.known_names import known_names
from importers.naming import OPEN, TOLD, asks, known_of, settled
from importers.registry import importer_for
from importers.scanned import marked

if TYPE_CHECKING:
    from catalogue.store.store import Store

log = logging.getLogger(__name__)


class Progress(Protocol):
    """Told how far an import is; the command line draws it."""

    def start(self, total: int) -> None:
        """So many files were found."""

    def advance(self, report: "FileReport") -> None:
        """One more file is done."""


class Silent:
    """Progress that nobody looks at."""

    def start(self, total: int) -> None:
        """Nothing to draw."""

    def advance(self, report: "FileReport") -> None:
        """Nothing to draw."""


@dataclass(frozen=True)
class FileReport:
    """What became of one file."""

    name: str
    """As given, with / between folders."""
    status: FileStatus
    importer: str | None = None
    records: int = 0
    """Records that were read."""
    measures: int = 0
    """Measures (phương án) that were read."""
    stored: dict[str, int] = field(default_factory=dict)
    """What they did to the catalogue: inserted, revised, corrected, unchanged, withdrawn."""
    issues: dict[Severity, int] = field(default_factory=dict)
    """Number of issues by severity."""
    code: str | None = None
    """Issue code of a refusal."""
    message: str | None = None
    """Why it was refused."""
    hint: str | None = None
    """What to do."""
    seconds: float = 0.0
    preview: Preview | None = None
    """What the file would do, where that was asked for."""


@dataclass(frozen=True)
class RunReport:
    """What became of all files of one run."""

    run: int | None
    """Id of the run record; None for a dry run."""
    files: tuple[FileReport, ...]
    hidden: tuple[str, ...] = ()
    """Files and folders whose name begins with a dot; they are not looked at."""

    @property
    def ok(self) -> bool:
        """Nothing was refused and nothing is partial."""
        return not any(report.status in (FileStatus.REFUSED, FileStatus.PARTIAL) for report in self.files)

    @property
    def counts(self) -> dict[FileStatus, int]:
        """Number of files by status; every status is named."""
        counted = Counter(report.status for report in self.files)
        return {status: counted[status] for status in FileStatus}


@dataclass(frozen=True)
class Looked:
    """A file after the first look: what would read it, or why nothing does."""

    found: Found
    mark: FileMark | None = None
    refusal: CatalogueError | None = None


def import_paths(
    store: "Store",
    paths: Sequence[Path],
    *,
    progress: Progress,
    now: datetime,
    as_source: str | None = None,
    dry_run: bool = False,
    ocr: bool = False,
    consent: Consent = AS_THEY_COME,
) -> RunReport:
    """Import files and folders; a file that fails is refused, the others are imported.

    Files whose bytes the same importer has read before are not read again, but for those that named
    a procedure without a code: the catalogue may know it now. Files that do so are put last, when all
    codes of the run are known, so that their answers do not depend on the order. A dry run reads
    everything, stores nothing and reports what it read. `ocr`: letters are recognised in PDFs of images.
    `consent`: what is shown or asked first, and what becomes of conflicts; a preview stores nothing.
    """
    dry_run = dry_run or consent.preview
    found, hidden = find_files(paths)
    progress.start(len(found))
    run = None if dry_run else store.begin_run(now=now, arguments=[path.name for path in paths])
    looked = [_look(one, as_source, ocr=ocr) for one in found]
    marks = [one.mark for one in looked if one.mark is not None]
    seen = frozenset() if dry_run else store.seen_many(marks)
    again = _open_names(store) if seen else frozenset()
    desk = _Desk(store, run, now, progress, seen, ocr=ocr, consent=consent)
    for one in looked:
        if one.mark is None or one.mark not in seen or one.found.name in again:
            desk.take(one)
    desk.note_unchanged([one for one in looked if one.mark in seen and one.found.name not in again])
    desk.finish()
    if run is not None:
        store.end_run(run, now=now)
    return RunReport(run, tuple(desk.reports[one.found.path] for one in looked), hidden)


def _open_names(store: "Store") -> frozenset[str]:
    """Names of files in which a procedure stands without a code, or with one that a name must confirm,
    and since whose last reading the catalogue has learnt something.
    """
    files = store.files()
    learnt = max((file.run for file in files if file.inserted or file.revised or file.corrected), default=0)
    last = {file.name: file.run for file in files}  # in the order they were recorded
    told = {issue.file for code in OPEN for issue in store.issues(code=code)}
    return frozenset(name for name in told if last.get(name, 0) < learnt)


def _look(found: Found, as_source: str | None, *, ocr: bool) -> Looked:
    """Check the limits of a file and recognise it; its bytes are not kept."""
    if found.refusal is not None:
        return Looked(found, refusal=found.refusal)
    try:
        file = open_file(found.path, name=found.name, ocr=ocr)
        importer = importer_for(file, name=as_source)
    except Exception as error:  # noqa: BLE001 - as in _Desk.take: a fault in one file must not end the run
        return Looked(found, refusal=_refusal(found, error))
    return Looked(
        found, FileMark(found.name, file.sha256, len(file.published), importer.name, importer.version)
    )


def _refusal(found: Found, error: Exception) -> CatalogueError:
    """The reason to tell: a deliberate one as it is, a fault of ours as such, with its trace in the log."""
    if isinstance(error, CatalogueError):
        return error
    log.error("failed on %s", found.name, exc_info=error)
    return UnreadableFile(
        f"Lỗi của chương trình khi đọc tệp: {type(error).__name__}: {error}.",
        hint="Gửi tệp và thông báo này cho nhóm phát triển; các tệp khác vẫn được nhập.",
    )


def read_file(file: SourceFile, importer: Importer, *, register: Register | None = None) -> FileReading:
    """All that one file says, as one importer reads it; pure. Names of agencies: against the register.

    Raises:
        UnreadableFile: or one of its leaves, for the file as a whole.
    """
    issues = IssueLog()
    told = tuple(marked(importer.extract(file, issues), file, issues))
    note_unknown(procedures_of(told), issues, register=register or shipped())
    return FileReading(
        name=file.name,
        sha256=file.sha256,
        size=len(file.published),
        importer=importer.name,
        importer_version=importer.version,
        rank=int(importer.rank),
        records=procedures_of(told),
        issues=tuple(issues),
        measures=measures_of(told),
        agencies=agencies_of(told),
        edits=None if importer.edits is None else importer.edits(file),
    )


class _Desk:
    """Takes one file after the other, and keeps the report of each."""

    def __init__(
        self,
        store: "Store",
        run: int | None,
        now: datetime,
        progress: Progress,
        seen: frozenset[FileMark],
        *,
        ocr: bool,
        consent: Consent,
    ) -> None:
        self.store = store
        self.run = run
        self.now = now
        self.progress = progress
        self.seen = seen
        self.ocr = ocr
        self.consent = consent
        self.register = store.ledger.register()
        self.reports: dict[Path, FileReport] = {}
        self.waiting: list[tuple[Looked, FileReading, float]] = []
        """Readings that ask for the names of procedures, and the seconds they took."""
        self.named: list[Known] = []
        """Names that the files of this run tell."""

    def take(self, one: Looked) -> None:
        """Read and put one file, whatever happens inside it; one that asks for names waits for the others."""
        began = time.perf_counter()
        try:
            reading = self._read(one)
            self.named.extend(known_of(reading))
            if asks(reading):
                self.waiting.append((one, reading, time.perf_counter() - began))
                return
            report = self._put(reading)
        except Exception as error:  # noqa: BLE001 - one of two places that turn any fault into a file's status
            report = self._refuse(one, _refusal(one.found, error))
        self._tell(one, replace(report, seconds=time.perf_counter() - began))

    def finish(self) -> None:
        """Put the files that waited, now that every code of the run is known."""
        if not self.waiting:
            return
        names = Names((*known_names(self.store, self.now.date()), *self.named))
        for one, reading, took in self.waiting:
            began = time.perf_counter()
            try:
                report = self._put_named(one, settled(reading, names))
            except Exception as error:  # noqa: BLE001 - the other place
                report = self._refuse(one, _refusal(one.found, error))
            self._tell(one, replace(report, seconds=took + time.perf_counter() - began))
        self.waiting = []

    def _put_named(self, one: Looked, reading: FileReading) -> FileReport:
        """Put a reading; one of which the names say what they said is noted as unchanged."""
        mark = one.mark
        if (
            mark is None
            or mark not in self.seen
            or self.run is None
            or self._said(reading.name) != _said(reading.issues)
        ):
            return self._put(reading)
        if mark in self.store.note_unchanged([mark], run=self.run, now=self.now):
            return FileReport(one.found.name, FileStatus.UNCHANGED, mark.importer)
        return self._put(reading)

    def _said(self, name: str) -> frozenset[tuple[str, str]]:
        return _said(issue for code in TOLD for issue in self.store.issues(code=code, file=name))

    def _read(self, one: Looked) -> FileReading:
        if one.mark is None:
            raise one.refusal or UnreadableFile(f"{one.found.name}: chưa được xem.")
        file = open_file(one.found.path, name=one.found.name, ocr=self.ocr)
        return read_file(file, importer_for(file, name=one.mark.importer), register=self.register)

    def note_unchanged(self, looked: Sequence[Looked]) -> None:
        """Record files that need not be read again; one that no longer holds is read after all."""
        marks = [one.mark for one in looked if one.mark is not None]
        noted: set[FileMark] = set()
        if marks and self.run is not None:
            noted = set(self.store.note_unchanged(marks, run=self.run, now=self.now))
        for one in looked:
            if one.mark is not None and one.mark in noted:
                self._tell(one, FileReport(one.found.name, FileStatus.UNCHANGED, one.mark.importer))
            else:
                self.take(one)

    def _tell(self, one: Looked, report: FileReport) -> None:
        self.reports[one.found.path] = report
        self.progress.advance(report)

    def _put(self, reading: FileReading) -> FileReport:
        if self.run is None:
            return self._only_read(reading)
        stored = self.consent.put(self.store, reading, run=self.run, now=self.now)
        told = {name: getattr(stored, name) for name in STORED}
        return _report(reading, stored.status, stored.issues, told)

    def _only_read(self, reading: FileReading) -> FileReport:
        """Of a dry run: what was read; of a preview: what it would do."""
        preview = None
        if self.consent.preview:
            preview = self.consent.look(self.store, reading, now=self.now)
        else:
            distinct(Plan(reading, series=""))
        status = FileStatus.PARTIAL if _rejected(reading.issues) else FileStatus.DONE
        return replace(_report(reading, status, reading.issues, {}), preview=preview)

    def _refuse(self, one: Looked, error: CatalogueError) -> FileReport:
        importer = one.mark.importer if one.mark else None
        if self.run is not None:
            self.store.refuse_file(
                name=one.found.name,
                sha256=one.mark.sha256 if one.mark else "",
                size=_size(one.found.path),
                error=error,
                run=self.run,
                now=self.now,
                importer=importer,
            )
        return FileReport(
            one.found.name,
            FileStatus.REFUSED,
            importer,
            issues={Severity.ERROR: 1},
            code=error.code if isinstance(error, UnreadableFile) else UnreadableFile.code,
            message=error.message,
            hint=error.hint,
        )


def _said(issues: Iterable[Issue]) -> frozenset[tuple[str, str]]:
    """What was noted of names."""
    return frozenset((issue.code, issue.message) for issue in issues if issue.code in TOLD)


STORED = ("inserted", "revised", "corrected", "unchanged", "withdrawn")


def _rejected(issues: Iterable[Issue]) -> bool:
    return any(issue.severity is Severity.ERROR for issue in issues)


def _report(
    reading: FileReading, status: FileStatus, issues: Iterable[Issue], stored: dict[str, int]
) -> FileReport:
    return FileReport(
        reading.name,
        status,
        reading.importer,
        records=len(reading.records),
        measures=len(reading.measures),
        stored=stored,
        issues=dict(Counter(issue.severity for issue in issues)),
    )


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0
