"""Conflicts of a reading, while it is planned: found once, told by the preview and stored with the file.

Not here: the rules (catalogue/conflicts.py).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from catalogue.conflicts import Conflict, Policy, find, known_of
from catalogue.models import DECISION, FILE
from catalogue.records import Decision, Procedure
from catalogue.store.plan import Plan
from catalogue.store.reading import number_key
from catalogue.store.undone import undone_now
from catalogue.store.versions import Sighting

Told = dict[str, tuple[Procedure, str]]
OF_THE_READER = frozenset({"count-differs"})
"""Codes of conflicts that the reader of the file has noted already."""


def settle(
    connection: Connection,
    plan: Plan,
    records: Told,
    known: Mapping[str, Sequence[Sighting]],
    *,
    policy: Policy,
    now: datetime,
) -> Told:
    """Note the conflicts of a plan as its issues; the records to be taken under a policy."""
    if not any(record.change is not None for record, _ in records.values()):
        return records
    beside = known_of(known, series=plan.series, decisions=_decisions(connection, plan), today=now.date())
    plan.conflicts = find([record for record, _ in records.values()], beside, plan.issues)
    plan.issues += [one.issue() for one in plan.conflicts if one.code not in OF_THE_READER]
    if policy is not Policy.SKIP:
        return records
    plan.left_out = tuple(dict.fromkeys(one.procedure for one in plan.conflicts if one.procedure))
    for key in plan.left_out:
        record = records[key][0]
        plan.note(
            "line-left-out",
            f"{key} “{record.name[:160]}” không được nhập vì: {_why(plan.conflicts, key)}",
            key,
            place=record.source.place,
        )
    return {key: told for key, told in records.items() if key not in plan.left_out}


def _why(conflicts: Sequence[Conflict], key: str) -> str:
    return "; ".join(one.message for one in conflicts if one.procedure == key)


def _decisions(connection: Connection, plan: Plan) -> dict[str, list[Decision]]:
    """Decisions that the reading follows, as other publications name them, by key of the number."""
    wanted = {
        number_key(link.number)
        for record in plan.reading.records
        if record.decision is not None
        for link in record.decision.links
    }
    if not wanted:
        return {}
    query = (
        select(DECISION, FILE.c.id.label("file"))
        .join(FILE, DECISION.c.file_id == FILE.c.id)
        .where(DECISION.c.key.in_(wanted), FILE.c.series != plan.series)
    )
    undone = undone_now(connection)
    found: dict[str, list[Decision]] = {}
    for row in connection.execute(query):
        if row.file not in undone:
            told = Decision(number=row.number, date=row.signed, effective=row.effective, agency=row.agency)
            found.setdefault(row.key, []).append(told)
    return found
