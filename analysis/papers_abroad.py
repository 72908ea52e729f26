"""Papers that may come from any State: no Vietnamese register need hold them.

Here: papers of foreigners, of crews and ships, of who lives abroad. Not here: makers told by the words of one
paper (analysis/documents), registers (registers.py).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.paper_keys import compiled, folded, lookup
from catalogue.records import Procedure

HEALTH_CHECK = "health_check"
RESIDENCE = "residence_information"
HERE = "việt nam"


@dataclass(frozen=True)
class Foreigners:
    """Whose papers come from another State (lookups/once_only.toml, [foreigners])."""

    procedure: re.Pattern[str]
    applicants: re.Pattern[str]
    papers: frozenset[str]
    any_state: tuple[re.Pattern[str], ...]
    company_abroad: re.Pattern[str]
    company_papers: frozenset[str]
    row: re.Pattern[str]
    handed: re.Pattern[str]
    living_abroad: re.Pattern[str]
    living_abroad_papers: frozenset[str]
    residing_abroad: re.Pattern[str]
    """Citizens with a residence abroad: no commune here knows where they live."""
    missions: re.Pattern[str]
    """Missions abroad: whoever applies there lives there."""
    not_of_children: re.Pattern[str]
    own_flag: re.Pattern[str]
    entering: re.Pattern[str]
    entering_papers: tuple[re.Pattern[str], ...]
    naturalised: re.Pattern[str]
    naturalised_papers: frozenset[str]
    of_family: re.Pattern[str]
    special_health: re.Pattern[str]


@cache
def _foreigners() -> Foreigners:
    said = lookup("once_only")["foreigners"]

    def one(name: str) -> re.Pattern[str]:
        return compiled([said[name]])[0]

    return Foreigners(
        procedure=one("procedure"),
        applicants=one("applicants"),
        papers=frozenset(said["papers"]),
        any_state=tuple(compiled(said["any_state"])),
        company_abroad=one("company_abroad"),
        company_papers=frozenset(said["company_papers"]),
        row=one("row_of_foreigner"),
        handed=one("handed_by_foreigner"),
        living_abroad=one("living_abroad"),
        living_abroad_papers=frozenset(said["living_abroad_papers"]),
        residing_abroad=one("residing_abroad"),
        missions=one("missions"),
        not_of_children=one("not_of_children"),
        own_flag=one("own_flag"),
        entering=one("entering"),
        entering_papers=tuple(compiled(said["entering_papers"])),
        naturalised=one("naturalised"),
        naturalised_papers=frozenset(said["naturalised_papers"]),
        of_family=one("of_family"),
        special_health=compiled([lookup("once_only")["special_health"]["pattern"]])[0],
    )


def made_abroad(type_: str, procedure: Procedure, row: str, paper: str) -> bool:
    """A paper that may come from any State: no Vietnamese register need hold it.

    The papers of a foreigner's person where nobody else applies, of crews and passengers, and the
    clearance of a ship's last port; and health checks of a service's own boards.
    """
    abroad, told, named, name = _foreigners(), folded(row), folded(paper), folded(procedure.name)
    if type_ == HEALTH_CHECK and abroad.special_health.search(f"{name} · {told}") is not None:
        return True
    if _of_any_state(told) or any(named in clause[0] for clause in abroad.handed.finditer(told)):
        return True
    if type_ in abroad.company_papers and abroad.company_abroad.search(told) is not None:
        return True
    if type_ in abroad.living_abroad_papers and abroad.living_abroad.search(name) is not None:
        return abroad.not_of_children.search(told) is None
    if type_ in abroad.naturalised_papers and abroad.naturalised.search(name) is not None:
        return abroad.of_family.search(told) is None
    if type_ == RESIDENCE and (abroad.residing_abroad.search(name) is not None or _at_mission(procedure)):
        return True
    entering = abroad.entering.search(name) is not None and abroad.own_flag.search(name) is None
    if entering and any(pattern.search(named) for pattern in abroad.entering_papers):
        return True
    return type_ in abroad.papers and _of_foreigners_alone(procedure, told)


def _of_foreigners_alone(procedure: Procedure, row: str) -> bool:
    """The row, or the whole procedure, is one for foreigners."""
    abroad = _foreigners()
    if abroad.row.search(row) is not None and HERE not in row:
        return True
    applicants = procedure.applicants
    alone = applicants and all(abroad.applicants.search(folded(one)) for one in applicants)
    return bool(alone) or abroad.procedure.search(folded(procedure.name)) is not None


def _at_mission(procedure: Procedure) -> bool:
    """Only missions abroad handle the procedure."""
    agencies = procedure.handling_agencies
    return bool(agencies) and all(_foreigners().missions.search(folded(one)) for one in agencies)


@lru_cache(maxsize=16384)
def _of_any_state(row: str) -> bool:
    return any(pattern.search(row) for pattern in _foreigners().any_state)
