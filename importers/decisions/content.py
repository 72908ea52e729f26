"""Phần II: what the parts of one procedure's content say, as fields of a record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from catalogue.issues import IssueLog
from catalogue.records import Case, FeeKind, LegalBasis, Outcome, Place, Step
from catalogue.text import fold, squash
from importers.decisions.bases import read_bases
from importers.decisions.channels import Way, read_ways
from importers.decisions.columns import find_header
from importers.decisions.components import Papers, read_papers
from importers.decisions.entries import Entry
from importers.decisions.labels import BULLETS, Mark
from importers.decisions.lines import Line, Piece
from importers.decisions.tariffs import tariff_lines
from importers.decisions.words import is_none, words
from importers.phrases.counts import parse_sets
from importers.phrases.enums import split_applicants
from importers.readers.blocks import Row, Table

FIELDS = {
    "steps": "steps",
    "channels": "channels",
    "components": "cases",
    "time_limit": "time_limit",
    "applicants": "applicants",
    "handling": "handling_agencies",
    "deciding": "deciding_agency",
    "coordinating": "coordinating_agencies",
    "authorised": "authorised_agencies",
    "outcomes": "outcomes",
    "fees": "fees",
    "forms": "forms",
    "conditions": "conditions",
    "legal_bases": "legal_bases",
    "related": "related",
}


FEE_KINDS = {"phí": FeeKind.FEE, "lệ phí": FeeKind.CHARGE}


@dataclass
class Content:
    """Fields that a content states."""

    steps: tuple[Step, ...] = ()
    ways: list[Way] = field(default_factory=list)
    cases: tuple[Case, ...] = ()
    sets: int | None = None
    time_limit: str = ""
    applicants: tuple[str, ...] = ()
    handling: tuple[str, ...] = ()
    deciding: str | None = None
    coordinating: tuple[str, ...] = ()
    authorised: tuple[str, ...] = ()
    address: str | None = None
    outcomes: tuple[Outcome, ...] = ()
    fees: str = ""
    fee_kind: FeeKind | None = None
    """Where the heading names one kind ("Lệ phí:")."""
    forms: tuple[str, ...] = ()
    conditions: str | None = None
    bases: tuple[LegalBasis, ...] = ()
    related: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)


def read_content(entry: Entry, issues: IssueLog) -> Content:
    """Fields of one content."""
    for part in [part for part in entry.parts if _is_silent(entry, part)]:
        entry.parts[part] = []
    none = {part for part in entry.parts if part in FIELDS and _says_none(entry, part)}
    papers = read_papers(_paper_pieces(entry), issues)
    if papers.none and not papers.records():
        none.add("components")
    told = Content(place=entry.place)
    told.steps = _steps(entry.parts.get("steps", []))
    told.ways = [] if "channels" in none else read_ways(entry.parts.get("channels", []), issues)
    told.cases = papers.records()
    told.sets = _sets(entry, papers)
    told.time_limit = _value(entry, "time_limit")
    told.fees = _value(entry, "fees")
    told.fee_kind = FEE_KINDS.get(entry.fee_head)
    told.applicants = () if "applicants" in none else split_applicants(_flat(entry, "applicants"))
    told.handling = () if "handling" in none else _items(entry, "handling")
    told.deciding = None if "deciding" in none else _flat(entry, "deciding").strip(" .;") or None
    told.coordinating = () if "coordinating" in none else _items(entry, "coordinating")
    told.authorised = () if "authorised" in none else _items(entry, "authorised")
    told.address = _flat(entry, "address").strip(" .;") or None
    told.outcomes = () if "outcomes" in none else _outcomes(entry)
    told.forms = () if "forms" in none else _items(entry, "forms")
    told.related = () if "related" in none else _items(entry, "related")
    told.conditions = None if "conditions" in none else _conditions(entry)
    if "legal_bases" not in none:
        told.bases = read_bases(_basis_lines(entry))
    told.not_applicable = tuple(
        FIELDS[part] for part in FIELDS if part in none and part not in {"fees", "time_limit"}
    )
    return told


def _paper_pieces(entry: Entry) -> list[Piece]:
    """What may be papers: also lines under "số lượng hồ sơ" that state no number of sets."""
    more = [
        piece
        for piece in entry.parts.get("sets", ())
        if isinstance(piece, Table)
        or (parse_sets(piece.text) is None and not piece.text.strip(" .").isdigit())
    ]
    return [*entry.parts.get("components", ()), *more]


def _is_silent(entry: Entry, part: str) -> bool:
    """A part that only says that there is no information."""
    pieces = entry.parts[part]
    return (
        len(pieces) == 1
        and isinstance(pieces[0], Line)
        and fold(pieces[0].text).strip(" .") in words("content", "silent")
    )


def _says_none(entry: Entry, part: str) -> bool:
    pieces = entry.parts[part]
    return len(pieces) == 1 and isinstance(pieces[0], Line) and is_none(pieces[0].text)


def _conditions(entry: Entry) -> str | None:
    lines: list[str] = []
    for piece in entry.parts.get("conditions", ()):
        if isinstance(piece, Table):
            lines.extend(_row_text(row) for row in piece.rows if row.filled())
        else:
            lines.append(piece.said)
    return "\n".join(line for line in lines if line).strip() or None


def _value(entry: Entry, part: str) -> str:
    """Lines of a limit or fee as printed, without signs and closing stops."""
    lines: list[str] = []
    for piece in entry.parts.get(part, ()):
        if isinstance(piece, Table):
            lines.extend(tariff_lines(piece))
        else:
            lines.append(piece.said.strip().rstrip(" .;,"))
    return "\n".join(line for line in lines if line)


def _flat(entry: Entry, part: str) -> str:
    lines: list[str] = []
    for piece in entry.parts.get(part, ()):
        if isinstance(piece, Table):
            lines.extend(_row_text(row) for row in piece.rows if row.filled())
        else:
            lines.append(piece.text.strip().rstrip(" .;,"))
    return "\n".join(line for line in lines if line)


def _items(entry: Entry, part: str) -> tuple[str, ...]:
    """Items of a list, a line or a clause each."""
    found = []
    for line in entry.lines(part):
        for text in [line.text] if line.mark and not line.inline else line.text.split(";"):
            plain = text.strip(" .;,+*-–").strip()
            if plain and not is_none(plain):
                found.append(plain)
    for piece in entry.parts.get(part, ()):
        if isinstance(piece, Table):
            found.extend(_row_text(row) for row in piece.rows if row.filled())
    return tuple(dict.fromkeys(found))


def _outcomes(entry: Entry) -> tuple[Outcome, ...]:
    told: list[Outcome] = []
    for piece in entry.parts.get("outcomes", ()):
        if isinstance(piece, Table):
            told.extend(
                Outcome(name=said.get("name") or _row_text(row), code=said.get("code"), place=row.place)
                for row, said in rows_of(piece, "outcomes", needs="name")
            )
            continue
        listed = piece.mark and not piece.inline
        names = (text.strip(" .;,+*-–") for text in ([piece.text] if listed else piece.text.split("; ")))
        told.extend(Outcome(name=name, place=piece.paragraph.place) for name in names if name)
    return tuple(told)


def _basis_lines(entry: Entry) -> list[tuple[str, Place]]:
    told: list[tuple[str, Place]] = []
    for piece in entry.parts.get("legal_bases", ()):
        if isinstance(piece, Table):
            told.extend(_basis_rows(piece))
        else:
            told.append((piece.text, piece.paragraph.place))
    return told


def _basis_rows(table: Table) -> Iterator[tuple[str, Place]]:
    """Number and title of each row; other columns repeat what the number says."""
    for row, said in rows_of(table, "bases", needs="number"):
        told = [said[kind] for kind in ("number", "name") if kind in said] or [_row_text(row)]
        yield squash(" ".join(told)), row.place


def rows_of(table: Table, name: str, *, needs: str) -> Iterator[tuple[Row, dict[str, str]]]:
    """Rows of a table by kinds of columns; no kinds where it has no header of ours."""
    header = find_header(table, name, needs=needs, least=1)
    for row in table.rows[header.data if header else 0 :]:
        if not row.filled():
            continue
        said: dict[str, str] = {}
        for column, cell in header.cells(row) if header else ():
            if column.kind is not None and cell.text:
                said[column.kind] = squash(cell.text)
        yield row, said


def _row_text(row: Row) -> str:
    return " | ".join(squash(cell.text) for cell in row.filled())


def _sets(entry: Entry, papers: Papers) -> int | None:
    if papers.sets is not None:
        return papers.sets
    for part in ("sets", "components"):
        for line in entry.lines(part):
            count = parse_sets(line.text)
            if part == "sets" and count is not None:
                return count
    return None


def _steps(pieces: list[Line | Table]) -> tuple[Step, ...]:
    """Counted steps with all their lines; where none are counted, each item is a step."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    counted = any(line.mark is Mark.STEP for line in lines)
    told: list[tuple[str | None, list[str], Place]] = []
    outer = next((line.mark for line in lines if line.mark), Mark.NONE)
    group = ""
    for piece, after in zip_longest(pieces, pieces[1:]):
        if isinstance(piece, Table):
            text = "\n".join(_row_text(row) for row in piece.rows if row.filled())
            _more(told, text, piece.place)
        elif piece.mark is Mark.STEP:
            name, group = f"{group} Bước {piece.label}".strip(), ""
            told.append((name, [piece.text] if piece.text else [], piece.paragraph.place))
        elif (
            isinstance(after, Line) and after.mark is Mark.STEP and piece.text.endswith(":") and _first(after)
        ):
            group = piece.text  # "Đối với tổ chức, cá nhân:" before its own steps
        elif told and (counted or (piece.mark in BULLETS and piece.mark is not outer)):
            told[-1][1].append(piece.said)
        elif piece.text:
            told.append((None, [piece.text], piece.paragraph.place))
    return tuple(
        Step(order=order, name=name, text="\n".join(texts), place=place)
        for order, (name, texts, place) in enumerate(((n, t, p) for n, t, p in told if t), 1)
    )


def _first(step: Line) -> bool:
    return fold(step.label) in {"1", "i", "một"}


def _more(told: list[tuple[str | None, list[str], Place]], text: str, place: Place) -> None:
    if told:
        told[-1][1].append(text)
    elif text:
        told.append((None, [text], place))
