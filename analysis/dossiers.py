"""Several procedures one after the other (chuỗi thủ tục, sự kiện trong đời): papers, visits, days and money.

Here: what a procedure needs from which others, and what a chain asks for in all, with what an earlier step
already produced or was given. Not here: compliance cost (cost.py).

Every sum is over what the sources state; where a step states nothing it is named, never counted as zero.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.asked import Readings, papers, rows
from analysis.families import family_of
from analysis.issuers import Issuers
from analysis.links import asks_for, foreign
from analysis.wordings import capital
from catalogue.errors import NotFound
from catalogue.records import Channel, ChannelKind, Procedure
from catalogue.snapshot import Snapshot

VISITS = 2
"""Handing in and fetching the result in person; none of both by post or online."""


@dataclass(frozen=True)
class Paper:
    """One paper of one step."""

    row: int
    type: str
    name: str
    issued_by: tuple[str, ...]
    """Procedures whose result it is."""
    produced_at: str | None = None
    """An earlier step of the chain that issues it."""
    handed_in_at: str | None = None
    """An earlier step of the chain that was given it."""

    @property
    def again(self) -> bool:
        """The chain already has it."""
        return self.produced_at is not None or self.handed_in_at is not None


@dataclass(frozen=True)
class Step:
    """One procedure of a chain."""

    procedure: str
    name: str
    papers: tuple[Paper, ...]
    visits: int | None
    """Fewest; None: no channel is stated."""
    days: tuple[float, str] | None
    """Time limit with its unit: days and working days are not added up."""
    fees: tuple[Decimal, Decimal] | None
    """Least and most of the stated fees, in đồng; None: not stated."""


@dataclass(frozen=True)
class Dossier:
    """A chain of procedures as a whole."""

    steps: tuple[Step, ...]

    @property
    def papers(self) -> int:
        """Papers handed in, over all steps."""
        return sum(len(step.papers) for step in self.steps)

    @property
    def again(self) -> int:
        """Papers that an earlier step produced or was given."""
        return sum(paper.again for step in self.steps for paper in step.papers)

    @property
    def visits(self) -> int:
        """Fewest visits of the steps that state their channels."""
        return sum(step.visits or 0 for step in self.steps)

    @property
    def days(self) -> Mapping[str, float]:
        """Stated time limits, by unit."""
        told: Counter[str] = Counter()
        for step in self.steps:
            if step.days is not None:
                told[step.days[1]] += step.days[0]  # type: ignore[assignment]
        return dict(sorted(told.items()))

    @property
    def fees(self) -> tuple[Decimal, Decimal]:
        """Least and most of the stated fees."""
        known = [step.fees for step in self.steps if step.fees is not None]
        return sum((low for low, _ in known), Decimal(0)), sum((high for _, high in known), Decimal(0))

    @property
    def not_stated(self) -> tuple[str, ...]:
        """Keys of steps that state no fee, no time limit or no channel."""
        return tuple(s.procedure for s in self.steps if None in (s.visits, s.days, s.fees))


def needs(snapshot: Snapshot, readings: Readings, procedure: str) -> tuple[Paper, ...]:
    """Papers of a procedure that other procedures issue, with those (chuỗi: kết quả là đầu vào).

    Raises:
        NotFound: the procedure is not in force.
    """
    issuers = Issuers.of_snapshot(snapshot)
    told = _papers(_found(snapshot, procedure), readings, issuers)
    return tuple(paper for paper in told if paper.issued_by)


def dossier(snapshot: Snapshot, readings: Readings, procedures: Sequence[str]) -> Dossier:
    """A chain of procedures in the given order.

    Raises:
        NotFound: a procedure is not in force.
    """
    issuers = Issuers.of_snapshot(snapshot)
    steps: list[Step] = []
    given: dict[str, str] = {}
    for key in procedures:
        procedure = _found(snapshot, key)
        before = {step.procedure for step in steps}
        told = []
        for paper in _papers(procedure, readings, issuers):
            made = next((one for one in paper.issued_by if one in before), None)
            handed = given.get(family_of(paper.type))
            told.append(
                Paper(paper.row, paper.type, paper.name, paper.issued_by, made, None if made else handed)
            )
        for paper in told:
            given.setdefault(family_of(paper.type), key)
        steps.append(
            Step(key, procedure.name, tuple(told), _visits(procedure), _days(procedure), _fees(procedure))
        )
    return Dossier(tuple(steps))


def _found(snapshot: Snapshot, key: str) -> Procedure:
    if key not in snapshot.by_key:
        raise NotFound(f"Không có thủ tục {key} đang có hiệu lực.", hint=f"Tìm: dongian search {key[:8]}")
    return snapshot.by_key[key]


def _papers(procedure: Procedure, readings: Readings, issuers: Issuers) -> Iterator[Paper]:
    """Each family once, by its first row; what asks for the result is written anew and left out."""
    seen: set[str] = set()
    for asked in rows(procedure, readings):
        for mention in papers(asked):
            family = family_of(mention.type)
            if asks_for(mention) or family in seen:
                continue
            seen.add(family)
            abroad = foreign(asked.component.text, procedure.name, mention.name)
            found = () if abroad else issuers.of(mention, asked.reading, asker=procedure.name)
            issued_by = tuple(dict.fromkeys(one.procedure for one in found if one.procedure != procedure.key))
            yield Paper(asked.index, mention.type, capital(mention.name), issued_by)


def _first(procedure: Procedure) -> tuple[Channel, ...]:
    """In-person channels, else all."""
    told = tuple(one for one in procedure.channels if one.channel is ChannelKind.IN_PERSON)
    return told or procedure.channels


def _visits(procedure: Procedure) -> int | None:
    kinds = {one.channel for one in procedure.channels if one.channel is not None}
    if not kinds:
        return None
    return VISITS if kinds == {ChannelKind.IN_PERSON} else 0


def _days(procedure: Procedure) -> tuple[float, str] | None:
    for channel in _first(procedure):
        limit = channel.time_limit
        if limit is not None and limit.value is not None and limit.unit is not None:
            return float(limit.value), str(limit.unit)
    return None


def _fees(procedure: Procedure) -> tuple[Decimal, Decimal] | None:
    stated = [
        Decimal(fee.amount)
        for channel in _first(procedure)
        for fee in channel.fees
        if fee.amount is not None and fee.currency in (None, "VND")
    ]
    return (min(stated), max(stated)) if stated else None
