"""The same work in this process, in a pool of processes, or on a cluster: pure functions over partitions.

Here: cutting a snapshot into partitions, the two steps over them, and joining what they give.
Not here: what is found (duplicates.py, once_only.py, merging.py), where the steps run (executors.py).

    read_part(partition) -> rows read, outcomes, one mention of each type     (step 1, each partition)
    issuers and canonical types of the whole snapshot                         (here, once)
    find_part(partition, rows read, whole) -> findings of the partition       (step 2, each partition)

A step depends on its arguments only, so that a partition whose worker died is simply done again.
Results do not depend on the number of partitions, their order, or where they ran.
"""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge

from analysis.asked import Readings
from analysis.documents.read import read_snapshot
from analysis.documents.reading import Mention
from analysis.duplicates import (
    Demand,
    LeftOut,
    asked_each_time,
    demands_of,
    duplicates_of,
    left_out_of,
    repeated_of,
)
from analysis.executors import Executor, Here, on_this_machine, uncollected
from analysis.issuers import Issuers
from analysis.merging import NOTHING, each_type, place_mentions, plainer, settled
from analysis.once_only import in_order, once_only_of
from analysis.outcomes import OutcomeReading, read_outcomes
from analysis.placing import FORGETFUL, Memory, Placing
from catalogue.findings import Finding
from catalogue.judgements import Judgements
from catalogue.records import Procedure
from catalogue.snapshot import Snapshot

ROWS_EACH = 20_000
"""Component rows of a partition, at most, about."""
FEWEST = 2_000
"""Smaller partitions are not worth a process of their own."""


@dataclass(frozen=True)
class Partition:
    """Some procedures of a snapshot, next to one another by key."""

    number: int
    day: date
    procedures: tuple[Procedure, ...]

    @property
    def snapshot(self) -> Snapshot:
        """The partition as a snapshot of its own."""
        return Snapshot(self.day, self.procedures)


@dataclass(frozen=True)
class ReadPart:
    """What step 1 gives of a partition."""

    rows: bytes
    """Its readings, packed: only step 2 looks inside."""
    outcomes: Mapping[str, tuple[OutcomeReading, ...]]
    mentions: Mapping[str, Mention]
    """One mention of each type."""


@dataclass(frozen=True)
class Whole:
    """What step 2 must know of the whole snapshot."""

    inputs: str
    changed: Mapping[str, str]
    """Canonical types of those that are not their own."""
    issuers: Issuers


@dataclass(frozen=True)
class FoundPart:
    """What step 2 gives of a partition."""

    once_only: tuple[tuple[tuple[float, tuple[str, int], str], str], ...]
    """Findings as JSON, each behind its place in the order."""
    repeated: tuple[Finding, ...]
    demands: Mapping[str, tuple[Demand, ...]]
    """Rows that ask for papers of a family."""
    each_time: Mapping[str, frozenset[str]]
    """Procedures that ask for papers that cannot be held once, by type."""


@dataclass(frozen=True)
class Found:
    """Findings of a whole snapshot; those on papers that the State holds stay packed until they are read."""

    duplicates: tuple[Finding, ...]
    packed: tuple[str, ...]
    """Findings on papers that the State holds, as JSON, the strongest first."""
    left_out: tuple[LeftOut, ...]
    """Papers that several procedures ask for and that are no duplicates all the same."""
    placing: Placing
    """Where every type belongs: what the store remembers."""

    @property
    def once_only(self) -> Iterator[Finding]:
        """Findings on papers that the State holds, the strongest first."""
        return map(Finding.model_validate_json, self.packed)


def cut(snapshot: Snapshot, *, rows_each: int = ROWS_EACH) -> tuple[Partition, ...]:
    """Partitions of about so many component rows, in the order of the keys."""
    parts: list[list[Procedure]] = [[]]
    count = 0
    for procedure in snapshot.procedures:
        if count >= rows_each:
            parts.append([])
            count = 0
        parts[-1].append(procedure)
        count += len(procedure.components)
    return tuple(Partition(number, snapshot.day, tuple(part)) for number, part in enumerate(parts))


def read_part(partition: Partition) -> ReadPart:
    """Step 1: the rows and outcomes of a partition, read."""
    with uncollected():
        return _read(partition)


def _read(partition: Partition) -> ReadPart:
    readings = read_snapshot(partition.snapshot)
    mentions = each_type(row for rows in readings.values() for row in rows)
    return ReadPart(pickle.dumps(readings, -1), read_outcomes(partition.snapshot), mentions)


def read_rows(snapshot: Snapshot, executor: Executor | None = None) -> Readings:
    """Every row of a snapshot read once, shared out among the processors of this machine.

    The same as `read_snapshot`, in the same order; a small catalogue is read in this process.
    """
    with executor or on_this_machine() as running:
        parts = cut(snapshot, rows_each=_share(snapshot, running.workers))
        if len(parts) == 1:
            return read_snapshot(snapshot)
        read_snapshot(Snapshot(snapshot.day, snapshot.procedures[:1]))  # children inherit the loaded lexicon
        with uncollected():
            packed = running.each(_packed, [(part,) for part in parts])
            return {key: rows for one in packed for key, rows in pickle.loads(one).items()}  # noqa: S301


def _packed(partition: Partition) -> bytes:
    return pickle.dumps(read_snapshot(partition.snapshot), -1)


def find_part(partition: Partition, rows: bytes, whole: Whole) -> FoundPart:
    """Step 2: what is found in a partition, given the issuers of all."""
    with uncollected():
        return _find(partition, rows, whole)


def _find(partition: Partition, rows: bytes, whole: Whole) -> FoundPart:
    readings: Readings = pickle.loads(rows)  # noqa: S301 (packed by step 1 of the same run)
    if whole.changed:
        readings = settled(readings, whole.changed)
    found = once_only_of(
        partition.procedures, readings, whole.issuers, day=partition.day, inputs=whole.inputs
    )
    packed = ((in_order(one), one.model_dump_json(exclude_defaults=True)) for one in found)
    return FoundPart(
        tuple(sorted(packed)),
        tuple(repeated_of(partition.procedures, readings, day=partition.day, inputs=whole.inputs)),
        {family: tuple(told) for family, told in demands_of(partition.snapshot, readings).items()},
        {type_: frozenset(keys) for type_, keys in asked_each_time(partition.snapshot, readings).items()},
    )


def find(
    snapshot: Snapshot,
    judgements: Judgements = NOTHING,
    memory: Memory = FORGETFUL,
    *,
    executor: Executor | None = None,
    rows_each: int | None = None,
) -> Found:
    """Duplicates and papers that the State holds, of a whole snapshot, wherever the partitions are done.

    `rows_each`: component rows of a partition; without it each worker gets a share, none of them large.
    """
    with executor or Here() as running, uncollected():
        parts = cut(snapshot, rows_each=rows_each or _share(snapshot, running.workers))
        read = tuple(running.each(read_part, [(part,) for part in parts]))
        placing = _placing(read, judgements, memory)
        whole = _whole(snapshot, read, placing)
        packed = [(part, one.rows) for part, one in zip(parts, read, strict=True)]
        found = tuple(running.each(find_part, packed, shared=whole))
        return _joined(snapshot, found, placing)


def _share(snapshot: Snapshot, workers: int) -> int:
    rows = sum(len(procedure.components) for procedure in snapshot.procedures)
    return max(FEWEST, min(ROWS_EACH, -(-rows // workers)))


def _placing(read: Sequence[ReadPart], judgements: Judgements, memory: Memory) -> Placing:
    mentions: dict[str, Mention] = {}
    for one in read:
        for type_, mention in one.mentions.items():
            known = mentions.get(type_)
            if known is None or (mention != known and plainer(mention) < plainer(known)):
                mentions[type_] = mention
    return place_mentions(mentions, judgements, memory)


def _whole(snapshot: Snapshot, read: Sequence[ReadPart], placing: Placing) -> Whole:
    outcomes = {key: told for one in read for key, told in one.outcomes.items()}
    changed = {type_: anchor for type_, anchor in placing.canonical.items() if type_ != anchor}
    return Whole(snapshot.id, changed, Issuers.of_snapshot(snapshot, outcomes))


def _joined(snapshot: Snapshot, found: Sequence[FoundPart], placing: Placing) -> Found:
    demands: dict[str, list[Demand]] = {}
    for one in found:
        for family, told in one.demands.items():
            demands.setdefault(family, []).extend(told)
    repeated = [finding for one in found for finding in one.repeated]
    duplicates = duplicates_of(snapshot, demands, repeated)
    packed = tuple(told for _, told in merge(*(one.once_only for one in found)))
    each_time: dict[str, set[str]] = {}
    for one in found:
        for type_, keys in one.each_time.items():
            each_time.setdefault(type_, set()).update(keys)
    return Found(duplicates, packed, left_out_of(each_time), placing)
