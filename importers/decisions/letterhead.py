"""Letterhead of a decision: issuing agency, number, place and date, title.

It may be a table, two columns typed with tabs, or text boxes: all become fragments in reading
order, and the words tell which is which.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from catalogue.capitals import Casing, in_capitals
from catalogue.document_numbers import DocumentNumber, find_numbers
from catalogue.errors import NumberNotUnderstood
from catalogue.text import fold, squash
from importers.decisions.ledger import Ledger
from importers.decisions.words import begins
from importers.phrases.dates import parse_date
from importers.readers.blocks import Block, Cell, Paragraph, Table

NUMBER = re.compile(r"^\s*Số\s*[:.]?\s*(.*)$", re.IGNORECASE)
DATE = re.compile(r"\bngày\b.*\btháng\b.*\bnăm\b|\bngày\s+\d{1,2}/\d{1,2}/\d{4}", re.IGNORECASE)
RULE = re.compile(r"^[\s_―—–\-=*.·…]+$")
KIND = re.compile(r"^quyết định\s*:?$")
ENDS = re.compile(
    r"^(?:căn cứ|theo đề nghị|xét đề nghị|theo|điều\s+\d|chủ tịch|bộ trưởng|tổng giám đốc|thống đốc"
    r"|tổng thanh tra|giám đốc|ủy ban|hội đồng|chánh án|viện trưởng|tổng cục trưởng|cục trưởng|thủ trưởng)\b"
)


@dataclass
class Letterhead:
    """What stands above the "Căn cứ" lines."""

    agency: str | None = None
    number: str | None = None
    number_written: str | None = None
    signed: date | None = None
    title: str | None = None
    end: int = 0
    """Index of the first block after it."""
    draft: bool = False
    fragments: list[str] = field(default_factory=list)


def read_letterhead(body: list[Block], casing: Casing, ledger: Ledger) -> Letterhead:
    """Letterhead of the blocks of a decision; what it does not state is None."""
    told = Letterhead()
    at = _title_at(body)
    names: list[str] = []
    for block in body[:at]:
        for line in _fragments(block):
            _read_line(line, told, names)
        ledger.take(block)
    told.agency = _agency(names, casing)
    told.end = _read_title(body, at, told, casing, ledger)
    return told


def _title_at(body: list[Block]) -> int:
    """Index of the line "QUYẾT ĐỊNH"; 0 where there is none."""
    for at, block in enumerate(body[:60]):
        if isinstance(block, Paragraph) and KIND.match(fold(block.text)):
            return at
        if isinstance(block, Table) and any(KIND.match(fold(line)) for line in block.text.split("\n")):
            return at + 1
        if isinstance(block, Paragraph) and any(KIND.match(fold(line)) for line in block.text.split("\n")):
            return at
    return 0


def _fragments(block: Block) -> list[str]:
    """Lines of a block; columns typed with tabs or blanks apart, columns of a table one after the other."""
    if isinstance(block, Table):
        columns: dict[int, list[Cell]] = {}
        for cell in block.cells():
            columns.setdefault(cell.column, []).append(cell)
        return [
            line
            for _, cells in sorted(columns.items())
            for cell in cells
            for paragraph in cell.paragraphs()
            for line in paragraph.text.split("\n")
        ]
    return [part for line in block.text.split("\n") for part in re.split(r"\t+|\s{4,}", line)]


def _read_line(line: str, told: Letterhead, names: list[str]) -> None:
    plain = squash(line)
    folded = fold(plain)
    told.fragments.append(plain)
    if not plain or RULE.match(plain) or begins(folded, "letterhead", "motto"):
        return
    number = NUMBER.match(plain)
    if number and ("/" in plain or not number[1].strip(" .…_-")):
        _number(number[1], told)
    elif DATE.search(plain):
        told.signed = told.signed or parse_date(plain)
    elif begins(folded.strip("( "), "letterhead", "draft"):
        told.draft = True
    elif told.number_written is None or not names:
        names.append(plain)


def _number(text: str, told: Letterhead) -> None:
    """A number; one with a blank in front of "/QĐ" is a draft that has none yet."""
    told.number_written = squash(text)
    if re.match(r"^[\s.…_]*/", text) or not re.search(r"\d", text.split("/")[0]):
        return
    try:
        told.number = str(DocumentNumber.parse(told.number_written))
    except NumberNotUnderstood:
        found = find_numbers(told.number_written)
        told.number = str(found[0]) if found else None


def _agency(names: list[str], casing: Casing) -> str | None:
    """The issuer: the last body named; lines that name none carry on the one above."""
    bodies: list[list[str]] = []
    for name in names:
        if len(name) > 120 or (not in_capitals(name) and not begins(fold(name), "letterhead", "organs")):
            continue
        if bodies and not begins(fold(name), "letterhead", "organs"):
            bodies[-1].append(name)
        else:
            bodies.append([name])
    return casing.usual(squash(" ".join(bodies[-1]))) if bodies else None


def _read_title(body: list[Block], at: int, told: Letterhead, casing: Casing, ledger: Ledger) -> int:
    """The lines between "QUYẾT ĐỊNH" and the office of the signer or the first "Căn cứ"."""
    lines: list[str] = []
    for index in range(at, len(body)):
        block = body[index]
        if not isinstance(block, Paragraph):
            return index
        for line in block.text.split("\n"):
            folded = fold(line).strip(" :")
            if KIND.match(folded) or not folded or RULE.match(line):
                continue
            if (lines and ENDS.match(folded)) or index - at > 12 or _is_office(folded):
                told.title = casing.usual(squash(" ".join(lines))) if lines else None
                return index
            lines.append(line)
        ledger.take(block)
    return len(body)


def _is_office(folded: str) -> bool:
    """ "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …" or "Căn cứ …" where a title is missing."""
    return bool(re.match(r"^(?:căn cứ|điều\s+1\b|theo đề nghị)", folded))


def is_organ(text: str) -> bool:
    """Whether a line begins as the name of an agency."""
    return begins(fold(text), "letterhead", "organs")
