"""Notes of people, in the ledger: exceptions, feedback, calendars, legal texts, publications.

Here: appending and reading them, each call one transaction. Not here: what they mean.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from catalogue.calendars import CalendarYear
from catalogue.errors import NotFound
from catalogue.exceptions import AcceptedException
from catalogue.feedback import Feedback
from catalogue.legal_acts import LegalAct
from catalogue.publications import Publication
from catalogue.records import Record
from catalogue.store import announcements, ledger
from catalogue.store.ledger import Entered, Entry

Transaction = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True)
class Notebook:
    """Notes of people; a later note about the same thing stands before the earlier, which stays."""

    reading: Transaction
    writing: Transaction

    def _put(
        self, kind: Entered, told: Iterable[tuple[str, Record]], *, who: str, why: str, now: datetime
    ) -> int:
        with self.writing() as connection:
            return ledger.append(connection, kind, told, who=who, why=why, now=now)

    def accept(self, one: AcceptedException, *, who: str, why: str, now: datetime) -> int:
        """Leave a finding as it is; 0 where it is accepted so already. Raises Unsigned."""
        return self._put(Entered.EXCEPTION, [(one.finding, one)], who=who, why=why, now=now)

    def withdraw(self, finding: str, *, who: str, why: str, now: datetime) -> AcceptedException:
        """Take an exception back; it stays in the books.

        Raises:
            NotFound: the finding is not accepted.
            Unsigned: nobody, or no reason, is named.
        """
        held = next((e.record for e in self.exceptions() if e.record.finding == finding), None)
        if held is None or held.withdrawn:
            raise NotFound(
                f"Không có ngoại lệ {finding} đang được chấp nhận.", hint="Xem: dongian check exceptions"
            )
        self.accept(held.model_copy(update={"withdrawn": True}), who=who, why=why, now=now)
        return held

    def exceptions(self, known: datetime | None = None) -> tuple[Entry[AcceptedException], ...]:
        """The last note about every accepted finding, as known at a moment; withdrawn ones included."""
        with self.reading() as connection:
            return ledger.last(connection, Entered.EXCEPTION, AcceptedException, known=known)

    def put_feedback(self, found: Iterable[Feedback], *, who: str, why: str, now: datetime) -> int:
        """Append feedback by its number; number appended. Raises Unsigned."""
        told = [(one.number, one) for one in found]
        return self._put(Entered.FEEDBACK, told, who=who, why=why, now=now)

    def feedback(self, known: datetime | None = None) -> tuple[Entry[Feedback], ...]:
        """The last note about every feedback, as known at a moment."""
        with self.reading() as connection:
            return ledger.last(connection, Entered.FEEDBACK, Feedback, known=known)

    def put_calendars(self, found: Iterable[CalendarYear], *, who: str, why: str, now: datetime) -> int:
        """Append years of days off; number appended. Raises Unsigned."""
        told = [(str(one.year), one) for one in found]
        return self._put(Entered.CALENDAR, told, who=who, why=why, now=now)

    def calendars(self, known: datetime | None = None) -> tuple[Entry[CalendarYear], ...]:
        """The years that people entered, as known at a moment."""
        with self.reading() as connection:
            return ledger.last(connection, Entered.CALENDAR, CalendarYear, known=known)

    def put_acts(self, found: Iterable[LegalAct], *, who: str, why: str, now: datetime) -> int:
        """Append statements about legal texts by number; number appended. Raises Unsigned."""
        return self._put(Entered.LEGAL_ACT, [(one.key, one) for one in found], who=who, why=why, now=now)

    def acts(self, known: datetime | None = None) -> tuple[Entry[LegalAct], ...]:
        """What people entered about legal texts, as known at a moment."""
        with self.reading() as connection:
            return ledger.last(connection, Entered.LEGAL_ACT, LegalAct, known=known)

    def put_publications(self, found: Iterable[Publication], *, who: str, why: str, now: datetime) -> int:
        """Append days of publication; number appended. Raises Unsigned."""
        return self._put(Entered.PUBLICATION, [(one.key, one) for one in found], who=who, why=why, now=now)

    def publications(self, known: datetime | None = None) -> tuple[Entry[Publication], ...]:
        """Days of publication that people entered, as known at a moment."""
        with self.reading() as connection:
            return ledger.last(connection, Entered.PUBLICATION, Publication, known=known)

    def content_files(self, day: date, known: datetime | None = None) -> dict[str, str]:
        """The file that tells the content of each procedure in force on a day, by key."""
        with self.reading() as connection:
            return announcements.content_files(connection, day, known)
