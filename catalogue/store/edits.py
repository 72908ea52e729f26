"""Edits: what a person changed in an exported template, laid over what the catalogue holds.

A template carries some fields of a record; the others stay. What is equal to what holds adds nothing;
every changed value is told with sheet and cell, before and after.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from catalogue.diff import ChangeKind, FieldChange, diff
from catalogue.records import Place, Procedure, content_hash
from catalogue.store import rows
from catalogue.store.plan import Plan
from catalogue.store.versions import Sighting, compose, in_force, needed
from catalogue.template import Table, tables

SHOWN = 160
"""Letters of a value that a message shows."""
TOKEN = re.compile(r'(?P<name>\w+)(?:\[(?:"(?P<label>.*?)…?"|(?P<mark>[^\]]*))\])?(?:\.|$)')
Told = dict[str, tuple[Procedure, str]]


def merge(
    connection: Connection,
    plan: Plan,
    records: Told,
    known: Mapping[str, Sequence[Sighting]],
    *,
    now: datetime,
) -> Told:
    """The records as they will be: edited fields over what holds today; unchanged ones are left out."""
    fields = plan.reading.edits or frozenset()
    holding = {key: needed(in_force(known.get(key, ()), now.date())) for key in records}
    whole = rows.with_records(connection, [one for held in holding.values() for one in held])
    told: Told = {}
    for key, (record, hashed) in records.items():
        if not holding[key]:
            if "name" in fields:
                told[key] = record, hashed
            else:
                _reject(plan, record)
            continue
        before, _ = compose([whole[one.id] for one in holding[key]])
        after = _edited(before, record, fields)
        if content_hash(after) == content_hash(before):
            plan.count("unchanged")
            continue
        told[key] = after, content_hash(after)
        for change in diff(before, after):
            _note(plan, after, change)
    return told


def _reject(plan: Plan, record: Procedure) -> None:
    plan.note(
        "record-rejected",
        f"{record.key}: danh mục chưa có thủ tục này, mẫu này chỉ sửa được thủ tục đã có.",
        record.key,
        place=record.source.place,
    )


def _edited(before: Procedure, record: Procedure, fields: frozenset[str]) -> Procedure:
    said: dict[str, Any] = {name: getattr(record, name) for name in fields}
    issues = tuple(sorted({*before.issues, *record.issues}))
    return before.model_copy(update=said | {"source": record.source, "issues": issues})


def _note(plan: Plan, after: Procedure, change: FieldChange) -> None:
    place, where = locate(after, change.path, removed=change.kind is ChangeKind.REMOVED)
    plan.note(
        "value-edited",
        f"{after.key}, {where}: {' → '.join(both(change.before, change.after))}",
        after.key,
        place=place,
        field=change.path,
        quote=None if change.after is None else str(change.after),
    )


def both(before: Any, after: Any) -> tuple[str, str]:
    """Two values for a message; of long texts the part around the first difference.

    >>> both(None, "Đơn")
    ('(trống)', '“Đơn”')
    """
    told = ["" if value is None else str(value) for value in (before, after)]
    same = next(
        (n for n, pair in enumerate(zip(*told, strict=False)) if pair[0] != pair[1]), min(map(len, told))
    )
    start = max(0, same - SHOWN // 4) if max(map(len, told)) > SHOWN else 0
    first, second = (
        "(trống)"
        if value is None
        else f"“{'…' * (start > 0)}{text[start : start + SHOWN]}{'…' * (len(text) > start + SHOWN)}”"
        for value, text in zip((before, after), told, strict=True)
    )
    return first, second


TABLES = {
    "steps": "step",
    "channels": "channel",
    "fees": "fee",
    "cases": "component",
    "components": "component",
    "outcomes": "outcome",
    "legal_bases": "basis",
    "other_names": "other_name",
}


def locate(record: Procedure, path: str, *, removed: bool = False) -> tuple[Place, str]:
    """The cell of a changed value: its place, and in words (“trang “Kết quả”, ô C4 (Tên kết quả)”).

    Rows that were removed have no cell any more: the row of the procedure stands in.
    """
    at: Any = record
    place, table, inner = record.source.place, tables()["procedure"], []
    if place.section is None or place.section.startswith("gốc: "):  # no sheet: an export of ours, read back
        return place, f"{place} ({path})"
    for token in TOKEN.finditer(path):
        name = token["name"]
        inner.append(name)
        if name in TABLES and not isinstance(at, list):
            table, inner = tables()[TABLES[name]], []
        at = getattr(at, name, None)
        if isinstance(at, tuple) and (token["label"] is not None or token["mark"] is not None):
            at = _row(at, token["label"], token["mark"])
            place = getattr(at, "place", None) or place
            if name == "cases" and getattr(at, "components", ()):
                place = at.components[0].place
    if removed and not inner:
        return place, f"trang “{place.section}”, dòng {place.row} (một mục bị bỏ: {path})"
    return _cell(place, table, ".".join(inner), path)


def _row(values: tuple[Any, ...], label: str | None, mark: str | None) -> Any:
    if label is not None:
        return next((row for row in values if (getattr(row, "name", None) or "").startswith(label)), None)
    if mark is not None and mark.isdigit():
        return values[int(mark) - 1] if 0 < int(mark) <= len(values) else None
    return next(
        (row for row in values if getattr(row, "channel", None) == (None if mark == "*" else mark)), None
    )


def _cell(place: Place, table: Table, field: str, path: str) -> tuple[Place, str]:
    """The cell of a field in the row of a place; two tables hold components, the sheet tells which it is."""
    if table.name == "component" and place.section == tables()["dossier"].sheet:
        table = tables()["dossier"]
    wanted = "case" if table.part == "cases" and field == "name" else field
    letter = table.letter(wanted)
    if letter is None:
        return place, f"trang “{place.section}”, dòng {place.row} ({path})"
    number = next(n for n, column in enumerate(table.columns, start=2) if column.field == wanted)
    told = f"trang “{place.section}”, ô {letter}{place.row} ({table.header_of(wanted)})"
    return place.model_copy(update={"cell": number}), told
