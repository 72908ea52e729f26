"""What every export shares: which procedures, the bar, the target, what is said when it is done."""

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
from dongian.output import emit, line, settings
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


def export(target: Path, scope: Scope, write: Callable[..., Any]) -> tuple[Published, Any]:
    """Write the records that are asked for, with a bar: what was published, and what the writer says of it."""
    with opened() as store:
        told = published(store, scope)
    with bar(len(told.records)) as advance:
        return told, write(target, told.records, told.stamp, advance=advance)


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
