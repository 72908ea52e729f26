"""publish: the catalogue of a day as files for others; one command per format."""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from catalogue.errors import NotFound
from dongian import __version__
from dongian.language import say
from dongian.output import Column, emit, line, settings, table
from dongian.wiring import as_of_option, known_at_option, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.records import Procedure
    from catalogue.store.store import Store
    from publishing.exports.files import Advance
    from publishing.exports.stamp import Stamp

Command = TypeVar("Command", bound=Callable[..., Any])
LEVELS = ("central", "province", "district", "commune", "other")
KINDS = ("standard", "specific", "assigned", "internal", "interconnected")


@dataclass(frozen=True)
class Scope:
    """What is asked for: a day, a moment, and filters."""

    day: date
    known: datetime | None
    sector: str | None
    agency: str | None
    level: str | None
    kind: str | None
    keys: tuple[str, ...]

    @property
    def filters(self) -> tuple[str, ...]:
        """The filters in words; they stand in the export."""
        named = {"lĩnh vực": self.sector, "cơ quan": self.agency, "cấp": self.level, "loại": self.kind}
        told = [f"{name}: {value}" for name, value in named.items() if value is not None]
        return (*told, *([f"mã: {', '.join(self.keys)}"] if self.keys else []))


@dataclass(frozen=True)
class Published:
    """The records of an export, and its stamp."""

    records: "Sequence[Procedure]"
    stamp: "Stamp"


def published(store: "Store", scope: Scope) -> Published:
    """The records that are asked for.

    Raises:
        NotFound: a named procedure is not in force on the day.
    """
    from catalogue.records import Kind, Level
    from catalogue.store.changes import Feed
    from publishing.exports.stamp import Stamp

    snapshot = store.snapshot(scope.day, scope.known)
    last = Feed(store.engine).last_recorded() or datetime.combine(scope.day, time(), UTC)
    stamp = Stamp.of(snapshot, known=scope.known or last, version=__version__, filters=scope.filters)
    missing = [key for key in scope.keys if key not in snapshot.by_key]
    if missing:
        raise NotFound(
            say(f"Không có hiệu lực ngày {scope.day:%d/%m/%Y}: {', '.join(missing)}.",
                f"Not in force on {scope.day}: {', '.join(missing)}."),
            hint=f"dongian search {missing[0]}",
        )  # fmt: skip
    if not scope.filters:
        return Published(snapshot.procedures, stamp)
    found = store.listing(
        scope.day,
        known=scope.known,
        sector=scope.sector,
        agency=scope.agency,
        level=None if scope.level is None else Level(scope.level),
        kind=None if scope.kind is None else Kind(scope.kind),
    )
    wanted = {heading.key for heading in found} & (set(scope.keys) or {heading.key for heading in found})
    return Published([one for one in snapshot.procedures if one.key in wanted], stamp)


def scoped(command: Command) -> Command:
    """The options that say which procedures, handed on as one `scope`."""
    from functools import wraps

    @wraps(command)
    def run(**options: Any) -> Any:
        scope = Scope(**{name: options.pop(name) for name in Scope.__dataclass_fields__})
        return command(scope=scope, **options)

    told: Any = run
    for option in (
        known_at_option,
        as_of_option,
        click.option("--key", "keys", multiple=True, metavar="CODE",
                     help=say("Chỉ các thủ tục này", "Only these procedures")),
        click.option("--kind", type=click.Choice(KINDS), help=say("Loại thủ tục", "Kind")),
        click.option("--level", type=click.Choice(LEVELS), help=say("Cấp", "Level")),
        click.option("--agency", help=say("Cơ quan", "Agency")),
        click.option("--sector", help=say("Lĩnh vực", "Sector")),
    ):  # fmt: skip
        told = option(told)
    return told  # type: ignore[no-any-return]


@contextmanager
def bar(total: int) -> "Iterator[Advance]":
    """A progress bar on stderr."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    drawn = Progress(
        TextColumn(say("Xuất", "Exporting")),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = drawn.add_task("", total=total)
    with drawn:
        yield lambda done: drawn.advance(task, done)


def target_argument(suffixes: tuple[str, ...], *, folder: bool = False) -> Callable[[Command], Command]:
    """The file (or folder) to write; another suffix is wrong usage."""

    def check(_ctx: click.Context, _param: click.Parameter, value: Path) -> Path:
        if value.suffix.lower() not in suffixes and not (folder and value.suffix == ""):
            allowed = ", ".join(suffixes)
            raise click.BadParameter(
                say(f"{value.name}: tên tệp phải có đuôi {allowed}", f"{value.name}: must end in {allowed}")
            )
        return value

    return click.argument("target", metavar="FILE", type=click.Path(path_type=Path), callback=check)


def done(told: Published, target: Path, **figures: Any) -> None:
    """Say what was written."""
    if settings().json:
        emit({"file": str(target), "procedures": len(told.records), **told.stamp.told(), **figures})
        return
    line(say(f"Đã ghi {len(told.records)} thủ tục vào {target}.",
             f"{len(told.records)} procedures written to {target}."))  # fmt: skip
    line(told.stamp.sentence())


@click.group(help=say("Xuất danh mục ra tệp cho người khác.", "Write the catalogue as files for others."))
def publish() -> None:
    """Every export says its day, moment, snapshot and program."""


@publish.command(
    "list", help=say("Danh sách TTHC theo mẫu chính thức (.xlsx).", "The official list (.xlsx).")
)
@target_argument((".xlsx",))
@scoped
def list_(target: Path, scope: Scope) -> None:
    """Banner, header in row 2, five columns."""
    from publishing.exports.portal_list import write_list

    _write(target, scope, write_list)


@publish.command(help=say("Bảng tính đủ các phần, sửa và nhập lại được (.xlsx).",
                          "A workbook of all parts, to edit and import back (.xlsx)."))  # fmt: skip
@target_argument((".xlsx",))
@scoped
def xlsx(target: Path, scope: Scope) -> None:
    """The template of procedures, with its stamp."""
    from catalogue.template import kinds
    from publishing.templates import write_template

    with opened() as store:
        told = published(store, scope)
    rows = write_template(target, kinds()["procedures"], told.records, about=told.stamp.sentence())
    done(told, target, rows=rows)


@publish.command(help=say("Bản ghi chuẩn, mỗi dòng một JSON.", "Canonical records, one JSON a line."))
@target_argument((".jsonl",))
@scoped
def jsonl(target: Path, scope: Scope) -> None:
    """The first line says where the records come from."""
    from publishing.exports.jsonl import write_jsonl

    _write(target, scope, write_jsonl)


@publish.command(
    help=say("Các bảng CSV với datapackage.json: thư mục, hoặc một tệp .zip nhập lại được.",
             "CSV tables with datapackage.json: a folder, or a .zip that can be imported.")
)  # fmt: skip
@target_argument((".zip",), folder=True)
@scoped
def csv(target: Path, scope: Scope) -> None:
    """Frictionless Data Package."""
    from publishing.exports.tables import write_tables

    with opened() as store:
        told = published(store, scope)
    with bar(len(told.records)) as advance:
        written = write_tables(target, told.records, told.stamp, advance=advance)
    done(told, target, rows=written.rows, long_cells=written.long_cells)
    if written.long_cells:
        click.echo(
            say(f"{written.long_cells} ô dài hơn 32.767 ký tự: tệp giữ đủ, nhưng Excel sẽ cắt khi mở.",
                f"{written.long_cells} cells are longer than 32,767 letters: Excel will cut them."),
            err=True,
        )  # fmt: skip


@publish.command(help=say("Một tệp Parquet, cấu trúc lồng nhau.", "One Parquet file with nested parts."))
@target_argument((".parquet",))
@scoped
def parquet(target: Path, scope: Scope) -> None:
    """Needs the extra dongian[parquet]."""
    from publishing.exports.parquet import write_parquet

    _write(target, scope, write_parquet)


@publish.command(
    help=say("Trả lời LayThuTuc của dịch vụ đồng bộ quốc gia (.json).",
             "An answer LayThuTuc of the national sync service (.json).")
)  # fmt: skip
@target_argument((".json",))
@click.option("--publisher", metavar="H49", help=say("Mã cơ quan công bố", "Code of the publishing agency"))
@scoped
def exchange(target: Path, publisher: str | None, scope: Scope) -> None:
    """Everything is a string; what has no place there: publish fields exchange."""
    from publishing.exports.exchange import write_exchange

    with opened() as store:
        told = published(store, scope)
    with bar(len(told.records)) as advance:
        write_exchange(target, told.records, told.stamp, publisher=publisher, advance=advance)
    done(told, target)


def _write(target: Path, scope: Scope, write: Callable[..., Any]) -> None:
    with opened() as store:
        told = published(store, scope)
    with bar(len(told.records)) as advance:
        write(target, told.records, told.stamp, advance=advance)
    done(told, target)


@publish.command(
    help=say(
        "Trường nào còn, trường nào mất trong một định dạng.", "What a format carries, and what it does not."
    )
)
@click.argument("name", metavar="[FORMAT]", required=False)
@click.option("--lost", is_flag=True, help=say("Chỉ những gì không còn nguyên", "Only what does not survive"))
def fields(name: str | None, lost: bool) -> None:
    """One row per field of the canonical record; read from the table that the tests hold the formats to."""
    from publishing.exports.fields import FORMATS, carried

    if name is not None and name not in FORMATS:
        raise click.BadParameter(
            say(f"các định dạng: {', '.join(FORMATS)}", f"formats: {', '.join(FORMATS)}")
        )
    rows = [
        {"format": one, "field": field.path, "at": field.at, "whole": field.whole, "limit": field.limit}
        for one in ([name] if name else FORMATS)
        for field in carried(one)
        if not (lost and field.whole)
    ]
    table(
        say("Các trường của bản ghi chuẩn", "Fields of the canonical record"),
        [
            Column("format", say("Định dạng", "Format")),
            Column("field", say("Trường", "Field")),
            Column("whole", say("Giữ nguyên", "Whole")),
            Column("at", say("Nằm ở", "Stands in"), width=50),
            Column("limit", say("Giới hạn", "Limit"), width=60),
        ],
        rows,
    )
