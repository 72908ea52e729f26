"""Who issues a paper: an index over all outcomes, so that no pair is compared twice.

Here: filing outcomes by document type and by key of their names; procedures of one name that issue
papers of one name are filed once. Not here: one pair (links.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.asked import evidence_of_outcome, settling_agencies
from analysis.documents.reading import Maker, Mention, Reading
from analysis.links import (
    asks_for,
    of_a_foreigner,
    paper_names,
    paper_types,
    result_names,
    result_types,
    veto,
)
from analysis.outcomes import OutcomeReading, read_outcomes
from catalogue.findings import Evidence
from catalogue.snapshot import Snapshot

SHOWN = 5
"""Issuing outcomes quoted as evidence."""
REMEMBERED = 100_000
"""Answers kept for rows that come again."""


@dataclass(frozen=True, eq=False)
class Issued:
    """Papers of one name that procedures of one name issue: the same procedure in many places."""

    outcomes: tuple[OutcomeReading, ...]
    """By procedure and number."""
    procedure_name: str
    agencies: frozenset[str] = frozenset()
    """Keys of the agencies that handle and decide."""
    evidence: tuple[Evidence, ...] = ()
    """Of the first outcomes: enough to quote without those of the asking procedure."""

    @property
    def names(self) -> str:
        """The papers, as one text."""
        return "; ".join(self.outcomes[0].names)


class Issuers:
    """Which outcomes issue a paper: an index by document type and by key."""

    def __init__(
        self,
        outcomes: Mapping[str, tuple[OutcomeReading, ...]],
        names: Mapping[str, str],
        snapshot: Snapshot | None = None,
    ) -> None:
        self._types: dict[str, list[int]] = {}
        self._whole: dict[str, list[int]] = {}
        self._parts: dict[str, list[int]] = {}
        self._issued: list[Issued] = []
        self._told: dict[tuple[str, str, str, str], tuple[Issued, ...]] = {}
        alike: dict[tuple[tuple[str, ...], str], list[OutcomeReading]] = {}
        for procedure in sorted(outcomes):
            for outcome in outcomes[procedure]:
                alike.setdefault((outcome.names, names[procedure]), []).append(outcome)
        for (_, procedure_name), found in alike.items():
            self._file(tuple(found), procedure_name, snapshot)

    @classmethod
    def of_snapshot(
        cls, snapshot: Snapshot, outcomes: Mapping[str, tuple[OutcomeReading, ...]] | None = None
    ) -> "Issuers":
        """The index of a snapshot, with agencies and evidence."""
        names = {procedure.key: procedure.name for procedure in snapshot.procedures}
        return cls(read_outcomes(snapshot) if outcomes is None else outcomes, names, snapshot)

    def _file(self, alike: tuple[OutcomeReading, ...], procedure: str, snapshot: Snapshot | None) -> None:
        found = result_names(alike[0], procedure)
        types = result_types(alike[0], procedure)
        if not (found.whole or found.parts or types):
            return
        number = len(self._issued)
        self._issued.append(Issued(alike, procedure, *_who(alike, snapshot)))
        for index, keys in ((self._types, types), (self._whole, found.whole), (self._parts, found.parts)):
            for made in keys:
                index.setdefault(made, []).append(number)

    def issued(self, paper: Mention, row: Reading, *, asker: str) -> tuple[Issued, ...]:
        """What is the paper, without what a veto rules out; `asker` is the name of the asking procedure."""
        if paper.maker is Maker.APPLICANT or asks_for(paper) or of_a_foreigner(paper, asker):
            return ()
        # the same row of the same procedure stands in the publications of many places
        same = (paper.type, paper.name, row.text, asker)
        told = self._told.get(same)
        if told is None:
            if len(self._told) >= REMEMBERED:
                self._told.clear()
            told = self._told[same] = self._issued_anew(paper, row, asker)
        return told

    def _issued_anew(self, paper: Mention, row: Reading, asker: str) -> tuple[Issued, ...]:
        asked = paper_names(paper, row, asked_by=asker)
        found: set[int] = set()
        for type_ in paper_types(paper, row, asked_by=asker):
            found.update(self._types.get(type_, ()))
        for one in asked.whole:
            found.update(self._whole.get(one, ()), self._parts.get(one, ()))
        for one in asked.parts:
            found.update(self._whole.get(one, ()))
        told = (self._issued[number] for number in sorted(found))
        return tuple(one for one in told if not _vetoed(paper, row, asker, one))

    def of(self, paper: Mention, row: Reading, *, asker: str) -> tuple[OutcomeReading, ...]:
        """Outcomes that are the paper, by procedure and number."""
        found = (outcome for one in self.issued(paper, row, asker=asker) for outcome in one.outcomes)
        return tuple(sorted(found, key=lambda outcome: (outcome.procedure, outcome.index)))


def _who(
    alike: tuple[OutcomeReading, ...], snapshot: Snapshot | None
) -> tuple[frozenset[str], tuple[Evidence, ...]]:
    if snapshot is None:
        return frozenset(), ()
    procedures = {outcome.procedure: snapshot.by_key[outcome.procedure] for outcome in alike}
    agencies = {
        key for procedure in procedures.values() for key in settling_agencies(procedure, snapshot.day)
    }
    quoted = (
        evidence_of_outcome(outcome, procedures[outcome.procedure], snapshot.day)
        for outcome in _quotable(alike)
    )
    return frozenset(agencies), tuple(quoted)


def _quotable(alike: tuple[OutcomeReading, ...]) -> tuple[OutcomeReading, ...]:
    """As many as are shown although all outcomes of one procedure may have to stand back."""
    shown, seen = [], set()
    for outcome in alike:
        shown.append(outcome)
        seen.add(outcome.procedure)
        if len(shown) > SHOWN and len(seen) > 1:
            break
    return tuple(shown)


def _vetoed(paper: Mention, row: Reading, asker: str, issued: Issued) -> bool:
    why = veto(
        component=row.text,
        paper=paper.name,
        asked_by=asker,
        result=issued.names,
        issued_by=issued.procedure_name,
        known=paper.known,
    )
    return why is not None
