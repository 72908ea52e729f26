"""From the parts of a page to the fields of the canonical record.

Not here: rows of tables (rows.py), identity and provenance (importers/sources/portal_crawl.py).
"""

import re
from collections.abc import Mapping
from typing import Any

from catalogue import text as words
from catalogue.errors import NumberNotUnderstood
from catalogue.identifiers import DocumentNumber
from catalogue.records import Decision, Place, Step
from importers.crawl import rows
from importers.crawl.agencies import split_agencies
from importers.crawl.doubts import Doubts
from importers.crawl.headings import facts, header, labels, lookup, sections, stated
from importers.crawl.page import Page
from importers.phrases.counts import parse_sets
from importers.phrases.enums import is_known_kind, parse_kind, parse_levels, split_applicants

SETS = re.compile(r"[Ss]ố lượng(?: hồ sơ)?\s*:[^\n.;]{0,40}?bộ")


def content(page: Page, doubts: Doubts) -> dict[str, Any]:
    """All fields of the record but identity, provenance and issues."""
    conditions, none = _conditions(page)
    return {
        "sector": _told(page, "sector"),
        "levels": _levels(page, doubts),
        "kind": _kind(page, doubts),
        "applicants": split_applicants(_told(page, "applicants") or ""),
        "deciding_agency": "; ".join(split_agencies(page.part("deciding_agency"))) or None,
        "handling_agencies": split_agencies(page.part("handling_agencies")),
        "authorised_agencies": split_agencies(page.part("authorised_agencies")),
        "coordinating_agencies": split_agencies(page.part("coordinating_agencies")),
        "address": _told(page, "address"),
        "related": _related(page),
        "steps": _steps(page),
        "channels": rows.channels(page.part("channels"), page.part("steps"), doubts),
        "cases": (cases := rows.cases(page.part("components"), doubts)),
        "forms": rows.forms(cases),
        "dossier_sets": _sets(page),
        "outcomes": rows.outcomes(page.part("outcomes"), doubts),
        "conditions": conditions,
        "legal_bases": rows.legal_bases(page.part("legal_bases"), doubts),
        "keywords": _told(page, "keywords"),
        "not_applicable": none,
        "decision": _decision(page),
    }


def note_unread(page: Page, doubts: Doubts) -> None:
    """Parts of the page that no field takes."""
    told = _told(page, "description")
    if told:
        place = Place(section=labels()["description"])
        doubts.note(
            "unread-text", "Phần Mô tả của trang không có trường tương ứng", place, "description", told
        )


def differing_keys(page: Page, keys: Mapping[str, str]) -> list[str]:
    """Keys of the saved file whose words are not those of the page.

    The keys of the last sections run on to the end of the page: that is no difference.
    """
    differ = []
    for heading in facts() + sections():
        part, told = words.squash(page.part(heading.field)), words.squash(keys.get(heading.key, ""))
        runs_on = told.startswith(part) and heading.field in ("outcomes", "conditions")
        if heading.key in keys and part != told and not runs_on:
            differ.append(heading.key)
    return differ


def _told(page: Page, field: str) -> str | None:
    return stated(page.part(field)) or None


def _levels(page: Page, doubts: Doubts) -> tuple[Any, ...]:
    told = _told(page, "levels")
    levels = parse_levels(told or "")
    if told and not levels:
        _not_understood(page, "levels", doubts)
    return levels


def _kind(page: Page, doubts: Doubts) -> Any:
    told = _told(page, "kind")
    if told and not is_known_kind(told):
        _not_understood(page, "kind", doubts)
    return parse_kind(told or "")


def _not_understood(page: Page, field: str, doubts: Doubts) -> None:
    label = labels()[field]
    told = page.part(field).strip()
    doubts.note(
        "unread-text", f"Không hiểu {label.lower()} “{told[:120]}”", Place(section=label), field, told
    )


def _decision(page: Page) -> Decision | None:
    """Number only: the page has neither date nor agency of the decision."""
    written = _told(page, "decision")
    if written is None:
        return None
    try:
        number = DocumentNumber.parse(written)
    except NumberNotUnderstood:
        return Decision(number=words.squash(written))
    return Decision(number=str(number))


def _conditions(page: Page) -> tuple[str | None, tuple[str, ...]]:
    """The words, or the field as not applicable where the page says that there are none."""
    told = _told(page, "conditions")
    if told and words.fold(told).strip(" .;") in lookup()["none"]["conditions"]:
        return None, ("conditions",)
    return told, ()


def _related(page: Page) -> tuple[str, ...]:
    """Names of a numbered table, glued: "1Cấp …2Cấp …"."""
    rest = (_told(page, "related") or "").removeprefix(header("related"))
    names: list[str] = []
    number = 1
    while rest.startswith(str(number)):
        rest = rest[len(str(number)) :]
        match = re.search(rf"(?<=[^\s\d]){number + 1}(?=[^\W\d_])", rest)
        end = match.start() if match else len(rest)
        names.append(rest[:end].strip())
        rest = rest[end:]
        number += 1
    return tuple(name for name in (*names, rest.strip()) if name)


def _steps(page: Page) -> tuple[Step, ...]:
    """Paragraphs that begin with "Bước 1" are steps; without any, the whole part is one."""
    told = _told(page, "steps") or ""
    found = list(re.finditer(lookup()["steps"]["start"], told))
    ends = [match.start() for match in found[1:]] + [len(told)]
    before = told[: found[0].start()] if found else told
    parts: list[tuple[str | None, str]] = [(None, before.strip())] if before.strip() else []
    parts += [
        (match["name"], told[match.end() : end].strip())
        for match, end in zip(found, ends, strict=bool(found))
    ]
    return tuple(
        Step(order=order, name=name, text=text, place=Place(section=labels()["steps"], paragraph=order))
        for order, (name, text) in enumerate(parts, start=1)
    )


def _sets(page: Page) -> int | None:
    """Số bộ: the layout has no cell for it; only where the dossier part says it in words."""
    match = SETS.search(page.part("components"))
    return parse_sets(match.group()) if match else None
