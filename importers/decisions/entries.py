"""One procedure's content while it is gathered: which lines and tables belong to which part.

Here: deciding whether a line is a heading of the content, and rows of label-and-text tables.
Not here: where a procedure begins (annex.py), what a part then says (content.py).
"""

from dataclasses import dataclass, field, replace

from catalogue.capitals import Casing
from catalogue.identifiers import ProcedureCode, find_codes
from catalogue.records import Place
from catalogue.text import fold, squash
from importers.decisions.context import Context
from importers.decisions.labels import BULLETS, Mark, same_kind, split_label
from importers.decisions.ledger import Ledger
from importers.decisions.lines import Line, Piece, lines_of, pieces_of, with_text
from importers.decisions.names import name_key, read_codes, read_name
from importers.decisions.siblings import LONGEST, Counter, close_heading
from importers.decisions.words import Heading, heading_key, heading_of, lookup
from importers.phrases.counts import parse_sets
from importers.readers.blocks import Cell, Paragraph, Row, Table

PREAMBLE = {"name", "code", "sector", "level", "kind", "decision"}
"""Parts that may stand before the numbered ones, without their labels."""
BODY = {"steps", "channels", "components", "time_limit", "applicants", "outcomes", "legal_bases", "handling"}
REFINES = {
    "components": {"components", "sets"},
    "sets": {"components", "sets"},
    "fees": {"fees"},
    "channels": {"time_limit", "fees"},
    "handling": {"handling", "deciding", "coordinating", "authorised", "address"},
    "deciding": {"handling", "deciding", "coordinating", "authorised", "address"},
    "coordinating": {"handling", "deciding", "coordinating", "authorised", "address"},
    "authorised": {"handling", "deciding", "coordinating", "authorised", "address"},
    "address": {"handling", "deciding", "coordinating", "authorised", "address"},
}
"""What a bulleted or short heading may open inside a part."""


@dataclass(eq=False)
class Entry:
    """One procedure's content, part by part, in the words of the decision."""

    name: str
    codes: list[ProcedureCode]
    context: Context
    place: Place
    parts: dict[str, list[Piece]] = field(default_factory=dict)
    fee_head: str = ""
    """ "phí" or "lệ phí" where the heading names one kind only."""

    @property
    def title(self) -> str:
        """The name in the title, else under "Tên thủ tục"."""
        return self.name or read_name(self.text("name"), Casing(), numbered=False).name

    @property
    def all_codes(self) -> list[ProcedureCode]:
        """Codes of the title, else under "Mã thủ tục"."""
        return self.codes or list(read_codes(self.text("code")))

    def has(self, part: str) -> bool:
        """Whether the part has been opened."""
        return part in self.parts

    def lines(self, part: str) -> list[Line]:
        """Lines of a part, without its tables."""
        return [piece for piece in self.parts.get(part, ()) if isinstance(piece, Line)]

    def text(self, part: str) -> str:
        """Lines of a part without their signs, joined by line breaks."""
        return "\n".join(line.text for line in self.lines(part) if line.text)


@dataclass
class Feeder:
    """Adds what follows a title to its entry."""

    entry: Entry
    ledger: Ledger
    part: str | None = None
    style: Mark | None = None
    """Label of the main headings of this content, from the first of them."""
    count: Counter = field(default_factory=Counter)
    """Where the numbering of the main headings stands."""
    label_column: int | None = None
    """Grid column of the labels of a table."""

    def paragraph(self, paragraph: Paragraph) -> None:
        """One paragraph of the content."""
        for line in lines_of(paragraph):
            self.line(line)

    def table(self, table: Table) -> None:
        """A table inside a part."""
        if self.part is None:
            return
        self._add(table)

    def line(self, line: Line) -> None:
        """One line: a heading, or more of the part that is open."""
        heading = None if line.mark is Mark.STEP else heading_of(line.text)
        if heading is not None and self._opens(line, heading):
            self._main(line)
            self._under(line, heading)
            self.ledger.take(line.paragraph)
        elif self.count.follows(line):
            self._sibling(line)
        elif self.part is not None:
            self._add(line)
        else:
            self._preamble(line)

    def _main(self, line: Line) -> None:
        """Keep the count of a heading that is labelled as the main ones are."""
        if self.style is not None and line.mark is self.style:
            self.count.opened(line)

    def _sibling(self, line: Line) -> None:
        """A heading by its number whose words we do not know: it ends the part before it."""
        self.count.opened(line)
        self.part = None
        heading = close_heading(line.text)
        if heading is not None:
            self._under(line, heading)
            self.ledger.take(line.paragraph)

    def _preamble(self, line: Line) -> None:
        """Between title and first heading: a code, more of the name, or nothing we know."""
        if self.entry.parts.keys() & BODY:
            return
        codes = find_codes(line.whole)
        if codes:
            self.entry.codes.extend(code for code in codes if code not in self.entry.codes)
            self.ledger.take(line.paragraph)
            return
        plain = heading_of(line.text.strip("()"))
        if plain is not None and not plain.rest.strip(" .…:"):
            self.ledger.take(line.paragraph)

    def _opens(self, line: Line, heading: Heading) -> bool:
        if not lookup("headings")[heading.part]["main"]:
            return False
        if self.style is None:
            if heading.part not in PREAMBLE:
                self.style = line.mark
            return True
        if self.part in REFINES and heading.part in REFINES[self.part]:
            return self.part != "channels" or same_kind(line.mark, self.style)
        if line.mark in BULLETS and self.style not in BULLETS:
            return False
        if same_kind(line.mark, self.style):
            return not (self.part == heading.part and line.mark in BULLETS)
        head = heading_key(line.text.partition(":")[0])
        return len(head.split()) >= 3 or (line.mark is Mark.NONE and self.style is Mark.NONE)

    def _under(self, line: Line, heading: Heading) -> None:
        """Open a part with what its heading says besides: a kind of fee, a number of sets."""
        again = (
            heading.part == "fees" and bool(self.entry.parts.get("fees"))
        ) or heading.part == self.part == "fees"
        head = line.text.partition(":")[0]
        if again and self.entry.fee_head:
            named = self.entry.fee_head.capitalize()
            self.entry.parts["fees"] = [
                replace(piece, text=f"{named}: {piece.text}") if isinstance(piece, Line) else piece
                for piece in self.entry.parts["fees"]
            ]
            self.entry.fee_head = ""
        self._open(heading.part)
        if heading.part == "components" and parse_sets(head) is not None:
            self.entry.parts.setdefault("sets", []).append(with_text(line, head))
        if heading.part == "fees" and not again and heading_key(head) in {"phí", "lệ phí"}:
            self.entry.fee_head = heading_key(head)
        if again and heading.rest:
            self._add(with_text(line, line.text))
            return
        for text in heading.rest.split("\n") if heading.rest else ():
            self._add(with_text(line, text))

    def _open(self, part: str) -> None:
        self.part = part
        self.entry.parts.setdefault(part, [])

    def _add(self, piece: Piece) -> None:
        if self.part is None:
            return
        self.entry.parts[self.part].append(piece)
        self.ledger.take(piece.paragraph if isinstance(piece, Line) else piece)

    def row(self, row: Row, names: set[str], casing: Casing) -> Entry | None:
        """One row of a label-and-text table; an entry where the row begins another procedure."""
        cells = [cell for cell in row.distinct() if cell.text]
        if not cells:
            return None
        at = label_at(cells)
        if at is None and self._is_unknown_label(cells):
            self._unknown_row(cells)
            return None
        if at is None:
            return self._unlabelled(row, cells, names, casing)
        heading = heading_of(_label_text(cells[at]))
        content = cells[at + 1 :]
        if heading is None:
            return None
        if heading.part in {"name", "code"} and self.entry.parts.keys() & BODY:
            return Entry("", [], self.entry.context.copy(), row.place)
        if self.style is None:
            self.style = split_label(squash(cells[at].text)).mark
        self.ledger.take(*cells[: at + 1])
        if not content:
            if heading.part not in REFINES.get(self.part or "", ()):
                self.part = None
            for paragraph in cells[at].paragraphs():
                self.paragraph(paragraph)
            return None
        self.label_column = cells[at].column
        self._open(heading.part)
        for text in heading.rest.split("\n") if heading.rest else ():
            first = next(lines_of(next(cells[at].paragraphs())), None)
            if first is not None:
                self._add(with_text(first, text))
        for cell in content:
            self._cell(cell, heading.part)
        return None

    def _is_unknown_label(self, cells: list[Cell]) -> bool:
        """Whether words stand where this table has its labels, with text beside them."""
        label = next((cell for cell in cells[:-1] if cell.column == self.label_column), None)
        return label is not None and not _is_number(label) and len(squash(label.text)) <= LONGEST

    def _unknown_row(self, cells: list[Cell]) -> None:
        """A row whose label is close to one we know, or unread."""
        at = next(n for n, cell in enumerate(cells) if cell.column == self.label_column)
        heading = close_heading(_label_text(cells[at]))
        self.part = None
        if heading is not None:
            self._open(heading.part)
            self.ledger.take(*cells[: at + 1])
            for cell in cells[at + 1 :]:
                self._cell(cell, heading.part)

    def _cell(self, cell: Cell, part: str) -> None:
        """Text beside a label; headings in it may refine the part, no more."""
        for piece in pieces_of(cell.blocks):
            if isinstance(piece, Line):
                inner = None if piece.mark is Mark.STEP else heading_of(piece.text)
                if inner is not None and inner.part in REFINES.get(part, ()) and part != "channels":
                    self._open(inner.part)
                    self.ledger.take(piece.paragraph)
                    for text in inner.rest.split("\n") if inner.rest else ():
                        self._add(with_text(piece, text))
                    continue
            self._add(piece)

    def _unlabelled(self, row: Row, cells: list[Cell], names: set[str], casing: Casing) -> Entry | None:
        """A row without a label: the name of the next procedure, a header, or more of the part."""
        text = squash(" ".join(cell.text for cell in cells))
        named = read_name(text, casing)
        if named.codes or name_key(named.name) in names:
            if self.entry.parts.keys() & BODY:
                entry = Entry(named.name, list(named.codes), self.entry.context.copy(), row.place)
                self.ledger.take(*cells)
                return entry
            self.entry.name = self.entry.name or named.name
            self.entry.codes.extend(code for code in named.codes if code not in self.entry.codes)
            self.ledger.take(*cells)
            return None
        if self.part is None:
            if all(fold(cell.text).strip(" .") in HEADERS for cell in cells):
                self.ledger.leave_out("header", *cells)
            return None
        for cell in cells:
            if not _is_number(cell):
                for piece in pieces_of(cell.blocks):
                    if isinstance(piece, Line):
                        self.line(piece)
                    else:
                        self._add(piece)
        return None


HEADERS = {
    "stt",
    "tt",
    "số tt",
    "nội dung",
    "chi tiết",
    "nội dung chi tiết",
    "tiêu đề",
    "thông tin",
    "mục",
    "nội dung cụ thể",
    "các bộ phận của thủ tục",
    "bộ phận cấu thành",
    "mô tả",
    "nội dung quy định",
}


def _is_number(cell: Cell) -> bool:
    return squash(cell.text).strip(" .)").replace(".", "").isdigit()


def _label_text(cell: Cell) -> str:
    return split_label(squash(cell.text)).text


def label_at(cells: list[Cell]) -> int | None:
    """Which of the first two cells is a label of a content table."""
    for at, cell in enumerate(cells[:2]):
        if (len(cell.text) < 200 or len(cells) == 1) and heading_of(_label_text(cell)) is not None:
            return at
        if not _is_number(cell) and len(squash(cell.text)) > 5:
            return None
    return None


def is_content_table(table: Table) -> bool:
    """A table whose rows are parts of a procedure: label on the left, text on the right."""
    found = set()
    for row in table.rows[:40]:
        cells = [cell for cell in row.distinct() if cell.text]
        at = label_at(cells)
        if at is None or at + 1 > len(cells):
            continue
        heading = heading_of(_label_text(cells[at]))
        if heading is not None and (len(cells) <= 4):
            found.add(heading.part)
    return len(found) >= 3 and len(found & BODY) >= 2 and table.width <= 12
