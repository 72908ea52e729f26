"""One procedure as measures see it: its rows read, the figures of the day, its lines before any cut.

Here: what is computed once for many measures. Not here: what measures leave (leaving.py).
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from analysis.cost import dossiers_of, setting_of
from analysis.documents.reading import Reading
from analysis.parameters import Parameters
from analysis.preparing import Paper, Prepared, Setting, range_of
from analysis.scm import Range
from analysis.work import Scenario, work_of
from catalogue.records import Procedure

FORM = "time.fill_form"


@dataclass(frozen=True)
class Subject:
    """One procedure, its rows read, and the figures of the day."""

    procedure: Procedure
    readings: tuple[Reading, ...]
    parameters: Parameters
    day: date

    @cached_property
    def setting(self) -> Setting:
        """Figures, day and scope of the procedure."""
        return setting_of(self.procedure, self.parameters, self.day)

    @cached_property
    def dossiers(self) -> list[tuple[Scenario, list[Prepared]]]:
        """The cases with their lines, before any cut."""
        return dossiers_of(self.procedure, self.readings, self.setting)

    @cached_property
    def lines(self) -> list[list[tuple[Prepared, frozenset[Paper], Range, Range]]]:
        """By case: each line, its papers, its cost and its share of trips to certify before any cut."""
        income = range_of(self.setting.income)
        return [
            [
                (
                    line,
                    frozenset(part.paper for group in line.alternatives for part in group),
                    line.activity(income, {}).cost,
                    line.certified({}),
                )
                for line in lines
            ]
            for _, lines in self.dossiers
        ]

    @property
    def all_papers(self) -> list[Paper]:
        """Every paper of every row; a row that names none is one paper without a type."""
        return [paper for at in range(len(self.readings)) for paper in self.papers_of(at)]

    def papers_of(self, at: int) -> list[Paper]:
        """The papers of one row."""
        return [(at, mention.type) for mention in self.readings[at].mentions] or [(at, "")]

    @property
    def forms(self) -> set[Paper]:
        """Papers that the applicant fills in."""
        return {
            (at, m.type)
            for at, read in enumerate(self.readings)
            for m in read.mentions
            if work_of(m).time == FORM
        }
