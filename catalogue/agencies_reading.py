"""From the words of a name to the agencies it may mean, with the reasons.

Here: one alphabet, one day; the rules in the order they are tried. Not here: several names in one
cell, successors and what is told to people (agencies_resolve.py).
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from catalogue.agencies import Agency, Place
from catalogue.agencies_places import Gazetteer, Tail
from catalogue.agencies_register import Register
from catalogue.agencies_words import Spelling
from catalogue.records import Level

DEEP = 5
"""Rules that may follow one another."""
SPOKEN = {Level.PROVINCE: "cấp tỉnh", Level.DISTRICT: "cấp huyện", Level.COMMUNE: "cấp xã"}
DESCRIBED = "described"
"""Kind of what the law describes without naming it: cơ quan có thẩm quyền."""


class Reading(NamedTuple):
    """One way to read a name."""

    found: tuple[Agency, ...]
    """One: it means this. Several: it may mean each of them."""
    place: Place | None = None
    local: str | None = None
    within: Agency | None = None
    """The body that the text names as the one above."""
    office: str | None = None
    why: tuple[str, ...] = ()
    sure: float = 1.0

    def because(self, why: str, *, times: float = 1.0) -> "Reading":
        """The same with one more reason."""
        return self._replace(why=(why, *self.why), sure=self.sure * times)


class Reader:
    """The names of a register in one alphabet."""

    def __init__(self, register: Register, spelling: Spelling) -> None:
        self.spelling = spelling
        self.gazetteer = Gazetteer(register.places.values(), spelling)
        self.register = register
        names: dict[str, dict[str, Agency]] = defaultdict(dict)
        for agency in register.agencies.values():
            for name in {agency.name, agency.plain, *agency.aliases}:
                names[spelling.key(name).key][agency.id] = agency
        self._names = {key: tuple(found.values()) for key, found in names.items()}
        self._own = {agency.id: spelling.key(agency.name).key for agency in register.agencies.values()}
        self._longest = max(len(key.split()) for key in self._names)

    @property
    def names(self) -> dict[str, tuple[Agency, ...]]:
        """Agencies by every key they go under."""
        return self._names

    def read(self, key: str, day: date, *, level: Level | None = None, deep: int = 0) -> Reading | None:
        """What a key means on a day; None: no rule knows it."""
        if deep > DEEP or not key:
            return None
        for rule in (self._direct, self._front, self._place, self._pattern, self._office, self._unit,
                     self._branch, self._cut):  # fmt: skip
            found = rule(key, day, level, deep)
            if found is not None:
                return found
        return None

    def _direct(self, key: str, day: date, level: Level | None, _deep: int) -> Reading | None:
        told = self._names.get(key, ())
        if level is not None:
            told = tuple(a for a in told if a.level is level) or tuple(
                a for a in told if a.level is None and a.generic
            )
        if not told:
            return None
        return Reading(self._choose(key, told, day))

    def _choose(self, key: str, told: tuple[Agency, ...], day: date) -> tuple[Agency, ...]:
        """Those there on the day; of these the one whose own name it is; of these the general one."""
        if len(told) > 1:
            told = tuple(a for a in told if a.on(day)) or told
        if len(told) > 1:
            told = tuple(a for a in told if self._own[a.id] == key) or told
        if len(told) > 1:
            told = tuple(a for a in told if a.level is None) or told
        if len(told) > 1:
            told = tuple(a for a in told if a.begun(day)) or told
        return told

    def _front(self, key: str, day: date, level: Level | None, deep: int) -> Reading | None:
        for pattern in (self.spelling.front, self.spelling.back):
            rest = pattern.sub("", key)
            if rest != key and (found := self.read(rest, day, level=level, deep=deep + 1)) is not None:
                return found
        return None

    def _office(self, key: str, day: date, level: Level | None, deep: int) -> Reading | None:
        match = self.spelling.offices.match(key)
        if match is None:
            return None
        found = self.read(key[match.end() :], day, level=level, deep=deep + 1)
        if found is None:
            return None
        office = match[0].strip()
        return found._replace(office=office).because(f"“{office}” là người đứng đầu: lấy cơ quan")

    def _place(self, key: str, day: date, level: Level | None, deep: int) -> Reading | None:
        for tail in self.gazetteer.tails(self.spelling.places_written_out(key), day):
            found = self._at(tail, day, level, deep + 1)
            if found is None or found.place is not None:
                continue
            told = [text for text in (tail.local, tail.place and tail.place.name) if text]
            why = (
                f"địa bàn: {', '.join(told)}" if told else ", ".join(map(SPOKEN.__getitem__, tail.all_levels))
            )
            placed = found._replace(place=tail.place, local=found.local or tail.local)
            return placed.because(why, times=0.9 if tail.odd else 1.0)
        return None

    def _at(self, tail: Tail, day: date, level: Level | None, deep: int) -> Reading | None:
        """What stands before a place, at its level; before a province alone, what each province has."""
        if tail.levels:
            several = [self.read(tail.head, day, level=one, deep=deep) for one in tail.levels]
            found = tuple(agency for one in several if one is not None for agency in one.found)
            return Reading(tuple(dict.fromkeys(found))) if found else None
        wanted = level or tail.level
        reading = self.read(tail.head, day, level=wanted or Level.PROVINCE, deep=deep)
        if reading is None and wanted is None:
            reading = self.read(tail.head, day, deep=deep)
            if reading is not None and not all(agency.generic for agency in reading.found):
                return None
        return reading

    def _pattern(self, key: str, _day: date, _level: Level | None, _deep: int) -> Reading | None:
        for pattern, agency in self.spelling.patterns:
            if pattern.search(key) and agency in self.register.agencies:
                reading = Reading((self.register.agencies[agency],), sure=0.9)
                return reading.because("cách gọi chung trong văn bản")
        return None

    def _unit(self, key: str, day: date, level: Level | None, deep: int) -> Reading | None:
        """ "Bộ phận Một cửa Sở Xây dựng": a unit, and the body it belongs to."""
        for head, tail in _cuts(key, self._longest):
            above = self._direct(tail, day, level, deep)
            if above is None and tail in self._names:
                above = self._direct(tail, day, None, deep)
            if above is None or any(a.kind == DESCRIBED for a in above.found):
                continue  # "khu vực Nam Bộ" does not belong to "Bộ"
            unit = self.read(self.spelling.links.sub("", head), day, deep=deep + 1)
            if unit is None or unit.within is not None:
                continue
            owner = next((a for a in above.found for u in unit.found if u.parent == a.id), above.found[0])
            own = tuple(u for u in unit.found if u.parent == owner.id) or unit.found
            if unit.place is None and not any(self._may_belong(one, owner) for one in own):
                continue
            return unit._replace(found=own, within=owner).because(f"thuộc {owner.name}")
        return None

    def _may_belong(self, unit: Agency, owner: Agency) -> bool:
        """A local kind without a place is no unit of a central body but of those above it."""
        if unit.level in (None, Level.CENTRAL) or owner.level is not Level.CENTRAL:
            return True
        above = self.register.agencies.get(unit.parent or "")
        return above is not None and (above.id == owner.id or self._may_belong(above, owner))

    def _branch(self, key: str, day: date, level: Level | None, deep: int) -> Reading | None:
        """ "Chi nhánh Văn phòng đăng ký đất đai Tuy Phước": a kind of branches, and which of them."""
        words = key.split()
        for number in range(len(words) - 1, 1, -1):
            if len(words) - number > self.spelling.branch_words:
                return None
            found = self._direct(" ".join(words[:number]), day, level, deep)
            if found is None or any(not self._has_branches(agency) for agency in found.found):
                continue
            local = " ".join(words[number:])
            return found._replace(local=local, sure=0.9).because(f"chi nhánh, khu vực: {local}")
        return None

    def _has_branches(self, agency: Agency) -> bool:
        return agency.generic and agency.level is None and agency.kind in self.spelling.branch_kinds

    def _cut(self, key: str, day: date, level: Level | None, deep: int) -> Reading | None:
        head = self.spelling.cut.sub("", key)
        if head == key:
            return None
        found = self.read(head, day, level=level, deep=deep + 1)
        return None if found is None else found.because(f"bỏ phần nói rõ: {key[len(head) + 1 :]}", times=0.9)


def _cuts(key: str, longest: int) -> Iterator[tuple[str, str]]:
    """Every way to cut a key in two between words, the longest right part first."""
    words = key.split()
    for number in range(max(1, len(words) - longest), len(words)):
        yield " ".join(words[:number]), " ".join(words[number:])
