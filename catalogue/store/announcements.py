"""Which procedures each decision announced (một thủ tục theo một quyết định công bố), out of every sighting.

Here: reading. Not here: whether it came in time (analysis/timeliness.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from catalogue.legal_acts import number_of
from catalogue.records import Change, LegalBasis, Level, Procedure
from catalogue.store import rows
from catalogue.store.versions import Role, Sighting, current, in_force, needed


@dataclass(frozen=True)
class Announcement:
    """One procedure under one decision. A day that is None is stated nowhere."""

    procedure: str
    name: str
    decision: str
    """Số quyết định."""
    signed: date | None
    effective: date | None
    agency: str | None
    change: Change | None
    levels: tuple[Level, ...]
    published: date | None
    """Ngày công khai, the last one that a portal states under this decision."""
    bases: tuple[LegalBasis, ...]
    importers: frozenset[str]
    """Which kinds of sources show the procedure under this decision."""
    shown: bool
    """Some source shows the procedure at all, under this or a later decision."""
    files: tuple[str, ...]


@dataclass(frozen=True)
class Announced:
    """All announcements, and how far the portals were read."""

    announcements: tuple[Announcement, ...]
    read: Mapping[str, date]
    """Kind of source -> the day of its last reading."""


def read(connection: Connection, known: datetime | None = None) -> Announced:
    """Announcements by decision and procedure, as known at a moment."""
    by_key = {key: current(said, known) for key, said in rows.all_sightings(connection).items()}
    wanted = [s for said in by_key.values() for s in said if s.decision_key and s.role is Role.STATED]
    whole = rows.with_records(connection, wanted)
    told: list[Announcement] = []
    last: dict[str, date] = {}
    for key, said in by_key.items():
        for sighting in said:
            day = sighting.recorded.date()
            last[sighting.importer] = max(day, last.get(sighting.importer, day))
        grouped: dict[object, list[Sighting]] = {}
        for sighting in said:
            if sighting.id in whole and sighting.decision_number is not None:
                number = number_of(sighting.decision_number) or sighting.decision_key
                grouped.setdefault(number, []).append(whole[sighting.id])
        told += [_announcement(key, several, said) for several in grouped.values()]
    order = sorted(told, key=lambda a: (a.signed or date.min, a.decision, a.procedure))
    return Announced(tuple(order), last)


def _announcement(key: str, said: Sequence[Sighting], every: Iterable[Sighting]) -> Announcement:
    ordered = sorted(said, key=lambda s: (s.rank, s.recorded), reverse=True)
    records = [record for s in ordered if (record := s.record) is not None]
    decisions = [record.decision for record in records if record.decision is not None]

    def first(name: str) -> object:
        return next((v for d in decisions if (v := getattr(d, name)) is not None), None)

    published = [d.published for d in decisions if d.published is not None]
    signed, effective, agency = first("date"), first("effective"), first("agency")
    return Announcement(
        procedure=key,
        name=records[0].name,
        decision=next(d.number for d in decisions if d.number),
        signed=signed if isinstance(signed, date) else None,
        effective=effective if isinstance(effective, date) else None,
        agency=agency if isinstance(agency, str) else _issuer(records),
        change=next((record.change for record in records if record.change is not None), None),
        levels=next((record.levels for record in records if record.levels), ()),
        published=max(published, default=None),
        bases=next((record.legal_bases for record in records if record.legal_bases), ()),
        importers=frozenset(s.importer for s in ordered),
        shown=any(True for _ in every),
        files=tuple(dict.fromkeys(s.file for s in ordered)),
    )


def _issuer(records: Iterable[Procedure]) -> str | None:
    return next((record.issuing_agency for record in records if record.issuing_agency), None)


def content_files(connection: Connection, day: date, known: datetime | None = None) -> dict[str, str]:
    """The file that tells the content of each procedure in force on a day, by key."""
    found: dict[str, str] = {}
    for key, said in rows.all_sightings(connection).items():
        holding = in_force(said, day, known)
        if holding:
            found[key] = needed(holding)[-1].file
    return found
