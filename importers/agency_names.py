"""Names of agencies in what a file states, against the register: an issue for each that nobody knows.

Here: which names a record holds, and the note. Not here: the register (catalogue/agencies*.py).
"""

from collections.abc import Iterable, Iterator

from catalogue.agencies_register import Register
from catalogue.agencies_resolve import ANY_DAY, each
from catalogue.issues import IssueLog
from catalogue.records import Procedure

FIELDS = ("handling_agencies", "coordinating_agencies", "authorised_agencies")
SHOWN = 120


def names_of(record: Procedure) -> Iterator[tuple[str, str]]:
    """Field and written name of every agency that a record names as such; legal bases left out."""
    for field in ("issuing_agency", "deciding_agency"):
        told = getattr(record, field)
        if told:
            yield field, told
    for field in FIELDS:
        for told in getattr(record, field):
            yield field, told
    if record.decision is not None and record.decision.agency:
        yield "decision.agency", record.decision.agency


def note_unknown(records: Iterable[Procedure], issues: IssueLog, *, register: Register) -> None:
    """One note for each name of the file that the register does not know, at the first record that has it.

    Names of another country's services are not for this register.
    """
    told: dict[str, list[Procedure]] = {}
    fields: dict[str, str] = {}
    for record in records:
        if record.foreign_code is not None:
            continue
        for field, name in names_of(record):
            fields.setdefault(name, field)
            told.setdefault(name, []).append(record)
    for name, found in told.items():
        for part in each(name, ANY_DAY, register=register):
            if part.known or part.alternatives:
                continue
            near = f"; gần giống: {', '.join(part.nearest)}" if part.nearest else ""
            issues.add(
                "agency-unknown",
                f"Danh bạ chưa có cơ quan “{part.written[:SHOWN]}” ({len(found)} thủ tục){near}.",
                place=found[0].source.place,
                field=fields[name],
                quote=part.written,
            )
