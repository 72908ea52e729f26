"""Papers the State asks for although it holds or issues them (khai báo, nộp một lần).

Here: every paper made by the State that a row names, and the finding on it with its evidence.
Not here: the verdict (verdicts.py), what a register holds (registers.py), who issues a paper (links.py).
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from heapq import nsmallest

from analysis.agencies_of import by_alphabet
from analysis.asked import (
    Readings,
    asking_agencies,
    evidence_of,
    papers,
    rows,
    settling_agencies,
)
from analysis.documents.reading import Maker
from analysis.issuers import SHOWN, Issued, Issuers
from analysis.links import foreign
from analysis.paper_keys import folded
from analysis.papers_abroad import made_abroad
from analysis.registers import holding_of, rule
from analysis.verdicts import STRENGTH, Held, judge
from analysis.wordings import capital
from catalogue.findings import Evidence, Finding, FindingKind
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot

OWN_FIRST = 10.0
"""What an agency asks for although it issued it stands before everything else of use."""
NAMED = 200
"""So many issuing procedures are named; the finding says how many there are."""


def find_once_only(
    snapshot: Snapshot, readings: Readings, *, exceptions: Collection[str] = ()
) -> tuple[Finding, ...]:
    """One finding per procedure, row and paper that the State made; what an agency issued itself first.

    `exceptions`: keys of procedures for which a sector law expressly asks for the paper.
    """
    issuers = Issuers.of_snapshot(snapshot)
    found = once_only_of(
        snapshot.procedures, readings, issuers, day=snapshot.day, inputs=snapshot.id, exceptions=exceptions
    )
    return tuple(sorted(found, key=in_order))


def once_only_of(
    procedures: Iterable[Procedure],
    readings: Readings,
    issuers: Issuers,
    *,
    day: date,
    inputs: str,
    exceptions: Collection[str] = (),
) -> Iterator[Finding]:
    """Findings of some procedures, given the issuers of the whole snapshot; not sorted."""
    for procedure in procedures:
        for held in _held(procedure, readings, issuers, day):
            yield _finding(held, day, inputs, excepted=procedure.key in exceptions)


def in_order(finding: Finding) -> tuple[float, tuple[str, int], str]:
    """Place of a finding among others: weight, then procedure and row."""
    return -finding.weight, _place(finding), finding.document_type or ""


def _place(finding: Finding) -> tuple[str, int]:
    key, _, number = finding.subject.rpartition("#")
    return key, int(number)


def _held(procedure: Procedure, readings: Readings, issuers: Issuers, day: date) -> Iterator[Held]:
    ours = settling_agencies(procedure, day)
    for asked in rows(procedure, readings):
        for mention in papers(asked):
            holding = holding_of(mention)
            if rule().numbers.search(folded(mention.name)) is not None:
                continue
            if mention.maker is not Maker.STATE and holding is None:
                continue
            if foreign(asked.component.text, procedure.name, mention.name):
                continue
            if made_abroad(mention.type, procedure, asked.component.text, mention.name):
                continue
            issued = issuers.issued(mention, asked.reading, asker=procedure.name)
            if holding is None and not issued:
                continue
            makers = [key for key in ours if any(key in one.agencies for one in issued)]
            if rule().other_agency.search(folded(asked.component.text)) is not None:
                makers = []
            own = tuple(sorted((ours[key].name for key in makers), key=by_alphabet))
            elsewhere = any(one.agencies and not one.agencies & ours.keys() for one in issued)
            elsewhere = elsewhere or not all(ours[key].single for key in makers)
            yield Held(asked, mention, holding, issued, own, elsewhere)


def _finding(held: Held, day: date, inputs: str, *, excepted: bool) -> Finding:
    asked, mention, holding = held.asked, held.mention, held.holding
    register = holding.register if holding else None
    verdict, reasons = judge(held, day, excepted=excepted)
    own_first = bool(held.own) and not (held.surrendered or held.returned) and STRENGTH[verdict] > 1
    issued_by, issued_count = _issued_by(held.issued)
    name = capital(mention.name)
    return Finding(
        kind=FindingKind.ONCE_ONLY,
        subject=f"{asked.procedure.key}#{asked.index}",
        title=f"{name}: Nhà nước đã có",
        document_type=mention.type,
        document_type_name=name,
        verdict=verdict,
        register=register.id if register else None,
        register_name=register.name if register else None,
        holder=register.body if register else None,
        legal_base=holding.dated_base if holding else None,
        procedures=(asked.procedure.key,),
        agencies=tuple(a.name for a in asking_agencies(asked.procedure, day)),
        issued_by=issued_by,
        issued_count=issued_count,
        because=(*_known(held, issued_by, issued_count, day), *reasons),
        evidence=(evidence_of(asked, day), *_issuing(held)),
        weight=STRENGTH[verdict] + OWN_FIRST * own_first,
        inputs=inputs,
    )


@lru_cache(maxsize=4096)
def _issued_by(issued: tuple[Issued, ...]) -> tuple[tuple[str, ...], int]:
    """Keys of the issuing procedures, at most as many as a person would look at, and their number."""
    keys = {outcome.procedure for one in issued for outcome in one.outcomes}
    return tuple(nsmallest(NAMED, keys)), len(keys)


def _known(held: Held, issued_by: tuple[str, ...], count: int, day: date) -> Iterator[str]:
    if (holding := held.holding) is not None:
        yield f"{holding.register.name} ({holding.register.body}) giữ dữ liệu này: {holding.dated_base}."
        if (last := holding.type.valid_until) is not None and last < day:
            instead = f"; nay là {holding.successor}" if holding.successor else ""
            yield f"Giấy tờ này hết giá trị sử dụng từ sau ngày {last:%d/%m/%Y}{instead}."
    if issued_by:
        shown = ", ".join(issued_by[:SHOWN]) + (" …" if count > SHOWN else "")
        yield f"{count} thủ tục cấp chính giấy tờ này: {shown}."
    if held.own:
        who = "; ".join(held.own[:3])
        yield f"Cơ quan yêu cầu giấy tờ cũng là cơ quan (hoặc cùng loại cơ quan) cấp nó: {who}."
    if not held.mention.known:
        yield "Loại giấy tờ suy từ tên, chưa có trong danh mục; cần người xem lại."
    if held.asked.reading.conditional:
        yield "Dòng này chỉ áp dụng trong một số trường hợp."


def _issuing(held: Held) -> Iterator[Evidence]:
    """Issuing outcomes, those of other procedures first: what goes in here came from there."""
    here = held.asked.procedure.key
    quoted = [
        (one.procedure == here, outcome.procedure, outcome.index, one)
        for issued in held.issued
        for one, outcome in zip(issued.evidence, issued.outcomes, strict=False)
    ]
    for *_, one in nsmallest(SHOWN, quoted, key=lambda told: told[:3]):
        yield one
