"""Putting one file into the catalogue: all of it or nothing.

Here: what a reading adds to what is known. Not here: the transaction (store.py), the
version rules (versions.py), the rows (rows.py, write.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from catalogue import text as words
from catalogue.conflicts import ConflictsFound, Policy
from catalogue.errors import IdentityConflict, UnreadableFile
from catalogue.issues import Severity
from catalogue.models import DECISION, FILE, PROCEDURE, VERSION
from catalogue.records import Change, Procedure, content_hash
from catalogue.store import rows
from catalogue.store.conflicting import settle
from catalogue.store.differences import differing
from catalogue.store.edits import merge
from catalogue.store.plan import Plan as Plan  # a dry run plans without writing
from catalogue.store.reading import FileReading, Stored, number_key, storable
from catalogue.store.versions import Role, Sighting, current
from catalogue.store.write import write

REPLACING = frozenset({Change.NEW, Change.REPLACED})
"""Changes by which the procedures named in `replaces` end."""


def put(
    connection: Connection, reading: FileReading, *, run: int, now: datetime, policy: Policy = Policy.APPLY
) -> Stored:
    """Add one reading; the caller holds the transaction.

    Raises:
        IdentityConflict: the file says two different things of one procedure.
        ConflictsFound: it does not fit what is known, and the policy is to stop.
        UnreadableFile: a record holds halves of characters.
    """
    plan = plan_of(connection, reading, now=now, policy=policy)
    if policy is Policy.STOP and plan.conflicts:
        raise ConflictsFound(plan.reading.name, plan.conflicts)
    return write(connection, plan, run=run, now=now)


def plan_of(
    connection: Connection, reading: FileReading, *, now: datetime, policy: Policy = Policy.APPLY
) -> Plan:
    """All that one reading will add, with its conflicts; nothing is written.

    Raises:
        IdentityConflict, UnreadableFile: as `put`.
    """
    reading = replace(reading, name=storable(reading.name))
    series, read_before = series_of(connection, reading)
    plan = Plan(reading, series, issues=list(reading.issues))
    records = distinct(plan)
    earlier = rows.sightings_of_series(connection, series) if read_before else {}
    ends = _ends(records)
    known = _counting(rows.sightings_of(connection, [*records, *ends], whole=False))
    if reading.edits is not None:
        records = merge(connection, plan, records, known, now=now)
    else:
        records = settle(connection, plan, records, known, policy=policy, now=now)
    ends = {key: by for key, by in ends.items() if by in records}
    plan.known, plan.records = known, {key: record for key, (record, _) in records.items()}
    for key, (record, told) in records.items():
        _place(plan, key, record, told, known.get(key, []), now)
    if reading.edits is not None:
        plan.compared.clear()  # an edit is meant to differ; `merge` tells how
    _read_whole(connection, plan)
    for key, others in plan.compared.items():
        for other in others:
            _compare(plan, key, records[key][0], other)
    for key, by in ends.items():
        _end(plan, key, by, records[by][0], known.get(key, []))
    _withdraw(plan, records.keys() | ends.keys(), earlier)
    return plan


def _counting(known: dict[str, list[Sighting]]) -> dict[str, list[Sighting]]:
    """Without what is undone: for an import it was never said."""
    told = {key: [sighting for sighting in said if sighting.counts()] for key, said in known.items()}
    return {key: said for key, said in told.items() if said}


def distinct(plan: Plan) -> dict[str, tuple[Procedure, str]]:
    """Records by key, each once, with their content hash.

    A record with neither code nor provisional id becomes an issue.

    Raises:
        IdentityConflict: two records of one key differ.
    """
    found: dict[str, tuple[Procedure, str]] = {}
    for record in plan.reading.records:
        if record.code is None and record.foreign_code is None and record.provisional_id is None:
            plan.note("record-rejected", f"“{record.name}” không có mã số và mã tạm", record.name)
            continue
        told = _hash(plan.reading.name, record)
        first = found.setdefault(record.key, (record, told))
        if first[1] != told:
            raise _conflict(plan.reading.name, first[0], record)
    return found


def _hash(file: str, record: Procedure) -> str:
    try:
        return content_hash(record)
    except UnicodeEncodeError as error:
        raise UnreadableFile(
            f"{file}: thủ tục {record.key} có ký tự Unicode không hợp lệ, không nhập gì từ tệp này.",
            hint="Lưu lại tệp với bảng mã UTF-8 tại nguồn rồi nhập lại.",
            at=str(record.source.place),
        ) from error


def _conflict(file: str, first: Procedure, second: Procedure) -> IdentityConflict:
    places = [str(record.source.place) or "không rõ vị trí" for record in (first, second)]
    fields = ", ".join(difference.title.lower() for difference in differing(first, second)[:4])
    return IdentityConflict(
        f"{file}: thủ tục {first.key} được nêu hai lần với nội dung khác nhau"
        f"{f' ({fields})' if fields else ''}: “{first.name[:80]}” ({places[0]}) "
        f"và “{second.name[:80]}” ({places[1]}). "
        "Không nhập gì từ tệp này, vì không biết nội dung nào đúng.",
        hint="Kiểm tra mã số tại hai vị trí, sửa hoặc bỏ một bản tại nguồn rồi nhập lại tệp.",
        at=f"{places[0]}; {places[1]}",
    )


def series_of(connection: Connection, reading: FileReading) -> tuple[str, bool]:
    """Id of the publication that a reading belongs to, and whether it was read before.

    It is the same publication under the same name where the two state the same decision of
    the same agency (decisions), or have most procedures in common: a bare name such as
    `decision.docx` or `export.xlsx` stands in many folders. Or the same bytes under another
    name, read by an earlier version of the importer. Two copies of one file are two
    publications: one of them may change.
    """
    same = FILE.c.importer == reading.importer
    query = (
        select(FILE.c.id, FILE.c.name, FILE.c.sha256, FILE.c.series, FILE.c.importer_version)
        .where(same, (FILE.c.name == reading.name) | (FILE.c.sha256 == reading.sha256))
        .where(FILE.c.series.is_not(None), FILE.c.same_as.is_(None))
        .order_by(FILE.c.id.desc())
    )
    latest: dict[str, Any] = {}
    for row in connection.execute(query):
        latest.setdefault(row.series, row)
    named = [row for row in latest.values() if row.name == reading.name]
    for row in named:
        if row.sha256 == reading.sha256:
            return row.series, True
    for row in named:
        if _one_decision(connection, row, reading) or _most_in_common(connection, row, reading):
            return row.series, True
    for row in latest.values():
        if row.sha256 == reading.sha256 and row.importer_version < reading.importer_version:
            return row.series, True
    told = f"{reading.importer}|{reading.name}|{reading.sha256}"
    return sha256(told.encode()).hexdigest()[:16], False


def _one_decision(connection: Connection, row: Any, reading: FileReading) -> bool:
    """Both are decisions, with one number and, where both tell it, one agency."""
    changes = select(VERSION.c.id).where(VERSION.c.series == row.series, VERSION.c.change.is_not(None))
    if not any(r.change for r in reading.records) or connection.scalar(changes.limit(1)) is None:
        return False  # a portal's record names the decision of many procedures
    told = {
        (number_key(r.decision.number), words.fold(r.decision.agency or ""))
        for r in reading.records
        if r.decision and r.decision.number
    }
    query = select(DECISION.c.key, DECISION.c.agency).where(DECISION.c.file_id == row.id)
    before = {(key, words.fold(agency or "")) for key, agency in connection.execute(query)}
    return any(
        number == other and (not agency or not by or agency == by)
        for number, agency in told
        for other, by in before
    )


def _most_in_common(connection: Connection, row: Any, reading: FileReading) -> bool:
    """At least half of the procedures of the shorter reading; one without procedures has all."""
    told = {record.key for record in reading.records if record.code or record.provisional_id}
    stated = select(PROCEDURE.c.key).join(VERSION, VERSION.c.procedure_id == PROCEDURE.c.id)
    before = set(connection.scalars(stated.where(VERSION.c.series == row.series).distinct()))
    return 2 * len(told & before) >= min(len(told), len(before))


def _place(
    plan: Plan, key: str, record: Procedure, told: str, known: Sequence[Sighting], now: datetime
) -> None:
    """Count one record, and plan its row where it says something new."""
    reading = plan.reading
    holding = current(known)
    own = [sighting for sighting in holding if sighting.series == plan.series]
    if any(sighting.content_hash == told for sighting in own):
        plan.count("unchanged")
        return
    plan.versions[key] = rows.row_of(record, told)
    others = [s for s in holding if s.series != plan.series and s.role is Role.STATED]
    alike = any(
        s.content_hash == told and (s.importer, s.rank) == (reading.importer, reading.rank) for s in others
    )
    if own:
        plan.count("corrected")
    elif alike:
        plan.count("unchanged")
    else:
        plan.count("revised" if any(s.role is Role.STATED for s in known) else "inserted")
    new = rows.sighting_of_row(key, plan.versions[key], plan, now)
    plan.compared[key] = [other for other in sorted(others, key=lambda s: s.id) if _comparable(new, other)]


def _comparable(new: Sighting, other: Sighting) -> bool:
    """Whether both tell of one state of things: neither ends it, nor is it another decision or province."""
    numbers = new.decision_key, other.decision_key
    successive = new.rank == other.rank and None not in numbers and numbers[0] != numbers[1]
    apart = None not in (new.place, other.place) and new.place != other.place
    return not (successive or apart or new.ends or other.ends)


def _read_whole(connection: Connection, plan: Plan) -> None:
    """Read the records of the sightings that are compared, and of no others."""
    wanted = {s.id: s for said in plan.compared.values() for s in said}
    whole = rows.with_records(connection, list(wanted.values()))
    for key, said in plan.compared.items():
        plan.compared[key] = [whole[sighting.id] for sighting in said]


def _compare(plan: Plan, key: str, record: Procedure, other: Sighting) -> None:
    """Note where a new record and another publication differ."""
    if other.record is None:
        return
    found = differing(record, other.record)
    if not found:
        return
    plan.pairs[len(plan.issues)] = key, other.id
    plan.note(
        "sources-differ",
        f"{key}: {plan.reading.name} ≠ {other.file}: " + "; ".join(map(str, found)),
        key,
        place=record.source.place,
        field=", ".join(difference.field for difference in found),
    )


def _ends(records: dict[str, tuple[Procedure, str]]) -> dict[str, str]:
    """Key of each procedure that a record of the file replaces -> key of that record."""
    found: dict[str, str] = {}
    for key, (record, _) in sorted(records.items()):
        if record.change in REPLACING:
            for replaced in record.replaces:
                if replaced not in records:
                    found.setdefault(replaced, key)
    return found


def _end(plan: Plan, key: str, by: str, record: Procedure, known: Sequence[Sighting]) -> None:
    row = rows.row_of_end(key, rows.row_of(record, ""), by)
    own = [sighting for sighting in current(known) if sighting.series == plan.series]
    told = {(s.content_hash, s.valid_from, s.valid_to) for s in own}
    if (row["content_hash"], row["valid_from"], row["valid_to"]) not in told:
        plan.versions[key] = row


def _withdraw(plan: Plan, stated: Iterable[str], earlier: dict[str, list[Sighting]]) -> None:
    """Note what this publication stated before and states no longer.

    A reading with errors withdraws nothing: what it lacks may be what was not understood. Neither
    does an edit: a row that a person took out repeals nothing.
    """
    if plan.reading.edits is not None or any(issue.severity is Severity.ERROR for issue in plan.issues):
        return
    for key in sorted(earlier.keys() - set(stated)):
        said = current(earlier[key])
        if not said:
            continue
        plan.versions[key] = rows.row_of_withdrawal(said[0])
        plan.count("withdrawn")
        plan.note(
            "no-longer-stated",
            f"{key}: lần đọc trước của {plan.reading.name} có nêu thủ tục này, lần này không còn",
            key,
        )
