"""import: published files into the catalogue, with a bar and a line for every file."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import now, opened

if TYPE_CHECKING:
    from catalogue.conflicts import Policy
    from catalogue.decision_effects import Preview
    from catalogue.store.reading import FileStatus
    from catalogue.store.store import Store
    from importers.run import FileReport, RunReport


def status_name(status: "FileStatus | str") -> str:
    """The status as the screen shows it."""
    return {
        "done": say("đã nhập", "imported"),
        "partial": say("nhập một phần", "partial"),
        "refused": say("từ chối", "refused"),
        "unchanged": say("không đổi", "unchanged"),
    }[str(status)]


class Bar:
    """A progress bar on stderr; lines for each file go to stdout when the run is over."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._drawn = Progress(
            TextColumn(say("Nhập tệp", "Importing")),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}", table_column=None),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._drawn.add_task("", total=None)

    def __enter__(self) -> "Bar":
        self._drawn.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drawn.stop()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Off the screen while a person is asked."""
        self._drawn.stop()
        try:
            yield
        finally:
            self._drawn.start()

    def start(self, total: int) -> None:
        """So many files were found."""
        self._drawn.update(self._task, total=total)

    def advance(self, report: "FileReport") -> None:
        """One more file is done."""
        self._drawn.update(self._task, advance=1, description=report.name[-50:])


class Question:
    """Shows what a decision would do, and asks; the answer may hold for all that follow."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._for_all: Policy | None = None

    def __call__(self, told: "Preview") -> "Policy | None":
        """The policy for one file; None: it is not stored."""
        from catalogue.conflicts import Policy
        from dongian.effects_view import preview_lines

        if self._for_all is not None or all(effect.kind == "unchanged" for effect in told.effects):
            return self._for_all or Policy.APPLY
        with self._bar.paused():
            for shown in preview_lines(told):
                line(shown)
            answer = click.prompt(
                say("Nhập quyết định này? n nhập, b bỏ các dòng mâu thuẫn, k không nhập, t nhập tất cả không hỏi nữa",
                    "Import? y yes, s skip the lines in conflict, n no, a all without asking"),
                type=click.Choice(say("n b k t", "y s n a").split()),
                show_choices=False,
            )  # fmt: skip
        kind = say("n b k t", "y s n a").split().index(answer)
        if kind == 3:
            self._for_all = Policy.APPLY
        return (Policy.APPLY, Policy.SKIP, None, Policy.APPLY)[kind]


def describe(report: "FileReport") -> str:
    """What became of one file, on one or two lines."""
    issues = sum(report.issues.values())
    told = f"{status_name(report.status):<14} {report.name}"
    if report.importer:
        told += f"  [{report.importer}]"
    if report.records:
        told += say(f"  {report.records} thủ tục", f"  {report.records} procedures")
    if report.measures:
        told += say(f"  {report.measures} phương án", f"  {report.measures} measures")
    if issues:
        told += say(f", {issues} vấn đề", f", {issues} issues")
    if report.message:
        told += f"\n{'':<15}{report.message}"
    if report.hint:
        told += f"\n{'':<15}→ {report.hint}"
    return told


OCR = click.option(
    "--ocr",
    is_flag=True,
    help=say(
        "Nhận dạng chữ trong PDF chỉ có hình ảnh (cần ocrmypdf); mọi dòng được đánh dấu để đối chiếu",
        "Recognise letters in PDFs of images (needs ocrmypdf); every record is marked",
    ),
)


@click.command("import", help=say("Nhập tệp và thư mục đã công bố.", "Import published files and folders."))
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--as",
    "source",
    metavar="SOURCE",
    help=say("Coi mọi tệp là nguồn loại này", "Read all files as this source"),
)
@click.option(
    "--dry-run", is_flag=True, help=say("Chỉ đọc, không ghi vào danh mục", "Read only, store nothing")
)
@click.option(
    "--quiet",
    is_flag=True,
    help=say("Chỉ in tổng hợp và tệp bị từ chối", "Print the summary and refusals only"),
)
@OCR
@click.option(
    "--preview",
    is_flag=True,
    help=say("Xem trước tác động đến danh mục, không ghi gì", "Show what the files would do, store nothing"),
)
@click.option(
    "--on-conflict",
    "policy",
    type=click.Choice(["apply", "skip", "stop"]),
    help=say(
        "Khi quyết định mâu thuẫn với danh mục: apply nhập hết và ghi vấn đề (mặc định), "
        "skip bỏ các dòng mâu thuẫn, stop không nhập tệp",
        "Where a decision does not fit the catalogue: apply all and note issues (default), "
        "skip the lines in conflict, stop and take nothing of the file",
    ),
)
@click.option(
    "--yes",
    is_flag=True,
    help=say("Không hỏi trước khi nhập quyết định", "Do not ask before a decision is stored"),
)
def import_(
    paths: tuple[Path, ...],
    source: str | None,
    dry_run: bool,
    quiet: bool,
    ocr: bool,
    preview: bool,
    policy: str | None,
    yes: bool,
) -> None:
    """One transaction per file; exit 1 when something was refused or is partial."""
    from catalogue.conflicts import Policy
    from importers.consent import Consent
    from importers.run import import_paths

    asked = sys.stdin.isatty() and sys.stdout.isatty() and not (yes or policy or settings().json)
    with opened() as store, Bar() as bar:
        question = Question(bar) if asked else None
        consent = Consent(Policy(policy or "apply"), preview, question)
        report = import_paths(
            store,
            paths,
            progress=bar,
            now=now(),
            as_source=source,
            dry_run=dry_run,
            ocr=ocr,
            consent=consent,
        )
        edits = edits_of(store, report)
    show(report, quiet=quiet, edits=edits)
    if not report.ok:
        sys.exit(1)


def edits_of(store: "Store", report: "RunReport") -> dict[str, list[str]]:
    """Values that people changed in templates, by file: sheet, cell, before and after."""
    told: dict[str, list[str]] = {}
    for one in report.files:
        if one.importer == "template" and report.run is not None:
            found = store.issues(code="value-edited", file=one.name, run=report.run)
            told[one.name] = [issue.message for issue in sorted(found, key=lambda issue: issue.id)]
    return told


def show(report: "RunReport", *, quiet: bool, edits: Mapping[str, Sequence[str]] | None = None) -> None:
    """Every file with what became of it and what was edited in it, then the sums by source."""
    changed = edits or {}
    if settings().json:
        files = [_told(one) | {"edits": list(changed.get(one.name, ()))} for one in report.files]
        emit({"run": report.run, "ok": report.ok, "files": files})
        return
    for one in report.files:
        if one.preview is not None:
            _show_preview(one.preview)
        elif not quiet or one.message:
            line(describe(one))
        for edit in changed.get(one.name, ()):
            line(f"{'':<15}{edit}")
    for name in report.hidden:
        line(say(f"bỏ qua (tên bắt đầu bằng dấu chấm) {name}", f"passed over (hidden) {name}"))
    if any(one.preview is not None for one in report.files):
        line(
            say(
                "Chưa ghi gì vào danh mục. Nhập: bỏ --preview.",
                "Nothing was stored. To import: without --preview.",
            )
        )
        return
    summary(report)


def _told(report: "FileReport") -> dict[str, Any]:
    told = asdict(replace(report, preview=None))
    if report.preview is not None:
        told["preview"] = report.preview.model_dump(mode="json")
    return told


def _show_preview(told: "Preview") -> None:
    from dongian.effects_view import preview_lines

    for shown in preview_lines(told):
        line(shown)
    line()


def summary(report: "RunReport") -> None:
    """Files, procedures and issues by source."""
    unread = say("(không đọc được)", "(not read)")
    sources = sorted({one.importer or unread for one in report.files})
    rows = []
    for source in sources:
        files = [one for one in report.files if (one.importer or unread) == source]
        counted = Counter(str(one.status) for one in files)
        stored: Counter[str] = Counter()
        for one in files:
            stored.update(one.stored)
        rows.append(
            {"source": source, "files": len(files)}
            | {status: counted[status] for status in ("done", "partial", "refused", "unchanged")}
            | {"records": sum(one.records for one in files)}
            | {what: stored[what] for what in ("inserted", "revised", "corrected", "withdrawn")}
            | {"issues": sum(sum(one.issues.values()) for one in files)}
        )
    table(
        say("Tổng hợp theo nguồn", "By source"),
        [
            Column("source", say("Nguồn", "Source")),
            Column("files", say("Tệp", "Files"), number=True),
            Column("done", say("đã nhập", "imported"), number=True),
            Column("partial", say("một phần", "partial"), number=True),
            Column("refused", say("từ chối", "refused"), number=True),
            Column("unchanged", say("không đổi", "unchanged"), number=True),
            Column("records", say("Bản ghi", "Records"), number=True),
            Column("inserted", say("thủ tục mới", "inserted"), number=True),
            Column("revised", say("thêm nguồn", "revised"), number=True),
            Column("corrected", say("đọc lại khác", "corrected"), number=True),
            Column("issues", say("Vấn đề", "Issues"), number=True),
        ],
        rows,
        note=say("Xem vấn đề: dongian issues", "See the issues: dongian issues"),
    )
