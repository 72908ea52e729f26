"""Records and readings for tests of analysis: valid by themselves, the test names what it is about."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from analysis.documents.reading import Form, Holder, Maker, Mention, Reading, RowKind
from catalogue.records import Case, Component, Coverage, Outcome, Place, Procedure, Source
from catalogue.snapshot import Snapshot

DAY = date(2026, 6, 1)
SOURCE = Source(file="danh-muc.json", sha256="0" * 64, importer="test")

TYPES = {  # name written in a row -> known document type, its maker and holder
    "Giấy khai sinh": ("birth_certificate", Maker.STATE, Holder.CIVIL_STATUS),
    "Thẻ căn cước": ("id_card", Maker.STATE, Holder.POPULATION),
    "Giấy chứng minh nhân dân": ("id_card_old", Maker.STATE, Holder.POPULATION),
    "Hộ chiếu": ("passport", Maker.STATE, Holder.POPULATION),
    "Giấy chứng nhận quyền sử dụng đất": ("land_certificate", Maker.STATE, Holder.LAND),
    "Giấy chứng nhận quyền sử dụng đất ở": ("land_certificate", Maker.STATE, Holder.LAND),
    "Giấy chứng nhận đăng ký doanh nghiệp": ("business_registration", Maker.STATE, Holder.BUSINESS_REGISTRY),
    "Sơ yếu lý lịch": ("curriculum_vitae", Maker.APPLICANT, Holder.NONE),
}


def mention(name: str, **said: Any) -> Mention:
    """A paper: of a known type where the name is listed, else derived; made by the State unless told."""
    if name in TYPES:
        type_, maker, holder = TYPES[name]
        told: dict[str, Any] = {"type": type_, "known": True, "maker": maker, "holder": holder}
    else:
        told = {"type": f"derived:{name.lower()}", "known": False, "maker": Maker.STATE}
    words = name.lower().split()
    told |= {"head": " ".join(words[:2]), "object": " ".join(words[2:]) or None, "act": None}
    told |= {"form": Form.UNSTATED} | ({"holder": Holder.OTHER_LICENCE} if "holder" not in told else {})
    return Mention(name=name, **(told | said))


def reading(*mentions: Mention | str, text: str | None = None, **said: Any) -> Reading:
    """A row that asks for the papers."""
    papers = tuple(one if isinstance(one, Mention) else mention(one) for one in mentions)
    kind = RowKind.DOCUMENT if papers else RowKind.NOTE
    return Reading(
        **({"text": text or "; ".join(p.name for p in papers), "kind": kind} | said), mentions=papers
    )


Row = Reading | Mention | str


def rows(*given: Row) -> tuple[Reading, ...]:
    """Readings of rows written as readings, papers or names."""
    return tuple(one if isinstance(one, Reading) else reading(one) for one in given)


class Catalogue:
    """Procedures with their readings, and the snapshot of both."""

    def __init__(self) -> None:
        self.procedures: list[Procedure] = []
        self.readings: dict[str, tuple[Reading, ...]] = {}

    def add(
        self,
        name: str,
        *asked: Row,
        cases: Iterable[Iterable[Row]] = (),
        issues: Iterable[str] = (),
        components: dict[str, Any] | None = None,
        **said: Any,
    ) -> str:
        """Add a procedure that asks for rows (of one case, or of several) and issues outcomes; its key."""
        groups = [rows(*case) for case in cases] or [rows(*asked)]
        code = said.pop("code", f"1.{len(self.procedures) + 1:06d}")
        told: dict[str, Any] = {
            "code": code,
            "name": name,
            "coverage": Coverage.FULL,
            "source": SOURCE,
            "applicants": ("Công dân Việt Nam",),
            "outcomes": tuple(Outcome(name=outcome) for outcome in issues),
            "cases": tuple(
                Case(
                    name=f"Trường hợp {number}" if len(groups) > 1 else None,
                    components=tuple(
                        Component(text=row.text, place=Place(row=at), **(components or {}))
                        for at, row in enumerate(group, 1)
                    ),
                )
                for number, group in enumerate(groups, 1)
            ),
        }
        procedure = Procedure(**(told | said))
        self.procedures.append(procedure)
        self.readings[procedure.key] = tuple(row for group in groups for row in group)
        return procedure.key

    def snapshot(self, day: date = DAY) -> Snapshot:
        """Everything added, on a day."""
        return Snapshot.of(day, self.procedures)
