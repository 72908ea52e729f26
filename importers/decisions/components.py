"""Papers of a dossier (thành phần hồ sơ), by case: from lists, tables and running text."""

import re
from dataclasses import dataclass, field

from catalogue.issues import IssueLog
from catalogue.records import Case, Component, Place
from catalogue.text import fold, squash
from importers.decisions.columns import Header, find_header
from importers.decisions.labels import BULLETS, Mark, split_label
from importers.decisions.lines import Line, Piece
from importers.decisions.words import begins, contains, heading_of, is_none, words
from importers.phrases.counts import parse_quantity, parse_sets
from importers.phrases.forms import form_labels
from importers.readers.blocks import Row, Table

COUNT = r"(?:số lượng\s*:?\s*)?(?:\d{1,3}|một|hai|ba)"
NOTE = re.compile(
    rf"[\s,:;–-]*\(\s*((?:{COUNT})?\s*(?:\([^()]*\)\s*)?(?:bản|tờ)[^()]{{0,80}})\)\s*[.;,]*\s*$",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?:[:,–-]|\s-)\s*(?:số lượng\s*:?\s*)?"
    r"(\d{1,3}\s*(?:\([^()]*\)\s*)?bản(?:\s+(?:chính|sao|gốc|chụp)[^.;]{0,60})?)\s*[.;]*\s*$",
    re.IGNORECASE,
)
QUANTITY = re.compile(r"\(\s*(?:\d{1,3}|một|hai)\s*(?:\([^()]*\)\s*)?bản[^()]*\)", re.IGNORECASE)
LISTS = re.compile(
    r"^(?P<head>.{0,400}?\b(?:bao gồm|gồm có|gồm)\b"
    r"(?:\s+(?:các )?(?:giấy tờ|thành phần|tài liệu)(?: sau)?(?: đây)?)?)\s*:\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
COUNTER = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-ZĐ]|[a-zđ])\s*[.)]?\s*$")
CASE = re.compile(
    r"^(?:trường hợp|đối với|nếu|hồ sơ|giấy tờ (?:phải|cần)|các giấy tờ|thành phần)", re.IGNORECASE
)


@dataclass
class Papers:
    """Cases and papers as they are gathered."""

    cases: list[tuple[str | None, list[Component]]] = field(default_factory=list)
    heading: tuple[str, Mark] | None = None
    """The case heading that is open, and its mark."""
    group: Mark | None = None
    """Mark of an open "một trong các giấy tờ sau:"; deeper lines are its members."""
    sets: int | None = None
    none: bool = False

    def open(self, name: str | None) -> None:
        """A new case; the same name goes on with the case."""
        if self.cases and not self.cases[-1][1]:
            self.cases.pop()
        if not self.cases or self.cases[-1][0] != name:
            self.cases.append((name, []))

    def add(self, component: Component) -> None:
        """One more paper of the open case."""
        if not self.cases:
            self.cases.append((None, []))
        self.cases[-1][1].append(component)

    @property
    def last(self) -> Component | None:
        """The last paper."""
        return self.cases[-1][1][-1] if self.cases and self.cases[-1][1] else None

    def replace_last(self, component: Component) -> None:
        """Change the last paper."""
        self.cases[-1][1][-1] = component

    def records(self) -> tuple[Case, ...]:
        """Cases with papers."""
        return tuple(Case(name=name, components=tuple(papers)) for name, papers in self.cases if papers)


def read_papers(pieces: list[Piece], issues: IssueLog) -> Papers:
    """Papers of the part "thành phần hồ sơ"."""
    papers = Papers()
    for at, piece in enumerate(pieces):
        if isinstance(piece, Table):
            _from_table(piece, papers, issues)
        else:
            following = next((p for p in pieces[at + 1 :]), None)
            _from_line(piece, following, papers)
    return papers


def component(text: str, place: Place, *, notes: str | None = None) -> Component | None:
    """A paper with the quantities of its closing note, which leaves the text."""
    plain = squash(text).strip()
    originals = copies = None
    found = NOTE.search(plain) or TAIL.search(plain)
    if found:
        originals, copies = parse_quantity(found[1])
        if (originals, copies) == (None, None) and begins(fold(plain), "content", "copies"):
            copies = _lone_count(found[1])
        if originals is None and copies is None:
            found = None
        elif found.start() > 0:
            plain = plain[: found.start()]
    plain = plain.strip(" ;.,:-–")
    if found is None:
        led = re.match(r"(?i)^(\d{1,2}\s*(?:\([^()]*\)\s*)?(?:bản chính|bản sao|bản gốc|bản chụp))\b", plain)
        if led:
            originals, copies = parse_quantity(led[1])
    if not plain:
        return None
    return Component(
        text=plain, originals=originals, copies=copies, forms=form_labels(plain), notes=notes, place=place
    )


def _lone_count(note: str) -> int | None:
    """The figure of "01 bản", where the name of the paper tells of what kind it is."""
    found = re.fullmatch(r"(?i)(\d{1,2})\s*(?:\([^()]*\)\s*)?bản\s*", note)
    return int(found[1]) if found else None


def _from_line(line: Line, following: Piece | None, papers: Papers) -> None:
    text = line.text
    if not text.strip(" .;:"):
        return
    folded = fold(text)
    if begins(folded, "content", "sets") and (parse_sets(text) is not None):
        papers.sets = papers.sets if papers.sets is not None else parse_sets(text)
        return
    if is_none(text):
        papers.none = True
        return
    if begins(folded, "content", "notes") and text.strip().endswith(":") and len(text) < 40:
        papers.open(text.strip(" :*"))
        papers.heading = (text, line.mark)
        return
    if begins(folded, "content", "notes") and papers.last and line.mark in {Mark.NONE, Mark.STAR}:
        note = "\n".join(x for x in (papers.last.notes, text) if x)
        papers.replace_last(papers.last.model_copy(update={"notes": note}))
        return
    running = LISTS.match(text)
    if running and _is_running(line, running["head"], running["rest"]):
        papers.open(_case_name(running["head"]))
        papers.heading = None
        _running(running["rest"], line, papers)
        return
    if _is_case(line, following):
        papers.open(_case_name(text))
        papers.heading = (text, line.mark)
        return
    if _continues(line, papers):
        last = papers.last
        if last is not None:
            papers.replace_last(_rejoin(last, text))
            return
    if papers.heading is not None and line.mark is papers.heading[1] and line.mark in BULLETS:
        papers.open(None)
        papers.heading = None
    if line.mark is Mark.NONE and (len(QUANTITY.findall(text)) > 1 or (line.inline and ";" in text)):
        _running(text, line, papers)
        return
    told = component(text, line.paragraph.place)
    if told is not None:
        papers.add(told)
        alternatives = text.strip().endswith(":") and contains(folded, "content", "alternatives")
        papers.group = line.mark if alternatives else None


def _is_running(line: Line, head: str, rest: str) -> bool:
    """Papers in one sentence after "gồm:"; an item of a list is one paper that tells its contents."""
    if not rest.strip() or (";" not in rest and not QUANTITY.search(rest)):
        return False
    own = line.mark is Mark.NONE or CASE.match(head) or re.search(r"(?i)hồ sơ,?\s+(?:bao )?gồm", head)
    return bool(own) or len(QUANTITY.findall(rest)) > 1


def _case_name(text: str) -> str | None:
    """The name of a case; "Hồ sơ gồm" and its kin name none."""
    plain = squash(text).strip(" .:;,*-–+")
    heading = heading_of(plain)
    empty = fold(plain) in words("content", "plain") or (heading is not None and heading.part != "notes")
    return None if empty else plain


def _is_case(line: Line, following: Piece | None) -> bool:
    """A line that heads papers: it ends with a colon, or opens a case and more follows deeper."""
    text = line.text.strip()
    if isinstance(following, Table) and CASE.match(text) and not QUANTITY.search(text):
        return True
    if not text.endswith(":"):
        return False
    if following is None or contains(fold(text), "content", "alternatives"):
        return False
    return isinstance(following, Table) or bool(following.mark) or CASE.match(text) is not None


def _continues(line: Line, papers: Papers) -> bool:
    """A line that carries on the paper above: lower case, or a member of "một trong các …:"."""
    if papers.last is None:
        return False
    if line.mark is Mark.NONE:
        return line.text[:1].islower()
    return papers.group is not None and line.mark is not papers.group


def _rejoin(last: Component, text: str) -> Component:
    more = component(text, last.place)
    if more is None:
        return last
    return last.model_copy(
        update={
            "text": f"{last.text}\n{more.text}",
            "originals": more.originals if last.originals is None else last.originals,
            "copies": more.copies if last.copies is None else last.copies,
            "forms": tuple(dict.fromkeys(last.forms + more.forms)),
        }
    )


def _running(text: str, line: Line, papers: Papers) -> None:
    """Papers in one sentence: cut after each quantity, else at semicolons outside brackets."""
    for part in split_running(text):
        told = component(part, line.paragraph.place)
        if told is not None:
            papers.add(told)


def split_running(text: str) -> list[str]:
    """Papers of a running text.

    >>> split_running("Đơn; đơn vị (01 bản chính); Tờ khai (01 bản sao).")
    ['Đơn; đơn vị (01 bản chính)', 'Tờ khai (01 bản sao).']
    """
    parts = [part.strip() for part in _outside(text)]
    if not QUANTITY.search(text):
        return [part for part in parts if part]
    told: list[str] = []
    open_part = ""
    for part in parts:
        open_part = f"{open_part}; {part}" if open_part else part
        if NOTE.search(open_part):
            told.append(open_part)
            open_part = ""
    if open_part:
        told.append(open_part)
    return [part for part in told if part]


def _outside(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth = max(0, depth - 1)
        elif sign == ";" and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _from_table(table: Table, papers: Papers, issues: IssueLog) -> None:
    header = find_header(table, "components", needs="name")
    if header is None:
        _without_header(table, papers)
        return
    for row in table.rows[header.data :]:
        if row.filled():
            _from_row(row, header, papers, issues)


def _from_row(row: Row, header: Header, papers: Papers, issues: IssueLog) -> None:
    cells = row.filled()
    said: dict[str, str] = {}
    named = [cell for cell in cells if not COUNTER.match(cell.text)]
    mark = split_label(f"{squash(cells[0].text).strip(' .)')}. x").mark if len(cells) > 1 else Mark.NONE
    if len(named) == 1 and (named[0].columns > 1 or mark in {Mark.UPPER, Mark.ROMAN}) and len(cells) <= 2:
        text = split_label(squash(named[0].text)).text
        if parse_sets(text) is not None and begins(fold(text), "content", "sets"):
            papers.sets = parse_sets(text)
        else:
            papers.open(_case_name(text))
        return
    for column, cell in header.cells(row):
        if column.kind is None or not cell.text:
            continue
        row.take(cell.column)
        said[column.kind] = "\n".join(x for x in (said.get(column.kind), cell.text) if x)
    row.finish(issues)
    if "name" not in said:
        return
    if "case" in said:
        papers.open(_case_name(said["case"]))
    lines = [split_label(line).text for line in said["name"].split("\n")]
    told = component(" ".join(lines) if len(lines) == 1 else "\n".join(lines), row.place)
    if told is None:
        return
    papers.add(told.model_copy(update=_quantities(said, told) | _rest(said, told)))


def _quantities(said: dict[str, str], told: Component) -> dict[str, int | None]:
    originals, copies = told.originals, told.copies
    if "quantity" in said:
        stated = parse_quantity(said["quantity"])
        if stated == (None, None):
            count = _count(said["quantity"])
            copied = begins(fold(told.text), "content", "copies")
            stated = (None, count) if copied else (count, None)
        originals, copies = stated
    if "originals" in said:
        originals = _count(said["originals"])
    if "copies" in said:
        copies = _count(said["copies"])
    return {"originals": originals, "copies": copies}


def _count(text: str) -> int | None:
    """A figure in a column of quantities; a tick is one, a dash none."""
    plain = fold(text).strip(" .")
    if re.match(r"^[x✓]$", plain):
        return 1
    if plain in {"-", "–", "không", "0"}:
        return 0
    found = re.search(r"\d{1,3}", plain)
    return int(found[0]) if found else None


def _rest(said: dict[str, str], told: Component) -> dict[str, object]:
    forms = told.forms
    notes = said.get("notes")
    if "forms" in said and not is_none(said["forms"]):
        forms = tuple(dict.fromkeys(forms + (form_labels(said["forms"]) or (squash(said["forms"]),))))
    if notes:
        forms = tuple(dict.fromkeys(forms + form_labels(notes)))
    return {"forms": forms, "notes": notes, "code": said.get("code")}


def _without_header(table: Table, papers: Papers) -> None:
    """A table without header: the longest cell of a row is the paper, the others tell quantities."""
    for row in table.rows:
        cells = row.filled()
        if not cells:
            continue
        name = max(cells, key=lambda cell: len(cell.text))
        rest = " ".join(cell.text for cell in cells if cell is not name)
        told = component(split_label(name.text).text, row.place)
        if told is None:
            continue
        stated = parse_quantity(rest)
        if stated != (None, None):
            told = told.model_copy(update={"originals": stated[0], "copies": stated[1]})
        papers.add(told)
