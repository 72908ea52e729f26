"""A publication decision from blocks to records: the order in which its pieces are read."""

import re
from dataclasses import dataclass, field

from catalogue.capitals import Casing
from catalogue.issues import IssueLog
from catalogue.records import Change, Decision, Procedure
from catalogue.text import fold
from importers.base import SourceFile
from importers.decisions.annex import Annex
from importers.decisions.articles import Articles, read_articles
from importers.decisions.assemble import Assembler
from importers.decisions.counts import check_counts
from importers.decisions.ledger import Coverage, Ledger
from importers.decisions.letterhead import Letterhead, read_letterhead
from importers.decisions.links import read_links
from importers.decisions.matching import match
from importers.decisions.united import unite
from importers.decisions.words import changes_in, sector_in
from importers.readers.blocks import Blocks

LISTED = re.compile(r"\s*(?:[,;]|\bvà\b)\s*(?:lĩnh vực\s+)?", re.IGNORECASE)
"""Between fields listed in one title."""


@dataclass
class Reading:
    """What one decision says, and how much of its text was accounted for."""

    decision: Decision
    procedures: list[Procedure] = field(default_factory=list)
    coverage: Coverage | None = None


def read_decision(blocks: Blocks, file: SourceFile, importer: str, issues: IssueLog) -> Reading:
    """Records of a decision in the order of its lists."""
    ledger, casing = Ledger(), Casing.of(paragraph.text for paragraph in blocks.paragraphs())
    head = read_letterhead(blocks.body, casing, ledger)
    articles = read_articles(blocks.body, head.end, ledger)
    links = read_links(blocks.body, head.end, articles.end, title=head.title, own=head.number)
    decision = _decision(head, articles, issues).model_copy(update={"links": links})
    annex = Annex(blocks.body, casing, ledger, issues)
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
    coverage = ledger.finish(blocks, issues)
    return Reading(decision, procedures, coverage)


def _decision(head: Letterhead, articles: Articles, issues: IssueLog) -> Decision:
    if head.number is None or head.signed is None:
        missing = [name for name, value in (("số", head.number), ("ngày ký", head.signed)) if value is None]
        issues.add(
            "decision-unsigned",
            f"Quyết định chưa có {' và '.join(missing)}; có thể là dự thảo.",
            quote=head.number_written,
            field="decision",
        )
    return Decision(
        number=head.number,
        date=head.signed,
        effective=head.signed if articles.on_signing else articles.effective,
        expires=articles.expires,
        agency=head.agency,
        title=head.title,
        effective_text=articles.effective_text,
        replaces=articles.replaces,
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
