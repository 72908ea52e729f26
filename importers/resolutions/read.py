"""A resolution that cuts procedures, from blocks to measures: the order in which its pieces are read."""

from dataclasses import dataclass

from catalogue.capitals import Casing
from catalogue.issues import IssueLog
from catalogue.measures import Measure
from catalogue.records import Procedure
from importers.base import SourceFile
from importers.decisions.ledger import Coverage, Ledger
from importers.readers.blocks import Blocks, Table
from importers.resolutions.annexes import split_annexes
from importers.resolutions.clauses import Clauses
from importers.resolutions.cuts import Cuts
from importers.resolutions.head import Head, read_head
from importers.resolutions.matters import matters_of

ARTICLES = 80
"""Blocks that show how the words of the letterhead are written where they are not in capitals."""


@dataclass
class Reading:
    """What one resolution says, and how much of its text was accounted for."""

    head: Head
    measures: list[Measure]
    procedures: list[Procedure]
    """Procedures of which the annexes print new content."""
    coverage: Coverage


def read_resolution(blocks: Blocks, file: SourceFile, importer: str, issues: IssueLog) -> Reading:
    """Measures of a resolution in the order of its annexes."""
    shown = (block.text for block in blocks.body[:ARTICLES] if not isinstance(block, Table))
    ledger, casing = Ledger(), Casing.of(shown)
    head = read_head(blocks.body, casing, ledger)
    _note_doubts(head, issues)
    cuts = Cuts(file, importer, head, ledger, issues)
    clauses = Clauses(file, importer, head, ledger, issues)
    for annex in split_annexes(blocks.body, head.end, ledger):
        for block in annex.blocks:
            if isinstance(block, Table):
                cuts.read(block, annex)
        for matter in matters_of(annex, head, ledger):
            clauses.read(matter)
    measures = cuts.finished(clauses.measures)
    return Reading(head, measures, clauses.procedures, ledger.finish(blocks, issues))


def _note_doubts(head: Head, issues: IssueLog) -> None:
    if head.number is None or head.signed is None:
        missing = [name for name, value in (("số", head.number), ("ngày ký", head.signed)) if value is None]
        issues.add("decision-unsigned", f"Nghị quyết chưa có {' và '.join(missing)}; có thể là dự thảo.")
    if head.since is None:
        issues.add(
            "date-not-understood",
            "Không rõ ngày nghị quyết có hiệu lực; các phương án chưa được coi là có hiệu lực.",
            field="since",
            quote=head.effect,
        )
    for annex, section in head.elsewhere.items():
        part = f"Mục {section} Phụ lục {annex}" if section else f"Phụ lục {annex}"
        issues.add(
            "date-not-understood",
            f"{part} có hiệu lực cùng một văn bản khác; ngày chưa rõ nên chưa được coi là có hiệu lực.",
            field="since",
        )
