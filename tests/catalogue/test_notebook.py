"""Notes of people on both databases: appended, signed, with two clocks; and what decisions announced."""

from datetime import date, timedelta

import pytest

from catalogue.calendars import CalendarYear, DayOff
from catalogue.errors import NotFound
from catalogue.exceptions import AcceptedException, evidence_hash
from catalogue.feedback import Feedback, FeedbackKind, FeedbackState
from catalogue.findings import Evidence, Finding, FindingKind
from catalogue.legal_acts import Acts, LegalAct
from catalogue.parameters import Mark
from catalogue.publications import Publication
from catalogue.records import LegalBasis
from catalogue.store.ledger import Unsigned
from catalogue.store.store import Store
from tests.build import NOW, decision, procedure, reading, source

SIGNED = {"who": "Lan", "why": "đã hỏi Vụ Pháp chế"}
DAY = date(2026, 3, 1)


def finding(quote: str = "Công an huyện") -> Finding:
    """One finding of a check."""
    seen = Evidence(procedure="1.000001", procedure_name="Cấp thẻ", quote=quote)
    return Finding(
        kind=FindingKind.CHECK,
        subject="1.000001|zombie-agency",
        title="x",
        evidence=(seen,),
        rule="zombie-agency",
    )


def accepted(one: Finding, until: date | None = None) -> AcceptedException:
    """The finding, accepted as it is."""
    return AcceptedException(finding=one.id, rule=one.rule, evidence=evidence_hash(one), until=until)


def test_an_exception_holds_until_its_day_or_its_evidence_changes(store: Store) -> None:
    one = finding()
    assert store.notebook.accept(accepted(one, until=DAY), **SIGNED, now=NOW) == 1
    assert store.notebook.accept(accepted(one, until=DAY), **SIGNED, now=NOW) == 0, "twice the same"
    (entry,) = store.notebook.exceptions()
    assert entry.record.holds(one, DAY)
    assert not entry.record.holds(one, DAY + timedelta(days=1))
    assert not entry.record.holds(finding("Công an cấp huyện nơi cư trú"), DAY), "it rests on other words now"
    assert entry.why == "đã hỏi Vụ Pháp chế"


def test_an_exception_is_taken_back_by_a_further_note(store: Store) -> None:
    one = finding()
    store.notebook.accept(accepted(one), **SIGNED, now=NOW)
    later = NOW + timedelta(days=1)
    store.notebook.withdraw(one.id, who="Minh", why="đã sửa luật", now=later)
    (entry,) = store.notebook.exceptions()
    assert not entry.record.holds(one, DAY)
    (before,) = store.notebook.exceptions(NOW)
    assert before.record.holds(one, DAY), "what was known then stays"
    with pytest.raises(NotFound):
        store.notebook.withdraw(one.id, who="Minh", why="hai lần", now=later)


def test_nothing_is_entered_unsigned(store: Store) -> None:
    with pytest.raises(Unsigned):
        store.notebook.accept(accepted(finding()), who="Lan", why=" ", now=NOW)
    assert store.notebook.exceptions() == ()


def test_feedback_calendars_texts_and_publications_come_back_as_they_were(store: Store) -> None:
    received = Feedback(
        number="PA-1",
        kind=FeedbackKind.REPORT,
        received=DAY,
        state=FeedbackState.RECEIVED,
        procedure="1.000001",
    )
    year = CalendarYear(
        year=2028,
        days_off=(DayOff(day=date(2028, 1, 3), name="Nghỉ bù"),),
        source="thông báo",
        mark=Mark.TEXT,
    )
    act = LegalAct(
        number="42/2022/NĐ-CP",
        repealed_by="224/2026/NĐ-CP",
        repealed_from=date(2026, 7, 1),
        source="Công báo",
        mark=Mark.TEXT,
    )
    shown = Publication(procedure="1.000001", decision="163/QĐ-BTP", published=DAY, source="sổ")
    book = store.notebook
    assert book.put_feedback([received], **SIGNED, now=NOW) == 1
    assert book.put_calendars([year], **SIGNED, now=NOW) == 1
    assert book.put_acts([act], **SIGNED, now=NOW) == 1
    assert book.put_publications([shown], **SIGNED, now=NOW) == 1
    told = [
        entry[0].record for entry in (book.feedback(), book.calendars(), book.acts(), book.publications())
    ]
    assert told == [received, year, act, shown]
    answered = received.model_copy(update={"state": FeedbackState.ANSWERED, "answered": DAY})
    assert book.put_feedback([answered], **SIGNED, now=NOW + timedelta(days=1)) == 1
    assert [entry.record.open for entry in book.feedback()] == [False]
    assert [entry.record.open for entry in book.feedback(NOW)] == [True]


def test_what_a_decision_announced_out_of_all_its_sightings(store: Store) -> None:
    run = store.begin_run(now=NOW)
    bases = (LegalBasis(number="12/2026/TT-BTP", effective=DAY),)
    paper = procedure(decision=decision("0163/QĐ-BTP", "2026-01-16", agency="Bộ Tư pháp"), change="amended",
                      legal_bases=bases, source=source("qd.docx", importer="decision"))  # fmt: skip
    shown = decision("163/QĐ-BTP", "2026-01-16").model_copy(update={"published": date(2026, 1, 28)})
    portal = procedure(decision=shown, legal_bases=(), source=source("1.000001.json"))
    store.put_file(reading(paper, name="qd.docx", importer="decision", rank=50), run=run, now=NOW)
    store.put_file(reading(portal, name="1.000001.json"), run=run, now=NOW)
    (one,) = store.announced().announcements
    assert (one.procedure, one.decision, one.signed) == ("1.000001", "0163/QĐ-BTP", date(2026, 1, 16))
    assert (one.published, one.bases, one.change) == (date(2026, 1, 28), bases, "amended")
    assert one.importers == {"decision", "portal-record"}
    assert store.announced(NOW - timedelta(days=1)).announcements == (), "nothing was known then"
    assert store.notebook.content_files(DAY) == {"1.000001": "qd.docx"}


def test_the_later_statement_about_a_text_stands_before_the_earlier() -> None:
    old = LegalAct(number="1/2020/TT-BTP", effective=date(2020, 3, 1), source="a", mark=Mark.RECALLED)
    new = LegalAct(number="01/2020/TT-BTP", effective=date(2020, 4, 1), source="b", mark=Mark.TEXT)
    found = Acts.of([old, new]).effective("1/2020/TT-BTP")
    assert found is new


@pytest.mark.parametrize(
    "said",
    [
        {"number": "một văn bản"},
        {"repealed_from": date(2026, 1, 1)},
        {"signed": date(2026, 2, 1), "effective": date(2026, 1, 1)},
    ],
)
def test_a_text_that_cannot_be_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        LegalAct.model_validate({"number": "1/2026/TT-BTP", "source": "a", "mark": "text"} | said)
