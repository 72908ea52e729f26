"""What stands before the annexes of a decision (phần đầu quyết định): letterhead, title, articles.

Here: reading it once for publications and for decisions on workflows, and the decision that it makes.
Not here: letterhead and articles themselves (letterhead.py, articles.py), the annexes.
"""

from dataclasses import dataclass

from catalogue.capitals import Casing
from catalogue.records import Decision, Procedure
from importers.decisions.articles import Articles, read_articles
from importers.decisions.ledger import Coverage, Ledger
from importers.decisions.letterhead import Letterhead, read_letterhead
from importers.readers.blocks import Blocks


@dataclass
class Reading:
    """What one decision says, and how much of its text was accounted for."""

    decision: Decision
    procedures: list[Procedure]
    coverage: Coverage


@dataclass(frozen=True)
class Front:
    """Letterhead and articles, with what the annexes are read by."""

    head: Letterhead
    articles: Articles
    casing: Casing
    """How the document writes its words."""
    ledger: Ledger
    """What was read already; the annexes are noted in it too."""

    @property
    def decision(self) -> Decision:
        """The decision, as letterhead and articles tell it."""
        head, articles = self.head, self.articles
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


def read_front(blocks: Blocks) -> Front:
    """Letterhead and articles of a decision."""
    ledger, casing = Ledger(), Casing.of(paragraph.text for paragraph in blocks.paragraphs())
    head = read_letterhead(blocks.body, casing, ledger)
    return Front(head, read_articles(blocks.body, head.end, ledger), casing, ledger)
