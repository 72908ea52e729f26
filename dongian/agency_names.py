"""Names of agencies of a whole snapshot against the register: which are not known, how often, where.

Here: counting. Not here: which fields hold names (importers/agency_names.py), the register.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from catalogue.agencies_register import Register
from catalogue.agencies_resolve import each
from catalogue.snapshot import Snapshot
from importers.agency_names import names_of

SHOWN = 5


@dataclass(frozen=True)
class Unresolved:
    """What the register does not know, and how much it knows."""

    rows: list[dict[str, Any]]
    """Written name, uses, procedures, what it may be; the most frequent first."""
    names: int
    known: int
    uses: int
    known_uses: int


def unresolved_names(snapshot: Snapshot, register: Register) -> Unresolved:
    """Every distinct name of a snapshot, in cells of several names one by one."""
    uses: Counter[str] = Counter()
    procedures: dict[str, dict[str, None]] = defaultdict(dict)
    for procedure in snapshot.procedures:
        if procedure.foreign_code is not None:
            continue  # services of other countries are not for this register
        for _, cell in names_of(procedure):
            for part in each(cell, snapshot.day, register=register):
                uses[part.written] += 1
                procedures[part.written][procedure.key] = None
    rows, known, known_uses = [], 0, 0
    for written, count in uses.most_common():
        (found, *_) = each(written, snapshot.day, register=register)
        if found.known:
            known, known_uses = known + 1, known_uses + count
            continue
        told = list(procedures[written])
        rows.append(
            {
                "written": written,
                "uses": count,
                "procedures": [*told[:SHOWN], *(["…"] if len(told) > SHOWN else [])],
                "procedure_count": len(told),
                "alternatives": [a.id for a in found.alternatives],
                "may_be": [a.name for a in found.alternatives] or list(found.nearest),
            }
        )
    return Unresolved(rows, len(uses), known, uses.total(), known_uses)
