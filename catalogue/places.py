"""Provinces: for which one an authority speaks (phạm vi địa bàn của cơ quan ban hành).

Here: the province that the name of an issuer names, its id and its name.
Not here: agencies, their codes and successions (the register of agencies); whose decision
holds where (catalogue/store/versions.py).
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from catalogue.records import Procedure, Record
from catalogue.text import fold

KINDS = r"(?:tỉnh|(?:thành phố|tp)\.?)"
COUNCIL = r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)"


class Province(Record):
    """One province or city under central authority (tỉnh, thành phố), whatever it was called."""

    id: str
    """H code of 20/2020/QĐ-TTg: a city that was renamed keeps it, and so does one that was merged."""
    name: str
    """The last one: Huế, Đắk Lắk."""
    aliases: tuple[str, ...] = ()


@cache
def provinces() -> dict[str, Province]:
    """All provinces by id, those merged on 2025-07-01 included."""
    raw = tomllib.loads(files("catalogue").joinpath("lookups/places.toml").read_text("utf-8"))
    found: dict[str, list[dict[str, Any]]] = {}
    for told in sorted(raw["place"], key=lambda told: told.get("valid_to", "9999")):
        found.setdefault(told["code"], []).append(told)
    return {
        code: Province(
            id=code,
            name=same[-1]["short"],
            aliases=tuple(
                dict.fromkeys(name for told in same for name in (told["short"], *told.get("aliases", ())))
            ),
        )
        for code, same in found.items()
    }


@lru_cache(maxsize=4096)
def place_of_issuer(name: str | None) -> str | None:
    """Id of the province for which an authority speaks; None: the whole country, or no province named.

    >>> place_of_issuer("Chủ tịch UBND tỉnh Đắk Lắk")
    'H15'
    >>> place_of_issuer("UBND TP. Hồ Chí Minh")
    'H29'
    >>> place_of_issuer("Bộ Tư pháp") is None
    True
    """
    if not name:
        return None
    found = list(_issuers().finditer(fold(name)))
    return _ids()[_plain(found[-1]["name"])] if found else None


def place_named(text: str) -> str | None:
    """Id of a province that a person typed: its id, or its name with or without "tỉnh"; None: none such.

    >>> place_named("Tỉnh Đắk Lắk"), place_named("hà nội"), place_named("Atlantis")
    ('H15', 'H26', None)
    """
    if text in provinces():
        return text
    plain = _plain(re.sub(r"^(?:tỉnh|thành phố|tp\.?)\s+", "", fold(text).strip()))
    return _ids().get(plain)


def place_name(id_: str) -> str:
    """The name of a province as the screen shows it; an unknown id is shown as it is."""
    found = provinces().get(id_)
    return id_ if found is None else found.name


def place_of(record: Procedure) -> str | None:
    """The province whose authority published a record: its decision's, else the one that it names.

    A ministry that is named by the decision outranks a province that hands out the result.
    """
    decided = record.decision and record.decision.agency
    return place_of_issuer(decided or record.issuing_agency)


def _plain(name: str) -> str:
    return re.sub(r"[\s–-]+", " ", fold(name)).strip()


@cache
def _ids() -> dict[str, str]:
    return {_plain(name): one.id for one in provinces().values() for name in (one.name, *one.aliases)}


@cache
def _issuers() -> re.Pattern[str]:
    """ "tỉnh X", "thành phố X" anywhere, or X right behind the name of a council; the longest name first."""
    names = sorted(_ids(), key=len, reverse=True)
    told = "|".join(r"[\s–-]+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{KINDS}|{COUNCIL})\s*(?P<name>{told})(?!\w)")
