"""Repealed legal texts that procedures still name (văn bản hết hiệu lực vẫn được nêu), on a day.

Here: numbers in the texts of steps, components and conditions, and in legal bases; a number inside the title
of another text, or in words on the past, does not count. Not here: which texts are repealed: one register
for all (analysis/checks/bases.py, lookups/legal_acts.toml and what people entered); a text without a known
day of its end is not accused.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from analysis.asked import asking_agencies
from analysis.checks.bases import repealed_bases
from analysis.paper_keys import compiled, lookup
from catalogue import text as words
from catalogue.document_numbers import DocumentNumber, find_numbers
from catalogue.findings import Evidence, Finding, FindingKind
from catalogue.legal_acts import Acts, LegalAct
from catalogue.parameters import Mark
from catalogue.records import Place, Procedure
from catalogue.snapshot import Snapshot

AROUND = 90
"""Letters shown on both sides of a number."""
FAR = 400
"""Letters behind a number in which its title may still run."""


@dataclass(frozen=True)
class _Patterns:
    title: re.Pattern[str]
    changed: re.Pattern[str]
    ends: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    said = lookup("zombies")["acts"]
    told = (said["title"], said["changed"], said["ends"], said["past_before"], said["past_after"])
    return _Patterns(*(compiled([one])[0] for one in told))


@lru_cache(maxsize=65536)
def named_acts(text: str) -> tuple[DocumentNumber, ...]:
    """Numbers that a text names as such: not those in titles of others, nor those of the past.

    >>> told = "Thông tư số 5/2020/TT-BTP sửa đổi một số điều của Thông tư số 3/2015/TT-BTP; 7/2021/NĐ-CP"
    >>> [str(one) for one in named_acts(told)]
    ['5/2020/TT-BTP', '7/2021/NĐ-CP']
    """
    folded = words.fold(words.nfc(text))
    numbers = find_numbers(text)
    if len(folded) != len(words.nfc(text)):  # places in the one are not places in the other
        folded = words.nfc(text).lower()
    said, kept = _patterns(), []
    title: DocumentNumber | None = None
    for one in numbers:
        between = "" if title is None else folded[title.end : one.start]
        in_title = (
            title is not None
            and title != one
            and len(between) <= FAR
            and said.title.search(between) is not None
            and said.changed.search(between) is None
            and said.ends.search(between) is None
        )
        if in_title:
            continue
        title = one
        if said.before.search(folded[: one.start]) is None and said.after.search(folded[one.end :]) is None:
            kept.append(one)
    return tuple(kept)


def _texts(procedure: Procedure) -> Iterator[tuple[str, str, Place, int | None]]:
    """Texts that tell people what to do: field, words, place, component row."""
    if procedure.conditions:
        yield "conditions", procedure.conditions, procedure.source.place, None
    for step in procedure.steps:
        yield "steps", step.text, step.place, None
    for index, component in enumerate(procedure.components):
        yield "components", component.text, component.place, index


def _named(procedure: Procedure, acts: Acts, day: date) -> Iterator[tuple[LegalAct, Evidence]]:
    agency = next(iter(asking_agencies(procedure, day)), None)

    def evidence(field: str, quote: str, place: Place, index: int | None = None) -> Evidence:
        return Evidence(
            procedure=procedure.key,
            procedure_name=procedure.name,
            agency=agency.name if agency else None,
            component=index,
            quote=quote,
            file=procedure.source.file,
            place=place,
            role=field,
        )

    for basis, act in repealed_bases(procedure, acts, day):
        told = " ".join(filter(None, (basis.number, basis.name)))
        yield act, evidence("legal_bases", words.squash(told), basis.place)
    for field, text, place, index in _texts(procedure):
        seen: set[str] = set()
        for number in named_acts(text):
            repealed = acts.repeal(str(number), day) if number.certain else None
            if repealed is None or repealed.partly or repealed.key in seen:
                continue
            seen.add(repealed.key)
            yield repealed, evidence(field, _around(text, number), place, index)


def _around(text: str, number: DocumentNumber) -> str:
    told = words.nfc(text)
    start, end = number.start or 0, len(told) if number.end is None else number.end
    left, right = max(0, start - AROUND), min(len(told), end + AROUND)
    return f"{'…' * (left > 0)}{words.squash(told[left:right])}{'…' * (right < len(told))}"


FIELDS = {
    "legal_bases": "căn cứ pháp lý",
    "conditions": "điều kiện",
    "steps": "trình tự",
    "components": "thành phần hồ sơ",
}


def dead_acts(snapshot: Snapshot, acts: Acts) -> Iterator[Finding]:
    """One finding for each repealed text that procedures name, with every place."""
    named: dict[str, list[Evidence]] = defaultdict(list)
    known: dict[str, LegalAct] = {}
    for procedure in snapshot.procedures:
        for act, evidence in _named(procedure, acts, snapshot.day):
            known[act.key] = act
            named[act.key].append(evidence)
    for key, evidence_ in named.items():
        yield _finding(known[key], tuple(evidence_), snapshot)


def _finding(act: LegalAct, evidence: tuple[Evidence, ...], snapshot: Snapshot) -> Finding:
    procedures = tuple(sorted({one.procedure for one in evidence}))
    counted = {field: sum(one.role == field for one in evidence) for field in FIELDS}
    read = act.mark in (Mark.TEXT, Mark.EXCERPT, Mark.DATA)
    doubt = "" if read else " Thông tin này chưa được kiểm chứng: đối chiếu văn bản trước khi sửa."
    where = "; ".join(f"{FIELDS[field]}: {number}" for field, number in counted.items() if number)
    return Finding(
        kind=FindingKind.ZOMBIE_ACT,
        subject=act.key,
        title=f"{act.number}: {len(procedures)} thủ tục còn nêu",
        legal_base=act.source,
        procedures=procedures,
        agencies=tuple(sorted({one.agency for one in evidence if one.agency})),
        because=(
            f"Hết hiệu lực từ ngày {act.repealed_from:%d/%m/%Y} ({act.source}).{doubt}",
            f"Nay: {act.repealed_by}.",
            f"Được nêu ở {where}.",
        ),
        evidence=evidence,
        weight=float(len(evidence)),
        inputs=snapshot.id,
    )
