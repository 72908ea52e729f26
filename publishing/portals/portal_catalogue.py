"""One row of the national portal's list (2026): code, name, sectors, agencies, subjects."""

import json

from catalogue.records import Procedure
from publishing.portals.portal_record import words


def write(record: Procedure, code_suffix: str = "") -> bytes:  # noqa: ARG001 - the portal's codes have none
    """One line of JSON."""
    nature, delegation = words()["kinds"].get(record.kind or "", (None, None))
    told = {
        "name": record.name,
        "code": record.key,
        "codeNotation": record.key,
        "categories": [record.sector] if record.sector else [],
        "departments": list(record.handling_agencies),
        "departmentPromulgate": record.issuing_agency,
        "formalityTargetType": list(record.applicants),
        "state": words()["words"]["state"],
        "type": nature,
        "formalityType": delegation,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
