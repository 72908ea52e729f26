"""Deadlines by hand: the counted days stand beside each case, off the printed calendars.

Days off: 2025: 27–31/01 (Tết), 07/4, 30/4, 01/5, 02/5 (made up on Sat 26/4), 01–02/9. 2026: 01/01, 02/01
(made up on Sat 10/01), 16–20/02 (Tết), 27/4, 30/4, 01/5, 31/8 (made up on Sat 22/8), 01–02/9.

The decree (63/2010/NĐ-CP Điều 15): Bộ 20, tỉnh 5 *days* before the text takes effect. The index (766/QĐ-TTg,
1.1): 20 and 5 *working days*. Publication (Điều 24 khoản 2): 10 and 5 working days after signing, 2 for a
text of the shortened procedure; such a text with effect at once is announced within 3 days of its signing.
"""

from datetime import date

import pytest

from analysis.timeliness import State, Timeliness, announcer, is_decision, is_normative, judge, judge_all
from analysis.working_days import calendar
from catalogue.legal_acts import Acts, LegalAct
from catalogue.parameters import Mark
from catalogue.publications import Publication
from catalogue.records import LegalBasis, Level
from catalogue.store.announcements import Announced, Announcement

BO, TINH = "163/QĐ-BTP", "1351/QĐ-UBND"
BASIS = "12/2026/TT-BTP"
TODAY = date(2026, 11, 21)


def d(text: str | None) -> date | None:
    """05/02/2026 as people write it."""
    if text is None:
        return None
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def announcement(
    decision: str = TINH,
    signed: str | None = "24/02/2026",
    effective: str | None = None,
    *,
    published: str | None = None,
    others: tuple[str, ...] = (),
    importers: tuple[str, ...] = ("decision",),
    agency: str | None = None,
) -> Announcement:
    """One procedure under one decision, whose one known basis takes effect on a day."""
    bases = (LegalBasis(number=BASIS, effective=d(effective)),) if effective else ()
    return Announcement(
        procedure="1.000001",
        name="Đăng ký khai sinh",
        decision=decision,
        signed=d(signed),
        effective=None,
        agency=agency,
        change=None,
        levels=(),
        published=d(published),
        bases=(*bases, *(LegalBasis(number=one) for one in others)),
        importers=frozenset(importers),
        shown=True,
        files=("a.docx",),
    )


def judged(told: Announcement, *acts: LegalAct, read: str | None = None, day: date = TODAY) -> Timeliness:
    """The three deadlines, with the shipped calendar."""
    return judge(told, Acts.of(acts), calendar(), day=day, read=d(read))


ISSUED = [
    # decision, text in force from, signed; due, days late by the decree; due, working days late by the index
    # Tết 2026. Bộ: 01/3 − 20 days = 09/02. Working days back: 27–23/02 (5) 13–9 (10) 6–2 (15) 30–26/01 (20)
    (BO, "01/03/2026", "26/01/2026", "09/02/2026", 0, "26/01/2026", 0),
    (BO, "01/03/2026", "05/02/2026", "09/02/2026", 0, "26/01/2026", 8),  # 27 28 29 30 | 2 3 4 5
    (BO, "01/03/2026", "09/02/2026", "09/02/2026", 0, "26/01/2026", 10),  # equality is on time; … 6 9
    (BO, "01/03/2026", "10/02/2026", "09/02/2026", 1, "26/01/2026", 11),
    (
        BO,
        "01/03/2026",
        "23/02/2026",
        "09/02/2026",
        14,
        "26/01/2026",
        15,
    ),  # 27–30 (4) 2–6 (9) 9–13 (14) 23 (15)
    # Tết 2026, tỉnh: 01/3 − 5 days = 24/02; five working days back: 27 26 25 24 23
    (TINH, "01/03/2026", "23/02/2026", "24/02/2026", 0, "23/02/2026", 0),
    (TINH, "01/03/2026", "24/02/2026", "24/02/2026", 0, "23/02/2026", 1),
    (TINH, "01/03/2026", "25/02/2026", "24/02/2026", 1, "23/02/2026", 2),
    # Tết 2025, tỉnh: 05/02 − 5 days = 31/01, a day off all the same; back: 4 3 | 24 23 22
    (TINH, "05/02/2025", "22/01/2025", "31/01/2025", 0, "22/01/2025", 0),
    (TINH, "05/02/2025", "24/01/2025", "31/01/2025", 0, "22/01/2025", 2),  # 23 24
    (TINH, "05/02/2025", "31/01/2025", "31/01/2025", 0, "22/01/2025", 2),  # 23 24; 27–31 are off
    (TINH, "05/02/2025", "03/02/2025", "31/01/2025", 3, "22/01/2025", 3),  # 23 24 3; 01, 02, 03/02 are 3 days
    # 30/4–01/5/2025: back from 05/5: 29 28 | Sat 26 worked | 25 24
    (TINH, "05/05/2025", "24/04/2025", "30/04/2025", 0, "24/04/2025", 0),
    (TINH, "05/05/2025", "26/04/2025", "30/04/2025", 0, "24/04/2025", 2),  # 25, Sat 26
    (TINH, "05/05/2025", "02/05/2025", "30/04/2025", 2, "24/04/2025", 4),  # 25 26 28 29; 30 1 2 off
    # Tết Dương lịch 2026: back from 12/01: Sat 10 worked, 9 8 7 6
    (TINH, "12/01/2026", "07/01/2026", "07/01/2026", 0, "06/01/2026", 1),
    (TINH, "12/01/2026", "10/01/2026", "07/01/2026", 3, "06/01/2026", 4),  # 7 8 9, Sat 10
    # 02/9/2026: back from 03/9: 28 27 26 25 24 (31, 1, 2 off)
    (TINH, "03/09/2026", "24/08/2026", "29/08/2026", 0, "24/08/2026", 0),
    (TINH, "03/09/2026", "28/08/2026", "29/08/2026", 0, "24/08/2026", 4),  # 25 26 27 28
    (TINH, "03/09/2026", "03/09/2026", "29/08/2026", 5, "24/08/2026", 5),  # signed the day it takes effect
    # no holiday: 01/7 − 20 days = 11/6; back: 30 29 | 26–22 (7) | 19–15 (12) | 12–8 (17) | 5 4 3 (20)
    (BO, "01/07/2026", "11/06/2026", "11/06/2026", 0, "03/06/2026", 6),  # 4 5 | 8 9 10 11
    (BO, "01/07/2026", "03/06/2026", "11/06/2026", 0, "03/06/2026", 0),
    # over a weekend: 09/3 (Mon) − 5 days = Wed 04/3; back: 6 5 4 3 2
    (TINH, "09/03/2026", "04/03/2026", "04/03/2026", 0, "02/03/2026", 2),  # 3 4
    # Quốc khánh 2025: back from 03/9: 29 28 27 26 25 (1, 2 off)
    (TINH, "03/09/2025", "29/08/2025", "29/08/2025", 0, "25/08/2025", 4),
    # Giỗ Tổ 2025 (Mon 07/4): back from 08/4: 4 3 2 1 | 31/3
    (TINH, "08/04/2025", "31/03/2025", "03/04/2025", 0, "31/03/2025", 0),
]


@pytest.mark.parametrize(("decision", "effective", "signed", "due", "late", "due_766", "late_766"), ISSUED)
def test_issued_by_the_decree_and_by_the_index(
    decision: str, effective: str, signed: str, due: str, late: int, due_766: str, late_766: int
) -> None:
    told = judged(announcement(decision, signed, effective))
    assert (told.decree.due, told.decree.late or 0, told.decree.unit) == (d(due), late, "day")
    assert (told.index.due, told.index.late or 0, told.index.unit) == (d(due_766), late_766, "working_day")
    assert told.decree.state is (State.LATE if late else State.ON_TIME)
    assert told.index.state is (State.LATE if late_766 else State.ON_TIME)


PUBLISHED = [
    # decision, signed, published; the last day; working days late
    (TINH, "13/02/2026", "27/02/2026", "27/02/2026", 0),  # 14–22 off; 23 24 25 26 27
    (TINH, "13/02/2026", "02/03/2026", "27/02/2026", 1),
    (BO, "10/02/2026", "03/03/2026", "03/03/2026", 0),  # 11 12 13 | 23–27 (8) | 2 3
    (BO, "10/02/2026", "05/03/2026", "03/03/2026", 2),  # 4 5
    (TINH, "24/01/2025", "07/02/2025", "07/02/2025", 0),  # 25/01–02/02 off; 3 4 5 6 7
    (TINH, "25/04/2025", "06/05/2025", "06/05/2025", 0),  # Sat 26 worked, 28 29 | 5 6
    (TINH, "25/04/2025", "07/05/2025", "06/05/2025", 1),
    (BO, "21/08/2026", "08/09/2026", "08/09/2026", 0),  # Sat 22, 24–28 (6), 3 4, 7 8
    (TINH, "28/08/2026", "10/09/2026", "09/09/2026", 1),  # 3 4 7 8 9
    (TINH, "31/12/2025", "10/01/2026", "09/01/2026", 1),  # 5 6 7 8 9; Sat 10 is worked
    (TINH, "31/12/2025", "11/01/2026", "09/01/2026", 1),  # Sunday the 11th adds nothing
    (TINH, "07/03/2026", "13/03/2026", "13/03/2026", 0),  # signed on a Saturday: 9 10 11 12 13
    (TINH, "09/03/2026", "09/03/2026", "16/03/2026", 0),  # published the same day: 10 11 12 13 16
    (TINH, "24/04/2026", "05/05/2026", "06/05/2026", 0),  # 28 29 | 4 5 6 (27, 30, 1 off)
]


@pytest.mark.parametrize(("decision", "signed", "published", "due", "late"), PUBLISHED)
def test_published_after_signing(decision: str, signed: str, published: str, due: str, late: int) -> None:
    told = judged(announcement(decision, signed, published=published)).upload
    assert (told.due, told.late or 0) == (d(due), late)
    assert told.state is (State.LATE if late else State.ON_TIME)


def act(signed: str, effective: str, *, urgent: bool | None = None) -> LegalAct:
    """What the register knows of the one basis."""
    return LegalAct(
        number=BASIS,
        signed=d(signed),
        effective=d(effective),
        urgent=urgent,
        source="Công báo",
        mark=Mark.TEXT,
    )


AT_ONCE = [
    # signed and in force, decision signed; last day to announce; days late; last day to publish
    ("09/03/2026", "12/03/2026", "12/03/2026", 0, "16/03/2026"),  # 10 11 12; publish 13, 16
    ("11/03/2026", "16/03/2026", "16/03/2026", 0, "18/03/2026"),  # 14/3 is a Saturday: runs on to Mon 16
    ("12/02/2026", "23/02/2026", "23/02/2026", 0, "25/02/2026"),  # 15/02 is off: runs on to 23; 24 25
    ("12/02/2026", "24/02/2026", "23/02/2026", 1, "26/02/2026"),
    ("28/04/2025", "05/05/2025", "05/05/2025", 0, "07/05/2025"),  # 01/5 is off: runs on to Mon 5
    ("09/03/2026", "09/03/2026", "12/03/2026", 0, "11/03/2026"),  # the same day
]


@pytest.mark.parametrize(("effective", "signed", "due", "late", "publish"), AT_ONCE)
def test_a_text_of_the_shortened_procedure_with_effect_at_once(
    effective: str, signed: str, due: str, late: int, publish: str
) -> None:
    for urgent in (True, None):  # nothing but such a text takes effect on the day it is signed
        told = judged(announcement(TINH, signed, others=(BASIS,)), act(effective, effective, urgent=urgent))
        assert (told.decree.due, told.decree.late or 0) == (d(due), late)
        assert told.upload.due == d(publish)
        assert told.index.state is State.LATE  # the formula of the index knows no such exception


def test_the_shortened_procedure_alone_changes_nothing_where_effect_comes_later() -> None:
    told = judged(
        announcement(TINH, "20/03/2026", others=(BASIS,)), act("02/03/2026", "25/03/2026", urgent=True)
    )
    assert (told.decree.state, told.decree.due) == (State.ON_TIME, date(2026, 3, 20))
    # told not to be urgent, effect at once or not, the ordinary rule holds
    told = judged(
        announcement(TINH, "09/03/2026", others=(BASIS,)), act("09/03/2026", "09/03/2026", urgent=False)
    )
    assert (told.decree.state, told.decree.due, told.decree.late) == (State.LATE, date(2026, 3, 4), 5)


def test_the_latest_effective_date_of_all_bases_decides() -> None:
    later = LegalAct(number="85/2019/TT-BTC", effective=date(2026, 4, 1), source="Công báo", mark=Mark.TEXT)
    told = judged(announcement(TINH, "25/02/2026", "01/03/2026", others=("85/2019/TT-BTC",)), later)
    assert (told.anchor.day, told.anchor.number) == (date(2026, 4, 1), "85/2019/TT-BTC")
    assert told.decree.state is told.index.state is State.ON_TIME


def test_a_base_without_a_date_never_makes_late_but_being_in_time_is_certain() -> None:
    early = judged(announcement(TINH, "23/02/2026", "01/03/2026", others=("85/2019/TT-BTC",)))
    assert early.decree.state is early.index.state is State.ON_TIME
    after = judged(announcement(TINH, "27/02/2026", "01/03/2026", others=("85/2019/TT-BTC",)))
    assert after.decree.state is after.index.state is State.UNKNOWN
    assert "85/2019/TT-BTC" in after.index.why
    nothing = judged(announcement(TINH, "27/02/2026", others=("85/2019/TT-BTC",)))
    assert nothing.decree.state is State.UNKNOWN


def test_an_unknown_day_of_signing_is_not_late() -> None:
    told = judged(announcement(TINH, None, "01/03/2026", published="01/04/2026"))
    assert {told.decree.state, told.index.state, told.upload.state} == {State.UNKNOWN}


def test_not_on_any_portal() -> None:
    told = announcement(TINH, "13/02/2026")  # due 27/02
    assert judged(told).upload.state is State.UNKNOWN, "no portal was read"
    assert judged(told, read="20/02/2026").upload.state is State.UNKNOWN, "read before the last day"
    assert judged(told, day=date(2026, 2, 27)).upload.state is State.WAITING
    late = judged(told, read="05/03/2026").upload
    assert (late.state, late.late) == (State.UNPUBLISHED, 4)  # 2 3 4 5
    shown = judged(announcement(TINH, "13/02/2026", importers=("portal-crawl",)), read="05/03/2026").upload
    assert shown.state is State.UNKNOWN, "shown, but since when is not told"


def test_the_day_of_moving_to_a_new_portal_is_no_day_of_publication() -> None:
    moved = announcement(BO, "16/01/2026", published="08/04/2026")  # due 30/01; the portal is of 27/3/2026
    told = judge_all(Announced((moved,), {}), Acts.of(()), calendar(), day=TODAY)
    assert told[0].upload.state is State.UNKNOWN
    entered = Publication(procedure="1.000001", decision=BO, published=date(2026, 1, 29), source="sổ")
    told = judge_all(Announced((moved,), {}), Acts.of(()), calendar(), day=TODAY, entered=[entered])
    assert told[0].upload.state is State.ON_TIME


def test_the_rule_of_2010_counted_working_days() -> None:
    told = judged(announcement(TINH, "01/03/2016", "15/03/2016", published="09/03/2016"))
    # back from 15/3/2016: 14 11 10 9 8 7 4 3 2 1; publish 2 3 4 7 8
    assert (told.decree.state, told.decree.due, told.decree.unit) == (
        State.ON_TIME,
        date(2016, 3, 1),
        "working_day",
    )
    assert (told.upload.state, told.upload.due, told.upload.late) == (State.LATE, date(2016, 3, 8), 1)
    assert told.decree.estimated == (2016,), "no notice of 2016 is known: the result says so"
    assert told.index.state is State.UNKNOWN, "the index is of 2022"


def test_a_year_without_calendar_is_unknown_not_weekends_only() -> None:
    told = judged(announcement(TINH, "20/12/2029", "01/01/2030"))
    assert told.decree.state is State.UNKNOWN or told.decree.unit == "day"
    assert told.index.state is State.UNKNOWN
    assert "2029" in told.index.why


@pytest.mark.parametrize(
    ("decision", "agency", "level"),
    [
        ("163/QĐ-BTP", None, Level.CENTRAL),
        ("1523/QĐ-BCA-C06", None, Level.CENTRAL),
        ("2758/QĐ-UBND", None, Level.PROVINCE),
        ("2252/QĐ-VP", "UBND tỉnh Thanh Hóa", Level.PROVINCE),
        ("999/QĐ-BHXH", "Bảo hiểm xã hội Việt Nam", Level.PROVINCE),
        ("543", "Bộ Tư pháp", Level.CENTRAL),
        ("543", None, None),
    ],
)
def test_who_announces(decision: str, agency: str | None, level: Level | None) -> None:
    assert announcer(decision, agency) is level


def test_a_rule_or_a_resolution_announces_nothing() -> None:
    assert is_normative("44/2026/QĐ-UBND")
    assert not is_decision("66.7/2025/NQ-CP")
    told = judged(announcement("44/2026/QĐ-UBND", "20/06/2026", published="13/07/2026"))
    assert told.upload.state is State.UNKNOWN
    assert (
        judge_all(Announced((announcement("17/2026/NQ-CP"),), {}), Acts.of(()), calendar(), day=TODAY) == ()
    )
