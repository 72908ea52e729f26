"""What the commands ask of analysis: one snapshot, its rows read once, findings stored.

Here: the order of work. Not here: the analyses themselves (analysis/).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from catalogue.errors import NotFound
from dongian.language import say
from dongian.wiring import now

if TYPE_CHECKING:
    from analysis.cuts import CutReport
    from analysis.documents.reading import Reading
    from analysis.duplicates import LeftOut
    from analysis.parameters import Parameters
    from analysis.placing import Memory, Placing
    from catalogue.findings import Finding
    from catalogue.judgements import Judgements
    from catalogue.snapshot import Snapshot
    from catalogue.store.store import Store


@dataclass(frozen=True)
class Studied:
    """A snapshot and its component rows, read."""

    snapshot: "Snapshot"
    readings: "Mapping[str, tuple[Reading, ...]]"
    parameters: "Parameters"
    """The shipped figures with what people entered."""


def in_force(store: "Store", day: date, known: datetime | None = None) -> "Snapshot":
    """The snapshot of a day; raises NotFound on an empty catalogue."""
    snapshot = store.snapshot(day, known)
    if not snapshot.procedures:
        raise NotFound(
            say(
                f"Danh mục không có thủ tục nào có hiệu lực ngày {day:%d/%m/%Y}.",
                f"Nothing is in force on {day}.",
            ),
            hint=say("Nhập tệp trước: dongian import THƯ_MỤC", "Import files first: dongian import FOLDER"),
        )
    return snapshot


def study(store: "Store", day: date, known: datetime | None = None) -> Studied:
    """The snapshot of a day with its rows read; raises NotFound on an empty catalogue."""
    from analysis.partitions import read_rows

    snapshot = in_force(store, day, known)
    readings = _settled(snapshot, read_rows(snapshot), store, known)
    return Studied(snapshot, readings, figures(store, known))


def _settled(
    snapshot: "Snapshot",
    readings: "Mapping[str, tuple[Reading, ...]]",
    store: "Store",
    known: datetime | None,
) -> "Mapping[str, tuple[Reading, ...]]":
    """The readings with one type where people, or the words, say that several are one; remembers types."""
    from analysis.merging import each_type, place_mentions, settled

    memory, judged = memory_of(store, known), store.judgements.standing(known)
    rows = (row for several in readings.values() for row in several)
    placing = place_mentions(each_type(rows), judged, memory)
    if known is None:
        remember(store, snapshot, placing, memory, judged)
    return settled(readings, placing.canonical)


def memory_of(store: "Store", known: datetime | None = None) -> "Memory":
    """Where every type was placed before, as known at a moment."""
    from analysis.placing import Memory

    return Memory.of(store.ledger.types(known))


def remember(
    store: "Store", snapshot: "Snapshot", placing: "Placing", memory: "Memory", judged: "Judgements"
) -> int:
    """Append what is new about types, so that no further import renames them; number appended."""
    new = placing.new(memory, judged, day=snapshot.day, inputs=snapshot.id)
    return store.ledger.remember_types(new, now=now())


def figures(store: "Store", known: datetime | None = None) -> "Parameters":
    """Every figure, as known at a moment: what ships, under what people entered."""
    from analysis.parameters import defaults

    return defaults().with_entries(entry.record for entry in store.ledger.parameters(known))


def duplicates(store: "Store", studied: Studied) -> "tuple[Finding, ...]":
    """Papers asked for by several procedures, or twice in one; stored."""
    from analysis.duplicates import find_duplicates

    found = find_duplicates(studied.snapshot, studied.readings)
    store.put_findings(found, analysis="duplicates", inputs=studied.snapshot.id, now=now())
    return found


@dataclass(frozen=True)
class Partitioned:
    """What the partitions of a snapshot gave."""

    snapshot: "Snapshot"
    duplicates: "tuple[Finding, ...]"
    once_only: "tuple[Finding, ...]"
    left_out: "tuple[LeftOut, ...]"


def partitioned(store: "Store", day: date, *, processes: int, cluster: str | None) -> Partitioned:
    """Duplicates and papers that the State holds, by partitions in a pool or on a cluster; stored."""
    from analysis.executors import executor_of
    from analysis.partitions import find

    snapshot = in_force(store, day)
    judged, memory = store.judgements.standing(), memory_of(store)
    found = find(snapshot, judged, memory, executor=executor_of(processes, cluster))
    remember(store, snapshot, found.placing, memory, judged)
    once_only = tuple(found.once_only)
    store.put_findings(found.duplicates, analysis="duplicates", inputs=snapshot.id, now=now())
    store.put_findings(once_only, analysis="once-only", inputs=snapshot.id, now=now())
    return Partitioned(snapshot, found.duplicates, once_only, found.left_out)


def near_procedures(store: "Store", studied: Studied) -> "tuple[Finding, ...]":
    """Procedures that could be one, and variants of one; stored."""
    from analysis.near_procedures import find_near

    found = find_near(studied.snapshot, studied.readings)
    store.put_findings(found, analysis="near-procedures", inputs=studied.snapshot.id, now=now())
    return found


def copies(store: "Store", studied: Studied) -> "tuple[Finding, ...]":
    """Original and copy, or several copies, of one paper; stored."""
    from analysis.copies import find_copies

    found = find_copies(studied.snapshot, studied.readings)
    store.put_findings(found, analysis="copies", inputs=studied.snapshot.id, now=now())
    return found


def zombies(store: "Store", studied: Studied) -> "tuple[Finding, ...]":
    """Papers, agencies and legal texts that no longer are; stored."""
    from analysis.zombies import find_zombies
    from dongian.checking import acts_of

    found = find_zombies(studied.snapshot, studied.readings, acts_of(store, studied.snapshot))
    store.put_findings(found, analysis="zombies", inputs=studied.snapshot.id, now=now())
    return found


def once_only(store: "Store", studied: Studied) -> "tuple[Finding, ...]":
    """Papers that a register holds or another procedure issues; stored."""
    from analysis.once_only import find_once_only

    found = find_once_only(studied.snapshot, studied.readings)
    store.put_findings(found, analysis="once-only", inputs=studied.snapshot.id, now=now())
    return found


def effect(studied: Studied, found: "tuple[Finding, ...]") -> "CutReport":
    """Cost before and after the cuts that findings suggest."""
    from analysis.cuts import effect_of_cuts

    return effect_of_cuts(studied.snapshot, studied.readings, found, studied.parameters)


def cuts(store: "Store", studied: Studied) -> "CutReport":
    """The same for all findings of the snapshot, which are stored."""
    return effect(studied, (*once_only(store, studied), *duplicates(store, studied)))
