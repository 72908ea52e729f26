"""From a guide page to the fields of the canonical record; what no field takes is told.

The pages put the procedure in plain words: quantities and forms stand inside the item, time limits in
several lines. Not here: fees (fees.py).
"""

from collections.abc import Iterator
from typing import Any

from catalogue.identifiers import find_articles
from catalogue.records import (
    Case,
    Channel,
    ChannelKind,
    Component,
    Coverage,
    LegalBasis,
    Outcome,
    Step,
    TimeLimit,
)
from catalogue.text import fold, strip_marks
from importers.crawl.agencies import split_agencies
from importers.phrases.counts import parse_quantity
from importers.phrases.enums import split_applicants
from importers.phrases.forms import form_labels
from importers.phrases.time_limits import parse_time_limit
from importers.portal import Doubts, number_of
from importers.provincial.fees import channels_in, read_fees
from importers.provincial.page import Line, Page, Section, lookup


def read_fields(page: Page, doubts: Doubts) -> dict[str, Any]:
    """Everything but name and identity, by field of the canonical record."""
    cases = tuple(_cases(page.section("components"), doubts))
    for line in page.outside:
        _tell(line, "Ngoài các mục của trang", doubts)
    return {
        "coverage": Coverage.FULL,
        "applicants": split_applicants(page.section("applicants").text.rstrip(" .")),
        "address": "\n".join(_places(page.section("where"))) or None,
        "steps": tuple(_steps(page.section("steps"))),
        "channels": tuple(_channels(page, doubts)),
        "cases": cases,
        "forms": tuple(
            dict.fromkeys(form for case in cases for row in case.components for form in row.forms)
        ),
        "conditions": _conditions(page.section("conditions")),
        "outcomes": tuple(
            Outcome(name=line.text, place=line.place) for line in page.section("outcomes").lines
        ),
        "legal_bases": tuple(_bases(page.section("legal_bases"))),
        **_agencies(page.section("agencies"), doubts),
    }


def _tell(line: Line, why: str, doubts: Doubts) -> None:
    doubts.tell("unread-text", f"{why}: “{line.text[:120]}”", place=line.place, quote=line.text)


def _conditions(section: Section) -> str | None:
    silent = fold(section.text).strip(" .") in {fold(words) for words in lookup()["none"]["conditions"]}
    return None if silent else section.text or None


def _places(section: Section) -> Iterator[str]:
    """Where papers are handed in: the lines that name a place and not only a way."""
    for line in section.lines:
        if ChannelKind.IN_PERSON in channels_in(line.text):
            yield strip_marks(line.text)


def _steps(section: Section) -> Iterator[Step]:
    """A heading and the lines below it are one step; a line that is only its number is none."""
    found: list[tuple[str | None, list[Line]]] = []
    for line in section.lines:
        name = line.path[-1] if line.path else None
        if line.text.isdigit() and len(line.text) < 3:
            continue
        if not found or found[-1][0] != name:
            found.append((name, []))
        found[-1][1].append(line)
    for order, (name, lines) in enumerate(found, start=1):
        text = "\n".join(line.text for line in lines)
        yield Step(order=order, name=name, text=text, place=lines[0].place)


def _channels(page: Page, doubts: Doubts) -> Iterator[Channel]:
    """One channel for each way that the page names, each with the fees told for it or for all."""
    where = page.section("where")
    kinds = list(dict.fromkeys(kind for line in where.lines for kind in channels_in(line.text)))
    for line in where.lines:
        if not channels_in(line.text):
            doubts.tell(
                "channel-not-understood",
                f"Không hiểu nơi nộp hồ sơ “{line.text[:120]}”.",
                place=line.place,
                field="channels",
                quote=line.text,
            )
    fees = list(read_fees(page.section("fees")))
    kinds = list(dict.fromkeys([*kinds, *(kind for one in fees for kind in one.channels)]))
    limit = _limit(page.section("time"), doubts)
    summary = page.section("summary")
    if not fees and summary.lines:
        fees = [one for one in read_fees(summary) if one.fee.amount is not None][:1]
    place = next((s.at for s in (where, page.section("time"), summary) if s.title), page.at)
    unnamed: list[ChannelKind | None] = [None] if limit or fees or summary.lines else []
    for kind in kinds or unnamed:
        yield Channel(
            channel=kind,
            time_limit=limit,
            fees=tuple(one.fee for one in fees if not one.channels or kind in one.channels),
            text=summary.text,
            place=place,
        )


def _limit(section: Section, doubts: Doubts) -> TimeLimit | None:
    """One limit only where the lines together state one."""
    if not section.lines:
        return None
    told = parse_time_limit(section.text)
    if told.value is None:
        doubts.tell(
            "time-limit-not-understood",
            f"Thời hạn “{section.text[:160]}”: không rõ một thời hạn duy nhất.",
            place=section.at,
            field="channels.time_limit",
            quote=section.text,
        )
    return told


def _cases(section: Section, doubts: Doubts) -> Iterator[Case]:
    """Items by the heading or lead line above them; a line outside a list is told."""
    groups: list[tuple[str | None, list[Component]]] = []
    lead: str | None = None
    for line in section.lines:
        if not line.item and line.text.endswith(":"):
            lead = line.text
            continue
        if not line.item:
            _tell(line, "Dòng của thành phần hồ sơ không nằm trong danh sách", doubts)
            continue
        name = lead or " – ".join(line.path) or None
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        originals, copies = parse_quantity(line.text)
        groups[-1][1].append(
            Component(
                text=line.text,
                originals=originals,
                copies=copies,
                forms=form_labels(line.text),
                place=line.place,
            )
        )
    for name, rows in groups:
        yield Case(name=name, components=tuple(rows))


def _bases(section: Section) -> Iterator[LegalBasis]:
    for line in section.lines:
        number = number_of(None, otherwise=line.text)
        yield LegalBasis(number=number, name=line.text, articles=find_articles(line.text), place=line.place)


def _agencies(section: Section, doubts: Doubts) -> dict[str, Any]:
    """ "Cơ quan thực hiện: …" by the words before the colon."""
    found: dict[str, tuple[str, ...]] = {}
    for line in section.lines:
        label, colon, told = line.text.partition(":")
        name = next(
            (n for n, words in lookup()["agencies"].items() if fold(label) in {fold(w) for w in words}), None
        )
        if not colon or name is None:
            _tell(line, "Không hiểu dòng về cơ quan giải quyết", doubts)
            continue
        value = told.strip(" .")
        if fold(value) not in {fold(word) for word in lookup()["none"]["values"]}:
            found[name] = (*found.get(name, ()), *split_agencies(value))
    deciding = "; ".join(found.pop("deciding_agency", ()))
    return {**found, "deciding_agency": deciding or None}
