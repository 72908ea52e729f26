"""A decision that approves internal workflows, from blocks to procedures with their steps.

Here: which title belongs to which table of steps, codes of the list in front, total times.
Not here: letterhead and articles (importers/decisions), the rows of a table (importers/iso/workflow.py).
"""

import re
from dataclasses import dataclass, field
from typing import Any

from catalogue.capitals import Casing
from catalogue.identifiers import ProcedureCode
from catalogue.issues import IssueLog
from catalogue.records import Channel, Coverage, Decision, Place, Procedure, Step, provisional_id
from catalogue.text import fold, squash
from importers.base import SourceFile, accept
from importers.decisions.front import Reading, read_front
from importers.decisions.labels import split_label
from importers.decisions.ledger import Ledger
from importers.decisions.letterhead import Letterhead
from importers.decisions.names import read_codes, read_name
from importers.decisions.words import is_none, sector_in
from importers.iso.workflow import is_workflow, read_steps
from importers.phrases.enums import parse_levels
from importers.phrases.time_limits import parse_time_limit
from importers.readers.blocks import Block, Blocks, Paragraph, Table

NAMES = re.compile(
    r"^(?:(?:tên )?(?:thủ tục|tthc)\b|(?:quy trình(?: nội bộ)?(?: giải quyết)?(?: số)?\s*[\d/.]*\s*[:.]?\s*)"
    r"(?:giải quyết )?(?:thủ tục|tthc)\b)"
)
"""How the title of a workflow begins, without its number."""
WORKFLOW = re.compile(
    r"(?i)^quy trình(?: nội bộ)?(?: giải quyết)?(?: số)?\s*[\d/.]*\s*[:.]?\s*(?:giải quyết\s+)?"
)
CODE = re.compile(r"^mã (?:số|tthc|thủ tục)")
TIME = re.compile(r"^(?:tổng )?(?:thời gian|thời hạn)(?: thực hiện| giải quyết)?[^:]{0,40}:\s*(?=\S)")
WHOLE = re.compile(
    r"thủ tục hành chính,? (?:trong |thuộc |của |các )*(?:lĩnh vực|thẩm quyền|phạm vi)|kèm theo quyết định"
)
"""The heading of an annex, which is no procedure."""
LAW = re.compile(r"^(?:phụ lục|danh mục|phần|quy trình nội bộ|\(?(?:ban hành )?kèm theo)\b")


@dataclass
class _Workflow:
    """A title with what stands below it."""

    name: str
    code: ProcedureCode | None
    place: Place
    sector: str | None
    limit: str = ""
    steps: list[Step] = field(default_factory=list)


def read_workflows(blocks: Blocks, file: SourceFile, importer: str, issues: IssueLog) -> Reading:
    """Procedures in the order of their workflows."""
    front = read_front(blocks)
    decision, clerk = front.decision, _Clerk(front.casing, front.ledger, issues)
    for block in blocks.body[front.articles.end :]:
        clerk.read(block)
    told = [
        _record(one, clerk.listed, decision, front.head, file, importer, issues) for one in clerk.workflows
    ]
    return Reading(decision, [one for one in told if one is not None], front.ledger.finish(blocks, issues))


@dataclass
class _Clerk:
    """Goes through the annexes."""

    casing: Casing
    ledger: Ledger
    issues: IssueLog
    workflows: list[_Workflow] = field(default_factory=list)
    listed: dict[str, ProcedureCode] = field(default_factory=dict)
    """Codes of the list in front, by `_bare` name."""
    open: _Workflow | None = None
    sector: str | None = None

    def read(self, block: Block) -> None:
        """One block of the annexes."""
        if isinstance(block, Paragraph):
            self._line(block)
        elif is_workflow(block):
            self._steps(block)
        elif self._list(block):
            self.ledger.take(block)

    def _line(self, paragraph: Paragraph) -> None:
        text = squash(paragraph.line)
        plain = split_label(text).text
        folded = fold(plain)
        if sector := re.match(r"^lĩnh vực:?\s+(?=\S)", folded):
            self.sector = plain[sector.end() :].strip(" .:").capitalize()
        elif WHOLE.search(folded) and not read_codes(plain):
            self.ledger.leave_out("heading", paragraph)
            return
        elif NAMES.match(folded) or (read_codes(plain) and not CODE.match(folded)):
            self._title(plain, paragraph)
        elif self.open is not None and CODE.match(folded) and (codes := read_codes(plain)):
            self.open.code = self.open.code or codes[0]
        elif self.open is not None and (time := TIME.match(folded)):
            self.open.limit = plain[time.end() :].strip(" .")
        elif LAW.match(folded) or not text:
            self.ledger.leave_out("heading", paragraph)
            return
        else:
            return
        self.ledger.take(paragraph)

    def _title(self, text: str, paragraph: Paragraph) -> None:
        named = read_name(WORKFLOW.sub("", text), self.casing)
        code = named.codes[0] if named.codes else None
        self.open = _Workflow(named.name, code, paragraph.place, self.sector)
        self.workflows.append(self.open)

    def _steps(self, table: Table) -> None:
        """Rows of a workflow; its last row may only add the times up."""
        if self.open is None:
            self.issues.add("name-missing", "Bảng quy trình không có tên thủ tục ở trên.", place=table.place)
            return
        self.open.steps.extend(read_steps(table, len(self.open.steps) + 1, self.issues))
        self.ledger.take(table)

    def _list(self, table: Table) -> bool:
        """A list of names and codes; False: another table."""
        header = {cell.column: fold(cell.text) for cell in table.rows[0].filled()} if table.rows else {}
        name = next((at for at, text in header.items() if "tên" in text and "thủ tục" in text), None)
        code = next((at for at, text in header.items() if text.startswith("mã")), name)
        if name is None or code is None:
            return False
        for row in table.rows[1:]:
            cells = {cell.column: cell.text for cell in row.distinct()}
            if name in cells and (codes := read_codes(cells.get(code, ""))):
                self.listed[_bare(read_name(cells[name], self.casing).name)] = codes[0]
        return True


def _bare(name: str) -> str:
    """A name for comparing within one decision."""
    return re.sub(r"^thủ tục ", "", fold(name))


def _record(
    one: _Workflow,
    listed: dict[str, ProcedureCode],
    decision: Decision,
    head: Letterhead,
    file: SourceFile,
    importer: str,
    issues: IssueLog,
) -> Procedure | None:
    """The procedure of a workflow; its steps are those of the office."""
    title = head.title or ""
    code = one.code or listed.get(_bare(one.name))
    levels = parse_levels(one.name) or parse_levels(title)
    said: dict[str, Any] = {"code": None, "provisional_id": None}
    if code is not None and code.certain:
        said["code"] = code.core
        said["code_as_written"] = code.written if code.written and code.written != code.core else None
    else:
        said["provisional_id"] = provisional_id(
            decision=decision.number, agency=decision.agency, name=one.name, level="+".join(levels) or None
        )
        said["code_as_written"] = code.written if code is not None else None
    key = said["code"] or said["provisional_id"]
    if said["code"] is None:
        issues.add(
            "code-missing" if code is None or is_none(code.written) else "code-not-understood",
            f"Quy trình không nêu mã số dùng được: “{one.name[:120]}”.",
            place=one.place,
            procedure=key,
        )
    if not one.steps:
        issues.add(
            "unread-text",
            f"Quy trình “{one.name[:120]}” không có bảng các bước.",
            place=one.place,
            procedure=key,
        )
    issues.add(
        "steps-internal",
        f"Các bước của “{one.name[:120]}” là quy trình nội bộ của cơ quan.",
        place=one.place,
        procedure=key,
    )
    sector = one.sector or sector_in(title)
    said |= {
        "name": one.name,
        "coverage": Coverage.LISTED,
        "sector": sector[:1].upper() + sector[1:] if sector else None,
        "levels": levels,
        "issuing_agency": decision.agency,
        "steps": tuple(one.steps),
        "channels": (Channel(time_limit=parse_time_limit(one.limit), place=one.place),) if one.limit else (),
        "decision": decision,
        "issues": issues.codes_of(key),
        "source": file.source(importer, one.place),
    }
    return accept(said, issues, place=one.place)
