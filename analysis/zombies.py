"""Papers, agencies and legal texts that no longer are and are named all the same, on a day.

Here: expired papers that rows still ask for (giấy tờ hết giá trị), abolished, merged and renamed agencies
that procedures still name (cơ quan không còn). Not here: repealed legal texts (zombie_acts.py), successions
(catalogue/lookups/agencies.toml), who stands in today (agencies_of.py).

Words inside titles of legal texts do not count, nor does what speaks of the past.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from analysis.asked import Readings, all_rows, asking_agencies, evidence_of, papers
from analysis.documents.types import registry
from analysis.families import family_of
from analysis.paper_keys import compiled, lookup
from catalogue import text as words
from catalogue.findings import Evidence, Finding, FindingKind
from catalogue.legal_acts import Acts
from catalogue.records import Place, Procedure
from catalogue.snapshot import Snapshot

AROUND = 90
"""Letters shown on both sides of a name."""
NO_ACTS = Acts({})


@dataclass(frozen=True)
class Dead:
    """An agency that is no more, from a day on."""

    name: str
    since: date
    successors: tuple[str, ...]
    relation: str
    source: str
    mark: str


RELATIONS = {
    "merged_into": "Đã hợp nhất",
    "renamed": "Đã đổi tên",
    "split_into": "Đã chia cho nhiều cơ quan",
    "abolished": "Đã bỏ",
    "transferred": "Đã chuyển giao",
}


@cache
def _dead() -> Mapping[str, Dead]:
    """Dead agencies by each of their folded names."""
    rule = lookup("zombies")["agencies"]
    living = set(map(words.fold, rule["living"]))
    told = tomllib.loads((files("catalogue") / "lookups" / "agencies.toml").read_text("utf-8"))
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in told["succession"]:
        if row["kind"] in rule["kinds"] and row["relation"] in rule["relations"] and row["since"]:
            rows[row["old"]].append(row)
    new = {words.fold(row["new"]) for row in told["succession"]}
    found: dict[str, Dead] = {}
    for old, several in rows.items():
        first = several[0]
        since = date.fromisoformat(max(row["since"] for row in several))
        successors = tuple(dict.fromkeys(row["new"] for row in several))
        dead = Dead(old, since, successors, first["relation"], first["source"], first["mark"])
        for name in (old, *first["aliases"]):
            plain = words.fold(name)
            if len(plain.split()) > 1 and plain not in living and plain not in new:
                found.setdefault(plain, dead)
    return found


@cache
def _names() -> re.Pattern[str]:
    longest = sorted(map(re.escape, _dead()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    said = lookup("zombies")
    return (
        compiled([said["title"]["pattern"]])[0],
        compiled([said["title"]["pattern_number"]])[0],
        compiled([said["past"]["before"]])[0],
        compiled([said["past"]["after"]])[0],
    )


def without_titles(folded: str) -> str:
    """Folded text with titles and numbers of legal texts blanked; every letter keeps its place.

    >>> without_titles("theo thông tư số 1/2020/tt-bgtvt của bộ giao thông vận tải; nộp tại sở").split()
    ['theo', ';', 'nộp', 'tại', 'sở']
    """
    title, number, _, _ = _patterns()
    for pattern in (title, number):
        folded = pattern.sub(lambda found: " " * len(found[0]), folded)
    return folded


@lru_cache(maxsize=65536)
def dead_agencies(text: str, day: date) -> tuple[tuple[Dead, int, int], ...]:
    """Agencies that a text names although they are no more on the day, with the place of each name."""
    folded = words.fold(words.nfc(text))
    if _names().search(folded) is None:
        return ()
    _, _, before, after = _patterns()
    told = without_titles(folded)
    return tuple(
        (dead, found.start(), found.end())
        for found in _names().finditer(told)
        if (dead := _dead()[found[0]]).since <= day
        and before.search(told[: found.start()]) is None
        and after.search(told[found.end() :]) is None
    )


def _texts(procedure: Procedure) -> Iterator[tuple[str, str, Place, int | None]]:
    """Every text of a procedure that could name an agency: field, words, place, component row."""
    for field, value in (
        ("handling_agencies", "; ".join(procedure.handling_agencies)),
        ("deciding_agency", procedure.deciding_agency),
        ("coordinating_agencies", "; ".join(procedure.coordinating_agencies)),
        ("conditions", procedure.conditions),
    ):
        if value:
            yield field, value, procedure.source.place, None
    for step in procedure.steps:
        yield "steps", step.text, step.place, None
    for channel in procedure.channels:
        if channel.text:
            yield "channels", channel.text, channel.place, None
    for index, component in enumerate(procedure.components):
        yield "components", component.text, component.place, index


def find_zombies(snapshot: Snapshot, readings: Readings, acts: Acts = NO_ACTS) -> tuple[Finding, ...]:
    """One finding for each dead paper, agency and text over all procedures; the most named of each first.

    `acts`: the register of legal texts; without it none is found.
    """
    found = [*_dead_papers(snapshot, readings), *_dead_agencies(snapshot)]
    if acts.by_key:
        from analysis.zombie_acts import dead_acts  # it asks the rules of checks, which ask for zombies

        found += dead_acts(snapshot, acts)
    return tuple(sorted(found, key=lambda f: (f.kind, -f.weight, f.subject)))


def _dead_papers(snapshot: Snapshot, readings: Readings) -> Iterator[Finding]:
    expired = {row["type"]: row for row in lookup("zombies")["paper"] if row["until"] < snapshot.day}
    asking: dict[str, list[Evidence]] = defaultdict(list)
    alone: dict[str, int] = defaultdict(int)
    for asked in all_rows(snapshot, readings):
        for mention in papers(asked):
            if mention.type in expired:
                asking[mention.type].append(evidence_of(asked, snapshot.day))
                alone[mention.type] += len(asked.reading.mentions) == 1
    for type_, evidence in asking.items():
        told, row = registry().types[type_], expired[type_]
        instead = registry().types[family_of(type_)] if family_of(type_) != type_ else None
        because = [
            f"Hết giá trị sử dụng từ sau ngày {row['until']:%d/%m/%Y} ({row['source']}, {row['mark']})."
        ]
        because += [f"Nay là {instead.name}."] if instead is not None else []
        because += [f"{alone[type_]} dòng chỉ nêu giấy tờ này, không nêu giấy tờ thay thế."] * bool(
            alone[type_]
        )
        yield _finding(
            FindingKind.ZOMBIE_PAPER, type_, told.name, evidence, because, snapshot, base=row["source"]
        )


def _dead_agencies(snapshot: Snapshot) -> Iterator[Finding]:
    named: dict[str, list[Evidence]] = defaultdict(list)
    known: dict[str, Dead] = {}
    for procedure in snapshot.procedures:
        agency = next(iter(asking_agencies(procedure, snapshot.day)), None)
        for field, text, place, index in _texts(procedure):
            seen: set[str] = set()
            for dead, start, end in dead_agencies(text, snapshot.day):
                if dead.name in seen:
                    continue
                seen.add(dead.name)
                known[dead.name] = dead
                named[dead.name].append(
                    Evidence(
                        procedure=procedure.key,
                        procedure_name=procedure.name,
                        agency=agency.name if agency else None,
                        component=index,
                        quote=_around(text, start, end),
                        file=procedure.source.file,
                        place=place,
                        role=field,
                    )
                )
    for name, evidence in named.items():
        dead = known[name]
        because = (
            f"{RELATIONS[dead.relation]} từ ngày {dead.since:%d/%m/%Y} ({dead.source}, {dead.mark}).",
            f"Nay: {'; '.join(dead.successors).replace(' or ', ' hoặc ')}.",
        )
        yield _finding(
            FindingKind.ZOMBIE_AGENCY, words.fold(name), name, evidence, because, snapshot, base=dead.source
        )


def _around(text: str, start: int, end: int) -> str:
    told = words.nfc(text)
    left, right = max(0, start - AROUND), min(len(told), end + AROUND)
    return f"{'…' * (left > 0)}{words.squash(told[left:right])}{'…' * (right < len(told))}"


def _finding(
    kind: FindingKind,
    subject: str,
    name: str,
    evidence: list[Evidence],
    because: list[str] | tuple[str, ...],
    snapshot: Snapshot,
    *,
    base: str,
) -> Finding:
    procedures = tuple(sorted({one.procedure for one in evidence}))
    return Finding(
        kind=kind,
        subject=subject,
        title=f"{name}: {len(procedures)} thủ tục còn nêu",
        document_type=subject if kind is FindingKind.ZOMBIE_PAPER else None,
        document_type_name=name if kind is FindingKind.ZOMBIE_PAPER else None,
        legal_base=base,
        procedures=procedures,
        agencies=tuple(sorted({one.agency for one in evidence if one.agency})),
        because=tuple(because),
        evidence=tuple(evidence),
        weight=float(len(evidence)),
        inputs=snapshot.id,
    )
