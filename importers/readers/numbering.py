"""Automatic numbers of word processing files: labels that are printed and stand in no text.

Here: levels of numbering.xml and styles.xml, counters, restarts, overrides, formats.
Not here: the walk over the document (docx.py), numbers that a person typed.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
]
PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Symbol fonts put bullets into the private area of Unicode."""
LEVELS = 9
HIGHEST = 32_767
"""The last number that Word counts to."""
Key = tuple[str, int]
"""Number of the list and level in it."""


@dataclass(slots=True)
class Level:
    """How one level of a list is printed."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    """Restarts after this level (from 1); 0: never; None: after any higher level."""
    legal: bool = False
    """Higher numbers are printed as decimals whatever their format."""
    style: str = ""


@dataclass(slots=True)
class Definition:
    """One list: its levels, and the counters shared by all lists of the same abstract one."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)
    """Levels that begin anew, at this number, where this list is first used."""


def printed(number: int, form: str) -> str:
    """A number in a numbering format of the standard.

    >>> printed(4, "lowerRoman"), printed(28, "lowerLetter"), printed(3, "decimalZero")
    ('iv', 'bb', '03')
    """
    if form in {"lowerRoman", "upperRoman"}:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    if form in {"lowerLetter", "upperLetter"}:
        letter = LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1) if number > 0 else ""
        return letter if form == "lowerLetter" else letter.upper()
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "none":
        return ""
    return str(number)


def _roman(number: int) -> str:
    told = ""
    for value, letters in ROMAN:
        while number >= value:
            told += letters
            number -= value
    return told


class Numbering:
    """Lists of one document and their running counters; asked once for each numbered paragraph in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, Definition] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._styles: dict[str, Key] = {}
        self.outlines: dict[str, int] = {}
        self.names: dict[str, str] = {}
        abstracts = _abstracts(numbering)
        self._read_styles(styles)
        self._read_lists(numbering, abstracts)

    def of_style(self, style: str) -> Key | None:
        """List and level that a paragraph style brings along."""
        return self._styles.get(style)

    def label(self, number: str, level: int) -> str:
        """The label of the next paragraph of a list at a level (from 0); counts it."""
        told = self._lists.get(number)
        if told is None:
            return ""
        if level not in told.levels or not 0 <= level < LEVELS:
            return ""
        counters = self._counters.setdefault(told.abstract, [None] * LEVELS)
        self._begin(number, told, counters)
        shown = told.levels[level]
        current = counters[level]
        counters[level] = shown.start if current is None else current + 1
        for below in range(level + 1, LEVELS):
            rule = told.levels[below].restart if below in told.levels else None
            if rule is None or (rule and level < rule):
                counters[below] = None
        return self._text(told, level, counters)

    def _begin(self, number: str, told: Definition, counters: list[int | None]) -> None:
        if number in self._begun:
            return
        self._begun.add(number)
        for level, start in told.restarts.items():
            if 0 <= level < LEVELS:
                counters[level] = start - 1

    def _text(self, told: Definition, level: int, counters: list[int | None]) -> str:
        shown = told.levels[level]
        if shown.form == "bullet":
            return PRIVATE.sub("•", shown.text).strip() or "•"

        def fill(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            if at not in told.levels or at < 0:
                return ""
            value = counters[at]
            form = "decimal" if shown.legal and at < level else told.levels[at].form
            return printed(told.levels[at].start if value is None else value, form)

        return re.sub(r"%(\d)", fill, shown.text).strip()

    def _read_styles(self, styles: etree._Element | None) -> None:
        if styles is None:
            return
        parents: dict[str, str] = {}
        own: dict[str, Key] = {}
        for style in styles.iter(W + "style"):
            name = style.get(W + "styleId", "")
            told = style.find(W + "name")
            self.names[name] = (told.get(VAL) or name) if told is not None else name
            based = style.find(W + "basedOn")
            if based is not None:
                parents[name] = based.get(VAL, "")
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                self.outlines[name] = _int(outline.get(VAL), 9)
            number = style.find(f"{W}pPr/{W}numPr")
            if number is not None:
                own[name] = _key(number)
        for name in self.names:
            self._inherit(name, parents, own)

    def _inherit(self, name: str, parents: dict[str, str], own: dict[str, Key]) -> None:
        at, seen = name, set[str]()
        while at and at not in seen:
            seen.add(at)
            if name not in self._styles and at in own:
                self._styles[name] = own[at]
            if name not in self.outlines and at in self.outlines:
                self.outlines[name] = self.outlines[at]
            at = parents.get(at, "")

    def _read_lists(
        self, numbering: etree._Element | None, abstracts: dict[str, tuple[dict[int, Level], str]]
    ) -> None:
        if numbering is None:
            return
        for number in numbering.iterchildren(W + "num"):
            refers = number.find(W + "abstractNumId")
            abstract = "" if refers is None else refers.get(VAL, "")
            levels, linked = abstracts.get(abstract, ({}, ""))
            if linked and not levels:
                abstract, levels = _linked(abstracts, linked)
            told = Definition(abstract, dict(levels))
            for override in number.iterchildren(W + "lvlOverride"):
                self._override(told, override)
            name = number.get(W + "numId", "")
            self._lists[name] = told
            for level, shown in told.levels.items():
                if shown.style:
                    self._styles.setdefault(shown.style, (name, level))
                    if self._styles[shown.style][0] == name:
                        self._styles[shown.style] = (name, level)

    @staticmethod
    def _override(told: Definition, override: etree._Element) -> None:
        level = _int(override.get(W + "ilvl"), 0)
        anew = override.find(W + "lvl")
        if anew is not None:
            told.levels[level] = _level(anew)
        start = override.find(W + "startOverride")
        if start is not None:
            told.restarts[level] = _int(start.get(VAL), 1)


def _abstracts(numbering: etree._Element | None) -> dict[str, tuple[dict[int, Level], str]]:
    if numbering is None:
        return {}
    told = {}
    for abstract in numbering.iterchildren(W + "abstractNum"):
        levels = {_int(level.get(W + "ilvl"), 0): _level(level) for level in abstract.iterchildren(W + "lvl")}
        link = abstract.find(W + "numStyleLink")
        style = abstract.find(W + "styleLink")
        mark = link if link is not None else style
        told[abstract.get(W + "abstractNumId", "")] = (levels, "" if mark is None else mark.get(VAL, ""))
    return told


def _linked(abstracts: dict[str, tuple[dict[int, Level], str]], style: str) -> tuple[str, dict[int, Level]]:
    for name, (levels, link) in abstracts.items():
        if link == style and levels:
            return name, levels
    return "", {}


def _level(level: etree._Element) -> Level:
    told = Level()
    for child in level:
        value = child.get(VAL) or ""
        if child.tag == W + "numFmt":
            told.form = value
        elif child.tag == W + "lvlText":
            told.text = value
        elif child.tag == W + "start":
            told.start = _int(value, 1)
        elif child.tag == W + "lvlRestart":
            told.restart = _int(value, 0)
        elif child.tag == W + "isLgl":
            told.legal = value not in {"0", "false"}
        elif child.tag == W + "pStyle":
            told.style = value
    return told


def _key(number: etree._Element) -> Key:
    which, level = number.find(W + "numId"), number.find(W + "ilvl")
    return (
        "" if which is None else which.get(VAL, ""),
        0 if level is None else _int(level.get(VAL), 0),
    )


def _int(text: str | None, otherwise: int) -> int:
    """A number no larger than Word itself counts; printed in letters, a larger one would fill the memory."""
    try:
        number = int(text or "")
    except ValueError:
        return otherwise
    return number if abs(number) <= HIGHEST else otherwise
