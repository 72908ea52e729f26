"""A guide page cut at its headings.

Here: which paragraphs stand under which heading, with the headings below it. Not here: what they mean.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.records import Place
from catalogue.text import fold, squash
from importers.readers.blocks import Blocks, Paragraph


@cache
def lookup() -> dict[str, Any]:
    """Headings and words of the pages."""
    return tomllib.loads(files("importers").joinpath("lookups/provincial_page.toml").read_text("utf-8"))


@dataclass
class Line:
    """One paragraph and the headings below the section's own that it stands under, outermost first."""

    text: str
    place: Place
    path: tuple[str, ...] = ()
    item: bool = False
    """Stands in a list."""


@dataclass
class Section:
    """What stands under one heading."""

    title: str = ""
    lines: list[Line] = field(default_factory=list)
    at: Place = field(default_factory=Place)

    @property
    def text(self) -> str:
        """All its lines."""
        return "\n".join(line.text for line in self.lines)


@dataclass
class Page:
    """A page by field; `outside` are lines of no section."""

    name: str = ""
    code: str | None = None
    at: Place = field(default_factory=Place)
    sections: dict[str, Section] = field(default_factory=dict)
    outside: list[Line] = field(default_factory=list)

    def section(self, name: str) -> Section:
        """The section of a field, an empty one where the page has none."""
        return self.sections.get(name) or Section()


def heading_of(text: str) -> str | None:
    """The field whose heading a text is: known words at its start, after any picture."""
    told = re.sub(r"^\W+", "", fold(text))
    for name, starts in lookup()["headings"].items():
        if any(told.startswith(fold(start)) for start in starts):
            return str(name)
    return None


def read_page(blocks: Blocks) -> Page:
    """The sections of a page in order; a heading met twice adds to its section."""
    page = Page()
    current: Section | None = None
    path: list[tuple[int, str]] = []
    for block in blocks.paragraphs():
        text = squash(block.text)
        if block.outline == 0 and not page.name:
            page.name, page.at = text, block.place
            continue
        name = heading_of(text) if block.outline is not None else None
        if name == "end":
            break
        if name is not None:
            current = page.sections.setdefault(name, Section(text, at=block.place))
            path = []
        elif block.outline is not None and current is not None:
            path = [(level, told) for level, told in path if level < block.outline]
            path.append((block.outline, text))
        else:
            _place(page, current, block, text, path)
    return page


def _place(
    page: Page, current: Section | None, block: Paragraph, text: str, path: list[tuple[int, str]]
) -> None:
    """A line goes to its section; the code stands above the first."""
    line = Line(text, block.place, tuple(told for _, told in path), item=block.style == "li")
    match = re.search(lookup()["code"], text, re.IGNORECASE) if page.code is None else None
    if match is not None and current is None:
        page.code, page.at = match[1].strip(".,;"), block.place
    elif fold(text).strip(" .") in lookup()["ignore"]:
        return
    elif current is not None:
        current.lines.append(line)
    else:
        page.outside.append(line)
