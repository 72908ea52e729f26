"""Prose cells of the services sheet: steps, dossier, legal bases, one thought a line."""

import re
from dataclasses import dataclass

from catalogue.records import Component, LegalBasis, Place, Step
from catalogue.text import fold, split_step, squash, strip_marks
from importers.decisions.bases import read_bases as read_lines
from importers.phrases.counts import parse_sets
from importers.phrases.forms import form_labels

HEADING = re.compile(
    r"^[-–+\s]*(?:[ab]\)\s*)?"
    r"(?:thành phần hồ sơ|số lượng hồ sơ|căn cứ pháp lý|văn bản quy định[^:]*)\s*:?\s*",
    re.IGNORECASE,
)
ITEM = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|[-–+*•])\s*(?=\S)")


def read_steps(text: str, place: Place) -> tuple[Step, ...]:
    """Steps by their numbers ("Bước 1:"); lines before the first number are a step of their own."""
    told: list[tuple[int | None, list[str]]] = []
    for line in filled(text):
        order, words = split_step(line)
        if order is not None or not told:
            told.append((order, [words] if words else []))
        else:
            told[-1][1].append(line)
    return tuple(
        Step(order=number if order is None else order, text="\n".join(lines), place=place)
        for number, (order, lines) in enumerate(told, start=1)
        if lines
    )


def filled(text: str) -> list[str]:
    """Lines that say something."""
    return [line for line in (squash(part) for part in text.splitlines()) if line]


@dataclass(frozen=True)
class Dossier:
    """What the cell "Thành phần, số lượng hồ sơ" says."""

    components: tuple[Component, ...]
    sets: int | None


def read_dossier(text: str, place: Place) -> Dossier:
    """Papers, one a line; a line that a cell breaks within a paper carries on the one before it."""
    sets: int | None = None
    papers: list[str] = []
    for line in filled(text):
        if "số lượng" in fold(line):
            sets = parse_sets(line) if sets is None else sets
            line = re.split(r"(?i)số lượng hồ sơ", line)[0]
        words = line
        while (shorter := HEADING.sub("", words)) != words:
            words = shorter
        if not words.strip(" .:;-–"):
            continue
        if papers and words == line and not ITEM.match(line) and line[0].islower():
            papers[-1] = f"{papers[-1]} {line}"
        else:
            papers.append(strip_marks(ITEM.sub("", words)))
    return Dossier(
        tuple(Component(text=paper.rstrip(" ;"), forms=form_labels(paper), place=place) for paper in papers),
        sets,
    )


def read_bases(text: str, place: Place) -> tuple[LegalBasis, ...]:
    """Documents named in the lines; a line that a cell breaks ("… \\nngày aa") is joined first."""
    lines: list[str] = []
    for line in filled(text):
        words = HEADING.sub("", line).strip()
        if not words:
            continue
        if lines and words == line and words[0].islower():
            lines[-1] = f"{lines[-1]} {words}"
        else:
            lines.append(words)
    return read_lines((line, place) for line in lines)
