"""One service of OpenCPS as a record: the row of the services sheet and the rows that name it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from catalogue.issues import IssueLog
from catalogue.records import Case, Channel, Component, Coverage, Outcome, Place
from catalogue.text import fold, squash
from importers.decisions.words import is_none
from importers.identity import Identity
from importers.opencps.sheets import Line, lookup
from importers.opencps.texts import Dossier, filled, read_bases, read_dossier, read_steps
from importers.phrases.enums import parse_channels, split_applicants
from importers.phrases.fees import parse_fees
from importers.phrases.time_limits import is_same_day, parse_time_limit
from importers.readers.xlsx import shown

RESULT = "kết quả"
GIVEN = "nộp"


@dataclass
class Service:
    """A service and everything the other sheets say of it."""

    line: Line
    identity: Identity
    parts: list[Line] = field(default_factory=list)
    forms: list[Line] = field(default_factory=list)
    online: list[Line] = field(default_factory=list)


def said_of(service: Service, issues: IssueLog) -> dict[str, Any]:
    """Fields of the canonical record, without source and issues."""
    line, key = service.line, service.identity.key
    dossier = _dossier(line)
    results, asked = _parts(service, issues)
    none: list[str] = []
    said: dict[str, Any] = {
        "name": service.identity.name,
        "coverage": Coverage.FULL,
        "sector": _one(service.online, "sector"),
        "handling_agencies": _all(service.online, "agency"),
        "applicants": split_applicants(line.text("applicants") or ""),
        "steps": read_steps(line.text("steps") or "", line.place("steps")),
        "channels": _channels(line, key, issues),
        "cases": _cases(asked, dossier, line, key, issues),
        "dossier_sets": dossier.sets,
        "outcomes": _outcomes(line, results),
        "conditions": _conditions(line, none),
        "forms": _forms(service, issues),
        "legal_bases": read_bases(line.text("legal_bases") or "", line.place("legal_bases")),
        "not_applicable": tuple(none),
    }
    for other in (line, *service.online):
        other.finish(issues, procedure=key)
    return said


def _all(lines: Sequence[Line], name: str) -> tuple[str, ...]:
    told = (squash(line.text(name) or "") for line in lines)
    return tuple(dict.fromkeys(word for word in told if word))


def _one(lines: Sequence[Line], name: str) -> str | None:
    return "; ".join(_all(lines, name)) or None


def _conditions(line: Line, none: list[str]) -> str | None:
    """Conditions, and what else is asked for or advised."""
    text, guidance = line.text("conditions"), line.text("guidance")
    if text is not None and is_none(text):
        if guidance is None:
            none.append("conditions")
        text = None
    return "\n".join(part for part in (text, guidance) if part) or None


def _channels(line: Line, key: str, issues: IssueLog) -> tuple[Channel, ...]:
    """Time and fees are stated once for all ways to apply."""
    words, limit, fee = line.text("channels"), line.text("time_limit"), line.text("fees")
    kinds = parse_channels(words or "")
    if words and not kinds:
        issues.add(
            "channel-not-understood",
            f"Không rõ cách thức thực hiện: {words[:120]}",
            place=line.place("channels"),
            procedure=key,
            field="channels",
            quote=words,
        )
    if not (words or limit or fee):
        return ()
    time = parse_time_limit(limit) if limit else None
    if time is not None and time.value is None and not is_same_day(limit or ""):
        issues.add(
            "time-limit-not-understood",
            f"Không đọc được một thời hạn duy nhất: {limit or ''}",
            place=line.place("time_limit"),
            procedure=key,
            field="channels",
            quote=limit,
        )
    name = "channels" if words else "time_limit" if limit else "fees"
    return tuple(
        Channel(
            channel=kind,
            time_limit=time,
            fees=parse_fees(fee) if fee else (),
            text="" if len(kinds) == 1 else words or "",
            place=line.place(name),
        )
        for kind in kinds or (None,)
    )


def _dossier(line: Line) -> Dossier:
    return read_dossier(line.text("dossier") or "", line.place("dossier"))


def _parts(service: Service, issues: IssueLog) -> tuple[list[Outcome], list[Component]]:
    """Rows of the parts sheet: papers that come out, and papers that go in."""
    results: list[Outcome] = []
    asked: list[Component] = []
    for line in service.parts:
        text, code = line.text("text"), line.cell("code")
        told = None if code is None else shown(code).strip() or None
        kind = fold(line.text("kind") or "")
        how = [word for word in (line.text("how"), _needed(line), _under(line)) if word]
        if text is None:
            issues.add(
                "component-unnamed",
                f"Thành phần hồ sơ {told or '?'} không có tên",
                place=line.place(),
                procedure=service.identity.key,
            )
        elif RESULT in kind:
            results.append(Outcome(code=told, name=text, place=line.place()))
        else:
            if GIVEN not in kind:
                issues.add(
                    "row-unclear",
                    f"Không rõ “{text[:80]}” là giấy tờ nộp vào hay kết quả; đọc là giấy tờ nộp vào.",
                    place=line.place("kind"),
                    procedure=service.identity.key,
                )
            form = line.text("form")
            asked.append(
                Component(
                    code=told,
                    text=text,
                    forms=() if form is None else (form,),
                    notes="; ".join(how) or None,
                    place=line.place(),
                )
            )
        for name in ("form", "how"):
            line.cell(name)
        line.finish(issues, procedure=service.identity.key)
    return results, asked


def _needed(line: Line) -> str | None:
    told = line.cell("mandatory")
    return "bắt buộc" if told is not None and fold(shown(told)) in lookup()["mandatory"] else None


def _under(line: Line) -> str | None:
    parent = line.text("parent")
    return None if parent is None else f"thuộc {parent}"


def _cases(
    asked: list[Component], dossier: Dossier, line: Line, key: str, issues: IssueLog
) -> tuple[Case, ...]:
    """Rows of the parts sheet; without them, the papers that the prose names."""
    if not asked:
        return (Case(components=dossier.components),) if dossier.components else ()
    if dossier.components and len(dossier.components) != len(asked):
        issues.add(
            "values-differ",
            f"Trang thành phần hồ sơ có {len(asked)} giấy tờ, cột “Thành phần, số lượng hồ sơ” "
            f"có {len(dossier.components)}; đọc theo trang thành phần hồ sơ.",
            place=line.place("dossier"),
            procedure=key,
            field="cases",
            quote="\n".join(component.text for component in dossier.components),
        )
    return (Case(components=tuple(asked)),)


def _outcomes(line: Line, results: list[Outcome]) -> tuple[Outcome, ...]:
    """The outcomes of the prose, then those of the parts sheet that it does not name."""
    place: Place = line.place("outcomes")
    told = [
        Outcome(name=word, place=place)
        for text in filled(line.text("outcomes") or "")
        if (word := text.lstrip("-–+ "))
    ]
    named = {fold(outcome.name) for outcome in told}
    return (*told, *(result for result in results if fold(result.name) not in named))


def _forms(service: Service, issues: IssueLog) -> tuple[str, ...]:
    told: list[str] = []
    for line in service.forms:
        words = " – ".join(word for word in (line.text("number"), line.text("name")) if word)
        if words:
            told.append(words)
        line.finish(issues, procedure=service.identity.key)
    return tuple(dict.fromkeys(told))
