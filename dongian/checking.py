"""What the commands of checks and timeliness ask of analysis: the calendar, legal texts, feedback, findings.

Here: the order of work. Not here: rules and deadlines themselves (analysis/).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from catalogue.errors import NotFound
from dongian.language import say
from dongian.wiring import now

if TYPE_CHECKING:
    from analysis.asked import Readings
    from analysis.checks.rules import Context, SourceIssue
    from analysis.timeliness import Timeliness
    from analysis.working_days import Calendar
    from catalogue.exceptions import AcceptedException
    from catalogue.feedback import Feedback
    from catalogue.findings import Finding
    from catalogue.legal_acts import Acts
    from catalogue.snapshot import Snapshot
    from catalogue.store.ledger import Entry
    from catalogue.store.store import Store


@dataclass(frozen=True)
class Checked:
    """Findings of a day: those that stand, and those that are accepted as they are."""

    snapshot: "Snapshot"
    found: "tuple[Finding, ...]"
    accepted: "tuple[tuple[Finding, Entry[AcceptedException]], ...]"


def calendar_of(store: "Store", known: datetime | None = None) -> "Calendar":
    """The shipped years, under the notices that people entered."""
    from analysis.working_days import calendar

    return calendar().with_years(entry.record for entry in store.notebook.calendars(known))


def acts_of(store: "Store", snapshot: "Snapshot", known: datetime | None = None) -> "Acts":
    """Legal texts: what ships, what the catalogue tells, what people entered; the last is the strongest."""
    from analysis.checks.bases import acts_of as told
    from analysis.checks.bases import shipped_acts
    from catalogue.legal_acts import Acts

    entered = (entry.record for entry in store.notebook.acts(known))
    return Acts.of((*shipped_acts(), *told(snapshot), *entered))


def check(store: "Store", day: date, *, rules: Iterable[str] = (), known: datetime | None = None) -> Checked:
    """All rules over what is in force on a day; a run of all rules is stored."""
    from analysis.checks.run import check_all, read_needed

    snapshot = store.snapshot(day, known)
    if not snapshot.procedures:
        raise NotFound(
            say(f"Không có thủ tục nào có hiệu lực ngày {day:%d/%m/%Y}.", f"Nothing is in force on {day}."),
            hint=say("Nhập tệp trước: dongian import THƯ_MỤC", "Import files first: dongian import FOLDER"),
        )
    context = _context(store, snapshot, read_needed(snapshot), day, known)
    wanted = tuple(rules)
    found = check_all(snapshot, context, rules=wanted)
    if not wanted and known is None:
        store.put_findings(found, analysis="check", inputs=snapshot.id, now=now())
    held = {entry.record.finding: entry for entry in store.notebook.exceptions(known)}
    accepted = tuple(
        (one, held[one.id]) for one in found if one.id in held and held[one.id].record.holds(one, day)
    )
    left = {one.id for one, _ in accepted}
    return Checked(snapshot, tuple(one for one in found if one.id not in left), accepted)


def _context(
    store: "Store", snapshot: "Snapshot", readings: "Readings", day: date, known: datetime | None
) -> "Context":
    from analysis.checks.rules import Context, rules
    from dongian.analyses import figures

    feedback: dict[str, list[Feedback]] = defaultdict(list)
    for entry in store.notebook.feedback(known):
        if entry.record.procedure:
            feedback[entry.record.procedure].append(entry.record)
    codes = {rule.issue for rule in rules().values() if rule.issue}
    issues: dict[str, list[SourceIssue]] = defaultdict(list)
    for code in sorted(codes):
        for key, one in _noted(store, code):
            issues[key].append(one)
    return Context(
        day=day,
        acts=acts_of(store, snapshot, known),
        calendar=calendar_of(store, known),
        feedback={key: tuple(several) for key, several in feedback.items()},
        issues={key: tuple(several) for key, several in issues.items()},
        readings=readings,
        figures=figures(store, known),
        files=store.notebook.content_files(day, known),
    )


def _noted(store: "Store", code: str) -> "Iterable[tuple[str, SourceIssue]]":
    from analysis.checks.rules import SourceIssue

    for one in store.issues(code=code):
        if one.procedure is not None:
            yield (
                one.procedure,
                SourceIssue(one.code, one.field, one.message, one.quote, one.file, one.place),
            )


def timeliness(
    store: "Store", day: date, known: datetime | None = None
) -> "tuple[Snapshot, tuple[Timeliness, ...], Calendar]":
    """Every announcement of the catalogue, judged on a day."""
    from analysis.timeliness import judge_all
    from dongian.analyses import figures

    snapshot, calendar = store.snapshot(day, known), calendar_of(store, known)
    acts = acts_of(store, snapshot, known)
    entered = tuple(entry.record for entry in store.notebook.publications(known))
    announced = store.announced(known)
    judged = judge_all(announced, acts, calendar, day=day, entered=entered, figures=figures(store, known))
    return snapshot, judged, calendar
