"""One record of a procedure from its row in the list, its content, and the decision around both."""

from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from catalogue.identifiers import ProcedureCode
from catalogue.issues import IssueLog
from catalogue.records import (
    Change,
    Channel,
    Coverage,
    Decision,
    FeeKind,
    LegalBasis,
    Level,
    Outcome,
    Place,
    Procedure,
    provisional_id,
)
from catalogue.text import fold
from importers.base import SourceFile, accept
from importers.decisions.articles import Named
from importers.decisions.bases import read_bases
from importers.decisions.channels import Way, spread
from importers.decisions.content import Content, read_content
from importers.decisions.lists import ListRow
from importers.decisions.matching import Match
from importers.decisions.words import is_none, levels_in
from importers.phrases.enums import parse_channels, parse_kind, parse_levels, split_applicants

SURE = 99
"""Likeness of texts, 0 to 100, from which they say the same."""


@dataclass
class Assembler:
    """Makes records; what is doubtful becomes an issue with the key of the procedure."""

    file: SourceFile
    importer: str
    decision: Decision
    change: Change | None
    """The one change that title and articles name, where they name only one."""
    sector: str | None
    issues: IssueLog
    procedures: list[Procedure] = field(default_factory=list)

    def add(self, found: Match) -> None:
        """One procedure of the annexes."""
        content = None if found.entry is None else read_content(found.entry, self.issues)
        name = found.row.name if found.row else (found.entry.title if found.entry else "")
        place = found.row.row.place if found.row else (found.entry.place if found.entry else Place())
        if not name:
            self.issues.add("name-missing", "Nội dung thủ tục không có tên.", place=place)
            return
        said: dict[str, Any] = {"name": name, "source": self.file.source(self.importer, place)}
        said |= {"decision": self.decision, "issuing_agency": self.decision.agency}
        self._identity(said, found, place)
        self._sections(said, found, place)
        key = said["code"] or said["provisional_id"]
        self._body(said, found.row, content, key)
        self._doubts(found, key, place)
        self._accept(said, key, place)

    def add_named(self, told: Named) -> None:
        """One procedure that only an article names."""
        if any(p.code == told.code or told.code in p.replaces for p in self.procedures):
            return
        said: dict[str, Any] = {
            "name": told.name,
            "code": told.code,
            "change": told.change or self.change,
            "sector": told.sector,
            "levels": told.levels,
            "coverage": Coverage.LISTED,
            "decision": self.decision,
            "issuing_agency": self.decision.agency,
            "source": self.file.source(self.importer, told.paragraph.place),
        }
        if told.written != told.code:
            said["code_as_written"] = told.written
        self._accept(said, told.code, told.paragraph.place)

    def _accept(self, said: dict[str, Any], key: str, place: Place) -> None:
        if "issues" not in said:
            said["issues"] = self.issues.codes_of(key)
        record = accept(said, self.issues, place=place)
        if record is not None:
            self.procedures.append(record)

    def _identity(self, said: dict[str, Any], found: Match, place: Place) -> None:
        row, entry = found.row, found.entry
        codes = row.codes if row is not None and row.codes else tuple(entry.all_codes if entry else ())
        said["code"] = said["provisional_id"] = None
        certain: ProcedureCode | None = codes[0] if codes else None
        if certain is not None and certain.certain:
            said["code"] = certain.core
            if certain.written and certain.written != certain.core:
                said["code_as_written"] = certain.written
        else:
            levels = self._levels(found)
            said["provisional_id"] = provisional_id(
                decision=self.decision.number,
                agency=self.decision.agency,
                name=said["name"],
                level="+".join(levels) or None,
            )
            key = said["provisional_id"]
            written = certain.written if certain is not None else (row.code_text if row is not None else "")
            if certain is not None or (
                written and not is_none(written) and any(c.isdigit() for c in written)
            ):
                said["code_as_written"] = written
                self.issues.add(
                    "code-not-understood",
                    f"Không hiểu mã số “{written}”.",
                    place=place,
                    procedure=key,
                    quote=written,
                )
            else:
                self.issues.add(
                    "code-missing", f"Không có mã số: “{said['name'][:120]}”.", place=place, procedure=key
                )
            return
        if certain.flags and set(certain.flags) - {"trimmed"}:
            self.issues.add(
                "code-repaired",
                f"Mã số viết là “{certain.written}”, hiểu là {certain.core} ({', '.join(certain.flags)}).",
                place=place,
                procedure=said["code"],
                quote=certain.written,
            )

    def _levels(self, found: Match) -> tuple[Level, ...]:
        row, entry = found.row, found.entry
        if row is not None and row.levels:
            return row.levels
        if entry is not None:
            stated = parse_levels(entry.text("level")) or entry.context.levels
            if stated:
                return stated
        name = row.name if row is not None else (entry.title if entry else "")
        closing = name.rstrip(" .")
        return levels_in(closing[closing.rfind("(") :]) if closing.endswith(")") and "(" in closing else ()

    def _sections(self, said: dict[str, Any], found: Match, place: Place) -> None:
        row, entry = found.row, found.entry
        said["levels"] = self._levels(found)
        sector = row.sector if row is not None else None
        if entry is not None:
            sector = sector or entry.text("sector").strip(" .;") or entry.context.sector
            said["kind"] = parse_kind(entry.text("kind"))
        said["sector"] = sector or self.sector
        said["replaces"] = row.old_codes if row is not None else ()
        changes = row.changes if row is not None else (entry.context.changes if entry else ())
        if entry is not None and not changes:
            changes = entry.context.changes
        said["change"] = self._change(
            row.own_change if row is not None else None, changes, bool(said["replaces"])
        )
        if said["change"] is None:
            self.issues.add(
                "change-unknown",
                f"Không rõ “{said['name'][:120]}” là mới ban hành, sửa đổi, thay thế hay bãi bỏ.",
                place=place,
                procedure=said["code"] or said["provisional_id"],
                field="change",
            )

    def _change(self, own: Change | None, changes: tuple[Change, ...], replaces: bool) -> Change | None:
        if own is not None:
            return own
        if len(changes) == 1:
            return changes[0]
        if set(changes) == {Change.AMENDED, Change.REPLACED}:
            return Change.REPLACED if replaces else Change.AMENDED
        return self.change if not changes or self.change in changes else None

    def _body(self, said: dict[str, Any], row: ListRow | None, content: Content | None, key: str) -> None:
        said["coverage"] = Coverage.LISTED if content is None else Coverage.FULL
        texts = row.texts if row is not None else {}
        place = row.row.place if row is not None else (content.place if content else Place())
        told = content or Content()
        limit = self._one(told.time_limit, texts.get("time_limit", ""), "time_limit", key, place)
        fee = self._one(told.fees, texts.get("fees", ""), "fees", key, place)
        ways = told.ways or _listed_ways(row, place)
        if not told.ways or limit or fee:
            said["channels"] = spread(ways, _lines(limit), _lines(fee), place)
        else:
            said["channels"] = tuple(way.record() for way in ways)
        if told.fee_kind is not None:
            said["channels"] = tuple(_of_kind(channel, told.fee_kind) for channel in said["channels"])
        said |= {
            "steps": told.steps,
            "cases": told.cases,
            "dossier_sets": told.sets,
            "applicants": told.applicants or split_applicants(_lines(texts.get("applicants", ""))),
            "handling_agencies": told.handling or _parts(texts.get("handling", "")),
            "deciding_agency": told.deciding or _lines(texts.get("deciding", "")) or None,
            "coordinating_agencies": told.coordinating or _parts(texts.get("coordinating", "")),
            "authorised_agencies": told.authorised,
            "address": told.address
            or _lines(texts.get("place") or texts.get("place_channels") or "")
            or None,
            "outcomes": told.outcomes
            or tuple(Outcome(name=o, place=place) for o in _parts(texts.get("outcomes", ""))),
            "conditions": told.conditions or _lines(texts.get("conditions", "")) or None,
            "forms": told.forms,
            "related": told.related,
            "legal_bases": _united(told.bases, texts.get("legal", ""), place),
            "not_applicable": told.not_applicable,
        }

    def _one(self, full: str, listed: str, name: str, key: str, place: Place) -> str:
        """Content before list; a list that says something else is an issue."""
        if full and listed and not _agree(full, listed):
            self.issues.add(
                "values-differ",
                f"Danh mục ghi “{_lines(listed)[:150]}”, nội dung ghi “{full[:150]}”; lấy theo nội dung.",
                place=place,
                procedure=key,
                field=name,
                quote=listed,
            )
        return full or listed

    def _doubts(self, found: Match, key: str, place: Place) -> None:
        if found.row is None and found.entry is not None:
            self.issues.add(
                "content-unlisted",
                f"Thủ tục “{found.entry.title[:120]}” có nội dung nhưng không có trong danh mục.",
                place=place,
                procedure=key,
            )
        elif found.likeness < SURE and found.entry is not None:
            self.issues.add(
                "name-matched-loosely",
                f"Nội dung “{found.entry.title[:150]}” được ghép với tên trong danh mục, "
                f"giống {found.likeness:.0f}%.",
                place=found.entry.place,
                procedure=key,
                field="name",
                quote=found.entry.title,
            )


def _listed_ways(row: ListRow | None, place: Place) -> list[Way]:
    if row is None:
        return []
    told = [Way(kind, place=place) for kind in row.channels]
    text = row.texts.get("channels") or row.texts.get("place_channels") or ""
    named = parse_channels(row.texts.get("place_channels") or text) if text else ()
    told += [Way(kind, place=place) for kind in named if kind not in row.channels]
    for way in told:
        if text:
            way.texts.append(text)
    return told


def _of_kind(channel: Channel, kind: FeeKind) -> Channel:
    """Fees whose words name no kind are of the kind that the heading names."""
    fees = tuple(fee if fee.kind else fee.model_copy(update={"kind": kind}) for fee in channel.fees)
    return channel.model_copy(update={"fees": fees})


def _lines(text: str) -> str:
    """Lines of a cell without signs in front and stops at the end."""
    lines = (line.strip().lstrip("-–+*• ").rstrip(" .;,") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _parts(text: str) -> tuple[str, ...]:
    parts = (part.strip(" .;,-–+*") for line in text.split("\n") for part in line.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part and not is_none(part)))


def _agree(full: str, listed: str) -> bool:
    """One says what the other says, perhaps with more words."""
    a, b = " ".join(fold(_lines(full)).split()), " ".join(fold(_lines(listed)).split())
    return a in b or b in a or fuzz.token_set_ratio(a, b) >= SURE


def _united(bases: tuple[LegalBasis, ...], listed: str, place: Place) -> tuple[LegalBasis, ...]:
    """Bases of the content, then those that only the list names."""
    known = {basis.number for basis in bases}
    names = {fold(basis.name or "") for basis in bases}
    more = [
        basis
        for basis in read_bases([(listed, place)])
        if (basis.number not in known if basis.number else fold(basis.name or "") not in names)
    ]
    return (*bases, *more)
