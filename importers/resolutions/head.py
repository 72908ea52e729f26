"""What a resolution says outside its annexes: number, agency, days in force, the clause behind each annex.

Here: letterhead, effect, clauses, where the annexes begin. Not here: the annexes (annexes.py).
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from catalogue.capitals import Casing
from catalogue.text import fold, squash
from importers.decisions.articles import ARTICLE, is_signature
from importers.decisions.ledger import Ledger
from importers.decisions.letterhead import read_letterhead
from importers.phrases.dates import find_dates
from importers.readers.blocks import Block, Paragraph

KIND = re.compile(r"^nghị quyết\s*:?$")
LABEL = 60
"""Letters of a line that holds the number of an annex alone, at most."""
ANNEX = r"phục? lục(?:\s+số)?\s+((?:[ivx]+|\d+)(?:\.\d+)*)\b"
ANNEXED = re.compile(ANNEX)
ALONE = re.compile(rf"^{ANNEX}\s*[.:]?\s*$")
CLAUSE = re.compile(r"^(\d{1,2})\.\s")
POINT = re.compile(r"^([a-zđ])\)\s")
EFFECT = re.compile(
    r"\b(?:nghị quyết|văn bản) này(?: bắt đầu)? có hiệu lực(?: thi hành)?(?: kể)?\s+(?:từ|kể từ)\b"
)
UNTIL = re.compile(r"\bđến (?P<whole>hết )?(?P<before>trước )?(?=ngày\s*\d)")
TOGETHER = re.compile(r"\bcác quy định tại\b(.+?)\bcó hiệu lực cùng thời điểm\b", re.DOTALL)
"""Parts of annexes that begin with another text, whose day this one does not tell."""


@dataclass
class Head:
    """A resolution without its annexes."""

    number: str | None = None
    agency: str | None = None
    signed: date | None = None
    title: str | None = None
    since: date | None = None
    """Ngày có hiệu lực."""
    until: date | None = None
    """Ngày cuối cùng còn hiệu lực."""
    effect: str | None = None
    clauses: dict[str, str] = field(default_factory=dict)
    """Article by label of the annex it puts in force: "I" -> "khoản 1 Điều 3"."""
    elsewhere: dict[str, str | None] = field(default_factory=dict)
    """Annexes, with the section, that begin on a day which another text tells."""
    end: int = 0
    """Index of the first block of the annexes."""


def read_head(body: list[Block], casing: Casing, ledger: Ledger) -> Head:
    """Letterhead and articles; what they do not state is None."""
    title_at = next((at for at, block in enumerate(body) if _is_title(block)), 0)
    letterhead = read_letterhead(_as_decision(body, title_at), casing, ledger)
    ledger.take(*body[title_at : title_at + 1])
    end = _take_articles(body, letterhead.end, ledger)
    told = Head(letterhead.number, letterhead.agency, letterhead.signed, letterhead.title, end=end)
    article = clause = ""
    for block in body[letterhead.end : end]:
        if not isinstance(block, Paragraph):
            continue
        line = squash(block.line)
        if found := ARTICLE.match(line):
            article, clause = found[1], ""
        elif found := CLAUSE.match(line):
            clause = found[1]
        folded = fold(line)
        _note_annexes(folded, article, clause, told)
        _note_effect(line, folded, told)
    return told


def _take_articles(body: list[Block], start: int, ledger: Ledger) -> int:
    """Index of the first block behind the articles: the heading of an annex, or a table of one."""
    articles = False
    for at, block in enumerate(body[start:], start):
        if isinstance(block, Paragraph):
            articles = articles or ARTICLE.match(block.line) is not None
            if articles and len(block.text) < LABEL and ALONE.match(fold(block.line)):
                return at
            ledger.take(block)
        elif is_signature(block):
            ledger.leave_out("signature", block)
        elif articles:
            return at
        else:
            ledger.take(block)
    return len(body)


def _is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and KIND.match(fold(block.text)) is not None


def _as_decision(body: list[Block], at: int) -> list[Block]:
    """The same blocks under the word "QUYẾT ĐỊNH": the letterheads differ in that word alone."""
    return [*body[:at], Paragraph("QUYẾT ĐỊNH"), *body[at + 1 :]] if body else []


def _note_annexes(folded: str, article: str, clause: str, told: Head) -> None:
    """The first clause that names an annex puts it in force; one about drafting new texts does not."""
    if not article or ("kèm theo" not in folded and "nghị quyết này" not in folded):
        return
    for found in ANNEXED.finditer(folded):
        where = f"khoản {clause} Điều {article}" if clause else f"Điều {article}"
        told.clauses.setdefault(found[1].upper(), where)


def _note_effect(line: str, folded: str, told: Head) -> None:
    if found := TOGETHER.search(folded):
        for part in found[1].split(","):
            annex = ANNEXED.search(part)
            section = re.search(r"\bmục ([a-z](?:\.\d+)*)\b", part)
            if annex:
                told.elsewhere[annex[1].upper()] = section[1].upper() if section else None
        return
    effect = EFFECT.search(folded)
    if told.since is not None or effect is None:
        return
    told.effect = re.sub(r"^(?:\d{1,2}\.|[a-zđ]\))\s*", "", ARTICLE.sub("", line)).strip(" .")
    after = folded[effect.end() :]
    until = UNTIL.search(after)
    begins = find_dates(after[: until.start()] if until else after)
    if begins:
        told.since = begins[0]
    elif fold("ngày ký") in after or "ngày ban hành" in after:
        told.since = told.signed
    if until and (ends := find_dates(after[until.end() :])):
        told.until = ends[0] - timedelta(days=1) if until["before"] else ends[0]
