"""The version rules: what was in force on a day, as we knew it at a moment.

Here: pure functions over the sightings of one procedure; docs/decisions/0001 says why.
Not here: rows (catalogue/store/rows.py).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from catalogue.records import Change, Coverage, Procedure


class Role(StrEnum):
    """What a sighting does."""

    STATED = "stated"
    """The file states the procedure."""
    ENDED = "ended"
    """The file states another procedure that replaces this one."""
    WITHDRAWN = "withdrawn"
    """The file was read again and no longer states the procedure."""


ENDING = frozenset({Change.REPEALED, Change.SUSPENDED})
"""bãi bỏ, không thực hiện: nothing is in force while such a sighting is the strongest."""


Undone = tuple[datetime, datetime | None]
"""From the moment a reading was undone until it was redone; None: it still is."""


def counts(undone: Sequence[Undone], known: datetime | None = None) -> bool:
    """Whether a reading with such times counts at a moment; None: now."""
    if known is None:
        return not undone or undone[-1][1] is not None
    return not any(start <= known and (end is None or known < end) for start, end in undone)


@dataclass(frozen=True)
class Sighting:
    """What one reading of one file says of one procedure (một lần công bố)."""

    id: int
    key: str
    role: Role
    series: str
    """Equal for all readings of one publication."""
    file: str
    file_id: int
    sha256: str
    importer: str
    rank: int
    recorded: datetime
    content_hash: str
    decision_number: str | None = None
    decision_key: str | None = None
    decision_date: date | None = None
    effective: date | None = None
    change: Change | None = None
    coverage: Coverage | None = None
    replaced_by: str | None = None
    valid_from: date | None = None
    """None: in force since before anything known."""
    valid_to: date | None = None
    """The last day; None: no end is stated."""
    head: str = ""
    text: str = ""
    place: str | None = None
    """The province whose authority speaks (catalogue/places.py); None: the whole country."""
    told_on: date | None = None
    """The day that the source itself gives for what it says (ngày công khai)."""
    undone: tuple[Undone, ...] = ()
    """Times on the recorded clock in which the reading does not count, in order."""

    @cached_property
    def record(self) -> Procedure | None:
        """The canonical record; None unless the file states the procedure."""
        return Procedure.model_validate_json(self.text) if self.text else None

    @property
    def name(self) -> str:
        """Tên thủ tục as this sighting states it."""
        told: str = json.loads(self.head)["name"]
        return told

    def counts(self, known: datetime | None = None) -> bool:
        """Whether it was recorded by a moment, and not undone then; None: now."""
        return (known is None or self.recorded <= known) and counts(self.undone, known)

    @property
    def announces(self) -> bool:
        """It tells a change, as decisions do; then the moment of its reading settles nothing."""
        return self.change is not None or self.role is Role.ENDED

    @property
    def ends(self) -> bool:
        """From its first day on, nothing is in force."""
        return self.role is Role.ENDED or self.change in ENDING


@dataclass(frozen=True)
class View:
    """A procedure on one day (thủ tục đang có hiệu lực), put together from its sightings."""

    key: str
    day: date
    record: Procedure
    sightings: tuple[Sighting, ...]
    """Those that hold on the day, strongest first."""
    given_by: Mapping[str, Sighting]
    """Field of the record -> the sighting that states it."""

    @property
    def places(self) -> tuple[str, ...]:
        """Provinces of the sightings that hold, sorted; empty: it holds for the whole country."""
        return places_of(self.sightings)


def current(sightings: Iterable[Sighting], known: datetime | None = None) -> list[Sighting]:
    """What each publication said last, of what was recorded until `known` and not undone.

    A file read again replaces its earlier reading. It does not where other bytes
    under the same name state a later decision: a page of a portal that lives on.
    """
    by_series: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        if (known is None and not sighting.undone) or sighting.counts(known):
            by_series.setdefault(sighting.series, []).append(sighting)
    kept: list[Sighting] = []
    for readings in by_series.values():
        readings.sort(key=lambda s: (s.recorded, s.file_id, s.id), reverse=True)
        later: list[Sighting] = []
        for reading in readings:
            if not any(_replaces(other, reading) for other in later):
                kept.append(reading)
            later.append(reading)
    return [sighting for sighting in kept if sighting.role is not Role.WITHDRAWN]


def _replaces(later: Sighting, earlier: Sighting) -> bool:
    if later.role is Role.WITHDRAWN or later.sha256 == earlier.sha256:
        return True
    if later.decision_key == earlier.decision_key:
        return True
    if later.valid_from is None or earlier.valid_from is None:
        return True
    return later.valid_from <= earlier.valid_from


def in_force(
    sightings: Iterable[Sighting], day: date, known: datetime | None = None, *, place: str | None = None
) -> tuple[Sighting, ...]:
    """The sightings that hold on a day, strongest first; empty when nothing is in force.

    The later first day wins; for the same day the higher rank, within a rank what was
    signed, published or, where no source gives a day, read later, and the hash settles
    ties so that files may be imported in any order. What lies before a repeal or
    replacement no longer holds.

    A province's decision holds for its province. `place` None: what holds for the whole
    country; where no national source has begun, what any province states, each by itself.
    """
    return holding_of(current(sightings, known), day, place=place)


def holding_of(told: Sequence[Sighting], day: date, *, place: str | None = None) -> tuple[Sighting, ...]:
    """The same, of what each publication said last (`current`)."""
    if place is not None:
        return _holding([s for s in told if s.place is None or s.place == place], day)
    places = {sighting.place for sighting in told}
    if places <= {None}:
        return _holding(told, day)
    national = [sighting for sighting in told if sighting.place is None]
    starts = _starts(national)
    if any(_begun(starts[sighting.id], day) for sighting in national):
        return _holding(national, day)
    starts = _starts(told)
    local = [s for one in places - {None} for s in _holding([s for s in told if s.place == one], day)]
    return tuple(sorted(local, key=lambda s: _strength(s, starts[s.id]), reverse=True))


def places_of(holding: Iterable[Sighting]) -> tuple[str, ...]:
    """Provinces that alone state a procedure, sorted; empty where a national source does."""
    found = {sighting.place for sighting in holding}
    return () if None in found else tuple(sorted(place for place in found if place is not None))


def _begun(start: date | None, day: date) -> bool:
    return start is None or start <= day


def _strength(sighting: Sighting, start: date | None) -> tuple[date, int, date, date, datetime, str]:
    dated = sighting.announces or sighting.told_on is not None
    return (
        start or date.min,
        sighting.rank,
        sighting.decision_date or date.min,
        sighting.told_on or date.min,
        BEFORE if dated else sighting.recorded,
        sighting.content_hash,
    )


BEFORE = datetime.min.replace(tzinfo=UTC)


def _holding(told: Sequence[Sighting], day: date) -> tuple[Sighting, ...]:
    """Of the sightings of one scope, those that hold on a day, strongest first."""
    starts = _starts(told)
    holding = [s for s in told if _begun(starts[s.id], day) and (s.valid_to is None or day <= s.valid_to)]
    holding.sort(key=lambda s: _strength(s, starts[s.id]), reverse=True)
    for number, sighting in enumerate(holding):
        if sighting.ends:
            return tuple(holding[:number])
    return tuple(holding)


def _starts(told: Sequence[Sighting]) -> dict[int, date | None]:
    """First day of each sighting; of those that name a decision only, the day that the decision states.

    A portal that names a decision and only its date of signing must not bring it
    into force earlier than the decision itself says.
    """
    stated: dict[str, list[Sighting]] = {}
    for sighting in told:
        if sighting.decision_key is not None and sighting.effective is not None:
            stated.setdefault(sighting.decision_key, []).append(sighting)
    starts = {sighting.id: sighting.valid_from for sighting in told}
    for sighting in told:
        if sighting.decision_key in stated and sighting.effective is None:
            same = [s for s in stated[sighting.decision_key] if s.place == sighting.place]
            if same:
                best = max(same, key=lambda s: (s.rank, *_strength(s, s.effective)))
                starts[sighting.id] = best.effective
    return starts


NOT_COMPOSED = frozenset(
    {"code", "provisional_id", "foreign_code", "code_as_written", "name", "coverage", "source"}
)
"""Of the strongest sighting, always."""
TOGETHER = ("decision", "change", "replaces")
"""They belong to one announcement and are never mixed."""
APART = frozenset({*TOGETHER, "not_applicable", "issues"})
COMPOSED = tuple(name for name in Procedure.model_fields if name not in NOT_COMPOSED | APART)


def needed(holding: Sequence[Sighting]) -> Sequence[Sighting]:
    """The sightings that `compose` reads: up to the first that tells the whole procedure."""
    for number, sighting in enumerate(holding, start=1):
        if sighting.coverage is Coverage.FULL:
            return holding[:number]
    return holding


def compose(sightings: Sequence[Sighting]) -> tuple[Procedure, dict[str, Sighting]]:
    """One record out of the sightings of a day, and which sighting stated each field.

    From the strongest on, fields not stated yet are taken, until a source tells the
    whole procedure: what that one leaves out, the procedure does not have.
    """
    top = sightings[0]
    record = _record(top)
    given: dict[str, Sighting] = dict.fromkeys(sorted(NOT_COMPOSED), top)
    values: dict[str, Any] = {}
    none_needed: dict[str, Sighting] = {}
    used: list[Procedure] = []
    for sighting in needed(sightings):
        said = _record(sighting)
        used.append(said)
        for name in COMPOSED:
            if name in given:
                continue
            if stated(getattr(said, name)):
                given[name], values[name] = sighting, getattr(said, name)
            elif name in said.not_applicable:
                given[name] = none_needed[name] = sighting
        if "decision" not in given and any(stated(getattr(said, name)) for name in TOGETHER):
            for name in TOGETHER:
                given[name], values[name] = sighting, getattr(said, name)
    values["not_applicable"] = _not_applicable(used, given, none_needed)
    values["issues"] = tuple(sorted({code for said in used for code in said.issues}))
    values["coverage"] = used[-1].coverage
    same = len(used) == 1
    return (record if same else record.model_copy(update=values)), given


def _not_applicable(
    used: Sequence[Procedure], given: Mapping[str, Sighting], none_needed: Mapping[str, Sighting]
) -> tuple[str, ...]:
    names = dict.fromkeys(name for said in used for name in said.not_applicable)
    return tuple(name for name in names if name in none_needed or name not in given)


def _record(sighting: Sighting) -> Procedure:
    if sighting.record is None:
        raise ValueError(f"sighting {sighting.id} of {sighting.key} states no record")
    return sighting.record


def stated(value: object) -> bool:
    """Whether a source says something: neither None nor an empty list. 0 and "free" are stated."""
    return value is not None and value != ()


def view_of(
    key: str,
    sightings: Iterable[Sighting],
    day: date,
    known: datetime | None = None,
    *,
    place: str | None = None,
) -> View | None:
    """The procedure on a day, for the whole country or one province; None when nothing is in force."""
    holding = in_force(sightings, day, known, place=place)
    if not holding:
        return None
    record, given = compose(holding)
    return View(key, day, record, holding, given)
