"""Dead papers and agencies (giấy tờ, cơ quan không còn), one hit for each procedure that names them.

Here: findings of analysis/zombies.py turned to the procedure that must be mended.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from analysis.asked import Readings
from analysis.checks.rules import Hit, pattern
from analysis.zombies import find_zombies
from catalogue import text as words
from catalogue.findings import Evidence, Finding, FindingKind
from catalogue.snapshot import Snapshot

AROUND = 90
"""Letters that a rewriting shows on both sides."""
UNVERIFIED = re.compile(r"\([^()]*(?:general knowledge|portal)[^()]*\)")
"""A source that is memory, not a text."""


MARKS = {
    "text": "đã đọc văn bản",
    "excerpt": "trích đoạn",
    "press": "theo báo chí",
    "data": "theo dữ liệu công bố",
    "recalled": "chưa kiểm chứng",
}


def _in_words(told: str) -> str:
    """Marks of sources as an official reads them."""
    plain = UNVERIFIED.sub("(chưa kiểm chứng)", told)
    return re.sub(r", (text|excerpt|press|data|recalled)\)", lambda m: f", {MARKS[m[1]]})", plain)


def dead_hits(snapshot: Snapshot, readings: Readings) -> Iterator[tuple[str, Hit]]:
    """Key of the procedure and its hit."""
    for found in find_zombies(snapshot, readings):
        by_procedure: dict[str, list[Evidence]] = defaultdict(list)
        for one in found.evidence:
            rule = "historic" if found.kind is FindingKind.ZOMBIE_PAPER else "past_act"
            if pattern("dead", rule).search(words.fold(one.quote.strip("…"))) is None:
                by_procedure[one.procedure].append(one)
        for key, evidence in by_procedure.items():
            yield key, _hit(found, evidence)


def _hit(found: Finding, evidence: list[Evidence]) -> Hit:
    first, *others = evidence
    paper = found.kind is FindingKind.ZOMBIE_PAPER
    return Hit(
        rule="zombie-paper" if paper else "zombie-agency",
        field="components" if paper else first.role,
        quote=first.quote,
        why=_in_words(" ".join(found.because[:2])),
        suggestion=_suggestion(found, first.quote),
        place=first.place,
        component=first.component,
        mark=found.subject,
        legal=found.legal_base,
        quotes=tuple((one.quote, one.place) for one in others),
    )


def _suggestion(found: Finding, quote: str) -> str:
    name = found.title.rpartition(":")[0]
    said = next((one for one in found.because if one.startswith("Nay")), "")
    successor = re.sub(r"^Nay(?: là|:) ", "", said).strip(" .")
    if found.kind is FindingKind.ZOMBIE_AGENCY and (
        not successor or ";" in successor or " hoặc " in successor or "theo " in successor
    ):
        told = f" ({successor})" if successor else ""
        return f"Thay “{name}” bằng cơ quan được giao theo văn bản phân định thẩm quyền của lĩnh vực{told}."
    if not successor:
        return f"Bỏ “{name}” khỏi thành phần hồ sơ."
    written = words.squash(words.nfc(quote))
    folded = words.fold(written)
    place = re.search(rf"(?<!\w)(?:giấy )?{re.escape(words.fold(name))}(?!\w)", folded)
    if place is None:
        return f"Thay “{name}” bằng “{successor}”."
    before, after = written[: place.start()], written[place.end() :]
    before = f"…{before[-AROUND:]}" if len(before) > AROUND else before
    after = f"{after[:AROUND]}…" if len(after) > AROUND else after
    if words.fold(successor) in folded:  # named already: the dead one goes
        after = re.sub(r"^\s*(?:,|/|;|hoặc|và)\s*", "", after)
        return f"Viết lại: “{words.squash(before + after)}”"
    return f"Viết lại: “{before}{successor}{after}”"
