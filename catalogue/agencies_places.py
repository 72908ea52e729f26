"""The place at the end of an agency's name: "huyện Vĩnh Thạnh, tỉnh Bình Định", "cấp xã", "Thanh Hóa".

Here: where the place begins, its level, the province of the register that it names on a day.
Not here: districts and communes as a register: they keep the words they are written in.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from catalogue.agencies import Place
from catalogue.agencies_words import Spelling
from catalogue.records import Level

LONGEST = 5
"""Words of the name of a place."""


class Tail(NamedTuple):
    """What stands before a place, and the place."""

    head: str
    level: Level | None
    """Of the smallest place named; None: only a province without the word, or several levels."""
    place: Place | None = None
    local: str | None = None
    """Kind and name of what is smaller than a province, as in the key."""
    levels: tuple[Level, ...] = ()
    """Where the words name several: "cấp huyện, cấp xã"."""
    odd: bool = False
    """The province is called by the wrong kind: "tỉnh Hà Nội"."""

    @property
    def all_levels(self) -> tuple[Level, ...]:
        """The one level, or the several."""
        return self.levels or (() if self.level is None else (self.level,))


class Gazetteer:
    """The provinces of a register by name."""

    def __init__(self, places: Iterable[Place], spelling: Spelling) -> None:
        self.spelling = spelling
        self._by_name: dict[str, list[Place]] = {}
        for place in places:
            names = [place.short, *place.aliases]
            for name in {spelling.key(n).key for n in names}:
                self._by_name.setdefault(name, []).append(place)
        names = sorted(self._by_name, key=len, reverse=True)
        self._bare = re.compile(rf" ({'|'.join(map(re.escape, names))})$")

    def province(self, name: str, *, city: bool | None, day: date) -> tuple[Place | None, bool]:
        """The province of a name, and whether its kind is wrong; `city` None: no kind is said."""
        told = self._by_name.get(name, [])
        kind = self.spelling.city
        of_kind = [p for p in told if city is None or self.spelling.key(p.name).key.startswith(kind) == city]
        if of_kind:
            return _on(of_kind, day), False
        return (None if city or not told else _on(told, day)), True

    def tails(self, key: str, day: date) -> Iterator[Tail]:
        """Ways to read the end of a key as a place, the longest first."""
        starts = [match for match in self.spelling.type_pattern.finditer(key) if match[1]]
        for number, match in enumerate(starts):
            if match.start() and (tail := self._read(key, starts[number:], day)) is not None:
                yield tail
        if (bare := self._bare.search(key)) is not None:
            place, _ = self.province(bare[1], city=None, day=day)
            yield Tail(self._head(key[: bare.start()]), None, place)

    def _head(self, head: str) -> str:
        head = self.spelling.level_front.sub("", f"{head} ".rstrip())
        return self.spelling.links.sub("", head).strip()

    def _read(self, key: str, starts: list[re.Match[str]], day: date) -> Tail | None:
        """All of the key from the first match on as places; None where other words stand there."""
        ends = [match.start() for match in starts[1:]] + [len(key)]
        named = [(match[1], key[match.end() : end].strip()) for match, end in zip(starts, ends, strict=True)]
        named = [(kind, self._name(name)) for kind, name in named]
        tail = Tail(self._head(key[: starts[0].start()]), None)
        if not tail.head or any(len(name.split()) > LONGEST for _, name in named):
            return None
        kinds = [kind for kind, name in named if not name]
        for kind, name in named:
            if name:
                tail = self._take(tail, kind, name, day)
        if kinds and tail.local is None:
            told = _levels([self.spelling.types[kind] for kind in kinds])
            tail = tail._replace(level=told[0]) if len(told) == 1 else tail._replace(level=None, levels=told)
        return tail if (tail.level or tail.levels) and self._sure(named, tail) else None

    def _name(self, name: str) -> str:
        """Without the words that only say "and the like", and the front of the next kind."""
        name = self.spelling.cut.sub("", f" {name}").strip()
        if name in self.spelling.nameless:
            return ""
        name = re.sub(rf"^(?:{'|'.join(self.spelling.nameless)})(?: |$)", "", name)
        return self.spelling.level_front.sub("", f" {name}").strip()

    def _sure(self, named: list[tuple[str, str]], tail: Tail) -> bool:
        """A province that no register knows is no place: "tỉnh" may begin other words."""
        levels = self.spelling.types
        provinces = [name for kind, name in named if name and levels[kind] is Level.PROVINCE]
        return not provinces or tail.place is not None

    def _take(self, tail: Tail, kind: str, name: str, day: date) -> Tail:
        level = self.spelling.types[kind]
        if level is None or level is Level.PROVINCE:
            place, odd = self.province(name, city=level is None, day=day)
            below = place is not None and level is None and _not_yet(place, day)
            if place is not None and not below:
                return tail._replace(place=place, odd=odd, level=tail.level or Level.PROVINCE)
            if level is Level.PROVINCE:
                return tail
            level = Level.DISTRICT  # a city that is no province is below one
        name, place = self._province_inside(name, day)
        return tail._replace(
            level=tail.level or level,
            local=tail.local or f"{kind} {name}",
            place=place or tail.place,
        )

    def _province_inside(self, name: str, day: date) -> tuple[str, Place | None]:
        """ "1 hồ chí minh" is a district and a province."""
        found = self._bare.search(name)
        if found is None:
            return name, None
        return name[: found.start()], self.province(found[1], city=None, day=day)[0]


def _not_yet(place: Place, day: date) -> bool:
    return place.valid_from is not None and day < place.valid_from


def _on(places: list[Place], day: date) -> Place:
    """The one that is there on the day; else the last that was, else the first that will be."""
    living = [place for place in places if place.on(day)]
    ended = [place for place in places if place.valid_to is not None and place.valid_to < day]
    return (living or ended or places)[-1]


_ORDER = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE)


def _levels(levels: list[Level | None]) -> tuple[Level, ...]:
    """ "huyện, thành phố" is the district, "tỉnh, thành phố" the province: a city goes with the others."""
    return tuple(level for level in _ORDER if level in levels) or (Level.PROVINCE,)
