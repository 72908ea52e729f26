"""report, demo: everything on one page, and the main job on sample files."""

import shutil
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.errors import NotFound
from dongian.language import language, say
from dongian.output import line, settings
from dongian.settings import as_url
from dongian.wiring import HERE, as_of_option, attribute_option, attributing, now, opened, today

if TYPE_CHECKING:
    from catalogue.store.store import Store
    from publishing.report_input import FileLine, IssueLine, ReportInput


def _files(store: "Store") -> "Iterable[FileLine]":
    from publishing.report_input import FileLine

    latest = {one.name: one for one in store.files() if str(one.status) != "unchanged"}
    titles = _titles()
    for one in latest.values():
        yield FileLine(
            name=one.name,
            source=titles.get(one.importer or "", one.importer or ""),
            status=str(one.status),
            records=one.records,
            issues=one.errors + one.warnings + one.notes,
            note=" ".join(part for part in (one.message, one.hint) if part),
        )


def _titles() -> dict[str, str]:
    from importers.registry import discover

    return {importer.name: importer.title for importer in discover()}


def _issues(store: "Store") -> "Iterable[IssueLine]":
    from catalogue.issues import issue_codes
    from publishing.report_input import IssueLine

    codes = issue_codes()
    for (code, severity), count in store.issue_counts().items():
        first = store.issues(code=code, limit=1)
        yield IssueLine(
            severity=str(severity),
            code=code,
            vi=say(codes[code].vi, codes[code].en),
            do=codes[code].do,
            count=count,
            example=first[0].message if first else "",
        )


def report_input(
    store: "Store", day: date, *, made: datetime, curved: bool = False, how: str = "successors"
) -> "ReportInput":
    """Everything that the report of a day shows; the findings are stored, `curved` adds the plans."""
    from analysis.targets import report_targets
    from dongian import analyses
    from dongian.report_parts import bases_of, curve_of
    from publishing.report_input import ReportInput

    studied = analyses.study(store, day)
    duplicates = analyses.duplicates(store, studied)
    held = analyses.once_only(store, studied)
    cuts = analyses.effect(studied, (*held, *duplicates))
    attributed = attributing(store, how)
    return ReportInput(
        lang=language(),
        day=day,
        snapshot=studied.snapshot.id,
        procedures=len(studied.snapshot.procedures),
        rows=sum(len(procedure.components) for procedure in studied.snapshot.procedures),
        made=made.astimezone(HERE),
        files=tuple(_files(store)),
        issues=tuple(_issues(store)),
        findings=(*duplicates, *held),
        cuts=cuts,
        targets=report_targets(studied.snapshot, studied.readings, cuts, attributed=attributed),
        bases=bases_of(store, studied, day),
        curve=curve_of(store, studied, (*held, *duplicates)) if curved else (),
    )


def write_report(
    store: "Store", day: date, target: Path, *, curved: bool = False, how: str = "successors"
) -> None:
    """Analyse the snapshot of a day, store the findings, write the page; `curved` adds the plans."""
    from publishing.report import render

    page = render(report_input(store, day, made=now(), curved=curved, how=how))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, "utf-8")


@click.command(
    help=say("Ghi báo cáo một trang, mở được ngoại tuyến.", "Write the report, one page that opens offline.")
)
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("report.html"),
    show_default=True,
    help=say("Tệp ghi ra", "File to write"),
)
@click.option(
    "--curve",
    "curved",
    is_flag=True,
    help=say("Thêm đường đánh đổi (lâu hơn)", "Add the trade-off curve (takes longer)"),
)
@attribute_option
@as_of_option
def report(target: Path, day: date, how: str, *, curved: bool) -> None:
    """The same tables as the commands, with charts and the method."""
    with opened() as store:
        write_report(store, day, target, curved=curved, how=how)
    line(say(f"Đã ghi {target}", f"Written: {target}"))


def sample_files(folder: Path) -> list[Path]:
    """The published-looking files of the fixtures; their expected records are no sources."""
    return sorted(path for path in folder.glob("*/*/source.*") if path.is_file())


def _sample_folder(given: Path | None) -> Path:
    for folder in (given, Path("fixtures"), Path(__file__).parent.parent / "demo" / "fixtures"):
        if folder is not None and sample_files(folder):
            return folder
    raise NotFound(
        say("Không tìm thấy tệp mẫu.", "No sample files were found."),
        hint=say(
            "Chạy trong thư mục của dự án: dongian demo fixtures",
            "Run it in the project: dongian demo fixtures",
        ),
    )


@click.command(
    help=say(
        "Chạy toàn bộ trên tệp mẫu: nhập, tìm trùng lặp, chi phí, báo cáo.", "Run everything on sample files."
    )
)
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help=say("Thư mục ghi kết quả", "Folder for the results"),
)
@click.pass_context
def demo(ctx: click.Context, folder: Path | None, into: Path) -> None:
    """A new catalogue from the fixtures, the tables of the main job, and the report."""
    from catalogue.store.store import Store
    from dongian.commands.cost_commands import show, targets
    from dongian.commands.findings_commands import duplicates, once_only
    from dongian.commands.import_command import Bar
    from dongian.commands.import_command import show as show_import
    from importers.run import import_paths

    samples = _sample_folder(folder)
    into.mkdir(parents=True, exist_ok=True)
    for old in into.glob("dongian.db*"):
        old.unlink()
    ctx.find_root().obj = ctx.obj = replace(settings(), database=as_url(str(into / "dongian.db")))
    copies = staged(samples, into / "files")
    with Store.create(settings().database) as store, Bar() as bar:
        imported = import_paths(store, [copies], progress=bar, now=now())
    shutil.rmtree(copies)
    line(
        say(
            "Tệp mẫu gồm cả tệp hỏng và tệp lạ, để cho thấy chúng bị từ chối thế nào.",
            "Among the sample files are broken and odd ones, to show how they are refused.",
        )
    )
    show_import(imported, quiet=False)
    ctx.invoke(duplicates, limit=12, why=None, day=today())
    ctx.invoke(once_only, verdict=None, procedure=None, limit=12, why=None, day=today())
    ctx.invoke(show, code=None, limit=10, day=today())
    ctx.invoke(targets.commands["show"], day=today())
    with opened() as store:
        write_report(store, today(), into / "report.html", curved=True)
    line(say(f"Danh mục: {into / 'dongian.db'}   Báo cáo: {into / 'report.html'}",
             f"Catalogue: {into / 'dongian.db'}   Report: {into / 'report.html'}"))  # fmt: skip
    if not imported.files or all(str(one.status) == "refused" for one in imported.files):
        sys.exit(1)


def staged(samples: Path, folder: Path) -> Path:
    """The sample files in a folder of their own, so that their names tell what they show."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in sample_files(samples):
        target = folder / path.parent.relative_to(samples).with_name(path.parent.name + path.suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return folder
