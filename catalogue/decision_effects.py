"""What a decision does to the catalogue (tác động của một quyết định), line by line.

Here: the shapes, and the effect of one planned sighting beside what is known.
Not here: planning (catalogue/store/put.py), conflicts (catalogue/conflicts.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalogue.conflicts import Conflict
from catalogue.diff import FieldChange, diff
from catalogue.issues import Severity
from catalogue.records import Change, Link, Place, Procedure, Record
from catalogue.store.versions import Role, Sighting, compose, in_force, needed

NOT_TOLD = ("decision", "change", "coverage", "replaces", "not_applicable")
"""Fields of the announcement itself: every decision changes them."""


class EffectKind(StrEnum):
    """What becomes of a procedure."""

    NEW = "new"
    """mới ban hành"""
    AMENDED = "amended"
    """sửa đổi, bổ sung"""
    REPLACED = "replaced"
    """thay thế: it stands for others from now on"""
    ENDED = "ended"
    """bị thay thế: another one stands for it"""
    REPEALED = "repealed"
    """bãi bỏ"""
    SUSPENDED = "suspended"
    """không thực hiện"""
    STANDARDISED = "standardised"
    """chuẩn hóa"""
    CORRECTED = "corrected"
    """đính chính"""
    STATED = "stated"
    """thêm nguồn: no change is announced"""
    UNCHANGED = "unchanged"
    """không đổi: this publication has said so before"""
    WITHDRAWN = "withdrawn"
    """không còn nêu: this publication stated it before"""
    LEFT_OUT = "left_out"
    """không nhập, vì mâu thuẫn"""


class Replaced(Record):
    """One procedure that another one stands for."""

    key: str
    name: str | None = None


class DecisionEffect(Record):
    """What one line does to one procedure (tác động đến một thủ tục)."""

    key: str
    name: str
    kind: EffectKind
    change: Change | None = None
    """As the source says; None: it announces no change."""
    day: date | None = None
    """The first day; None: the source gives none."""
    until: date | None = None
    """The last day, where one is stated."""
    province: str | None = None
    """The province it holds for; None: the whole country."""
    known: bool
    """The catalogue knew the procedure, in force or not."""
    changes: tuple[FieldChange, ...] = ()
    """Field by field, what the record of the first day says otherwise than without this file."""
    replaces: tuple[Replaced, ...] = ()
    replaced_by: Replaced | None = None
    outranked_by: tuple[str, ...] = ()
    """Publications that say otherwise for the same day, or since, and hold instead."""
    conflicts: tuple[str, ...] = ()
    """Codes of the conflicts of this line."""
    place: Place = Place()


class DecisionHead(Record):
    """The decision of a file, for a preview."""

    number: str | None
    signed: date | None
    effective: date | None
    agency: str | None
    province: str | None
    title: str | None
    replaces: tuple[str, ...]
    links: tuple[Link, ...]


class Preview(Record):
    """What an import of one file would do; nothing was stored."""

    file: str
    importer: str
    decisions: tuple[DecisionHead, ...]
    effects: tuple[DecisionEffect, ...]
    conflicts: tuple[Conflict, ...]
    counts: dict[str, int]
    """Procedures by what an import counts: inserted, revised, corrected, unchanged, withdrawn."""
    issues: dict[Severity, int]

    @property
    def kinds(self) -> dict[EffectKind, int]:
        """Number of procedures by kind of effect, in the order of the kinds; those that occur."""
        told = {kind: sum(one.kind is kind for one in self.effects) for kind in EffectKind}
        return {kind: number for kind, number in told.items() if number}


@dataclass(frozen=True)
class Sides:
    """A procedure on the first day of a line, without and with it; strongest sightings first."""

    key: str
    day: date
    planned: Sighting
    before: tuple[Sighting, ...]
    after: tuple[Sighting, ...]
    today: tuple[Sighting, ...]
    """With it, today; empty where it has not begun."""

    @property
    def wanted(self) -> list[Sighting]:
        """The stored sightings whose records are read."""
        return [s for s in (*needed(self.before), *needed(self.after)) if s.id]


def sides_of(key: str, known: Sequence[Sighting], planned: Sighting, today: date) -> Sides:
    """What holds of a procedure on the first day of a planned sighting, and since."""
    day, place = planned.valid_from or today, planned.place
    after = [*known, planned]
    return Sides(
        key,
        day,
        planned,
        in_force(known, day, place=place),
        in_force(after, day, place=place),
        in_force(after, today, place=place) if day <= today else (),
    )


def changes_of(sides: Sides, whole: Mapping[int, Sighting]) -> tuple[FieldChange, ...]:
    """What the record of the first day says otherwise, field by field."""
    before, after = (_composed(holding, whole) for holding in (sides.before, sides.after))
    if before is None or after is None:
        return ()
    return tuple(
        change for change in diff(before, after) if change.path.split(".")[0].split("[")[0] not in NOT_TOLD
    )


def _composed(holding: Sequence[Sighting], whole: Mapping[int, Sighting]) -> Procedure | None:
    if not holding:
        return None
    return compose([whole[s.id] if s.id else s for s in needed(holding)])[0]


def outranked_by(sides: Sides) -> tuple[str, ...]:
    """Files that hold instead of a planned sighting, on its first day or today."""
    planned = sides.planned
    if planned.ends:
        return tuple(dict.fromkeys(s.file for s in (*sides.after, *sides.today)))
    found = []
    for holding in (sides.after, sides.today):
        if planned in holding and planned not in needed(holding):
            found += [s.file for s in needed(holding)]
        elif holding and planned in holding:
            found += [s.file for s in holding[: holding.index(planned)]]
    return tuple(dict.fromkeys(found))


KINDS = {change: EffectKind(change.value) for change in Change}


def kind_of(planned: Sighting, *, known: bool) -> EffectKind:
    """The kind of effect of a planned sighting."""
    if planned.role is Role.WITHDRAWN:
        return EffectKind.WITHDRAWN
    if planned.role is Role.ENDED:
        return EffectKind.ENDED
    if planned.change is not None:
        return KINDS[planned.change]
    return EffectKind.STATED if known else EffectKind.NEW
