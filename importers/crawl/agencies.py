"""Agencies listed in one cell, joined by ", "; commas inside names are kept."""

import re
from functools import cache

from importers.crawl.headings import lookup, stated


@cache
def _border() -> re.Pattern[str]:
    heads = sorted(lookup()["agencies"]["heads"], key=len, reverse=True)
    return re.compile(rf",\s+(?={'|'.join(re.escape(head) for head in heads)})|\s*\n\s*")


def split_agencies(cell: str) -> tuple[str, ...]:
    """Names in order, each once; a comma separates only where a name can begin.

    >>> split_agencies("Cục Đo đạc, Bản đồ và Thông tin địa lý, Sở Xây dựng")
    ('Cục Đo đạc, Bản đồ và Thông tin địa lý', 'Sở Xây dựng')
    """
    words = stated(cell)
    names: list[str] = []
    start = 0
    for match in _border().finditer(words):
        if words[start : match.start()].count("(") == words[start : match.start()].count(")"):
            names.append(words[start : match.start()].strip())
            start = match.end()
    names.append(words[start:].strip())
    return tuple(dict.fromkeys(name for name in names if name))
