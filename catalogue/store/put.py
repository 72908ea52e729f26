"""Putting one file into the catalogue: all of it or nothing.

Here: what a reading adds to what is known. Not here: the transaction (store.py), the
version rules (versions.py), the values of a row (rows.py).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select

from catalogue import search
from catalogue.errors import IdentityConflict
from catalogue.issues import Issue, Severity, issue_codes
from catalogue.models import DECISION, FILE, ISSUE, PROCEDURE, VERSION
from catalogue.records import Change, Procedure, content_hash
from catalogue.store import rows
from catalogue.store.differences import differing
from catalogue.store.reading import FileReading, FileStatus, Stored, count_issues, number_key
from catalogue.store.versions import ENDING, Role, Sighting, current

REPLACING = frozenset({Change.NEW, Change.REPLACED})
"""Changes by which the procedures named in `replaces` end."""


@dataclass
class Plan:
    """What one reading will add; built before anything is written."""

    reading: FileReading
    series: str
    versions: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Key of the procedure -> values of its row."""
    entries: dict[str, tuple[Procedure, ...]] = field(default_factory=dict)
    """Key -> records that the search index is to hold."""
    issues: list[Issue] = field(default_factory=list)
    pairs: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Number of an issue on differing sources -> key of the new sighting, id of the other one."""
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, name: str) -> None:
        """One more."""
        self.counts[name] = self.counts.get(name, 0) + 1

    def note(self, code: str, message: str, procedure: str, **where: Any) -> None:
        """Add an issue that the store itself sees."""
        severity = issue_codes()[code].severity
        self.issues.append(Issue(code=code, severity=severity, message=message, procedure=procedure, **where))


def put(connection: Connection, reading: FileReading, *, run: int, now: datetime) -> Stored:
    """Add one reading; the caller holds the transaction.

    Raises:
        IdentityConflict: the file says two different things of one procedure.
    """
    series, read_before = series_of(connection, reading)
    plan = Plan(reading, series, issues=list(reading.issues))
    records = distinct(plan)
    earlier = rows.sightings_of_series(connection, series) if read_before else {}
    ends = _ends(records)
    known = rows.sightings_of(connection, [*records, *ends])
    for key, (record, told) in records.items():
        _place(plan, key, record, told, known.get(key, []))
    for key, by in ends.items():
        _end(plan, key, by, records[by][0], known.get(key, []))
    _withdraw(plan, records.keys() | ends.keys(), earlier)
    return _write(connection, plan, run=run, now=now)


def distinct(plan: Plan) -> dict[str, tuple[Procedure, str]]:
    """Records by key, each once, with their content hash.

    A record with neither code nor provisional id becomes an issue.

    Raises:
        IdentityConflict: two records of one key differ.
    """
    found: dict[str, tuple[Procedure, str]] = {}
    for record in plan.reading.records:
        if record.code is None and record.provisional_id is None:
            plan.note("record-rejected", f"“{record.name}” không có mã số và mã tạm", record.name)
            continue
        told = content_hash(record)
        first = found.setdefault(record.key, (record, told))
        if first[1] != told:
            raise _conflict(plan.reading.name, first[0], record)
    return found


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

    It is the same publication under the same name, unless both state decisions and
    have none in common; or the same bytes under another name, read by the same importer.
    """
    said = {number_key(r.decision.number) for r in reading.records if r.decision and r.decision.number}
    same = FILE.c.importer == reading.importer
    query = (
        select(FILE.c.id, FILE.c.name, FILE.c.sha256, FILE.c.series)
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
        before = set(connection.scalars(select(DECISION.c.key).where(DECISION.c.file_id == row.id)))
        if not said or not before or said & before:
            return row.series, True
    for row in latest.values():
        if row.sha256 == reading.sha256:
            return row.series, True
    told = f"{reading.importer}|{reading.name}|{reading.sha256}"
    return sha256(told.encode()).hexdigest()[:16], False


def _place(plan: Plan, key: str, record: Procedure, told: str, known: Sequence[Sighting]) -> None:
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
    plan.entries[key] = (record, *(said for s in others if (said := s.record) is not None))
    for other in sorted(others, key=lambda s: s.id):
        _compare(plan, key, record, other)


def _compare(plan: Plan, key: str, record: Procedure, other: Sighting) -> None:
    """Note where a new record and another publication differ on the same state of things."""
    numbers = plan.versions[key]["decision_key"], other.decision_key
    successive = plan.reading.rank == other.rank and None not in numbers and numbers[0] != numbers[1]
    ends = record.change in ENDING or other.ends
    if successive or ends or other.record is None:
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

    A reading with errors withdraws nothing: what it lacks may be what was not understood.
    """
    if any(issue.severity is Severity.ERROR for issue in plan.issues):
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


def _write(connection: Connection, plan: Plan, *, run: int, now: datetime) -> Stored:
    file = _write_file(connection, plan, run=run, now=now)
    ids, new = _procedure_ids(connection, sorted(plan.versions), now)
    versions = _write_versions(connection, plan, ids, file=file, now=now)
    _write_decisions(connection, plan, file)
    _write_issues(connection, plan, versions, file)
    entries = [(ids[key], key, records) for key, records in plan.entries.items()]
    search.index(connection, entries, new=frozenset(new))
    return Stored(file, _status(plan), issues=tuple(plan.issues), **plan.counts)


def _status(plan: Plan) -> FileStatus:
    if any(issue.severity is Severity.ERROR for issue in plan.issues):
        return FileStatus.PARTIAL
    return FileStatus.DONE if plan.versions or not plan.counts else FileStatus.UNCHANGED


def _write_file(connection: Connection, plan: Plan, *, run: int, now: datetime) -> int:
    reading = plan.reading
    values = {
        "run_id": run,
        "name": reading.name,
        "sha256": reading.sha256,
        "size": reading.size,
        "importer": reading.importer,
        "importer_version": reading.importer_version,
        "rank": int(reading.rank),
        "series": plan.series,
        "status": _status(plan).value,
        "recorded": now,
        "records": sum(
            plan.counts.get(name, 0) for name in ("inserted", "revised", "unchanged", "corrected")
        ),
        **{name: plan.counts.get(name, 0) for name in COUNTED},
        **count_issues(plan.issues),
    }
    return int(connection.execute(insert(FILE).returning(FILE.c.id), [values]).scalar_one())


COUNTED = ("inserted", "revised", "unchanged", "corrected", "withdrawn")


def _procedure_ids(
    connection: Connection, keys: Sequence[str], now: datetime
) -> tuple[dict[str, int], set[str]]:
    ids: dict[str, int] = {}
    for part in rows.batches(keys):
        query = select(PROCEDURE.c.key, PROCEDURE.c.id).where(PROCEDURE.c.key.in_(part))
        ids.update((row.key, row.id) for row in connection.execute(query))
    missing = [{"key": key, "recorded": now} for key in keys if key not in ids]
    if missing:
        added = connection.execute(insert(PROCEDURE).returning(PROCEDURE.c.key, PROCEDURE.c.id), missing)
        ids.update((row.key, row.id) for row in added)
    return ids, {str(row["key"]) for row in missing}


def _write_versions(
    connection: Connection, plan: Plan, ids: dict[str, int], *, file: int, now: datetime
) -> dict[str, int]:
    """Key -> id of its new version."""
    if not plan.versions:
        return {}
    common = {"file_id": file, "series": plan.series, "rank": int(plan.reading.rank), "recorded": now}
    values = [row | common | {"procedure_id": ids[key]} for key, row in plan.versions.items()]
    added = connection.execute(insert(VERSION).returning(VERSION.c.procedure_id, VERSION.c.id), values)
    by_procedure = {row.procedure_id: row.id for row in added}
    return {key: by_procedure[ids[key]] for key in plan.versions}


def _write_decisions(connection: Connection, plan: Plan, file: int) -> None:
    found: dict[str, dict[str, Any]] = {}
    for record in plan.reading.records:
        said = record.decision
        if said is None or said.number is None:
            continue
        row = found.setdefault(
            number_key(said.number), {"file_id": file, "key": number_key(said.number), "number": said.number}
        )
        for name in ("signed", "effective", "agency", "title"):
            row[name] = row.get(name) or getattr(said, "date" if name == "signed" else name)
        row["replaces"] = json.dumps(said.replaces, ensure_ascii=False)
    if found:
        connection.execute(insert(DECISION), list(found.values()))


def _write_issues(connection: Connection, plan: Plan, versions: dict[str, int], file: int) -> None:
    values = []
    for number, issue in enumerate(plan.issues):
        pair = plan.pairs.get(number)
        values.append(
            {
                "file_id": file,
                "procedure_key": issue.procedure,
                "version_id": pair and versions[pair[0]],
                "other_id": pair and pair[1],
                "code": issue.code,
                "severity": issue.severity.value,
                "message": issue.message,
                "place": issue.place.model_dump_json(exclude_defaults=True),
                "field": issue.field,
                "quote": issue.quote,
            }
        )
    if values:
        connection.execute(insert(ISSUE), values)
