"""What a matter says: option, procedure by name, acts and articles, the rule afterwards, new content."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from catalogue.capitals import usual_capitals
from catalogue.issues import IssueLog
from catalogue.measures import Act, Measure, Target, Terms
from catalogue.options import Option
from catalogue.records import (
    Change,
    Coverage,
    Decision,
    LegalBasis,
    Level,
    Place,
    Procedure,
    provisional_id,
)
from catalogue.text import fold, squash
from importers.base import SourceFile, accept
from importers.decisions.channels import spread
from importers.decisions.content import read_content
from importers.decisions.context import Context
from importers.decisions.entries import BODY, Entry, Feeder
from importers.decisions.labels import Mark
from importers.decisions.ledger import Ledger
from importers.decisions.lines import Line, lines_of
from importers.decisions.words import heading_of, sector_in
from importers.phrases.enums import parse_levels
from importers.phrases.time_limits import parse_time_limit
from importers.resolutions.acts import TYPE, read_acts
from importers.resolutions.cuts import in_force
from importers.resolutions.head import Head
from importers.resolutions.matters import Matter
from importers.resolutions.words import is_notice

NAMED = re.compile(r"\bthủ (?:thủ )?tục(?: hành chính)?\s+(?=\S)", re.IGNORECASE)
ENDS = re.compile(
    r"\s*,?\s*\b(?:(?:được )?quy định tại|thực hiện tại (?:cấp|bộ|\d)"
    r"|tại (?:điểm|khoản|điều|mục|phụ lục|nghị định)|theo (?:quy định tại )?(?:điểm|khoản|điều)\s"
    r"|từ (?:cấp|bộ|công an|trung ương)|của bộ trưởng|được (?:quy định|thực hiện)"
    r"|(?:điểm \w+ )?(?:khoản \d+ )?điều \d+\w? (?:của )?(?:nghị định|luật|thông tư))",
    re.IGNORECASE,
)
WITHOUT = re.compile(
    r"^(?:phân cấp(?: thực hiện)?(?: thẩm quyền)?(?: giải quyết)?"
    r"|(?:không thực hiện|bãi bỏ|cắt giảm)(?: các)?)\s+",
    re.IGNORECASE,
)
TO = re.compile(
    r"\bcho\s+((?:Chủ tịch |Giám đốc |cơ quan |Trưởng )?"
    r"(?:Ủy ban|Công an|Sở|Chi cục|Bộ|chuyên môn|công an)[^,;.(]*?)"
    r"(?=\s+(?:thực hiện|quy định|tại|đối với|theo)\b|\s*[,;.(]|$)"
)
HOLDER = re.compile(
    r"^của .*?\b(?=(?:cấp|phê duyệt|công nhận|chấp thuận|thẩm định|gia hạn|thu hồi|xác nhận)\b"
    r"(?! (?:tỉnh|xã|bộ|trung ương)))",
    re.IGNORECASE,
)
"""Who held the power, before what it is about: "của cơ quan … cấp, cấp lại Giấy xác nhận"."""
OF_MINISTRY = re.compile(r"\s+của Bộ [A-ZĐ].*$")
PAPERS = re.compile(r"^thành phần hồ sơ (?:bao )?gồm\s+(?=[^\s:])", re.IGNORECASE)
MINISTRY = re.compile(
    r"\bquản lý của (Bộ [^,;.]+|Ngân hàng Nhà nước[^,;.]*|Thanh tra Chính phủ)", re.IGNORECASE
)


@dataclass
class Clauses:
    """Gathers measures and changed procedures from matters."""

    file: SourceFile
    importer: str
    head: Head
    ledger: Ledger
    issues: IssueLog
    measures: list[Measure] = field(default_factory=list)
    procedures: list[Procedure] = field(default_factory=list)

    def read(self, matter: Matter) -> None:
        """One matter: a measure, a changed procedure, both, or an issue that says why neither."""
        name, rest = name_of(matter.head)
        option = self._option(matter)
        entry = self._content(matter, name)
        changed = entry.parts.keys() & BODY and option in {None, Option.PHAN_CAP}
        if option is None and not changed:
            self.issues.add(
                "cut-not-understood",
                f"Không rõ nội dung này cắt giảm gì: “{matter.head[:150]}”.",
                place=matter.first.place,
                quote=matter.head,
            )
            self.ledger.leave_out("cut-not-understood", matter.first, *matter.rest)
            return
        self.ledger.take(matter.first, *matter.rest)
        acts = _acts(rest)
        if option is not None:
            self.measures.append(self._measure(matter, option, name, acts))
        if changed:
            self._procedure(matter, entry, name, acts)

    def _option(self, matter: Matter) -> Option | None:
        """The verb of the matter, else of its section; a dropped procedure may go on as a notice."""
        option = matter.verb or matter.section_option
        if option is Option.BAI_BO and any(is_notice(paragraph.text) for paragraph in matter.rest):
            return Option.CHUYEN_THONG_BAO
        return option

    def _content(self, matter: Matter, name: str) -> Entry:
        entry = Entry(name, [], Context(), matter.first.place)
        feeder = Feeder(entry, Ledger())
        for paragraph in matter.rest:
            for line in lines_of(paragraph):
                feeder.line(_as_heading(line))
        return entry

    def _measure(self, matter: Matter, option: Option, name: str, acts: tuple[Act, ...]) -> Measure:
        whole = [matter.head, *(squash(paragraph.line) for paragraph in matter.rest)]
        told = in_force(self.head, matter.annex, matter.section)
        where = ".".join(part for part in (matter.section, matter.label) if part)
        told["instrument_articles"] = (
            *_strings(told["instrument_articles"]),
            *((f"mục {where}",) if where else ()),
        )
        condition = name if option is Option.BO_DIEU_KIEN else None
        return Measure.model_validate(
            {
                "option": option,
                "targets": (Target(procedure_name=name, condition=condition),),
                "title": f"{option.facts.vi}: {name}"[:300],
                "text": "\n".join(whole),
                "after": self._after(matter, option),
                "acts": acts,
                "owner": self._owner(),
                "sector": self._sector(matter),
                **told,
                "source": self.file.source(self.importer, matter.first.place),
            }
        )

    def _after(self, matter: Matter, option: Option) -> Terms | None:
        """The rule afterwards: who decides, or in what time."""
        if option is Option.PHAN_CAP:
            agency, level = _to(matter)
            return Terms(agency=agency, level=level) if agency else None
        if option is Option.GIAM_THOI_HAN:
            text = "\n".join(squash(paragraph.line) for paragraph in matter.rest) or matter.head
            return Terms(time_limit=parse_time_limit(text))
        return None

    def _owner(self) -> str | None:
        found = MINISTRY.search(self.head.title or "")
        return usual_capitals(found[1].strip()) if found else None

    def _sector(self, matter: Matter) -> str | None:
        told = sector_in(usual_capitals(matter.annex.title))
        return told[:1].upper() + told[1:] if told else None

    def _procedure(self, matter: Matter, entry: Entry, name: str, acts: tuple[Act, ...]) -> None:
        """The new content of a procedure that the text names without a code."""
        place, head = matter.first.place, self.head
        content = read_content(entry, self.issues)
        agency, level = _to(matter)
        same = any(fold(known.name) == fold(name) for known in self.procedures)
        where = f"{matter.annex.label} {matter.section} {matter.label}" if same else level
        key = provisional_id(decision=head.number, agency=head.agency, name=name, level=where)
        self.issues.add(
            "code-missing",
            f"Nghị quyết sửa nội dung thủ tục “{name[:150]}” mà không nêu mã số; tìm thủ tục theo tên.",
            place=place,
            procedure=key,
        )
        said: dict[str, Any] = {
            "name": name,
            "provisional_id": key,
            "coverage": Coverage.LISTED,
            "change": Change.AMENDED,
            "sector": self._sector(matter),
            "levels": (level,) if level else (),
            "issuing_agency": head.agency,
            "deciding_agency": content.deciding or agency,
            "steps": content.steps,
            "channels": spread(content.ways, content.time_limit, content.fees, place),
            "cases": content.cases,
            "dossier_sets": content.sets,
            "applicants": content.applicants,
            "handling_agencies": content.handling,
            "outcomes": content.outcomes,
            "conditions": content.conditions,
            "forms": content.forms,
            "legal_bases": tuple(_basis(act, place) for act in acts),
            "decision": Decision(
                number=head.number,
                date=head.signed,
                effective=head.since,
                expires=head.until,
                agency=head.agency,
                title=head.title,
                effective_text=head.effect,
            ),
            "issues": self.issues.codes_of(key),
            "source": self.file.source(self.importer, place),
        }
        record = accept(said, self.issues, place=place)
        if record is not None:
            self.procedures.append(record)


def _as_heading(line: Line) -> Line:
    """A numbered sentence that stands for a heading: "1. Hồ sơ đề nghị … gồm:", "2. Trong thời hạn …"."""
    folded = fold(line.text)
    if line.mark is not Mark.DECIMAL or heading_of(line.text) is not None:
        return line
    if found := PAPERS.match(line.text):
        return replace(line, text=f"Thành phần hồ sơ: {line.text[found.end() :]}")
    if folded.startswith(fold("hồ sơ")) and folded.endswith(("gồm:", ":")):
        return replace(line, text="Thành phần hồ sơ:")
    if folded.startswith(fold("trình tự")) and (folded.endswith(":") or len(folded) < 60):
        return replace(line, text="Trình tự thực hiện:")
    if folded.startswith(fold("trong thời hạn")):
        return replace(line, text=f"Thời hạn giải quyết: {line.text}")
    return line


def name_of(head: str) -> tuple[str, str]:
    """Name of the procedure or condition, and what follows it, from the first sentence of a matter.

    >>> name_of("Bãi bỏ thủ tục đăng ký thêm con dấu quy định tại Điều 16 Nghị định số 99/2016/NĐ-CP")
    ('Đăng ký thêm con dấu', ' quy định tại Điều 16 Nghị định số 99/2016/NĐ-CP')
    """
    first = ENDS.search(head)
    named = NAMED.search(head, 0, first.start() if first else len(head)) or WITHOUT.match(head)
    start = named.end() if named else 0
    end = ENDS.search(head, start)
    name = HOLDER.sub("", head[start : end.start() if end else len(head)].split(". ")[0]).strip(" .,;:")
    if fold(head).startswith(fold("phân cấp")):
        name = OF_MINISTRY.sub("", name)
    return name[:1].upper() + name[1:], head[end.start() :] if end else ""


def _acts(rest: str) -> tuple[Act, ...]:
    """The acts after a name, with the places in front of the first of them."""
    found = re.search(TYPE.pattern.removesuffix("$").replace(r"[^;,]*", r"[^;,]*?\d"), rest)
    if found is None:
        return ()
    places = re.sub(
        r"(?i)\b(?:được|quy định|tại|theo|thực hiện|cấp bộ|cấp tỉnh|cấp xã)\b", " ", rest[: found.start()]
    )
    at = re.search(r"(?i)\b(?:điểm|khoản|điều|mục|phụ lục)\b", places)
    return read_acts(rest[found.start() :], squash(places[at.start() :]) if at else "")


def _to(matter: Matter) -> tuple[str | None, Level | None]:
    """Who decides from now on, and its level where it is one."""
    for text in (matter.head, *(squash(paragraph.line) for paragraph in matter.rest[:3])):
        if "phân cấp" in fold(text) and (found := TO.search(text)):
            agency = squash(found[1])
            levels = parse_levels(agency)
            return agency, levels[0] if len(levels) == 1 else None
    return None, None


def _basis(act: Act, place: Place) -> LegalBasis:
    return LegalBasis(number=act.number, name=act.name, articles=act.articles, place=place)


def _strings(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
