"""Papers asked for again and again (giấy tờ yêu cầu trùng lặp).

Here: one document type asked by several procedures; one procedure asking twice in one case.
Not here: whether the State already holds the paper (once_only.py), what it costs (cost.py).

A paper counts when it is one thing that could be held once: of a type, not a head alone. What an
applicant writes for one matter (đơn, tờ khai, a report, a plan) is no duplicate though the name recurs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from typing import NamedTuple

from analysis.agencies_of import by_alphabet
from analysis.asked import (
    Asked,
    Readings,
    all_rows,
    asking_agencies,
    evidence_of,
    evidence_of_row,
    papers,
    rows,
)
from analysis.documents.reading import Form, Maker, Mention
from analysis.documents.types import registry
from analysis.families import family_of, members_of
from analysis.links import asks_for
from analysis.paper_keys import compiled, folded, lookup, plain
from analysis.wordings import capital, count_wordings, written
from catalogue import text as words
from catalogue.findings import Evidence, Finding, FindingKind
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot

COPIES = frozenset({Form.COPY, Form.CERTIFIED_COPY})


@cache
def _written_anew() -> re.Pattern[str]:
    heads = "|".join(
        sorted(map(folded, lookup("duplicates")["written_anew"]["heads"]), key=len, reverse=True)
    )
    return re.compile(rf"^(?:{heads})\b")


@cache
def _too_wide() -> frozenset[str]:
    return frozenset(map(folded, lookup("duplicates")["too_wide"]["names"]))


@cache
def _pointing() -> re.Pattern[str]:
    return compiled([lookup("duplicates")["pointing"]["pattern"]])[0]


@cache
def _owner() -> re.Pattern[str]:
    return compiled([lookup("duplicates")["owner"]["pattern"]])[0]


@cache
def not_held_once() -> Mapping[str, str]:
    """Listed types that cannot be handed in once for all, with the reason in Vietnamese."""
    return {type_: row["why"] for row in lookup("duplicates")["not_held_once"] for type_ in row["types"]}


def is_one_paper(mention: Mention) -> bool:
    """The type names one paper: it stands in the register, or it says what it is about."""
    if mention.known:
        return True
    name = folded(mention.name)
    # "Quyết định" alone is no paper, even where its matter was supplied from the name of the procedure
    named = bool(mention.object) and bool(mention.head) and name != folded(mention.head)
    return named and name not in _too_wide() and _pointing().search(name) is None


def is_reusable(mention: Mention) -> bool:
    """Could be handed in once and used again: no application, and nothing written for one matter alone."""
    if asks_for(mention) or not is_one_paper(mention) or mention.type in not_held_once():
        return False
    if mention.maker is not Maker.APPLICANT or mention.known:
        return True
    return _written_anew().match(plain(mention.name)) is None


class Demand(NamedTuple):
    """One row that asks for a paper of a family: what a finding over many procedures needs of it."""

    procedure: str
    row: int
    """Number of the row within the procedure, from 0."""
    case: str | None
    mention: Mention
    wording: str
    """The paper in the words of the row."""
    choice: bool
    """Another paper, of no kin, may be handed in instead."""
    conditional: bool


def demands_of(snapshot: Snapshot, readings: Readings) -> dict[str, list[Demand]]:
    """Rows that ask for papers, by family, in the order of the snapshot."""
    found: dict[str, list[Demand]] = defaultdict(list)
    for asked in all_rows(snapshot, readings):
        for mention in papers(asked):
            if is_reusable(mention):
                found[family_of(mention.type)].append(_demand(asked, mention))
    return found


def _demand(asked: Asked, mention: Mention) -> Demand:
    family, row = family_of(mention.type), asked.reading
    # "CMND hoặc CCCD" is one demand: a choice is a choice among different papers
    choice = row.alternatives and any(family_of(one.type) != family for one in row.mentions)
    wording = written(asked.component.text, mention.name)
    return Demand(asked.procedure.key, asked.index, asked.case, mention, wording, choice, row.conditional)


@dataclass(frozen=True, order=True)
class LeftOut:
    """A paper that several procedures ask for and that is no duplicate all the same, with the reason."""

    name: str
    procedures: int
    why: str


def left_out(snapshot: Snapshot, readings: Readings) -> tuple[LeftOut, ...]:
    """Listed papers of several procedures that cannot be held once, by name."""
    return left_out_of(asked_each_time(snapshot, readings))


def asked_each_time(snapshot: Snapshot, readings: Readings) -> dict[str, set[str]]:
    """Procedures that ask for listed papers that cannot be held once, by type."""
    asking: dict[str, set[str]] = defaultdict(set)
    for asked in all_rows(snapshot, readings):
        for type_ in asked.reading.types & not_held_once().keys():
            asking[type_].add(asked.procedure.key)
    return asking


def left_out_of(asking: Mapping[str, Collection[str]]) -> tuple[LeftOut, ...]:
    """Those of several procedures, by name."""
    types = registry().types
    return tuple(
        sorted(
            LeftOut(types[type_].name, len(keys), not_held_once()[type_])
            for type_, keys in asking.items()
            if len(keys) > 1
        )
    )


def name_of(mentions: Iterable[Mention]) -> str:
    """The register's name of a listed type, else the most used; of equals the shortest, then by alphabet."""
    mentions = tuple(mentions)
    listed = registry().types.get(mentions[0].type)
    if listed is not None:
        return listed.name
    counted = Counter(words.squash(mention.name) for mention in mentions)
    return capital(min(counted, key=lambda name: (-counted[name], len(name), name)))


def family_name(mentions: Iterable[Mention]) -> str:
    """Names of the members asked for, the head of the family first."""
    mentions = tuple(mentions)
    types = {mention.type for mention in mentions}
    told = [one.name for one in members_of(family_of(mentions[0].type)) if one.id in types]
    return " / ".join(told) if len(told) > 1 else name_of(mentions)


def find_duplicates(snapshot: Snapshot, readings: Readings) -> tuple[Finding, ...]:
    """Papers that several procedures ask for, then papers asked for twice in one case; heaviest first."""
    twice = repeated_of(snapshot.procedures, readings, day=snapshot.day, inputs=snapshot.id)
    return duplicates_of(snapshot, demands_of(snapshot, readings), twice)


def duplicates_of(
    snapshot: Snapshot, demands: Mapping[str, Sequence[Demand]], repeated: Iterable[Finding]
) -> tuple[Finding, ...]:
    """The same, out of rows by family and what is asked for twice in single procedures."""
    several = (
        _duplicate(family, asking, snapshot)
        for family, asking in demands.items()
        if len({one.procedure for one in asking}) > 1
    )
    order = [*several, *repeated]
    return tuple(sorted(order, key=lambda f: (f.kind, -f.weight, f.document_type or "", f.subject)))


def _duplicate(family: str, asking: Sequence[Demand], snapshot: Snapshot) -> Finding:
    procedures = {one.procedure: snapshot.by_key[one.procedure] for one in asking}
    asked_by = {key: asking_agencies(procedure, snapshot.day) for key, procedure in procedures.items()}
    agencies = {agency.key: agency.name for several in asked_by.values() for agency in several}
    name = family_name(one.mention for one in asking)
    rows_ = {(one.procedure, one.row): one for one in asking}
    counted = Counter(agency.key for several in asked_by.values() for agency in several)
    return Finding(
        kind=FindingKind.DUPLICATE,
        subject=family,
        title=f"{name}: {len(procedures)} thủ tục cùng yêu cầu",
        document_type=family,
        document_type_name=name,
        procedures=tuple(sorted(procedures)),
        agencies=tuple(sorted(agencies.values(), key=by_alphabet)),
        because=(
            *_why(asking, list(rows_.values()), len(procedures), len(agencies)),
            *_most(counted, agencies),
        ),
        evidence=tuple(_evidence(one, procedures[one.procedure], snapshot.day) for one in rows_.values()),
        weight=float(len(rows_)),
        inputs=snapshot.id,
    )


def _evidence(demand: Demand, procedure: Procedure, day: date) -> Evidence:
    component = procedure.components[demand.row]
    return evidence_of_row(procedure, component, index=demand.row, case=demand.case, day=day)


def _members(asking: Iterable[Demand]) -> Iterator[str]:
    asked: dict[str, set[str]] = defaultdict(set)
    for one in asking:
        asked[one.mention.type].add(one.procedure)
    if len(asked) > 1:
        types = registry().types
        told = sorted(asked, key=lambda type_: (-len(asked[type_]), type_))
        shown = "; ".join(f"{types[type_].name} ({len(asked[type_])} thủ tục)" for type_ in told)
        yield f"Các giấy tờ thay thế cho nhau hoặc đã đổi tên, tính là một: {shown}."


def _why(asking: Sequence[Demand], rows_: Sequence[Demand], count: int, agencies: int) -> Iterator[str]:
    first = min((one.mention for one in asking), key=lambda m: (m.name, m.head))
    whose = f" của {agencies} cơ quan" if agencies else ""
    yield f"{count} thủ tục{whose} cùng yêu cầu giấy tờ này, ở {len(rows_)} dòng thành phần hồ sơ."
    yield from _members(asking)
    if first.known:
        yield f"Loại giấy tờ có trong danh mục loại giấy tờ ({first.type})."
    else:
        about = f"danh từ chính “{first.head}”, đối tượng “{first.object}”"
        yield f"Loại giấy tờ suy từ tên ({about}); cần người xem lại."
    if Maker.STATE in {one.mention.maker for one in asking}:
        yield "Do cơ quan nhà nước cấp: người dân, doanh nghiệp chỉ nộp lại thứ Nhà nước đã làm ra."
    used = count_wordings(one.wording for one in asking)
    if len(used) > 1:
        shown = "; ".join(used[:3]) + (" …" if len(used) > 3 else "")
        yield f"Được viết theo {len(used)} cách: {shown}."
    if either := sum(one.choice for one in rows_):
        yield f"{either} dòng chỉ nêu giấy tờ này như một trong các lựa chọn."
    if sometimes := sum(one.conditional for one in rows_):
        yield f"{sometimes} dòng chỉ áp dụng trong một số trường hợp."


def _most(counted: Mapping[str, int], agencies: Mapping[str, str]) -> Iterator[str]:
    most = min(counted, key=lambda key: (-counted[key], key), default=None)
    if most is not None and counted[most] > 1:
        yield f"{counted[most]} thủ tục trong số đó do cùng cơ quan “{agencies[most]}” giải quyết."


def repeated_of(
    procedures: Iterable[Procedure], readings: Readings, *, day: date, inputs: str
) -> Iterator[Finding]:
    """Papers that one procedure asks for twice in one case."""
    for procedure in procedures:
        yield from _repeated(procedure, readings, day, inputs)


def _repeated(procedure: Procedure, readings: Readings, day: date, inputs: str) -> Iterator[Finding]:
    together: dict[tuple[tuple[int, int], str], list[tuple[Asked, Mention]]] = defaultdict(list)
    for asked in rows(procedure, readings):
        for mention in papers(asked):
            if is_one_paper(mention):
                together[asked.group, mention.type].append((asked, mention))
    for (_, type_), asking in together.items():
        again = _asked_again(asking)
        if again:
            yield _repetition(type_, again, day, inputs)


def _asked_again(asking: list[tuple[Asked, Mention]]) -> list[tuple[Asked, Mention]]:
    """The rows of one case that ask for the same paper of the same person in the same form."""
    plain_rows = [
        (asked, mention)
        for asked, mention in asking
        if not asked.reading.alternatives and not asked.reading.conditional and not asked.reading.promised
    ]
    pairs = [pair for pair in combinations(plain_rows, 2) if _same_paper(*pair)]
    kept = {asked.index: (asked, mention) for pair in pairs for asked, mention in pair}
    return [kept[index] for index in sorted(kept)]


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))


def _same_paper(one: tuple[Asked, Mention], other: tuple[Asked, Mention]) -> bool:
    rows_ = [asked for asked, _ in (one, other)]
    forms = {one[1].form, other[1].form}
    if Form.ORIGINAL in forms and forms & COPIES:
        return False  # original and copy of one paper, to be compared: one demand
    if any(len(asked.reading.mentions) > 1 for asked in rows_):
        return False  # a row of several papers says for whom or for which desk each one is
    if not one[1].known and len({_letters(asked.component.text) for asked in rows_}) > 1:
        return False  # "Đơn … Mẫu số 11 (cá nhân)", "… Mẫu số 12 (tổ chức)": one for each applicant
    if folded(one[1].name) != folded(other[1].name):
        return False
    whose = {frozenset(_owner().findall(folded(asked.component.text))) for asked in rows_}
    return len(whose) == 1


def _repetition(type_: str, asking: list[tuple[Asked, Mention]], day: date, inputs: str) -> Finding:
    first = asking[0][0]
    name = name_of(mention for _, mention in asking)
    numbers = ", ".join(str(asked.index + 1) for asked, _ in asking)
    return Finding(
        kind=FindingKind.REPEATED,
        subject=f"{first.procedure.key}#{first.index}",
        title=f"{name}: bị yêu cầu {len(asking)} lần trong cùng trường hợp",
        document_type=type_,
        document_type_name=name,
        procedures=(first.procedure.key,),
        agencies=tuple(agency.name for agency in asking_agencies(first.procedure, day)),
        because=(
            f"Các dòng {numbers} của cùng một trường hợp đều yêu cầu giấy tờ này.",
            "Các dòng không thay thế cho nhau, không có điều kiện riêng, không nêu người khác nhau.",
        ),
        evidence=tuple(evidence_of(asked, day) for asked, _ in asking),
        weight=float(len(asking) - 1),
        inputs=inputs,
    )
