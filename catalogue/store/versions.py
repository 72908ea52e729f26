"""The version rules: what was in force on a day, as we knew it at a moment.

Here: pure functions over the sightings of one procedure; docs/decisions/0001 says why.
Not here: rows (catalogue/store/rows.py).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
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

    @cached_property
    def record(self) -> Procedure | None:
        """The canonical record; None unless the file states the procedure."""
        return Procedure.model_validate_json(self.text) if self.text else None

    @property
    def name(self) -> str:
        """Tên thủ tục as this sighting states it."""
        told: str = json.loads(self.head)["name"]
        return told

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


def current(sightings: Iterable[Sighting], known: datetime | None = None) -> list[Sighting]:
    """What each publication said last, of what was recorded until `known`.

    A file read again replaces its earlier reading. It does not where other bytes
    under the same name state a later decision: a page of a portal that lives on.
    """
    by_series: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        if known is None or sighting.recorded <= known:
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


def in_force(sightings: Iterable[Sighting], day: date, known: datetime | None = None) -> tuple[Sighting, ...]:
    """The sightings that hold on a day, strongest first; empty when nothing is in force.

    The later first day wins; for the same day the higher rank, within a rank the
    later reading, and the hash settles ties so that files may be imported in any order.
    What lies before a repeal or replacement no longer holds.
    """
    told = current(sightings, known)
    starts = {sighting.id: sighting.valid_from for sighting in told} | _stated_starts(told)

    def holds(sighting: Sighting) -> bool:
        start = starts[sighting.id]
        return (start is None or start <= day) and (sighting.valid_to is None or day <= sighting.valid_to)

    def strength(sighting: Sighting) -> tuple[date, int, datetime, str]:
        return (starts[sighting.id] or date.min, sighting.rank, sighting.recorded, sighting.content_hash)

    holding = sorted(filter(holds, told), key=strength, reverse=True)
    for number, sighting in enumerate(holding):
        if sighting.ends:
            return tuple(holding[:number])
    return tuple(holding)


def _stated_starts(told: Sequence[Sighting]) -> dict[int, date]:
    """First days by the sighting that states them, for others of the same decision that do not.

    A portal that names a decision and only its date of signing must not bring it
    into force earlier than the decision itself says.
    """
    stated: dict[str, Sighting] = {}
    for sighting in told:
        if sighting.decision_key is None or sighting.effective is None:
            continue
        known = stated.get(sighting.decision_key)
        if known is None or (sighting.rank, sighting.recorded, sighting.content_hash) > (
            known.rank,
            known.recorded,
            known.content_hash,
        ):
            stated[sighting.decision_key] = sighting
    starts: dict[int, date] = {}
    for sighting in told:
        if sighting.decision_key in stated and sighting.effective is None:
            effective = stated[sighting.decision_key].effective
            if effective is not None:
                starts[sighting.id] = effective
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


def view_of(key: str, sightings: Iterable[Sighting], day: date, known: datetime | None = None) -> View | None:
    """The procedure on a day; None when nothing is in force."""
    holding = in_force(sightings, day, known)
    if not holding:
        return None
    record, given = compose(holding)
    return View(key, day, record, holding, given)
