"""The parts of an ISO 9001 sheet: its head, the content under "Nội dung", the workflow, what is appended.

Here: which block belongs to which. Not here: what the content says (importers/decisions/content.py),
the steps of the workflow (workflow.py).
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from catalogue.capitals import in_capitals
from catalogue.text import fold, squash
from importers.decisions.context import Context
from importers.decisions.entries import BODY, Entry, Feeder
from importers.decisions.labels import BULLETS, Mark, split_label
from importers.decisions.ledger import Ledger
from importers.decisions.lines import Line, lines_of
from importers.decisions.words import heading_of
from importers.phrases.dates import parse_date
from importers.readers.blocks import Block, Paragraph, Table

CODE = re.compile(r"^mã (?:hiệu|số)\s*:?\s*(?P<code>\S.*)$", re.IGNORECASE)
ISSUED = re.compile(r"^ngày (?:ban hành|hiệu lực|áp dụng)\s*:?\s*(?P<day>.*)$", re.IGNORECASE)
EDITION = re.compile(r"^(?:lần (?:ban hành|sửa đổi)|phiên bản|trang|số trang)\b", re.IGNORECASE)
TITLE = re.compile(r"^quy trình\b\s*:?\s*(?P<name>.*)$", re.IGNORECASE)
CONTENT = re.compile(r"^nội dung(?: quy trình)?$")
SECTION = re.compile(r"^(?:\d{1,2}|[IVX]+)\s*[.):]\s*(?P<title>[^\d].*)$")
AFTER = {
    fold(word) for word in ("biểu mẫu", "hồ sơ lưu", "hồ sơ lưu trữ", "hồ sơ cần lưu", "hồ sơ", "phụ lục")
}
WORKFLOW = re.compile(
    r"^(?:quy trình|trình tự|các bước|lưu đồ)\b.*(?:xử lí|xử lý|công việc|giải quyết|các bước)"
)
LETTER = re.compile(r"^([a-zđ])\s+(?=[A-ZĐ])")
"""A label without its point: "c Đối tượng thực hiện"."""
DOUBLED = re.compile(r"\bthủ tục (TTHC|thủ tục hành chính)\b", re.IGNORECASE)
NOTES = {fold(word) for word in ("lưu ý", "ghi chú", "chú ý")}


@dataclass
class Sheet:
    """One sheet, before its content is read."""

    entry: Entry
    agency: str | None = None
    code: str | None = None
    """Mã hiệu of the sheet: QT 01/CX-HCTP."""
    issued: date | None = None
    issued_text: str | None = None
    workflow: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_sheet(body: list[Block], ledger: Ledger) -> Sheet | None:
    """The parts of a sheet; None where no section "Nội dung" with headings is found."""
    start = _content_at(body)
    if start is None:
        return None
    head = next((block for block in body if isinstance(block, Table)), None)
    sheet = Sheet(Entry("", [], Context(), body[start].place))
    if head is not None:
        _read_head(head, sheet)
        ledger.take(head)
    for block in body[:start]:
        if block is not head:
            ledger.leave_out("front-matter", block)
    ledger.leave_out("heading", body[start])
    _read_content(body, start + 1, sheet, ledger)
    return sheet


def _read_head(table: Table, sheet: Sheet) -> None:
    """Agency on the left, "QUY TRÌNH" and the name in the middle, marks of the sheet on the right."""
    names: list[str] = []
    titled = False
    for cell in table.cells():
        for line in (squash(line) for line in cell.text.split("\n")):
            if not line or EDITION.match(line) or line.strip(" .").isdigit():
                continue
            if found := CODE.match(line):
                sheet.code = squash(found["code"])
            elif found := ISSUED.match(line):
                sheet.issued_text, sheet.issued = squash(found["day"]), parse_date(found["day"])
            elif (found := TITLE.match(line)) and not titled:
                titled = True
                names.extend(name for name in (found["name"],) if name)
            elif titled:
                names.append(line)
            else:
                sheet.agency = squash(f"{sheet.agency or ''} {line}")
    sheet.entry.name = squash(" ".join(names)).strip(" .:;")


def _content_at(body: list[Block]) -> int | None:
    """Index of the section "Nội dung" whose next line is a heading of a procedure's content."""
    for at, block in enumerate(body):
        if not isinstance(block, Paragraph):
            continue
        plain = fold(split_label(squash(block.line)).text).strip(" .:")
        if CONTENT.match(plain):
            following = next((b for b in body[at + 1 :] if isinstance(b, Paragraph) and not b.empty), None)
            if following is not None and _begins_content(following):
                return at
    return None


def _begins_content(paragraph: Paragraph) -> bool:
    """A heading of a procedure's content; a table of contents goes on with "Biểu mẫu"."""
    headings = (heading_of(line.text) for line in content_lines(paragraph))
    return any(heading is not None and heading.part in BODY for heading in headings)


def content_lines(paragraph: Paragraph) -> list[Line]:
    """Lines of a paragraph, with what typists leave out or double put right.

    A letter without its point before a heading is a label; "+)" is "+"; "Lưu ý" alone is a heading.
    """
    return [_put_right(line) for line in lines_of(paragraph)]


def _put_right(line: Line) -> Line:
    text = DOUBLED.sub(r"\1", line.text)
    if line.mark in BULLETS:
        text = text.removeprefix(")").lstrip()
        if fold(text).strip(" .:") in NOTES:
            text = f"{text.strip(' .:')}:"
    found = LETTER.match(text) if line.mark is Mark.NONE else None
    if found and heading_of(text[found.end() :]):
        return Line(Mark.LETTER, found[1], text[found.end() :], line.paragraph)
    return line if text == line.text else replace(line, text=text)


def _read_content(body: list[Block], start: int, sheet: Sheet, ledger: Ledger) -> None:
    """Headings with their lines up to the workflow; its tables and notes; then what is appended."""
    feeder, workflow, after = Feeder(sheet.entry, ledger), False, ""
    for block in body[start:]:
        if after:
            after = _appended(block, after)
            ledger.leave_out(after, block)
        elif isinstance(block, Table):
            if workflow or is_workflow(block):
                workflow = True
                sheet.workflow.append(block)
                ledger.take(block)
            else:
                feeder.table(block)
        elif _ends(block):
            after = "records-kept"
            ledger.leave_out("heading", block)
        else:
            for line in content_lines(block):
                if WORKFLOW.match(fold(line.text)) and line.mark and len(line.text) < 80:
                    workflow = True
                    ledger.take(block)
                elif workflow:
                    ledger.leave_out("workflow-note", block)
                else:
                    feeder.line(line)


def _ends(paragraph: Paragraph) -> bool:
    """A numbered section of the sheet behind the content: forms, records kept."""
    found = SECTION.match(squash(paragraph.line))
    title = fold(found["title"]).strip(" .:") if found else ""
    return found is not None and title in AFTER and in_capitals(found["title"])


def _appended(block: Block, reason: str) -> str:
    """What an appended block is: blank forms begin after the list of records, then the places of fees."""
    text = fold(block.text)
    if isinstance(block, Table):
        if "nơi lưu" in text or "thời gian lưu" in text:
            return "records-kept"
        return "places-of-fees" if "tên phụ lục" in text and "xã, phường" in text else "blank-form"
    if reason == "records-kept" and (SECTION.match(squash(block.line)) or not text or text.startswith("•")):
        return reason
    if block.label or text.startswith(("•", "-", "+", "xem mục")):
        return reason
    return "blank-form" if text else reason


def is_workflow(table: Table) -> bool:
    """A table of steps with who is responsible."""
    if not table.rows:
        return False
    header = fold(" | ".join(cell.text for cell in table.rows[0].filled()))
    return "trách nhiệm" in header and ("bước" in header or "trình tự" in header or "nội dung" in header)
