"""The register of agencies and places (danh bạ cơ quan, địa bàn): what ships, and what was added to it.

Here: loading, laying entries over it, who stands in for whom on a day. Not here: names in text
(agencies_resolve.py), storing (store/agencies.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from catalogue.agencies import (
    ENDING,
    ONE_TO_ONE,
    Agency,
    FieldHolder,
    Place,
    RegisterEntry,
    Relation,
    Succession,
)
from catalogue.agencies_words import folded, lookup
from catalogue.errors import RegisterBroken
from catalogue.records import Level

NEXT = timedelta(days=1)


@dataclass(frozen=True)
class Body:
    """One body (một cơ quan cụ thể): an agency, and where it is one of many its place."""

    agency: Agency
    place: Place | None = None
    local: str | None = None
    """District, commune or branch, as a text writes it; the register does not list them."""

    @property
    def key(self) -> str:
        """Id of the agency, and behind @ that of the province; districts and communes share theirs."""
        if self.place is None or not self.agency.generic or self.agency.regional:
            return self.agency.id
        return f"{self.agency.id}@{self.place.id}"

    @property
    def name(self) -> str:
        """As it is called."""
        province = None if self.place is None or "@" not in self.key else self.place.spoken
        if self.local is not None:
            return ", ".join(filter(None, (self.agency.at(self.local), province)))
        if province is None:
            return self.agency.name
        below = self.agency.level in (Level.DISTRICT, Level.COMMUNE)
        return f"{self.agency.name}, {province}" if below else self.agency.at(province)

    def ended(self, day: date) -> date | None:
        """The first day without it, where that is past."""
        told = [self.agency.valid_to, None if self.place is None else self.place.valid_to]
        ends = [last + NEXT for last in told if last is not None]
        return min((end for end in ends if end <= day), default=None)

    def begins(self, day: date) -> date | None:
        """Its first day, where that is still to come."""
        told = [self.agency.valid_from, None if self.place is None else self.place.valid_from]
        return max((first for first in told if first is not None and first > day), default=None)


@dataclass(frozen=True)
class Step:
    """One succession, between two bodies."""

    old: Body
    new: Body
    by: Succession


class Register:
    """Agencies, places and successions; nothing in it changes."""

    def __init__(
        self,
        agencies: Iterable[Agency],
        places: Iterable[Place],
        successions: Iterable[Succession],
        fields: Iterable[FieldHolder] = (),
    ) -> None:
        self.agencies: Mapping[str, Agency] = {a.id: a for a in agencies if not a.withdrawn}
        self.places: Mapping[str, Place] = {place.id: place for place in places}
        self.fields = tuple(fields)
        known = {s.key: s for s in successions}
        self.successions = tuple(
            s
            for s in known.values()
            if s.old in self and s.new in self  # of a withdrawn row nothing is left
        )

    def __contains__(self, name: str) -> bool:
        return name in self.agencies or name in self.places

    @cached_property
    def _by_old(self) -> Mapping[str, tuple[Succession, ...]]:
        found: dict[str, list[Succession]] = defaultdict(list)
        for succession in self.successions:
            found[succession.old].append(succession)
        return {old: tuple(told) for old, told in found.items()}

    def after(self, old: str) -> tuple[Succession, ...]:
        """What became of an agency or place."""
        return self._by_old.get(old, ())

    def body(self, key: str) -> Body | None:
        """The body of a key."""
        agency, _, place = key.partition("@")
        found = self.agencies.get(agency)
        if found is None or (place and place not in self.places):
            return None
        return Body(found, self.places[place] if place else None)

    def next_steps(self, body: Body, day: date) -> tuple[Step, ...]:
        """Who stands in directly for a body that is no more on the day."""
        if body.ended(day) is None:
            return ()
        agency, place = body.agency, body.place
        if agency.valid_to is not None and agency.valid_to < day:
            rows = self._past(agency.id, day)
            return tuple(Step(body, Body(self.agencies[row.new], place), row) for row in rows)
        rows = self._past(place.id, day) if place is not None else ()
        return tuple(Step(body, Body(agency, self.places[row.new]), row) for row in rows)

    def _past(self, old: str, day: date) -> tuple[Succession, ...]:
        return tuple(
            row
            for row in self.after(old)
            if row.relation in ENDING and row.since is not None and row.since <= day
        )

    def successors(self, body: Body, day: date) -> tuple[Step, ...]:
        """The steps that end in bodies that are there on the day; none where it still is itself."""
        found: dict[tuple[str, str | None], Step] = {}
        seen, waiting = {body.key}, [(step, step.by) for step in self.next_steps(body, day)]
        while waiting:
            step, first = waiting.pop(0)
            further = self.next_steps(step.new, day)
            if not further:
                found.setdefault((step.new.key, first.field), Step(body, step.new, first))
            elif step.new.key not in seen:
                seen.add(step.new.key)
                waiting += [(one, first if first.field else one.by) for one in further]
        return tuple(found.values())

    def heir(self, body: Body, day: date) -> tuple[Step, ...]:
        """The chain to the one body that stands in as a whole; empty where there is none."""
        chain: list[Step] = []
        while (step := self._whole(body, day)) is not None and all(step.new != s.old for s in chain):
            chain.append(step)
            body = step.new
        return tuple(chain)

    def _whole(self, body: Body, day: date) -> Step | None:
        told = [step for step in self.next_steps(body, day) if step.by.relation in ONE_TO_ONE]
        return told[0] if len(told) == 1 else None

    def holders(self, field: str, day: date) -> tuple[FieldHolder, ...]:
        """Who holds a field on a day; of the register that ships exactly one."""
        return tuple(
            one
            for one in self.fields
            if one.vi == field
            and (one.since is None or one.since <= day)
            and (one.until is None or day <= one.until)
        )

    def with_entries(self, entries: Iterable[RegisterEntry], *, strict: bool = False) -> "Register":
        """The register with what people entered: by id and key a later row corrects an earlier one.

        Raises:
            RegisterBroken: `strict`, and a row points at nothing, or successions lead back.
        """
        agencies, successions = dict(self.agencies), {s.key: s for s in self.successions}
        for entry in entries:
            if entry.agency is not None:
                agencies[entry.agency.id] = entry.agency
            if entry.succession is not None:
                successions[entry.succession.key] = entry.succession
        told = Register(agencies.values(), self.places.values(), successions.values(), self.fields)
        if strict:
            told.refuse_what_does_not_fit(successions.values())
        return told

    def refuse_what_does_not_fit(self, told: Iterable[Succession]) -> None:
        """Check parents, both ends of every succession, and that none leads back.

        Raises:
            RegisterBroken: says which row, and what to do.
        """
        for agency in self.agencies.values():
            if agency.parent is not None and agency.parent not in self.agencies:
                raise _broken(f"{agency.id}: cơ quan cấp trên “{agency.parent}” không có trong danh bạ.")
            if agency.valid_from and agency.valid_to and agency.valid_to < agency.valid_from:
                raise _broken(f"{agency.id}: ngày cuối {agency.valid_to} trước ngày đầu {agency.valid_from}.")
        for row in told:
            for end in (row.old, row.new):
                if end not in self:
                    raise _broken(f"Kế thừa {row.old} → {row.new}: “{end}” không có trong danh bạ.")
            if row.relation in ENDING and self._leads_back(row):
                raise _broken(f"Kế thừa {row.old} → {row.new} đi vòng trở lại chính cơ quan cũ.")

    def _leads_back(self, row: Succession) -> bool:
        seen, waiting = set[str](), [row.new]
        while waiting:
            one = waiting.pop()
            if one == row.old:
                return True
            if one not in seen:
                seen.add(one)
                waiting += [further.new for further in self.after(one) if further.relation in ENDING]
        return False


def _broken(message: str) -> RegisterBroken:
    return RegisterBroken(message, hint="Sửa dòng này rồi nhập lại; xem mã cơ quan: dongian agencies list.")


@cache
def shipped() -> Register:
    """The register that comes with the program."""
    agencies = [
        Agency.model_validate(row)
        for name in ("agencies_central", "agencies_local")
        for row in lookup(name)["agency"]
    ]
    places = [Place.model_validate(row) for row in lookup("places")["place"]]
    by_id = [
        Succession.model_validate(row)
        for name in ("agencies_central", "agencies_local")
        for row in lookup(name)["succession"]
    ]
    fields = [FieldHolder.model_validate(row) for row in lookup("agencies_central")["field"]]
    ids = _ids(agencies, places)
    by_name = [one for row in lookup("agencies")["succession"] for one in _named(row, ids)]
    return Register(agencies, places, [*by_name, *by_id], fields)


def _ids(agencies: Iterable[Agency], places: Iterable[Place]) -> Mapping[str, str]:
    key = folded().key
    found = {key(alias).key: a.id for a in agencies for alias in a.aliases}
    found |= {key(one.name).key: one.id for one in agencies}
    return found | {key(place.name).key: place.id for place in places}


def _named(row: Mapping[str, Any], ids: Mapping[str, str]) -> list[Succession]:
    """A row of agencies.toml, which says names where the register says ids.

    Raises:
        KeyError: a name that the register does not have; a mistake of ours.
    """
    if row.get("register") is False or row["relation"] in (Relation.ENLARGED, Relation.UNCHANGED):
        return []
    head, _, field = row["old"].partition(" (")
    key = folded().key
    return [
        Succession(
            old=ids[key(old).key],
            new=ids[key(new).key],
            since=date.fromisoformat(row["since"]) if row["since"] else None,
            relation=Relation(row["relation"]),
            field=_field(field, row),
            source=row["source"],
            mark=row["mark"],
            note=row["note"] or None,
        )
        for old in head.split(" / ")
        for new in row["new"].split(" or ")
    ]


def _field(written: str, row: Mapping[str, Any]) -> str | None:
    if row["kind"] == "function":
        return written.rstrip(")") or None
    return row.get("field") or (row["note"] or None if row["relation"] == Relation.SPLIT else None)
