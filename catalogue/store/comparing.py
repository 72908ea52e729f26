"""The whole catalogue on two days, or as known at two moments: what is new, ended, amended.

Here: which procedures differ, and how, field by field, read a part at a time. What both sides
put together from the same sightings is equal and is not read.
Not here: the comparison of two records (catalogue/diff.py), how grave a change is (publishing/).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, text

from catalogue.diff import ChangeKind, FieldChange, diff
from catalogue.records import Change, Coverage, Procedure, Record
from catalogue.store import rows
from catalogue.store.differences import differing
from catalogue.store.listing import EVERYTHING, sieve
from catalogue.store.versions import Role, Sighting, compose, current, stated

PART = 200
"""Procedures whose records are read at a time."""


class Side(Record):
    """The catalogue on a day, as known at a moment (mốc so sánh)."""

    day: date
    known: datetime | None = None
    """None: as it is known now."""


class Became(StrEnum):
    """What became of a procedure from one side to the other."""

    NEW = "new"
    """mới có hiệu lực"""
    ENDED = "ended"
    """không còn hiệu lực"""
    AMENDED = "amended"
    """thay đổi nội dung"""
    LEARNED = "learned"
    """biết thêm, hoặc nguồn khác nêu: one side knows only a row of a list, or another kind of source
    tells it in other words; every fact that both tell is the same"""


class ProcedureChange(Record):
    """One procedure that differs between two sides (thủ tục có thay đổi)."""

    key: str
    name: str
    became: Became
    sector: str | None = None
    agency: str | None = None
    """Cơ quan công bố."""
    decision: str | None = None
    """Of the later side; where a procedure ended, the one that ended it."""
    why: str | None = None
    """How it ended: repealed, suspended, replaced, expired, withdrawn; None where it did not."""
    replaced_by: str | None = None
    files: tuple[str, ...] = ()
    """Where the later side has it from, strongest first; of what ended, where it was from."""
    changes: tuple[FieldChange, ...] = ()
    learned: tuple[str, ...] = ()
    """Fields that one side leaves open or tells in the words of another kind of source."""


@dataclass(frozen=True)
class Between:
    """Two sides of the catalogue, through the store."""

    reading: Callable[[], AbstractContextManager[Connection]]

    def changes(self, before: Side, after: Side) -> Iterator[ProcedureChange]:
        """Every procedure that differs, by key, read as it is asked for."""
        with self.reading() as connection:
            yield from compare(connection, before, after)

    def count(self, side: Side) -> int:
        """Procedures in force on one side."""
        with self.reading() as connection:
            return count(connection, side)


def compare(connection: Connection, before: Side, after: Side) -> Iterator[ProcedureChange]:
    """Every procedure that differs, by key; nothing that only another source tells in the same words."""
    left, right = _holding(connection, before), _holding(connection, after)
    differing = sorted(key for key in left.keys() | right.keys() if left.get(key) != right.get(key))
    for part in rows.batches(differing, PART):
        wanted = {id_ for key in part for side in (left, right) for id_ in side.get(key, ())}
        said = rows.sightings_by_id(connection, sorted(wanted), whole=True)
        ended = rows.sightings_of(connection, [key for key in part if key not in right], whole=False)
        for key in part:
            a = [said[id_] for id_ in left.get(key, ())]
            b = [said[id_] for id_ in right.get(key, ())]
            change = _change(key, a, b) if b else _ended(key, a, ended.get(key, ()), after)
            if change is not None:
                yield change


def count(connection: Connection, side: Side) -> int:
    """Procedures in force on one side."""
    return len(_holding(connection, side))


def _holding(connection: Connection, side: Side) -> dict[str, tuple[int, ...]]:
    """Key of each procedure in force -> the versions that its record is put together from."""
    told = sieve(connection, side.day, side.known, EVERYTHING)
    if told is None:
        return {}
    sql = f"SELECT p.key, s.holding FROM span s JOIN procedure p ON p.id = s.procedure_id WHERE {told.sql}"  # noqa: S608
    found: Mapping[str, str] = dict(connection.execute(text(sql), told.values).all())
    return {key: tuple(map(int, holding.split())) for key, holding in found.items()}


def _told(key: str, record: Procedure) -> dict[str, str | None]:
    return {"key": key, "name": record.name, "sector": record.sector, "agency": record.issuing_agency}


def _change(key: str, before: Sequence[Sighting], after: Sequence[Sighting]) -> ProcedureChange | None:
    if before and len(before) == len(after) == 1 and before[0].content_hash == after[0].content_hash:
        return None
    record, _ = compose(after)
    changes: tuple[FieldChange, ...] = ()
    learned: tuple[str, ...] = ()
    if before:
        earlier, _ = compose(before)
        told = _told_by_other_sources if _other_sources(before, after) else _known_to_both
        changes, learned = told(earlier, record, diff(earlier, record))
        if not changes and not learned:
            return None
    return ProcedureChange.model_validate(
        _told(key, record)
        | {
            "became": Became.NEW if not before else Became.AMENDED if changes else Became.LEARNED,
            "decision": record.decision and record.decision.number,
            "files": tuple(dict.fromkeys(sighting.file for sighting in after)),
            "changes": changes,
            "learned": learned,
        }
    )


def _other_sources(before: Sequence[Sighting], after: Sequence[Sighting]) -> bool:
    """Another kind of source tells the whole, and nothing announces a change."""
    return before[-1].importer != after[-1].importer and not (before[0].announces or after[0].announces)


def _told_by_other_sources(
    before: Procedure, after: Procedure, changes: Sequence[FieldChange]
) -> tuple[tuple[FieldChange, ...], tuple[str, ...]]:
    """The facts that both tell and that differ, loosely compared, and the fields whose words differ."""
    facts = tuple(
        FieldChange(
            path=found.field.replace("channels.fees", "channels[*].fees"),
            kind=ChangeKind.CHANGED,
            before=found.left,
            after=found.right,
        )
        for found in differing(before, after)
    )
    told = {TOP.split(fact.path, maxsplit=1)[0] for fact in facts}
    names = dict.fromkeys(TOP.split(change.path, maxsplit=1)[0] for change in changes)
    return facts, tuple(name for name in names if name not in told and name != "coverage")


def _known_to_both(
    before: Procedure, after: Procedure, changes: Sequence[FieldChange]
) -> tuple[tuple[FieldChange, ...], tuple[str, ...]]:
    """The changes of what both sides know, and the fields that one of them leaves open.

    A row of a list does not say that a procedure has no fee: where only a list was known,
    a fee that appears is news to the catalogue, not a change of the procedure.
    """
    both: list[FieldChange] = []
    learned: dict[str, None] = {}
    for change in changes:
        name = TOP.split(change.path, maxsplit=1)[0]
        if _open(before, name) or _open(after, name):
            learned[name] = None
        elif name != "coverage":
            both.append(change)
    return tuple(both), tuple(learned)


TOP = re.compile(r"[.\[]")


def _open(record: Procedure, name: str) -> bool:
    known = record.coverage is Coverage.FULL or name in record.not_applicable
    return not known and not stated(getattr(record, name))


def _ended(key: str, before: Sequence[Sighting], said: Sequence[Sighting], after: Side) -> ProcedureChange:
    record, _ = compose(before)
    why, by = _why(before, said, after)
    return ProcedureChange.model_validate(
        _told(key, record)
        | {
            "became": Became.ENDED,
            "why": why,
            "decision": by and by.decision_number,
            "replaced_by": by and by.replaced_by,
            "files": tuple(dict.fromkeys(sighting.file for sighting in ([by] if by else before))),
        }
    )


def _why(before: Sequence[Sighting], said: Sequence[Sighting], after: Side) -> tuple[str, Sighting | None]:
    """How a procedure ended, and what ended it."""
    told = current(said, after.known)
    ends = [s for s in told if s.ends and (s.valid_from is None or s.valid_from <= after.day)]
    if ends:
        by = max(ends, key=lambda s: (s.valid_from or date.min, s.rank, s.id))
        return ("replaced" if by.role is Role.ENDED else HOW[by.change]), by
    held = [s for s in told if s.id in {one.id for one in before}]
    if any(s.valid_to is not None and s.valid_to < after.day for s in held):
        return "expired", None
    if held:
        return "not-begun", None
    return "withdrawn", None


HOW: Mapping[Change | None, str] = {Change.REPEALED: "repealed", Change.SUSPENDED: "suspended"}
