"""What the sync commands share: a portal opened, its two sides, a comparison.

Here: the order of work and progress. Not here: comparing and sending (publishing/sync/).
"""

import getpass
import os
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dongian.language import say
from dongian.wiring import now, portal_reader

if TYPE_CHECKING:
    from catalogue.snapshot import Snapshot
    from catalogue.store.store import Store
    from publishing.portals.base import Portal
    from publishing.portals.config import PortalConfig
    from publishing.portals.shapes import Reader
    from publishing.sync.patience import Patience
    from publishing.sync.plan import Plan
    from publishing.sync.sides import Wanted, Wants

portal_option = click.option(
    "--portal",
    "config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help=say("Tệp TOML mô tả cổng", "TOML file that describes the portal"),
)
who_option = click.option(
    "--who", help=say("Người thực hiện (mặc định: tên đăng nhập)", "Who does it (default: the system user)")
)


def name_of(who: str | None) -> str:
    """The person named, else the user of the system."""
    if who and who.strip():
        return who.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def new_run() -> str:
    """Id of one call of a command."""
    return uuid.uuid4().hex[:12]


@dataclass(frozen=True)
class Desk:
    """A portal opened, and what is needed to work with it."""

    config: "PortalConfig"
    portal: "Portal"
    reader: "Reader"
    patience: "Patience"


@contextmanager
def opened_portal(path: Path) -> "Iterator[Desk]":
    """The portal that a file describes; connections are closed afterwards."""
    from publishing.portals.config import load
    from publishing.portals.opening import opened
    from publishing.sync.patience import Clock, Patience

    config, reader = load(path), portal_reader()
    portal = opened(config, reader=reader, environment=os.environ, moment=lambda: now().timestamp())
    try:
        here = config.kind in ("folder", "list")
        pace = config.pace.model_copy(update={"per_second": 1e9}) if here else config.pace
        yield Desk(config, portal, reader, Patience(pace, Clock()))
    finally:
        portal.close()


@contextmanager
def bar(words: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """A progress bar on stderr; call it with how many more are done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task("", total=total)
        yield lambda count=1: drawn.update(task, advance=count)


def wants_of(snapshot: "Snapshot", desk: Desk) -> "Wants":
    """The catalogue's side on a day."""
    from publishing.sync.sides import wants

    with bar(say("Chuẩn bị bản ghi", "Preparing records"), len(snapshot.procedures)) as step:
        return wants(snapshot.procedures, desk.config, desk.reader, step)


def side_of(
    store: "Store", desk: Desk, day: date
) -> "Callable[[Collection[str] | None], Mapping[str, Wanted]]":
    """The catalogue's side on a day, whole or for some keys: what is resumed should not read it all again."""
    from publishing.sync.sides import wants

    def side(keys: Collection[str] | None) -> "Mapping[str, Wanted]":
        if keys is None:
            return wants_of(store.snapshot(day), desk).wanted
        views = (store.as_of(key, day) for key in sorted(keys))
        return wants([view.record for view in views if view is not None], desk.config, desk.reader).wanted

    return side


def compared(store: "Store", desk: Desk, day: date, *, who: str) -> "tuple[Plan, dict[str, str]]":
    """Everything the portal shows against the catalogue of a day."""
    from publishing.sync.planning import Sides, make_plan
    from publishing.sync.sides import everything

    snapshot = store.snapshot(day)
    wanted = wants_of(snapshot, desk)
    with bar(say("Đọc cổng", "Reading the portal")) as step:
        seen = everything(desk.portal, desk.patience, desk.reader, step, wanted=wanted.wanted)
    sides = Sides(desk.config, snapshot, wanted, seen, desk.reader)
    return make_plan(sides, store, who=who, made=now())
