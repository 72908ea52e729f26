"""Papers asked for, one by one: what duplicates, once-only and the graph walk over.

Here: component rows joined with their readings, and the evidence they give.
Not here: reading a row (analysis/documents), what follows from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from analysis.agencies_of import Agency, agency_on, each_agency
from analysis.documents.reading import Mention, Reading, RowKind
from analysis.outcomes import OutcomeReading
from catalogue.findings import Evidence
from catalogue.records import Component, Procedure
from catalogue.snapshot import Snapshot

Readings = Mapping[str, tuple[Reading, ...]]


@dataclass(frozen=True)
class Asked:
    """One component row (thành phần hồ sơ) with its reading."""

    procedure: Procedure
    index: int
    """Number of the row within the procedure, from 0."""
    case: str | None
    group: tuple[int, int]
    """Case and, within it, the list opened by the last heading row: rows of one group are asked together."""
    component: Component
    reading: Reading


def rows(procedure: Procedure, readings: Readings) -> Iterator[Asked]:
    """The component rows of a procedure in their order.

    Raises:
        ValueError: there is not exactly one reading for every row.
    """
    read = readings.get(procedure.key, ())
    if len(read) != len(procedure.components):
        raise ValueError(
            f"{procedure.key}: {len(procedure.components)} component rows but {len(read)} readings; "
            "read the snapshot anew (analysis.documents.read.read_snapshot)"
        )
    index, part = 0, 0
    for number, case in enumerate(procedure.cases):
        for component in case.components:
            part += read[index].kind is RowKind.HEADING
            yield Asked(procedure, index, case.name, (number, part), component, read[index])
            index += 1


def all_rows(snapshot: Snapshot, readings: Readings) -> Iterator[Asked]:
    """Every component row of a snapshot, by key of the procedure."""
    for procedure in snapshot.procedures:
        yield from rows(procedure, readings)


def papers(asked: Asked) -> tuple[Mention, ...]:
    """The papers of a row, each type once."""
    if asked.reading.kind is not RowKind.DOCUMENT:
        return ()
    return tuple({mention.type: mention for mention in reversed(asked.reading.mentions)}.values())[::-1]


def asking_agencies(procedure: Procedure, day: date) -> tuple[Agency, ...]:
    """Who asks: the handling agencies, else the deciding, else the announcing one; as called on the day."""
    named = each_agency(*procedure.handling_agencies) or each_agency(procedure.deciding_agency)
    named = named or each_agency(procedure.issuing_agency)
    return tuple({agency.key: agency for agency in (agency_on(name, day) for name in named)}.values())


def settling_agencies(procedure: Procedure, day: date) -> dict[str, Agency]:
    """Who handles and decides, by key: whose own papers these are; without the one that only announces."""
    named = each_agency(*procedure.handling_agencies, procedure.deciding_agency)
    return {agency.key: agency for agency in (agency_on(name, day) for name in named)}


def _agency(procedure: Procedure, day: date) -> str | None:
    agencies = asking_agencies(procedure, day)
    return agencies[0].name if agencies else None


def evidence_of(asked: Asked, day: date) -> Evidence:
    """The row as evidence: its words and its place."""
    return evidence_of_row(asked.procedure, asked.component, index=asked.index, case=asked.case, day=day)


def evidence_of_row(
    procedure: Procedure, component: Component, *, index: int, case: str | None, day: date
) -> Evidence:
    """A component row as evidence, by its number within the procedure."""
    return Evidence(
        procedure=procedure.key,
        procedure_name=procedure.name,
        agency=_agency(procedure, day),
        case=case,
        component=index,
        quote=component.text,
        file=procedure.source.file,
        place=component.place,
    )


def evidence_of_outcome(outcome: OutcomeReading, procedure: Procedure, day: date) -> Evidence:
    """The outcome row as evidence that the State issues the paper."""
    return Evidence(
        procedure=procedure.key,
        procedure_name=procedure.name,
        agency=_agency(procedure, day),
        quote=outcome.text,
        file=procedure.source.file,
        place=procedure.outcomes[outcome.index].place,
        role="issues",
    )
