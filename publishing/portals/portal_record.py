"""The detail record of the national portal (2026): `{code, data}`, the keys as its JSON has them.

Not carried, because the JSON has no place for it: steps' responsible and duration, unit that a fee is
for, articles and dates of legal bases, number of dossiers, what a decision replaces and when it ends.

Source: DOMAIN guide, chapter on the portal's JSON.
"""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from catalogue.records import Channel, Component, Decision, Fee, Kind, Procedure, Step, TimeLimit, TimeUnit
from publishing.portals.shapes import lookup

HANOI = timezone(timedelta(hours=7))
MINUTES = re.compile(r"(\d+) phút")


def words() -> dict[str, Any]:
    """Codes of the portal."""
    told: dict[str, Any] = lookup()["portal-record"]
    return told


def write(record: Procedure, code_suffix: str = "") -> bytes:  # noqa: ARG001 - the portal's codes have none
    """One procedure as the portal's API answers it."""
    told = {"code": "OK", "data": data_of(record), "message": ""}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def data_of(record: Procedure) -> dict[str, Any]:
    """The fields of the portal."""
    nature, delegation = words()["kinds"].get(record.kind or "", (None, None))
    general = [c for c in record.channels if c == Channel(fees=c.fees, place=c.place) and c.fees]
    service = _service(record.channels)
    sector = [{"name": record.sector}] if record.sector else []
    return {
        "code": record.key,
        "codeNotation": record.key,
        "name": record.name,
        "state": words()["words"]["state"],
        "type": nature,
        "formalityType": delegation,
        "isInternal": record.kind is Kind.INTERNAL,
        **{key: level in record.levels for level, key in words()["levels"].items()},
        "category": sector[0] if sector else None,
        "categoriesDetails": sector,
        "subjectTypesDetails": _named(record.applicants),
        "departmentPromulgateName": record.issuing_agency or "",
        "procedureProposal": _proposal(record.decision),
        "departmentsExecuting": _named(record.handling_agencies),
        "departmentsAuthority": _named((record.deciding_agency or "").split("; ")),
        "departmentsCoordinating": _named(record.coordinating_agencies),
        "departmentsAuthorized": _named(record.authorised_agencies),
        "dossierReceivingAddresses": record.address or "",
        "executionSteps": [_step(step) for step in record.steps],
        "executionMethods": [_method(c) for c in record.channels if c not in general and c is not service],
        "fees": [_fee(fee) for c in general for fee in c.fees],
        "cases": [] if service is None else [{"processingDay": _service_day(service)}],
        "executionCases": [
            {"name": case.name or "", "profileComponents": [_component(row) for row in case.components]}
            for case in record.cases
        ],
        "resultsDetails": [{"code": outcome.code, "name": outcome.name} for outcome in record.outcomes],
        "legalBasisesDetails": [{"code": b.number, "name": b.name or ""} for b in record.legal_bases],
        "requirementsAndConditions": _conditions(record),
        "keywords": record.keywords or "",
        "procedureRelatedGroup": _named(record.related),
    }


def _named(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"name": name} for name in names if name]


def _conditions(record: Procedure) -> str:
    if record.conditions is not None:
        return record.conditions
    return str(words()["words"]["none"]) if "conditions" in record.not_applicable else ""


def _proposal(decision: Decision | None) -> dict[str, Any] | None:
    """Days are the midnight of Hà Nội in milliseconds, as the portal keeps them."""
    if decision is None:
        return None
    return {
        "proposalNumber": decision.number,
        "decisionDate": _moment(decision.date),
        "publicationDate": _moment(getattr(decision, "published", None)),
        "issuingAgency": {"name": decision.agency} if decision.agency else None,
    }


def _moment(day: date | None) -> int | None:
    return None if day is None else int(datetime.combine(day, time(), HANOI).timestamp() * 1000)


def _step(step: Step) -> dict[str, str]:
    return {"name": step.name or "", "description": step.text}


def _service(channels: tuple[Channel, ...]) -> Channel | None:
    """A limit that no way to file has, only the online service: the portal keeps it apart."""
    last = channels[-1] if channels else None
    if last is None or last.channel is not None or last.fees or last.text or last.time_limit is None:
        return None
    measured = any(c.time_limit and c.time_limit.value is not None for c in channels[:-1])
    return None if measured or last.time_limit.value is None else last


def _service_day(channel: Channel) -> dict[str, Any]:
    quantity, unit = quantity_of(channel.time_limit or TimeLimit(), words()["units"])
    return {"qty": quantity, "type": unit}


def quantity_of(limit: TimeLimit, units: dict[str, list[str]]) -> tuple[float | int | None, str | None]:
    """A number and the portal's unit; None where the limit has no single value."""
    if limit.value is None or limit.unit is None:
        return None, None
    value, unit = limit.value, str(limit.unit)
    minutes = MINUTES.fullmatch(limit.text) if limit.unit is TimeUnit.HOUR else None
    if minutes:
        value, unit = float(minutes[1]), "minute"
    return (int(value) if value == int(value) else value), units[unit][0]


def words_of(limit: TimeLimit, units: dict[str, list[str]]) -> str:
    """The words that a reader makes of number and unit alone: "12 ngày làm việc"."""
    quantity, code = quantity_of(limit, units)
    told = next((words for name, words in units.values() if name == code), "")
    return f"{quantity:g} {told}".replace(".", ",") if quantity is not None else ""


def _method(channel: Channel) -> dict[str, Any]:
    limit, description = channel.time_limit, channel.text
    told: dict[str, Any] = {"processingTime": None, "processingTimeUnit": None}
    if limit is not None:
        quantity, unit = quantity_of(limit, words()["units"])
        told = {"processingTime": quantity, "processingTimeUnit": unit}
        unsaid = limit.text not in (description, words_of(limit, words()["units"]))
        if unsaid and (quantity is None or description):  # a number has no room for the words around it
            told = {"processingTime": limit.text, "processingTimeUnit": words()["words"]["elsewhere"]}
        elif unsaid:
            description = limit.text
    return {
        "submissionMethod": words()["channels"].get(channel.channel or "", ""),
        **told,
        "description": description,
        "fees": [_fee(fee) for fee in channel.fees],
    }


def _fee(fee: Fee) -> dict[str, Any]:
    """An amount of 0 is free only because the words say so; no amount is no number, never 0."""
    attached = re.search(words()["words"]["attached"], fee.text)
    text = fee.text[: attached.start()] if attached else fee.text
    amount = None if fee.amount is None else float(fee.amount)
    return {
        "type": words()["fees"].get(fee.kind or ""),
        "value": int(amount) if amount is not None and amount == int(amount) else amount,
        "currencyName": words()["words"]["currency"].get(fee.currency or "", fee.currency or ""),
        "description": text,
        "attachment": {"fileName": attached[1]} if attached else None,
    }


def _component(row: Component) -> dict[str, Any]:
    result: str = words()["words"]["result"]
    notes = (row.notes or "").split("\n")
    source = [note for note in notes if note != result]
    return {
        "name": row.text,
        "code": row.code,
        "originalQty": row.originals,
        "copyQty": row.copies,
        "isProcessingResult": result in notes,
        "source": "\n".join(source),
        "attachments": [{"fileName": form} for form in row.forms],
    }
