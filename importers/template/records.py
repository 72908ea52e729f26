"""Rows of a template as records: one procedure, with the rows of the other tables that carry its key."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from catalogue.errors import CodeNotUnderstood, UnreadableFile
from catalogue.identifiers import ProcedureCode
from catalogue.issues import IssueLog
from catalogue.records import Coverage
from importers.identity import identify
from importers.template.tables import Line, Tables, by_key

PROVISIONAL = re.compile(r"TAM-[0-9a-f]{12}")
FOREIGN = re.compile(r"[A-Z]{2}:\S.*")


def said_of(tables: Tables, name: str, issues: IssueLog) -> list[tuple[dict[str, Any], Line]]:
    """What the file says of each procedure, with the row where it stands.

    Raises:
        UnreadableFile: a row of a part belongs to no procedure of the file.
    """
    parts = {table.name: by_key(tables.lines[table.name]) for table in tables.tables}
    head = parts.pop("procedure", None)
    if head is None:
        return [
            (_identity(key, None, lines[0], issues) | _cases(lines), lines[0]) for key, lines in _only(parts)
        ]
    told: list[tuple[dict[str, Any], Line]] = []
    for key, lines in head.items():
        for line in lines:
            said = _identity(key, line.said["name"], line, issues) | _fields(line.said)
            for part, read in PARTS.items():
                if part in parts:
                    said |= read(parts[part].get(key, []))
            if "channel" in parts:
                said |= {
                    "channels": _channels(parts["channel"].get(key, []), parts["fee"].get(key, []), name)
                }
            said["coverage"] = said["coverage"] or Coverage.LISTED
            told.append((said, line))
    _refuse_strays(parts, head.keys(), name)
    return told


def _only(parts: dict[str, dict[str, list[Line]]]) -> list[tuple[str, list[Line]]]:
    (lines,) = parts.values()
    return list(lines.items())


def _refuse_strays(parts: dict[str, dict[str, list[Line]]], keys: Iterable[str], name: str) -> None:
    known = set(keys)
    for rows in parts.values():
        for key, lines in rows.items():
            if key not in known:
                raise UnreadableFile(
                    f"Tệp {name}: {lines[0].place} có khóa “{key}” không có ở trang “Thủ tục”; "
                    "không nhập gì.",
                    hint="Thêm thủ tục vào trang “Thủ tục”, hoặc xóa các dòng của khóa này ở mọi trang.",
                    at=str(lines[0].place),
                )


def _identity(key: str, name: str | None, line: Line, issues: IssueLog) -> dict[str, Any]:
    """Code, foreign code or provisional id out of the key column; a code that lost its zeros is repaired."""
    said: dict[str, Any] = {"code": None, "provisional_id": None, "foreign_code": None}
    if PROVISIONAL.fullmatch(key):
        return said | {"provisional_id": key}
    if FOREIGN.fullmatch(key):
        return said | {"foreign_code": key}
    if key:
        try:
            parsed = ProcedureCode.parse(key)
        except CodeNotUnderstood:
            pass
        else:
            if parsed.core != key:
                issues.add(
                    "code-repaired",
                    f"Khóa “{key}” được đọc là mã số {parsed.core}.",
                    place=line.place,
                    procedure=parsed.core,
                    field="code",
                    quote=key,
                )
            return said | {"code": parsed.core}
    found = identify(key, name=name or key, agency=None, place=line.place, issues=issues)
    return said | {"code": found.code, "provisional_id": found.provisional_id}


def _fields(line: dict[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in line.items() if "." not in name}
    decision = {name.partition(".")[2]: value for name, value in line.items() if name.startswith("decision.")}
    stated = any(value not in (None, ()) for value in decision.values())
    return plain | {"decision": decision if stated else None}


def _cases(lines: list[Line]) -> dict[str, Any]:
    """Cases by their number, in the order of the rows; a row without paper is a case without papers."""
    fields = ("code", "text", "originals", "copies", "forms", "notes")
    told: list[dict[str, Any]] = []
    for _, group in groupby(lines, key=lambda line: line.said["number"]):
        rows = list(group)
        components = [
            {name: line.said[name] for name in fields} | {"place": line.place}
            for line in rows
            if any(line.said[name] not in (None, ()) for name in fields)
        ]
        told.append({"name": rows[0].said["case"], "components": components})
    return {"cases": told}


def _channels(lines: list[Line], fees: list[Line], name: str) -> list[dict[str, Any]]:
    own: dict[int, list[dict[str, Any]]] = {}
    for line in fees:
        said = {field: value for field, value in line.said.items() if field != "number"}
        own.setdefault(line.said["number"], []).append(said)
    told: list[dict[str, Any]] = []
    for line in lines:
        limit = {field: line.said[f"time_limit.{field}"] for field in ("value", "unit", "text")}
        stated = any(value is not None for value in limit.values())
        told.append(
            {
                "channel": line.said["channel"],
                "time_limit": limit | {"text": limit["text"] or ""} if stated else None,
                "fees": own.pop(line.said["number"], []),
                "text": line.said["text"],
                "place": line.place,
            }
        )
    if own:
        stray = next(line for line in fees if line.said["number"] in own)
        raise UnreadableFile(
            f"Tệp {name}: {stray.place} có phí của cách thứ {stray.said['number']}, "
            f"nhưng thủ tục {stray.key} không có cách này; không nhập gì.",
            hint="Sửa số ở cột “Của cách thứ” theo trang “Cách thức”.",
            at=str(stray.place),
        )
    return told


def _plain(field: str) -> Any:
    return lambda lines: {field: [line.said | {"place": line.place} for line in lines]}


def _steps(lines: list[Line]) -> dict[str, Any]:
    """Steps; the time of a step stands in three columns and is there where any of them is filled."""
    told: list[dict[str, Any]] = []
    for line in lines:
        plain = {name: value for name, value in line.said.items() if "." not in name}
        time = {name: line.said[f"duration.{name}"] for name in ("value", "unit", "text")}
        stated = any(value is not None for value in time.values())
        told.append(
            plain | {"duration": time | {"text": time["text"] or ""} if stated else None, "place": line.place}
        )
    return {"steps": told}


PARTS: dict[str, Any] = {
    "step": _steps,
    "component": _cases,
    "outcome": _plain("outcomes"),
    "basis": _plain("legal_bases"),
    "other_name": lambda lines: {"other_names": [line.said for line in lines]},
}
"""Channels and fees stand in two tables and are read together."""
