"""Builders of valid records: a test names only what it is about."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from catalogue.records import (
    Case,
    Channel,
    Component,
    Coverage,
    Decision,
    Fee,
    Place,
    Procedure,
    Source,
    TimeLimit,
)
from catalogue.store.reading import FileReading

NOW = datetime(2026, 1, 10, 8, 0, tzinfo=UTC)
"""The moment of a test; nothing reads the wall clock."""
CODE = "1.000001"


def day(told: str) -> date:
    """A day out of YYYY-MM-DD."""
    return date.fromisoformat(told)


def source(file: str = "a.json", *, importer: str = "portal-record", place: Place | None = None) -> Source:
    """Where a record stands; the hash is that of the name."""
    return Source(
        file=file, sha256=sha256(file.encode()).hexdigest(), importer=importer, place=place or Place()
    )


def component(
    text: str = "Tờ khai theo mẫu", originals: int | None = 1, copies: int | None = 0, **said: Any
) -> Component:
    """One row of a dossier (thành phần hồ sơ)."""
    return Component(text=text, originals=originals, copies=copies, **said)


def case(*components: Component | str, name: str | None = None) -> Case:
    """One case; words become rows."""
    rows = tuple(component(row) if isinstance(row, str) else row for row in components)
    return Case(name=name, components=rows)


def channel(
    kind: str | None = "in_person", value: float | None = None, unit: str | None = None, *fees: Fee
) -> Channel:
    """One way of handing in (cách thức thực hiện), with its limit and fees."""
    limit = None if value is None else TimeLimit.model_validate({"value": value, "unit": unit})
    return Channel.model_validate({"channel": kind, "time_limit": limit, "fees": fees})


def fee(amount: str | None = "10000", text: str = "", **said: Any) -> Fee:
    """One fee in đồng."""
    return Fee(amount=amount, currency="VND", text=text, **said)


def decision(
    number: str | None = "1/QĐ-BTP",
    signed: str | None = None,
    effective: str | None = None,
    agency: str | None = None,
) -> Decision:
    """A decision that announces (quyết định công bố)."""
    return Decision(
        number=number,
        date=None if signed is None else day(signed),
        effective=None if effective is None else day(effective),
        agency=agency,
    )


def procedure(code: str | None = CODE, **said: Any) -> Procedure:
    """A procedure that a source tells whole; `signed`, `effective`, `number` make its decision."""
    parts = {name: said.pop(name) for name in ("number", "signed", "effective") if name in said}
    if parts:
        parts.setdefault("number", "1/QĐ-BTP")
        said["decision"] = decision(**parts)
    values = {
        "code": code,
        "name": "Thủ tục đăng ký khai sinh",
        "coverage": Coverage.FULL,
        "source": source(),
    }
    return Procedure.model_validate(values | said)


def listed(code: str | None = CODE, **said: Any) -> Procedure:
    """A procedure that a source only lists."""
    return procedure(code, coverage=Coverage.LISTED, **said)


def reading(*records: Procedure, name: str = "a.json", **said: Any) -> FileReading:
    """One reading of one file; its hash is that of its name and of what it says."""
    told = name + "".join(repr(record) for record in records)
    values: dict[str, Any] = {
        "sha256": sha256(told.encode("utf-8", "replace")).hexdigest(),
        "size": len(told),
        "importer": "portal-record",
        "importer_version": 1,
        "rank": 40,
    }
    return FileReading(name=name, records=records, **(values | said))
