"""Conflicts of a decision with what the catalogue knows (mâu thuẫn cần xem trước khi nhập).

Here: the rules, over the records of one reading and the sightings that are known. They are found
while a file is planned, so a preview and an import tell the same; each is an issue of the file.
Not here: what a decision does (catalogue/decision_effects.py), asking a person (dongian/).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalogue.errors import UnreadableFile
from catalogue.issues import Issue, Severity, issue_codes
from catalogue.other_names import other_procedure
from catalogue.places import place_name, place_of
from catalogue.records import Change, Decision, LinkKind, Place, Procedure, Record
from catalogue.store.reading import number_key
from catalogue.store.versions import Role, Sighting, current, in_force


class Policy(StrEnum):
    """What becomes of a file with conflicts."""

    STOP = "stop"
    """dừng: nothing of it is stored"""
    APPLY = "apply"
    """áp dụng: all of it is stored, each conflict is an issue"""
    SKIP = "skip"
    """bỏ qua: the lines in conflict are left out, each is an issue; the rest is stored"""


class Conflict(Record):
    """One thing that does not fit (một mâu thuẫn), and what shows it."""

    code: str
    severity: Severity
    procedure: str | None = None
    """Key of the procedure; None: about the decision as a whole."""
    message: str
    evidence: tuple[str, ...] = ()
    """Publications that say otherwise, each with its decision and day."""
    do: str
    """Việc cần làm."""
    place: Place = Place()

    def issue(self) -> Issue:
        """The same, to be stored with the file."""
        told = "; ".join(self.evidence)
        return Issue(
            code=self.code,
            severity=self.severity,
            message=f"{self.message} [{told}]" if told else self.message,
            place=self.place,
            procedure=self.procedure,
        )


class ConflictsFound(UnreadableFile):
    """A file with conflicts that was not to be stored; nothing of it is."""

    code = "conflicts-found"

    def __init__(self, file: str, conflicts: Sequence[Conflict]) -> None:
        shown = "; ".join(conflict.message for conflict in conflicts[:5])
        more = f"; và {len(conflicts) - 5} mâu thuẫn khác" if len(conflicts) > 5 else ""
        super().__init__(
            f"{file}: {len(conflicts)} mâu thuẫn, chưa nhập gì từ tệp này. {shown}{more}.",
            hint="Xem đủ: dongian import TỆP --preview. Vẫn nhập: --on-conflict apply; "
            "bỏ các dòng mâu thuẫn: --on-conflict skip.",
        )
        self.conflicts = tuple(conflicts)


@dataclass(frozen=True)
class Known:
    """What the catalogue knows, without the publication that is being read."""

    sightings: Mapping[str, Sequence[Sighting]]
    """Key -> what other publications say and is not undone."""
    decisions: Mapping[str, Sequence[Decision]]
    """Key of a number -> decisions of that number that any other file names."""
    today: date


CHANGING = {
    Change.AMENDED: "được sửa đổi, bổ sung",
    Change.STANDARDISED: "được chuẩn hóa",
    Change.CORRECTED: "được đính chính",
    Change.SUSPENDED: "không thực hiện",
}
"""They presuppose the procedure."""
ENDED = "đã hết hiệu lực"


def known_of(
    sightings: Mapping[str, Sequence[Sighting]],
    *,
    series: str,
    decisions: Mapping[str, Sequence[Decision]],
    today: date,
) -> Known:
    """What is known beside one publication."""
    others = {key: [s for s in current(said) if s.series != series] for key, said in sightings.items()}
    return Known({key: said for key, said in others.items() if said}, decisions, today)


def find(records: Iterable[Procedure], known: Known, issues: Iterable[Issue] = ()) -> tuple[Conflict, ...]:
    """Conflicts of a reading, those of the decision as a whole first; none where it announces nothing."""
    told = [record for record in records if record.change is not None]
    if not told:
        return ()
    stated = {record.key for record in told}
    found = [*_of_decisions(told, known), *_of_counts(issues)]
    for record in told:
        found += _of_line(record, known, stated)
    return tuple(found)


# the decision as a whole


def _of_decisions(told: Sequence[Procedure], known: Known) -> Iterator[Conflict]:
    seen: dict[tuple[str | None, date | None], Procedure] = {}
    for record in told:
        if record.decision is not None:
            seen.setdefault((record.decision.number, record.decision.date), record)
    for record in seen.values():
        decision = record.decision
        if decision is None:
            continue
        if decision.date and decision.effective and decision.effective < decision.date:
            yield _conflict(
                "effective-before-signed",
                f"{_named(decision)}: có hiệu lực từ {_day(decision.effective)}, "
                f"trước ngày ký {_day(decision.date)}",
            )
        yield from _of_followed(decision, place_of(record), known)


def _of_followed(decision: Decision, place: str | None, known: Known) -> Iterator[Conflict]:
    """The ministry's decision that a province's decision cites is unknown, or begins later."""
    if place is None:
        return
    begins = decision.effective or decision.date
    for link in decision.links:
        if link.kind is not LinkKind.FOLLOWS:
            continue
        found = known.decisions.get(number_key(link.number), ())
        same = [one for one in found if not (one.date and link.date and one.date != link.date)]
        if not same:
            yield _conflict(
                "ministry-decision-missing",
                f"{_named(decision)} căn cứ Quyết định {link.number}, danh mục chưa có quyết định này",
                place=link.place,
            )
        later = [one for one in same if begins and (one.effective or one.date or date.min) > begins]
        for one in later[:1]:
            yield _conflict(
                "ministry-decision-newer",
                f"{_named(decision)} có hiệu lực từ {_day(begins)}, trước quyết định mà nó căn cứ: "
                f"{_named(one)} từ {_day(one.effective or one.date)}",
                place=link.place,
            )


def _of_counts(issues: Iterable[Issue]) -> Iterator[Conflict]:
    for issue in issues:
        if issue.code == "count-differs":
            yield Conflict(
                code=issue.code,
                severity=issue.severity,
                message=issue.message.rstrip("."),
                evidence=() if issue.quote is None else (f"“{issue.quote[:200]}”",),
                do=issue_codes()[issue.code].do,
                place=issue.place,
            )


# one line


def _of_line(record: Procedure, known: Known, stated: set[str]) -> Iterator[Conflict]:
    place = place_of(record)
    said = _within(known.sightings.get(record.key, ()), place)
    day = _begins(record) or known.today
    if not said:
        yield from _unknown(record)
    else:
        yield from _ended(record, said, day, place)
        yield from _other_name(record, said)
        yield from _newer(record, said, day, place)
        yield from _same_day(record, said, day, place)
    for key in record.replaces:
        before = _within(known.sightings.get(key, ()), place)
        if not before and key not in stated:
            yield _line(
                "replaces-unknown",
                record,
                f"{_title(record)} thay thế {key}, danh mục chưa có thủ tục {key}",
            )
        elif before and (end := _end_of(before, day, place)) is not None:
            yield _line(
                "amends-repealed",
                record,
                f"{_title(record)} thay thế {key}, thủ tục này {ENDED} từ {_day(end.valid_from)}",
                [end],
            )


def _within(said: Sequence[Sighting], place: str | None) -> list[Sighting]:
    """What an authority can act on: a province on what is national or its own, the State on all."""
    return [s for s in said if place is None or s.place is None or s.place == place]


def _unknown(record: Procedure) -> Iterator[Conflict]:
    if record.change is Change.REPEALED:
        yield _line("repeals-unknown", record, f"{_title(record)} bị bãi bỏ, danh mục chưa có thủ tục này")
    elif record.change in CHANGING:
        yield _line(
            "amends-unknown",
            record,
            f"{_title(record)} {CHANGING[record.change]}, danh mục chưa có thủ tục này",
        )


def _ended(record: Procedure, said: Sequence[Sighting], day: date, place: str | None) -> Iterator[Conflict]:
    if record.change not in CHANGING:
        return
    end = _end_of(said, day, place)
    if end is not None:
        yield _line(
            "amends-repealed",
            record,
            f"{_title(record)} {CHANGING[record.change]} từ {_day(day)}, "
            f"thủ tục này {ENDED} từ {_day(end.valid_from)}",
            [end],
        )


def _end_of(said: Sequence[Sighting], day: date, place: str | None) -> Sighting | None:
    """The sighting by which nothing is in force on a day; None where something is, or nothing ended."""
    if in_force(said, day, place=place):
        return None
    ends = [s for s in said if s.ends and (s.valid_from or date.min) <= day and not _over(s, day)]
    return max(ends, key=lambda s: (s.valid_from or date.min, s.rank, s.id), default=None)


def _over(sighting: Sighting, day: date) -> bool:
    return sighting.valid_to is not None and sighting.valid_to < day


def _other_name(record: Procedure, said: Sequence[Sighting]) -> Iterator[Conflict]:
    named = [s for s in said if s.role is Role.STATED]
    if named and all(other_procedure(record.name, s.name) for s in named):
        yield _line(
            "code-of-another-name",
            record,
            f"Mã số {record.key} được dùng cho “{record.name[:160]}”, "
            f"danh mục có mã số này với tên “{named[0].name[:160]}”",
            named,
        )


def _newer(record: Procedure, said: Sequence[Sighting], day: date, place: str | None) -> Iterator[Conflict]:
    """A province acts on what a ministry has changed since."""
    if place is None or record.decision is None:
        return
    followed = {number_key(link.number) for link in record.decision.links}
    newer = [
        s
        for s in said
        if s.place is None
        and s.decision_key is not None
        and s.decision_key not in followed
        and (s.valid_from or date.min) > day
    ]
    if newer:
        last = max(newer, key=lambda s: s.valid_from or date.min)
        yield _line(
            "ministry-decision-newer",
            record,
            f"{_title(record)}: quyết định có hiệu lực từ {_day(day)}, "
            f"trung ương đã có Quyết định {last.decision_number} từ {_day(last.valid_from)}",
            [last],
        )


def _same_day(
    record: Procedure, said: Sequence[Sighting], day: date, place: str | None
) -> Iterator[Conflict]:
    """Two decisions of one authority put the same procedure in force on one day."""
    if record.decision is None or record.decision.number is None:
        return
    own = number_key(record.decision.number)
    others = [
        s
        for s in said
        if (s.place, s.valid_from) == (place, day)
        and s.change is not None
        and s.decision_key not in (None, own)
    ]
    if others:
        yield _line(
            "two-decisions-one-day",
            record,
            f"{_title(record)}: Quyết định {record.decision.number} và Quyết định "
            f"{others[0].decision_number} cùng có hiệu lực từ {_day(day)}",
            others,
        )


# words


def _conflict(code: str, message: str, *, place: Place | None = None) -> Conflict:
    told = issue_codes()[code]
    return Conflict(code=code, severity=told.severity, message=message, do=told.do, place=place or Place())


def _line(code: str, record: Procedure, message: str, evidence: Sequence[Sighting] = ()) -> Conflict:
    told = issue_codes()[code]
    return Conflict(
        code=code,
        severity=told.severity,
        procedure=record.key,
        message=message,
        evidence=tuple(dict.fromkeys(_source(s) for s in evidence))[:5],
        do=told.do,
        place=record.source.place,
    )


def _source(sighting: Sighting) -> str:
    told = [sighting.file]
    if sighting.decision_number is not None:
        told.append(f"Quyết định {sighting.decision_number}")
    if sighting.valid_from is not None:
        told.append(f"từ {_day(sighting.valid_from)}")
    if sighting.place is not None:
        told.append(place_name(sighting.place))
    return ", ".join(told)


def _begins(record: Procedure) -> date | None:
    decision = record.decision
    return None if decision is None else decision.effective or decision.date


def _title(record: Procedure) -> str:
    return f"{record.key} “{record.name[:120]}”"


def _named(decision: Decision) -> str:
    return f"Quyết định {decision.number or '(chưa có số)'}"


def _day(day: date | None) -> str:
    return "ngày không rõ" if day is None else f"{day:%d/%m/%Y}"
