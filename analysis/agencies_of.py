"""One name for one agency on one day (tên cơ quan), as graph and findings compare agencies.

Here: which written names are one agency, by the register that ships (catalogue/agencies_resolve.py).
Not here: the register, its rules and successions; under which agency a list counts (attribution.py).

What the law only describes ("cơ quan có thẩm quyền"), and kinds of bodies that are no office of the State
("cơ sở giáo dục"), are many under one entry of the register: they stay what they are called.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from catalogue import text as words
from catalogue.agencies import Agency as Registered
from catalogue.agencies_reading import DESCRIBED
from catalogue.agencies_register import Body, Register, Step, shipped
from catalogue.agencies_resolve import Resolved, resolve
from catalogue.agencies_words import folded
from catalogue.records import Level

MANY = frozenset({DESCRIBED, "other_body"})
"""Kinds of which every entry is collective."""


@dataclass(frozen=True)
class Agency:
    """Cơ quan as it is called on a day."""

    key: str
    """What equal agencies share: of the register, else "=" and the words."""
    name: str
    """For the screen."""
    written: str
    """As the source writes it."""
    successions: tuple[Step, ...] = ()
    """The steps from the written name to this one."""
    single: bool = False
    """One body: of the central level, or named with its place. A department is one of many."""


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
    register = shipped()
    found = resolve(name, day, register=register)
    if found.agency is None or found.agency.collective or found.agency.kind in MANY:
        return Agency(f"={folded().key(name).key}", words.squash(name).rstrip(" ."), name)
    steps = register.heir(Body(found.agency, found.place, found.local), day)
    body = steps[-1].new if steps else Body(found.agency, found.place, found.local)
    local = "" if body.local is None else f"/{words.fold(body.local)}"
    owner = _owner(found, found.agency, register, day)
    single = body.agency.level is Level.CENTRAL or body.place is not None
    if owner is None:
        return Agency(body.key + local, body.name, name, steps, single)
    return Agency(f"{body.key}{local}<{owner}", words.squash(name).rstrip(" ."), name, steps, single)


def _owner(found: Resolved, unit: Registered, register: Register, day: date) -> str | None:
    """The body that the name itself tells apart by: "Bộ phận Một cửa Sở Xây dựng"."""
    if found.within is None or found.within == unit.parent:
        return None
    above = Body(register.agencies[found.within])
    steps = register.heir(above, day)
    return (steps[-1].new if steps else above).key
