"""Writing a plan: the only writer of versions, procedures, decisions and issues of a reading."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from catalogue import search
from catalogue.models import DECISION, FILE, ISSUE, PROCEDURE, VERSION
from catalogue.models_decisions import LINK
from catalogue.places import place_of_issuer
from catalogue.store import rows, spans
from catalogue.store.plan import COUNTED, Plan
from catalogue.store.reading import Stored, count_issues, number_key, storable


def write(connection: Connection, plan: Plan, *, run: int, now: datetime) -> Stored:
    """Write a plan; the caller holds the transaction."""
    file = _write_file(connection, plan, run=run, now=now)
    ids, new = _procedure_ids(connection, sorted(plan.versions), now)
    versions = _write_versions(connection, plan, ids, file=file, now=now)
    _write_decisions(connection, plan, file)
    _write_links(connection, plan, file)
    _write_issues(connection, plan, versions, file)
    spans.refresh(connection, plan.versions, now=now, ids=ids, new=new)
    entries = [
        search.Entry(ids[key], key, [json.loads(row["record"])])
        for key, row in plan.versions.items()
        if row["record"]
    ]
    search.index(connection, entries, new=frozenset(new))
    if plan.versions:
        spans.mark(connection, "spans", "search")
    return Stored(file, plan.status, issues=tuple(plan.issues), **plan.counts)


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
        "status": plan.status.value,
        "recorded": now,
        "records": plan.taken,
        **{name: plan.counts.get(name, 0) for name in COUNTED},
        **count_issues(plan.issues),
    }
    return int(connection.execute(insert(FILE).returning(FILE.c.id), [values]).scalar_one())


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
            number_key(said.number),
            {"file_id": file, "key": number_key(said.number), "number": storable(said.number)},
        )
        for name in ("signed", "effective", "agency", "title"):
            row[name] = row.get(name) or getattr(said, "date" if name == "signed" else name)
        row["place"] = place_of_issuer(row["agency"])
        row["replaces"] = json.dumps(said.replaces)
    if found:
        connection.execute(insert(DECISION), list(found.values()))


def _write_links(connection: Connection, plan: Plan, file: int) -> None:
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for record in plan.reading.records:
        said = record.decision
        if said is None or said.number is None:
            continue
        for link in said.links:
            row = {
                "file_id": file,
                "decision_key": number_key(said.number),
                "kind": link.kind.value,
                "number": storable(link.number),
                "number_key": number_key(link.number),
                "signed": link.date,
                "agency": link.agency and storable(link.agency),
                "quote": link.text and storable(link.text),
                "place": storable(json.dumps(link.place.model_dump(exclude_defaults=True))),
            }
            found.setdefault((number_key(said.number), link.kind, number_key(link.number)), row)
    if found:
        connection.execute(insert(LINK), list(found.values()))


def _write_issues(connection: Connection, plan: Plan, versions: dict[str, int], file: int) -> None:
    values = []
    for number, issue in enumerate(plan.issues):
        pair = plan.pairs.get(number)
        values.append(
            {
                "file_id": file,
                "procedure_key": issue.procedure and storable(issue.procedure),
                "version_id": pair and versions[pair[0]],
                "other_id": pair and pair[1],
                "code": issue.code,
                "severity": issue.severity.value,
                "message": storable(issue.message),
                "place": storable(json.dumps(issue.place.model_dump(exclude_defaults=True))),
                "field": issue.field and storable(issue.field),
                "quote": issue.quote and storable(issue.quote),
            }
        )
    if values:
        connection.execute(insert(ISSUE), values)
