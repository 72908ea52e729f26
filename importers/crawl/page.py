"""A saved page cut into its labelled parts; the page text is the authority.

Here: facts and sections by their labels, comparison with the keys of the saved file, the
controls at the end of the page. Not here: what the parts mean.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from catalogue import text as words
from importers.crawl.headings import Heading, facts, lookup, sections


@dataclass(frozen=True)
class Page:
    """The parts of one page, by field; a part whose label is missing is absent."""

    title: str
    parts: Mapping[str, str]
    missing: tuple[Heading, ...]
    """Labels that the page does not have."""
    noise: str
    """Controls cut off the end."""

    def part(self, field: str) -> str:
        """The words of a part, "" where the page does not have it."""
        return self.parts.get(field, "")


def _score(page: str, at: int, heading: Heading, key: str) -> int:
    """How much a place of the label looks like the heading rather than words of a text."""
    after = page[at + len(heading.label) :]
    glued = at == 0 or not page[at - 1].isspace()
    told = words.nfc(key).strip()[:60]
    return (
        3 * any(after.startswith(start) for start in heading.starts)
        + 2 * bool(told and after.lstrip().startswith(told))
        + glued
    )


def _places(page: str, label: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(label), page)]


def _settle(page: str, headings: tuple[Heading, ...], keys: Mapping[str, str]) -> dict[str, int]:
    """Where each label stands; labels seen once fix the order, the others lie between them."""
    places = {heading.field: _places(page, heading.label) for heading in headings}
    settled = _rising({h.field: places[h.field][0] for h in headings if len(places[h.field]) == 1})
    for index, heading in enumerate(headings):
        if heading.field in settled:
            continue
        low = max(
            (settled[h.field] + len(h.label) for h in headings[:index] if h.field in settled), default=0
        )
        high = min((settled[h.field] for h in headings[index + 1 :] if h.field in settled), default=len(page))
        inside = [at for at in places[heading.field] if low <= at < high]
        if inside:
            key = keys.get(heading.key, "")
            settled[heading.field] = max(inside, key=lambda at: (_score(page, at, heading, key), -at))
    return settled


def _rising(places: dict[str, int]) -> dict[str, int]:
    """Without the labels that stand out of order: they are words of a text."""
    kept: dict[str, int] = {}
    fields = list(places)
    for index, field in enumerate(fields):
        later = [places[name] for name in fields[index + 1 :]]
        earlier = list(kept.values())
        wrong = sum(at < places[field] for at in later) + sum(at > places[field] for at in earlier)
        if wrong <= len(later) // 2 and all(at < places[field] for at in earlier):
            kept[field] = places[field]
    return kept


@cache
def _noise_words() -> re.Pattern[str]:
    told = sorted(lookup()["noise"]["words"], key=len, reverse=True)
    return re.compile(rf"(?:\s|-|{'|'.join(re.escape(word) for word in told)})*")


def cut_noise(page: str) -> tuple[str, str]:
    """The page and the controls at its end, which are no content."""
    for start in lookup()["noise"]["starts"]:
        at = page.rfind(start)
        while at >= 0:
            if not page[at - 1 : at].isspace() and _noise_words().fullmatch(page, at):
                return page[:at], page[at:]
            at = page.rfind(start, 0, at)
    return page, ""


def read_page(raw: str, keys: Mapping[str, str]) -> Page:
    """The page by its labels; `keys` are the fields of the saved file, used only to choose between places."""
    page, noise = cut_noise(words.nfc(raw))
    headings = facts() + sections()
    settled = _settle(page, headings, keys)
    known = [heading for heading in headings if heading.field in settled]
    parts: dict[str, str] = {}
    for index, heading in enumerate(known):
        start = settled[heading.field] + len(heading.label)
        end = settled[known[index + 1].field] if index + 1 < len(known) else len(page)
        parts[heading.field] = page[start:end]
    title = page[: settled[known[0].field]] if known else page
    missing = tuple(heading for heading in headings if heading.field not in settled)
    return Page(title=title, parts=parts, missing=missing, noise=noise)
