"""The HTML report: one page, opened offline, printed on A4, for the official who brings it to a minister.

Here: `render`. Not here: what it is given (report_input.py), counting and cost (analysis), the rows
of its tables (report_tables.py), drawing (charts.py), its words (lookups/report.toml).

The page carries no script and fetches nothing; every text from outside is escaped. Equal input
gives equal bytes.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publishing import money
from publishing.names import capital
from publishing.report_input import FileLine, IssueLine, ReportInput, Words
from publishing.report_tables import tables_of

__all__ = ["FileLine", "IssueLine", "ReportInput", "render", "words"]
HERE = Path(__file__).parent


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((HERE / "lookups" / "report.toml").read_text(encoding="utf-8"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": money.number,
        "dong": money.dong,
        "short": money.short_dong,
        "dong_range": money.dong_range,
        "capital": capital,
        "percent": money.percent,
        "percent2": money.percent_fixed,
    }
    return environment


def words(lang: str) -> Words:
    """The words of the report in a language, for screens that say the same."""
    return Words(_words(), lang)


def render(given: ReportInput) -> str:
    """The report as one HTML page."""
    told = words(given.lang)
    template = _environment().get_template("report.html")
    return template.render(given=given, t=told, tables=tables_of(given, told), lang=given.lang)
