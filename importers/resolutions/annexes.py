"""The annexes of a resolution: label, title, blocks."""

import re
from dataclasses import dataclass, field

from catalogue.capitals import in_capitals
from catalogue.text import fold, squash
from importers.decisions.ledger import Ledger
from importers.readers.blocks import Block, Paragraph
from importers.resolutions.head import ANNEX
from importers.resolutions.words import option_of

HEADING = re.compile(rf"^{ANNEX}\s*[.:]?\s*(?P<title>.*)$", re.DOTALL)
ATTACHED = re.compile(r"^\(?\s*(?:ban hành )?kèm theo nghị quyết")


@dataclass
class Annex:
    """One annex (phụ lục)."""

    label: str
    """I, I.4, III; "" for what stands before the first one."""
    title: str = ""
    blocks: list[Block] = field(default_factory=list)


def split_annexes(body: list[Block], start: int, ledger: Ledger) -> list[Annex]:
    """Annexes from a block on, each with its title; headings and titles are accounted for."""
    found = [Annex("")]
    titled = False
    for block in body[start:]:
        if isinstance(block, Paragraph):
            text, folded = squash(block.line), fold(block.line)
            label = HEADING.match(folded)
            if label and (not label["title"] or in_capitals(text[label.start("title") :])):
                found.append(Annex(label[1].upper(), text[label.start("title") :]))
                titled = True
                ledger.leave_out("heading", block)
                continue
            if titled and text and (ATTACHED.match(folded) or _is_title(block, found[-1])):
                first = re.split(r"\s\(", block.text)[0] if not ATTACHED.match(folded) else ""
                found[-1].title = squash(f"{found[-1].title} {first}")
                ledger.leave_out("heading", block)
                continue
            titled = titled and not text
        else:
            titled = False
        found[-1].blocks.append(block)
    return found


def _is_title(paragraph: Paragraph, annex: Annex) -> bool:
    """A line in capitals under the number of the annex; "A. …" begins its content."""
    first = re.split(r"\n|\s\(", paragraph.text.strip())[0]
    if annex.blocks or not in_capitals(first) or re.match(r"^\s*[A-ZĐ]\.\s", paragraph.line):
        return False
    return not annex.title or option_of("sections", first[:12]) is None
