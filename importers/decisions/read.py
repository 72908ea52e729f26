"""A publication decision from blocks to records: the order in which its pieces are read."""

import re

from catalogue.issues import IssueLog
from catalogue.records import Change
from catalogue.text import fold
from importers.base import SourceFile
from importers.decisions.annex import Annex
from importers.decisions.articles import Articles
from importers.decisions.assemble import Assembler
from importers.decisions.counts import check_counts
from importers.decisions.front import Reading, read_front
from importers.decisions.letterhead import Letterhead
from importers.decisions.links import read_links
from importers.decisions.matching import match
from importers.decisions.united import unite
from importers.decisions.words import changes_in, sector_in
from importers.readers.blocks import Blocks

LISTED = re.compile(r"\s*(?:[,;]|\bvà\b)\s*(?:lĩnh vực\s+)?", re.IGNORECASE)
"""Between fields listed in one title."""


def read_decision(blocks: Blocks, file: SourceFile, importer: str, issues: IssueLog) -> Reading:
    """Records of a decision in the order of its lists."""
    front = read_front(blocks)
    head, articles = front.head, front.articles
    _tell_unsigned(head, issues)
    links = read_links(blocks.body, head.end, articles.end, title=head.title, own=head.number)
    decision = front.decision.model_copy(update={"links": links})
    annex = Annex(blocks.body, front.casing, front.ledger, issues)
    annex.read(articles.end)
    assembler = Assembler(
        file,
        importer,
        decision,
        _only_change(head, articles),
        _only_sector(head.title or "", annex),
        issues,
    )
    for found in match(annex.rows, annex.entries):
        assembler.add(found)
    for named in articles.named:
        assembler.add_named(named)
    procedures = unite(assembler.procedures, issues)
    check_counts(articles.announced, procedures, issues)
    return Reading(decision, procedures, front.ledger.finish(blocks, issues))


def _tell_unsigned(head: Letterhead, issues: IssueLog) -> None:
    if head.number is None or head.signed is None:
        missing = [name for name, value in (("số", head.number), ("ngày ký", head.signed)) if value is None]
        issues.add(
            "decision-unsigned",
            f"Quyết định chưa có {' và '.join(missing)}; có thể là dự thảo.",
            quote=head.number_written,
            field="decision",
        )


def _only_sector(title: str, annex: Annex) -> str | None:
    """The one field (lĩnh vực) that the title names; None where it lists fields that the annexes state."""
    sector = sector_in(title)
    if sector is None:
        return None
    stated = {row.sector for row in annex.rows}
    for entry in annex.entries:
        stated |= {entry.text("sector").strip(" .;"), entry.context.sector}
    known = {fold(name) for name in stated if name}
    named = {fold(part) for part in LISTED.split(sector)}
    if len(named) > 1 and fold(sector) not in known and named & known:
        return None
    return sector[:1].upper() + sector[1:]


def _only_change(head: Letterhead, articles: Articles) -> Change | None:
    """The one change that the title names; else the one that the articles announce."""
    named = set(changes_in(head.title or ""))
    if len(named) == 1:
        return named.pop()
    said = {told.change for told in articles.announced}
    return said.pop() if len(said) == 1 and not named else None
