"""Under which agency a procedure is counted (quy về cơ quan): the one written, or the one that stands in.

Here: one pure function from a written name and a day to the name of a group. Not here: the register and
its successions (catalogue/agencies*.py), which the caller hands over.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalogue.agencies_register import Body, Register, Step
from catalogue.agencies_resolve import Resolved, each
from catalogue.text import fold, squash


class Attribution(StrEnum):
    """How groups by agency are formed."""

    AS_WRITTEN = "as-written"
    """như văn bản ghi: spellings of one body are one group, successions are not followed"""
    SUCCESSORS = "successors"
    """quy về cơ quan kế thừa: where one body stands in as a whole"""


@dataclass(frozen=True)
class Attributed:
    """The group of a written name."""

    key: str
    """Equal for all names of one group."""
    name: str
    """For the screen."""
    written: str
    steps: tuple[Step, ...] = ()
    """Successions that were followed, with their sources."""
    undecided: tuple[str, ...] = ()
    """Names of several successors, of which none stands in as a whole: the name stays as written."""
    unknown: bool = False
    """The register does not know the name: the group is the words themselves."""


Attribute = Callable[[str, date], tuple[Attributed, ...]]
"""What wiring hands to lists and analyses: a cell of a record, and the day."""


def attribute(name: str, day: date, *, register: Register, how: Attribution) -> tuple[Attributed, ...]:
    """The groups that a cell of agencies belongs to on a day; several where it names several."""
    told = (_one(found, day, register, how) for found in each(name, day, register=register))
    return tuple({one.key: one for one in told}.values())


def attributing(register: Register, how: Attribution) -> Attribute:
    """`attribute` with a register and a manner, to hand over."""

    def bound(name: str, day: date) -> tuple[Attributed, ...]:
        return attribute(name, day, register=register, how=how)

    return bound


def groups(names: Iterable[str], day: date, attributed: Attribute) -> dict[str, Attributed]:
    """The groups of several cells, each once, in their order."""
    return {one.key: one for name in names for one in attributed(name, day)}


def belongs(written: str, wanted: str, day: date, attributed: Attribute) -> bool:
    """Does a cell name the agency that is wanted: by its words, or as one of the same group?"""
    if fold(wanted) in fold(written):
        return True
    sought = {one.key for one in attributed(wanted, day) if not one.unknown}
    return any(one.key in sought for one in attributed(written, day))


def _one(found: Resolved, day: date, register: Register, how: Attribution) -> Attributed:
    written = squash(found.written)
    if found.agency is None or found.key is None or found.name is None:
        return Attributed(key=f"={fold(written)}", name=written, written=written, unknown=True)
    body = Body(found.agency, found.place, found.local)
    key = found.key if found.local is None else f"{found.key}/{fold(found.local)}"
    if how is Attribution.AS_WRITTEN or found.ended is None:
        return Attributed(key, found.name, written)
    steps = register.heir(body, day)
    if not steps:
        undecided = tuple(one.name for one in found.successors)
        return Attributed(key, found.name, written, undecided=undecided)
    last = steps[-1].new
    # the heir itself may be gone, its fields parted among several: that is open, and said
    parted = () if last.ended(day) is None else register.successors(last, day)
    undecided = tuple(dict.fromkeys(step.new.name for step in parted))
    return Attributed(last.key, last.name, written, steps=steps, undecided=undecided)
