"""Where every document type belongs: by its words, once; then by what people judged.

Here: seats (by words alone, remembered) and canonical types (seats under judgements).
Not here: how sure a pair is (merging.py), rows of the database (catalogue/store/types.py).

A seat that is remembered is given: a further import may join a cluster or found one, and renames nothing.
Where nothing is remembered, any order of rows gives the same seats. Judgements never touch seats, so that
one that is taken back leaves no trace in the answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis.documents.reading import Form, Holder, Maker, Mention
from analysis.documents.types import registry
from catalogue.judgements import Answer, Judgements
from catalogue.remembered_types import PlacedType, RememberedType

Sure = Callable[[Mention, Mention], float]
Essence = tuple[str, frozenset[str], frozenset[str]]
APART = (Answer.DIFFERENT, Answer.UNSURE)


@dataclass(frozen=True)
class Memory:
    """Types that were placed before, in the order in which they were first seen."""

    seats: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)
    judged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mentions: Mapping[str, Mention] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Mapping[str, RememberedType]) -> "Memory":
        """What the store remembers."""
        placed = [one.placed for one in told.values()]
        return cls(
            {one.type: one.seat for one in placed},
            {one.type: one.anchor for one in placed},
            {one.type: one.judgements for one in placed},
            {one.type: _mention(one) for one in placed},
        )


FORGETFUL = Memory()


def _mention(placed: PlacedType) -> Mention:
    return Mention(
        name=placed.name,
        head=placed.head,
        act=placed.act,
        object=placed.object,
        form=Form(placed.form),
        maker=Maker(placed.maker),
        holder=Holder(placed.holder),
        type=placed.type,
        known=placed.type in registry().types,
    )


@dataclass(frozen=True)
class Placing:
    """Seat and canonical type of every type, those that are only remembered included."""

    seats: Mapping[str, str]
    canonical: Mapping[str, str]
    mentions: Mapping[str, Mention]

    def new(self, memory: Memory, judgements: Judgements, *, day: date, inputs: str) -> Iterator[PlacedType]:
        """What the store must remember, the founders of a moment before those who joined them."""
        for type_, anchor in self.canonical.items():
            if type_ not in self.mentions:
                continue
            rests = () if anchor == self.seats[type_] else self._rests_on(type_, judgements)
            if (memory.anchors.get(type_), memory.judged.get(type_, ())) == (anchor, rests):
                continue
            told = self.mentions[type_]
            yield PlacedType(
                type=type_,
                seat=self.seats[type_],
                anchor=anchor,
                judgements=rests,
                name=told.name,
                head=told.head,
                act=told.act,
                object=told.object,
                form=told.form,
                maker=told.maker,
                holder=told.holder,
                day=day,
                inputs=inputs,
            )

    def _rests_on(self, type_: str, judgements: Judgements) -> tuple[str, ...]:
        """Judgements about the type, its seat, or its anchor: what moved it is among them."""
        about = (type_, self.seats[type_], self.canonical[type_])
        told = {one.id for each in about for one in judgements.about(each)}
        return tuple(sorted(told))


def place(
    mentions: Mapping[str, Mention],
    judgements: Judgements,
    memory: Memory,
    *,
    rank: Callable[[str, Mention], tuple[bool, int, str]],
    essence: Callable[[Mention], Essence],
    sure: Sure,
    enough: float,
) -> Placing:
    """Seats and canonical types; `rank` orders what is new, `sure` from `enough` on makes one of two."""
    known = {**mentions, **memory.mentions}
    fresh = sorted(mentions.keys() - memory.seats.keys(), key=lambda type_: rank(type_, mentions[type_]))
    seats = dict(memory.seats)
    blocks: dict[Essence, list[str]] = defaultdict(list)
    listed = registry().types
    for type_, seat in memory.seats.items():
        if type_ == seat and (said := essence(known[type_]))[1]:
            blocks[said].append(type_)
    age = {type_: number for number, type_ in enumerate((*memory.seats, *fresh))}
    for type_ in fresh:
        said = essence(mentions[type_])
        block = blocks[said] if said[1] else []  # only these can match: see `sure`
        alike = [
            (-value, age[other], other)
            for other in block
            if type_ not in listed and (value := sure(known[type_], known[other])) >= enough
        ]
        seats[type_] = min(alike)[2] if alike else type_
        if not alike:
            block.append(type_)
    judging = _Judging(seats, known, judgements, age, lambda a, b: sure(a, b) >= enough)
    return Placing(seats, judging.canonical(), known)


@dataclass(eq=False)
class _Cluster:
    anchor: str
    members: set[str] = field(default_factory=set)


class _Judging:
    """Seats under judgements: greedy over units of types that people say are one, the oldest first."""

    def __init__(
        self,
        seats: Mapping[str, str],
        known: Mapping[str, Mention],
        judgements: Judgements,
        age: Mapping[str, int],
        alike: Callable[[Mention, Mention], bool],
    ) -> None:
        self.seats, self.known, self.judgements, self.alike = seats, known, judgements, alike
        self.age = age
        self.touched = judgements.touched()
        self.homes: dict[str, list[_Cluster]] = defaultdict(list)
        """Clusters that a seat leads to, in the order they were made."""

    def _order(self, type_: str) -> tuple[bool, int, str]:
        return type_ not in registry().types, self.age.get(type_, len(self.age)), type_

    def canonical(self) -> dict[str, str]:
        """The canonical type of every type."""
        canonical = dict(self.seats)
        if not self.touched:
            return canonical
        # listed papers are there whether or not a row names them
        present = self.seats.keys() | (self.touched & registry().types.keys())
        moved = {self._seat(type_) for type_ in self.touched & present}
        concerned = [type_ for type_ in present if self._seat(type_) in moved]
        done: set[str] = set()
        for type_ in sorted(concerned, key=self._order):
            if type_ not in done:
                unit = sorted(self.judgements.group(type_) & present, key=self._order)
                done.update(unit)
                self._settle(unit)
        for cluster in {id(one): one for several in self.homes.values() for one in several}.values():
            canonical |= dict.fromkeys(cluster.members & self.seats.keys(), cluster.anchor)
        return canonical

    def _seat(self, type_: str) -> str:
        return self.seats.get(type_, type_)

    def _settle(self, unit: list[str]) -> None:
        wanted = sorted({self._seat(one) for one in unit}, key=self._order)
        found: list[_Cluster] = []
        for seat in wanted:
            home = next((one for one in self.homes[seat] if self._welcome(unit, seat, one)), None)
            if home is not None and home not in found:
                found.append(home)
        if not found:
            found = [_Cluster(unit[0])]
        first, *others = sorted(found, key=lambda one: self._order(one.anchor))
        first.members.update(unit)
        for other in others:
            if not self._refused(first.members, other.members):
                self._unite(first, other)
        for seat in wanted:
            if first not in self.homes[seat]:
                self.homes[seat].append(first)

    def _unite(self, first: _Cluster, other: _Cluster) -> None:
        first.members |= other.members
        for seat, several in self.homes.items():
            kept = [first if one is other else one for one in several]
            self.homes[seat] = list(dict.fromkeys(kept))

    def _welcome(self, unit: list[str], seat: str, cluster: _Cluster) -> bool:
        if self._refused(unit, cluster.members):
            return False
        if seat in cluster.members:
            return True
        ours = [self.known[one] for one in unit if one in self.known and self._seat(one) == seat]
        theirs = [self.known[one] for one in cluster.members if one in self.known and self._seat(one) == seat]
        return any(self.alike(a, b) for a in ours for b in theirs)

    def _refused(self, unit: Iterable[str], members: Iterable[str]) -> bool:
        """People said, or were not sure, that one of these is not one of those."""
        asked = [one for one in unit if one in self.touched]
        against = [one for one in members if one in self.touched]
        return any(self.judgements.known(a, b) in APART for a in asked for b in against)
