"""Indicators of Index 766 (Bộ chỉ số 766) that a catalogue can compute, each with the list behind it.

Here: 1.1, 1.2, 1.3, 3.1 and the denominators of 3.5 and 4.5; the others are named with what they need.
Not here: deadlines of one decision (timeliness.py), the seven parts (checks/parts.py).

What is unknown counts neither for nor against: the rate is over what is known, between low and high bounds
(every unknown against, every unknown for). A denominator of 0 has no rate.

Source: 766/QĐ-TTg, as the notes in defaults/index_766.toml tell it.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from analysis.checks.parts import SETS, State, missing, part_name, parts_of
from analysis.paper_keys import lookup
from analysis.parameters import DEFAULTS
from analysis.timeliness import State as Timely
from analysis.timeliness import Timeliness
from analysis.working_days import Calendar, NoCalendar
from catalogue import text as words
from catalogue.errors import CatalogueError
from catalogue.parameters import Mark
from catalogue.records import ChannelKind, Coverage, Filled, Kind, Procedure, Record, Text
from catalogue.snapshot import Snapshot


class BadPeriod(CatalogueError):
    """A period that cannot be understood."""


@dataclass(frozen=True)
class Period:
    """Kỳ đánh giá, both days included."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> "Period":
        """2026 · 2026-Q1 · 2026-06 · 2026-01-15..2026-02-20.

        >>> Period.parse("2026-Q1").last.isoformat()
        '2026-03-31'

        Raises:
            BadPeriod: none of these, or it ends before it begins.
        """
        told = re.fullmatch(r"(\d{4})(?:-?Q([1-4])|-(\d{2}))?", text.strip(), re.IGNORECASE)
        try:
            if told is not None:
                year = int(told[1])
                begin = int(told[3]) if told[3] else 3 * int(told[2]) - 2 if told[2] else 1
                end = int(told[3]) if told[3] else 3 * int(told[2]) if told[2] else 12
                after = date(year + end // 12, end % 12 + 1, 1)
                return cls(date(year, begin, 1), after - timedelta(days=1))
            first, last = (date.fromisoformat(part.strip()) for part in text.split(".."))
        except ValueError as error:
            raise BadPeriod(
                f"Không hiểu kỳ “{text}”.", hint="Viết 2026, 2026-Q1, 2026-06 hoặc 2026-01-15..2026-02-20"
            ) from error
        if last < first:
            raise BadPeriod(f"Kỳ {text} kết thúc trước khi bắt đầu.")
        return cls(first, last)

    def holds(self, day: date | None) -> bool:
        """Is the day in it? An unknown day is not."""
        return day is not None and self.first <= day <= self.last


class Indicator(Record):
    """Một chỉ số thành phần."""

    id: Filled
    vi: Filled
    points: int | None = None
    """Điểm tối đa; None: not verified."""
    threshold: int | None = None
    """Percent from which all points are given; None: points in proportion."""
    computable: Filled
    formula: Text | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counted:
    """One procedure in the list behind an indicator: in the numerator, out of it, or unknown."""

    procedure: str
    name: str
    counts: bool | None
    """True: numerator; False: denominator only; None: unknown."""
    why: str
    decision: str | None = None


@dataclass(frozen=True)
class Result:
    """One indicator computed; the list behind it adds up to its numbers."""

    indicator: Indicator
    behind: tuple[Counted, ...] = ()
    needs: str | None = None
    """What is lacking to compute it, or the rest of it."""
    estimated: tuple[int, ...] = ()
    """Years of which no notice of days off is known."""
    left_out: int = 0
    """Procedures of decisions of the period that no portal shows."""

    @property
    def numerator(self) -> int | None:
        """None: only the denominator can be known."""
        if self.indicator.computable != "catalogue":
            return None
        return sum(one.counts is True for one in self.behind)

    @property
    def denominator(self) -> int | None:
        """All that count and are known."""
        if self.indicator.computable == "case_data":
            return None
        return sum(one.counts is not None for one in self.behind)

    @property
    def unknown(self) -> int:
        """Procedures of which it cannot be said."""
        return sum(one.counts is None for one in self.behind)

    def rate(self, *, unknown: bool | None = None) -> Decimal | None:
        """Percent, two decimals. `unknown`: every unknown against (False) or for (True); None: left out."""
        if self.numerator is None or self.denominator is None:
            return None
        more = self.unknown if unknown is not None else 0
        whole = self.denominator + more
        if not whole:
            return None
        return (Decimal(self.numerator + (more if unknown else 0)) * 100 / whole).quantize(Decimal("0.01"))

    @property
    def points(self) -> Decimal | None:
        """Points of the rate; None: no rate, or the points are not verified."""
        rate, most = self.rate(), self.indicator.points
        if rate is None or most is None:
            return None
        share = min(Decimal(1), rate / (self.indicator.threshold or 100))
        return (share * most).quantize(Decimal("0.01"))


@cache
def indicators() -> Mapping[str, Indicator]:
    """All indicators by id."""
    told = tomllib.loads((DEFAULTS / "index_766.toml").read_text("utf-8"))
    return {one["id"]: Indicator.model_validate(one) for one in told["indicator"]}


def mark() -> Mark:
    """How strong the source of the formulas is."""
    told = tomllib.loads((DEFAULTS / "index_766.toml").read_text("utf-8"))
    return Mark(told["base"]["mark"])


def compute(
    snapshot: Snapshot, judged: Iterable[Timeliness], calendar: Calendar, period: Period
) -> tuple[Result, ...]:
    """Every indicator, in their order; those that need case data say so."""
    told = tuple(judged)
    public = [one for one in snapshot.procedures if _public(one)]
    by_id: Mapping[str, Callable[[], Result]] = {
        "1.1": lambda: announced_in_time(told, period),
        "1.2": lambda: published_in_time(told, calendar, period),
        "1.3": lambda: complete(public),
        "3.1": lambda: online(public),
        "3.5": lambda: with_fees(public),
        "4.5": lambda: of_citizens(public),
    }
    return tuple(
        by_id[id_]() if id_ in by_id else Result(one, needs="dữ liệu hồ sơ, phản ánh kiến nghị")
        for id_, one in sorted(indicators().items(), key=lambda pair: tuple(map(int, pair[0].split("."))))
    )


def _public(procedure: Procedure) -> bool:
    """Public procedures of citizens and businesses; internal ones are never counted among them."""
    return procedure.kind is not Kind.INTERNAL and procedure.foreign_code is None


def _once(found: Iterable[Counted]) -> tuple[Counted, ...]:
    """Each procedure once: late once is late, else unknown once is unknown."""
    rank = {False: 0, None: 1, True: 2}
    kept: dict[str, Counted] = {}
    for one in found:
        held = kept.get(one.procedure)
        if held is None or rank[one.counts] < rank[held.counts]:
            kept[one.procedure] = one
    return tuple(kept[key] for key in sorted(kept))


TOLD = {Timely.ON_TIME: True, Timely.LATE: False, Timely.UNPUBLISHED: False}


def announced_in_time(judged: Iterable[Timeliness], period: Period) -> Result:
    """1.1: of procedures of decisions signed in the period and now public, those announced in time."""
    portals = frozenset(lookup("announcers")["portal_importers"])
    mine = [one for one in judged if period.holds(one.announcement.signed) and one.level is not None]
    shown = [one for one in mine if one.announcement.importers & portals or one.announcement.published]
    hidden = {one.announcement.procedure for one in mine} - {one.announcement.procedure for one in shown}
    behind = _once(
        Counted(
            one.announcement.procedure,
            one.announcement.name,
            TOLD.get(one.index.state),
            one.index.why + (f" Chậm {one.index.late} ngày làm việc." if one.index.late else ""),
            one.announcement.decision,
        )
        for one in shown
    )
    years = sorted({year for one in shown for year in one.index.estimated})
    return Result(indicators()["1.1"], behind, estimated=tuple(years), left_out=len(hidden))


def published_in_time(judged: Iterable[Timeliness], calendar: Calendar, period: Period) -> Result:
    """1.2: of procedures published, or due to be published, in the period, those published in time."""
    behind, years = [], set()
    for one in judged:
        upload, told = one.upload, one.announcement
        if upload.due is None or not (period.holds(told.published) or period.holds(upload.due)):
            continue
        if upload.state is Timely.WAITING:
            continue
        late = f" Chậm {upload.late} ngày làm việc." if upload.late else ""
        behind.append(
            Counted(told.procedure, told.name, TOLD.get(upload.state), upload.why + late, told.decision)
        )
        years |= set(upload.estimated) if upload.state in TOLD else set()
    end = _window_end(calendar, period)
    needs = (
        f"ngày bấm “Công khai” của thủ tục chưa rõ ngày; xét công khai đến hết {end:%d/%m/%Y}"
        if end
        else None
    )
    return Result(indicators()["1.2"], _once(behind), needs=needs, estimated=tuple(sorted(years)))


def _window_end(calendar: Calendar, period: Period) -> date | None:
    """The last day of the extended window, of ministries."""
    from analysis.deadlines import deadline
    from catalogue.errors import ParameterNotFound
    from catalogue.records import Level

    try:
        days, _ = deadline("upload.working_days", period.last, Level.CENTRAL)
        return calendar.after(period.last, days)
    except (NoCalendar, ParameterNotFound):
        return None


def complete(public: Iterable[Procedure]) -> Result:
    """1.3: the seven parts; the number of sets that a source has no place for is unknown, not absent."""
    return Result(indicators()["1.3"], tuple(_complete(one) for one in public))


def _complete(procedure: Procedure) -> Counted:
    if procedure.coverage is not Coverage.FULL:
        return Counted(procedure.key, procedure.name, None, "Chỉ có dòng danh mục, chưa có nội dung.")
    states = parts_of(procedure)
    if lacking := missing(states):
        return Counted(procedure.key, procedure.name, False, f"Thiếu: {', '.join(map(part_name, lacking))}.")
    if states[SETS] is State.UNKNOWN:
        return Counted(procedure.key, procedure.name, None, "Đủ bảy bộ phận; chưa rõ số lượng hồ sơ (số bộ).")
    return Counted(procedure.key, procedure.name, True, "Đủ bảy bộ phận.")


def online(public: Iterable[Procedure]) -> Result:
    """3.1: procedures with an online channel; partial and full are not told apart by most sources."""
    behind = []
    for one in public:
        kinds = {channel.channel for channel in one.channels}
        if ChannelKind.ONLINE in kinds:
            counts, why = True, "Có cách thức trực tuyến."
        elif one.coverage is not Coverage.FULL or not kinds - {None}:
            counts, why = None, "Chưa rõ các cách thức thực hiện."
        else:
            counts, why = False, "Không có cách thức trực tuyến."
        behind.append(Counted(one.key, one.name, counts, why))
    return Result(indicators()["3.1"], tuple(behind))


def with_fees(public: Iterable[Procedure]) -> Result:
    """3.5, the denominator: procedures with a fee that is not 0; a fee in words only is unknown."""
    behind = []
    for one in public:
        fees = [fee for channel in one.channels for fee in channel.fees]
        amounts = [Decimal(fee.amount) for fee in fees if fee.amount is not None]
        if any(amounts):
            behind.append(Counted(one.key, one.name, counts=True, why="Có mức phí, lệ phí khác 0."))
        elif any(fee.amount is None and fee.text.strip() for fee in fees):
            behind.append(Counted(one.key, one.name, None, "Phí nêu bằng lời, chưa rõ mức."))
    return Result(indicators()["3.5"], tuple(behind), needs="hồ sơ thanh toán trực tuyến (tử số)")


def of_citizens(public: Iterable[Procedure]) -> Result:
    """4.5, the denominator: procedures whose subjects are citizens, Vietnamese abroad or foreigners."""
    indicator = indicators()["4.5"]
    behind = []
    for one in public:
        named = [who for who in one.applicants if words.fold(who) in indicator.subjects]
        if named:
            behind.append(Counted(one.key, one.name, counts=True, why="; ".join(named)))
        elif not one.applicants:
            behind.append(Counted(one.key, one.name, None, "Chưa rõ đối tượng thực hiện."))
    return Result(indicator, tuple(behind), needs="hồ sơ có xác thực, khai thác dữ liệu dân cư (tử số)")
