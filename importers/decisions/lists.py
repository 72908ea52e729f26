"""Phần I: lists of procedures (danh mục), in whatever columns they come.

Here: rows of a list table with their sections; values stay text.
Not here: which table is a list (annex.py), how list and content become one record (assemble.py).
"""

import re
from dataclasses import dataclass, field

from catalogue.capitals import Casing
from catalogue.identifiers import ProcedureCode, find_numbers
from catalogue.issues import IssueLog
from catalogue.records import Change, ChannelKind, Level
from catalogue.text import fold, squash
from importers.decisions.columns import Column, Header, is_header_again
from importers.decisions.context import Context
from importers.decisions.labels import Mark, split_label
from importers.decisions.ledger import Ledger
from importers.decisions.names import NO_CODE, read_codes, read_name
from importers.decisions.words import (
    Section,
    contains,
    is_section,
    section_of,
    sector_in,
    single_change,
    spelled,
)
from importers.phrases.enums import parse_channels, parse_levels
from importers.readers.blocks import Cell, Row, Table

TICK = re.compile(r"^[xX✓✔☑√+]+$")
TOTAL = re.compile(r"(?i)^(?:tổng(?: cộng| số)?|cộng)\b\s*(?::|\(?\d|$)")
UNIT = re.compile(r"\(\s*(?:đơn vị(?: tính)?\s*:?\s*|số\s+)?(ngày làm việc|ngày|giờ)\s*\)", re.IGNORECASE)
"""Unit of a limit in the header of its column."""
TEXTS = ("legal", "time_limit", "fees", "place", "place_channels", "handling", "deciding", "coordinating")
MORE = ("applicants", "outcomes", "conditions")
NAMED_REASONS = {"row": "numbering", "published_by": "earlier-decision", "amended_part": "amended-part"}


@dataclass
class ListRow:
    """One procedure of a list; texts as printed, by the kind of their column."""

    name: str
    row: Row
    codes: tuple[ProcedureCode, ...] = ()
    code_text: str = ""
    changes: tuple[Change, ...] = ()
    """One, or several where a heading mixes kinds and nothing in the row decides."""
    own_change: Change | None = None
    ticked: tuple[Level, ...] = ()
    """Levels ticked so far, where each level has a column."""
    old_codes: tuple[str, ...] = ()
    old_names: tuple[str, ...] = ()
    sector: str | None = None
    levels: tuple[Level, ...] = ()
    channels: tuple[ChannelKind, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


@dataclass
class ListReader:
    """Reads the rows of one list table."""

    table: Table
    header: Header
    context: Context
    casing: Casing
    ledger: Ledger
    issues: IssueLog

    def rows(self) -> list[ListRow]:
        """Procedures of the table in order; the context goes on with its sections."""
        for row in self.table.rows[: self.header.data]:
            self.ledger.leave_out("header", row)
        told: list[ListRow] = []
        for row in self.table.rows[self.header.data :]:
            if not row.filled():
                continue
            if is_header_again(row, self.header, self.table):
                self.ledger.leave_out("header", row)
                continue
            section = self._section(row)
            if section is not None:
                self.ledger.take(*row.own())
                self.context.push(*section)
                continue
            self._read(row, told)
        return told

    def _section(self, row: Row) -> tuple[Section, Mark] | None:
        """What a section row says; None for a row of data."""
        cells = row.filled()
        texts = [cell for cell in cells if not self._is_number(cell)]
        if len(texts) != 1:
            return None
        text, label = texts[0], next((cell for cell in cells if cell is not texts[0]), None)
        if text.row != row.number - 1 or read_codes(text.text):
            return None
        mark = split_label(text.text).mark
        if label is not None:
            mark = split_label(f"{label.text.strip(' .)')}. x").mark
        wide = text.columns > 1 and text.columns >= self.table.width - 2 - (label.columns if label else 0)
        outer = mark in {Mark.UPPER, Mark.ROMAN}
        if not (wide or outer or is_section(text.text) or (len(self.header.columns) > 3 and label is None)):
            return None
        if not wide and not outer and not section_of(text.text).says:
            return None
        section = section_of(squash(text.text))
        if not section.says:
            section = Section(sector=self._plain_sector(text.text))
        if section.sector:
            section = Section(section.changes, section.levels, _capital(self.casing.usual(section.sector)))
        return section, mark

    def _plain_sector(self, text: str) -> str | None:
        """A section row that only names the field ("I. Đất đai"); an agency is no field."""
        plain = split_label(squash(text)).text.strip(" .:;")
        if re.match(r"(?i)^(?:tổng|cộng|ghi chú|sở|ban|bộ|ubnd|ủy ban|công an|chi cục|cục)\b", plain):
            return None
        return plain or None

    def _is_number(self, cell: Cell) -> bool:
        plain = cell.text.strip(" .)")
        if re.match(r"^(?:\d{1,3}(?:\.\d{1,2})*|[IVXLC]+|[A-ZĐ]|[a-zđ])$", plain):
            column = self.header.cells_column(cell)
            return column is None or column.kind in {"row", None} or column.first == 0
        return False

    def _read(self, row: Row, told: list[ListRow]) -> None:
        found = ListRow("", row, changes=self.context.changes, sector=self.context.sector)
        found.levels = self.context.levels
        for column, cell in self.header.cells(row):
            if cell.text and self._take(found, column, cell):
                row.take(cell.column)
                self.ledger.take(cell)
        if told and self._carries_on(row):
            _carry_on(told[-1], found, row)
            row.finish(self.issues)
            self.ledger.leave_out("reported", row)
            return
        if not found.name and not found.codes and not found.old_codes:
            self._leftover(row, told)
            return
        if not found.codes and TOTAL.match(found.name):
            self.ledger.leave_out("total", row)
            return
        row.finish(self.issues)
        self.ledger.leave_out("reported", row)
        if not found.name:
            self.issues.add(
                "name-missing",
                "Dòng của danh mục không có tên thủ tục.",
                place=row.place,
                quote=row_text(row),
            )
            return
        told.append(found)

    def _carries_on(self, row: Row) -> bool:
        """Whether the name cell began in a row above: more limits, fees or bases of one procedure."""
        names = [cell for column, cell in self.header.cells(row) if column.kind == "name"]
        return bool(names) and all(cell.row < row.number - 1 for cell in names)

    def _leftover(self, row: Row, told: list[ListRow]) -> None:
        """A row without name and code: the rest of the row above over a page, or unread."""
        number = self.header.of("row")
        if not any(cell.text for column, cell in self.header.cells(row) if column in number) and told:
            told[-1].row.taken.clear()
        row.taken.clear()
        row.finish(self.issues)
        self.ledger.leave_out("reported", row)

    def _take(self, found: ListRow, column: Column, cell: Cell) -> bool:
        kind, text = column.kind, cell.text.strip()
        if kind == "reason":
            kind = "legal" if find_numbers(text) else "amended_part"
        if kind in NAMED_REASONS:
            self.ledger.leave_out(NAMED_REASONS[kind], cell)
            return True
        if kind == "name":
            self._take_name(found, text)
        elif kind == "code":
            found.codes = read_codes(text) or found.codes
            found.code_text = text
        elif kind == "old_code":
            found.old_codes += tuple(code.core for code in read_codes(text))
            return bool(read_codes(text)) or NO_CODE.match(text) is not None
        elif kind == "old_name":
            found.old_names += _lines(text)
        elif kind == "sector":
            found.sector = _capital(self.casing.usual(sector_in(text) or squash(text).strip(" .;")))
        elif kind == "level":
            return self._take_levels(found, column, text)
        elif kind == "change":
            found.own_change = single_change(text)
            return found.own_change is not None
        elif kind == "note":
            return self._take_note(found, text)
        elif kind == "channels":
            return self._take_channels(found, column, text)
        elif kind in TEXTS or kind in MORE:
            if len(self.header.of(kind)) > 1 and kind == column.kind:
                text = f"{column.header.rsplit(' / ', 1)[-1]}: {text}"
            elif kind == "time_limit":
                text = _with_unit(text, column.header)
            found.texts[kind] = "\n".join(part for part in (found.texts.get(kind), text) if part)
        else:
            return False
        return True

    def _take_levels(self, found: ListRow, column: Column, text: str) -> bool:
        """Levels in the cell, or a tick under the name of a level."""
        ticked = TICK.match(text) is not None
        said = parse_levels(column.header.rsplit(" / ", 1)[-1] if ticked else text)
        if ticked and len(self.header.of("level")) > 1:
            said = tuple(level for level in Level if level in {*said, *found.ticked})
            found.ticked = said
        found.levels = said or found.levels
        return bool(said)

    def _take_name(self, found: ListRow, text: str) -> None:
        named = read_name(text, self.casing)
        found.name = f"{found.name} {named.name}".strip() if found.name else named.name
        if named.codes and not found.codes:
            found.codes = named.codes
            found.code_text = " ".join(code.written for code in named.codes)

    def _take_note(self, found: ListRow, text: str) -> bool:
        """A remark that only tells the change, the level or the channels."""
        change = single_change(text)
        if change is not None and len(text) <= 60:
            found.own_change = change
            return True
        return False

    def _take_channels(self, found: ListRow, column: Column, text: str) -> bool:
        named = parse_channels(spelled(column.header.rsplit(" / ", 1)[-1])) or parse_channels(
            spelled(column.header)
        )
        if not named and contains(fold(column.header), "content", "online"):
            named = (ChannelKind.ONLINE,)
        if TICK.match(text) and named:
            found.channels += tuple(kind for kind in named if kind not in found.channels)
            return True
        said = parse_channels(text)
        if not said and contains(fold(text), "content", "online"):
            said = (ChannelKind.ONLINE,)
        if not said and named and fold(text) not in {"-", "không", "0"}:
            said = named
        found.channels += tuple(kind for kind in said if kind not in found.channels)
        if said and not TICK.match(text):
            found.texts["channels"] = "\n".join(part for part in (found.texts.get("channels"), text) if part)
        return bool(said) or fold(text) in {"-", "không", "0"}


def _carry_on(last: ListRow, more: ListRow, row: Row) -> None:
    """Add to a procedure what a further row of it says in cells of its own."""
    own = {fold(cell.text) for cell in row.own()}
    for kind, text in more.texts.items():
        if fold(text) in own:
            last.texts[kind] = "\n".join(part for part in (last.texts.get(kind), text) if part)
    last.old_codes += tuple(code for code in more.old_codes if code not in last.old_codes)
    last.channels += tuple(kind for kind in more.channels if kind not in last.channels)


def _with_unit(text: str, header: str) -> str:
    """A bare number with the unit that its column names.

    >>> _with_unit("20", "Thời hạn giải quyết (ngày làm việc)")
    '20 ngày làm việc'
    """
    unit = UNIT.search(header)
    return f"{text} {unit[1].lower()}" if unit and text.isdecimal() else text


def row_text(row: Row) -> str:
    """Cells of a row, for messages."""
    return " | ".join(squash(cell.text) for cell in row.filled())


def _lines(text: str) -> tuple[str, ...]:
    parts = [split_label(line).text.strip(" ;.") for line in text.split("\n")]
    return tuple(part for part in parts if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
