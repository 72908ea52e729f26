"""Original and copy of one paper, several copies of it (bản chính và bản sao, nhiều bản), in one procedure.

Here: what the quantities and the words of rows say. Not here: one paper in two rows (duplicates.py).
"""

import re
from collections.abc import Iterator

from analysis.asked import Asked, Readings, asking_agencies, evidence_of, papers, rows
from analysis.documents.reading import Form, Mention
from analysis.duplicates import COPIES, is_one_paper, not_held_once
from analysis.families import family_of
from analysis.links import asks_for
from analysis.wordings import capital
from catalogue import text as words
from catalogue.findings import Finding, FindingKind
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot

COMPARED = re.compile(r"đối chiếu|xuất trình|hoặc")
"""The original is shown, not handed in; or one of the two is enough."""
BOTH = re.compile(
    r"bản chính (?:và|cùng|kèm)(?: theo)? (?:\d+ )?(?:\(\w+\) )?bản sao"
    r"|bản sao (?:và|cùng) (?:\d+ )?bản chính"
)
SEVERAL = re.compile(r"^\W*(?:nộp )?0?([2-9]|1\d) (?:\(\w+\) )?(?:bản|bộ)\b")


def find_copies(snapshot: Snapshot, readings: Readings) -> tuple[Finding, ...]:
    """Rows that ask for original and copy, and for several copies; by procedure and row."""
    found = [finding for procedure in snapshot.procedures for finding in _of(procedure, readings, snapshot)]
    return tuple(sorted(found, key=lambda f: (f.kind, -f.weight, f.subject)))


def _of(procedure: Procedure, readings: Readings, snapshot: Snapshot) -> Iterator[Finding]:
    filled_in = len({(row.originals, row.copies) for row in procedure.components}) == 1
    by_paper: dict[tuple[tuple[int, int], str], list[tuple[Asked, Mention]]] = {}
    for asked in rows(procedure, readings):
        told = papers(asked)
        if len(told) != 1 or not _counts(told[0]) or asked.reading.promised:
            continue
        mention = told[0]
        folded = words.fold(asked.component.text)
        originals, copies = asked.component.originals or 0, asked.component.copies or 0
        if COMPARED.search(folded) is None:
            stated = mention.form is Form.UNSTATED and not filled_in  # else the columns say nothing
            if BOTH.search(folded) or (stated and originals and copies):
                said = (
                    "bản chính và bản sao"
                    if BOTH.search(folded)
                    else f"{originals} bản chính, {copies} bản sao"
                )
                yield _finding(
                    FindingKind.ORIGINAL_AND_COPY, [asked], mention, f"Dòng này yêu cầu {said}.", snapshot
                )
            by_paper.setdefault((asked.group, family_of(mention.type)), []).append((asked, mention))
        said_first = SEVERAL.match(folded)
        number = max(copies, originals, int(said_first[1]) if said_first else 0)
        if number > 1:
            why = f"Dòng này yêu cầu {number} bản; một bản là đủ khi hồ sơ được số hóa."
            yield _finding(FindingKind.SEVERAL_COPIES, [asked], mention, why, snapshot, weight=number - 1)
    for several in by_paper.values():
        forms = {mention.form for _, mention in several}
        if Form.ORIGINAL in forms and forms & COPIES and len({m.name for _, m in several}) == 1:
            both = [asked for asked, mention in several if mention.form in {Form.ORIGINAL, *COPIES}]
            why = "Các dòng của cùng trường hợp yêu cầu cả bản chính và bản sao của giấy tờ này."
            yield _finding(FindingKind.ORIGINAL_AND_COPY, both, several[0][1], why, snapshot)


def _counts(mention: Mention) -> bool:
    return is_one_paper(mention) and not asks_for(mention) and mention.type not in not_held_once()


def _finding(
    kind: FindingKind, asked: list[Asked], mention: Mention, why: str, snapshot: Snapshot, *, weight: int = 1
) -> Finding:
    first, name = asked[0], capital(mention.name)
    title = "bản chính và bản sao" if kind is FindingKind.ORIGINAL_AND_COPY else f"{weight + 1} bản"
    return Finding(
        kind=kind,
        subject=f"{first.procedure.key}#{first.index}",
        title=f"{name}: {title}",
        document_type=mention.type,
        document_type_name=name,
        procedures=(first.procedure.key,),
        agencies=tuple(agency.name for agency in asking_agencies(first.procedure, snapshot.day)),
        because=(why, *("Chỉ áp dụng trong một số trường hợp.",) * first.reading.conditional),
        evidence=tuple(evidence_of(one, snapshot.day) for one in asked),
        weight=float(weight),
        inputs=snapshot.id,
    )
