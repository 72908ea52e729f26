"""The words of a portal page, from catalogue/lookups/portal_headings.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.records import Record


class Heading(Record):
    """A label of the page and the field it leads to."""

    field: str
    label: str
    key: str
    """Field of the saved file that should hold the same words; "" where there is none."""
    starts: tuple[str, ...] = ()
    """What directly follows where the label is a heading and not words of a text."""


@cache
def lookup() -> dict[str, Any]:
    """The whole table."""
    return tomllib.loads(files("catalogue").joinpath("lookups/portal_headings.toml").read_text("utf-8"))


@cache
def facts() -> tuple[Heading, ...]:
    """Labels of the short facts, in the order of the page."""
    return tuple(Heading(**told) for told in lookup()["facts"])


@cache
def sections() -> tuple[Heading, ...]:
    """Headings of the sections, in the order of the page."""
    return tuple(Heading(**told) for told in lookup()["sections"])


@cache
def labels() -> dict[str, str]:
    """Label of each field."""
    return {heading.field: heading.label for heading in facts() + sections()}


def header(table: str) -> str:
    """The glued header row of a table."""
    return str(lookup()["tables"][table])


@cache
def _empty() -> frozenset[str]:
    return frozenset(lookup()["empty"])


def stated(text: str) -> str:
    """The words of a value; "" for the portal's words for nothing (Không có thông tin)."""
    words = text.strip()
    return "" if words in _empty() else words
