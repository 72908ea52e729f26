"""Were decisions issued and published in time (kịp thời công bố, công khai)? Two rules, two results.

Here: the deadlines of one announcement by the decree (calendar days) and by Index 766 (working days), and of
its publication. Not here: figures (defaults/deadlines.toml), sums over a period (index_766.py).

The latest effective date of all legal bases decides. A base whose date is unknown can only move that day
later: being in time may be certain all the same, being late never is. What is not known is unknown, not late.

Source: Nghị định 63/2010/NĐ-CP, Điều 15, Điều 24 khoản 2; 766/QĐ-TTg, chỉ số 1.1, 1.2.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from analysis.deadlines import deadline
from analysis.paper_keys import lookup
from analysis.parameters import Parameters
from analysis.working_days import Calendar, NoCalendar
from catalogue.errors import ParameterNotFound
from catalogue.legal_acts import Acts, number_of
from catalogue.parameters import Used
from catalogue.places import place_of_issuer
from catalogue.publications import Publication, publication_key
from catalogue.records import LegalBasis, Level
from catalogue.store.announcements import Announced, Announcement
from catalogue.text import fold

DECISION = "QĐ"
"""Type of the numbers of decisions."""


class State(StrEnum):
    """What can be said."""

    ON_TIME = "on_time"
    """đúng hạn"""
    LATE = "late"
    """quá hạn"""
    UNPUBLISHED = "unpublished"
    """chưa công khai, đã quá hạn"""
    WAITING = "waiting"
    """chưa đến hạn"""
    UNKNOWN = "unknown"
    """chưa rõ: a day is not known, which is not late"""


@dataclass(frozen=True)
class Verdict:
    """One deadline, applied."""

    state: State
    due: date | None = None
    """The last day that was in time."""
    late: int | None = None
    """By how much, in `unit`."""
    unit: str = "working_day"
    """day, working_day"""
    why: str = ""
    estimated: tuple[int, ...] = ()
    """Years whose calendar no notice states."""
    used: Used | None = None


@dataclass(frozen=True)
class Anchor:
    """The day a legal text takes effect, as far as the bases tell."""

    day: date | None
    number: str | None
    signed: date | None
    urgent: bool
    """Trình tự, thủ tục rút gọn, có hiệu lực ngay."""
    unknown: tuple[str, ...]
    """Bases whose first day nobody told."""


@dataclass(frozen=True)
class Timeliness:
    """One procedure under one decision: issued in time by the decree, by the index, published in time."""

    announcement: Announcement
    level: Level | None
    """central: Bộ; province: UBND cấp tỉnh and delegated agencies; None: not told by the number."""
    anchor: Anchor
    decree: Verdict
    index: Verdict
    upload: Verdict


@dataclass(frozen=True)
class Portal:
    """What is known of portals: today, the day they were read to, whether one shows the procedure."""

    day: date
    read: date | None
    shows: bool
    certain: bool


@dataclass(frozen=True)
class Rules:
    """What deadlines are counted with: days off, and the figures (None: as shipped)."""

    calendar: Calendar
    figures: Parameters | None


def announcer(decision: str, agency: str | None = None) -> Level | None:
    """Who announces, told by the number of a decision, else by the name of who signed it.

    >>> announcer("163/QĐ-BTP"), announcer("1351/QĐ-UBND"), announcer("12/QĐ-BHXH")
    (<Level.CENTRAL: 'central'>, <Level.PROVINCE: 'province'>, <Level.PROVINCE: 'province'>)
    >>> announcer("2252/QĐ-VP", "UBND tỉnh Lào Cai")
    <Level.PROVINCE: 'province'>
    """
    if place_of_issuer(agency) is not None:
        return Level.PROVINCE
    key, said = number_of(decision), lookup("announcers")
    issuer = key[3] if key else ""
    for names, level in (
        (said["province"] + said["delegated"], Level.PROVINCE),
        (said["central"], Level.CENTRAL),
    ):
        if any(re.search(name, issuer) for name in names):
            return level
    return Level.CENTRAL if re.match(said["central_name"], fold(agency or "")) else None


def is_decision(number: str) -> bool:
    """Quyết định; a resolution or a decree that changes procedures announces nothing."""
    key = number_of(number)
    return key is None or key[2] == DECISION


def is_normative(number: str) -> bool:
    """A decision with a year in its number is a rule (văn bản quy phạm pháp luật) and announces nothing.

    >>> is_normative("44/2026/QĐ-UBND"), is_normative("1351/QĐ-UBND")
    (True, False)
    """
    key = number_of(number)
    return key is not None and key[2] == DECISION and key[1] is not None


def anchor_of(bases: Iterable[LegalBasis], acts: Acts) -> Anchor:
    """The latest effective date of all bases; a base without number is not known either."""
    found: list[tuple[date, str, date | None, bool | None]] = []
    unknown: list[str] = []
    for basis in bases:
        act = acts.effective(basis.number)
        effective = basis.effective or (act.effective if act else None)
        if effective is None:
            unknown.append(basis.number or basis.name or "?")
            continue
        signed = basis.date or (act.signed if act else None)
        found.append((effective, basis.number or "?", signed, act.urgent if act else None))
    if not found:
        return Anchor(None, None, None, urgent=False, unknown=tuple(unknown))
    day, number, signed, urgent = max(found, key=lambda one: one[0])
    at_once = urgent is not False and signed is not None and signed == day
    return Anchor(day, number, signed, urgent=at_once, unknown=tuple(dict.fromkeys(unknown)))


def judge(
    announcement: Announcement,
    acts: Acts,
    calendar: Calendar,
    *,
    day: date,
    read: date | None = None,
    portal: bool | None = None,
    certain: bool = True,
    figures: Parameters | None = None,
) -> Timeliness:
    """The three deadlines of one announcement on a day.

    `read`: until which day portals were read; None: they never were. `portal`: whether one shows the
    procedure under the decision; default: whether its sources do. `certain`: the day of publication is
    what it says; of a portal that was set up anew it may be the day of moving. `figures`: the deadlines,
    by default as shipped.
    """
    level = announcer(announcement.decision, announcement.agency)
    anchor = anchor_of(announcement.bases, acts)
    on_portal = portal
    if on_portal is None:
        on_portal = bool(announcement.importers & frozenset(lookup("announcers")["portal_importers"]))
    if is_normative(announcement.decision):
        told = f"{announcement.decision} là văn bản quy phạm pháp luật, không phải quyết định công bố."
        no = Verdict(State.UNKNOWN, why=told)
        return Timeliness(announcement, level, anchor, no, no, no)
    shown, rules = Portal(day, read, on_portal, certain), Rules(calendar, figures)
    return Timeliness(
        announcement,
        level,
        anchor,
        _guarded(lambda: _by_decree(announcement, level, anchor, rules)),
        _guarded(lambda: _by_index(announcement, level, anchor, rules)),
        _guarded(lambda: _upload(announcement, level, anchor, rules, shown)),
    )


def _guarded(compute: Callable[[], Verdict]) -> Verdict:
    """What cannot be computed for want of a calendar or a figure is unknown, with the reason."""
    try:
        return compute()
    except (NoCalendar, ParameterNotFound) as error:
        return Verdict(State.UNKNOWN, why=error.message)


def _by_decree(told: Announcement, level: Level | None, anchor: Anchor, rules: Rules) -> Verdict:
    signed = told.signed
    missing = _missing(told, level, anchor)
    if signed is None or level is None or anchor.day is None:
        return Verdict(State.UNKNOWN, why=missing)
    if anchor.urgent and anchor.signed is not None:
        days, used = deadline("announce_urgent.days", signed, figures=rules.figures)
        due = rules.calendar.running_on(anchor.signed + timedelta(days=days))
        why = f"{anchor.number} có hiệu lực ngay ngày ký {anchor.signed:%d/%m/%Y}: chậm nhất {days} ngày sau."
        return _compared(signed, due, "day", why, anchor, rules, used)
    days, used = _in_force(rules, signed, level, "announce_before.days", "announce_before_2010.working_days")
    if used.unit == "working_day":
        due = rules.calendar.before(anchor.day, days)
        why = f"Quy định 2010: trước {days} ngày làm việc so với ngày {anchor.day:%d/%m/%Y}."
        return _compared(signed, due, "working_day", why, anchor, rules, used)
    due = anchor.day - timedelta(days=days)
    why = f"Trước {days} ngày so với ngày {anchor.number} có hiệu lực ({anchor.day:%d/%m/%Y})."
    return _compared(signed, due, "day", why, anchor, rules, used)


def _in_force(rules: Rules, signed: date, level: Level | None, *names: str) -> tuple[int, Used]:
    """The first of several deadlines that holds on the day of signing."""
    for name in names[:-1]:
        try:
            return deadline(name, signed, level, figures=rules.figures)
        except ParameterNotFound:
            continue
    return deadline(names[-1], signed, level, figures=rules.figures)


def _by_index(told: Announcement, level: Level | None, anchor: Anchor, rules: Rules) -> Verdict:
    if told.signed is None or level is None or anchor.day is None:
        return Verdict(State.UNKNOWN, why=_missing(told, level, anchor))
    days, used = deadline("announce_766.working_days", told.signed, level, figures=rules.figures)
    due = rules.calendar.before(anchor.day, days)
    why = (
        f"Trước {days} ngày làm việc so với ngày hiệu lực muộn nhất {anchor.day:%d/%m/%Y} ({anchor.number})."
    )
    return _compared(told.signed, due, "working_day", why, anchor, rules, used)


def _compared(
    done: date, due: date, unit: str, why: str, anchor: Anchor, rules: Rules, used: Used
) -> Verdict:
    """Early enough is certain; lateness is not while a base without date could move the deadline later."""
    years = rules.calendar.estimated(done, due)
    if done <= due:
        return Verdict(State.ON_TIME, due, None, unit, why, years, used)
    late = (done - due).days if unit == "day" else rules.calendar.between(due, done)
    if anchor.unknown:
        more = f" Chưa biết ngày hiệu lực của {'; '.join(anchor.unknown[:5])}: chưa thể kết luận quá hạn."
        return Verdict(State.UNKNOWN, None, None, unit, why + more, years, used)
    return Verdict(State.LATE, due, late, unit, why, years, used)


def _missing(told: Announcement, level: Level | None, anchor: Anchor) -> str:
    lacking = []
    if told.signed is None:
        lacking.append("ngày ký quyết định")
    if level is None:
        lacking.append("cơ quan công bố (Bộ hay tỉnh)")
    if anchor.day is None:
        lacking.append("ngày có hiệu lực của căn cứ pháp lý")
    return f"Chưa biết {', '.join(lacking)}."


def _upload(told: Announcement, level: Level | None, anchor: Anchor, rules: Rules, portal: Portal) -> Verdict:
    signed = told.signed
    if signed is None or (level is None and not anchor.urgent):
        return Verdict(State.UNKNOWN, why=_missing(told, level, replace(anchor, day=date.min)))
    new = "upload_urgent.working_days" if anchor.urgent else "upload.working_days"
    days, used = _in_force(rules, signed, level, new, "upload_2010.working_days")
    due = rules.calendar.after(signed, days)
    why = f"Trong {days} ngày làm việc kể từ ngày ký {signed:%d/%m/%Y}."
    years = rules.calendar.estimated(signed, due, told.published or due)

    def verdict(state: State, more: str = "", late: int | None = None) -> Verdict:
        return Verdict(state, due, late, "working_day", why + more, years, used)

    if told.published is not None:
        if told.published <= due:
            return verdict(State.ON_TIME)
        if not portal.certain and due < (moved := lookup("announcers")["portal"]["set_up"]) <= told.published:
            more = f" Ngày {told.published:%d/%m/%Y} có thể là ngày chuyển sang cổng mới ({moved:%d/%m/%Y})."
            return verdict(State.UNKNOWN, more)
        return verdict(State.LATE, late=rules.calendar.between(due, told.published))
    if portal.shows:
        return verdict(State.UNKNOWN, " Đã có trên cổng, chưa biết ngày công khai.")
    if portal.day <= due:
        return verdict(State.WAITING)
    if portal.read is None or portal.read <= due:
        until = f"mới đến ngày {portal.read:%d/%m/%Y}" if portal.read else "chưa có"
        return verdict(State.UNKNOWN, f" Dữ liệu cổng trong danh mục {until}.")
    more = f" Dữ liệu cổng đến ngày {portal.read:%d/%m/%Y} chưa có thủ tục theo quyết định này."
    return verdict(State.UNPUBLISHED, more, rules.calendar.between(due, portal.read))


def judge_all(
    announced: Announced,
    acts: Acts,
    calendar: Calendar,
    *,
    day: date,
    entered: Iterable[Publication] = (),
    figures: Parameters | None = None,
) -> tuple[Timeliness, ...]:
    """Every announcement of the catalogue; days that people entered stand before those of files."""
    days: Mapping[str, date] = {one.key: one.published for one in entered}
    read = portal_read(announced)
    found = []
    for one in announced.announcements:
        if not is_decision(one.decision):
            continue
        key = publication_key(one.procedure, one.decision)
        told = replace(one, published=days[key]) if key in days else one
        found.append(judge(told, acts, calendar, day=day, read=read, certain=key in days, figures=figures))
    return tuple(found)


def portal_read(announced: Announced) -> date | None:
    """Until which day portals are known: the last day of publication they state, else of their reading."""
    stated = [one.published for one in announced.announcements if one.published is not None]
    if stated:
        return max(stated)
    portals = lookup("announcers")["portal_importers"]
    return max((day for name, day in announced.read.items() if name in portals), default=None)
