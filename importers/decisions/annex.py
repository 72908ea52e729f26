"""The annexes of a decision, block by block: lists, contents, and what publishes nothing.

Here: which heading, table or form a block is, and where one procedure ends.
Not here: what a list row says (lists.py), what the parts of a content say (content.py).
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from catalogue.capitals import Casing, in_capitals
from catalogue.issues import IssueLog
from catalogue.text import fold, squash
from importers.decisions.articles import is_signature
from importers.decisions.columns import Header, find_header
from importers.decisions.context import Context
from importers.decisions.entries import Entry, Feeder, is_content_table
from importers.decisions.labels import BULLETS, Mark, split_label
from importers.decisions.ledger import Ledger
from importers.decisions.lists import ListReader, ListRow
from importers.decisions.names import name_key, read_name
from importers.decisions.subtables import nested_rows
from importers.decisions.words import begins, contains, heading_of, is_section, section_of, words
from importers.readers.blocks import Block, Paragraph, Table

PART = re.compile(
    r"^(?:phần|phụ lục|phụ biểu|biểu)\s*(?:(?:số\s*)?(?:[ivx]+|\d+|[a-e])\b|thứ\s+\w+|[.:]|$)", re.IGNORECASE
)
FORM_LINE = re.compile(
    r"^(?:phụ lục\s+)?(?:biểu\s+)?mẫu\s*(?:(?:đơn|tờ khai)?\s*số\s*)?[\w.\-/]*\s*[:.]?$", re.IGNORECASE
)


DOTS = re.compile(r"\.{5,}|…{2,}|_{4,}")
"""Room to write in: no title of a procedure has it."""
LONGEST = 2500
"""Letters of the longest title: names of land procedures have 1,200."""


class Region(StrEnum):
    """Where in the annexes a block stands."""

    OPEN = "open"
    WORKFLOW = "internal-workflow"
    FORM = "blank-form"


@dataclass
class Annex:
    """Reads the annexes of one decision."""

    body: list[Block]
    casing: Casing
    ledger: Ledger
    issues: IssueLog
    rows: list[ListRow] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    context: Context = field(default_factory=Context)
    region: Region = Region.OPEN
    feeder: Feeder | None = None
    _known: tuple[int, set[str], set[str]] = (0, set(), set())
    """Names and codes of the rows so far, and how many rows they are of."""
    last_list: tuple[Header, int, Context] | None = None
    """Header, width and sections of the list table just before, while nothing but blanks followed."""

    def read(self, start: int) -> None:
        """Walk the blocks from `start` to the end."""
        for at in range(start, len(self.body)):
            block = self.body[at]
            if isinstance(block, Table):
                self._table(at, block)
            elif block.text.strip():
                self._paragraph(at, block)

    def _paragraph(self, at: int, paragraph: Paragraph) -> None:
        text = squash(paragraph.line)
        if paragraph.style.casefold().startswith("toc"):
            self.ledger.leave_out("table-of-contents", paragraph)
        elif PART.match(text) and len(text) < 400 and not self._inside_text(paragraph):
            self._part(at, paragraph)
        elif self.region is Region.WORKFLOW:
            self.ledger.leave_out(self.region, paragraph)
        elif self._is_title(at, paragraph):
            self._open_entry(paragraph)
        elif self._begins_by_label(paragraph):
            self._open(Entry("", [], self.context.copy(), paragraph.place)).paragraph(paragraph)
        elif self._is_heading(paragraph):
            self._heading(paragraph)
        elif self.region is Region.FORM or self._is_form(at, paragraph):
            self.region, self.feeder = Region.FORM, None
            self.ledger.leave_out(self.region, paragraph)
        elif self.feeder is not None:
            self.feeder.paragraph(paragraph)
        elif _is_attached(text) or in_capitals(text) or not any(c.isalnum() for c in text):
            self._heading(paragraph)

    def _inside_text(self, paragraph: Paragraph) -> bool:
        """ "Phụ lục số II Nghị định …" in the middle of a content is a reference, no heading."""
        text = squash(paragraph.text)
        if self.feeder is None and self.region is Region.OPEN:
            return False
        if self.region is Region.FORM and FORM_LINE.match(text):
            return True
        return not (len(text) < 40 or in_capitals(text) or contains(fold(text), "headings", "list"))

    def _part(self, at: int, paragraph: Paragraph) -> None:
        """ "PHẦN II", "Phụ lục I": closes what was open; its words and the next lines tell what comes."""
        self.feeder, self.last_list = None, None
        title = fold(" ".join([paragraph.line, *self._next_texts(at, 2)]))
        self.region = Region.OPEN
        if FORM_LINE.match(squash(paragraph.line)) or _form_annex(title):
            self.region = Region.FORM
        elif _workflow(title):
            self.region = Region.WORKFLOW
        self.context.push(section_of(squash(paragraph.text)), Mark.NONE)
        self.ledger.leave_out("heading", paragraph)

    def _heading(self, paragraph: Paragraph) -> None:
        text = squash(paragraph.line)
        self.feeder, self.last_list = None, None
        if _workflow(fold(text)) and (in_capitals(text) or not _is_attached(text)):
            self.region = Region.WORKFLOW
            self.ledger.leave_out(self.region, paragraph)
            return
        self.region = Region.OPEN
        if not _is_attached(text):
            section = section_of(text)
            if section.sector:
                section = type(section)(
                    section.changes, section.levels, _up(self.casing.usual(section.sector))
                )
            self.context.push(section, split_label(text).mark)
        self.ledger.leave_out("heading", paragraph)

    def _is_heading(self, paragraph: Paragraph) -> bool:
        """A heading of procedures: "B. THỦ TỤC … SỬA ĐỔI, BỔ SUNG", "I. Lĩnh vực …"."""
        text = squash(paragraph.line)
        label = split_label(text)
        if not is_section(text) or label.mark in BULLETS or label.mark is Mark.STEP:
            return False
        if self.feeder is None and self.region is Region.OPEN:
            return not text.endswith(".") or in_capitals(text) or section_of(text).says
        outer = label.mark in {Mark.UPPER, Mark.ROMAN} or in_capitals(label.text)
        if heading_of(label.text) is not None and not in_capitals(label.text):
            return False
        return outer and (section_of(text).says or contains(fold(text), "headings", "list"))

    def _is_title(self, at: int, paragraph: Paragraph) -> bool:
        """Whether a paragraph names the procedure whose content follows."""
        text = squash(paragraph.line)
        label = split_label(text)
        if (
            len(text) > LONGEST
            or DOTS.search(text)
            or label.mark in BULLETS
            or label.mark is Mark.STEP
            or heading_of(label.text)
        ):
            return False
        named = read_name(text, self.casing)
        if not named.name or not any(c.isalpha() for c in named.name):
            return False
        listed = name_key(named.name) in self._keys() or any(c.core in self._codes() for c in named.codes)
        if listed and self._content_follows(at, skip=3):
            return True
        if is_section(text) and not named.codes:
            return False
        return self._content_follows(at, skip=0) and self._restarts(at) and not _is_attached(text)

    def _keys(self) -> set[str]:
        if self._known[0] != len(self.rows):
            self._known = (
                len(self.rows),
                {name_key(row.name) for row in self.rows},
                {code.core for row in self.rows for code in row.codes},
            )
        return self._known[1]

    def _codes(self) -> set[str]:
        self._keys()
        return self._known[2]

    def _content_follows(self, at: int, *, skip: int) -> bool:
        """Whether the next block but `skip` short ones opens the content of a procedure."""
        for block in self._next(at, skip + 1):
            if isinstance(block, Table):
                return is_content_table(block)
            label = split_label(squash(block.line))
            heading = heading_of(label.text.strip("()"))
            if heading is not None and label.mark not in {Mark.STEP}:
                return True
            if len(block.text) > 300 or label.mark in BULLETS or is_section(block.text):
                return False
        return False

    def _restarts(self, at: int) -> bool:
        """Whether the heading after a block begins a procedure anew."""
        block = next(iter(self._next(at, 1)), None)
        if block is None or self.feeder is None:
            return block is not None
        if isinstance(block, Table):
            return True
        heading = heading_of(split_label(squash(block.line)).text.strip("()"))
        return heading is not None and (
            (heading.part == "steps" and self.feeder.entry.has("steps"))
            or (heading.part in {"code", "name"} and self.feeder.entry.has("steps"))
        )

    def _begins_by_label(self, paragraph: Paragraph) -> bool:
        """A content that begins with "Mã thủ tục: …", as the national database prints it."""
        heading = heading_of(split_label(squash(paragraph.line)).text)
        if heading is None or heading.part not in {"code", "name"} or not heading.rest:
            return False
        return self.feeder is None or self.feeder.entry.has("steps")

    def _open(self, entry: Entry) -> Feeder:
        self.region, self.last_list = Region.OPEN, None
        self.entries.append(entry)
        self.feeder = Feeder(entry, self.ledger)
        return self.feeder

    def _open_entry(self, paragraph: Paragraph) -> None:
        named = read_name(squash(paragraph.line), self.casing)
        self._open(Entry(named.name, list(named.codes), self.context.copy(), paragraph.place))
        self.ledger.take(paragraph)

    def _is_form(self, at: int, paragraph: Paragraph) -> bool:
        """A blank form: its label or the motto on a line, and other signs of a form after it."""
        text = squash(paragraph.line)
        if len(text) < 60 and begins(fold(text), "letterhead", "motto"):
            return True
        if not FORM_LINE.match(text) or len(text) >= 60:
            return False
        return any(
            begins(fold(line).strip("( "), "forms", "signs") or in_capitals(line)
            for line in self._next_texts(at, 4)
        )

    def _next(self, at: int, count: int) -> list[Block]:
        """The next blocks that are not blank."""
        found: list[Block] = []
        for block in self.body[at + 1 : at + 1 + 4 * count + 8]:
            if isinstance(block, Table) or block.text.strip():
                found.append(block)
            if len(found) == count:
                break
        return found

    def _next_texts(self, at: int, count: int) -> list[str]:
        return [squash(b.line) for b in self._next(at, count) if isinstance(b, Paragraph)]

    def _table(self, at: int, table: Table) -> None:
        if self.region is Region.FORM and is_content_table(table):
            self.region, self.feeder = Region.OPEN, None
        if self.region is not Region.OPEN:
            self.ledger.leave_out(self.region, table)
            return
        if is_content_table(table):
            self._content_table(table)
            return
        header = find_header(table, "list", needs="name")
        if header is not None and "workflow" in header.kinds and "code" not in header.kinds:
            self.ledger.leave_out(Region.WORKFLOW, table)
        elif header is not None:
            self.feeder = None
            self._list(table, header, self.last_list[2] if self.last_list else self.context.copy())
        elif self.feeder is not None:
            self.feeder.table(table)
        elif self.last_list is not None and self.last_list[1] == table.width:
            old = self.last_list[0]
            self._list(table, Header(0, 0, old.columns), self.last_list[2])
        elif table.width == 1:
            for paragraph in table.paragraphs():
                self._paragraph(at, paragraph)
        elif is_signature(table):
            self.ledger.leave_out("signature", table)

    def _list(self, table: Table, header: Header, context: Context) -> None:
        above = table.rows[: header.first]
        if self.last_list is not None and any(len(row.filled()) > 1 for row in above):
            rest = Table(above, table.width, table.spot)
            more = ListReader(
                rest, Header(0, 0, self.last_list[0].columns), context, self.casing, self.ledger, self.issues
            )
            self.rows.extend(more.rows())
            context = more.context
        else:
            for row in above:
                context.push(section_of(" ".join(squash(cell.text) for cell in row.filled())), Mark.NONE)
        reader = ListReader(table, header, context, self.casing, self.ledger, self.issues)
        self.rows.extend(reader.rows())
        self.last_list = (header, table.width, reader.context)

    def _content_table(self, table: Table) -> None:
        if self.feeder is None:
            entry = Entry("", [], self.context.copy(), table.place)
            self.entries.append(entry)
            self.feeder = Feeder(entry, self.ledger)
        for row in nested_rows(table):
            fresh = self.feeder.row(row, self._keys(), self.casing)
            if fresh is not None:
                self.entries.append(fresh)
                self.feeder = Feeder(fresh, self.ledger)
                self.feeder.row(row, set(), self.casing)


def _workflow(folded: str) -> bool:
    return contains(folded, "headings", "workflow") and not contains(folded, "headings", "list")


def _form_annex(folded: str) -> bool:
    return (
        bool(re.search(r"\b(?:biểu mẫu|mẫu đơn, (?:mẫu )?tờ khai)\b", folded))
        and "thủ tục" not in folded[:60]
    )


def _is_attached(text: str) -> bool:
    return any(fold(text).strip("( ").startswith(word) for word in words("headings", "attached"))


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]
