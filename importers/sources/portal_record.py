"""The national portal's record of one procedure (2026): JSON `{code, data, message}`.

Takes every part of the record; the keys that are not content are listed with their reasons
in lookups/portal.toml. What is filled and not read is an issue. `description` repeats the
conditions. Dates are moments of the local day.

Source: DOMAIN guide, chapter on the portal's JSON.
"""

from collections.abc import Iterator
from typing import Any

from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Case, Component, Coverage, Procedure, Step
from catalogue.text import fold
from importers.base import Importer, Rank, SourceFile, accept
from importers.identity import identify, settle
from importers.portal import (
    Doubts,
    agencies,
    check_state,
    decision_of,
    kind_of,
    levels_of,
    named,
    words,
)
from importers.portal_channels import channels_of
from importers.portal_parts import (
    Keys,
    bases_of,
    conditions_of,
    forms_in,
    name_of,
    outcomes_of,
    paper_of,
    quantity,
    text_of,
)
from importers.readers.feed import Node, read_json

NAME = "portal-record"
PAPER = Keys("component", name="name", code="code")
NAMED = Keys("named", name="name", code="code")
RESULT = "Cổng đánh dấu: là kết quả giải quyết của thủ tục khác."
PARTS = (b'"executionCases"', b'"executionSteps"', b'"executionMethods"', b'"procedureProposal"')
"""Keys that only a detail record has; one in a file cut short is enough."""


def recognise(file: SourceFile) -> bool:
    """A JSON object with the parts of a detail record."""
    return file.head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and any(
        p in file.data for p in PARTS
    )


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """The one procedure of the file."""
    record = _record(read_json(file), file)
    name = name_of(record, "name", issues, missing="Bản ghi của cổng không có tên thủ tục.")
    if name is None:
        return
    written = record.take("code")
    told = identify(
        None if written is None else str(written),
        name=name,
        agency=record.value.get("departmentPromulgateName"),
        place=record.place("code"),
        issues=issues,
    )
    (identity,) = settle([told], issues)
    doubts = Doubts(issues, identity.key)
    said = identity.said | _content(record, doubts) | {"name": name}
    said["source"] = file.source(NAME, record.place())
    doubts.finish_record(record, "record")
    procedure = accept(said | {"issues": issues.codes_of(identity.key)}, issues, place=record.place())
    if procedure is not None:
        yield procedure


def _record(value: Any, file: SourceFile) -> Node:
    envelope = Node(value) if isinstance(value, dict) else None
    record = envelope.one("data") if envelope is not None and "data" in envelope.value else envelope
    if record is None:
        raise UnreadableFile(
            f"Tệp {file.name} không chứa bản ghi thủ tục ở trường “data”.",
            hint="Lưu lại trả lời của cổng: {code, data, message}.",
        )
    return record


def _content(record: Node, doubts: Doubts) -> dict[str, Any]:
    """Everything but name and identity, by field of the canonical record."""
    decision, issuer = decision_of(record, doubts)
    conditions = conditions_of(_conditions(record))
    cases = tuple(_cases(record, doubts))
    check_state(record, doubts)
    return conditions | {
        "coverage": Coverage.FULL,
        "sector": _sector(record, doubts),
        "levels": levels_of(record),
        "kind": kind_of(
            record.text("type"), record.text("formalityType"), internal=record.flag("isInternal")
        ),
        "issuing_agency": issuer,
        "handling_agencies": agencies(
            record, doubts, lists=("departmentsExecuting", "unitGroupsExecuting"), text="executingAgencies"
        ),
        "deciding_agency": "; ".join(
            agencies(
                record,
                doubts,
                lists=("departmentsAuthority", "unitGroupsAuthority"),
                text="delegatedAgencies",
            )
        )
        or None,
        "coordinating_agencies": agencies(
            record,
            doubts,
            lists=("departmentsCoordinating", "unitGroupsCoordinating"),
            text="coordinatingAgencies",
        ),
        "authorised_agencies": agencies(
            record, doubts, lists=("departmentsAuthorized", "unitGroupsAuthorized"), text="authorizedAgencies"
        ),
        "applicants": named(record.many("subjectTypesDetails"), doubts)
        or record.strings("formalityTargetType")
        or record.strings("targetObjects"),
        "address": text_of(record, "dossierReceivingAddresses"),
        "steps": tuple(_steps(record, doubts)),
        "channels": channels_of(record, doubts),
        "cases": cases,
        "outcomes": tuple(outcomes_of(record.many("resultsDetails"), NAMED, doubts)),
        "forms": forms_in(cases),
        "legal_bases": tuple(bases_of(record.many("legalBasisesDetails"), NAMED, doubts)),
        "keywords": text_of(record, "keywords"),
        "related": named(record.many("procedureRelatedGroup"), doubts),
        "decision": decision,
    }


def _sector(record: Node, doubts: Doubts) -> str | None:
    """Lĩnh vực: of `category`, else of all `categoriesDetails`."""
    single = record.one("category")
    first = named((single,), doubts) if single is not None else ()
    listed = named(record.many("categoriesDetails"), doubts)
    if first and listed and first[0] not in listed:
        doubts.tell(
            "values-differ",
            f"Lĩnh vực “{first[0]}” không có trong danh sách lĩnh vực {', '.join(listed)}.",
            place=record.place("category"),
            field="sector",
        )
    return "; ".join(first or listed) or None


def _conditions(record: Node) -> str | None:
    """Yêu cầu, điều kiện; `description` is taken only where it says the same."""
    text = text_of(record, "requirementsAndConditions")
    if record.value.get("description") == record.value.get("requirementsAndConditions"):
        record.take("description")
    return text


def _steps(record: Node, doubts: Doubts) -> Iterator[Step]:
    for order, node in enumerate(record.many("executionSteps"), start=1):
        name, text = text_of(node, "name"), text_of(node, "description")
        doubts.finish(node, "named")
        if name is not None and fold(name).strip(" :.") in words()["steps"]["default"]:
            name = None
        if text is None:
            name, text = None, name
        if text is not None:
            yield Step(order=order, name=name, text=text, place=node.place())


def _cases(record: Node, doubts: Doubts) -> Iterator[Case]:
    """Trường hợp with their rows; rows outside any case form one without a name."""
    for node in record.many("executionCases"):
        name = text_of(node, "name")
        rows = tuple(_components(node, doubts))
        doubts.finish(node, "case")
        if name is not None or rows:
            yield Case(name=name, components=rows)
    loose = tuple(_components(record, doubts))
    if loose:
        yield Case(components=loose)


def _components(parent: Node, doubts: Doubts) -> Iterator[Component]:
    for node in parent.many("profileComponents"):
        originals, copies = (quantity(node, key, doubts) for key in ("originalQty", "copyQty"))
        forms = tuple(_forms(node, doubts))
        notes = [text_of(node, "source"), RESULT if node.flag("isProcessingResult") else None]
        yield from paper_of(node, PAPER, doubts, quantities=(originals, copies), forms=forms, notes=notes)


def _forms(node: Node, doubts: Doubts) -> Iterator[str]:
    for attachment in node.many("attachments"):
        name = attachment.text("fileName")
        doubts.finish(attachment, "attachment")
        if name is not None:
            yield name


IMPORTER = Importer(
    NAME,
    "Bản ghi chi tiết thủ tục của Cổng Dịch vụ công quốc gia (JSON)",
    Rank.NATIONAL_PORTAL,
    recognise,
    extract,
    formats=(".json",),
    version=2,  # 2: the day of publication on the portal
)
