"""Cuts told in sentences: the annexes of a resolution cut into matters, one for each procedure or condition.

Here: which paragraphs belong together, under which section. Not here: what a matter says (clauses.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalogue.capitals import in_capitals
from catalogue.options import Option
from catalogue.text import fold, squash
from importers.decisions.labels import Mark, split_label
from importers.decisions.ledger import Ledger
from importers.readers.blocks import Paragraph, Table
from importers.resolutions.annexes import Annex
from importers.resolutions.cuts import find_columns
from importers.resolutions.head import ANNEX, Head
from importers.resolutions.words import option_of

SECTION = re.compile(r"^(?:mục\s+(\d+)|([A-ZĐ])(?:\.(\d+))?)\s*[.:]\s*(?=\S)", re.IGNORECASE)
GLUED = re.compile(r"(?<=[^\W\d_]|\s)(?=I\.\s+\S)|(?<=\s)(?=(?:Không thực hiện|Bãi bỏ|Phân cấp|Thời hạn)\s)")
FORMS = re.compile(r"\b(?:mẫu|biểu mẫu|biểu)\b")
LISTED = re.compile(rf"^{ANNEX}")


@dataclass
class Matter:
    """One matter: its first paragraph, what follows, and where it stands."""

    head: str
    """Without its number."""
    label: str
    annex: Annex
    section: str
    """A, B, "A.2"; "" where the annex has no sections."""
    section_option: Option | None
    verb: Option | None
    first: Paragraph
    rest: list[Paragraph] = field(default_factory=list)


@dataclass
class _Section:
    label: str = ""
    option: Option | None = None
    roman: bool = False
    """A matter with a Roman number is open: Arabic numbers are its parts."""


def matters_of(annex: Annex, head: Head, ledger: Ledger) -> Iterator[Matter]:
    """Matters of an annex in order; forms and lists of annexes are left out by name."""
    if is_form(annex, head):
        for block in annex.blocks:
            ledger.leave_out("blank-form", block)
        return
    section, matter = _Section(), None
    for block in annex.blocks:
        if isinstance(block, Table):
            if _lists_annexes(block):
                ledger.leave_out("table-of-contents", block)
            elif "lead" in find_columns(block)[1].values():
                if matter is not None:
                    yield matter
                matter = None
            continue
        for text in _unglued(squash(block.line)):
            opened = _section(text)
            if opened is not None:
                if matter is not None:
                    yield matter
                section, matter = opened, None
                ledger.take(block)
                continue
            begun = _begun(text, block, section, annex)
            if begun is not None:
                if matter is not None:
                    yield matter
                matter = begun
            elif matter is not None and text:
                matter.rest.append(block)
    if matter is not None:
        yield matter


def is_form(annex: Annex, head: Head) -> bool:
    """A blank form: it says so, or it is an annex of an annex ("Phụ lục 12.1"), which no article names."""
    if FORMS.match(fold(annex.title)):
        return True
    return bool(head.clauses) and annex.label[:1].isdigit() and annex.label not in head.clauses


def _section(text: str) -> _Section | None:
    """A heading in capitals: with a letter, or without one where it says what is done."""
    found = SECTION.match(text)
    option = option_of("sections", text)
    if found and in_capitals(text[found.end() :]):
        return _Section(_label(found), option)
    return _Section("", option) if in_capitals(text) and option is not None else None


def _label(found: re.Match[str]) -> str:
    return found[1] or ".".join(part for part in (found[2].upper(), found[3]) if part)


def _unglued(text: str) -> list[str]:
    """A heading in capitals apart from the first matter that a reader joined to it."""
    for found in GLUED.finditer(text):
        head = text[: found.start()].strip()
        if (told := SECTION.match(head)) and in_capitals(head[told.end() :]):
            return [head, text[found.start() :]]
    return [text]


def _begun(text: str, block: Paragraph, section: _Section, annex: Annex) -> Matter | None:
    """A matter that a paragraph begins: a Roman number, or a verb of a cut outside one."""
    told = split_label(text)
    verb = option_of("verbs", told.text)
    roman = told.mark is Mark.ROMAN or (told.mark is Mark.UPPER and told.label in "IVX")
    if not roman and (verb is None or section.roman):
        return None
    if not roman and told.mark not in {Mark.NONE, Mark.DECIMAL}:
        return None
    section.roman = section.roman or roman
    label = told.label if told.mark is not Mark.NONE else ""
    return Matter(told.text, label, annex, section.label, section.option, verb, block)


def _lists_annexes(table: Table) -> bool:
    """A table that names the annexes that follow."""
    firsts = [cells[0].text for row in table.rows if (cells := row.filled())]
    return len(firsts) > 1 and all(LISTED.match(fold(first)) for first in firsts)
