"""Who issues a paper: an index over all outcomes, so that no pair is compared twice.

Here: filing outcomes by document type and by key of their names. Not here: one pair (links.py).
"""

from collections.abc import Mapping

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
from analysis.outcomes import OutcomeReading

Place = tuple[str, int]


class Issuers:
    """Which outcomes issue a paper: an index by document type and by key, no pair is compared twice."""

    def __init__(self, outcomes: Mapping[str, tuple[OutcomeReading, ...]], names: Mapping[str, str]) -> None:
        self._names = names
        self._outcomes: dict[Place, OutcomeReading] = {}
        self._types: dict[str, list[Place]] = {}
        self._whole: dict[str, list[Place]] = {}
        self._parts: dict[str, list[Place]] = {}
        for procedure in sorted(outcomes):
            for outcome in outcomes[procedure]:
                self._file(outcome, names[procedure])

    def _file(self, outcome: OutcomeReading, procedure: str) -> None:
        place = (outcome.procedure, outcome.index)
        self._outcomes[place] = outcome
        found = result_names(outcome, procedure)
        for index, keys in (
            (self._types, result_types(outcome, procedure)),
            (self._whole, found.whole),
            (self._parts, found.parts),
        ):
            for made in keys:
                index.setdefault(made, []).append(place)

    def of(self, paper: Mention, row: Reading, *, asked_by: str) -> tuple[OutcomeReading, ...]:
        """Outcomes that are the paper, by procedure and number; without those a veto rules out.

        `asked_by` is the key of the procedure whose row this is.
        """
        if paper.maker is Maker.APPLICANT or asks_for(paper):
            return ()
        asker = self._names.get(asked_by, "")
        if of_a_foreigner(paper, asker):
            return ()
        asked = paper_names(paper, row, asked_by=asker)
        found = {
            place for type_ in paper_types(paper, row, asked_by=asker) for place in self._types.get(type_, ())
        }
        for one in asked.whole:
            found.update(self._whole.get(one, ()), self._parts.get(one, ()))
        for one in asked.parts:
            found.update(self._whole.get(one, ()))
        return tuple(
            self._outcomes[place] for place in sorted(found) if not self._vetoed(paper, row, asker, place)
        )

    def _vetoed(self, paper: Mention, row: Reading, asker: str, place: Place) -> bool:
        why = veto(
            component=row.text,
            paper=paper.name,
            asked_by=asker,
            result="; ".join(self._outcomes[place].names),
            issued_by=self._names[place[0]],
            known=paper.known,
        )
        return why is not None
