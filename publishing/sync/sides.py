"""The two sides of a comparison: what the portal is to show, and what it shows.

What it is to show is the catalogue's record written in the portal's shape and read back, so that both
sides went through the same words; what is lost on the way is told, never taken for equal.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from catalogue.diff import FieldChange, diff
from catalogue.errors import CatalogueError
from catalogue.records import Coverage, Procedure, content
from publishing.portals.base import Portal, PortalGarbled, Shown, key_of
from publishing.portals.config import PortalConfig
from publishing.portals.shapes import Reader, Shape
from publishing.sync.patience import Patience, each
from publishing.sync.plan import LeftOut

STEP = Callable[[], None]


@dataclass(frozen=True)
class Wanted:
    """One procedure as the portal is to show it."""

    key: str
    name: str
    data: bytes
    """The message."""
    record: Procedure
    """The message read back."""
    fields: frozenset[str]
    """What is compared; of a procedure known only by its row of a list, what the row states."""
    mark: str
    lost: tuple[str, ...]
    """Fields of the catalogue's record that came back otherwise, or not at all."""
    listed: bool
    """Only the row of a list is known: its content cannot be put."""


@dataclass(frozen=True)
class Seen:
    """One procedure as the portal shows it."""

    key: str
    token: str
    record: Procedure | None
    """None: it cannot be read, see `fault`."""
    fault: str = ""


@dataclass(frozen=True)
class Wants:
    """All that the portal is to show, and what cannot be put there."""

    wanted: Mapping[str, Wanted]
    left_out: tuple[LeftOut, ...]


def told_of(record: Procedure, fields: Iterable[str]) -> dict[str, Any]:
    """What a record says in some fields, without what it does not state."""
    said = content(record)
    return {name: said[name] for name in sorted(fields) if said.get(name) not in (None, [], "")}


def canonical(record: Procedure, fields: Iterable[str]) -> str:
    """The same as JSON; equal contents give equal text."""
    return json.dumps(told_of(record, fields), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def mark_of(record: Procedure, fields: Iterable[str]) -> str:
    """Hash of what a record says in some fields."""
    return sha256(canonical(record, fields).encode()).hexdigest()[:32]


def changes_in(a: Procedure, b: Procedure, fields: frozenset[str]) -> tuple[FieldChange, ...]:
    """What b says otherwise than a, in some fields."""
    return tuple(change for change in diff(a, b) if top(change.path) in fields)


def top(path: str) -> str:
    """The field of the record that a path lies in."""
    return path.partition("[")[0].partition(".")[0]


def wants(
    records: Iterable[Procedure], config: PortalConfig, reader: Reader, step: STEP = lambda: None
) -> Wants:
    """The catalogue's side: every procedure in force that belongs on the portal."""
    wanted: dict[str, Wanted] = {}
    left_out = []
    for record in records:
        step()
        if record.foreign_code is not None or not config.scope.holds(record):
            continue
        if record.code is None:
            left_out.append(LeftOut(key=record.key, name=record.name, why="uncoded"))
            continue
        found = wanted_of(record, config.told_shape, reader, config.code_suffix)
        if found is None:
            left_out.append(LeftOut(key=record.key, name=record.name, why="unwritable"))
        else:
            wanted[record.key] = found
    return Wants(wanted, tuple(left_out))


def wanted_of(record: Procedure, shape: Shape, reader: Reader, suffix: str = "") -> Wanted | None:
    """One procedure written and read back; None where it does not come back as itself."""
    data = shape.write(record, suffix)
    try:
        back = shape.read(data, reader)
    except CatalogueError:
        return None
    if len(back) != 1 or back[0].key != record.key:
        return None
    listed = record.coverage is Coverage.LISTED and not shape.listed
    fields = shape.fields & frozenset(told_of(record, shape.fields)) if listed else shape.fields
    stated = frozenset(told_of(record, Procedure.model_fields)) - NO_CONTENT
    misread = {top(change.path) for change in diff(record, back[0])} & stated
    return Wanted(
        record.key,
        record.name,
        data,
        back[0],
        fields,
        mark_of(back[0], fields),
        tuple(sorted(misread)),
        listed,
    )


NO_CONTENT = frozenset({"code", "code_as_written", "provisional_id", "coverage"})


def seen_of(shown: Shown, shape: Shape, reader: Reader) -> Seen:
    """What one message of the portal says."""
    try:
        found = shape.read(shown.data, reader, name=f"{shown.key}{shape.suffix}")
    except CatalogueError as error:
        return Seen(shown.key, shown.token, None, error.message)
    if len(found) != 1:
        return Seen(shown.key, shown.token, None, f"{len(found)} thủ tục trong một bản ghi")
    if key_of(found[0].key) != shown.key:
        return Seen(shown.key, shown.token, None, f"bản ghi là của thủ tục {found[0].key}")
    return Seen(shown.key, shown.token, found[0])


def everything(
    portal: Portal,
    patience: Patience,
    reader: Reader,
    step: STEP = lambda: None,
    *,
    wanted: Mapping[str, Wanted] | None = None,
) -> dict[str, Seen]:
    """The portal's side: all it shows, read by its workers.

    What is byte for byte the message of `wanted` says what that says, and is not read again.
    """
    marks, shape = portal.marks(patience.steady), portal.config.told_shape

    def fetch(key: str) -> Shown | Seen | None:
        try:
            return patience.steady(lambda: portal.read(key))
        except PortalGarbled as error:
            mark = marks[key] or sha256(error.data).hexdigest()
            return Seen(key, mark, None, error.message)

    found = {}
    for key, shown in each(marks, fetch, workers=portal.workers):
        step()
        if isinstance(shown, Seen):
            found[key] = shown
        elif shown is not None:
            ours = (wanted or {}).get(key)
            same = ours is not None and ours.data == shown.data
            found[key] = (
                Seen(key, shown.token, ours.record) if ours and same else seen_of(shown, shape, reader)
            )
    return found


def tokens(portal: Portal, patience: Patience) -> dict[str, str]:
    """The portal's marks of everything; read one by one where its list has none."""
    marks = portal.marks(patience.steady)
    bare = [key for key, token in marks.items() if token is None]
    read = dict(each(bare, lambda key: patience.steady(lambda: portal.read(key)), workers=portal.workers))
    found = {key: token for key, token in marks.items() if token is not None}
    return found | {key: shown.token for key, shown in read.items() if shown is not None}
