"""A publication decision from blocks to records: the order in which its pieces are read."""

from dataclasses import dataclass, field

from catalogue.issues import IssueLog
from catalogue.records import Change, Decision, Procedure
from importers.base import SourceFile
from importers.decisions.annex import Annex
from importers.decisions.articles import Articles, read_articles
from importers.decisions.assemble import Assembler
from importers.decisions.capitals import Casing
from importers.decisions.counts import check_counts
from importers.decisions.ledger import Coverage, Ledger
from importers.decisions.letterhead import Letterhead, read_letterhead
from importers.decisions.matching import match
from importers.decisions.united import unite
from importers.decisions.words import changes_in, sector_in
from importers.readers.blocks import Blocks


@dataclass
class Reading:
    """What one decision says, and how much of its text was accounted for."""

    decision: Decision
    procedures: list[Procedure] = field(default_factory=list)
    coverage: Coverage | None = None


def read_decision(blocks: Blocks, file: SourceFile, importer: str, issues: IssueLog) -> Reading:
    """Records of a decision in the order of its lists."""
    ledger, casing = Ledger(), Casing()
    for text in dict.fromkeys(paragraph.text for paragraph in blocks.paragraphs()):
        casing.learn(text)
    head = read_letterhead(blocks.body, casing, ledger)
    articles = read_articles(blocks.body, head.end, ledger)
    decision = _decision(head, articles, issues)
    annex = Annex(blocks.body, casing, ledger, issues)
    annex.read(articles.end)
    sector = sector_in(head.title or "")
    assembler = Assembler(
        file,
        importer,
        decision,
        _only_change(head, articles),
        sector[:1].upper() + sector[1:] if sector else None,
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


def _only_change(head: Letterhead, articles: Articles) -> Change | None:
    """The one change that the title names; else the one that the articles announce."""
    named = set(changes_in(head.title or ""))
    if len(named) == 1:
        return named.pop()
    said = {told.change for told in articles.announced}
    return said.pop() if len(said) == 1 and not named else None
