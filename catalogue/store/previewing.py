"""The preview of one file: its plan, told line by line. The plan is the very one that `put` writes.

Not here: planning (put.py), the effect of one line (catalogue/decision_effects.py).
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from catalogue.conflicts import Policy
from catalogue.decision_effects import (
    DecisionEffect,
    DecisionHead,
    EffectKind,
    Preview,
    Replaced,
    Sides,
    changes_of,
    kind_of,
    outranked_by,
    sides_of,
)
from catalogue.places import place_of, place_of_issuer
from catalogue.records import Decision, Procedure
from catalogue.store import rows
from catalogue.store.plan import Plan
from catalogue.store.put import plan_of
from catalogue.store.reading import FileReading
from catalogue.store.versions import Role, Sighting, current


def preview(
    connection: Connection, reading: FileReading, *, now: datetime, policy: Policy = Policy.APPLY
) -> Preview:
    """What an import would do; nothing is written.

    Raises:
        IdentityConflict, UnreadableFile: as `put`.
    """
    plan = plan_of(connection, reading, now=now, policy=policy)
    return Preview(
        file=plan.reading.name,
        importer=reading.importer,
        decisions=_heads(reading.records),
        effects=_effects(connection, plan, now),
        conflicts=plan.conflicts,
        counts=dict(plan.counts),
        issues=dict(Counter(issue.severity for issue in plan.issues)),
    )


def _heads(records: Iterable[Procedure]) -> tuple[DecisionHead, ...]:
    found: dict[tuple[object, ...], Decision] = {}
    for record in records:
        told = record.decision
        if told is not None and record.change is not None:
            found.setdefault((told.number, told.date, told.agency), told)
    return tuple(
        DecisionHead(
            number=told.number,
            signed=told.date,
            effective=told.effective,
            agency=told.agency,
            province=place_of_issuer(told.agency),
            title=told.title,
            replaces=told.replaces,
            links=told.links,
        )
        for told in found.values()
    )


def _effects(connection: Connection, plan: Plan, now: datetime) -> tuple[DecisionEffect, ...]:
    """Lines in the order of the file, then what they end, then what is no longer stated."""
    sides = {
        key: sides_of(key, plan.known.get(key, ()), rows.sighting_of_row(key, row, plan, now), now.date())
        for key, row in plan.versions.items()
    }
    whole = rows.with_records(connection, [s for one in sides.values() for s in one.wanted])
    codes: dict[str, list[str]] = {}
    for conflict in plan.conflicts:
        if conflict.procedure is not None:
            codes.setdefault(conflict.procedure, []).append(conflict.code)
    found = []
    for key, record in plan.records.items():
        told = _of_record(plan, key, record)
        if key in sides:
            told |= _of_sides(sides[key], {**whole, 0: sides[key].planned})
            told["known"] = bool(plan.known.get(key))
        found.append(DecisionEffect(**told, conflicts=tuple(dict.fromkeys(codes.get(key, ())))))
    for key in plan.left_out:
        record = next(one for one in plan.reading.records if one.key == key)
        told = _of_record(plan, key, record) | {"kind": EffectKind.LEFT_OUT}
        found.append(DecisionEffect(**told, conflicts=tuple(dict.fromkeys(codes[key]))))
    others = sorted(sides.keys() - plan.records.keys())
    return (*found, *(_of_other(plan, sides[key]) for key in others))


def _of_record(plan: Plan, key: str, record: Procedure) -> dict[str, object]:
    decision = record.decision
    return {
        "key": key,
        "name": record.name,
        "kind": EffectKind.UNCHANGED,
        "change": record.change,
        "day": decision and (decision.effective or decision.date),
        "until": decision and decision.expires,
        "province": place_of(record),
        "known": True,
        "replaces": tuple(Replaced(key=old, name=_name(plan, old)) for old in record.replaces),
        "place": record.source.place,
    }


def _of_sides(sides: Sides, whole: dict[int, Sighting]) -> dict[str, object]:
    return {
        "kind": kind_of(sides.planned, known=bool(sides.before)),
        "changes": changes_of(sides, whole),
        "outranked_by": outranked_by(sides),
    }


def _of_other(plan: Plan, sides: Sides) -> DecisionEffect:
    """A procedure that the file ends or no longer states."""
    planned = sides.planned
    by = planned.replaced_by
    return DecisionEffect(
        key=sides.key,
        name=_name(plan, sides.key) or sides.key,
        kind=kind_of(planned, known=True),
        day=planned.valid_from,
        until=planned.valid_to,
        province=planned.place,
        known=bool(plan.known.get(sides.key)) or planned.role is Role.WITHDRAWN,
        replaced_by=None if by is None else Replaced(key=by, name=plan.records[by].name),
        outranked_by=outranked_by(sides),
    )


def _name(plan: Plan, key: str) -> str | None:
    """The last name that the catalogue has of a procedure; else the one in the file."""
    if key in plan.records:
        return plan.records[key].name
    told = [s for s in current(plan.known.get(key, ())) if s.role is Role.STATED]
    return max(told, key=lambda s: (s.rank, s.id)).name if told else None
