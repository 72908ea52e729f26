"""HTML pages to blocks: headings, paragraphs with their list labels, tables as filled grids.

Here: the encoding, white space as a browser shows it, lists, nested tables, merged cells.
Not here: what a page says (importers/sources); nothing is fetched, no script is run.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

from lxml import etree, html

from catalogue.errors import FileTooLarge, HostileFile, UnreadableFile
from catalogue.text import nfc
from importers.base import SourceFile
from importers.limits import LIMITS, MB, Limits, megabytes
from importers.readers.blocks import Block, Blocks, Cell, Paragraph, Row, Spot, Table
from importers.readers.feed import SOURCE

PAGE_BYTES = 30 * MB
"""A tree takes about twenty times its bytes; the largest saved page seen has 0.5 MB."""
DEEPEST = 200
SPANS = 1000
"""The widest and tallest merged cell that a browser allows."""
INLINE = re.compile(
    r"a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|o:p|q|s|samp|small|span"
    r"|st1:\w+|strike|strong|sub|sup|time|tt|u|var|wbr"
)
"""Elements that stand inside a line."""
LEFT_OUT = {
    "script": "script",
    "style": "style",
    "noscript": "script",
    "template": "script",
    "head": "head",
    "svg": "picture",
    "object": "picture",
    "iframe": "picture",
    "canvas": "picture",
    "nav": "navigation",
    "footer": "navigation",
    "button": "control",
    "select": "control",
    "textarea": "control",
    "datalist": "control",
}
"""Elements whose words are not words of the page, each with the name of the reason."""
HEADING = re.compile(r"h([1-6])")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
KEPT_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)|\bwhitespace-(?:pre|break)", re.IGNORECASE)
NO_LABEL = re.compile(r"list-style(?:-type)?\s*:\s*none|\blist-none\b", re.IGNORECASE)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
BLANKS = re.compile(r"[^\S\u00a0]+")
GAPS = re.compile(r"[^\S\n\u00a0]+")


def decode(file: SourceFile) -> str:
    """The text of a page, by its byte-order mark, its meta element, else as UTF-8.

    Raises:
        UnreadableFile: the bytes are in neither encoding.
    """
    told = [name for mark, name in MARKS if file.data.startswith(mark)]
    declared = CHARSET.search(file.head)
    if declared is not None:
        told.append(declared[1].decode("ascii").lower())
    for name in dict.fromkeys([*told, "utf-8"]):
        try:
            return file.data.decode(name).removeprefix("\ufeff")
        except (UnicodeError, LookupError):
            continue
    raise UnreadableFile(
        f"Tệp {file.name} sai mã hóa: không đọc được theo {', '.join(dict.fromkeys([*told, 'utf-8']))}.",
        hint="Mở trang bằng trình duyệt, lưu lại bằng mã hóa UTF-8 rồi nhập lại.",
    )


def read_html(file: SourceFile, limits: Limits = LIMITS) -> Blocks:
    """All blocks of a page in order; what is no text of the page is counted in `left_out`.

    Raises:
        FileTooLarge: over 30 MB, or a table over `limits.cells`.
        HostileFile: nested deeper than any page.
        UnreadableFile: wrong encoding, or no page at all.
    """
    if len(file.data) > PAGE_BYTES:
        raise FileTooLarge(
            f"Trang {file.name} có {megabytes(len(file.data))}, vượt giới hạn {megabytes(PAGE_BYTES)}.",
            hint="Lưu riêng phần nội dung của trang rồi nhập lại.",
        )
    text = decode(file).replace("\0", "")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableFile(f"Tệp {file.name} không phải trang HTML: {error}.", hint=SOURCE) from error
    reader = _Reader(file.name, limits)
    body = reader.blocks(root, Spot(), 0)
    return Blocks(body, left_out=dict(reader.left_out))


@dataclass
class _Words:
    """Text of the paragraph being read."""

    parts: list[str] = field(default_factory=list)
    label: str = ""

    def take(self) -> tuple[str, str]:
        lines = "".join(self.parts).split("\n")
        text = nfc("\n".join(GAPS.sub(" ", line).strip() for line in lines)).strip()
        label, self.parts = self.label, []
        if text:
            self.label = ""
        return text, label


class _Reader:
    """Walks the tree once; numbers of tables and paragraphs count through the page."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.left_out: Counter[str] = Counter()
        self.tables = count(1)
        self.paragraphs = count(1)
        self.cells = 0

    def blocks(self, element: html.HtmlElement, spot: Spot, depth: int) -> list[Block]:
        """Blocks of one element that is shown as a block."""
        found: list[Block] = []
        words = _Words()
        self._walk(element, words, found, spot, depth, _Style())
        self._flush(words, found, spot, _Style())
        return found

    def _flush(self, words: _Words, found: list[Block], spot: Spot, style: "_Style") -> None:
        text, label = words.take()
        if not text:
            return
        at = spot if spot.table else spot._replace(paragraph=next(self.paragraphs))
        found.append(Paragraph(text, label, style.outline, style.name, spot=at))

    def _walk(
        self,
        element: html.HtmlElement,
        words: _Words,
        found: list[Block],
        spot: Spot,
        depth: int,
        style: "_Style",
    ) -> None:
        if depth > DEEPEST:
            raise HostileFile(
                f"Trang {self.name} lồng các thẻ sâu hơn {DEEPEST} lớp; trang không được đọc.",
                hint="Không mở tệp; lưu lại trang từ nguồn.",
            )
        self._say(words, element.text, style)
        number = _first_number(element)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            reason = LEFT_OUT.get(tag) or ("hidden" if _is_hidden(child) else None)
            if reason is not None or not tag:
                self.left_out[reason or "markup"] += len("".join(child.itertext()).strip()) if tag else 0
            elif INLINE.fullmatch(tag):
                self._walk(child, words, found, spot, depth + 1, style.inside(child))
            elif tag == "br":
                words.parts.append("\n")
            elif tag == "table":
                self._flush(words, found, spot, style)
                found.extend(self._table(child, spot, depth + 1))
            else:
                self._flush(words, found, spot, style)
                if tag == "li":
                    words.label = _label(element, child, number)
                    number += 1
                inner = style.inside(child)
                self._walk(child, words, found, spot, depth + 1, inner)
                self._flush(words, found, spot, inner)
                words.label = ""
            self._say(words, child.tail, style)

    def _say(self, words: _Words, text: str | None, style: "_Style") -> None:
        if text:
            words.parts.append(text if style.lines else BLANKS.sub(" ", text))

    def _table(self, table: html.HtmlElement, spot: Spot, depth: int) -> list[Block]:
        """A table and its caption; positions that merged cells cover hold the same cell."""
        number = next(self.tables)
        path = f"{spot.path or ''}/table[{spot.table}]/row[{spot.row}]" if spot.table else None
        at = Spot(table=number, path=path)
        captions = [b for c in table.iterchildren("caption") for b in self.blocks(c, at, depth + 1)]
        rows: list[Row] = []
        hanging: dict[int, tuple[Cell, int]] = {}
        for tr in _rows_of(table):
            rows.append(self._row(tr, len(rows) + 1, hanging, at, depth))
        width = max((len(row.cells) for row in rows), default=0)
        self._check_room(width * len(rows))
        for row in rows:
            row.cells.extend([None] * (width - len(row.cells)))
        return [*captions, Table(rows, width, at)] if rows else captions

    def _row(
        self, tr: html.HtmlElement, number: int, hanging: dict[int, tuple[Cell, int]], at: Spot, depth: int
    ) -> Row:
        """One row; `hanging` are the cells of earlier rows that reach into it, by column."""
        spot = at._replace(row=number)
        cells: list[Cell | None] = []
        own: list[tuple[html.HtmlElement, int]] = [
            (td, n) for n, td in enumerate(tr.iterchildren("td", "th"), 1)
        ]
        header = bool(own) and (
            all(td.tag == "th" for td, _ in own)
            or any(a.tag == "thead" for a in tr.iterancestors("thead", "table"))
        )
        own.reverse()
        last = max(hanging, default=-1)
        while own or len(cells) <= last:
            above = hanging.get(len(cells))
            if above is not None:
                cell, left = above
                cell.rows = max(cell.rows, number - cell.row)
                if left > 1:
                    hanging[len(cells)] = (cell, left - 1)
                else:
                    del hanging[len(cells)]
                cells.append(cell)
            elif own:
                self._cell(*own.pop(), cells, hanging, spot, depth)
            else:
                cells.append(None)
            self._check_room(self.cells + len(cells))
        self.cells += len(cells)
        return Row(cells, number, header, spot)

    def _check_room(self, cells: int) -> None:
        """Refuse a table before room is made for more positions than the limit."""
        if cells > self.limits.cells:
            raise FileTooLarge(
                f"Bảng của trang {self.name} vượt giới hạn {self.limits.cells} ô.",
                hint="Tách trang rồi nhập lại.",
            )

    def _cell(
        self,
        td: html.HtmlElement,
        position: int,
        cells: list[Cell | None],
        hanging: dict[int, tuple[Cell, int]],
        spot: Spot,
        depth: int,
    ) -> None:
        wide, tall = _span(td, "colspan"), _span(td, "rowspan")
        place = spot._replace(cell=position)
        cell = Cell(self.blocks(td, place, depth + 1), (spot.row or 1) - 1, len(cells), 1, 1, place)
        for _ in range(wide):
            if hanging.get(len(cells)) is not None:  # two cells claim one position: the earlier row's holds
                break
            if tall > 1:
                hanging[len(cells)] = (cell, tall - 1)
            cells.append(cell)
        cell.columns = max(1, len(cells) - cell.column)


@dataclass(frozen=True)
class _Style:
    """What holds for the words of an element and of those inside it."""

    outline: int | None = None
    name: str = ""
    lines: bool = False
    """Line breaks and blanks are kept as written."""

    def inside(self, element: html.HtmlElement) -> "_Style":
        heading = HEADING.fullmatch(element.tag)
        outline = int(heading[1]) - 1 if heading else self.outline
        name = self.name if INLINE.fullmatch(element.tag) else element.tag
        told = f"{element.get('style') or ''} {element.get('class') or ''}"
        return _Style(outline, name, self.lines or element.tag == "pre" or bool(KEPT_LINES.search(told)))


def _is_hidden(element: html.HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(HIDDEN.search(element.get("style") or ""))


def _rows_of(table: html.HtmlElement) -> list[html.HtmlElement]:
    """Rows of a table, without those of tables inside it."""
    rows: list[html.HtmlElement] = []
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        rows.extend([child] if child.tag == "tr" else child.iterchildren("tr"))
    return rows


def _span(td: html.HtmlElement, name: str) -> int:
    written = (td.get(name) or "1").strip()
    return (
        min(max(int(written), 1), SPANS)
        if written.isascii() and written.isdigit() and len(written) < 9
        else 1
    )


def _first_number(element: html.HtmlElement) -> int:
    written = (element.get("start") or "1").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 1


def _label(parent: html.HtmlElement, item: html.HtmlElement, number: int) -> str:
    """The label of a list item as a browser prints it; "" where the list is shown without."""
    told = f"{parent.get('style') or ''} {parent.get('class') or ''} {item.get('style') or ''}"
    if NO_LABEL.search(told):
        return ""
    if parent.tag != "ol":
        return "-"
    kind = parent.get("type") or "1"
    letter = chr(ord("a") + (number - 1) % 26)
    return {"a": f"{letter}.", "A": f"{letter.upper()}."}.get(kind, f"{number}.")
