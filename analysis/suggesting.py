"""Measures that findings and records call for (cuts suggest), with the acts to amend.

Here: findings to measures; papers that the State made itself; certified copies; several sets.
Each says on what it rests. Not here: what a measure saves (scenario.py), which to take (plan.py).
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from analysis.acts import acts_to_amend, titles_of
from analysis.documents.reading import Form, Maker, Reading, RowKind
from analysis.found_cuts import cuts_of, instruments
from analysis.handed_before import find_handed_before
from analysis.in_form import fits_in_form, in_form_text
from catalogue.findings import Finding
from catalogue.measures import Measure, Target, Terms
from catalogue.options import Option
from catalogue.records import ChannelKind, Procedure
from catalogue.snapshot import Snapshot
from catalogue.text import fold

Readings = Mapping[str, tuple[Reading, ...]]
Titles = Mapping[str, str]


class Basis(StrEnum):
    """On what a suggestion rests, the firmest first."""

    FINDING = "finding"
    """một phát hiện: a register holds the paper, or it is asked twice"""
    RECORD = "record"
    """bản ghi: certified copies, more than one set"""
    STATE_MADE = "state-made"
    """giấy tờ do cơ quan nhà nước cấp, chưa rõ cơ sở dữ liệu nào giữ"""
    HANDED_BEFORE = "handed-before"
    """giấy tờ đã nộp cho chính cơ quan đó khi cấp lần đầu"""
    IN_FORM = "in-form"
    """bản kê, bản cam kết có thể là một mục của đơn; the writing stays, no money is claimed"""
    REISSUE = "reissue"
    """cấp lại, cấp đổi: a notice instead of a dossier, after the pattern of 17/2026/NQ-CP Phụ lục III"""
    ASSUMED = "assumed"
    """giả định của người lập kế hoạch: fees, online share"""


PREFIX = {
    Basis.FINDING: "PH",
    Basis.RECORD: "BG",
    Basis.STATE_MADE: "NN",
    Basis.HANDED_BEFORE: "DN",
    Basis.IN_FORM: "TD",
    Basis.REISSUE: "CL",
    Basis.ASSUMED: "GD",
}
"""Of the ids: PH phát hiện, BG bản ghi, NN Nhà nước cấp, DN đã nộp, TD trong đơn, CL cấp lại, GD giả định."""


@dataclass(frozen=True)
class Assumed:
    """What a planner assumes for every procedure; None: nothing is suggested of the kind."""

    fees_kept: Fraction | None = None
    """Share of every fee that is left."""
    online: Fraction | None = None
    """Share of cases handed in online, where no online channel is stated."""
    inspected: Fraction | None = None
    """Share of subjects inspected afterwards, where papers of third parties are kept instead of handed in."""
    inspection_minutes: Fraction | None = None
    """How long one such inspection keeps its subject busy."""


def basis_of(measure: Measure) -> Basis | None:
    """On what a suggested measure rests; None: it was not suggested here."""
    found = {prefix: basis for basis, prefix in PREFIX.items()}
    return found.get((measure.id or "").partition("-")[0])


NOTHING_ASSUMED = Assumed()


def suggest(
    snapshot: Snapshot,
    readings: Readings,
    findings: Iterable[Finding],
    *,
    bases: frozenset[Basis] = frozenset(Basis),
    assumed: Assumed = NOTHING_ASSUMED,
) -> tuple[Measure, ...]:
    """Proposed measures, by id; those that a text in force carries have its dates and number."""
    found: dict[str, Measure] = {}
    titles = titles_of(snapshot.procedures)
    for measure in _of_findings(snapshot, findings, titles):
        found[measure.key] = measure
    taken = {(t.procedure, t.component) for m in found.values() for t in m.targets}
    if Basis.FINDING not in bases:
        found.clear()
    if Basis.HANDED_BEFORE in bases:
        for measure in _handed_before(snapshot, readings, titles):
            found[measure.key] = measure
    for procedure in snapshot.procedures:
        read = readings.get(procedure.key, ())
        for basis, measure in _of_record(procedure, read, taken, snapshot.day, titles):
            if basis in bases:
                found[measure.key] = measure
        for basis, measure in _of_procedure(procedure, read, assumed, snapshot.day, titles):
            if basis in bases:
                found[measure.key] = measure
    return tuple(found[key] for key in sorted(found))


def _of_findings(snapshot: Snapshot, findings: Iterable[Finding], titles: Titles) -> Iterator[Measure]:
    told = tuple(findings)
    names = {finding.id: finding for finding in told}
    for cut in cuts_of(told):
        procedure = snapshot.by_key.get(cut.procedure)
        if procedure is None:
            continue
        finding = names.get(cut.finding or "")
        target = _target(procedure, cut.paper[0], cut.paper[1])
        number = next((n for n in instruments() if cut.legal_base is not None and n in cut.legal_base), None)
        yield Measure(
            id=_id(Basis.FINDING, cut.option, procedure.key, *map(str, cut.paper)),
            option=cut.option,
            targets=(target,),
            title=None if finding is None else finding.title,
            text=cut.legal_base,
            acts=acts_to_amend(procedure, cut.option, titles),
            owner=procedure.issuing_agency,
            findings=() if cut.finding is None else (cut.finding,),
            register_key=cut.register,
            verdict=cut.verdict,
            instrument=number,
            proposed=None if cut.legal_base else snapshot.day,
            since=cut.since,
            until=cut.until,
        )


def _handed_before(snapshot: Snapshot, readings: Readings, titles: Titles) -> Iterator[Measure]:
    """Drop what the agency has in the dossier of the first grant."""
    for again in find_handed_before(snapshot, readings):
        procedure, first = again.asked.procedure, again.first
        target = _target(procedure, again.asked.index, "")
        one = _proposed(Basis.HANDED_BEFORE, Option.BO_GIAY_TO, procedure, target, snapshot.day, titles)
        row = " ".join(first.component.text.split())
        said = f"Đã nộp trong hồ sơ {first.procedure.key} “{first.procedure.name}”: “{row}”"
        yield one.model_copy(update={"title": again.asked.component.text.strip()[:200], "text": said})


def _of_record(
    procedure: Procedure,
    readings: tuple[Reading, ...],
    taken: set[tuple[str | None, int | None]],
    day: date,
    titles: Titles,
) -> Iterator[tuple[Basis, Measure]]:
    for at, read in enumerate(readings):
        if read.kind is not RowKind.DOCUMENT:
            continue
        for mention in read.mentions:
            target = _target(procedure, at, mention.type)
            if mention.form is Form.CERTIFIED_COPY:
                yield (
                    Basis.RECORD,
                    _proposed(Basis.RECORD, Option.GIAM_BAN_SAO, procedure, target, day, titles),
                )
            if mention.maker is Maker.STATE and not read.promised and (procedure.key, at) not in taken:
                yield (
                    Basis.STATE_MADE,
                    _proposed(Basis.STATE_MADE, Option.THAY_DU_LIEU, procedure, target, day, titles),
                )
    if readings and procedure.dossier_sets is not None and procedure.dossier_sets > 1:
        target = Target(procedure=procedure.key, procedure_name=procedure.name)
        one = _proposed(Basis.RECORD, Option.GIAM_SO_BO, procedure, target, day, titles)
        told = {"before": Terms(sets=procedure.dossier_sets), "after": Terms(sets=1)}
        yield Basis.RECORD, one.model_copy(update=told)


def _of_procedure(
    procedure: Procedure, readings: tuple[Reading, ...], assumed: Assumed, day: date, titles: Titles
) -> Iterator[tuple[Basis, Measure]]:
    for at in fits_in_form(procedure, readings):
        target = _target(procedure, at, "")
        inside = _proposed(Basis.IN_FORM, Option.BO_GIAY_TO, procedure, target, day, titles)
        yield (
            Basis.IN_FORM,
            inside.model_copy(update={"after": Terms(kept=Fraction(1)), "text": in_form_text()}),
        )
    whole = Target(procedure=procedure.key, procedure_name=procedure.name)
    if readings and fold(procedure.name).startswith(_reissues()):
        notice = _proposed(Basis.REISSUE, Option.CHUYEN_THONG_BAO, procedure, whole, day, titles)
        yield Basis.REISSUE, notice.model_copy(update={"text": _pattern()})
    paid = any(fee.amount not in (None, "0") for channel in procedure.channels for fee in channel.fees)
    if assumed.inspected is not None:
        after = Terms(share=assumed.inspected, minutes=assumed.inspection_minutes)
        for at in (n for n, read in enumerate(readings) if _only_proves(read)):
            target = _target(procedure, at, "")
            kept = _proposed(Basis.ASSUMED, Option.HAU_KIEM, procedure, target, day, titles)
            yield (
                Basis.ASSUMED,
                kept.model_copy(update={"after": after, "text": _told()["postcheck"]["text"]}),
            )
    if assumed.fees_kept is not None and paid:
        fee = _proposed(Basis.ASSUMED, Option.GIAM_PHI, procedure, whole, day, titles)
        yield Basis.ASSUMED, fee.model_copy(update={"after": Terms(kept=assumed.fees_kept)})
    offered = {channel.channel for channel in procedure.channels}
    if assumed.online is not None and offered - {None} and ChannelKind.ONLINE not in offered:
        online = _proposed(Basis.ASSUMED, Option.TRUC_TUYEN, procedure, whole, day, titles)
        yield Basis.ASSUMED, online.model_copy(update={"after": Terms(share=assumed.online)})


def _only_proves(read: Reading) -> bool:
    """Does the row ask only for papers of third parties that can be kept for an inspection?"""
    if read.kind is not RowKind.DOCUMENT or not read.mentions:
        return False
    apart = [fold(word) for word in _told()["postcheck"]["kept_apart"]]
    return all(m.maker is Maker.THIRD_PARTY for m in read.mentions) and not any(
        word in fold(read.text) for word in apart
    )


@cache
def _told() -> dict[str, Any]:
    path = Path(__file__).parent / "lookups" / "suggesting.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _reissues() -> tuple[str, ...]:
    return tuple(fold(word) for word in _told()["reissue"]["names"])


def _pattern() -> str:
    told: str = _told()["reissue"]["text"]
    return told


def _proposed(
    basis: Basis, option: Option, procedure: Procedure, target: Target, day: date, titles: Titles
) -> Measure:
    which = [
        procedure.key,
        "" if target.component is None else str(target.component),
        target.document_type or "",
    ]
    return Measure(
        id=_id(basis, option, *which),
        option=option,
        targets=(target,),
        acts=acts_to_amend(procedure, option, titles),
        owner=procedure.issuing_agency,
        proposed=day,
    )


def _target(procedure: Procedure, at: int, kind: str) -> Target:
    return Target(
        procedure=procedure.key,
        procedure_name=procedure.name,
        component=at,
        component_text=procedure.components[at].text,
        document_type=kind or None,
        row="CHUAN_BI",
    )


def _id(basis: Basis, option: Option, *which: str) -> str:
    told = "|".join([option, *which])
    return f"{PREFIX[basis]}-{sha256(told.encode()).hexdigest()[:12]}"
