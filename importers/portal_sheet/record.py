"""From a detail sheet to the canonical record: one procedure a sheet.

The sheet lacks the date and agency of the decision, the codes of the components and the publishing
agency; a print also lacks the words beside fees. Not here: the tables (tables.py).
"""

import re
from collections.abc import Iterator
from typing import Any

from catalogue.errors import UnreadableFile
from catalogue.issues import IssueLog
from catalogue.records import Coverage, Decision, Place, Procedure, Step
from catalogue.text import fold, squash
from importers import portal
from importers.base import SourceFile, accept
from importers.crawl.agencies import split_agencies
from importers.crawl.doubts import Doubts
from importers.crawl.headings import labels, stated
from importers.crawl.headings import lookup as headings
from importers.identity import identify, settle
from importers.phrases.enums import is_known_kind, parse_kind, parse_levels, split_applicants
from importers.portal_sheet import tables
from importers.portal_sheet.sheet import Sheet, lookup
from importers.readers.blocks import Paragraph

STEP_NAME = re.compile(r"(?:[a-zđ]\)\s*)?bước\s+\d{1,2}[a-zđ]?\s*[:.)]?|mặc định\s*:?", re.IGNORECASE)
TAKEN = (
    "name code decision levels kind sector applicants deciding_agency address authorised_agencies "
    "coordinating_agencies related steps channels components legal_bases handling_agencies conditions "
    "outcomes keywords"
)


def read_record(
    file: SourceFile, sheet: Sheet, issues: IssueLog, *, importer: str, printed: bool, unlike: tuple[str, str]
) -> Iterator[Procedure]:
    """The one procedure of a sheet; none, with an issue, where its name is empty.

    Raises:
        UnreadableFile: a sheet without the facts of a procedure, in the words of `unlike` and what to do.
    """
    if "name" not in sheet.parts or "code" not in sheet.parts:
        raise UnreadableFile(unlike[0], hint=unlike[1])
    record = _record(file, sheet, issues, importer=importer, printed=printed)
    if record is not None:
        yield record


def _record(
    file: SourceFile, sheet: Sheet, issues: IssueLog, *, importer: str, printed: bool
) -> Procedure | None:
    name = squash(sheet.part("name").text)
    place = sheet.part("code").place() if "code" in sheet.parts else Place(section=labels()["code"])
    if not name:
        issues.add("name-missing", "Bản chi tiết không có tên thủ tục.", place=sheet.part("name").place())
        return None
    told = identify(sheet.part("code").text or None, name=name, agency=None, place=place, issues=issues)
    (identity,) = settle([told], issues)
    doubts = Doubts(issues, identity.key)
    said = {
        **identity.said,
        "name": name,
        "coverage": Coverage.FULL,
        **_facts(sheet, doubts),
        **_sections(sheet, doubts, printed=printed),
        "source": file.source(importer, place),
    }
    _tell_left(sheet, name, doubts, printed=printed)
    return accept({**said, "issues": issues.codes_of(identity.key)}, issues, place=place)


def _facts(sheet: Sheet, doubts: Doubts) -> dict[str, Any]:
    kind = squash(sheet.part("kind").text)
    levels = squash(sheet.part("levels").text)
    for field, told, known in (
        ("kind", kind, is_known_kind(kind)),
        ("levels", levels, bool(parse_levels(levels))),
    ):
        if told and not known:
            label = labels()[field]
            doubts.note(
                "unread-text", f"Không hiểu {label.lower()} “{told}”", sheet.part(field).place(), field, told
            )
    return {
        "decision": _decision(sheet, doubts),
        "levels": parse_levels(levels),
        "kind": parse_kind(kind),
        "sector": squash(sheet.part("sector").text) or None,
        "applicants": split_applicants(sheet.part("applicants").text),
        "deciding_agency": "; ".join(split_agencies(sheet.part("deciding_agency").text)) or None,
        "address": sheet.part("address").text or None,
        "authorised_agencies": split_agencies(sheet.part("authorised_agencies").text),
        "coordinating_agencies": split_agencies(sheet.part("coordinating_agencies").text),
    }


def _sections(sheet: Sheet, doubts: Doubts, *, printed: bool) -> dict[str, Any]:
    cases = tables.cases(sheet.part("components"), doubts, printed=printed)
    conditions = sheet.part("conditions").text
    none = fold(conditions).strip(" .;") in headings()["none"]["conditions"]
    return {
        "steps": tuple(_steps(sheet, printed=printed)),
        "channels": tables.channels(
            sheet.part("channels"), sheet.part("steps").text, doubts, printed=printed
        ),
        "cases": cases,
        "forms": tuple(
            dict.fromkeys(form for case in cases for row in case.components for form in row.forms)
        ),
        "legal_bases": tuple(tables.legal_bases(sheet.part("legal_bases"), doubts)),
        "handling_agencies": split_agencies(sheet.part("handling_agencies").text),
        "conditions": None if none else conditions or None,
        "not_applicable": ("conditions",) if none else (),
        "outcomes": tuple(tables.outcomes(sheet.part("outcomes"), doubts)),
        "keywords": sheet.part("keywords").text or None,
        "related": tuple(tables.related(sheet.part("related"), doubts)),
    }


def _decision(sheet: Sheet, doubts: Doubts) -> Decision | None:
    """Number only: the sheet has neither date nor agency of the decision."""
    part = sheet.part("decision")
    written = squash(part.text)
    if not written:
        return None
    to_portal = portal.Doubts(doubts.issues, doubts.key)
    return Decision(number=portal.decision_number(written, to_portal, place=part.place()))


def _steps(sheet: Sheet, *, printed: bool) -> Iterator[Step]:
    """One step a paragraph of the page; a print is one text, cut only where a line is the name of a step."""
    part = sheet.part("steps")
    parts: list[tuple[str | None, list[str], Place]] = []
    for block in part.blocks if stated(part.text) else []:
        lines = block.line if isinstance(block, Paragraph) else block.text
        if STEP_NAME.fullmatch(lines.strip()):
            parts.append((squash(lines), [], part.place(block)))
        elif parts and (not parts[-1][1] or printed):
            parts[-1][1].append(lines)
        else:
            parts.append((None, [lines], part.place(block)))
    for order, (name, lines_, place) in enumerate(parts, start=1):
        text = "\n".join(lines_)
        default = name is not None and fold(name).strip(" :.") in portal.words()["steps"]["default"]
        yield Step(order=order, name=None if default or not text else name, text=text or name, place=place)


def _tell_left(sheet: Sheet, name: str, doubts: Doubts, *, printed: bool) -> None:
    """Parts and blocks that no field takes, and labels that the sheet lacks."""
    for field, part in sheet.parts.items():
        if field not in TAKEN.split() and part.text:
            doubts.note(
                "unread-text", f"Mục {part.label} không có trường tương ứng", part.place(), field, part.text
            )
    for block in sheet.outside:
        text = squash(block.text)
        if fold(text) != fold(name):
            doubts.note(
                "unread-text", f"Ngoài các mục của bản chi tiết: “{text[:120]}”", block.place, "name", text
            )
    absent = {labels()[field] for field in lookup()["print"]["lacks"]} if printed else set()
    for label in (label for label in sheet.missing if label not in absent):
        doubts.note("heading-missing", f"Bản chi tiết không có mục “{label}”", Place(section=label), label)
