"""Findings of analysis: the only writer of their rows. The same inputs again store nothing new."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, func, insert, select

from catalogue.findings import Finding, FindingKind
from catalogue.models import ANALYSIS, FINDING
from catalogue.store.rows import batches


def put(
    connection: Connection, findings: Iterable[Finding], *, analysis: str, inputs: str, now: datetime
) -> int:
    """Store what one analysis saw; number of findings stored, 0 where nothing is new.

    `inputs` is the id of the snapshot and of what else the findings were computed from.
    """
    rows = [
        {
            "finding": finding.id,
            "kind": finding.kind.value,
            "subject": finding.subject,
            "weight": finding.weight,
            "record": finding.model_dump_json(exclude_defaults=True),
        }
        for finding in findings
    ]
    told = sha256()
    for row in rows:
        told.update(str(row["record"]).encode() + b"\n")
    last = connection.execute(
        select(ANALYSIS).where(ANALYSIS.c.name == analysis).order_by(ANALYSIS.c.id.desc()).limit(1)
    ).first()
    if last is not None and (last.inputs, last.fingerprint) == (inputs, told.hexdigest()):
        return 0
    values = {
        "name": analysis,
        "inputs": inputs,
        "fingerprint": told.hexdigest(),
        "recorded": now,
        "number": len(rows),
    }
    id_ = connection.execute(insert(ANALYSIS).returning(ANALYSIS.c.id), [values]).scalar_one()
    for part in batches(rows, 5_000):
        connection.execute(insert(FINDING), [row | {"analysis_id": id_} for row in part])
    return len(rows)


def read(
    connection: Connection,
    *,
    analysis: str | None = None,
    kind: FindingKind | None = None,
    inputs: str | None = None,
    known: datetime | None = None,
    limit: int | None = None,
) -> tuple[Finding, ...]:
    """Findings of the last time each analysis was stored, the weightiest first.

    `inputs`: of the last time it was computed from these. `known`: as stored at a moment.
    """
    last = select(func.max(ANALYSIS.c.id)).group_by(ANALYSIS.c.name)
    if analysis is not None:
        last = last.where(ANALYSIS.c.name == analysis)
    if known is not None:
        last = last.where(ANALYSIS.c.recorded <= known)
    if inputs is not None:
        last = last.where(ANALYSIS.c.inputs == inputs)
    query = select(FINDING.c.record).where(FINDING.c.analysis_id.in_(last))
    if kind is not None:
        query = query.where(FINDING.c.kind == kind.value)
    query = query.order_by(FINDING.c.weight.desc(), FINDING.c.id).limit(limit)
    return tuple(Finding.model_validate_json(record) for record in connection.scalars(query))
