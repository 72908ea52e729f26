"""One name for one agency on one day (tên cơ quan): spelling first, then dated succession.

Here: folding of spellings and the successions of catalogue/lookups/agencies.toml.
Not here: who is competent for what; a function that was split has no single successor.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from catalogue import text as words

ONE_TO_ONE = frozenset({"merged_into", "renamed"})


@dataclass(frozen=True)
class Succession:
    """Kế thừa: from a day on, one agency stands for another; with its source."""

    old: str
    new: str
    since: date | None
    relation: str
    source: str
    mark: str


@dataclass(frozen=True)
class Agency:
    """Cơ quan as it is called on a day."""

    key: str
    """Folded name: what equal agencies share."""
    name: str
    """For the screen."""
    written: str
    """As the source writes it."""
    successions: tuple[Succession, ...] = ()
    """The steps from the written name to this one."""


@dataclass(frozen=True)
class _Lookup:
    spellings: tuple[tuple[re.Pattern[str], str], ...]
    successions: dict[str, Succession]


@cache
def _lookup() -> _Lookup:
    said = tomllib.loads((files("catalogue") / "lookups" / "agencies.toml").read_text("utf-8"))
    spellings = tuple((re.compile(words.fold(s["pattern"])), s["becomes"]) for s in said["spelling"])
    successions: dict[str, Succession] = {}
    for row in said["succession"]:
        if row["relation"] not in ONE_TO_ONE:
            continue
        since = date.fromisoformat(row["since"]) if row["since"] else None
        step = Succession(row["old"], row["new"], since, row["relation"], row["source"], row["mark"])
        for name in (row["old"], *row["aliases"]):
            # a place name alone ("Hà Nam") is also the name of the place, not of an agency
            if len(name.split()) > 1 and (row["kind"] != "province" or name != row["aliases"][-1]):
                successions.setdefault(words.fold(name), step)
    return _Lookup(spellings, successions)


def _spelled(name: str) -> str:
    told = words.fold(name)
    for pattern, becomes in _lookup().spellings:
        told = pattern.sub(becomes, told).strip()
    return told


by_alphabet = lru_cache(maxsize=16384)(words.sort_key)
"""Order of agencies' names; few names, sorted often."""


@lru_cache(maxsize=65536)
def each_agency(*written: str | None) -> tuple[str, ...]:
    """The names in cells that may hold several: by semicolons and lines, never by commas.

    >>> each_agency("Sở Y tế; Sở Xây dựng", None)
    ('Sở Y tế', 'Sở Xây dựng')
    """
    parts = [part.strip() for cell in written if cell for part in re.split(r"[;\n]", cell)]
    return tuple(dict.fromkeys(part for part in parts if part))


@cache
def agency_on(name: str, day: date) -> Agency:
    """The agency that a written name means on a day, with the steps that lead there.

    >>> agency_on("Bộ Giao thông vận tải", date(2026, 1, 1)).name
    'Bộ Xây dựng'
    >>> agency_on("Bộ Giao thông vận tải", date(2020, 1, 1)).name
    'Bộ Giao thông vận tải'
    """
    key, shown, steps = _spelled(name), words.squash(name).rstrip(" ."), []
    while (step := _lookup().successions.get(key)) is not None and step not in steps:
        if step.since is None or step.since > day:
            break
        steps.append(step)
        key, shown = _spelled(step.new), step.new
    return Agency(key, shown, name, tuple(steps))
