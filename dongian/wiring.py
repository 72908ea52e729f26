"""Opens the store, tells the day, and passes things between rooms that may not meet.

The only place that looks at the clock: everything below is told the day and the moment.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click

from dongian.language import say
from dongian.output import settings

if TYPE_CHECKING:
    from analysis.attribution import Attribute
    from catalogue.records import Procedure
    from catalogue.store.store import Store
    from publishing.portals.shapes import Reader

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
Command = TypeVar("Command", bound=Callable[..., Any])


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today, where the law applies."""
    return datetime.now(HERE).date()


@contextmanager
def opened() -> Iterator["Store"]:
    """The catalogue of this call, as it was known at its `--known-at`.

    Raises:
        DatabaseNotReady: says what to type next.
    """
    from catalogue.store.lookback import at
    from catalogue.store.store import Store

    store = Store.open(settings().database)
    try:
        yield at(store, settings().known)
    finally:
        store.close()


def as_of_option(command: Command) -> Command:
    """`--as-of DAY`: what was in force on that day; default today."""
    return click.option(
        "--as-of",
        "day",
        type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
        callback=lambda _ctx, _param, value: today() if value is None else value.date(),
        help=say("Ngày hiệu lực, dạng 2026-07-01 hoặc 01/07/2026 (mặc định: hôm nay)",
                 "Day in force, as 2026-07-01 or 01/07/2026 (default: today)"),
    )(command)  # fmt: skip


def _known(ctx: click.Context, _param: click.Parameter, value: datetime | None) -> datetime | None:
    """The moment, which also binds the store that the command opens; a day alone means its end."""
    if value is None:
        return None
    whole_day = value.time() == time.min
    told = datetime.combine(value.date(), time.max) if whole_day else value
    moment = told.replace(tzinfo=HERE).astimezone(UTC)
    root = ctx.find_root()
    root.obj = ctx.obj = replace(settings(), known=moment)
    return moment


def _known_at() -> dict[str, Any]:
    return {
        "type": click.DateTime(["%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%dT%H:%M:%S"]),
        "callback": _known,
        "help": say("Theo hiểu biết của danh mục đến hết ngày này, hoặc đến thời điểm 2026-07-01T08:30:00",
                    "As the catalogue knew by the end of this day, or at the moment 2026-07-01T08:30:00"),
    }  # fmt: skip


def known_at_option(command: Command) -> Command:
    """`--known-at MOMENT`: what the catalogue knew then; default now."""
    return click.option("--known-at", "known", **_known_at())(command)


def known_at_binding() -> click.Option:
    """The same for a command that takes no `known`: the store that it opens is bound to the moment."""
    return click.Option(["--known-at"], expose_value=False, **_known_at())


FAULTS = (AttributeError, TypeError, ValueError, LookupError, ArithmeticError, RecursionError)


def portal_reader() -> "Reader":
    """How publishing reads back what a portal shows: the importers, behind the limits on hostile files."""
    from importlib import import_module

    from catalogue.errors import UnreadableFile
    from importers.base import Importer, SourceFile
    from importers.limits import LIMITS, Shape, check_bytes
    from importers.readers.package import check_package
    from importers.run import read_file

    @cache
    def named(importer: str) -> Importer:
        # the one module, not all of them: a command that is resumed should not wait for readers of PDF
        found: Importer = import_module(f"importers.sources.{importer.replace('-', '_')}").IMPORTER
        return found

    def read(importer: str, name: str, data: bytes) -> "tuple[Procedure, ...]":
        file = SourceFile(name, data)
        if check_bytes(file, LIMITS) is Shape.ZIP:
            check_package(file, LIMITS)
        try:
            return read_file(file, named(importer)).records
        except FAULTS as error:
            # a value of a kind that no reader expects: what one message says must not end the comparison
            raise UnreadableFile(
                f"{name}: giá trị không đúng kiểu ({type(error).__name__}: {error}).",
                hint="Xem lại bản ghi này trên cổng.",
            ) from error

    return read


def attribute_option(command: Command) -> Command:
    """`--attribute-to successors|as-written`: under which agency a procedure is counted."""
    return click.option(
        "--attribute-to",
        "how",
        type=click.Choice(["successors", "as-written"]),
        default="successors",
        show_default=True,
        help=say("Quy về cơ quan kế thừa, hay để cơ quan như văn bản ghi",
                 "Count under the agency that stands in, or under the one that is written"),
    )(command)  # fmt: skip


def attributing(store: "Store", how: str, known: datetime | None = None) -> "Attribute":
    """Under which agency a written name is counted, by the register of the catalogue; to hand to analyses."""
    from analysis.attribution import Attribution
    from analysis.attribution import attributing as bound

    return bound(store.ledger.register(known), Attribution(how))
