"""Results on stdout as a table or as JSON; log and progress on stderr."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from dongian.language import say
from dongian.settings import Settings

WIDE = 200
"""Columns when the output is a file or a pipe: nothing is cut there."""


@dataclass(frozen=True)
class Column:
    """One column of a table: the key in the rows, its heading, and whether it holds numbers."""

    key: str
    heading: str
    number: bool = False
    width: int | None = None


def settings() -> Settings:
    """The settings of the running command."""
    found = click.get_current_context().find_object(Settings)
    return found or Settings.from_environment()


def number(value: float | None) -> str:
    """A number as a Vietnamese reader writes it: 1.234.567,8.

    >>> number(1234567.8)
    '1.234.567,8'
    """
    if value is None:
        return ""
    whole, _, part = f"{value:,}".partition(".")
    whole = whole.replace(",", ".")
    return f"{whole},{part}" if part and part != "0" else whole


def emit(value: Any) -> None:
    """One JSON document on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("có", "yes") if value else say("không", "no")
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list | tuple):
        return "\n".join(str(part) for part in value)
    return str(value)


def table(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    note: str | None = None,
) -> None:
    """Rows as a table, or with --json as a list of objects with every key of the rows."""
    told = [dict(row) for row in rows]
    if settings().json:
        emit(told)
        return
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else WIDE)
    drawn = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for column in columns:
        drawn.add_column(
            column.heading,
            justify="right" if column.number else "left",
            overflow="fold",
            max_width=column.width,
            no_wrap=False,
        )
    for row in told:
        drawn.add_row(*(_escape(_cell(row.get(column.key))) for column in columns))
    console.print(drawn)
    if not told:
        console.print(say("Không có dòng nào.", "No rows."))
    if note:
        console.print(_escape(note))


def _escape(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def line(text: str = "") -> None:
    """One line on stdout."""
    click.echo(text)
