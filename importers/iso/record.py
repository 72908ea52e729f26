"""One canonical record of an ISO sheet: full content, steps of the workflow, a provisional id."""

from typing import Any

from catalogue.capitals import usual_capitals
from catalogue.errors import UnknownSource
from catalogue.issues import IssueLog
from catalogue.records import Channel, Coverage, Decision, FeeKind, Procedure, Step, provisional_id
from importers.base import SourceFile, accept
from importers.decisions import ledger as accounts
from importers.decisions.channels import spread
from importers.decisions.content import Content, read_content
from importers.decisions.ledger import Ledger
from importers.iso.sheet import Sheet, read_sheet
from importers.iso.workflow import read_steps
from importers.phrases.counts import parse_sets
from importers.phrases.enums import parse_levels
from importers.readers.blocks import Blocks


def read_record(
    blocks: Blocks, file: SourceFile, importer: str, issues: IssueLog
) -> tuple[Procedure | None, accounts.Coverage]:
    """The procedure of a sheet, and the share of its words that was accounted for.

    Raises:
        UnknownSource: no section "Nội dung" with the headings of a procedure.
    """
    ledger = Ledger()
    sheet = read_sheet(blocks.body, ledger)
    if sheet is None or not sheet.entry.parts:
        raise UnknownSource(
            "Quy trình không có mục “Nội dung” với các đề mục a, b, c của thủ tục hành chính.",
            hint="Kiểm tra đây có phải quy trình ISO của một thủ tục hành chính và tệp có đủ trang không.",
        )
    record = _record(sheet, file, importer, issues)
    return record, ledger.finish(blocks, issues)


def _record(sheet: Sheet, file: SourceFile, importer: str, issues: IssueLog) -> Procedure | None:
    name, place = sheet.entry.title, sheet.entry.place
    if not name:
        issues.add("name-missing", "Quy trình không có tên thủ tục ở phần đầu.", place=place)
        return None
    content = read_content(sheet.entry, issues)
    agency = usual_capitals(sheet.agency) if sheet.agency else None
    levels = parse_levels("\n".join((content.deciding or "", *content.handling)))
    key = provisional_id(decision=None, agency=agency, name=name, level="+".join(levels) or None)
    _note_identity(sheet, name, key, issues)
    said: dict[str, Any] = {
        "name": name,
        "provisional_id": key,
        "coverage": Coverage.FULL,
        "levels": levels,
        "issuing_agency": agency,
        "decision": _decision(sheet, agency),
        "steps": content.steps or _steps(sheet, issues),
        "channels": _channels(content),
        "cases": content.cases,
        "dossier_sets": _sets(content),
        "applicants": content.applicants,
        "handling_agencies": content.handling,
        "deciding_agency": content.deciding,
        "coordinating_agencies": content.coordinating,
        "authorised_agencies": content.authorised,
        "address": content.address,
        "outcomes": content.outcomes,
        "conditions": content.conditions,
        "forms": content.forms,
        "legal_bases": content.bases,
        "related": content.related,
        "not_applicable": content.not_applicable,
        "issues": issues.codes_of(key),
        "source": file.source(importer, place),
    }
    return accept(said, issues, place=place)


def _note_identity(sheet: Sheet, name: str, key: str, issues: IssueLog) -> None:
    """A sheet has no code: who looks for the procedure needs name, level and agency."""
    issues.add(
        "code-missing",
        f"Quy trình {sheet.code or ''} không nêu mã số thủ tục: “{name[:150]}”; tìm thủ tục theo tên và cấp.",
        place=sheet.entry.place,
        procedure=key,
        quote=sheet.code,
    )
    if sheet.issued is None and sheet.issued_text:
        issues.add(
            "date-not-understood",
            f"Không hiểu ngày ban hành “{sheet.issued_text}”.",
            procedure=key,
            field="decision.date",
            quote=sheet.issued_text,
        )


def _decision(sheet: Sheet, agency: str | None) -> Decision:
    """The sheet stands where the decision stands in other sources: its day is that of its issue."""
    title = f"Quy trình {sheet.code}" if sheet.code else "Quy trình ISO"
    return Decision(date=sheet.issued, effective=sheet.issued, agency=agency, title=title)


def _steps(sheet: Sheet, issues: IssueLog) -> tuple[Step, ...]:
    told: list[Step] = []
    for table in sheet.workflow:
        told.extend(read_steps(table, len(told) + 1, issues))
    return tuple(told)


def _sets(content: Content) -> int | None:
    """The number of sets, also where only the line above the papers tells it."""
    told = (parse_sets(case.name) for case in content.cases if case.name)
    return content.sets if content.sets is not None else next((n for n in told if n is not None), None)


def _channels(content: Content) -> tuple[Channel, ...]:
    """Sheets state time and fees for all channels, mostly."""
    channels = spread(content.ways, content.time_limit, content.fees, content.place)
    kind: FeeKind | None = content.fee_kind
    if kind is None:
        return channels
    return tuple(
        channel.model_copy(
            update={
                "fees": tuple(
                    fee if fee.kind else fee.model_copy(update={"kind": kind}) for fee in channel.fees
                )
            }
        )
        for channel in channels
    )
