"""The Word export of one procedure of the national database (chi tiết thủ tục hành chính, .docx or .doc).

Labels with their values, one a paragraph or the left column of a table; tables of channels, papers and
legal bases, the last with four columns: Số ký hiệu, Trích yếu, Ngày ban hành, Cơ quan ban hành.
Not here: the 2026 portal's page and print, whose layout is another (portal_page.py, portal_print.py).
Source: DOMAIN §11.3.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from catalogue.errors import NumberNotUnderstood, UnreadableFile
from catalogue.identifiers import DocumentNumber
from catalogue.issues import IssueLog
from catalogue.records import (
    Case,
    Channel,
    Component,
    Coverage,
    Decision,
    LegalBasis,
    Outcome,
    Place,
    Procedure,
    Step,
)
from catalogue.text import fold, split_step, squash, strip_marks
from importers.base import Importer, Rank, SourceFile, accept
from importers.identity import identify, settle
from importers.phrases.counts import parse_quantity, parse_sets
from importers.phrases.dates import parse_date
from importers.phrases.enums import parse_channels, parse_kind, parse_levels, split_applicants
from importers.phrases.fees import parse_fees
from importers.phrases.forms import form_labels
from importers.phrases.time_limits import parse_time_limit
from importers.readers.any import glance, read_blocks
from importers.readers.blocks import Block, Paragraph, Row, Table

NAME = "portal-word"
LABELS = {
    "mã thủ tục": "code",
    "số quyết định": "decision",
    "tên thủ tục": "name",
    "cấp thực hiện": "levels",
    "loại thủ tục": "kind",
    "lĩnh vực": "sector",
    "trình tự thực hiện": "steps",
    "cách thức thực hiện": "channels",
    "thành phần hồ sơ": "components",
    "số lượng hồ sơ": "sets",
    "đối tượng thực hiện": "applicants",
    "cơ quan thực hiện": "handling",
    "cơ quan có thẩm quyền": "deciding",
    "địa chỉ tiếp nhận hs": "address",
    "địa chỉ tiếp nhận hồ sơ": "address",
    "cơ quan được ủy quyền": "authorised",
    "cơ quan phối hợp": "coordinating",
    "kết quả thực hiện": "outcomes",
    "căn cứ pháp lý": "bases",
    "yêu cầu, điều kiện thực hiện": "conditions",
    "từ khóa": "keywords",
    "mô tả": "description",
}
FIELDS = {fold(label): name for label, name in LABELS.items()}
FIRST = tuple(fold(label) for label in ("mã thủ tục", "số quyết định", "tên thủ tục", "cấp thực hiện"))
"""Labels that begin the export; a decision has none of them at the start of a line."""
LABEL = re.compile(r"^(?P<label>[^:\n]{4,40}?)\s*:\s*(?P<value>.*)$", re.DOTALL)
NOTHING = {fold(word) for word in ("không có thông tin", "không", "chưa có thông tin", "--", "")}
COLUMNS = {
    "hình thức nộp": "channel",
    "thời hạn giải quyết": "time",
    "phí, lệ phí": "fees",
    "mô tả": "text",
    "tên giấy tờ": "paper",
    "mẫu đơn, tờ khai": "forms",
    "số lượng": "quantity",
    "số ký hiệu": "number",
    "trích yếu": "basis",
    "ngày ban hành": "date",
    "cơ quan ban hành": "agency",
}
HEADERS = {fold(header): name for header, name in COLUMNS.items()}
CASE = re.compile(r"^(?:-\s*)?trường hợp\b.*:\s*$", re.IGNORECASE)


def recognise(file: SourceFile) -> bool:
    """A document in which the first labels of the export each begin a line, in that order."""
    lines = [fold(line) for line in glance(file).split("\n")]
    found = [next((at for at, line in enumerate(lines) if line.startswith(label)), -1) for label in FIRST]
    return -1 not in found and found == sorted(found)


@dataclass
class Section:
    """What stands under one label."""

    at: Place
    blocks: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words; "" where it says that there is no information."""
        told = "\n".join(p.line for p in self.paragraphs() if p.line.strip()).strip()
        return "" if fold(told).strip(" .") in NOTHING else told

    @property
    def none(self) -> bool:
        """It says that there is none."""
        return fold(" ".join(p.line for p in self.paragraphs())).strip(" .") == fold("không")

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, those of tables too."""
        return (paragraph for block in self.blocks for paragraph in _paragraphs(block))

    def lines(self) -> Iterator[tuple[str, Place]]:
        """Lines of its paragraphs, without marks of lists."""
        for paragraph in self.paragraphs():
            for line in paragraph.line.split("\n"):
                plain = strip_marks(line).strip(" .;")
                if plain and fold(plain) not in NOTHING:
                    yield plain, paragraph.place


def _paragraphs(block: Block) -> Iterator[Paragraph]:
    return iter([block]) if isinstance(block, Paragraph) else block.paragraphs()


def extract(file: SourceFile, issues: IssueLog) -> Iterator[Procedure]:
    """The one procedure of the export.

    Raises:
        UnreadableFile: no document, or one without name and code.
    """
    sections, outside = _sections(read_blocks(file).body)
    if "name" not in sections or not sections["name"].text:
        raise UnreadableFile(
            f"Tệp {file.name} không có “Tên thủ tục”.",
            hint="Xuất lại tệp Word chi tiết thủ tục từ Cơ sở dữ liệu quốc gia về TTHC.",
        )
    name = squash(sections["name"].text)
    place = sections["code"].at
    told = identify(sections["code"].text or None, name=name, agency=None, place=place, issues=issues)
    (identity,) = settle([told], issues)
    for block in outside:
        if (text := squash(block.text)) and "thủ tục hành chính" not in fold(text):
            issues.add("unread-text", f"Ngoài các mục: “{text[:120]}”", place=block.place, quote=text)
    said = {**identity.said, "name": name, "coverage": Coverage.FULL, "source": file.source(NAME, place)}
    said |= _facts(sections, identity.key, issues) | _tables(sections, identity.key, issues)
    record = accept(said | {"issues": issues.codes_of(identity.key)}, issues, place=place)
    if record is not None:
        yield record


def _sections(body: Iterable[Block]) -> tuple[dict[str, Section], list[Block]]:
    """Blocks by the label above them; those before the first label."""
    found: dict[str, Section] = {}
    outside: list[Block] = []
    current: Section | None = None
    for block in _unboxed(body):
        match = LABEL.match(block.line.strip()) if isinstance(block, Paragraph) else None
        name = FIELDS.get(fold(match["label"])) if match else None
        if match is not None and name is not None and name not in found:
            current = found[name] = Section(block.place)
            if match["value"].strip():
                assert isinstance(block, Paragraph)  # noqa: S101 - only paragraphs are matched
                current.blocks.append(Paragraph(match["value"], spot=block.spot))
        elif current is not None:
            current.blocks.append(block)
        else:
            outside.append(block)
    return found, outside


def _unboxed(body: Iterable[Block]) -> Iterator[Block]:
    """Facts in a table of labels and values as paragraphs "label: value"."""
    for block in body:
        if not isinstance(block, Table) or not _is_facts(block):
            yield block
            continue
        for row in block.rows:
            label, *values = row.own()
            value = "\n".join(cell.text for cell in values)
            yield Paragraph(f"{label.text.strip().rstrip(':')}: {value}", spot=label.spot)


def _is_facts(table: Table) -> bool:
    firsts = [cells[0].text for row in table.rows if (cells := row.own())]
    known = sum(fold(text).rstrip(" :") in FIELDS for text in firsts)
    return table.width == 2 and len(firsts) == len(table.rows) and known == len(firsts)


def _facts(sections: dict[str, Section], key: str, issues: IssueLog) -> dict[str, Any]:
    def text(name: str) -> str:
        return sections[name].text if name in sections else ""

    def names(name: str) -> tuple[str, ...]:
        parts = text(name).replace("\n", ";").split(";")
        return tuple(dict.fromkeys(part.strip(" .-") for part in parts if part.strip(" .-")))

    said: dict[str, Any] = {
        "levels": parse_levels(text("levels")),
        "kind": parse_kind(text("kind")),
        "sector": squash(text("sector")) or None,
        "applicants": split_applicants(text("applicants")),
        "handling_agencies": names("handling"),
        "deciding_agency": squash(text("deciding")) or None,
        "address": text("address") or None,
        "authorised_agencies": names("authorised"),
        "coordinating_agencies": names("coordinating"),
        "conditions": text("conditions") or None,
        "keywords": text("keywords") or None,
        "not_applicable": ("conditions",) if "conditions" in sections and sections["conditions"].none else (),
        "dossier_sets": parse_sets(text("sets")) if text("sets") else None,
    }
    if text("decision"):
        said["decision"] = Decision(number=_number(text("decision"), sections["decision"].at, key, issues))
    for name, value in (("levels", said["levels"]), ("kind", said["kind"])):
        if text(name) and not value:
            _tell(
                issues, "unread-text", f"Không hiểu “{text(name)}”", sections[name].at, key, name, text(name)
            )
    if text("description"):
        at = sections["description"].at
        _tell(issues, "unread-text", "Mục “Mô tả” không có trường", at, key, None, text("description"))
    return said


def _tables(sections: dict[str, Section], key: str, issues: IssueLog) -> dict[str, Any]:
    empty = Section(Place())
    cases = tuple(_cases(sections.get("components", empty), key, issues))
    return {
        "steps": tuple(_steps(sections.get("steps", empty))),
        "channels": tuple(_channels(sections.get("channels", empty), key, issues)),
        "cases": cases,
        "forms": tuple(dict.fromkeys(form for c in cases for row in c.components for form in row.forms)),
        "outcomes": tuple(
            Outcome(name=line, place=at) for line, at in sections.get("outcomes", empty).lines()
        ),
        "legal_bases": tuple(_bases(sections.get("bases", empty), key, issues)),
    }


def _steps(section: Section) -> Iterator[Step]:
    """One step for each "Bước …" with the lines below it; where there are none, one a line."""
    told: list[tuple[int | None, list[str], Place]] = []
    lines = [
        (line, paragraph.place) for paragraph in section.paragraphs() for line in paragraph.line.split("\n")
    ]
    numbered = any(split_step(line)[0] is not None for line, _ in lines)
    for line, place in lines:
        number, text = split_step(line)
        if not line.strip() or fold(line).strip(" .") in NOTHING:
            continue
        if numbered and number is None and told:
            told[-1][1].append(text)
        else:
            told.append((number, [text] if text else [], place))
    for order, (number, texts, place) in enumerate(told, start=1):
        name = None if number is None else f"Bước {number}"
        yield Step(
            order=order, name=name if texts else None, text="\n".join(texts) or name or "", place=place
        )


def _rows(
    section: Section, needed: str, key: str, issues: IssueLog
) -> Iterator[tuple[Row | None, dict[str, str], str]]:
    """Rows of its tables by column, and lines between the tables."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            if block.line.strip() and fold(block.line).strip(" .") not in NOTHING:
                yield None, {}, block.line
            continue
        columns = {c.column: HEADERS[fold(c.text)] for c in block.rows[0].filled() if fold(c.text) in HEADERS}
        if needed not in columns.values():
            _tell(issues, "unread-cells", "Bảng có cột lạ", block.place, key, needed, block.text)
            continue
        for row in block.rows[1:]:
            said = {
                kind: cell.text for column, kind in columns.items() if (cell := row.take(column)) is not None
            }
            row.finish(issues, procedure=key)
            if any(text.strip() for text in said.values()):
                yield row, said, ""


def _channels(section: Section, key: str, issues: IssueLog) -> Iterator[Channel]:
    for row, said, line in _rows(section, "channel", key, issues):
        if row is None:
            yield Channel(text=line, place=section.at)
            continue
        kinds = parse_channels(said["channel"])
        if len(kinds) != 1:
            _tell(
                issues,
                "channel-not-understood",
                f"Không hiểu hình thức nộp “{said['channel']}”",
                row.place,
                key,
            )
        time, fees = said.get("time", "").strip(), said.get("fees", "").strip()
        yield Channel(
            channel=kinds[0] if len(kinds) == 1 else None,
            time_limit=None if fold(time) in NOTHING else parse_time_limit(time),
            fees=parse_fees(fees) if fees else (),
            text=said.get("text", "").strip(),
            place=row.place,
        )


def _cases(section: Section, key: str, issues: IssueLog) -> Iterator[Case]:
    name: str | None = None
    rows: list[Component] = []
    for row, said, line in _rows(section, "paper", key, issues):
        if row is None:
            if rows or name:
                yield Case(name=name, components=tuple(rows))
            name, rows = squash(line).rstrip(" :") if CASE.match(line) else None, []
            if name is None:
                rows.append(Component(text=strip_marks(line).strip(), place=section.at))
            continue
        text = strip_marks(said["paper"]).strip()
        if not text:
            _tell(issues, "component-unnamed", "Thành phần hồ sơ không có tên", row.place, key)
            continue
        originals, copies = parse_quantity(said.get("quantity", ""))
        forms = tuple(squash(form) for form in said.get("forms", "").split("\n") if form.strip())
        forms = forms or form_labels(text)
        rows.append(Component(text=text, originals=originals, copies=copies, forms=forms, place=row.place))
    if rows or name:
        yield Case(name=name, components=tuple(rows))


def _bases(section: Section, key: str, issues: IssueLog) -> Iterator[LegalBasis]:
    for row, said, line in _rows(section, "basis", key, issues):
        if row is None:
            yield LegalBasis(name=strip_marks(line).strip(), place=section.at)
            continue
        written = squash(said.get("number", ""))
        day = parse_date(said.get("date", ""))
        if said.get("date", "").strip() and day is None:
            _tell(
                issues,
                "date-not-understood",
                f"Không hiểu ngày “{said['date']}”",
                row.place,
                key,
                "legal_bases",
            )
        yield LegalBasis(
            number=_number(written, row.place, key, issues) if written else None,
            name=squash(said["basis"]) or None,
            date=day,
            agency=squash(said.get("agency", "")) or None,
            place=row.place,
        )


def _number(written: str, place: Place, key: str, issues: IssueLog) -> str:
    """The number in its usual form; one that is none stays as written, and is told."""
    try:
        return str(DocumentNumber.parse(written))
    except NumberNotUnderstood:
        _tell(issues, "number-not-understood", f"Không hiểu số hiệu “{written}”", place, key, None, written)
        return squash(written)


def _tell(
    issues: IssueLog,
    code: str,
    message: str,
    place: Place,
    key: str,
    name: str | None = None,
    quote: str | None = None,
) -> None:
    issues.add(code, message, place=place, procedure=key, field=name, quote=quote)


IMPORTER = Importer(
    NAME,
    "Bản Word chi tiết thủ tục của Cơ sở dữ liệu quốc gia",
    Rank.NATIONAL_PORTAL,
    recognise,
    extract,
    formats=(".docx", ".doc"),
)
